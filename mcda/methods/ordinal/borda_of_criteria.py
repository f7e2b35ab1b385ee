"""Borda on criteria: a weighted point for every option left behind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.ordinal._votes import ranks_by_criterion
from mcda.methods.ranking_method import WeightedSum
from mcda.scales import Floats
from mcda.voting.borda import borda_points


@dataclass(frozen=True, kw_only=True)
class BordaOfCriteria(WeightedSum):
    """Borda's rule with criteria as voters.

    On each criterion an option gets a point for every option it leaves behind and half a point for every option it ties
    with; points times weights are added. Performances that are equal up to rounding tie.

    References
    ----------
    Young, H. P. (1974). An axiomatization of Borda's rule. *Journal of Economic Theory* 9(1), 43-52.
    doi:10.1016/0022-0531(74)90073-8

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 9]], goals=["min", "max"])
    >>> BordaOfCriteria().rank(table, [1, 3]).scores.tolist()
    [0.5, 1.375, 1.125]
    """

    id: ClassVar[str] = "borda_of_criteria"
    about: ClassVar[About] = About(
        name=both("Borda on criteria", "기준별 보르다 집계"),
        summary=both(
            "The option that leaves the most others behind comes first, counted on each criterion and added by weight.",
            "기준마다 앞선 대안의 수를 가중치로 더한 점수가 가장 큰 대안이 1위가 된다.",
        ),
        reference="Young, H. P. (1974). An axiomatization of Borda's rule. Journal of Economic Theory 9(1), 43-52.",
        doi="10.1016/0022-0531(74)90073-8",
        family="ordinal",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "How many votes a criterion has: what one place on it is worth, however small the difference.",
            "기준이 가진 표의 수로, 차이가 아무리 작아도 그 기준에서 순위 한 칸이 갖는 크기를 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Points count the options between two options; when one of those leaves, their lead shrinks.",
                    "두 대안 사이에 있는 대안의 수를 세므로, 그중 하나가 빠지면 앞선 폭이 줄어든다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy is one more option to leave behind, where its original was left behind.",
                    "복제된 대안은 원래 대안을 앞서던 대안에게 점수를 하나 더 준다.",
                ),
            ),
        ),
    )

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the points on each criterion."""

        def points(values: Floats) -> Floats:
            return np.swapaxes(borda_points(ranks_by_criterion(values, criteria)), -1, -2)

        return points
