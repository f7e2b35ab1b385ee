"""`mcda portfolio`: the best set of options under a budget, limits and rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import click

from mcda.cli import screen
from mcda.cli.choices import (
    amount,
    amounts_by_name,
    change_options,
    chosen_weights,
    counted,
    examples,
    json_option,
    language_option,
    names,
    open_study,
    origin_in_words,
    study_option,
    weights_options,
)
from mcda.cli.failures import UNSOUND

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.portfolio import NearTie, Portfolio
    from mcda.study import Study


@click.command(
    epilog=examples(
        "mcda portfolio",
        "mcda portfolio --budget 400 --limit staff=120",
        "mcda portfolio --require mega_science --forbid hedge --variant strict",
    )
)
@study_option
@weights_options
@change_options
@click.option("--budget", callback=amount, metavar="AMOUNT", help="The budget. [default: the study's]")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=amounts_by_name,
    metavar="NAME=VALUE",
    help="Another limit of a resource, as staff=120.",
)
@click.option("--require", multiple=True, callback=names, metavar="ID", help="An option that must be in the set.")
@click.option("--forbid", multiple=True, callback=names, metavar="ID", help="An option that must not be in the set.")
@language_option
@json_option
def portfolio(
    folder: str | None,
    weights: str | None,
    shares: Mapping[str, Fraction],
    scenario: str | None,
    update: str | None,
    variant: str | None,
    budget: Fraction | None,
    limits: Mapping[str, Fraction],
    require: Sequence[str],
    forbid: Sequence[str],
    language: str | None,
    as_json: bool,
) -> int:
    """Choose the best set of options under a budget and rules.

    Best is proven, and checked again in exact arithmetic. What came close is told too. Where no set obeys the rules,
    the rules that clash are named, and the exit code is 1.
    """
    from mcda.analysis import choose_portfolio

    study = open_study(folder)
    given = chosen_weights(study, weights, shares, scenario=scenario, update=update, variant=variant)
    with screen.working("Choosing the best set"):
        chosen = choose_portfolio(
            study,
            budget=budget,
            weights=given,
            scenario=scenario,
            update=update,
            variant=variant,
            limits=limits,
            require=require,
            forbid=forbid,
        )
    if as_json:
        screen.show_json(chosen.to_dict())
    else:
        tongue = language or study.languages[0]
        told = _in_words(study, chosen, tongue)
        idle = [c.id for c in study.criteria if c.role is not None and c.id in shares]
        notes = [f"note: {name} leaves the weighted sum of a portfolio, so its share changes nothing" for name in idle]
        screen.show(origin_in_words(study, tongue), str(chosen.recipe), "", *told, *notes)
    return UNSOUND if chosen.value is None else 0


def _in_words(study: Study, chosen: Portfolio, language: str) -> list[str | Table]:
    if chosen.value is None:
        return list(_no_set(chosen))
    codes = {o.id: o.label for o in study.options}
    proof = "proven optimal" if chosen.proven_optimal else "not proven optimal"
    head = f"{counted(len(chosen.options), 'option')} worth {float(chosen.value):.2f} points more than the baseline"
    if not chosen.options:
        head = "The best is to leave it at the baseline: no set of options is worth more"
    notes = [f"note: {notice}" for notice in chosen.notices] + _external(study, chosen, codes, language)
    return [
        f"{head} ({proof})",
        "",
        _table(study, chosen, codes, language),
        "",
        *_close(chosen, codes),
        *_binding(chosen),
        *_bound(chosen, codes),
        *(["", *notes] if notes else []),
    ]


def _no_set(chosen: Portfolio) -> list[str]:
    if not chosen.clashes:
        return ["No portfolio was found in the time given."]
    lines = ["No portfolio satisfies the rules. These cannot hold together:"]
    lines += [f"  - {clash}" for clash in chosen.clashes]
    for resource, least in chosen.least.items():
        told = f"the least {resource} that would do is {least}" if least is not None else f"no {resource} would do"
        lines.append(f"With all other rules, {told}.")
    return lines


def _table(study: Study, chosen: Portfolio, codes: Mapping[str, str], language: str) -> Table:
    named = {} if study.portfolio is None else study.portfolio.limits
    uses = chosen.problem.uses
    names_ = {r: limit.name for r, limit in named.items()}
    resources = [r if (name := names_.get(r)) is None else name.get(language) for r in uses]
    points = screen.figures([float(chosen.problem.benefits[o]) for o in chosen.options])
    rows = []
    for o, worth in zip(chosen.options, points, strict=True):
        rows.append(
            [
                codes[o],
                study.options[o].name.get(language) or o,
                worth,
                *(_amount(use.get(o, Fraction(0))) for use in uses.values()),
            ]
        )
    for synergy in chosen.synergies:
        word = "together" if synergy.points >= 0 else "in conflict"
        which = " and ".join(codes[o] for o in synergy.of)
        rows.append(["", f"{which} {word}", f"{float(synergy.points):+.2f}", *("" for _ in uses)])
    rows.append(["", "in all", f"{float(chosen.value or 0):.2f}", *(_amount(use.used) for use in chosen.limits)])
    if any(use.limit is not None for use in chosen.limits):
        limits = ["none" if use.limit is None else _amount(use.limit) for use in chosen.limits]
        rows.append(["", "limit", "", *limits])
    numeric = range(2, 3 + len(uses))
    return screen.table(["code", "option", "points", *resources], rows, right=numeric, wrap_heads=True)


def _close(chosen: Portfolio, codes: Mapping[str, str]) -> list[str]:
    near = chosen.within_reach
    if not near:
        return [f"No other set comes within {float(chosen.within):.0%} of it."]
    first = "Won by a hair: " if chosen.by_a_hair else ""
    lines = [f"{first}{counted(len(near), 'other set')} within {float(chosen.within):.0%}:"]
    lines += [f"  {_behind(each)}: {_exchange(each, codes)}" for each in near]
    return lines if chosen.near_ties_complete else [*lines, "  ... and more"]


def _behind(near: NearTie) -> str:
    if near.behind == 0:
        return "worth the same"
    return f"{float(near.behind):.2f} points ({float(near.share or 0):.1%}) less"


def _exchange(near: NearTie, codes: Mapping[str, str]) -> str:
    comes, goes = (", ".join(codes[o] for o in side) for side in (near.comes, near.goes))
    if not comes:
        return f"without {goes}"
    return f"{comes} in place of {goes}" if goes else f"with {comes} too"


def _binding(chosen: Portfolio) -> list[str]:
    if not chosen.binding:
        return ["", "No limit or rule holds the value down."]
    lines = ["", "What holds the value down (points without it):"]
    return [*lines, *(f"  {worth.demand} ({float(worth.gain or 0):+.2f})" for worth in chosen.binding)]


def _bound(chosen: Portfolio, codes: Mapping[str, str]) -> list[str]:
    relaxed = chosen.relaxation
    if relaxed is None:
        return []
    parts = ", ".join(f"{part:.0%} of {codes[o]}" for o, part in relaxed.parts.items())
    gap = "" if relaxed.gap is None else f", {relaxed.gap:.2f} more"
    taken = f", by taking {parts}" if parts else ""
    return ["", f"If options could be taken in part, {relaxed.bound:.2f} points could be had{gap}{taken}."]


def _external(study: Study, chosen: Portfolio, codes: Mapping[str, str], language: str) -> list[str]:
    outside = () if study.portfolio is None else study.portfolio.external
    return [f"{codes[e.option]} also needs: {e.what.get(language)}" for e in outside if e.option in chosen.options]


def _amount(given: Fraction) -> str:
    return str(given.numerator) if given.denominator == 1 else f"{float(given):.6g}"
