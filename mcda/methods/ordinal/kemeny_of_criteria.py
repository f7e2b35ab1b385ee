"""Kemeny on criteria: the order that disagrees least with the orders of the criteria."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula
from mcda.methods.method import Given
from mcda.methods.ordinal._votes import ranks_by_criterion
from mcda.methods.ranking_method import RankingMethod
from mcda.ranking import Ranking
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.voting._kemeny_sets import TooManyOrdersError
from mcda.voting.kemeny_places import KemenyPlaces, kemeny_places
from mcda.voting.pairwise import BLOCK, margins


@dataclass(frozen=True, kw_only=True)
class KemenyOfCriteria(RankingMethod):
    """Kemeny's rule with criteria as voters.

    An order agrees with a criterion in a pair of options if it puts the better one first. A best order agrees most, in
    the sum of weights over all pairs. The score is the number of options that stand behind an option; where several
    orders are equally good, its mean over all of them, so that no order is picked by chance. The optimum is proven: by
    going through all sets of a few options, by integer programming where duels tie many options together.

    References
    ----------
    Young, H. P. & Levenglick, A. (1978). A consistent extension of Condorcet's election principle. *SIAM Journal on
    Applied Mathematics* 35(2), 285-300. doi:10.1137/0135023

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 1, 2], [2, 3, 1], [1, 2, 3]], goals=["max", "max", "max"])
    >>> KemenyOfCriteria().rank(table, [4, 3, 3]).scores.tolist()
    [2.0, 1.0, 0.0]
    >>> ranking = KemenyOfCriteria().rank(table, [1, 1, 1])
    >>> ranking.scores.tolist(), ranking.details["best_orders"]
    ([1.0, 1.0, 1.0], 3)
    """

    id: ClassVar[str] = "kemeny_of_criteria"
    about: ClassVar[About] = About(
        name=both("Kemeny on criteria", "기준별 케메니 집계"),
        summary=both(
            "The option that leads the order which disagrees least with the orders of the criteria comes first.",
            "기준별 순서와 가장 덜 어긋나는 순서에서 맨 앞에 서는 대안이 1위가 된다.",
        ),
        reference=(
            "Young, H. P. & Levenglick, A. (1978). A consistent extension of Condorcet's election principle. "
            "SIAM Journal on Applied Mathematics 35(2), 285-300."
        ),
        doi="10.1137/0135023",
        family="ordinal",
        level="ordinal",
        compensatory=False,
        weights_mean=both(
            "How many votes a criterion has when two options meet, however small the difference.",
            "두 대안이 맞설 때 기준이 가진 표의 수를 뜻하며, 차이의 크기는 따지지 않는다.",
        ),
        breaks=(
            Breach(
                "monotonicity",
                both(
                    "Where several orders are best, a better score can rule out the one where its option stood high.",
                    "최선의 순서가 여럿이면, 점수가 오르면서 그 대안이 앞섰던 순서가 빠질 수 있다.",
                ),
            ),
            Breach(
                "rank_reversal",
                both(
                    "Where duels go round in a circle, an option that leaves takes the reason for an order with it.",
                    "대결 결과가 순환하면, 빠지는 대안이 그 순서를 지탱하던 근거를 함께 가져간다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy doubles the duels of its option, and so their say in breaking a circle.",
                    "복제된 대안은 원래 대안의 대결을 두 배로 만들어 순환을 끊는 데 더 큰 힘을 갖게 한다.",
                ),
            ),
        ),
    )

    def formula(self, criteria: Criteria) -> Formula:
        """Return the mean number of options behind each option."""

        def behind(values: Floats, weights: Floats) -> Floats:
            ranks = ranks_by_criterion(values, criteria)
            lead, n = np.broadcast_shapes(ranks.shape[:-2], weights.shape[:-1]), ranks.shape[-1]
            tables = np.broadcast_to(ranks, (*lead, *ranks.shape[-2:])).reshape(-1, *ranks.shape[-2:])
            draws = np.broadcast_to(weights, (*lead, weights.shape[-1])).reshape(-1, weights.shape[-1])
            scores, step = np.empty((len(draws), n)), max(1, BLOCK // n**2)
            for start in range(0, len(draws), step):
                block = slice(start, start + step)
                scores[block] = _behind(margins(tables[block], draws[block]))
            return scores.reshape(*lead, n)

        return behind

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `best_orders`, how many there are, `mean_places` over them, and `margins` of all duels."""
        margin = margins(ranks_by_criterion(table.values, table.criteria), shares)
        found = _best(margin)
        return {"best_orders": found.orders, "mean_places": found.places, "margins": margin}

    def rank(self, table: PerformanceTable, weights: Given | None = None) -> Ranking:
        """Rank the options of a table; a note tells where several orders are equally good."""
        ranking = super().rank(table, weights)
        orders = ranking.details["best_orders"]
        if orders == 1:
            return ranking
        told = f"{orders:,} orders" if orders < 10**15 else f"about {orders:.0e} orders"
        note = (
            f"{told} agree equally well with the criteria: the scores are means over all of them, and the order shown "
            "need not be one of them."
        )
        return replace(ranking, notes=(*ranking.notes, note))


def _behind(margin: Floats) -> Floats:
    """Return the mean number of options behind each option; margins of shape (draws, n_options, n_options)."""
    n = margin.shape[-1]
    net = np.sign(margin).sum(axis=-1)
    behind = (net + n - 1) / 2
    # Where duels are won 0, 1, ..., n - 1 times, there is no circle and no tie: the order of wins is the best order.
    for i in np.flatnonzero((np.sort(behind, axis=-1) != np.arange(n)).any(axis=-1)):
        behind[i] = n - _best(margin[i]).places
    return np.asarray(behind)


def _best(margin: Floats) -> KemenyPlaces:
    try:
        return kemeny_places(margin)
    except TooManyOrdersError as fault:
        raise MethodError(f"Kemeny on criteria: {fault}") from None
