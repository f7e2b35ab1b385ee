"""What each kind of dominance asks on each criterion, for all pairs of options at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criterion
from mcda.errors import MethodError
from mcda.normalize import ROUNDING
from mcda.robustness.dominance._seen_scores import Distributions, seen_scores, worst_and_best
from mcda.robustness.dominance.stochastic import ROUNDING as CHANCE
from mcda.robustness.dominance.stochastic import Comparison, compare
from mcda.robustness.question import Question
from mcda.scales import Floats

Truths = npt.NDArray[np.bool_]


class OnCriteria(NamedTuple):
    """How the first option (row) stands to the second (column) on each criterion; (n_options, n_options, n_criteria).

    Parameters
    ----------
    holds
        Nothing here speaks against the first.
    better
        Something here speaks for it.
    difference
        By how much the first is better, in the numbers the method sees.
    shortfall
        By how much the first misses what is asked; zero where it holds.
    tolerated
        The first is worse here, by no more than is allowed.
    """

    holds: Truths
    better: Truths
    difference: Floats
    shortfall: Floats
    tolerated: Truths


def strict(question: Question) -> OnCriteria:
    """Ask for scores at least as good, and one better."""
    return _scores(question, np.zeros(len(question.criteria)))


def thresholds(question: Question) -> OnCriteria:
    """Ask for scores not worse by more than the indifference threshold, and one better by more than it.

    Raises
    ------
    MethodError
        A threshold that is no threshold in the numbers of the column.
    """
    return _scores(question, np.array([indifference(c) for c in question.seen.criteria]))


def intervals(question: Question) -> OnCriteria:
    """Ask that the worst that can be is at least the best the other can be, and that something better can be."""
    worst, best = worst_and_best(seen_scores(question))
    sure, slack = _gap(worst, best)
    can, _ = _gap(best, worst)
    holds = sure >= -slack
    return OnCriteria(holds, holds & (can > slack), sure, np.where(holds, 0.0, -sure), np.zeros_like(holds))


def stochastic(question: Question) -> tuple[OnCriteria, OnCriteria]:
    """Ask for stochastic dominance of the scores, triangular over their ranges, of the first and the second order."""
    scores: Distributions = seen_scores(question)
    found: list[Comparison] = [compare(column) for column in scores]
    means = np.array([[float(d.mean) for d in column] for column in scores]).T
    difference, _ = _gap(means, means)
    first, first_least, second, second_least = (
        np.stack([getattr(one, name) for one in found], axis=-1) for name in Comparison._fields
    )
    return (_chances(first, first_least, difference), _chances(second, second_least, difference))


def indifference(criterion: Criterion) -> float:
    """Return the indifference threshold in the numbers of the column; 0 where the criterion states none.

    Raises
    ------
    MethodError
        It is stated in other numbers, and a bent value function stands between.
    """
    if criterion.thresholds.indifference is None:
        return 0.0
    found = criterion.column_thresholds
    if found is None or found.indifference is None:
        there, here = ("in its unit", "values") if criterion.as_values else ("of value", "units")
        raise MethodError(
            f"the indifference threshold of criterion {criterion.id!r} is a difference {there}, but the column holds "
            f"{here} and its value function is bent; ask on {'units' if criterion.as_values else 'values'}"
        )
    return float(found.indifference)


def _scores(question: Question, allowed: Floats) -> OnCriteria:
    oriented = question.seen.values * question.seen.criteria.signs
    difference, slack = _gap(oriented, oriented)
    holds = difference >= -allowed - slack
    shortfall = np.where(holds, 0.0, -difference - allowed)
    return OnCriteria(holds, difference > allowed + slack, difference, shortfall, holds & (difference < -slack))


def _chances(most: Floats, least: Floats, difference: Floats) -> OnCriteria:
    holds = most <= CHANCE
    return OnCriteria(holds, holds & (least < -CHANCE), difference, np.where(holds, 0.0, most), np.zeros_like(holds))


def _gap(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """First less second for every pair, and what of it may be rounding; each (n_options, n_options, n_criteria)."""
    a, b = first[:, np.newaxis, :], second[np.newaxis, :, :]
    return a - b, ROUNDING * (np.abs(a) + np.abs(b))
