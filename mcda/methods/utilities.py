"""Utility functions of one criterion: how much a performance is worth, from 0 (worst) to 1 (best).

All but `Step` bend the straight line between the two ends of the criterion. `curvature` says how: above 0 the first
steps away from the worst end are worth most (cautious), below 0 the last steps before the best end, 0 is straight.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from mcda.criteria import Criterion
from mcda.errors import MethodError
from mcda.methods.method import number
from mcda.normalize import ROUNDING
from mcda.scales import Floats, Goal, real

Bounds = tuple[float, float]

# Beyond it, differences near one end fall below what counts as a tie.
_SHARPEST: Final = 20.0
_LARGEST: Final = 1e6


@dataclass(frozen=True)
class Utility(ABC):
    """How much a performance on one criterion is worth, from 0 to 1.

    References
    ----------
    Keeney, R. L. & Raiffa, H. (1993). *Decisions with Multiple Objectives*. Cambridge University Press.
    doi:10.1017/CBO9781139174084
    """

    @abstractmethod
    def on(self, criterion: Criterion, bounds: Bounds | None = None) -> Callable[[Floats], Floats]:
        """Return the function from performances to utilities on a criterion; any shape in, the same shape out.

        Parameters
        ----------
        criterion
            Its goal says which way utility rises; its scale gives the ends where `bounds` does not.
        bounds
            The lowest and the highest performance, in the criterion's unit.

        Raises
        ------
        MethodError
            No ends are stated, or the function falls where the goal says it must rise.
        """


@dataclass(frozen=True)
class Curve(Utility):
    """A utility that bends the straight line between the ends of the criterion.

    Performances beyond the ends count as the ends.
    """

    def on(self, criterion: Criterion, bounds: Bounds | None = None) -> Callable[[Floats], Floats]:
        """Return the curve over the way from the worst to the best end."""
        low, high = ends(criterion, bounds)
        height = [0.0, 1.0] if criterion.goal is Goal.MAX else [1.0, 0.0]

        def utility(performance: Floats) -> Floats:
            return self.bend(np.interp(performance, [low, high], height))

        return utility

    @abstractmethod
    def bend(self, way: Floats) -> Floats:
        """Return the utility of a share of the way from the worst (0) to the best (1) end; rises from 0 to 1."""


@dataclass(frozen=True)
class Straight(Curve):
    """Each step is worth the same.

    Examples
    --------
    >>> Straight().on(Criterion("cost", Goal.MIN), (0, 50))(np.array([0.0, 20.0, 70.0])).tolist()
    [1.0, 0.6, 0.0]
    """

    def bend(self, way: Floats) -> Floats:
        """Return the way itself."""
        return way


@dataclass(frozen=True)
class Exponential(Curve):
    """Constant aversion to risk: (1 - exp(-c t)) / (1 - exp(-c)).

    Parameters
    ----------
    curvature
        c, from -20 to 20; the width of the range over the risk tolerance in units. 0 is the straight line.

    Examples
    --------
    >>> Exponential(2).on(Criterion("jobs", Goal.MAX), (0, 10))(np.array([0.0, 5.0, 10.0])).round(4).tolist()
    [0.0, 0.7311, 1.0]
    """

    curvature: float

    def __post_init__(self) -> None:
        number(self, "curvature", -_SHARPEST, _SHARPEST)

    def bend(self, way: Floats) -> Floats:
        """Return the exponential curve."""
        return way if self.curvature == 0 else np.asarray(np.expm1(-self.curvature * way) / np.expm1(-self.curvature))


@dataclass(frozen=True)
class Quadratic(Curve):
    """A parabola: t + c t (1 - t).

    Parameters
    ----------
    curvature
        c, from -1 to 1; beyond, utility would fall somewhere.

    Examples
    --------
    >>> Quadratic(1).on(Criterion("jobs", Goal.MAX), (0, 10))(np.array([0.0, 5.0, 10.0])).tolist()
    [0.0, 0.75, 1.0]
    """

    curvature: float

    def __post_init__(self) -> None:
        number(self, "curvature", -1.0, 1.0)

    def bend(self, way: Floats) -> Floats:
        """Return the parabola."""
        return np.asarray(way * (1.0 + self.curvature * (1.0 - way)))


@dataclass(frozen=True)
class Logarithmic(Curve):
    """Aversion to risk that fades as things get better: log(1 + c t) / log(1 + c).

    Parameters
    ----------
    curvature
        c, from 0 (the straight line) to a million; 9 makes it log10(1 + 9 t).

    Examples
    --------
    >>> Logarithmic(3).on(Criterion("jobs", Goal.MAX), (0, 3))(np.array([0.0, 1.0, 3.0])).round(12).tolist()
    [0.0, 0.5, 1.0]
    """

    curvature: float

    def __post_init__(self) -> None:
        number(self, "curvature", 0.0, _LARGEST)

    def bend(self, way: Floats) -> Floats:
        """Return the logarithm."""
        return way if self.curvature == 0 else np.asarray(np.log1p(self.curvature * way) / np.log1p(self.curvature))


@dataclass(frozen=True)
class Step(Utility):
    """An option has the utility of the best level it reaches, and 0 where it reaches none.

    Parameters
    ----------
    levels
        Pairs (performance, utility), or utilities by performance; performances in the criterion's unit. Where less is
        better, a level is reached from above: at most so much.

    Examples
    --------
    >>> grade = Step({60: 0.5, 80: 1})
    >>> grade, grade.on(Criterion("mark", Goal.MAX))(np.array([59.0, 60.0, 95.0])).tolist()
    (Step(levels=((60.0, 0.5), (80.0, 1.0))), [0.0, 0.5, 1.0])
    """

    levels: Any

    def __post_init__(self) -> None:
        given = self.levels.items() if isinstance(self.levels, Mapping) else self.levels
        try:
            pairs = sorted(((real(x), real(u)) for x, u in given), key=lambda pair: pair[1])
        except (TypeError, ValueError):
            pairs = []
        if not pairs or not np.isfinite(pairs).all():
            raise MethodError(
                f"Step: levels is {self.levels!r}; expected pairs (performance, utility), such as {{60: 0.5, 80: 1}}"
            )
        for x, u in pairs:
            if not 0 <= u <= 1:
                raise MethodError(f"Step: the utility of level {x:g} is {u:g}; expected 0 to 1")
        object.__setattr__(self, "levels", tuple(pairs))

    def on(self, criterion: Criterion, bounds: Bounds | None = None) -> Callable[[Floats], Floats]:  # noqa: ARG002  # levels say all
        """Return the step function; it needs no ends."""
        sign = criterion.goal.sign
        for (x0, u0), (x1, u1) in zip(self.levels, self.levels[1:], strict=False):
            if sign * x1 <= sign * x0 or u1 == u0:
                raise MethodError(
                    f"the utility of criterion {criterion.id!r} must rise as performance gets better, and "
                    f"{'more' if sign > 0 else 'less'} is better: it is {u0:g} at {x0:g} and {u1:g} at {x1:g}"
                )

        def utility(performance: Floats) -> Floats:
            found = np.zeros(np.shape(performance))
            for level, worth in self.levels:
                # A level missed by rounding alone (0.1 + 0.2 where at most 0.3 is asked) is reached.
                slack = ROUNDING * np.maximum(np.abs(performance), abs(level))
                found = np.where(sign * (performance - level) >= -slack, worth, found)
            return found

        return utility


def ends(criterion: Criterion, bounds: Bounds | None) -> Bounds:
    """Return the lowest and the highest performance: those given, else the criterion's scale.

    Raises
    ------
    MethodError
        Neither is stated.
    """
    if bounds is not None:
        return bounds
    if criterion.scale is None:
        raise MethodError(
            f"criterion {criterion.id!r} has no scale, so it is not known where its utility is 0 and where it is 1; "
            f"state its scale, or give bounds={{{criterion.id!r}: (low, high)}}"
        )
    return float(criterion.scale.low), float(criterion.scale.high)
