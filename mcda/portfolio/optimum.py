"""From a portfolio problem to the full result."""

from __future__ import annotations

from fractions import Fraction

from mcda.errors import PortfolioError
from mcda.portfolio.explain import clashes, limit_uses, near_tie, overflows, relaxation, worth
from mcda.portfolio.parts import PortfolioRecipe
from mcda.portfolio.problem import PortfolioProblem, amount
from mcda.portfolio.result import Portfolio
from mcda.portfolio.search import PortfolioStatus, Search, best_sets


def optimise(
    problem: PortfolioProblem,
    *,
    within: Fraction | float = Fraction(1, 50),
    best: int = 10,
    recipe: PortfolioRecipe | None = None,
    time_limit: float | None = None,
) -> Portfolio:
    """Find and prove the best portfolio, and say what it rests on.

    Parameters
    ----------
    within
        Sets that are behind by no more than this share of the best value are all listed (0.02 is 2%).
    best
        At least this many sets are listed, the winner included, where there are as many.
    recipe
        What the problem was made from; by default its limits and nothing else.
    time_limit
        In seconds, for the search and again for each limit and rule; then the status may be "feasible" or "undecided".

    Raises
    ------
    PortfolioError
        `within` is not a share, or `best` is not a whole number of 1 or more.

    Examples
    --------
    >>> values, costs = {"p1": 3, "p2": 4, "p3": 3, "p4": 2}, {"p1": 4, "p2": 8, "p3": 10, "p4": 8}
    >>> chosen = optimise(PortfolioProblem(tuple(values), values, {"cost": costs}, {"cost": 20}))
    >>> chosen.status.value, chosen.options, chosen.score, chosen.runner_up.options
    ('optimal', ('p1', 'p2', 'p4'), 9.0, ('p1', 'p2'))
    """
    share = amount(within, "`within`")
    if not 0 <= share <= 1:
        raise PortfolioError(f"`within` is {within!r}; expected a share from 0 to 1")
    if isinstance(best, bool) or not isinstance(best, int) or best < 1:
        raise PortfolioError(f"`best` is {best!r}; expected a whole number of 1 or more")
    recipe = PortfolioRecipe(limits=problem.limits) if recipe is None else recipe
    # One more than asked for, so that there is a runner-up even where only the best is wanted.
    found = best_sets(problem, keep=max(best, 2), within=share, time_limit=time_limit)
    if not found.found:
        return _nothing(problem, found, share, recipe)
    winner, others = found.found[0], found.found[1:]
    cut = min(winner.value - share * abs(winner.value), found.found[: max(best, 2)][-1].value)
    bound = None if found.status is PortfolioStatus.OPTIMAL or found.rest is None else float(found.rest)
    return Portfolio(
        problem,
        found.status,
        winner.options,
        winner.value,
        tied=tuple(c.options for c in found.found if c.value == winner.value),
        near_ties=tuple(near_tie(winner, c) for c in others if c.value >= cut),
        near_ties_complete=found.complete,
        within=share,
        limits=limit_uses(problem, winner.options),
        worth=worth(problem, winner.value, time_limit=time_limit),
        relaxation=relaxation(problem, winner.value),
        bound=float(winner.value) if found.status is PortfolioStatus.OPTIMAL else bound,
        overflows=overflows(problem, winner.options),
        recipe=recipe,
        solver=found.solver,
        solver_version=found.version,
    )


def _nothing(problem: PortfolioProblem, found: Search, within: Fraction, recipe: PortfolioRecipe) -> Portfolio:
    """Return the result without a set: with the demands that clash, or undecided."""
    named, least = clashes(problem) if found.status is PortfolioStatus.INFEASIBLE else ((), {})
    return Portfolio(
        problem,
        found.status,
        within=within,
        clashes=named,
        least=least,
        recipe=recipe,
        solver=found.solver,
        solver_version=found.version,
    )
