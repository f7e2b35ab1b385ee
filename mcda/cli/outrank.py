"""`mcda outrank`: which option is at least as good as which."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from mcda.cli import screen
from mcda.cli.choices import (
    On,
    change_options,
    chosen_weights,
    configured,
    examples,
    json_option,
    method_option,
    node_option,
    on_option,
    open_study,
    origin_in_words,
    parameters_option,
    study_option,
    weights_options,
)

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.relation import Outranking

_DEFAULT = "promethee_i"


@click.command(epilog=examples("mcda outrank", "mcda outrank --method electre_iii --weights industry"))
@study_option
@method_option(f"A method that outranks; `mcda methods` lists them. [default: {_DEFAULT}]")
@weights_options
@change_options
@on_option
@parameters_option
@node_option
@json_option
def outrank(
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
    as_json: bool,
) -> None:
    """Compare the options of a study in pairs.

    P: the row is preferred to the column. P-: the column is preferred. I: they are indifferent. R: they cannot be
    compared. The kernel is the smallest choice that leaves out only what something in it outranks.
    """
    from mcda.analysis import outrank as compare_options

    study = open_study(folder)
    given = chosen_weights(study, weights, shares, scenario=scenario, update=update, variant=variant)
    chosen = configured(method, settings, verb="outrank", default=_DEFAULT) or _DEFAULT
    found = compare_options(
        study, method=chosen, weights=given, scenario=scenario, update=update, variant=variant, on=on, at=at
    )
    if as_json:
        screen.show_json(found.to_dict())
        return
    labels = {o.id: o.label for o in found.options}
    told = [f"kernel: {', '.join(labels[o] for o in found.kernel)}"]
    told += [f"outrank each other, so count as one: {', '.join(labels[o] for o in each)}" for each in found.circles]
    notes = [f"note: {note}" for note in found.notes]
    screen.show(origin_in_words(study), str(found.recipe), "", relations(found), "", *told, *notes)


def relations(found: Outranking) -> Table:
    """Return the table of relations."""
    rows = [
        [o.label, *("." if i == j else relation for j, relation in enumerate(row))]
        for i, (o, row) in enumerate(zip(found.options, found.relations, strict=True))
    ]
    return screen.table(["", *(o.label for o in found.options)], rows)
