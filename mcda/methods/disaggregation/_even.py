"""The most even solution of a linear program: one point where a program has many best ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from mcda.errors import MethodError
from mcda.linear import LinearProgram, LinearSolution, LinearStatus, Row, solve

Terms = Mapping[int, float]

# What a variable must be able to gain beyond the smallest one to count as free to grow: well above what the solver
# takes for rounding, which adds up over many constraints, and well below what matters in a value from 0 to 1.
_GAIN: Final = 1e-4
_SURE: Final = 1e-5


def solved(program: LinearProgram) -> LinearSolution:
    """Solve, or raise: the programs of this family have solutions, and bounded ones.

    Raises
    ------
    MethodError
        The solver found no proven optimum.
    """
    solution = solve(program)
    if solution.status is not LinearStatus.OPTIMAL:
        raise MethodError(f"the linear program of the model was not solved: the status is {solution.status.value!r}")
    return solution


def aiming(program: LinearProgram, objective: Terms) -> LinearProgram:
    """Return the program with another objective, given by number of the variable."""
    return replace(program, objective=tuple(objective.get(j, 0.0) for j in range(len(program.objective))))


def best(program: LinearProgram) -> float:
    """Return the largest value of the objective, or raise as `solved` does."""
    return solved(program).objective or 0.0


def most_even(program: LinearProgram, watched: Sequence[int]) -> tuple[float, ...]:
    """Return the solution whose smallest watched variable is largest, then the second smallest, and so on.

    That solution is the only one of its kind (two of them would have a better one half way), so the variables watched
    have one value each, whatever solver looks for them, and in whatever order they stand.

    Parameters
    ----------
    program
        Its constraints; the objective is not looked at.
    watched
        Numbers of variables that have an upper bound.

    Returns
    -------
    One number for each of `watched`.

    References
    ----------
    Ogryczak, W., Pioro, M. & Tomaszewski, A. (2005). Telecommunications network design and max-min optimization
    problem. *Journal of Telecommunications and Information Technology* 3, 43-56.

    Examples
    --------
    >>> halves = Row(((0, 1.0), (1, 1.0), (2, 1.0)), "==", 1.0), Row(((0, 1.0),), "<=", 0.2)
    >>> most_even(LinearProgram((0.0, 0.0, 0.0), halves), [0, 1, 2])
    (0.2, 0.4, 0.4)
    """
    fixed: dict[int, float] = {}
    free = list(watched)
    while free:
        held = _held(program, fixed)
        level = best(_widened(held, (1.0,), _above(held, free, 1), lower=None, upper=None))
        fixed |= dict.fromkeys(_stuck(held, free, level), level)
        free = [j for j in free if j not in fixed]
    solved(_held(program, fixed))
    return tuple(fixed[j] for j in watched)


def _stuck(program: LinearProgram, free: Sequence[int], level: float) -> list[int]:
    """Return the free variables that cannot exceed the largest level that all of them reach.

    One program lets all of them gain a little; whoever gains nothing in it is asked alone, because one gain may have
    been at the cost of another.
    """
    n = len(program.objective)
    gains = _above(program, free, len(free), level)
    spread = solved(_widened(program, (1.0,) * len(free), gains, lower=0.0, upper=_GAIN)).values[n:]
    if sum(spread) < _SURE:
        return list(free)
    floor = tuple(Row.of({j: 1.0}, ">=", level) for j in free)
    alone = {
        j: best(aiming(program.with_rows(*floor), {j: 1.0})) - level
        for j, gain in zip(free, spread, strict=True)
        if gain < _GAIN / 2
    }
    # At least one of them is stuck, whatever rounding says.
    least = min(alone.values(), default=0.0)
    return [j for j, gain in alone.items() if gain <= max(least, _SURE)] or list(free)


def _held(program: LinearProgram, fixed: Mapping[int, float]) -> LinearProgram:
    """Return the program without an objective, with some variables fixed."""
    lower, upper = (tuple(fixed.get(j, end) for j, end in enumerate(ends)) for ends in (program.lower, program.upper))
    return replace(program, objective=(0.0,) * len(program.objective), lower=lower, upper=upper)


def _above(program: LinearProgram, free: Sequence[int], more: int, level: float = 0.0) -> tuple[Row, ...]:
    """Return the constraints that each free variable is at least the level plus one of `more` new variables."""
    n = len(program.objective)
    return tuple(Row.of({j: 1.0, n + k % more: -1.0}, ">=", level) for k, j in enumerate(free))


def _widened(
    program: LinearProgram,
    objective: tuple[float, ...],
    rows: tuple[Row, ...],
    lower: float | None,
    upper: float | None,
) -> LinearProgram:
    """Return the program with more variables, which alone make up its objective, and more rows."""
    more = len(objective)
    return LinearProgram(
        program.objective + objective,
        (*program.rows, *rows),
        (*program.lower, *(lower,) * more),
        (*program.upper, *(upper,) * more),
    )
