"""Additive value, WSM, WPM, WASPAS: what each formula is, and where it says no."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import problems

from mcda.criteria import Criteria, Criterion
from mcda.errors import MethodError, WeightsError
from mcda.methods import Additive, Waspas, Wpm, Wsm
from mcda.options import Option, Options
from mcda.scales import Goal, Scale, ValueFunction
from mcda.table import PerformanceTable, value_table
from mcda.weights import Weights

COST = Criterion(
    "cost", Goal.MIN, value_function=ValueFunction.through([(0, 100), (50, 85), (200, 60), (500, 30), (1000, 0)])
)
JOBS = Criterion("jobs", Goal.MAX, scale=Scale(Fraction(0), Fraction(10)))
TABLE = PerformanceTable(
    Options((Option("wait"), Option("build"))), Criteria.of(COST, JOBS), np.array([[0.0, 2.0], [200.0, 10.0]])
)


def test_additive_value_is_the_weighted_mean_of_the_value_functions():
    """By hand: wait (100, 20), build (60, 100), weights 3 : 1."""
    ranking = Additive().rank(TABLE, {"cost": 3, "jobs": 1})
    assert ranking.scores.tolist() == [80.0, 70.0]
    assert ranking.contributions.tolist() == [[75.0, 5.0], [45.0, 25.0]]


def test_additive_value_on_values_is_the_same_as_on_units():
    on_units, on_values = (Additive().rank(t, [3, 1]) for t in (TABLE, value_table(TABLE)))
    assert on_units.scores.tolist() == on_values.scores.tolist()
    assert on_units.recipe.on == "units"
    assert on_values.recipe.on == "values"


def test_a_column_that_holds_values_is_taken_as_it_is():
    values = PerformanceTable(TABLE.options, value_table(TABLE).criteria, np.array([[1 / 3, 120.0], [0.1, -20.0]]))
    assert Additive().rank(values, [0, 1]).scores.tolist() == [120.0, -20.0]
    assert Additive().rank(values, [1, 0]).scores.tolist() == [1 / 3, 0.1]


def test_the_best_everywhere_has_100_and_the_worst_everywhere_0():
    values = np.array([[0.0, 10.0], [1000.0, 0.0]])
    ranking = Additive().rank(PerformanceTable(TABLE.options, TABLE.criteria, values), [2, 5])
    np.testing.assert_allclose(ranking.scores, [100.0, 0.0], atol=1e-12)


@given(problems())
@settings(max_examples=30)
def test_additive_scores_do_not_depend_on_the_other_options(problem):
    table, points = problem
    whole = Additive().rank(table, points)
    for option in table.options.ids:
        alone = Additive().rank(table.select(options=[option]), points)
        assert alone.scores[0] == whole.score(option)


def test_a_criterion_without_a_scale_says_what_to_do():
    table = PerformanceTable.of([[1, 2]], goals=["max", "max"], criteria=["jobs", "trust"], scales={"jobs": (0, 5)})
    with pytest.raises(MethodError, match=r"'trust' has neither a value function nor a scale.*scales=.*'topsis'"):
        Additive().bind(table.criteria)


@given(problems(positive=True))
@settings(max_examples=30)
def test_contributions_add_to_the_score(problem):
    for method in (Wsm(), Wsm(normalization="none"), Additive()):
        ranking = method.rank(*problem)
        np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, rtol=1e-12, atol=1e-12)


@given(problems(positive=True))
@settings(max_examples=30)
def test_waspas_runs_from_the_product_to_the_sum(problem):
    table, points = problem
    total, product = Wsm().rank(table, points).scores, Wpm().rank(table, points).scores
    np.testing.assert_allclose(Waspas(lambda_=1).rank(table, points).scores, total, rtol=1e-12)
    np.testing.assert_allclose(Waspas(lambda_=0).rank(table, points).scores, product, rtol=1e-12)
    mixed = Waspas(lambda_=0.25).rank(table, points)
    np.testing.assert_allclose(mixed.scores, 0.25 * total + 0.75 * product, rtol=1e-12)
    np.testing.assert_allclose(mixed.details["wsm"], total, rtol=1e-12)
    np.testing.assert_allclose(mixed.details["wpm"], product, rtol=1e-12)
    assert (product <= total * (1 + 1e-12)).all(), "a geometric mean is never above the arithmetic one"


@given(problems(positive=True))
@settings(max_examples=30)
def test_the_normalisation_of_a_product_never_changes_its_order(problem):
    ratios = [np.divide.outer(s, s) for s in (Wpm(normalization=n).rank(*problem).scores for n in
              ("linear_max", "sum_inverse", "none"))]  # fmt: skip
    np.testing.assert_allclose(ratios[1], ratios[0], rtol=1e-9)
    np.testing.assert_allclose(ratios[2], ratios[0], rtol=1e-9)


@given(problems(positive=True))
@settings(max_examples=20)
def test_a_product_has_no_rank_reversal(problem):
    table, points = problem
    whole = Wpm().rank(table, points)
    for gone in table.options.ids[:3] if len(table.options) > 1 else ():
        rest = Wpm().rank(table.without(gone), points)
        kept = np.array([whole.score(o) for o in rest.options.ids])
        np.testing.assert_allclose(rest.scores / rest.scores.max(), kept / kept.max(), rtol=1e-9)


def test_weights_by_name_and_in_order_are_the_same_weights():
    by_name = Wsm().rank(TABLE.select(options=["build"]), {"jobs": 1, "cost": 3})
    in_order = Wsm().rank(TABLE.select(options=["build"]), Weights.from_points({"cost": 3, "jobs": 1}))
    assert by_name.scores.tolist() == in_order.scores.tolist()


def test_weights_for_something_else_are_refused():
    with pytest.raises(WeightsError, match="'job', which is not a criterion; did you mean 'jobs'"):
        Wsm().rank(TABLE, {"cost": 1, "job": 1})


@pytest.mark.parametrize("method", [Wsm(), Wsm(normalization="sum_inverse"), Wpm(), Waspas()], ids=repr)
def test_a_cost_of_nothing_is_refused_by_name(method):
    with pytest.raises(MethodError, match="the performance of 'wait' on 'cost' is 0; expected above zero"):
        method.rank(TABLE, [1, 1])


def test_a_cost_of_nothing_in_a_draw_says_which_draw():
    tables = np.stack([TABLE.values + 1, TABLE.values + 1, TABLE.values])
    with pytest.raises(MethodError, match="option 0 on 'cost' in draw 2"):
        Wsm().bind(TABLE.criteria)(tables, [1, 1])
