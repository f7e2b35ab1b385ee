"""MOORA, the ratio system: weighted benefits minus weighted costs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import weigh
from mcda.methods.ranking_method import WeightedSum
from mcda.normalize import size
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Moora(WeightedSum):
    """Multi-objective optimisation on the basis of ratio analysis: the ratio system.

    Each column is divided by its Euclidean length; benefits are added, costs are subtracted. A column of zeros stays
    zero. `details` holds the two sums, `benefits` and `costs`.

    References
    ----------
    Brauers, W. K. M., Zavadskas, E. K., Turskis, Z. & Vilutiene, T. (2008). Multi-objective contractor's ranking by
    applying the MOORA method. *Journal of Business Economics and Management* 9(4), 245-255.
    doi:10.3846/1611-1699.2008.9.245-255

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 6], [4, 8]], goals=["min", "max"])
    >>> Moora().rank(table, [1, 3]).scores.round(12).tolist()
    [0.3, 0.4]
    """

    id: ClassVar[str] = "moora"
    # Scores lie between -1 and 1, but on a column with a huge offset they differ by little: ties are below 1e-12.
    score_width: ClassVar[float | None] = 0.01
    about: ClassVar[About] = About(
        name=both("MOORA (ratio system)", "MOORA(비율 체계)"),
        summary=both(
            "The option whose weighted benefits exceed its weighted costs most, each relative to its column, comes "
            "first.",
            "열의 길이로 나눈 편익의 가중합에서 비용의 가중합을 뺀 값이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Brauers, W. K. M., Zavadskas, E. K., Turskis, Z. & Vilutiene, T. (2008). Multi-objective contractor's "
            "ranking by applying the MOORA method. Journal of Business Economics and Management 9(4), 245-255."
        ),
        doi="10.3846/1611-1699.2008.9.245-255",
        family="ratio",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much one Euclidean length of a column adds, or takes away; the length depends on the options at hand.",
            "열의 유클리드 길이 하나가 점수에 더하거나 빼는 크기를 뜻하며, 그 길이는 비교하는 대안들에 따라 달라진다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Every option is part of the length of each column; without it, the column counts more.",
                    "모든 대안이 각 열의 길이에 들어가므로, 하나가 빠지면 그 열의 비중이 달라진다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy lengthens the columns in which its option is large, and they count less.",
                    "복제된 대안은 자기 값이 큰 열의 길이를 늘려 그 열의 비중을 줄인다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "Where performances are below zero, a better score can shorten the column and so lift another "
                    "option more than its own.",
                    "성과에 음수가 있으면, 한 점수가 좋아져 열의 길이가 줄면서 다른 대안이 더 많이 오를 수 있다.",
                ),
            ),
        ),
    )

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the function from performances to ratios, below zero for costs."""
        signs = criteria.signs

        def ratios(values: Floats) -> Floats:
            return np.asarray(signs * (values / size(values)))

        return ratios

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `benefits` and `costs`, the weighted sums of ratios; the score is their difference."""
        ratios, signs = self.terms(table.criteria)(table.values), table.criteria.signs
        return {
            "benefits": weigh(np.where(signs > 0, ratios, 0.0), shares),
            "costs": weigh(np.where(signs < 0, -ratios, 0.0), shares),
        }
