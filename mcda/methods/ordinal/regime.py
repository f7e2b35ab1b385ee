"""REGIME: how many duels an option wins, by weight of the criteria for and against it."""

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
from mcda.voting.pairwise import margins, wins_and_losses


@dataclass(frozen=True, kw_only=True)
class Regime(RankingMethod):
    """Regime analysis with cardinal weights.

    The regime of two options holds +1 for each criterion on which the first is better, -1 where it is worse and 0 where
    they are equal; weighted and added it is their guide index. The score is the number of options towards which an
    option's guide index is positive.

    References
    ----------
    Hinloopen, E., Nijkamp, P. & Rietveld, P. (1983). Qualitative discrete multiple criteria choice models in regional
    planning. *Regional Science and Urban Economics* 13(1), 77-102. doi:10.1016/0166-0462(83)90006-6

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 9]], goals=["min", "max"])
    >>> ranking = Regime().rank(table, [1, 3])
    >>> ranking.scores.tolist(), ranking.details["guide_index"][0].tolist()
    ([0.0, 2.0, 1.0], [0.0, -0.5, -0.5])
    """

    id: ClassVar[str] = "regime"
    about: ClassVar[About] = About(
        name=both("REGIME", "레짐 분석(REGIME)"),
        summary=both(
            "The option that wins the most duels by weight of the criteria comes first.",
            "기준의 가중치로 겨룬 대결에서 가장 많이 이긴 대안이 1위가 된다.",
        ),
        reference=(
            "Hinloopen, E., Nijkamp, P. & Rietveld, P. (1983). Qualitative discrete multiple criteria choice models in "
            "regional planning. Regional Science and Urban Economics 13(1), 77-102."
        ),
        doi="10.1016/0166-0462(83)90006-6",
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
                    "A copy is one more option for its rivals to win against.",
                    "복제된 대안은 그것을 이기는 대안에게 승수를 하나 더 준다.",
                ),
            ),
        ),
    )

    def formula(self, criteria: Criteria) -> Formula:
        """Return the number of duels won."""

        def wins(values: Floats, weights: Floats) -> Floats:
            return wins_and_losses(ranks_by_criterion(values, criteria), weights)[0]

        return wins

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `wins`, and up to 1000 options `guide_index` of shape (n_options, n_options), row against column."""
        ranks = ranks_by_criterion(table.values, table.criteria)
        found = {"wins": wins_and_losses(ranks, shares)[0]}
        return {**found, "guide_index": margins(ranks, shares)} if len(table.options) <= LARGEST_MATRIX else found
