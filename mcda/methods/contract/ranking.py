"""What every method that ranks promises."""

from collections.abc import Callable
from typing import Final

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import McdaError
from mcda.methods.contract.common import ContractError, expect, improved_rows, inverted, negated, with_row
from mcda.methods.kernel import Kernel
from mcda.methods.ranking_method import RankingMethod, tie_tolerance
from mcda.scales import Floats
from mcda.table import PerformanceTable

Check = Callable[[RankingMethod, PerformanceTable, Floats], None]


def a_batch_of_weights_scores_like_its_draws(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights of shape (draws, n_criteria) score like each draw alone."""
    kernel, draws = method.bind(table.criteria), _draws(points)
    batch = kernel(table.values, draws)
    expect(batch.shape == (len(draws), len(table.options)), f"the batch has shape {batch.shape}")
    for draw, scores in zip(draws, batch, strict=True):
        _same(method, kernel(table.values, draw), scores, f"weights {draw.tolist()} score differently in a batch")


def a_batch_of_tables_scores_like_its_tables(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Values of shape (tables, n_options, n_criteria) score like each table alone, also with a batch of weights."""
    kernel, rng = method.bind(table.criteria), np.random.default_rng(11)
    tables = np.stack([rng.permuted(table.values, axis=0) for _ in range(3)])
    draws = _draws(points)[:3]
    batch, paired = kernel(tables, points), kernel(tables, draws)
    for i in range(3):
        _same(method, kernel(tables[i], points), batch[i], "a table scores differently in a batch of tables")
        _same(method, kernel(tables[i], draws[i]), paired[i], "a table with its weights scores differently in a batch")


def the_order_of_criteria_does_not_matter(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Columns, goals, parameters and weights that move together change nothing."""
    order = np.random.default_rng(3).permutation(len(points))
    moved = table.select(criteria=[table.criteria.ids[j] for j in order])
    _same(method, _scores(method, table, points), _scores(method, moved, points[order]), "the order of criteria counts")


def the_order_of_options_does_not_matter(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Each option keeps its score wherever its row stands."""
    order = np.random.default_rng(5).permutation(len(table.options))
    moved = table.select(options=[table.options.ids[i] for i in order])
    _same(method, _scores(method, table, points)[order], _scores(method, moved, points), "the order of options counts")


def a_dominating_option_never_ranks_lower(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Improving an option to the best of some columns never puts it behind its former self."""
    if method.about.lacks("dominance"):
        return
    for option, improved in improved_rows(table):
        places = method.rank(with_row(table, improved), points).places
        expect(
            places["added"] <= places[option],
            f"{improved.tolist()} ranks below {table.values[table.options.ids.index(option)].tolist()}, which it "
            "dominates",
        )


def twins_share_a_place(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Two options with the same performances have the same place."""
    for i, option in enumerate(table.options.ids):
        places = method.rank(with_row(table, table.values[i]), points).places
        expect(places["added"] == places[option], f"{option!r} and its twin have different places")


def flat_columns_are_survived(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Columns in which all are equal are fine; where all columns are, all options are first."""
    values = table.values.copy()
    for j in range(len(points)):
        values[:, j] = values[0, j]
        _finite(_scores(method, PerformanceTable(table.options, table.criteria, values), points))
    places = method.rank(PerformanceTable(table.options, table.criteria, values), points).places
    expect(set(places.values()) == {1}, f"all options are equal, but their places are {places}")


def a_single_option_is_first(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """One option alone has a finite score and the first place."""
    alone = method.rank(table.select(options=table.options.ids[:1]), points)
    expect(alone.places == {table.options.ids[0]: 1}, f"a single option has places {alone.places}")


def inputs_are_left_alone(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Read-only arrays are accepted, and no array is written to."""
    kernel, values, weights = method.bind(table.criteria), table.values.copy(), points.copy()
    expected = kernel(values, weights)
    expect(np.array_equal(values, table.values) and np.array_equal(weights, points), "an input was changed")
    for array in (values, weights):
        array.setflags(write=False)
    expect(np.array_equal(kernel(values, weights), expected), "two calls gave different scores")
    _finite(expected)
    _same(method, expected, kernel(np.asfortranarray(values), weights.tolist()), "memory order or lists count")


def only_proportions_of_weights_count(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights times any factor give the same scores."""
    for factor in (7.0, 0.001):
        _same(method, _scores(method, table, points), _scores(method, table, points * factor), "weights are not scaled")


def costs_are_costs(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Turn each column round together with its goal: the order stays.

    It is turned by its sign or its inverse. Where costs have a formula of their own, an option that costs half as much
    and is the same otherwise must not rank lower.
    """
    if method.cost_mirror == "none":
        _cheaper_is_no_worse(method, table, points)
        return
    turn = inverted if method.cost_mirror == "inverse" else negated
    for j, criterion in enumerate(table.criteria):
        values = table.values.copy()
        values[:, j] = 1.0 / values[:, j] if turn is inverted else -values[:, j]
        criteria = Criteria(tuple(turn(c) if c is criterion else c for c in table.criteria))
        turned = _scores(method, PerformanceTable(table.options, criteria, values), points)
        shift = _scores(method, table, points) - turned
        _same(method, np.full_like(shift, shift[0]), shift, f"turning {criterion.id!r} round changes the order", turned)


def bad_input_is_refused_by_name(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """NaN, infinity, wrong shapes, negative and all-zero weights raise an `McdaError` that says where."""
    kernel, last = method.bind(table.criteria), table.criteria.ids[-1]
    for wrong in (np.nan, np.inf, -np.inf):
        values, weights = table.values.copy(), points.copy()
        values[-1, -1] = weights[-1] = wrong
        _refused(kernel, values, points, last)
        _refused(kernel, table.values, weights, last)
    negative = points.copy()
    negative[-1] = -1.0
    _refused(kernel, table.values, negative, last)
    _refused(kernel, table.values, np.zeros_like(points), "zero")
    _refused(kernel, table.values, np.append(points, 1.0), "shape")
    _refused(kernel, table.values[:, :0], points, "shape")
    _refused(kernel, table.values[:0], points, "no options")


CHECKS: Final[tuple[Check, ...]] = (
    a_batch_of_weights_scores_like_its_draws,
    a_batch_of_tables_scores_like_its_tables,
    the_order_of_criteria_does_not_matter,
    the_order_of_options_does_not_matter,
    a_dominating_option_never_ranks_lower,
    twins_share_a_place,
    flat_columns_are_survived,
    a_single_option_is_first,
    inputs_are_left_alone,
    only_proportions_of_weights_count,
    costs_are_costs,
    bad_input_is_refused_by_name,
)


def _draws(points: Floats) -> Floats:
    draws = np.random.default_rng(1).dirichlet(np.ones(len(points)), size=5)
    draws[0], draws[1] = points, np.eye(len(points))[0]
    return draws


def _cheaper_is_no_worse(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    for j in np.flatnonzero(table.criteria.signs < 0):
        cheaper = table.values[0].copy()
        cheaper[j] -= abs(cheaper[j]) / 2
        places = method.rank(with_row(table, cheaper), points).places
        expect(
            places["added"] <= places[table.options.ids[0]],
            f"{cheaper.tolist()} ranks below {table.values[0].tolist()}, which costs more",
        )


def _scores(method: RankingMethod, table: PerformanceTable, points: Floats) -> Floats:
    return method.bind(table.criteria)(table.values, points)


def _same(method: RankingMethod, expected: Floats, found: Floats, what: str, size: Floats | None = None) -> None:
    # Ten times the tolerance of ties: far below what could change a place twice, above what reordering sums can do.
    tolerance = 10 * tie_tolerance(expected if size is None else size, method.score_width)
    off = float(np.abs(expected - found).max())
    expect(off <= tolerance, f"{what}: expected {expected.tolist()}, found {found.tolist()}")


def _finite(scores: Floats) -> None:
    expect(bool(np.isfinite(scores).all()), f"scores are not finite: {scores.tolist()}")


def _refused(kernel: Kernel, values: Floats, weights: Floats, where: str) -> None:
    try:
        kernel(values, weights)
    except McdaError as fault:
        expect(where in str(fault), f"the error does not say {where!r}: {fault}")
    else:
        raise ContractError(f"accepted values {values.tolist()} with weights {weights.tolist()}")
