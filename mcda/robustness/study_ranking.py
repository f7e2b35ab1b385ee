"""One answer of one method about one study: names in, a result with its whole recipe out."""

from dataclasses import replace
from typing import Literal, TypeVar

from mcda import methods
from mcda.errors import McdaError, MethodError, WeightsError, nearest, unknown
from mcda.language import Note
from mcda.methods import Method, OutrankingMethod, RankingMethod, SortingMethod
from mcda.ranking import Ranking
from mcda.relation import Outranking
from mcda.sorting import Sorting
from mcda.study import Study, under
from mcda.study.study import GivenWeights
from mcda.table import PerformanceTable
from mcda.weights import Weights

On = Literal["values", "units"]
M = TypeVar("M", bound=Method)
R = TypeVar("R", Ranking, Outranking, Sorting)


def rank_study(
    study: Study,
    *,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
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
    at
        A branch of the objectives tree, or a single criterion, to look at alone; None for the whole tree.

    Raises
    ------
    McdaError
        An unknown name, weights that do not fit, or a formula the table cannot feed.
    """
    check_on(on)
    standing = under(study, scenario=scenario, update=update, variant=variant)
    chosen = as_ranking_method(standing.defaults.method if method is None else method)
    ranking = _at(chosen, standing, at).rank(*_table(standing, on, weights, at))
    return replace(_told(ranking, standing, on, at), needs=standing.needs)


def outrank_study(
    study: Study,
    *,
    method: str | Method,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Outranking:
    """Compare the options of a study in pairs; parameters and errors as for `rank_study`."""
    check_on(on)
    standing = under(study, scenario=scenario, update=update, variant=variant)
    found = _at(as_outranking_method(method), standing, at).outrank(*_table(standing, on, weights, at))
    return _told(found, standing, on, at)


def sort_study(
    study: Study,
    *,
    method: str | Method,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Sorting:
    """Sort the options of a study into categories; parameters and errors as for `rank_study`."""
    check_on(on)
    standing = under(study, scenario=scenario, update=update, variant=variant)
    found = _at(as_sorting_method(method), standing, at).sort(*_table(standing, on, weights, at))
    return _told(found, standing, on, at)


def check_on(on: str) -> None:
    """Raise unless `on` is "values" or "units"."""
    if on not in ("values", "units"):
        raise McdaError(f"on={on!r}; expected 'values' or 'units'{nearest(str(on), ['values', 'units'])}")


def as_method(method: str | Method) -> Method:
    """Return the method of a name, or the method itself."""
    return method if isinstance(method, Method) else methods.named(method)


def as_ranking_method(method: str | Method) -> RankingMethod:
    """Return a method that ranks; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, RankingMethod):
        return found
    raise _wrong_verb("rank", found)


def as_outranking_method(method: str | Method) -> OutrankingMethod:
    """Return a method that outranks; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, OutrankingMethod):
        return found
    raise _wrong_verb("outrank", found)


def as_sorting_method(method: str | Method) -> SortingMethod:
    """Return a method that sorts; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, SortingMethod):
        return found
    raise _wrong_verb("sort", found)


def _wrong_verb(asked: str, method: Method) -> MethodError:
    does = {"rank": "ranks options", "outrank": "compares options in pairs", "sort": "sorts options into categories"}
    return MethodError(f"{method!r} {does[method.verb]}; it does not {asked} them. Use mcda.{method.verb}")


def _at(method: M, standing: Study, at: str | None) -> M:
    """Return the method for one node of the tree."""
    if at is None:
        return method
    inside = {c.id for c in standing.criteria if at in (c.branch, c.id)}
    return method.at(inside, set(standing.criteria.ids) - inside)


def _table(standing: Study, on: On, weights: GivenWeights | None, at: str | None) -> tuple[PerformanceTable, Weights]:
    """Return the table and the weights of the whole tree, or of one node of it."""
    table, given = standing.values if on == "values" else standing.table, standing.weights_for(weights)
    if at is None:
        return table, given
    inside = [c.id for c in table.criteria if at in (c.branch, c.id)]
    if not inside:
        raise unknown("branch or criterion", at, [*table.criteria.branches, *table.criteria.ids])
    if not any(given.fractions[c] for c in inside):
        raise WeightsError(f"nothing below {at!r} has a weight in {given.profile or 'these weights'}; give it one")
    return table.select(criteria=inside), given.select(inside)


def _told(found: R, standing: Study, on: On, at: str | None) -> R:
    """Return a result that says which study it is about and how that stands."""
    recipe = replace(
        found.recipe,
        on=on,
        scenario=standing.scenario,
        update=standing.update,
        variant=standing.variant,
        study=str(standing.title),
        digest=standing.digest,
        at=at,
    )
    return replace(found, recipe=recipe, notes=(*found.notes, *_notes(standing)))


def _notes(study: Study) -> tuple[Note, ...]:
    notes = []
    if study.variant is not None and study.variant not in study.variants:
        notes.append(f"the variant {study.variant!r} changes portfolio rules only, so no score moved")
    if study.edits:
        notes.append(f"scores changed by hand: {'; '.join(study.edits)}")
    return tuple(Note(each, about="study") for each in notes)
