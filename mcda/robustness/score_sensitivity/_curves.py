"""Methods whose terms act cell by cell, and where a bent line first passes a height."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from mcda.methods import Additive, Wsm
from mcda.robustness.question import Question
from mcda.scales import Floats


def acts_by_cell(question: Question) -> bool:
    """Return True where a change of one score moves only that option's score, along a piecewise linear function.

    So do additive value, and the weighted sum of columns that are not normalised; a subclass may do otherwise.
    """
    method = question.method
    return type(method) is Additive or (type(method) is Wsm and method.normalization == "none")


def bends(question: Question, j: int) -> Floats:
    """Return the performances at which the value of a criterion may bend, in its unit, rising; empty where it is none.

    Parameters
    ----------
    j
        The column.
    """
    criterion = question.table.criteria.all[j]
    valued = question.on == "values" or type(question.method) is Additive
    if criterion.as_values or criterion.value is None or not valued:
        return np.empty(0)
    return np.array([float(x) for x, _ in criterion.value.points])


def added(question: Question, j: int, performances: Floats) -> Floats:
    """Return share times term of a column at these performances, for a method that acts by cell; any shape.

    Parameters
    ----------
    j
        The column.
    performances
        In the criterion's unit.
    """
    criterion = question.table.criteria.all[j]
    share = question.shares[j]
    valued = question.on == "values" or type(question.method) is Additive
    if criterion.as_values or criterion.value is None or not valued:
        sign = 1.0 if type(question.method) is Additive else question.seen.criteria.signs[j]
        return np.asarray(share * sign * performances)
    return np.asarray(share * criterion.value(performances))


def first_above(at: Floats, heights: Floats, level: float) -> float | None:
    """Return where the line through (at, heights) first rises above a level, or None where it never does.

    Parameters
    ----------
    at, heights : shape (n_corners,)
        Corners of a piecewise linear line, in the order it is walked; `at` may fall.
    level
        At or above the first height.

    Examples
    --------
    >>> first_above(np.array([0.0, 10.0, 20.0]), np.array([0.0, 0.0, 5.0]), 1.0)
    12.0
    >>> first_above(np.array([0.0, 10.0]), np.array([0.0, 5.0]), 5.0) is None
    True
    """
    for (x0, y0), (x1, y1) in pairwise(zip(at.tolist(), heights.tolist(), strict=True)):
        if y1 > level:
            part = max(level - y0, 0.0) / (y1 - y0)
            return float(x0 + part * (x1 - x0)) if part < 1.0 else float(x1)
    return None
