"""Weights are exact shares that never drift, and say what is wrong with what they are given."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.criteria import Criteria, Criterion
from mcda.errors import WeightsError
from mcda.scales import Goal
from mcda.weights import Weights

points = st.dictionaries(
    st.sampled_from(["growth", "security", "cost", "jobs", "trust"]),
    st.integers(min_value=0, max_value=1000),
    min_size=1,
).filter(lambda found: sum(found.values()) > 0)


@given(points, st.fractions(min_value=Fraction(1, 1000), max_value=1000).filter(lambda f: f > 0))
def test_only_the_proportions_of_points_matter(found, factor):
    scaled = Weights.from_points({name: number * factor for name, number in found.items()})

    assert scaled.fractions == Weights.from_points(found).fractions


@given(points)
def test_shares_add_to_exactly_one(found):
    assert sum(Weights.from_points(found).fractions.values()) == 1


@given(points.filter(lambda found: len(found) > 2), st.decimals(min_value=0, max_value=1, places=3))
def test_setting_one_share_keeps_the_proportions_of_the_others(found, share):
    weights = Weights.from_points(found)
    name, *others = weights.fractions
    if not any(weights.fractions[other] for other in others):
        return

    changed = weights.with_shares({name: Fraction(share)})

    assert changed.fractions[name] == Fraction(share)
    assert sum(changed.fractions.values()) == 1
    rest = 1 - weights.fractions[name]
    for other in others:
        assert changed.fractions[other] * rest == weights.fractions[other] * (1 - Fraction(share))


def test_a_decimal_share_is_taken_as_written():
    assert Weights.from_points({"a": 1, "b": 1}).with_(a=0.1).fractions == {"a": Fraction(1, 10), "b": Fraction(9, 10)}


def test_a_share_set_by_its_branch_and_by_itself_names_both():
    weights = Weights.from_points({"a": 1, "b": 1}, branches={"a": "economy", "b": "economy"})

    with pytest.raises(WeightsError, match="the share of 'a' is set twice, by 'economy' and by 'a'"):
        weights.with_(economy=0.5, a=0.2)


def test_a_branch_keeps_the_proportions_inside_it():
    weights = Weights.from_points(
        {"a": 30, "b": 10, "c": 60}, branches={"a": "economy", "b": "economy", "c": "society"}
    )

    assert weights.with_(economy=0.8).shares == {"a": 0.6, "b": 0.2, "c": 0.2}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"growht": 0.5}, "'growht' is neither a criterion nor a branch; did you mean 'growth'?"),
        ({"growth": 1.5}, "the share of 'growth' is 1.5; expected 0 to 1"),
        ({"growth": -0.1}, "the share of 'growth' is -0.1; expected 0 to 1"),
        ({"growth": float("nan")}, "the share of 'growth': nan is not a finite number"),
        ({"growth": 0.7, "cost": 0.6}, "the shares set add to 1.3; expected at most 1"),
        ({"growth": 0.5, "cost": 0.2}, "the shares set add to 0.7 and every other weight is 0"),
    ],
)
def test_a_share_that_makes_no_sense_is_refused_by_name(change, told):
    weights = Weights.from_points({"growth": 1, "cost": 1})

    with pytest.raises(WeightsError) as refused:
        weights.with_shares(change)

    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("given_points", "told"),
    [
        ({}, "no weights"),
        ({"a": 0, "b": 0}, "all weights are zero"),
        ({"a": -1, "b": 2}, "the weight of 'a' is -1; expected zero or more"),
        ({"a": float("inf")}, "the weight of 'a': inf is not a finite number"),
        ({"a": "12"}, "the weight of 'a' is '12'; expected a number"),
        ({"a": True}, "the weight of 'a' is True; expected a number"),
    ],
)
def test_points_that_are_no_weights_are_refused(given_points, told):
    with pytest.raises(WeightsError) as refused:
        Weights.from_points(given_points)

    assert told in str(refused.value)


CRITERIA = Criteria.of(Criterion("cost", Goal.MIN), Criterion("jobs", Goal.MAX))


def test_weights_meet_criteria_by_id_and_never_by_position():
    assert Weights.from_points({"jobs": 3, "cost": 1}).array(CRITERIA).tolist() == [0.25, 0.75]


@pytest.mark.parametrize(
    ("given_weights", "told"),
    [
        ([1, 2, 3], "3 weights for 2 criteria"),
        ({"cost": 1}, "no weight for criterion 'jobs'; give 0 to leave it out"),
        ({"cost": 1, "jobs": 1, "job": 1}, "a weight for 'job', which is not a criterion; did you mean 'jobs'?"),
        ("balanced", "'balanced' names a profile"),
        (["a", "b"], "the weights are not numbers"),
        ([True, False], "the weights are not numbers"),
        (["0.4", "0.6"], "the weights are not numbers"),
        (np.ma.array([1.0, 2.0], mask=[0, 1]), "the weights are no list of numbers"),
        ({1.0, 2.0}, "a set has no order"),
        ([10**400, 1], "out of all proportion"),
        (np.array([[1, 2], [3, 4]]), "the weights are not numbers"),
    ],
)
def test_weights_that_do_not_fit_the_criteria_are_refused(given_weights, told):
    with pytest.raises(WeightsError) as refused:
        Weights.for_criteria(given_weights, CRITERIA)

    assert told in str(refused.value)


def test_weights_cannot_be_changed_in_place():
    weights = Weights.from_points({"a": 1, "b": 1})

    with pytest.raises(TypeError, match="cannot be changed"):
        weights.fractions["a"] = Fraction(1)


def test_a_notebook_shows_how_well_judgements_fit_and_every_note_as_a_terminal_does():
    found = {"CR": 0.25, "worst": ("a", "b"), "counts": {"a": 5 / 3, "b": 1}}
    w = Weights({"a": Fraction(1)}, consistency=found, notes=("Said <twice>.",))

    assert repr(w).endswith("CR: 0.25\nworst: a, b\ncounts: a 1.667, b 1\nnote: Said <twice>.")
    assert w._repr_html_().endswith(
        "</table><p>CR: 0.25<br>worst: a, b<br>counts: a 1.667, b 1<br>note: Said &lt;twice&gt;.</p>"
    )
