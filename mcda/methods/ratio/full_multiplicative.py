"""Full multiplicative form: the product of benefits over the product of costs."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import CostMirror, choice
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.value.wpm import logarithms
from mcda.normalize import size
from mcda.scales import Floats

ProductBase = Literal["none", "vector"]
PRODUCT_BASES: Final[tuple[ProductBase, ...]] = get_args(ProductBase)


@dataclass(frozen=True, kw_only=True)
class FullMultiplicative(RankingMethod):
    """Product of the benefits over the product of the costs, each to the power of its weight.

    Without weights, as first published, it is the same with equal ones: the score to the power of the number of
    criteria is then the published product, and the order is the same. Only ratios of performances count, so the
    normalisation changes the scores and never the order.

    Parameters
    ----------
    normalization
        "none" (as published: performances in their units) or "vector" (columns over their Euclidean lengths).

    References
    ----------
    Brauers, W. K. M. & Zavadskas, E. K. (2010). Project management by MULTIMOORA as an instrument for transition
    economies. *Technological and Economic Development of Economy* 16(1), 5-24. doi:10.3846/tede.2010.01

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 32], [8, 72]], goals=["min", "max"])
    >>> FullMultiplicative().rank(table, [1, 1]).scores.round(12).tolist()
    [4.0, 3.0]
    """

    normalization: ProductBase = "none"

    id: ClassVar[str] = "full_multiplicative"
    about: ClassVar[About] = About(
        name=both("Full multiplicative form", "완전 곱셈형"),
        summary=both(
            "The option with the largest product of benefits, divided by the product of costs, comes first.",
            "편익의 곱을 비용의 곱으로 나눈 값이 가장 큰 대안이 1위가 된다.",
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
            "The exponent of a performance: how many per cent the score changes when it changes by one per cent.",
            "성과에 붙는 지수로서, 성과가 1% 변할 때 점수가 몇 % 변하는지를 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "normalization", PRODUCT_BASES)

    @property
    def needs_positive(self) -> bool:
        """Always: a product has no use for zeros and negative numbers."""
        return True

    @property
    def cost_mirror(self) -> CostMirror:
        """The inverse; none where the length of the column enters, which multiplies all scores by a factor."""
        return "inverse" if self.normalization == "none" else "none"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the product."""
        signs = criteria.signs

        def product(values: Floats, weights: Floats) -> Floats:
            return np.exp(self.log_product(values, signs, weights))

        return product

    def log_product(self, values: Floats, signs: Floats, weights: Floats) -> Floats:
        """Return the logarithm of the product, in which equal ratios are equal differences.

        Parameters
        ----------
        values : shape (..., n_options, n_criteria)
        signs : shape (n_criteria,)
            +1 for benefits, -1 for costs.
        weights : shape (..., n_criteria)

        Returns
        -------
        shape (..., n_options)

        Raises
        ------
        ImpossibleCellError
            A performance that is not above zero.
        """
        logs = logarithms(values, signs, "none")
        return weigh(logs - signs * np.log(size(values)) if self.normalization == "vector" else logs, weights)
