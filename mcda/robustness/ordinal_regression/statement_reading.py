"""Statements about options, or about weights, from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mcda.elicit.incomplete import WeightStatement, weight_statement
from mcda.errors import McdaError, MethodError, unknown
from mcda.frozen import FrozenDict
from mcda.robustness.ordinal_regression.statements import (
    Indifference,
    Intensity,
    OptionStatement,
    Preference,
    WeakPreference,
)
from mcda.scales import by_name

RegressionStatement = OptionStatement | WeightStatement

_KINDS: Final[Mapping[str, tuple[type[OptionStatement], tuple[str, ...]]]] = FrozenDict(
    prefer=(Preference, ("over", "at")),
    prefer_or_tie=(WeakPreference, ("to", "at")),
    indifferent=(Indifference, ("at",)),
    intensity=(Intensity, ("at_least", "more_than", "at")),
)
_EXAMPLE: Final = '{"prefer": "a", "over": "b"}'
_OF_WEIGHTS: Final = ("order", "share", "ratio", "terms")


def preference_statement(given: Any) -> RegressionStatement:
    """Read a statement from plain data; one that is read already stays as it is.

    Parameters
    ----------
    given
        A mapping with one of `prefer` (and `over`), `prefer_or_tie` (and `to`), `indifferent` (two ids) and `intensity`
        (two ids, and `at_least` or `more_than` with two more), each with `at` for a node of the criteria tree; or a
        statement about weights, as `mcda.elicit.weight_statement` reads it.

    Raises
    ------
    NameUnknownError
        Another word; the message has the nearest one.
    MethodError, WeightsError
        None or several of the kinds, or a value of the wrong form.

    Examples
    --------
    >>> preference_statement({"prefer": "a", "over": "b"})
    Preference(at=None, prefer='a', over='b')
    """
    if isinstance(given, OptionStatement | WeightStatement):
        return given
    try:
        found = by_name(given)
    except McdaError as fault:
        raise MethodError(f"a statement about options: {fault}") from None
    if not found:
        raise MethodError(f"a statement about options is {given!r}; expected a mapping such as {_EXAMPLE}")
    kinds = [key for key in (*_KINDS, *_OF_WEIGHTS) if key in found]
    if len(kinds) != 1:
        raise MethodError(
            f"the statement {found!r} has {len(kinds)} of {', '.join(f'`{key}`' for key in (*_KINDS, *_OF_WEIGHTS))}; "
            f"expected one, such as {_EXAMPLE}"
        )
    if kinds[0] in _OF_WEIGHTS:
        return weight_statement(found)
    kind, others = _KINDS[kinds[0]]
    for key in found:
        if key != kinds[0] and key not in others:
            raise unknown(f"part of a statement of {kinds[0]}", key, [kinds[0], *others])
    second = {"prefer": "over", "prefer_or_tie": "to"}.get(kinds[0])
    if second is not None and second not in found:
        raise MethodError(f"the statement {found!r} has no `{second}`; expected the id of the other option there")
    return kind(**found)
