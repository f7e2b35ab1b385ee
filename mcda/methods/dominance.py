"""Dominance: whether a ranking puts an option behind one that is nowhere better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mcda.language import Note
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
    name, known = method.about.name, method.about.lacks("dominance")
    if len(options) > LARGEST:
        told = Note(
            f"{name} is known to allow it: whether a dominated option stands before its dominator was not checked "
            f"among over {LARGEST} options.",
            f"{name.get('ko')}은(는) 열등한 대안을 앞에 세울 수 있는데, 대안이 {LARGEST}개를 넘어 확인하지 않았다.",
            about="dominance",
        )
        return (told,) if known else ()
    pairs = overtaken(oriented, places)
    told_of = [
        Note(
            f"{options[j]!r} stands before {options[i]!r} (places {places[j]} and {places[i]}), although it is nowhere "
            f"better and somewhere worse: {name} can do this; do not rest a choice between the two on it.",
            f"'{options[j]}'이(가) '{options[i]}'보다 앞선다({places[j]}위와 {places[i]}위). 그러나 어느 기준에서도 더 "
            f"낫지 않고 더 나쁜 기준이 있다. {name.get('ko')}에서는 이런 일이 생길 수 있으니, 둘 사이의 선택을 이 "
            "순위에 맡기지 말 것.",
            about="dominance",
        )
        for i, j in pairs[:_SHOWN]
    ]
    more = len(pairs) - _SHOWN
    if more > 0:
        told_of.append(
            Note(
                f"{more} more pairs of a dominated option before its dominator.",
                f"열등한 대안이 앞선 쌍이 {more}개 더 있다.",
                about="dominance",
            )
        )
    return tuple(told_of)
