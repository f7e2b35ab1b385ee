"""Weights from ratios between pairs: what AHP and trade-offs share.

A judgement "i weighs r times j" is an edge of a graph. Connected, the edges fix the weights: exactly where they agree,
else by logarithmic least squares, which for a full matrix is the geometric mean of its rows.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np

from mcda.scales import Floats

ROUNDING: Final = 1e-9


class Ratio(NamedTuple):
    """Weight `first` is `times` weight `second`."""

    first: int
    second: int
    times: Fraction


def groups(n: int, ratios: Sequence[Ratio]) -> list[list[int]]:
    """Return the parts of 0 ... n - 1 that no ratio connects, each sorted, by their first member.

    >>> groups(4, [Ratio(0, 2, Fraction(1)), Ratio(3, 2, Fraction(5))])
    [[0, 2, 3], [1]]
    """
    found = list(range(n))
    for i, j, _ in ratios:
        old, new = found[i], found[j]
        if old != new:
            found = [new if each == old else each for each in found]
    parts: dict[int, list[int]] = {}
    for member, part in enumerate(found):
        parts.setdefault(part, []).append(member)
    return list(parts.values())


def is_bridge(n: int, ratios: Sequence[Ratio], k: int) -> bool:
    """Tell whether ratio k alone holds two parts together, so that no other can contradict it."""
    return len(groups(n, [*ratios[:k], *ratios[k + 1 :]])) > len(groups(n, ratios))


def agreed(n: int, ratios: Sequence[Ratio]) -> list[Fraction] | None:
    """Return the weights that meet every ratio exactly, the first being 1; None where there are none.

    Parameters
    ----------
    ratios
        They connect 0 ... n - 1.

    Examples
    --------
    >>> agreed(3, [Ratio(0, 1, Fraction(2)), Ratio(1, 2, Fraction(3)), Ratio(0, 2, Fraction(6))])
    [Fraction(1, 1), Fraction(1, 2), Fraction(1, 6)]
    """
    near: dict[int, list[tuple[int, Fraction]]] = {i: [] for i in range(n)}
    for i, j, times in ratios:
        near[i].append((j, 1 / times))
        near[j].append((i, times))
    found = {0: Fraction(1)}
    waiting = [0]
    while waiting:
        at = waiting.pop()
        for other, times in near[at]:
            if other not in found:
                found[other] = found[at] * times
                waiting.append(other)
    if any(found[i] != times * found[j] for i, j, times in ratios):
        return None
    return [found[i] for i in range(n)]


def log_least_squares(n: int, ratios: Sequence[Ratio]) -> Floats:
    """Return the logarithms of the weights nearest to all ratios, with mean zero.

    They minimise the sum of (log times - x_i + x_j) ** 2 over the ratios.

    Parameters
    ----------
    ratios
        They connect 0 ... n - 1; several may speak of one pair.

    Returns
    -------
    shape (n,)

    References
    ----------
    Bozóki, S., Fülöp, J. & Rónyai, L. (2010). On optimal completion of incomplete pairwise comparison matrices.
    *Mathematical and Computer Modelling* 52(1-2), 318-333. doi:10.1016/j.mcm.2010.02.047
    """
    # Ones everywhere make the Laplacian regular and fix the mean at zero.
    laplacian, right = np.full((n, n), 1.0 / n), np.zeros(n)
    for i, j, times in ratios:
        laplacian[[i, j], [i, j]] += 1.0
        laplacian[[i, j], [j, i]] -= 1.0
        right[i] += math.log(times)
        right[j] -= math.log(times)
    return np.asarray(np.linalg.solve(laplacian, right))


def residuals(logs: Floats, ratios: Sequence[Ratio]) -> Floats:
    """Return by how much the logarithm of each ratio exceeds that of the weights; shape (n_ratios,)."""
    return np.array([math.log(times) - (logs[i] - logs[j]) for i, j, times in ratios])


def furthest(off: Floats, among: Sequence[int]) -> int:
    """Return which of these ratios is furthest off; the first of those that differ by rounding only."""
    size = np.abs(off[list(among)])
    return among[int(np.argmax(size >= size.max() - ROUNDING))]
