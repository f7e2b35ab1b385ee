"""Cases of the value family."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from mcda.methods import Waspas, Wpm, Wsm
from mcda.verify.answers.common import NORMALISATIONS, SCORES, TABLE, Adapter, choose, scored, share, weighted_table
from mcda.verify.case import Case


def _wsm(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Wsm(normalization=choose(case, "normalisation", NORMALISATIONS, "linear-max")).rank(table, weights)
    return scored(ranking, total * ranking.scores)


def _wpm(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Wpm(normalization=choose(case, "normalisation", NORMALISATIONS, "linear-max")).rank(table, weights)
    scores = ranking.scores**total
    return {**scored(ranking, scores), "pairwise_ratios": scores[:, np.newaxis] / scores}


def _waspas(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    known = {name: how for name, how in NORMALISATIONS.items() if how != "none"}
    part = share(case, "lambda")
    method = Waspas(normalization=choose(case, "normalisation", known, "linear-max"), lambda_=part)
    ranking = method.rank(table, weights)
    sums, products = total * ranking.details["wsm"], ranking.details["wpm"] ** total
    return {**scored(ranking, part * sums + (1 - part) * products), "wsm": sums, "wpm": products}


ADAPTERS: Final[dict[str, Adapter]] = {
    "WSM": Adapter(TABLE, frozenset({"normalisation"}), SCORES, _wsm),
    "WPM": Adapter(TABLE, frozenset({"normalisation"}), SCORES | {"pairwise_ratios"}, _wpm),
    "WASPAS": Adapter(TABLE, frozenset({"normalisation", "lambda"}), SCORES | {"wsm", "wpm"}, _waspas),
}
