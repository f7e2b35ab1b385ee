"""Cases of the ratio family."""

import math
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from mcda.methods import Aras, Cocoso, Copras, Moora, Multimoora
from mcda.verify.answers.common import SCORES, TABLE, Adapter, choose, scored, share, table_of, weighted_table
from mcda.verify.case import Case, UnsupportedError, numbers

_THREE: Final = ("ratio", "reference", "multiplicative")


def _moora(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Moora().rank(table, weights)
    return scored(ranking, total * ranking.scores)


def _multimoora(case: Case) -> Mapping[str, Any]:
    weighted = case.content.get("weights") is not None
    exponents = "weights" if weighted else "none"
    choose(case, "multiplicative_exponents", {exponents: exponents}, exponents)
    base = choose(case, "multiplicative_base", {"vector": "vector", "none": "none"}, "none")
    method = Multimoora(multiplicative_normalization=base)
    if weighted:
        table, weights, total = weighted_table(case)
        ranking = method.rank(table, weights)
    else:
        # No weights: every criterion counts once, where equal shares count it 1 / n_criteria.
        table = table_of(case)
        total = float(len(table.criteria))
        ranking = method.rank(table, np.ones(len(table.criteria)))
    found = ranking.details
    return {
        "ratio_scores": total * found["ratio_scores"],
        "reference_scores": total * found["reference_scores"],
        "multiplicative_scores": found["multiplicative_scores"] ** total,
        **{f"{part}_ranking": found[f"{part}_ranking"] for part in _THREE},
        "ranking": list(ranking.places.values()),
    }


def _copras(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Copras().rank(table, weights)
    return {**scored(ranking, ranking.scores), **{k: total * ranking.details[k] for k in ("S_plus", "S_minus", "Q")}}


def _aras(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    given = case.params.get("optimal")
    row = () if given is None else numbers(given, "params.optimal", len(table.criteria))
    ranking = Aras(optimal=dict(zip(table.criteria.ids, row, strict=False))).rank(table, weights)
    return {**scored(ranking, ranking.scores), "S_optimal": total * ranking.details["S_optimal"]}


def _cocoso(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    if not math.isclose(total, 1.0, rel_tol=1e-9):
        raise UnsupportedError(f"the weights add to {total:g}; CoCoSo's exponents are weights that add to one")
    ranking = Cocoso(lambda_=share(case, "lambda")).rank(table, weights)
    return {**scored(ranking, ranking.scores), **{k: ranking.details[k] for k in ("k_a", "k_b", "k_c")}}


ADAPTERS: Final[dict[str, Adapter]] = {
    "MOORA": Adapter(TABLE, frozenset(), SCORES, _moora),
    "MULTIMOORA": Adapter(
        TABLE,
        frozenset({"multiplicative_base", "multiplicative_exponents"}),
        frozenset({"ranking", *(f"{part}_{what}" for part in _THREE for what in ("scores", "ranking"))}),
        _multimoora,
    ),
    "COPRAS": Adapter(TABLE, frozenset(), SCORES | {"S_plus", "S_minus", "Q"}, _copras),
    "ARAS": Adapter(TABLE, frozenset({"optimal"}), SCORES | {"S_optimal"}, _aras),
    "CoCoSo": Adapter(TABLE, frozenset({"lambda"}), SCORES | {"k_a", "k_b", "k_c"}, _cocoso),
}
