"""PROMETHEE I, II, III and VI: preference functions, thresholds and where they come from, flows, relations."""

import itertools
from dataclasses import replace
from fractions import Fraction

import counter_examples
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError
from mcda.methods import (
    Gaussian,
    Level,
    Linear,
    PrometheeI,
    PrometheeII,
    PrometheeIII,
    PrometheeVI,
    UShape,
    Usual,
    VShape,
)
from mcda.methods.outranking._weight_box import brain, holds_origin, largest
from mcda.methods.outranking.promethee_iii import intervals
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
    for function in (UShape(0.2), Level(0.2, 0.5), Linear(0.2, 0.2)):
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
    ranking, relations = PrometheeII().rank(*problem), PrometheeI().outrank(*problem).relations
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


# The hydro-electric power stations of Brans & Vincke (1985): one generalised criterion of each kind, equal weights.
STATIONS = PerformanceTable.of(
    [[80, 90, 6, 5.4, 8, 5], [65, 58, 2, 9.7, 1, 1], [83, 60, 4, 7.2, 4, 7], [40, 80, 10, 7.5, 7, 10],
     [52, 72, 6, 2, 3, 8], [94, 96, 7, 3.6, 5, 6]],
    goals=["min", "max", "min", "min", "min", "max"],
    options=["italy", "belgium", "germany", "sweden", "austria", "france"],
)  # fmt: skip
STATION_FUNCTIONS = {
    "c1": UShape(10), "c2": VShape(30), "c3": Linear(0.5, 5), "c4": Level(1, 6), "c5": Usual(), "c6": Gaussian(5),
}  # fmt: skip
EQUAL = [1] * 6


def test_the_six_power_stations_have_the_flows_of_the_paper():
    """Brans & Vincke (1985), to the three digits in which they are quoted; undivided there, divided by n - 1 here."""
    ranking = PrometheeII(functions=STATION_FUNCTIONS).rank(STATIONS, EQUAL)
    assert ranking.scores.round(3).tolist() == [-0.146, 0.017, -0.090, -0.020, 0.293, -0.055]
    np.testing.assert_allclose(
        ranking.details["preference_indices"][0], [0, 0.296, 0.25, 0.268, 0.1, 0.185], rtol=0, atol=1.1e-3
    )


def test_promethee_iii_draws_intervals_of_alpha_standard_deviations():
    """By hand: d = (0, 3/4 - 1/4), mean 1/4, standard deviation 1/4, so alpha 1 gives 0 to 1/2 and -1/2 to 0."""
    pi = np.array([[0, 0.75], [0.25, 0]])
    found = intervals(pi, 1.0)
    assert found.lower.tolist() == [0.0, -0.5]
    assert found.upper.tolist() == [0.5, 0.0]
    assert found.outranks.tolist() == [[True, True], [True, True]], "intervals that touch are not apart"
    assert intervals(pi, 0.9).outranks.tolist() == [[True, True], [False, True]]


@given(problems(max_options=8, max_criteria=4))
@settings(max_examples=25)
def test_promethee_iii_is_the_order_of_promethee_ii_at_alpha_0_and_prefers_less_as_alpha_grows(problem):
    places = np.array(list(PrometheeII().rank(*problem).places.values()))
    found = [PrometheeIII(alpha=alpha).outrank(*problem).outranks for alpha in (0, 0.15, 1)]
    np.testing.assert_array_equal(found[0], np.subtract.outer(places, places) <= 0)
    for narrow, wide in itertools.pairwise(found):
        assert (wide | ~narrow).all()
        assert (wide | wide.T).all(), "nothing is incomparable"


def test_promethee_iii_can_be_indifferent_without_carrying_over():
    """The power stations at alpha 0.15: Italy I Germany, Germany I France, and France is preferred to Italy."""
    found = PrometheeIII(functions=STATION_FUNCTIONS).outrank(STATIONS, EQUAL)
    assert found.relation("italy", "germany") == found.relation("germany", "france") == "I"
    assert found.relation("france", "italy") == "P"


@given(problems(max_options=8, max_criteria=4))
@settings(max_examples=25)
def test_promethee_vi_without_room_for_the_weights_is_promethee_ii(problem):
    ranking, found = PrometheeII().rank(*problem), PrometheeVI(spread=0).outrank(*problem)
    places = np.array(list(ranking.places.values()))
    np.testing.assert_array_equal(found.outranks, np.subtract.outer(places, places) <= 0)
    for flows in ("net_flows", "lowest_net_flows", "highest_net_flows"):
        np.testing.assert_allclose(found.details[flows], ranking.scores, atol=1e-12)


@given(problems(max_options=8, max_criteria=4))
@settings(max_examples=25)
def test_promethee_vi_with_all_weights_prefers_only_what_no_criterion_objects_to(problem):
    table, points = problem
    bounds = dict.fromkeys(table.criteria.ids, (0, 1))
    found = PrometheeVI(bounds=bounds).outrank(table, points)
    flows = PrometheeII().rank(table, points).details["unicriterion_net_flows"]
    expected = (flows[:, np.newaxis] >= flows[np.newaxis] - 1e-10).all(axis=-1)
    np.testing.assert_array_equal(found.outranks, expected)
    np.testing.assert_allclose(found.details["lowest_net_flows"], flows.min(axis=1), atol=1e-12)
    np.testing.assert_allclose(found.details["highest_net_flows"], flows.max(axis=1), atol=1e-12)


def test_promethee_vi_keeps_the_weights_within_their_bounds():
    """With all weight on the first criterion and no room, the best option on it has a net flow of 1."""
    table = PerformanceTable.of([[9, 1, 1], [5, 5, 5], [1, 9, 9]], goals=["max"] * 3)
    bounds = {"c1": (1, 1), "c2": (0, 0), "c3": (0, 0)}
    found = PrometheeVI(bounds=bounds).outrank(table, [1, 1, 1])
    assert found.details["highest_net_flows"].tolist() == found.details["lowest_net_flows"].tolist() == [1, 0, -1]
    assert found.notes[-1].startswith("The weights given lie outside the bounds on c1, c2, c3")


def boxes(draw, m):
    """Bounds that hold some weights which add to one."""
    inside = np.array(draw(st.lists(st.integers(0, 9), min_size=m, max_size=m).filter(any)), dtype=float)
    inside /= inside.sum()
    down, up = (np.array(draw(st.lists(st.integers(0, 10), min_size=m, max_size=m))) / 20 for _ in range(2))
    return np.maximum(inside - down, 0), np.minimum(inside + up, 1)


@given(st.data())
@settings(max_examples=40)
def test_extremes_over_the_weights_are_those_of_a_linear_program(data):
    from scipy.optimize import linprog

    m = data.draw(st.integers(1, 6))
    low, high = boxes(data.draw, m)
    flows = np.array(data.draw(st.lists(st.integers(-8, 8), min_size=m, max_size=m))) / 8
    exact = linprog(-flows, A_eq=np.ones((1, m)), b_eq=[1], bounds=list(zip(low, high, strict=True)))
    assert exact.status == 0
    assert largest(flows, low, high) == pytest.approx(-exact.fun, abs=1e-9)


@given(st.data())
@settings(max_examples=60)
def test_the_brain_holds_the_origin_where_some_weights_within_the_bounds_lead_there(data):
    from scipy.optimize import linprog

    m = data.draw(st.integers(1, 6))
    low, high = boxes(data.draw, m)
    axes = np.array(data.draw(st.lists(st.integers(-8, 8), min_size=2 * m, max_size=2 * m))).reshape(m, 2) / 8
    corners = brain(axes, low, high)
    bounds = [*zip(low, high, strict=True), (0, None), (0, None), (0, None), (0, None)]
    # How far, in both coordinates together, the decision axis must stay from the origin.
    to_origin = np.hstack([np.vstack([axes.T, np.ones(m)]), np.array([[1, -1, 0, 0], [0, 0, 1, -1], [0, 0, 0, 0]])])
    least = linprog([0] * m + [1] * 4, A_eq=to_origin, b_eq=[0, 0, 1], bounds=bounds)
    assert least.status == 0
    if not 1e-10 < least.fun < 1e-7:
        assert holds_origin(corners) == (least.fun <= 1e-10)
    for direction in ([1, 0], [0, 1], [-1, 0], [0, -1], [3, 5], [-2, 7]):
        reach = largest(axes @ np.array(direction), low, high)
        assert (corners @ np.array(direction)).max() == pytest.approx(reach, abs=1e-7)


def test_a_problem_is_hard_where_the_weights_can_cancel_the_conflict():
    """Two criteria that say the opposite: at equal weights the decision axis is nothing; far from them it is not.

    By hand: with 0.8 give or take a fifth of it, and 0.2 likewise, the difference of the weights is 0.52 or more.
    """
    table = PerformanceTable.of([[1, 3], [2, 2], [3, 1]], goals=["max", "max"])
    hard, soft = (PrometheeVI(spread=0.2).outrank(table, weights) for weights in ([1, 1], [4, 1]))
    assert hard.details["hard"]
    assert "The problem is hard" in hard.notes[-1]
    assert not soft.details["hard"]
    assert "The problem is soft" in soft.notes[-1]
    np.testing.assert_allclose(np.abs(soft.details["brain"][:, 0]).min(), 0.52 / np.sqrt(2), atol=1e-12)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: PrometheeIII(alpha=-0.1), "PrometheeIII: alpha is -0.1; expected a number from 0 to 100"),
        (lambda: PrometheeIII(alpha="1"), "alpha is '1'"),
        (lambda: PrometheeIII(functions={"c1": 3}), "PrometheeIII: the function of 'c1' is 3"),
        (lambda: PrometheeVI(spread=1.5), "spread is 1.5; expected a number from 0 to 1"),
        (lambda: PrometheeVI(bounds=[0.1, 0.2]), r"bounds is \[0.1, 0.2\]; expected bounds by criterion id"),
        (lambda: PrometheeVI(bounds={"c1": (0.4, 0.2)}), r"the bounds of 'c1' are \(0.4, 0.2\); expected two shares"),
        (lambda: PrometheeVI(bounds={"c1": (0.4,)}), "the bounds of 'c1'"),
        (lambda: PrometheeVI(bounds={"c1": (0, float("nan"))}), "the bounds of 'c1'"),
        (lambda: PrometheeVI(bounds={"c1": "ab"}), "the bounds of 'c1' are 'ab'"),
        (lambda: PrometheeVI(functions=3), "PrometheeVI: functions is 3"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_by_name(make, message):
    with pytest.raises(MethodError, match=message):
        make()


def test_bounds_between_which_no_weights_add_to_one_are_refused():
    table = PerformanceTable.of([[1, 2], [2, 1]], goals=["max", "max"])
    for bounds, message in (
        ({"c1": (0.6, 0.7), "c2": (0.5, 0.6)}, "the least shares within the bounds add to 1.1"),
        ({"c1": (0.1, 0.2), "c2": (0.1, 0.3)}, "the largest shares within the bounds add to 0.5"),
    ):
        with pytest.raises(MethodError, match=message):
            PrometheeVI(bounds=bounds).outrank(table, [1, 1])
    with pytest.raises(McdaError, match="bounds are given for 'c3', which is not a criterion"):
        PrometheeVI(bounds={"c3": (0, 1)}).outrank(table, [1, 1])


@pytest.mark.parametrize("method", [PrometheeI(), PrometheeIII(), PrometheeVI()], ids=repr)
def test_tables_with_nothing_to_tell_apart_leave_all_options_indifferent(method):
    for rows in ([[1.0]], [[3, 3], [3, 3]], [[0, 0], [0, 0], [0, 0]], [[0.1 + 0.2], [0.3]]):
        found = method.outrank(PerformanceTable.of(rows, goals=["max"] * len(rows[0])), [1] * len(rows[0]))
        assert found.outranks.all()
    told_apart = PerformanceTable.of([[1, 5], [2, 5]], goals=["max", "min"])
    assert method.outrank(told_apart, [0, 1]).relation("a1", "a2") == "I", "a criterion without weight does not count"


@pytest.mark.parametrize("method", [PrometheeI(), PrometheeIII(), PrometheeVI()], ids=repr)
def test_what_no_relation_can_be_made_of_is_refused_by_name(method):
    table = PerformanceTable.of([[1, 2], [2, 1]], goals=["max", "max"])
    with pytest.raises(McdaError, match="zero"):
        method.outrank(table, [0, 0])
    with pytest.raises(McdaError, match="weights"):
        method.outrank(table, [1, 1, 1])
    with pytest.raises(McdaError, match="'a1' on 'c1' is nan"):
        PerformanceTable.of([[np.nan, 2]], goals=["max", "max"])
    huge = PerformanceTable.of([[1e308, 2], [-1e308, 1]], goals=["max", "max"])
    try:
        relation, refusal = method.outrank(huge, [1, 1]).relation("a1", "a2"), ""
    except MethodError as fault:
        relation, refusal = "P", str(fault)
    assert relation == "P"
    assert not refusal or "'c1'" in refusal


# (method, property): performances (all to be maximised), weights, and what is done to which option. For a relation, an
# order of the others that changes is a pair of them that stands differently; a place lost is a relation that is worse.
COUNTER_EXAMPLES = counter_examples.of(PrometheeI, PrometheeIII, PrometheeVI)
RELATIONS = (PrometheeI, PrometheeIII, PrometheeVI)
STANDING = {"P": 1, "I": 0, "R": 0, "P-": -1}


def standing(method, values, weights):
    """How each option (row) stands to each other: 1 preferred, -1 the reverse, 0 neither."""
    table = PerformanceTable.of(values, goals=["max"] * len(values[0]))
    return np.array([[STANDING[r] for r in row] for row in method().outrank(table, weights).relations])


def without(relation, option):
    return np.delete(np.delete(relation, option, axis=0), option, axis=1)


def raised(values, change):
    option, criterion, better = change
    assert better > values[option, criterion]
    values = values.copy()
    values[option, criterion] = better
    return values


def test_every_breach_declared_for_a_relation_has_its_counter_example_and_the_other_way_round():
    declared = {(method, breach.property) for method in RELATIONS for breach in method.about.breaks}
    assert declared == set(COUNTER_EXAMPLES)


@pytest.mark.parametrize(("method", "broken"), COUNTER_EXAMPLES, ids=lambda each: getattr(each, "id", each))
def test_the_counter_example_still_breaks_the_property(method, broken):
    values, weights, change = COUNTER_EXAMPLES[method, broken]
    values = np.array(values, dtype=float)
    before = standing(method, values, weights)
    if broken == "rank_reversal":
        assert (before[:, change] == 1).any(), "the option taken away is not a best one"
        assert (without(before, change) != standing(method, np.delete(values, change, axis=0), weights)).any()
    elif broken == "copies":
        assert (before != standing(method, np.vstack([values, values[change]]), weights)[:-1, :-1]).any()
    else:
        after = standing(method, raised(values, change), weights)
        assert (after[change[0]] < before[change[0]]).any(), "a better score cost it a relation"


def test_preferences_are_even_turned_round_by_options_that_come_or_go():
    for method in (PrometheeI, PrometheeIII, PrometheeVI):
        values, weights, gone = COUNTER_EXAMPLES[method, "rank_reversal"]
        before = without(standing(method, values, weights), gone)
        assert (before * standing(method, np.delete(values, gone, axis=0), weights) < 0).any()


@pytest.mark.parametrize("method", RELATIONS, ids=lambda method: method.id)
def test_relations_keep_the_properties_they_do_not_declare_broken(method):
    rng = np.random.default_rng(8)
    for _ in range(120):
        values, weights = rng.integers(1, 6, (5, 3)).astype(float), rng.integers(1, 5, 3)
        relation = standing(method, values, weights)
        if not method.about.lacks("dominance"):
            dominates = (values[:, np.newaxis] >= values[np.newaxis]).all(axis=-1)
            assert (relation[dominates] >= 0).all()
        if not method.about.lacks("monotonicity"):
            change = (int(rng.integers(5)), int(rng.integers(3)), 6.0)
            assert (standing(method, raised(values, change), weights)[change[0]] >= relation[change[0]]).all()


def test_promethee_ii_never_costs_an_option_a_place_for_a_better_score():
    rng = np.random.default_rng(9)
    for _ in range(150):
        values, weights = rng.integers(1, 6, (5, 3)).astype(float), rng.integers(1, 5, 3)
        change = (int(rng.integers(5)), int(rng.integers(3)), 6.0)
        before, after = (
            PrometheeII().rank(PerformanceTable.of(v, goals=["max"] * 3), weights).places[f"a{change[0] + 1}"]
            for v in (values, raised(values, change))
        )
        assert after <= before
