"""What the package answers to a case: one adapter per method of the cases."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.verify.answers import (
    acceptability,
    aggregation,
    correlation,
    disaggregation,
    distances,
    electre,
    fixed_points,
    judgements,
    judgements_lp,
    objective,
    orders,
    ordinal,
    portfolio,
    promethee,
    ratio,
    reference,
    sorting,
    value,
    voting,
)
from mcda.verify.answers.common import Adapter
from mcda.verify.case import Case, UnsupportedError

_EVERY_CASE: Final = frozenset(
    {"id", "method", "source", "provenance", "params", "expected", "published", "tolerance", "notes"}
)

ADAPTERS: Final[dict[str, Adapter]] = {
    **value.ADAPTERS,
    **aggregation.ADAPTERS,
    **reference.ADAPTERS,
    **distances.ADAPTERS,
    **fixed_points.ADAPTERS,
    **ratio.ADAPTERS,
    **promethee.ADAPTERS,
    **electre.ADAPTERS,
    **sorting.ADAPTERS,
    **disaggregation.ADAPTERS,
    **ordinal.ADAPTERS,
    **voting.ADAPTERS,
    **correlation.ADAPTERS,
    **acceptability.ADAPTERS,
    **judgements.ADAPTERS,
    **judgements_lp.ADAPTERS,
    **orders.ADAPTERS,
    **objective.ADAPTERS,
    **portfolio.ADAPTERS,
}


def answer(case: Case) -> Mapping[str, Any]:
    """Return everything the package has to say to a case, by key.

    Raises
    ------
    UnsupportedError
        The case names something not known here.
    CaseError
        The case lacks something its method needs.
    """
    if case.method not in ADAPTERS:
        raise UnsupportedError(f"no method {case.method!r} here yet")
    adapter = ADAPTERS[case.method]
    for what, given, known in (
        ("field", case.content, _EVERY_CASE | adapter.fields),
        ("parameter", case.params, adapter.params),
        ("expected key", case.expected, adapter.outputs),
    ):
        strange = sorted(set(given) - known)
        if strange:
            raise UnsupportedError(f"unknown {what}: {', '.join(strange)}")
    found = adapter.answer(case)
    beyond = sorted(set(case.expected) - set(found))
    if beyond:
        raise UnsupportedError(f"not computed for a case of this size: {', '.join(beyond)}")
    return found
