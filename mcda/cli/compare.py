"""`mcda compare`: many rankings of one study side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from mcda.cli import screen
from mcda.cli.choices import (
    METHODS,
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

    from mcda.robustness.comparison import Comparison
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
    "--methods", "--method", multiple=True, callback=names, metavar="NAME,...", help=f"Of {METHODS}. [default: all]"
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
        words = found.in_words()
    codes = {o.id: o.label for o in study.options}
    screen.show(
        origin_in_words(study),
        f"Places of {counted(len(study.options), 'option')} in {counted(len(found.rows), 'ranking')}:"
        f" {_size(found)}{_changes(update, variant)}, on {on}.",
        *_tables(found, codes),
        "",
        *words,
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
