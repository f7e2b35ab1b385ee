"""CoCoSo: a compromise between a weighted sum and a sum of powers, seen in three ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import number
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.ratio._sums import over_options
from mcda.normalize import ROUNDING, spread
from mcda.scales import Floats
from mcda.table import PerformanceTable


class Compromise(NamedTuple):
    """What CoCoSo computes, each of shape (..., n_options); the names are the paper's."""

    S: Floats
    P: Floats
    k_a: Floats
    k_b: Floats
    k_c: Floats
    k: Floats


@dataclass(frozen=True, kw_only=True)
class Cocoso(RankingMethod):
    """Combined compromise solution.

    With r from 0 (worst of the column) to 1 (best), S is the sum of w r and P the sum of r to the power of w. Three
    views of them - k_a: the share in the sum over all options; k_b: S and P over the smallest S and P; k_c: their mix
    by `lambda_` over the mix of the largest - make k, their geometric plus their arithmetic mean.

    Two cases the paper leaves open. An option that is worst on every criterion has S = P = 0, and k_b would divide by
    it: the smallest S and P **above zero** stand instead, so that this option scores 0 and the others are measured by
    the next worst. A criterion of weight 0 adds nothing to P, where 0 to the power of 0 would add 1 to every option. On
    a column in which all are equal, r is 1.

    Parameters
    ----------
    lambda_
        The part of S in k_c, from 0 to 1.

    References
    ----------
    Yazdani, M., Zarate, P., Zavadskas, E. K. & Turskis, Z. (2019). A combined compromise solution (CoCoSo) method for
    multi-criteria decision-making problems. *Management Decision* 57(9), 2501-2519. doi:10.1108/MD-05-2017-0458

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [8, 60], [9, 20]], goals=["min", "max"])
    >>> ranking = Cocoso().rank(table, [1, 1])
    >>> ranking.scores.round(4).tolist(), ranking.details["k_b"].round(4).tolist()
    ([2.2787, 2.0894, 0.0], [2.1823, 2.0, 0.0])
    """

    lambda_: float = 0.5

    id: ClassVar[str] = "cocoso"
    about: ClassVar[About] = About(
        name=both("CoCoSo", "CoCoSo(결합 타협해)"),
        summary=both(
            "The option with the best compromise between a weighted sum and a sum of powers comes first.",
            "가중합과 거듭제곱 합 사이의 타협이 가장 좋은 대안이 1위가 된다.",
        ),
        reference=(
            "Yazdani, M., Zarate, P., Zavadskas, E. K. & Turskis, Z. (2019). A combined compromise solution (CoCoSo) "
            "method for multi-criteria decision-making problems. Management Decision 57(9), 2501-2519."
        ),
        doi="10.1108/MD-05-2017-0458",
        family="ratio",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "A factor in one sum and an exponent in the other, of the way from the worst to the best of a column.",
            "열의 최악에서 최선까지의 위치에 대해, 한 합에서는 계수이고 다른 합에서는 지수이다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "The worst and the best of each column, and the smallest and largest sums, come from the options "
                    "at hand.",
                    "각 열의 최악과 최선, 합의 최소와 최대가 모두 비교하는 대안들에서 나온다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy adds to the total that one of the three views divides by, which changes their mix.",
                    "복제된 대안이 세 관점 가운데 하나가 나누는 총합을 늘려, 관점들의 배합이 달라진다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A better score can set a new best or lift the smallest sum, which changes the scores of all.",
                    "한 점수가 좋아져 새로운 최선이 되거나 가장 작은 합이 커지면 모든 점수가 달라진다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "lambda_", 0.0, 1.0)

    def formula(self, criteria: Criteria) -> Formula:
        """Return k."""
        signs = criteria.signs

        def compromise(values: Floats, weights: Floats) -> Floats:
            return self._compromise(values, signs, weights).k

        return compromise

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `S`, `P`, `k_a`, `k_b`, `k_c` and `k`."""
        return self._compromise(table.values, table.criteria.signs, shares)._asdict()

    def _compromise(self, values: Floats, signs: Floats, weights: Floats) -> Compromise:
        r = _from_worst_to_best(values * signs)
        s = weigh(r, weights)
        p = weigh(r ** weights[..., np.newaxis, :], np.where(weights > 0, 1.0, 0.0))
        a = (s + p) / over_options(s + p)
        b = s / _smallest_above_zero(s) + p / _smallest_above_zero(p)
        mixed = self.lambda_ * s + (1.0 - self.lambda_) * p
        highest = self.lambda_ * s.max(axis=-1, keepdims=True) + (1.0 - self.lambda_) * p.max(axis=-1, keepdims=True)
        c = mixed / highest
        return Compromise(s, p, a, b, c, np.cbrt(a * b * c) + (a + b + c) / 3.0)


def _from_worst_to_best(oriented: Floats) -> Floats:
    """Return 0 for the worst of a column to 1 for the best; 1 where all are equal."""
    worst, width = oriented.min(axis=-2, keepdims=True), spread(oriented)
    gap = oriented - worst
    # A power such as 0.2 makes 0.0006 of a gap in the last bit, and k_b divides by it.
    rounding = gap <= ROUNDING * np.maximum(np.abs(oriented), np.abs(worst))
    return np.where(np.isinf(width), 1.0, np.where(rounding, 0.0, gap) / width)


def _smallest_above_zero(sums: Floats) -> Floats:
    return np.asarray(np.where(sums > 0, sums, np.inf).min(axis=-1, keepdims=True))
