"""UTA, UTASTAR and UTADIS: published numbers, another solver, one answer whatever the solver, and bad input."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.errors import McdaError, MethodError
from mcda.linear import LinearProgram, Row
from mcda.linear import solve as solve_linear
from mcda.methods import AssignedOption, ReferenceOption, Uta, Utadis, UtaStar, check_method, named
from mcda.methods.contract import CHECKS, contract_tables, sorting
from mcda.methods.disaggregation import _even
from mcda.methods.disaggregation._discrimination import train
from mcda.methods.disaggregation._even import most_even
from mcda.methods.disaggregation._regression import learn
from mcda.ranking import places
from mcda.robustness.correlation import kendall_tau
from mcda.table import PerformanceTable

TRANSPORT = PerformanceTable.of(
    [[3, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0], [30, 30, 3]],
    goals=["min", "min", "max"],
    options=["RER", "METRO1", "METRO2", "BUS", "TAXI"],
    criteria=["price", "time", "comfort"],
)
TRANSPORT_RANKS = {"RER": 1, "METRO1": 2, "METRO2": 2, "BUS": 3, "TAXI": 4}
TRANSPORT_POINTS = {"price": [30, 16, 2], "time": [40, 30, 20, 10], "comfort": [0, 1, 2, 3]}
GRADES = ("bad", "medium", "good")
RANKERS = pytest.mark.parametrize("method", [Uta, UtaStar])


def line(values, goal="max"):
    """One criterion, measured from 0 to 10."""
    return PerformanceTable.of([[v] for v in values], goals=[goal], scales={"c1": (0, 10)})


@st.composite
def ranked(draw, most=6, pieces=2):
    """A table of two or three criteria on 0 to 10 with ranks for all its options."""
    n, m = draw(st.integers(2, most)), draw(st.integers(1, 3))
    row = st.lists(st.integers(0, 10), min_size=m, max_size=m)
    table = PerformanceTable.of(
        draw(st.lists(row, min_size=n, max_size=n)),
        goals=draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m)),
        scales={f"c{j + 1}": (0, 10) for j in range(m)},
    )
    ranks = draw(st.lists(st.integers(1, 4), min_size=n, max_size=n))
    return table, dict(zip(table.options.ids, ranks, strict=True)), draw(st.integers(1, pieces))


def oracle(table, ranks, pieces, delta, both):
    """Scipy's linprog on the textbook variables, the values at the breakpoints: least error and extreme weights."""
    from scipy.optimize import linprog

    n, m = table.shape
    k, errors = pieces + 1, (2 if both else 1) * n
    x = np.where(table.criteria.signs > 0, table.values, 10 - table.values) / 10
    size = m * k + errors
    value = np.zeros((n, size))
    for i, j in itertools.product(range(n), range(m)):
        weights = [np.interp(x[i, j], np.linspace(0, 1, k), np.eye(k)[p]) for p in range(k)]
        value[i, j * k : (j + 1) * k] = weights
        value[i, m * k + i] = 1
        if both:
            value[i, m * k + n + i] = -1
    rows, bounds, equal, level = [], [], [], []
    for j in range(m):
        equal.append(np.eye(size)[j * k])
        level.append(0)
        for p in range(pieces):
            rows.append(np.eye(size)[j * k + p] - np.eye(size)[j * k + p + 1])
            bounds.append(0)
    equal.append(sum(np.eye(size)[j * k + pieces] for j in range(m)))
    level.append(1)
    order = sorted(range(n), key=lambda i: ranks[table.options.ids[i]])
    for a, b in itertools.pairwise(order):
        if ranks[table.options.ids[a]] == ranks[table.options.ids[b]]:
            equal.append(value[a] - value[b])
            level.append(0)
        else:
            rows.append(value[b] - value[a])
            bounds.append(-delta)
    cost = np.r_[np.zeros(m * k), np.ones(errors)]
    least = linprog(cost, rows, bounds, equal, level).fun
    ends = []
    for j in range(m):
        aim = np.eye(size)[j * k + pieces]
        found = [linprog(sign * aim, [*rows, cost], [*bounds, least + 1e-9], equal, level).fun for sign in (1, -1)]
        ends.append((found[0], -found[1]))
    return least, ends


def test_utastar_reproduces_the_transport_example():
    """Siskos, Grigoroudis & Matsatsinis (2005): no error, and the weights 0.9375, 0.95 and 0.43125 at their largest."""
    ranking = UtaStar.from_ranks(TRANSPORT, TRANSPORT_RANKS, breakpoints=TRANSPORT_POINTS).rank(TRANSPORT)
    assert ranking.details["min_total_error"] == 0
    assert ranking.details["max_criterion_weights"].tolist() == pytest.approx([0.9375, 0.95, 0.43125])
    assert ranking.places == {"RER": 1, "METRO1": 2, "METRO2": 2, "BUS": 4, "TAXI": 5}
    assert ranking.details["misplaced_pairs"] == ranking.details["contradiction"] == ()
    assert kendall_tau(list(TRANSPORT_RANKS.values()), list(ranking.places.values())) == pytest.approx(1)


def test_the_transport_weights_of_utastar_are_the_mean_of_three_extreme_solutions():
    """Largest price: 0.7625 + 0.175, time 0.0375, comfort 0.025; largest time: price 0.05, time 0.95; largest comfort:
    price 0.35625 + 0.175, time 0.0375, comfort 0.025 + 0.40625. Scipy's linprog finds no other weights at the extremes.
    """
    details = UtaStar.from_ranks(TRANSPORT, TRANSPORT_RANKS, breakpoints=TRANSPORT_POINTS).rank(TRANSPORT).details
    extremes = [[0.9375, 0.0375, 0.025], [0.05, 0.95, 0.0], [0.53125, 0.0375, 0.43125]]
    assert details["criterion_weights"].tolist() == pytest.approx(np.mean(extremes, axis=0).tolist())
    functions = details["value_functions"]
    assert functions["price"][1] == (16, pytest.approx((0.7625 + 0.05 + 0.35625) / 3))
    assert functions["comfort"][1] == (1, pytest.approx((0.025 + 0.0 + 0.025) / 3))


@RANKERS
def test_two_options_in_the_wrong_order_need_an_error_worked_out_by_hand(method):
    """u(0) = 0, u(10) = 1, and 0 is ranked before 10: the value of one must move by 1 + delta.

    UTA can only raise the first; UTASTAR splits it evenly between raising the first and lowering the second.
    """
    table = line([0, 10])
    ranking = method.from_ranks(table, {"a1": 1, "a2": 2}, pieces=1, delta=0.1).rank(table)
    assert ranking.details["min_total_error"] == pytest.approx(1.1)
    half = {"a1": 0.55, "a2": -0.55}
    assert ranking.details["errors"] == pytest.approx(half if method is UtaStar else {"a1": 1.1, "a2": 0.0})
    assert ranking.details["contradiction"] == ("a1", "a2")
    assert ranking.details["misplaced_pairs"] == (("a1", "a2"),)
    assert "the least total error is 1.1. The ranks of these reference options contradict" in ranking.notes[1]
    assert ranking.notes[1].endswith("a1, a2.")


@RANKERS
def test_only_the_options_that_contradict_each_other_are_named(method):
    """In the case of the inconsistent ranking A4 (4, 7) is ranked before A3 (6, 9), which dominates it."""
    table = PerformanceTable.of(
        [[10, 5], [8, 6], [6, 9], [4, 7], [9, 3]], goals=["max", "max"], options=["A1", "A2", "A3", "A4", "A5"]
    )
    ranks = {"A1": 5, "A2": 4, "A3": 3, "A4": 2, "A5": 1}
    points = {"c1": [4, 7, 10], "c2": [3, 6, 9]}
    assert set(method.from_ranks(table, ranks, breakpoints=points).rank(table).details["contradiction"]) == {"A3", "A4"}


@settings(max_examples=20)
@given(ranked(), st.booleans())
def test_least_error_and_extreme_weights_are_those_of_another_solver(problem, both):
    table, ranks, pieces = problem
    method = (UtaStar if both else Uta).from_ranks(table, ranks, pieces=pieces, delta=0.03)
    found = method.rank(table).details
    least, ends = oracle(table, ranks, pieces, 0.03, both)
    assert found["min_total_error"] == pytest.approx(least, abs=1e-7)
    assert found["min_criterion_weights"].tolist() == pytest.approx([low for low, _ in ends], abs=1e-5)
    assert found["max_criterion_weights"].tolist() == pytest.approx([high for _, high in ends], abs=1e-5)


def other_vertex(program, **_):
    """Solve with variables and rows in reverse: the simplex method walks to another of the optimal vertices."""
    n = len(program.objective)
    turned = LinearProgram(
        program.objective[::-1],
        tuple(Row(tuple((n - 1 - j, c) for j, c in row.terms), row.sense, row.bound) for row in program.rows[::-1]),
        program.lower[::-1],
        program.upper[::-1],
    )
    found = solve_linear(turned)
    return replace(found, values=found.values[::-1])


@settings(max_examples=15)
@given(ranked(), st.booleans())
def test_the_scores_do_not_depend_on_which_optimal_vertex_the_solver_finds(problem, both):
    table, ranks, pieces = problem
    method = (UtaStar if both else Uta).from_ranks(table, ranks, pieces=pieces)
    learn.cache_clear()
    expected = method.rank(table)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_even, "solve", other_vertex)
        learn.cache_clear()
        found = method.rank(table)
    learn.cache_clear()
    assert found.scores.tolist() == pytest.approx(expected.scores.tolist(), abs=1e-6)
    assert found.details["errors"] == pytest.approx(expected.details["errors"], abs=1e-6)


CARS = PerformanceTable.of(
    [
        [173, 11.4, 10.01, 10, 7.88, 49500],
        [176, 12.3, 10.48, 11, 7.96, 46700],
        [142, 8.2, 7.30, 5, 5.65, 32100],
        [148, 10.5, 9.61, 7, 6.15, 39150],
        [178, 14.5, 11.05, 13, 8.06, 64700],
        [180, 13.6, 10.40, 13, 8.47, 75700],
        [182, 12.7, 12.26, 11, 7.81, 68593],
        [145, 14.3, 12.95, 11, 8.38, 55000],
        [161, 8.6, 8.42, 7, 5.11, 35200],
        [117, 7.2, 6.75, 3, 5.81, 24800],
    ],
    goals=["max", "min", "min", "max", "max", "min"],
)


@RANKERS
@pytest.mark.parametrize("pieces", [2, 4])
def test_the_ten_cars_of_the_first_paper_are_ranked_as_stated_whatever_the_solver(method, pieces):
    """Jacquet-Lagreze & Siskos (1982), as carried in the R package MCDA (UTASTAR.Rd): ranks 1 to 10, delta 0.01.

    That many steps leave whole faces of optimal solutions: this is where a solver's choice would show.
    """
    ranks = {o: k for k, o in enumerate(CARS.options.ids, start=1)}
    model = method.from_ranks(CARS, ranks, pieces=pieces, delta=0.01)
    ranking = model.rank(CARS)
    assert ranking.details["min_total_error"] == 0
    assert ranking.places == ranks
    assert ranking.details["criterion_weights"].sum() == pytest.approx(1, abs=1e-9)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_even, "solve", other_vertex)
        learn.cache_clear()
        again = model.rank(CARS)
    learn.cache_clear()
    assert again.scores.tolist() == pytest.approx(ranking.scores.tolist(), abs=1e-6)


def test_the_reversed_solver_of_that_test_does_find_other_vertices():
    free = LinearProgram((0.0, 0.0, 0.0), (Row.of(dict.fromkeys(range(3), 1.0), "==", 1.0),))
    assert solve_linear(free).values != other_vertex(free).values
    assert most_even(free, [0, 1, 2]) == pytest.approx((1 / 3,) * 3)


def test_the_most_even_solution_is_worked_out_by_hand():
    """x + y + z = 1 with x <= 0.1 and y <= 0.3: first x at 0.1, then y at 0.3, and z has the rest."""
    rows = (Row.of({0: 1.0, 1: 1.0, 2: 1.0}, "==", 1.0), Row.of({0: 1.0}, "<=", 0.1), Row.of({1: 1.0}, "<=", 0.3))
    assert most_even(LinearProgram((0.0,) * 3, rows), [2, 1, 0]) == pytest.approx((0.6, 0.3, 0.1))


def test_a_program_without_a_solution_is_an_error_and_not_a_number():
    never = LinearProgram((0.0,), (Row.of({0: 1.0}, "<=", -1.0),))
    with pytest.raises(MethodError, match="the status is 'infeasible'"):
        most_even(never, [0])


@RANKERS
@settings(max_examples=15)
@given(ranked())
def test_a_ranking_of_a_hidden_additive_model_is_reproduced_without_error(method, problem):
    """Straight value functions of equal weight rank the options; differences below delta are ranked as ties."""
    table, _, pieces = problem
    x = np.where(table.criteria.signs > 0, table.values, 10 - table.values).sum(axis=1)
    ranks = dict(zip(table.options.ids, places(x).tolist(), strict=True))
    ranking = method.from_ranks(table, ranks, pieces=pieces, delta=1 / 30).rank(table)
    assert ranking.details["min_total_error"] == 0
    assert ranking.places == ranks


@settings(max_examples=15)
@given(ranked())
def test_errors_in_both_directions_are_never_more_than_errors_in_one(problem):
    table, ranks, pieces = problem
    one, both = (
        m.from_ranks(table, ranks, pieces=pieces).rank(table).details["min_total_error"] for m in (Uta, UtaStar)
    )
    assert both <= one + 1e-9


@RANKERS
@settings(max_examples=15)
@given(ranked())
def test_value_functions_rise_to_1_and_errors_make_the_ranks_hold(method, problem):
    table, ranks, pieces = problem
    ranking = method.from_ranks(table, ranks, pieces=pieces, delta=0.02).rank(table)
    found = ranking.details
    assert found["criterion_weights"].sum() == pytest.approx(1)
    for points in found["value_functions"].values():
        heights = [y for _, y in points]
        assert heights[0] == 0
        assert heights == sorted(heights)
    assert ranking.contributions.sum(axis=1).tolist() == pytest.approx(ranking.scores.tolist())
    mended = {o: found["reference_values"][o] + found["errors"][o] for o in ranks}
    for a, b in itertools.combinations(ranks, 2):
        if ranks[a] == ranks[b]:
            assert mended[a] == pytest.approx(mended[b], abs=1e-6)
        else:
            better, worse = sorted((a, b), key=lambda o: ranks[o])
            assert mended[better] - mended[worse] >= 0.02 - 1e-6
    total = sum(abs(e) for e in found["errors"].values())
    assert total == pytest.approx(found["min_total_error"], abs=1e-6)


@RANKERS
def test_a_looser_post_optimality_analysis_widens_the_weights(method):
    tight, loose = (
        method.from_ranks(TRANSPORT, TRANSPORT_RANKS, breakpoints=TRANSPORT_POINTS, post_optimality_epsilon=e)
        .rank(TRANSPORT)
        .details
        for e in (0, 0.05)
    )
    assert (loose["max_criterion_weights"] >= tight["max_criterion_weights"] - 1e-9).all()
    assert loose["max_criterion_weights"][2] > tight["max_criterion_weights"][2] + 1e-3
    assert (loose["min_criterion_weights"] <= tight["min_criterion_weights"] + 1e-9).all()


@RANKERS
def test_the_order_of_columns_and_of_reference_options_changes_no_bit(method):
    model = method.from_ranks(TRANSPORT, TRANSPORT_RANKS, breakpoints=TRANSPORT_POINTS)
    moved = replace(model, references=model.references[::-1])
    turned = TRANSPORT.select(criteria=["comfort", "price", "time"])
    learn.cache_clear()
    expected = model.rank(TRANSPORT).details["value_functions"]
    learn.cache_clear()
    assert moved.rank(turned).details["value_functions"] == expected


def on_scales(method, table, **fields):
    """A method that learned, on the scales of a table, that worst is worst, best is best, and half way is between."""
    ends = [(float(c.scale.low), float(c.scale.high)) for c in table.criteria]
    worst_to_best = [pair if sign > 0 else pair[::-1] for pair, sign in zip(ends, table.criteria.signs, strict=True)]
    rows = [
        {c: good * part + bad * (1 - part) for c, (bad, good) in zip(table.criteria.ids, worst_to_best, strict=True)}
        for part in (1.0, 0.5, 0.0)
    ]
    if method is Utadis:
        references = [AssignedOption(performances=x, category=c) for x, c in zip(rows, GRADES[::-1], strict=True)]
        return Utadis(categories=GRADES, references=tuple(references), **fields)
    references = [ReferenceOption(performances=x, rank=k) for k, x in enumerate(rows)]
    return method(references=tuple(references), **fields)


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("method", [Uta, UtaStar, Utadis])
def test_the_contract_holds_on_hard_tables(method, number):
    table = contract_tables(on_scales(Uta, TRANSPORT_SCALED))[number]
    check_method(on_scales(method, table, pieces=2), [table])


TRANSPORT_SCALED = PerformanceTable.of(
    TRANSPORT.values, goals=["min", "min", "max"], criteria=["price", "time", "comfort"],
    scales={"price": (2, 30), "time": (10, 40), "comfort": (0, 3)},
)  # fmt: skip


@pytest.mark.parametrize("method", [Uta, UtaStar, Utadis])
def test_the_contract_holds_on_drawn_tables(method):
    @settings(max_examples=8)
    @given(problems(max_options=6, max_criteria=4))
    def holds(problem):
        table, points = problem
        for check in sorting.CHECKS if method is Utadis else CHECKS:
            check(on_scales(method, table, pieces=1), table, points)

    holds()


@RANKERS
def test_a_batch_has_the_same_bits_whatever_its_size(method):
    rng = np.random.default_rng(3)
    kernel = on_scales(method, TRANSPORT_SCALED).bind(TRANSPORT_SCALED.criteria)
    tables = rng.uniform([2, 10, 0], [30, 40, 3], (20, 5, 3))
    whole = kernel(tables, np.ones(3))
    for size in (1, 7):
        parts = [kernel(tables[i : i + size], np.ones(3)) for i in range(0, 20, size)]
        np.testing.assert_array_equal(np.concatenate(parts), whole)
    assert kernel(tables[0], rng.dirichlet(np.ones(3), 4)).shape == (4, 5)


@RANKERS
def test_no_property_is_declared_broken_and_none_is_in_a_search(method):
    """The value functions come from the reference options alone, so the options at hand do not influence each other."""
    assert method.about.breaks == Utadis.about.breaks == ()
    rng = np.random.default_rng(5)
    for _ in range(30):
        table = PerformanceTable.of(
            rng.integers(0, 11, (5, 3)).astype(float),
            goals=["max", "min", "max"],
            scales={f"c{j}": (0, 10) for j in (1, 2, 3)},
        )
        model = method.from_ranks(table, {"a1": 1, "a2": 2, "a3": 3}, delta=0.02)
        kernel = model.bind(table.criteria)
        before, gone = kernel(table.values, np.ones(3)), int(rng.integers(5))
        assert kernel(np.delete(table.values, gone, axis=0), np.ones(3)).tolist() == np.delete(before, gone).tolist()
        assert kernel(np.vstack([table.values, table.values[gone]]), np.ones(3))[:5].tolist() == before.tolist()
        raised, j = table.values.copy(), int(rng.integers(3))
        raised[gone, j] = 0 if j == 1 else 10
        after = kernel(raised, np.ones(3))
        assert after[gone] >= before[gone]
        assert np.delete(after, gone).tolist() == np.delete(before, gone).tolist()
        dominated = np.stack([raised[gone], table.values[gone]])
        assert np.diff(kernel(dominated, np.ones(3)))[0] <= 0


def test_equal_pieces_come_from_the_scale_and_are_told_in_the_recipe():
    table = line([2, 8, 5], goal="min")
    ranking = Uta.from_ranks(table, {"a1": 1, "a2": 2}, pieces=4).rank(table)
    assert ranking.recipe.bound == {"c1": "breakpoints 10, 7.5, 5, 2.5, 0"}
    assert [x for x, _ in ranking.details["value_functions"]["c1"]] == [10, 7.5, 5, 2.5, 0]
    without = PerformanceTable.of([[2], [8], [5]], goals=["min"])
    model = Uta.from_ranks(without, {"a1": 1, "a2": 2}, pieces={"c1": 3})
    assert model.breakpoints == {"c1": (8, 6, 4, 2)}
    assert model.rank(without).recipe.bound == {}


def test_beyond_the_breakpoints_value_functions_are_flat_and_a_note_says_so():
    model = Uta.from_ranks(line([2, 8]), {"a2": 1, "a1": 2}, breakpoints={"c1": [0, 10]})
    ranking = model.rank(line([-5, 0, 10, 40]))
    assert ranking.scores.tolist() == [0, 0, 1, 1]
    assert "outside the breakpoints of c1" in ranking.notes[-1]
    assert "outside" not in model.rank(line([2, 8])).notes[-1]
    assert "outside the breakpoints of c1" in graded([2, 8], pieces=1).sort(line([11])).notes[-1]


def test_one_option_alone_and_equal_ones_are_ranked():
    model = Uta.from_ranks(line([2, 8]), {"a2": 1, "a1": 2})
    assert model.rank(line([5])).places == {"a1": 1}
    assert set(model.rank(line([5, 5, 5])).places.values()) == {1}


def test_reference_options_that_are_all_tied_have_one_value():
    table = PerformanceTable.of([[0, 10], [10, 0]], goals=["max", "max"], scales={"c1": (0, 10), "c2": (0, 10)})
    ranking = UtaStar.from_ranks(table, {"a1": 1, "a2": 1}, pieces=1).rank(table)
    assert ranking.scores.tolist() == pytest.approx([0.5, 0.5])
    assert ranking.places == {"a1": 1, "a2": 1}


TWO = (ReferenceOption(performances={"c1": 1}, rank=1), ReferenceOption(performances={"c1": 0}, rank=2))


@RANKERS
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"references": ()}, "learns from at least two options that somebody has ranked, and 0 are given"),
        ({"references": TWO[:1]}, "and 1 are given; state `references`"),
        ({"references": ({"performances": {}},) * 2}, "expected ReferenceOption values"),
        ({"references": "ab"}, "expected ReferenceOption values"),
        (
            {"references": (replace(TWO[0], name="x"), replace(TWO[1], name="x"))},
            "two reference options are called 'x'",
        ),
        ({"delta": 0}, "delta is 0 between 2 ranks; expected above 0 and at most 1"),
        ({"delta": -1}, "delta is -1; expected a number from 0 to 1"),
        ({"delta": float("nan")}, "delta is nan"),
        ({"delta": 1.5}, "delta is 1.5"),
        ({"post_optimality_epsilon": -0.1}, "post_optimality_epsilon is -0.1"),
        ({"pieces": 0}, "pieces is 0; expected a whole number from 1"),
        ({"pieces": 1.5}, "pieces is 1.5"),
        ({"pieces": {"c1": True}}, "pieces is .* expected a whole number"),
        ({"breakpoints": {"c1": [1]}}, "the breakpoints of 'c1' are .* expected at least two"),
        ({"breakpoints": {"c1": [1, 3, 2]}}, "expected at least two numbers from worst to best"),
        ({"breakpoints": {"c1": [1, 1]}}, "expected at least two numbers from worst to best"),
        ({"breakpoints": {"c1": [0, float("inf")]}}, "the breakpoints of 'c1' is inf; expected a finite number"),
        ({"breakpoints": {"c1": 3}}, "the breakpoints of 'c1' are 3; expected numbers from worst to best"),
        ({"breakpoints": [0, 1]}, "expected a mapping by criterion id"),
    ],
)
def test_what_no_model_can_be_learned_from_is_refused(method, fields, message):
    with pytest.raises(MethodError, match=message):
        method(**{"references": TWO, **fields})


def test_too_large_a_delta_is_refused_with_the_largest_that_fits():
    table = line(range(5))
    ranks = {f"a{k + 1}": 5 - k for k in range(5)}
    with pytest.raises(MethodError, match=r"delta is 0.3 between 5 ranks; expected above 0 and at most 0.25"):
        Uta.from_ranks(table, ranks, delta=0.3)
    assert Uta.from_ranks(table, ranks, delta=0.25).delta == 0.25


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"performances": {"c1": float("nan")}, "rank": 1}, "the performance on 'c1' is nan; expected a finite number"),
        ({"performances": {"c1": "3"}, "rank": 1}, "the performance on 'c1' is '3'"),
        ({"performances": {"c1": True}, "rank": 1}, "the performance on 'c1' is True"),
        ({"performances": {}, "rank": 1}, "expected a mapping by criterion id"),
        ({"performances": [1, 2], "rank": 1}, "expected a mapping by criterion id"),
        ({"performances": {"c1": 1}, "rank": float("inf")}, "rank is inf; expected a finite number"),
        ({"performances": {"c1": 1}, "rank": None}, "rank is None"),
        ({"performances": {"c1": 1}, "rank": 1, "name": 3}, "the name of a reference option is 3"),
    ],
)
def test_a_reference_option_that_says_nothing_is_refused(fields, message):
    with pytest.raises(MethodError, match=message):
        ReferenceOption(**fields)
    if "rank" not in message:
        with pytest.raises(MethodError, match=message):
            AssignedOption(category="good", **{k: v for k, v in fields.items() if k != "rank"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"breakpoints": {"c2": [0, 1]}}, "breakpoints for 'c2', which is not a criterion"),
        ({"pieces": {"c9": 2}}, "pieces for 'c9', which is not a criterion"),
        (
            {"breakpoints": {"c1": [10, 0]}},
            "the breakpoints of 'c1' are .*, and its goal is 'max'; expected them from worst",
        ),
        (
            {"breakpoints": {"c1": [0.5, 3]}},
            "'reference 2' has 0 on 'c1'; expected a number between its outer breakpoints",
        ),
        (
            {"references": (TWO[0], ReferenceOption(performances={"c2": 1}, rank=2))},
            "reference option 'reference 2' has a performance for 'c2', which is not a criterion",
        ),
    ],
)
def test_what_does_not_fit_the_criteria_is_refused_by_name(change, message):
    with pytest.raises(McdaError, match=message):
        Uta(**{"references": TWO, **change}).rank(line([1, 2]))


def test_a_criterion_that_nothing_is_known_of_is_refused_by_name():
    table = PerformanceTable.of([[1, 2]], goals=["max", "max"], scales={"c1": (0, 9), "c2": (0, 9)})
    with pytest.raises(MethodError, match="reference option 'reference 1' has no performance on 'c2'"):
        Uta(references=TWO).rank(table)
    with pytest.raises(MethodError, match="criterion 'c1' has neither breakpoints nor a scale; state `breakpoints`"):
        Uta(references=TWO).rank(PerformanceTable.of([[1]], goals=["max"]))


def test_ranks_that_do_not_fit_the_table_are_refused_by_name():
    with pytest.raises(MethodError, match="'a9' is not an option of the table; allowed: a1, a2"):
        Uta.from_ranks(line([1, 2]), {"a1": 1, "a9": 2})
    with pytest.raises(MethodError, match="all options have 3 on 'c1', which has no scale; state its `breakpoints`"):
        Uta.from_ranks(PerformanceTable.of([[3], [3]], goals=["max"]), {"a1": 1, "a2": 2})
    assert named("uta", references=TWO) == Uta(references=TWO)


def graded(values, names=("bad", "good"), **fields):
    """UTADIS with an equal number of examples per category, from worst to best, on one criterion."""
    table = line(values)
    assigned = {o: names[k * len(names) // len(values)] for k, o in enumerate(table.options.ids)}
    return Utadis.from_categories(table, assigned, categories=names, **fields)


def test_utadis_sorts_the_transport_options_of_another_program_without_error():
    """R package MCDA, tests/UTADIS.R: good, medium, medium, bad, bad with epsilon 0.1 gives an optimum of 0."""
    assigned = {"RER": "good", "METRO1": "medium", "METRO2": "medium", "BUS": "bad", "TAXI": "bad"}
    points = {"price": [30, 16, 2], "time": [40, 30, 20, 10], "comfort": [0, 1, 2, 3]}
    for criteria in (["price", "time", "comfort"], ["comfort", "time"]):
        table = TRANSPORT.select(criteria=criteria)
        method = Utadis.from_categories(
            table, assigned, categories=GRADES, breakpoints={c: points[c] for c in criteria}, delta=0.1, s=0.1
        )
        sorting_ = method.sort(table)
        assert sorting_.details["min_total_error"] == 0
        assert dict(sorting_.lowest) == dict(sorting_.highest) == assigned


def test_the_threshold_stands_in_the_middle_of_where_it_may_stand():
    """u(2) = 0.2 is bad and u(8) = 0.8 is good: the threshold lies from 0.2 + delta to 0.8."""
    found = graded([2, 8], pieces=1, delta=0.1, s=0.1).sort(line([5, 5.5, 10]))
    assert found.details["thresholds"] == pytest.approx({"good": 0.55})
    assert dict(found.lowest) == {"a1": "bad", "a2": "good", "a3": "good"}


def test_a_contradiction_in_categories_is_worked_out_by_hand():
    """u(0) = 0 is good and u(10) = 1 is bad: whatever the threshold t, t - 0 and 1 + delta - t add to 1 + delta."""
    found = graded([10, 0], pieces=1, delta=0.1, s=0.1).sort(line([3, 7]))
    assert found.details["min_total_error"] == pytest.approx(1.1)
    assert found.details["thresholds"] == pytest.approx({"good": 0.5})
    assert found.details["errors"] == pytest.approx({"a1": -0.6, "a2": 0.5})
    assert found.details["contradiction"] == ("a1",), "the best level of all cannot be below a threshold of at most 1"
    assert "These cannot all be sorted as stated: a1." in found.notes[-1]


def test_only_the_examples_that_contradict_each_other_are_named():
    """2 is good although 6, which is better, is bad; 8 and 1 have no part in it."""
    table = line([8, 6, 2, 1])
    assigned = {"a1": "good", "a2": "bad", "a3": "good", "a4": "bad"}
    found = Utadis.from_categories(table, assigned, categories=("bad", "good")).sort(table)
    assert found.details["contradiction"] == ("a2", "a3")


@st.composite
def sorted_options(draw):
    table, ranks, pieces = draw(ranked())
    return table, {o: GRADES[r % 3] for o, r in ranks.items()}, pieces


@settings(max_examples=15)
@given(sorted_options())
def test_the_least_error_of_utadis_is_that_of_another_solver(problem):
    """Scipy's linprog on the steps between breakpoints and the thresholds, as the paper states the program."""
    from scipy.optimize import linprog

    table, assigned, pieces = problem
    n, m = table.shape
    x = np.where(table.criteria.signs > 0, table.values, 10 - table.values) / 10 * pieces
    climbed = np.concatenate([np.clip(x[:, [j]] - np.arange(pieces), 0, 1) for j in range(m)], axis=1)
    first, size = m * pieces, m * pieces + 2 + 2 * n
    rows, bounds = [np.eye(size)[first] - np.eye(size)[first + 1]], [-0.02]
    for i, option in enumerate(table.options.ids):
        value = np.r_[climbed[i], np.zeros(size - first)]
        k = GRADES.index(assigned[option])
        if k > 0:
            rows.append(np.eye(size)[first + k - 1] - value - np.eye(size)[first + 2 + i])
            bounds.append(0)
        if k < 2:
            rows.append(value - np.eye(size)[first + k] - np.eye(size)[first + 2 + n + i])
            bounds.append(-0.01)
    cost = np.r_[np.zeros(first + 2), np.ones(2 * n)]
    whole = np.r_[np.ones(first), np.zeros(size - first)]
    limits = [(0, None)] * first + [(0, 1)] * 2 + [(0, None)] * (2 * n)
    least = linprog(cost, rows, bounds, [whole], [1], bounds=limits).fun
    method = Utadis.from_categories(table, assigned, categories=GRADES, pieces=pieces, delta=0.01, s=0.02)
    found = method.sort(table)
    assert found.details["min_total_error"] == pytest.approx(least, abs=1e-7)
    assert sum(abs(e) for e in found.details["errors"].values()) == pytest.approx(least, abs=1e-6)
    low, high = found.details["thresholds"].values()
    assert high - low >= 0.02 - 1e-9
    if least < 1e-9:
        assert dict(found.lowest) == assigned
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_even, "solve", other_vertex)
        train.cache_clear()
        again = method.sort(table)
    train.cache_clear()
    assert again.details["values"].tolist() == pytest.approx(found.details["values"].tolist(), abs=1e-6)
    assert list(again.details["thresholds"].values()) == pytest.approx([low, high], abs=1e-6)


ONE = (AssignedOption(performances={"c1": 1}, category="good"),)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"references": ()}, "learns from options that somebody has sorted, and none is given"),
        ({"references": TWO}, "expected AssignedOption values"),
        ({"references": (replace(ONE[0], category="goood"),)}, "is in 'goood', no category; did you mean 'good'"),
        ({"references": ONE * 2}, None),
        ({"references": (replace(ONE[0], name="x"),) * 2}, "two reference options are called 'x'"),
        ({"categories": ("good",)}, "expected at least two different names"),
        ({"delta": 0}, "delta is 0 and s is 0.002; expected 0 < delta <= s"),
        ({"delta": 0.1}, "delta is 0.1 and s is 0.002; expected 0 < delta <= s"),
        ({"s": 0.9, "categories": ("bad", "fair", "fine", "good")}, "thresholds of 4 categories at distance s"),
        ({"s": float("nan")}, "s is nan"),
        ({"pieces": "two"}, "pieces is 'two'"),
    ],
)
def test_what_no_sorting_can_be_learned_from_is_refused(fields, message):
    sound = {"categories": ("bad", "good"), "references": ONE}
    if message is None:
        assert Utadis(**{**sound, **fields}).references[1].name == "reference 2"
        return
    with pytest.raises(MethodError, match=message):
        Utadis(**{**sound, **fields})


def test_one_example_and_a_category_without_any_are_enough():
    method = Utadis(categories=GRADES, references=(AssignedOption(performances={"c1": 5}, category="medium"),))
    assert method.sort(line([5])).members("medium") == ("a1",)
    assert method.sort(line([5])).recipe.bound == {"c1": "breakpoints 0, 5, 10"}
