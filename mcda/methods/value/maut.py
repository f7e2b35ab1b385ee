"""MAUT: the weighted sum of single-criterion utilities."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria, Criterion, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.ranking_method import WeightedSum
from mcda.methods.utilities import Bounds, Exponential, Logarithmic, Quadratic, Step, Straight, Utility
from mcda.methods.value._unit import unit_values
from mcda.methods.value.additive import by_column, value_ends
from mcda.scales import Floats, Level, real
from mcda.table import PerformanceTable

_SHAPES = (Straight, Exponential, Quadratic, Logarithmic, Step)


@dataclass(frozen=True, kw_only=True)
class Maut(WeightedSum):
    """Multi-attribute utility, additive form: the weighted sum of utilities from 0 to 1.

    Without `utilities` it is additive value on 0 to 1.

    Parameters
    ----------
    utilities
        By criterion id: `Straight()`, `Exponential(c)`, `Quadratic(c)`, `Logarithmic(c)` or `Step(levels)`. A criterion
        not named here takes its own value function, or a straight line over its bounds.
    bounds
        By criterion id, the performances between which utility runs from 0 to 1: (low, high) in the criterion's unit.
        A criterion not named here takes the ends of its scale. Performances beyond count as the ends.

    References
    ----------
    Keeney, R. L. & Raiffa, H. (1993). *Decisions with Multiple Objectives*. Cambridge University Press.
    doi:10.1017/CBO9781139174084

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [5, 90]], goals=["min", "max"], criteria=["cost", "jobs"])
    >>> method = Maut(utilities={"jobs": Quadratic(1)}, bounds={"cost": (0, 10), "jobs": (0, 100)})
    >>> method.rank(table, [1, 1]).scores.round(4).tolist()
    [0.655, 0.745]
    """

    utilities: Mapping[str, Utility] = field(default_factory=FrozenDict)
    bounds: Mapping[str, Bounds] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "maut"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("MAUT", "다속성 효용 이론(MAUT)"),
        summary=both(
            "The option with the largest weighted sum of utilities comes first.",
            "효용의 가중합이 가장 큰 대안이 1위가 된다.",
        ),
        reference="Keeney, R. L. & Raiffa, H. (1993). Decisions with Multiple Objectives. Cambridge University Press.",
        doi="10.1017/CBO9781139174084",
        family="value",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "How much the swing from utility 0 to utility 1 on a criterion counts beside the other swings.",
            "한 기준의 효용이 0에서 1로 바뀌는 변화가 다른 기준의 같은 변화에 비해 얼마나 중요한지를 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        for name in ("utilities", "bounds"):
            if not isinstance(getattr(self, name), Mapping):
                raise MethodError(f"Maut: {name} is {getattr(self, name)!r}; expected a mapping by criterion id")
        for criterion, utility in self.utilities.items():
            if not isinstance(utility, Utility):
                shapes = ", ".join(shape.__name__ for shape in _SHAPES)
                raise MethodError(f"Maut: the utility of {criterion!r} is {utility!r}; expected one of {shapes}")
        object.__setattr__(self, "utilities", FrozenDict(self.utilities))
        object.__setattr__(self, "bounds", FrozenDict((c, _bounds(c, ends)) for c, ends in self.bounds.items()))

    @property
    def level(self) -> Level:
        """Interval where a curve is laid over the units of a criterion."""
        curves = any(not isinstance(u, Step) for u in self.utilities.values())
        return "interval" if curves or self.bounds else "ordinal"

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the function from performances to utilities."""
        by_id(self.utilities, criteria, "a utility")
        by_id(self.bounds, criteria, "bounds")
        return by_column([self._utility(criterion) for criterion in criteria])

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the ends taken from a criterion's own scale, or that its own value function is used."""
        return {c.id: self._taken(c) for c in criteria if c.id not in self.bounds}

    def ends(self, criteria: Criteria) -> Mapping[str, tuple[float, float]]:
        """Return the bounds, or the outer points of the value functions; none for steps, which say all."""
        found = value_ends(criteria) | dict(self.bounds)
        return {c: ends for c, ends in found.items() if not isinstance(self.utilities.get(c), Step)}

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # same for all shares
        """Return `utilities` of shape (n_options, n_criteria)."""
        return {"utilities": self.terms(table.criteria)(table.values)}

    def _utility(self, criterion: Criterion) -> Callable[[Floats], Floats]:
        given, bounds = self.utilities.get(criterion.id), self.bounds.get(criterion.id)
        if given is None and bounds is None:
            value = unit_values(Criteria.of(criterion))
            return lambda column: value(column[..., np.newaxis])[..., 0]
        return (given or Straight()).on(criterion, bounds)

    def _taken(self, criterion: Criterion) -> str:
        if criterion.id not in self.utilities:
            return "its own value function"
        return "nothing" if criterion.scale is None else f"scale {criterion.scale.span}"


def _bounds(criterion: str, given: object) -> Bounds:
    try:
        low, high = (real(end) for end in given)  # type: ignore[attr-defined]  # what is no pair of numbers is caught
    except (TypeError, ValueError):
        low = high = np.nan
    if not (np.isfinite([low, high]).all() and low < high):
        raise MethodError(f"Maut: the bounds of {criterion!r} are {given!r}; expected (low, high), low below high")
    return low, high
