"""PROMETHEE VI: which preferences hold for all weights within bounds, and whether the problem is hard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.kernel import weigh
from mcda.methods.method import number
from mcda.methods.outranking._flows import BLOCK, net_flows
from mcda.methods.outranking._promethee import Promethee
from mcda.methods.outranking._weight_box import brain, holds_origin, largest
from mcda.methods.outranking.gaia import principal_axes
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.relation import Truths
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Flows lie in -1 to 1, weights in 0 to 1.
_TIE: Final = 1e-10


@dataclass(frozen=True, kw_only=True)
class PrometheeVI(Promethee, OutrankingMethod):
    """Preference ranking organisation method for enrichment evaluations, for weights between bounds.

    An option outranks another if its net flow is at least as large for every set of weights that stay within their
    bounds and add to one. Net flows are linear in the weights, so the extreme weights give the exact answer.

    The problem is hard if the GAIA brain, all places where the tip of the decision axis can lie, contains the origin:
    then weights within the bounds pull in opposite directions. Else it is soft.

    Parameters
    ----------
    functions
        As for `PrometheeII`.
    bounds
        By criterion id, the least and the largest share of the weight, such as (0.1, 0.3).
    spread
        For criteria not named in `bounds`: the share given, plus and minus this part of it.

    Notes
    -----
    The paper leaves the bounds to the decision maker; a `spread` of 0.1 is a convention of this package.

    References
    ----------
    Brans, J.-P. & Mareschal, B. (1995). The PROMETHEE VI procedure: how to differentiate hard from soft multicriteria
    problems. *Journal of Decision Systems* 4(3), 213-223.
    Brans, J.-P. & Mareschal, B. (2005). PROMETHEE methods. In *Multiple Criteria Decision Analysis: State of the Art
    Surveys*, 163-186. doi:10.1007/0-387-23081-5_5

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> found = PrometheeVI(bounds={"c1": (0.4, 0.6)}, spread=1).outrank(table, [1, 1])
    >>> found.relations[0], found.details["lowest_net_flows"].round(2).tolist(), found.details["hard"]
    (('I', 'R', 'P'), [0.4, 0.4, -1.0], False)
    """

    bounds: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    spread: float = 0.1

    id: ClassVar[str] = "promethee_vi"
    about: ClassVar[About] = About(
        name=both("PROMETHEE VI", "PROMETHEE VI(가중치 범위)"),
        summary=both(
            "An option outranks another where its net flow is at least as large for all weights within their bounds.",
            "가중치가 정해진 범위에서 움직여도 순흐름이 늘 작지 않은 대안이 다른 대안을 앞선다.",
        ),
        reference=(
            "Brans, J.-P. & Mareschal, B. (1995). The PROMETHEE VI procedure: how to differentiate hard from soft "
            "multicriteria problems. Journal of Decision Systems 4(3), 213-223; told in Brans & Mareschal (2005), "
            "PROMETHEE methods."
        ),
        doi="10.1007/0-387-23081-5_5",
        family="outranking",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "The middle of a range of shares of the vote; a preference counts only if it holds for the whole range.",
            "표의 비중이 놓이는 범위의 한가운데를 뜻하며, 범위 전체에서 성립하는 선호만 인정한다.",
        ),
        breaks=PrometheeII.about.breaks,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        number(self, "spread", 0.0, 1.0)
        if not isinstance(self.bounds, Mapping):
            raise MethodError(
                f"PrometheeVI: bounds is {self.bounds!r}; expected bounds by criterion id, "
                "such as {'jobs': (0.1, 0.3)}"
            )
        read = {criterion: _bounds(criterion, given) for criterion, given in self.bounds.items()}
        object.__setattr__(self, "bounds", FrozenDict(read))

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare net flows over all weights.

        The details are `net_flows` at the weights given, `lowest_net_flows` and `highest_net_flows` over all weights;
        `weight_bounds` by criterion; `hard`, and the corners of the `brain` on the GAIA plane, shape (n_corners, 2).
        """
        low, high = self._box(table.criteria, shares)
        flows = net_flows(table.values * table.criteria.signs, self.functions_of(table.criteria))
        corners = brain(principal_axes(flows)[1], low, high)
        hard = holds_origin(corners)
        details: dict[str, Any] = {
            "net_flows": weigh(flows, shares),
            "lowest_net_flows": -largest(-flows, low, high),
            "highest_net_flows": largest(flows, low, high),
            "weight_bounds": FrozenDict(
                zip(table.criteria.ids, zip(low.tolist(), high.tolist(), strict=True), strict=True)
            ),
            "hard": hard,
            "brain": corners,
        }
        return Found(
            _never_behind(flows, low, high), details, self._notes(table.criteria, shares, low, high, hard=hard)
        )

    def _box(self, criteria: Criteria, shares: Floats) -> tuple[Floats, Floats]:
        by_id(self.bounds, criteria, "bounds are given")
        around = zip(criteria.ids, shares * (1 - self.spread), np.minimum(shares * (1 + self.spread), 1.0), strict=True)
        found = np.array([self.bounds.get(c, (low, high)) for c, low, high in around])
        low, high = found[:, 0], found[:, 1]
        least, most = float(low.sum()), float(high.sum())
        if least > 1 + _TIE or most < 1 - _TIE:
            which, total = ("least", least) if least > 1 else ("largest", most)
            raise MethodError(
                f"PrometheeVI: the {which} shares within the bounds add to {total:.6g}, so that no weights add to 1; "
                f"change the bounds of {', '.join(self.bounds)}, or the spread ({self.spread:g})"
            )
        return low, high

    def _notes(self, criteria: Criteria, shares: Floats, low: Floats, high: Floats, *, hard: bool) -> tuple[str, ...]:
        said = [
            "The problem is hard: weights within the bounds pull in opposite directions, so the choice rests on them."
            if hard
            else "The problem is soft: all weights within the bounds pull in about the same direction."
        ]
        outside = [
            c for c, bad in zip(criteria.ids, (shares < low - _TIE) | (shares > high + _TIE), strict=True) if bad
        ]
        if outside:
            said.append(
                f"The weights given lie outside the bounds on {', '.join(outside)}; the relation is about the bounds."
            )
        return tuple(said)


def _bounds(criterion: str, given: Any) -> tuple[float, float]:
    try:
        numbers = [] if isinstance(given, str | bytes | Mapping) else [float(each) for each in given]
    except (TypeError, ValueError, OverflowError):
        numbers = []
    if len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1] <= 1:
        raise MethodError(
            f"PrometheeVI: the bounds of {criterion!r} are {given!r}; expected two shares from 0 to 1, the smaller "
            "first, such as (0.1, 0.3)"
        )
    return numbers[0], numbers[1]


def _never_behind(flows: Floats, low: Floats, high: Floats) -> Truths:
    """Return where the row's net flow is at least the column's for all weights, some rows at a time."""
    n, m = flows.shape
    rows = max(1, BLOCK // (n * m))
    found = np.empty((n, n), dtype=np.bool_)
    for r in range(0, n, rows):
        behind = flows[np.newaxis] - flows[r : r + rows, np.newaxis]
        found[r : r + rows] = largest(behind, low, high) <= _TIE
    return found
