"""Cases of weights from orders, ratios, trade-offs and influences of criteria."""

from collections.abc import Mapping
from typing import Any, Final

from mcda.elicit import cards, dematel, fucom, lbwa, rancom, rank_exponent, swara, trade_off
from mcda.verify.answers.common import Adapter, intervals_of
from mcda.verify.case import Case, CaseError, mapping, names, number, numbers, sequence, shown
from mcda.weights import Weights

_CRITERIA: Final = frozenset({"criteria"})
_RANKS: Final = "criteria_ranks"


def _criteria(case: Case) -> list[str]:
    return names(case.field("criteria"), "criteria")


def _by_criterion(case: Case, name: str) -> dict[str, float]:
    criteria = _criteria(case)
    return dict(zip(criteria, numbers(case.params.get(name), f"params.{name}", len(criteria)), strict=True))


def _told(case: Case, weights: Weights, *keys: str) -> dict[str, Any]:
    """Return the weights and what the consistency says under these keys, in the order of the criteria of the case."""
    criteria, found = _criteria(case), {}
    for key in keys:
        value = weights.consistency[key]
        found[key] = [value[c] for c in criteria] if isinstance(value, Mapping) else value
    return {"weights": [weights.shares[c] for c in criteria], **found}


def _fucom(case: Case) -> Mapping[str, Any]:
    checks = _pairs(case, "checks")
    return _told(case, fucom(_by_criterion(case, "priorities"), checks=checks), "chi", "DFC")


def _pairs(case: Case, name: str) -> list[list[Any]]:
    """Return judgements on pairs: two names and a number each."""
    found = []
    for k, each in enumerate(sequence(case.params.get(name), f"params.{name}")):
        where = f"params.{name}[{k}]"
        a, b, times = sequence(each, where, 3)
        found.append([*names([a, b], where), number(times, f"{where}[2]")])
    return found


def _swara(case: Case) -> Mapping[str, Any]:
    steps = _by_criterion(case, "steps")
    first = next(iter(steps))
    if steps.pop(first) != 0:
        raise CaseError(
            f"params.steps begins with {shown(case.params['steps'][0])}; expected 0 for the first criterion"
        )
    return _told(case, swara(_criteria(case), steps), "recalculated", "coefficients")


def _lbwa(case: Case) -> Mapping[str, Any]:
    stated = sequence(case.params.get("levels"), "params.levels")
    levels = [
        {c: _whole(each, f"params.levels[{k}]") for c, each in mapping(level, f"params.levels[{k}]").items()}
        for k, level in enumerate(stated)
    ]
    weights = lbwa(levels, r0=number(case.params.get("r0"), "params.r0"))
    if set(weights.shares) != set(_criteria(case)):
        raise CaseError(f"params.levels names {', '.join(weights.shares)}; expected the criteria")
    return _told(case, weights, "influence")


def _rancom(case: Case) -> Mapping[str, Any]:
    return _told(case, rancom(_by_criterion(case, _RANKS)), "summed")


def _cards(case: Case) -> Mapping[str, Any]:
    decimals = case.params.get("decimals")
    weights = cards(
        _by_criterion(case, _RANKS),
        [_whole(each, "params.blanks") for each in sequence(case.params.get("blanks"), "params.blanks")],
        z=number(case.params.get("z"), "params.z"),
        decimals=None if decimals is None else _whole(decimals, "params.decimals"),
    )
    return _told(case, weights, "counts", "step")


def _rank_exponent(case: Case) -> Mapping[str, Any]:
    return _told(case, rank_exponent(_by_criterion(case, _RANKS), z=number(case.params.get("z"), "params.z")))


def _trade_off(case: Case) -> Mapping[str, Any]:
    criteria = _criteria(case)
    statements = []
    for k, each in enumerate(sequence(case.params.get("statements"), "params.statements")):
        where = f"params.statements[{k}]"
        sides = [sequence(side, where, 3) for side in sequence(each, where, 2)]
        ids = names([side[0] for side in sides], where)
        statements.append({c: numbers(list(side[1:]), where) for c, side in zip(ids, sides, strict=True)})
    levels = dict(zip(criteria, intervals_of(case, "levels", len(criteria)), strict=True))
    weights = trade_off(statements, levels=levels)
    found = _told(case, weights, "consistent", "redundant")
    return {**found, "largest_factor": weights.consistency.get("largest_factor", 1.0)}


def _dematel(case: Case) -> Mapping[str, Any]:
    criteria = _criteria(case)
    rows = sequence(case.field("influence"), "influence", len(criteria))
    influence = [numbers(row, f"influence[{i}]", len(criteria)) for i, row in enumerate(rows)]
    return _told(case, dematel(influence, criteria=criteria), "given", "taken", "prominence", "relation")


def _whole(given: Any, where: str) -> int:
    found = number(given, where)
    if not found.is_integer():
        raise CaseError(f"{where} holds {shown(given)}; expected a whole number")
    return int(found)


def _weights(*more: str) -> frozenset[str]:
    return frozenset({"weights", *more})


ADAPTERS: Final[dict[str, Adapter]] = {
    "FUCOM weights": Adapter(_CRITERIA, frozenset({"priorities", "checks"}), _weights("chi", "DFC"), _fucom),
    "SWARA weights": Adapter(_CRITERIA, frozenset({"steps"}), _weights("recalculated", "coefficients"), _swara),
    "LBWA weights": Adapter(_CRITERIA, frozenset({"levels", "r0"}), _weights("influence"), _lbwa),
    "RANCOM weights": Adapter(_CRITERIA, frozenset({_RANKS}), _weights("summed"), _rancom),
    "cards weights": Adapter(
        _CRITERIA, frozenset({_RANKS, "blanks", "z", "decimals"}), _weights("counts", "step"), _cards
    ),
    "rank-exponent weights": Adapter(_CRITERIA, frozenset({_RANKS, "z"}), _weights(), _rank_exponent),
    "trade-off weights": Adapter(
        _CRITERIA,
        frozenset({"levels", "statements"}),
        _weights("consistent", "redundant", "largest_factor"),
        _trade_off,
    ),
    "DEMATEL weights": Adapter(
        _CRITERIA | {"influence"}, frozenset(), _weights("given", "taken", "prominence", "relation"), _dematel
    ),
}
