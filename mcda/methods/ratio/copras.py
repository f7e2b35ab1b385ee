"""COPRAS: the share of the benefits, and the share of the costs turned round."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import CostMirror
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.ratio._sums import over_options
from mcda.normalize import normalize, refuse
from mcda.scales import Floats
from mcda.table import PerformanceTable


class Significance(NamedTuple):
    """What COPRAS computes, each of shape (..., n_options); the names are the paper's."""

    S_plus: Floats
    S_minus: Floats
    Q: Floats
    utility_degree: Floats


@dataclass(frozen=True, kw_only=True)
class Copras(RankingMethod):
    """Complex proportional assessment.

    Every performance is taken as a share of its column. S+ and S- are the weighted shares of an option in the benefits
    and in the costs; its significance is Q = S+ + (sum of S-) / (S- times the sum of 1 / S-), and its score the utility
    degree Q / (largest Q), from 0 to 1. The significances add to one.

    Without cost criteria Q is S+; without benefits it is the turned costs alone. Options whose costs are all zero take
    the whole second part between them, which is what the formula tends to as their costs fall to zero. A column of
    zeros is shared equally.

    References
    ----------
    Zavadskas, E. K., Kaklauskas, A. & Sarka, V. (1994). The new method of multicriteria complex proportional assessment
    of projects. *Technological and Economic Development of Economy* 1(3), 131-139; in the form of Podvezko, V. (2011).
    The comparative analysis of MCDA methods SAW and COPRAS. *Engineering Economics* 22(2), 134-146.
    doi:10.5755/j01.ee.22.2.310

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[100, 3], [300, 5]], goals=["min", "max"])
    >>> ranking = Copras().rank(table, [1, 1])
    >>> ranking.scores.tolist(), ranking.details["Q"].tolist()
    ([1.0, 0.7777777777777778], [0.5625, 0.4375])
    """

    id: ClassVar[str] = "copras"
    about: ClassVar[About] = About(
        name=both("COPRAS", "COPRAS(복합 비례 평가)"),
        summary=both(
            "The option with a large share of the benefits and a small share of the costs comes first.",
            "편익에서 차지하는 몫이 크고 비용에서 차지하는 몫이 작은 대안이 1위가 된다.",
        ),
        reference="Podvezko, V. (2011). The comparative analysis of MCDA methods SAW and COPRAS. "
        "Engineering Economics 22(2), 134-146.",
        doi="10.5755/j01.ee.22.2.310",
        family="ratio",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much the whole of a column is worth, shared out among the options at hand.",
            "한 열 전체가 갖는 값을 뜻하며, 이를 비교하는 대안들이 나누어 가진다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Shares are of the sum over the options at hand, and so is what low costs earn.",
                    "몫과 낮은 비용의 이득을 비교하는 대안들의 합으로 계산하므로, 하나가 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy takes a share of every column in which its option is large.",
                    "복제된 대안이 자기 값이 큰 열에서 몫을 가져간다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A lower cost leaves the other options larger shares of that cost, and so changes what low costs "
                    "earn all of them.",
                    "한 비용이 낮아지면 그 비용에서 다른 대안들의 몫이 커져, 낮은 비용의 이득이 모두에게 달라진다.",
                ),
            ),
        ),
    )

    @property
    def needs_nonnegative(self) -> bool:
        """Always: a share below zero has no meaning."""
        return True

    @property
    def cost_mirror(self) -> CostMirror:
        """None: costs have a formula of their own."""
        return "none"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the utility degree."""
        signs = criteria.signs

        def utility_degree(values: Floats, weights: Floats) -> Floats:
            return _significance(values, signs, weights).utility_degree

        return utility_degree

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `S_plus`, `S_minus`, `Q` and `utility_degree`."""
        return _significance(table.values, table.criteria.signs, shares)._asdict()


def _significance(values: Floats, signs: Floats, weights: Floats) -> Significance:
    refuse(values < 0, values, "zero or more: COPRAS takes it as a share of its column")
    parts = normalize(values, np.ones_like(signs), "sum_inverse")
    plus = weigh(np.where(signs > 0, parts, 0.0), weights)
    minus = weigh(np.where(signs < 0, parts, 0.0), weights)
    # The smallest S- over S-, instead of 1 / S-, stays finite; where the smallest is 0, it is 1 there and 0 elsewhere.
    turned = np.where(minus == 0, 1.0, minus.min(axis=-1, keepdims=True) / np.where(minus == 0, 1.0, minus))
    q = plus + over_options(minus) * turned / over_options(turned)
    return Significance(plus, minus, q, q / q.max(axis=-1, keepdims=True))
