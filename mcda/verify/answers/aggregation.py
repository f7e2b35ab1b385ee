"""Cases of values weighed together and in order: the Choquet integral and OWA."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np

from mcda.methods import Choquet, Owa
from mcda.methods.capacities import choquet_integral, interactions, moebius, shapley
from mcda.methods.value.owa import orness_of
from mcda.ranking import places
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.verify.answers.common import SCORES, TABLE, Adapter, scaled, scored, table_of, weighted_table
from mcda.verify.case import Case, CaseError, mapping, names, number, numbers, sequence, shown

_ROUNDING: Final = 1e-12


def _choquet(case: Case) -> Mapping[str, Any]:
    if "capacity" in case.params:
        return _by_groups(case, scaled(case, table_of(case)))
    table, weights, _ = weighted_table(case)
    ids, found = table.criteria.ids, {}
    for k, row in enumerate(sequence(case.params.get("interactions"), "params.interactions")):
        where = f"params.interactions[{k}]"
        a, b, strength = sequence(row, where, 3)
        first, second = names([a, b], where)
        found[first, second] = number(strength, f"{where}[2]")
    ranking = Choquet(interactions=found).rank(scaled(case, table), weights)
    told = ranking.details
    return {
        **scored(ranking, ranking.scores),
        "shapley": [told["shapley"][c] for c in ids],
        "interactions": told["interactions"],
    }


def _by_groups(case: Case, table: PerformanceTable) -> Mapping[str, Any]:
    """Answer a case that states the importance of every group: any capacity, and values in the units of the scale."""
    if case.field("weights") is not None:
        raise CaseError(f"weights is {shown(case.field('weights'))}; a capacity takes none")
    ids, capacity = table.criteria.ids, {}
    for k, each in enumerate(sequence(case.params["capacity"], "params.capacity")):
        where = f"params.capacity[{k}]"
        stated = mapping(each, where)
        group = frozenset(names(stated.get("group"), f"{where}.group"))
        importance = number(stated.get("importance"), f"{where}.importance")
        if not 0 <= importance <= 1:
            raise CaseError(f"{where}.importance is {importance:g}; expected 0 to 1")
        capacity[group] = Fraction(repr(importance))
    if set().union(*capacity) != set(ids):
        raise CaseError(f"params.capacity is about {', '.join(sorted(set().union(*capacity)))}; expected the criteria")
    parts = moebius(capacity)
    scores = np.array([float(choquet_integral(parts, dict(zip(ids, row, strict=True)))) for row in _oriented(table)])
    alone, together = shapley(parts), interactions(parts)
    pairs = {frozenset(pair): float(strength) for pair, strength in together.items()}
    return {
        "scores": scores,
        "ranking": places(scores, _ROUNDING),
        "better": "higher",
        "shapley": [float(alone[c]) for c in ids],
        "interactions": [[pairs.get(frozenset((a, b)), 0.0) for b in ids] for a in ids],
    }


def _oriented(table: PerformanceTable) -> Floats:
    """Return the performances above the low end of each scale, or below the high end where less is better."""
    scales = [c.scale for c in table.criteria if c.scale is not None]
    low = np.array([float(scale.low) for scale in scales])
    high = np.array([float(scale.high) for scale in scales])
    return np.where(table.criteria.signs > 0, table.values - low, high - table.values)


def _owa(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    given, orness = case.params.get("order_weights"), case.params.get("orness")
    method = Owa(
        order_weights=None if given is None else tuple(numbers(given, "params.order_weights", len(table.criteria))),
        orness=None if orness is None else number(orness, "params.orness"),
    )
    ranking = method.rank(scaled(case, table), weights)
    order_weights = np.array(ranking.details["order_weights"])
    return {**scored(ranking, ranking.scores), "order_weights": order_weights, "orness": orness_of(order_weights)}


ADAPTERS: Final[dict[str, Adapter]] = {
    "Choquet integral": Adapter(
        TABLE, frozenset({"scales", "capacity", "interactions"}), SCORES | {"shapley", "interactions"}, _choquet
    ),
    "OWA": Adapter(TABLE, frozenset({"scales", "order_weights", "orness"}), SCORES | {"order_weights", "orness"}, _owa),
}
