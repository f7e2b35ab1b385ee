"""Weights known in part: exact corners, uniform draws, sets that are flat or empty, and one point to stand for all."""

import itertools
import math
import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import linprog

import mcda
import mcda.elicit
from mcda.draws import GRANULE, simplex_draws, stream
from mcda.elicit import (
    ImportanceOrder,
    LinearBounds,
    RatioBounds,
    ShareBounds,
    from_judgements,
    incomplete,
    point,
    rank_order_centroid,
    weight_polytope,
    weight_statement,
)
from mcda.elicit.incomplete._exact import Program, rank
from mcda.elicit.incomplete._walk import prepared
from mcda.errors import McdaError, NameUnknownError, WeightsError
from mcda.weights import Weights

LEAST_CHANCE = 1e-4
HALF = [{"share": "a", "at_most": 0.5}]
HEXAGON = [{"share": c, "at_least": 0.2, "at_most": 0.5} for c in "abc"]


def numbers(polytope):
    return [tuple(w.fractions.values()) for w in polytope.vertices()]


def fractions(*texts):
    return tuple(Fraction(text) for text in texts)


def written(polytope):
    """Rows A, bounds b and equal ones, for A w >= b, from the statements' own parts: nothing the product computes."""
    parts = [part for each in polytope.statements for part in each.conditions()]
    return [([part.terms.get(c, Fraction(0)) for c in polytope.criteria], part.bound, part.equal) for part in parts]


def obey(polytope, drawn, tolerance=1e-9):
    assert (drawn >= 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, rtol=0, atol=1e-12)
    for terms, bound, equal in written(polytope):
        above = drawn @ np.array(terms, dtype=float) - float(bound)
        assert above.min() >= -tolerance
        if equal:
            assert above.max() <= tolerance


def solved(rows, right):
    """The only solution of square equations in fractions, or None."""
    table = [[*row, b] for row, b in zip(rows, right, strict=True)]
    n = len(table)
    for j in range(n):
        at = next((i for i in range(j, n) if table[i][j]), None)
        if at is None:
            return None
        table[j], table[at] = table[at], table[j]
        table[j] = [a / table[j][j] for a in table[j]]
        for i in range(n):
            if i != j:
                table[i] = [a - table[i][j] * p for a, p in zip(table[i], table[j], strict=True)]
    return tuple(row[-1] for row in table)


def brute_force(polytope):
    """Every point on n - 1 conditions at once that obeys all the others."""
    n = len(polytope.criteria)
    conditions = [([Fraction(int(i == j)) for i in range(n)], Fraction(0), False) for j in range(n)]
    conditions += written(polytope)
    found = set()
    for chosen in itertools.combinations(conditions, n - 1):
        at = solved([[Fraction(1)] * n, *(row for row, _, _ in chosen)], [Fraction(1), *(b for _, b, _ in chosen)])
        if at is None:
            continue
        above = [(sum(a * w for a, w in zip(row, at, strict=True)) - b, equal) for row, b, equal in conditions]
        if all(x >= 0 and not (equal and x) for x, equal in above):
            found.add(at)
    return found


SHARES = st.integers(0, 10).map(lambda k: f"{k}/10")


@st.composite
def statements(draw, ids):
    kind = draw(st.sampled_from(["order", "share", "ratio", "terms"]))
    if kind == "order":
        return {"order": draw(st.permutations(ids)), "by": draw(st.sampled_from([0, 0, "1/20"]))}
    low, high = sorted(draw(st.lists(st.integers(0, 10), min_size=2, max_size=2)))
    bounds = {"at_least": f"{low}/10", "at_most": f"{high}/10"}
    for name in draw(st.sampled_from([(), ("at_least",), ("at_most",)])):
        del bounds[name]
    if kind == "share":
        return {"share": draw(st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids), unique=True)), **bounds}
    if kind == "ratio":
        return {"ratio": draw(st.permutations(ids))[:2], **bounds}
    return {"terms": {c: draw(st.integers(-2, 2)) for c in ids[1:]} | {ids[0]: 1}, **bounds}


@st.composite
def stated(draw, most=4, count=3):
    ids = [f"c{k}" for k in range(draw(st.integers(2, most)))]
    return ids, draw(st.lists(statements(ids), max_size=count))


def possible(ids, said):
    """Whether scipy finds weights."""
    rows = [part for each in said for part in weight_statement(each).conditions()]

    def matrix(equal):
        kept = [part for part in rows if part.equal is equal]
        return [[float(p.terms.get(c, 0)) for c in ids] for p in kept], [float(p.bound) for p in kept]

    (a, b), (c, d) = matrix(False), matrix(True)
    upper = (-np.array(a), -np.array(b)) if a else (None, None)
    return linprog(np.zeros(len(ids)), *upper, [[1.0] * len(ids), *c], [1.0, *d], bounds=[(0, 1)] * len(ids)).success


# --- corners


def test_corners_of_an_order_by_hand():
    """Each corner shares the weight equally among the first k."""
    known = weight_polytope(["a", "b", "c"], [{"order": ["a", "b", "c"]}])
    assert numbers(known) == [fractions(1, 0, 0), fractions("1/2", "1/2", 0), fractions("1/3", "1/3", "1/3")]


def test_corners_of_bounds_by_hand():
    """Shares from 0.2 to 0.5: one at each end leaves 0.3 for the third, in six ways."""
    expected = sorted(itertools.permutations(fractions("1/2", "3/10", "1/5")), reverse=True)
    assert numbers(weight_polytope(["a", "b", "c"], HEXAGON)) == expected


def test_corners_of_a_ratio_a_sum_and_a_least_difference_by_hand():
    """a is 1 to 3 times b: corners (1/2, 1/2, 0), (3/4, 1/4, 0), c alone; c and b at most half cuts the two edges to c.

    On b = a: c + b <= 1/2 with a = b gives 2a + c = 1, a + c <= 1/2, so a = b = 1/2, c = 0.
    On b = a / 3: c + a / 3 <= 1/2 with 4a / 3 + c = 1 gives a = 1/2, b = 1/6, c = 1/3.
    """
    ratio = {"ratio": ["a", "b"], "at_least": 1, "at_most": 3}
    assert numbers(weight_polytope(["a", "b", "c"], [ratio])) == [
        fractions("3/4", "1/4", 0),
        fractions("1/2", "1/2", 0),
        fractions(0, 0, 1),
    ]
    both = weight_polytope(["a", "b", "c"], [ratio, {"share": ["b", "c"], "at_most": 0.5}])
    assert numbers(both) == [fractions("3/4", "1/4", 0), fractions("1/2", "1/2", 0), fractions("1/2", "1/6", "1/3")]
    apart = weight_polytope(["a", "b"], [{"order": ["a", "b"], "by": 0.2}])
    assert numbers(apart) == [fractions(1, 0), fractions("3/5", "2/5")]


@given(stated())
@settings(max_examples=120, deadline=None)
def test_corners_bounds_and_emptiness_are_those_of_brute_force_and_of_scipy(problem):
    ids, said = problem
    try:
        known = weight_polytope(ids, said)
    except WeightsError:
        assert not possible(ids, said)
        return
    found = numbers(known)
    assert set(found) == brute_force(known)
    assert found == sorted(set(found), reverse=True)
    lowest, highest = [min(column) for column in zip(*found, strict=True)], [max(c) for c in zip(*found, strict=True)]
    assert list(known.bounds().values()) == list(zip(lowest, highest, strict=True))
    differences = [[a - b for a, b in zip(v, found[0], strict=True)] for v in found[1:]]
    assert known.dimension == np.linalg.matrix_rank(np.array(differences, dtype=float).reshape(-1, len(ids)))


@given(stated())
@settings(max_examples=40, deadline=None)
def test_the_order_of_criteria_and_of_statements_does_not_matter(problem):
    ids, said = problem
    try:
        known = weight_polytope(ids, said)
    except WeightsError:
        return
    turned = weight_polytope(ids[::-1], said[::-1])
    assert {frozenset(w.fractions.items()) for w in known.vertices()} == {
        frozenset(w.fractions.items()) for w in turned.vertices()
    }
    for of in ("vertices", "ball"):
        one, other = known.centre(of).shares, turned.centre(of).shares
        assert one == pytest.approx(other, abs=1e-5)


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (
            "abcde",
            [{"order": ["e", "c"]}, {"share": ["a", "b"], "at_least": 0.5}, {"share": ["b", "c"], "at_most": 0.5}],
        ),
        (
            "abcde",
            [{"share": ["b", "c", "e"], "at_least": 0.75}, {"order": ["c", "d", "a", "e"]}, {"order": ["e", "b"]}],
        ),
        ("abcdef", [{"order": ["f", "d", "e"]}, {"share": "a", "at_most": 0.5}, {"share": "c", "at_most": 0.5}]),
    ],
)
def test_corners_that_lie_on_more_conditions_than_they_need_are_neither_lost_nor_made_up(ids, said):
    """Here pairs of corners share as many conditions as an edge has, and are no edge."""
    known = weight_polytope(list(ids), said)
    assert set(numbers(known)) == brute_force(known)
    assert len(numbers(known)) == len(set(numbers(known)))


def test_whole_numbers_of_any_size_keep_corners_exact():
    said = [{"terms": {"a": 0.123456789012345, "b": -1.1e-9, "c": "1/7"}, "at_least": "1/13"}]
    known = weight_polytope(["a", "b", "c"], said)
    assert set(numbers(known)) == brute_force(known)


def test_too_many_corners_are_an_error_and_everything_else_still_works():
    ids = [f"c{k}" for k in range(20)]
    known = weight_polytope(ids, [{"share": c, "at_least": 0.02, "at_most": 0.097} for c in ids])
    with pytest.raises(WeightsError, match="more than 5000 corners"):
        known.centre()
    assert known.dimension == 19
    assert set(known.bounds().values()) == {fractions("1/50", "97/1000")}
    assert known.centre("ball").shares == pytest.approx(dict.fromkeys(ids, 0.05), abs=1e-6)
    drawn = known.sample(300, 1)
    obey(known, drawn)
    assert len(np.unique(drawn, axis=0)) == 300


# --- centre


@pytest.mark.parametrize("n", [1, 2, 3, 6, 12, 20])
def test_the_centre_of_an_order_is_exactly_rank_order_centroid(n):
    ids = [f"c{k}" for k in range(n)]
    found = weight_polytope(ids, [{"order": ids}]).centre()
    assert found.fractions == rank_order_centroid(ids).fractions


def test_centres_of_a_trapezium_by_hand():
    """a at most 1/2. Corners (1/2, 1/2, 0), (1/2, 0, 1/2), (0, 1, 0), (0, 0, 1); a ball between a = 0 and a = 1/2."""
    known = weight_polytope(["a", "b", "c"], HALF)
    assert tuple(known.centre().fractions.values()) == fractions("1/4", "3/8", "3/8")
    assert known.centre("ball").shares == pytest.approx({"a": 0.25, "b": 0.375, "c": 0.375}, abs=1e-9)


def test_the_ball_of_an_order_of_two_by_hand():
    """A segment from 1/2 to 1: its middle; and the whole triangle: its middle."""
    assert weight_polytope(["a", "b"], [{"order": ["a", "b"]}]).centre("ball").shares["a"] == pytest.approx(0.75)
    assert weight_polytope(["a", "b", "c"]).centre("ball").shares["a"] == pytest.approx(1 / 3)


@given(stated())
@settings(max_examples=60, deadline=None)
def test_the_ball_is_the_largest_that_scipy_finds_and_both_centres_obey_exactly(problem):
    ids, said = problem
    try:
        known = weight_polytope(ids, said)
    except WeightsError:
        return
    centres = {of: tuple(known.centre(of).fractions.values()) for of in ("vertices", "ball")}
    n = len(ids)
    conditions = [([Fraction(int(i == j)) for i in range(n)], Fraction(0), False) for j in range(n)] + written(known)
    heights = {
        of: [sum(a * w for a, w in zip(row, at, strict=True)) - b for row, b, _ in conditions]
        for of, at in centres.items()
    }
    assert all(h >= 0 for of in centres for h in heights[of])
    if known.dimension == 0:
        assert centres["vertices"] == centres["ball"]
        return
    corner = np.array(numbers(known), dtype=float)
    inside = np.linalg.svd(corner - corner.mean(axis=0))[2][: known.dimension]
    rows = np.array([row for row, _, _ in conditions], dtype=float)
    falls = np.linalg.norm(inside @ rows.T, axis=0)
    open_ones = [i for i in range(len(conditions)) if max(corner @ rows[i]) - min(corner @ rows[i]) > 1e-9]
    ours = min(float(heights["ball"][i]) / falls[i] for i in open_ones)
    # Mixtures of corners as variables and the radius last.
    above = rows[open_ones] @ corner.T - np.array([float(conditions[i][1]) for i in open_ones])[:, np.newaxis]
    best = linprog(
        [*[0.0] * len(corner), -1.0],
        np.hstack([-above, falls[open_ones][:, np.newaxis]]),
        np.zeros(len(open_ones)),
        [[1.0] * len(corner) + [0.0]],
        [1.0],
    )
    assert ours == pytest.approx(-best.fun, abs=1e-6)


# --- draws


def smallest_chance(drawn, cdf, columns=None):
    return min(stats.kstest(drawn[:, j], cdf).pvalue for j in columns or range(drawn.shape[1]))


@pytest.mark.parametrize("n", [2, 3, 7, 20])
def test_draws_of_the_whole_simplex_have_the_marginals_of_dirichlet(n):
    """Each weight alone is Beta(1, n - 1)."""
    drawn = weight_polytope([f"c{k}" for k in range(n)]).sample(20_000, seed=1)
    assert smallest_chance(drawn, stats.beta(1, n - 1).cdf) > LEAST_CHANCE


def test_draws_of_the_whole_simplex_are_the_weights_that_acceptability_counts():
    drawn = weight_polytope(["a", "b", "c"]).sample(GRANULE + 5, seed=9)
    np.testing.assert_array_equal(drawn[:GRANULE], simplex_draws(stream(9, 0, 0), GRANULE, 3))
    np.testing.assert_array_equal(drawn[GRANULE:], simplex_draws(stream(9, 1, 0), 5, 3))


@pytest.mark.parametrize("n", [3, 8])
def test_draws_of_an_order_have_rank_order_centroid_as_mean_and_dirichlet_parts(n):
    """(w_k - w_(k+1)) * k are the parts of a mixture of the corners: each Beta(1, n - 1)."""
    ids = [f"c{k}" for k in range(n)]
    drawn = weight_polytope(ids, [{"order": ids}]).sample(20_000, seed=2)
    expected = np.array(list(rank_order_centroid(ids).shares.values()))
    error = drawn.std(axis=0) / math.sqrt(len(drawn))
    assert stats.norm.sf(np.abs(drawn.mean(axis=0) - expected) / error).min() > LEAST_CHANCE
    parts = (drawn - np.append(drawn[:, 1:], np.zeros((len(drawn), 1)), axis=1)) * np.arange(1, n + 1)
    assert smallest_chance(parts, stats.beta(1, n - 1).cdf) > LEAST_CHANCE


def test_draws_of_half_a_simplex_are_the_larger_of_two_weights():
    """With a >= b and the whole for three, a + b is Beta(2, 1) and (a - b) / (a + b) uniform on 0 to 1."""
    drawn = weight_polytope(["a", "b", "c"], [{"order": ["a", "b"]}]).sample(20_000, seed=3)
    both = drawn[:, 0] + drawn[:, 1]
    assert stats.kstest(both, stats.beta(2, 1).cdf).pvalue > LEAST_CHANCE
    assert stats.kstest((drawn[:, 0] - drawn[:, 1]) / both, "uniform").pvalue > LEAST_CHANCE


@pytest.mark.parametrize("n", [3, 6])
def test_walks_through_a_cut_simplex_have_the_cut_marginal(n):
    """a is Beta(1, n - 1) below 1/2: P(a <= x) = (1 - (1 - x)^(n-1)) / (1 - (1/2)^(n-1)); the others share the rest."""
    ids = list("abcdef"[:n])
    drawn = weight_polytope(ids, HALF).sample(10_000, seed=4)
    whole = stats.beta(1, n - 1)
    assert stats.kstest(drawn[:, 0], lambda x: whole.cdf(x) / whole.cdf(0.5)).pvalue > LEAST_CHANCE
    rest = drawn[:, 1:] / (1 - drawn[:, :1])
    assert smallest_chance(rest, stats.beta(1, n - 2).cdf) > LEAST_CHANCE


@pytest.mark.parametrize("n", [3, 10, 20])
def test_walks_through_the_whole_simplex_are_as_uniform_as_exact_draws(n):
    """The corners make it slow to mix; marginals, the largest weight and the sum of squares against closed forms."""
    walk = prepared(np.eye(n), np.zeros(n, dtype=bool), np.eye(n), n - 1)
    drawn = np.vstack([walk.granule(5, k) for k in range(10)])
    assert smallest_chance(drawn, stats.beta(1, n - 1).cdf) > LEAST_CHANCE
    largest = sum(1 / k for k in range(1, n + 1)) / n
    for found, expected in ((drawn.max(axis=1), largest), ((drawn**2).sum(axis=1), 2 / (n + 1))):
        chance = stats.norm.sf(abs(found.mean() - expected) / (found.std() / math.sqrt(len(found))))
        assert chance > LEAST_CHANCE


def test_walks_forget_where_they_began():
    """Draws of the same chain in different granules begin at one point: they must not be alike."""
    ids = [f"c{k}" for k in range(12)]
    known = weight_polytope(ids, [{"share": "c0", "at_most": 0.9}])
    drawn = known.sample(20 * GRANULE, seed=6).reshape(20, GRANULE, 12)
    spread = (drawn - drawn.mean(axis=(0, 1))) / drawn.std(axis=(0, 1))
    # The mean of each chain over granules varies by 1/20 if granules are independent.
    found = spread.mean(axis=0).var()
    assert abs(found - 1 / 20) < 5 * (1 / 20) * math.sqrt(2 / (GRANULE * 11))


def test_each_order_of_three_weights_has_its_sixth_of_a_hexagon():
    drawn = weight_polytope(["a", "b", "c"], HEXAGON).sample(12_000, seed=7)
    _, counts = np.unique(np.argsort(drawn, axis=1), axis=0, return_counts=True)
    assert len(counts) == 6
    assert stats.chisquare(counts).pvalue > LEAST_CHANCE


def test_walks_agree_with_draws_of_the_simplex_that_were_thrown_away():
    """Rejection is exact: what is left of uniform draws is uniform."""
    said = [{"share": c, "at_least": 0.05, "at_most": 0.5} for c in "abcd"] + [{"ratio": ["a", "b"], "at_most": 2}]
    known = weight_polytope(list("abcd"), said)
    whole = simplex_draws(stream(8, 0, 1), 60_000, 4)
    kept = whole[((whole >= 0.05) & (whole <= 0.5)).all(axis=1) & (whole[:, 0] <= 2 * whole[:, 1])]
    drawn = known.sample(10_000, seed=8)
    assert len(kept) > 10_000
    chances = [stats.ks_2samp(drawn[:, j], kept[:, j]).pvalue for j in range(4)]
    chances += [stats.ks_2samp(drawn @ v, kept @ v).pvalue for v in ([1, -1, 0, 0], [0, 1, 2, 3], [1, 0, 0, -1])]
    assert min(chances) > LEAST_CHANCE


def test_a_sheet_a_millionth_thick_mixes_too():
    """a in a range of 1e-6, where its density is flat to 1e-6; b at most 0.3 of what is left, flat too."""
    said = [{"share": "a", "at_least": 0.4, "at_most": 0.400001}, {"share": "b", "at_most": 0.3}]
    known = weight_polytope(["a", "b", "c"], said)
    drawn = known.sample(8_000, seed=9)
    obey(known, drawn, 1e-12)
    assert stats.kstest((drawn[:, 0] - 0.4) / 1e-6, "uniform").pvalue > LEAST_CHANCE
    assert stats.kstest(drawn[:, 1] / 0.3, "uniform").pvalue > LEAST_CHANCE


@given(stated(most=5), st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_every_draw_obeys_every_statement_and_lies_in_the_set(problem, seed):
    ids, said = problem
    try:
        known = weight_polytope(ids, said)
    except WeightsError:
        return
    drawn = known.sample(40, seed)
    assert drawn.shape == (40, len(ids))
    obey(known, drawn)
    assert all(known.contains(w) for w in drawn[:5])
    assert known.contains(known.centre())
    assert (len(np.unique(drawn, axis=0)) == 1) is (known.dimension == 0)


@pytest.mark.parametrize("said", [[], [{"order": ["a", "b", "c"]}], HALF, HEXAGON], ids=["all", "order", "half", "box"])
def test_the_same_seed_gives_the_same_bits_for_any_number_of_draws_and_any_question_before(said):
    one = weight_polytope(["a", "b", "c"], said)
    whole = one.sample(2 * GRANULE + 100, seed=11)
    other = weight_polytope(["a", "b", "c"], said)
    for ask in (other.centre, other.bounds, other.vertices, lambda: other.centre("ball")):
        ask()
    np.testing.assert_array_equal(other.sample(10, seed=11), whole[:10])
    np.testing.assert_array_equal(other.sample(GRANULE + 1, seed=11), whole[: GRANULE + 1])
    np.testing.assert_array_equal(other.granule(1, seed=11), whole[GRANULE : 2 * GRANULE])
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(other)).granule(0, seed=11), whole[:GRANULE])  # noqa: S301  # made here
    assert not (one.sample(10, seed=12) == whole[:10]).any(axis=1).all()
    assert len(np.unique(whole, axis=0)) == len(whole)


# --- flat and empty sets

POINTS = {
    "bounds that meet": (
        [{"share": c, "at_least": s} for c, s in (("a", 0.2), ("b", 0.3), ("c", 0.5))],
        "1/5 3/10 1/2",
    ),
    "bounds from above that meet": (
        [{"share": c, "at_most": s} for c, s in zip("abc", (0.2, 0.3, 0.5), strict=True)],
        "1/5 3/10 1/2",
    ),
    "all tied": ([{"order": [["a", "b", "c"]]}], "1/3 1/3 1/3"),
    "an order both ways": ([{"order": ["a", "b", "c"]}, {"order": ["c", "b", "a"]}], "1/3 1/3 1/3"),
    "exact ratios": (
        [{"ratio": ["a", "b"], "at_least": 2, "at_most": 2}, {"ratio": ["b", "c"], "at_least": 3, "at_most": 3}],
        "3/5 3/10 1/10",
    ),
    "one takes all": ([{"share": "b", "at_least": 1}], "0 1 0"),
    "differences that use up the whole": ([{"order": ["a", "b", "c"], "by": "1/3"}], "2/3 1/3 0"),
    "fractions that no float holds": (
        [
            {"share": "a", "at_least": "1/3"},
            {"share": ["b", "c"], "at_least": "2/3"},
            {"ratio": ["b", "c"], "at_least": 1},
            {"share": "b", "at_most": "1/3"},
        ],
        "1/3 1/3 1/3",
    ),
}


@pytest.mark.parametrize("said", POINTS)
def test_a_single_point_is_its_corner_its_centre_its_bounds_and_every_draw(said):
    known = weight_polytope(["a", "b", "c"], POINTS[said][0])
    at = fractions(*POINTS[said][1].split())
    assert known.dimension == 0
    assert numbers(known) == [at]
    assert tuple(known.centre().fractions.values()) == tuple(known.centre("ball").fractions.values()) == at
    assert list(known.bounds().values()) == [(w, w) for w in at]
    np.testing.assert_allclose(known.sample(50, 1), np.tile(np.array(at, dtype=float), (50, 1)), rtol=0, atol=1e-15)


def test_a_segment_is_drawn_evenly_also_where_no_statement_says_that_it_is_flat():
    """a + b <= 1/2, c <= 1/2: so c = 1/2, and a from 0 to 1/2."""
    known = weight_polytope(["a", "b", "c"], [{"share": ["a", "b"], "at_most": 0.5}, {"share": "c", "at_most": 0.5}])
    assert known.dimension == 1
    drawn = known.sample(5_000, 1)
    np.testing.assert_allclose(drawn[:, 2], 0.5, rtol=0, atol=1e-15)
    assert stats.kstest(2 * drawn[:, 0], "uniform").pvalue > LEAST_CHANCE


def test_a_flat_square_is_drawn_evenly():
    """a + b = 1/2 and c + d = 1/2 without saying so: a and c are independent and uniform on 0 to 1/2."""
    halves = [{"share": ["a", "b"], "at_most": 0.5}, {"share": ["c", "d"], "at_most": 0.5}]
    known = weight_polytope(list("abcd"), halves)
    assert known.dimension == 2
    assert set(numbers(known)) == {(a, h - a, c, h - c) for h in [Fraction(1, 2)] for a in (0, h) for c in (0, h)}
    drawn = known.sample(10_000, 1)
    obey(known, drawn, 1e-13)
    cells = np.histogram2d(drawn[:, 0], drawn[:, 2], bins=5, range=[[0, 0.5], [0, 0.5]])[0]
    assert stats.chisquare(cells.ravel()).pvalue > LEAST_CHANCE


def test_a_flat_set_in_no_simple_direction_is_drawn_evenly():
    """e is 0.3 a and b what is left of 0.37, c and d share 0.63: a and c are independent and uniform."""
    said = [
        {"ratio": ["e", "a"], "at_least": 0.3, "at_most": 0.3},
        {"share": ["a", "b", "e"], "at_most": 0.37},
        {"share": ["c", "d"], "at_most": 0.63},
    ]
    known = weight_polytope(list("abcde"), said)
    assert known.dimension == 2
    drawn = known.sample(10_000, 2)
    obey(known, drawn, 1e-13)
    cells = np.histogram2d(drawn[:, 0] * 1.3 / 0.37, drawn[:, 2] / 0.63, bins=5, range=[[0, 1], [0, 1]])[0]
    assert cells.sum() == 10_000
    assert stats.chisquare(cells.ravel()).pvalue > LEAST_CHANCE


def test_one_criterion_has_the_whole_weight():
    known = weight_polytope(["a"], [{"share": "a", "at_least": 0.3}, {"order": ["a"]}])
    assert (known.dimension, known.bounds()) == (0, {"a": fractions(1, 1)})
    assert known.sample(3, 1).tolist() == [[1.0]] * 3
    with pytest.raises(WeightsError, match=r"This cannot hold: the share of 'a' is at most 0\.9\. Drop or loosen it"):
        weight_polytope(["a"], [{"share": "a", "at_most": 0.9}])


EMPTY = {
    "an order against a bound": (
        [
            {"share": "d", "at_least": 0.1},
            {"order": ["a", "b"]},
            {"share": "b", "at_least": 0.4},
            {"share": "a", "at_most": 0.3},
        ],
        ["weight of 'a' is at least that of 'b'", "'b' is at least 0.4", "'a' is at most 0.3"],
    ),
    "a circle with a difference": (
        [{"order": ["a", "b", "c"], "by": 0.1}, {"order": ["c", "a"]}, {"share": "d", "at_most": 0.9}],
        ["'a' is at least that of 'b' plus 0.1", "'b' is at least that of 'c' plus 0.1", "'c' is at least that of 'a'"],
    ),
    "lower bounds above one": (
        [{"share": c, "at_least": 0.4, "at_most": 0.8} for c in "abc"],
        ["'a' is at least 0.4", "'b' is at least 0.4", "'c' is at least 0.4"],
    ),
    "ratios that go round": (
        [
            {"ratio": ["a", "b"], "at_least": 2},
            {"ratio": ["b", "c"], "at_least": 2},
            {"ratio": ["c", "a"], "at_least": 2},
            {"share": ["a", "b", "c"], "at_least": 0.01},
        ],
        ["'a' is at least 2 times", "'b' is at least 2 times", "'c' is at least 2 times", "together is at least 0.01"],
    ),
    "a sum out of reach": ([{"terms": {"a": 1, "b": -1}, "at_least": 1.5}], ["1 'a' - 1 'b' is at least 1.5"]),
    "by a hair that no solver's tolerance sees": (
        [{"share": "a", "at_least": "1/3"}, {"share": ["b", "c", "d"], "at_least": "66666666666667/100000000000000"}],
        ["'a' is at least 0.333333", "together is at least 0.666667"],
    ),
}


@pytest.mark.parametrize("said", EMPTY)
def test_an_empty_set_names_a_smallest_part_that_clashes(said):
    given_statements, expected = EMPTY[said]
    with pytest.raises(WeightsError, match="no weights obey the statements") as caught:
        weight_polytope(list("abcd"), given_statements)
    named = str(caught.value).split(": ", 1)[1].rsplit(". Drop", 1)[0].split("; ")
    assert len(named) == len(expected)
    for words in expected:
        assert sum(words in each for each in named) == 1, words


@given(stated(count=5))
@settings(max_examples=60, deadline=None)
def test_what_is_named_clashes_and_without_any_one_part_of_it_does_not(problem):
    ids, said = problem
    try:
        weight_polytope(ids, said)
    except WeightsError as fault:
        told = str(fault)
    else:
        return
    named = told.split(": ", 1)[1].rsplit(". Drop", 1)[0].split("; ")
    parts = {part.words: part for each in said for part in weight_statement(each).conditions()}
    clash = [parts[words] for words in named]

    def holds(kept):
        terms = [LinearBounds(p.terms, at_least=p.bound, at_most=p.bound if p.equal else None) for p in kept]
        return possible(ids, terms)

    assert not holds(clash)
    assert all(holds([each for each in clash if each is not left]) for left in clash)


def test_a_statement_that_always_holds_changes_nothing():
    said = [
        {"share": ["a", "b"], "at_least": 1},
        {"terms": {"a": 1, "b": 1}, "at_most": 1},
        {"ratio": ["a", "b"], "at_least": 0},
    ]
    assert numbers(weight_polytope(["a", "b"], said)) == numbers(weight_polytope(["a", "b"]))


# --- membership, exact programs, statements


def test_membership_does_not_rescale_and_forgives_rounding_only():
    known = weight_polytope(["a", "b"], [{"order": ["a", "b"], "by": 0.2}])
    assert known.contains({"b": 0.4, "a": 0.6})
    assert known.contains([0.6 - 1e-10, 0.4 + 1e-10])
    assert known.contains(Weights.from_points({"a": 3, "b": 2}))
    assert not known.contains([0.6 - 1e-8, 0.4 + 1e-8])
    assert not known.contains([3, 2])
    assert not known.contains([1.1, -0.1])
    tied = weight_polytope(["a", "b"], [{"order": [["a", "b"]]}])
    assert not tied.contains([0.4, 0.6])
    assert not tied.contains([0.6, 0.4])


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([0.5, 0.5, 0.0], "3 weights for 2 criteria"),
        ([math.nan, 1.0], "the weight of 'a'"),
        ([math.inf, 1.0], "the weight of 'a'"),
        ({"a": 0.5, "x": 0.5}, "'x'"),
        ({"a": 1.0}, "no weight for 'b'"),
        (0.5, "expected a list"),
        (["much", 0.5], "the weight of 'a'"),
    ],
)
def test_membership_of_no_weights_is_an_error(weights, message):
    with pytest.raises(WeightsError, match=message):
        weight_polytope(["a", "b"]).contains(weights)


@given(st.integers(2, 4), st.data())
@settings(max_examples=80, deadline=None)
def test_exact_programs_agree_with_scipy(n, data):
    rows = data.draw(st.lists(st.tuples(*[st.integers(-4, 4)] * n).filter(any), max_size=6))
    objective = data.draw(st.tuples(*[st.integers(-4, 4)] * n))
    program = Program(n, rows)
    theirs = linprog(
        [-c for c in objective],
        -np.array(rows) if rows else None,
        np.zeros(len(rows)) if rows else None,
        [[1] * n],
        [1],
    )
    assert program.empty is not theirs.success
    if not program.empty:
        at = program.highest(objective)
        assert sum(at) == 1
        assert all(w >= 0 for w in at)
        assert all(sum(a * w for a, w in zip(row, at, strict=True)) >= 0 for row in rows)
        assert float(sum(c * w for c, w in zip(objective, at, strict=True))) == pytest.approx(-theirs.fun, abs=1e-8)


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 4), max_size=5))
def test_ranks_are_those_of_numpy(rows):
    assert rank(rows) == np.linalg.matrix_rank(np.array(rows, dtype=float).reshape(-1, 4))


@pytest.mark.parametrize(
    ("said", "simplex"),
    [
        ([], True),
        ([{"order": ["a", "b", "c", "d"]}], True),
        ([{"order": ["a", "b"]}], True),
        ([{"share": c, "at_least": 0.1} for c in "abcd"], True),
        ([{"share": "a", "at_most": 0.5}], False),
        ([{"share": ["a", "b"], "at_most": 0.5}, {"share": ["c", "d"], "at_most": 0.5}], False),
        ([{"order": ["a", "b"]}, {"order": ["c", "d"]}], True),
        ([{"order": ["a", "b"]}, {"order": ["a", "c"]}], False),
    ],
)
def test_a_simplex_is_seen_to_be_one(said, simplex):
    known = weight_polytope(list("abcd"), said)
    assert (known._geometry.simplex is not None) is simplex
    assert (len(brute_force(known)) == known.dimension + 1) is simplex


def test_a_set_whose_furthest_corners_look_like_those_of_a_simplex_is_none():
    """Fewer corners than a simplex has are furthest from a condition, each alone on its own."""
    said = [{"share": ["b", "d", "e"], "at_least": 0.5}, {"share": ["a", "c", "d"], "at_least": 0.75}]
    known = weight_polytope(list("abcde"), said)
    assert known.dimension == 4
    assert len(set(known._geometry.furthest)) == 4
    assert len(numbers(known)) == len(brute_force(known)) > 5
    assert known._geometry.simplex is None


def test_statements_are_values_that_read_back_from_what_they_write():
    said = [
        ImportanceOrder(["a", ["b", "c"]], by=0.05),
        ImportanceOrder({"a": 1, "b": 2, "c": 2}),
        ShareBounds("a", at_least="1/3"),
        ShareBounds(["a", "b"], at_most=0.5),
        RatioBounds(["a", "b"], at_least=1, at_most=2.5),
        LinearBounds({"a": 1, "b": "-1/3"}, at_least=-0.1),
    ]
    for each in said:
        assert weight_statement(each.plain()) == each
        assert weight_statement(each) is each
        assert eval(repr(each), {**vars(mcda.elicit), "Fraction": Fraction}) == each  # noqa: S307
        assert hash(each) == hash(weight_statement(each.plain()))
    assert said[0].plain() == {"order": ["a", ["b", "c"]], "by": "1/20"}
    assert said[0].criteria == ("a", "b", "c")


WRONG = {
    "no list": ("order", WeightsError, "a list"),
    "no statement": ([3], WeightsError, "a statement about weights"),
    "empty": ([{}], WeightsError, "a statement about weights"),
    "two kinds": ([{"share": "a", "ratio": ["a", "b"], "at_least": 1}], WeightsError, "has 2 of"),
    "no kind": ([{"at_least": 1}], WeightsError, "has 0 of"),
    "a wrong word": ([{"share": "a", "at_lest": 0.1}], NameUnknownError, "did you mean 'at_least'"),
    "a bound on an order": ([{"order": ["a", "b"], "at_least": 1}], NameUnknownError, "'at_least'"),
    "a negative difference": (
        [{"order": ["a", "b"], "by": -0.1}],
        WeightsError,
        "`by` of an order is -0.1; expected 0 to 1",
    ),
    "twice in an order": ([{"order": ["a", "b", "a"]}], WeightsError, "'a' stands twice"),
    "an empty order": ([{"order": []}], WeightsError, "the order is empty"),
    "no bound": ([{"share": "a"}], WeightsError, "the share of 'a' has no bound"),
    "crossed bounds": (
        [{"share": "a", "at_least": 0.4, "at_most": 0.3}],
        WeightsError,
        "`at_least` is 0.4 and `at_most` 0.3",
    ),
    "a share above one": (
        [{"share": "a", "at_least": 40}],
        WeightsError,
        "`at_least` of the share of 'a' is 40; expected 0 to 1",
    ),
    "NaN": ([{"share": "a", "at_least": math.nan}], WeightsError, "`at_least` of the share of 'a'"),
    "infinity": ([{"ratio": ["a", "b"], "at_most": math.inf}], WeightsError, "`at_most` of the ratio"),
    "words for a number": ([{"share": "a", "at_least": "much"}], WeightsError, "`at_least` of the share of 'a'"),
    "an empty sum": ([{"share": [], "at_least": 0.1}], WeightsError, "`share` of a statement is empty"),
    "twice in a sum": ([{"share": ["a", "a"], "at_least": 0.1}], WeightsError, "names 'a' twice"),
    "a negative ratio": ([{"ratio": ["a", "b"], "at_least": -1}], WeightsError, "is -1; expected zero or more"),
    "a ratio to itself": ([{"ratio": ["a", "a"], "at_least": 1}], WeightsError, "names 'a' twice"),
    "a ratio of three": ([{"ratio": ["a", "b", "c"], "at_least": 1}], WeightsError, "has 3 entries"),
    "terms of nothing": ([{"terms": {"a": 0}, "at_least": 0}], WeightsError, "every number is 0"),
    "a stranger": (
        [{"share": "a", "at_most": 0.9}, {"share": "bb", "at_most": 0.9}],
        WeightsError,
        "statement 2 speaks of 'bb'",
    ),
}


@pytest.mark.parametrize("said", WRONG)
def test_statements_of_the_wrong_form_say_what_is_wrong(said):
    wrong, error, message = WRONG[said]
    with pytest.raises(error, match=message.replace("(", r"\(")):
        weight_polytope(["a", "b", "c"], wrong)


@pytest.mark.parametrize(
    ("criteria", "message"), [([], "no criteria"), (["a", "a"], "'a' stands twice"), ([1], "no id"), ("ab", "a list")]
)
def test_criteria_of_the_wrong_form_say_what_is_wrong(criteria, message):
    with pytest.raises(WeightsError, match=message):
        weight_polytope(criteria)


@pytest.mark.parametrize(
    ("draws", "seed", "message"),
    [(0, 1, "`draws` is 0"), (2.5, 1, "`draws`"), (True, 1, "`draws`"), (5, -1, "`seed` is -1"), (5, None, "`seed`")],
)
def test_numbers_of_draws_and_seeds_that_are_none_are_refused(draws, seed, message):
    with pytest.raises(WeightsError, match=message):
        weight_polytope(["a", "b"]).sample(draws, seed)


def test_another_centre_is_refused():
    with pytest.raises(WeightsError, match="allowed: vertices, ball"):
        weight_polytope(["a", "b"]).centre("mass")


def test_a_set_of_weights_prints_its_bounds_and_draws_are_read_only():
    known = weight_polytope(["a", "b"], [{"order": ["a", "b"]}])
    assert repr(known).splitlines() == [
        "all weights that obey 1 statement; dimension 1",
        "criterion  lowest  highest",
        "a          0.5000   1.0000",
        "b          0.0000   0.5000",
    ]
    assert "<table" in known._repr_html_()
    with pytest.raises(ValueError, match="read-only"):
        known.sample(2, 1)[0, 0] = 1.0
    assert known == weight_polytope(("a", "b"), [ImportanceOrder(["a", "b"])])


# --- one point


def test_one_point_remembers_the_statements_and_says_that_it_is_one_of_many():
    said = [
        {"order": ["a", ["b", "c"]], "by": 0.05},
        {"share": "a", "at_most": 0.6},
        {"ratio": ["c", "d"], "at_least": "1/3"},
    ]
    for made in (incomplete(said), incomplete(said, criteria=["d", "c", "b", "a"], centre="ball")):
        again = from_judgements(made.judgements)
        assert again == made
        direct = getattr(mcda.elicit, made.judgements["method"])(
            **{k: v for k, v in made.judgements.items() if k != "method"}
        )
        assert direct.fractions == made.fractions
    found = incomplete(said)
    assert list(found.fractions) == ["a", "b", "c", "d"]
    assert "one point of a set, the mean of its corners" in found.notes[0]
    assert "0.6 for 'a'" in found.notes[1]
    assert found.consistency["dimension"] == 2
    assert found.fractions == weight_polytope(list("abcd"), said).centre().fractions
    assert found == point(weight_polytope(list("abcd"), said))


def test_criteria_that_no_statement_names_can_be_added():
    """a at least b, c free: corners a alone, half and half, c alone."""
    found = incomplete([{"order": ["a", "b"]}], criteria=["c", "a", "b"])
    assert dict(found.fractions) == {"c": Fraction(1, 3), "a": Fraction(1, 2), "b": Fraction(1, 6)}


def test_a_single_point_says_that_there_is_no_other():
    assert incomplete([{"order": [["a", "b"]]}]).notes == ("no other weights obey the statements",)


@pytest.mark.parametrize(
    ("said", "note"),
    [
        (
            [
                *({"ratio": pair, "at_least": 2} for pair in (["a", "b"], ["b", "c"])),
                *({"ratio": ["c", "a"], "at_least": 1}, {"share": "d", "at_least": 0.1}),
            ],
            ["these statements force the weights of a, b, c to 0"],
        ),
        (
            [{"share": "a", "at_least": 0.5}, {"share": "b", "at_least": 0.5}, {"order": ["b", "c"]}],
            ["these statements force the weight of c to 0"],
        ),
        ([{"share": "a", "at_most": 0}, {"order": ["b", "c"]}], []),
        ([{"share": ["a", "b"], "at_most": 0}, {"order": ["c", "a", "b"]}], []),
        ([{"order": ["a", "b", "c"]}], []),
    ],
)
def test_weights_that_only_the_statements_together_force_to_zero_are_named(said, note):
    """By hand: a of at least 2 b, 4 c and 4 a is 0; half each for a and b leaves c nothing."""
    made = incomplete(said)
    assert [each for each in made.notes if "force" in each] == note
    known = weight_polytope(list(made.fractions), said)
    assert list(known.notes) == note
    assert [line for line in repr(known).splitlines() if line.startswith("note: ")] == [f"note: {n}" for n in note]
    assert all(n in known._repr_html_() for n in note)


def test_judgements_that_clash_or_have_the_wrong_form_make_no_weights():
    with pytest.raises(WeightsError, match="cannot hold together"):
        from_judgements(
            {"method": "incomplete", "statements": [{"order": ["a", "b"], "by": 0.1}, {"order": ["b", "a"]}]}
        )
    with pytest.raises(WeightsError, match="no criteria"):
        from_judgements({"method": "incomplete", "statements": []})
    with pytest.raises(McdaError, match="stat"):
        from_judgements({"method": "incomplete"})


def test_a_profile_file_may_hold_statements(tmp_path):
    """By hand: growth at least jobs, and cost a fifth: corners (4/5, 0, 1/5) and (2/5, 2/5, 1/5)."""
    files = {"study.yaml": "title: Two\nquestion: Which?\n"}
    for c in ("growth", "jobs", "cost"):
        files[f"criteria/{c}.yaml"] = f"name: {c}\ngoal: max\nunit: points\nscale: {{low: 0, high: 10}}\n"
    for o in ("bridge", "ferry"):
        scores = "".join(f"  {c}: {{value: 5, evidence: judgement}}\n" for c in ("growth", "jobs", "cost"))
        files[f"options/{o}.yaml"] = f"name: {o}\nscores:\n{scores}"
    files["criteria/weights/mine.yaml"] = (
        "judgements:\n  method: incomplete\n  statements:\n    - order: [growth, jobs]\n"
        "    - {share: cost, at_least: 0.2, at_most: 1/5}\n"
    )
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = mcda.load_study(tmp_path).weights["mine"]
    assert found.fractions == dict(zip(("growth", "jobs", "cost"), fractions("3/5", "1/5", "1/5"), strict=True))
    assert found.judgements["method"] == "incomplete"
    assert "one point of a set" in found.notes[0]


def test_a_point_of_something_else_is_refused():
    with pytest.raises(WeightsError, match="'x' is no set of weights; expected what weight_polytope"):
        point("x")
