"""Cases of the reference point family."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import Topsis, Vikor
from mcda.verify.answers.common import SCORES, TABLE, Adapter, choose, scored, share, weighted_table
from mcda.verify.case import Case


def _topsis(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    normalization = choose(case, "normalisation", {"vector": "vector", "minmax": "minmax"}, "vector")
    power = choose(case, "distance", {"euclidean": 2.0}, "euclidean")
    ranking = Topsis(normalization=normalization, power=power).rank(table, weights)
    points = ("distance_to_ideal", "distance_to_anti_ideal", "ideal", "anti_ideal")
    return {**scored(ranking, ranking.scores), **{name: total * ranking.details[name] for name in points}}


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
        SCORES | {"distance_to_ideal", "distance_to_anti_ideal", "ideal", "anti_ideal"},
        _topsis,
    ),
    "VIKOR": Adapter(
        TABLE,
        frozenset({"v"}),
        SCORES | {"S", "R", "acceptable_advantage", "acceptable_stability", "compromise_set"},
        _vikor,
    ),
}
