"""Cases of models learned from reference options."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mcda.methods import Uta, UtaStar
from mcda.verify.answers.common import TABLE, Adapter, table_of
from mcda.verify.case import Case, number, numbers, sequence

_FOUND: Final = ("min_total_error", "min_criterion_weights", "max_criterion_weights")


def _uta(method: type[Uta] | type[UtaStar]) -> Callable[[Case], Mapping[str, Any]]:
    def answer(case: Case) -> Mapping[str, Any]:
        table = table_of(case)
        stated = sequence(case.params.get("breakpoints"), "params.breakpoints", len(table.criteria))
        points = [numbers(each, f"params.breakpoints[{j}]") for j, each in enumerate(stated)]
        ranks = numbers(case.params.get("ranks"), "params.ranks", len(table.options))
        model = method.from_ranks(
            table,
            dict(zip(table.options.ids, ranks, strict=True)),
            breakpoints=dict(zip(table.criteria.ids, points, strict=True)),
            delta=number(case.params.get("delta"), "params.delta"),
            post_optimality_epsilon=number(
                case.params.get("post_optimality_epsilon", 0.0), "params.post_optimality_epsilon"
            ),
        )
        details = model.rank(table).details
        return {name: details[name] for name in _FOUND}

    return answer


_PARAMS: Final = frozenset({"breakpoints", "ranks", "delta", "post_optimality_epsilon"})

ADAPTERS: Final[dict[str, Adapter]] = {
    "UTA": Adapter(TABLE, _PARAMS, frozenset(_FOUND), _uta(Uta)),
    "UTASTAR": Adapter(TABLE, _PARAMS, frozenset(_FOUND), _uta(UtaStar)),
}
