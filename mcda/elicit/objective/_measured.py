"""What all weights from data share: constant columns, cells a formula cannot take, and the notice with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np

from mcda.errors import TableError, WeightsError
from mcda.frozen import deep_frozen
from mcda.language import Note
from mcda.normalize import ImpossibleCellError, refuse, spread
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.weights import Weights

NOTICE: Final = Note(
    "These weights come from the data: they are nobody's preferences.",
    "이 가중치는 자료에서 나온 것으로, 누구의 선호도 아니다.",
    about="weights",
)


Given = TypeVar("Given")
Found = TypeVar("Found")


class Columns(NamedTuple):
    """The columns that are not constant, as a formula gets them.

    Parameters
    ----------
    options, ids
        Ids of the rows and of the columns.
    values : shape (n_options, n)
    signs : shape (n,)
    n_criteria
        Number of criteria of the table, the constant ones among them.
    """

    options: tuple[str, ...]
    ids: tuple[str, ...]
    values: Floats
    signs: Floats
    n_criteria: int


class Measured(NamedTuple):
    """What a formula found: points in proportion to the weights, intermediate numbers by name, and remarks."""

    points: Floats
    found: Mapping[str, Any]
    notes: Sequence[str] = ()


def measured(name: str, table: PerformanceTable, formula: Callable[[Columns], Measured]) -> Weights:
    """Return the weights that a formula finds in the columns of a table.

    Parameters
    ----------
    name
        What the weights are called.
    formula
        From the columns that are not constant to points, zero or more. A single such column gets all the weight,
        whatever its points are.

    Raises
    ------
    TableError
        Something that is no PerformanceTable.
    WeightsError
        One option, nothing but constant columns, a cell that the formula cannot take, or columns in which it finds no
        difference; the message names what is wrong.
    """
    check_table(name, table)
    ids = table.criteria.ids
    if len(table.options) < 2:
        raise WeightsError(
            f"{name} weights compare options, but there is only {table.options.ids[0]!r}; expected two or more, or "
            "weights from judgements"
        )
    constant = np.isinf(_asked(name, table, table.values, spread))[0]
    varying = tuple(c for c, flat in zip(ids, constant, strict=True) if not flat)
    if not varying:
        raise WeightsError(
            f"the options are equal on every criterion ({', '.join(ids)}), so the data give no weights; use weights "
            "from judgements"
        )
    part = table.select(criteria=varying)
    answer = _asked(name, part, Columns(part.options.ids, varying, part.values, part.criteria.signs, len(ids)), formula)
    points = dict(zip(varying, answer.points.tolist(), strict=True))
    if len(varying) == 1:
        points = {varying[0]: 1.0}
    if not any(points.values()):
        raise WeightsError(
            f"{name} weights find nothing that sets {', '.join(varying)} apart, so the data give no weights; use "
            "weights from judgements"
        )
    notes = [NOTICE, *answer.notes]
    notes += [f"{c!r} has weight 0: all options are equal on it." for c in ids if c not in points]
    made = Weights.from_points({c: points.get(c, 0.0) for c in ids}, profile=f"{name}, from the data")
    return replace(made, consistency=deep_frozen(answer.found), notes=tuple(notes))


def check_table(name: str, given: object) -> None:
    """Refuse what is no table of performances.

    Raises
    ------
    TableError
        It is none; the message says what it is, and where tables come from.
    """
    if not isinstance(given, PerformanceTable):
        raise TableError(
            f"{name} weights: the table is {'None' if given is None else f'of type {type(given).__name__}'}; expected "
            "a PerformanceTable, such as study.values or PerformanceTable.of(...)"
        )


def _asked(name: str, part: PerformanceTable, given: Given, formula: Callable[[Given], Found]) -> Found:
    """Run a formula so that what it cannot take, and numbers it overflows on, are errors."""
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
            return formula(given)
    except ImpossibleCellError as fault:
        option, criterion = part.options.ids[fault.cell[-2]], part.criteria.ids[fault.cell[-1]]
        raise WeightsError(
            f"the performance of {option!r} on {criterion!r} is {fault.value:g}; expected {fault.needs}"
        ) from None
    except FloatingPointError:
        raise WeightsError(
            f"the numbers are too large or too far apart for {name} weights in double precision; state the criteria "
            "in larger units"
        ) from None


def not_negative(values: Floats, why: str) -> None:
    """Refuse performances below zero."""
    refuse(values < 0, values, f"zero or more: {why}")


def all_positive(values: Floats, why: str) -> None:
    """Refuse performances of zero or below."""
    refuse(values <= 0, values, f"above zero: {why}")


def by_id(ids: Sequence[str], numbers: Floats) -> dict[str, float]:
    """Return numbers by criterion id."""
    return dict(zip(ids, numbers.tolist(), strict=True))
