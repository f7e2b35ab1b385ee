"""MARCOS: a compromise between the ratios to the ideal and to the anti-ideal option."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import normalize, refuse
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Marcos(RankingMethod):
    """Measurement of alternatives and ranking according to compromise solution.

    Columns are divided by the ideal (x / best; best / x for costs) and added with their weights to S. K+ = S / S of the
    ideal option, K- = S / S of the anti-ideal, which takes the worst of each column. With f(K+) = K- / (K+ + K-) and
    f(K-) = K+ / (K+ + K-), the score is (K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-)). The quotient of K+
    and K- is the same for all options, so MARCOS ranks as the weighted sum of these columns does.

    References
    ----------
    Stevic, Z., Pamucar, D., Puska, A. & Chatterjee, P. (2020). Sustainable supplier selection in healthcare industries
    using a new MCDM method: measurement of alternatives and ranking according to compromise solution (MARCOS).
    *Computers & Industrial Engineering* 140, 106231. doi:10.1016/j.cie.2019.106231

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [4, 60]], goals=["min", "max"])
    >>> Marcos().rank(table, [1, 1]).scores.round(4).tolist()
    [0.6429, 0.6429]
    """

    id: ClassVar[str] = "marcos"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("MARCOS", "MARCOS(이상·반이상 타협 비율)"),
        summary=both(
            "The option with the best compromise of its ratios to the ideal and to the anti-ideal comes first.",
            "이상 대안과 반이상 대안에 대한 비율의 타협값이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Stevic, Z., Pamucar, D., Puska, A. & Chatterjee, P. (2020). Sustainable supplier selection in healthcare "
            "industries using a new MCDM method: measurement of alternatives and ranking according to compromise "
            "solution (MARCOS). Computers & Industrial Engineering 140, 106231."
        ),
        doi="10.1016/j.cie.2019.106231",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much a performance, as a ratio to the best of the options at hand, adds on a criterion.",
            "비교하는 대안들의 최선에 대한 비율로 나타낸 성과가 한 기준에서 점수에 더하는 크기를 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The option that holds a column's best performance sets the unit of that column for all.",
                    "열에서 가장 좋은 성과를 가진 대안이 그 열의 단위를 정하므로, 그것이 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
        ),
    )

    @property
    def needs_positive(self) -> bool:
        """True: it divides by the best and by the worst of every column."""
        return True

    def formula(self, criteria: Criteria) -> Formula:
        """Return the utility function f(K)."""
        signs = criteria.signs

        def utility(values: Floats, weights: Floats) -> Floats:
            k_plus, k_minus = _degrees(values, signs, weights)
            both_degrees = k_plus + k_minus
            f_plus, f_minus = k_minus / both_degrees, k_plus / both_degrees
            return both_degrees / (1.0 + (1.0 - f_plus) / f_plus + (1.0 - f_minus) / f_minus)

        return utility

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the utility degrees `K_plus` (to the ideal) and `K_minus` (to the anti-ideal)."""
        k_plus, k_minus = _degrees(table.values, table.criteria.signs, shares)
        return {"K_plus": k_plus, "K_minus": k_minus}


def _degrees(values: Floats, signs: Floats, weights: Floats) -> tuple[Floats, Floats]:
    refuse(values <= 0, values, "above zero: MARCOS divides by the best and by the worst of every column")
    parts = normalize(values, signs, "linear_max")
    ideal, anti_ideal = (weigh(end(parts, axis=-2, keepdims=True), weights) for end in (np.max, np.min))
    sums = weigh(parts, weights)
    return sums / ideal, sums / anti_ideal
