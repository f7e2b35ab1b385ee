"""RIM: close to an ideal that may be an interval inside the range."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.reference._bounds import Interval, bounds_for, inside, intervals_by_id
from mcda.scales import Floats
from mcda.table import PerformanceTable


class _Reference(NamedTuple):
    """The range from `a` to `b` and the ideal from `c` to `d` of each criterion; each of shape (n_criteria,)."""

    a: Floats
    b: Floats
    c: Floats
    d: Floats


@dataclass(frozen=True, kw_only=True)
class Rim(RankingMethod):
    """Reference ideal method.

    A performance inside the ideal [C, D] is worth 1; outside it loses in proportion to the way to the end of the range
    [A, B] on its side. I+ and I- are the weighted Euclidean distances to 1 and to 0 everywhere, R = I- / (I+ + I-).

    Parameters
    ----------
    ranges
        By criterion id, the least and the largest performance possible; a criterion not named here takes its scale.
    ideals
        By criterion id, the interval of ideal performances within the range (both ends equal for a point); a criterion
        not named here takes the better end of its range. It overrides the goal.

    References
    ----------
    Cables, E., Lamata, M. T. & Verdegay, J. L. (2016). RIM - reference ideal method in multicriteria decision making.
    *Information Sciences* 337-338, 1-10. doi:10.1016/j.ins.2015.12.011

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[30, 4], [40, 8]], goals=["max", "max"])
    >>> method = Rim(ranges={"c1": (20, 60), "c2": (0, 8)}, ideals={"c1": (30, 35)})
    >>> method.rank(table, [1, 1]).scores.round(4).tolist()
    [0.691, 0.8649]
    """

    ranges: Mapping[str, Interval] = field(default_factory=FrozenDict)
    ideals: Mapping[str, Interval] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "rim"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("RIM", "RIM(기준 이상 구간법)"),
        summary=both(
            "The option closest to a reference ideal, which may be an interval inside the range, comes first.",
            "범위 안의 구간일 수 있는 기준 이상에 가장 가까운 대안이 1위가 된다.",
        ),
        reference=(
            "Cables, E., Lamata, M. T. & Verdegay, J. L. (2016). RIM - reference ideal method in multicriteria "
            "decision making. Information Sciences 337-338, 1-10."
        ),
        doi="10.1016/j.ins.2015.12.011",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "How much the way from the ideal to the end of a criterion's range counts when distances are measured.",
            "거리를 잴 때 한 기준의 이상에서 범위 끝까지의 거리가 차지하는 크기를 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        intervals_by_id(self, "ranges")
        intervals_by_id(self, "ideals", narrowest=-1.0)

    def formula(self, criteria: Criteria) -> Formula:
        """Return the relative index R."""
        reference = self._reference(criteria)

        def relative_index(values: Floats, weights: Floats) -> Floats:
            to_ideal, to_worst = _distances(_normalised(values, reference), weights)
            return to_worst / (to_ideal + to_worst)

        return relative_index

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the range and the ideal of each criterion."""
        found = zip(criteria.ids, *(each.tolist() for each in self._reference(criteria)), strict=True)
        return {name: f"range {a!r} to {b!r}, ideal {c!r} to {d!r}" for name, a, b, c, d in found}

    def oriented(self, table: PerformanceTable) -> Floats:
        """Return the normalised closeness to the ideal: better is closer, from whichever side."""
        return _normalised(table.values, self._reference(table.criteria))

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `normalised` by option and criterion, and `I_plus` and `I_minus` in the order of options."""
        normalised = self.oriented(table)
        to_ideal, to_worst = _distances(normalised, shares)
        return {"normalised": normalised, "I_plus": to_ideal, "I_minus": to_worst}

    def _reference(self, criteria: Criteria) -> _Reference:
        a, b = bounds_for(criteria, self.ranges, self, "ranges")
        by_id(self.ideals, criteria, "ideals are given")
        ends = np.where(criteria.signs > 0, b, a).tolist()
        c, d = np.array([self.ideals.get(i, (end, end)) for i, end in zip(criteria.ids, ends, strict=True)]).T
        outside = (c < a) | (d > b)
        if outside.any():
            j = int(np.argmax(outside))
            raise MethodError(
                f"Rim: the ideal of {criteria.ids[j]!r} runs from {c[j]:g} to {d[j]:g}; expected an interval within "
                f"{a[j]:g} to {b[j]:g}, its range; move the ideal or widen the range"
            )
        return _Reference(a, b, c, d)


def _normalised(values: Floats, reference: _Reference) -> Floats:
    a, b, c, d = reference
    x = inside(values, a, b, "ranges")
    short, beyond = np.maximum(c - x, 0.0), np.maximum(x - d, 0.0)
    # Where the ideal touches the end of the range, nothing can lie between the two.
    return np.asarray(1.0 - short / np.where(c > a, c - a, 1.0) - beyond / np.where(b > d, b - d, 1.0))


def _distances(normalised: Floats, weights: Floats) -> tuple[Floats, Floats]:
    squares = weights**2
    return np.sqrt(weigh((1.0 - normalised) ** 2, squares)), np.sqrt(weigh(normalised**2, squares))
