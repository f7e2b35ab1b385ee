"""Exact shares of weights: who beats whom and who is first, against closed forms, fractions, cutting and draws."""

import json
import math
from dataclasses import FrozenInstanceError
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

import mcda
from mcda.draws import simplex_draws, stream
from mcda.elicit.incomplete import weight_polytope
from mcda.errors import McdaError, MethodError, NameUnknownError, TableError, WeightsError
from mcda.methods import Topsis, Wsm
from mcda.robustness import rank_acceptability
from mcda.robustness.exact import _cell, first_places, winning_indices
from mcda.robustness.exact._cell import triangulation
from mcda.robustness.exact._side import shares_above
from mcda.robustness.question import Question, ask
from mcda.table import PerformanceTable

SUM = Wsm(normalization="none")


def question(*rows, options=None):
    table = PerformanceTable.of(rows, goals=["max"] * len(rows[0]), options=options)
    return Question(SUM, table, [1] * len(rows[0]))


R1 = question([1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4], options=["A", "B", "C", "D"])
VFRANKING = question([0.6, 0.2], [0, 1], [0.2, 0.2], [1, 0])


def in_fractions(heights):
    """The share above zero by the formula of Hermite and Genocchi: a divided difference of a power cut off at zero.

    Where heights are equal, a derivative stands for the quotient. Zeros do not change the share.
    """
    h = sorted(Fraction(x) for x in heights if x != 0)
    if not h:
        return None
    power = len(h) - 1

    def derivative(x, k):
        return math.comb(power, k) * x ** (power - k) if x > 0 else Fraction(0)

    column = [derivative(x, 0) for x in h]
    for k in range(1, len(h)):
        column = [
            derivative(h[i], k) if h[i] == h[i + k] else (column[i + 1] - column[i]) / (h[i + k] - h[i])
            for i in range(len(h) - k)
        ]
    return column[0]


# --- one side of a cut


def test_a_cut_of_a_segment_and_of_a_triangle_by_hand():
    """On a segment the positive part is x / (x + y); a corner cut off a triangle is the product of two such."""
    assert in_fractions([3, -4]) == Fraction(3, 7)
    assert in_fractions([1, -1, -3]) == Fraction(1, 2) * Fraction(1, 4)
    np.testing.assert_allclose(shares_above(np.array([[3.0, -4.0]])), [3 / 7], rtol=1e-15)
    np.testing.assert_allclose(
        shares_above(np.array([[1.0, -1.0, -3.0], [0.0, 1.0, -3.0]])), [1 / 8, 1 / 4], rtol=1e-15
    )


@given(st.lists(st.integers(-4, 4), min_size=2, max_size=12).filter(any))
@settings(max_examples=150)
def test_equal_heights_and_zeros_meet_divided_differences_in_fractions(heights):
    expected = in_fractions(heights)
    assert abs(shares_above(np.array([heights], dtype=float))[0] - float(expected)) <= 1e-14


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=12), st.integers(3, 15))
@settings(max_examples=150)
def test_gaps_down_to_the_last_digits_meet_divided_differences_in_fractions(parts, digits):
    """Heights that differ by as little as 1e-15, where the usual sum of powers loses every digit."""
    heights = [a + b * 10.0**-digits for a, b in parts]
    if any(heights):
        expected = in_fractions(heights)
        assert abs(shares_above(np.array([heights]))[0] - float(expected)) <= 1e-13


@given(st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=2, max_size=12).filter(any))
@settings(max_examples=100)
def test_the_two_sides_of_a_cut_add_to_one_whatever_the_scale_and_the_order(heights):
    row = np.array([heights])
    above = shares_above(row)[0]
    assert 0 <= above <= 1
    assert above + shares_above(-row)[0] == pytest.approx(1, abs=1e-14)
    assert shares_above(row[:, ::-1])[0] == pytest.approx(above, abs=1e-14)
    assert shares_above(row * 1e280)[0] == pytest.approx(above, abs=1e-14)


def test_a_tiny_share_keeps_its_digits():
    """One corner in front of eleven: the share is 1 / (1 + y) to the eleventh, far below the last bit of one."""
    share = shares_above(np.array([[1.0] + [-999.0] * 11]))[0]
    assert share == pytest.approx(1e-33, rel=1e-13)


# --- winning indices


def test_a_hundred_criteria_are_no_more_than_a_longer_recursion():
    """Ahead by 1 on one criterion and behind by 1 on 99: 1 / 2 to the 99th; with 50 of each, one half by symmetry."""
    rows = np.zeros((3, 100))
    rows[1, :50], rows[1, 50:], rows[2, 0], rows[2, 1:] = 1, -1, 1, -1
    found = winning_indices(question(*rows.tolist()))
    assert found.of("a2", "a1") == pytest.approx(0.5, abs=1e-14)
    assert found.of("a3", "a1") == pytest.approx(0.5**99, rel=1e-13)


def test_the_analytic_anchor_of_three_extremes_and_a_compromise():
    """Three unit vectors and D = (0.4, 0.4, 0.4): A beats D on 0.6 squared, A beats B on one half, by hand."""
    found = winning_indices(R1)
    assert found.of("A", "D") == pytest.approx(0.36, abs=1e-15)
    assert found.of("D", "A") == pytest.approx(0.64, abs=1e-15)
    assert found.of("A", "B") == 0.5
    assert found.of("A", "A") == 0
    assert found.exact
    assert not found.ties.any()


def test_a_statement_moves_the_share_as_the_published_tutorial_says():
    """vfranking tutorial: w1 > 4/7, and the second option beats the third where w1 < 4/5; exact (4/5 - 4/7) / (3/7)."""
    known = weight_polytope(["c1", "c2"], [{"share": "c1", "at_least": "4/7"}])
    found = winning_indices(VFRANKING, weights=known)
    assert found.of("a2", "a3") == pytest.approx(8 / 15, abs=1e-15)
    assert found.indices[3].tolist() == [1, 1, 1, 0]
    np.testing.assert_allclose(found.indices[0], [0, 1, 1, 0], atol=1e-15)


def test_two_options_on_two_criteria_by_hand():
    """0.9 w + 0.2 (1 - w) beats 0.6 where w > 4/7."""
    found = winning_indices(question([0.9, 0.2], [0.6, 0.6]))
    assert found.of("a1", "a2") == pytest.approx(3 / 7, abs=1e-15)
    assert found.of("a2", "a1") == pytest.approx(4 / 7, abs=1e-15)


def test_twelve_criteria_with_equal_and_tiny_gaps_are_exact_to_twelve_digits():
    """Against divided differences in fractions."""
    numbers = np.random.default_rng(3)
    rows = numbers.integers(0, 4, (12, 12)) / 4 + numbers.integers(0, 3, (12, 12)) * 2.0**-40
    found = winning_indices(question(*rows.tolist()))
    for i, j in permutations(range(12), 2):
        expected = in_fractions([Fraction(a) - Fraction(b) for a, b in zip(rows[i], rows[j], strict=True)])
        assert abs(found.indices[i, j] - float(expected)) <= 1e-12


@pytest.mark.parametrize("order", [["c1", "c2", "c3", "c4", "c5"], ["c4", "c2", "c5"]], ids=["full", "of some"])
def test_ranked_weights_meet_draws_that_obey_the_order(order):
    """An order of some criteria is a simplex, too. Uniform weights that are sorted are uniform among those in order."""
    rows = np.random.default_rng(5).random((5, 5))
    asked = question(*rows.tolist())
    found = winning_indices(asked, weights=weight_polytope(asked.criteria, [{"order": order}]))
    drawn = simplex_draws(stream(1, 0, 0), 40_000, 5)
    at = [asked.criteria.index(c) for c in order]
    drawn[:, at] = -np.sort(-drawn[:, at], axis=1)
    scores = drawn @ rows.T
    for i, j in permutations(range(5), 2):
        p = found.indices[i, j]
        assert abs((scores[:, i] > scores[:, j]).mean() - p) <= 4 * math.sqrt(p * (1 - p) / 40_000) + 1e-12


def test_a_set_of_weights_that_is_no_simplex_says_so_and_names_the_cure():
    """All weights of three but a corner: a trapezium."""
    known = weight_polytope(["c1", "c2", "c3"], [{"share": "c1", "at_most": 0.5}])
    with pytest.raises(WeightsError, match=r"4 corners in 2 dimensions, so it is no simplex.*Sample"):
        winning_indices(R1, weights=known)


def test_the_criteria_of_a_polytope_may_come_in_any_order():
    asked = question([0.9, 0.2, 0.5], [0.1, 0.8, 0.6], [0.5, 0.5, 0.5])
    said = [{"order": ["c3", "c1", "c2"]}]
    here, there = (weight_polytope(ids, said) for ids in (["c1", "c2", "c3"], ["c2", "c3", "c1"]))
    np.testing.assert_array_equal(
        winning_indices(asked, weights=here).indices, winning_indices(asked, weights=there).indices
    )
    one, other = (first_places(asked, weights=known) for known in (here, there))
    assert dict(one.acceptabilities) == pytest.approx(dict(other.acceptabilities), abs=1e-14)


def test_options_that_tie_under_all_weights_share_nothing_and_are_named():
    found = winning_indices(question([0.3, 1], [0.1 + 0.2, 1], [1, 0], options=["a", "b", "c"]))
    assert found.of("a", "b") == found.of("b", "a") == 0
    assert found.tied == (("a", "b"),)
    assert found.of("a", "c") + found.of("c", "a") == 1
    assert "tie" in repr(found)


def test_options_may_tie_under_the_weights_of_a_set_only():
    """Where the two criteria count the same, (1, 0) and (0, 1) score the same."""
    asked = question([1, 0, 0.2], [0, 1, 0.2], [0.4, 0.4, 0.9])
    known = weight_polytope(asked.criteria, [{"order": [["c1", "c2"], "c3"]}])
    assert winning_indices(asked, weights=known).tied == (("a1", "a2"),)
    assert winning_indices(asked).tied == ()
    assert first_places(asked, weights=known).ties == (("a1", "a2"),)


def test_a_single_point_of_weights_gives_the_plain_comparison():
    point = weight_polytope(["c1", "c2"], [{"share": "c1", "at_least": 0.7}, {"share": "c1", "at_most": 0.7}])
    found = winning_indices(VFRANKING, weights=point)
    places = VFRANKING.with_weights([0.7, 0.3]).ranking.places
    for a, b in permutations(places, 2):
        assert found.of(a, b) == float(places[a] < places[b])
    firsts = first_places(VFRANKING, weights=point)
    assert [o for o, share in firsts.acceptabilities.items() if share == 1] == ["a4"]
    assert firsts.never == ("a1", "a2", "a3")
    assert firsts.central_weights["a4"].shares == {"c1": 0.7, "c2": 0.3}


@given(problems(max_options=6, max_criteria=5))
@settings(max_examples=60)
def test_shares_of_a_pair_add_to_one_or_the_pair_ties(problem):
    table, shares = problem
    asked = Question(SUM, table, shares)
    found = winning_indices(asked)
    n = len(table.options)
    both = found.indices + found.indices.T
    np.testing.assert_array_equal(both, np.where(found.ties | np.eye(n, dtype=bool), 0.0, 1.0))
    for i, j in permutations(range(n), 2):
        gap = asked.terms[i] - asked.terms[j]
        if (gap >= 0).all() and not found.ties[i, j]:
            assert found.indices[i, j] == 1, "what is nowhere worse beats the other under all weights"


@given(problems(max_options=5, max_criteria=5), st.data())
@settings(max_examples=30)
def test_the_order_of_options_and_criteria_does_not_matter(problem, data):
    table, shares = problem
    asked = Question(SUM, table, shares)
    options, criteria = (data.draw(st.permutations(ids)) for ids in (table.options.ids, table.criteria.ids))
    moved = Question(SUM, table.select(options=options, criteria=criteria), asked.weights)
    one, other = winning_indices(asked), winning_indices(moved)
    for a, b in permutations(options, 2):
        assert other.of(a, b) == pytest.approx(one.of(a, b), abs=1e-12)
    first, second = first_places(asked), first_places(moved)
    for o in options:
        assert second.of(o) == pytest.approx(first.of(o), abs=1e-10)


# --- first places


def test_first_places_of_the_analytic_anchor():
    """b1 = 0.32 three times and 0.04; central weights (149/240, 91/480, 91/480) and (1/3, 1/3, 1/3), by hand."""
    found = first_places(R1)
    for option, expected in zip("ABCD", (0.32, 0.32, 0.32, 0.04), strict=True):
        assert found.of(option) == pytest.approx(expected, abs=1e-14)
    np.testing.assert_allclose(
        list(found.central_weights["A"].shares.values()), [149 / 240, 91 / 480, 91 / 480], atol=1e-14
    )
    np.testing.assert_allclose(list(found.central_weights["D"].shares.values()), [1 / 3] * 3, atol=1e-14)


def test_without_the_compromise_central_weights_are_the_rank_order_centroid():
    """(11/18, 7/36, 7/36), as for one criterion before two that tie."""
    found = first_places(R1.without("D"))
    assert found.of("A") == pytest.approx(1 / 3, abs=1e-15)
    np.testing.assert_allclose(list(found.central_weights["A"].shares.values()), [11 / 18, 7 / 36, 7 / 36], atol=1e-15)


def test_unit_vectors_share_the_first_place_on_eight_criteria():
    """By symmetry 1/8 each, with the mean of the largest of eight weights: (1 + 1/2 + ... + 1/8) / 8."""
    found = first_places(question(*np.eye(8).tolist()))
    largest = float(sum(Fraction(1, k) for k in range(1, 9)) / 8)
    for k, option in enumerate(found.options.ids):
        assert found.of(option) == pytest.approx(1 / 8, abs=1e-14)
        assert found.central_weights[option].shares[f"c{k + 1}"] == pytest.approx(largest, abs=1e-13)


def test_first_places_of_two_options_are_their_winning_indices_on_eight_criteria():
    rows = np.random.default_rng(8).random((2, 8))
    asked = question(*rows.tolist())
    assert first_places(asked).of("a1") == pytest.approx(winning_indices(asked).of("a1", "a2"), abs=1e-13)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=8))
@settings(max_examples=50)
def test_three_criteria_meet_the_shares_found_by_cutting(rows):
    """Another algorithm: simplices cut along every tie, for all places."""
    asked = question(*rows)
    cut, found = rank_acceptability(asked), first_places(asked)
    assert cut.exact
    for option in asked.options:
        assert found.of(option) == pytest.approx(cut.of(option, 1), abs=1e-11)
    assert set(found.central_weights) == set(cut.central_weights)
    for option, central in found.central_weights.items():
        expected = cut.central_weights[option].shares
        for criterion, share in central.shares.items():
            assert share == pytest.approx(expected[criterion], abs=1e-7)


def test_a_sliver_keeps_its_share():
    """Middle options between two extremes: (1/2 + e) all over is first on a strip of half-width about e."""
    e = 1e-6
    found = first_places(question([1, 0], [0, 1], [0.5 + e, 0.5 + e]))
    assert found.of("a3") == pytest.approx(2 * e, rel=1e-9)


@pytest.mark.parametrize("m", [4, 5, 6, 7, 8])
@pytest.mark.parametrize("rounded", [False, True], ids=["any numbers", "ratings that repeat"])
def test_four_to_eight_criteria_meet_draws_within_four_deviations(m, rounded):
    numbers = np.random.default_rng(m)
    rows = numbers.integers(0, 6, (9, m)) / 5 if rounded else numbers.random((9, m))
    asked = question(*rows.tolist())
    found = first_places(asked)
    drawn = simplex_draws(stream(2, 0, 0), 60_000, m)
    scores = drawn @ rows.T
    first = scores >= scores.max(axis=1, keepdims=True) - 1e-12
    assert sum(found.acceptabilities.values()) == pytest.approx(1, abs=1e-12)
    for i, option in enumerate(asked.options):
        b = found.of(option)
        assert abs(first[:, i].mean() - b) <= 4 * math.sqrt(b * (1 - b) / 60_000) + 1e-12
        if first[:, i].sum() > 100:
            mine = drawn[first[:, i]]
            error = mine.std(axis=0) / math.sqrt(len(mine))
            central = found.central_weights[option].array(asked.table.criteria)
            assert (np.abs(mine.mean(axis=0) - central) <= 4.5 * error).all()


@pytest.mark.parametrize(
    "said",
    [
        [{"order": ["c2", "c1", "c4", "c3"]}],
        [{"order": ["c2", "c1"]}, {"share": "c3", "at_most": 0.3}],
        [{"order": [["c2", "c1"], "c4"]}],
        [{"share": "c4", "at_least": 0.25}, {"share": "c4", "at_most": 0.25}, {"share": "c1", "at_most": 0.5}],
    ],
    ids=["a full order", "a part", "a flat set", "a slice"],
)
def test_first_places_on_a_set_of_weights_meet_draws_from_it(said):
    rows = np.random.default_rng(10).random((6, 4)) * 0.4 + np.eye(6, 4) * 0.2
    asked = question(*rows.tolist())
    known = weight_polytope(asked.criteria, said)
    found = first_places(asked, weights=known)
    drawn = known.sample(20_480, seed=4)
    firsts = (drawn @ rows.T).argmax(axis=1)
    assert sum(found.acceptabilities.values()) == pytest.approx(1, abs=1e-12)
    for i, option in enumerate(asked.options):
        b = found.of(option)
        assert abs((firsts == i).mean() - b) <= 4 * math.sqrt(b * (1 - b) / 20_480) + 1e-12
    for option, central in found.central_weights.items():
        assert known.contains(central)
        scores = rows @ central.array(asked.table.criteria)
        assert scores[asked.options.index(option)] >= scores.max() - 1e-12, "the set where it is first is convex"


def test_a_full_order_of_importance_has_the_rank_order_centroid_in_its_middle():
    """The best everywhere is first on all of it: its central weights are (11/18, 5/18, 2/18)."""
    asked = question([1, 1, 1], [0, 0.5, 0])
    known = weight_polytope(asked.criteria, [{"order": ["c1", "c2", "c3"]}])
    found = first_places(asked, weights=known)
    assert found.of("a1") == 1
    np.testing.assert_allclose(list(found.central_weights["a1"].shares.values()), [11 / 18, 5 / 18, 2 / 18], atol=1e-14)


def test_an_option_first_on_a_line_only_has_no_share_and_no_central_weights():
    """(1/2, 1/2) ties with (1, 0) and (0, 1) at equal weights and is behind one of them elsewhere."""
    found = first_places(question([1, 0], [0, 1], [0.5, 0.5], [0.1, 0.1]))
    assert found.acceptabilities == {"a1": 0.5, "a2": 0.5, "a3": 0.0, "a4": 0.0}
    assert found.never == ("a3", "a4")
    assert found.to_dict()["central_weights"]["a3"] is None


def test_options_that_are_the_same_are_first_together():
    found = first_places(question([1, 0, 0.2], [0, 1, 0.2], [1, 0, 0.2]))
    assert found.of("a1") == found.of("a3") == pytest.approx(1 - found.of("a2"), abs=1e-15)
    assert found.ties == (("a1", "a3"),)


def test_a_single_criterion_or_a_single_option_gives_the_plain_ranking():
    table = PerformanceTable.of([[3], [5], [3]], goals=["min"])
    found = first_places(Question(SUM, table, [1]))
    assert found.acceptabilities == {"a1": 1.0, "a2": 0.0, "a3": 1.0}
    assert found.central_weights["a1"].shares == {"c1": 1.0}
    assert winning_indices(Question(SUM, table, [1])).indices.tolist() == [[0, 1, 0], [0, 0, 0], [0, 1, 0]]
    alone = question([1, 2, 3])
    assert first_places(alone).of("a1") == 1
    assert winning_indices(alone).indices.tolist() == [[0.0]]


def test_the_worst_numbers_are_still_shares():
    """Huge offsets: only gaps matter."""
    small = question([0, 3, 1], [2, 0, 1], [1, 1, 2])
    large = question(*(np.array([[0, 3, 1], [2, 0, 1], [1, 1, 2]]) + 2.0**30).tolist())
    for option in small.options:
        assert first_places(large).of(option) == pytest.approx(first_places(small).of(option), abs=1e-14)
    np.testing.assert_array_equal(winning_indices(large).indices, winning_indices(small).indices)


@given(problems(max_options=6, max_criteria=4))
@settings(max_examples=40)
def test_first_places_add_to_one_and_an_option_is_first_at_its_central_weights(problem):
    table, shares = problem
    asked = Question(SUM, table, shares)
    found = first_places(asked)
    for option, share in found.acceptabilities.items():
        assert 0 <= share <= 1
        assert (option in found.central_weights) == (share > 0)
    counted = {o for o in asked.options if not any(o == b for _, b in found.ties)}
    chained = len(found.ties) > 1
    assert chained or sum(found.acceptabilities[o] for o in counted) == pytest.approx(1, abs=1e-9)
    for option, central in found.central_weights.items():
        scores = asked.terms @ central.array(table.criteria)
        behind = scores.max() - scores[asked.options.index(option)]
        assert behind <= asked.tolerance + 1e-9 * np.ptp(asked.terms)


def test_a_square_is_cut_into_two_triangles_and_a_cube_into_tetrahedra_of_its_volume():
    """A cube cut from one corner has six tetrahedra: two for each of the three faces without that corner."""
    corners = [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
    sides = [sum(1 << k for k, c in enumerate(corners) if c[j] == end) for j in range(3) for end in (0, 1)]
    found = triangulation(8, sides)
    edges = np.array(corners)[found[:, 1:]] - np.array(corners)[found[:, :1]]
    assert len(found) == 6
    assert np.abs(np.linalg.det(edges)).sum() / 6 == pytest.approx(1)
    for one, other in combinations(found.tolist(), 2):
        assert set(one) != set(other)


# --- the Korea study


def test_the_study_is_answered_for_additive_value_and_for_promethee():
    study = mcda.load_study()
    for method in ("additive", "promethee_ii"):
        asked = ask(study, method=method)
        found = winning_indices(asked)
        drawn = simplex_draws(stream(3, 0, 0), 40_000, len(asked.criteria))
        scores = drawn @ asked.terms.T
        for i, j in permutations(range(len(asked.options)), 2):
            p = found.indices[i, j]
            assert abs((scores[:, i] > scores[:, j]).mean() - p) <= 4.5 * math.sqrt(p * (1 - p) / 40_000) + 1e-4


def test_first_places_of_a_branch_of_the_study_meet_draws():
    asked = ask(mcda.load_study(), method="additive")
    few = asked.criteria[:7]
    table = PerformanceTable(asked.table.options, asked.seen.criteria, asked.seen.values).select(criteria=few)
    part = Question(SUM, table, [1] * 7)
    found = first_places(part)
    drawn = simplex_draws(stream(4, 0, 0), 40_000, 7)
    scores = drawn @ part.terms.T
    first = scores >= scores.max(axis=1, keepdims=True) - part.tolerance
    for i, option in enumerate(part.options):
        b = found.of(option)
        assert abs(first[:, i].mean() - b) <= 4 * math.sqrt(b * (1 - b) / 40_000) + 1e-12


# --- what the results look like


def test_results_are_frozen_data_with_labels():
    found, firsts = winning_indices(R1), first_places(R1)
    with pytest.raises(FrozenInstanceError):
        found.method = "x"
    with pytest.raises(ValueError, match="read-only"):
        found.indices[0, 1] = 1
    assert found.to_frame().loc["A", "D"] == found.of("A", "D")
    assert firsts.to_frame().loc["D", "first_share"] == firsts.of("D")
    assert json.loads(json.dumps(found.to_dict()))["winning_indices"]["A"]["D"] == found.of("A", "D")
    assert json.loads(json.dumps(firsts.to_dict()))["first_places"]["D"] == firsts.of("D")
    assert "uniform on the simplex; exact" in repr(found)
    assert repr(found) != repr(firsts)
    assert "<table>" in found._repr_html_()
    assert "<table>" in firsts._repr_html_()


def test_missing_central_weights_are_missing_in_the_frame():
    frame = first_places(question([1, 1], [0, 0])).to_frame()
    assert frame.loc["a2", ["c1", "c2"]].isna().all()
    assert frame.loc["a2", "first_share"] == 0
    assert frame.loc["a1", "c1"] == pytest.approx(0.5)


# --- errors


@pytest.mark.parametrize("ask_for", [winning_indices, first_places])
def test_what_cannot_be_answered_says_so(ask_for):
    with pytest.raises(MethodError, match="no sum of weight times term"):
        ask_for(R1.with_method(Topsis()))
    with pytest.raises(NameUnknownError, match="'E' is not an option"):
        ask_for(R1).of(*["E", "A"][: 2 if ask_for is winning_indices else 1])
    with pytest.raises(WeightsError, match=r"list; expected a WeightPolytope"):
        ask_for(R1, weights=[1, 2, 3])
    with pytest.raises(WeightsError, match="'security', which is not a criterion"):
        ask_for(R1, weights=weight_polytope(["c1", "c2", "c3", "security"]))
    with pytest.raises(WeightsError, match="not over criterion 'c3'"):
        ask_for(R1, weights=weight_polytope(["c1", "c2"]))


def test_more_than_eight_criteria_name_the_limit_and_the_cure():
    rows = np.random.default_rng(1).random((3, 9)).tolist()
    with pytest.raises(TableError, match=r"9 criteria with 8 weights to choose freely.*at most 7.*Sample"):
        first_places(question(*rows))
    assert winning_indices(question(*rows)).indices[0, 1] > 0
    flat = weight_polytope([f"c{k}" for k in range(1, 10)], [{"order": [["c1", "c2"]]}])
    assert sum(first_places(question(*rows), weights=flat).acceptabilities.values()) == pytest.approx(1)


@pytest.mark.parametrize("limit", ["MOST_CORNERS", "MOST_SIMPLICES"])
def test_too_many_pieces_name_the_cure(limit, monkeypatch):
    monkeypatch.setattr(_cell, limit, 3)
    rows = np.random.default_rng(1).random((6, 5)).tolist()
    with pytest.raises(TableError, match=r"6 options on 5 criteria.*Sample"):
        first_places(question(*rows))


def test_shares_that_do_not_add_to_one_are_never_handed_out(monkeypatch):
    """With gaps rounded to eighths the parts no longer fit together."""
    monkeypatch.setattr("mcda.robustness.exact.firsts._STEPS", 8.0)
    rows = np.random.default_rng(1).random((6, 4)).tolist()
    with pytest.raises(McdaError, match=r"first places add to .*expected 1 to 1e-09.*Sample"):
        first_places(question(*rows))


def test_too_many_options_name_the_limit():
    with pytest.raises(TableError, match="2001 options; winning indices can be had of at most 2000"):
        winning_indices(question(*[[k, 1] for k in range(2001)]))
