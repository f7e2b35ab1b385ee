"""MAUT and its utilities, the Choquet integral and its capacities, OWA: what each formula is, and where it says no."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError, WeightsError
from mcda.methods import (
    Additive,
    Choquet,
    Exponential,
    Linear,
    Logarithmic,
    Maut,
    Owa,
    Quadratic,
    Step,
    Straight,
    named,
)
from mcda.methods.capacities import capacity, choquet_integral, interactions, moebius, shapley, two_additive
from mcda.methods.contract import CHECKS
from mcda.methods.value.owa import most_even, orness_of
from mcda.ranking import places
from mcda.scales import Goal, ValueFunction
from mcda.table import PerformanceTable, value_table

VALUE = (Maut, Choquet, Owa)
COUNTER_EXAMPLES: dict[object, object] = {}

JOBS, COST = Criterion("jobs", Goal.MAX), Criterion("cost", Goal.MIN)
CURVES = (Straight(), Exponential(3), Exponential(-3), Quadratic(1), Quadratic(-1), Logarithmic(9), Logarithmic(1e6))


def of(values, goals=None, scale=(0, 10), **named_criteria):
    goals = goals or ["max"] * len(values[0])
    ids = named_criteria.get("criteria", [f"c{j + 1}" for j in range(len(goals))])
    return PerformanceTable.of(values, goals=goals, scales=dict.fromkeys(ids, scale), **named_criteria)


# Utilities.


@pytest.mark.parametrize("curve", CURVES, ids=repr)
@pytest.mark.parametrize("criterion", [JOBS, COST], ids=lambda c: c.goal)
def test_a_curve_runs_from_0_at_the_worst_end_to_1_at_the_best_and_rises_on_the_way(curve, criterion):
    found = curve.on(criterion, (100.0, 500.0))(np.linspace(100, 500, 401))[:: int(criterion.goal.sign)]
    assert (found[0], found[-1]) == (0.0, 1.0)
    assert (np.diff(found) > 0).all()


@pytest.mark.parametrize(
    ("curve", "way", "expected"),
    [
        # Closed forms, by hand.
        (Exponential(2), 0.5, 1 / (1 + np.exp(-1))),
        (Exponential(-2), 0.5, 1 / (1 + np.exp(1))),
        (Exponential(np.log(4)), 0.5, 2 / 3),
        (Quadratic(0.5), 0.4, 0.4 + 0.5 * 0.4 * 0.6),
        (Quadratic(-1), 0.3, 0.09),
        (Logarithmic(9), 0.1, np.log10(1.9)),
        (Logarithmic(3), 1 / 3, 0.5),
        (Exponential(0), 0.3, 0.3),
        (Logarithmic(0), 0.3, 0.3),
        (Straight(), 0.3, 0.3),
    ],
    ids=repr,
)
def test_a_curve_has_its_closed_form(curve, way, expected):
    assert abs(float(curve.on(JOBS, (0.0, 1.0))(np.array(way))) - expected) < 1e-15
    assert abs(float(curve.on(COST, (0.0, 1.0))(np.array(1 - way))) - expected) < 1e-15


@given(st.floats(0, 0.5), st.floats(0, 0.4), st.floats(0.5, 8))
def test_constant_aversion_to_risk_asks_the_same_premium_everywhere(start, width, curvature):
    """Keeney & Raiffa (1993), 4.8: a gamble moved along the scale moves its certainty equivalent as far."""
    u = Exponential(curvature).on(JOBS, (0.0, 1.0))

    def certain(low):
        mean = u(np.array([low, low + width])).mean()
        return -np.log1p(-mean * -np.expm1(-curvature)) / curvature

    assert abs((certain(start + 0.1) - certain(start)) - 0.1) < 1e-9
    assert certain(start) <= start + width / 2 + 1e-12


def test_performances_beyond_the_ends_count_as_the_ends():
    for curve in CURVES:
        assert curve.on(JOBS, (0.0, 1.0))(np.array([-5.0, 7.0])).tolist() == [0.0, 1.0]


def test_a_step_counts_the_best_level_reached_whatever_the_order_given():
    for levels in ({60: 0.5, 80: 1}, ((80, 1), (60, 0.5))):
        assert Step(levels).on(JOBS)(np.array([0.0, 59.9, 60, 79, 80, 99])).tolist() == [0, 0, 0.5, 0.5, 1, 1]
    assert Step({300: 1, 500: 0.25}).on(COST)(np.array([200.0, 300, 301, 500, 501])).tolist() == [1, 1, 0.25, 0.25, 0]


def test_a_level_missed_by_rounding_alone_is_reached():
    assert Step({0.3: 1}).on(COST)(np.array([0.1 + 0.2, 0.3001])).tolist() == [1.0, 0.0]
    assert Step({0.3: 1}).on(JOBS)(np.array([0.3 - 1e-17, 0.2999])).tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Exponential(21), "Exponential: curvature is 21; expected a number from -20 to 20"),
        (lambda: Exponential(float("nan")), "curvature is nan"),
        (lambda: Exponential("2"), "curvature is '2'"),
        (lambda: Quadratic(1.01), "Quadratic: curvature is 1.01; expected a number from -1 to 1"),
        (lambda: Logarithmic(-0.1), "Logarithmic: curvature is -0.1; expected a number from 0"),
        (lambda: Step({}), "Step: levels is {}; expected pairs"),
        (lambda: Step(3), "Step: levels is 3"),
        (lambda: Step([1, 2]), r"Step: levels is \[1, 2\]"),
        (lambda: Step({1: float("inf")}), "Step: levels is"),
        (lambda: Step({1: 1.5}), "Step: the utility of level 1 is 1.5; expected 0 to 1"),
        (lambda: Step({60: 0.5, 40: 1}).on(JOBS), "the utility of criterion 'jobs' must rise .* more is better"),
        (lambda: Step({60: 0.5, 80: 1}).on(COST), "the utility of criterion 'cost' must rise .* less is better"),
        (lambda: Step({60: 0.5, 80: 0.5}).on(JOBS), "it is 0.5 at 60 and 0.5 at 80"),
        (lambda: Straight().on(JOBS), r"criterion 'jobs' has no scale.*bounds=\{'jobs': \(low, high\)\}"),
    ],
)
def test_a_utility_that_is_none_is_refused(make, message):
    with pytest.raises(MethodError, match=message):
        make()


# MAUT.


def test_maut_by_hand():
    """Cost 2 of 0 to 10 has 0.8, 5 has 0.5; jobs 0.3 and 0.9 have 0.51 and 0.99 with t + t (1 - t); 3 : 1."""
    table = PerformanceTable.of([[2, 30], [5, 90]], goals=["min", "max"], criteria=["cost", "jobs"])
    method = Maut(utilities={"jobs": Quadratic(1)}, bounds={"cost": (0, 10), "jobs": (0, 100)})
    ranking = method.rank(table, [3, 1])
    np.testing.assert_allclose(ranking.details["utilities"], [[0.8, 0.51], [0.5, 0.99]], rtol=1e-15)
    np.testing.assert_allclose(ranking.scores, [0.7275, 0.6225], rtol=1e-15)
    np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, rtol=1e-15)


@given(problems())
@settings(max_examples=30)
def test_maut_without_utilities_is_additive_value_on_0_to_1(problem):
    np.testing.assert_allclose(
        Maut().rank(*problem).scores, Additive().rank(*problem).scores / 100, rtol=1e-12, atol=1e-15
    )


@given(problems())
@settings(max_examples=30)
def test_maut_with_straight_utilities_is_the_same(problem):
    table, points = problem
    straight = Maut(utilities=dict.fromkeys(table.criteria.ids, Straight()))
    np.testing.assert_allclose(straight.rank(table, points).scores, Maut().rank(table, points).scores, atol=1e-12)


def test_bounds_of_the_method_stand_before_the_scale_and_the_value_function():
    bent = Criterion("jobs", Goal.MAX, value_function=ValueFunction.through([(0, 0), (5, 90), (10, 100)]))
    criteria = Criteria.of(bent)
    found = [m.bind(criteria)([[5.0]], [1.0])[0] for m in (Maut(), Maut(bounds={"jobs": (0, 20)}))]
    assert found == [0.9, 0.25]


def test_the_recipe_tells_what_came_from_the_criteria():
    table = of([[1, 2, 3]], criteria=["a", "b", "c"])
    method = Maut(utilities={"b": Exponential(1)}, bounds={"c": (0, 5)})
    assert method.rank(table, [1, 1, 1]).recipe.bound == {"a": "its own value function", "b": "scale 0 to 10"}


def test_maut_on_values_is_the_same_as_on_units():
    table = of([[1, 2], [8, 3]], goals=["min", "max"])
    on_units, on_values = (Maut().rank(t, [1, 2]).scores for t in (table, value_table(table)))
    np.testing.assert_allclose(on_units, on_values, rtol=1e-15)


def test_a_step_needs_no_scale_and_no_interval():
    table = PerformanceTable.of([[70], [50]], goals=["max"], criteria=["mark"])
    stepped = Maut(utilities={"mark": Step({60: 1})})
    assert stepped.rank(table, [1]).scores.tolist() == [1.0, 0.0]
    assert (stepped.level, Maut().level, Maut(utilities={"mark": Straight()}).level) == (
        "ordinal",
        "ordinal",
        "interval",
    )


def test_the_recipe_makes_the_method_again():
    method = Maut(utilities={"a": Step({1: 0.5, 2: 1}), "b": Logarithmic(9)}, bounds={"b": (0, 3)})
    again = eval(repr(method))  # noqa: S307  # the repr is the promise
    assert again == method
    assert hash(again) == hash(method)
    assert named("maut", utilities={"a": Straight()}) == Maut(utilities={"a": Straight()})


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"utilities": [Straight()]}, "Maut: utilities is"),
        ({"utilities": {"a": 3}}, "the utility of 'a' is 3; expected one of Straight, Exponential, Quadratic"),
        ({"utilities": {"a": Linear(1, 2)}}, "the utility of 'a' is Linear"),
        ({"bounds": [(0, 1)]}, "Maut: bounds is"),
        ({"bounds": {"a": 5}}, "the bounds of 'a' are 5; expected"),
        ({"bounds": {"a": (1, 1)}}, r"the bounds of 'a' are \(1, 1\); expected \(low, high\), low below high"),
        ({"bounds": {"a": (0, float("nan"))}}, "the bounds of 'a'"),
        ({"bounds": {"a": (0, 1, 2)}}, "the bounds of 'a'"),
        ({"utilities": {"c": Straight()}}, "a utility for 'c', which is not a criterion"),
        ({"bounds": {"c": (0, 1)}}, "bounds for 'c', which is not a criterion"),
    ],
)
def test_maut_refuses_what_it_cannot_take(parameters, message):
    with pytest.raises(McdaError, match=message):
        Maut(**parameters).bind(of([[1, 2]], criteria=["a", "b"]).criteria)


@pytest.mark.parametrize("method", [Maut(), Choquet(), Owa()], ids=lambda m: m.id)
def test_a_criterion_without_a_scale_is_refused_by_name(method):
    bare = PerformanceTable.of([[1, 2]], goals=["max", "max"], criteria=["jobs", "trust"], scales={"jobs": (0, 5)})
    with pytest.raises(MethodError, match="'trust' has neither a value function nor a scale"):
        method.rank(bare, [1, 1])


# Capacities.

M, P, L = (frozenset(x) for x in "MPL")
STUDENTS = {
    M: Fraction(45, 100),
    P: Fraction(45, 100),
    L: Fraction(30, 100),
    M | P: Fraction(50, 100),
    M | L: Fraction(90, 100),
    P | L: Fraction(90, 100),
    M | P | L: Fraction(1),
}


def test_the_students_of_grabisch():
    """Grabisch (1996), doi:10.1016/0377-2217(95)00176-X: marks in mathematics, physics, literature; C, A, B."""
    parts = moebius(STUDENTS)
    marks = {"A": (18, 16, 10), "B": (10, 12, 18), "C": (14, 15, 15)}
    found = {s: float(choquet_integral(parts, dict(zip("MPL", m, strict=True)))) for s, m in marks.items()}
    assert found == {"A": 13.9, "B": 13.6, "C": 14.9}


def test_the_students_shapley_values_and_interactions():
    """By hand: m(MP) = -0.4, m(ML) = m(PL) = 0.15, m(MPL) = -0.1."""
    parts = moebius(STUDENTS)
    assert (parts[M | P], parts[M | L], parts[M | P | L]) == (Fraction(-4, 10), Fraction(15, 100), Fraction(-1, 10))
    assert shapley(parts) == {"M": Fraction(7, 24), "P": Fraction(7, 24), "L": Fraction(5, 12)}
    assert interactions(parts) == {
        ("L", "M"): Fraction(1, 10),
        ("L", "P"): Fraction(1, 10),
        ("M", "P"): Fraction(-45, 100),
    }


CAPACITIES = st.lists(st.fractions(-2, 2, max_denominator=20), min_size=15, max_size=15)


@given(CAPACITIES)
def test_moebius_and_back_is_exact_for_any_set_function(numbers):
    groups = [frozenset(g) for k in range(1, 5) for g in combinations("abcd", k)]
    given_numbers = dict(zip(groups, numbers, strict=True))
    parts = moebius(given_numbers)
    assert {g: x for g, x in capacity(parts).items() if g} == given_numbers
    assert sum(shapley(parts).values()) == given_numbers[frozenset("abcd")]


@given(CAPACITIES)
def test_the_shapley_value_is_the_mean_over_all_orders_of_joining(numbers):
    """By the definition of Shapley (1953): the mean gain of a group when the criterion joins it, over all orders."""
    groups = [frozenset(g) for k in range(1, 5) for g in combinations("abcd", k)]
    importance = {frozenset(): Fraction(0), **dict(zip(groups, numbers, strict=True))}
    by_size = (Fraction(6, 24), Fraction(2, 24), Fraction(2, 24), Fraction(6, 24))
    joined = sum(
        by_size[len(g)] * (importance[g | {"a"}] - importance[g]) for g in importance if "a" not in g
    )  # fmt: skip
    assert shapley(moebius({g: x for g, x in importance.items() if g}))["a"] == joined


@given(st.lists(st.integers(1, 20), min_size=3, max_size=3), st.lists(st.fractions(-1, 1), min_size=3, max_size=3))
def test_shapley_and_interactions_to_moebius_and_back_is_exact(points, strengths):
    values = dict(zip("abc", (Fraction(p, sum(points)) for p in points), strict=True))
    pairs = dict(zip(combinations("abc", 2), strengths, strict=True))
    parts = two_additive(values, pairs)
    assert shapley(parts) == values
    assert interactions(parts) == pairs
    assert capacity(parts)[frozenset("abc")] == 1


def test_a_group_without_importance_is_named():
    with pytest.raises(MethodError, match="no importance for the group L, M"):
        moebius({g: x for g, x in STUDENTS.items() if g != M | L})
    with pytest.raises(MethodError, match="'ML' is no group of criteria; expected a frozenset"):
        moebius({"ML": 1})
    with pytest.raises(MethodError, match="an interaction for 'z', which has no Shapley value"):
        two_additive({"a": 1}, {("a", "z"): 0.5})


# Choquet.


def test_choquet_by_hand():
    """Marks of 20, shares 0.3, 0.3, 0.4, interactions MP -0.3, ML and PL 0.1: means 14.2, 13.8, 14.7, less half of
    -0.3 x 2 + 0.1 x 8 + 0.1 x 6 = 0.8 for the first two, of -0.3 x 1 + 0.1 x 1 = -0.2 for the third.
    """
    marks = of([[18, 16, 10], [10, 12, 18], [14, 15, 15]], scale=(0, 20), criteria=list("MPL"))
    method = Choquet(interactions={("M", "P"): -0.3, ("L", "M"): 0.1, ("P", "L"): 0.1})
    ranking = method.rank(marks, [3, 3, 4])
    np.testing.assert_allclose(ranking.scores * 20, [13.8, 13.4, 14.8], rtol=1e-14)
    found = ranking.details
    assert found["shapley"] == pytest.approx({"M": 0.3, "P": 0.3, "L": 0.4})
    np.testing.assert_array_equal(found["interactions"], [[0, -0.3, 0.1], [-0.3, 0, 0.1], [0.1, 0.1, 0]])
    assert found["moebius"] == pytest.approx(
        {("M",): 0.4, ("P",): 0.4, ("L",): 0.3, ("M", "P"): -0.3, ("M", "L"): 0.1, ("P", "L"): 0.1}
    )
    np.testing.assert_allclose(found["values"][0], [0.9, 0.8, 0.5], rtol=1e-15)


@st.composite
def choquet_problems(draw, n=4):
    """A table on 0 to 10, interactions, and shares that just bear them or more."""
    strengths = draw(st.lists(st.integers(-5, 5), min_size=6, max_size=6))
    pairs = {p: s / 100 for p, s in zip(combinations("abcd", 2), strengths, strict=True)}
    spare = draw(st.lists(st.integers(0, 50), min_size=n, max_size=n))
    least = np.array([sum(abs(x) for pair, x in pairs.items() if c in pair) / 2 for c in "abcd"])
    rest = 1 - least.sum()
    shares = least + rest * (np.array(spare) / sum(spare) if any(spare) else 1 / n)
    values = draw(st.lists(st.lists(st.integers(0, 10), min_size=n, max_size=n), min_size=2, max_size=5))
    return of(values, criteria=list("abcd")), Choquet(interactions=pairs), shares


@given(choquet_problems())
@settings(max_examples=60)
def test_choquet_is_the_integral_over_its_own_moebius_transform(problem):
    table, method, shares = problem
    ranking = method.rank(table, shares)
    parts = {frozenset(g): m for g, m in ranking.details["moebius"].items()}
    for row, score in zip(ranking.details["values"], ranking.scores, strict=True):
        assert abs(choquet_integral(parts, dict(zip("abcd", row, strict=True))) - score) < 1e-12


@given(choquet_problems(), st.integers(0, 3))
@settings(max_examples=60)
def test_choquet_never_falls_where_a_value_rises(problem, j):
    table, method, shares = problem
    better = table.values.copy()
    better[:, j] = 10
    kernel = method.bind(table.criteria)
    assert (kernel(better, shares) >= kernel(table.values, shares) - 1e-12).all()


@given(choquet_problems())
@settings(max_examples=20)
def test_choquet_with_interactions_keeps_the_order_of_criteria_and_twins(problem):
    table, method, shares = problem
    moved = table.select(criteria=list("dbca"))
    np.testing.assert_allclose(
        method.rank(table, shares).scores, method.rank(moved, shares[[3, 1, 2, 0]]).scores, atol=1e-12
    )


def test_choquet_of_two_runs_from_the_worst_to_the_best():
    """Two criteria of equal weight: interaction 1 takes the smaller value, -1 the larger, 0 the mean."""
    table = of([[2, 8]])
    found = [Choquet(interactions={("c1", "c2"): x}).rank(table, [1, 1]).scores[0] for x in (1, 0, -1)]
    np.testing.assert_allclose(found, [0.2, 0.5, 0.8], rtol=1e-15)


def test_weights_too_small_for_their_interactions_are_refused_by_name():
    table = of([[2, 8, 5]], criteria=["roads", "buses", "trams"])
    method = Choquet(interactions={("buses", "trams"): -0.5, ("roads", "buses"): 0.1})
    message = r"the share of 'buses' is 0.25; its interactions need at least 0.3 \(half the sum"
    with pytest.raises(WeightsError, match=message):
        method.rank(table, [2, 1, 1])
    draws = np.array([[[1.0, 2, 2], [0, 1, 1], [2, 2, 2]]])
    with pytest.raises(
        WeightsError, match=r"the share of 'roads' in draw 0, 1 is 0; its interactions need at least 0\.05"
    ):
        method.bind(table.criteria)(table.values, draws)
    assert method.rank(table, [3, 3, 4]).scores.shape == (1,), "what just suffices does"


def test_what_is_refused_would_have_lowered_a_score():
    """Shares 0.1 and 0.9, interaction -0.5: with b at 1, 0.8 more of a adds 0.35 x 0.8 and takes 0.5 x 0.8."""
    parts = two_additive({"a": 0.1, "b": 0.9}, {("a", "b"): -0.5})
    worse, better = (choquet_integral(parts, {"a": a, "b": 0.0}) for a in (0.0, 0.8))
    assert better > worse
    worse, better = (choquet_integral(parts, {"a": a, "b": 1.0}) for a in (0.0, 0.8))
    assert better < worse, "raising a lowers the integral"
    with pytest.raises(WeightsError):
        Choquet(interactions={("a", "b"): -0.5}).rank(of([[1, 2]], criteria=["a", "b"]), [1, 9])


@pytest.mark.parametrize(
    ("given_interactions", "message"),
    [
        ([("a", "b")], "Choquet: interactions is"),
        ({"ab": 0.1}, "an interaction is for 'ab'; expected a pair of two criterion ids"),
        ({("a", "a"): 0.1}, r"an interaction is for \('a', 'a'\)"),
        ({("a", "b", "c"): 0.1}, "expected a pair"),
        ({("a", 1): 0.1}, "expected a pair"),
        ({("a", "b"): 1.1}, "the interaction of 'a' and 'b' is 1.1; expected a number from -1 to 1"),
        ({("a", "b"): float("nan")}, "is nan"),
        ({("a", "b"): True}, "is True"),
        ({("a", "b"): 0.1, ("b", "a"): 0.1}, "the interaction of 'b' and 'a' is given twice"),
        ({("a", "x"): 0.1}, "an interaction for 'x', which is not a criterion"),
    ],
)
def test_choquet_refuses_what_is_no_interaction(given_interactions, message):
    with pytest.raises(McdaError, match=message):
        Choquet(interactions=given_interactions).bind(of([[1, 2]], criteria=["a", "b"]).criteria)


def test_the_recipe_of_choquet_makes_it_again():
    method = Choquet(interactions={("a", "b"): 0.25})
    assert eval(repr(method)) == method  # noqa: S307  # the repr is the promise


# OWA.


def test_owa_by_hand():
    """Fullér (1996), OWA operators in decision making: (0.7, 1, 0.2, 0.6) with (0.4, 0.3, 0.2, 0.1) is 0.75."""
    found = Owa(order_weights=(0.4, 0.3, 0.2, 0.1)).rank(of([[7, 10, 2, 6]]), [1, 1, 1, 1])
    np.testing.assert_allclose(found.scores, [0.75], rtol=1e-15)
    assert found.details["orness"] == pytest.approx((3 * 0.4 + 2 * 0.3 + 0.2) / 3)
    assert found.details["dispersion"] == pytest.approx(-sum(w * np.log(w) for w in (0.4, 0.3, 0.2, 0.1)))


def test_both_weights_by_hand():
    """Order weights 0.75, 0.25: w*(x) is 1.5 x up to 1/2, then 0.75 + 0.5 (x - 1/2). Shares 0.3 and 0.7: the better
    value first takes w*(0.3) = 0.45, or w*(0.7) = 0.85.
    """
    found = Owa(order_weights=(3, 1)).rank(of([[10, 0], [0, 10], [10, 10]]), [3, 7])
    np.testing.assert_allclose(found.scores, [0.45, 0.85, 1.0], rtol=1e-15)


@given(problems())
@settings(max_examples=30)
def test_equal_order_weights_give_the_weighted_mean(problem):
    table, points = problem
    mean = Additive().rank(table, points).scores / 100
    for method in (Owa(), Owa(orness=0.5), Owa(order_weights=[2] * len(table.criteria))):
        np.testing.assert_allclose(method.rank(table, points).scores, mean, atol=1e-12)


ROWS = st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=5)
POINTS = st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any)


@given(ROWS, POINTS)
def test_equal_weights_of_criteria_give_yager_s_owa(rows, order_weights):
    found = Owa(order_weights=order_weights).rank(of(rows), [1, 1, 1, 1]).scores
    by_hand = -np.sort(-np.array(rows) / 10.0, axis=1) @ (np.array(order_weights) / sum(order_weights))
    np.testing.assert_allclose(found, by_hand, atol=1e-12)


@given(ROWS, POINTS, POINTS)
@settings(max_examples=60)
def test_with_both_weights_it_is_the_choquet_integral_of_the_distorted_weights(rows, order_weights, points):
    """Torra (1998): the importance of a group is w* of the sum of its weights."""
    reach = np.concatenate([[0], np.cumsum(order_weights) / sum(order_weights)])
    shares = np.array(points) / sum(points)
    groups = [frozenset(g) for k in range(1, 5) for g in combinations("abcd", k)]
    distorted = {
        g: float(np.interp(sum(shares["abcd".index(c)] for c in g), np.linspace(0, 1, 5), reach)) for g in groups
    }
    parts = moebius(distorted)
    found = Owa(order_weights=order_weights).rank(of(rows), points).scores
    for row, score in zip(rows, found, strict=True):
        assert abs(choquet_integral(parts, dict(zip("abcd", np.array(row) / 10, strict=True))) - score) < 1e-12


def test_orness_runs_from_the_worst_value_to_the_best():
    table = of([[2, 9, 5]])
    found = [Owa(orness=x).rank(table, [1, 1, 1]).scores[0] for x in (0, 0.5, 1)]
    np.testing.assert_allclose(found, [0.2, 16 / 30, 0.9], rtol=1e-12)
    # A criterion without weight is neither the best nor the worst.
    assert Owa(orness=1).rank(table, [1, 0, 1]).scores[0] == pytest.approx(0.5)
    assert Owa(orness=0).rank(table, [0, 1, 1]).scores[0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("orness", "expected"),
    [
        # Fullér & Majlender (2001), table for n = 5, to their four digits.
        (0.6, [0.2884, 0.2353, 0.1920, 0.1566, 0.1278]),
        (0.7, [0.3962, 0.2574, 0.1672, 0.1086, 0.0706]),
        (0.8, [0.5307, 0.2565, 0.1240, 0.0599, 0.0290]),
    ],
)
def test_the_most_even_order_weights_are_the_published_ones(orness, expected):
    np.testing.assert_allclose(most_even(5, orness), expected, atol=6e-5)
    np.testing.assert_allclose(most_even(5, 1 - orness), expected[::-1], atol=6e-5)


@given(st.integers(2, 12), st.floats(0, 1))
def test_the_most_even_order_weights_have_the_orness_asked_for(n, orness):
    found = most_even(n, orness)
    assert abs(orness_of(found) - orness) < 1e-12
    assert abs(found.sum() - 1) < 1e-12
    assert (found >= 0).all()


def test_no_other_order_weights_of_that_orness_are_more_even():
    """Moves along the two directions that keep sum and orness lower the entropy."""
    best = most_even(4, 0.7)

    def entropy(w):
        return -(w * np.log(w)).sum()

    for direction in ([1, -2, 1, 0], [0, 1, -2, 1], [1, -1, -1, 1]):
        for step in (1e-3, -1e-3):
            moved = best + step * np.array(direction)
            assert orness_of(moved) == pytest.approx(0.7)
            assert entropy(moved) < entropy(best)


def test_one_criterion_leaves_nothing_to_order():
    found = Owa(orness=0.9).rank(of([[3], [7]]), [1])
    np.testing.assert_allclose(found.scores, [0.3, 0.7])
    assert (found.details["orness"], found.details["dispersion"]) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"order_weights": (1, 2), "orness": 0.5}, "both order_weights and orness are given"),
        ({"orness": 1.5}, "Owa: orness is 1.5; expected a number from 0 to 1"),
        ({"orness": "high"}, "orness is 'high'"),
        ({"order_weights": (1, -1)}, r"order_weights is \(1, -1\); expected numbers of zero or more"),
        ({"order_weights": (0, 0)}, "not all zero"),
        ({"order_weights": ()}, "order_weights is"),
        ({"order_weights": (1, float("nan"))}, "order_weights is"),
        ({"order_weights": 3}, "order_weights is 3"),
        ({"order_weights": "12"}, "order_weights is '12'"),
        ({"order_weights": (1, 2, 3)}, r"3 order weights for 2 criteria \(c1, c2\); expected one for each"),
    ],
)
def test_owa_refuses_what_it_cannot_take(parameters, message):
    with pytest.raises(MethodError, match=message):
        Owa(**parameters).bind(of([[1, 2]]).criteria)


# What all of them keep.

SHAPED = (
    Maut(),
    Maut(utilities={"c1": Exponential(4), "c2": Quadratic(-1), "c3": Step({3: 0.2, 7: 1})}),
    Choquet(interactions={("c1", "c2"): 0.1, ("c2", "c3"): -0.1}),
    Owa(orness=0.2),
    Owa(order_weights=(0, 3, 1)),
)


@pytest.mark.parametrize("method", SHAPED, ids=repr)
def test_no_property_is_broken_in_a_search(method):
    """Dominance, monotonicity, rank reversal and copies: the score of an option depends on no other option."""
    assert method.about.breaks == ()
    rng = np.random.default_rng(3)
    values = rng.integers(0, 11, (300, 4, 3)).astype(float)
    weights = rng.integers(2, 6, (300, 3))
    table = of(values[0], goals=["max", "min", "max"])
    kernel, signs = method.bind(table.criteria), table.criteria.signs
    scores = kernel(values, weights)
    pairs = 0
    for oriented, found in zip(values * signs, scores, strict=True):
        for i, row in enumerate(oriented):
            below = (oriented <= row).all(axis=-1)
            pairs += below.sum() - 1
            assert (found[below] <= found[i] + 1e-12).all()
    assert pairs > 100
    better = values.copy()
    better[:, 0, 0] = np.minimum(10, better[:, 0, 0] + 3)
    assert (kernel(better, weights)[:, 0] >= scores[:, 0] - 1e-12).all()
    np.testing.assert_array_equal(kernel(better, weights)[:, 1:], scores[:, 1:])
    np.testing.assert_array_equal(kernel(values[:, :3], weights), scores[:, :3])
    np.testing.assert_array_equal(kernel(np.concatenate([values, values[:, :1]], axis=1), weights)[:, :4], scores)


BATCHES = ("a_batch_of_weights_scores_like_its_draws", "a_batch_of_tables_scores_like_its_tables")
# Steps are in units, so a turned column asks for other steps; interactions do not bear every draw of weights.
NOT_MEANT = {(SHAPED[1], "costs_are_costs"), *((SHAPED[2], batch) for batch in BATCHES)}


@pytest.mark.parametrize(
    ("method", "check"),
    [(m, c) for m in SHAPED for c in CHECKS if (m, c.__name__) not in NOT_MEANT],
    ids=lambda each: getattr(each, "__name__", repr(each)),
)
def test_the_contract_holds_for_shaped_methods_too(method, check):
    values = np.random.default_rng(5).integers(0, 11, (6, 3)).astype(float)
    check(method, of(values, goals=["max", "min", "max"]), np.array([2.0, 3, 4]))


@pytest.mark.parametrize("method", SHAPED, ids=repr)
def test_draws_have_the_same_bits_in_any_batch(method):
    rng = np.random.default_rng(8)
    table = of(rng.integers(0, 11, (7, 3)), goals=["max", "min", "max"])
    draws = rng.dirichlet(np.ones(3) * 50, size=40)
    kernel = method.bind(table.criteria)
    np.testing.assert_array_equal(kernel(table.values, draws), [kernel(table.values, w) for w in draws])


def test_every_declared_breach_has_its_counter_example_and_the_other_way_round():
    declared = {(method, breach.property) for method in VALUE for breach in method.about.breaks}
    assert declared == set(COUNTER_EXAMPLES)


def test_all_equal_options_share_the_first_place():
    table = of([[4, 4, 4], [4, 4, 4]])
    for method in SHAPED:
        assert places(method.bind(table.criteria)(table.values, [2, 3, 2]), 1e-10).tolist() == [1, 1]
