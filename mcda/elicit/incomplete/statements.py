"""Statements about weights from plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mcda.elicit._reading import named, plain
from mcda.elicit.incomplete.bounds import LinearBounds, RatioBounds, ShareBounds
from mcda.elicit.incomplete.importance import ImportanceOrder
from mcda.elicit.incomplete.statement import WeightStatement
from mcda.errors import WeightsError, unknown
from mcda.frozen import FrozenDict

_KINDS: Final[Mapping[str, tuple[type[WeightStatement], tuple[str, ...]]]] = FrozenDict(
    order=(ImportanceOrder, ("by",)),
    share=(ShareBounds, ("at_least", "at_most")),
    ratio=(RatioBounds, ("at_least", "at_most")),
    terms=(LinearBounds, ("at_least", "at_most")),
)


def weight_statement(given: Any) -> WeightStatement:
    """Read a statement from plain data; one that is read already stays as it is.

    Parameters
    ----------
    given
        A mapping with one of `order` (and `by`), `share`, `ratio` and `terms` (with `at_least`, `at_most` or both).

    Raises
    ------
    NameUnknownError
        Another word; the message has the nearest one.
    WeightsError
        None or several of the four, or a value of the wrong form.

    Examples
    --------
    >>> weight_statement({"ratio": ["growth", "jobs"], "at_least": 2, "at_most": 3}).criteria
    ('growth', 'jobs')
    """
    if isinstance(given, WeightStatement):
        return given
    found = named(given, "a statement about weights")
    kinds = [key for key in _KINDS if key in found]
    if len(kinds) != 1:
        raise WeightsError(
            f"the statement {plain(found)} has {len(kinds)} of `order`, `share`, `ratio` and `terms`; expected one"
        )
    kind, others = _KINDS[kinds[0]]
    for key in found:
        if key != kinds[0] and key not in others:
            raise unknown(f"part of a statement of {kinds[0]}", key, [*kinds, *others])
    return kind(**found)
