"""The best portfolios in exact order: the solver proposes, exact arithmetic decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from time import monotonic

from mcda.errors import PortfolioError
from mcda.linear import LinearSolution, LinearStatus, solve
from mcda.portfolio.model import Model, linear_model, no_good
from mcda.portfolio.problem import PortfolioProblem


class PortfolioStatus(StrEnum):
    """How the search for a portfolio ended; "optimal" is said only where it is proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Candidate:
    """A set that obeys every rule, with its exact value."""

    options: tuple[str, ...]
    value: Fraction


@dataclass(frozen=True)
class Search:
    """What a search found.

    Parameters
    ----------
    found
        Best first; ties in the order of the tie rule.
    rest
        No set that was not found is worth more than this; None where every set was found.
    complete
        True where every set that was asked for was found.
    solves
        How often the solver was asked.
    """

    status: PortfolioStatus
    found: tuple[Candidate, ...]
    rest: Fraction | None
    complete: bool
    solver: str
    version: str
    solves: int


def best_sets(
    problem: PortfolioProblem,
    *,
    keep: int = 1,
    within: Fraction = Fraction(0),
    most: int = 200,
    time_limit: float | None = None,
) -> Search:
    """Find the best set, the `keep` best, and all that are worth nearly as much.

    The solver is asked again and again, each time with the sets found before forbidden one by one, until what is left
    is worth less than what was asked for. Since the solver computes in floating point, its sets are checked against
    the rules as they are written and valued in exact fractions, and the search goes on until its tolerance can no
    longer hide a better set.

    Parameters
    ----------
    keep
        How many of the best are wanted. 0: only the best value, ties left aside.
    within
        Share of the best value: all sets that are behind by no more than this are wanted.
    most
        Give up completeness after this many sets.
    time_limit
        In seconds, for the whole search.

    Raises
    ------
    PortfolioError
        The solver failed, or the linear program and the rules disagree.

    Notes
    -----
    Ties: fewer options first, then the cheaper (by resources in their order), then the order of the study.
    """
    linear = linear_model(problem)
    program, end = linear.program, None if time_limit is None else monotonic() + time_limit
    found: list[Candidate] = []
    rest: Fraction | None = None
    solution, solves, refused, everything = LinearSolution(LinearStatus.UNDECIDED), 0, 0, False
    while len(found) + refused < most:
        left = None if end is None else end - monotonic()
        if left is not None and left <= 0 and solves:
            break
        solution = solve(program, time_limit=None if left is None else max(left, 1e-3))
        solves += 1
        everything = solution.status in (LinearStatus.INFEASIBLE, LinearStatus.UNBOUNDED_OR_INFEASIBLE)
        rest = None if everything else _rest(rest, solution, linear)
        if everything or _enough(found, rest, keep, within, linear.grid):
            break
        candidate = _candidate(problem, solution, linear)
        found += [] if candidate is None else [candidate]
        refused += candidate is None
        if solution.status is not LinearStatus.OPTIMAL or _enough(found, rest, keep, within, linear.grid):
            break
        chosen = {j for j in range(len(problem.options)) if solution.values[j] > 0.5}
        program = program.with_rows(no_good(chosen, len(problem.options)))
    ordered = tuple(sorted(found, key=lambda c: tie_rule(problem, c)))
    return Search(
        _status(ordered, rest, everything, linear.grid),
        ordered,
        rest,
        everything or _enough(found, rest, keep, within, linear.grid),
        solution.solver,
        solution.version,
        solves,
    )


def _status(ordered: tuple[Candidate, ...], rest: Fraction | None, everything: bool, grid: Fraction) -> PortfolioStatus:
    if not ordered:
        return PortfolioStatus.INFEASIBLE if everything else PortfolioStatus.UNDECIDED
    proven = everything or (rest is not None and rest < ordered[0].value + grid)
    return PortfolioStatus.OPTIMAL if proven else PortfolioStatus.FEASIBLE


def tie_rule(problem: PortfolioProblem, candidate: Candidate) -> tuple[object, ...]:
    """Return the key by which candidates are sorted, the first being the winner."""
    places = tuple(problem.options.index(o) for o in candidate.options)
    return (-candidate.value, len(places), tuple(problem.used(candidate.options).values()), places)


def _rest(rest: Fraction | None, solution: LinearSolution, linear: Model) -> Fraction | None:
    """Return the most that any set not yet found can be worth; the solver's word widened by its tolerance."""
    best = solution.objective if solution.status is LinearStatus.OPTIMAL else solution.bound
    if best is None:
        return rest
    new = Fraction(best) * linear.scale + linear.slop
    return new if rest is None else min(rest, new)


def _enough(found: list[Candidate], rest: Fraction | None, keep: int, within: Fraction, grid: Fraction) -> bool:
    """Tell whether nothing that was asked for can still be missing."""
    if not found or rest is None:
        return False
    values = sorted((c.value for c in found), reverse=True)
    if keep == 0:
        return rest < values[0] + grid
    if len(values) < keep:
        return False
    return rest < min(values[keep - 1], values[0] - within * abs(values[0]))


def _candidate(problem: PortfolioProblem, solution: LinearSolution, linear: Model) -> Candidate | None:
    """Check the solver's set against the rules as written, and value it exactly.

    A limit may be passed by less than the solver can see: that set is refused. Anything else means that the linear
    program does not say what the rules say.
    """
    if solution.status in (LinearStatus.ERROR, LinearStatus.UNBOUNDED):
        raise PortfolioError(f"the solver stopped with status {solution.status.value!r} on a portfolio problem")
    if solution.status is LinearStatus.UNDECIDED:
        return None
    options = tuple(o for o, x in zip(problem.options, solution.values, strict=False) if x > 0.5)
    value, used = problem.value(options), problem.used(options)
    broken = problem.broken(options)
    for demand in broken:
        by = problem.uses.get(demand.resource, {})
        tolerance = 2 * sum((abs(u) for u in by.values()), Fraction(0)) / 10**6
        if demand.kind != "limit" or used[demand.resource] > demand.amount + tolerance:
            raise PortfolioError(f"the solver chose {', '.join(options)}, which breaks: {demand}; this is a defect")
    claimed = Fraction(solution.objective or 0.0) * linear.scale
    if abs(claimed - value) > linear.slop:
        raise PortfolioError(
            f"the solver values {', '.join(options) or 'the empty set'} at {float(claimed):g}, the rules at "
            f"{float(value):g}; this is a defect"
        )
    return None if broken else Candidate(options, value)
