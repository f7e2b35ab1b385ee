"""What every method promises, as checks that also run on a method of your own."""

import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError
from mcda.methods import preference
from mcda.methods.contract_tables import contract_tables
from mcda.methods.kernel import Kernel
from mcda.methods.ranking_method import RankingMethod, tie_tolerance
from mcda.options import Option, Options
from mcda.scales import Floats, Goal, Scale, ValueFunction
from mcda.table import PerformanceTable

Check = Callable[[RankingMethod, PerformanceTable, Floats], None]


class ContractError(MethodError):
    """A method breaks what every method promises."""


def check_method(method: RankingMethod, tables: Sequence[PerformanceTable] | None = None) -> None:
    """Check that a method keeps the contract of all methods.

    A batch scores like its members one by one; the order of criteria and options, the scale of the weights and the
    sign convention of a column do not matter; a dominating option never ranks lower, unless `about` declares it; twins
    share a place; flat columns and a single option are survived; inputs are not changed; bad input is refused by name;
    the method can be hashed, pickled and printed, and says all it must about itself.

    Parameters
    ----------
    method
        The method, configured.
    tables
        Tables to check on; by default `contract_tables(method)`.

    Raises
    ------
    ContractError
        Lists every promise that is broken, and on which table.

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> check_method(Topsis(normalization="minmax"))
    """
    broken = []
    for table in contract_tables(method) if tables is None else tables:
        points = np.random.default_rng(7).integers(1, 9, len(table.criteria)).astype(np.float64)
        for check in CHECKS:
            where = f"{check.__name__} ({table.shape[0]} options, {table.shape[1]} criteria)"
            broken += _broken(where, check, method, table, points)
    broken += _broken("check_value", check_value, method)
    if broken:
        raise ContractError("\n  ".join([f"{method!r} breaks the contract of methods:", *broken]))


def a_batch_of_weights_scores_like_its_draws(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights of shape (draws, n_criteria) score like each draw alone."""
    kernel, draws = method.bind(table.criteria), _draws(points)
    batch = kernel(table.values, draws)
    _expect(batch.shape == (len(draws), len(table.options)), f"the batch has shape {batch.shape}")
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
    rng, signs = np.random.default_rng(13), table.criteria.signs
    best = (table.values * signs).max(axis=0) * signs
    for _ in range(3):
        i, better = int(rng.integers(len(table.options))), rng.random(len(points)) < 0.5
        improved = np.where(better, best, table.values[i])
        places = method.rank(_with_row(table, improved), points).places
        _expect(
            places["added"] <= places[table.options.ids[i]],
            f"{improved.tolist()} ranks below {table.values[i].tolist()}, which it dominates",
        )


def twins_share_a_place(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Two options with the same performances have the same place."""
    for i, option in enumerate(table.options.ids):
        places = method.rank(_with_row(table, table.values[i]), points).places
        _expect(places["added"] == places[option], f"{option!r} and its twin have different places")


def flat_columns_are_survived(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Columns in which all are equal are fine; where all columns are, all options are first."""
    values = table.values.copy()
    for j in range(len(points)):
        values[:, j] = values[0, j]
        _finite(_scores(method, PerformanceTable(table.options, table.criteria, values), points))
    places = method.rank(PerformanceTable(table.options, table.criteria, values), points).places
    _expect(set(places.values()) == {1}, f"all options are equal, but their places are {places}")


def a_single_option_is_first(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """One option alone has a finite score and the first place."""
    alone = method.rank(table.select(options=table.options.ids[:1]), points)
    _expect(alone.places == {table.options.ids[0]: 1}, f"a single option has places {alone.places}")


def inputs_are_left_alone(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Read-only arrays are accepted, and no array is written to."""
    kernel, values, weights = method.bind(table.criteria), table.values.copy(), points.copy()
    expected = kernel(values, weights)
    _expect(np.array_equal(values, table.values) and np.array_equal(weights, points), "an input was changed")
    for array in (values, weights):
        array.setflags(write=False)
    _expect(np.array_equal(kernel(values, weights), expected), "two calls gave different scores")
    _finite(expected)
    _same(method, expected, kernel(np.asfortranarray(values), weights.tolist()), "memory order or lists count")


def only_proportions_of_weights_count(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Weights times any factor give the same scores."""
    for factor in (7.0, 0.001):
        _same(method, _scores(method, table, points), _scores(method, table, points * factor), "weights are not scaled")


def costs_are_costs(method: RankingMethod, table: PerformanceTable, points: Floats) -> None:
    """Turn each column round together with its goal: the order stays.

    It is turned by its sign; by its inverse where the method needs positive numbers.
    """
    turn = _inverted if method.needs_positive else _negated
    for j, criterion in enumerate(table.criteria):
        values = table.values.copy()
        values[:, j] = 1.0 / values[:, j] if method.needs_positive else -values[:, j]
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


def check_value(method: RankingMethod) -> None:
    """Check that a method is a value that says what it is.

    Raises
    ------
    ContractError
        It cannot be hashed, pickled or made again from its `repr`, or `about` lacks something.
    """
    _expect(bool(method.id) and method.id == method.id.lower(), f"the id {method.id!r} is not a lower-case name")
    _expect(hash(method) == hash(replace(method)) and method == replace(method), "equal methods hash differently")
    _expect(pickle.loads(pickle.dumps(method)) == method, "pickling gives another method")  # noqa: S301  # our own bytes
    names = {**vars(preference), **vars(sys.modules[type(method).__module__]), type(method).__name__: type(method)}
    _expect(eval(repr(method), names) == method, f"{method!r} is no recipe")  # noqa: S307  # the repr is the promise
    _expect(not method.about.missing, f"about lacks texts: {', '.join(method.about.missing)}")


def _negated(criterion: Criterion) -> Criterion:
    function = criterion.value
    turned = None if function is None else ValueFunction(tuple((-x, y) for x, y in reversed(function.points)))
    scale = None if criterion.scale is None else Scale(-criterion.scale.high, -criterion.scale.low)
    return _turned(criterion, scale, turned)


def _inverted(criterion: Criterion) -> Criterion:
    old = criterion.scale
    scale = None if old is None or old.low <= 0 else Scale(Fraction(1) / old.high, Fraction(1) / old.low, level="ratio")
    return _turned(criterion, scale, None)


def _turned(criterion: Criterion, scale: Scale | None, function: ValueFunction | None) -> Criterion:
    goal = Goal.MIN if criterion.goal is Goal.MAX else Goal.MAX
    return replace(criterion, goal=goal, scale=scale, value_function=function, as_values=False)


def _with_row(table: PerformanceTable, row: Floats) -> PerformanceTable:
    options = Options((*table.options.all, Option("added")))
    return PerformanceTable(options, table.criteria, np.vstack([table.values, row]))


def _draws(points: Floats) -> Floats:
    draws = np.random.default_rng(1).dirichlet(np.ones(len(points)), size=5)
    draws[0], draws[1] = points, np.eye(len(points))[0]
    return draws


def _scores(method: RankingMethod, table: PerformanceTable, points: Floats) -> Floats:
    return method.bind(table.criteria)(table.values, points)


def _same(method: RankingMethod, expected: Floats, found: Floats, what: str, size: Floats | None = None) -> None:
    # Ten times the tolerance of ties: far below what could change a place twice, above what reordering sums can do.
    tolerance = 10 * tie_tolerance(expected if size is None else size, method.score_width)
    off = float(np.abs(expected - found).max())
    _expect(off <= tolerance, f"{what}: expected {expected.tolist()}, found {found.tolist()}")


def _finite(scores: Floats) -> None:
    _expect(bool(np.isfinite(scores).all()), f"scores are not finite: {scores.tolist()}")


def _refused(kernel: Kernel, values: Floats, weights: Floats, where: str) -> None:
    try:
        kernel(values, weights)
    except McdaError as fault:
        _expect(where in str(fault), f"the error does not say {where!r}: {fault}")
    else:
        raise ContractError(f"accepted values {values.tolist()} with weights {weights.tolist()}")


def _broken(where: str, check: Callable[..., None], *arguments: Any) -> list[str]:
    """Run one check; whatever it meets in a stranger's method is a finding, not a crash."""
    try:
        check(*arguments)
    except McdaError as fault:
        return [f"{where}: {fault}"]
    except Exception as fault:
        return [f"{where}: {type(fault).__name__}: {fault}"]
    return []


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ContractError(otherwise)
