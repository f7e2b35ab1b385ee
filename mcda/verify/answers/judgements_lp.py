"""Cases of judgements that a linear program turns into weights or values: the best-worst method and MACBETH."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.elicit import best_worst, macbeth_scale
from mcda.verify.answers.common import Adapter, choose
from mcda.verify.case import Case, CaseError, names, numbers, sequence

_MODELS: Final = {"linear": "linear", "nonlinear": "nonlinear"}


def _best_worst(case: Case) -> Mapping[str, Any]:
    criteria = names(case.field("criteria"), "criteria")
    from_best, to_worst = (
        dict(zip(criteria, numbers(case.field(side), side, len(criteria)), strict=True))
        for side in ("best_to_others", "others_to_worst")
    )
    best, worst = (names([case.params.get(name)], f"params.{name}")[0] for name in ("best", "worst"))
    model = choose(case, "model", _MODELS, "linear")
    weights = best_worst(from_best, to_worst, best=best, worst=worst, model=model)
    found = weights.consistency
    return {
        "weights": list(weights.shares.values()),
        "xi": found["xi"],
        "input_CR": found["input_CR"],
        "CR": found.get("CR"),
    }


def _macbeth(case: Case) -> Mapping[str, Any]:
    options = names(case.field("alternatives"), "alternatives")
    rows = sequence(case.field("judgements"), "judgements", len(options))
    judged = []
    for i, row in enumerate(rows):
        for k, category in enumerate(sequence(row, f"judgements[{i}]", len(options))):
            if category is None:
                continue
            if k > i:
                judged.append([options[i], options[k], category])
            elif k < i or category != 0:
                raise CaseError(f"judgements[{i}][{k}] stands on or below the diagonal; expected 0 on it, null below")
    scale = macbeth_scale(options, judged)
    return {
        "consistent": scale.consistent,
        "basic_scale": list(scale.basic.values()),
        "anchored_scale": list(scale.values.values()),
    }


ADAPTERS: Final[dict[str, Adapter]] = {
    "BWM": Adapter(
        frozenset({"criteria", "best_to_others", "others_to_worst"}),
        frozenset({"best", "worst", "model"}),
        frozenset({"weights", "xi", "CR", "input_CR"}),
        _best_worst,
    ),
    "MACBETH": Adapter(
        frozenset({"alternatives", "judgements"}),
        frozenset(),
        frozenset({"consistent", "basic_scale", "anchored_scale"}),
        _macbeth,
    ),
}
