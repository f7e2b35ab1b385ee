"""SMAA-2: exact shares, seeded draws that meet them, and the same bits however draws are grouped."""

import json
import math
import tracemalloc
from dataclasses import FrozenInstanceError
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

import mcda
from mcda.draws import GRANULE, stream
from mcda.errors import McdaError, MethodError, NameUnknownError, TableError, WeightsError
from mcda.methods import Additive, ElectreI, Mairca, MrSort, Spotis, Topsis, Wpm, Wsm, tie_tolerance
from mcda.methods.ranking_method import tie_tolerances
from mcda.ranking import places
from mcda.robustness import (
    Question,
    RankAcceptability,
    ask,
    category_acceptability,
    rank_acceptability,
    relation_acceptability,
)
from mcda.robustness.acceptability import _weight_simplex
from mcda.robustness.acceptability._places import PlaceCounter
from mcda.robustness.acceptability._weight_simplex import rank_shares
from mcda.robustness.sampling import Draws, count_draws
from mcda.robustness.sampling import draws as draws_module
from mcda.robustness.uncertainty import AllWeights, Triangular, score_uncertainty
from mcda.table import PerformanceTable

SUM = Wsm(normalization="none")


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


def smaa(method, table, *, weights=None, deviations=None, **named):
    """Ask a plain table, under equal weights where none are given."""
    question = Question(method, table, [1] * table.shape[1] if weights is None else weights)
    noise = None if deviations is None else score_uncertainty(question, deviations=deviations)
    return rank_acceptability(question, weights="all" if weights is None else "given", scores=noise, **named)


FOUR = of([1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4], options=["A", "B", "C", "D"])
MANY = of(*np.random.default_rng(1).random((7, 5)).tolist())


# --- exact


def test_the_analytic_anchor_of_three_extremes_and_a_compromise():
    """Three unit vectors and D = (0.4, 0.4, 0.4): shares of the triangle worked out by hand."""
    found = smaa(SUM, FOUR)
    assert found.exact
    third = Fraction(1, 3)
    extreme = [float(x) for x in (Fraction(32, 100), Fraction(4, 75), Fraction(22, 75), third)]
    np.testing.assert_allclose(found.acceptabilities, [*[extreme] * 3, [0.04, 0.84, 0.12, 0]], atol=1e-14)
    central = found.central_weights["A"].array(FOUR.criteria)
    np.testing.assert_allclose(central, [149 / 240, 91 / 480, 91 / 480], atol=1e-14)
    np.testing.assert_allclose(found.central_weights["D"].array(FOUR.criteria), [1 / 3] * 3, atol=1e-14)


def test_without_the_compromise_central_weights_are_the_rank_order_centroid():
    """(11/18, 7/36, 7/36): the rank order centroid of one criterion before two that tie."""
    found = smaa(SUM, FOUR.without("D"))
    np.testing.assert_allclose(found.acceptabilities, np.full((3, 3), 1 / 3), atol=1e-14)
    central = found.central_weights["A"].array(FOUR.criteria)
    np.testing.assert_allclose(central, [11 / 18, 7 / 36, 7 / 36], atol=1e-14)


@given(st.lists(st.tuples(*[st.integers(0, 12)] * 2), min_size=1, max_size=7))
@settings(max_examples=60)
def test_two_criteria_are_exact_by_sorting_the_points_where_two_options_tie(rows):
    """In fractions: between neighbouring ties of w = (t, 1 - t) the order is that of the middle of the interval."""
    ties = {Fraction(0), Fraction(1)}
    for a, b in rows:
        for c, d in rows:
            if (a - c) != (b - d):
                t = Fraction(d - b, (a - c) - (b - d))
                ties |= {t} if 0 < t < 1 else set()
    marks = sorted(ties)
    n = len(rows)
    expected = np.zeros((n, n))
    firsts = np.zeros((n, 2))
    for low, high in pairwise(marks):
        middle = (low + high) / 2
        scores = [a * middle + b * (1 - middle) for a, b in rows]
        for i, score in enumerate(scores):
            place = sum(other > score for other in scores)
            expected[i, place] += float(high - low)
            if place == 0:
                firsts[i] += [float((high - low) * middle), float((high - low) * (1 - middle))]
    table = of(*rows)
    found = smaa(SUM, table)
    np.testing.assert_allclose(found.acceptabilities, expected, atol=1e-12)
    assert set(found.central_weights) == {o for o, b in zip(table.options.ids, expected[:, 0], strict=True) if b > 0}
    for i, option in enumerate(table.options.ids):
        if option in found.central_weights:
            central = found.central_weights[option].array(table.criteria)
            np.testing.assert_allclose(central, firsts[i] / firsts[i].sum(), atol=1e-9)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=8, unique=True), st.data())
@settings(max_examples=40)
def test_three_criteria_are_exact_whatever_the_order_of_options_and_criteria(rows, data):
    table = of(*rows)
    found = smaa(SUM, table)
    np.testing.assert_allclose(found.acceptabilities.sum(axis=1), 1, atol=1e-12)
    options, criteria = (data.draw(st.permutations(ids)) for ids in (table.options.ids, table.criteria.ids))
    moved = smaa(SUM, table.select(options=options, criteria=criteria))
    at = [table.options.ids.index(o) for o in options]
    np.testing.assert_allclose(moved.acceptabilities, found.acceptabilities[at], atol=1e-10)
    for option, central in found.central_weights.items():
        scores = table.values @ central.array(table.criteria)
        assert scores[table.options.ids.index(option)] >= scores.max() - 1e-9, "the central weights make it first"
        np.testing.assert_allclose(
            moved.central_weights[option].array(table.criteria), central.array(table.criteria), atol=1e-7
        )


def test_a_single_criterion_gives_the_plain_ranking():
    found = smaa(SUM, of([3], [5], [3], goals=["min"]))
    assert found.acceptabilities.tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
    assert found.exact


@pytest.mark.parametrize("method", [Additive(), Spotis(), Mairca(), SUM], ids=repr)
def test_every_weighted_sum_is_exact_and_draws_meet_it(method):
    rows = [[2, 8, 5], [6, 6, 6], [9, 1, 4], [5, 5, 9]]
    table = of(*rows, goals=["max", "min", "max"], scales={f"c{j}": (0, 10) for j in (1, 2, 3)})
    exact, drawn = smaa(method, table), smaa(method, table, draws=20_000, seed=3)
    assert (exact.exact, drawn.exact) == (True, False)
    assert (np.abs(exact.acceptabilities - drawn.acceptabilities) <= 4.5 * drawn.standard_errors + 1e-12).all()
    for option, central in exact.central_weights.items():
        np.testing.assert_allclose(
            drawn.central_weights[option].array(table.criteria), central.array(table.criteria), atol=0.03
        )


def test_exact_shares_are_given_up_where_the_pieces_grow_too_many(monkeypatch):
    assert rank_shares(FOUR.values, 1e-12) is not None
    monkeypatch.setattr(_weight_simplex, "MOST_PIECES", 2)
    assert rank_shares(FOUR.values, 1e-12) is None
    assert smaa(SUM, FOUR).draws == 100_000


@pytest.mark.parametrize(
    ("method", "table"),
    [(SUM, MANY), (Topsis(), FOUR), (SUM, of(*np.random.default_rng(2).random((51, 2)).tolist()))],
    ids=["four criteria", "no sum", "many options"],
)
def test_what_is_not_quick_exactly_is_drawn(method, table):
    assert not smaa(method, table, draws=10).exact
    found = smaa(method, table)
    assert (found.draws, found.seed) == (100_000, 0)


# --- draws


def test_draws_meet_the_analytic_anchor_within_their_error():
    exact, drawn = smaa(SUM, FOUR), smaa(SUM, FOUR, draws=50_000, seed=11)
    off = np.abs(exact.acceptabilities - drawn.acceptabilities)
    assert (off <= 4 * drawn.standard_errors + 1e-12).all()
    assert drawn.margin == pytest.approx(0.98 / math.sqrt(50_000))
    assert exact.margin == exact.standard_errors.max() == 0


def test_a_share_is_off_by_more_than_the_margin_in_about_one_run_of_twenty():
    """At a share of one half, the worst case, the margin is exceeded with chance 0.05; 400 seeds, four deviations."""
    table = of([1, 0], [0, 1])
    runs = [smaa(SUM, table, draws=1000, seed=seed) for seed in range(400)]
    beyond = np.mean([abs(run.of("a1", 1) - 0.5) > run.margin for run in runs])
    assert abs(beyond - 0.05) <= 4 * math.sqrt(0.05 * 0.95 / 400)


def test_the_margin_of_9604_draws_is_a_hundredth():
    """The usual rule: 9,604 draws give 0.01 at 95 per cent."""
    assert smaa(SUM, FOUR, draws=9604).margin == pytest.approx(0.01, abs=1e-15)


def test_weights_are_uniform_on_the_simplex():
    """Each share of four is Beta(1, 3): mean 1/4, and above 1/2 with chance 1/8; scaled uniform numbers give 1/24."""
    table = of([1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5])
    drawn = smaa(SUM, table, draws=40_000, seed=5)
    assert drawn.of("a1", 1) == pytest.approx(1 / 8, abs=4 * math.sqrt(1 / 8 * 7 / 8 / 40_000))


def test_noise_on_performances_follows_the_normal_distribution():
    """One criterion, means 1 and 0, deviations 1 and 2: the first is better with chance Phi(1 / sqrt 5)."""
    table = of([1.0], [0.0])
    drawn = smaa(SUM, table, deviations=[[1.0], [2.0]], draws=40_000, seed=2)
    chance = 0.5 * (1 + math.erf(1 / math.sqrt(5) / math.sqrt(2)))
    assert drawn.of("a1", 1) == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / 40_000))
    assert drawn.performances == "normal (2 scores)"


def test_noise_of_nothing_changes_no_bit_and_noise_leaves_the_weights_as_they_were():
    certain = smaa(SUM, MANY, draws=3000, seed=4)
    for nothing in (0, 0.0, {}, {"c1": 0}, np.zeros((7, 5))):
        still = smaa(SUM, MANY, deviations=nothing, draws=3000, seed=4)
        np.testing.assert_array_equal(still.acceptabilities, certain.acceptabilities)
        assert still.central_weights == certain.central_weights
    noisy = smaa(SUM, MANY, deviations={"c2": 0.5}, draws=3000, seed=4)
    assert (noisy.acceptabilities != certain.acceptabilities).any()


def test_fixed_weights_and_certain_performances_give_the_plain_ranking():
    weights = {"c1": 1, "c2": 2, "c3": 3, "c4": 1, "c5": 1}
    ranking = Topsis().rank(MANY, weights)
    found = smaa(Topsis(), MANY, weights=weights, draws=1500)
    assert [row.index(1.0) + 1 for row in found.acceptabilities.tolist()] == list(ranking.places.values())
    (winner,) = found.central_weights
    assert ranking.places[winner] == 1
    assert found.central_weights[winner].shares == {c: w / 8 for c, w in weights.items()}
    assert found.weights == "given"


@pytest.mark.parametrize("draws", [1, GRANULE - 1, GRANULE, 2 * GRANULE + 300])
def test_the_same_seed_gives_the_same_bits_however_many_performances_are_drawn_at_once(draws, monkeypatch):
    whole = smaa(Topsis(), MANY, deviations=0.2, draws=draws, seed=9)
    for cells in (35, 36 * 35, 10_000):
        monkeypatch.setattr(draws_module, "_CELLS", cells)
        blocks = smaa(Topsis(), MANY, deviations=0.2, draws=draws, seed=9)
        np.testing.assert_array_equal(blocks.acceptabilities, whole.acceptabilities)
        np.testing.assert_array_equal(blocks.winning, whole.winning)
    other = smaa(Topsis(), MANY, deviations=0.2, draws=draws, seed=10)
    assert draws == 1 or (other.acceptabilities != whole.acceptabilities).any()


def test_granules_depend_on_no_other_granule_so_that_anyone_may_count_them():
    question = Question(SUM, MANY, [1] * 5)
    counter = PlaceCounter(Draws(question, AllWeights(question.criteria), None, seed=6))
    tallies = [counter.granule(i, size) for i, size in [(2, 100), (0, GRANULE), (1, GRANULE)]]
    whole = count_draws(counter, 2 * GRANULE + 100)
    np.testing.assert_array_equal(sum(t.counts["by_place"] for t in tallies), whole.counts["by_place"])
    firsts = [t.sums["firsts"] for t in tallies]
    np.testing.assert_array_equal(firsts[1] + firsts[2] + firsts[0], whole.sums["firsts"])


def test_weights_and_noise_of_every_granule_have_streams_of_their_own():
    """Shared ones would tie the noise to the weights, or one granule to another, in ways that no mean shows."""
    starts = [stream(1, index, kind).random() for index in range(50) for kind in (0, 1)]
    assert len(set(starts)) == 100
    assert stream(1, 3, 1).random() == starts[7]


@given(problems(max_options=6, max_criteria=5))
@settings(max_examples=30)
def test_rows_add_to_one_exactly_and_a_dominated_option_is_never_first(problem):
    table, _ = problem
    worse = table.values[0] - table.criteria.signs * (1 + np.abs(table.values[0]))
    with_worse = of(*table.values.tolist(), worse.tolist(), goals=[str(c.goal) for c in table.criteria])
    found = smaa(SUM, with_worse, draws=200)
    assert (np.rint(found.acceptabilities * 200).sum(axis=1) == 200).all()
    assert found.acceptabilities[-1, 0] == 0
    assert with_worse.options.ids[-1] not in found.central_weights
    for central in found.central_weights.values():
        assert sum(central.fractions.values()) == 1


@pytest.mark.parametrize("draws", [None, 500])
def test_twins_share_the_better_place(draws):
    """By hand: the third wins where w1 < 1/3; the twins are then second both, else first both, and never third."""
    found = smaa(SUM, of([3, 1], [3, 1], [1, 2]), draws=draws)
    assert found.acceptabilities[0].tolist() == found.acceptabilities[1].tolist()
    expected = np.array([[2 / 3, 1 / 3, 0], [2 / 3, 1 / 3, 0], [1 / 3, 0, 2 / 3]])
    np.testing.assert_allclose(found.acceptabilities, expected, atol=4 * found.standard_errors.max() + 1e-14)
    assert found.acceptabilities[0, 2] == found.acceptabilities[2, 1] == 0
    assert found.central_weights["a1"].fractions == found.central_weights["a2"].fractions


def test_one_option_alone_is_always_first():
    for draws in (None, 100):
        found = smaa(SUM, of([3, 1]), draws=draws)
        assert found.acceptabilities.tolist() == [[1.0]]
        assert found.central_weights["a1"].array(found.criteria) == pytest.approx([0.5, 0.5], abs=0.15)


def test_memory_does_not_grow_with_the_draws():
    table = of(*np.random.default_rng(3).random((30, 10)).tolist())

    def peak(draws):
        tracemalloc.start()
        smaa(Topsis(), table, deviations=0.1, draws=draws)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(4 * GRANULE), peak(16 * GRANULE)
    assert many <= 1.05 * few
    assert many < 60e6


# --- pairs, confidence, entropy


def test_pairs_of_the_analytic_anchor_are_exact_and_drawn():
    """A beats D where its weight is above 0.4: (1 - 0.4)^2 = 0.36 of the triangle; two extremes win half each."""
    exact, drawn = smaa(SUM, FOUR), smaa(SUM, FOUR, draws=50_000, seed=2)
    assert exact.wins("A", "D") == pytest.approx(0.36, abs=1e-14)
    assert exact.wins("A", "B") == pytest.approx(0.5, abs=1e-14)
    assert exact.wins("D", "A") == pytest.approx(0.64, abs=1e-14)
    assert exact.wins("A", "A") == 0
    assert (np.abs(exact.winning - drawn.winning) <= 4 * exact_errors(exact.winning, 50_000) + 1e-12).all()
    np.testing.assert_allclose(drawn.winning_errors, exact_errors(drawn.winning, 50_000))


def exact_errors(shares, draws):
    return np.sqrt(shares * (1 - shares) / draws)


@given(problems(max_options=6, max_criteria=4))
@settings(max_examples=30)
def test_pairs_add_to_one_but_for_ties_and_every_place_is_one_plus_the_losses(problem):
    table, _ = problem
    found = smaa(Topsis(), table, draws=300)
    total = found.winning + found.winning.T
    assert (total <= 1 + 1e-12).all()
    expected_place = found.acceptabilities @ np.arange(1, len(table.options) + 1)
    np.testing.assert_allclose(expected_place, 1 + found.winning.sum(axis=0), atol=1e-9)


def test_confidence_is_the_share_of_performances_under_which_an_option_is_first_at_its_central_weights():
    """One criterion, means 1 and 0, deviations 1 and 2: central weights are the only ones, so it is Phi(1 / sqrt 5)."""
    drawn = smaa(SUM, of([1.0], [0.0]), deviations=[[1.0], [2.0]], draws=40_000, seed=2)
    chance = 0.5 * (1 + math.erf(1 / math.sqrt(5) / math.sqrt(2)))
    error = 4 * math.sqrt(chance * (1 - chance) / 40_000)
    assert drawn.confidence["a1"] == pytest.approx(chance, abs=error)
    assert drawn.cross_confidence["a1"]["a2"] == pytest.approx(1 - chance, abs=error)
    assert drawn.confidence["a1"] == drawn.of("a1", 1), "the same performances are drawn"


def test_of_a_sum_with_certain_performances_every_option_is_surely_first_at_its_own_central_weights():
    for draws in (None, 4_000):
        found = smaa(SUM, FOUR, draws=draws)
        assert dict(found.confidence) == {"A": 1.0, "B": 1.0, "C": 1.0, "D": 1.0}
        assert found.cross_confidence["D"]["A"] == 0
    dominated = smaa(SUM, of([1, 1], [0, 0]), draws=100)
    assert "a2" not in dominated.confidence
    assert dominated.to_dict()["confidence"]["a2"] is None


def test_the_entropy_of_two_options_is_that_of_a_coin():
    """The published example of two options: shares 0.3504 and 0.6496 have 0.9344248 bits (R package smaa)."""
    b = 0.3504
    assert -(b * math.log2(b) + (1 - b) * math.log2(1 - b)) == pytest.approx(0.9344248, abs=1e-7)
    found = smaa(SUM, of([1, 0], [0, 1]), draws=20_000, seed=1)
    share = found.of("a1", 1)
    expected = -(share * math.log2(share) + (1 - share) * math.log2(1 - share))
    assert found.first_entropy == pytest.approx(expected, abs=1e-12)
    assert found.ranking_entropy == pytest.approx(expected, abs=1e-12)
    certain = smaa(SUM, of([1, 1], [0, 0], [2, 2]), draws=500)
    assert (certain.ranking_entropy, certain.first_entropy) == (0, 0)


@pytest.mark.parametrize("n", [3, 16, 17, 30])
def test_rankings_are_told_apart_as_by_comparing_them_whole(n):
    table = of(*np.random.default_rng(n).random((n, 3)).tolist())
    found = smaa(SUM, table, draws=2_000, seed=1)
    weights = np.concatenate([AllWeights(table.criteria.ids).granule(g, seed=1) for g in (0, 1)])[:2_000]
    ranked = places(weights @ table.values.T)
    _, counts = np.unique(ranked, axis=0, return_counts=True)
    shares = counts / 2_000
    assert found.ranking_entropy == pytest.approx(-(shares * np.log2(shares)).sum(), abs=1e-9)
    assert found.entropy_draws == 2_000


def test_rankings_are_told_apart_in_the_first_draws_only_so_that_memory_stays_bounded():
    assert smaa(SUM, MANY, draws=110_000).entropy_draws == 102_400


def test_holistic_acceptability_weighs_places():
    """By hand for D of the anchor, (0.04, 0.84, 0.12, 0); centroid weights of four places are as 25, 13, 7, 3."""
    found = smaa(SUM, FOUR)
    assert found.holistic()["D"] == pytest.approx(0.04 + 0.84 * 13 / 25 + 0.12 * 7 / 25)
    assert found.holistic("inverse")["D"] == pytest.approx(0.04 + 0.84 / 2 + 0.12 / 3)
    assert found.holistic("linear")["D"] == pytest.approx(0.04 + 0.84 * 2 / 3 + 0.12 / 3)
    assert found.holistic([1, 1, 0, 0])["D"] == pytest.approx(0.88)
    for bad in ("centre", [1, 0], [1, 0, 0.5, 0], [0.5, 0, 0, 0], [1, 0, 0, -1], [1, math.nan, 0, 0], None):
        with pytest.raises(McdaError, match="place_weights"):
            found.holistic(bad)


# --- weights and scores, each a switch


def test_zero_width_ranges_give_the_deterministic_ranking():
    question = Question(Topsis(), MANY, [1, 2, 3, 4, 5])
    still = score_uncertainty(question, cells={("a1", "c1"): Triangular(*[MANY.values[0, 0]] * 3)})
    found = rank_acceptability(question, weights="given", scores=still, draws=100)
    assert [row.index(1.0) + 1 for row in found.acceptabilities.tolist()] == list(question.ranking.places.values())


def test_the_korea_study_draws_scores_through_its_value_functions():
    """Public cost is an open scale behind a bent value function: values of the units drawn stay within 0 to 100."""
    question = ask(mcda.load_study())
    found = rank_acceptability(question, weights="near", scores="pert", draws=3_000, seed=1)
    assert found.weights == "each share of balanced within 25% of itself"
    assert found.acceptabilities.sum(axis=1) == pytest.approx(1)
    rows = next(PlaceCounter(Draws(question, None, score_uncertainty(question, "pert"), 1)).draws.granule(0)).values
    assert 0 <= rows.min() <= rows.max() <= 100
    fixed = rank_acceptability(question, weights="given", draws=10)
    assert fixed.of(question.ranking.winners[0], 1) == 1


def test_weights_that_obey_statements_are_drawn_from_their_set():
    """Of two criteria with w1 above w2, (1, 0) beats (0, 1) always; of w1 from 0.4 to 0.6, half of the time."""
    question = Question(SUM, of([1, 0], [0, 1]), [1, 1])
    order = mcda.elicit.weight_polytope(["c1", "c2"], [{"order": ["c1", "c2"]}])
    assert rank_acceptability(question, weights=order, draws=500).of("a1", 1) == 1
    share = mcda.elicit.weight_polytope(["c1", "c2"], [{"share": "c1", "at_least": 0.4, "at_most": 0.6}])
    drawn = rank_acceptability(question, weights=share, draws=20_000)
    assert drawn.of("a1", 1) == pytest.approx(0.5, abs=4 * math.sqrt(0.25 / 20_000))
    assert 0.4 <= drawn.central_weights["a2"].shares["c1"] <= 0.5


# --- methods that outrank or sort


def test_shares_of_relations_and_kernels_are_those_of_single_calls():
    question = Question("electre_i", MANY, [1] * 5)
    found = relation_acceptability(question, draws=300, seed=3)
    weights = AllWeights(question.criteria).granule(0, seed=3)[:300]
    single = [ElectreI().outrank(MANY, w.tolist()) for w in weights]
    kernel = np.mean([[o in each.kernel for o in question.options] for each in single], axis=0)
    np.testing.assert_allclose(found.kernel, kernel)
    preferred = np.mean([each.outranks & ~each.outranks.T for each in single], axis=0)
    np.testing.assert_allclose(found.preferred, preferred)
    total = found.preferred + found.preferred.T + found.indifferent + found.incomparable
    np.testing.assert_allclose(total, 1)
    assert json.loads(json.dumps(found.to_dict()))["draws"] == 300
    assert found.to_frame().shape == (7, 2)
    with pytest.raises(MethodError, match=r"Use mcda\.rank"):
        relation_acceptability(Question(Topsis(), MANY, [1] * 5))


def test_shares_of_categories_are_those_of_single_calls():
    method = MrSort(categories=("low", "high"), profiles={c: [0.5] for c in MANY.criteria.ids}, lambda_=0.6)
    question = Question(method, MANY, [1] * 5)
    found = category_acceptability(question, draws=200, seed=3)
    weights = AllWeights(question.criteria).granule(0, seed=3)[:200]
    single = [method.sort(MANY, w.tolist()) for w in weights]
    high = [np.mean([each.lowest[o] == "high" for each in single]) for o in question.options]
    np.testing.assert_allclose(found.lowest[:, 1], high)
    np.testing.assert_allclose(found.lowest.sum(axis=1), 1)
    assert "low" in repr(found)
    assert 0 < np.mean(high) < 1
    with pytest.raises(MethodError, match=r"Use mcda\.rank"):
        category_acceptability(Question(Topsis(), MANY, [1] * 5))


# --- places of many draws at once


@given(st.integers(1, 80), st.integers(0, 3), st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_places_of_many_draws_are_those_of_each(n, draws, seed):
    """By definition: one plus the number of options better by more than the tolerance, which may differ by draw."""
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 20, (draws, n)) / 4
    tolerance = rng.choice([0.0, 0.25, 0.5], (draws, 1))
    expected = [[1 + sum(b > a + t for b in row) for a in row] for row, (t,) in zip(scores, tolerance, strict=True)]
    assert places(scores, tolerance).tolist() == expected
    for row, (t,), found in zip(scores, tolerance, expected, strict=True):
        assert places(row, float(t)).tolist() == found


@pytest.mark.parametrize("width", [None, 2.0])
def test_tolerances_of_many_draws_are_those_of_each(width):
    scores = np.random.default_rng(8).normal(size=(5, 4)) * 10.0 ** np.arange(-4, 6, 2)[:, np.newaxis]
    assert tie_tolerances(scores, width)[:, 0].tolist() == [tie_tolerance(row, width) for row in scores]


# --- bad input


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"seed": -1}, McdaError, "seed is -1; expected a whole number from 0"),
        ({"seed": 1.5}, McdaError, "seed is 1.5"),
        ({"seed": None}, McdaError, "seed is None"),
        ({"seed": True}, McdaError, "seed is True"),
        ({"draws": 0}, McdaError, "draws is 0; expected a whole number from 1"),
        ({"draws": "many"}, McdaError, "draws is 'many'"),
        ({"draws": 10**10}, McdaError, "draws is 10000000000"),
        ({"weights": [1, 2]}, WeightsError, "2 weights for 3 criteria"),
        ({"weights": [1, -2, 1]}, WeightsError, "'c2'"),
        ({"weights": [0, 0, 0]}, WeightsError, "zero"),
        ({"deviations": -0.1}, TableError, "the standard deviation of 'A' on 'c1' is -0.1; expected a finite number"),
        ({"deviations": float("nan")}, TableError, "the standard deviation of 'A' on 'c1' is nan"),
        ({"deviations": {"c2": float("inf")}}, TableError, "the standard deviation of 'A' on 'c2' is inf"),
        ({"deviations": {"c9": 1}}, McdaError, "a standard deviation is given for 'c9', which is not a criterion"),
        ({"deviations": {"c1": "x"}}, TableError, "expected one number, numbers by criterion id, or a table of 4"),
        ({"deviations": [1, 2, 3]}, TableError, "or a table of 4 options by 3 criteria"),
        ({"deviations": [[1, 2, 3], [1]]}, TableError, "or a table of 4 options by 3 criteria"),
        ({"deviations": "0.1"}, TableError, "the standard deviations are '0.1'"),
        ({"deviations": True}, TableError, "the standard deviations are True"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_name(arguments, error, message):
    with pytest.raises(error, match=message):
        smaa(SUM, FOUR, **arguments)


def test_what_does_not_rank_is_refused():
    with pytest.raises(MethodError, match="does not rank; expected a ranking method"):
        smaa(ElectreI(), FOUR)
    with pytest.raises(McdaError, match="PerformanceTable is no question; make one"):
        rank_acceptability(FOUR)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"weights": "neer"}, "weights is 'neer'; did you mean 'near'"),
        ({"scores": "triangle"}, "triang"),
        ({"scores": "triangular"}, "range"),
    ],
)
def test_uncertainties_that_are_none_are_refused(arguments, message):
    with pytest.raises(McdaError, match=message):
        rank_acceptability(Question(SUM, FOUR, [1, 1, 1]), draws=10, **arguments)


def test_a_performance_the_method_cannot_take_is_named():
    table = of([1, 2], [3, 0.1], options=["stay", "go"])
    with pytest.raises(MethodError, match="on 'c2' in draw"):
        smaa(Wpm(), table, deviations={"c2": 1.0}, draws=500)
    with pytest.raises(MethodError, match=r"'go' on 'c2' is 0\.1; expected 1 to 2"):
        smaa(Spotis(bounds={"c1": (0, 5), "c2": (1, 2)}), table)


def test_more_options_than_a_table_can_show_are_refused():
    with pytest.raises(TableError, match="2001 options; rank acceptabilities can be had of at most 2000"):
        smaa(SUM, of(*np.zeros((2001, 1)).tolist()))


# --- the result


def test_the_result_is_frozen_and_says_how_it_came_about():
    found = smaa(Topsis(), FOUR, draws=500, seed=8)
    assert (found.method, found.weights, found.performances) == (repr(Topsis()), "all that add to one", "certain")
    assert (found.draws, found.seed) == (500, 8)
    with pytest.raises(FrozenInstanceError):
        found.draws = 1
    with pytest.raises(ValueError, match="read-only"):
        found.acceptabilities[0, 0] = 1
    with pytest.raises(TypeError, match="cannot be changed"):
        found.central_weights["A"] = None
    assert "500 draws, seed 8" in repr(found)


def test_the_result_can_be_read_as_a_frame_as_json_and_by_name():
    found = smaa(SUM, FOUR)
    frame = found.to_frame()
    assert frame.loc["D", 2] == found.of("D", 2) == pytest.approx(0.84)
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["rank_acceptability"]["D"] == found.acceptabilities[3].tolist()
    assert told["central_weights"]["D"]["c1"] == pytest.approx(1 / 3)
    dominated = smaa(SUM, of([1, 1], [0, 0])).to_dict()
    assert dominated["central_weights"]["a2"] is None
    with pytest.raises(NameUnknownError):
        found.of("E", 1)
    for place in (0, 5, True, 1.0):
        with pytest.raises(McdaError, match="expected a whole number from 1 to 4"):
            found.of("D", place)


def test_names_are_escaped_in_html():
    found = smaa(SUM, of([1, 2], [2, 1], options=["<b>x", "y"]))
    assert isinstance(found, RankAcceptability)
    assert "<b>x" not in found._repr_html_()
    assert "&lt;b&gt;x" in found._repr_html_()
