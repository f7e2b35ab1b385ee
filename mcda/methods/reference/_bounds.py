"""Fixed intervals by criterion: what a method is given, else the criterion's own scale, and who stands outside."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.method import Method
from mcda.normalize import ROUNDING, ImpossibleCellError
from mcda.scales import Floats, real

Interval = tuple[float, float]


def as_number(method: Method, name: str, criterion: str, given: object) -> float:
    """Return one number of a field by criterion, or raise a `MethodError` that names the criterion."""
    found = real(given)
    if not math.isfinite(found):
        raise MethodError(f"{type(method).__name__}: {name} of {criterion!r} is {given!r}; expected a finite number")
    return found


def numbers_by_id(method: Method, name: str) -> None:
    """Check that a field holds one number by criterion id, and freeze it.

    Raises
    ------
    MethodError
        It does not.
    """
    given = _mapping(method, name, "numbers by criterion id, such as {'cost': 10}")
    found = {c: as_number(method, name, c, each) for c, each in given.items()}
    object.__setattr__(method, name, FrozenDict(found))


def intervals_by_id(method: Method, name: str, *, narrowest: float = 0.0) -> None:
    """Check that a field holds intervals by criterion id, lower end first, and freeze it.

    Parameters
    ----------
    method, name
        Whose field, and which.
    narrowest
        Intervals must be wider than this; a negative number allows a single point.

    Raises
    ------
    MethodError
        It does not.
    """
    given = _mapping(method, name, "intervals by criterion id, such as {'cost': (0, 10)}")
    found = {}
    for criterion, each in given.items():
        where = f"{type(method).__name__}: {name} of {criterion!r}"
        if isinstance(each, str) or not hasattr(each, "__len__") or len(each) != 2:
            raise MethodError(f"{where} is {each!r}; expected the two ends of an interval, such as (0, 10)")
        low, high = (as_number(method, name, criterion, end) for end in each)
        if low > high or (low == high and narrowest >= 0):
            order = "below" if narrowest >= 0 else "at most"
            raise MethodError(f"{where} runs from {low:g} to {high:g}; expected the lower end {order} the upper")
        found[criterion] = (low, high)
    object.__setattr__(method, name, FrozenDict(found))


def bounds_for(criteria: Criteria, given: Mapping[str, Interval], method: Method, name: str) -> tuple[Floats, Floats]:
    """Return the lower and the upper end for each criterion: the interval given, else the criterion's scale.

    Raises
    ------
    MethodError
        A criterion that has neither; the message names it and the cure.
    McdaError
        An interval for something that is not a criterion.
    """
    by_id(given, criteria, f"{name} are given")
    found = []
    for criterion in criteria:
        if criterion.id in given:
            found.append(given[criterion.id])
        elif criterion.scale is not None:
            found.append((float(criterion.scale.low), float(criterion.scale.high)))
        else:
            raise MethodError(
                f"{method.about.name} needs to know between which numbers criterion {criterion.id!r} can lie, and "
                f"neither the method nor the criterion says so; give {name}={{{criterion.id!r}: (low, high)}}, or "
                "state the criterion's scale (`scales={...}` for a plain table)"
            )
    low, high = np.array(found).T
    return low, high


def inside(values: Floats, low: Floats, high: Floats, name: str) -> Floats:
    """Return the performances; one that is outside by rounding alone is moved to the bound.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)
    low, high : shape (n_criteria,)
    name
        The method's field that would make room.

    Raises
    ------
    ImpossibleCellError
        A performance outside its bounds.

    Examples
    --------
    >>> inside(np.array([[0.1 + 0.2]]), np.array([0.0]), np.array([0.3]), "bounds").tolist()
    [[0.3]]
    """
    rounding = ROUNDING * np.maximum(np.abs(low), np.abs(high))
    bad = (values < low - rounding) | (values > high + rounding)
    if bad.any():
        cell = tuple(int(i) for i in np.argwhere(bad)[0])
        ends = f"{low[cell[-1]]:g} to {high[cell[-1]]:g}"
        raise ImpossibleCellError(cell, float(values[cell]), f"{ends}, the ends stated for it; widen them by {name}=")
    return np.clip(values, low, high)


def _mapping(method: Method, name: str, example: str) -> Mapping[str, Any]:
    given = getattr(method, name)
    if not isinstance(given, Mapping):
        raise MethodError(f"{type(method).__name__}: {name} is {given!r}; expected {example}")
    return given
