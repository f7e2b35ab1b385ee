"""Cases of the ordinal family."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from mcda.methods import BordaOfCriteria, CopelandOfCriteria, KemenyOfCriteria, Lexicographic, Oreste, Regime
from mcda.verify.answers.common import SCORES, TABLE, Adapter, scored, table_of, weighted_table
from mcda.verify.case import Case, names, number, numbers


def _regime(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Regime().rank(table, weights)
    return {
        "guide_index": total * ranking.details["guide_index"],
        "wins": ranking.details["wins"],
        "ranking": list(ranking.places.values()),
    }


def _oreste(case: Case) -> Mapping[str, Any]:
    table = table_of(case)
    alpha = number(case.params.get("alpha", 0.5), "params.alpha")
    given = case.params.get("criteria_ranks")
    if given is None:
        ranking = Oreste(alpha=alpha).rank(*weighted_table(case)[:2])
    else:
        ranks = numbers(given, "params.criteria_ranks", len(table.criteria))
        method = Oreste(alpha=alpha, criteria_ranks=dict(zip(table.criteria.ids, ranks, strict=True)))
        ranking = method.rank(table, [1] * len(ranks))
    return {
        "scores": ranking.details["rank_sums"],
        "ranking": list(ranking.places.values()),
        "better": "lower",
        "projections": ranking.details["projections"],
        "global_ranks": ranking.details["global_ranks"],
    }


def _lexicographic(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    ids, given = table.criteria.ids, case.params.get("order")
    thresholds = numbers(case.params.get("indifference"), "params.indifference", len(ids))
    order = () if given is None else tuple(names(given, "params.order"))
    ranking = Lexicographic(order=order, indifference=dict(zip(ids, thresholds, strict=True))).rank(table, weights)
    return {**scored(ranking, ranking.scores), "duels": ranking.details["duels"]}


def _borda(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = BordaOfCriteria().rank(table, weights)
    # Points are counts: weights near the end of double precision pass it.
    with np.errstate(over="ignore"):
        return scored(ranking, total * ranking.scores)


def _copeland(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = CopelandOfCriteria().rank(table, weights)
    found = ranking.details
    duels = {"wins": found["wins"], "losses": found["losses"], "pairwise": total * found["pairwise"]}
    return {**scored(ranking, ranking.scores), **duels}


def _kemeny(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = KemenyOfCriteria().rank(table, weights)
    found = ranking.details
    told = {"best_orders": found["best_orders"], "margins": total * found["margins"]}
    return {**scored(ranking, ranking.scores), **told}


ADAPTERS: Final[dict[str, Adapter]] = {
    "REGIME": Adapter(TABLE, frozenset(), frozenset({"guide_index", "wins", "ranking"}), _regime),
    "ORESTE": Adapter(
        TABLE,
        frozenset({"alpha", "criteria_ranks"}),
        frozenset({"scores", "ranking", "better", "projections", "global_ranks"}),
        _oreste,
    ),
    "lexicographic": Adapter(TABLE, frozenset({"order", "indifference"}), SCORES | {"duels"}, _lexicographic),
    "Borda on criteria": Adapter(TABLE, frozenset(), SCORES, _borda),
    "Copeland on criteria": Adapter(TABLE, frozenset(), SCORES | {"wins", "losses", "pairwise"}, _copeland),
    "Kemeny on criteria": Adapter(TABLE, frozenset(), SCORES | {"best_orders", "margins"}, _kemeny),
}
