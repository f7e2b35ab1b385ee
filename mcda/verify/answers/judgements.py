"""Cases of weights from judgements: swings, ranks, AHP and ANP."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from mcda.elicit import ahp, ahp_synthesis, anp, rank_order_centroid, rank_reciprocal, rank_sum, swing
from mcda.ranking import places
from mcda.verify.answers.common import SCORES, Adapter, choose
from mcda.verify.case import Case, CaseError, mapping, names, numbers, sequence, shown
from mcda.weights import Weights

_ROUNDING: Final = 1e-12
_PRIORITIES: Final = {"eigenvector": "eigenvector", "geometric-mean": "geometric_mean"}
_MODES: Final = {"distributive": "distributive", "ideal": "ideal"}
_CRITERIA: Final = frozenset({"criteria"})


def _by_criterion(case: Case, name: str) -> dict[str, float]:
    criteria = names(case.field("criteria"), "criteria")
    given = numbers(case.params.get(name), f"params.{name}", len(criteria))
    return dict(zip(criteria, given, strict=True))


def _swing(case: Case) -> Mapping[str, Any]:
    return {"weights": _shares(swing(_by_criterion(case, "swing_points")))}


def _ranked(way: Callable[[Mapping[str, float]], Weights]) -> Callable[[Case], Mapping[str, Any]]:
    return lambda case: {"weights": _shares(way(_by_criterion(case, "criteria_ranks")))}


def _compared(given: Any, what: str, ids: list[str], priorities: str) -> Weights:
    rows = [sequence(row, f"{what}[{i}]", len(ids)) for i, row in enumerate(sequence(given, what, len(ids)))]
    return ahp(rows, criteria=ids, priorities=priorities)  # type: ignore[arg-type]  # one of the two words of `choose`


def _ahp(case: Case) -> Mapping[str, Any]:
    criteria = names(case.field("criteria"), "criteria")
    priorities = choose(case, "priorities", _PRIORITIES, "eigenvector")
    mode = choose(case, "synthesis", _MODES, "distributive")
    weights = _compared(case.field("pairwise"), "pairwise", criteria, priorities)
    found = {key: weights.consistency[key] for key in ("CR", "CI", "lambda_max", "consistent")}
    found |= {"weights": _shares(weights), **dict.fromkeys(["local_priorities", "local_CR", *SCORES])}
    if "alternatives_pairwise" not in case.content:
        return found
    options = names(case.field("alternatives"), "alternatives")
    stated = sequence(case.field("alternatives_pairwise"), "alternatives_pairwise", len(criteria))
    local = [_compared(rows, f"alternatives_pairwise[{k}]", options, priorities) for k, rows in enumerate(stated)]
    scores = _shares(ahp_synthesis(weights, dict(zip(criteria, local, strict=True)), mode=mode))
    return {
        **found,
        "local_priorities": [_shares(each) for each in local],
        "local_CR": [each.consistency["CR"] for each in local],
        "scores": scores,
        "ranking": places(np.array(scores), _ROUNDING),
        "better": "higher",
    }


def _anp(case: Case) -> Mapping[str, Any]:
    nodes = names(case.field("criteria"), "criteria")
    rows = [
        numbers(row, f"supermatrix[{i}]") for i, row in enumerate(sequence(case.field("supermatrix"), "supermatrix"))
    ]
    column = nodes[_index(case.params.get("column", 0), "params.column", len(nodes))]
    clusters = {
        cluster: [
            nodes[_index(i, f"params.clusters.{cluster}", len(nodes))] for i in sequence(inside, "params.clusters")
        ]
        for cluster, inside in mapping(case.params.get("clusters", {}), "params.clusters").items()
    }
    found: dict[str, Any] = {"limit_priorities": _shares(anp(rows, nodes=nodes, column=column))}
    for cluster in ("criteria", "alternatives"):
        within = anp(rows, nodes=nodes, column=column, clusters=clusters, of=cluster) if cluster in clusters else None
        found[f"normalised_{cluster}"] = None if within is None else _shares(within)
    return found


def _index(given: Any, what: str, size: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < size:
        raise CaseError(f"{what} is {shown(given)}; expected a whole number from 0 to {size - 1}")
    return given


def _shares(weights: Weights) -> list[float]:
    return list(weights.shares.values())


_RANKS: Final = frozenset({"criteria_ranks"})
_WEIGHTS: Final = frozenset({"weights"})

ADAPTERS: Final[dict[str, Adapter]] = {
    "swing weights": Adapter(_CRITERIA, frozenset({"swing_points"}), _WEIGHTS, _swing),
    "ROC weights": Adapter(_CRITERIA, _RANKS, _WEIGHTS, _ranked(rank_order_centroid)),
    "rank-sum weights": Adapter(_CRITERIA, _RANKS, _WEIGHTS, _ranked(rank_sum)),
    "rank-reciprocal weights": Adapter(_CRITERIA, _RANKS, _WEIGHTS, _ranked(rank_reciprocal)),
    "AHP": Adapter(
        frozenset({"alternatives", "criteria", "pairwise", "alternatives_pairwise"}),
        frozenset({"priorities", "synthesis"}),
        SCORES | {"weights", "CR", "CI", "lambda_max", "consistent", "local_priorities", "local_CR"},
        _ahp,
    ),
    "ANP": Adapter(
        frozenset({"criteria", "supermatrix"}),
        frozenset({"column", "clusters"}),
        frozenset({"limit_priorities", "normalised_criteria", "normalised_alternatives"}),
        _anp,
    ),
}
