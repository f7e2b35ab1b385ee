"""TOPSIS: close to the best, far from the worst."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, get_args

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import choice, number
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import size, spread
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable

TopsisNormalization = Literal["vector", "minmax"]
TOPSIS_NORMALIZATIONS: Final[tuple[TopsisNormalization, ...]] = get_args(TopsisNormalization)

# Beyond it, powers of small weighted gaps vanish in double precision.
_LARGEST_POWER: Final = 16.0


@dataclass(frozen=True, kw_only=True)
class Topsis(RankingMethod):
    """Technique for order preference by similarity to the ideal solution.

    Closeness is the distance to the worst point over the sum of the distances to the worst and the best point; the two
    points take the worst and the best of each column. Options that tie everywhere are neither near nor far: 0.5.

    Parameters
    ----------
    normalization
        "vector" (as published) or "minmax".
    power
        Of the distance, 1 to 16: 2 is Euclid's, 1 the city block's.

    References
    ----------
    Hwang, C.-L. & Yoon, K. (1981). *Multiple Attribute Decision Making*. Springer. doi:10.1007/978-3-642-48318-9

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> Topsis().rank(table, [1, 1]).scores.round(4).tolist()
    [0.9009, 0.7858, 0.0]
    """

    normalization: TopsisNormalization = "vector"
    power: float = 2.0

    id: ClassVar[str] = "topsis"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("TOPSIS", "TOPSIS(이상점 근접도)"),
        summary=both(
            "The option that is close to the best and far from the worst point comes first.",
            "최선점에 가깝고 최악점에서 먼 대안이 1위가 된다.",
        ),
        reference="Hwang, C.-L. & Yoon, K. (1981). Multiple Attribute Decision Making. Springer.",
        doi="10.1007/978-3-642-48318-9",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much a column is stretched before distances are measured in it.",
            "거리를 재기 전에 각 열을 얼마나 늘이는지를 뜻한다.",
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
        number(self, "power", 1.0, _LARGEST_POWER)

    @property
    def level(self) -> Level:
        """Interval where only differences enter."""
        return "interval" if self.normalization == "minmax" else "ratio"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the closeness."""
        signs = criteria.signs

        def closeness(values: Floats, weights: Floats) -> Floats:
            to_best, to_worst = self._distances(values, signs, weights)
            apart = to_best + to_worst
            return np.where(apart == 0, 0.5, to_worst / np.where(apart == 0, 1.0, apart))

        return closeness

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the distances to both points, and the points on the normalised and weighted scales.

        `distance_to_ideal` and `distance_to_anti_ideal` are in the order of options, `ideal` and `anti_ideal` in the
        order of criteria.
        """
        values, signs = table.values, table.criteria.signs
        to_best, to_worst = self._distances(values, signs, shares)
        high, low = values.max(axis=-2), values.min(axis=-2)
        if self.normalization == "vector":
            ends = [shares * end / size(values)[0] for end in (high, low)]
            ideal, anti_ideal = np.where(signs > 0, ends[0], ends[1]), np.where(signs > 0, ends[1], ends[0])
        else:
            ideal, anti_ideal = shares.copy(), np.zeros_like(shares)
        return {
            "distance_to_ideal": to_best,
            "distance_to_anti_ideal": to_worst,
            "ideal": ideal,
            "anti_ideal": anti_ideal,
        }

    def _distances(self, values: Floats, signs: Floats, weights: Floats) -> tuple[Floats, Floats]:
        # Gaps before normalising: on a huge offset the normalised columns would have lost their differences.
        oriented = values * signs
        best, worst = oriented.max(axis=-2, keepdims=True), oriented.min(axis=-2, keepdims=True)
        unit = size(values) if self.normalization == "vector" else spread(values)
        stretched = weights**self.power
        to_best = weigh(((best - oriented) / unit) ** self.power, stretched)
        to_worst = weigh(((oriented - worst) / unit) ** self.power, stretched)
        return to_best ** (1 / self.power), to_worst ** (1 / self.power)
