"""Piecewise linear value functions that are still to be learned: breakpoints, and the steps between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mcda.criteria import Criteria, Criterion, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.linear import Row
from mcda.methods.kernel import Formula, weigh
from mcda.scales import Floats

Points = tuple[tuple[float, float], ...]


class Pieces(NamedTuple):
    """The breakpoints of each criterion, worst to best.

    The unknowns are the steps: what the value function gains from one breakpoint to the next. They are zero or more, so
    that better is never worth less, and together they are 1, the value of the best on all criteria. The steps of the
    first criterion have the first numbers.

    Examples
    --------
    >>> pieces = Pieces(("price", "comfort"), ((30.0, 16.0, 2.0), (0.0, 1.0)))
    >>> pieces.parts({"price": 9.0, "comfort": 1.0}), pieces.steps_of("comfort")
    ({0: 1.0, 1: 0.5, 2: 1.0}, range(2, 3))
    """

    criteria: tuple[str, ...]
    breakpoints: tuple[tuple[float, ...], ...]

    @property
    def n_steps(self) -> int:
        """Number of steps of all criteria together."""
        return sum(len(points) - 1 for points in self.breakpoints)

    @property
    def whole(self) -> Row:
        """The constraint that all steps together are 1."""
        return Row.of(dict.fromkeys(range(self.n_steps), 1.0), "==", 1.0)

    def steps_of(self, criterion: str) -> range:
        """Return the numbers of the steps of one criterion."""
        at = self.criteria.index(criterion)
        first = sum(len(points) - 1 for points in self.breakpoints[:at])
        return range(first, first + len(self.breakpoints[at]) - 1)

    def parts(self, performances: Mapping[str, float]) -> dict[int, float]:
        """Return how much of each step an option has climbed: the value of the option as a sum of steps."""
        found = {}
        for criterion, points in zip(self.criteria, self.breakpoints, strict=True):
            x = performances[criterion]
            for step, (start, end) in zip(self.steps_of(criterion), pairwise(points), strict=True):
                climbed = min(max((x - start) / (end - start), 0.0), 1.0)
                if climbed:
                    found[step] = climbed
        return found

    def value(self, performances: Mapping[str, float], steps: Sequence[float]) -> float:
        """Return the value of an option under these steps."""
        return math.fsum(part * steps[k] for k, part in self.parts(performances).items())

    def functions(self, steps: Sequence[float]) -> FrozenDict[str, Points]:
        """Return the value functions with these steps: pairs (performance, value) by criterion, worst to best."""
        found = {}
        for criterion, points in zip(self.criteria, self.breakpoints, strict=True):
            heights = np.cumsum([0.0, *(steps[k] for k in self.steps_of(criterion))]).tolist()
            found[criterion] = tuple(zip(points, heights, strict=True))
        return FrozenDict(found)

    def beyond(self, criterion: str, column: Floats) -> bool:
        """Tell whether some performance of a column lies outside the breakpoints."""
        points = self.breakpoints[self.criteria.index(criterion)]
        return bool((column < min(points)).any() or (column > max(points)).any())


def terms(functions: Mapping[str, Points], criteria: Criteria) -> Callable[[Floats], Floats]:
    """Return the function from performances to values, both of shape (..., n_options, n_criteria); flat at the ends."""
    lines = []
    for criterion in criteria.ids:
        rising = sorted(functions[criterion])
        lines.append(([x for x, _ in rising], [y for _, y in rising]))

    def values_of(values: Floats) -> Floats:
        return np.stack([np.interp(values[..., j], x, y) for j, (x, y) in enumerate(lines)], axis=-1)

    return values_of


def total(functions: Mapping[str, Points], criteria: Criteria) -> Formula:
    """Return the sum of value functions as a formula; the weights are not looked at."""
    values_of = terms(functions, criteria)

    def value(values: Floats, weights: Floats) -> Floats:
        return weigh(values_of(values), np.ones_like(weights))

    return value


def pieces_for(
    owner: str, criteria: Criteria, breakpoints: Mapping[str, Sequence[float]], pieces: int | Mapping[str, int]
) -> Pieces:
    """Resolve the breakpoints of each criterion: those stated, else equal pieces of the criterion's scale.

    Criteria are sorted by id, so that what is learned does not depend on the order of columns.

    Raises
    ------
    MethodError
        A criterion with neither breakpoints nor a scale, or breakpoints that run against its goal.
    """
    by_id(breakpoints, criteria, f"{owner}: breakpoints")
    if isinstance(pieces, Mapping):
        by_id(pieces, criteria, f"{owner}: pieces")
    found = []
    for criterion in sorted(criteria, key=lambda c: c.id):
        if criterion.id in breakpoints:
            points = tuple(breakpoints[criterion.id])
            sign = criterion.goal.sign
            if any(sign * (end - start) <= 0 for start, end in pairwise(points)):
                raise MethodError(
                    f"{owner}: the breakpoints of {criterion.id!r} are {points}, and its goal is "
                    f"{criterion.goal.value!r}; expected them from worst to best"
                )
        else:
            points = _of_scale(owner, criterion, pieces)
        found.append((criterion.id, points))
    return Pieces(tuple(c for c, _ in found), tuple(points for _, points in found))


def equal_pieces(criterion: Criterion, low: float, high: float, pieces: int | Mapping[str, int]) -> tuple[float, ...]:
    """Return equally spaced breakpoints between two ends, worst to best; one piece where a mapping names no number."""
    k = pieces.get(criterion.id, 1) if isinstance(pieces, Mapping) else pieces
    rising = np.linspace(low, high, k + 1).tolist()
    return tuple(rising if criterion.goal.sign > 0 else rising[::-1])


def _of_scale(owner: str, criterion: Criterion, pieces: int | Mapping[str, int]) -> tuple[float, ...]:
    if criterion.scale is None:
        raise MethodError(
            f"{owner}: criterion {criterion.id!r} has neither breakpoints nor a scale; state `breakpoints` for it, "
            "from worst to best, or its scale (`scales={...}` for a plain table)"
        )
    low, high = float(criterion.scale.low), float(criterion.scale.high)
    if not math.isfinite(high - low):
        raise MethodError(
            f"{owner}: the scale of criterion {criterion.id!r} runs from {low:g} to {high:g}, too far apart for double "
            "precision; state that criterion in a larger unit"
        )
    return equal_pieces(criterion, low, high, pieces)
