"""Modified TOPSIS: weights belong to the distance, not to the performances."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula
from mcda.methods.method import choice
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.reference.topsis import TOPSIS_NORMALIZATIONS, Topsis, TopsisNormalization
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ModifiedTopsis(RankingMethod):
    """TOPSIS with weighted Euclidean distances: squared gaps are multiplied by the weight, not by its square.

    The normalised table and the two points stay unweighted. It is TOPSIS on the square roots of the weights.

    Parameters
    ----------
    normalization
        "vector" (as published) or "minmax".

    References
    ----------
    Deng, H., Yeh, C.-H. & Willis, R. J. (2000). Inter-company comparison using modified TOPSIS with objective weights.
    *Computers & Operations Research* 27(10), 963-973. doi:10.1016/S0305-0548(99)00069-6

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> ModifiedTopsis().rank(table, [3, 1]).scores.round(4).tolist()
    [0.9299, 0.7278, 0.0]
    """

    normalization: TopsisNormalization = "vector"

    id: ClassVar[str] = "modified_topsis"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("Modified TOPSIS", "수정 TOPSIS"),
        summary=both(
            "The option that is close to the best and far from the worst point, by weighted distances, comes first.",
            "가중 거리로 재어 최선점에 가깝고 최악점에서 먼 대안이 1위가 된다.",
        ),
        reference=(
            "Deng, H., Yeh, C.-H. & Willis, R. J. (2000). Inter-company comparison using modified TOPSIS with "
            "objective weights. Computers & Operations Research 27(10), 963-973."
        ),
        doi="10.1016/S0305-0548(99)00069-6",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much a squared gap in a normalised column counts in the squared distance.",
            "정규화한 열에서 벌어진 차이의 제곱이 거리의 제곱에서 차지하는 비중을 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The best and the worst point and the lengths of the columns come from the options at hand.",
                    "최선점과 최악점, 열의 길이가 비교하는 대안들에서 나오므로 대안 하나가 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy lengthens the columns in which its option is large (vector normalisation).",
                    "벡터 정규화에서는 복제된 대안이 자기 값이 큰 열의 길이를 늘린다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "normalization", TOPSIS_NORMALIZATIONS)

    @property
    def level(self) -> Level:
        """Interval where only differences enter."""
        return Topsis(normalization=self.normalization).level

    def formula(self, criteria: Criteria) -> Formula:
        """Return the closeness."""
        closeness = Topsis(normalization=self.normalization).formula(criteria)

        def modified(values: Floats, weights: Floats) -> Floats:
            return closeness(values, np.sqrt(weights))

        return modified

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the weighted distances to both points, and the points on the normalised, unweighted scales.

        `distance_to_ideal` and `distance_to_anti_ideal` are in the order of options, `ideal` and `anti_ideal` in the
        order of criteria.
        """
        topsis = Topsis(normalization=self.normalization)
        distances, points = topsis.details(table, np.sqrt(shares)), topsis.details(table, np.ones_like(shares))
        return {**distances, "ideal": points["ideal"], "anti_ideal": points["anti_ideal"]}
