"""`mcda compare`: many rankings of one study side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from mcda.cli import screen
from mcda.cli.choices import (
    On,
    change_option,
    counted,
    examples,
    json_option,
    names,
    on_option,
    open_study,
    origin_in_words,
    study_option,
)

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.robustness.comparison import Agreement, Comparison
    from mcda.study import Study

BASE: Final = "base"


@click.command(
    epilog=examples(
        "mcda compare --weights balanced --scenarios base",
        "mcda compare --methods additive,topsis,vikor --weights balanced,industry",
    )
)
@study_option
@click.option(
    "--methods", "--method", multiple=True, callback=names, metavar="NAME,...", help="Methods. [default: all]"
)
@click.option("--weights", multiple=True, callback=names, metavar="PROFILE,...", help="Weight profiles. [default: all]")
@click.option(
    "--scenarios",
    "--scenario",
    multiple=True,
    callback=names,
    metavar="ID,...",
    help=f"Scenarios; {BASE!r} is the scores as given. [default: all]",
)
@change_option("--update")
@change_option("--variant")
@on_option
@json_option
def compare(
    folder: str | None,
    methods: Sequence[str],
    weights: Sequence[str],
    scenarios: Sequence[str],
    update: str | None,
    variant: str | None,
    on: On,
    as_json: bool,
) -> None:
    """Compare places under several methods, weights and scenarios.

    Every combination is ranked. Below the table stands where the rankings agree and where they do not.
    """
    from mcda.analysis import compare as compare_rankings

    study = open_study(folder)
    with screen.working("Ranking in every combination"):
        found = compare_rankings(
            study,
            methods=methods or None,
            weights=weights or None,
            scenarios=_scenarios(study, scenarios) or None,
            update=update,
            variant=variant,
            on=on,
        )
        if as_json:
            screen.show_json(found.to_dict())
            return
        agreement = found.agreement
    codes = {o.id: o.label for o in study.options}
    screen.show(
        origin_in_words(study),
        f"Places of {counted(len(study.options), 'option')} in {counted(len(found.rows), 'ranking')}:"
        f" {_size(found)}{_changes(update, variant)}, on {on}.",
        *_tables(found, codes),
        "",
        *_agreement_in_words(found, agreement, codes),
        "",
        *_meanings(found),
    )


def _scenarios(study: Study, asked: Sequence[str]) -> list[str | None]:
    return [None if name == BASE and name not in study.scenarios else name for name in asked]


def _size(found: Comparison) -> str:
    parts = []
    for one, names_ in (
        ("method", {row.method for row in found.rows}),
        ("weight profile", {row.weights for row in found.rows}),
        ("scenario", {row.scenario for row in found.rows} - {None}),
    ):
        parts += [counted(len(names_), one)] if names_ else []
    return " x ".join(parts)


def _changes(update: str | None, variant: str | None) -> str:
    return "".join(f", {what} {name}" for what, name in (("update", update), ("variant", variant)) if name)


def _tables(found: Comparison, codes: dict[str, str]) -> list[str | Table]:
    parts: list[str | Table] = []
    for scenario in dict.fromkeys(row.scenario for row in found.rows):
        rows = [
            [row.method, row.weights, *(str(row.places.get(o, "–")) for o in codes)]
            for row in found.rows
            if row.scenario == scenario
        ]
        right = range(2, 2 + len(codes))
        told = "the scores as given" if scenario is None else f"scenario {scenario}"
        parts += [
            "",
            f"Under {told}:",
            screen.table(["method", "weights", *codes.values()], rows, right=right, gap=1),
        ]
    return parts


def _agreement_in_words(found: Comparison, agreement: Agreement, codes: dict[str, str]) -> list[str]:
    lines = list(dict.fromkeys(f"{row.method} could not rank: {row.problem}" for row in found.rows if row.problem))
    if agreement.rankings < 2:
        return [*lines, "There are not two rankings to compare."]
    lines += [_first_places(agreement, codes), *_firsts_by_weights(found, codes), _steadiness(agreement, codes)]
    if agreement.kendall is not None and agreement.least is not None:
        lines.append(
            f"Any two rankings agree with a mean Kendall correlation of {agreement.kendall:.2f};"
            f" the lowest is {agreement.least:.2f} (1: the same order, 0: unrelated, -1: reversed)."
        )
    return [*lines, *_pairs(agreement, codes)]


def _first_places(agreement: Agreement, codes: dict[str, str]) -> str:
    everywhere = agreement.always_first
    if everywhere:
        return f"All rankings agree on the first place: {', '.join(codes[o] for o in everywhere)}."
    shares = ", ".join(f"{codes[o]} in {count}" for o, count in agreement.winners)
    return f"The rankings do not agree on the first place. First of {agreement.rankings} rankings: {shares}."


def _firsts_by_weights(found: Comparison, codes: dict[str, str]) -> list[str]:
    profiles = dict.fromkeys(row.weights for row in found.sound)
    if len(profiles) < 2:
        return []
    lines = ["First places by weight profile:"]
    for profile in profiles:
        part = _under(found, profile).agreement
        shares = ", ".join(f"{codes[o]} in {count}" for o, count in part.winners)
        lines.append(f"  {profile}: {shares} of {part.rankings}")
    return lines


def _under(found: Comparison, profile: str) -> Comparison:
    return found.where(lambda row: row.weights == profile)


def _steadiness(agreement: Agreement, codes: dict[str, str]) -> str:
    by_spread = sorted(agreement.ranges, key=lambda each: each[2] - each[1])
    (steady, high, low), (loose, best, worst) = by_spread[0], by_spread[-1]
    if low - high == worst - best:
        return f"The places of all options spread alike, over {counted(worst - best, 'place')}."
    return (
        f"The steadiest option is {codes[steady]}, never off {_span(high, low)};"
        f" the least steady is {codes[loose]}, anywhere from {best} to {worst}."
    )


def _span(high: int, low: int) -> str:
    return f"place {high}" if high == low else f"places {high} to {low}"


def _pairs(agreement: Agreement, codes: dict[str, str]) -> list[str]:
    told = [pair for pair in agreement.pairs if pair.kendall is not None]
    if not told:
        return []
    lines = ["Pairs of methods, the closest first (mean Kendall correlation; same first place; largest difference):"]
    for pair in sorted(told, key=lambda each: -(each.kendall or 0.0)):
        option, places = pair.furthest
        apart = f"{codes[option]} by {counted(places, 'place')}" if places else "none"
        lines.append(f"  {pair.first}, {pair.second}: {pair.kendall:.2f}; {pair.same_winner:.0%}; {apart}")
    return lines


def _meanings(found: Comparison) -> list[str]:
    lines = ["The same weights ask different questions of different methods. To each, a weight means:"]
    return [*lines, *(f"  {method}: {meaning}" for method, meaning in found.weights_mean)]
