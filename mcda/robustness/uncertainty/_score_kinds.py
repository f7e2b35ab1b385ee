"""Which distribution each score gets: by the name of a kind, by a deviation, or one of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import numpy as np

from mcda.errors import McdaError, TableError, nearest, unknown
from mcda.robustness.question import Question
from mcda.robustness.uncertainty.distributions import Distribution, Normal, Pert, Triangular, Uniform
from mcda.scales import Floats

Kind = Literal["triangular", "pert", "uniform", "ordinal"]
Deviations = float | Mapping[str, float] | Sequence[Sequence[float]] | Floats
Cell = tuple[str, str]

_OF_RANGE: Final[dict[str, Callable[[float, float, float], Distribution]]] = {
    "triangular": Triangular,
    "pert": Pert,
    "uniform": lambda low, _, high: Uniform(low, high),
}


def of_ranges(question: Question, kind: str) -> dict[Cell, Distribution]:
    """Return a distribution between low and high for every score that states them.

    Raises
    ------
    TableError
        A range that does not hold its value.
    """
    found: dict[Cell, Distribution] = {}
    where = np.argwhere((question.low != question.table.values) | (question.high != question.table.values))
    for i, j in where.tolist():
        cell = question.options[i], question.criteria[j]
        low, value, high = (float(each[i, j]) for each in (question.low, question.table.values, question.high))
        if not low <= value <= high:
            raise TableError(
                f"the score of {cell[0]!r} on {cell[1]!r} is {value:g} and its range {low:g} to {high:g}; expected "
                "low <= value <= high"
            )
        found[cell] = _OF_RANGE[kind](low, value, high)
    return found


def of_deviations(question: Question, given: Deviations) -> dict[Cell, Distribution]:
    """Return normal noise on every performance with a deviation above 0.

    Raises
    ------
    TableError
        A deviation that is none, or for something that is no criterion.
    """
    options, criteria, values = question.options, question.criteria, question.table.values
    spread = _deviations(question, given)
    return {
        (options[i], criteria[j]): Normal(float(values[i, j]), float(spread[i, j])) for i, j in np.argwhere(spread > 0)
    }


def given_cells(question: Question, cells: Mapping[Cell, Distribution] | None) -> dict[Cell, Distribution]:
    """Return the distributions given one by one, checked.

    Raises
    ------
    McdaError, NameUnknownError
        No mapping by option and criterion, an unknown id, or something that is no distribution.
    """
    if cells is None:
        return {}
    if not isinstance(cells, Mapping):
        raise McdaError(f"cells is {cells!r}; expected distributions by (option, criterion)")
    for key, each in cells.items():
        if not isinstance(key, tuple) or len(key) != 2:
            raise McdaError(f"cells has the key {key!r}; expected (option, criterion)")
        for what, name, ids in (("option", key[0], question.options), ("criterion", key[1], question.criteria)):
            if name not in ids:
                raise unknown(what, name, ids)
        if not isinstance(each, Distribution):
            raise McdaError(
                f"the score of {key[0]!r} on {key[1]!r} is {each!r}; expected a distribution, such as "
                "Triangular(low, mode, high), or Certain(value)"
            )
    return dict(cells)


def ordinal_ids(question: Question, kind: str | None, given: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of the criteria that are only an order, in the order of the table.

    Raises
    ------
    McdaError, NameUnknownError
        An id that is none, or no criterion that is only an order where some are expected.
    """
    if given is None:
        if kind != "ordinal":
            return ()
        found = [c.id for c in question.table.criteria if c.scale is not None and c.scale.level == "ordinal"]
        if not found:
            raise McdaError(
                "no criterion here has an ordinal scale; name those that are only an order in ordinal=[...]"
            )
        return tuple(found)
    if isinstance(given, str) or not hasattr(given, "__iter__") or not list(given):
        raise McdaError(f"ordinal is {given!r}; expected the ids of one or more criteria in a list")
    for each in given:
        if each not in question.criteria:
            raise unknown("criterion", each, question.criteria)
    return tuple(c for c in question.criteria if c in given)


def check_kind(kind: object, deviations: object) -> None:
    """Raise unless a kind is one, and the only one."""
    kinds = (*_OF_RANGE, "ordinal")
    if kind is not None and kind not in kinds:
        raise McdaError(f"kind is {kind!r}{nearest(str(kind), kinds)}")
    if kind in _OF_RANGE and deviations is not None:
        raise McdaError(f"both kind={kind!r} and deviations= are given for the same scores; give one of them")


def _deviations(question: Question, given: Deviations) -> Floats:
    table = question.table
    if isinstance(given, Mapping):
        for key in given:
            if key not in table.criteria:
                raise TableError(
                    f"a standard deviation is given for {key!r}, which is not a criterion"
                    f"{nearest(key, table.criteria.ids)}"
                )
        given = [[given.get(c, 0.0) for c in table.criteria.ids]] * len(table.options)
    try:
        numbers = np.array(given)
    except ValueError:
        numbers = np.array(None)
    if numbers.dtype.kind not in "iuf" or numbers.shape not in ((), table.shape):
        raise TableError(
            f"the standard deviations are {given!r}; expected one number, numbers by criterion id, or a table of "
            f"{table.shape[0]} options by {table.shape[1]} criteria"
        )
    found: Floats = np.broadcast_to(numbers.astype(np.float64), table.shape)
    bad = np.argwhere(~(np.isfinite(found) & (found >= 0)))
    if len(bad):
        i, j = bad[0].tolist()
        raise TableError(
            f"the standard deviation of {table.options.ids[i]!r} on {table.criteria.ids[j]!r} is {found[i, j]:g}; "
            "expected a finite number of zero or more"
        )
    return found
