"""MAIRCA: the smallest gap between what an option promises in theory and what it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import weigh
from mcda.methods.ranking_method import WeightedSum
from mcda.normalize import normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Mairca(WeightedSum):
    """Multi-attributive ideal-real comparative analysis.

    Each option is given the same prior probability 1 / n_options, so in theory it is due w / n_options on a criterion;
    what it really gets is that times its min-max normalised performance. The total of the gaps is lower for better
    options; scores are minus the total gap. It ranks as the weighted sum of min-max columns does.

    References
    ----------
    Gigovic, L., Pamucar, D., Bajic, Z. & Milicevic, M. (2016). The combination of expert judgment and GIS-MAIRCA
    analysis for the selection of sites for ammunition depots. *Sustainability* 8(4), 372. doi:10.3390/su8040372

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1, 5], [2, 9], [3, 7]], goals=["min", "max"])
    >>> Mairca().rank(table, [1, 1]).details["total_gaps"].round(4).tolist()
    [0.1667, 0.0833, 0.25]
    """

    id: ClassVar[str] = "mairca"
    about: ClassVar[About] = About(
        name=both("MAIRCA", "MAIRCA(이상-현실 격차 분석)"),
        summary=both(
            "The option with the smallest gap between its theoretical and its real rating comes first.",
            "이론상의 평가와 실제 평가의 격차가 가장 작은 대안이 1위가 된다.",
        ),
        reference=(
            "Gigovic, L., Pamucar, D., Bajic, Z. & Milicevic, M. (2016). The combination of expert judgment and "
            "GIS-MAIRCA analysis for the selection of sites for ammunition depots. Sustainability 8(4), 372."
        ),
        doi="10.3390/su8040372",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "What an option is due on a criterion if it is the best of the options at hand there.",
            "비교하는 대안들 가운데 한 기준에서 최선인 대안이 그 기준에서 받을 몫을 뜻한다.",
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
        """Return minus the gap between the theoretical and the real rating, before weighing."""
        signs = criteria.signs

        def minus_gap(values: Floats) -> Floats:
            return np.asarray((normalize(values, signs, "minmax") - 1.0) / values.shape[-2])

        return minus_gap

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `gaps` by option and criterion, and `total_gaps` in the order of options (lower is better)."""
        gaps = -self.terms(table.criteria)(table.values)
        return {"gaps": shares * gaps, "total_gaps": weigh(gaps, shares)}
