"""GRA: grey relational analysis, the likeness of an option to an option that is best everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import number
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Gra(RankingMethod):
    """Grey relational analysis: the weighted sum of grey relational coefficients.

    Columns are stretched to 0 to 1; the gap d of each performance to 1 becomes the coefficient
    (d_min + zeta d_max) / (d + zeta d_max), with the smallest and the largest gap of the whole table.

    Parameters
    ----------
    zeta
        The distinguishing coefficient, above 0 (a thousandth) to 1: the smaller, the more a small gap costs.

    References
    ----------
    Deng, J. L. (1982). Control problems of grey systems. *Systems & Control Letters* 1(5), 288-294.
    doi:10.1016/S0167-6911(82)80025-X
    Deng, J. L. (1989). Introduction to grey system theory. *The Journal of Grey System* 1(1), 1-24.

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> Gra().rank(table, [1, 1]).scores.round(4).tolist()
    [0.8889, 0.8, 0.3333]
    """

    zeta: float = 0.5

    id: ClassVar[str] = "gra"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("GRA", "회색 관계 분석(GRA)"),
        summary=both(
            "The option most like one that is best everywhere comes first.",
            "모든 기준에서 최선인 가상의 대안과 가장 닮은 대안이 1위가 된다.",
        ),
        reference="Deng, J. L. (1982). Control problems of grey systems. Systems & Control Letters 1(5), 288-294.",
        doi="10.1016/S0167-6911(82)80025-X",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "How much likeness to the best on a criterion counts in the likeness as a whole.",
            "한 기준에서 최선과 닮은 정도가 전체 닮음에서 차지하는 비중을 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Gaps are measured between the best and the worst of the options at hand.",
                    "차이를 비교하는 대안들의 최선과 최악 사이에서 재므로, 하나가 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "zeta", 0.001, 1.0)

    def formula(self, criteria: Criteria) -> Formula:
        """Return the grey relational grade."""
        signs = criteria.signs

        def grade(values: Floats, weights: Floats) -> Floats:
            return weigh(self._coefficients(values, signs)[1], weights)

        return grade

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # same for all shares
        """Return `deviations` (gaps to the best) and `coefficients`, both of shape (n_options, n_criteria)."""
        gaps, coefficients = self._coefficients(table.values, table.criteria.signs)
        return {"deviations": gaps, "coefficients": coefficients}

    def contributions(self, table: PerformanceTable, shares: Floats) -> Floats | None:
        """Share times coefficient; the row sums are the scores."""
        return self._coefficients(table.values, table.criteria.signs)[1] * shares

    def _coefficients(self, values: Floats, signs: Floats) -> tuple[Floats, Floats]:
        gaps = 1.0 - normalize(values, signs, "minmax")
        least, most = gaps.min(axis=(-2, -1), keepdims=True), gaps.max(axis=(-2, -1), keepdims=True)
        # Where no option is behind on anything, each is like the best.
        most = np.where(most == 0, 1.0, most)
        return gaps, (least + self.zeta * most) / (gaps + self.zeta * most)
