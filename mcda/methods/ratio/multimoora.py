"""MULTIMOORA: ratio system, reference point and full multiplicative form, merged by dominance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula
from mcda.methods.method import CostMirror, choice
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.ratio._theory_of_dominance import circles, dominates, standing
from mcda.methods.ratio.full_multiplicative import PRODUCT_BASES, FullMultiplicative, ProductBase
from mcda.methods.ratio.moora import Moora
from mcda.methods.ratio.moora_reference import MooraReference
from mcda.ranking import Places, places
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Differences of a ratio, a distance or a logarithm up to this size are rounding.
_TIE: Final = 1e-12


class Part(NamedTuple):
    """One of the three rankings: scores (higher is better) and places, of shape (..., n_options)."""

    scores: Floats
    places: Places


@dataclass(frozen=True, kw_only=True)
class Multimoora(RankingMethod):
    """Multi-objective optimisation by ratio analysis plus the full multiplicative form.

    The options are ranked three times: by `Moora`, `MooraReference` and `FullMultiplicative`. The theory of dominance
    makes one ranking of the three. An option dominates another if it has the better place in more of the three than the
    other has: in all three (absolute dominance) or in a majority (partial dominance). Dominance is transitive, and
    options that dominate each other in a circle are tied. The score counts the options that an option dominates, less
    those that dominate it, circles left out: whoever dominates stands before whoever is dominated, and options between
    which the three rankings cannot decide (equability) are placed by the rest. Time and memory grow with the square of
    the number of options and more.

    Parameters
    ----------
    multiplicative_normalization
        "none" or "vector", see `FullMultiplicative`; it changes that form's scores, never a place.

    References
    ----------
    Brauers, W. K. M. & Zavadskas, E. K. (2010). Project management by MULTIMOORA as an instrument for transition
    economies. *Technological and Economic Development of Economy* 16(1), 5-24. doi:10.3846/tede.2010.01. The theory of
    dominance: Brauers, W. K. M. & Zavadskas, E. K. (2011). MULTIMOORA optimization used to decide on a bank loan to buy
    property. *Technological and Economic Development of Economy* 17(1), 174-188.

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [8, 60], [9, 40]], goals=["min", "max"])
    >>> ranking = Multimoora().rank(table, [1, 1])
    >>> ranking.places, ranking.scores.tolist(), ranking.details["reference_ranking"].tolist()
    ({'a1': 1, 'a2': 2, 'a3': 3}, [2.0, 0.0, -2.0], [1, 2, 3])
    """

    multiplicative_normalization: ProductBase = "none"

    id: ClassVar[str] = "multimoora"
    about: ClassVar[About] = About(
        name=both("MULTIMOORA", "MULTIMOORA(세 순위의 우위 결합)"),
        summary=both(
            "The option ahead of the others in most of three rankings (by ratios, by distance to the best, by "
            "product) comes first.",
            "비율, 최선과의 거리, 곱에 따른 세 순위 가운데 다수에서 다른 대안들을 앞서는 대안이 1위가 된다.",
        ),
        reference=(
            "Brauers, W. K. M. & Zavadskas, E. K. (2010). Project management by MULTIMOORA as an instrument for "
            "transition economies. Technological and Economic Development of Economy 16(1), 5-24."
        ),
        doi="10.3846/tede.2010.01",
        family="ratio",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "A factor of ratios, a factor of distances and an exponent, in one ranking each.",
            "세 순위에서 각각 비율의 계수, 거리의 계수, 곱의 지수이다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The lengths and the best of the columns come from the options at hand, and so do circles of "
                    "dominance.",
                    "열의 길이와 최선, 우위의 순환이 모두 비교하는 대안들에서 나온다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy lengthens the columns in which its option is large, and counts among the dominated.",
                    "복제된 대안은 자기 값이 큰 열의 길이를 늘리고, 우위를 셀 때 하나로 더 세어진다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A better score lengthens its column, which also shrinks the distances of the other options there.",
                    "한 점수가 좋아지면 그 열이 길어져, 그 열에서 다른 대안들의 거리도 줄어든다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "multiplicative_normalization", PRODUCT_BASES)

    @property
    def needs_positive(self) -> bool:
        """Always: the product has no use for zeros and negative numbers."""
        return True

    @property
    def cost_mirror(self) -> CostMirror:
        """None: the ratios turn by the sign of a column, the product by its inverse."""
        return "none"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the standing in the theory of dominance."""

        def merged(values: Floats, weights: Floats) -> Floats:
            return standing(dominates([part.places for part in self._parts(values, criteria, weights)]))

        return merged

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return scores and rankings of the three parts, and the circles of dominance.

        `ratio_scores` and `multiplicative_scores`: higher is better; `reference_scores`, the distances: lower is
        better. `circles` holds the groups of options tied because they dominate each other.
        """
        ratio, reference, product = self._parts(table.values, table.criteria, shares)
        dominance = dominates([ratio.places, reference.places, product.places])
        return {
            "ratio_scores": ratio.scores,
            "ratio_ranking": ratio.places,
            "reference_scores": -reference.scores,
            "reference_ranking": reference.places,
            "multiplicative_scores": np.exp(product.scores),
            "multiplicative_ranking": product.places,
            "circles": circles(dominance, table.options.ids),
        }

    def _parts(self, values: Floats, criteria: Criteria, weights: Floats) -> tuple[Part, Part, Part]:
        """Ratio system, reference point, and the logarithms of the full multiplicative form."""
        product = FullMultiplicative(normalization=self.multiplicative_normalization)
        scores = (
            Moora().formula(criteria)(values, weights),
            MooraReference().formula(criteria)(values, weights),
            product.log_product(values, criteria.signs, weights),
        )
        ratio, reference, logs = (Part(each, places(each, _TIE)) for each in scores)
        return ratio, reference, logs
