"""Reading what somebody said: numbers exactly as written, and plain data that says it again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from mcda.errors import McdaError, WeightsError
from mcda.scales import by_name, exact

_LONGEST_TEXT = 60


def fraction(given: Any, what: str) -> Fraction:
    """Return a number, or a text such as "1/3", as an exact fraction.

    Raises
    ------
    WeightsError
        It is no finite number; the message begins with `what`.

    Examples
    --------
    >>> fraction("1/3", "a : b"), fraction(0.2, "a : b")
    (Fraction(1, 3), Fraction(1, 5))
    """
    if isinstance(given, bool) or not isinstance(given, int | float | str | Fraction | np.number):
        raise WeightsError(f'{what} is {given!r}; expected a number, or a fraction such as "1/3"')
    try:
        return exact(given.item() if isinstance(given, np.number) else given)
    except McdaError as fault:
        raise WeightsError(f"{what}: {fault}") from None


def named(given: Any, what: str) -> dict[str, Any]:
    """Return what was given by criterion as a dict, or raise."""
    try:
        found = by_name(given)
    except McdaError as fault:
        raise WeightsError(f"{what}: {fault}") from None
    if not found:
        raise WeightsError(f"{what}: expected a mapping by id, with at least one entry")
    for key in found:
        identifier(key, what)
    return found


def identifier(given: Any, what: str) -> str:
    """Return the id of a criterion, or raise."""
    if not isinstance(given, str) or not given:
        raise WeightsError(f"{what}: {given!r} is no id; expected the id of a criterion as text")
    return str(given)


def listed(given: Any, what: str) -> list[Any]:
    """Return a list, or raise: text and mappings are none."""
    scalar = not hasattr(given, "__iter__") or (isinstance(given, np.ndarray) and given.ndim == 0)
    if scalar or isinstance(given, str | bytes | Mapping | set | frozenset):
        raise WeightsError(f"{what}: found {given!r}; expected a list")
    return list(given)


def spans(given: Any, what: str) -> dict[str, tuple[Fraction, Fraction]]:
    """Return the lower and upper level of each criterion, in units.

    Raises
    ------
    WeightsError
        A pair that is none, or whose lower level is not below the upper one.
    """
    found = {}
    for criterion, pair in named(given, what).items():
        ends = listed(pair, f"{what} of {criterion!r}")
        if len(ends) != 2:
            raise WeightsError(f"{what} of {criterion!r}: found {len(ends)} numbers; expected two, lower and upper")
        low, high = (fraction(end, f"{what} of {criterion!r}") for end in ends)
        if low >= high:
            raise WeightsError(
                f"{what} of {criterion!r}: {float(low):g} to {float(high):g}; expected the lower level first, in "
                "units, also where less is better"
            )
        found[criterion] = (low, high)
    return found


def plain(given: Any) -> Any:
    """Return the same as plain data that a file can hold: mappings, lists, numbers and words.

    Examples
    --------
    >>> plain({"a": (Fraction(1, 3), 2)})
    {'a': ['1/3', 2]}
    """
    if isinstance(given, Fraction):
        text = str(given)
        return int(given) if given.denominator == 1 else text if len(text) <= _LONGEST_TEXT else float(given)
    if isinstance(given, np.ndarray | np.generic):
        return plain(given.tolist())
    if isinstance(given, Mapping):
        return {key: plain(each) for key, each in given.items()}
    if isinstance(given, list | tuple):
        return [plain(each) for each in given]
    return given
