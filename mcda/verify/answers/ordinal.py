"""Cases of the ordinal family."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import Oreste, Regime
from mcda.verify.answers.common import TABLE, Adapter, table_of, weighted_table
from mcda.verify.case import Case, number, numbers


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


ADAPTERS: Final[dict[str, Adapter]] = {
    "REGIME": Adapter(TABLE, frozenset(), frozenset({"guide_index", "wins", "ranking"}), _regime),
    "ORESTE": Adapter(
        TABLE,
        frozenset({"alpha", "criteria_ranks"}),
        frozenset({"scores", "ranking", "better", "projections", "global_ranks"}),
        _oreste,
    ),
}
