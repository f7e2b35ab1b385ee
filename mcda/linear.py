"""The one place that talks to PuLP: small linear programs, with or without integer variables.

Variables are numbered, never named after options: PuLP rewrites "-" and " " in names to "_", so "a-b" and "a b" would
become one variable. What the solver found is asked from the solver itself, because PuLP's own status says "Optimal"
after a time limit and "Infeasible" for an unbounded program. Duals are never read: their signs differ between versions;
a shadow price is a second solve.
"""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Literal

from mcda.errors import McdaError

Sense = Literal["<=", ">=", "=="]

_TOLERANCE = 1e-9
_FEASIBLE_POINT = 2
_lock = threading.Lock()


class LinearStatus(StrEnum):
    """How a solve ended; only `OPTIMAL` is proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    UNDECIDED = "undecided"
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    UNBOUNDED_OR_INFEASIBLE = "unbounded_or_infeasible"
    ERROR = "error"


@dataclass(frozen=True)
class Row:
    """One constraint: the sum of coefficient times variable, compared with a bound.

    Parameters
    ----------
    terms
        Coefficient by number of the variable.
    sense
        "<=", ">=" or "==".
    bound
        The right-hand side.
    """

    terms: tuple[tuple[int, float], ...]
    sense: Sense
    bound: float

    @classmethod
    def of(cls, terms: Mapping[int, float], sense: Sense, bound: float) -> Row:
        """Build from a mapping of variable number to coefficient."""
        return cls(tuple(terms.items()), sense, bound)

    def holds(self, left: float, tolerance: float = _TOLERANCE) -> bool:
        """Tell whether a left-hand side satisfies the row."""
        over, under = left > self.bound + tolerance, left < self.bound - tolerance
        return not {"<=": over, ">=": under, "==": over or under}[self.sense]


@dataclass(frozen=True)
class LinearProgram:
    """Maximise a linear objective under linear constraints.

    Parameters
    ----------
    objective : length n
        One coefficient per variable; to minimise, change the signs.
    rows
        The constraints.
    lower, upper : length n
        Bounds of each variable; None means no bound. Left empty: 0 below, none above.
    integer : length n
        True where the variable must be a whole number. Left empty: nowhere.

    Examples
    --------
    >>> program = LinearProgram((3.0, 2.0), (Row(((0, 1.0), (1, 1.0)), "<=", 4.5),), upper=(3.0, None))
    >>> solution = solve(program)
    >>> solution.status.value, solution.values, solution.objective
    ('optimal', (3.0, 1.5), 12.0)
    """

    objective: tuple[float, ...]
    rows: tuple[Row, ...] = ()
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    integer: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        n = len(self.objective)
        for name, default in (("lower", 0.0), ("upper", None), ("integer", False)):
            given = tuple(getattr(self, name)) or (default,) * n
            if len(given) != n:
                raise McdaError(f"{len(given)} entries in `{name}` for {n} variables; expected one for each")
            object.__setattr__(self, name, given)
        for j, number in enumerate(self.objective):
            _finite(number, f"the objective's coefficient of variable {j}")
        for j, (low, high) in enumerate(zip(self.lower, self.upper, strict=True)):
            for end in (low, high):
                _finite(0.0 if end is None else end, f"a bound of variable {j}; write None for no bound: it")
        for i, row in enumerate(self.rows):
            _finite(row.bound, f"the bound of row {i}")
            if row.sense not in ("<=", ">=", "=="):
                raise McdaError(f"the sense of row {i} is {row.sense!r}; expected '<=', '>=' or '=='")
            numbers = [j for j, _ in row.terms]
            if any(not 0 <= j < n for j in numbers) or len(set(numbers)) < len(numbers):
                raise McdaError(f"row {i} names variables {numbers}; expected different numbers from 0 to {n - 1}")
            for j, number in row.terms:
                _finite(number, f"the coefficient of variable {j} in row {i}")

    def relaxed(self) -> LinearProgram:
        """Return the same program without whole numbers."""
        return replace(self, integer=())

    def with_rows(self, *rows: Row) -> LinearProgram:
        """Return the same program with more constraints."""
        return replace(self, rows=(*self.rows, *rows))


@dataclass(frozen=True)
class LinearSolution:
    """What the solver found.

    Parameters
    ----------
    values
        One number per variable, whole where it must be; empty unless the status is optimal or feasible.
    objective
        Computed from `values`; None without them.
    bound
        No solution can be better than this; None if unknown.
    solver, version
        Which solver said so; "none" where there was nothing to solve.
    """

    status: LinearStatus
    values: tuple[float, ...] = ()
    objective: float | None = None
    bound: float | None = None
    solver: str = "none"
    version: str = ""

    @property
    def proven_optimal(self) -> bool:
        """True only where nothing better can exist."""
        return self.status is LinearStatus.OPTIMAL

    @property
    def gap(self) -> float | None:
        """How much better a solution could still be, in units of the objective; None if unknown."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, self.bound - self.objective)


def solve(program: LinearProgram, *, time_limit: float | None = None) -> LinearSolution:
    """Solve with HiGHS on one thread, to a gap of zero: the same program gives the same answer.

    Parameters
    ----------
    time_limit
        In seconds; with it the status may be `FEASIBLE` (a solution, not proven best) or `UNDECIDED` (none found yet).

    Raises
    ------
    McdaError
        The time limit is not a number above zero.

    References
    ----------
    Huangfu, Q. & Hall, J. A. J. (2018). Parallelizing the dual revised simplex method.
    *Mathematical Programming Computation* 10, 119-142. doi:10.1007/s12532-017-0130-5
    """
    if time_limit is not None and not 0 < time_limit < math.inf:
        raise McdaError(f"the time limit is {time_limit!r}; expected seconds above zero, or None")
    if any(
        low is not None and high is not None and low > high
        for low, high in zip(program.lower, program.upper, strict=True)
    ):
        return LinearSolution(LinearStatus.INFEASIBLE)
    rows = []
    for row in program.rows:
        kept = replace(row, terms=tuple((j, c) for j, c in row.terms if c != 0))
        if kept.terms:
            rows.append(kept)
        elif not row.holds(0.0):
            return LinearSolution(LinearStatus.INFEASIBLE)
    if not program.objective:
        return LinearSolution(LinearStatus.OPTIMAL, (), 0.0, 0.0)
    asked = replace(program, rows=tuple(rows))
    with _lock:
        solution = _ask(asked, time_limit, threads=1)
        if solution.status is LinearStatus.ERROR:
            # HiGHS refuses a number of threads other than the one that the process first used it with.
            solution = _ask(asked, time_limit, threads=None)
        return solution


def _ask(program: LinearProgram, time_limit: float | None, threads: int | None) -> LinearSolution:
    with _without_banner():
        # First, because PuLP takes an interrupt while it loads this for a missing solver.
        import highspy  # noqa: F401  # PuLP uses it
        import pulp

        # PuLP 3 has no types and PuLP 4 others: to the checker it is anything.
        problem: Any = pulp.LpProblem("program", pulp.LpMaximize)
        x = [
            problem.add_variable(f"x{j}", low, high, pulp.LpInteger if whole else pulp.LpContinuous)
            for j, (low, high, whole) in enumerate(zip(program.lower, program.upper, program.integer, strict=True))
        ]
        problem += pulp.lpSum(c * v for c, v in zip(program.objective, x, strict=True))
        for row in program.rows:
            left = pulp.lpSum(c * x[j] for j, c in row.terms)
            problem += left <= row.bound if row.sense == "<=" else _other(left, row)
        solver = pulp.HiGHS(msg=False, gapRel=0, gapAbs=0, threads=threads, timeLimit=time_limit)
        # PuLP trips over statuses it has no word for and over solutions that are empty; the solver still knows.
        with suppress(IndexError, KeyError):
            problem.solve(solver)
    return _read(program, problem.solverModel, [v.varValue for v in x])


def _other(left: Any, row: Row) -> Any:
    return left >= row.bound if row.sense == ">=" else left == row.bound


def _read(program: LinearProgram, model: Any, found: list[float | None]) -> LinearSolution:
    """Turn the solver's own words into ours."""
    blank = LinearSolution(LinearStatus.ERROR, solver="HiGHS", version=str(model.version()))
    name, info = model.getModelStatus().name, model.getInfo()
    without_values = {
        "kInfeasible": LinearStatus.INFEASIBLE,
        "kUnbounded": LinearStatus.UNBOUNDED,
        "kUnboundedOrInfeasible": LinearStatus.UNBOUNDED_OR_INFEASIBLE,
    }
    if name in without_values:
        return replace(blank, status=without_values[name])
    limits = {"kTimeLimit", "kIterationLimit", "kSolutionLimit", "kMemoryLimit", "kInterrupt"}
    if name not in limits | {"kOptimal"}:
        return blank
    mixed = any(program.integer)
    # PuLP 3 hands HiGHS the negated objective to minimise, PuLP 4 the objective itself.
    sign = 1.0 if model.getLp().sense_.name == "kMaximize" else -1.0
    bound = sign * float(info.mip_dual_bound) if mixed and math.isfinite(info.mip_dual_bound) else None
    if name != "kOptimal" and info.primal_solution_status != _FEASIBLE_POINT:
        return replace(blank, status=LinearStatus.UNDECIDED, bound=bound)
    values = tuple(_value(program, j, v) for j, v in enumerate(found))
    objective = math.fsum(c * v for c, v in zip(program.objective, values, strict=True))
    status = LinearStatus.OPTIMAL if name == "kOptimal" else LinearStatus.FEASIBLE
    if status is LinearStatus.OPTIMAL and not mixed:
        bound = objective
    return replace(blank, status=status, values=values, objective=objective, bound=bound)


def _value(program: LinearProgram, j: int, found: float | None) -> float:
    """Return a variable's value; one that appears nowhere has none yet and may stand anywhere in its bounds."""
    low, high, whole = program.lower[j], program.upper[j], program.integer[j]
    if found is None:
        low = -math.inf if low is None else math.ceil(low) if whole else low
        found = min(max(0.0, low), math.inf if high is None else math.floor(high) if whole else high)
    return float(round(found)) if whole else float(found)


def _finite(number: float, what: str) -> None:
    if not math.isfinite(number):
        raise McdaError(f"{what} is {number!r}; expected a finite number")


@contextmanager
def _without_banner() -> Iterator[None]:
    """Send file descriptor 1 to nowhere: HiGHS writes its name to it, past `sys.stdout`, whatever its options say."""
    for stream in (sys.stdout, sys.__stdout__):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()  # type: ignore[union-attr]  # None where there is no console; AttributeError is suppressed
    try:
        saved = os.dup(1)
    except OSError:
        saved = None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        if nowhere != 1:
            os.dup2(nowhere, 1)
            os.close(nowhere)
        yield
    finally:
        if saved is None:
            os.close(1)
        else:
            os.dup2(saved, 1)
            os.close(saved)
