"""ELECTRE IV: credible outranking without weights, by counting criteria for and against."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from mcda.methods.about import About, both
from mcda.methods.outranking._concordance import gaps
from mcda.methods.outranking._distillation import check_discrimination, distilled
from mcda.methods.outranking._thresholds import PseudoCriteria, WithThresholds
from mcda.methods.outranking._thresholds import VariableThreshold as VariableThreshold  # a recipe may name it
from mcda.methods.outranking.electre_iii import ElectreIII
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Credibility of quasi, canonical, pseudo, sub and veto dominance.
_LEVELS: Final = (1.0, 0.8, 0.6, 0.4, 0.2)


@dataclass(frozen=True, kw_only=True)
class ElectreIV(WithThresholds, OutrankingMethod):
    """Partial order for criteria none of which outweighs half of the others taken together; it takes no weights.

    For each pair it counts the criteria on which one option is strictly preferred (a gap above the preference
    threshold), weakly preferred (above the indifference threshold) or better but indifferent. Five nested relations
    give credibilities of 1 to 0.2; with (p, q, i) counted against a and (p', q', i') for it, a outranks b by

    - quasi-dominance: p = q = 0 and i < p' + q' + i'
    - canonical dominance: p = 0, q <= p' and q + i < p' + q' + i'
    - pseudo-dominance: p = 0 and q <= p' + q'
    - sub-dominance: p = 0
    - veto-dominance: p = 1, no gap beyond the veto threshold (equal is allowed), and p' at least half the criteria

    The distillations are those of ELECTRE III.

    Parameters
    ----------
    indifference, preference, veto
        As for `ElectreIII`; taken at the performance of the worse of two options.
    alpha, beta
        s(lambda) = alpha + beta * lambda: by how much a credibility must be above that of the other way round.

    References
    ----------
    Roy, B. & Hugonnard, J. C. (1982). Ranking of suburban line extension projects on the Paris metro system by a
    multicriteria method. *Transportation Research A* 16(4), 301-312.
    Vallée, D. & Zielniewicz, P. (1994). *ELECTRE III-IV, version 3.x: aspects méthodologiques*. Document du LAMSADE 85.
    Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE methods. In *Multiple Criteria Decision Analysis*, 155-185.
    doi:10.1007/978-1-4939-3094-4_5

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> found = ElectreIV(indifference={"c1": 2, "c2": 2}).outrank(table)
    >>> found.details["credibility"].tolist()
    [[1.0, 0.6, 1.0], [0.6, 1.0, 1.0], [0.0, 0.0, 1.0]]
    """

    alpha: float = 0.1
    beta: float = 0.0

    id: ClassVar[str] = "electre_iv"
    uses_weights: ClassVar[bool] = False
    about: ClassVar[About] = About(
        name=both("ELECTRE IV", "ELECTRE IV(가중치 없는 증류)"),
        summary=both(
            "As ELECTRE III, but criteria for and against are counted, because nobody can say how much each weighs.",
            "기준의 무게를 말할 수 없을 때, 찬성·반대하는 기준의 수를 세어 ELECTRE III처럼 순서를 골라낸다.",
        ),
        reference=(
            "Roy, B. & Hugonnard, J. C. (1982); as told in Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE "
            "methods. In Multiple Criteria Decision Analysis: State of the Art Surveys, 155-185."
        ),
        doi="10.1007/978-1-4939-3094-4_5",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=both(
            "Nothing: the method takes no weights; no criterion may outweigh half of all, and none may be negligible.",
            "가중치를 쓰지 않는다. 어떤 기준도 절반을 넘는 비중을 갖거나 무시할 만하지 않다고 본다.",
        ),
        breaks=ElectreIII.about.breaks,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_discrimination(self)

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:  # noqa: ARG002  # it takes no weights
        """Compare all pairs and distil; the details are those of ELECTRE III without concordance and discordance."""
        credible = dominance(table.values * table.criteria.signs, self.at_first(table.criteria, table.values))
        return distilled(table.options.ids, credible, self.alpha, self.beta, {"credibility": credible})


def dominance(columns: Floats, thresholds: PseudoCriteria) -> Floats:
    """Return the credibility of the strongest of the five relations that holds for each pair.

    Parameters
    ----------
    columns : shape (n_options, n_criteria)
        Higher is better.
    thresholds

    Returns
    -------
    shape (n_options, n_options)
    """
    n, half = len(columns), columns.shape[1] / 2
    strictly, weakly, hardly = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    forbidden = np.zeros((n, n), dtype=np.bool_)
    for j, (gap, rounding) in enumerate(gaps(columns, columns)):
        above_q, above_p, above_v = (gap > t[..., j] + rounding for t in thresholds)
        strictly += above_p
        weakly += above_q & ~above_p
        hardly += (gap > rounding) & ~above_q
        forbidden |= above_v
    behind, ahead = strictly + weakly + hardly, strictly.T
    calm = strictly == 0
    holds = (
        calm & (weakly == 0) & (hardly < behind.T),
        calm & (weakly <= ahead) & (weakly + hardly < behind.T),
        calm & (weakly <= (strictly + weakly).T),
        calm,
        (strictly == 1) & ~forbidden & (ahead >= half),
    )
    found = np.select(holds, _LEVELS, default=0.0)
    np.fill_diagonal(found, 1.0)
    return found
