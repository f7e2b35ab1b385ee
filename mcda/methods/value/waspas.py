"""WASPAS: part weighted sum, part weighted product."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, get_args

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import choice, number
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.value.wpm import logarithms
from mcda.normalize import normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable

MixedNormalization = Literal["linear_max", "sum_inverse"]
MIXED_NORMALIZATIONS: Final[tuple[MixedNormalization, ...]] = get_args(MixedNormalization)


@dataclass(frozen=True, kw_only=True)
class Waspas(RankingMethod):
    """Weighted aggregated sum product assessment: `lambda_` of the weighted sum, the rest of the weighted product.

    Parameters
    ----------
    normalization
        "linear_max" (as published) or "sum_inverse".
    lambda_
        From 0 (WPM) to 1 (WSM).

    References
    ----------
    Zavadskas, E. K., Turskis, Z., Antucheviciene, J. & Zakarevicius, A. (2012). Optimization of weighted aggregated sum
    product assessment. *Elektronika ir Elektrotechnika* 122(6), 3-6. doi:10.5755/j01.eee.122.6.1810

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [8, 60]], goals=["min", "max"])
    >>> ranking = Waspas().rank(table, [1, 1])
    >>> ranking.scores.round(4).tolist(), ranking.details["wsm"].tolist()
    ([0.7286, 0.5625], [0.75, 0.625])
    """

    normalization: MixedNormalization = "linear_max"
    lambda_: float = 0.5

    id: ClassVar[str] = "waspas"
    about: ClassVar[About] = About(
        name=both("WASPAS", "WASPAS(가중합·가중곱 결합)"),
        summary=both(
            "The option with the best mix of weighted sum and weighted product comes first.",
            "가중합과 가중곱을 섞은 점수가 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Zavadskas, E. K., Turskis, Z., Antucheviciene, J. & Zakarevicius, A. (2012). Optimization of weighted "
            "aggregated sum product assessment. Elektronika ir Elektrotechnika 122(6), 3-6."
        ),
        doi="10.5755/j01.eee.122.6.1810",
        family="value",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "Both a factor in a sum and an exponent in a product of normalised performances.",
            "정규화한 성과의 합에서는 계수이고 곱에서는 지수이다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The sum depends on each column's best performance; when its holder leaves, the mix changes.",
                    "가중합 부분은 각 열의 가장 좋은 성과에 달려 있어, 그 대안이 빠지면 순서가 바뀔 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "normalization", MIXED_NORMALIZATIONS)
        number(self, "lambda_", 0.0, 1.0)

    @property
    def needs_positive(self) -> bool:
        """Always: a product has no use for zeros and negative numbers."""
        return True

    def formula(self, criteria: Criteria) -> Formula:
        """Return the mix of sum and product."""
        signs = criteria.signs

        def mixed(values: Floats, weights: Floats) -> Floats:
            total, product = self._parts(values, signs, weights)
            return self.lambda_ * total + (1.0 - self.lambda_) * product

        return mixed

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `wsm` and `wpm`, the two parts."""
        total, product = self._parts(table.values, table.criteria.signs, shares)
        return {"wsm": total, "wpm": product}

    def _parts(self, values: Floats, signs: Floats, weights: Floats) -> tuple[Floats, Floats]:
        logs = logarithms(values, signs, self.normalization)
        return weigh(normalize(values, signs, self.normalization), weights), np.exp(weigh(logs, weights))
