"""MABAC: above or below the border that runs through the middle of the options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.ranking_method import WeightedSum
from mcda.normalize import column_sum, normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Mabac(WeightedSum):
    """Multi-attributive border approximation area comparison.

    v = w (n + 1) with min-max normalised n; the border g of a criterion is the geometric mean of its v over the
    options; the score is the sum of v - g. It ranks as the weighted sum of min-max columns does: the border only moves
    the zero point, which tells options of the upper area (above 0) from those of the lower.

    References
    ----------
    Pamucar, D. & Cirovic, G. (2015). The selection of transport and handling resources in logistics centers using
    multi-attributive border approximation area comparison (MABAC). *Expert Systems with Applications* 42(6), 3016-3028.
    doi:10.1016/j.eswa.2014.11.057

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1, 5], [2, 9], [3, 6]], goals=["min", "max"])
    >>> Mabac().rank(table, [1, 1]).scores.round(4).tolist()
    [0.1003, 0.3503, -0.2747]
    """

    id: ClassVar[str] = "mabac"
    about: ClassVar[About] = About(
        name=both("MABAC", "MABAC(경계 근사 영역 비교)"),
        summary=both(
            "The option highest above the border through the middle of all options comes first.",
            "모든 대안의 중간을 지나는 경계보다 가장 높이 있는 대안이 1위가 된다.",
        ),
        reference=(
            "Pamucar, D. & Cirovic, G. (2015). The selection of transport and handling resources in logistics centers "
            "using multi-attributive border approximation area comparison (MABAC). Expert Systems with Applications "
            "42(6), 3016-3028."
        ),
        doi="10.1016/j.eswa.2014.11.057",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "How much the step from the worst to the best of the options at hand counts on a criterion.",
            "비교하는 대안들 가운데 한 기준의 최악에서 최선으로 가는 변화가 얼마나 중요한지를 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Columns are stretched between the worst and the best of the options at hand.",
                    "각 열을 비교하는 대안들의 최악과 최선 사이로 늘이므로, 하나가 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
        ),
    )

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the height above the border, before weighing."""
        signs = criteria.signs

        def above_border(values: Floats) -> Floats:
            height = normalize(values, signs, "minmax") + 1.0
            return np.asarray(height - _geometric_mean(height))

        return above_border

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the weighted heights `v` by option and criterion, and `border_approximation_area` by criterion."""
        height = normalize(table.values, table.criteria.signs, "minmax") + 1.0
        return {"v": shares * height, "border_approximation_area": shares * _geometric_mean(height)[0]}


def _geometric_mean(height: Floats) -> Floats:
    # Heights lie in 1 to 2; their product over a thousand options would overflow, their logarithms do not.
    return np.asarray(np.exp(column_sum(np.log(height)) / height.shape[-2]))
