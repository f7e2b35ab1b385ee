"""Cases of methods that measure from points fixed beforehand, from a border, or from judged objects."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.methods import Comet, Mabac, Mairca, Marcos, Rim, Spotis
from mcda.methods.reference._bounds import Interval
from mcda.verify.answers.common import SCORES, TABLE, Adapter, choose, scored, weighted_table
from mcda.verify.case import Case, numbers, sequence

_EXPERT: Final = "TOPSIS, minmax normalisation, on the characteristic objects"


def _by_criterion(case: Case, name: str, criteria: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    rows = sequence(case.params.get(name), f"params.{name}", len(criteria))
    return {
        c: tuple(numbers(row, f"params.{name}[{j}]")) for j, (c, row) in enumerate(zip(criteria, rows, strict=True))
    }


def _intervals(case: Case, name: str, criteria: tuple[str, ...]) -> dict[str, Interval]:
    rows = sequence(case.params.get(name), f"params.{name}", len(criteria))
    found = [numbers(row, f"params.{name}[{j}]", 2) for j, row in enumerate(rows)]
    return {c: (low, high) for c, (low, high) in zip(criteria, found, strict=True)}


def _spotis(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ids = table.criteria.ids
    point = case.params.get("ideal")
    ideal = {} if point is None else dict(zip(ids, numbers(point, "params.ideal", len(ids)), strict=True))
    ranking = Spotis(bounds=_intervals(case, "bounds", ids), ideal=ideal).rank(table, weights)
    return scored(ranking, total * ranking.details["distances"], "lower")


def _rim(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ids = table.criteria.ids
    ranking = Rim(ranges=_intervals(case, "ranges", ids), ideals=_intervals(case, "ideals", ids)).rank(table, weights)
    found = ranking.details
    distances = {name: total * found[name] for name in ("I_plus", "I_minus")}
    return {**scored(ranking, ranking.scores), **distances, "normalised": found["normalised"]}


def _mabac(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Mabac().rank(table, weights)
    border = total * ranking.details["border_approximation_area"]
    return {**scored(ranking, total * ranking.scores), "border_approximation_area": border}


def _mairca(case: Case) -> Mapping[str, Any]:
    table, weights, total = weighted_table(case)
    ranking = Mairca().rank(table, weights)
    return scored(ranking, total * ranking.details["total_gaps"], "lower")


def _marcos(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    ranking = Marcos().rank(table, weights)
    return {**scored(ranking, ranking.scores), **{name: ranking.details[name] for name in ("K_plus", "K_minus")}}


def _comet(case: Case) -> Mapping[str, Any]:
    table, weights, _ = weighted_table(case)
    choose(case, "expert", {_EXPERT: _EXPERT}, _EXPERT)
    ranking = Comet(characteristic_values=_by_criterion(case, "characteristic_values", table.criteria.ids)).rank(
        table, weights
    )
    count = ranking.details["n_characteristic_objects"]
    return {**scored(ranking, ranking.scores), "n_characteristic_objects": count}


ADAPTERS: Final[dict[str, Adapter]] = {
    "SPOTIS": Adapter(TABLE, frozenset({"bounds", "ideal"}), SCORES, _spotis),
    "RIM": Adapter(TABLE, frozenset({"ranges", "ideals"}), SCORES | {"I_plus", "I_minus", "normalised"}, _rim),
    "MABAC": Adapter(TABLE, frozenset(), SCORES | {"border_approximation_area"}, _mabac),
    "MAIRCA": Adapter(TABLE, frozenset(), SCORES, _mairca),
    "MARCOS": Adapter(TABLE, frozenset(), SCORES | {"K_plus", "K_minus"}, _marcos),
    "COMET": Adapter(
        TABLE, frozenset({"characteristic_values", "expert"}), SCORES | {"n_characteristic_objects"}, _comet
    ),
}
