"""Cases of the value family: sums and products of normalised performances, and of values."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods import Additive, Exponential, Logarithmic, Maut, Quadratic, Step, Straight, Utility, Waspas, Wpm, Wsm
from mcda.scales import ValueFunction
from mcda.table import PerformanceTable
from mcda.verify.answers.common import (
    NORMALISATIONS,
    SCORES,
    TABLE,
    Adapter,
    choose,
    intervals_of,
    scaled,
    scored,
    share,
    weighted_table,
)
from mcda.verify.case import Case, CaseError, UnsupportedError, mapping, number, numbers, sequence, shown

_CURVES: Final[dict[str, Callable[[float], Utility]]] = {
    "exponential": Exponential,
    "quadratic": Quadratic,
    "logarithmic": Logarithmic,
}


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


def _additive(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    table = _bent(case, table) if "value_functions" in case.params else scaled(case, table)
    ranking = Additive().rank(table, weights)
    return {**scored(ranking, ranking.scores), "values": Additive().terms(table.criteria)(table.values)}


def _bent(case: Case, table: PerformanceTable) -> PerformanceTable:
    stated = sequence(case.params["value_functions"], "params.value_functions", len(table.criteria))
    functions = []
    for j, each in enumerate(stated):
        where = f"params.value_functions[{j}]"
        rows = [numbers(row, f"{where}[{i}]", 2) for i, row in enumerate(sequence(each, where))]
        if len(rows) < 2:
            raise CaseError(f"{where} has {len(rows)} points; expected two or more")
        functions.append(ValueFunction.through(sorted((x, y) for x, y in rows)))
    bent = (replace(c, value_function=f) for c, f in zip(table.criteria, functions, strict=True))
    return PerformanceTable(table.options, Criteria.of(*bent), table.values)


def _maut(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    stated = sequence(case.params.get("utilities"), "params.utilities", len(table.criteria))
    utilities = [_utility(each, f"params.utilities[{j}]") for j, each in enumerate(stated)]
    method = Maut(
        utilities=dict(zip(table.criteria.ids, utilities, strict=True)),
        bounds=dict(zip(table.criteria.ids, intervals_of(case, "bounds", len(table.criteria)), strict=True)),
    )
    ranking = method.rank(table, weights)
    return {**scored(ranking, total * ranking.scores), "utilities": ranking.details["utilities"]}


def _utility(given: object, where: str) -> Utility:
    stated = mapping(given, where)
    kind = stated.get("type")
    if not isinstance(kind, str):
        raise UnsupportedError(f"{where}: the utility {shown(kind)} is not known here")
    expected = {"type"} | ({"levels"} if kind == "step" else {"c"} if kind in _CURVES else set())
    if kind not in ("straight", "step", *_CURVES) or set(stated) != expected:
        raise UnsupportedError(f"{where}: the utility {shown(stated)} is not known here")
    if kind == "straight":
        return Straight()
    if kind == "step":
        rows = sequence(stated["levels"], f"{where}.levels")
        return Step([tuple(numbers(row, f"{where}.levels[{i}]", 2)) for i, row in enumerate(rows)])
    return _CURVES[kind](number(stated["c"], f"{where}.c"))


ADAPTERS: Final[dict[str, Adapter]] = {
    "WSM": Adapter(TABLE, frozenset({"normalisation"}), SCORES, _wsm),
    "WPM": Adapter(TABLE, frozenset({"normalisation"}), SCORES | {"pairwise_ratios"}, _wpm),
    "WASPAS": Adapter(TABLE, frozenset({"normalisation", "lambda"}), SCORES | {"wsm", "wpm"}, _waspas),
    "additive value": Adapter(TABLE, frozenset({"scales", "value_functions"}), SCORES | {"values"}, _additive),
    "MAUT": Adapter(TABLE, frozenset({"utilities", "bounds"}), SCORES | {"utilities"}, _maut),
}
