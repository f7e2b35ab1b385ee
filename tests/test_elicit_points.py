"""Points, swings, trade-offs and orders: from what somebody says to shares, and what is refused."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda import elicit
from mcda.criteria import Criteria, Criterion
from mcda.elicit import (
    check_swings,
    direct,
    rank_exponent,
    rank_order_centroid,
    rank_reciprocal,
    rank_sum,
    stale,
    swing,
    trade_off,
    transferred,
)
from mcda.errors import WeightsError
from mcda.methods import Additive
from mcda.scales import Goal, Scale, ValueFunction
from mcda.table import PerformanceTable
from mcda.weights import Weights

F = Fraction
ORDERS = (rank_order_centroid, rank_sum, rank_reciprocal)
LEVELS = {"cost": (0, 800), "jobs": (0, 5000), "air": (10, 50)}
STATEMENTS = [{"cost": (400, 300), "jobs": (1000, 1500)}, {"jobs": (0, 2500), "air": (50, 40)}]
GIVEN = {
    "direct": lambda: direct({"a": 3, "b": 0.1, "c": "1/3"}),
    "swing": lambda: swing({"a": 100, "b": 30.5}, levels={"a": (0, 2.5), "b": (-1, 4)}),
    "swing without levels": lambda: swing({"a": 90, "b": 0}),
    "order": lambda: rank_order_centroid(["b", ["a", "c"]]),
    "ranks": lambda: rank_sum({"b": 2.5, "a": 1, "c": 2.5}),
    "reciprocal": lambda: rank_reciprocal(("b", ("a", "c"))),
    "exponent": lambda: rank_exponent(["a", "b", "c"], z=0.7),
    "exponent as fraction": lambda: rank_exponent(["a", "b", "c"], z=F(3, 2)),
    "trade-off": lambda: trade_off(STATEMENTS, levels=LEVELS),
    "trade-off that disagrees": lambda: trade_off([*STATEMENTS, {"cost": (1, 0), "air": (50, 10)}], levels=LEVELS),
}


@pytest.mark.parametrize("name", GIVEN)
def test_judgements_as_a_file_holds_them_give_the_same_weights_again(name):
    made = GIVEN[name]()
    said = dict(made.judgements)
    again = getattr(elicit, said.pop("method"))(**said)
    assert again.fractions == made.fractions
    assert again.judgements == made.judgements
    assert again.consistency == made.consistency
    assert again.swings == made.swings


@pytest.mark.parametrize("name", GIVEN)
def test_judgements_hold_nothing_that_a_file_cannot(name):
    def leaves(data):
        if isinstance(data, dict):
            return [leaf for each in (*data, *data.values()) for leaf in leaves(each)]
        return [leaf for each in data for leaf in leaves(each)] if isinstance(data, tuple) else [data]

    assert {type(leaf) for leaf in leaves(GIVEN[name]().judgements)} <= {str, int, float}


def test_direct_points_are_divided_by_their_sum():
    assert direct({"a": "1/3", "b": 0.5, "c": F(1, 6)}).fractions == {"a": F(1, 3), "b": F(1, 2), "c": F(1, 6)}


def test_swing_weights_of_the_policy_case():
    """Arithmetic: 100, 80, 50 and 20 of 250 points."""
    weights = swing({"cost": 100, "emissions": 80, "jobs": 50, "acceptance": 20})
    assert list(weights.fractions.values()) == [F(2, 5), F(8, 25), F(1, 5), F(2, 25)]
    assert weights.notes == ()


def test_swings_are_kept_in_units_exactly_as_written():
    weights = swing({"cost": 100, "jobs": 40}, levels={"jobs": (0, 5000), "cost": (0.1, 0.7)})
    assert weights.swings == {"cost": (F(1, 10), F(7, 10)), "jobs": (0, 5000)}


def test_a_swing_list_without_a_hundred_is_taken_with_a_note():
    weights = swing({"cost": 90, "jobs": 45})
    assert weights.fractions == {"cost": F(2, 3), "jobs": F(1, 3)}
    assert weights.notes == (
        "No swing has 100 points; the largest has 90. Only the proportions of the points were used.",
    )


@pytest.mark.parametrize(
    ("points", "levels", "message"),
    [
        ({"cost": 120}, None, "the swing of 'cost' has 120 points; expected 0 to 100"),
        ({"cost": -1, "jobs": 100}, None, "the swing of 'cost' has -1 points"),
        ({"cost": 0, "jobs": 0}, None, "all weights are zero"),
        ({"cost": math.nan}, None, "the points of 'cost': nan is not a finite number"),
        ({"cost": math.inf}, None, "not a finite number"),
        ({"cost": True}, None, "the points of 'cost' is True; expected a number"),
        ({"cost": None}, None, "the points of 'cost' is None"),
        ({"cost": "many"}, None, "'many' is not a finite number"),
        ({}, None, "at least one entry"),
        ([100, 50], None, "expected a mapping by id"),
        ({"": 100}, None, "'' is no id"),
        ({"cost": 100}, {"cots": (0, 1)}, "levels for 'cots', whose swing has no points; did you mean 'cost'"),
        ({"cost": 100, "jobs": 5}, {"cost": (0, 1)}, "no levels for 'jobs'"),
        ({"cost": 100}, {"cost": (5, 5)}, "the levels of 'cost': 5 to 5; expected the lower level first"),
        ({"cost": 100}, {"cost": (9, 5)}, "the levels of 'cost': 9 to 5; expected the lower level first"),
        ({"cost": 100}, {"cost": (1, 2, 3)}, "found 3 numbers; expected two"),
        ({"cost": 100}, {"cost": 7}, "found 7; expected a list"),
        ({"cost": 100}, {"cost": (0, math.inf)}, "the levels of 'cost': inf is not a finite number"),
    ],
)
def test_swings_that_make_no_weights_are_refused_by_name(points, levels, message):
    with pytest.raises(WeightsError, match=message.replace("(", r"\(")):
        swing(points, levels=levels)


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({"a": -2, "b": 3}, "the weight of 'a' is -2; expected zero or more"),
        ({"a": 0}, "all weights are zero"),
        ({"a": math.nan}, "nan is not a finite number"),
        ({"a": [1]}, r"the points of 'a' is \[1\]"),
        ({}, "at least one entry"),
        ({"a", "b"}, "a set has no order"),
        (None, "expected a mapping"),
        ({1: 3}, "1 is no id"),
    ],
)
def test_points_that_make_no_weights_are_refused_by_name(points, message):
    with pytest.raises(WeightsError, match=message):
        direct(points)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 12, 40])
def test_rank_order_centroid_weights_add_to_one_fall_and_end_in_one_over_n_squared(n):
    """Closed form of the last weight: (1/n) * (1/n)."""
    weights = list(rank_order_centroid([f"c{i}" for i in range(n)]).fractions.values())
    assert sum(weights) == 1
    assert weights[-1] == F(1, n * n)
    assert all(a > b for a, b in pairwise(weights))


def test_rank_order_centroid_is_the_middle_of_the_vertices_of_all_weights_in_that_order():
    """The vertices of w1 >= w2 >= ... are (1), (1/2, 1/2), (1/3, 1/3, 1/3) ...: their mean, by hand."""
    n = 6
    vertices = [[F(1, k) if i < k else F(0) for i in range(n)] for k in range(1, n + 1)]
    middle = [sum(column) / n for column in zip(*vertices, strict=True)]
    assert list(rank_order_centroid(list("abcdef")).fractions.values()) == middle


def test_rank_weights_of_three_criteria():
    """By hand from the definitions in Stillwell, Seaver & Edwards (1981) and Barron & Barrett (1996)."""
    order = ["a", "b", "c"]
    assert list(rank_sum(order).fractions.values()) == [F(3, 6), F(2, 6), F(1, 6)]
    assert list(rank_reciprocal(order).fractions.values()) == [F(6, 11), F(3, 11), F(2, 11)]
    assert list(rank_order_centroid(order).fractions.values()) == [F(11, 18), F(5, 18), F(2, 18)]
    assert list(rank_exponent(order, z=2).fractions.values()) == [F(9, 14), F(4, 14), F(1, 14)]


def test_the_rank_exponent_goes_from_equal_weights_over_rank_sum_to_the_first_alone():
    order = [f"c{i}" for i in range(5)]
    assert set(rank_exponent(order, z=0).fractions.values()) == {F(1, 5)}
    assert rank_exponent(order, z=1).fractions == rank_sum(order).fractions
    assert rank_exponent(order, z=100).shares["c0"] > 1 - 1e-9
    np.testing.assert_allclose(
        list(rank_exponent(order, z=0.5).shares.values()), np.sqrt([5, 4, 3, 2, 1]) / np.sqrt([5, 4, 3, 2, 1]).sum()
    )


@pytest.mark.parametrize("way", ORDERS)
def test_ties_share_the_mean_of_the_weights_of_their_places(way):
    strict = list(way(["a", "b", "c", "d"]).fractions.values())
    tied = way(["a", ["b", "c"], "d"]).fractions
    assert tied == {"a": strict[0], "b": (strict[1] + strict[2]) / 2, "c": (strict[1] + strict[2]) / 2, "d": strict[3]}
    assert set(way([["a", "b", "c", "d"]]).fractions.values()) == {F(1, 4)}


@pytest.mark.parametrize("way", ORDERS)
@pytest.mark.parametrize("ranks", [(1, 2, 2, 4), (1, 2, 2, 3), (1, 2.5, 2.5, 4), ("1", "5/2", "5/2", "4")])
def test_ties_among_ranks_may_be_written_in_three_ways(way, ranks):
    names = ["d", "b", "c", "a"]
    found = way(dict(zip(names, ranks, strict=True)))
    assert found.fractions == way(["d", ["b", "c"], "a"]).fractions
    assert list(found.fractions) == names


@given(st.permutations(list("abcdef")))
@settings(max_examples=30)
def test_ranks_and_the_order_they_stand_for_give_the_same_weights(names):
    ranks = {c: names.index(c) + 1 for c in "abcdef"}
    for way in ORDERS:
        assert way(ranks).fractions == way(names).fractions
        assert list(way(ranks).fractions) == list("abcdef")


def test_ranks_may_stand_in_a_labelled_series():
    import pandas as pd

    assert rank_sum(pd.Series({"a": 2, "b": 1})).fractions == {"a": F(1, 3), "b": F(2, 3)}
    assert rank_sum(pd.Series({"a": 2, "b": 1})).judgements["order"] == {"a": 2, "b": 1}


@pytest.mark.parametrize("way", ORDERS)
@pytest.mark.parametrize(
    ("order", "message"),
    [
        ([], "the order is empty"),
        ({}, "at least one entry"),
        ("abc", "found 'abc'; expected a list"),
        (["a", "b", "a"], "'a' stands twice"),
        (["a", ["b", "a"]], "'a' stands twice"),
        (["a", []], "place 2 of the order is empty"),
        (["a", 7], "place 2 of the order: found 7; expected a list"),
        (["a", [7]], "place 2 of the order: 7 is no id"),
        (["a", ""], "place 2 of the order: '' is no id"),
        ({"a", "b"}, "expected a list"),
        ({"a": 10, "b": 60, "c": 30}, "the ranks are no ranks: the smallest is 10, of 'a'"),
        ({"a": 1, "b": 3, "c": 5}, "'c' has 5 among 3 criteria"),
        ({"a": 1, "b": 2, "c": 2, "d": 2.5}, "the places do not add up"),
        ({"a": 1, "b": 3, "c": 3}, "between 'a' with 1 and 'b' with 3 the places do not add up"),
        ({"a": 2, "b": 2, "c": 2.0001}, "the smallest is 2|do not add up"),
        ({"a": 3, "b": 3, "c": 3}, "every criterion has 3"),
        ({"a": 0, "b": 1}, "the smallest is 0, of 'a'"),
        ({"a": 1, "b": math.nan}, "the rank of 'b': nan is not a finite number"),
        ({"a": 1, "b": None}, "the rank of 'b' is None"),
    ],
)
def test_orders_and_ranks_that_are_none_are_refused_by_name(way, order, message):
    with pytest.raises(WeightsError, match=message):
        way(order)


@pytest.mark.parametrize("z", [-0.1, 101, math.nan, math.inf, None, True, "steep"])
def test_an_exponent_that_is_none_is_refused(z):
    with pytest.raises(WeightsError, match="the exponent z"):
        rank_exponent(["a", "b"], z=z)


def test_trade_offs_solve_the_equations_of_the_additive_model():
    """By hand: cost/8 = jobs/10 and jobs/2 = air/4, so cost : jobs : air = 4 : 5 : 10."""
    weights = trade_off(STATEMENTS, levels=LEVELS)
    assert weights.fractions == {"cost": F(4, 19), "jobs": F(5, 19), "air": F(10, 19)}
    assert weights.swings == {c: tuple(map(F, ends)) for c, ends in LEVELS.items()}
    assert weights.consistency == {"redundant": 0, "consistent": True, "verdict": "the statements agree"}
    assert weights.notes == ()


def test_both_sides_of_a_trade_off_are_worth_the_same_to_the_additive_method():
    """The statement as two options, ranked by another part of the program."""
    criteria = Criteria.of(
        *(
            Criterion(c, goal, scale=Scale(F(low), F(high)))
            for (c, (low, high)), goal in zip(LEVELS.items(), (Goal.MIN, Goal.MAX, Goal.MIN), strict=True)
        )
    )
    table = PerformanceTable.of(
        [[300, 1000, 30], [400, 1500, 30], [100, 2500, 50], [100, 0, 40]],
        goals=["min", "max", "min"],
        options=list("pqrs"),
        criteria=list(LEVELS),
    )
    p, q, r, s = Additive().rank(replace(table, criteria=criteria), trade_off(STATEMENTS, levels=LEVELS)).scores
    assert p == pytest.approx(q, abs=1e-12)
    assert r == pytest.approx(s, abs=1e-12)
    assert abs(p - r) > 1


def test_a_redundant_statement_that_agrees_leaves_exact_weights():
    """By hand: cost * 200/800 = air * 4/40 with cost : air = 4 : 10."""
    weights = trade_off([*STATEMENTS, {"air": (20, 16), "cost": (200, 0)}], levels=LEVELS)
    assert weights.fractions == trade_off(STATEMENTS, levels=LEVELS).fractions
    assert weights.consistency["redundant"] == 1
    assert weights.consistency["consistent"] is True


def test_statements_that_disagree_are_fitted_and_the_furthest_is_named():
    """Closed form: ratios 2, 2, 2 and 16 on one pair have the geometric mean 2 * 8^(1/4)."""
    levels = {"a": (0, 100), "b": (0, 100)}
    twice, more = {"a": (0, 50), "b": (0, 100)}, {"b": (0, 80), "a": (0, 5)}
    weights = trade_off([twice, twice, more, twice], levels=levels)
    fitted = 2 * 8**0.25
    assert weights.shares["a"] / weights.shares["b"] == pytest.approx(fitted, rel=1e-12)
    found = weights.consistency
    assert (found["consistent"], found["redundant"], found["worst_statement"]) == (False, 3, 3)
    assert found["largest_factor"] == pytest.approx(16 / fitted)
    # Told as it was said: b beside a.
    assert found["worst_said"] == pytest.approx(1 / 16)
    assert found["worst_fitted"] == pytest.approx(1 / fitted)
    assert "Statement 3 is furthest off" in weights.notes[0]


@given(
    st.lists(st.integers(1, 40), min_size=4, max_size=4),
    st.lists(st.sampled_from([(0, 2), (0, 3), (1, 3)]), max_size=3),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40)
def test_statements_made_from_weights_give_these_weights_back(points, more, random):
    """Any connected set of statements that agree, in any order: the weights come back exactly."""
    ids = ["a", "b", "c", "d"]
    levels = dict.fromkeys(ids, (0, 1))
    statements = []
    for i, j in [(0, 1), (2, 1), (2, 3), *more]:
        # Steps in proportion to the weight of the other one.
        most = max(points[i], points[j])
        statements.append({ids[i]: (0, F(points[j], most)), ids[j]: (0, F(points[i], most))})
    random.shuffle(statements)
    weights = trade_off(statements, levels=levels)
    assert weights.fractions == direct(dict(zip(ids, points, strict=True))).fractions
    assert weights.consistency["redundant"] == len(more)


def test_criteria_that_no_statement_connects_are_named_in_groups():
    levels = {**LEVELS, "time": (0, 1), "risk": (0, 1)}
    with pytest.raises(WeightsError, match="these groups of criteria: cost, jobs; air; time, risk; add one"):
        trade_off([STATEMENTS[0], {"time": (0, 1), "risk": (0, 1)}], levels=levels)
    assert trade_off([], levels={"cost": (0, 1)}).fractions == {"cost": 1}


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ([{"cost": (0, 1)}], "statement 1 names cost; expected two criteria"),
        ([{"cost": (0, 1), "jobs": (0, 1), "air": (20, 30)}], "statement 1 names cost, jobs, air; expected two"),
        ([STATEMENTS[0], {"cost": (0, 1), "jbs": (0, 1)}], "statement 2: 'jbs' has no levels; did you mean 'jobs'"),
        ([{"cost": (0, 801), "jobs": (0, 1)}], "statement 1, 'cost': 801 is outside the levels 0 to 800"),
        ([{"cost": (5, 5), "jobs": (0, 1)}], "statement 1, 'cost': from 5 to 5 nothing improves"),
        ([{"cost": (5,), "jobs": (0, 1)}], "statement 1, 'cost': found 1 numbers; expected two"),
        ([{"cost": 5, "jobs": (0, 1)}], "statement 1, 'cost': found 5; expected a list"),
        ([{"cost": (5, math.nan), "jobs": (0, 1)}], "statement 1, 'cost': nan is not a finite number"),
        (
            [STATEMENTS[0], {"cost": (0, 9), "air": (20, 10)}],
            "'cost' improves downwards in statement 1 and the other way",
        ),
        (["cost"], "statement 1: expected a mapping"),
        ("cost", "the statements: found 'cost'; expected a list"),
        ({"cost": (0, 1)}, "the statements: found"),
    ],
)
def test_statements_of_another_form_are_refused_by_number(statements, message):
    with pytest.raises(WeightsError, match=message):
        trade_off(statements, levels=LEVELS)


def scaled(**ranges):
    return Criteria.of(*(Criterion(c, Goal.MAX, scale=Scale(F(a), F(b))) for c, (a, b) in ranges.items()))


def test_a_range_twice_as_long_doubles_the_weight_beside_the_other():
    """The range rule by hand: half and half, one of two ranges of 100 stretched to 200, must become 2/3 and 1/3."""
    judged = swing({"a": 100, "b": 100}, levels={"a": (0, 100), "b": (0, 100)})
    now = scaled(a=(0, 200), b=(0, 100))
    assert stale(judged, now) == ("a",)
    carried = transferred(judged, now)
    assert carried.fractions == {"a": F(2, 3), "b": F(1, 3)}
    assert carried.swings == {"a": (0, 200), "b": (0, 100)}
    assert carried.notes == ("The weight of 'a' was carried over from the range 0–100 to 0–200.",)
    assert carried.judgements == {}
    assert stale(carried, now) == ()


def test_the_error_of_weights_out_of_date_names_criterion_ranges_and_cure():
    judged = swing({"a": 100, "b": 100}, levels={"a": (0, 100), "b": (0, 2.5)})
    check_swings(judged, scaled(a=(0, 100), b=(0, 2.5)))
    with pytest.raises(WeightsError) as found:
        check_swings(judged, scaled(a=(-5, 120), b=(0, 3)))
    assert str(found.value) == (
        "the weights speak of ranges that have changed: 'a': judged from 0 to 100, now -5 to 120; 'b': judged from "
        "0 to 2.5, now 0 to 3; use mcda.elicit.transferred(weights, criteria) to carry them over, or judge the "
        "swings anew"
    )


@given(
    st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any),
    st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 50)), min_size=6, max_size=6),
)
@settings(max_examples=40)
def test_carried_over_weights_rank_as_before_and_back_again_they_are_the_same(points, ends):
    """Additive value over straight lines: what a unit is worth beside a unit of another criterion stays."""
    old, new = ({c: (a, a + width) for c, (a, width) in zip("abc", ends[k : k + 3], strict=True)} for k in (0, 3))
    judged = swing(dict(zip("abc", [5 * p for p in points], strict=True)), levels=old)
    carried = transferred(judged, scaled(**new))

    def per_unit(weights):
        worth = [weights.fractions[c] / (weights.swings[c][1] - weights.swings[c][0]) for c in "abc"]
        return [w / sum(worth) for w in worth]

    assert per_unit(carried) == per_unit(judged)
    assert transferred(carried, scaled(**old)).fractions == judged.fractions


def test_what_cannot_be_compared_is_not_stale():
    weights = swing({"a": 100, "b": 50, "c": 20}, levels={"a": (0, 1), "b": (0, 1), "c": (0, 1)})
    plain = Criterion("a", Goal.MIN)
    on_values = Criterion("b", Goal.MIN, scale=Scale(F(0), F(7))).on_values()
    without = Criteria.of(plain, on_values, Criterion("d", Goal.MAX, scale=Scale(F(0), F(2))))
    assert stale(weights, without) == ()
    assert transferred(weights, without) is weights
    assert stale(direct({"a": 1}), scaled(a=(0, 9))) == ()


def test_profile_name_and_branches_survive_the_transfer():
    judged = replace(
        swing({"a": 100, "b": 100}, levels={"a": (0, 1), "b": (0, 1)}), profile="treasury", branches={"a": "money"}
    )
    carried = transferred(judged, scaled(a=(0, 3), b=(0, 1)))
    assert (carried.profile, dict(carried.branches)) == ("treasury", {"a": "money"})


def test_a_bent_value_function_is_not_carried_over_in_silence():
    bent = ValueFunction.through([(0, 0), (50, 80), (200, 100)])
    straight = ValueFunction.through([(0, 0), (200, 100)])
    judged = swing({"a": 100, "b": 100}, levels={"a": (0, 100), "b": (0, 1)})
    b = Criterion("b", Goal.MAX, scale=Scale(F(0), F(1)))
    scale = Scale(F(0), F(200))
    with pytest.raises(WeightsError, match="the range of 'a' changed from 0–100 to 0–200, and its value function"):
        transferred(judged, Criteria.of(Criterion("a", Goal.MAX, scale=scale, value_function=bent), b))
    carried = transferred(judged, Criteria.of(Criterion("a", Goal.MAX, scale=scale, value_function=straight), b))
    assert carried.fractions == {"a": F(2, 3), "b": F(1, 3)}


def test_a_range_without_length_is_refused():
    weights = Weights.from_points({"a": 1, "b": 1}, swings={"a": (F(3), F(3))})
    with pytest.raises(WeightsError, match="'a' changed from 3–3 to 0–1; expected ranges with a lower end"):
        transferred(weights, scaled(a=(0, 1), b=(0, 1)))
