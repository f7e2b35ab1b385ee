"""A portfolio problem as a 0-1 linear program.

One variable per option (1: chosen) and one per synergy (1: all of its options chosen). A synergy's variable is held
from both sides, `y <= x_i` for each option and `y >= sum x_i - (k - 1)`: with the upper side alone a conflict would be
dodged, with the lower side alone a synergy would be had for nothing.

References
----------
Lourenço, J. C., Morton, A. & Bana e Costa, C. A. (2012). PROBE: a multicriteria decision support system for portfolio
robustness evaluation. *Decision Support Systems* 54, 534-550. doi:10.1016/j.dss.2012.08.001

Balas, E. & Jeroslow, R. (1972). Canonical cuts on the unit hypercube. *SIAM Journal on Applied Mathematics* 23, 61-69.
doi:10.1137/0123007
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from mcda.linear import LinearProgram, Row
from mcda.portfolio.problem import Demand, PortfolioProblem

_LARGEST = 1024


@dataclass(frozen=True)
class Model:
    """The linear program of a portfolio problem.

    Parameters
    ----------
    program
        Variables 0 to n - 1 are the options in order, the rest the synergies in order.
    labels
        For each row of the program, what it stands for.
    scale
        The program's objective is the portfolio's value divided by this.
    slop
        How far, in points of value, the solver's objective may be off.
    grid
        Values of portfolios are whole multiples of this; 1 where every portfolio is worth nothing.
    """

    program: LinearProgram
    labels: tuple[str, ...]
    scale: Fraction
    slop: Fraction
    grid: Fraction


def linear_model(problem: PortfolioProblem) -> Model:
    """Return the linear program of a problem."""
    n = len(problem.options)
    at = {o: j for j, o in enumerate(problem.options)}
    points = [problem.benefits[o] for o in problem.options] + [s.points for s in problem.synergies]
    largest = max((abs(p) for p in points), default=Fraction(0))
    scale = largest or Fraction(1)
    labelled = [(str(d), demand_row(d, problem.uses, at)) for d in problem.demands]
    labelled += [pair for k, s in enumerate(problem.synergies) for pair in _product(s.of, n + k, at)]
    program = LinearProgram(
        tuple(float(p / scale) for p in points),
        tuple(row for _, row in labelled),
        upper=(1.0,) * len(points),
        integer=(True,) * n + (False,) * len(problem.synergies),
    )
    # HiGHS lets a whole number be off by 1e-6; twice that on every variable is more than it can gain.
    slop = 2 * sum((abs(p) for p in points), Fraction(0)) / 10**6
    return Model(program, tuple(label for label, _ in labelled), scale, slop, common_step(points) or Fraction(1))


def demand_row(demand: Demand, uses: Mapping[str, Mapping[str, Fraction]], at: Mapping[str, int]) -> Row:
    """Return the row of one demand over the variables of the options."""
    ones = {at[o]: 1.0 for o in demand.options}
    if demand.kind == "limit":
        by = {at[o]: u for o, u in uses[demand.resource].items() if u}
        return whole_row(by, demand.amount)
    if demand.kind == "at_most":
        return Row.of(ones, "<=", float(demand.count))
    if demand.kind == "at_least":
        return Row.of(ones, ">=", float(demand.count))
    if demand.kind == "needs":
        others = {at[o]: -1.0 for o in demand.any_of if o not in demand.options}
        bound = 1.0 if len(others) < len(demand.any_of) else 0.0
        return Row.of({**ones, **others}, "<=", bound)
    return Row.of(ones, "==", 1.0 if demand.kind == "require" else 0.0)


def whole_row(by: Mapping[int, Fraction], bound: Fraction) -> Row:
    """Return `sum by[j] x_j <= bound` in numbers that a solver likes.

    Multiplied to whole numbers without a common factor, the bound cut down to one, then divided by a power of two until
    the largest is about a thousand: exact for amounts such as 5e10 won, where the raw row would drown the tolerances.
    """
    step = common_step(by.values())
    if step == 0:
        return Row((), "<=", float(bound))
    whole, top = {j: int(u / step) for j, u in by.items()}, bound // step
    largest = max(abs(u) for u in whole.values())
    power = 1
    while largest > _LARGEST * power:
        power *= 2
    # Beyond what all of them can use, a limit is no limit; and its row then stays within floating-point range.
    top = max(min(top, sum(u for u in whole.values() if u > 0)), sum(u for u in whole.values() if u < 0) - 1)
    return Row.of({j: u / power for j, u in whole.items()}, "<=", top / power)


def no_good(chosen: Collection[int], n: int) -> Row:
    """Return the row that forbids exactly one set of the first n variables, and no other.

    The short form that only counts the chosen ones would forbid every larger set too, which is wrong as soon as an
    option may be worth less than nothing.
    """
    return Row.of({j: 1.0 if j in chosen else -1.0 for j in range(n)}, "<=", len(chosen) - 1.0)


def common_step(numbers: Collection[Fraction]) -> Fraction:
    """Return the largest fraction of which all numbers are whole multiples; 0 where all are 0.

    >>> common_step([Fraction(3, 2), Fraction(5, 4)])
    Fraction(1, 4)
    """
    below = lcm(*(x.denominator for x in numbers))
    return Fraction(gcd(*(x.numerator * (below // x.denominator) for x in numbers)), below)


def _product(of: tuple[str, ...], y: int, at: Mapping[str, int]) -> Iterator[tuple[str, Row]]:
    names = tuple(dict.fromkeys(of))
    for o in names:
        yield f"synergy of {', '.join(names)}: at most {o}", Row.of({y: 1.0, at[o]: -1.0}, "<=", 0.0)
    ones = {at[o]: 1.0 for o in names}
    yield f"synergy of {', '.join(names)}: at least all", Row.of({**ones, y: -1.0}, "<=", len(names) - 1.0)
