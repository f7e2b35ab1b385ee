"""Copeland on criteria: duels won less duels lost, by weighted majority of the criteria."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula
from mcda.methods.ordinal._votes import LARGEST_MATRIX, ranks_by_criterion
from mcda.methods.ranking_method import RankingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.voting.pairwise import preferences, wins_and_losses


@dataclass(frozen=True, kw_only=True)
class CopelandOfCriteria(RankingMethod):
    """Copeland's rule with criteria as voters.

    One option beats another if the criteria on which it is better weigh more than those on which it is worse. The score
    is the number of options beaten less the number of those that beat it; a tied duel counts as neither.

    References
    ----------
    Saari, D. G. & Merlin, V. R. (1996). The Copeland method I: relationships and the dictionary. *Economic Theory* 8,
    51-76. doi:10.1007/BF01212012

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 9]], goals=["min", "max"])
    >>> CopelandOfCriteria().rank(table, [1, 3]).scores.tolist()
    [-2.0, 2.0, 0.0]
    """

    id: ClassVar[str] = "copeland_of_criteria"
    about: ClassVar[About] = About(
        name=both("Copeland on criteria", "기준별 코플랜드 집계"),
        summary=both(
            "The option that wins the most duels by majority of the criteria, less those it loses, comes first.",
            "기준의 가중 다수결로 이긴 대결 수에서 진 대결 수를 뺀 값이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Saari, D. G. & Merlin, V. R. (1996). The Copeland method I: relationships and the dictionary. "
            "Economic Theory 8, 51-76."
        ),
        doi="10.1007/BF01212012",
        family="ordinal",
        level="ordinal",
        compensatory=False,
        weights_mean=both(
            "How many votes a criterion has when two options meet, however small the difference.",
            "두 대안이 맞설 때 기준이 가진 표의 수를 뜻하며, 차이의 크기는 따지지 않는다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Where duels go round in a circle, the options at hand decide who has won more of them.",
                    "대결 결과가 순환하면 어떤 대안들이 있느냐에 따라 승수가 달라진다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy is one more duel, won or lost as against its original.",
                    "복제된 대안과의 대결이 하나씩 더 생겨, 원래 대안에 이기거나 진 결과가 두 번 계산된다.",
                ),
            ),
        ),
    )

    def formula(self, criteria: Criteria) -> Formula:
        """Return duels won less duels lost."""

        def net_wins(values: Floats, weights: Floats) -> Floats:
            wins, losses = wins_and_losses(ranks_by_criterion(values, criteria), weights)
            return wins - losses

        return net_wins

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `wins` and `losses`, and up to 1000 options `pairwise`: the weight that prefers row to column."""
        ranks = ranks_by_criterion(table.values, table.criteria)
        wins, losses = wins_and_losses(ranks, shares)
        found = {"wins": wins, "losses": losses}
        return {**found, "pairwise": preferences(ranks, shares)} if len(wins) <= LARGEST_MATRIX else found
