"""Cases of rank correlation."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.robustness.correlation import concordance, kendall_tau, spearman, weighted_spearman, ws
from mcda.verify.answers.common import Adapter, choose
from mcda.verify.case import Case, numbers, sequence

_FIRST: Final = "the first ranking is the reference x of WS"


def _correlation(case: Case) -> Mapping[str, Any]:
    choose(case, "reference", {_FIRST: _FIRST}, _FIRST)
    first, second = (numbers(r, "rankings") for r in sequence(case.field("rankings"), "rankings", 2))
    pairs, tau = concordance(first, second), kendall_tau(first, second)
    return {
        "spearman": spearman(first, second),
        "kendall_tau": tau,
        "kendall_tau_b": tau,
        "weighted_spearman": weighted_spearman(first, second),
        "ws": ws(first, second),
        "concordant": pairs.concordant,
        "discordant": pairs.discordant,
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "rank correlation": Adapter(
        frozenset({"rankings"}),
        frozenset({"reference"}),
        frozenset({"spearman", "kendall_tau", "kendall_tau_b", "weighted_spearman", "ws", "concordant", "discordant"}),
        _correlation,
    ),
}
