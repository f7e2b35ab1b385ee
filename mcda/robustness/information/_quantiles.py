"""What a score may add to its option: a line through quantiles, and what the best of several such numbers is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.scales import Floats

# A normal distribution has no quantile at 0 or 1; what lies beyond these is worth nothing.
_FIRST: Final = 2.0**-52
_START: Final = 32
_CUTS: Final = 60
# Where a step is cut: beside its middle, which by symmetry may lie on the straight line though nothing else does.
_CUT: Final = 0.4637
# How far the line may stray, in parts of the middle range times the chance it strays on: some 5,000 points for a curve.
_STRAY: Final = 1e-10
# Between so few marks, nodes enough for a product of 15 straight lines; between more, the steps are small.
_FEW: Final = 4096


@dataclass(frozen=True, eq=False)
class Line:
    """A random number, as a line: with a chance spread evenly over `chances`, it is the height there.

    Parameters
    ----------
    chances : shape (n_points,)
        Rising from 0 to 1; two equal ones are a jump.
    heights : shape (n_points,)
    """

    chances: Floats
    heights: Floats

    @property
    def mean(self) -> float:
        """The mean height."""
        return float(np.diff(self.chances) @ (self.heights[1:] + self.heights[:-1]) / 2)

    @property
    def variance(self) -> float:
        """The variance of the height."""
        off = self.heights - self.mean
        squares = (off[1:] ** 2 + off[1:] * off[:-1] + off[:-1] ** 2) / 3
        return float(np.diff(self.chances) @ squares)

    def above(self, level: float) -> float:
        """Return the mean of what lies above a level."""
        low, high = (f(self.heights[1:], self.heights[:-1]) - level for f in (np.minimum, np.maximum))
        crossing = (low < 0) & (high > 0)
        width = np.where(crossing, high - low, 1.0)
        over = np.where(crossing, high**2 / width / 2, np.maximum(low, 0) / 2 + np.maximum(high, 0) / 2)
        return float(np.diff(self.chances) @ over)

    def plus(self, number: float) -> Line:
        """Return the line lifted by a number."""
        return Line(self.chances, self.heights + number)

    @cached_property
    def runs(self) -> tuple[tuple[Floats, Floats], ...]:
        """Parts that rise or fall throughout, each as rising heights and the chance reached at them."""
        turns = np.sign(np.diff(self.heights))
        cuts, way = [0], 0.0
        for k in np.flatnonzero(turns).tolist():
            if way and turns[k] != way:
                cuts.append(k)
            way = float(turns[k])
        found = []
        for start, stop in zip(cuts, [*cuts[1:], len(turns)], strict=True):
            heights, chances = self.heights[start : stop + 1], self.chances[start : stop + 1]
            rising = heights[-1] >= heights[0]
            found.append((heights, chances - chances[0]) if rising else (heights[::-1], chances[-1] - chances[::-1]))
        return tuple(found)

    def below(self, level: Floats) -> Floats:
        """Return the chance of a height of at most a level, any shape; at a jump itself anything between its ends."""
        return sum((np.interp(level, h, c, left=0.0) for h, c in self.runs), np.zeros(np.shape(level)))

    def shortfall(self, level: Floats) -> Floats:
        """Return the mean of what lacks to a level, shape of `level`: the integral of the chance to be below it."""
        found = np.zeros(np.shape(level))
        for h, c in self.runs:
            areas = np.concatenate([[0.0], np.cumsum(np.diff(h) * (c[1:] + c[:-1]) / 2)])
            k = np.clip(np.searchsorted(h, level, side="right") - 1, 0, len(h) - 1)
            reached = np.interp(level, h, c, left=0.0)
            found += np.where(level < h[0], 0.0, areas[k] + (level - h[k]) * (c[k] + reached) / 2)
        return found

    @cached_property
    def atoms(self) -> tuple[Floats, Floats] | None:
        """The few heights that it can take and the chance of each; None where there are many."""
        step = np.diff(self.chances)
        flat = np.diff(self.heights) == 0
        if step[~flat].sum() > 1e-7:
            return None
        values, which = np.unique(self.heights[:-1][flat], return_inverse=True)
        chances = np.bincount(which, weights=step[flat])
        return values, chances / chances.sum()


def line_through(height: Callable[[Floats], Floats]) -> Line:
    """Return the line through the heights at chances from 0 to 1, with points wherever it bends or jumps."""
    u = np.linspace(0.0, 1.0, _START + 1)
    u[0], u[-1] = _FIRST, 1.0 - _FIRST
    g = height(u)
    chances, heights = [u], [g]
    left, right, low, high = u[:-1], u[1:], g[:-1], g[1:]
    # Long tails do not make the middle coarse.
    span = float(np.ptp(g[1:-1]))
    for _ in range(_CUTS):
        middle = left + _CUT * (right - left)
        at = height(middle)
        chances.append(middle)
        heights.append(at)
        span = span or float(np.ptp(at))
        rough = np.abs(at - low - _CUT * (high - low)) * (right - left) > _STRAY * span
        if not rough.any():
            break
        left, middle_kept, right, low, at, high = (e[rough] for e in (left, middle, right, low, at, high))
        left, right = np.concatenate([left, middle_kept]), np.concatenate([middle_kept, right])
        low, high = np.concatenate([low, at]), np.concatenate([at, high])
    found, at_first = np.unique(np.concatenate(chances), return_index=True)
    found[0], found[-1] = 0.0, 1.0
    return Line(found, np.concatenate(heights)[at_first])


def steps(values: Floats, chances: Floats) -> Line:
    """Return the line of a number that takes rising values with these chances, which add to one."""
    sums = np.concatenate([[0.0], np.cumsum(chances)])
    sums[-1] = 1.0
    return Line(np.repeat(sums, 2)[1:-1], np.repeat(values, 2))


def expected_best(lines: Sequence[Line], floor: float) -> float:
    """Return the mean of the largest of independent numbers and a certain one.

    It is the floor plus the integral, from there upwards, of the chance that not all are below.
    """
    high = [line for line in lines if line.heights.max() > floor]
    if not high:
        return floor
    if len(high) == 1:
        return floor + high[0].above(floor)
    lowest = max(floor, *(float(line.heights.min()) for line in high))
    marks = np.unique(np.concatenate([[lowest], *(line.heights for line in high)]))
    marks = marks[marks >= lowest]
    nodes, parts = np.polynomial.legendre.leggauss(8 if len(marks) < _FEW else 2)
    width = np.diff(marks)[:, np.newaxis]
    at = marks[:-1, np.newaxis] + width * (nodes + 1.0) / 2
    all_below = np.ones(at.shape)
    for line in high:
        all_below *= line.below(at)
    return lowest + float((width * (1.0 - all_below) * parts / 2).sum())


def sum_of(lines: Sequence[Line], *, origin: float, step: float, most: int = 20_000) -> Line:
    """Return the line of a sum of independent numbers: exact for few values, else on a lattice.

    A number between two points of the lattice is shared out between them so that its mean stays. That spreads it by
    less than the square of half a step, and so lifts the mean of a largest number by about as much.

    Parameters
    ----------
    origin
        A point of the lattice.
    step
        Between its points.
    most
        So many values are few.
    """
    if len(lines) == 1:
        return lines[0]
    atoms = [line.atoms for line in lines]
    few = [each for each in atoms if each is not None]
    if len(few) == len(lines) and np.prod([float(len(values)) for values, _ in few]) <= most:
        return _few(few)
    return _lattice([lines[0].plus(-origin), *lines[1:]], step).plus(origin)


def _few(atoms: Sequence[tuple[Floats, Floats]]) -> Line:
    values: Floats = np.zeros(1)
    chances: Floats = np.ones(1)
    for more, theirs in atoms:
        values, which = np.unique(np.add.outer(values, more).ravel(), return_inverse=True)
        chances = np.asarray(np.bincount(which, weights=np.outer(chances, theirs).ravel()), dtype=np.float64)
    return steps(values, chances)


def _lattice(lines: Sequence[Line], step: float) -> Line:
    starts, masses = [], []
    for line in lines:
        first = int(np.floor(line.heights.min() / step)) - 1
        last = int(np.ceil(line.heights.max() / step)) + 1
        lacks = line.shortfall(step * np.arange(first - 1, last + 2, dtype=np.float64))
        # Rounding is left below zero too: cut off there, it would pile up over many points.
        masses.append(np.diff(lacks, n=2) / step)
        starts.append(first)
    size = sum(len(each) - 1 for each in masses) + 1
    length = 1 << (size - 1).bit_length()
    product: npt.NDArray[np.complex128] = np.ones(length // 2 + 1, dtype=np.complex128)
    for each in masses:
        product *= np.fft.rfft(each, length)
    chances = np.fft.irfft(product, length)[:size]
    ends = np.flatnonzero(chances > 1e-13)[[0, -1]]
    kept = np.arange(ends[0], ends[1] + 1)
    return steps(step * (sum(starts) + kept.astype(np.float64)), chances[kept] / chances[kept].sum())
