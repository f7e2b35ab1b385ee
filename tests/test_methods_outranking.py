"""PROMETHEE II: preference functions, thresholds and where they come from, flows."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError
from mcda.methods import Gaussian, Level, Linear, PrometheeII, UShape, Usual, VShape, promethee_i_relations
from mcda.methods.preference import preference_function
from mcda.options import Option, Options
from mcda.scales import Goal, Scale, Thresholds, ValueFunction
from mcda.table import PerformanceTable, value_table

DIFFERENCES = [-3.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        # The six generalised criteria of Brans & Vincke (1985), with q = 2 and p = 4 (s = 2).
        (Usual(), [0, 0, 1, 1, 1, 1, 1]),
        (UShape(2), [0, 0, 0, 0, 1, 1, 1]),
        (VShape(4), [0, 0, 0.25, 0.5, 0.75, 1, 1]),
        (Level(2, 4), [0, 0, 0, 0, 0.5, 0.5, 1]),
        (Linear(2, 4), [0, 0, 0, 0, 0.5, 1, 1]),
        (Gaussian(2), [0, 0, *(1 - np.exp(-np.array([1.0, 4, 9, 16, 25]) / 8))]),
    ],
)
def test_each_preference_function_is_its_picture(function, expected):
    np.testing.assert_allclose(function(DIFFERENCES), expected, rtol=1e-14, atol=0)


@pytest.mark.parametrize(
    ("limit", "plain"),
    [(Linear(0, 0), Usual()), (VShape(0), Usual()), (UShape(0), Usual()), (Linear(2, 2), UShape(2)),
     (Level(2, 2), UShape(2)), (Linear(0, 4), VShape(4))],
)  # fmt: skip
def test_thresholds_that_meet_give_the_simpler_function(limit, plain):
    assert limit(DIFFERENCES).tolist() == plain(DIFFERENCES).tolist()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Linear(3, 2), "q is 3 and p is 2; expected q at most p"),
        (lambda: Level(3, 2), "q at most p"),
        (lambda: UShape(-1), "q is -1; expected a number of zero or more"),
        (lambda: VShape(float("nan")), "p is nan"),
        (lambda: VShape(float("inf")), "p is inf"),
        (lambda: VShape("5"), "p is '5'"),
        (lambda: Gaussian(0), "s is 0; expected a number above zero"),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(MethodError, match=message):
        make()


def test_a_jump_is_not_decided_by_the_last_bit():
    """0.8 - 0.6 is a little more than 0.2 in binary, 0.3 - 0.1 a little less: both are the threshold itself."""
    assert 0.8 - 0.6 > 0.2 > 0.3 - 0.1
    for function in (UShape(0.2), Level(0.2, 0.5)):
        for column in ([0.8, 0.6], [0.3, 0.1]):
            table = PerformanceTable.of([[v] for v in column], goals=["max"])
            assert PrometheeII(functions={"c1": function}).rank(table, [1]).scores.tolist() == [0.0, 0.0]
    table = PerformanceTable.of([[0.1 + 0.2], [0.3]], goals=["max"])
    assert PrometheeII().rank(table, [1]).scores.tolist() == [0.0, 0.0]


def thresholds(q=None, p=None, on="units"):
    return Thresholds(
        indifference=None if q is None else Fraction(q), preference=None if p is None else Fraction(p), on=on
    )


@pytest.mark.parametrize(
    ("stated", "function"),
    [
        (thresholds(), Usual()),
        (thresholds(q=5), UShape(5)),
        (thresholds(p=20), VShape(20)),
        (thresholds(q=5, p=20), Linear(5, 20)),
        (thresholds(on="values"), Usual()),
    ],
)
def test_a_criterion_s_own_thresholds_make_its_function(stated, function):
    assert preference_function(Criterion("jobs", Goal.MAX, thresholds=stated)) == function


def test_the_method_s_function_goes_before_the_criterion_s():
    criteria = Criteria.of(
        Criterion("a", Goal.MAX, thresholds=thresholds(5, 20)), Criterion("b", Goal.MAX, thresholds=thresholds(5, 20))
    )
    table = PerformanceTable(Options((Option("x"), Option("y"))), criteria, np.array([[0.0, 9.0], [10.0, 0.0]]))
    ranking = PrometheeII(functions={"a": Usual()}).rank(table, [1, 1])
    assert ranking.details["functions"] == {"a": Usual(), "b": Linear(5, 20)}
    np.testing.assert_allclose(ranking.scores, [-0.5 + 0.5 * 4 / 15, 0.5 - 0.5 * 4 / 15])


HUNDRED = Scale(Fraction(0), Fraction(100))


@pytest.mark.parametrize(
    "criterion",
    [
        Criterion("x", Goal.MAX, scale=HUNDRED),
        Criterion("x", Goal.MIN, scale=HUNDRED),
        Criterion("x", Goal.MAX, value_function=ValueFunction.through([(0, 0), (40, 40), (100, 100)])),
        Criterion("x", Goal.MIN, value_function=ValueFunction.through([(0, 100), (30, 60), (1000, 0)])).on_values(),
    ],
)
def test_thresholds_on_values_hold_where_a_difference_of_performance_is_one_of_value(criterion):
    assert preference_function(replace(criterion, thresholds=thresholds(5, 20, "values"))) == Linear(5, 20)


@pytest.mark.parametrize(
    "criterion",
    [
        Criterion("cost", Goal.MIN, value_function=ValueFunction.through([(0, 100), (50, 85), (1000, 0)])),
        Criterion("cost", Goal.MIN, value_function=ValueFunction.through([(0, 100), (50, 85), (100, 0)])),
        Criterion("cost", Goal.MAX),
    ],
)
def test_thresholds_on_values_are_refused_where_the_value_function_is_bent_with_both_cures(criterion):
    stated = Criteria.of(replace(criterion, thresholds=thresholds(5, 20, "values")))
    with pytest.raises(MethodError, match=r"'cost' are differences of value.*rank on values, or give.*functions="):
        PrometheeII().bind(stated)
    assert PrometheeII(functions={"cost": Linear(10, 90)}).bind(stated)([[1], [2]], [1]).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("goal", [Goal.MIN, Goal.MAX])
def test_thresholds_follow_a_straight_scale_from_units_to_values_and_back(goal):
    """On a scale of 20 to 60, one unit is 100/40 = 2.5 points of value."""
    criterion = Criterion("cost", goal, scale=Scale(Fraction(20), Fraction(60)), thresholds=thresholds(2, 8))
    other = replace(criterion, thresholds=thresholds(5, 20, "values"))
    assert preference_function(criterion) == preference_function(other) == Linear(2, 8)
    assert preference_function(criterion.on_values()) == preference_function(other.on_values()) == Linear(5, 20)

    rows = np.array([[21.0], [27.0], [58.0]])
    table = PerformanceTable(Options((Option("x"), Option("y"), Option("z"))), Criteria.of(criterion), rows)
    on_units, on_values = (PrometheeII().rank(t, [1]).scores for t in (table, value_table(table)))
    np.testing.assert_allclose(on_units, on_values, rtol=1e-12)


def test_thresholds_in_units_are_refused_on_values_behind_a_bent_value_function():
    bent = ValueFunction.through([(0, 100), (50, 85), (1000, 0)])
    criterion = Criterion("cost", Goal.MIN, value_function=bent, thresholds=thresholds(1, 2))
    table = PerformanceTable(Options((Option("x"),)), Criteria.of(criterion), np.array([[3.0]]))
    PrometheeII().rank(table, [1])
    with pytest.raises(MethodError, match=r"'cost' are differences in its unit.*rank on units, or give"):
        PrometheeII().rank(value_table(table), [1])


def test_a_function_for_something_else_is_refused():
    table = PerformanceTable.of([[1]], goals=["max"], criteria=["jobs"])
    with pytest.raises(
        McdaError, match="a preference function for 'job', which is not a criterion; did you mean 'jobs'"
    ):
        PrometheeII(functions={"job": Usual()}).rank(table, [1])


FUNCTIONS = st.sampled_from([Usual(), UShape(0.5), VShape(2.0), Level(0.5, 2), Linear(0.5, 2), Gaussian(1.0)])


def by_definition(table, functions, shares):
    """Flows by plain loops over all pairs, straight from the paper."""
    n, m = table.shape
    pi = [[0.0] * n for _ in range(n)]
    for a in range(n):
        for b in range(n):
            for j in range(m):
                d = (table.values[a, j] - table.values[b, j]) * table.criteria.signs[j]
                close = abs(d) <= 1e-15 * max(abs(table.values[a, j]), abs(table.values[b, j]))
                pi[a][b] += 0.0 if close else shares[j] * float(functions[j](d))
    plus = [sum(pi[a]) / max(n - 1, 1) for a in range(n)]
    minus = [sum(row[a] for row in pi) / max(n - 1, 1) for a in range(n)]
    return np.array(pi), np.array(plus), np.array(minus)


@given(problems(), st.data())
@settings(max_examples=40)
def test_flows_are_those_of_the_definition_and_add_to_zero(problem, data):
    table, points = problem
    functions = data.draw(st.lists(FUNCTIONS, min_size=len(points), max_size=len(points)))
    method = PrometheeII(functions=dict(zip(table.criteria.ids, functions, strict=True)))
    ranking = method.rank(table, points)
    pi, plus, minus = by_definition(table, functions, points / points.sum())
    found = ranking.details
    np.testing.assert_allclose(found["preference_indices"], pi, atol=1e-12)
    np.testing.assert_allclose(found["positive_flows"], plus, atol=1e-12)
    np.testing.assert_allclose(found["negative_flows"], minus, atol=1e-12)
    np.testing.assert_allclose(ranking.scores, plus - minus, atol=1e-12)
    assert abs(ranking.scores.sum()) < 1e-12
    np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, atol=1e-12)
    np.testing.assert_allclose(
        found["unicriterion_net_flows"] * points / points.sum(), ranking.contributions, atol=1e-15
    )


@given(problems())
@settings(max_examples=30)
def test_the_partial_order_is_contained_in_the_ranking(problem):
    ranking = PrometheeII().rank(*problem)
    relations = promethee_i_relations(ranking.details["positive_flows"], ranking.details["negative_flows"])
    places = list(ranking.places.values())
    for a, row in enumerate(relations):
        for b, relation in enumerate(row):
            assert {"P": places[a] <= places[b], "P-": places[a] >= places[b], "I": True, "R": True}[relation]
            assert relations[b][a] == {"P": "P-", "P-": "P", "I": "I", "R": "R"}[relation]


def test_a_single_option_flows_nowhere():
    ranking = PrometheeII().rank(PerformanceTable.of([[1, 2]], goals=["max", "min"]), [1, 1])
    assert ranking.scores.tolist() == [0.0]
    assert ranking.details["preference_indices"].tolist() == [[0.0]]


def test_many_options_need_no_square_of_memory():
    """1,500 options: 18 MB for one square matrix; the flows must stay far below it."""
    import tracemalloc

    values = np.random.default_rng(2).normal(size=(1500, 2))
    table = PerformanceTable.of(values, goals=["max", "min"])
    tracemalloc.start()
    ranking = PrometheeII(functions={"c1": Linear(0.1, 1)}).rank(table, [1, 1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6e6
    assert "preference_indices" not in ranking.details
    assert abs(ranking.scores.sum()) < 1e-10
    net = ranking.details["positive_flows"] - ranking.details["negative_flows"]
    np.testing.assert_allclose(net, ranking.scores, atol=1e-12)
