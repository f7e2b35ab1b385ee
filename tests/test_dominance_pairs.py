"""Dominance in four senses: by hand, against brute force, and distributions against dense grids."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

import mcda
from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, NameUnknownError, TableError
from mcda.methods import Additive, ElectreIII, Wsm
from mcda.options import Option, Options, Score
from mcda.robustness.dominance import DOMINANCE_KINDS, dominance_pairs
from mcda.robustness.dominance.stochastic import ROUNDING, Distribution, compare
from mcda.robustness.question import Question, ask
from mcda.scales import Goal, Scale, Thresholds, ValueFunction, exact
from mcda.table import PerformanceTable


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def ask_of(table, weights=None, **named):
    return Question(Wsm(normalization="none"), table, weights or [1] * len(table.criteria), **named)


def ranged(cells, goals=None):
    """A question about scores given as (low, value, high), options in rows."""
    table = of(*[[cell[1] for cell in row] for row in cells], goals=goals)
    scores = {
        (o, c): Score(exact(v), exact(lo), exact(hi))
        for o, row in zip(table.options.ids, cells, strict=True)
        for c, (lo, v, hi) in zip(table.criteria.ids, row, strict=True)
    }
    return ask_of(table, scores=scores)


def named(pairs):
    return {(p.first, p.second) for p in pairs}


# --- strict


def test_strict_pairs_by_hand_with_a_cost_and_why():
    table = of([2, 9], [3, 8], [1, 7], [2, 9], goals=["min", "max"], options=list("abcd"))
    found = dominance_pairs(ask_of(table), kinds=["strict"])
    assert named(found.pairs) == {("a", "b"), ("d", "b")}, "equal options do not dominate each other"
    assert found.pairs[0].differences == {"c1": 1.0, "c2": 1.0}
    assert found.pairs[0].better == ("c1", "c2")
    assert found.undominated == {"strict": ("a", "c", "d")}


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=8), st.tuples(*[st.sampled_from(Goal)] * 3))
@settings(max_examples=100, deadline=None)
def test_strict_pairs_and_obstacles_are_those_of_brute_force(rows, goals):
    table = of(*rows, goals=[g.value for g in goals])
    found = dominance_pairs(ask_of(table), kinds=["strict"])
    turned = {
        o: [x * g.sign for x, g in zip(r, goals, strict=True)] for o, r in zip(table.options.ids, rows, strict=True)
    }
    pairs, obstacles = set(), set()
    for a, x in turned.items():
        for b, y in turned.items():
            worse = [j for j in range(3) if x[j] < y[j]]
            better = [j for j in range(3) if x[j] > y[j]]
            if better and not worse:
                pairs.add((a, b))
            if better and len(worse) == 1:
                obstacles.add((a, b, f"c{worse[0] + 1}", y[worse[0]] - x[worse[0]]))
    assert named(found.pairs) == pairs
    assert {(o.first, o.second, o.criterion, o.shortfall) for o in found.obstacles} == obstacles
    assert set(found.undominated["strict"]) == set(turned) - {b for _, b in pairs}


def test_rounding_is_no_difference():
    found = dominance_pairs(ask_of(of([0.1 + 0.2, 1], [0.3, 1])), kinds=["strict", "thresholds", "intervals"])
    assert found.pairs == ()


def test_criteria_of_weight_zero_count_and_are_named():
    found = dominance_pairs(ask_of(of([2, 1], [1, 2]), [1, 0]), kinds=["strict"])
    assert found.pairs == ()
    assert found.weightless == ("c2",)
    (obstacle,) = [o for o in found.obstacles if o.first == "a1"]
    assert (obstacle.criterion, obstacle.shortfall) == ("c2", 1.0)


def test_dominance_is_about_what_the_method_sees():
    """Beyond the end of its scale a value is flat: 12 and 15 are both worth 100, so nothing is better."""
    table = of([15, 1], [12, 1], scales={"c1": (0, 10), "c2": (0, 10)})
    assert named(dominance_pairs(Question(Additive(), table, [1, 1]), kinds=["strict"]).pairs) == {("a1", "a2")}
    assert dominance_pairs(Question(Additive(), table, [1, 1], on="values"), kinds=["strict"]).pairs == ()


def test_any_kind_of_method_may_be_asked():
    assert dominance_pairs(Question(ElectreIII(), of([2], [1]), [1])).undominated["strict"] == ("a1",)


# --- thresholds


def with_thresholds(rows, *indifference, goals=None, on="units", functions=None):
    made = tuple(
        Criterion(
            f"c{j}",
            goals[j - 1] if goals else Goal.MAX,
            scale=Scale(Fraction(0), Fraction(100)),
            value_function=(functions or {}).get(f"c{j}"),
            thresholds=Thresholds(indifference=None if q is None else exact(q), on=on),
        )
        for j, q in enumerate(indifference, start=1)
    )
    options = Options(tuple(Option(f"a{i}") for i in range(1, len(rows) + 1)))
    return PerformanceTable(options, Criteria(made), np.array(rows, dtype=float))


def test_thresholds_by_hand():
    """Indifference 5 and 2: a1 gains 6 > 5 and loses 2, which is not above 2; a3 loses 3 on the cost and is stopped."""
    table = with_thresholds([[16, 10], [10, 8], [16, 11]], 5, 2, goals=[Goal.MAX, Goal.MIN])
    found = dominance_pairs(ask_of(table), kinds=["thresholds"])
    assert named(found.pairs) == {("a1", "a2")}
    assert found.pairs[0].better == ("c1",)
    assert found.pairs[0].tolerated == ("c2",)
    assert found.pairs[0].differences == {"c1": 6.0, "c2": -2.0}
    obstacles = {(o.first, o.second, o.criterion, o.shortfall) for o in found.obstacles}
    assert obstacles == {("a3", "a2", "c2", 1.0), ("a2", "a3", "c1", 1.0)}


def test_a_gain_equal_to_the_threshold_is_none_even_in_decimals():
    """0.8 - 0.6 is above 0.2 in binary."""
    assert dominance_pairs(ask_of(with_thresholds([[0.8], [0.6]], 0.2)), kinds=["thresholds"]).pairs == ()
    assert len(dominance_pairs(ask_of(with_thresholds([[0.81], [0.6]], 0.2)), kinds=["thresholds"]).pairs) == 1


@given(problems(max_options=6, max_criteria=4))
@settings(max_examples=60, deadline=None)
def test_without_thresholds_they_are_the_strict_pairs(problem):
    table, weights = problem
    bare = Criteria(tuple(Criterion(c.id, c.goal, scale=c.scale) for c in table.criteria))
    found = dominance_pairs(
        Question(Wsm(), PerformanceTable(table.options, bare, table.values), weights), kinds=["strict", "thresholds"]
    )
    assert named(found.of("strict")) == named(found.of("thresholds"))


def test_thresholds_that_do_not_fit_the_numbers_leave_their_reason():
    bent = ValueFunction.through([(0, 0), (20, 80), (100, 100)])
    table = with_thresholds([[50], [10]], 5, on="values", functions={"c1": bent})
    found = dominance_pairs(ask_of(table), kinds=["strict", "thresholds"])
    assert "'c1'" in found.problems["thresholds"]
    assert "ask on values" in found.problems["thresholds"]
    assert named(found.of("strict")) == {("a1", "a2")}
    assert list(found.undominated) == ["strict"]
    with pytest.raises(McdaError, match="bent"):
        found.of("thresholds")
    assert len(dominance_pairs(ask_of(table, on="values"), kinds=["thresholds"]).pairs) == 1


# --- intervals and stochastic dominance

CELLS = st.lists(st.integers(0, 6), min_size=3, max_size=3).map(sorted)


def cdf(x, low, mode, high):
    """The textbook distribution function of the triangular distribution, in its own words."""
    if low == high:
        return np.where(x >= low, 1.0, 0.0)
    left = (x - low) ** 2 / ((high - low) * (mode - low)) if mode > low else np.zeros_like(x)
    right = 1 - (high - x) ** 2 / ((high - low) * (high - mode)) if mode < high else np.ones_like(x)
    return np.where(x < low, 0.0, np.where(x < mode, left, np.where(x < high, right, 1.0)))


@given(st.lists(CELLS, min_size=2, max_size=4))
@settings(max_examples=80, deadline=None)
def test_triangular_comparisons_meet_a_dense_grid(cells):
    """Grid of 0.001: F is off by what it can move in a step, at most 0.002; the integral by less."""
    found = compare([Distribution.triangular(*map(Fraction, cell)) for cell in cells])
    low, high = min(c[0] for c in cells), max(c[2] for c in cells)
    x = np.linspace(low, high, 1000 * (high - low) + 1) if high > low else np.array([float(low)])
    curves = [cdf(x, *cell) for cell in cells]
    for i, f in enumerate(curves):
        for j, g in enumerate(curves):
            gap = f - g
            area = np.concatenate([[0.0], np.cumsum((gap[1:] + gap[:-1]) / 2 * np.diff(x))]) / max(high - low, 1)
            assert gap.max() <= found.first[i, j] + 1e-12
            assert found.first[i, j] <= gap.max() + 2.1e-3
            assert gap.min() == pytest.approx(found.first_least[i, j], abs=2.1e-3)
            assert area.max() == pytest.approx(found.second[i, j], abs=2e-3)
            assert area.min() == pytest.approx(found.second_least[i, j], abs=2e-3)


def test_the_largest_gap_of_two_triangles_in_closed_form():
    """(0, 0, 1) over (0, 1, 1): F is 1 - (1 - x)^2 and x^2; their difference 2x - 2x^2 is largest at 1/2: 1/2.

    Its integral from 0 to 1 is 1 - 2/3 = 1/3, the difference of the means.
    """
    falling, rising = (Distribution.triangular(*map(Fraction, cell)) for cell in ((0, 0, 1), (0, 1, 1)))
    found = compare([falling, rising])
    assert found.first[0, 1] == pytest.approx(0.5, abs=1e-15)
    assert found.second[0, 1] == pytest.approx(1 / 3, abs=1e-15)
    assert rising.mean - falling.mean == Fraction(1, 3)


def test_the_integral_is_largest_where_the_curves_cross():
    """(0, 5, 10) less (4, 5, 6): both symmetric about 5, where F crosses; before it F is x^2/50 and (x - 4)^2/2.

    The integral to 5 is 125/150 - 1/6 = 2/3, over a width of 10.
    """
    wide, narrow = (Distribution.triangular(*map(Fraction, cell)) for cell in ((0, 5, 10), (4, 5, 6)))
    found = compare([wide, narrow])
    assert found.second[0, 1] == pytest.approx(2 / 30, abs=1e-15)
    assert found.second[1, 0] <= ROUNDING < found.first[1, 0]


@given(CELLS, st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True), st.data())
@settings(max_examples=60, deadline=None)
def test_a_distribution_through_a_value_function_keeps_mass_and_mean(cell, marks, data):
    """Against 20,000 quantiles, pushed through the function one by one."""
    levels = data.draw(st.lists(st.integers(0, 100), min_size=len(marks), max_size=len(marks)))
    function = ValueFunction.through(list(zip(sorted(marks), levels, strict=True)))
    made = Distribution.triangular(*map(Fraction, cell)).through(function)
    assert sum(p.mass for p in made.pieces) == 1
    low, mode, high = cell
    u = (np.arange(20_000) + 0.5) / 20_000
    if high > low:
        split = (mode - low) / (high - low)
        left = low + np.sqrt(u * (high - low) * (mode - low))
        right = high - np.sqrt((1 - u) * (high - low) * (high - mode))
        x = np.where(u < split, left, right)
    else:
        x = np.full_like(u, low)
    assert float(made.mean) == pytest.approx(function(x).mean(), abs=0.02)
    assert float(made.low) <= function(x).min() + 1e-9
    assert float(made.high) >= function(x).max() - 1e-9


def test_intervals_by_hand_turned_by_goal():
    """A cost of 1 to 3 is surely no more than one of 3 to 5; 6 to 8 against 5 to 7 is not sure."""
    found = dominance_pairs(ranged([[(1, 2, 3), (6, 7, 8)], [(3, 4, 5), (5, 6, 7)]], goals=["min", "max"]))
    assert found.of("intervals") == ()
    (obstacle,) = [o for o in found.obstacles if o.kind == "intervals"]
    assert (obstacle.first, obstacle.second, obstacle.criterion, obstacle.shortfall) == ("a1", "a2", "c2", 1.0)
    assert named(found.of("stochastic_first")) == {("a1", "a2")}
    sure = dominance_pairs(ranged([[(1, 2, 3)], [(3, 4, 5)]], goals=["min"]), kinds=["intervals"])
    assert sure.pairs[0].differences == {"c1": 0.0}


def test_second_order_without_first_order():
    """The same mean and a narrower range: nobody averse to risk minds, somebody fond of it does."""
    found = dominance_pairs(ranged([[(4, 5, 6)], [(0, 5, 10)]]))
    assert named(found.of("stochastic_second")) == {("a1", "a2")}
    assert found.of("stochastic_first") == ()
    assert found.undominated["stochastic_first"] == ("a1", "a2")


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), st.sampled_from(["min", "max"]))
@settings(max_examples=80, deadline=None)
def test_sure_implies_first_order_implies_second_order(rows, goal):
    found = dominance_pairs(ranged(rows, goals=[goal, "max"]))
    sure, first, second = (named(found.of(kind)) for kind in DOMINANCE_KINDS[2:])
    assert sure <= first <= second
    sign = -1 if goal == "min" else 1
    ends = [[sorted((sign * c[0][0], sign * c[0][2])), (c[1][0], c[1][2])] for c in rows]
    expected = {
        (f"a{i + 1}", f"a{k + 1}")
        for i, x in enumerate(ends)
        for k, y in enumerate(ends)
        if i != k and all(x[j][0] >= y[j][1] for j in (0, 1)) and any(x[j][1] > y[j][0] for j in (0, 1))
    }
    assert sure == expected


@given(problems(max_options=6, max_criteria=4))
@settings(max_examples=60, deadline=None)
def test_certain_scores_make_every_sense_the_strict_one(problem):
    table, weights = problem
    units = np.round(table.values, 6)
    found = dominance_pairs(Question(Wsm(), PerformanceTable(table.options, table.criteria, units), weights))
    wanted = named(found.of("strict"))
    for kind in ("intervals", "stochastic_first", "stochastic_second"):
        assert named(found.of(kind)) == wanted


def test_the_second_order_is_averse_in_value_where_values_are_seen():
    """A value that rises ever faster makes risk welcome: 4 to 6 no longer beats 0 to 10 of the same mean."""
    steep = ValueFunction.through([(0, 0), (5, 10), (10, 100)])
    criteria = Criteria.of(Criterion("c1", Goal.MAX, value_function=steep))
    table = PerformanceTable(Options((Option("sure"), Option("risky"))), criteria, np.array([[5.0], [5.0]]))
    cells = {"sure": (4, 5, 6), "risky": (0, 5, 10)}
    scores = {(o, "c1"): Score(exact(v), exact(lo), exact(hi)) for o, (lo, v, hi) in cells.items()}
    units, values = (
        dominance_pairs(Question(Additive(), table, [1], on=on, scores=scores)) for on in ("units", "values")
    )
    assert named(units.of("stochastic_second")) == {("sure", "risky")}
    assert values.of("stochastic_second") == ()


# --- edges


def test_one_option_is_undominated_in_every_sense():
    found = dominance_pairs(ask_of(of([1, 2])))
    assert found.pairs == found.obstacles == ()
    assert found.undominated == dict.fromkeys(DOMINANCE_KINDS, ("a1",))


def test_with_one_criterion_nothing_is_only_one_criterion_away():
    assert dominance_pairs(ask_of(of([1], [2])), kinds=["strict"]).obstacles == ()


def test_a_score_outside_its_range_is_named():
    table = of([5, 5], [6, 6])
    scores = {("a2", "c1"): Score(Fraction(6), Fraction(7), Fraction(9))}
    with pytest.raises(TableError, match=r"'a2' on 'c1' is 6.*7 to 9"):
        dominance_pairs(ask_of(table, scores=scores))
    with pytest.raises(TableError, match="expected"):
        Distribution.triangular(Fraction(3), Fraction(2), Fraction(1))


@pytest.mark.parametrize(
    ("kinds", "fault", "words"),
    [
        ("strict", McdaError, "expected a list"),
        ([], McdaError, "expected a list"),
        (["stric"], NameUnknownError, "did you mean 'strict'"),
    ],
)
def test_unknown_kinds_are_refused_by_name(kinds, fault, words):
    with pytest.raises(fault, match=words):
        dominance_pairs(ask_of(of([1, 2])), kinds=kinds)


def test_a_kind_not_asked_for_and_too_many_options_are_refused():
    found = dominance_pairs(ask_of(of([1, 2])), kinds=["strict"])
    with pytest.raises(NameUnknownError, match="asked for"):
        found.of("intervals")
    with pytest.raises(TableError, match="201 options"):
        dominance_pairs(ask_of(of(*[[1, 2]] * 201)))


def test_the_korea_study_has_no_strict_pair_and_data_for_every_sense():
    """Options were chosen to differ: brute force over the value table finds no dominated one."""
    question = ask(mcda.load_study())
    found = dominance_pairs(question)
    values = question.seen.values
    brute = {(i, j) for i in range(13) for j in range(13) if (values[i] >= values[j]).all() and i != j}
    assert len(found.of("strict")) == len(brute) == 0
    assert found.of("thresholds")
    assert set(found.undominated) == set(DOMINANCE_KINDS)
    assert json.loads(json.dumps(found.to_dict()))["undominated"]["strict"] == list(question.options)
    assert found.to_frame().shape == (len(found.pairs), 3 + 12)
    assert repr(found).startswith("dominance on values")
    assert found._repr_html_().startswith("<table>")
