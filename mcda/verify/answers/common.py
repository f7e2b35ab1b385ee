"""What every adapter shares: reading the input of a case, and naming its answers."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mcda.ranking import Ranking
from mcda.table import PerformanceTable
from mcda.verify.case import Case, CaseError, UnsupportedError, names, number, numbers, sequence, shown
from mcda.weights import Weights

TABLE: Final = frozenset({"alternatives", "criteria", "matrix", "weights", "directions"})
SCORES: Final = frozenset({"scores", "ranking", "better"})
NORMALISATIONS: Final[dict[Any, Any]] = {"linear-max": "linear_max", "sum-inverse": "sum_inverse", "none": "none"}


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


def choose(case: Case, name: str, known: Mapping[Any, Any], default: Any) -> Any:
    """Return what a word among the parameters stands for; a word not known here makes the case unsupported."""
    given = case.params.get(name, default)
    if not isinstance(given, str) or given not in known:
        raise UnsupportedError(f"{name} {shown(given)} is not known here")
    return known[given]


def share(case: Case, name: str) -> float:
    """Return a parameter; one half where the case is silent."""
    return number(case.params.get(name, 0.5), f"params.{name}")


def table_of(case: Case) -> PerformanceTable:
    """Return the performance table of a case."""
    options, criteria = names(case.field("alternatives"), "alternatives"), names(case.field("criteria"), "criteria")
    rows = sequence(case.field("matrix"), "matrix", len(options))
    values = [numbers(row, f"matrix[{i}]", len(criteria)) for i, row in enumerate(rows)]
    goals = _goals(sequence(case.field("directions"), "directions", len(criteria)))
    return PerformanceTable.of(values, goals=goals, options=options, criteria=criteria)


def weighted_table(case: Case) -> tuple[PerformanceTable, Weights, float]:
    """Return table, weights, and the sum of the weights as given: cases use them unscaled, methods do not."""
    table = table_of(case)
    points = numbers(case.field("weights"), "weights", len(table.criteria))
    return table, Weights.from_points(dict(zip(table.criteria.ids, points, strict=True))), math.fsum(points)


def intervals_of(case: Case, name: str, length: int) -> list[tuple[float, float]]:
    """Return a parameter that holds two numbers per criterion."""
    rows = sequence(case.params.get(name), f"params.{name}", length)
    read = [numbers(row, f"params.{name}[{j}]", 2) for j, row in enumerate(rows)]
    return [(low, high) for low, high in read]


def scaled(case: Case, table: PerformanceTable) -> PerformanceTable:
    """Return the table with the scale of each criterion, `scales` among the parameters."""
    ends = intervals_of(case, "scales", len(table.criteria))
    return PerformanceTable.of(
        table.values,
        goals=[criterion.goal for criterion in table.criteria],
        options=table.options.ids,
        criteria=table.criteria.ids,
        scales=dict(zip(table.criteria.ids, ends, strict=True)),
    )


def _goals(given: Any) -> list[str]:
    """Return directions as goals; both are written "max" and "min"."""
    for each in given:
        if each not in ("max", "min"):
            raise CaseError(f"directions holds {shown(each)}; expected 'max' or 'min'")
    return list(given)


def scored(ranking: Ranking, scores: Any, better: str = "higher") -> dict[str, Any]:
    """Return scores, places and which way scores point."""
    return {"scores": scores, "ranking": list(ranking.places.values()), "better": better}
