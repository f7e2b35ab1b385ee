"""The six preference functions of PROMETHEE: how much a difference counts, from 0 to 1.

`q` is the largest difference that does not count, `p` the smallest that counts in full, `s` the point of inflection of
the bell curve; all in the unit of the numbers compared. Where q equals p, the slope between them becomes a step.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria, Criterion
from mcda.errors import MethodError
from mcda.normalize import ROUNDING
from mcda.scales import Floats, Thresholds, real

# exp(-40 ** 2 / 2) is 0 in double precision; cutting there keeps huge differences from overflowing.
_FAR: Final = 40.0


@dataclass(frozen=True)
class PreferenceFunction(ABC):
    """How much a difference counts, from 0 (not at all) to 1 (in full).

    References
    ----------
    Brans, J.-P. & Vincke, Ph. (1985). A preference ranking organisation method. *Management Science* 31(6), 647-656.
    doi:10.1287/mnsc.31.6.647
    """

    def __post_init__(self) -> None:
        for each in fields(self):
            given = getattr(self, each.name)
            size = real(given)
            if not 0 <= size < np.inf:
                raise MethodError(f"{type(self).__name__}: {each.name} is {given!r}; expected a number of zero or more")
            object.__setattr__(self, each.name, size)
        q, p = getattr(self, "q", 0.0), getattr(self, "p", np.inf)
        if q > p:
            raise MethodError(f"{type(self).__name__}: q is {q:g} and p is {p:g}; expected q at most p")

    def __call__(self, difference: npt.ArrayLike) -> Floats:
        """Preference of the first over the second, for differences first minus second; any shape.

        Examples
        --------
        >>> Linear(5, 20)([-10, 5, 10, 30]).round(3).tolist()
        [0.0, 0.0, 0.333, 1.0]
        """
        gap = np.asarray(difference, dtype=np.float64)
        return np.where(gap > 0, self.degree(np.maximum(gap, 0.0)), 0.0)

    @abstractmethod
    def degree(self, gap: Floats) -> Floats:
        """Return the preference for gaps of zero or more, of any shape."""

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """Where the function jumps, and by how much: pairs (gap, height); each counts beyond its gap."""
        return ()

    @property
    def slope(self) -> tuple[float, float] | None:
        """Where its straight slope from 0 to 1 begins and ends; None for a function without one."""
        return None


@dataclass(frozen=True)
class Usual(PreferenceFunction):
    """Any difference counts in full.

    Examples
    --------
    >>> Usual()([-1, 0, 0.01]).tolist()
    [0.0, 0.0, 1.0]
    """

    def degree(self, gap: Floats) -> Floats:
        """1 for any gap."""
        return _step(gap, 0.0)

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """One jump at 0."""
        return ((0.0, 1.0),)


@dataclass(frozen=True)
class UShape(PreferenceFunction):
    """Differences above `q` count in full.

    Examples
    --------
    >>> UShape(5)([4, 5, 6]).tolist()
    [0.0, 0.0, 1.0]
    """

    q: float

    def degree(self, gap: Floats) -> Floats:
        """1 above q."""
        return _step(gap, self.q)

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """One jump at q."""
        return ((self.q, 1.0),)


@dataclass(frozen=True)
class VShape(PreferenceFunction):
    """Differences count in proportion, in full from `p` on.

    Examples
    --------
    >>> VShape(20)([5, 20, 30]).tolist()
    [0.25, 1.0, 1.0]
    """

    p: float

    def degree(self, gap: Floats) -> Floats:
        """Gap over p, at most 1."""
        return _slope(gap, 0.0, self.p)

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """One jump at 0 where p is 0."""
        return () if self.p else ((0.0, 1.0),)

    @property
    def slope(self) -> tuple[float, float] | None:
        """From 0 to p."""
        return (0.0, self.p) if self.p else None


@dataclass(frozen=True)
class Level(PreferenceFunction):
    """Differences above `q` count half, above `p` in full.

    Examples
    --------
    >>> Level(5, 20)([5, 6, 20, 21]).tolist()
    [0.0, 0.5, 0.5, 1.0]
    """

    q: float
    p: float

    def degree(self, gap: Floats) -> Floats:
        """One half above q, 1 above p."""
        return 0.5 * (_step(gap, self.q) + _step(gap, self.p))

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """Half a jump at q and at p."""
        return ((self.q, 0.5), (self.p, 0.5))


@dataclass(frozen=True)
class Linear(PreferenceFunction):
    """Differences count from `q` on, in proportion, and in full from `p` on.

    Examples
    --------
    >>> Linear(5, 20)([5, 8, 20, 30]).tolist()
    [0.0, 0.2, 1.0, 1.0]
    """

    q: float
    p: float

    def degree(self, gap: Floats) -> Floats:
        """Share of the way from q to p."""
        return _slope(gap, self.q, self.p)

    @property
    def steps(self) -> tuple[tuple[float, float], ...]:
        """One jump at q where p is q."""
        return () if self.q < self.p else ((self.q, 1.0),)

    @property
    def slope(self) -> tuple[float, float] | None:
        """From q to p."""
        return (self.q, self.p) if self.q < self.p else None


@dataclass(frozen=True)
class Gaussian(PreferenceFunction):
    """Differences count along a bell curve that turns at `s`.

    Examples
    --------
    >>> Gaussian(10)([-5, 5, 10, 30]).round(3).tolist()
    [0.0, 0.118, 0.393, 0.989]
    """

    s: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.s == 0:
            raise MethodError("Gaussian: s is 0; expected a number above zero (`Usual()` counts any difference)")

    def degree(self, gap: Floats) -> Floats:
        """Return 1 - exp(-gap² / 2s²)."""
        far = np.minimum(gap, _FAR * self.s) / self.s
        return np.asarray(-np.expm1(-0.5 * far * far))


def preference_function(criterion: Criterion) -> PreferenceFunction:
    """Return the function that a criterion's own thresholds make.

    Linear where it states an indifference and a preference threshold, V-shape where only preference, U-shape where only
    indifference, usual where neither.

    Raises
    ------
    MethodError
        The thresholds speak of values where the column holds units, or the other way round, and the value function
        between them is not a straight line.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from mcda.scales import Goal, Thresholds
    >>> preference_function(Criterion("jobs", Goal.MAX, thresholds=Thresholds(preference=Fraction(20))))
    VShape(p=20.0)
    """
    if criterion.thresholds.indifference is None and criterion.thresholds.preference is None:
        return Usual()
    thresholds = _thresholds(criterion)
    q, p = (None if t is None else float(t) for t in (thresholds.indifference, thresholds.preference))
    if q is None:
        return VShape(p or 0.0)
    return UShape(q) if p is None else Linear(q, p)


def functions_for(criteria: Criteria, given: dict[str, PreferenceFunction]) -> tuple[PreferenceFunction, ...]:
    """Return one function per criterion: the one given, else the criterion's own."""
    return tuple(given[c.id] if c.id in given else preference_function(c) for c in criteria)


def lowered(values: Floats) -> Floats:
    """Return the least that each value may stand for, as far as rounding goes; any shape.

    A jump counts only where the lowered better value exceeds the raised worse one by more than the threshold: 0.8 - 0.6
    is above 0.2 in binary, and the last bit must not decide. Both bounds never fall as the value rises, so the rule
    gives one threshold in a sorted column.
    """
    return np.asarray(values - ROUNDING * np.abs(values))


def raised(values: Floats) -> Floats:
    """Return the most that each value may stand for, as far as rounding goes; see `lowered`."""
    return np.asarray(values + ROUNDING * np.abs(values))


def _thresholds(criterion: Criterion) -> Thresholds:
    found = criterion.column_thresholds
    if found is None:
        there, here = ("in its unit", "values on 0 to 100") if criterion.as_values else ("of value", "units")
        raise MethodError(
            f"the thresholds of criterion {criterion.id!r} are differences {there}, but the column holds {here} and "
            f"its value function is bent, so that no threshold of the one is a threshold of the other; rank on "
            f"{'units' if criterion.as_values else 'values'}, or give this criterion a function in these numbers: "
            f"functions={{{criterion.id!r}: Linear(q, p)}}"
        )
    return found


def _step(gap: Floats, at: float) -> Floats:
    return np.asarray(gap > at, dtype=np.float64)


def _slope(gap: Floats, low: float, high: float) -> Floats:
    if low == high:
        return _step(gap, low)
    return np.clip((np.minimum(gap, high) - low) / (high - low), 0.0, 1.0)
