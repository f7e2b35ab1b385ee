"""What performance is measured on: goals, scales, value functions, thresholds, and numbers exactly as written."""

import math
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError, nearest
from mcda.language import Text

Floats = npt.NDArray[np.float64]
Level = Literal["ordinal", "interval", "ratio"]

# Beyond this a fraction has no floating-point number.
_LARGEST: Final = Fraction(sys.float_info.max)


class Goal(StrEnum):
    """Which way a criterion points."""

    MAX = "max"
    MIN = "min"

    @property
    def sign(self) -> float:
        """+1 where more is better, -1 where less is better."""
        return 1.0 if self is Goal.MAX else -1.0

    @property
    def arrow(self) -> str:
        """The mark shown in column headers."""
        return "▲" if self is Goal.MAX else "▼"


def real(given: object) -> float:
    """Return a number as a float; NaN for what is none: text, truth values, complex numbers, lists, a number too large.

    >>> real(3), real("3"), real(True)
    (3.0, nan, nan)
    """
    if isinstance(given, bool | np.bool_ | str | bytes | bytearray | complex | np.complexfloating):
        return math.nan
    try:
        return float(given)  # type: ignore[arg-type]  # whatever turns into a number is one
    except (TypeError, ValueError, OverflowError):
        return math.nan


def to_goal(name: object) -> Goal:
    """Turn a string into a goal, or raise: "Max" and "benefit" are mistakes, not goals.

    >>> to_goal("min")
    <Goal.MIN: 'min'>
    """
    if isinstance(name, str):
        for goal in Goal:
            if name == goal.value:
                return goal
    raise McdaError(f"{name!r} is not a goal{nearest(str(name), [g.value for g in Goal])}")


@dataclass(frozen=True)
class Scale:
    """The range a criterion is measured on, and what its levels mean.

    Parameters
    ----------
    low, high
        The ends, in the criterion's unit.
    level
        What arithmetic the numbers bear: "ordinal", "interval" or "ratio".
    open
        True where performance may pass the ends (money): then nothing is clipped to them.
    anchors
        What some levels stand for, in words, lowest first.
    """

    low: Fraction
    high: Fraction
    level: Level = "interval"
    open: bool = False
    anchors: tuple[tuple[Fraction, Text], ...] = ()

    @property
    def width(self) -> Fraction:
        """`high - low`, in the criterion's unit."""
        return self.high - self.low

    @property
    def span(self) -> str:
        """The two ends in words: "0 to 100", "0 to 1000, open"."""
        return f"{float(self.low):g} to {float(self.high):g}{', open' if self.open else ''}"

    def clip(self, score: Fraction) -> Fraction:
        """Cut a score to the scale, unless the scale is open."""
        return score if self.open else min(max(score, self.low), self.high)


@dataclass(frozen=True)
class ValueFunction:
    """Turns performance into value on 0 to 100: piecewise linear, flat beyond its ends.

    Parameters
    ----------
    points
        Pairs (performance, value) with strictly rising performance; at least two.

    References
    ----------
    von Winterfeldt, D. & Edwards, W. (1986). *Decision Analysis and Behavioral Research*. Cambridge UP.

    Examples
    --------
    >>> cost = ValueFunction.through([(0, 100), (50, 85), (200, 60), (500, 30), (1000, 0)])
    >>> cost.exact(Fraction(150)), cost(np.array([0.0, 150.0, 5000.0])).round(3).tolist()
    (Fraction(205, 3), [100.0, 68.333, 0.0])
    """

    points: tuple[tuple[Fraction, Fraction], ...]

    @classmethod
    def through(cls, points: Iterable[tuple[Fraction | int | float, Fraction | int | float]]) -> "ValueFunction":
        """Build from pairs of numbers; decimals are taken as they are written."""
        return cls(tuple((exact(x), exact(y)) for x, y in points))

    @classmethod
    def straight(cls, scale: Scale, goal: Goal) -> "ValueFunction":
        """Return the straight line from the worst end of the scale (0) to the best (100)."""
        ends = (Fraction(0), Fraction(100)) if goal is Goal.MAX else (Fraction(100), Fraction(0))
        return cls(((scale.low, ends[0]), (scale.high, ends[1])))

    @property
    def slope(self) -> Fraction | None:
        """Value per unit where the function is one straight line, else None."""
        slopes = {(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairwise(self.points)}
        return slopes.pop() if len(slopes) == 1 else None

    def __call__(self, performance: Floats) -> Floats:
        """Value of each performance; any shape in, the same shape out."""
        x, y = (np.array([float(p[i]) for p in self.points]) for i in (0, 1))
        # A power of two on both sides changes no bit, and no slope overflows however wide or narrow the scale.
        power = -int(np.frexp(np.abs(x).max())[1])
        at = np.ldexp(np.clip(performance, x[0], x[-1]), power)
        return np.asarray(np.interp(at, np.ldexp(x, power), y), dtype=np.float64)

    def exact(self, performance: Fraction) -> Fraction:
        """Value of one performance in exact arithmetic."""
        if performance <= self.points[0][0]:
            return self.points[0][1]
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:], strict=False):
            if performance <= x1:
                return y0 + (y1 - y0) * (performance - x0) / (x1 - x0)
        return self.points[-1][1]


@dataclass(frozen=True)
class Thresholds:
    """How large a difference must be to count, for methods that compare in pairs.

    Parameters
    ----------
    indifference, preference, veto
        Differences; `None` where the criterion states none.
    on
        "values": differences of value on 0 to 100. "units": of performance, in the criterion's unit.
    """

    indifference: Fraction | None = None
    preference: Fraction | None = None
    veto: Fraction | None = None
    on: Literal["values", "units"] = "units"

    def times(self, factor: Fraction, on: Literal["values", "units"]) -> "Thresholds":
        """Return the same thresholds in other numbers."""
        q, p, v = (None if t is None else t * factor for t in (self.indifference, self.preference, self.veto))
        return Thresholds(q, p, v, on)


def exact(number: Fraction | int | float | str) -> Fraction:
    """Return the number as it is written, as an exact fraction: 0.1 is one tenth.

    >>> exact(0.1), exact(3), exact("12.50")
    (Fraction(1, 10), Fraction(3, 1), Fraction(25, 2))
    """
    if isinstance(number, Fraction) and abs(number) <= _LARGEST:
        return number
    # Fraction would write out every zero of 1e999999999.
    if isinstance(number, str) and (len(number) > 60 or re.search(r"[eE][-+]?0*[0-9]{4}", number)):
        raise McdaError(f"{number[:60]!r} is out of all proportion; expected a number of usual size")
    try:
        found = Fraction(repr(float(number)) if isinstance(number, float) else str(number).strip())
    except (ValueError, OverflowError, ZeroDivisionError):
        raise McdaError(f"{number!r} is not a finite number") from None
    if abs(found) > _LARGEST:
        raise McdaError("a number of more than 308 digits is out of all proportion; state it in a larger unit")
    return found


def by_name(given: object) -> dict[str, Any] | None:
    """Return what was given by name (a mapping, a labelled pandas Series) as a dict; None for plain sequences.

    A Series read by position would put the label of one criterion on the number of another.

    >>> by_name({"cost": "min"}), by_name(["min"])
    ({'cost': 'min'}, None)
    """
    if isinstance(given, Mapping):
        return dict(given)
    if isinstance(given, set | frozenset):
        raise McdaError("a set has no order; give a list in the order of the criteria, or a mapping by criterion")
    items, index = getattr(given, "items", None), getattr(given, "index", None)
    if items is None or index is None or callable(index):
        return None
    pairs = [(str(name), value) for name, value in items()]
    if len({name for name, _ in pairs}) < len(pairs):
        raise McdaError("a label stands twice in what was given by name; every criterion needs its own")
    return dict(pairs)
