"""AHP: priorities of options through a hierarchy of criteria."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from mcda.elicit._consistency import RandomIndex
from mcda.elicit._reading import named, plain
from mcda.elicit.ahp import Priorities, ahp
from mcda.elicit.direct import direct
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.weights import Weights

Mode = Literal["distributive", "ideal"]
_WAYS: Final = ("ahp", "ahp_synthesis", "direct")


def ahp_synthesis(
    criteria: Weights | Mapping[str, Any],
    options: Mapping[str, Weights | Mapping[str, Any]],
    *,
    mode: Mode = "distributive",
    priorities: Priorities = "eigenvector",
    random_index: RandomIndex = "saaty_1980",
) -> Weights:
    """Return the priorities of options: their local priorities under each criterion, weighted by the criteria.

    Parameters
    ----------
    criteria
        Weights of the criteria: `Weights`, comparisons by id as `ahp` takes them, points by id, or judgements of `ahp`,
        `ahp_synthesis` or `direct` as a file holds them.
    options
        By criterion id, the priorities of the options under it, in the same forms. What `ahp_synthesis` returns can
        stand here again, so that a hierarchy may have any number of levels.
    mode
        "distributive": local priorities add to one. "ideal": they are divided by the largest, so that a copy of an
        option that is never best does not change the order of the others.
    priorities, random_index
        Passed on to `ahp` where comparisons are given.

    Returns
    -------
    Weights
        By option id, adding to one. `consistency` holds `CI` and `random_index` of the whole hierarchy (that of the
        criteria, plus those under each criterion weighted by the criterion), their ratio `CR`, `largest_CR`, and
        `largest_CR_at`: "criteria", or the criterion under which the options were compared.

    Raises
    ------
    WeightsError
        A criterion without options, options for something that is no criterion, or other options under one criterion
        than under another.

    References
    ----------
    Saaty, T. L. (1980). *The Analytic Hierarchy Process*. McGraw-Hill.

    Millet, I. & Saaty, T. L. (2000). On the relativity of relative measures: accommodating both rank preservation and
    rank reversals in the AHP. *European Journal of Operational Research* 121(1), 205-212.
    doi:10.1016/S0377-2217(99)00040-5

    Examples
    --------
    >>> ahp_synthesis({"cost": {"jobs": 3}}, {"cost": {"a": {"b": 4}}, "jobs": {"b": {"a": 4}}}).shares
    {'a': 0.65, 'b': 0.35}
    """
    if mode not in get_args(Mode):
        raise WeightsError(f"mode is {mode!r}; expected one of {', '.join(map(repr, get_args(Mode)))}")
    settings: dict[str, Any] = {"priorities": priorities, "random_index": random_index}
    weights = _weights(criteria, "the criteria", settings)
    given = named(options, "the options")
    for criterion in given:
        if criterion not in weights.fractions:
            raise WeightsError(
                f"options under {criterion!r}, which is not a criterion{nearest(criterion, weights.fractions)}"
            )
    local = {}
    for criterion in weights.fractions:
        if criterion not in given:
            raise WeightsError(f"no options under {criterion!r}; compare them under every criterion")
        local[criterion] = _weights(given[criterion], f"the options under {criterion!r}", settings)
    ids = _same_options(local)
    points = dict.fromkeys(ids, Fraction(0))
    for criterion, share in weights.fractions.items():
        under = local[criterion].fractions
        whole = max(under.values()) if mode == "ideal" else Fraction(1)
        for option in ids:
            points[option] += share * under[option] / whole
    judgements = {
        "method": "ahp_synthesis",
        "criteria": _written(criteria),
        "options": {criterion: _written(each) for criterion, each in given.items()},
        "mode": mode,
        **settings,
    }
    consistency, notes = _fit(weights, local)
    return judged(points, judgements=judgements, consistency=consistency, notes=notes)


def _weights(given: Any, what: str, settings: Mapping[str, Any]) -> Weights:
    """Return weights from any of the forms they may be given in."""
    if isinstance(given, Weights):
        return given
    found = named(given, what)
    try:
        if isinstance(found.get("method"), str):
            return _from_judgements(found)
        if all(hasattr(each, "items") for each in found.values()):
            return ahp(found, **settings)
        return direct(found)
    except WeightsError as fault:
        raise WeightsError(f"{what}: {fault}") from None


def _from_judgements(found: Mapping[str, Any]) -> Weights:
    arguments = {name: each for name, each in found.items() if name != "method"}
    if found["method"] not in _WAYS:
        raise WeightsError(f"the method is {found['method']!r}; expected one of {', '.join(map(repr, _WAYS))}")
    ways: dict[str, Callable[..., Weights]] = {"ahp": ahp, "ahp_synthesis": ahp_synthesis, "direct": direct}
    way = ways[found["method"]]
    try:
        return way(**arguments)
    except TypeError as fault:
        raise WeightsError(f"the {found['method']!r} judgements have the wrong form: {fault}") from fault


def _written(given: Any) -> Any:
    """Return what was given as plain data."""
    if not isinstance(given, Weights):
        return plain({key: dict(each.items()) if hasattr(each, "items") else each for key, each in given.items()})
    if given.judgements.get("method") in _WAYS:
        return plain(given.judgements)
    return plain(given.fractions)


def _same_options(local: Mapping[str, Weights]) -> list[str]:
    first, *others = local
    ids = list(local[first].fractions)
    for criterion in others:
        under = local[criterion].fractions
        missing = next((o for o in ids if o not in under), None)
        strange = next((o for o in under if o not in ids), None)
        if missing is not None or strange is not None:
            where = (criterion, first) if missing is not None else (first, criterion)
            raise WeightsError(
                f"option {missing if missing is not None else strange!r} is not compared under {where[0]!r}, but under "
                f"{where[1]!r}; compare the same options under every criterion"
            )
    return ids


def _fit(weights: Weights, local: Mapping[str, Weights]) -> tuple[dict[str, Any], list[str]]:
    """Return the consistency of the hierarchy, and the notes of its parts."""

    def whole(name: str) -> float:
        below = sum(share * each.consistency.get(name, 0.0) for share, each in _shared(weights, local))
        return float(weights.consistency.get(name, 0.0) + below)

    parts = {"criteria": weights, **local}
    ratios = {at: float(each.consistency.get("CR", 0.0)) for at, each in parts.items()}
    at = max(ratios, key=lambda each: ratios[each])
    index, random = whole("CI"), whole("random_index")
    notes = [f"{at}: {note}" for at, each in parts.items() for note in each.notes]
    return {
        "CI": index,
        "random_index": random,
        "CR": index / random if random else 0.0,
        "largest_CR": ratios[at],
        "largest_CR_at": at,
    }, notes


def _shared(weights: Weights, local: Mapping[str, Weights]) -> list[tuple[float, Weights]]:
    return [(share, local[criterion]) for criterion, share in weights.shares.items()]
