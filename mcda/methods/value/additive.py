"""Additive value: the weighted mean of values on 0 to 100."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.errors import MethodError
from mcda.methods.about import About, both
from mcda.methods.ranking_method import WeightedSum
from mcda.scales import Floats


@dataclass(frozen=True, kw_only=True)
class Additive(WeightedSum):
    """Weighted mean of values, each on 0 to 100 by the criterion's value function.

    A column that already holds values is taken as it is. Scores do not depend on the other options.

    References
    ----------
    Keeney, R. L. & Raiffa, H. (1993). *Decisions with Multiple Objectives*. Cambridge University Press.
    doi:10.1017/CBO9781139174084

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> scales = {"cost": (0, 10), "jobs": (0, 100)}
    >>> table = PerformanceTable.of([[2, 30], [5, 90]], goals=["min", "max"], criteria=["cost", "jobs"], scales=scales)
    >>> Additive().rank(table, {"cost": 1, "jobs": 1}).scores.tolist()
    [55.0, 70.0]
    """

    id: ClassVar[str] = "additive"
    score_width: ClassVar[float | None] = 100.0
    about: ClassVar[About] = About(
        name=both("Additive value", "가법 가치 모형"),
        summary=both(
            "The option with the largest weighted mean of values on 0–100 comes first.",
            "0–100 가치의 가중 평균이 가장 큰 대안이 1위가 된다.",
        ),
        reference="Keeney, R. L. & Raiffa, H. (1993). Decisions with Multiple Objectives. Cambridge University Press.",
        doi="10.1017/CBO9781139174084",
        family="value",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "How much the swing from value 0 to value 100 on a criterion counts beside the other swings.",
            "한 기준의 가치가 0에서 100으로 바뀌는 변화가 다른 기준의 같은 변화에 비해 얼마나 중요한지를 뜻한다.",
        ),
    )

    def ends(self, criteria: Criteria) -> Mapping[str, tuple[float, float]]:
        """Return the outer points of the value functions."""
        return value_ends(criteria)

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the function from performances to values on 0 to 100."""
        return by_column([_value(criterion) for criterion in criteria])


def by_column(functions: Sequence[Callable[[Floats], Floats]]) -> Callable[[Floats], Floats]:
    """Return the function from performances, shape (..., n_criteria), to what the function of each column gives.

    Examples
    --------
    >>> by_column([np.sqrt, np.negative])(np.array([[4.0, 9.0]])).tolist()
    [[2.0, -9.0]]
    """

    def terms_of(values: Floats) -> Floats:
        return np.stack([f(values[..., j]) for j, f in enumerate(functions)], axis=-1)

    return terms_of


def value_ends(criteria: Criteria) -> dict[str, tuple[float, float]]:
    """Return the outer points of each value function, beyond which it is flat; none for a column that holds values."""
    stated = {c.id: c.value.points for c in criteria if not c.as_values and c.value is not None}
    return {c: (float(points[0][0]), float(points[-1][0])) for c, points in stated.items()}


def _value(criterion: Criterion) -> Callable[[Floats], Floats]:
    if criterion.as_values:
        return _as_it_is
    if criterion.value is None:
        raise MethodError(
            f"criterion {criterion.id!r} has neither a value function nor a scale, so its performances have no value "
            "on 0 to 100; state its scale (`scales={...}` for a plain table), or use a method that needs none, "
            "such as 'topsis'"
        )
    return criterion.value


def _as_it_is(column: Floats) -> Floats:
    return column
