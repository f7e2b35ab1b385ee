"""SPOTIS, RIM, MABAC, MAIRCA and MARCOS: what each formula is, where it says no, and what it promises."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda import methods
from mcda.errors import McdaError, MethodError
from mcda.methods import Mabac, Mairca, Marcos, Rim, Spotis, Wsm, check_method
from mcda.methods.contract import check_value
from mcda.methods.dominance import overtaken
from mcda.table import PerformanceTable

FIXED = (Spotis, Rim)
FIVE = (Spotis, Rim, Mabac, Mairca, Marcos)
SCALES = {"c1": (1, 9), "c2": (1, 9), "c3": (1, 9)}

# (method, property): performances (all to be maximised), weights, and the option taken away. Found by search.


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def found_places(method, values, weights, goals=("max", "min", "max")):
    goals = list(goals)[: len(values[0])]
    scales = {c: ends for c, ends in SCALES.items() if int(c[1]) <= len(goals)}
    return np.array(list(method.rank(of(*values, goals=goals, scales=scales), weights).places.values()))


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


# --- SPOTIS


def test_spotis_by_hand_in_fractions():
    """First example of Dezert et al. (2020): distances by the definition, in exact arithmetic."""
    rows = [("10.5", "-3.1", "1.7"), ("-4.7", "0", "3.4"), ("8.1", "0.3", "1.3"), ("3.2", "7.3", "-5.3")]
    bounds, ideal = [(-5, 12), (-6, 10), (-8, 5)], [12, -6, 5]
    shares = [Fraction(2, 10), Fraction(3, 10), Fraction(5, 10)]
    exact = [
        sum(
            w * abs(Fraction(x) - i) / (high - low)
            for x, w, i, (low, high) in zip(row, shares, ideal, bounds, strict=True)
        )
        for row in rows
    ]
    table = of(*([float(x) for x in row] for row in rows), goals=["max", "min", "max"])
    ranking = Spotis(bounds=dict(zip(table.criteria.ids, bounds, strict=True))).rank(table, [2, 3, 5])
    np.testing.assert_allclose(ranking.details["distances"], [float(d) for d in exact], rtol=1e-14)
    np.testing.assert_allclose(ranking.scores, [float(1 - d) for d in exact], rtol=1e-14)
    np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, rtol=1e-14)


@given(problems(), st.data())
@settings(max_examples=60)
def test_fixed_points_give_every_option_a_score_of_its_own(problem, data):
    """No rank reversal, proven: to the last bit, a score is that of the option alone, whoever else is there."""
    table, points = problem
    kept = data.draw(st.lists(st.sampled_from(table.options.ids), min_size=1, unique=True))
    for method in FIXED:
        whole = dict(zip(table.options.ids, method().rank(table, points).scores.tolist(), strict=True))
        some = table.select(options=kept)
        assert method().rank(some, points).scores.tolist() == [whole[o] for o in kept]
        assert "rank_reversal" not in {breach.property for breach in method.about.breaks}


def test_the_bounds_come_from_the_method_then_from_the_scale_then_nowhere():
    table = of([2, 3], [4, 5], scales={"c1": (0, 10)})
    assert Spotis(bounds={"c1": (0, 5), "c2": (0, 10)}).rank(table, [1, 0]).scores.tolist() == [0.4, 0.8]
    with pytest.raises(
        MethodError, match=r"SPOTIS needs to know between which numbers criterion 'c2' can lie.*bounds=\{'c2'"
    ):
        Spotis().rank(table, [1, 1])
    with pytest.raises(MethodError, match=r"RIM needs to know .*'c2'.*ranges=\{'c2'"):
        Rim().rank(table, [1, 1])
    recipe = Spotis(bounds={"c2": (0, 10)}, ideal={"c2": 6}).rank(table, [1, 1]).recipe
    assert recipe.bound == {"c1": "bounds 0.0 to 10.0, ideal 10.0", "c2": "bounds 0.0 to 10.0, ideal 6.0"}
    recipe = Rim(ranges={"c2": (0, 10)}, ideals={"c2": (4, 6)}).rank(table, [1, 1]).recipe
    assert recipe.bound["c2"] == "range 0.0 to 10.0, ideal 4.0 to 6.0"


@pytest.mark.parametrize(("method", "field"), [(Spotis, "bounds"), (Rim, "ranges")])
def test_a_performance_outside_its_bounds_is_refused_by_name(method, field):
    table = of([2, 3], [4, 11], options=["stay", "go"], scales={"c1": (0, 10), "c2": (0, 10)})
    with pytest.raises(MethodError, match=rf"'go' on 'c2' is 11; expected 0 to 10.* widen them by {field}="):
        method().rank(table, [1, 1])
    with pytest.raises(MethodError, match="option 1 on 'c2' in draw 1 is 11"):
        method().bind(table.criteria)([[[2, 3], [4, 5]], [[2, 3], [4, 11]]], [1, 1])
    assert method(**{field: {"c2": (0, 20)}}).rank(table, [1, 1]).places == {"stay": 2, "go": 1}


def test_a_performance_outside_its_bounds_by_rounding_alone_is_at_the_bound():
    table = of([0.1 + 0.2], [0.1], scales={"c1": (0, 0.3)})
    assert Spotis().rank(table, [1]).scores[0] == 1.0
    assert Rim().rank(table, [1]).scores[0] == 1.0


@pytest.mark.parametrize(
    ("method", "fields", "message"),
    [
        (Spotis, {"bounds": {"c1": (5, 5)}}, "bounds of 'c1' runs from 5 to 5; expected the lower end below the upper"),
        (Spotis, {"bounds": {"c1": (5, 1)}}, "bounds of 'c1' runs from 5 to 1"),
        (Spotis, {"bounds": {"c1": 5}}, "bounds of 'c1' is 5; expected the two ends"),
        (Spotis, {"bounds": {"c1": (0, 1, 2)}}, "expected the two ends"),
        (Spotis, {"bounds": {"c1": "ab"}}, "expected the two ends"),
        (Spotis, {"bounds": {"c1": (0, "x")}}, "bounds of 'c1' is 'x'; expected a finite number"),
        (Spotis, {"bounds": {"c1": (0, float("nan"))}}, "is nan; expected a finite number"),
        (Spotis, {"bounds": {"c1": (0, float("inf"))}}, "is inf; expected a finite number"),
        (Spotis, {"bounds": {"c1": (0, True)}}, "is True; expected a finite number"),
        (Spotis, {"bounds": {"c1": (0, 10**400)}}, "expected a finite number"),
        (Spotis, {"bounds": [(0, 1)]}, "expected intervals by criterion id"),
        (Spotis, {"ideal": {"c1": None}}, "ideal of 'c1' is None; expected a finite number"),
        (Spotis, {"ideal": 5}, "ideal is 5; expected numbers by criterion id"),
        (Rim, {"ranges": {"c1": (3, 3)}}, "ranges of 'c1' runs from 3 to 3"),
        (Rim, {"ideals": {"c1": (4, 3)}}, "ideals of 'c1' runs from 4 to 3; expected the lower end at most the upper"),
        (Rim, {"ideals": {"c1": 3}}, "ideals of 'c1' is 3"),
    ],
)
def test_a_parameter_of_the_wrong_form_is_refused_by_name(method, fields, message):
    with pytest.raises(MethodError, match=message):
        method(**fields)


@pytest.mark.parametrize(
    ("method", "message"),
    [
        (Spotis(ideal={"c1": 12}), "the ideal of 'c1' is 12; expected 0 to 10, its bounds"),
        (Spotis(ideal={"c1": -1}), "the ideal of 'c1' is -1"),
        (Rim(ideals={"c2": (5, 11)}), "the ideal of 'c2' runs from 5 to 11; expected an interval within 0 to 10"),
        (Spotis(ideal={"c9": 1}), "an ideal is given for 'c9', which is not a criterion"),
        (Spotis(bounds={"c9": (0, 1)}), "bounds are given for 'c9', which is not a criterion"),
        (Rim(ranges={"cl": (0, 1)}), "ranges are given for 'cl', which is not a criterion; allowed: c1, c2"),
        (Rim(ideals={"c9": (0, 1)}), "ideals are given for 'c9'"),
    ],
)
def test_an_ideal_outside_its_bounds_or_for_no_criterion_is_refused_by_name(method, message):
    with pytest.raises(McdaError, match=message):
        method.rank(of([2, 3], [4, 5], scales={"c1": (0, 10), "c2": (0, 10)}), [1, 1])


@pytest.mark.parametrize("method", [Spotis(ideal={"c1": 5}), Rim(ideals={"c1": (4, 5)})], ids=repr)
def test_with_an_ideal_inside_the_scale_dominance_is_judged_by_closeness(method):
    """9 is more than 6 and farther from 5: ranking 6 first is no breach of dominance, and no warning is due."""
    table = of([9, 3], [6, 3], scales={"c1": (0, 10), "c2": (0, 10)})
    ranking = method.rank(table, [1, 1])
    assert ranking.places == {"a1": 2, "a2": 1}
    assert overtaken(table.values, np.array([2, 1])) == [(0, 1)], "by the goals there would be a warning"
    assert ranking.notes == ()


# --- RIM


def normalised_by_the_paper(x, a, b, c, d):
    """Cables et al. (2016): 1 inside the ideal; else one minus the distance to it over the way to the range's end."""
    if c <= x <= d:
        return 1.0
    distance = min(abs(x - c), abs(x - d))
    return 1 - distance / abs(a - c) if x < c else 1 - distance / abs(d - b)


@given(st.data())
@settings(max_examples=100)
def test_rim_is_the_formula_of_the_paper(data):
    numbers = st.integers(-40, 40).map(lambda i: i / 4)
    n, m = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    ends, values = [], []
    for _ in range(m):
        a, b = sorted(data.draw(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1])))
        inner = st.integers(0, 8).map(lambda i, a=a, b=b: a + (b - a) * i / 8)
        c, d = sorted((data.draw(inner), data.draw(inner)))
        ends.append((a, b, c, d))
        values.append([data.draw(inner) for _ in range(n)])
    points = np.array(data.draw(st.lists(st.integers(1, 9), min_size=m, max_size=m)), dtype=float)
    w = points / points.sum()
    table = of(*np.array(values).T)
    ids = table.criteria.ids
    method = Rim(
        ranges={i: (a, b) for i, (a, b, _, _) in zip(ids, ends, strict=True)},
        ideals={i: (c, d) for i, (_, _, c, d) in zip(ids, ends, strict=True)},
    )
    ranking = method.rank(table, points)
    for i in range(n):
        y = np.array([normalised_by_the_paper(values[j][i], *ends[j]) for j in range(m)]) * w
        plus, minus = np.linalg.norm(y - w), np.linalg.norm(y)
        np.testing.assert_allclose(ranking.details["I_plus"][i], plus, atol=1e-12)
        np.testing.assert_allclose(ranking.details["I_minus"][i], minus, atol=1e-12)
        np.testing.assert_allclose(ranking.scores[i], minus / (plus + minus), atol=1e-12)


def test_rim_at_the_ideal_is_1_and_at_the_far_ends_0():
    table = of([5, 5], [0, 10], [10, 0], scales={"c1": (0, 10), "c2": (0, 10)})
    ideals = {"c1": (4, 6), "c2": (5, 5)}
    assert Rim(ideals=ideals).rank(table, [1, 3]).scores.tolist() == [1.0, 0.0, 0.0]


# --- MABAC, MAIRCA, MARCOS


@given(problems(max_options=6))
@settings(max_examples=60)
def test_mabac_is_the_sum_of_the_distances_from_the_border(problem):
    """By the textbook's route: v = w (n + 1), the border as the root of the product of each column, sums of v - g."""
    table, points = problem
    values, signs = table.values * table.criteria.signs, points / points.sum()
    width = np.ptp(values, axis=0)
    scale = np.where(width <= 1e-15 * np.abs(values).max(axis=0), np.inf, width)
    v = signs * (2.0 - (values.max(axis=0) - values) / scale)
    border = np.prod(v, axis=0) ** (1 / len(values))
    ranking = Mabac().rank(table, points)
    np.testing.assert_allclose(ranking.details["border_approximation_area"], border, atol=1e-12)
    np.testing.assert_allclose(ranking.scores, (v - border).sum(axis=1), atol=1e-10)
    np.testing.assert_allclose(ranking.details["v"], v, atol=1e-10)


@given(problems())
@settings(max_examples=60)
def test_mabac_and_mairca_rank_as_the_weighted_sum_of_minmax_columns(problem):
    """Identities: MABAC is that sum less a constant, MAIRCA's total gap is one minus it, over the number of options."""
    table, points = problem
    sums = Wsm(normalization="minmax").rank(table, points).scores
    mabac, mairca = Mabac().rank(table, points), Mairca().rank(table, points)
    np.testing.assert_allclose(mabac.scores - mabac.scores[0], sums - sums[0], atol=1e-12)
    np.testing.assert_allclose(mairca.details["total_gaps"], (1 - sums) / len(sums), atol=1e-14)
    np.testing.assert_allclose(mairca.details["gaps"].sum(axis=1), mairca.details["total_gaps"], atol=1e-14)
    np.testing.assert_array_equal(mairca.scores, -mairca.details["total_gaps"])


def test_mabac_of_a_thousand_options_has_a_border():
    """The product of a thousand heights between 1 and 2 is beyond double precision; its root is not."""
    table = of(*[[9.0]] * 1199, [0.0])
    border = Mabac().rank(table, [1]).details["border_approximation_area"]
    np.testing.assert_allclose(border, [2 ** (1199 / 1200)], rtol=1e-12)


@given(problems(positive=True))
@settings(max_examples=60)
def test_marcos_is_the_formula_of_the_paper_on_the_extended_matrix(problem):
    """Stevic et al. (2020), steps 2 to 7, with the ideal and the anti-ideal as rows of their own."""
    table, points = problem
    up = table.criteria.signs > 0
    high, low = table.values.max(axis=0), table.values.min(axis=0)
    ideal, anti_ideal = np.where(up, high, low), np.where(up, low, high)
    extended = np.vstack([anti_ideal, table.values, ideal])
    ratios = np.where(up, extended / ideal, ideal / extended)
    sums = (ratios * points / points.sum()).sum(axis=1)
    minus, plus = sums[1:-1] / sums[0], sums[1:-1] / sums[-1]
    f_minus, f_plus = plus / (plus + minus), minus / (plus + minus)
    expected = (plus + minus) / (1 + (1 - f_plus) / f_plus + (1 - f_minus) / f_minus)
    ranking = Marcos().rank(table, points)
    np.testing.assert_allclose(ranking.scores, expected, rtol=1e-10)
    np.testing.assert_allclose(ranking.details["K_plus"], plus, rtol=1e-12)
    np.testing.assert_allclose(ranking.details["K_minus"], minus, rtol=1e-12)
    assert ((ranking.scores > 0) & (ranking.scores <= 1)).all()  # 1 only by rounding, beside an option near nothing


@pytest.mark.parametrize("bad", [0.0, -2.0])
@pytest.mark.parametrize("goal", ["max", "min"])
def test_marcos_refuses_what_it_would_divide_by(goal, bad):
    table = of([4, 2], [6, bad], goals=["max", goal], options=["stay", "go"])
    with pytest.raises(MethodError, match=rf"the performance of 'go' on 'c2' is {bad:g}; expected above zero: MARCOS"):
        Marcos().rank(table, [1, 1])


# --- all five


@pytest.mark.parametrize("method", FIVE)
def test_columns_without_differences_and_single_options_are_right(method):
    scales = {"c1": (1, 9), "c2": (1, 9)}
    flat = method().rank(of([3, 4], [3, 4], [3, 4], scales=scales), [1, 1])
    assert set(flat.places.values()) == {1}
    assert np.isfinite(flat.scores).all()
    assert method().rank(of([3, 4], scales=scales), [1, 1]).places == {"a1": 1}
    with_constant = method().rank(of([3, 4], [3, 8], [3, 6], scales=scales), [5, 1]).places
    assert with_constant == {"a1": 3, "a2": 1, "a3": 2}, "a column in which all are equal decides nothing"
    one = method().rank(of([3], [8], goals=["min"], scales={"c1": (1, 9)}), [1]).places
    assert one == {"a1": 1, "a2": 2}


@pytest.mark.parametrize("method", FIVE)
def test_a_zero_weight_leaves_its_criterion_out(method):
    rows, scales = [[3, 9], [5, 1], [4, 5]], {"c1": (1, 9), "c2": (1, 9)}
    assert method().rank(of(*rows, scales=scales), [1, 0]).places == {"a1": 3, "a2": 1, "a3": 2}


@pytest.mark.parametrize("goals", [["max", "max"], ["min", "max"]])
@pytest.mark.parametrize(
    "method",
    [
        Spotis(ideal={"c1": 4}),
        Spotis(bounds={"c2": (-5, 100)}),
        Rim(ideals={"c1": (3, 4)}),
        Rim(ranges={"c1": (0, 50)}),
    ],
    ids=repr,
)
def test_configured_methods_are_values(method, goals):
    """The contract's checks of values, on methods whose parameters name criteria."""
    check_value(method)
    table = of([3, 9], [5, 1], [4, 5], goals=goals, scales={"c1": (1, 9), "c2": (1, 9)})
    kernel = method.bind(table.criteria)
    draws = np.array([[1.0, 2.0], [3.0, 1.0]])
    np.testing.assert_array_equal(kernel(table.values, draws), [kernel(table.values, w) for w in draws])


@pytest.mark.parametrize("method", FIVE)
def test_the_contract_holds(method):
    check_method(method())
    assert method in methods.ALL


# --- what they promise, and what not


@pytest.mark.parametrize(
    "method",
    [*(method() for method in FIVE), Spotis(ideal={"c1": 4, "c2": 6.5}), Rim(ideals={"c1": (3, 5), "c2": (6, 6)})],
    ids=repr,
)
def test_what_is_not_declared_is_kept_in_a_search(method):
    """Dominance, monotonicity, copies, and rank reversal where it is not declared; better means closer to the ideal."""
    rng = np.random.default_rng(6)
    goals = np.array([1.0, -1.0, 1.0])
    for _ in range(150):
        values, weights = rng.integers(1, 10, (4, 3)).astype(float), rng.integers(0, 5, 3) + np.array([1, 0, 0])
        before = found_places(method, values, weights)
        table = of(*values, goals=["max", "min", "max"], scales=SCALES)
        assert overtaken(method.oriented(table), before) == [], "dominance"
        option, criterion = int(rng.integers(4)), int(rng.integers(3))
        copied = found_places(method, np.vstack([values, values[option]]), weights)
        assert not (order(before) * order(copied[:-1]) < 0).any(), "copies"
        better = values.copy()
        better[option, criterion] = np.clip(better[option, criterion] + goals[criterion] * rng.integers(1, 9), 1, 9)
        raised = method.oriented(of(*better, goals=["max", "min", "max"], scales=SCALES))[option, criterion]
        if raised > method.oriented(table)[option, criterion]:
            after = found_places(method, better, weights)
            assert (after < after[option]).sum() <= (before < before[option]).sum(), "monotonicity"
        if not method.about.lacks("rank_reversal"):
            rest = found_places(method, np.delete(values, option, axis=0), weights)
            assert order(np.delete(before, option)).tolist() == order(rest).tolist(), "rank reversal"
