"""What someone cares about: criteria, which way they point, and how performance becomes value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError, MethodError, nearest, unknown
from mcda.language import Text
from mcda.scales import Floats, Goal, Scale, Thresholds, ValueFunction

Role = Literal["success_chance", "budget"]


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
    thresholds: Thresholds = field(default_factory=Thresholds)
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

    @property
    def column_thresholds(self) -> Thresholds | None:
        """The thresholds in the numbers of the column; None where a bent value function stands between."""
        if self.as_values or self.thresholds.on == "units":
            return self.thresholds if self.as_values == (self.thresholds.on == "values") else None
        slope = None if self.value is None else self.value.slope
        return self.thresholds.times(1 / abs(slope), "units") if slope else None

    def on_values(self) -> "Criterion":
        """Return the same criterion for a column of values on 0 to 100, where more is always better."""
        scale = Scale(Fraction(0), Fraction(100), level="interval")
        slope = None if self.value is None else self.value.slope
        thresholds = self.thresholds
        if thresholds.on == "units" and slope:
            thresholds = thresholds.times(abs(slope), "values")
        return replace(
            self,
            goal=Goal.MAX,
            unit=Text.of({"en": "value, 0–100", "ko": "가치, 0–100"}),
            scale=scale,
            value_function=None,
            thresholds=thresholds,
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

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["", "criterion", "code", "name", "unit", "scale", "branch"]
        return head, [
            [c.goal.arrow, c.id, c.code, str(c.name), str(c.unit), c.scale.span if c.scale else "", c.branch]
            for c in self.all
        ]

    def __repr__(self) -> str:
        head, rows = self._cells()
        return text_table(head, rows, left=len(head))

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return html_table(head, rows, left=len(head))

    def select(self, ids: Sequence[str]) -> "Criteria":
        """Return the criteria with these ids, in this order."""
        return Criteria(tuple(self[i] for i in ids))

    def array(self, read: Callable[[Criterion], float]) -> Floats:
        """One number per criterion, shape (n_criteria,)."""
        return np.array([read(c) for c in self.all], dtype=np.float64)


def by_id(given: Mapping[str, object], criteria: Criteria, what: str) -> None:
    """Raise a `MethodError` unless every key of a mapping is the id of one of the criteria."""
    for key in given:
        if key not in criteria:
            raise MethodError(f"{what} for {key!r}, which is not a criterion{nearest(key, criteria.ids)}")
