"""Cases of GRA, EDAS and CODAS."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import Codas, Edas, Gra
from mcda.verify.answers.common import SCORES, TABLE, Adapter, choose, scored, weighted_table
from mcda.verify.case import Case, number


def _gra(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Gra(zeta=number(case.params.get("zeta", 0.5), "params.zeta")).rank(table, weights)
    return {**scored(ranking, total * ranking.scores), "coefficients": ranking.details["coefficients"]}


def _edas(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    ranking = Edas().rank(table, weights)
    return {**scored(ranking, ranking.scores), "NSP": ranking.details["NSP"], "NSN": ranking.details["NSN"]}


def _codas(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    choose(case, "normalisation", {"linear-max": "linear_max"}, "linear-max")
    tau = number(case.params.get("tau", 0.02), "params.tau")
    # Distances grow with the sum of the weights, and the threshold is one between distances as the case has them.
    ranking = Codas(tau=tau / total).rank(table, weights)
    found = ranking.details
    return {**scored(ranking, total * ranking.scores), "E": total * found["E"], "T": total * found["T"]}


ADAPTERS: Final[dict[str, Adapter]] = {
    "GRA": Adapter(TABLE, frozenset({"zeta"}), SCORES | {"coefficients"}, _gra),
    "EDAS": Adapter(TABLE, frozenset(), SCORES | {"NSP", "NSN"}, _edas),
    "CODAS": Adapter(TABLE, frozenset({"normalisation", "tau"}), SCORES | {"E", "T"}, _codas),
}
