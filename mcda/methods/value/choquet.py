"""Choquet integral of a 2-additive capacity: a weighted mean in which two criteria may need or replace each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError, WeightsError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.capacities import two_additive
from mcda.methods.kernel import Formula, weigh
from mcda.methods.ranking_method import RankingMethod
from mcda.methods.value._unit import unit_values
from mcda.methods.value.additive import value_ends
from mcda.scales import Floats, real
from mcda.table import PerformanceTable

# Shares that just suffice, such as 0.1 + 0.2 for 0.3, do.
_ROUNDING: Final = 1e-12

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Choquet(RankingMethod):
    """Choquet integral: sum of weight times value, less half of each interaction times the gap between its two values.

    Values are on 0 to 1 by the value function of each criterion. The weights are the Shapley values of the criteria.
    Each must be at least half the sum of the sizes of the criterion's interactions; else a better performance could
    lower the score. Without interactions it is the weighted mean.

    Parameters
    ----------
    interactions
        By pair of criterion ids, from -1 (either of the two will do) to 1 (the two need each other):
        {("roads", "buses"): -0.2}.

    References
    ----------
    Grabisch, M. (1997). k-order additive discrete fuzzy measures and their representation. *Fuzzy Sets and Systems*
    92(2), 167-189. doi:10.1016/S0165-0114(97)00168-1

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[10, 2], [5, 5]], goals=["max", "max"], scales={"c1": (0, 10), "c2": (0, 10)})
    >>> Choquet(interactions={("c1", "c2"): 0.5}).rank(table, [1, 1]).scores.round(4).tolist()
    [0.4, 0.5]
    """

    interactions: Mapping[Pair, float] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "choquet"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("Choquet integral", "쇼케 적분(Choquet)"),
        summary=both(
            "The option with the largest weighted mean comes first, raised or lowered where two criteria need or "
            "replace each other.",
            "서로 보완하거나 대체하는 기준 쌍을 반영한 가중 평균이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Grabisch, M. (1997). k-order additive discrete fuzzy measures and their representation. "
            "Fuzzy Sets and Systems 92(2), 167-189."
        ),
        doi="10.1016/S0165-0114(97)00168-1",
        family="value",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "The Shapley value: what a criterion adds on average to the importance of a group that it joins.",
            "섀플리 값으로서, 한 기준이 다른 기준들의 묶음에 들어갈 때 그 중요도에 평균적으로 더하는 몫을 뜻한다.",
        ),
    )

    def __post_init__(self) -> None:
        if not isinstance(self.interactions, Mapping):
            raise MethodError(
                f"Choquet: interactions is {self.interactions!r}; expected numbers by pair of criterion ids, "
                "such as {('roads', 'buses'): -0.2}"
            )
        found: dict[Pair, float] = {}
        for pair, given in self.interactions.items():
            ids = _pair(pair)
            if ids in found or ids[::-1] in found:
                raise MethodError(f"Choquet: the interaction of {ids[0]!r} and {ids[1]!r} is given twice")
            found[ids] = _strength(ids, given)
        object.__setattr__(self, "interactions", FrozenDict(found))

    def formula(self, criteria: Criteria) -> Formula:
        """Return the 2-additive Choquet integral."""
        by_id(dict.fromkeys(c for pair in self.interactions for c in pair), criteria, "an interaction")
        values_of, at = unit_values(criteria), {c: j for j, c in enumerate(criteria.ids)}
        pairs = [(at[a], at[b], strength) for (a, b), strength in self.interactions.items()]

        def integral(values: Floats, weights: Floats) -> Floats:
            self._check_monotone(criteria, weights)
            v = values_of(values)
            total = weigh(v, weights)
            for i, j, strength in pairs:
                total = total - 0.5 * strength * np.abs(v[..., i] - v[..., j])
            return total

        return integral

    def ends(self, criteria: Criteria) -> Mapping[str, tuple[float, float]]:
        """Return the outer points of the value functions."""
        return value_ends(criteria)

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the values on 0 to 1 and the capacity.

        `values` of shape (n_options, n_criteria); `shapley` by criterion; `interactions` of shape
        (n_criteria, n_criteria); `moebius` by group: ("roads",), ("roads", "buses").
        """
        ids = table.criteria.ids
        matrix = np.zeros((len(ids), len(ids)))
        for (a, b), strength in self.interactions.items():
            matrix[ids.index(a), ids.index(b)] = matrix[ids.index(b), ids.index(a)] = strength
        shapley = dict(zip(ids, shares.tolist(), strict=True))
        moebius = two_additive(shapley, self.interactions)
        return {
            "values": unit_values(table.criteria)(table.values),
            "shapley": FrozenDict(shapley),
            "interactions": matrix,
            "moebius": FrozenDict((tuple(c for c in ids if c in group), m) for group, m in moebius.items()),
        }

    def _check_monotone(self, criteria: Criteria, weights: Floats) -> None:
        for j, criterion in enumerate(criteria.ids):
            needed = sum(abs(x) for pair, x in self.interactions.items() if criterion in pair) / 2
            short = weights[..., j] < needed - _ROUNDING
            if short.any():
                at = tuple(int(i) for i in np.argwhere(short)[0])
                draw = f" in draw {', '.join(map(str, at))}" if at else ""
                raise WeightsError(
                    f"the share of {criterion!r}{draw} is {weights[(*at, j)]:g}; its interactions need at least "
                    f"{needed:g} (half the sum of their sizes), or a better {criterion!r} could lower the score; "
                    "give it more weight, or weaker interactions"
                )


def _pair(given: object) -> Pair:
    if isinstance(given, tuple | list) and len(given) == 2 and all(isinstance(c, str) for c in given):
        a, b = given
        if a != b:
            return a, b
    raise MethodError(f"Choquet: an interaction is for {given!r}; expected a pair of two criterion ids")


def _strength(pair: Pair, given: object) -> float:
    found = real(given)
    if not -1 <= found <= 1:
        raise MethodError(
            f"Choquet: the interaction of {pair[0]!r} and {pair[1]!r} is {given!r}; expected a number from -1 to 1"
        )
    return found
