"""WPM: the product of normalised performances, each to the power of its weight."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import choice
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import Normalization, normalize, refuse
from mcda.scales import Floats

ProductNormalization = Literal["linear_max", "sum_inverse", "none"]
PRODUCT_NORMALIZATIONS: Final[tuple[ProductNormalization, ...]] = get_args(ProductNormalization)


@dataclass(frozen=True, kw_only=True)
class Wpm(RankingMethod):
    """Weighted product model; costs enter as their inverse.

    Only ratios of performances count: the normalisation changes the scores, never the order.

    Parameters
    ----------
    normalization
        "linear_max", "sum_inverse", or "none" for the bare product.

    References
    ----------
    Triantaphyllou, E. (2000). *Multi-Criteria Decision Making Methods: A Comparative Study*. Kluwer.
    doi:10.1007/978-1-4757-3157-6

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [8, 60]], goals=["min", "max"])
    >>> Wpm().rank(table, [1, 1]).scores.round(4).tolist()
    [0.7071, 0.5]
    """

    normalization: ProductNormalization = "linear_max"

    id: ClassVar[str] = "wpm"
    about: ClassVar[About] = About(
        name=both("WPM", "가중곱 모형(WPM)"),
        summary=both(
            "The option with the largest weighted product of performances comes first.",
            "성과의 가중 곱이 가장 큰 대안이 1위가 된다.",
        ),
        reference="Triantaphyllou, E. (2000). Multi-Criteria Decision Making Methods: A Comparative Study. Kluwer.",
        doi="10.1007/978-1-4757-3157-6",
        family="value",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "The exponent of a performance: how many per cent the score gains when it gains one per cent.",
            "성과에 붙는 지수로서, 성과가 1% 늘 때 점수가 몇 % 느는지를 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "normalization", PRODUCT_NORMALIZATIONS)

    @property
    def needs_positive(self) -> bool:
        """Always: a product has no use for zeros and negative numbers."""
        return True

    def formula(self, criteria: Criteria) -> Formula:
        """Return the weighted product."""
        signs = criteria.signs

        def weighted_product(values: Floats, weights: Floats) -> Floats:
            return np.exp(weigh(logarithms(values, signs, self.normalization), weights))

        return weighted_product


def logarithms(values: Floats, signs: Floats, how: Normalization) -> Floats:
    """Logarithms of normalised performances, costs inverted; shape (..., n_options, n_criteria).

    Raises
    ------
    ImpossibleCellError
        A performance that is not above zero.
    """
    refuse(values <= 0, values, "above zero: it is a factor of a product")
    if how == "none":
        return np.log(values) * signs
    return np.log(normalize(values, signs, how))
