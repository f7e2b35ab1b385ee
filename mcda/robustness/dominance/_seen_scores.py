"""Scores with their ranges in the numbers a method sees, turned so that higher is better."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mcda.criteria import Criterion
from mcda.errors import TableError
from mcda.robustness.dominance.stochastic import Distribution
from mcda.robustness.question import Question
from mcda.scales import Floats, Goal, ValueFunction, exact

Distributions = tuple[tuple[Distribution, ...], ...]


def seen_scores(question: Question) -> Distributions:
    """Return the distribution of every score as the method sees it, by criterion and then by option.

    Triangular in the unit from the low end over the score to the high end, then through the value function where the
    method sees values.

    Raises
    ------
    TableError
        A score outside its own range.
    """
    columns = []
    for j, criterion in enumerate(question.table.criteria):
        function = _function(question, criterion)
        column = [_scored(question, i, j) for i in range(len(question.options))]
        if function is not None:
            column = [each.through(function) for each in column]
        elif question.seen.criteria.all[j].goal is Goal.MIN:
            column = [each.turned() for each in column]
        columns.append(tuple(column))
    return tuple(columns)


def worst_and_best(scores: Distributions) -> tuple[Floats, Floats]:
    """Return the ends of what can be met, each of shape (n_options, n_criteria), higher is better."""
    ends = [[(float(d.low), float(d.high)) for d in column] for column in scores]
    found = np.array(ends, dtype=np.float64)
    return found[..., 0].T, found[..., 1].T


def _function(question: Question, criterion: Criterion) -> ValueFunction | None:
    return criterion.value if question.on == "values" and not criterion.as_values else None


def _scored(question: Question, i: int, j: int) -> Distribution:
    low, value, high = (_exact(a, i, j) for a in (question.low, question.table.values, question.high))
    if not low <= value <= high:
        raise TableError(
            f"the score of {question.options[i]!r} on {question.criteria[j]!r} is {float(value):g}, and its range is "
            f"{float(low):g} to {float(high):g}; expected low <= score <= high"
        )
    return Distribution.triangular(low, value, high)


def _exact(array: Floats, i: int, j: int) -> Fraction:
    return exact(float(array[i, j]))
