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

from mcda.draws import stream
from mcda.errors import McdaError, MethodError, NameUnknownError, TableError, WeightsError
from mcda.methods import Additive, ElectreI, Mairca, Spotis, Topsis, Wpm, Wsm, tie_tolerance
from mcda.methods.ranking_method import tie_tolerances
from mcda.ranking import places
from mcda.robustness import RankAcceptability, _granules, _weight_simplex, rank_acceptability
from mcda.robustness._granules import GRANULE, Sampler
from mcda.robustness._weight_simplex import rank_shares
from mcda.table import PerformanceTable

SUM = Wsm(normalization="none")


def of(*rows, goals=None, **named):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)


FOUR = of([1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4], options=["A", "B", "C", "D"])
MANY = of(*np.random.default_rng(1).random((7, 5)).tolist())


# --- exact


def test_the_analytic_anchor_of_three_extremes_and_a_compromise():
    """Three unit vectors and D = (0.4, 0.4, 0.4): shares of the triangle worked out by hand."""
    found = rank_acceptability(SUM, FOUR)
    assert found.exact
    third = Fraction(1, 3)
    extreme = [float(x) for x in (Fraction(32, 100), Fraction(4, 75), Fraction(22, 75), third)]
    np.testing.assert_allclose(found.acceptabilities, [*[extreme] * 3, [0.04, 0.84, 0.12, 0]], atol=1e-14)
    central = found.central_weights["A"].array(FOUR.criteria)
    np.testing.assert_allclose(central, [149 / 240, 91 / 480, 91 / 480], atol=1e-14)
    np.testing.assert_allclose(found.central_weights["D"].array(FOUR.criteria), [1 / 3] * 3, atol=1e-14)


def test_without_the_compromise_central_weights_are_the_rank_order_centroid():
    """(11/18, 7/36, 7/36): the rank order centroid of one criterion before two that tie."""
    found = rank_acceptability(SUM, FOUR.without("D"))
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
    found = rank_acceptability(SUM, table)
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
    found = rank_acceptability(SUM, table)
    np.testing.assert_allclose(found.acceptabilities.sum(axis=1), 1, atol=1e-12)
    options, criteria = (data.draw(st.permutations(ids)) for ids in (table.options.ids, table.criteria.ids))
    moved = rank_acceptability(SUM, table.select(options=options, criteria=criteria))
    at = [table.options.ids.index(o) for o in options]
    np.testing.assert_allclose(moved.acceptabilities, found.acceptabilities[at], atol=1e-10)
    for option, central in found.central_weights.items():
        scores = table.values @ central.array(table.criteria)
        assert scores[table.options.ids.index(option)] >= scores.max() - 1e-9, "the central weights make it first"
        np.testing.assert_allclose(
            moved.central_weights[option].array(table.criteria), central.array(table.criteria), atol=1e-7
        )


def test_a_single_criterion_gives_the_plain_ranking():
    found = rank_acceptability(SUM, of([3], [5], [3], goals=["min"]))
    assert found.acceptabilities.tolist() == [[1, 0, 0], [0, 0, 1], [1, 0, 0]]
    assert found.exact


@pytest.mark.parametrize("method", [Additive(), Spotis(), Mairca(), SUM], ids=repr)
def test_every_weighted_sum_is_exact_and_draws_meet_it(method):
    rows = [[2, 8, 5], [6, 6, 6], [9, 1, 4], [5, 5, 9]]
    table = of(*rows, goals=["max", "min", "max"], scales={f"c{j}": (0, 10) for j in (1, 2, 3)})
    exact, drawn = rank_acceptability(method, table), rank_acceptability(method, table, draws=20_000, seed=3)
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
    assert rank_acceptability(SUM, FOUR).draws == 100_000


@pytest.mark.parametrize(
    ("method", "table"),
    [(SUM, MANY), (Topsis(), FOUR), (SUM, of(*np.random.default_rng(2).random((51, 2)).tolist()))],
    ids=["four criteria", "no sum", "many options"],
)
def test_what_is_not_quick_exactly_is_drawn(method, table):
    assert not rank_acceptability(method, table, draws=10).exact
    found = rank_acceptability(method, table)
    assert (found.draws, found.seed) == (100_000, 0)


# --- draws


def test_draws_meet_the_analytic_anchor_within_their_error():
    exact, drawn = rank_acceptability(SUM, FOUR), rank_acceptability(SUM, FOUR, draws=50_000, seed=11)
    off = np.abs(exact.acceptabilities - drawn.acceptabilities)
    assert (off <= 4 * drawn.standard_errors + 1e-12).all()
    assert drawn.margin == pytest.approx(0.98 / math.sqrt(50_000))
    assert exact.margin == exact.standard_errors.max() == 0


def test_a_share_is_off_by_more_than_the_margin_in_about_one_run_of_twenty():
    """At a share of one half, the worst case, the margin is exceeded with chance 0.05; 400 seeds, four deviations."""
    table = of([1, 0], [0, 1])
    runs = [rank_acceptability(SUM, table, draws=1000, seed=seed) for seed in range(400)]
    beyond = np.mean([abs(run.of("a1", 1) - 0.5) > run.margin for run in runs])
    assert abs(beyond - 0.05) <= 4 * math.sqrt(0.05 * 0.95 / 400)


def test_the_margin_of_9604_draws_is_a_hundredth():
    """The usual rule: 9,604 draws give 0.01 at 95 per cent."""
    assert rank_acceptability(SUM, FOUR, draws=9604).margin == pytest.approx(0.01, abs=1e-15)


def test_weights_are_uniform_on_the_simplex():
    """Each share of four is Beta(1, 3): mean 1/4, and above 1/2 with chance 1/8; scaled uniform numbers give 1/24."""
    table = of([1, 0, 0, 0], [0.5, 0.5, 0.5, 0.5])
    drawn = rank_acceptability(SUM, table, draws=40_000, seed=5)
    assert drawn.of("a1", 1) == pytest.approx(1 / 8, abs=4 * math.sqrt(1 / 8 * 7 / 8 / 40_000))


def test_noise_on_performances_follows_the_normal_distribution():
    """One criterion, means 1 and 0, deviations 1 and 2: the first is better with chance Phi(1 / sqrt 5)."""
    table = of([1.0], [0.0])
    drawn = rank_acceptability(SUM, table, deviations=[[1.0], [2.0]], draws=40_000, seed=2)
    chance = 0.5 * (1 + math.erf(1 / math.sqrt(5) / math.sqrt(2)))
    assert drawn.of("a1", 1) == pytest.approx(chance, abs=4 * math.sqrt(chance * (1 - chance) / 40_000))
    assert drawn.performances == "normal"


def test_noise_of_nothing_changes_no_bit_and_noise_leaves_the_weights_as_they_were():
    certain = rank_acceptability(SUM, MANY, draws=3000, seed=4)
    for nothing in (0, 0.0, {}, {"c1": 0}, np.zeros((7, 5))):
        still = rank_acceptability(SUM, MANY, deviations=nothing, draws=3000, seed=4)
        np.testing.assert_array_equal(still.acceptabilities, certain.acceptabilities)
        assert still.central_weights == certain.central_weights
    noisy = rank_acceptability(SUM, MANY, deviations={"c2": 0.5}, draws=3000, seed=4)
    assert (noisy.acceptabilities != certain.acceptabilities).any()


def test_fixed_weights_and_certain_performances_give_the_plain_ranking():
    weights = {"c1": 1, "c2": 2, "c3": 3, "c4": 1, "c5": 1}
    ranking = Topsis().rank(MANY, weights)
    found = rank_acceptability(Topsis(), MANY, weights=weights, draws=1500)
    assert [row.index(1.0) + 1 for row in found.acceptabilities.tolist()] == list(ranking.places.values())
    (winner,) = found.central_weights
    assert ranking.places[winner] == 1
    assert found.central_weights[winner].shares == {c: w / 8 for c, w in weights.items()}
    assert found.weights == "given"


@pytest.mark.parametrize("draws", [1, GRANULE - 1, GRANULE, 2 * GRANULE + 300])
def test_the_same_seed_gives_the_same_bits_for_any_block_size(draws, monkeypatch):
    whole = rank_acceptability(Topsis(), MANY, deviations=0.2, draws=draws, seed=9)
    for cells in (1, 35, 36 * 35, 10_000):
        monkeypatch.setattr(_granules, "CELLS", cells)
        blocks = rank_acceptability(Topsis(), MANY, deviations=0.2, draws=draws, seed=9)
        np.testing.assert_array_equal(blocks.acceptabilities, whole.acceptabilities)
        assert blocks.central_weights == whole.central_weights
    other = rank_acceptability(Topsis(), MANY, deviations=0.2, draws=draws, seed=10)
    assert draws == 1 or (other.acceptabilities != whole.acceptabilities).any()


def test_granules_depend_on_no_other_granule_so_that_anyone_may_count_them():
    sampler = Sampler(SUM.bind(MANY.criteria), MANY.values, None, seed=6)
    tallies = [sampler.granule(i, size) for i, size in [(2, 100), (0, GRANULE), (1, GRANULE)]]
    whole = sampler.tally(2 * GRANULE + 100)
    np.testing.assert_array_equal(sum(t.by_place for t in tallies), whole.by_place)
    np.testing.assert_array_equal(
        tallies[1].first_weights + tallies[2].first_weights + tallies[0].first_weights, whole.first_weights
    )


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
    found = rank_acceptability(SUM, with_worse, draws=200)
    assert (np.rint(found.acceptabilities * 200).sum(axis=1) == 200).all()
    assert found.acceptabilities[-1, 0] == 0
    assert with_worse.options.ids[-1] not in found.central_weights
    for central in found.central_weights.values():
        assert sum(central.fractions.values()) == 1


@pytest.mark.parametrize("draws", [None, 500])
def test_twins_share_the_better_place(draws):
    """By hand: the third wins where w1 < 1/3; the twins are then second both, else first both, and never third."""
    found = rank_acceptability(SUM, of([3, 1], [3, 1], [1, 2]), draws=draws)
    assert found.acceptabilities[0].tolist() == found.acceptabilities[1].tolist()
    expected = np.array([[2 / 3, 1 / 3, 0], [2 / 3, 1 / 3, 0], [1 / 3, 0, 2 / 3]])
    np.testing.assert_allclose(found.acceptabilities, expected, atol=4 * found.standard_errors.max() + 1e-14)
    assert found.acceptabilities[0, 2] == found.acceptabilities[2, 1] == 0
    assert found.central_weights["a1"].fractions == found.central_weights["a2"].fractions


def test_one_option_alone_is_always_first():
    for draws in (None, 100):
        found = rank_acceptability(SUM, of([3, 1]), draws=draws)
        assert found.acceptabilities.tolist() == [[1.0]]
        assert found.central_weights["a1"].array(found.criteria) == pytest.approx([0.5, 0.5], abs=0.15)


def test_memory_does_not_grow_with_the_draws():
    table = of(*np.random.default_rng(3).random((30, 10)).tolist())

    def peak(draws):
        tracemalloc.start()
        rank_acceptability(Topsis(), table, deviations=0.1, draws=draws)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(4 * GRANULE), peak(16 * GRANULE)
    assert many <= 1.05 * few
    assert many < 60e6


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
        rank_acceptability(SUM, FOUR, **arguments)


def test_what_does_not_rank_is_refused():
    for method in (ElectreI(), "topsis", Topsis):
        with pytest.raises(MethodError, match="does not rank; expected a ranking method"):
            rank_acceptability(method, FOUR)


def test_a_performance_the_method_cannot_take_is_named():
    table = of([1, 2], [3, 0.1], options=["stay", "go"])
    with pytest.raises(MethodError, match="on 'c2' in draw"):
        rank_acceptability(Wpm(), table, deviations={"c2": 1.0}, draws=500)
    with pytest.raises(MethodError, match=r"'go' on 'c2' is 0\.1; expected 1 to 2"):
        rank_acceptability(Spotis(bounds={"c1": (0, 5), "c2": (1, 2)}), table)


def test_more_options_than_a_table_can_show_are_refused():
    with pytest.raises(TableError, match="2001 options; rank acceptabilities can be had of at most 2000"):
        rank_acceptability(SUM, of(*np.zeros((2001, 1)).tolist()))


# --- the result


def test_the_result_is_frozen_and_says_how_it_came_about():
    found = rank_acceptability(Topsis(), FOUR, draws=500, seed=8)
    assert (found.method, found.weights, found.performances) == (repr(Topsis()), "uniform on the simplex", "certain")
    assert (found.draws, found.seed) == (500, 8)
    with pytest.raises(FrozenInstanceError):
        found.draws = 1
    with pytest.raises(ValueError, match="read-only"):
        found.acceptabilities[0, 0] = 1
    with pytest.raises(TypeError, match="cannot be changed"):
        found.central_weights["A"] = None
    assert "500 draws, seed 8" in repr(found)


def test_the_result_can_be_read_as_a_frame_as_json_and_by_name():
    found = rank_acceptability(SUM, FOUR)
    frame = found.to_frame()
    assert frame.loc["D", 2] == found.of("D", 2) == pytest.approx(0.84)
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert told["rank_acceptability"]["D"] == found.acceptabilities[3].tolist()
    assert told["central_weights"]["D"]["c1"] == pytest.approx(1 / 3)
    dominated = rank_acceptability(SUM, of([1, 1], [0, 0])).to_dict()
    assert dominated["central_weights"]["a2"] is None
    with pytest.raises(NameUnknownError):
        found.of("E", 1)
    for place in (0, 5, True, 1.0):
        with pytest.raises(McdaError, match="expected a whole number from 1 to 4"):
            found.of("D", place)


def test_names_are_escaped_in_html():
    found = rank_acceptability(SUM, of([1, 2], [2, 1], options=["<b>x", "y"]))
    assert isinstance(found, RankAcceptability)
    assert "<b>x" not in found._repr_html_()
    assert "&lt;b&gt;x" in found._repr_html_()
