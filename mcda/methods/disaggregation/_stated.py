"""Reading what is said about reference options, and what a reader must be told about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite
from typing import Any, ClassVar, Protocol, TypeVar

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError, nearest
from mcda.frozen import FrozenDict
from mcda.methods.disaggregation._pieces import Pieces, equal_pieces
from mcda.scales import real
from mcda.table import PerformanceTable

T = TypeVar("T")


class Named(Protocol):
    """Anything with a name, as a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """The name, or ""."""
        ...


N = TypeVar("N", bound=Named)


def checked_breakpoints(owner: str, given: Any) -> FrozenDict[str, tuple[float, ...]]:
    """Return breakpoints by criterion as floats; they rise or fall all the way.

    Raises
    ------
    MethodError
        They do not; the message names the criterion.
    """
    if not isinstance(given, Mapping):
        raise MethodError(f"{owner}: breakpoints is {given!r}; expected a mapping by criterion id")
    found = {}
    for criterion, points in given.items():
        what = f"{owner}: the breakpoints of {criterion!r}"
        if isinstance(points, str | Mapping) or not hasattr(points, "__iter__"):
            raise MethodError(f"{what} are {points!r}; expected numbers from worst to best")
        numbers = tuple(finite(x, what) for x in points)
        gaps = [end - start for start, end in pairwise(numbers)]
        if not gaps or not (all(0 < g < inf for g in gaps) or all(-inf < g < 0 for g in gaps)):
            raise MethodError(f"{what} are {numbers}; expected at least two numbers from worst to best")
        found[criterion] = numbers
    return FrozenDict(found)


def checked_pieces(owner: str, given: Any) -> int | FrozenDict[str, int]:
    """Return a number of pieces, or numbers by criterion.

    Raises
    ------
    MethodError
        Not a whole number from 1 to 100.
    """
    for each in given.values() if isinstance(given, Mapping) else (given,):
        if isinstance(each, bool) or not isinstance(each, int) or not 1 <= each <= 100:
            raise MethodError(
                f"{owner}: pieces is {given!r}; expected a whole number from 1 to 100, or one by criterion"
            )
    return FrozenDict(given) if isinstance(given, Mapping) else given


def checked_performances(owner: str, given: Any) -> FrozenDict[str, float]:
    """Return the performances of a reference option as finite floats by criterion.

    Raises
    ------
    MethodError
        They are no such mapping; the message names the criterion.
    """
    if not isinstance(given, Mapping) or not given:
        raise MethodError(f"{owner}: performances is {given!r}; expected a mapping by criterion id")
    return FrozenDict((c, finite(x, f"{owner}: the performance on {c!r}")) for c, x in given.items())


def fitting(owner: str, performances: Mapping[str, float], criteria: Criteria, pieces: Pieces, name: str) -> None:
    """Check that a reference option has one performance per criterion, within the breakpoints.

    Raises
    ------
    MethodError
        It does not; the message names the option and the criterion.
    """
    by_id(performances, criteria, f"{owner}: reference option {name!r} has a performance")
    for criterion, points in zip(pieces.criteria, pieces.breakpoints, strict=True):
        if criterion not in performances:
            raise MethodError(f"{owner}: reference option {name!r} has no performance on {criterion!r}; give one")
        if not min(points) <= performances[criterion] <= max(points):
            raise MethodError(
                f"{owner}: reference option {name!r} has {performances[criterion]:g} on {criterion!r}; expected a "
                f"number between its outer breakpoints, {points[0]:g} and {points[-1]:g}"
            )


def finite(given: Any, what: str) -> float:
    """Return a finite number as a float.

    Raises
    ------
    MethodError
        It is none; the message begins with `what`.
    """
    found = real(given)
    if not isfinite(found):
        raise MethodError(f"{what} is {given!r}; expected a finite number")
    return found


def distinctly_named(owner: str, references: Sequence[N]) -> tuple[N, ...]:
    """Return the reference options, each with a name of its own: "reference 2" where none is given.

    Raises
    ------
    MethodError
        Two have the same name.
    """
    found = tuple(each if each.name else replace(each, name=f"reference {k}") for k, each in enumerate(references, 1))
    names = [each.name for each in found]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise MethodError(f"{owner}: two reference options are called {twice[0]!r}; give each a name of its own")
    return found


def rows_of(owner: str, table: PerformanceTable, said: Mapping[str, T]) -> Iterator[tuple[str, dict[str, float], T]]:
    """Yield the options of a table about which something is said: id, performances, and what is said.

    Raises
    ------
    MethodError
        Something is said about what is not an option of the table.
    """
    at = {option: i for i, option in enumerate(table.options.ids)}
    for option, each in said.items():
        if option not in at:
            raise MethodError(f"{owner}: {option!r} is not an option of the table{nearest(str(option), at)}")
        yield option, dict(zip(table.criteria.ids, table.values[at[option]].tolist(), strict=True)), each


def spread_breakpoints(
    owner: str, table: PerformanceTable, breakpoints: Mapping[str, Sequence[float]], pieces: int | Mapping[str, int]
) -> dict[str, Sequence[float]]:
    """Return the breakpoints, with equal pieces of the column for each criterion that has neither them nor a scale.

    Raises
    ------
    MethodError
        All options are equal in such a column.
    """
    checked_pieces(owner, pieces)
    found = dict(breakpoints)
    for criterion, column in zip(table.criteria, table.values.T, strict=True):
        if criterion.id not in found and criterion.scale is None:
            low, high = float(column.min()), float(column.max())
            if low == high:
                raise MethodError(
                    f"{owner}: all options have {low:g} on {criterion.id!r}, which has no scale; state its "
                    "`breakpoints`, from worst to best, or leave it out"
                )
            found[criterion.id] = equal_pieces(criterion, low, high, pieces)
    return found


def scales_used(pieces: Pieces, breakpoints: Mapping[str, Any]) -> dict[str, str]:
    """Return, by criterion, the breakpoints that come from its scale, in words."""
    return {
        c: f"breakpoints {', '.join(f'{x:g}' for x in points)}"
        for c, points in zip(pieces.criteria, pieces.breakpoints, strict=True)
        if c not in breakpoints
    }


def beyond_note(pieces: Pieces, table: PerformanceTable) -> tuple[str, ...]:
    """Return a note that names the criteria on which some option lies outside the breakpoints."""
    outside = [c for j, c in enumerate(table.criteria.ids) if pieces.beyond(c, table.values[:, j])]
    if not outside:
        return ()
    return (
        f"Some options lie outside the breakpoints of {', '.join(outside)}, where nothing was learned: there they have "
        "the value of the nearest breakpoint.",
    )
