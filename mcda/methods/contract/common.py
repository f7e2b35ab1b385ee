"""What the checks of all kinds of methods share."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np

from mcda.criteria import Criterion
from mcda.errors import McdaError, MethodError
from mcda.options import Option, Options
from mcda.scales import Floats, Goal, Scale, ValueFunction
from mcda.table import PerformanceTable


class ContractError(MethodError):
    """A method breaks what every method promises."""


def expect(holds: bool, otherwise: str) -> None:
    """Raise unless something holds."""
    if not holds:
        raise ContractError(otherwise)


def with_row(table: PerformanceTable, row: Floats) -> PerformanceTable:
    """Return the table with one more option, "added"."""
    options = Options((*table.options.all, Option("added")))
    return PerformanceTable(options, table.criteria, np.vstack([table.values, row]))


def improved_rows(table: PerformanceTable) -> list[tuple[str, Floats]]:
    """Return options with a row that dominates them: the best of the table on some of the criteria."""
    rng, signs = np.random.default_rng(13), table.criteria.signs
    best = (table.values * signs).max(axis=0) * signs
    found = []
    for _ in range(3):
        i, better = int(rng.integers(len(table.options))), rng.random(len(signs)) < 0.5
        found.append((table.options.ids[i], np.where(better, best, table.values[i])))
    return found


def negated(criterion: Criterion) -> Criterion:
    """Return the criterion of the negated column."""
    function = criterion.value
    turned = None if function is None else ValueFunction(tuple((-x, y) for x, y in reversed(function.points)))
    scale = None if criterion.scale is None else Scale(-criterion.scale.high, -criterion.scale.low)
    return _turned(criterion, scale, turned)


def inverted(criterion: Criterion) -> Criterion:
    """Return the criterion of the column of inverses."""
    old = criterion.scale
    scale = None if old is None or old.low <= 0 else Scale(Fraction(1) / old.high, Fraction(1) / old.low, level="ratio")
    return _turned(criterion, scale, None)


def _turned(criterion: Criterion, scale: Scale | None, function: ValueFunction | None) -> Criterion:
    goal = Goal.MIN if criterion.goal is Goal.MAX else Goal.MAX
    return replace(criterion, goal=goal, scale=scale, value_function=function, as_values=False)


def bad_weights_are_refused(
    ask: Callable[[PerformanceTable, Floats], object], table: PerformanceTable, points: Floats
) -> None:
    """Check that weights that are negative, not finite, all zero or too many raise an `McdaError` that says so."""
    last = table.criteria.ids[-1]
    wrong = [(np.append(points[:-1], bad), last) for bad in (-1.0, np.nan, np.inf)]
    for weights, where in [*wrong, (np.zeros_like(points), "zero"), (np.append(points, 1.0), "weights")]:
        try:
            ask(table, weights)
        except McdaError as fault:
            expect(where in str(fault), f"the error does not say {where!r}: {fault}")
        else:
            raise ContractError(f"accepted weights {weights.tolist()}")
