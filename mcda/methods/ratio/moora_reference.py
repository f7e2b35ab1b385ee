"""MOORA, the reference point: the largest weighted distance to the best of each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import size
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class MooraReference(RankingMethod):
    """Multi-objective optimisation on the basis of ratio analysis: the reference point approach.

    The reference point takes the best ratio of each column. Chebyshev's distance to it, the largest weighted gap, is to
    be as small as possible; scores are minus that distance, so that higher is better.

    References
    ----------
    Brauers, W. K. M., Zavadskas, E. K., Turskis, Z. & Vilutiene, T. (2008). Multi-objective contractor's ranking by
    applying the MOORA method. *Journal of Business Economics and Management* 9(4), 245-255.
    doi:10.3846/1611-1699.2008.9.245-255

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 6], [4, 8]], goals=["min", "max"])
    >>> MooraReference().rank(table, [1, 3]).scores.round(12).tolist()
    [-0.15, -0.05]
    """

    id: ClassVar[str] = "moora_reference"
    # Scores lie between -2 and 0, but on a column with a huge offset they differ by little: ties are below 1e-12.
    score_width: ClassVar[float | None] = 0.01
    about: ClassVar[About] = About(
        name=both("MOORA (reference point)", "MOORA(기준점)"),
        summary=both(
            "The option whose largest weighted gap to the best of a column is smallest comes first.",
            "각 열의 최선과의 가중 격차 가운데 가장 큰 것이 가장 작은 대안이 1위가 된다.",
        ),
        reference=(
            "Brauers, W. K. M., Zavadskas, E. K., Turskis, Z. & Vilutiene, T. (2008). Multi-objective contractor's "
            "ranking by applying the MOORA method. Journal of Business Economics and Management 9(4), 245-255."
        ),
        doi="10.3846/1611-1699.2008.9.245-255",
        family="ratio",
        level="ratio",
        compensatory=False,
        weights_mean=both(
            "How bad it is to be one Euclidean length of a column behind its best; only the worst gap counts.",
            "열의 최선보다 그 열의 유클리드 길이만큼 뒤지는 것이 얼마나 나쁜지를 뜻하며, 가장 큰 격차만 작용한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The best and the length of each column come from the options at hand.",
                    "각 열의 최선과 길이가 비교하는 대안들에서 나온다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy lengthens the columns in which its option is large, and gaps in them shrink.",
                    "복제된 대안은 자기 값이 큰 열의 길이를 늘려 그 열의 격차를 줄인다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A better score lengthens its column, which also shrinks the gaps of the other options there.",
                    "한 점수가 좋아지면 그 열이 길어져, 그 열에서 다른 대안들의 격차도 줄어든다.",
                ),
            ),
        ),
    )

    def formula(self, criteria: Criteria) -> Formula:
        """Return minus the distance to the reference point."""
        signs = criteria.signs

        def nearness(values: Floats, weights: Floats) -> Floats:
            return -weigh(_gaps(values, signs), weights, np.maximum)

        return nearness

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the `reference_point` (ratios, in the order of criteria) and the weighted `gaps` to it.

        `gaps` has shape (n_options, n_criteria); the largest of a row is the `distance` of its option.
        """
        signs, gaps = table.criteria.signs, _gaps(table.values, table.criteria.signs)
        best = (table.values * signs).max(axis=-2) * signs
        return {
            "reference_point": best / size(table.values)[0],
            "gaps": gaps * shares,
            "distance": weigh(gaps, shares, np.maximum),
        }


def _gaps(values: Floats, signs: Floats) -> Floats:
    # Gaps before dividing: on a huge offset the ratios would have lost their differences.
    oriented = values * signs
    return np.asarray((oriented.max(axis=-2, keepdims=True) - oriented) / size(values))
