"""SPOTIS: close to an ideal that is fixed before anybody looks at the options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.kernel import weigh
from mcda.methods.ranking_method import WeightedSum
from mcda.methods.reference._bounds import Interval, bounds_for, inside, intervals_by_id, numbers_by_id
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Spotis(WeightedSum):
    """Stable preference ordering towards ideal solution.

    d = sum of w |x - ideal| / (upper bound - lower bound), lower is better; scores are 1 - d. Bounds and ideal are
    fixed, so the score of an option does not depend on the other options: no rank reversal.

    Parameters
    ----------
    bounds
        By criterion id, the least and the largest performance possible; a criterion not named here takes its scale.
    ideal
        By criterion id, the expected solution point, anywhere within the bounds; a criterion not named here takes its
        better bound. An ideal inside the bounds overrides the goal: closer is better, from either side.

    References
    ----------
    Dezert, J., Tchamova, A., Han, D. & Tacnet, J.-M. (2020). The SPOTIS rank reversal free method for multi-criteria
    decision-making support. *FUSION 2020*. doi:10.23919/FUSION45008.2020.9190347

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [5, 90]], goals=["min", "max"])
    >>> Spotis(bounds={"c1": (0, 10), "c2": (0, 100)}, ideal={"c2": 60}).rank(table, [1, 1]).scores.tolist()
    [0.75, 0.6]
    """

    bounds: Mapping[str, Interval] = field(default_factory=FrozenDict)
    ideal: Mapping[str, float] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "spotis"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("SPOTIS", "SPOTIS(고정 이상점 근접도)"),
        summary=both(
            "The option closest to an ideal point that is fixed beforehand comes first.",
            "미리 정해 둔 이상점에 가장 가까운 대안이 1위가 된다.",
        ),
        reference=(
            "Dezert, J., Tchamova, A., Han, D. & Tacnet, J.-M. (2020). The SPOTIS rank reversal free method for "
            "multi-criteria decision-making support. FUSION 2020."
        ),
        doi="10.23919/FUSION45008.2020.9190347",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "How much a step across the whole of a criterion's fixed bounds counts beside such steps on the others.",
            "한 기준의 고정된 범위 전체를 가로지르는 변화가 다른 기준의 같은 변화에 비해 얼마나 중요한지를 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        intervals_by_id(self, "bounds")
        numbers_by_id(self, "ideal")

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return one minus the distance to the ideal, as a share of the bounds."""
        low, high, ideal = self._points(criteria)

        def closeness(values: Floats) -> Floats:
            return np.asarray(1.0 - np.abs(inside(values, low, high, "bounds") - ideal) / (high - low))

        return closeness

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the bounds and the ideal of each criterion."""
        found = zip(criteria.ids, *(each.tolist() for each in self._points(criteria)), strict=True)
        return {c: f"bounds {low!r} to {high!r}, ideal {ideal!r}" for c, low, high, ideal in found}

    def oriented(self, table: PerformanceTable) -> Floats:
        """Return the closeness to the ideal: better is closer, from whichever side."""
        return self.terms(table.criteria)(table.values)

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `distances` to the ideal (lower is better), and `normalised_distances` by option and criterion."""
        apart = 1.0 - self.terms(table.criteria)(table.values)
        return {"distances": weigh(apart, shares), "normalised_distances": apart}

    def _points(self, criteria: Criteria) -> tuple[Floats, Floats, Floats]:
        low, high = bounds_for(criteria, self.bounds, self, "bounds")
        by_id(self.ideal, criteria, "an ideal is given")
        better = np.where(criteria.signs > 0, high, low)
        ideal = np.array([self.ideal.get(c, b) for c, b in zip(criteria.ids, better.tolist(), strict=True)])
        outside = (ideal < low) | (ideal > high)
        if outside.any():
            j = int(np.argmax(outside))
            raise MethodError(
                f"Spotis: the ideal of {criteria.ids[j]!r} is {ideal[j]:g}; expected {low[j]:g} to {high[j]:g}, its "
                "bounds; move the ideal or widen the bounds"
            )
        return low, high, ideal
