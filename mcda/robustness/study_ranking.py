"""One answer of one method about one study: names in, a result with its whole recipe out."""

from dataclasses import replace
from typing import TypeVar

from mcda.language import Note
from mcda.methods import Method
from mcda.ranking import Ranking
from mcda.relation import Outranking
from mcda.robustness.question import (
    On,
    as_outranking_method,
    as_ranking_method,
    as_sorting_method,
    ask_standing,
    check_on,
)
from mcda.sorting import Sorting
from mcda.study import Study, under
from mcda.study.study import GivenWeights

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
    ranking = ask_standing(standing, chosen, weights, on, at).ranking
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
    question = ask_standing(standing, as_outranking_method(method), weights, on, at)
    found = as_outranking_method(question.method).outrank(question.seen, question.weights)
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
    question = ask_standing(standing, as_sorting_method(method), weights, on, at)
    found = as_sorting_method(question.method).sort(question.seen, question.weights)
    return _told(found, standing, on, at)


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
