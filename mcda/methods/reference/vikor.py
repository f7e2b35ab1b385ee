"""VIKOR: the compromise between the group's utility and the worst regret."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, NamedTuple

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import number
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import spread
from mcda.scales import Floats
from mcda.table import PerformanceTable

# S and R lie in 0 to 1; a range this small is rounding, and stretching it to 0 to 1 would rank by the last bit.
_ROUNDING: Final = 1e-12
# The same for differences of Q, which inherits the rounding of S and R.
_TIE: Final = 1e-10


class Compromise(NamedTuple):
    """VIKOR's two acceptance conditions and the set they lead to."""

    acceptable_advantage: bool
    acceptable_stability: bool
    compromise_set: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Vikor(RankingMethod):
    """VIseKriterijumska Optimizacija I Kompromisno Resenje.

    S is the weighted sum of regrets, R the largest weighted regret, Q = v S' + (1 - v) R' with S' and R' stretched to 0
    to 1. Scores are 1 - Q, so that higher is better; `details` holds S, R, Q, both acceptance conditions with
    DQ = 1 / (n_options - 1), and the compromise set. Where S (or R) is the same for all options, its part of Q is 0.

    Parameters
    ----------
    v
        From 0 (only the worst regret counts) to 1 (only the sum counts).

    References
    ----------
    Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative analysis of VIKOR and
    TOPSIS. *European Journal of Operational Research* 156(2), 445-455. doi:10.1016/S0377-2217(03)00020-1

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1, 3000], [2, 3750], [5, 4500]], goals=["min", "max"])
    >>> ranking = Vikor().rank(table, [1, 1])
    >>> ranking.details["Q"].tolist(), ranking.details["compromise_set"]
    ([1.0, 0.0, 1.0], ('a2',))
    """

    v: float = 0.5

    id: ClassVar[str] = "vikor"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("VIKOR", "VIKOR(타협해)"),
        summary=both(
            "The option with the best compromise between total regret and largest single regret comes first.",
            "전체 후회와 가장 큰 후회 사이의 타협이 가장 좋은 대안이 1위가 된다.",
        ),
        reference=(
            "Opricovic, S. & Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative analysis of VIKOR "
            "and TOPSIS. European Journal of Operational Research 156(2), 445-455."
        ),
        doi="10.1016/S0377-2217(03)00020-1",
        family="reference",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "How bad it is to be worst on a criterion, among the options at hand, instead of best.",
            "비교하는 대안들 가운데 한 기준에서 최선이 아니라 최악인 것이 얼마나 나쁜지를 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Regret is measured between the best and the worst of the options at hand, and so is Q.",
                    "후회와 Q를 비교하는 대안들의 최선과 최악 사이에서 재므로, 하나가 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A better score can set a new best, which changes the regrets of all options.",
                    "한 점수가 좋아져 새로운 최선이 되면 모든 대안의 후회가 달라진다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "v", 0.0, 1.0)

    def formula(self, criteria: Criteria) -> Formula:
        """Return 1 - Q."""
        signs = criteria.signs

        def acceptance(values: Floats, weights: Floats) -> Floats:
            return 1.0 - self._measures(values, signs, weights)[2]

        return acceptance

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `S`, `R`, `Q` (lower is better), both acceptance conditions and the compromise set."""
        s, r, q = self._measures(table.values, table.criteria.signs, shares)
        return {"S": s, "R": r, "Q": q, **compromise(table.options.ids, s, r, q)._asdict()}

    def _measures(self, values: Floats, signs: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
        oriented = values * signs
        regrets = (oriented.max(axis=-2, keepdims=True) - oriented) / spread(values)
        s, r = weigh(regrets, weights), weigh(regrets, weights, np.maximum)
        return s, r, self.v * _stretched(s) + (1.0 - self.v) * _stretched(r)


def compromise(options: tuple[str, ...], s: Floats, r: Floats, q: Floats) -> Compromise:
    """Apply the two acceptance conditions.

    The first option by Q has an acceptable advantage if the next is worse by at least DQ = 1 / (n_options - 1), and
    acceptable stability if it is also first by S or by R. Without the advantage, all options closer than DQ are a
    compromise; with advantage but without stability, the first two places.

    Parameters
    ----------
    options
        Ids, in the order of the arrays.
    s, r, q : shape (n_options,)
        Lower is better.

    Examples
    --------
    >>> s, r, q = np.array([0.2, 0.5, 0.9]), np.array([0.2, 0.3, 0.4]), np.array([0.0, 0.7, 1.0])
    >>> compromise(("a", "b", "c"), s, r, q)
    Compromise(acceptable_advantage=True, acceptable_stability=True, compromise_set=('a',))
    """
    behind = q - q.min()
    first = behind <= _TIE
    needed = 1.0 / (len(options) - 1) if len(options) > 1 else np.inf
    advantage = bool(first.all() and len(options) == 1) or bool(
        first.sum() == 1 and behind[~first].min() >= needed - _TIE
    )
    stability = any(bool(((x <= x.min() + _ROUNDING) & first).any()) for x in (s, r))
    if not advantage:
        chosen = behind < needed - _TIE
    elif stability:
        chosen = first
    else:
        chosen = behind <= behind[~first].min() + _TIE
    return Compromise(advantage, stability, tuple(o for o, yes in zip(options, chosen, strict=True) if yes))


def _stretched(measure: Floats) -> Floats:
    best, worst = measure.min(axis=-1, keepdims=True), measure.max(axis=-1, keepdims=True)
    width = worst - best
    return np.asarray((measure - best) / np.where(width <= _ROUNDING, np.inf, width))
