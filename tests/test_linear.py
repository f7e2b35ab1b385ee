"""The one door to the solver: statuses, small programs against scipy, and silence on standard output."""

import math
import subprocess
import sys
import warnings
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import McdaError
from mcda.linear import LinearProgram, LinearSolution, LinearStatus, Row, solve


def row(coefficients, sense, bound):
    return Row.of(dict(enumerate(coefficients)), sense, bound)


def test_a_knapsack_is_solved_and_proven():
    """PROBE's four projects (Lourenço, Morton & Bana e Costa 2012, table 1): value 9 at a budget of 20."""
    program = LinearProgram(
        (3.0, 4.0, 3.0, 2.0), (row([4.0, 8.0, 10.0, 8.0], "<=", 20.0),), upper=(1.0,) * 4, integer=(True,) * 4
    )
    solution = solve(program)
    assert solution.status is LinearStatus.OPTIMAL
    assert solution.proven_optimal
    assert solution.values == (1.0, 1.0, 0.0, 1.0)
    assert solution.objective == 9.0
    assert solution.bound == pytest.approx(9.0)
    assert solution.gap == pytest.approx(0.0)
    assert solution.solver == "HiGHS"
    assert solution.version.count(".") == 2


def test_the_relaxation_lies_above_and_takes_parts():
    program = LinearProgram((3.0, 4.0), (row([2.0, 3.0], "<=", 4.0),), upper=(1.0, 1.0), integer=(True, True))
    relaxed = solve(program.relaxed())
    assert solve(program).objective == 4.0
    assert relaxed.objective == pytest.approx(3 + 4 * 2 / 3)
    assert relaxed.bound == relaxed.objective


@pytest.mark.parametrize("whole", [False, True])
def test_an_impossible_program_is_infeasible_and_carries_no_values(whole):
    rows = (row([1.0, 1.0], ">=", 3.0),)
    solution = solve(LinearProgram((1.0, 1.0), rows, upper=(1.0, 1.0), integer=(whole, whole)))
    assert (solution.status, solution.values, solution.objective) == (LinearStatus.INFEASIBLE, (), None)


def test_an_unbounded_program_is_not_called_infeasible():
    assert solve(LinearProgram((1.0,))).status is LinearStatus.UNBOUNDED


def test_an_unbounded_whole_numbered_program_keeps_the_doubt_of_the_solver():
    status = solve(LinearProgram((1.0,), integer=(True,))).status
    assert status in (LinearStatus.UNBOUNDED, LinearStatus.UNBOUNDED_OR_INFEASIBLE)


def test_an_empty_program_is_solved_by_nothing():
    assert solve(LinearProgram(())) == LinearSolution(LinearStatus.OPTIMAL, (), 0.0, 0.0)


def test_an_empty_objective_asks_only_for_a_feasible_point():
    solution = solve(LinearProgram((0.0, 0.0), (row([1.0, 1.0], "==", 1.0),)))
    assert solution.status is LinearStatus.OPTIMAL
    assert sum(solution.values) == pytest.approx(1.0)
    assert solution.objective == 0.0


def test_a_variable_that_appears_nowhere_stands_inside_its_bounds():
    solution = solve(LinearProgram((0.0, 0.0, 0.0), lower=(2.0, None, 0.5), upper=(3.0, -1.0, 4.0), integer=(0, 0, 1)))
    assert solution.values == (2.0, -1.0, 1.0)


def test_rows_without_variables_are_checked_and_not_lost():
    empty = Row(((0, 0.0),), "<=", 1.0)
    assert solve(LinearProgram((1.0,), (empty,), upper=(2.0,))).objective == 2.0
    assert solve(LinearProgram((1.0,), (Row((), ">=", 1.0),), upper=(2.0,))).status is LinearStatus.INFEASIBLE
    assert solve(LinearProgram((), (Row((), "==", 1.0),))).status is LinearStatus.INFEASIBLE


def test_crossed_bounds_are_infeasible():
    assert solve(LinearProgram((1.0,), lower=(2.0,), upper=(1.0,))).status is LinearStatus.INFEASIBLE


def hard_program():
    """Market split (Cornuéjols & Dawande 1998): five equalities over forty binaries, far out of reach in a moment."""
    rng = np.random.default_rng(5)
    a = rng.integers(0, 100, size=(5, 40)).astype(float)
    slack = np.hstack([np.eye(5), -np.eye(5)])
    rows = tuple(row([*a[i], *slack[i]], "==", float(a[i].sum() // 2)) for i in range(5))
    return LinearProgram(
        (0.0,) * 40 + (-1.0,) * 10, rows, upper=(1.0,) * 40 + (None,) * 10, integer=(True,) * 40 + (False,) * 10
    )


def test_a_solve_that_runs_out_of_time_is_not_called_optimal():
    solution = solve(hard_program(), time_limit=0.2)
    assert solution.status in (LinearStatus.FEASIBLE, LinearStatus.UNDECIDED)
    assert not solution.proven_optimal
    if solution.status is LinearStatus.FEASIBLE:
        assert solution.gap is None or solution.gap > 0


@pytest.mark.parametrize("limit", [0, -1.0, math.inf, math.nan])
def test_a_time_limit_must_be_a_number_above_zero(limit):
    with pytest.raises(McdaError, match="time limit"):
        solve(LinearProgram((1.0,), upper=(1.0,)), time_limit=limit)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: LinearProgram((math.nan,)), "coefficient of variable 0 is nan"),
        (lambda: LinearProgram((1.0,), upper=(math.inf,)), "write None for no bound"),
        (lambda: LinearProgram((1.0,), (Row(((0, 1.0),), "<=", math.nan),)), "bound of row 0"),
        (lambda: LinearProgram((1.0,), (Row(((0, math.inf),), "<=", 1.0),)), "variable 0 in row 0"),
        (lambda: LinearProgram((1.0,), (Row(((1, 1.0),), "<=", 1.0),)), "expected different numbers from 0 to 0"),
        (lambda: LinearProgram((1.0,), (Row(((0, 1.0), (0, 1.0)), "<=", 1.0),)), "expected different numbers"),
        (lambda: LinearProgram((1.0,), (Row(((0, 1.0),), "<", 1.0),)), "expected '<=', '>=' or '=='"),
        (lambda: LinearProgram((1.0,), lower=(0.0, 0.0)), "2 entries in `lower` for 1 variables"),
    ],
)
def test_a_malformed_program_says_where(build, said):
    with pytest.raises(McdaError, match=said.replace("(", r"\(")):
        build()


numbers = st.integers(-6, 6).map(float)


@settings(max_examples=60)
@given(
    objective=st.lists(numbers, min_size=3, max_size=3),
    rows=st.lists(
        st.tuples(st.lists(numbers, min_size=3, max_size=3), st.sampled_from(["<=", ">=", "=="]), numbers), max_size=4
    ),
)
def test_small_linear_programs_agree_with_scipy(objective, rows):
    from scipy.optimize import linprog

    ours = solve(LinearProgram(tuple(objective), tuple(row(*r) for r in rows), lower=(-3.0,) * 3, upper=(5.0,) * 3))
    up = [(np.array(c) * (1 if s == "<=" else -1), b * (1 if s == "<=" else -1)) for c, s, b in rows if s != "=="]
    equal = [(c, b) for c, s, b in rows if s == "=="]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = linprog(
            -np.array(objective),
            A_ub=[c for c, _ in up] or None,
            b_ub=[b for _, b in up] or None,
            A_eq=[c for c, _ in equal] or None,
            b_eq=[b for _, b in equal] or None,
            bounds=[(-3, 5)] * 3,
        )
    assert (ours.status is LinearStatus.OPTIMAL) == (theirs.status == 0)
    if theirs.status == 0:
        assert ours.objective == pytest.approx(-theirs.fun, abs=1e-7)


@settings(max_examples=40)
@given(
    objective=st.lists(numbers, min_size=4, max_size=4),
    rows=st.lists(
        st.tuples(st.lists(numbers, min_size=4, max_size=4), st.sampled_from(["<=", ">="]), numbers), max_size=3
    ),
)
def test_small_whole_numbered_programs_agree_with_trying_everything(objective, rows):
    program = LinearProgram(tuple(objective), tuple(row(*r) for r in rows), upper=(2.0,) * 4, integer=(True,) * 4)
    best = None
    for point in product(range(3), repeat=4):
        if all(r.holds(sum(c * point[j] for j, c in r.terms)) for r in program.rows):
            value = sum(c * x for c, x in zip(objective, point, strict=True))
            best = value if best is None else max(best, value)
    assert solve(program).objective == best


BANNER = """
import os, sys
import highspy
make = highspy.Highs.__init__
def loud(self, *args):
    os.write(1, b"Running HiGHS: Copyright\\n")
    make(self, *args)
highspy.Highs.__init__ = loud
from mcda.linear import LinearProgram, solve
{before}
for _ in range(2):
    solution = solve(LinearProgram((1.0, 1.0), upper=(1.0, 1.0), integer=(True, True)))
{after}
"""


def run(before="", after=""):
    script = BANNER.format(before=before, after=after)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)


def test_what_the_solver_writes_to_standard_output_never_gets_there():
    """HiGHS 1.14 and later write a banner past its own options; here every version does."""
    done = run('print("before")', 'print("after", solution.objective)')
    assert (done.returncode, done.stdout) == (0, "before\nafter 2.0\n"), done.stderr


def test_a_closed_standard_output_does_not_stop_the_solver():
    done = run("os.close(1)", 'sys.stderr.write(f"solved {solution.objective}"); sys.stderr.flush(); os._exit(0)')
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.endswith("solved 2.0")


def test_a_missing_standard_output_does_not_stop_the_solver():
    done = run("sys.stdout = sys.__stdout__ = None", 'sys.stderr.write(f"solved {solution.objective}")')
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.endswith("solved 2.0")


def test_a_file_in_place_of_standard_output_gets_what_we_print_and_nothing_else(capfd):
    sys.stdout.write("ours\n")
    solve(LinearProgram((1.0,), upper=(1.0,)))
    assert capfd.readouterr().out == "ours\n"


def test_importing_the_module_does_not_load_the_solver():
    script = "import sys, mcda.linear; print([m for m in ('pulp', 'highspy', 'scipy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_threads_may_ask_at_the_same_time():
    from concurrent.futures import ThreadPoolExecutor

    programs = [LinearProgram((1.0, 2.0), (row([1.0, 1.0], "<=", float(k)),)) for k in range(8)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(solve, programs))
    assert [s.objective for s in found] == [2.0 * k for k in range(8)]


def test_a_process_that_used_the_solver_on_two_threads_can_still_ask():
    script = """
import pulp
problem = pulp.LpProblem("other", pulp.LpMaximize)
x = problem.add_variable("x", 0, 5, pulp.LpInteger)
problem += 1 * x
problem += 2 * x <= 3
problem.solve(pulp.HiGHS(msg=False, threads=2))
from mcda.linear import LinearProgram, solve
print(solve(LinearProgram((1.0,), upper=(2.5,), integer=(True,))).objective)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1:] == ["2.0"], done.stderr
