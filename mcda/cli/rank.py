"""`mcda rank`: the options of a study from first to last."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from mcda.cli import screen
from mcda.cli.choices import (
    On,
    chosen_weights,
    configured,
    examples,
    json_option,
    language_option,
    node_option,
    open_study,
    origin_in_words,
    parameters_option,
    ranking_options,
    study_option,
)

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.ranking import Ranking


@click.command(
    epilog=examples(
        "mcda rank", "mcda rank --method topsis --weights industry", "mcda rank --set security=40% --scenario abrupt"
    )
)
@study_option
@ranking_options
@parameters_option
@node_option
@language_option
@json_option
def rank(
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
    """Rank the options of a study.

    Postures and measures, or whatever kinds of choice the study has, are also ranked among themselves. An option that
    cannot stand alone says what it needs.
    """
    from mcda.analysis import rank as rank_options

    study = open_study(folder)
    given = chosen_weights(study, weights, shares, scenario=scenario, update=update, variant=variant)
    ranking = rank_options(
        study,
        method=configured(method, settings, verb="rank", default=study.defaults.method),
        weights=given,
        scenario=scenario,
        update=update,
        variant=variant,
        on=on,
        at=at,
    )
    if as_json:
        screen.show_json(ranking.to_dict())
        return
    tongue = language or study.languages[0]
    parts: list[str | Table] = [origin_in_words(study, tongue), str(ranking.recipe), "", places(ranking, tongue)]
    kinds = within_kinds(ranking)
    if kinds:
        parts += ["", "Within each kind:", *kinds]
    notes = [*_compromise(ranking), *(f"note: {note}" for note in ranking.notes)]
    screen.show(*parts, *(["", *notes] if notes else []))


def places(ranking: Ranking, language: str) -> Table:
    """Return the table of places, best first."""
    at, label = ranking.places, {o.id: o.label for o in ranking.options}
    scores = dict(zip(ranking.order, screen.figures([ranking.score(o) for o in ranking.order]), strict=True))
    needing = any(ranking.needs.get(o) for o in ranking.order)
    rows = []
    for o in ranking.order:
        needs = [f"needs {needs_in_labels(ranking.needs.get(o, ()), label)}"] if ranking.needs.get(o) else [""]
        name = ranking.options[o].name.get(language) or o
        rows.append([str(at[o]), label[o], name, scores[o], *(needs if needing else [])])
    head = [
        "place",
        "code" if any(o.code for o in ranking.options) else "id",
        "option",
        "score",
        *([""] if needing else []),
    ]
    return screen.table(head, rows, right=(0, 3))


def within_kinds(ranking: Ranking) -> list[str]:
    """Return one line of places for each kind of option; none where all are of one kind."""
    kinds = ranking.options.kinds
    if len(kinds) < 2:
        return []
    lines = []
    for kind in kinds:
        among = ranking.within(kind)
        at = among.places
        lines.append(f"  {kind}: " + ", ".join(f"{at[o]} {among.options[o].label}" for o in among.order))
    return lines


def needs_in_labels(groups: tuple[tuple[str, ...], ...], label: Mapping[str, str]) -> str:
    """Say in codes what an option cannot stand without.

    >>> needs_in_labels((("a",), ("b", "c")), {"a": "O1", "b": "O2", "c": "O3"})
    'O1 and O2/O3'
    """
    return " and ".join("/".join(label[o] for o in group) or "what is not there" for group in groups)


def _compromise(ranking: Ranking) -> list[str]:
    """Say what VIKOR proposes: the first place alone, or a set."""
    proposed = ranking.details.get("compromise_set")
    if not proposed:
        return []
    unmet = [what for what in ("advantage", "stability") if not ranking.details.get(f"acceptable_{what}", True)]
    why = f"no acceptable {' and no acceptable '.join(unmet)}" if unmet else "both conditions of acceptance are met"
    return [f"compromise: {', '.join(ranking.options[o].label for o in proposed)} ({why})"]
