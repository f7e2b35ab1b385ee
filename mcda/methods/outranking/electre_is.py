"""ELECTRE IS: ELECTRE I with thresholds, so that small differences do not count and large ones forbid."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

import numpy as np

from mcda.methods.about import About, both
from mcda.methods.method import choice, number
from mcda.methods.outranking._concordance import TIE, concordance, gaps, vetoed
from mcda.methods.outranking._thresholds import VariableThreshold as VariableThreshold  # a recipe may name it
from mcda.methods.outranking._thresholds import WithThresholds
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.relation import Truths
from mcda.scales import Floats
from mcda.table import PerformanceTable

VetoRule = Literal["reinforced", "simple"]
VETO_RULES: Final[tuple[VetoRule, ...]] = get_args(VetoRule)


@dataclass(frozen=True, kw_only=True)
class ElectreIs(WithThresholds, OutrankingMethod):
    """ELECTRE I with pseudo-criteria and a veto by criterion.

    An option outranks another if the concordance is at least `lambda_` and no criterion vetoes.

    Parameters
    ----------
    indifference, preference, veto
        By criterion id, in the numbers of the column: a number, a `VariableThreshold`, or None for no veto. A criterion
        not named here takes its own thresholds; without any, 0, its indifference threshold, and no veto.
    lambda_
        Least concordance, from 0.5 to 1.
    veto_rule
        "reinforced": a criterion of share w vetoes a gap above v - q (1 - C - w) / (1 - lambda - w): the more criteria
        speak against, the smaller the gap that is forbidden (q is taken at the better option, and the fraction is kept
        within 0 to 1, and is 0 for a share above 1 - lambda). "simple": it vetoes a gap of v or more.

    References
    ----------
    Roy, B. & Bouyssou, D. (1993). *Aide multicritère à la décision: méthodes et cas*. Economica, Paris.
    Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE methods. In *Multiple Criteria Decision Analysis*, 155-185.
    doi:10.1007/978-1-4939-3094-4_5

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> ElectreIs(indifference={"c2": 1}, veto={"c2": 6}).outrank(table, [1, 1]).kernel
    ('a1',)
    """

    lambda_: float = 0.75
    veto_rule: VetoRule = "reinforced"

    id: ClassVar[str] = "electre_is"
    about: ClassVar[About] = About(
        name=both("ELECTRE IS", "ELECTRE IS(임계값 핵 선택)"),
        summary=both(
            "As ELECTRE I, but small differences do not count, and being far behind on any criterion is a veto.",
            "ELECTRE I과 같되, 작은 차이는 무시하고 어느 한 기준에서 크게 뒤지면 앞선다고 보지 않는다.",
        ),
        reference=(
            "Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE methods. In Multiple Criteria Decision Analysis: "
            "State of the Art Surveys, 155-185. After Roy, B. & Bouyssou, D. (1993), Aide multicritère à la décision."
        ),
        doi="10.1007/978-1-4939-3094-4_5",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=ElectreI.about.weights_mean,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        number(self, "lambda_", 0.5, 1.0)
        choice(self, "veto_rule", VETO_RULES)

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare all pairs; the details are `concordance` and `vetoed`, shape (n_options, n_options)."""
        columns = table.values * table.criteria.signs
        thresholds = self.at_first(table.criteria, table.values)
        agreed = concordance(columns, columns, shares, thresholds)
        forbidden = np.zeros(agreed.shape, dtype=np.bool_)
        for j, (gap, rounding) in enumerate(gaps(columns, columns)):
            v = thresholds.v[..., j]
            if self.veto_rule == "simple":
                forbidden |= vetoed(gap, v, rounding)
            else:
                forbidden |= _reinforced(
                    gap, v, thresholds.q[..., j].T, agreed, float(shares[j]), self.lambda_, rounding
                )
        return Found((agreed >= self.lambda_ - TIE) & ~forbidden, {"concordance": agreed, "vetoed": forbidden})


def _reinforced(
    gap: Floats, v: Floats, q: Floats, agreed: Floats, share: float, cut: float, rounding: Floats
) -> Truths:
    """Tell where g(a) + v < g(b) + q * (1 - C - w) / (1 - lambda - w)."""
    room = 1.0 - cut - share
    opposed = np.clip((1.0 - agreed - share) / room, 0.0, 1.0) if room > TIE else np.zeros(agreed.shape)
    return np.asarray(gap > v - q * opposed + rounding)
