"""Cases of the ELECTRE family."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods import ElectreI, ElectreII, ElectreIII, ElectreIs, ElectreIV, ElectreTriB, VariableThreshold
from mcda.relation import Outranking
from mcda.verify.answers.common import TABLE, Adapter, choose, table_of, weighted_table
from mcda.verify.case import Case, CaseError, mapping, names, number, numbers, sequence, shown

_RANGES: Final[dict[Any, Any]] = {"largest-range": "largest_range", "criterion-range": "criterion_range"}
_SCALES: Final[dict[Any, Any]] = {"sum": "sum", "none": "none"}
_PREORDERS: Final = frozenset({"descending_preorder", "ascending_preorder", "final_relations"})


def _electre_i(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    method = ElectreI(
        scale=choose(case, "scale", _SCALES, "none"),
        discordance=choose(case, "discordance", _RANGES, "largest-range"),
        c=_parameter(case, "c"),
        d=_parameter(case, "d"),
    )
    found = method.outrank(table, weights)
    return {**_details(found, "concordance", "discordance"), **_choice(found)}


def _electre_is(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    method = ElectreIs(
        **thresholds_of(case, table.criteria),
        lambda_=_parameter(case, "lambda"),
        veto_rule=choose(case, "veto_rule", {"simple": "simple", "reinforced": "reinforced"}, "reinforced"),
    )
    found = method.outrank(table, weights)
    return {**_details(found, "concordance"), **_choice(found)}


def _electre_ii(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    method = ElectreII(
        scale=choose(case, "scale", _SCALES, "none"),
        discordance=choose(case, "discordance", _RANGES, "largest-range"),
        strong=_pairs(case, "strong"),
        weak=_pairs(case, "weak"),
        comparison=choose(case, "concordance_comparison", {"strict": "strict", "at-least": "at_least"}, "at-least"),
    )
    found = method.outrank(table, weights)
    told = _details(found, "concordance", "discordance", "direct_preorder", "inverse_preorder", "median_ranking")
    return {**told, **{name: _as_numbers(found.details[name]) for name in ("strong", "weak")}}


def _electre_iii(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    method = ElectreIII(
        **thresholds_of(case, table.criteria), alpha=_parameter(case, "alpha"), beta=_parameter(case, "beta")
    )
    found = method.outrank(table, weights)
    return {**_details(found, "concordance", "credibility"), **_orders(found)}


def _electre_iv(case: Case) -> Mapping[str, Any]:
    table = table_of(case)
    s = mapping(case.params.get("distillation"), "params.distillation")
    alpha, beta = (number(s.get(name), f"params.distillation.{name}") for name in ("alpha", "beta"))
    found = ElectreIV(**thresholds_of(case, table.criteria), alpha=alpha, beta=beta).outrank(table)
    return {**_details(found, "credibility"), **_orders(found)}


def _electre_tri_b(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    categories = names(case.params.get("categories"), "params.categories")
    rows = sequence(case.params.get("profiles"), "params.profiles", len(categories) - 1)
    profiles = [numbers(row, f"params.profiles[{i}]", len(table.criteria)) for i, row in enumerate(rows)]
    method = ElectreTriB(
        **thresholds_of(case, table.criteria),
        categories=tuple(categories),
        profiles=dict(zip(table.criteria.ids, zip(*profiles, strict=True), strict=True)),
        lambda_=_parameter(case, "lambda"),
    )
    found = method.sort(table, weights)
    return {
        "credibility_action_profile": found.details["credibility_option_profile"],
        "credibility_profile_action": found.details["credibility_profile_option"],
        "pessimistic": [found.lowest[o] for o in table.options.ids],
        "optimistic": [found.highest[o] for o in table.options.ids],
    }


def thresholds_of(case: Case, criteria: Criteria) -> dict[str, Any]:
    """Return the fields of thresholds, by criterion; null stands for no veto."""
    found = {}
    for field, name in (("indifference", "q"), ("preference", "p"), ("veto", "v")):
        given = sequence(case.params.get(name), f"params.{name}", len(criteria))
        read = [_threshold(each, f"params.{name}[{i}]") for i, each in enumerate(given)]
        if field != "veto" and None in read:
            raise CaseError(f"params.{name} is {shown(given)}; expected a threshold for each criterion")
        found[field] = dict(zip(criteria.ids, read, strict=True))
    return found


def _threshold(given: object, where: str) -> float | VariableThreshold | None:
    if given is None:
        return None
    if isinstance(given, Mapping):
        if set(given) != {"slope", "intercept"}:
            raise CaseError(f"{where} is {shown(given)}; expected a slope and an intercept")
        return VariableThreshold(**{name: number(each, f"{where}.{name}") for name, each in given.items()})
    return number(given, where)


def _pairs(case: Case, name: str) -> tuple[tuple[float, float], ...]:
    rows = sequence(case.params.get(name), f"params.{name}")
    read = [numbers(row, f"params.{name}[{i}]", 2) for i, row in enumerate(rows)]
    return tuple((c, d) for c, d in read)


def _parameter(case: Case, name: str) -> float:
    return number(case.params.get(name), f"params.{name}")


def _details(found: Outranking, *wanted: str) -> dict[str, Any]:
    return {name: found.details[name] for name in wanted}


def _choice(found: Outranking) -> dict[str, Any]:
    """Return relation and kernel; in cases no option outranks itself."""
    apart = found.outranks & ~np.eye(len(found.options), dtype=np.bool_)
    return {"outranking": _as_numbers(apart), "kernel": list(found.kernel)}


def _orders(found: Outranking) -> dict[str, Any]:
    return {**_details(found, "descending_preorder", "ascending_preorder"), "final_relations": found.relations}


def _as_numbers(truths: Any) -> Any:
    return np.asarray(truths, dtype=np.int64)


def _adapter(params: set[str], outputs: frozenset[str], answer: Callable[[Case], Mapping[str, Any]]) -> Adapter:
    return Adapter(TABLE, frozenset(params), outputs, answer)


_Q_P_V: Final = {"q", "p", "v"}

ADAPTERS: Final[dict[str, Adapter]] = {
    "ELECTRE I": _adapter(
        {"scale", "discordance", "c", "d"},
        frozenset({"concordance", "discordance", "outranking", "kernel"}),
        _electre_i,
    ),
    "ELECTRE Is": _adapter(
        _Q_P_V | {"lambda", "veto_rule"}, frozenset({"concordance", "outranking", "kernel"}), _electre_is
    ),
    "ELECTRE II": _adapter(
        {"scale", "discordance", "strong", "weak", "concordance_comparison"},
        frozenset(
            {"concordance", "discordance", "strong", "weak", "direct_preorder", "inverse_preorder", "median_ranking"}
        ),
        _electre_ii,
    ),
    "ELECTRE III": _adapter(_Q_P_V | {"alpha", "beta"}, _PREORDERS | {"concordance", "credibility"}, _electre_iii),
    "ELECTRE IV": _adapter(_Q_P_V | {"distillation"}, _PREORDERS | {"credibility"}, _electre_iv),
    "ELECTRE TRI-B": _adapter(
        _Q_P_V | {"profiles", "categories", "lambda"},
        frozenset({"credibility_action_profile", "credibility_profile_action", "pessimistic", "optimistic"}),
        _electre_tri_b,
    ),
}
