"""Cases of the reference point family."""

import math
from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import ModifiedTopsis, Todim, Topsis, Vikor
from mcda.verify.answers.common import SCORES, TABLE, Adapter, choose, scored, share, weighted_table
from mcda.verify.case import Case, number

_POINTS: Final = ("distance_to_ideal", "distance_to_anti_ideal", "ideal", "anti_ideal")
_TODIM: Final = {"sum-inverse": "sum_inverse", "linear-max": "linear_max", "minmax": "minmax"}


def _topsis(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    normalization = choose(case, "normalisation", {"vector": "vector", "minmax": "minmax"}, "vector")
    power = choose(case, "distance", {"euclidean": 2.0}, "euclidean")
    ranking = Topsis(normalization=normalization, power=power).rank(table, weights)
    return {**scored(ranking, ranking.scores), **{name: total * ranking.details[name] for name in _POINTS}}


def _modified_topsis(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    normalization = choose(case, "normalisation", {"vector": "vector", "minmax": "minmax"}, "vector")
    ranking = ModifiedTopsis(normalization=normalization).rank(table, weights)
    found = {name: ranking.details[name] for name in _POINTS}
    # Weights stand under the root of a distance, and not in the points.
    distances = {name: math.sqrt(total) * found[name] for name in _POINTS[:2]}
    return {**scored(ranking, ranking.scores), **found, **distances}


def _todim(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    theta = number(case.params.get("theta", 1.0), "params.theta")
    ranking = Todim(theta=theta, normalization=choose(case, "normalisation", _TODIM, "sum-inverse")).rank(
        table, weights
    )
    return {**scored(ranking, ranking.details["relative_dominance"]), "dominance": ranking.scores}


def _vikor(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Vikor(v=share(case, "v")).rank(table, weights)
    found = ranking.details
    verdicts = {k: found[k] for k in ("acceptable_advantage", "acceptable_stability", "compromise_set")}
    return {**scored(ranking, found["Q"], "lower"), "S": total * found["S"], "R": total * found["R"], **verdicts}


ADAPTERS: Final[dict[str, Adapter]] = {
    "TOPSIS": Adapter(
        TABLE,
        frozenset({"normalisation", "distance"}),
        SCORES.union(_POINTS),
        _topsis,
    ),
    "modified TOPSIS": Adapter(TABLE, frozenset({"normalisation"}), SCORES.union(_POINTS), _modified_topsis),
    "TODIM": Adapter(TABLE, frozenset({"theta", "normalisation"}), SCORES | {"dominance"}, _todim),
    "VIKOR": Adapter(
        TABLE,
        frozenset({"v"}),
        SCORES | {"S", "R", "acceptable_advantage", "acceptable_stability", "compromise_set"},
        _vikor,
    ),
}
