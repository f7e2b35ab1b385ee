"""The fewest things to give up so that the rest can hold together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Final, NamedTuple

from mcda.linear import LinearProgram, Row, solve

# Each costs one exact linear program, and one whole-number program for several.
MOST_CONFLICTS: Final = 2000

Conflict = Callable[[frozenset[Hashable]], frozenset[Hashable] | None]


class Fewest(NamedTuple):
    """How many must be given up at least, and whether so many are enough."""

    number: int
    settled: bool


def fewest(things: Sequence[Hashable], conflict: Conflict, most: int = MOST_CONFLICTS) -> Fewest:
    """Return the least number of things without which the rest holds together.

    Some of each conflict must go. So the fewest that meet all conflicts found are given up; either the rest holds, or
    it shows another conflict.

    Parameters
    ----------
    things
        Each can hold by itself.
    conflict
        Returns a part of some things that cannot hold together, or None.
    most
        After so many conflicts the search ends unsettled.

    References
    ----------
    Codato, G. & Fischetti, M. (2006). Combinatorial Benders' cuts for mixed-integer linear programming. *Operations
    Research* 54(4), 756-766. doi:10.1287/opre.1060.0286

    Examples
    --------
    >>> fewest("abc", lambda kept: frozenset("ab") if {"a", "b"} <= kept else None)
    Fewest(number=1, settled=True)
    """
    everything = frozenset(things)
    found: list[frozenset[Hashable]] = []
    least, enough = 0, len(everything)
    given_up: frozenset[Hashable] = frozenset()
    while True:
        kept = everything - given_up
        while (clash := conflict(kept)) is not None:
            found.append(clash)
            kept -= clash
        enough = min(enough, len(everything - kept))
        if kept == everything - given_up or least == enough:
            return Fewest(least, True)
        given_up = _meeting_all(things, found)
        least = len(given_up)
        if least == enough:
            return Fewest(least, True)
        if len(found) >= most:
            return Fewest(least, False)


def _meeting_all(things: Sequence[Hashable], conflicts: Sequence[frozenset[Hashable]]) -> frozenset[Hashable]:
    """Return the fewest things with one of each conflict."""
    at = {thing: k for k, thing in enumerate(things)}
    rows = tuple(Row(tuple((at[t], 1.0) for t in sorted(each, key=at.__getitem__)), ">=", 1.0) for each in conflicts)
    n = len(things)
    solution = solve(LinearProgram((-1.0,) * n, rows, upper=(1.0,) * n, integer=(True,) * n))
    return frozenset(t for t, x in zip(things, solution.values, strict=True) if x > 0.5)
