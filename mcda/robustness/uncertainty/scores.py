"""How sure each performance is: by the ranges stated, by normal noise, one by one, or as an order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mcda.errors import McdaError
from mcda.frozen import FrozenDict
from mcda.robustness.question import Question
from mcda.robustness.uncertainty._score_kinds import (
    Cell,
    Deviations,
    Kind,
    check_kind,
    given_cells,
    of_deviations,
    of_ranges,
    ordinal_ids,
)
from mcda.robustness.uncertainty._score_uncertainty import ScoreUncertainty
from mcda.robustness.uncertainty.distributions import Distribution
from mcda.robustness.uncertainty.ordinal import OrdinalColumn, ordinal_column

__all__ = ["ScoreUncertainty", "score_uncertainty"]


def score_uncertainty(
    question: Question,
    kind: Kind | None = None,
    *,
    cells: Mapping[Cell, Distribution] | None = None,
    deviations: Deviations | None = None,
    ordinal: Sequence[str] | None = None,
) -> ScoreUncertainty:
    """Return how sure each performance of a question is.

    Parameters
    ----------
    kind
        "triangular" (where nothing else is asked for), "pert" or "uniform" between the low and the high end that each
        score states, most likely at its value; a score without a range is certain. "ordinal": criteria with an ordinal
        scale count as an order only; the others are as if no kind were named.
    cells
        By option and criterion, distributions in units in place of what the kind says. With `deviations=0` all other
        scores are certain.
    deviations
        Standard deviations of independent normal noise on the performances, in units, in place of a kind: one number,
        one by criterion id (a criterion not named is certain), or one per option and criterion in the order of the
        table. The noise is not cut to the ends of a scale.
    ordinal
        Ids of criteria that count as an order only, whatever their scale; see `OrdinalColumn`.

    Raises
    ------
    McdaError
        Nothing that says what is uncertain, two things for the same scores, or a name that is none.
    TableError
        A range that does not hold its value, or a deviation that is none.

    Examples
    --------
    >>> import mcda
    >>> from mcda.robustness.question import ask
    >>> known = score_uncertainty(ask(mcda.load_study()))
    >>> known.words, known.dimension
    ('triangular between low and high (155 scores)', 155)
    """
    check_kind(kind, deviations)
    own, order = given_cells(question, cells), ordinal_ids(question, kind, ordinal)
    if not (question.scores or own or order or deviations is not None):
        raise McdaError("no ranges of scores are stated here; give deviations= or cells=")
    for option, criterion in own:
        if criterion in order:
            raise McdaError(
                f"the score of {option!r} on {criterion!r} is given in cells=, but {criterion!r} is only an order; "
                "leave one of them out"
            )
    if deviations is not None:
        word, found = "normal", of_deviations(question, deviations)
    else:
        word = "triangular" if kind in (None, "ordinal") else str(kind)
        found = of_ranges(question, word)
    found = {cell: each for cell, each in found.items() if cell not in own and cell[1] not in order}
    columns = tuple(
        ordinal_column(question.table.criteria[c], question.table.values[:, question.criteria.index(c)]) for c in order
    )
    return ScoreUncertainty(
        question.options,
        question.criteria,
        question.table.values,
        FrozenDict({**found, **own}),
        columns,
        _words(word, found, own, columns),
    )


def _words(
    word: str, found: Mapping[Cell, Distribution], own: Mapping[Cell, Distribution], columns: Sequence[OrdinalColumn]
) -> str:
    told = []
    if found:
        told.append(f"{word}{'' if word == 'normal' else ' between low and high'} ({_scores(len(found))})")
    if columns:
        told.append(f"an order only: {', '.join(each.criterion for each in columns)}")
    if own:
        kinds = ", ".join(dict.fromkeys(each.word for each in own.values()))
        told.append(f"{kinds}, given one by one ({_scores(len(own))})")
    return "; ".join(told) or "certain"


def _scores(count: int) -> str:
    return f"{count} score{'' if count == 1 else 's'}"
