"""Cases of portfolios."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.portfolio.search import PortfolioStatus
from mcda.portfolio.zero_one import solve_zero_one
from mcda.verify.answers.common import Adapter
from mcda.verify.case import Case, CaseError, UnsupportedError, mapping, names, number, numbers, sequence, shown


def zero_one_constraints(case: Case, n: int) -> list[dict[str, Any]]:
    """Return the linear constraints among the parameters, each with one coefficient per option."""
    constraints = []
    for i, each in enumerate(sequence(case.params.get("constraints"), "params.constraints")):
        where = f"params.constraints[{i}]"
        stated = mapping(each, where)
        strange = sorted(set(stated) - {"coefficients", "sense", "bound"})
        if strange or stated.get("sense") not in ("<=", ">=", "=="):
            raise UnsupportedError(f"{where}: {shown(strange or stated.get('sense'))} is not known here")
        coefficients = numbers(stated.get("coefficients"), f"{where}.coefficients", n)
        bound = number(stated.get("bound"), f"{where}.bound")
        constraints.append({"coefficients": coefficients, "sense": stated["sense"], "bound": bound})
    return constraints


def _portfolio(case: Case) -> Mapping[str, Any]:
    options = names(case.field("alternatives"), "alternatives")
    values = numbers(case.params.get("values"), "params.values", len(options))
    constraints = zero_one_constraints(case, len(options))
    chosen = solve_zero_one(values, constraints, options=options)
    if chosen.status is not PortfolioStatus.OPTIMAL or not chosen.near_ties_complete:
        raise CaseError(f"no proven optimum with all its ties: the status is {chosen.status.value!r}")
    return {
        "objective": chosen.score,
        "selection": [int(o in chosen.options) for o in options],
        "selected": [o for o in options if o in chosen.options],
        "n_optimal_solutions": len(chosen.tied),
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "0-1 portfolio": Adapter(
        frozenset({"alternatives"}),
        frozenset({"values", "constraints"}),
        frozenset({"objective", "selection", "selected", "n_optimal_solutions"}),
        _portfolio,
    ),
}
