"""FUCOM, SWARA, LBWA, RANCOM, DEMATEL and the deck of cards: published numbers, what holds, what is refused."""

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda import elicit
from mcda.elicit import cards, dematel, fucom, lbwa, rancom, swara
from mcda.elicit.ways import WAYS, from_judgements
from mcda.errors import WeightsError

F = Fraction
# Figueira & Roy (2002), tables 1 and 2, from the most important down.
SIMOS = ["k", ["a", "h"], "e", ["b", "f", "i", "j"], "d", ["c", "g", "l"]]
SIMOS_BLANKS = [0, 0, 0, 1, 0]
MAC = [
    [0.5, 0.5, 1, 1, 1, 1, 1],
    [0.5, 0.5, 1, 1, 1, 1, 1],
    [0, 0, 0.5, 1, 1, 1, 0],
    [0, 0, 0, 0.5, 0, 0, 0],
    [0, 0, 0, 1, 0.5, 0, 0],
    [0, 0, 0, 1, 1, 0.5, 0],
    [0, 0, 1, 1, 1, 1, 0.5],
]
SEVEN = [f"c{i}" for i in range(1, 8)]
GIVEN = {
    "fucom": lambda: fucom({"b": 2.5, "a": 1, "c": "9/2"}),
    "fucom with checks": lambda: fucom({"b": 2, "a": 1, "c": 4, "d": 5}, checks=[("a", "c", 5), ("d", "a", "1/4")]),
    "swara": lambda: swara(["b", "a", "c"], {"a": 0.25, "c": "1/3"}),
    "swara of one": lambda: swara(["b"], {}),
    "lbwa": lambda: lbwa([{"a": 0, "b": 2}, {}, {"c": 1}]),
    "lbwa with r0": lambda: lbwa([{"a": 0, "b": 2}, {"c": 1}], r0=4.5),
    "rancom order": lambda: rancom(["b", ["a", "c"]]),
    "rancom ranks": lambda: rancom({"b": 2.5, "a": 1, "c": 2.5}),
    "rancom rows": lambda: rancom(comparisons=MAC, criteria=SEVEN),
    "rancom by id": lambda: rancom(comparisons={"a": {"b": 1, "c": 0.5}, "b": {"c": 0}}),
    "dematel": lambda: dematel({"a": {"b": 3, "c": 1}, "b": {"c": "5/2"}}),
    "dematel rows": lambda: dematel([[0, 3, 1], [1, 0, 0], [0, 0, 0]], criteria=["a", "b", "c"]),
    "cards": lambda: cards(SIMOS, SIMOS_BLANKS, z=6.5),
    "cards of ranks": lambda: cards({"c": 3, "a": 1, "b": 2}, z="7/2"),
    "cards rounded": lambda: cards(SIMOS, SIMOS_BLANKS, z=6.5, decimals=1),
}
WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)


def shares(weights):
    return np.array(list(weights.shares.values()))


@pytest.mark.parametrize("name", GIVEN)
def test_judgements_as_a_file_holds_them_give_the_same_weights_again(name):
    made = GIVEN[name]()
    said = dict(made.judgements)
    again = from_judgements(said)
    assert getattr(elicit, said["method"]) in WAYS
    assert again.fractions == made.fractions
    assert list(again.fractions) == list(made.fractions)
    assert (again.judgements, again.consistency, again.notes) == (made.judgements, made.consistency, made.notes)


@pytest.mark.parametrize("name", GIVEN)
def test_judgements_hold_nothing_that_a_file_cannot(name):
    def leaves(data):
        if isinstance(data, dict):
            return [leaf for each in (*data, *data.values()) for leaf in leaves(each)]
        return [leaf for each in data for leaf in leaves(each)] if isinstance(data, tuple) else [data]

    assert {type(leaf) for leaf in leaves(GIVEN[name]().judgements)} <= {str, int, float}


def test_weights_of_twelve_criteria_are_those_of_figueira_and_roy():
    """Table 5 of the paper, as the notebooks of cghiaus/ELECTRE_Tri quote it; places count to two decimals."""
    weights = cards(SIMOS, SIMOS_BLANKS, z=6.5, decimals=1)
    counts = weights.consistency["counts"]
    total = sum(counts.values())
    published = {"k": 15.384615385, "a": 13.207100592, "e": 11.053254438, "b": 8.875739645, "d": 4.544378698}
    for criterion, weight in {**published, "c": 2.366863905}.items():
        assert 100 * counts[criterion] / total == pytest.approx(weight, abs=1e-9)
    assert weights.consistency["step"] == 0.916667


def test_rounding_raises_those_that_it_costs_least_and_ends_at_a_hundred():
    """By hand, from table 5: seven tenths to give; c, g, l (saving 0.028) and b, f, i, j (0.009) come first."""
    weights = cards(SIMOS, SIMOS_BLANKS, z=6.5, decimals=1)
    expected = dict(zip("kaehbfijdcgl", [15.3, 13.2, 11, 13.2, 8.9, 8.9, 8.9, 8.9, 4.5, 2.4, 2.4, 2.4], strict=True))
    assert {c: float(100 * f) for c, f in weights.fractions.items()} == expected
    assert weights.notes == ()


def test_rounding_that_parts_tied_criteria_says_so():
    """Three equal criteria and no decimals: 34, 33 and 33."""
    weights = cards([["a", "b", "c"]], z=1, decimals=0)
    assert list(weights.fractions.values()) == [F(34, 100), F(33, 100), F(33, 100)]
    assert weights.notes == ("The rounding gives tied criteria different weights: a, b, c. Exact weights do not.",)


def test_rounding_raises_criteria_better_cut_only_when_the_others_do_not_suffice():
    """Seven equal ones: 14.28 % each; two units to give, and cutting is the smaller fault for all of them."""
    weights = cards([list("abcdefg")], z=1, decimals=0)
    assert [int(100 * f) for f in weights.fractions.values()] == [15, 15, 14, 14, 14, 14, 14]


@settings(deadline=None)
@given(st.integers(1, 6), st.data())
def test_exact_weights_climb_in_equal_steps_to_z(places, data):
    blanks = data.draw(st.lists(st.integers(0, 4), min_size=places - 1, max_size=places - 1))
    z = data.draw(st.fractions(1, 20)) if places > 1 else 1
    weights = cards([f"c{i}" for i in range(places)], blanks, z=z)
    values = list(weights.fractions.values())
    assert values[0] == z * values[-1]
    steps = {(a - b) / (blank + 1) for (a, b), blank in zip(pairwise(values), blanks, strict=True)}
    assert len(steps) <= 1


@settings(deadline=None)
@given(st.integers(2, 6), st.integers(1, 4), st.data())
def test_rounded_weights_are_within_a_unit_of_what_is_rounded(places, decimals, data):
    z = data.draw(st.fractions(1, 9))
    weights = cards([f"c{i}" for i in range(places)], z=z, decimals=decimals)
    counts = weights.consistency["counts"]
    unit = 10**-decimals
    for criterion, fraction in weights.fractions.items():
        assert (100 * fraction * 10**decimals).denominator == 1
        assert abs(float(100 * fraction) - 100 * counts[criterion] / sum(counts.values())) < unit * (1 + 1e-9)


@pytest.mark.parametrize(
    ("order", "arguments", "message"),
    [
        (["a", "b"], {"z": 0.5}, "the ratio z is 0.5; expected 1 or more"),
        (["a", "b"], {"z": math.nan}, "the ratio z: nan is not a finite number"),
        (["a", "b"], {"z": math.inf}, "the ratio z: inf is not a finite number"),
        ([["a", "b"]], {"z": 2}, "the ratio z is 2, but all criteria are tied; expected 1"),
        (["a", "b"], {"z": 2, "blanks": [1, 1]}, "2 numbers of blank cards for 2 places in the order; expected 1"),
        (["a", "b"], {"z": 2, "blanks": [-1]}, "between places 1 and 2 are -1; expected a whole number, 0 or more"),
        (["a", "b"], {"z": 2, "blanks": [0.5]}, "between places 1 and 2 are 0.5; expected a whole number"),
        (["a", "b"], {"z": 2, "blanks": 3}, "the blank cards: found 3; expected a list"),
        (["a", "b"], {"z": 2, "decimals": 7}, "decimals is 7; expected a whole number from 0 to 6, or None"),
        (["a", "b"], {"z": 2, "decimals": True}, "decimals is True"),
        (["a", "b"], {"z": 2, "decimals": 1.5}, "decimals is 1.5"),
        (["a", "b"], {"z": 1000, "decimals": 0}, "0 decimals leave 'b' without weight; give more decimals"),
        (["a", "a"], {"z": 2}, "'a' stands twice"),
        ([], {"z": 2}, "the order is empty"),
    ],
)
def test_cards_refuses_what_makes_no_weights(order, arguments, message):
    with pytest.raises(WeightsError, match=message):
        cards(order, **arguments)


def test_weights_of_a_matrix_are_those_of_the_paper():
    """Więckowski et al. (2023), as the test suite of pymcdm 1.4 carries it."""
    weights = rancom(comparisons=MAC, criteria=SEVEN)
    assert shares(weights) == pytest.approx([0.2449, 0.2449, 0.1429, 0.0204, 0.0612, 0.1020, 0.1837], abs=6e-5)
    assert weights.consistency["verdict"] == "the comparisons make an order"
    assert weights.notes == ()


def test_the_order_behind_a_matrix_gives_the_same_weights():
    assert rancom([["c1", "c2"], "c7", "c3", "c6", "c5", "c4"]).shares == pytest.approx(
        rancom(comparisons=MAC, criteria=SEVEN).shares
    )


@given(WORDS, st.data())
def test_equal_ranks_weigh_the_same_and_more_important_is_more_weight(ids, data):
    """Scores 3, 3, 1 give another program .222, .556 and .222."""
    level = {c: data.draw(st.integers(1, 3)) for c in ids}
    order = [[c for c in ids if level[c] == k] for k in sorted(set(level.values()))]
    found = rancom(order).fractions
    for a in ids:
        for b in ids:
            assert (found[a] > found[b]) == (level[a] < level[b])
            assert (found[a] == found[b]) == (level[a] == level[b])


def test_comparisons_that_make_no_order_are_told():
    circle = rancom(comparisons={"a": {"b": 1, "c": 0}, "b": {"c": 1}})
    assert set(circle.fractions.values()) == {F(1, 3)}
    assert circle.consistency["consistent"] is False
    assert circle.notes == (
        "The comparisons make no order: a is more important than b, and b more important than c, but a is less "
        "important than c.",
    )
    half = rancom(comparisons={"a": {"b": 1, "c": 0.5}, "b": {"c": 0.5}})
    assert half.notes[0].endswith("but a is only as important as c.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "expected an order or comparisons, one of the two"),
        ({"order": ["a"], "comparisons": {"a": {"b": 1}}}, "expected an order or comparisons"),
        ({"order": ["a"], "criteria": ["a"]}, "`criteria` goes with comparisons in rows"),
        ({"comparisons": {"a": {"b": 0.7}}}, "a : b is 0.7; expected 1"),
        ({"comparisons": {"a": {"b": math.nan}}}, "a : b: nan is not a finite number"),
        ({"comparisons": {"a": {"a": 1, "b": 1}}}, "a : a is 1; expected 0.5, or nothing"),
        ({"comparisons": {"a": {"b": 1}, "b": {"a": 1}}}, "a : b is 1 and b : a is 1; expected them to add to 1"),
        ({"comparisons": {"a": {"b": 1, "c": 1}}}, "b : c has no number; compare every pair"),
        ({"comparisons": [[0.5, 1]], "criteria": ["a", "b"]}, "1 rows for 2 criteria"),
        ({"comparisons": [[0.5]]}, "comparisons in rows need `criteria`"),
        ({"order": []}, "the order is empty"),
    ],
)
def test_rancom_refuses_what_makes_no_weights(arguments, message):
    with pytest.raises(WeightsError, match=message):
        rancom(**arguments)


def test_weights_without_checks_are_one_over_the_priorities():
    """Closed form: all conditions agree, so w is in proportion to 1 / p."""
    found = fucom({"c2": 1, "c1": 2.1, "c3": 3, "c5": 3, "c4": 6.5})
    whole = 1 + F(10, 21) + F(1, 3) + F(1, 3) + F(2, 13)
    assert found.fractions["c2"] == 1 / whole
    assert found.fractions["c1"] == F(10, 21) / whole
    assert found.consistency["verdict"] == "fully consistent"
    assert (found.consistency["chi"], found.consistency["DFC"]) == (0, 0)


def test_the_order_of_the_mapping_stays_and_the_order_of_importance_is_told():
    found = fucom({"c": 4, "a": 1, "b": 2})
    assert list(found.fractions) == ["c", "a", "b"]
    assert found.consistency["order"] == ("a", "b", "c")


def test_a_check_that_agrees_keeps_the_weights_exact():
    assert fucom({"a": 1, "b": 2, "c": 6}, checks=[["a", "c", 6]]).fractions == {
        "a": F(6, 10),
        "b": F(3, 10),
        "c": F(1, 10),
    }


def test_a_check_that_contradicts_leaves_the_least_deviation():
    """By hand: a = 2b + x, b = 2c + x, a = 8c - x: 4c + 3x = 8c - x, so x = c, a = 7c, b = 3c; the sum is 11c."""
    found = fucom({"a": 1, "b": 2, "c": 4}, checks=[["a", "c", 8]])
    assert found.consistency["chi"] == pytest.approx(1 / 11, abs=1e-9)
    assert shares(found) == pytest.approx([7 / 11, 3 / 11, 1 / 11], abs=1e-8)
    # Ratios 7/3, 3 and 7 against 2, 2 and 8.
    assert found.consistency["DFC"] == pytest.approx(1, abs=1e-6)
    assert found.consistency["consistent"] is False
    assert found.notes[0].startswith("The judgements contradict each other: deviation from full consistency 1.000,")


def test_a_small_contradiction_is_consistent_enough():
    found = fucom({"a": 1, "b": 2, "c": 4}, checks=[["c", "a", "100/401"]])
    assert 0 < found.consistency["DFC"] <= 0.025
    assert found.consistency["consistent"] is True
    assert found.notes == ()


def test_the_way_the_criteria_are_listed_does_not_change_weights_that_contradict():
    checks = [["a", "c", 5], ["a", "d", 4]]
    one = fucom({"a": 1, "b": 2, "c": 4, "d": 5, "e": 7}, checks=checks)
    two = fucom({"e": 7, "c": 4, "d": 5, "b": 2, "a": 1}, checks=checks[::-1])
    assert {c: two.shares[c] for c in one.shares} == pytest.approx(one.shares, abs=1e-8)


@pytest.mark.parametrize(
    ("priorities", "checks", "message"),
    [
        ({"a": 2, "b": 3}, (), "no criterion has priority 1; .* the smallest is 2"),
        ({"a": 1, "b": 0.5}, (), "the priority of 'b' is 0.5; expected 1"),
        ({"a": 1, "b": math.nan}, (), "the priority of 'b': nan is not a finite number"),
        ({"a": 1, "b": None}, (), "the priority of 'b' is None"),
        ({"a": 1, "b": 1001}, (), "the priority of 'b' is 1001"),
        ({}, (), "the priorities: expected a mapping by id"),
        ([1, 2], (), "the priorities: expected a mapping by id"),
        ({"a": 1, "b": 2}, [["a", "b", 2]], "check 1 compares neighbours in the order"),
        ({"a": 1, "b": 2, "c": 3}, [["a", "c"]], "check 1 is .* expected two criteria, and how many times"),
        ({"a": 1, "b": 2, "c": 3}, [["a", "d", 2]], "check 1: 'd' has no priority"),
        ({"a": 1, "b": 2, "c": 3}, [["a", "a", 2]], "check 1 compares 'a' with itself"),
        ({"a": 1, "b": 2, "c": 3}, [["a", "c", 0]], "check 1: 'a' counts 0 times 'c'; expected a number above 0"),
        ({"a": 1, "b": 2, "c": 3}, [["a", "c", 3], ["c", "a", 3]], "check 2 compares two criteria that another"),
    ],
)
def test_fucom_refuses_what_makes_no_weights(priorities, checks, message):
    with pytest.raises(WeightsError, match=message):
        fucom(priorities, checks=checks)


def test_swara_weights_are_those_of_a_hand_computation():
    """k = 1, 1.25, 2, 1; q = 1, 4/5, 2/5, 2/5; sum 13/5."""
    found = swara(["a", "b", "c", "d"], {"b": 0.25, "c": 1, "d": 0})
    assert list(found.fractions.values()) == [F(5, 13), F(4, 13), F(2, 13), F(2, 13)]
    assert found.consistency["coefficients"] == {"a": 1.0, "b": 1.25, "c": 2.0, "d": 1.0}
    assert found.consistency["recalculated"] == {"a": 1.0, "b": 0.8, "c": 0.4, "d": 0.4}


def test_a_step_of_zero_for_the_first_may_be_written():
    assert swara(["a", "b"], {"a": 0, "b": 1}).fractions == {"a": F(2, 3), "b": F(1, 3)}


@given(WORDS, st.data())
def test_weights_fall_by_one_and_the_step(ids, data):
    steps = {c: data.draw(st.fractions(0, 3, max_denominator=50)) for c in ids[1:]}
    found = swara(ids, steps).fractions
    assert all(found[a] == (1 + steps[b]) * found[b] for a, b in pairwise(ids))


@pytest.mark.parametrize(
    ("order", "steps", "message"),
    [
        (["a", "b", "c"], {"b": 0.2}, "no step for 'c'; say by how much 'b' matters more"),
        (["a", "b"], {"b": -0.2}, "the step of 'b' is -0.2; expected 0 or more"),
        (["a", "b"], {"b": math.inf}, "the step of 'b': inf is not a finite number"),
        (["a", "b"], {"b": "much"}, "the step of 'b': 'much' is not a finite number"),
        (["a", "b"], {"a": 0.1, "b": 0.2}, "the step of 'a' is 0.1, but it is the first of the order"),
        (["a", "b"], {"b": 0.2, "x": 1}, "a step for 'x', which is not in the order"),
        (["a", ["b", "c"]], {"b": 0.2, "c": 0}, "b, c are tied; name them one by one"),
        (["a", "b"], {}, "expected a mapping by id"),
        (["a", "a"], {"a": 1}, "'a' stands twice"),
    ],
)
def test_swara_refuses_what_makes_no_weights(order, steps, message):
    with pytest.raises(WeightsError, match=message):
        swara(order, steps)


def test_lbwa_weights_are_those_of_a_hand_computation():
    """r = 2, r0 = 3: f = 3/3, 3/5, 3/6, 3/(9 + 1); sum 2.4."""
    found = lbwa([{"a": 0, "b": 2}, {"c": 0}, {"d": 1}])
    assert list(found.fractions.values()) == [F(10, 24), F(6, 24), F(5, 24), F(3, 24)]
    assert (found.consistency["r"], found.consistency["r0"]) == (2, 3.0)


def test_a_large_elasticity_leaves_only_the_levels():
    """f tends to 1 / i."""
    found = lbwa([{"a": 0, "b": 2}, {"c": 1}], r0=10**9).shares
    assert found == pytest.approx({"a": 0.4, "b": 0.4, "c": 0.2}, abs=1e-8)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=4), st.integers(4, 20))
def test_a_later_level_never_weighs_more(numbers, r0):
    """i * r0 + I grows with the level first, because I is at most r, below r0."""
    numbers[0][0] = 0
    levels = [{f"c{i}{k}": number for k, number in enumerate(inside)} for i, inside in enumerate(numbers)]
    found = lbwa(levels, r0=r0).fractions
    for earlier, later in pairwise(levels):
        assert min(found[c] for c in earlier) > max(found[c] for c in later)


@pytest.mark.parametrize(
    ("levels", "r0", "message"),
    [
        ([{"a": 1}], None, "no criterion has number 0 in level 1"),
        ([{}, {"a": 0}], None, "no criterion has number 0 in level 1"),
        ([], None, "no criterion has number 0 in level 1"),
        ([{"a": 0}, {"a": 1}], None, "'a' stands in level 1 and in level 2"),
        ([{"a": 0, "b": 0.5}], None, "level 1: 'b' has number 0.5; expected a whole number"),
        ([{"a": 0, "b": -1}], None, "level 1: 'b' has number -1"),
        ([{"a": 0, "b": math.nan}], None, "level 1, the number of 'b': nan is not a finite number"),
        ([{"a": 0}, {"b": 2}], None, "level 2: 'b' has number 2; expected at most 1"),
        ([{"a": 0, "b": 1}], 2, "r0 is 2; expected above 2"),
        ([{"a": 0, "b": 1}], math.inf, "r0: inf is not a finite number"),
        ({"a": 0}, None, "the levels: found .* expected a list"),
        ([["a"]], None, "level 1: expected a mapping by id"),
    ],
)
def test_lbwa_refuses_what_makes_no_weights(levels, r0, message):
    with pytest.raises(WeightsError, match=message):
        lbwa(levels, r0=r0)


def test_a_chain_has_the_weights_of_a_hand_computation():
    """D = [[0, .8, .2], [0, 0, .4], [0, 0, 0]], D^2 adds .32 from a to c: R = 1.32, .4, 0 and C = 0, .8, .92."""
    found = dematel({"a": {"b": 4, "c": 1}, "b": {"c": 2}})
    assert found.consistency["given"] == pytest.approx({"a": 1.32, "b": 0.4, "c": 0}, abs=1e-12)
    assert found.consistency["taken"] == pytest.approx({"a": 0, "b": 0.8, "c": 0.92}, abs=1e-12)
    assert found.consistency["prominence"]["b"] == pytest.approx(1.2)
    assert found.consistency["relation"]["b"] == pytest.approx(-0.4)
    points = np.array([math.hypot(1.32, 1.32), math.hypot(1.2, 0.4), math.hypot(0.92, 0.92)])
    assert shares(found) == pytest.approx(points / points.sum(), rel=1e-12)


@settings(deadline=None)
@given(st.integers(2, 5), st.data())
def test_the_total_influence_is_the_sum_over_ways_of_all_lengths(n, data):
    """T = D + D^2 + D^3 + ..., summed up; a criterion that only takes makes it converge."""
    numbers = data.draw(st.lists(st.integers(0, 4), min_size=n * n, max_size=n * n))
    direct = np.array(numbers).reshape(n, n) * (1 - np.eye(n, dtype=int))
    direct[0, 1:] += 1
    direct[1:, 0] = 0
    direct[:, -1] += 5 * (np.arange(n) != n - 1)
    direct[-1] = 0
    ids = [f"c{i}" for i in range(n)]
    found = dematel(direct.tolist(), criteria=ids)
    scaled = direct / max(direct.sum(axis=0).max(), direct.sum(axis=1).max())
    total = sum(np.linalg.matrix_power(scaled, k) for k in range(1, 400))
    assert np.array([list(row.values()) for row in found.consistency["total"].values()]) == pytest.approx(
        total, abs=1e-9
    )


def test_order_and_unit_of_the_influences_do_not_matter():
    found = dematel({"a": {"b": 3, "c": 1}, "b": {"c": 2, "a": 1}, "c": {"a": 0.5}})
    turned = dematel({"c": {"a": 5}, "b": {"a": 10, "c": 20}, "a": {"c": 10, "b": 30}})
    assert {c: turned.shares[c] for c in found.shares} == pytest.approx(found.shares, rel=1e-12)


def test_a_criterion_that_stands_apart_gets_nothing():
    assert dematel([[0, 2, 0], [1, 0, 0], [0, 0, 0]], criteria=["a", "b", "c"]).fractions["c"] == 0


def test_influence_that_goes_round_for_ever_is_refused_by_name():
    """A ring passes all on: the powers of D never fade. So does a ring beside others."""
    with pytest.raises(WeightsError, match="the total influence is infinite: a, b, c pass all they take on"):
        dematel({"a": {"b": 2}, "b": {"c": 2}, "c": {"a": 2}})
    with pytest.raises(WeightsError, match="infinite: a, b pass all"):
        dematel({"a": {"b": 4}, "b": {"a": 4}, "c": {"d": 1}})


@pytest.mark.parametrize(
    ("influence", "message"),
    [
        ({"a": {"b": 0}}, "no criterion influences another"),
        ({"a": {"b": -1}}, "the influence of 'a' on 'b' is -1; expected 0 or more"),
        ({"a": {"b": math.nan}}, "the influence of 'a' on 'b': nan is not a finite number"),
        ({"a": {"a": 2, "b": 1}}, "the influence of 'a' on itself is 2; expected 0"),
        ({"a": 3}, "the comparisons of 'a' are 3; expected a mapping"),
        ([[0, 1], [1, 0]], "comparisons in rows need `criteria`"),
        ({}, "at least one entry"),
    ],
)
def test_dematel_refuses_what_makes_no_weights(influence, message):
    with pytest.raises(WeightsError, match=message):
        dematel(influence)
