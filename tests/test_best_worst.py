"""The best-worst method: published numbers, other solvers, and judgements that cannot be read."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mcda.elicit
from mcda.elicit import best_worst
from mcda.elicit.best_worst import CONSISTENCY_INDEX, INPUT_LIMITS
from mcda.errors import WeightsError

REZAEI = {"load": 8, "access": 2, "cost": 1}, {"load": 1, "access": 5, "cost": 8}


def rezaei(model):
    return best_worst(*REZAEI, best="cost", worst="load", model=model)


@st.composite
def judgements(draw, most=6):
    """Two vectors on the scale of 1 to 9; the best is c0, the worst c1."""
    n, whole = draw(st.integers(2, most)), draw(st.integers(2, 9))
    between = st.integers(1, whole)
    names = [f"c{k}" for k in range(2, n)]
    from_best = {"c0": 1, "c1": whole} | {c: draw(between) for c in names}
    to_worst = {"c0": whole, "c1": 1} | {c: draw(between) for c in names}
    return from_best, to_worst


def solve(*judged, model):
    return best_worst(*judged, best="c0", worst="c1", model=model)


def linprog(objective, upper_rows, upper, equal_rows=None, equal=None):
    from scipy.optimize import linprog as scipys

    return scipys(objective, upper_rows, upper, equal_rows, equal, bounds=[(0, None)] * len(objective))


def test_the_nonlinear_model_gives_the_published_weights_of_the_transport_example():
    """Rezaei (2015), Omega 53, transportation mode example: xi 0.26, CR 0.058."""
    weights = rezaei("nonlinear")
    assert [round(w, 4) for w in weights.shares.values()] == [0.0714, 0.3387, 0.5899]
    assert round(weights.consistency["xi"], 2) == 0.26
    assert round(weights.consistency["CR"], 3) == 0.058
    assert weights.consistency["CI_table"] == "Rezaei (2015), Table 1"


def test_the_nonlinear_xi_of_the_example_is_the_root_worked_out_by_hand():
    """(2 - xi)(5 - xi) = 8 + xi, so xi = 4 - sqrt(14)."""
    assert rezaei("nonlinear").consistency["xi"] == pytest.approx(4 - math.sqrt(14), abs=1e-14)


def test_the_linear_model_gives_the_optimum_worked_out_by_hand():
    """w = (1, 4.5, 8.5) / 14 and xi = 1 / 28: both judgements on access miss by xi."""
    weights = rezaei("linear")
    assert list(weights.shares.values()) == pytest.approx([1 / 14, 9 / 28, 17 / 28], abs=1e-12)
    assert weights.consistency["xi"] == pytest.approx(1 / 28, abs=1e-12)


def test_the_input_based_ratio_is_worked_out_by_hand():
    """|2 * 5 - 8| / (8 * 8 - 8) = 1 / 28; the limit for 8 and 3 criteria is 0.1309 (Liang et al. 2020, Table 3)."""
    found = rezaei("linear").consistency
    assert found["input_CR"] == pytest.approx(1 / 28)
    assert found["input_CR_limit"] == 0.1309
    assert found["consistent"] is True
    assert found["worst_criterion"] == "access"
    assert "'access' 5 times 'load'; that makes 10, but 'cost' counts 8 times 'load'" in found["worst_judgement"]
    assert rezaei("linear").notes == ()


def test_judgements_beyond_the_limit_are_noted_and_the_worst_is_named():
    weights = best_worst({"a": 1, "b": 8, "c": 9}, {"a": 9, "b": 8, "c": 1}, best="a", worst="c")
    assert weights.consistency["consistent"] is False
    assert weights.consistency["verdict"].startswith("not acceptable: input-based ratio 0.764, above 0.1359")
    assert "'a' counts 8 times 'b', and 'b' 8 times 'c'; that makes 64" in weights.notes[0]


@pytest.mark.parametrize("model", ["linear", "nonlinear"])
def test_fully_consistent_judgements_give_exact_weights(model):
    weights = best_worst(
        {"a": 1, "b": 2, "c": 4, "d": 8}, {"a": 8, "b": 4, "c": 2, "d": 1}, best="a", worst="d", model=model
    )
    assert list(weights.fractions.values()) == [Fraction(k, 15) for k in (8, 4, 2, 1)]
    assert weights.consistency["xi"] == 0
    assert weights.consistency["verdict"] == "fully consistent"


@settings(max_examples=25)
@given(judgements())
def test_the_linear_model_has_the_optimum_of_another_solver(judged):
    """Scipy's linprog on the formulation of Rezaei (2016); its optimum is unique."""
    from_best, to_worst = judged
    ids = list(from_best)
    n = len(ids)
    rows = []
    for k, c in enumerate(ids):
        for more, less, times in ((0, k, from_best[c]), (k, 1, to_worst[c])):
            for sign in (1, -1):
                row = np.zeros(n + 1)
                row[more] += sign
                row[less] -= sign * times
                row[n] -= 1
                rows.append(row)
    found = linprog([0] * n + [1], rows, np.zeros(len(rows)), [[1] * n + [0]], [1])
    weights = solve(from_best, to_worst, model="linear")
    assert weights.consistency["xi"] == pytest.approx(found.fun, abs=1e-9)
    assert list(weights.shares.values()) == pytest.approx(found.x[:n].tolist(), abs=1e-7)


def rows_at(from_best, to_worst, xi):
    """The conditions of the nonlinear model at a given xi, linear in the weights."""
    ids, rows = list(from_best), []
    for k, c in enumerate(ids):
        for more, less, times in ((0, k, from_best[c]), (k, 1, to_worst[c])):
            if more != less:
                for sign in (1, -1):
                    row = np.zeros(len(ids))
                    row[more] += sign
                    row[less] -= sign * times + xi
                    rows.append(row)
    return rows


@settings(max_examples=12)
@given(judgements(most=5))
def test_the_nonlinear_model_agrees_with_bisection_over_linear_programs(judged):
    """The least xi at which scipy's linprog finds weights, and the range each weight then has."""
    from_best, to_worst = judged
    n = len(from_best)

    def asked(objective, xi):
        rows = rows_at(from_best, to_worst, xi)
        return linprog(objective, rows, np.zeros(len(rows)), [[1] * n], [1])

    low, high = 0.0, 9.0
    while high - low > 1e-7:
        middle = (low + high) / 2
        low, high = (low, middle) if asked(np.zeros(n), middle).status == 0 else (middle, high)
    weights = solve(from_best, to_worst, model="nonlinear")
    assert weights.consistency["xi"] == pytest.approx(high, abs=1e-5)
    for k, (least, most) in enumerate(weights.consistency["intervals"].values()):
        ends = [asked(sign * np.eye(n)[k], weights.consistency["xi"] + 1e-8).x[k] for sign in (1, -1)]
        assert (least, most) == pytest.approx(ends, abs=1e-4)


@given(judgements())
def test_at_the_least_xi_of_the_nonlinear_model_every_centre_lies_in_its_interval(judged):
    weights = solve(*judged, model="nonlinear")
    ends = weights.consistency["intervals"].values()
    assert all(0 < least <= most < 1 for least, most in ends)
    centres = np.array([(least + most) / 2 for least, most in ends])
    assert list(weights.shares.values()) == pytest.approx((centres / centres.sum()).tolist())


@given(judgements(most=3))
def test_with_three_criteria_the_nonlinear_intervals_are_points(judged):
    """Rezaei (2016): the optimum is unique with up to three criteria."""
    assert all(
        most - least < 1e-12 for least, most in solve(*judged, model="nonlinear").consistency["intervals"].values()
    )


@settings(max_examples=20)
@given(judgements(), st.sampled_from(["linear", "nonlinear"]), st.randoms(use_true_random=False))
def test_the_order_of_criteria_does_not_matter(judged, model, random):
    order = list(judged[0])
    random.shuffle(order)
    moved = solve({c: judged[0][c] for c in order}, {c: judged[1][c] for c in reversed(order)}, model=model)
    assert list(moved.shares) == order
    expected = solve(*judged, model=model).shares
    assert [moved.shares[c] for c in expected] == pytest.approx(list(expected.values()), abs=1e-9)


@settings(max_examples=20)
@given(judgements(), st.sampled_from(["linear", "nonlinear"]))
def test_the_judgements_kept_give_the_same_weights_again(judged, model):
    weights = solve(*judged, model=model)
    kept = weights.judgements
    again = getattr(mcda.elicit, kept["method"])(**{k: v for k, v in kept.items() if k != "method"})
    assert again.fractions == weights.fractions


@given(judgements())
def test_only_consistent_judgements_have_no_error(judged):
    exact = all(judged[0][c] * judged[1][c] == judged[0]["c1"] for c in judged[0])
    for model in ("linear", "nonlinear"):
        found = solve(*judged, model=model).consistency
        assert (found["xi"] == 0) == exact == (found["input_CR"] == 0) == (found["verdict"] == "fully consistent")


def test_the_consistency_index_is_the_root_it_is_said_to_be():
    """Rezaei (2015): (a - xi)(a - xi) = a + xi for a = a_BW, rounded to two decimals."""
    for a, index in enumerate(CONSISTENCY_INDEX, start=1):
        assert index == pytest.approx((1 + 2 * a - math.sqrt(1 + 8 * a)) / 2, abs=0.005001)


def test_no_judgements_have_a_larger_xi_than_the_consistency_index():
    """a_Bj = a_jW = a_BW = 4 is as inconsistent as can be: xi is the index of 4, 1.63."""
    found = best_worst({"a": 1, "b": 4, "c": 4}, {"a": 4, "b": 4, "c": 1}, best="a", worst="c", model="nonlinear")
    assert found.consistency["xi"] == pytest.approx(1.6277, abs=1e-4)
    assert found.consistency["CR"] == pytest.approx(1, abs=0.002)


def test_the_limits_of_the_input_based_ratio_are_those_of_the_paper():
    """Liang, Brunelli & Rezaei (2020), Table 3, first and last column and the row of 9."""
    assert [row[0] for row in INPUT_LIMITS.values()] == [0, 0.1667, 0.1121, 0.1354, 0.1330, 0.1294, 0.1309, 0.1359]
    assert [row[-1] for row in INPUT_LIMITS.values()] == [0, 0.1667, 0.2683, 0.2960, 0.3262, 0.3403, 0.3657, 0.3662]
    assert INPUT_LIMITS[9] == (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662)


@settings(max_examples=20)
@given(judgements(), st.data())
def test_a_criterion_judged_nearer_to_the_best_never_weighs_less_in_the_linear_model(judged, data):
    assume(len(judged[0]) > 2)
    c = data.draw(st.sampled_from([c for c in judged[0] if c not in ("c0", "c1")]))
    whole = judged[0]["c1"]
    nearer = {**judged[0], c: max(1, judged[0][c] - 1)}, {**judged[1], c: min(whole, judged[1][c] + 1)}
    assert solve(*nearer, model="linear").shares[c] >= solve(*judged, model="linear").shares[c] - 1e-9


def test_one_criterion_has_all_the_weight_and_two_split_it_by_their_ratio():
    assert best_worst({"a": 1}, {"a": 1}, best="a", worst="a").shares == {"a": 1.0}
    two = best_worst({"b": "3/2"}, {"a": 1.5}, best="a", worst="b", model="nonlinear")
    assert two.shares == {"b": 0.4, "a": 0.6}
    assert two.consistency["CI"] == pytest.approx((4 - math.sqrt(13)) / 2)
    assert two.consistency["CI_table"] == "Rezaei (2015), by the formula of Table 1"


def test_what_goes_without_saying_may_be_left_out():
    short = best_worst({"b": 2, "c": 4}, {"b": 2, "a": 4}, best="a", worst="c")
    assert short.shares == pytest.approx({"b": 2 / 7, "c": 1 / 7, "a": 4 / 7})


def test_all_equally_important_criteria_weigh_the_same():
    weights = best_worst(dict.fromkeys("abc", 1), dict.fromkeys("abc", 1), best="a", worst="b", model="nonlinear")
    assert set(weights.fractions.values()) == {Fraction(1, 3)}
    assert weights.consistency["CR"] == 0


def test_beyond_the_published_scale_the_verdict_says_that_there_is_no_limit():
    found = best_worst({"a": 1, "b": 3, "c": 12}, {"a": 12, "b": 5, "c": 1}, best="a", worst="c")
    assert "consistent" not in found.consistency
    assert "no limit is published" in found.consistency["verdict"]
    assert "not fully consistent" in found.notes[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"best": "speed"}, "the best criterion is 'speed', which no judgement names"),
        ({"worst": "cost"}, "'cost' is both the best and the worst criterion"),
        ({"worst": None}, "None is no id"),
        ({"model": "linaer"}, "the model is 'linaer'; did you mean 'linear'"),
        ({"best_to_others": {"load": 8, "cost": 1}}, "best_to_others has no number for 'access'"),
        ({"others_to_worst": {"load": 1, "cost": 8}}, "others_to_worst has no number for 'access'"),
        ({"best_to_others": {"load": 8, "access": 0.5}}, "best_to_others of 'access' is 0.5; expected 1"),
        ({"best_to_others": {"load": 8, "access": 0}}, "best_to_others of 'access' is 0; expected 1"),
        ({"best_to_others": {"load": 8, "access": -2}}, "best_to_others of 'access' is -2; expected 1"),
        ({"best_to_others": {"load": 8, "access": 1e9}}, "best_to_others of 'access' is 1e[+]09; expected 1"),
        ({"best_to_others": {"load": 8, "access": float("nan")}}, "best_to_others of 'access': nan is not a finite"),
        ({"best_to_others": {"load": 8, "access": float("inf")}}, "best_to_others of 'access': inf is not a finite"),
        ({"best_to_others": {"load": 8, "access": "two"}}, "best_to_others of 'access': 'two' is not a finite"),
        ({"best_to_others": {"load": 8, "access": True}}, "best_to_others of 'access' is True"),
        ({"best_to_others": {"load": 8, "access": 9}}, "best_to_others of 'access' is 9, more than 8 for best"),
        ({"others_to_worst": {"cost": 8, "access": 9}}, "others_to_worst of 'access' is 9, more than 8"),
        ({"others_to_worst": {"cost": 7, "access": 5}}, "best over worst, 'cost' over 'load', is 8 and 7"),
        ({"best_to_others": {"cost": 1}, "others_to_worst": {"load": 1}}, "is missing; expected one number"),
        ({"best_to_others": {"cost": 2, "load": 8, "access": 2}}, "best_to_others of 'cost' is 2; expected 1"),
        ({"best_to_others": {}}, "best_to_others: expected a mapping by"),
        ({"best_to_others": [1, 2, 8]}, "best_to_others: expected a mapping by"),
        ({"best_to_others": {1: 2, "load": 8}}, "best_to_others: 1 is no id"),
    ],
)  # fmt: skip
def test_judgements_that_make_no_weights_are_refused_by_name(change, message):
    sound = {"best_to_others": REZAEI[0], "others_to_worst": REZAEI[1], "best": "cost", "worst": "load"}
    with pytest.raises(WeightsError, match=message):
        best_worst(**{**sound, **change})
