"""PROMETHEE II: by how much an option is preferred to the others, less by how much they are preferred to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from mcda.criteria import Criteria
from mcda.frozen import FrozenDict
from mcda.methods.about import About, Breach, both
from mcda.methods.outranking._flows import flows, net_flows, preference_indices
from mcda.methods.outranking._promethee import Promethee
from mcda.methods.ranking_method import WeightedSum
from mcda.scales import Floats
from mcda.table import PerformanceTable

# A square matrix of this many options takes 8 MB.
_LARGEST_MATRIX: Final = 1000


@dataclass(frozen=True, kw_only=True)
class PrometheeII(Promethee, WeightedSum):
    """Preference ranking organisation method for enrichment evaluations, complete ranking by net flow.

    Flows are divided by n_options - 1: net flows lie in -1 to 1 and add to zero.

    Parameters
    ----------
    functions
        By criterion id, how much a difference counts, in the numbers of the column. A criterion not named here takes
        the function its own thresholds make: linear with indifference and preference, V-shape with preference only,
        U-shape with indifference only, usual with none.

    References
    ----------
    Brans, J.-P. & Vincke, Ph. (1985). A preference ranking organisation method: the PROMETHEE method for MCDM.
    *Management Science* 31(6), 647-656. doi:10.1287/mnsc.31.6.647

    Examples
    --------
    >>> from mcda.methods import Linear
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> method = PrometheeII(functions={"c1": Linear(1, 5)})
    >>> method.rank(table, [1, 1]).scores.round(4).tolist()
    [0.3125, 0.625, -0.9375]
    """

    id: ClassVar[str] = "promethee_ii"
    score_width: ClassVar[float | None] = 2.0
    about: ClassVar[About] = About(
        name=both("PROMETHEE II", "PROMETHEE II(순흐름 순위)"),
        summary=both(
            "The option whose preference over the others most exceeds their preference over it comes first.",
            "다른 대안보다 선호되는 정도에서 다른 대안이 더 선호되는 정도를 뺀 순흐름이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Brans, J.-P. & Vincke, Ph. (1985). A preference ranking organisation method: the PROMETHEE method for "
            "MCDM. Management Science 31(6), 647-656."
        ),
        doi="10.1287/mnsc.31.6.647",
        family="outranking",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "A share of the vote: how much a full preference on a criterion counts when two options meet.",
            "두 대안을 견줄 때 한 기준에서의 온전한 선호가 차지하는 몫(표의 비중)을 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "A net flow sums comparisons with all options, so each option moves the flows of the rest.",
                    "순흐름은 모든 대안과의 비교를 더한 값이므로, 대안 하나가 나머지의 흐름을 바꾼다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy counts as one more opponent that its option's rivals beat or lose to.",
                    "복제된 대안은 다른 대안들이 이기거나 지는 상대가 하나 더 생긴 것으로 계산된다.",
                ),
            ),
        ),
    )

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the net flows on each criterion alone."""
        functions, signs = self.functions_of(criteria), criteria.signs

        def unicriterion(values: Floats) -> Floats:
            return net_flows(values * signs, functions)

        return unicriterion

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the flows.

        `positive_flows` and `negative_flows` in the order of options; `unicriterion_net_flows` of shape
        (n_options, n_criteria); `preference_indices` of shape (n_options, n_options) up to 1000 options, and absent
        above; `functions` by criterion.
        """
        functions, columns = self.functions_of(table.criteria), table.values * table.criteria.signs
        positive, negative = flows(columns, functions, shares)
        found = {
            "positive_flows": positive,
            "negative_flows": negative,
            "unicriterion_net_flows": net_flows(columns, functions),
            "functions": FrozenDict(zip(table.criteria.ids, functions, strict=True)),
        }
        if len(columns) <= _LARGEST_MATRIX:
            found["preference_indices"] = preference_indices(columns, functions, shares)
        return found
