"""Concordance, discordance and credibility of "at least as good": each in one place for all ELECTRE methods.

Everywhere the first option is asked to be at least as good as the second, and performances are turned so that higher is
better. The gap is second minus first: by how much the first is behind. A jump is only made beyond rounding.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from mcda.methods.outranking._thresholds import PseudoCriteria
from mcda.normalize import ROUNDING, column_sum, refuse, spread
from mcda.relation import Truths
from mcda.scales import Floats

ColumnScale = Literal["none", "sum"]
COLUMN_SCALES: Final[tuple[ColumnScale, ...]] = get_args(ColumnScale)
Range = Literal["largest_range", "criterion_range"]
RANGES: Final[tuple[Range, ...]] = get_args(Range)

# Concordance, discordance and credibility lie in 0 to 1: a comparison with a cut is not decided by the last bit.
TIE: Final = 1e-10


class Credibility(NamedTuple):
    """How credible "at least as good" is, and why; each of shape (n_first, n_second), from 0 to 1."""

    concordance: Floats
    discordance: Floats
    credibility: Floats


def gaps(first: Floats, second: Floats) -> Iterator[tuple[Floats, Floats]]:
    """Yield, criterion by criterion, how far each first option is behind each second, and what that owes to rounding.

    Parameters
    ----------
    first, second : shapes (n_first, n_criteria) and (n_second, n_criteria)
        Higher is better.

    Yields
    ------
    two arrays of shape (n_first, n_second)
    """
    for ours, theirs in zip(first.T, second.T, strict=True):
        size = np.maximum(np.abs(ours)[:, np.newaxis], np.abs(theirs))
        yield theirs - ours[:, np.newaxis], ROUNDING * size


def rise(gap: Floats, low: Floats, high: Floats, rounding: Floats) -> Floats:
    """Return 0 for gaps up to `low`, 1 from `high` on, a straight line between; a step where the two are equal.

    Examples
    --------
    >>> low, high = np.array([1.0, 1.0, 2.0]), np.array([3.0, np.inf, 2.0])
    >>> rise(np.array([[0.0, 1.0, 2.0], [2.0, 9.0, 3.0]]), low, high, np.zeros(())).tolist()
    [[0.0, 0.0, 0.0], [0.5, 0.0, 1.0]]
    """
    slopes = high - low > rounding
    way = (np.clip(gap, low, high) - low) / np.where(slopes, high - low, 1.0)
    beyond = gap > low + rounding
    return np.where(beyond, np.where(slopes & (gap < high - rounding), way, 1.0), 0.0)


def concordance(first: Floats, second: Floats, shares: Floats, thresholds: PseudoCriteria | None = None) -> Floats:
    """Share of the weight on which the first option is at least as good as the second.

    Full up to a gap of q, none from p on, in proportion between; exactly 1 where no criterion speaks against it.

    Parameters
    ----------
    first, second : shapes (n_first, n_criteria) and (n_second, n_criteria)
        Higher is better.
    shares : shape (n_criteria,)
        Weights that add to one.
    thresholds
        None where any gap counts in full.

    Returns
    -------
    shape (n_first, n_second), from 0 to 1
    """
    against = np.zeros((len(first), len(second)))
    for j, (gap, rounding) in enumerate(gaps(first, second)):
        if thresholds is None:
            against += shares[j] * (gap > rounding)
        else:
            against += shares[j] * rise(gap, thresholds.q[..., j], thresholds.p[..., j], rounding)
    return np.clip(1.0 - against, 0.0, 1.0)


def credibility(first: Floats, second: Floats, shares: Floats, thresholds: PseudoCriteria) -> Credibility:
    """Credibility of "the first is at least as good as the second" of ELECTRE III and TRI.

    Concordance, weakened by each criterion whose discordance is larger than it: times (1 - D) / (1 - C). A
    criterion's discordance is 0 up to a gap of p, 1 from v on, in proportion between.

    Parameters
    ----------
    first, second : shapes (n_first, n_criteria) and (n_second, n_criteria)
        Higher is better.
    shares : shape (n_criteria,)
        Weights that add to one.
    thresholds

    Returns
    -------
    Credibility
        With the largest discordance of any criterion.
    """
    agreed = concordance(first, second, shares, thresholds)
    rest = np.where(agreed < 1.0, 1.0 - agreed, 1.0)
    largest, credible = np.zeros(agreed.shape), agreed.copy()
    for j, (gap, rounding) in enumerate(gaps(first, second)):
        discordant = rise(gap, thresholds.p[..., j], thresholds.v[..., j], rounding)
        credible *= np.where(discordant > agreed, (1.0 - discordant) / rest, 1.0)
        np.maximum(largest, discordant, out=largest)
    return Credibility(agreed, largest, credible)


def vetoed(gap: Floats, veto: Floats, rounding: Floats) -> Truths:
    """Tell where a gap reaches the veto threshold; an option that is not behind is never vetoed."""
    return np.asarray((gap >= veto - rounding) & (gap > rounding))


def range_discordance(columns: Floats, how: Range) -> Floats:
    """Return the largest gap on any criterion, over the range: the discordance of ELECTRE I and II.

    Parameters
    ----------
    columns : shape (n_options, n_criteria)
        Higher is better.
    how
        "largest_range": over the largest range of all criteria. "criterion_range": each gap over its criterion's range.

    Returns
    -------
    shape (n_options, n_options), from 0 to 1
    """
    ranges = spread(columns)[0]
    if how == "largest_range":
        known = ranges[np.isfinite(ranges)]
        ranges = np.full(ranges.shape, known.max() if len(known) else np.inf)
    found = np.zeros((len(columns), len(columns)))
    for j, (gap, rounding) in enumerate(gaps(columns, columns)):
        np.maximum(found, np.where(gap > rounding, gap, 0.0) / ranges[j], out=found)
    return np.minimum(found, 1.0)


def scaled(values: Floats, how: ColumnScale) -> Floats:
    """Return the columns as they are, or divided by their sums; costs stay costs.

    Raises
    ------
    ImpossibleCellError
        A negative performance where the column is to be divided by its sum.
    """
    if how == "none":
        return values
    refuse(values < 0, values, "zero or more: scale 'sum' divides by the column's sum")
    total = column_sum(values)
    return np.asarray(values / np.where(total == 0, 1.0, total))
