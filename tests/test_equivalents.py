"""One more point of value on one criterion, in the units of the others."""

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError, NameUnknownError, WeightsError
from mcda.language import Text
from mcda.methods import Additive, equivalent_changes
from mcda.scales import Goal, Scale, ValueFunction
from mcda.weights import Weights

COST = Criterion(
    "cost",
    Goal.MIN,
    unit=Text.of("million won"),
    value_function=ValueFunction.through([(0, 100), (50, 85), (200, 60), (500, 30), (1000, 0)]),
)
JOBS = Criterion("jobs", Goal.MAX, scale=Scale(Fraction(0), Fraction(10)))
TRUST = Criterion("trust", Goal.MAX, value_function=ValueFunction.through([(0, 0), (1, 50), (2, 50), (4, 100)]))
ALL = Criteria.of(COST, JOBS, TRUST)
THREE_ONE = {"cost": 3, "jobs": 1, "trust": 0}


def test_one_point_of_jobs_in_money_stretch_by_stretch():
    """By hand: shares 3/4 and 1/4; cost loses 3/10, 1/6, 1/10, 3/50 points a million: 1 / (3 x slope)."""
    found = equivalent_changes(ALL, THREE_ONE, per="jobs")["cost"]
    assert [(e.low, e.high) for e in found] == [(0, 50), (50, 200), (200, 500), (500, 1000)]
    assert [e.change for e in found] == [Fraction(-10, 9), Fraction(-2), Fraction(-10, 3), Fraction(-50, 9)]
    assert all(e.whole for e in found)


def test_one_point_of_money_in_jobs():
    """By hand: a job is worth 10 points; 3/4 of a point over 1/4 of 10 points is 3/10 of a job."""
    (found,) = equivalent_changes(ALL, THREE_ONE, per="cost")["jobs"]
    assert found == ("jobs", 0, 10, Fraction(3, 10), True)
    assert isinstance(found.change, Fraction)


def test_the_words_name_amount_unit_direction_and_stretch():
    found = equivalent_changes(ALL, THREE_ONE, per="jobs", at={"cost": 150})
    assert found.in_words() == (
        "1 more point of value on 'jobs' is worth 2 million won less of 'cost' between 50 and 150.",
        "No change of 'trust' is worth 1 more point of value on 'jobs': its weight is 0.",
    )
    (jobs, _) = equivalent_changes(ALL, THREE_ONE, per="cost").in_words()
    assert jobs == "1 more point of value on 'cost' is worth 0.3 more of 'jobs' between 0 and 10."


def test_a_flat_stretch_has_no_exchange_and_says_so():
    """By hand: trust is flat from 1 to 2; before, a half point has 50 points of value, after, 25."""
    found = equivalent_changes(ALL, {"cost": 0, "jobs": 1, "trust": 1}, per="jobs")
    assert [e.change for e in found["trust"]] == [Fraction(1, 50), None, Fraction(1, 25)]
    assert found.in_words()[2] == (
        "No change of 'trust' between 1 and 2 is worth 1 more point of value on 'jobs': its value is flat there."
    )


def test_a_point_without_weight_is_worth_nothing():
    found = equivalent_changes(ALL, {"cost": 1, "jobs": 1, "trust": 0}, per="trust")
    assert [e.change for e in found["jobs"]] == [0]
    assert found.in_words()[-1] == (
        "1 more point of value on 'trust' is worth no change of 'jobs': the weight of 'trust' is 0."
    )


def test_a_change_longer_than_its_stretch_is_marked():
    """By hand: 9 to 1 against cost: 9 points over 3/10 a million is 30 million, the stretch from 20 down has 20."""
    found = equivalent_changes(ALL, {"cost": 1, "jobs": 9, "trust": 0}, per="jobs", at={"cost": 20})
    (cost,) = found["cost"]
    assert (cost.low, cost.high, cost.change, cost.whole) == (0, 20, -30, False)
    assert found.in_words()[0].endswith("between 0 and 20 (more than that stretch holds: 20 in all).")
    assert "-30 *" in repr(found)
    assert "more than that stretch holds" in found._repr_html_()


@pytest.mark.parametrize(
    ("criterion", "start", "stretch"),
    [
        ("cost", 50, (0, 50)),  # money improves downwards: at a bend, the cheaper side
        ("cost", 51, (50, 51)),
        ("cost", 1000, (500, 1000)),
        ("trust", 1, (1, 2)),  # trust improves upwards: at a bend, the higher side
        ("trust", 0, (0, 1)),
    ],
)
def test_at_a_performance_the_stretch_ahead_counts(criterion, start, stretch):
    found = equivalent_changes(ALL, [1, 1, 1], per="jobs", at={criterion: start})[criterion]
    assert [(e.low, e.high) for e in found] == [stretch]


@pytest.mark.parametrize(("criterion", "end"), [("cost", 0), ("trust", 4)])
def test_at_the_best_end_nothing_can_improve(criterion, end):
    found = equivalent_changes(ALL, [1, 1, 1], per="jobs", at={criterion: end})
    assert [e.change for e in found[criterion]] == [None]
    words = f"No change of {criterion!r} is worth 1 more point of value on 'jobs': {end} is its best end."
    assert words in found.in_words()


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 20), min_size=3, max_size=3),
    st.integers(0, 990),
    st.integers(0, 8),
)
def test_the_exchange_leaves_the_additive_score_as_it_is(points, cost, jobs):
    """Ten points of value are a job: a point is a tenth of one."""
    weights = dict(zip(ALL.ids, points, strict=True))
    (exchange,) = equivalent_changes(ALL, weights, per="jobs", at={"cost": cost + 10})["cost"]
    half = min(Fraction(1), (exchange.high - exchange.low) / -exchange.change)
    kernel = Additive().bind(ALL)
    before, after = kernel(
        [
            [float(cost + 10), float(jobs) + float(half) / 10, 3.0],
            [float(cost + 10 + half * exchange.change), float(jobs), 3.0],
        ],
        points,
    )
    assert abs(before - after) < 1e-9


def test_a_column_of_values_counts_in_points():
    values = Criteria(tuple(c.on_values() for c in (COST, JOBS)))
    (cost,) = equivalent_changes(values, [2, 1], per="jobs")["cost"]
    assert (cost.low, cost.high, cost.change) == (0, 100, Fraction(1, 2))


def test_stretches_of_one_slope_are_one():
    line = replace(JOBS, value_function=ValueFunction.through([(0, 0), (4, 40), (10, 100)]))
    found = equivalent_changes(Criteria.of(COST, line), [1, 1], per="cost")["jobs"]
    assert [(e.low, e.high, e.change) for e in found] == [(0, 10, Fraction(1, 10))]


def test_a_single_criterion_has_nothing_to_trade():
    found = equivalent_changes(Criteria.of(JOBS), [1], per="jobs")
    assert found.exchanges == found.in_words() == ()
    assert len(found.to_frame()) == 0


def test_the_frame_holds_every_exchange():
    frame = equivalent_changes(ALL, Weights.from_points(THREE_ONE, profile="mine"), per="jobs").to_frame()
    assert list(frame.columns) == ["criterion", "unit", "low", "high", "change", "whole"]
    assert frame["criterion"].tolist() == ["cost"] * 4 + ["trust"]
    assert frame["unit"][0] == "million won"
    np.testing.assert_allclose(frame["change"], [-10 / 9, -2, -10 / 3, -50 / 9, np.nan])


def test_it_prints_the_weights_and_escapes_what_it_shows():
    named = Criteria.of(replace(COST, unit=Text.of("<won>")), JOBS)
    found = equivalent_changes(named, Weights.from_points({"cost": 1, "jobs": 1}, profile="mine"), per="jobs")
    assert repr(found).splitlines()[0] == "Worth as much as 1 more point of value on 'jobs', weights: mine"
    assert "-3.333" in repr(found)
    assert "<won>" not in found._repr_html_()
    assert "&lt;won&gt;" in found._repr_html_()
    with pytest.raises(FrozenInstanceError):
        found.per = "cost"


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"per": "job"}, NameUnknownError, "'job' is not a criterion; did you mean 'jobs'"),
        ({"at": {"job": 1}}, McdaError, "at: a performance for 'job', which is not a criterion; did you mean 'jobs'"),
        ({"at": {"cost": 1001}}, MethodError, "at: the performance of 'cost' is 1001; expected 0 to 1000"),
        ({"at": {"trust": -1}}, MethodError, "at: the performance of 'trust' is -1; expected 0 to 4"),
        ({"at": {"cost": float("nan")}}, MethodError, "at: the performance of 'cost': nan is not a finite number"),
        ({"weights": [1, 2]}, WeightsError, "2 weights for 3 criteria"),
        ({"weights": [0, 0, 0]}, WeightsError, "all weights are zero"),
        ({"weights": {"cost": 1, "jobs": 1}}, WeightsError, "no weight for criterion 'trust'"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(changed, error, message):
    arguments = {"criteria": ALL, "weights": [1, 1, 1], "per": "jobs", **changed}
    with pytest.raises(error, match=message):
        equivalent_changes(**arguments)


@pytest.mark.parametrize("bare", ["cost", "jobs"])
def test_a_criterion_without_value_is_refused_on_either_side(bare):
    criteria = Criteria(tuple(Criterion(c.id, c.goal) if c.id == bare else c for c in (COST, JOBS)))
    with pytest.raises(MethodError, match=f"criterion '{bare}' has neither a value function nor a scale"):
        equivalent_changes(criteria, [1, 1], per="jobs")
