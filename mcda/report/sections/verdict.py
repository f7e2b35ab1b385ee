"""The question, and the answer in words: every sentence is worked out from the results."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from mcda.plot.numerals import decimals_for, numeral, percent
from mcda.portfolio import Portfolio, budget_resource
from mcda.ranking import Ranking
from mcda.report.blocks import Block, Bullets, Facts, Line, Notice, Paragraph, Section, Strong, line
from mcda.report.findings import Findings
from mcda.report.teller import Teller, sentences
from mcda.robustness.agreement import ComparisonRow

Over = Literal["profiles", "scenarios", "methods"]


def verdict(found: Findings, tell: Teller) -> Section:
    """Write the question, the verdict, and who decides when and for how long."""
    words, study = tell.words, found.study
    blocks: list[Block] = [Paragraph(line(Strong(tell.of(study.question))))] if tell.of(study.question) else []
    blocks.append(Notice(tuple(_sentences(found, tell)), "verdict"))
    standing = _standing(found, tell)
    if standing:
        blocks.append(Notice(standing))
    pairs = [
        (words("decision_maker"), tell.line(study.decision_maker)),
        (words("as_of"), tell.line(study.as_of)),
        (words("horizon"), tell.line(study.horizon)),
        (words("objective"), tell.line(study.objective)),
        (words("source_text"), (*_source(found, tell),)),
    ]
    pairs = [(term, said) for term, said in pairs if said]
    if pairs:
        blocks.append(Facts(tuple(pairs)))
    parts = []
    if study.remarks.findings:
        said = Bullets(tuple(tell.line(text) for text in study.remarks.findings), numbered=True)
        parts.append(Section("findings", words("findings"), (said,)))
    return Section("answer", words("answer"), tuple(blocks), tuple(parts))


def score_decimals(ranking: Ranking) -> int:
    """Return the digits that tell the scores of a ranking apart where they are not ties."""
    return decimals_for(ranking.scores.tolist(), tolerance=ranking.tolerance, most=4)


def _source(found: Findings, tell: Teller) -> Line:
    title, note = tell.line(found.study.source), tell.line(found.study.source_note)
    return sentences(title, note) if title else ()


def _standing(found: Findings, tell: Teller) -> tuple[Line, ...]:
    """Say which changes the scores stand under, and what was changed by hand."""
    study, words = found.study, tell.words
    lines = [
        line(words(f"stands_{kind}", name=(tell.variant if kind == "variant" else tell.change)(name)))
        for kind in ("update", "variant", "scenario")
        if (name := getattr(study, kind)) is not None
    ]
    if study.variant is not None and study.variant not in study.variants:
        lines.append(line(words("stands_rules")))
    if study.edits:
        lines.append(line(words("edited", what="; ".join(study.edits))))
    return tuple(lines)


def _sentences(found: Findings, tell: Teller) -> list[Line]:
    ranking = found.ranking
    if len(ranking.options) == 1:
        return [line(tell.words("only_option", who=tell.option(ranking.winners[0])))]
    said = [_first(found, tell)]
    said += _baseline(ranking, tell)
    said += _across(found.by_profile, tell, ranking.winners, "profiles")
    said += _across(found.by_scenario, tell, ranking.winners, "scenarios")
    by_method = [_across(found.methods.sound, tell, ranking.winners, "methods"), _failed(found, tell)]
    parts = [each[0] for each in by_method if each]
    said += [parts[0] if len(parts) == 1 else (*parts[0], " ", *parts[1])] if parts else []
    said += _kinds(ranking, tell)
    said += [
        line(tell.words("winner_needs", who=tell.option(o), needs=tell.needs(ranking, o)))
        for o in ranking.winners
        if ranking.needs.get(o)
    ]
    said += _portfolio(found, tell)
    said.append(line(tell.words("not_a_decision")))
    return said


def _first(found: Findings, tell: Teller) -> Line:
    ranking, words = found.ranking, tell.words
    digits = score_decimals(ranking)
    winners = ranking.winners
    recipe = {"profile": tell.profile(found.profile), "method": tell.of(found.method.about.name)}
    score = numeral(ranking.score(winners[0]), digits)
    if len(winners) == len(ranking.options):
        return line(words("all_tie", count=len(winners), score=score, **recipe))
    key = "wins" if len(winners) == 1 else "wins_tied"
    who = words.all_of(tell.option(o) for o in winners)
    after = [o for o in ranking.order if o not in winners]
    place = ranking.places[after[0]]
    following = [o for o in after if ranking.places[o] == place]
    gap = numeral(ranking.score(winners[0]) - ranking.score(following[0]), digits + 1)
    behind = words("behind", who=words.all_of(tell.option(o) for o in following), gap=gap)
    return line(Strong(words(key, who=who, score=score, **recipe)), " ", behind)


def _baseline(ranking: Ranking, tell: Teller) -> list[Line]:
    """Say how many options do better than doing nothing new."""
    baseline = ranking.options.baseline
    if baseline is None:
        return []
    at = ranking.places
    others = [o for o in ranking.options.ids if o != baseline.id]
    higher = sum(at[o] < at[baseline.id] for o in others)
    lower = sum(at[o] > at[baseline.id] for o in others)
    filling = {"who": tell.option(baseline.id), "all": len(others)}
    if len(others) == 1:
        key = "baseline_lower" if higher else "baseline_higher" if lower else "baseline_same"
        return [line(tell.words(key, other=tell.option(others[0]), **filling))]
    counts = {"higher": higher, "same": len(others) - higher - lower, "lower": lower}
    met = {key: count for key, count in counts.items() if count}
    if len(met) == 1:
        return [line(tell.words(f"baseline_all_{next(iter(met))}", **filling))]
    listed = tell.words.all_of(tell.words(f"count_{key}", count=count) for key, count in met.items())
    return [line(tell.words("against_baseline", counts=listed, **filling))]


def _across(rows: Sequence[ComparisonRow], tell: Teller, winners: Sequence[str], over: Over) -> list[Line]:
    """Say under how many profiles, scenarios or methods the winners stay first, and who is first elsewhere."""
    if len(rows) < 2:
        return []
    words = tell.words
    said = []
    for winner in winners[:3]:
        if over == "scenarios" and any(row.scenario is None for row in rows):
            said.append(_with_base(rows, tell, winner))
            continue
        times = sum(row.places[winner] == 1 for row in rows)
        key = "sometimes" if times < len(rows) else "both" if len(rows) == 2 else "always"
        said.append(words(f"{key}_{over}", who=tell.short_option(winner), count=times, all=len(rows)))
    tied: dict[str, list[str]] = {}
    elsewhere: dict[str, list[str]] = {}
    for row in rows:
        first = [o for o, place in row.places.items() if place == 1]
        found = tied if any(o in winners for o in first) else elsewhere
        for option in first:
            if option not in winners:
                found.setdefault(option, []).append(_named(row, tell, over))
    for key, found in (("tied_there", tied), ("also_first", elsewhere)):
        if found:
            listed = "; ".join(f"{tell.option(o)} – {', '.join(names)}" for o, names in found.items())
            said.append(words(key, who=listed))
    return [line(" ".join(said))]


def _with_base(rows: Sequence[ComparisonRow], tell: Teller, winner: str) -> str:
    """Say in how many scenarios a winner is first where the base scores stand beside them, and are none."""
    first = {row.scenario: row.places[winner] == 1 for row in rows}
    base = first.pop(None)
    times = sum(first.values())
    often = "always" if times == len(first) else "sometimes" if times or not base else "never"
    key = f"base_{often}" if base else f"not_base_{often}"
    return tell.words(key, who=tell.short_option(winner), times=times, count=len(first))


def _failed(found: Findings, tell: Teller) -> list[Line]:
    """Say how many methods could not be applied, so that nobody takes those counted for all."""
    names = [tell.method(row.method) for row in found.methods.rows if row.ranking is None]
    return [line(tell.words("methods_failed", count=len(names), who=", ".join(names)))] if names else []


def _named(row: ComparisonRow, tell: Teller, over: Over) -> str:
    if over == "profiles":
        return tell.profile(row.weights)
    return tell.change(row.scenario) if over == "scenarios" else tell.method(row.method)


def _kinds(ranking: Ranking, tell: Teller) -> list[Line]:
    kinds = ranking.options.kinds
    if len(kinds) < 2:
        return []
    firsts = (
        tell.words(
            "kind_first",
            kind=tell.kind(kind),
            who=tell.words.all_of(tell.option(o) for o in ranking.within(kind).winners),
        )
        for kind in kinds
    )
    return [line(tell.words("within_kinds", firsts="; ".join(firsts)))]


def _portfolio(found: Findings, tell: Teller) -> list[Line]:
    portfolio, words = found.portfolio, tell.words
    if portfolio is None:
        return []
    where = budget_words(found, tell, portfolio)
    if portfolio.value is None:
        key = "no_set" if portfolio.status.value == "infeasible" else "set_undecided"
        return [line(words(key, where=where))]
    chosen = tell.options(portfolio.options) or words("nothing")
    value = numeral(float(portfolio.value), 2)
    key = "best_set" if portfolio.proven_optimal else "found_set"
    text = words(key, where=where, set=chosen, value=value)
    near = portfolio.runner_up
    if near is not None and near.behind == 0:
        text += " " + words("set_ties", set=tell.options(near.options) or words("nothing"))
    elif near is not None and near.share is not None:
        key = "hair" if portfolio.by_a_hair else "runner_up"
        other = tell.options(near.options) or words("nothing")
        text += " " + words(key, set=other, gap=gained(near.behind), share=percent(near.share, 2))
    return [line(text)]


def budget_words(found: Findings, tell: Teller, portfolio: Portfolio) -> str:
    """Say with which budget, or under the other limits alone, if there are any."""
    budget = portfolio.recipe.budget
    if budget is None:
        limited = any(each.kind == "limit" for each in portfolio.problem.demands)
        return tell.words("without_budget" if limited else "without_limits")
    return tell.words("with_budget", budget=tell.amount(budget_resource(found.study), budget))


def gained(points: Fraction) -> str:
    """Write points of value; what is too small for two decimals is not shown as nothing."""
    return "<0.01" if 0 < points < Fraction(1, 200) else numeral(float(points), 2)
