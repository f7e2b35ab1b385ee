"""Why a portfolio is what it is: which limits and rules hold it down, what came close, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from mcda.frozen import FrozenDict
from mcda.linear import LinearStatus, solve
from mcda.portfolio.model import linear_model
from mcda.portfolio.parts import Clash, LimitUse, NearTie, Overflow, Relaxation, Worth
from mcda.portfolio.problem import Demand, PortfolioProblem, number
from mcda.portfolio.search import Candidate, PortfolioStatus, best_sets

_PART = 1e-6
_ORDER = ("limit", "forbid", "at_most", "needs", "at_least", "require")


def worth(problem: PortfolioProblem, value: Fraction, *, time_limit: float | None = None) -> tuple[Worth, ...]:
    """Return what dropping each demand alone would add, found by solving again without it.

    Duals would not do: a whole-numbered problem has none that mean a price.

    Parameters
    ----------
    value
        The value of the best set under all demands.
    time_limit
        In seconds, for each of them.
    """

    def gain(demand: Demand) -> Fraction | None:
        freed = best_sets(problem.without(demand), keep=0, time_limit=time_limit)
        return freed.found[0].value - value if freed.status is PortfolioStatus.OPTIMAL else None

    return tuple(Worth(demand, gain(demand)) for demand in problem.demands)


def limit_uses(problem: PortfolioProblem, chosen: Iterable[str]) -> tuple[LimitUse, ...]:
    """Return what a set uses of each resource, beside its limit."""
    found = []
    for resource, used in problem.used(tuple(chosen)).items():
        limit = problem.limits.get(resource)
        found.append(LimitUse(resource, used, limit, None if limit is None else limit - used))
    return tuple(found)


def near_tie(winner: Candidate, other: Candidate) -> NearTie:
    """Compare a set with the winner."""
    behind = winner.value - other.value
    return NearTie(
        other.options,
        other.value,
        behind,
        behind / abs(winner.value) if winner.value else None,
        tuple(o for o in other.options if o not in winner.options),
        tuple(o for o in winner.options if o not in other.options),
    )


def relaxation(problem: PortfolioProblem, value: Fraction | None) -> Relaxation | None:
    """Return the best value if options could be taken in part; None where even that is impossible."""
    linear = linear_model(problem)
    solution = solve(linear.program.relaxed())
    if solution.status is not LinearStatus.OPTIMAL:
        return None
    bound = (solution.objective or 0.0) * float(linear.scale)
    parts = {o: x for o, x in zip(problem.options, solution.values, strict=False) if _PART < x < 1 - _PART}
    return Relaxation(bound, parts, None if value is None else bound - float(value))


def overflows(problem: PortfolioProblem, chosen: tuple[str, ...]) -> tuple[Overflow, ...]:
    """Return the criteria on which the summed gains of a set leave the scale of 0 to 100."""
    found = []
    for gain in problem.gains:
        at = {o: gain.gains.get(o, Fraction(0)) for o in chosen}
        expected = gain.baseline + sum((problem.chances.get(o, Fraction(1)) * g for o, g in at.items()), Fraction(0))
        undiscounted = gain.baseline + sum(at.values(), Fraction(0))
        if not (0 <= expected <= 100 and 0 <= undiscounted <= 100):
            found.append(Overflow(gain.criterion, gain.baseline, expected, undiscounted))
    return tuple(found)


def clashes(problem: PortfolioProblem) -> tuple[tuple[Clash, ...], Mapping[str, Fraction | None]]:
    """Return demands that cannot hold together, none of which can be spared, and what each limit would have to be.

    Demands are dropped one by one, and put back where the rest would then be possible (a deletion filter). Limits are
    spared first, so that a clash that no amount would cure is named before one of money; what was asked for on purpose
    is dropped last, so that it is named wherever it has a part.

    Returns
    -------
    The clashing demands in the order of the problem; and for each limit among them the least amount that would do
    while every other demand of the problem holds, None where no amount would.

    References
    ----------
    Chinneck, J. W. (2008). *Feasibility and Infeasibility in Optimization*. Springer. doi:10.1007/978-0-387-74932-7
    """
    left = problem
    for demand in sorted(problem.demands, key=lambda d: _ORDER.index(d.kind)):
        fewer = left.without(demand)
        if not possible(fewer):
            left = fewer
    scarce = [d.resource for d in left.demands if d.kind == "limit"]
    named = tuple(Clash(d, _in_words(d, left, scarce)) for d in left.demands)
    return named, FrozenDict({r: least(problem, r) for r in scarce})


def possible(problem: PortfolioProblem) -> bool:
    """Tell whether any set obeys all demands."""
    free = replace(problem, benefits=dict.fromkeys(problem.options, Fraction(0)), synergies=())
    return bool(best_sets(free, keep=0).found)


def least(problem: PortfolioProblem, resource: str) -> Fraction | None:
    """Return the least use of a resource with which every demand but its own limit can be met; None if none can."""
    use = problem.uses[resource]
    cheap = replace(
        problem,
        benefits={o: -use.get(o, Fraction(0)) for o in problem.options},
        synergies=(),
        limits={r: a for r, a in problem.limits.items() if r != resource},
    )
    found = best_sets(cheap, keep=0).found
    return -found[0].value if found else None


def _in_words(demand: Demand, problem: PortfolioProblem, scarce: list[str]) -> str:
    """Say a demand together with what its options take of the resources that are scarce."""

    def with_use(option: str) -> str:
        taken = ", ".join(f"{r} {number(problem.uses[r].get(option, Fraction(0)))}" for r in scarce)
        return f"{option} ({taken})" if taken else option

    if demand.kind == "needs":
        others = " or ".join(with_use(o) for o in demand.any_of) or "something that is not to be had"
        return f"{with_use(demand.options[0])} needs {others}"
    if demand.kind == "limit":
        return str(demand)
    names = ", ".join(with_use(o) for o in demand.options)
    return (
        f"{demand.kind.replace('_', ' ')} {demand.count} of: {names}"
        if demand.kind.startswith("at_")
        else (f"{demand.kind} {names}")
    )
