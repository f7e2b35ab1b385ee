"""What other weights would change: published numbers, closed forms, enumeration, and every bad question."""

import json
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from promcalc_centres import CENTRES, FUNCTIONS, POINTS
from strategies import problems

import mcda
from mcda.errors import McdaError, MethodError, NameUnknownError, WeightsError
from mcda.methods import (
    Additive,
    BordaOfCriteria,
    ElectreI,
    KemenyOfCriteria,
    Lexicographic,
    PrometheeII,
    Topsis,
    Uta,
    Vikor,
    Wpm,
    Wsm,
)
from mcda.robustness.question import Question, ask
from mcda.robustness.weight_sensitivity import (
    critical_weights,
    smallest_change,
    smallest_change_to_win,
    stability_map,
    walking_weights,
    weight_stability,
)
from mcda.robustness.weight_sensitivity._search import searched
from mcda.table import PerformanceTable
from mcda.weights import Weights

SUM = Wsm(normalization="none")


class Hidden(Wsm):
    """The same sum, as a method that does not say so: what is scanned and searched must meet what is exact."""

    def formula(self, criteria):
        return super().formula(criteria)


HIDDEN = Hidden(normalization="none")


def of(rows, weights, *, method=SUM, options=None, criteria=None):
    table = PerformanceTable.of(rows, goals=["max"] * len(rows[0]), options=options, criteria=criteria)
    return Question(method, table, weights)


# Triantaphyllou & Sánchez (1997), the example of four alternatives and four criteria.
ROWS = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.0240, 0.1172, 0.3184, 0.1215],
]
FOUR = of(ROWS, [0.3277, 0.3058, 0.2876, 0.0790], options=["A1", "A2", "A3", "A4"])
THREE = of([[9, 2], [6, 6], [1, 9]], [1, 1], options=list("abc"))
CENTRES_ASKED = Question(PrometheeII(functions=FUNCTIONS), CENTRES, POINTS)
TREE = Weights.from_points({"c1": 1, "c2": 3, "c3": 4}, branches={"c1": "left", "c2": "left", "c3": "right"})


def ends(interval):
    return [interval.low.share, interval.high.share]


# --- stability: published


def test_the_stability_intervals_of_the_four_alternatives():
    """Crossings of straight lines worked out from the data of Triantaphyllou & Sánchez, to four digits."""
    found = weight_stability(FOUR)
    assert found.exact
    assert found.winners == ("A1",)
    expected = {
        "c1": [0, 0.5126, 0.0727, 0.3668],
        "c2": [0, 0.5922, 0.1858, 0.5922],
        "c3": [0.1242, 1, 0.1242, 0.5519],
        "c4": [0, 0.1552, 0.0550, 0.1552],
    }
    for name, numbers in expected.items():
        np.testing.assert_allclose([*ends(found[name].winner), *ends(found[name].ranking)], numbers, atol=5e-5)
    assert (found["c1"].winner.high.comes_in, found["c1"].winner.high.overtakes) == ("A3", "A1")
    assert found["c1"].winner.low.comes_in is None


def test_the_stability_intervals_of_the_distribution_centres_under_promethee_ii():
    """Brans & Mareschal (1994), PROMCALC: crossings of the net flows, which are straight lines in a share."""
    expected = {
        "cost": [0.2589, 0.3962, 0.3423, 0.3788],
        "population": [0, 0.2621, 0.0804, 0.2129],
        "parking": [0, 0.1323, 0.0944, 0.1323],
        "access": [0, 0.1449, 0.1007, 0.1449],
        "competitors": [0.2815, 0.7512, 0.2815, 0.3005],
    }
    found = weight_stability(CENTRES_ASKED)
    assert found.exact
    for name, numbers in expected.items():
        np.testing.assert_allclose([*ends(found[name].winner), *ends(found[name].ranking)], numbers, atol=5e-5)


def test_two_criteria_by_hand():
    """With a = 2 + 7t, b = 6 and c = 9 - 8t, the lines cross at 4/7 (a, b), 3/8 (b, c) and 7/15 (a, c)."""
    row = weight_stability(THREE, top=2)["c1"]
    np.testing.assert_allclose(ends(row.winner), [3 / 8, 4 / 7], atol=1e-14)
    np.testing.assert_allclose(ends(row.top), [7 / 15, 1], atol=1e-14)
    np.testing.assert_allclose(ends(row.ranking), [7 / 15, 4 / 7], atol=1e-14)
    assert (row.top.low.comes_in, row.top.low.overtakes) == ("c", "a")
    assert (row.winner.low.comes_in, row.winner.high.comes_in) == ("c", "a")


def test_a_branch_moves_as_a_whole():
    """Inside the left branch c1 and c2 count one to three, wherever its share goes; the lines are by hand."""
    question = Question(SUM, of([[4, 0, 0], [0, 0, 2]], [1, 1, 1]).table, TREE)
    # a1 scores t * 4 * 1/4 = t and a2 scores 2 (1 - t): they tie at t = 2/3.
    found = weight_stability(question)
    assert [(row.name, row.kind) for row in found.rows[3:]] == [("left", "branch"), ("right", "branch")]
    assert found["left"].share == 0.5
    np.testing.assert_allclose(ends(found["left"].winner), [0, 2 / 3], atol=1e-14)
    np.testing.assert_allclose(ends(found["right"].winner), [1 / 3, 1], atol=1e-14)


# --- stability: ties, zeros, single shares


def test_the_present_share_lies_in_every_interval_though_the_winners_tie():
    found = weight_stability(of([[1, 0], [0, 1]], [1, 1]))
    assert found.winners == ("a1", "a2")
    assert found.tied == (("a1", "a2"),)
    row = found["c1"]
    assert 0.5 in row.winner
    np.testing.assert_allclose(ends(row.winner), [0.5, 0.5], atol=1e-8)
    assert (row.winner.low.comes_in, row.winner.high.comes_in) == ("a2", "a1")


def test_twins_tie_for_ever_and_never_overtake_each_other():
    row = weight_stability(of([[1, 0], [1, 0], [0, 0]], [1, 1]))["c1"]
    assert row.winner.everywhere
    assert row.ranking.everywhere
    assert ends(row.ranking) == [0, 1], "that all tie at share 0 is no loss"


def test_a_share_of_one_cannot_move_and_a_share_of_zero_can_rise():
    found = weight_stability(of([[3, 1], [1, 2]], [1, 0]))
    assert not found["c1"].movable
    assert found["c1"].winner is None
    assert found["c1"].to_dict()["winner"] is None
    # c2 rises from 0: a1 = 3 - 2t and a2 = 1 + t tie at 2/3.
    np.testing.assert_allclose(ends(found["c2"].winner), [0, 2 / 3], atol=1e-14)
    assert "cannot move" in repr(found)


def test_a_branch_that_counts_nothing_rises_with_equal_parts():
    weights = Weights.from_points({"c1": 0, "c2": 0, "c3": 1}, branches={"c1": "left", "c2": "left", "c3": "right"})
    question = Question(SUM, of([[0, 0, 1], [1, 3, 0]], [1, 1, 1]).table, weights)
    # a1 = 1 - t and a2 = 2 t tie at 1/3.
    np.testing.assert_allclose(ends(weight_stability(question)["left"].winner), [0, 1 / 3], atol=1e-14)


def test_a_single_option_and_a_single_criterion_have_nothing_to_lose():
    assert weight_stability(of([[1, 2]], [1, 1]))["c1"].ranking.everywhere
    assert not weight_stability(of([[1], [2]], [1]))["c1"].movable


def test_more_places_than_options_keep_everybody_in():
    assert all(row.top.everywhere for row in weight_stability(THREE, top=9).rows)


# --- stability: enumeration


def by_fractions(rows, weights, top):
    """The three intervals of the first share in fractions: places in the middle between neighbouring crossings."""
    total = sum(weights)
    t0 = Fraction(weights[0], total)
    rest = sum(weights[1:])
    lines = [
        (Fraction(r[0]), sum(Fraction(w * x, rest) for w, x in zip(weights[1:], r[1:], strict=True))) for r in rows
    ]
    marks = {Fraction(0), Fraction(1), t0}
    for (a, b), (c, d) in combinations(lines, 2):
        if a - b != c - d:
            t = (d - b) / ((a - b) - (c - d))
            marks |= {t} if 0 < t < 1 else set()

    def scores(t):
        return [a * t + b * (1 - t) for a, b in lines]

    def place(found, i):
        return 1 + sum(other > found[i] for other in found)

    now = scores(t0)

    def holds(t, places):
        then = scores(t)
        if places:
            members = [i for i in range(len(rows)) if place(now, i) <= places]
            return all(place(then, i) <= places for i in members)
        return not any(now[i] >= now[k] and then[k] > then[i] for i in range(len(rows)) for k in range(len(rows)))

    intervals = []
    for places in (1, top, 0):
        low = high = t0
        ordered = sorted(marks)
        for start, end in pairwise(ordered):
            if start >= t0 and start == high and holds((start + end) / 2, places):
                high = end
        for start, end in reversed(list(pairwise(ordered))):
            if end <= t0 and end == low and holds((start + end) / 2, places):
                low = start
        intervals.append([float(low), float(high)])
    return intervals


@given(
    st.integers(2, 4).flatmap(
        lambda m: st.tuples(
            st.lists(st.lists(st.integers(0, 8), min_size=m, max_size=m), min_size=1, max_size=7),
            st.lists(st.integers(0, 5), min_size=m, max_size=m),
        )
    ),
    st.integers(1, 4),
)
@settings(max_examples=150, deadline=None)
def test_intervals_equal_those_in_fractions_ties_and_all(problem, top):
    """In fractions, between neighbouring crossings the places are those in the middle."""
    rows, weights = problem
    assume(sum(weights[1:]) > 0)
    row = weight_stability(of(rows, weights), top=top)["c1"]
    found = [ends(part) for part in (row.winner, row.top, row.ranking)]
    np.testing.assert_allclose(found, by_fractions(rows, weights, top), atol=2e-7)


@given(
    st.lists(st.lists(st.integers(0, 99), min_size=3, max_size=3), min_size=2, max_size=6),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_a_scan_meets_what_is_exact(rows, weights):
    """Straight lines scanned as if they were none; a change that comes and goes within 1/200 is not seen."""
    exact, scanned = (weight_stability(of(rows, weights, method=m), top=2) for m in (SUM, HIDDEN))
    assert (exact.exact, scanned.exact, scanned.points) == (True, False, 201)
    for one, other in zip(exact.rows, scanned.rows, strict=True):
        # Whoever is overtaken stays so on straight lines, so the winner's and the ranking's ends cannot be missed.
        for part in ("winner", "ranking"):
            a, b = getattr(one, part), getattr(other, part)
            np.testing.assert_allclose(ends(a), ends(b), atol=1e-6)
            assert [a.low.comes_in is None, a.high.comes_in is None] == [
                b.low.comes_in is None,
                b.high.comes_in is None,
            ]


@pytest.mark.parametrize("method", [Topsis(), Vikor(), Wpm()], ids=repr)
def test_inside_an_interval_the_winner_stays_and_just_outside_another_comes_in(method):
    """Any method: ranked again at shares inside, at the very end, and a hair beyond it."""
    question = Question(method, FOUR.table, FOUR.weights)
    found = weight_stability(question)
    for row in found.rows:
        for end, way in ((row.winner.low, -1), (row.winner.high, 1)):
            for part in (0.25, 0.5, 0.99):
                share = row.share + part * (end.share - row.share)
                again = question.with_weights(question.weights.with_shares({row.name: share}))
                assert set(found.winners) <= set(again.ranking.winners)
            if end.comes_in:
                beyond = question.weights.with_shares({row.name: end.share + way * 1e-7})
                at = question.with_weights(beyond).ranking.places
                assert at[end.comes_in] < at[end.overtakes]


@given(problems(max_options=6, max_criteria=5))
@settings(max_examples=40, deadline=None)
def test_hostile_tables_give_nested_intervals_around_the_present_share(problem):
    table, weights = problem
    found = weight_stability(Question(SUM, table, weights), top=1)
    for row in found.rows:
        if not row.movable:
            assert row.share == 1
            continue
        assert 0 <= row.winner.low.share <= row.ranking.low.share <= row.share
        assert row.share <= row.ranking.high.share <= row.winner.high.share <= 1
        assert row.top == row.winner


# --- smallest change


def test_the_smallest_changes_of_the_four_alternatives():
    """The L1 program on the data of Triantaphyllou & Sánchez, weights made to add to one; A4 is dominated by A1."""
    second, third, fourth = (smallest_change(FOUR, o) for o in ("A2", "A3", "A4"))
    assert second.over == "A1"
    assert round(second.distance, 4) == 0.1217
    np.testing.assert_allclose(list(second.after.shares.values()), [0.3277, 0.3058, 0.2267, 0.1398], atol=1e-4)
    assert round(third.distance, 4) == 0.2634
    np.testing.assert_allclose(list(third.after.shares.values()), [0.4594, 0.3058, 0.1559, 0.0790], atol=1e-4)
    assert second.ties_with == third.ties_with == ("A1",)
    assert (fourth.possible, fourth.proven, fourth.distance, fourth.after) == (False, True, None, None)
    assert fourth.mixture == {"A1": 1.0}
    np.testing.assert_allclose(list(fourth.shortfall.values()), np.subtract(ROWS[0], ROWS[3]), atol=1e-12)


@pytest.mark.parametrize(("norm", "size"), [("l1", 1 / 7), ("linf", 1 / 14), ("l2", 2**0.5 / 14)])
def test_two_criteria_must_move_to_where_the_lines_cross(norm, size):
    """a reaches b at 4/7 of c1, which is 1/14 from one half."""
    found = smallest_change(THREE, "a", norm=norm)
    assert found.possible
    assert found.proven
    np.testing.assert_allclose(found.distance, size, atol=1e-9)
    np.testing.assert_allclose(list(found.changes.values()), [1 / 14, -1 / 14], atol=1e-9)
    np.testing.assert_allclose(list(found.relative_changes.values()), [1 / 7, -1 / 7], atol=1e-9)


def greedy(gap, shares):
    """The L1 distance by hand: weight goes from where the option lags most to where it leads most."""
    best, lead, moved = gap.max(), gap @ shares, 0.0
    for j in np.argsort(gap):
        if lead < 0 and gap[j] < best:
            step = min(shares[j], -lead / (best - gap[j]))
            moved, lead = moved + step, lead + step * (best - gap[j])
    return 2 * moved


SMALL = st.integers(2, 5).flatmap(
    lambda m: st.tuples(
        st.lists(st.lists(st.integers(0, 20), min_size=m, max_size=m), min_size=2, max_size=5),
        st.lists(st.integers(0, 5), min_size=m, max_size=m).filter(any),
    )
)


@given(SMALL)
@settings(max_examples=60, deadline=None)
def test_the_l1_change_for_one_rival_is_that_of_moving_weight_greedily(problem):
    """A continuous knapsack, whose greedy filling is optimal (Dantzig 1957)."""
    rows, weights = problem
    question = of(rows, weights)
    gap = np.subtract(rows[0], rows[1]).astype(float)
    found = smallest_change(question, "a1", "a2")
    if gap.max() < 0:
        assert found.possible is False
        assert min(found.shortfall.values()) > 0
        return
    np.testing.assert_allclose(found.distance, greedy(gap, question.shares), atol=1e-7)
    assert found.new_lead >= -1e-6


@given(SMALL, st.sampled_from(["l1", "linf", "l2"]), st.booleans())
@settings(max_examples=120, deadline=None)
def test_no_weights_are_nearer_and_the_new_ones_do_reach_all(problem, norm, keep_zero):
    """Against general solvers: a linear program of scipy's for l1 and linf, sequential quadratics for l2."""
    rows, weights = problem
    question = of(rows, weights)
    terms, w0 = np.array(rows, dtype=float), question.shares
    free = np.flatnonzero((w0 > 0) | (not keep_zero))
    gaps = (terms[0] - terms[1:])[:, free]
    found = smallest_change_to_win(question, "a1", norm=norm, keep_zero=keep_zero)
    nearest = by_scipy(gaps, w0[free], norm)
    if nearest is None:
        assert (found.possible, found.proven) == (False, True)
        mixed = sum(part * terms[int(o[1:]) - 1] for o, part in found.mixture.items())
        np.testing.assert_allclose(sum(found.mixture.values()), 1, atol=1e-9)
        assert ((mixed - terms[0])[free] > 0).all(), "the mixture is ahead on every criterion that may count"
        return
    assert found.possible
    assert question.with_weights(found.after).ranking.places["a1"] == 1
    np.testing.assert_allclose(found.distance, nearest, atol=2e-6)
    after = np.array(list(found.after.shares.values()))
    assert (terms[1:] @ after).max() <= terms[0] @ after + 1e-6
    if found.distance > 0:
        assert found.ties_with, "at the nearest weights it just ties with somebody"
    if keep_zero:
        assert not after[w0 == 0].any()


def by_scipy(gaps, w0, norm):
    from scipy.optimize import linprog, minimize

    n, m = gaps.shape
    sums = [[1.0] * m + [0.0] * m]
    if norm == "l2":
        start = linprog(np.zeros(m), A_ub=-gaps, b_ub=np.zeros(n), A_eq=[[1.0] * m], b_eq=[1.0])
        if start.status == 2:
            return None
        rules = [
            {"type": "ineq", "fun": lambda w: gaps @ w, "jac": lambda _: gaps},
            {"type": "eq", "fun": lambda w: w.sum() - 1, "jac": lambda _: np.ones(m)},
        ]
        found = minimize(
            lambda w: ((w - w0) ** 2).sum(),
            start.x,
            jac=lambda w: 2 * (w - w0),
            bounds=[(0, 1)] * m,
            constraints=rules,
            options={"ftol": 1e-15, "maxiter": 500},
        )
        return float(np.sqrt(found.fun))
    cost = [0.0] * m + [1.0] * m if norm == "l1" else [0.0] * m + [1.0] + [0.0] * (m - 1)
    sizes = np.eye(m) if norm == "l1" else np.column_stack([np.ones(m), np.zeros((m, m - 1))])
    above, below = np.hstack([np.eye(m), -sizes]), np.hstack([-np.eye(m), -sizes])
    left = np.vstack([np.hstack([-gaps, np.zeros((n, m))]), above, below])
    found = linprog(cost, A_ub=left, b_ub=[*np.zeros(n), *w0, *-w0], A_eq=sums, b_eq=[1.0])
    return None if found.status == 2 else float(found.fun)


def test_an_option_between_two_others_is_never_first_and_the_mixture_proves_it():
    """(4, 4) lies below the middle of (9, 1) and (1, 9), which is (5, 5)."""
    found = smallest_change_to_win(of([[9, 1], [4, 4], [1, 9]], [2, 1]), "a2")
    assert found.possible is False
    np.testing.assert_allclose([found.mixture["a1"], found.mixture["a3"]], [0.5, 0.5], atol=1e-9)
    np.testing.assert_allclose(list(found.shortfall.values()), [1, 1], atol=1e-9)
    alone = smallest_change(of([[9, 1], [4, 4], [1, 9]], [2, 1]), "a2", "a1")
    assert alone.possible, "though it can reach either of the two"


def test_an_option_on_the_line_between_two_others_can_just_tie_for_first():
    """(5, 5) is the middle of (9, 1) and (1, 9): only equal weights make it first, tied with both."""
    for norm in ("l1", "linf", "l2"):
        found = smallest_change_to_win(of([[9, 1], [5, 5], [1, 9]], [2, 1]), "a2", norm=norm)
        np.testing.assert_allclose(list(found.after.shares.values()), [0.5, 0.5], atol=1e-7)
        assert found.ties_with == ("a1", "a3")


def test_nothing_must_change_for_the_winner_and_for_those_that_tie_with_it():
    question = of([[1, 0], [0, 1], [0, 0]], [1, 1])
    for option in ("a1", "a2"):
        found = smallest_change_to_win(question, option)
        assert (found.distance, found.after, found.proven) == (0.0, question.weights, True)
        assert smallest_change(question, option).distance == 0
    assert smallest_change_to_win(of([[1, 2]], [1, 1]), "a1").distance == 0


def test_zero_weights_stay_zero_where_they_must():
    """a2 leads on c3 only, which counts nothing: with it 1/3 of the weight is enough, without it nothing is."""
    question = of([[2, 2, 0], [1, 1, 2]], [1, 1, 0])
    free, kept = (smallest_change(question, "a2", keep_zero=keep) for keep in (False, True))
    np.testing.assert_allclose(free.after.shares["c3"], 1 / 3, atol=1e-9)
    assert kept.possible is False
    assert set(kept.shortfall) == {"c1", "c2"}


@pytest.mark.parametrize("norm", ["l1", "linf", "l2"])
def test_a_search_comes_close_to_what_is_exact_and_never_below_it(norm):
    """The sum searched as if it were none, by a fixed seed."""
    for option in ("A2", "A3"):
        exact = smallest_change_to_win(FOUR, option, norm=norm)
        found = smallest_change_to_win(FOUR.with_method(HIDDEN), option, norm=norm)
        assert (found.possible, found.proven, found.draws > 0, found.seed) == (True, False, True, 0)
        assert exact.distance - 1e-9 <= found.distance <= 1.05 * exact.distance
        assert FOUR.with_weights(found.after).ranking.places[option] == 1


class HiddenAdditive(Additive):
    """Additive value, as a method that does not say that it is a sum."""

    def formula(self, criteria):
        return super().formula(criteria)


@pytest.mark.parametrize("option", ["joint_committee", "alliance", "hedge"])
def test_a_search_among_twelve_criteria_comes_close_to_what_is_exact(option):
    """The Korea study: the sum searched as if it were none, by a fixed seed."""
    question = ask(mcda.load_study())
    exact = smallest_change_to_win(question, option)
    found = smallest_change_to_win(question.with_method(HiddenAdditive()), option)
    assert exact.distance - 1e-9 <= found.distance <= 1.03 * exact.distance


@pytest.mark.parametrize("method", [Topsis(), Vikor(), Wpm(), BordaOfCriteria(), Lexicographic()], ids=repr)
def test_under_weights_that_were_found_the_option_is_first(method):
    """Ranked again under the new weights, ties and jumps and all."""
    question = Question(method, FOUR.table, FOUR.weights)
    for option in question.options[:3]:
        found = smallest_change_to_win(question, option)
        assert found.possible
        assert question.with_weights(found.after).ranking.places[option] == 1


def test_a_search_that_finds_nothing_proves_nothing():
    found = smallest_change(FOUR.with_method(HIDDEN), "A4", seed=3)
    assert (found.possible, found.proven, found.distance, found.after, found.mixture) == (None, False, None, None, {})
    assert "no weights found" in repr(found)


def test_a_search_is_the_same_for_the_same_seed_and_keeps_zero_weights():
    question = Question(Topsis(), FOUR.table, [3, 3, 3, 0])
    again = [smallest_change_to_win(question, "A3", seed=5, keep_zero=True) for _ in "ab"]
    assert again[0].after == again[1].after
    assert again[0].after.fractions["c4"] == 0
    assert question.with_weights(again[0].after).ranking.places["A3"] == 1


def test_pulled_weights_stay_where_the_option_reaches_the_others():
    """Reached where the first share is 3/4 or more: from one half the nearest is at an l1 distance of one half."""
    found = searched(lambda w: w[:, 0] - 0.75, np.array([0.5, 0.5]), np.arange(2), "l1", 256, 0)
    assert 0.75 <= found[0] < 0.7501


# --- one weight alone


def test_the_critical_weights_of_the_four_alternatives():
    """The relative changes in per cent that Triantaphyllou & Sánchez print; None where they print N/F."""
    printed = {
        ("A1", "A2"): [None, -229.7, 64.9, -114.3],
        ("A1", "A3"): [-115.8, None, 70.1, None],
        ("A1", "A4"): [None] * 4,
        ("A2", "A3"): [-18.9, 48.2, 89.9, 32.1],
        ("A2", "A4"): [None, None, -320.9, None],
        ("A3", "A4"): [83.9, None, -205.1, -2321.8],
    }
    found = critical_weights(FOUR)
    for pair, row in printed.items():
        for criterion, number in zip(FOUR.criteria, row, strict=True):
            one = found.of(*pair, criterion)
            assert (one.ahead, one.behind) == pair
            assert (one.relative is None) == (number is None)
            if number is not None:
                # Printed from rounded differences of scores.
                np.testing.assert_allclose(100 * one.relative, number, rtol=2e-3)
    assert (found.for_first_place.criterion, found.for_first_place.behind) == ("c3", "A2")
    assert (found.for_any_pair.criterion, found.for_any_pair.ahead, found.for_any_pair.behind) == ("c1", "A2", "A3")


@given(SMALL)
@settings(max_examples=50, deadline=None)
def test_at_its_critical_weight_a_pair_ties(problem):
    rows, weights = problem
    question = of(rows, weights)
    for row in critical_weights(question).rows:
        i, k = (question.options.index(o) for o in (row.ahead, row.behind))
        moved = question.shares.copy()
        j = question.criteria.index(row.criterion)
        if row.decrease is None:
            # No weight of 0 or more makes the one behind reach the other: not 0 (a fall), not a huge one (a rise).
            for weight in (0.0, 1e6):
                moved[j] = weight
                assert rows[k][j] == rows[i][j] or np.subtract(rows[i], rows[k]) @ moved > 0
        else:
            assert row.weight >= 0
            moved[j] = row.weight
            assert abs(np.subtract(rows[i], rows[k]) @ moved) < 1e-7 * (1 + abs(row.weight))
            assert (row.relative is None) == (row.share == 0)


# --- walking weights


def test_the_walk_of_two_criteria_crosses_where_the_lines_do():
    found = walking_weights(THREE, "c1")
    assert found.exact
    np.testing.assert_allclose(found.scores_of("a"), 2 + 7 * found.shares, atol=1e-12)
    assert [(c.below, c.above, c.for_first_place) for c in found.crossings] == [
        ("c", "b", True),
        ("c", "a", False),
        ("b", "a", True),
    ]
    np.testing.assert_allclose([c.share for c in found.crossings], [3 / 8, 7 / 15, 4 / 7], atol=1e-14)
    assert (found.winners[0], found.winners[-1]) == (("c",), ("a",))


def test_a_walk_of_any_method_crosses_where_the_exact_one_does():
    for name in FOUR.criteria:
        exact, searched_for = (walking_weights(FOUR.with_method(m), name) for m in (SUM, HIDDEN))
        assert not searched_for.exact
        np.testing.assert_allclose(
            [c.share for c in exact.crossings], [c.share for c in searched_for.crossings], atol=1e-8
        )
        assert [(c.below, c.above, c.for_first_place) for c in exact.crossings] == [
            (c.below, c.above, c.for_first_place) for c in searched_for.crossings
        ]


def test_every_point_of_a_walk_is_a_ranking_with_that_share():
    study = mcda.load_study()
    question = ask(study, method="topsis")
    for name in ("security", "public_cost"):
        found = walking_weights(question, name, points=5)
        assert found.kind == ("branch" if name == "security" else "criterion")
        for share, scores, at in zip(found.shares, found.scores, found.places, strict=True):
            again = question.with_weights(question.weights.with_shares({name: float(share)})).ranking
            np.testing.assert_allclose(scores, again.scores, atol=1e-12)
            assert at.tolist() == list(again.places.values())


def test_the_nearest_crossings_of_the_winner_are_the_ends_of_its_interval():
    question = ask(mcda.load_study())
    for row in weight_stability(question).rows:
        walk = walking_weights(question, row.name, points=2)
        first = [c.share for c in walk.crossings if "exchanges" in (c.below, c.above) and c.for_first_place]
        low, high = ends(row.winner)
        np.testing.assert_allclose(max([c for c in first if c < row.share], default=0), low, atol=1e-9)
        np.testing.assert_allclose(min([c for c in first if c > row.share], default=1), high, atol=1e-9)


# --- the map of two shares


def test_the_map_of_three_extremes_and_a_compromise_has_the_known_areas():
    """Worked out by hand for uniform weights on three criteria: 0.32 for each extreme and 0.04 for D."""
    rows = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4]]
    found = stability_map(of(rows, [1, 1, 1], options=list("ABCD")), "c1", "c2")
    assert found.exact
    np.testing.assert_allclose([found.areas[o] for o in "ABCD"], [0.32, 0.32, 0.32, 0.04], atol=1e-12)
    # D is first where no weight is over 0.4: the triangle between (.4, .4), (.4, .2) and (.2, .4).
    corners = sorted((round(x, 9), round(y, 9)) for x, y in found.regions["D"])
    assert sorted(set(corners)) == [(0.2, 0.4), (0.4, 0.2), (0.4, 0.4)]
    counted = stability_map(of(rows, [1, 1, 1], options=list("ABCD"), method=HIDDEN), "c1", "c2")
    assert not counted.exact
    np.testing.assert_allclose([counted.areas[o] for o in "ABCD"], [0.32, 0.32, 0.32, 0.04], atol=0.01)
    assert counted.winners == found.winners


def test_every_point_of_a_map_is_a_ranking_with_those_shares():
    question = ask(mcda.load_study())
    found = stability_map(question, "security", "public_cost", points=5)
    np.testing.assert_allclose(sum(found.areas.values()), 1, atol=1e-9)
    assert [len(row) for row in found.winners] == [5, 4, 3, 2, 1]
    for i, row in enumerate(found.winners):
        for j, ids in enumerate(row):
            shares = {"security": Fraction(i, 4), "public_cost": Fraction(j, 4)}
            assert ids == question.with_weights(question.weights.with_shares(shares)).ranking.winners


# --- results


@pytest.mark.parametrize(
    "result",
    [
        weight_stability(FOUR),
        weight_stability(of([[1, 2], [2, 1]], [1, 0])),
        smallest_change(FOUR, "A2"),
        smallest_change(FOUR, "A4"),
        smallest_change(FOUR.with_method(HIDDEN), "A4"),
        critical_weights(FOUR),
        walking_weights(FOUR, "c1"),
        stability_map(FOUR, "c1", "c2", points=3),
    ],
    ids=lambda result: type(result).__name__,
)
def test_every_result_is_plain_data_and_shows_itself(result):
    assert "NaN" not in json.dumps(result.to_dict())
    assert len(result.to_frame())
    assert repr(result)
    assert result._repr_html_().startswith("<table>")


def test_a_result_names_the_sum_that_it_is_about():
    frame = weight_stability(FOUR).to_frame().set_index("name")
    np.testing.assert_allclose(frame.loc["c1", "winner_high"], 0.5126, atol=5e-5)
    assert frame.loc["c1", "winner_high_comes_in"] == "A3"
    assert weight_stability(FOUR).by_reach[0].name == "c4", "0.1552 is the nearest end of all, 0.0762 from 0.0790"


# --- bad questions


def test_bad_questions_get_a_clear_error():
    for top in (0, -1, 1.5, True, "3"):
        with pytest.raises(McdaError, match="whole number of 1 or more"):
            weight_stability(FOUR, top=top)
    with pytest.raises(NameUnknownError, match="allowed: A1, A2"):
        smallest_change(FOUR, "A11")
    with pytest.raises(NameUnknownError, match="option"):
        smallest_change(FOUR, "A2", "B")
    with pytest.raises(McdaError, match="cannot overtake itself"):
        smallest_change(FOUR, "A2", "A2")
    with pytest.raises(McdaError, match="alone in first place"):
        smallest_change(FOUR, "A1")
    with pytest.raises(McdaError, match="'l1', 'linf' or 'l2'"):
        smallest_change(FOUR, "A2", norm="l3")
    with pytest.raises(McdaError, match="seed"):
        smallest_change(FOUR, "A2", seed=-1)
    with pytest.raises(NameUnknownError, match="criterion or branch"):
        walking_weights(FOUR, "price")
    for points in (1, 2.5, True):
        with pytest.raises(McdaError, match="points"):
            walking_weights(FOUR, "c1", points=points)
    with pytest.raises(McdaError, match="at most 1001"):
        stability_map(FOUR, "c1", "c2", points=2000)


def test_shares_that_cannot_move_get_a_clear_error():
    with pytest.raises(WeightsError, match="has all the weight"):
        walking_weights(of([[1, 2], [2, 1]], [1, 0]), "c1")
    with pytest.raises(WeightsError, match="in both"):
        stability_map(Question(SUM, of([[4, 0, 0], [0, 0, 2]], [1, 1, 1]).table, TREE), "left", "c1")
    with pytest.raises(WeightsError, match="use walking_weights"):
        stability_map(THREE, "c1", "c2")


def test_methods_that_do_not_fit_get_a_clear_error():
    with pytest.raises(MethodError, match=r"mcda\.outrank"):
        weight_stability(Question(ElectreI(), FOUR.table, FOUR.weights))
    with pytest.raises(MethodError, match="no sum of weight times term"):
        critical_weights(FOUR.with_method(Topsis()))
    assert not weight_stability(FOUR.with_method(KemenyOfCriteria())).exact


def test_a_method_that_takes_no_weights_cannot_be_moved_by_them():
    """UTA learns its value functions, weights and all, from a ranking of examples."""
    learned = Uta.from_ranks(FOUR.table, {"A1": 1, "A4": 2})
    question = Question(learned, FOUR.table, FOUR.weights)
    asked = [
        lambda: weight_stability(question),
        lambda: walking_weights(question, "c1"),
        lambda: stability_map(question, "c1", "c2"),
    ]
    for ask_it in asked:
        with pytest.raises(MethodError, match="takes no weights"):
            ask_it()
