"""What every method that sorts promises."""

from collections.abc import Callable
from typing import Final

import numpy as np

from mcda.methods.contract.common import bad_weights_are_refused, expect, improved_rows, with_row
from mcda.methods.sorting_method import SortingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable

Check = Callable[[SortingMethod, PerformanceTable, Floats], None]


def the_order_of_criteria_does_not_matter(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Columns, goals, parameters and weights that move together change no category."""
    order = np.random.default_rng(3).permutation(len(points))
    moved = table.select(criteria=[table.criteria.ids[j] for j in order])
    _same(_categories(method, table, points), _categories(method, moved, points[order]), "the order of criteria counts")


def an_option_is_sorted_on_its_own(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Check that the company of other options, and where a row stands, changes no category."""
    expected = _categories(method, table, points)
    for option in table.options.ids:
        alone = _categories(method, table.select(options=[option]), points)
        _same({option: expected[option]}, alone, f"{option!r} is sorted differently alone")


def a_dominating_option_is_sorted_no_lower(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Check that an option that is nowhere worse than another is in no lower category."""
    if method.about.lacks("dominance"):
        return
    for option, improved in improved_rows(table):
        found = _categories(method, with_row(table, improved), points)
        at = [[method.categories.index(name) for name in found[o]] for o in ("added", option)]
        expect(
            at[0][0] >= at[1][0] and at[0][1] >= at[1][1],
            f"{improved.tolist()} is in {found['added']}, below {option!r} in {found[option]}, which it dominates",
        )


def twins_share_a_category(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Two options with the same performances are sorted alike."""
    for i, option in enumerate(table.options.ids):
        found = _categories(method, with_row(table, table.values[i]), points)
        expect(found["added"] == found[option], f"{option!r} and its twin are in different categories")


def only_proportions_of_weights_count(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights times any factor give the same categories."""
    expected = _categories(method, table, points)
    for factor in (7.0, 0.001):
        _same(expected, _categories(method, table, points * factor), "weights are not scaled")


def bad_weights_are_refused_by_name(method: SortingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights that are negative, not finite, all zero or too many raise an `McdaError` that says so."""
    bad_weights_are_refused(method.sort, table, points)


CHECKS: Final[tuple[Check, ...]] = (
    the_order_of_criteria_does_not_matter,
    an_option_is_sorted_on_its_own,
    a_dominating_option_is_sorted_no_lower,
    twins_share_a_category,
    only_proportions_of_weights_count,
    bad_weights_are_refused_by_name,
)


def _categories(method: SortingMethod, table: PerformanceTable, points: Floats) -> dict[str, tuple[str, str]]:
    found = method.sort(table, points)
    return {o: (found.lowest[o], found.highest[o]) for o in table.options.ids}


def _same(expected: dict[str, tuple[str, str]], found: dict[str, tuple[str, str]], what: str) -> None:
    expect(expected == found, f"{what}: expected {expected}, found {found}")
