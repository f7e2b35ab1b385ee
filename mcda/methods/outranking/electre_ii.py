"""ELECTRE II: strong and weak outranking, peeled off from the top and from the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, get_args

import numpy as np

from mcda.errors import MethodError
from mcda.methods.about import About, Breach, both
from mcda.methods.method import choice, is_list
from mcda.methods.outranking._concordance import TIE, concordance, range_discordance, scaled
from mcda.methods.outranking._distillation import Levels, classes, in_both, median_ranking
from mcda.methods.outranking._one_range import ByRange
from mcda.methods.outranking.electre_i import ElectreI
from mcda.methods.outranking_method import Found
from mcda.relation import Truths, contracted
from mcda.scales import Floats
from mcda.table import PerformanceTable

Comparison = Literal["at_least", "strict"]
COMPARISONS: Final[tuple[Comparison, ...]] = get_args(Comparison)
Pairs = Sequence[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class ElectreII(ByRange):
    """ELECTRE I at several levels of severity, turned into an order.

    An option outranks another strongly (weakly) if, for one of the strong (weak) pairs [c, d], the concordance is at
    least c and the discordance at most d, and if the concordance is at least that of the other way round. Options that
    outrank each other strongly in a circle count as one. The direct order takes out, again and again, those that no
    remaining one outranks strongly and, among these, none weakly; the inverse order does the same from the bottom. An
    option is at least as good as another here if it is so in both; the median ranking is in the details.

    Parameters
    ----------
    scale, discordance
        As for `ElectreI`.
    strong, weak
        Pairs (c, d), each number from 0 to 1; at least one strong pair, and no weak pair that asks as much as a strong.
    comparison
        "at_least": the concordance must be at least that of the other way round. "strict": it must be above.

    References
    ----------
    Roy, B. & Bertier, P. (1973). La méthode ELECTRE II: une application au media-planning. In *Operational Research
    '72*, 291-302. North-Holland.
    Wang, X. & Triantaphyllou, E. (2008). Ranking irregularities when evaluating alternatives by using some ELECTRE
    methods. *Omega* 36(1), 45-63. doi:10.1016/j.omega.2005.12.003

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [4, 9], [9, 2]], goals=["min", "max"])
    >>> found = ElectreII().outrank(table, [2, 1])
    >>> found.details["direct_preorder"], found.details["inverse_preorder"]
    ((('a1',), ('a2',), ('a3',)), (('a1',), ('a2',), ('a3',)))
    """

    strong: Pairs = ((0.65, 0.65), (0.5, 0.35))
    weak: Pairs = ((0.35, 0.65),)
    comparison: Comparison = "at_least"

    id: ClassVar[str] = "electre_ii"
    about: ClassVar[About] = About(
        name=both("ELECTRE II", "ELECTRE II(강·약 우위 순위)"),
        summary=both(
            "Options are taken out in turn: from the top those that nothing outranks, from the bottom those that "
            "outrank nothing.",
            "아무 대안에도 뒤지지 않는 대안부터 위에서, 아무 대안도 앞서지 못하는 대안부터 아래에서 차례로 골라낸다.",
        ),
        reference=(
            "Roy, B. & Bertier, P. (1973). La méthode ELECTRE II; as told in Wang, X. & Triantaphyllou, E. (2008). "
            "Ranking irregularities when evaluating alternatives by using some ELECTRE methods. Omega 36(1), 45-63."
        ),
        doi="10.1016/j.omega.2005.12.003",
        family="outranking",
        level="interval",
        compensatory=False,
        weights_mean=ElectreI.about.weights_mean,
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "An option taken away can free another one, or narrow the range that shortfalls are measured by.",
                    "대안 하나가 빠지면 그에 막혀 있던 대안이 풀려나거나, 뒤지는 정도를 재는 범위가 좁아진다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A higher score can widen the range and so free another option from what held it down.",
                    "점수가 오르면 범위가 넓어져, 다른 대안을 누르던 반대가 풀릴 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        choice(self, "comparison", COMPARISONS)
        for name in ("strong", "weak"):
            object.__setattr__(self, name, _pairs(name, getattr(self, name)))
        if not self.strong:
            raise MethodError("ElectreII: strong is empty; expected at least one pair (c, d), such as (0.65, 0.35)")
        for c, d in self.weak:
            for other in self.strong:
                if c >= other[0] and d <= other[1]:
                    raise MethodError(
                        f"ElectreII: the weak pair {(c, d)} asks at least as much as the strong pair {other}, and so "
                        "can never add anything; expected a smaller c or a larger d"
                    )

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare all pairs and order the options.

        The details are `concordance`, `discordance`, `strong` and `weak`, shape (n_options, n_options);
        `direct_preorder` and `inverse_preorder`, classes from best to worst; `median_ranking`, a rank per option.
        """
        columns = scaled(table.values, self.scale) * table.criteria.signs
        agreed = concordance(columns, columns, shares)
        objected = range_discordance(columns, self.discordance)
        margin = TIE if self.comparison == "strict" else -TIE
        allowed = (agreed - agreed.T > margin) & ~np.eye(len(columns), dtype=np.bool_)
        strong = allowed & _any_pair(self.strong, agreed, objected)
        weak = allowed & _any_pair(self.weak, agreed, objected) & ~strong
        direct, inverse = peeled(strong, weak), peeled(strong.T, weak.T)
        inverse = inverse.max() - inverse
        details = {
            "concordance": agreed,
            "discordance": objected,
            "strong": strong,
            "weak": weak,
            "direct_preorder": classes(table.options.ids, direct),
            "inverse_preorder": classes(table.options.ids, inverse),
            "median_ranking": median_ranking(direct, inverse),
        }
        return Found(in_both(direct, inverse), details)


def peeled(strong: Truths, weak: Truths) -> Levels:
    """Take out, again and again, the options that no remaining one outranks strongly and, among these, none weakly.

    Parameters
    ----------
    strong, weak : shape (n_options, n_options)

    Returns
    -------
    shape (n_options,)
        0 for those taken out first, 1 for the next ...
    """
    node, above = contracted(strong)
    rows, columns = np.nonzero(weak)
    softly = np.zeros(above.shape, dtype=np.bool_)
    softly[node[rows], node[columns]] = True
    left, level, count = np.arange(len(above)), np.empty(len(above), dtype=np.int64), 0
    while len(left):
        free = left[~above[np.ix_(left, left)].any(axis=0)]
        circle, beaten = contracted(softly[np.ix_(free, free)])
        taken = free[~np.any(beaten, axis=0)[circle]]
        level[taken] = count
        left, count = np.setdiff1d(left, taken), count + 1
    return level[node]


def _any_pair(pairs: Pairs, agreed: Floats, objected: Floats) -> Truths:
    found = np.zeros(agreed.shape, dtype=np.bool_)
    for c, d in pairs:
        found |= (agreed >= c - TIE) & (objected <= d + TIE)
    return found


def _pairs(name: str, given: object) -> tuple[tuple[float, float], ...]:
    try:
        if not is_list(given):
            raise TypeError
        read = tuple(tuple(pair) for pair in given)  # type: ignore[attr-defined]  # what is no list of pairs is refused
        if any(isinstance(each, bool | str) for pair in read for each in pair):
            raise TypeError
        found = tuple((float(c), float(d)) for c, d in read)
    except (TypeError, ValueError, OverflowError):
        found = ((np.nan, np.nan),)
    if not all(0.0 <= each <= 1.0 for pair in found for each in pair):
        raise MethodError(f"ElectreII: {name} is {given!r}; expected pairs (c, d) of numbers from 0 to 1")
    return found
