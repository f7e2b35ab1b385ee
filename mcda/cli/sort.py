"""`mcda sort`: each option into a category."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import click

from mcda.cli import screen
from mcda.cli.choices import (
    On,
    change_options,
    chosen_weights,
    configured,
    examples,
    json_option,
    language_option,
    method_option,
    node_option,
    on_option,
    open_study,
    origin_in_words,
    parameters_option,
    study_option,
    weights_options,
)

_EXAMPLE: Final = r"""mcda sort --at feasibility --method mr_sort \
    --parameter 'categories=["no","yes"]' \
    --parameter 'profiles={"feasibility":[50]}'"""


@click.command(epilog=examples(_EXAMPLE))
@study_option
@method_option("A method that sorts; `mcda methods` lists them.")
@weights_options
@change_options
@on_option
@parameters_option
@node_option
@language_option
@json_option
def sort(
    folder: str | None,
    method: str | None,
    weights: str | None,
    shares: Mapping[str, Fraction],
    scenario: str | None,
    update: str | None,
    variant: str | None,
    on: On,
    settings: Mapping[str, Any],
    at: str | None,
    language: str | None,
    as_json: bool,
) -> None:
    """Sort the options of a study into categories.

    The categories and the profiles between them are parameters of the method, written as JSON.
    """
    from mcda.analysis import sort as sort_options

    if method is None:
        raise click.UsageError("no default method sorts; say which: --method NAME (`mcda methods` lists them)")
    study = open_study(folder)
    given = chosen_weights(study, weights, shares, scenario=scenario, update=update, variant=variant)
    chosen = configured(method, settings, verb="sort", default=method) or method
    found = sort_options(
        study, method=chosen, weights=given, scenario=scenario, update=update, variant=variant, on=on, at=at
    )
    if as_json:
        screen.show_json(found.to_dict())
        return
    document = found.to_dict()["sorting"]
    tongue = language or study.languages[0]
    labels = {o.id: o.label for o in found.options}
    rows = [[_category(row), labels[row["option"]], found.options[row["option"]].name.get(tongue)] for row in document]
    notes = [f"note: {note}" for note in found.notes]
    table = screen.table(["category", "code", "option"], rows)
    screen.show(origin_in_words(study, tongue), str(found.recipe), "", table, *(["", *notes] if notes else []))


def _category(row: Mapping[str, str]) -> str:
    return row["highest"] if row["lowest"] == row["highest"] else f"{row['lowest']} to {row['highest']}"
