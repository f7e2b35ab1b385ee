"""Flows by sorting and prefix sums are those of all pairs, on columns made to tell the two apart."""

import tracemalloc
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import DECADES, DECIMALS, OFFSETS, SIGNED, SMALL, TIES, ZERO_OR_SO, problems

from mcda.methods import Gaussian, Level, Linear, PreferenceFunction, PrometheeI, PrometheeII, UShape, Usual, VShape
from mcda.methods.contract import CHECKS, check_method
from mcda.methods.outranking import _flows
from mcda.methods.outranking._flows import SORTED_FROM, signed_preference
from mcda.methods.outranking._sorted import preferences
from mcda.table import PerformanceTable

STRAIGHT = (Usual(), UShape(0.25), VShape(2), Level(0.25, 2), Linear(0.25, 2))


def all_pairs(column, function):
    """The sums over all pairs, one pair at a time as the paper has it."""
    signed = signed_preference(column[:, np.newaxis], column[np.newaxis], function)
    return np.maximum(signed, 0).sum(axis=1), np.maximum(-signed, 0).sum(axis=1)


def agree(column, function):
    for fast, slow in zip(preferences(column, function), all_pairs(column, function), strict=True):
        np.testing.assert_allclose(fast, slow, rtol=0, atol=1e-12 * max(len(column) - 1, 1))


def functions_with(q, p):
    return (Usual(), UShape(q), VShape(p), Level(q, p), Linear(q, p), VShape(0), Linear(q, q), Level(p, p))


@given(st.data())
@settings(max_examples=150)
def test_sorted_flows_are_those_of_all_pairs_on_hard_columns(data):
    kind = data.draw(st.sampled_from([TIES, DECIMALS, DECADES, OFFSETS, SMALL, SIGNED, ZERO_OR_SO]))
    column = np.array(data.draw(st.lists(kind, min_size=1, max_size=40)))
    gaps = np.abs(np.subtract.outer(column, column))
    # Thresholds that the gaps hit exactly, and the same but for the last bit.
    q = float(data.draw(st.sampled_from(gaps.ravel().tolist())))
    q = float(np.nextafter(q, data.draw(st.sampled_from([-np.inf, q, np.inf]))))
    q = max(q, 0.0)
    p = q + data.draw(st.sampled_from([0.25, 1.0, 4.0])) * max(q, float(gaps.max()), 1e-9)
    for function in functions_with(q, p):
        agree(column, function)


@given(st.lists(st.integers(-300, 300), min_size=2, max_size=60), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=100)
def test_jumps_at_decimals_fall_as_they_are_written(tenths, q, more):
    """0.8 - 0.6 is above 0.2 in binary; the count must be that of exact arithmetic on the decimals."""
    column = np.array([t / 10 for t in tenths])
    exact = np.array(tenths)
    gaps = np.subtract.outer(exact, exact)
    for function, steps in (
        (UShape(q / 10), ((q, 1.0),)),
        (Level(q / 10, (q + more) / 10), ((q, 0.5), (q + more, 0.5))),
        (Linear(q / 10, q / 10), ((q, 1.0),)),
    ):
        expected = sum(height * (gaps > at).sum(axis=1) for at, height in steps)
        np.testing.assert_array_equal(preferences(column, function)[0], expected)
        np.testing.assert_array_equal(all_pairs(column, function)[0], expected)
    slipped = np.array([0.1 * t for t in tenths])
    np.testing.assert_array_equal(preferences(slipped, Usual())[0], (gaps > 0).sum(axis=1))


@pytest.mark.parametrize("function", [VShape(3), Linear(0.5, 3), Linear(1, 2.5), Linear(0.125, 0.25)], ids=repr)
@pytest.mark.parametrize("offset", [0, 10**9, -(10**9), 2**40], ids=str)
def test_sums_on_a_huge_offset_are_exact_to_rounding(function, offset):
    """Against fractions: eighths on an offset of a billion, where a plain prefix sum keeps no digit."""
    eighths = np.random.default_rng(3).integers(0, 200, 300)
    column = offset + eighths / 8
    q, p = (Fraction(x) for x in function.slope)
    counts = np.bincount(eighths)
    expected = [
        float(sum(int(c) * min(max((Fraction(int(e) - k, 8) - q) / (p - q), 0), 1) for k, c in enumerate(counts)))
        for e in eighths
    ]
    np.testing.assert_allclose(preferences(column, function)[0], expected, rtol=1e-14, atol=1e-12)


@pytest.mark.parametrize(
    "column",
    [
        10.0 ** np.random.default_rng(1).uniform(-150, 150, 300) * np.random.default_rng(2).choice([-1, 1], 300),
        np.concatenate([np.arange(200) * 1e-9, -1e9 - np.arange(200) * 1e-3]),
        1e9 + np.random.default_rng(4).normal(size=300) * 1e-5,
        np.random.default_rng(5).uniform(-1, 1, 300) * 8e307,
        np.random.default_rng(6).uniform(1, 2, 300) * 1e-300,
        np.full(300, 3.3),
        np.repeat(np.random.default_rng(7).normal(size=30), 10),
    ],
    ids=["300 decades", "two clusters", "tiny on huge", "near overflow", "near underflow", "flat", "ties"],
)
def test_no_spread_of_the_column_loses_the_small_gaps(column):
    gaps = np.abs(np.subtract.outer(column, column)).ravel()
    low, middle, high = (float(g) for g in np.quantile(gaps[gaps > 0] if gaps.any() else [1.0], [0.01, 0.3, 0.8]))
    for q, p in ((0.0, low), (low, 3 * low), (middle, 2 * middle), (0.0, high)):
        for function in functions_with(q, p):
            agree(column, function)


def test_many_additions_lose_nothing():
    """300,000 options at 0.1: plain sums of so many tenths are off by more than 1e-12 of their size.

    By hand, V-shape to 1: an option at 0.9 exceeds each of them by 0.8, and the one at 0 by 0.9.
    """
    count = 300_000
    column = np.concatenate([[0.0], np.full(count, 0.1), [0.9]])
    over, under = preferences(column, VShape(1))
    assert abs(np.cumsum(column)[count] / (count * 0.1) - 1) > 1e-12
    assert over[-1] / (count * 0.8 + 0.9) == pytest.approx(1, abs=1e-15)
    assert under[0] / (count * 0.1 + 0.9) == pytest.approx(1, abs=1e-15)


@pytest.mark.usefixtures("always_sorted")
def test_a_threshold_that_is_nothing_beside_the_range_overflows_nothing():
    """Without the guard against it, 1e10 over 1e-300 would be refused as a number too large."""
    table = PerformanceTable.of([[0.0], [1e-300], [2e-300], [1e10]], goals=["max"])
    ranking = PrometheeII(functions={"c1": VShape(1.5e-300)}).rank(table, [1])
    np.testing.assert_allclose(ranking.scores * 3, [-8 / 3, -1, 2 / 3, 3], atol=1e-12)


def test_the_flows_of_a_large_table_are_those_of_all_pairs():
    rng = np.random.default_rng(11)
    values = np.stack([rng.normal(size=400), rng.integers(0, 30, 400) / 10, 1e6 + rng.normal(size=400)], axis=1)
    table = PerformanceTable.of(values, goals=["max", "min", "max"])
    for first in (*STRAIGHT, Gaussian(1)):
        functions = (first, UShape(0.2), Linear(0.1, 0.7))
        ranking = PrometheeII(functions=dict(zip(table.criteria.ids, functions, strict=True))).rank(table, [3, 1, 2])
        pi = ranking.details["preference_indices"]
        np.testing.assert_allclose(ranking.details["positive_flows"], pi.sum(axis=1) / 399, atol=1e-12)
        np.testing.assert_allclose(ranking.details["negative_flows"], pi.sum(axis=0) / 399, atol=1e-12)
        np.testing.assert_allclose(ranking.scores, (pi.sum(axis=1) - pi.sum(axis=0)) / 399, atol=1e-12)
        assert abs(ranking.scores.sum()) < 1e-10


@pytest.mark.parametrize("function", [*STRAIGHT, Gaussian(1)], ids=repr)
def test_large_tables_have_the_same_bits_in_every_batch(function):
    rng = np.random.default_rng(12)
    tables = rng.integers(0, 40, (4, SORTED_FROM + 5, 2)) / 8
    table = PerformanceTable.of(tables[0], goals=["max", "min"])
    kernel = PrometheeII(functions=dict.fromkeys(table.criteria.ids, function)).bind(table.criteria)
    draws = rng.dirichlet(np.ones(2), size=4)
    whole = kernel(tables, draws)
    np.testing.assert_array_equal([kernel(t, w) for t, w in zip(tables, draws, strict=True)], whole)
    np.testing.assert_array_equal(kernel(np.asfortranarray(tables), draws), whole)
    np.testing.assert_array_equal(kernel(tables[:, np.newaxis], draws)[2, 3], kernel(tables[2], draws[3]))


@pytest.fixture
def always_sorted(monkeypatch):
    monkeypatch.setattr(_flows, "SORTED_FROM", 1)


@pytest.mark.usefixtures("always_sorted")
def test_the_contract_holds_where_even_small_tables_are_sorted():
    for functions in ({}, {"c0": Level(1, 3)}, {"c0": Linear(0.5, 2)}):
        check_method(PrometheeII(functions=functions))
        check_method(PrometheeI(functions=functions))


@given(problems())
@settings(max_examples=20)
def test_the_contract_holds_on_drawn_tables_that_are_sorted(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_flows, "SORTED_FROM", 1)
        for check in CHECKS:
            check(PrometheeII(), *problem)


def test_the_number_of_options_alone_decides_how_flows_are_found(monkeypatch):
    """Else a table could have other bits in a batch than alone."""
    calls = []
    real = _flows.preferences
    monkeypatch.setattr(_flows, "preferences", lambda *given: calls.append(len(given[0])) or real(*given))
    for n, tables in ((SORTED_FROM - 1, 1), (SORTED_FROM - 1, 3), (SORTED_FROM, 1), (SORTED_FROM, 3)):
        _flows.net_flows(np.random.default_rng(n).normal(size=(tables, n, 1)), [Linear(0.5, 1)])
    _flows.net_flows(np.zeros((SORTED_FROM, 1)), [Gaussian(1)])
    assert calls == [SORTED_FROM] * 4


@dataclass(frozen=True)
class Root(PreferenceFunction):
    """A function of one's own: it says nothing of steps or slopes."""

    def degree(self, gap):
        return np.minimum(np.sqrt(gap), 1.0)


def test_a_function_of_one_s_own_is_summed_over_all_pairs():
    column = np.arange(SORTED_FROM + 10) / 4
    table = PerformanceTable.of(column[:, np.newaxis], goals=["max"])
    ranking = PrometheeII(functions={"c1": Root()}).rank(table, [1])
    # The lowest loses to all others: by a half, by the root of a half, ... and in full from the fourth on.
    lost = sum(min(np.sqrt(k / 4), 1.0) for k in range(1, len(column)))
    assert ranking.scores[0] == pytest.approx(-lost / (len(column) - 1), abs=1e-12)


@pytest.mark.parametrize("function", [*STRAIGHT, VShape(0), Linear(2, 2), Level(1, 1)], ids=repr)
def test_steps_and_slope_draw_the_picture_of_the_function(function):
    gaps = np.array([0, 0.1, 0.25, 0.26, 1, 1.9, 2, 2.1, 50])
    drawn = sum((height * (gaps > at) for at, height in function.steps), np.zeros(len(gaps)))
    if function.slope is not None:
        low, high = function.slope
        drawn = drawn + np.clip((gaps - low) / (high - low), 0, 1)
    np.testing.assert_allclose(function.degree(gaps), drawn, rtol=0, atol=1e-15)


def test_twenty_thousand_options_are_ranked_without_a_square_of_anything():
    """One square matrix of them would take 3.2 GB."""
    values = np.random.default_rng(2).normal(size=(20_000, 3))
    table = PerformanceTable.of(values, goals=["max", "min", "max"])
    method = PrometheeII(functions={"c1": Linear(0.1, 1), "c2": Level(0.1, 0.5)})
    kernel = method.bind(table.criteria)
    tracemalloc.start()
    scores = kernel(table.values, [1, 2, 3])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12e6
    assert abs(scores.sum()) < 1e-9
    some = np.random.default_rng(3).integers(0, len(values), 5)
    functions, shares = method.functions_of(table.criteria), np.array([1, 2, 3]) / 6
    for i in some:
        pairs = sum(
            w * signed_preference(sign * values[i, j], sign * values[:, j], f).sum()
            for j, (w, sign, f) in enumerate(zip(shares, table.criteria.signs, functions, strict=True))
        )
        assert scores[i] == pytest.approx(pairs / (len(values) - 1), abs=1e-12)


def test_a_copy_of_the_method_ranks_alike_and_says_its_functions():
    method = PrometheeII(functions={"c1": Linear(0.1, 1)})
    assert replace(method) == method
    assert repr(method) == "PrometheeII(functions={'c1': Linear(q=0.1, p=1.0)})"
