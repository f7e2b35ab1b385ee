"""Cases of the PROMETHEE family."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import (
    Gaussian,
    Level,
    Linear,
    PreferenceFunction,
    PrometheeI,
    PrometheeII,
    UShape,
    Usual,
    VShape,
)
from mcda.verify.answers.common import SCORES, TABLE, Adapter, scored, weighted_table
from mcda.verify.case import Case, UnsupportedError, mapping, number, sequence, shown

_FUNCTIONS: Final[dict[str, tuple[type[PreferenceFunction], tuple[str, ...]]]] = {
    "usual": (Usual, ()),
    "u-shape": (UShape, ("q",)),
    "v-shape": (VShape, ("p",)),
    "level": (Level, ("q", "p")),
    "linear": (Linear, ("q", "p")),
    "gaussian": (Gaussian, ("s",)),
}


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


def _promethee(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    stated = sequence(case.params.get("preference_functions"), "params.preference_functions", len(table.criteria))
    functions = {
        criterion: _function(each, f"params.preference_functions[{i}]")
        for i, (criterion, each) in enumerate(zip(table.criteria.ids, stated, strict=True))
    }
    ranking = PrometheeII(functions=functions).rank(table, weights)
    found = ranking.details
    flows = {k: found[k] for k in ("positive_flows", "negative_flows", "preference_indices") if k in found}
    relations = PrometheeI(functions=functions).outrank(table, weights).relations
    return {**scored(ranking, ranking.scores), **flows, "promethee_I_relations": relations}


ADAPTERS: Final[dict[str, Adapter]] = {
    "PROMETHEE I-II": Adapter(
        TABLE,
        frozenset({"preference_functions"}),
        SCORES | {"positive_flows", "negative_flows", "preference_indices", "promethee_I_relations"},
        _promethee,
    ),
}
