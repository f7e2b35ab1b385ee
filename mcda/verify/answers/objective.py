"""Cases of weights from the data."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mcda.elicit.objective import (
    angle,
    cilos,
    coefficient_of_variation,
    critic,
    entropy,
    gini,
    idocriw,
    lopcow,
    merec,
    standard_deviation,
    variance,
)
from mcda.table import PerformanceTable
from mcda.verify.answers.common import Adapter, choose, table_of
from mcda.verify.case import Case
from mcda.weights import Weights

_FIELDS: Final = frozenset({"alternatives", "criteria", "matrix", "directions"})


def _measured(way: Callable[[PerformanceTable], Weights], *keys: str) -> Callable[[Case], Mapping[str, Any]]:
    """Return an answer with the weights and these intermediate numbers, in the order of the criteria."""

    def answer(case: Case) -> Mapping[str, Any]:
        weights = way(table_of(case))
        return {"weights": list(weights.shares.values()), **{key: _plain(weights.consistency[key]) for key in keys}}

    return answer


def _plain(numbers: Any) -> Any:
    return [_plain(each) for each in numbers.values()] if isinstance(numbers, Mapping) else numbers


def _critic(case: Case) -> Mapping[str, Any]:
    choose(case, "normalisation", {"minmax": "minmax"}, "minmax")
    return _measured(critic)(case)


def _standard_deviation(case: Case) -> Mapping[str, Any]:
    how = choose(case, "normalisation", {"minmax": "minmax", "none": "none"}, "minmax")
    return _measured(lambda table: standard_deviation(table, normalization=how))(case)


def _variance(case: Case) -> Mapping[str, Any]:
    how = choose(case, "normalisation", {"minmax": "minmax", "none": "none"}, "minmax")
    return _measured(lambda table: variance(table, normalization=how), "variance")(case)


def _adapter(answer: Callable[[Case], Mapping[str, Any]], *keys: str, params: frozenset[str] = frozenset()) -> Adapter:
    return Adapter(_FIELDS, params, frozenset({"weights", *keys}), answer)


_NORMALISATION: Final = frozenset({"normalisation"})

ADAPTERS: Final[dict[str, Adapter]] = {
    "entropy weights": _adapter(_measured(entropy, "entropy"), "entropy"),
    "CRITIC weights": _adapter(_critic, params=_NORMALISATION),
    "standard-deviation weights": _adapter(_standard_deviation, params=_NORMALISATION),
    "MEREC weights": _adapter(_measured(merec, "removal_effects"), "removal_effects"),
    "CILOS weights": _adapter(_measured(cilos, "impact_loss"), "impact_loss"),
    "IDOCRIW weights": _adapter(
        _measured(idocriw, "entropy_weights", "cilos_weights"), "entropy_weights", "cilos_weights"
    ),
    "variance weights": _adapter(_variance, "variance", params=_NORMALISATION),
    "coefficient-of-variation weights": _adapter(
        _measured(coefficient_of_variation, "coefficient_of_variation"), "coefficient_of_variation"
    ),
    "Gini weights": _adapter(_measured(gini, "gini"), "gini"),
    "angle weights": _adapter(_measured(angle, "angle"), "angle"),
    "LOPCOW weights": _adapter(_measured(lopcow, "percentage"), "percentage"),
}
