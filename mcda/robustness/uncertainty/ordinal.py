"""Criteria that are only an order: their levels drawn in all the ways that keep it (SMAA-O)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criterion
from mcda.robustness.uncertainty._distribution import chances_read
from mcda.scales import Floats


@dataclass(frozen=True)
class OrdinalColumn:
    """The performances on one criterion of which only the order is known.

    The lowest and the highest level of the scale keep their numbers. The other levels in use are the order statistics
    of as many independent uniform numbers between them: all columns in the same order are equally likely. Options
    with the same performance keep the same one in every draw. Without a scale, the ends are the lowest and the highest
    performance in the column, as in the paper.

    Parameters
    ----------
    criterion
        Its id.
    low, high
        The ends, in the criterion's unit.
    levels
        For each option in the order of the table, the number of its level: 0 for the low end, then counted upwards;
        `count + 1` for the high end.
    count
        How many levels lie between the ends.

    References
    ----------
    Lahdelma, R., Miettinen, K. & Salminen, P. (2003). Ordinal criteria in stochastic multicriteria acceptability
    analysis (SMAA). *European Journal of Operational Research* 147(1), 117-127. doi:10.1016/S0377-2217(02)00267-9

    Examples
    --------
    >>> from mcda.scales import Goal
    >>> column = ordinal_column(Criterion("ease", Goal.MAX), np.array([1.0, 4.0, 2.0, 2.0]))
    >>> column.levels, column.count
    ((0, 2, 1, 1), 1)
    >>> column.at(np.array([[0.5]])).tolist()
    [[1.0, 4.0, 2.5, 2.5]]
    """

    criterion: str
    low: float
    high: float
    levels: tuple[int, ...]
    count: int

    @property
    def open(self) -> tuple[int, ...]:
        """Positions of the options whose performance is drawn."""
        return tuple(i for i, level in enumerate(self.levels) if 0 < level <= self.count)

    @property
    def mean(self) -> Floats:
        """The mean of each performance, shape (n_options,)."""
        return self._placed(np.arange(1, self.count + 1) / (self.count + 1.0))

    @property
    def variance(self) -> Floats:
        """The variance of each performance, shape (n_options,)."""
        k, n = np.array(self.levels), self.count
        part = k * (n + 1.0 - k) / ((n + 1.0) ** 2 * (n + 2.0))
        return np.asarray(part * (self.high - self.low) ** 2)

    def at(self, uniform: Floats) -> Floats:
        """Return the performances that uniform numbers stand for, in any order.

        Parameters
        ----------
        uniform : shape (..., count)

        Returns
        -------
        numpy.ndarray of shape (..., n_options)
        """
        return self._placed(np.sort(uniform, axis=-1))

    def quantile(self, option: int, u: float | Sequence[float] | Floats) -> Floats:
        """Return quantiles of the performance of one option, given by its position; shape of u."""
        from scipy.special import betaincinv

        at, level = chances_read(u), self.levels[option]
        if not 0 < level <= self.count:
            return np.full(at.shape, self.low if level == 0 else self.high)
        return np.asarray(self._stretched(betaincinv(level, self.count + 1.0 - level, at)))

    def _placed(self, parts: Floats) -> Floats:
        """Return performances from the rising parts of the way at which the levels in between lie."""
        ends = [*parts.shape[:-1], 1]
        padded = np.concatenate([np.zeros(ends), parts, np.ones(ends)], axis=-1)
        return np.asarray(self._stretched(padded)[..., list(self.levels)])

    def _stretched(self, parts: npt.ArrayLike) -> Floats:
        at = np.asarray(parts)
        # At 0 and 1 each form is exact at one end only.
        found = np.where(
            at < 0.5, self.low + at * (self.high - self.low), self.high - (1.0 - at) * (self.high - self.low)
        )
        return np.clip(found, self.low, self.high)


def ordinal_column(criterion: Criterion, performances: Floats) -> OrdinalColumn:
    """Return what the order of performances on a criterion says of them.

    Parameters
    ----------
    criterion
        Its scale, where it has one, gives the ends; a performance beyond an open scale takes the place of its end.
    performances : shape (n_options,)
        Equal numbers are one level.
    """
    found = sorted(set(performances.tolist()))
    low, high = found[0], found[-1]
    if criterion.scale is not None:
        low, high = min(low, float(criterion.scale.low)), max(high, float(criterion.scale.high))
    between = [each for each in found if low < each < high]
    numbered = {low: 0, **{each: k for k, each in enumerate(between, start=1)}, high: len(between) + 1}
    if low == high:
        numbered = {low: 0}
    return OrdinalColumn(criterion.id, low, high, tuple(numbered[each] for each in performances.tolist()), len(between))
