"""The best portfolio at each budget: the set, what it uses, what came close, and what holds it down."""

from __future__ import annotations

from fractions import Fraction

from mcda.plot.numerals import numeral, percent
from mcda.portfolio import Clash, NearTie, Portfolio, budget_resource
from mcda.report.blocks import Block, Bullets, Column, Line, Notice, Paragraph, Row, Section, Strong, Table, line
from mcda.report.findings import Findings
from mcda.report.sections.rules import demand, rules
from mcda.report.sections.verdict import budget_words, gained
from mcda.report.teller import Teller


def portfolios(found: Findings, tell: Teller) -> Section:
    """Show the best set at each budget, side by side and one by one."""
    words = tell.words
    if found.no_portfolio:
        text = line(words("no_portfolio"), " ", tell.quoted(found.no_portfolio))
        return Section("portfolios", words("portfolios"), (Paragraph(text),), (rules(found, tell),))
    if not found.portfolios:
        return Section("portfolios", words("portfolios"))
    notes = () if found.study.portfolio is None else found.study.portfolio.notes
    blocks: list[Block] = [Paragraph(line(words("portfolio_intro")))]
    blocks += [Bullets(tuple(tell.line(note) for note in notes))] if notes else []
    if len(found.portfolios) > 1:
        blocks.append(_overview(found, tell))
    blocks.append(_ingredients(found.portfolios[0], tell))
    parts = [rules(found, tell), *(_part(found, tell, each) for each in found.portfolios)]
    return Section("portfolios", words("portfolios"), tuple(blocks), tuple(parts))


def _held(portfolio: Portfolio, tell: Teller) -> str:
    """Name what holds the value down; where a set exists, say also that nothing does alone."""
    told = "; ".join(demand(w.demand, tell) for w in portfolio.binding)
    return told or ("" if portfolio.value is None else tell.words("nothing_alone"))


def _overview(found: Findings, tell: Teller) -> Table:
    words = tell.words
    columns = (
        Column(tell.resource(budget_resource(found.study) or "") or words("budget"), side="right"),
        Column(words("best_set_head")),
        Column(words("value"), side="right"),
        Column(words("runner_up_head")),
        Column(words("binds_head")),
    )
    rows = []
    for each in found.portfolios:
        budget = each.recipe.budget
        size = numeral(budget) if budget is not None else words("none")
        rows.append(
            Row(
                (
                    line(size),
                    line(_set(each, tell)),
                    line("–" if each.value is None else numeral(float(each.value), 2)),
                    line(_gap(each, tell)),
                    line(_held(each, tell)),
                ),
                marked=budget == found.budget,
            )
        )
    return Table(words("portfolio_overview"), columns, tuple(rows), shape="text")


def _ingredients(portfolio: Portfolio, tell: Teller) -> Table:
    """Show what each option would bring to a portfolio and take from its limits."""
    words, problem = tell.words, portfolio.problem
    chances = any(chance != 1 for chance in problem.chances.values())
    rows = tuple(
        Row(
            (
                line(tell.option(o)),
                *((line(percent(problem.chances[o])),) if chances else ()),
                line(numeral(float(problem.benefits[o]), 2)),
                *(line(numeral(by.get(o, Fraction(0)))) for by in problem.uses.values()),
            )
        )
        for o in problem.options
    )
    columns = (
        Column(words("option")),
        *((Column(words("chance"), side="right"),) if chances else ()),
        Column(words("points_head"), side="right"),
        *(Column(tell.resource(r), side="right") for r in problem.uses),
    )
    return Table(words("ingredients" if problem.uses else "ingredients_free"), columns, rows)


def _set(portfolio: Portfolio, tell: Teller) -> str:
    if portfolio.value is None:
        return tell.words("infeasible" if portfolio.status.value == "infeasible" else "undecided")
    return tell.options(portfolio.options) or tell.words("nothing")


def _gap(portfolio: Portfolio, tell: Teller) -> str:
    near = portfolio.runner_up
    if near is None:
        return ""
    if near.behind == 0:
        return tell.words("tie")
    behind = _behind(near, tell)
    return f"{behind}: {tell.words('by_a_hair')}" if portfolio.by_a_hair else behind


def _behind(near: NearTie, tell: Teller) -> str:
    points = tell.words("points", count=gained(near.behind))
    return points if near.share is None else f"{points} ({percent(near.share, 2)})"


def _part(found: Findings, tell: Teller, portfolio: Portfolio) -> Section:
    budget = portfolio.recipe.budget
    name = "none" if budget is None else str(budget).replace("/", "-").replace(".", "-")
    title = budget_words(found, tell, portfolio)
    blocks: list[Block] = []
    if portfolio.value is None:
        blocks += _infeasible(portfolio, tell)
    else:
        blocks += [_members(portfolio, tell), *_close(portfolio, tell), *_limits(portfolio, tell)]
    blocks += _notices(portfolio, tell)
    return Section(f"budget-{name}", title[0].upper() + title[1:], tuple(blocks))


def _members(portfolio: Portfolio, tell: Teller) -> Table:
    words, problem = tell.words, portfolio.problem
    uses = problem.uses
    rows = [
        Row(
            (
                line(tell.option(o)),
                line(numeral(float(problem.benefits[o]), 2)),
                *(line(numeral(by.get(o, Fraction(0)))) for by in uses.values()),
            )
        )
        for o in portfolio.options
    ]
    rows += [
        Row(
            (
                line(" + ".join(tell.short_option(o) for o in each.of), " ", words("together_pair")),
                line(numeral(float(each.points), 2, sign=True)),
                *(() for _ in uses),
            )
        )
        for each in portfolio.synergies
    ]
    total = (line(Strong(words("sum"))), line(Strong(numeral(float(portfolio.value or 0), 2))))
    rows.append(Row((*total, *(line(Strong(numeral(use.used))) for use in portfolio.limits)), marked=True))
    if any(use.limit is not None for use in portfolio.limits):
        limits = (line("–" if use.limit is None else numeral(use.limit)) for use in portfolio.limits)
        rows.append(Row((line(words("limit")), (), *limits)))
    columns = (
        Column(words("option")),
        Column(words("points_head"), side="right"),
        *(Column(tell.resource(r), side="right") for r in uses),
    )
    proof = words("proven" if portfolio.proven_optimal else "not_proven")
    return Table(f"{words('set_table' if uses else 'best_set_head')} ({proof})", columns, tuple(rows))


def _close(portfolio: Portfolio, tell: Teller) -> list[Block]:
    """Show the runner-up and every set within the share that counts as near."""
    words = tell.words
    near = [n for n in portfolio.near_ties if n.share is not None and n.share <= portfolio.within]
    shown = near or list(portfolio.near_ties[:1])
    if not shown:
        return [Paragraph(line(words("no_other_set")))]
    columns = (
        Column(words("other_set")),
        Column(words("value"), side="right"),
        Column(words("behind_head"), side="right"),
        Column(words("instead")),
    )
    rows = tuple(
        Row(
            (
                line(tell.options(n.options) or words("nothing")),
                line(numeral(float(n.value), 2)),
                line(_behind(n, tell)),
                line(_swap(n, tell)),
            )
        )
        for n in shown
    )
    within = percent(portfolio.within)
    said = words("near_count", count=len(near), within=within) if near else words("near_none", within=within)
    if portfolio.by_a_hair:
        said += " " + words("hair_note")
    return [Paragraph(line(said)), Table(words("near_table"), columns, rows)]


def _swap(near: NearTie, tell: Teller) -> str:
    return " ".join(
        [*(f"+{tell.short_option(o)}" for o in near.comes), *(f"−{tell.short_option(o)}" for o in near.goes)]
    )


def _limits(portfolio: Portfolio, tell: Teller) -> list[Block]:
    """Say which limits and rules hold the value down, and the bound from taking options in part."""
    words = tell.words
    lines: list[Line] = [
        line(words("binds", what=demand(w.demand, tell), gain=gained(w.gain or Fraction(0)))) for w in portfolio.binding
    ]
    if not lines and portfolio.worth and all(w.gain is not None for w in portfolio.worth):
        lines.append(line(words("nothing_binds")))
    relaxed = portfolio.relaxation
    if relaxed is not None and relaxed.gap is not None:
        reached = relaxed.gap < 0.005
        said = words(
            "bound_reached" if reached else "bound", bound=numeral(relaxed.bound, 2), gap=numeral(relaxed.gap, 2)
        )
        if relaxed.parts and not reached:
            parts = ", ".join(f"{tell.short_option(o)} {percent(x)}" for o, x in relaxed.parts.items())
            said += " " + words("bound_parts", parts=parts)
        lines.append(line(said))
    return [Bullets(tuple(lines))] if lines else []


def _notices(portfolio: Portfolio, tell: Teller) -> list[Block]:
    words = tell.words
    lines: list[Line] = []
    if portfolio.value is not None and not portfolio.proven_optimal:
        lines.append(line(words("not_proven_notice")))
    if len(portfolio.tied) > 1:
        lines.append(line(words("tied_sets", count=len(portfolio.tied))))
    if not portfolio.near_ties_complete:
        lines.append(line(words("near_cut")))
    if portfolio.overflows:
        listed = "; ".join(
            words(
                "overflow",
                what=tell.criterion(o.criterion),
                expected=numeral(float(o.expected), 1),
                all=numeral(float(o.undiscounted), 1),
            )
            for o in portfolio.overflows
        )
        lines.append(line(words("overflows", listed=listed)))
    return [Notice(tuple(lines))] if lines else []


def _infeasible(portfolio: Portfolio, tell: Teller) -> list[Block]:
    words = tell.words
    if portfolio.status.value != "infeasible":
        return [Paragraph(line(words("undecided_long")))]
    blocks: list[Block] = [Paragraph(line(words("infeasible_long")))]
    if portfolio.clashes:
        blocks.append(Bullets(tuple(_clash(each, tell) for each in portfolio.clashes)))
    least = [
        line(
            words("least_none", resource=tell.resource(r))
            if size is None
            else words("least", resource=tell.resource(r), size=numeral(size))
        )
        for r, size in portfolio.least.items()
    ]
    return [*blocks, *([Bullets(tuple(least))] if least else [])]


def _clash(clash: Clash, tell: Teller) -> Line:
    return line(demand(clash.demand, tell))
