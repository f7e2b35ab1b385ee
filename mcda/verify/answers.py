"""What the package answers to a case: one adapter per method of the cases."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from mcda.methods import (
    Gaussian,
    Level,
    Linear,
    PreferenceFunction,
    PrometheeII,
    Topsis,
    UShape,
    Usual,
    Vikor,
    VShape,
    Waspas,
    Wpm,
    Wsm,
    promethee_i_relations,
)
from mcda.portfolio.search import PortfolioStatus
from mcda.portfolio.zero_one import solve_zero_one
from mcda.ranking import Ranking
from mcda.robustness.correlation import concordance, kendall_tau, spearman, weighted_spearman, ws
from mcda.table import PerformanceTable
from mcda.verify.case import Case, CaseError, UnsupportedError, mapping, names, number, numbers, sequence, shown
from mcda.weights import Weights

_COMMON: Final = frozenset(
    {"id", "method", "source", "provenance", "params", "expected", "published", "tolerance", "notes"}
)
_TABLE: Final = frozenset({"alternatives", "criteria", "matrix", "weights", "directions"})
_SCORES: Final = frozenset({"scores", "ranking", "better"})
_NORMALISATIONS: Final[dict[Any, Any]] = {"linear-max": "linear_max", "sum-inverse": "sum_inverse", "none": "none"}
_FIRST: Final = "the first ranking is the reference x of WS"


@dataclass(frozen=True)
class Adapter:
    """How to answer the cases of one method.

    Parameters
    ----------
    fields
        Fields of the file it reads, beside those of every case.
    params
        Parameters it reads.
    outputs
        Keys of `expected` it answers.
    answer
        From case to outputs.
    """

    fields: frozenset[str]
    params: frozenset[str]
    outputs: frozenset[str]
    answer: Callable[[Case], Mapping[str, Any]]


def answer(case: Case) -> Mapping[str, Any]:
    """Return everything the package has to say to a case, by key.

    Raises
    ------
    UnsupportedError
        The case names something not known here.
    CaseError
        The case lacks something its method needs.
    """
    if case.method not in ADAPTERS:
        raise UnsupportedError(f"no method {case.method!r} here yet")
    adapter = ADAPTERS[case.method]
    for what, given, known in (
        ("field", case.content, _COMMON | adapter.fields),
        ("parameter", case.params, adapter.params),
        ("expected key", case.expected, adapter.outputs),
    ):
        strange = sorted(set(given) - known)
        if strange:
            raise UnsupportedError(f"unknown {what}: {', '.join(strange)}")
    found = adapter.answer(case)
    beyond = sorted(set(case.expected) - set(found))
    if beyond:
        raise UnsupportedError(f"not computed for a case of this size: {', '.join(beyond)}")
    return found


def _choose(case: Case, name: str, known: Mapping[Any, Any], default: Any) -> Any:
    given = case.params.get(name, default)
    if not isinstance(given, str) or given not in known:
        raise UnsupportedError(f"{name} {shown(given)} is not known here")
    return known[given]


def _share(case: Case, name: str) -> float:
    return number(case.params.get(name, 0.5), f"params.{name}")


def _table(case: Case) -> tuple[PerformanceTable, Weights, float]:
    """Return table, weights, and the sum of the weights as given: cases use them unscaled, methods do not."""
    options, criteria = names(case.field("alternatives"), "alternatives"), names(case.field("criteria"), "criteria")
    rows = sequence(case.field("matrix"), "matrix", len(options))
    values = [numbers(row, f"matrix[{i}]", len(criteria)) for i, row in enumerate(rows)]
    goals = _goals(sequence(case.field("directions"), "directions", len(criteria)))
    points = numbers(case.field("weights"), "weights", len(criteria))
    table = PerformanceTable.of(values, goals=goals, options=options, criteria=criteria)
    return table, Weights.from_points(dict(zip(criteria, points, strict=True))), math.fsum(points)


def _goals(given: Any) -> list[str]:
    """Return directions as goals; both are written "max" and "min"."""
    for each in given:
        if each not in ("max", "min"):
            raise CaseError(f"directions holds {shown(each)}; expected 'max' or 'min'")
    return list(given)


def _scored(ranking: Ranking, scores: Any, better: str = "higher") -> dict[str, Any]:
    return {"scores": scores, "ranking": list(ranking.places.values()), "better": better}


def _wsm(case: Case) -> Mapping[str, Any]:
    table, weights, total = _table(case)
    ranking = Wsm(normalization=_choose(case, "normalisation", _NORMALISATIONS, "linear-max")).rank(table, weights)
    return _scored(ranking, total * ranking.scores)


def _wpm(case: Case) -> Mapping[str, Any]:
    table, weights, total = _table(case)
    ranking = Wpm(normalization=_choose(case, "normalisation", _NORMALISATIONS, "linear-max")).rank(table, weights)
    scores = ranking.scores**total
    return {**_scored(ranking, scores), "pairwise_ratios": scores[:, np.newaxis] / scores}


def _waspas(case: Case) -> Mapping[str, Any]:
    table, weights, total = _table(case)
    known = {name: how for name, how in _NORMALISATIONS.items() if how != "none"}
    part = _share(case, "lambda")
    method = Waspas(normalization=_choose(case, "normalisation", known, "linear-max"), lambda_=part)
    ranking = method.rank(table, weights)
    sums, products = total * ranking.details["wsm"], ranking.details["wpm"] ** total
    return {**_scored(ranking, part * sums + (1 - part) * products), "wsm": sums, "wpm": products}


def _topsis(case: Case) -> Mapping[str, Any]:
    table, weights, total = _table(case)
    normalization = _choose(case, "normalisation", {"vector": "vector", "minmax": "minmax"}, "vector")
    power = _choose(case, "distance", {"euclidean": 2.0}, "euclidean")
    ranking = Topsis(normalization=normalization, power=power).rank(table, weights)
    points = ("distance_to_ideal", "distance_to_anti_ideal", "ideal", "anti_ideal")
    return {**_scored(ranking, ranking.scores), **{name: total * ranking.details[name] for name in points}}


def _vikor(case: Case) -> Mapping[str, Any]:
    table, weights, total = _table(case)
    ranking = Vikor(v=_share(case, "v")).rank(table, weights)
    found = ranking.details
    verdicts = {k: found[k] for k in ("acceptable_advantage", "acceptable_stability", "compromise_set")}
    return {**_scored(ranking, found["Q"], "lower"), "S": total * found["S"], "R": total * found["R"], **verdicts}


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
    table, weights, _ = _table(case)
    stated = sequence(case.params.get("preference_functions"), "params.preference_functions", len(table.criteria))
    functions = {
        criterion: _function(each, f"params.preference_functions[{i}]")
        for i, (criterion, each) in enumerate(zip(table.criteria.ids, stated, strict=True))
    }
    ranking = PrometheeII(functions=functions).rank(table, weights)
    found = ranking.details
    flows = {k: found[k] for k in ("positive_flows", "negative_flows", "preference_indices") if k in found}
    relations = promethee_i_relations(found["positive_flows"], found["negative_flows"])
    return {**_scored(ranking, ranking.scores), **flows, "promethee_I_relations": relations}


def _correlation(case: Case) -> Mapping[str, Any]:
    _choose(case, "reference", {_FIRST: _FIRST}, _FIRST)
    first, second = (numbers(r, "rankings") for r in sequence(case.field("rankings"), "rankings", 2))
    pairs, tau = concordance(first, second), kendall_tau(first, second)
    return {
        "spearman": spearman(first, second),
        "kendall_tau": tau,
        "kendall_tau_b": tau,
        "weighted_spearman": weighted_spearman(first, second),
        "ws": ws(first, second),
        "concordant": pairs.concordant,
        "discordant": pairs.discordant,
    }


def _portfolio(case: Case) -> Mapping[str, Any]:
    options = names(case.field("alternatives"), "alternatives")
    values = numbers(case.params.get("values"), "params.values", len(options))
    constraints = []
    for i, each in enumerate(sequence(case.params.get("constraints"), "params.constraints")):
        where = f"params.constraints[{i}]"
        stated = mapping(each, where)
        strange = sorted(set(stated) - {"coefficients", "sense", "bound"})
        if strange or stated.get("sense") not in ("<=", ">=", "=="):
            raise UnsupportedError(f"{where}: {shown(strange or stated.get('sense'))} is not known here")
        coefficients = numbers(stated.get("coefficients"), f"{where}.coefficients", len(options))
        bound = number(stated.get("bound"), f"{where}.bound")
        constraints.append({"coefficients": coefficients, "sense": stated["sense"], "bound": bound})
    chosen = solve_zero_one(values, constraints, options=options)
    if chosen.status is not PortfolioStatus.OPTIMAL or not chosen.near_ties_complete:
        raise CaseError(f"no proven optimum with all its ties: the status is {chosen.status.value!r}")
    return {
        "objective": chosen.score,
        "selection": [int(o in chosen.options) for o in options],
        "selected": [o for o in options if o in chosen.options],
        "n_optimal_solutions": len(chosen.tied),
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "WSM": Adapter(_TABLE, frozenset({"normalisation"}), _SCORES, _wsm),
    "WPM": Adapter(_TABLE, frozenset({"normalisation"}), _SCORES | {"pairwise_ratios"}, _wpm),
    "WASPAS": Adapter(_TABLE, frozenset({"normalisation", "lambda"}), _SCORES | {"wsm", "wpm"}, _waspas),
    "TOPSIS": Adapter(
        _TABLE,
        frozenset({"normalisation", "distance"}),
        _SCORES | {"distance_to_ideal", "distance_to_anti_ideal", "ideal", "anti_ideal"},
        _topsis,
    ),
    "VIKOR": Adapter(
        _TABLE,
        frozenset({"v"}),
        _SCORES | {"S", "R", "acceptable_advantage", "acceptable_stability", "compromise_set"},
        _vikor,
    ),
    "PROMETHEE I-II": Adapter(
        _TABLE,
        frozenset({"preference_functions"}),
        _SCORES | {"positive_flows", "negative_flows", "preference_indices", "promethee_I_relations"},
        _promethee,
    ),
    "rank correlation": Adapter(
        frozenset({"rankings"}),
        frozenset({"reference"}),
        frozenset({"spearman", "kendall_tau", "kendall_tau_b", "weighted_spearman", "ws", "concordant", "discordant"}),
        _correlation,
    ),
    "0-1 portfolio": Adapter(
        frozenset({"alternatives"}),
        frozenset({"values", "constraints"}),
        frozenset({"objective", "selection", "selected", "n_optimal_solutions"}),
        _portfolio,
    ),
}
