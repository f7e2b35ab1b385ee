"""OWA: an average in which it counts whether a value is an option's best, its second best, ... or its worst."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError
from mcda.methods.about import About, both
from mcda.methods.kernel import Formula, shares
from mcda.methods.method import is_list, number
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.value._unit import unit_values
from mcda.methods.value.additive import value_ends
from mcda.scales import Floats, real
from mcda.table import PerformanceTable

# One order weight exp(745) times the next is beyond double precision.
_STEEPEST: Final = 745.0


@dataclass(frozen=True, kw_only=True)
class Owa(RankingMethod):
    """Ordered weighted average of values on 0 to 1, best value first, with weights of criteria (Torra's WOWA).

    Equal order weights give the weighted mean; equal weights of criteria give Yager's OWA. Between the points
    (i / n, sum of the first i order weights) Torra's function is a straight line.

    Parameters
    ----------
    order_weights
        One per criterion: for an option's best value, its second best, ... its worst; only their proportions matter.
        (1, 0, ..., 0) takes the best value, (0, ..., 0, 1) the worst.
    orness
        In place of order weights, from 0 (the worst value counts) to 1 (the best counts): the most even order weights
        with this orness. By default 0.5: equal ones.

    References
    ----------
    Yager, R. R. (1988). On ordered weighted averaging aggregation operators in multicriteria decisionmaking. *IEEE
    Transactions on Systems, Man, and Cybernetics* 18(1), 183-190. doi:10.1109/21.87068
    Torra, V. (1997). The weighted OWA operator. *International Journal of Intelligent Systems* 12(2), 153-166.
    doi:10.1002/(SICI)1098-111X(199702)12:2<153::AID-INT3>3.0.CO;2-P

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[10, 2], [5, 5]], goals=["max", "max"], scales={"c1": (0, 10), "c2": (0, 10)})
    >>> Owa(order_weights=(0.25, 0.75)).rank(table, [1, 1]).scores.tolist()
    [0.4, 0.5]
    """

    order_weights: Sequence[float] | None = None
    orness: float | None = None

    id: ClassVar[str] = "owa"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("OWA", "순서 가중 평균(OWA)"),
        summary=both(
            "The option with the largest average comes first; an option's best or worst values may count more in it.",
            "대안마다 좋은 값이나 나쁜 값을 더 크게 반영한 평균이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Yager, R. R. (1988). On ordered weighted averaging aggregation operators in multicriteria decisionmaking. "
            "IEEE Transactions on Systems, Man, and Cybernetics 18(1), 183-190."
        ),
        doi="10.1109/21.87068",
        family="value",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "How much room a criterion takes when an option's values are lined up from best to worst.",
            "대안의 값을 좋은 것부터 나쁜 것까지 늘어놓을 때 한 기준이 차지하는 폭을 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        if self.order_weights is not None:
            if self.orness is not None:
                raise MethodError("Owa: both order_weights and orness are given; expected one of the two")
            object.__setattr__(self, "order_weights", _order_weights(self.order_weights))
        elif self.orness is not None:
            number(self, "orness", 0.0, 1.0)

    def formula(self, criteria: Criteria) -> Formula:
        """Return the weighted ordered weighted average."""
        values_of, order_weights = unit_values(criteria), self._resolved(criteria)
        places = np.linspace(0.0, 1.0, len(order_weights) + 1)
        heights = np.concatenate([[0.0], np.cumsum(order_weights)])

        def ordered(values: Floats, weights: Floats) -> Floats:
            v = values_of(values)
            lead = np.broadcast_shapes(v.shape[:-2], weights.shape[:-1])
            shape = (*lead, *v.shape[-2:])
            line = np.argsort(-v, axis=-1, kind="stable")
            falling = np.take_along_axis(v, line, -1)
            each = np.broadcast_to(weights[..., np.newaxis, :], shape)
            room = np.take_along_axis(each, np.broadcast_to(line, shape), -1)
            reached, before, total = np.zeros(shape[:-1]), np.zeros(shape[:-1]), np.zeros(shape[:-1])
            for j in range(shape[-1]):
                reached = reached + room[..., j]
                height = np.interp(reached, places, heights)
                total = total + (height - before) * falling[..., j]
                before = height
            return total

        return ordered

    def ends(self, criteria: Criteria) -> Mapping[str, tuple[float, float]]:
        """Return the outer points of the value functions."""
        return value_ends(criteria)

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # same for all shares
        """Return the values on 0 to 1, and the order weights used with their orness and dispersion.

        `dispersion` is their entropy: from 0 (one value decides) to log(n_criteria) (all count alike).
        """
        found = self._resolved(table.criteria)
        above = found[found > 0]
        return {
            "values": unit_values(table.criteria)(table.values),
            "order_weights": found,
            "orness": orness_of(found),
            "dispersion": float(-(above * np.log(above)).sum()) + 0.0,
        }

    def _resolved(self, criteria: Criteria) -> Floats:
        n = len(criteria)
        if self.order_weights is None:
            return most_even(n, 0.5 if self.orness is None else self.orness)
        if len(self.order_weights) != n:
            raise MethodError(
                f"Owa: {len(self.order_weights)} order weights for {n} criteria ({', '.join(criteria.ids)}); expected "
                "one for each, or `orness`, which fits any number"
            )
        return shares(np.array(self.order_weights))


def orness_of(order_weights: Floats) -> float:
    """How much order weights lean to the best value: 1 takes it, 0 takes the worst, equal ones have 0.5.

    Examples
    --------
    >>> orness_of(np.array([0.5, 0.5, 0.0]))
    0.75
    """
    n = len(order_weights)
    if n == 1:
        return 0.5
    return float((np.arange(n - 1, -1, -1) * order_weights).sum() / (n - 1))


def most_even(n: int, orness: float) -> Floats:
    """Order weights of this orness with the largest entropy: each is the same multiple of the one before.

    References
    ----------
    Fullér, R. & Majlender, P. (2001). An analytic approach for obtaining maximal entropy OWA operator weights. *Fuzzy
    Sets and Systems* 124(1), 53-57. doi:10.1016/S0165-0114(01)00007-0

    Examples
    --------
    >>> most_even(3, 0.75).round(4).tolist()
    [0.6162, 0.2676, 0.1162]
    """
    if orness < 0.5:
        return most_even(n, 1.0 - orness)[::-1].copy()
    if n == 1 or orness == 0.5:
        return np.full(n, 1.0 / n)
    low, high = 0.0, _STEEPEST
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if orness_of(_falling(n, middle)) < orness else (low, middle)
    return _falling(n, high)


def _falling(n: int, steepness: float) -> Floats:
    with np.errstate(under="ignore"):
        return shares(np.exp(-steepness * np.arange(n)))


def _order_weights(given: Any) -> tuple[float, ...]:
    found = tuple(real(w) for w in given) if is_list(given) else ()
    if not found or not (np.isfinite(found).all() and min(found) >= 0 and max(found) > 0):
        raise MethodError(
            f"Owa: order_weights is {given!r}; expected numbers of zero or more, one per criterion, not all zero"
        )
    return found
