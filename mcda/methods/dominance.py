"""Dominance: whether a ranking puts an option behind one that is nowhere better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mcda.scales import Floats

if TYPE_CHECKING:
    from mcda.methods.method import Method

# Comparing all pairs of more options than this would take longer than ranking them.
LARGEST: Final = 2000
_SHOWN: Final = 3


def overtaken(oriented: Floats, places: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the pairs (dominator, dominated) in which the dominated option has the better place.

    An option dominates another that is nowhere better and somewhere worse.

    Parameters
    ----------
    oriented : shape (n_options, n_criteria)
        Performances, higher is better.
    places : shape (n_options,)

    Examples
    --------
    >>> overtaken(np.array([[2.0, 2.0], [1.0, 2.0], [0.0, 5.0]]), np.array([2, 1, 3]))
    [(0, 1)]
    """
    found = []
    for i, row in enumerate(oriented):
        before = places < places[i]
        below = before & (oriented <= row).all(axis=-1) & (oriented < row).any(axis=-1)
        found += [(i, int(j)) for j in np.flatnonzero(below)]
    return found


def overtaken_in_words(
    method: Method, options: tuple[str, ...], oriented: Floats, places: npt.NDArray[np.int64]
) -> tuple[str, ...]:
    """Return one warning for each pair in which a dominated option stands before its dominator, at most three."""
    known = method.about.lacks("dominance")
    if len(options) > LARGEST:
        why = f"whether a dominated option stands before its dominator was not checked among over {LARGEST} options"
        return (f"{method.about.name} is known to allow it: {why}.",) if known else ()
    pairs = overtaken(oriented, places)
    told = [
        f"{options[j]!r} stands before {options[i]!r} (places {places[j]} and {places[i]}), although it is nowhere "
        f"better and somewhere worse: {method.about.name} can do this; do not rest a choice between the two on it."
        for i, j in pairs[:_SHOWN]
    ]
    more = len(pairs) - _SHOWN
    return (*told, f"{more} more pairs of a dominated option before its dominator.") if more > 0 else tuple(told)
