"""One ranking of one study: names in, a ranking with its whole recipe out."""

from dataclasses import replace
from typing import Literal

from mcda import methods
from mcda.errors import McdaError, nearest
from mcda.methods.method import Method
from mcda.ranking import Ranking
from mcda.study import Study, under
from mcda.study.study import GivenWeights

On = Literal["values", "units"]


def rank_study(
    study: Study,
    *,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
) -> Ranking:
    """Rank the options of a study.

    Parameters
    ----------
    method, weights
        Names, or a configured method and weights; by default what the study names.
    scenario, update, variant
        Ids of changes to apply, in the order update, variant, scenario.
    on
        "values": the table on 0 to 100, through the value functions; "units": as measured.

    Raises
    ------
    McdaError
        An unknown name, weights that do not fit, or a formula the table cannot feed.
    """
    check_on(on)
    standing = under(study, scenario=scenario, update=update, variant=variant)
    chosen = as_method(standing.defaults.method if method is None else method)
    table = standing.values if on == "values" else standing.table
    ranking = chosen.rank(table, standing.weights_for(weights))
    recipe = replace(
        ranking.recipe,
        on=on,
        scenario=standing.scenario,
        update=standing.update,
        variant=standing.variant,
        study=str(standing.title),
        digest=standing.digest,
    )
    return replace(ranking, recipe=recipe, needs=standing.needs, notes=(*ranking.notes, *_notes(standing)))


def check_on(on: str) -> None:
    """Raise unless `on` is "values" or "units"."""
    if on not in ("values", "units"):
        raise McdaError(f"on={on!r}; expected 'values' or 'units'{nearest(str(on), ['values', 'units'])}")


def as_method(method: str | Method) -> Method:
    """Return the method of a name, or the method itself."""
    return method if isinstance(method, Method) else methods.named(method)


def _notes(study: Study) -> tuple[str, ...]:
    notes = []
    if study.variant is not None and study.variant not in study.variants:
        notes.append(f"the variant {study.variant!r} changes portfolio rules only, so no score moved")
    if study.edits:
        notes.append(f"scores changed by hand: {'; '.join(study.edits)}")
    return tuple(notes)
