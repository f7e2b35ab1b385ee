"""Statements that cannot hold together, none of which can be spared."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Statement = TypeVar("Statement")


def irreducible(
    statements: Sequence[Statement], impossible: Callable[[tuple[Statement, ...]], bool]
) -> tuple[Statement, ...]:
    """Return a part of the statements that cannot hold together, though all but any one of them can.

    Statements are dropped from the first to the last, and put back where the rest would then be possible (a deletion
    filter).

    Parameters
    ----------
    statements
        Cannot hold together.
    impossible
        Tells whether some of them cannot.

    References
    ----------
    Chinneck, J. W. (2008). *Feasibility and Infeasibility in Optimization*. Springer. doi:10.1007/978-0-387-74932-7

    Examples
    --------
    >>> irreducible(["x > 2", "y > 0", "x < 1"], lambda kept: "x > 2" in kept and "x < 1" in kept)
    ('x > 2', 'x < 1')
    """
    kept = tuple(statements)
    at = 0
    while at < len(kept):
        fewer = (*kept[:at], *kept[at + 1 :])
        if impossible(fewer):
            kept = fewer
        else:
            at += 1
    return kept
