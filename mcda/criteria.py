"""What someone cares about: criteria, which way they point, and how performance becomes value."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError, nearest, unknown
from mcda.language import Text

Floats = npt.NDArray[np.float64]
Level = Literal["ordinal", "interval", "ratio"]
Role = Literal["success_chance", "budget"]


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

    def __call__(self, performance: Floats) -> Floats:
        """Value of each performance; any shape in, the same shape out."""
        x, y = (np.array([float(p[i]) for p in self.points]) for i in (0, 1))
        return np.asarray(np.interp(performance, x, y), dtype=np.float64)

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


@dataclass(frozen=True)
class Criterion:
    """One thing someone cares about.

    Parameters
    ----------
    id
        `[a-z][a-z0-9_]*` in a study; any label for a plain table.
    goal
        Whether more or less is better.
    code
        A short name for narrow columns; the id where none is given.
    unit
        The unit of performance, in words.
    scale, value_function, thresholds
        `None` (or empty) where not stated; a method that needs them then raises.
    branch
        Id of the branch of the objectives tree it belongs to, or "".
    role
        "success_chance" and "budget" leave the weighted sum of a portfolio; see `mcda.portfolio`.
    evidence
        Ids of the statements that define it.
    as_values
        True for a column that already holds values on 0 to 100 made by the value function.
    """

    id: str
    goal: Goal
    name: Text = field(default=Text.of(""))
    code: str = ""
    unit: Text = field(default=Text.of(""))
    meaning: Text | None = None
    measured: Text | None = None
    scale: Scale | None = None
    value_function: ValueFunction | None = None
    thresholds: Thresholds = Thresholds()
    branch: str = ""
    role: Role | None = None
    evidence: tuple[str, ...] = ()
    note: Text | None = None
    as_values: bool = False

    @property
    def label(self) -> str:
        """The short name: the code, else the id."""
        return self.code or self.id

    @property
    def value(self) -> ValueFunction | None:
        """The value function stated, else the straight line over the scale, else None."""
        if self.value_function is not None:
            return self.value_function
        return None if self.scale is None else ValueFunction.straight(self.scale, self.goal)

    def on_values(self) -> "Criterion":
        """Return the same criterion for a column of values on 0 to 100, where more is always better."""
        scale = Scale(Fraction(0), Fraction(100), level="interval")
        return replace(
            self,
            goal=Goal.MAX,
            unit=Text.of({"en": "value, 0–100", "ko": "가치, 0–100"}),
            scale=scale,
            value_function=None,
            as_values=True,
        )


@dataclass(frozen=True)
class Criteria:
    """Criteria in a fixed order, found by id.

    Examples
    --------
    >>> criteria = Criteria.of(Criterion("cost", Goal.MIN), Criterion("jobs", Goal.MAX))
    >>> criteria.ids, criteria.signs.tolist(), criteria["jobs"].goal.arrow
    (('cost', 'jobs'), [-1.0, 1.0], '▲')
    """

    all: tuple[Criterion, ...]

    def __post_init__(self) -> None:
        ids = [c.id for c in self.all]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise McdaError(f"criteria with the same id: {', '.join(twice)}; every criterion needs its own")

    @classmethod
    def of(cls, *criteria: Criterion) -> "Criteria":
        """Build from criteria given one by one."""
        return cls(tuple(criteria))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(c.id for c in self.all)

    @property
    def signs(self) -> Floats:
        """+1 for each criterion to be maximised, -1 for each to be minimised; shape (n_criteria,)."""
        return np.array([c.goal.sign for c in self.all])

    @property
    def branches(self) -> tuple[str, ...]:
        """Ids of the branches in order of first appearance, without ""."""
        return tuple(dict.fromkeys(c.branch for c in self.all if c.branch))

    def __getitem__(self, criterion: str) -> Criterion:
        for each in self.all:
            if each.id == criterion:
                return each
        raise unknown("criterion", criterion, self.ids)

    def __iter__(self) -> Iterator[Criterion]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, criterion: object) -> bool:
        return criterion in self.ids

    def select(self, ids: Sequence[str]) -> "Criteria":
        """Return the criteria with these ids, in this order."""
        return Criteria(tuple(self[i] for i in ids))

    def array(self, read: Callable[[Criterion], float]) -> Floats:
        """One number per criterion, shape (n_criteria,)."""
        return np.array([read(c) for c in self.all], dtype=np.float64)


def exact(number: Fraction | int | float | str) -> Fraction:
    """Return the number as it is written, as an exact fraction: 0.1 is one tenth.

    >>> exact(0.1), exact(3), exact("12.50")
    (Fraction(1, 10), Fraction(3, 1), Fraction(25, 2))
    """
    if isinstance(number, Fraction):
        return number
    try:
        return Fraction(repr(float(number)) if isinstance(number, float) else str(number).strip())
    except (ValueError, OverflowError, ZeroDivisionError):
        raise McdaError(f"{number!r} is not a finite number") from None


def by_id(given: Mapping[str, object], criteria: Criteria, what: str) -> None:
    """Raise unless every key of a mapping is the id of one of the criteria."""
    for key in given:
        if key not in criteria:
            raise McdaError(f"{what} for {key!r}, which is not a criterion{nearest(key, criteria.ids)}")
