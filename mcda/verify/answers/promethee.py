"""Cases of the PROMETHEE family."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods import (
    Gaussian,
    Level,
    Linear,
    PreferenceFunction,
    PrometheeI,
    PrometheeII,
    PrometheeIII,
    PrometheeVI,
    UShape,
    Usual,
    VShape,
    gaia,
)
from mcda.methods.outranking.promethee_iii import intervals
from mcda.portfolio.promethee_v import promethee_v
from mcda.relation import relations
from mcda.verify.answers.common import SCORES, TABLE, Adapter, intervals_of, scored, weighted_table
from mcda.verify.answers.portfolio import zero_one_constraints
from mcda.verify.case import Case, CaseError, UnsupportedError, mapping, names, number, numbers, sequence, shown

_FUNCTIONS: Final[dict[str, tuple[type[PreferenceFunction], tuple[str, ...]]]] = {
    "usual": (Usual, ()),
    "u-shape": (UShape, ("q",)),
    "v-shape": (VShape, ("p",)),
    "level": (Level, ("q", "p")),
    "linear": (Linear, ("q", "p")),
    "gaussian": (Gaussian, ("s",)),
}


_PLANE: Final = ("delta", "eigenvalues", "criterion_axes", "option_coordinates", "decision_axis")


def _function(given: object, where: str) -> PreferenceFunction:
    stated = mapping(given, where)
    kind = stated.get("type")
    if not isinstance(kind, str) or kind not in _FUNCTIONS:
        raise UnsupportedError(f"{where}: preference function {shown(kind)} is not known here")
    made, thresholds = _FUNCTIONS[kind]
    strange = sorted(set(stated) - {"type", *thresholds})
    if strange:
        raise UnsupportedError(f"{where}: unknown threshold of {kind!r}: {', '.join(strange)}")
    return made(*(number(stated.get(t), f"{where}.{t}") for t in thresholds))


def preference_functions(case: Case, criteria: Criteria) -> dict[str, PreferenceFunction]:
    """Return the preference functions of a case, by criterion."""
    stated = sequence(case.params.get("preference_functions"), "params.preference_functions", len(criteria))
    return {
        criterion: _function(each, f"params.preference_functions[{i}]")
        for i, (criterion, each) in enumerate(zip(criteria.ids, stated, strict=True))
    }


def _promethee(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    functions = preference_functions(case, table.criteria)
    ranking = PrometheeII(functions=functions).rank(table, weights)
    found = ranking.details
    flows = {k: found[k] for k in ("positive_flows", "negative_flows", "preference_indices") if k in found}
    relations = PrometheeI(functions=functions).outrank(table, weights).relations
    return {**scored(ranking, ranking.scores), **flows, "promethee_I_relations": relations}


def _promethee_iii(case: Case) -> Mapping[str, Any]:
    alpha = number(case.params.get("alpha"), "params.alpha")
    if "preference_indices" in case.params:
        n = len(names(case.field("alternatives"), "alternatives"))
        stated = sequence(case.params["preference_indices"], "params.preference_indices", n)
        indices = [numbers(row, f"params.preference_indices[{i}]", n) for i, row in enumerate(stated)]
        found = intervals(np.array(indices), alpha)
        return {**found._asdict(), "relations": relations(found.outranks)}
    table, weights, _ = weighted_table(case)
    outranking = PrometheeIII(functions=preference_functions(case, table.criteria), alpha=alpha).outrank(table, weights)
    return {**outranking.details, "relations": outranking.relations}


def _promethee_v(case: Case) -> Mapping[str, Any]:
    options = names(case.field("alternatives"), "alternatives")
    if "net_flows" in case.params:
        flows = numbers(case.params["net_flows"], "params.net_flows", len(options))
    else:
        table, weights, _ = weighted_table(case)
        flows = PrometheeII(functions=preference_functions(case, table.criteria)).rank(table, weights).scores.tolist()
    found = promethee_v(dict(zip(options, flows, strict=True)), zero_one_constraints(case, len(options)))
    if not found.portfolio.proven_optimal or not found.ties_complete:
        raise CaseError(f"no proven optimum with all its ties: the status is {found.portfolio.status.value!r}")
    return {
        "objective": found.objective,
        "selection": [int(o in found.options) for o in options],
        "selected": [o for o in options if o in found.options],
        "n_optimal_solutions": len(found.tied),
        "net_flows": flows,
    }


def _promethee_vi(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    bounds = intervals_of(case, "weight_bounds", len(table.criteria))
    method = PrometheeVI(
        functions=preference_functions(case, table.criteria), bounds=dict(zip(table.criteria.ids, bounds, strict=True))
    )
    outranking = method.outrank(table, weights)
    told = ("net_flows", "lowest_net_flows", "highest_net_flows", "hard")
    return {**{name: outranking.details[name] for name in told}, "relations": outranking.relations}


def _gaia(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    plane = gaia(table, weights, functions=preference_functions(case, table.criteria))
    return {name: getattr(plane, name) for name in _PLANE}


ADAPTERS: Final[dict[str, Adapter]] = {
    "PROMETHEE I-II": Adapter(
        TABLE,
        frozenset({"preference_functions"}),
        SCORES | {"positive_flows", "negative_flows", "preference_indices", "promethee_I_relations"},
        _promethee,
    ),
    "PROMETHEE III": Adapter(
        TABLE,
        frozenset({"preference_functions", "preference_indices", "alpha"}),
        frozenset({"mean_flows", "sigma", "lower", "upper", "relations"}),
        _promethee_iii,
    ),
    "PROMETHEE V": Adapter(
        TABLE,
        frozenset({"preference_functions", "net_flows", "constraints"}),
        frozenset({"objective", "selection", "selected", "n_optimal_solutions", "net_flows"}),
        _promethee_v,
    ),
    "PROMETHEE VI": Adapter(
        TABLE,
        frozenset({"preference_functions", "weight_bounds"}),
        frozenset({"net_flows", "lowest_net_flows", "highest_net_flows", "hard", "relations"}),
        _promethee_vi,
    ),
    "GAIA": Adapter(TABLE, frozenset({"preference_functions"}), frozenset(_PLANE), _gaia),
}
