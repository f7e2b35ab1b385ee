"""Cases of methods that sort: FlowSort, ELECTRE TRI-C, MR-Sort and UTADIS; ELECTRE TRI-B is with its family."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods import ElectreTriC, FlowSort, MrSort, Utadis
from mcda.methods.outranking.electre_tri_c import ascend, descend
from mcda.scales import Floats
from mcda.sorting import Sorting
from mcda.verify.answers.common import TABLE, Adapter, choose, table_of, weighted_table
from mcda.verify.answers.electre import thresholds_of
from mcda.verify.answers.promethee import preference_functions
from mcda.verify.case import Case, CaseError, mapping, names, number, numbers, sequence, shown

_FLOWS: Final = ("positive", "negative", "net")
_CATEGORIES: Final = frozenset({"lowest", "highest"})
_BOTH_WAYS: Final = ("credibility_option_reference", "credibility_reference_option")


def _flowsort(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    method = FlowSort(
        categories=tuple(_categories(case)),
        profiles=_levels(case, "profiles", table.criteria),
        profile_kind=choose(case, "profile_kind", {"limiting": "limiting", "central": "central"}, "limiting"),
        functions=preference_functions(case, table.criteria),
    )
    found = method.sort(table, weights)
    told = [f"{flow}_flows" for flow in _FLOWS] + [f"category_by_{flow}_flow" for flow in _FLOWS]
    return {**{name: found.details[name] for name in told}, **_both_ends(found)}


def _electre_tri_c(case: Case) -> Mapping[str, Any]:
    if _BOTH_WAYS[0] in case.params:
        return _by_credibility(case)
    table, weights, _ = weighted_table(case)
    method = ElectreTriC(
        **thresholds_of(case, table.criteria),
        categories=tuple(_categories(case)),
        references=_levels(case, "references", table.criteria),
        lambda_=number(case.params.get("lambda"), "params.lambda"),
    )
    found = method.sort(table, weights)
    rules = {rule: [found.details[rule][o] for o in table.options.ids] for rule in ("descending", "ascending")}
    return {**{name: found.details[name] for name in _BOTH_WAYS}, **rules, **_both_ends(found)}


def _by_credibility(case: Case) -> Mapping[str, Any]:
    """Answer a case that states the credibilities: the two assignment rules alone."""
    options, categories = names(case.field("alternatives"), "alternatives"), _categories(case)
    up, down = (_matrix(case, name, len(options), len(categories)) for name in _BOTH_WAYS)
    cut = number(case.params.get("lambda"), "params.lambda")
    rules = {"descending": descend(up, down, cut), "ascending": ascend(up, down, cut)}
    ends = {"lowest": np.minimum(*rules.values()), "highest": np.maximum(*rules.values())}
    named = {name: [categories[k] for k in found] for name, found in (rules | ends).items()}
    return {_BOTH_WAYS[0]: up, _BOTH_WAYS[1]: down, **named}


def _mr_sort(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    given = sequence(case.params.get("v"), "params.v", len(table.criteria))
    vetoes = [None if v is None else number(v, f"params.v[{j}]") for j, v in enumerate(given)]
    method = MrSort(
        categories=tuple(_categories(case)),
        profiles=_levels(case, "profiles", table.criteria),
        lambda_=number(case.params.get("lambda"), "params.lambda"),
        veto=dict(zip(table.criteria.ids, vetoes, strict=True)),
    )
    found = method.sort(table, weights)
    return {"assignments": _both_ends(found)["lowest"], "majority": found.details["majority"]}


def _utadis(case: Case) -> Mapping[str, Any]:
    table, categories = table_of(case), _categories(case)
    stated = sequence(case.params.get("breakpoints"), "params.breakpoints", len(table.criteria))
    points = [numbers(each, f"params.breakpoints[{j}]") for j, each in enumerate(stated)]
    assigned = mapping(case.params.get("assigned"), "params.assigned")
    strange = [c for c in assigned.values() if c not in categories]
    if strange:
        raise CaseError(f"params.assigned holds {shown(strange[0])}; expected a category")
    method = Utadis.from_categories(
        table,
        dict(assigned),
        categories=categories,
        breakpoints=dict(zip(table.criteria.ids, points, strict=True)),
        delta=number(case.params.get("delta"), "params.delta"),
        s=number(case.params.get("s"), "params.s"),
    )
    found = method.sort(table)
    told = found.details
    return {
        "min_total_error": told["min_total_error"],
        "assignments": _both_ends(found)["lowest"],
        "criterion_weights": told["criterion_weights"],
        "thresholds": [told["thresholds"][c] for c in categories[1:]],
        "values": told["values"],
        "contradiction": sorted(told["contradiction"]),
    }


def _categories(case: Case) -> list[str]:
    return names(case.params.get("categories"), "params.categories")


def _levels(case: Case, name: str, criteria: Criteria) -> dict[str, tuple[float, ...]]:
    """Return levels by criterion, from worst to best, of the rows of a parameter."""
    rows = sequence(case.params.get(name), f"params.{name}")
    read = [numbers(row, f"params.{name}[{k}]", len(criteria)) for k, row in enumerate(rows)]
    return {c: tuple(row[j] for row in read) for j, c in enumerate(criteria.ids)}


def _matrix(case: Case, name: str, rows: int, columns: int) -> Floats:
    given = sequence(case.params.get(name), f"params.{name}", rows)
    return np.array([numbers(row, f"params.{name}[{i}]", columns) for i, row in enumerate(given)])


def _both_ends(found: Sorting) -> dict[str, Any]:
    return {"lowest": list(found.lowest.values()), "highest": list(found.highest.values())}


ADAPTERS: Final[dict[str, Adapter]] = {
    "FlowSort": Adapter(
        TABLE,
        frozenset({"preference_functions", "profiles", "categories", "profile_kind"}),
        _CATEGORIES.union(f"{flow}_flows" for flow in _FLOWS).union(f"category_by_{flow}_flow" for flow in _FLOWS),
        _flowsort,
    ),
    "ELECTRE TRI-C": Adapter(
        TABLE,
        frozenset({"q", "p", "v", "references", "categories", "lambda", *_BOTH_WAYS}),
        _CATEGORIES | {"descending", "ascending", *_BOTH_WAYS},
        _electre_tri_c,
    ),
    "MR-Sort": Adapter(
        TABLE,
        frozenset({"profiles", "categories", "lambda", "v"}),
        frozenset({"assignments", "majority"}),
        _mr_sort,
    ),
    "UTADIS": Adapter(
        TABLE,
        frozenset({"breakpoints", "assigned", "categories", "delta", "s"}),
        frozenset({"min_total_error", "assignments", "criterion_weights", "thresholds", "values", "contradiction"}),
        _utadis,
    ),
}
