"""Raw 0-1 problems: values and linear constraints, as reference cases and PROMETHEE V state them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from mcda.errors import PortfolioError, nearest
from mcda.portfolio.optimum import optimise
from mcda.portfolio.problem import PortfolioProblem, amount
from mcda.portfolio.result import Portfolio


def solve_zero_one(
    values: Sequence[Fraction | int | float],
    constraints: Sequence[Mapping[str, Any]],
    *,
    options: Sequence[str] | None = None,
) -> Portfolio:
    """Choose the set with the largest sum of values under linear constraints.

    Parameters
    ----------
    values : length n
        What each option adds.
    constraints
        Each with `coefficients` (length n), `sense` ("<=", ">=" or "==") and `bound`.
    options : length n
        Names; by default p1, p2, ...

    Returns
    -------
    A `Portfolio`. `len(portfolio.tied)` counts the optimal sets, provided that `near_ties_complete`.

    Raises
    ------
    PortfolioError
        A wrong length, an unknown sense, or a number that is not finite.

    References
    ----------
    Brans, J.-P. & Mareschal, B. (1992). PROMETHEE V: MCDM problems with segmentation constraints. *INFOR* 30(2), 85-96.

    Examples
    --------
    >>> budget = {"coefficients": [4, 8, 10, 8], "sense": "<=", "bound": 20}
    >>> chosen = solve_zero_one([3, 4, 3, 2], [budget])
    >>> chosen.options, chosen.score, len(chosen.tied)
    (('p1', 'p2', 'p4'), 9.0, 1)
    """
    return optimise(zero_one_problem(values, constraints, options=options), within=0, best=1)


def zero_one_problem(
    values: Sequence[Fraction | int | float],
    constraints: Sequence[Mapping[str, Any]],
    *,
    options: Sequence[str] | None = None,
) -> PortfolioProblem:
    """Return the problem that values and linear constraints make; see `solve_zero_one`.

    Raises
    ------
    PortfolioError
        A wrong length, an unknown sense, or a number that is not finite.
    """
    names = tuple(f"p{j + 1}" for j in range(len(values))) if options is None else tuple(str(o) for o in options)
    if len(names) != len(values):
        raise PortfolioError(f"{len(names)} options for {len(values)} values; expected one for each")
    uses: dict[str, dict[str, Fraction]] = {}
    limits: dict[str, Fraction] = {}
    for i, constraint in enumerate(constraints, start=1):
        coefficients, sense = constraint["coefficients"], constraint["sense"]
        if len(coefficients) != len(values):
            raise PortfolioError(f"constraint {i} has {len(coefficients)} coefficients for {len(values)} values")
        if sense not in ("<=", ">=", "=="):
            raise PortfolioError(f"constraint {i} has the sense {sense!r}{nearest(str(sense), ['<=', '>=', '=='])}")
        exact = [amount(c, f"a coefficient of constraint {i}") for c in coefficients]
        bound = amount(constraint["bound"], f"the bound of constraint {i}")
        # At least this much is at most that much with the signs changed; equality is both.
        for sign, wanted in ((1, "<="), (-1, ">=")):
            if sense in (wanted, "=="):
                name = f"constraint {i} ({wanted})"
                uses[name] = {o: sign * c for o, c in zip(names, exact, strict=True)}
                limits[name] = sign * bound
    benefits = dict(zip(names, (amount(v, "a value") for v in values), strict=True))
    return PortfolioProblem(names, benefits, uses, limits)
