"""ARAS: the weighted sum of an option over that of the optimal one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict, frozen
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import CostMirror
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import normalize
from mcda.scales import Floats, real
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Aras(RankingMethod):
    """Additive ratio assessment.

    An optimal option is added to the table; columns are divided by their sums, costs as their inverse. S is the
    weighted sum of an option, the score is K = S / S of the optimal option. `details` holds `S` and `S_optimal`.

    Parameters
    ----------
    optimal
        By criterion, the performance of the optimal option, above zero; the best of the column where not given.

    References
    ----------
    Zavadskas, E. K. & Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in multicriteria
    decision-making. *Technological and Economic Development of Economy* 16(2), 159-172. doi:10.3846/tede.2010.10

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [4, 60]], goals=["min", "max"])
    >>> Aras().rank(table, [1, 1]).scores.round(12).tolist()
    [0.75, 0.75]
    >>> Aras(optimal={"c1": 1}).rank(table, [1, 1]).scores.round(4).tolist()
    [0.5, 0.5588]
    """

    optimal: Mapping[str, float] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "aras"
    about: ClassVar[About] = About(
        name=both("ARAS", "ARAS(가법 비율 평가)"),
        summary=both(
            "The option whose weighted sum comes closest to that of an optimal option comes first.",
            "가중합이 최적 대안의 가중합에 가장 가까운 대안이 1위가 된다.",
        ),
        reference=(
            "Zavadskas, E. K. & Turskis, Z. (2010). A new additive ratio assessment (ARAS) method in multicriteria "
            "decision-making. Technological and Economic Development of Economy 16(2), 159-172."
        ),
        doi="10.3846/tede.2010.10",
        family="ratio",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much the whole of a column is worth, shared out among the options at hand and the optimal one.",
            "한 열 전체가 갖는 값을 뜻하며, 이를 비교하는 대안들과 최적 대안이 나누어 가진다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Every option is part of the sum that its columns are divided by.",
                    "모든 대안이 열을 나누는 합에 들어가므로, 하나가 빠지면 열의 비중이 달라진다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy adds most to the sums of the columns in which its option is good, and they count less.",
                    "복제된 대안은 열의 합을 늘리며, 특히 자기 값이 좋은 열의 비중을 줄인다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        if not isinstance(self.optimal, Mapping):
            raise MethodError(f"Aras: optimal is {self.optimal!r}; expected numbers by criterion")
        object.__setattr__(self, "optimal", frozen((c, _above_zero(c, x)) for c, x in self.optimal.items()))

    @property
    def needs_positive(self) -> bool:
        """Always: costs are divided by, and ratios have no use for negative numbers."""
        return True

    @property
    def cost_mirror(self) -> CostMirror:
        """The inverse; none where an optimum is given, which would have to be turned round as well."""
        return "none" if self.optimal else "inverse"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the degree of utility K."""
        by_id(self.optimal, criteria, "Aras: an optimal performance is given")

        def utility(values: Floats, weights: Floats) -> Floats:
            sums = self._sums(values, criteria, weights)
            return np.asarray(sums[..., :-1] / sums[..., -1:])

        return utility

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `S` of each option and `S_optimal`."""
        sums = self._sums(table.values, table.criteria, shares)
        return {"S": sums[:-1].copy(), "S_optimal": float(sums[-1])}

    def _sums(self, values: Floats, criteria: Criteria, weights: Floats) -> Floats:
        """Weighted sums, shape (..., n_options + 1), the optimal option last."""
        signs, given = criteria.signs, criteria.array(lambda c: self.optimal.get(c.id, np.nan))
        best = (values * signs).max(axis=-2, keepdims=True) * signs
        extended = np.concatenate([values, np.where(np.isnan(given), best, given)], axis=-2)
        return weigh(normalize(extended, signs, "sum_inverse"), weights)


def _above_zero(criterion: str, given: object) -> float:
    found = real(given)
    if 0 < found < np.inf:
        return found
    raise MethodError(f"Aras: the optimal performance of {criterion!r} is {given!r}; expected a number above zero")
