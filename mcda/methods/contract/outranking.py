"""What every method that outranks promises."""

from collections.abc import Callable
from typing import Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.contract.common import bad_weights_are_refused, expect, improved_rows, negated, with_row
from mcda.methods.outranking_method import OutrankingMethod
from mcda.relation import Truths
from mcda.scales import Floats
from mcda.table import PerformanceTable

Check = Callable[[OutrankingMethod, PerformanceTable, Floats], None]


def the_order_of_criteria_does_not_matter(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Columns, goals, parameters and weights that move together change no relation."""
    order = np.random.default_rng(3).permutation(len(points))
    moved = table.select(criteria=[table.criteria.ids[j] for j in order])
    _same(_relation(method, table, points), _relation(method, moved, points[order]), "the order of criteria counts")


def the_order_of_options_does_not_matter(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Each pair keeps its relation wherever its rows stand."""
    order = np.random.default_rng(5).permutation(len(table.options))
    moved = table.select(options=[table.options.ids[i] for i in order])
    expected = _relation(method, table, points)[np.ix_(order, order)]
    _same(expected, _relation(method, moved, points), "the order of options counts")


def a_dominating_option_outranks(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Check that an option that is nowhere worse than another outranks it."""
    if method.about.lacks("dominance"):
        return
    for option, improved in improved_rows(table):
        found = method.outrank(with_row(table, improved), points)
        expect(
            found.relation("added", option) in ("P", "I"),
            f"{improved.tolist()} does not outrank {option!r}, which it dominates: {found.relation('added', option)}",
        )


def twins_are_indifferent(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Two options with the same performances outrank each other, and stand alike to all others."""
    for i, option in enumerate(table.options.ids):
        found = method.outrank(with_row(table, table.values[i]), points).outranks
        expect(bool(found[i, -1] and found[-1, i]), f"{option!r} and its twin are not indifferent")
        same = np.array_equal(found[i], found[-1]) and np.array_equal(found[:, i], found[:, -1])
        expect(same, f"{option!r} and its twin stand differently to others")


def flat_columns_are_survived(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Where all options are equal, all are indifferent."""
    values = np.repeat(table.values[:1], len(table.options), axis=0)
    found = method.outrank(PerformanceTable(table.options, table.criteria, values), points)
    expect(bool(found.outranks.all()), "all options are equal, but not all outrank each other")


def a_single_option_is_the_kernel(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """One option alone is its own kernel."""
    alone = table.select(options=table.options.ids[:1])
    expect(method.outrank(alone, points).kernel == alone.options.ids, "a single option is not the kernel")


def only_proportions_of_weights_count(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights times any factor give the same relations."""
    expected = _relation(method, table, points)
    for factor in (7.0, 0.001):
        _same(expected, _relation(method, table, points * factor), "weights are not scaled")


def costs_are_costs(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Turn each column round by its sign, together with its goal: the relations stay."""
    if method.needs_positive:
        return
    expected = _relation(method, table, points)
    for j, criterion in enumerate(table.criteria):
        values = table.values.copy()
        values[:, j] = -values[:, j]
        criteria = Criteria(tuple(negated(c) if c is criterion else c for c in table.criteria))
        turned = PerformanceTable(table.options, criteria, values)
        _same(expected, _relation(method, turned, points), f"turning {criterion.id!r} round changes relations")


def bad_weights_are_refused_by_name(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights that are negative, not finite, all zero or too many raise an `McdaError` that says so."""
    bad_weights_are_refused(method.outrank, table, points)


CHECKS: Final[tuple[Check, ...]] = (
    the_order_of_criteria_does_not_matter,
    the_order_of_options_does_not_matter,
    a_dominating_option_outranks,
    twins_are_indifferent,
    flat_columns_are_survived,
    a_single_option_is_the_kernel,
    only_proportions_of_weights_count,
    costs_are_costs,
    bad_weights_are_refused_by_name,
)


def _relation(method: OutrankingMethod, table: PerformanceTable, points: Floats) -> Truths:
    return method.outrank(table, points).outranks


def _same(expected: Truths, found: Truths, what: str) -> None:
    expect(np.array_equal(expected, found), f"{what}: expected {expected.tolist()}, found {found.tolist()}")
