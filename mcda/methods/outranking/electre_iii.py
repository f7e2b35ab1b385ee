"""ELECTRE III: credible outranking, distilled from the top and from the bottom."""

from dataclasses import dataclass
from typing import ClassVar

from mcda.methods.about import About, Breach, both
from mcda.methods.outranking._concordance import credibility
from mcda.methods.outranking._distillation import check_discrimination, distilled
from mcda.methods.outranking._thresholds import VariableThreshold as VariableThreshold  # a recipe may name it
from mcda.methods.outranking._thresholds import WithThresholds
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ElectreIII(WithThresholds, OutrankingMethod):
    """Partial order from a credibility of "at least as good" for each pair.

    Concordance counts in full up to the indifference threshold and not at all from the preference threshold on; a
    criterion whose discordance, between the preference and the veto threshold, is above the concordance weakens the
    credibility. Two distillations, one from the best option downwards and one from the worst upwards, order the
    options; an option is at least as good as another here if it is so in both.

    Parameters
    ----------
    indifference, preference, veto
        By criterion id, in the numbers of the column: a number, a `VariableThreshold` (taken at the performance of the
        first of two options), or None for no veto. A criterion not named here takes its own thresholds; without any, 0,
        its indifference threshold, and no veto. A criterion with a weight of zero can still veto.
    alpha, beta
        s(lambda) = alpha + beta * lambda: by how much a credibility must be above that of the other way round.

    References
    ----------
    Roy, B. (1978). ELECTRE III: un algorithme de classements fondé sur une représentation floue des préférences en
    présence de critères multiples. *Cahiers du CERO* 20(1), 3-24.
    Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE methods. In *Multiple Criteria Decision Analysis*, 155-185.
    doi:10.1007/978-1-4939-3094-4_5

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> found = ElectreIII(preference={"c1": 4, "c2": 2}, veto={"c2": 6}).outrank(table, [1, 1])
    >>> found.details["descending_preorder"]
    (('a1', 'a2'), ('a3',))
    """

    alpha: float = 0.3
    beta: float = -0.15

    id: ClassVar[str] = "electre_iii"
    about: ClassVar[About] = About(
        name=both("ELECTRE III", "ELECTRE III(신뢰도 증류)"),
        summary=both(
            "Options are taken out in turn, from the top and from the bottom, by how many they credibly outrank and "
            "how many credibly outrank them.",
            "다른 대안을 앞선다고 믿을 만한 경우가 많고 뒤지는 경우가 적은 대안을 위와 아래 두 방향에서 골라낸다.",
        ),
        reference=(
            "Roy, B. (1978). ELECTRE III, Cahiers du CERO 20(1), 3-24; as told in Figueira, J. R., Mousseau, V. & Roy, "
            "B. (2016). ELECTRE methods. In Multiple Criteria Decision Analysis: State of the Art Surveys, 155-185."
        ),
        doi="10.1007/978-1-4939-3094-4_5",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=ElectreI.about.weights_mean,
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The cuts and the counts of a distillation come from all options, so each can reorder the rest.",
                    "증류의 절단값과 횟수는 모든 대안에서 나오므로, 대안 하나가 나머지의 순서를 바꿀 수 있다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy counts as one more option that others outrank or are outranked by.",
                    "복제된 대안은 다른 대안들이 앞서거나 뒤지는 대안이 하나 더 생긴 것으로 계산된다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A higher score changes the cuts, and with them how the other options are counted.",
                    "점수가 오르면 절단값이 바뀌어 다른 대안들의 앞섬과 뒤짐을 세는 방식도 달라진다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_discrimination(self)

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare all pairs and distil.

        The details are `concordance`, `discordance` (the largest of any criterion) and `credibility`, shape
        (n_options, n_options); `descending_preorder` and `ascending_preorder`, classes from best to worst;
        `median_ranking`, a rank per option.
        """
        columns = table.values * table.criteria.signs
        found = credibility(columns, columns, shares, self.at_first(table.criteria, table.values))
        return distilled(table.options.ids, found.credibility, self.alpha, self.beta, found._asdict())
