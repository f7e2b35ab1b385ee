"""Columns of different units made comparable: which normalisations there are, and what each needs.

A normalisation takes performances of shape (..., n_options, n_criteria) and returns the same shape, where higher is
better on every criterion. Only the options at hand are looked at, so adding an option can change the others.
"""

from typing import Final, Literal, get_args

import numpy as np

from mcda.errors import MethodError, unknown
from mcda.scales import Floats

Normalization = Literal["linear_max", "sum_inverse", "minmax", "vector", "none"]
NORMALIZATIONS: Final[tuple[Normalization, ...]] = get_args(Normalization)
RATIOS: Final[tuple[Normalization, ...]] = ("linear_max", "sum_inverse")

# A power of two, so that multiplying by it is exact. Four units in the last place are what a few additions can lose.
ROUNDING: Final = 2.0**-50


class ImpossibleCellError(MethodError):
    """A formula divides by, or takes the logarithm of, a performance that does not allow it.

    Parameters
    ----------
    cell
        Position of the performance: leading axes, option, criterion; counted from 0.
    value
        The performance.
    needs
        What the formula needs, in words.
    """

    def __init__(self, cell: tuple[int, ...], value: float, needs: str) -> None:
        self.cell, self.value, self.needs = cell, value, needs
        super().__init__(f"option {cell[-2]}, criterion {cell[-1]}: the performance is {value:g}; expected {needs}")


def normalize(values: Floats, signs: Floats, how: Normalization) -> Floats:
    """Make columns comparable.

    ============= ============================ ==================================== =======================
    name          more is better               less is better                       needs
    ============= ============================ ==================================== =======================
    `linear_max`  x / max                      min / x                              x >= 0; costs above 0
    `sum_inverse` x / sum                      (1 / x) / sum of 1 / x               x >= 0; costs above 0
    `minmax`      (x - min) / (max - min)      (max - x) / (max - min)              nothing
    `vector`      x / root of sum of squares   1 - x / root of sum of squares       nothing
    `none`        x                            -x                                   one unit for all columns
    ============= ============================ ==================================== =======================

    A column in which all options are equal becomes 1 under `minmax` and `linear_max`: nobody is behind the best.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)
        Performances in units.
    signs : shape (n_criteria,)
        +1 where more is better, -1 where less is better.
    how
        One of the names above.

    Returns
    -------
    shape (..., n_options, n_criteria)

    Raises
    ------
    ImpossibleCellError
        A performance the ratio cannot take; it knows the cell.
    NameUnknownError
        No such normalisation.

    Examples
    --------
    >>> values = np.array([[10.0, 5.0], [20.0, 10.0]])
    >>> normalize(values, np.array([1.0, -1.0]), "linear_max").tolist()
    [[0.5, 1.0], [1.0, 0.5]]
    """
    if how == "minmax":
        best = (values * signs).max(axis=-2, keepdims=True)
        return np.asarray(1.0 - (best - values * signs) / spread(values))
    if how == "vector":
        return np.where(signs > 0, 0.0, 1.0) + signs * (values / size(values))
    if how == "none":
        return values * signs
    if how in RATIOS:
        return _ratio(values, signs, how)
    raise unknown("normalisation", how, NORMALIZATIONS)


def spread(values: Floats) -> Floats:
    """Range of each column; infinite where all options are equal up to rounding, so that gap over range is 0.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)

    Returns
    -------
    shape (..., 1, n_criteria), above 0

    Examples
    --------
    >>> spread(np.array([[1.0, 0.3], [5.0, 0.1 + 0.2]])).tolist()
    [[4.0, inf]]
    """
    high, low = values.max(axis=-2, keepdims=True), values.min(axis=-2, keepdims=True)
    found = high - low
    # 0.1 + 0.2 and 0.3 are one number to the analyst; stretched to 0 and 1 they would decide the ranking.
    flat = found <= ROUNDING * np.maximum(np.abs(high), np.abs(low))
    return np.where(flat, np.inf, found)


def size(values: Floats) -> Floats:
    """Euclidean length of each column, or 1 for a column of zeros.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)

    Returns
    -------
    shape (..., 1, n_criteria), above 0

    Examples
    --------
    >>> size(np.array([[3.0, 0.0], [-4.0, 0.0]])).tolist()
    [[5.0, 1.0]]
    """
    largest = np.abs(values).max(axis=-2, keepdims=True)
    largest = np.where(largest == 0, 1.0, largest)
    length = largest * np.sqrt(column_sum((values / largest) ** 2))
    return np.where(length == 0, 1.0, length)


def column_sum(values: Floats) -> Floats:
    """Sum of each column, the same to the last bit whatever the leading axes are.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)

    Returns
    -------
    shape (..., 1, n_criteria)
    """
    # Along a contiguous last axis the order of additions depends on n_options alone.
    lines = np.ascontiguousarray(np.swapaxes(values, -1, -2))
    return np.asarray(lines.sum(axis=-1)[..., np.newaxis, :])


def mean_ranks(values: Floats, *, rounding: float = ROUNDING) -> Floats:
    """Rank of each option in each column, 1 for the highest; equal options share the mean of their ranks.

    These are Besson's ranks. Sorted neighbours that differ by no more than `rounding` times their size are equal, and
    so are options that a row of such neighbours links.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)
        Higher is better.
    rounding
        What counts as rounding, relative to the larger of two numbers.

    Returns
    -------
    shape (..., n_options, n_criteria), from 1 to n_options

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. *Biometrika* 33(3), 239-251.
    doi:10.1093/biomet/33.3.239

    Examples
    --------
    >>> mean_ranks(np.array([[0.3, 1.0], [0.1 + 0.2, 2.0], [0.5, 3.0]])).tolist()
    [[2.5, 3.0], [2.5, 2.0], [1.0, 1.0]]
    """
    lines = np.ascontiguousarray(np.swapaxes(values, -1, -2))
    n = lines.shape[-1]
    order = np.argsort(-lines, axis=-1, kind="stable")
    ordered = np.take_along_axis(lines, order, axis=-1)
    above, below = ordered[..., :-1], ordered[..., 1:]
    # A gap too wide for double precision is a gap all the same.
    with np.errstate(over="ignore"):
        apart = above - below > rounding * np.maximum(np.abs(above), np.abs(below))
    end = np.ones((*apart.shape[:-1], 1), dtype=np.bool_)
    at = np.arange(1.0, n + 1.0)
    first = np.maximum.accumulate(np.where(np.concatenate([end, apart], axis=-1), at, 1.0), axis=-1)
    last = np.where(np.concatenate([apart, end], axis=-1), at, float(n))[..., ::-1]
    last = np.minimum.accumulate(last, axis=-1)[..., ::-1]
    ranks = np.empty(lines.shape)
    np.put_along_axis(ranks, order, (first + last) / 2, axis=-1)
    return np.swapaxes(ranks, -1, -2)


def refuse(bad: np.typing.NDArray[np.bool_], values: Floats, needs: str) -> None:
    """Raise for the first performance marked as bad."""
    if bad.any():
        cell = tuple(int(i) for i in np.argwhere(bad)[0])
        raise ImpossibleCellError(cell, float(values[cell]), needs)


def _ratio(values: Floats, signs: Floats, how: Normalization) -> Floats:
    refuse((values < 0) & (signs > 0), values, f"zero or more: {how!r} divides by the largest or the sum")
    refuse((values <= 0) & (signs < 0), values, f"above zero: {how!r} divides by what is to be minimised")
    gains = np.where(signs > 0, values, 0.0)
    costs = np.where(signs > 0, 1.0, values)
    if how == "linear_max":
        top = gains.max(axis=-2, keepdims=True)
        parts = np.where(top == 0, 1.0, gains / np.where(top == 0, 1.0, top))
        return np.where(signs > 0, parts, costs.min(axis=-2, keepdims=True) / costs)
    # min / x is 1 / x on a scale that cannot overflow.
    shares = np.where(signs > 0, gains, costs.min(axis=-2, keepdims=True) / costs)
    top = shares.max(axis=-2, keepdims=True)
    parts = np.where(top == 0, 1.0, shares / np.where(top == 0, 1.0, top))
    return parts / column_sum(parts)
