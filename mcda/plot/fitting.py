"""Making text fit: measured lines, so that no name is cut or runs into another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mcda.plot.canvas import Typeface, typeface

_ELLIPSIS: Final = "…"
_LONGEST: Final = 160
# A line may end after these, and before an opening bracket; Korean words are kept whole.
_BREAK: Final = re.compile(r"(?<=[-–·/,;:])(?=\w)|(?<=\w)(?=\()|(?<=\))(?=\w)")


def wrap(text: str, width: float, size: float, *, most: int = 6, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than `width` points.

    Lines break at spaces, also in Korean, after hyphens and middle dots and before brackets; a piece that is too wide
    alone is broken between letters. What does not fit into `most` lines ends with an ellipsis.

    Examples
    --------
    >>> wrap("Join the technology alliance", 80, 9)
    ('Join the technology', 'alliance')
    """
    face = typeface(bold=bold)
    lines = [""]
    for space, piece in _pieces(_shortened(face.drawable(text)), width, size, face):
        joined = lines[-1] + (" " if space and lines[-1] else "") + piece
        if face.width(joined, size) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and face.width(last + _ELLIPSIS, size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], last.rstrip() + _ELLIPSIS]
    return tuple(lines)


def longest_piece(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Return the width in points of the widest piece that `wrap` would like to keep whole.

    >>> 0 < longest_piece(["a cat"], 10) < longest_piece(["a zebra"], 10)
    True
    """
    face = typeface(bold=bold)
    pieces = (
        piece for text in texts for word in _shortened(face.drawable(text)).split(" ") for piece in _BREAK.split(word)
    )
    return max((face.width(piece, size) for piece in pieces), default=0.0)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in points."""
    return typeface(bold=bold).width(text, size)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + _ELLIPSIS


def _pieces(text: str, width: float, size: float, face: Typeface) -> list[tuple[bool, str]]:
    """Cut a text where a line may end; True where a space stands before the piece."""
    found = []
    for word in text.split(" "):
        space = True
        for part in [word] if face.width(word, size) <= width * 0.62 else _BREAK.split(word):
            for piece in _cut(part, width, size, face):
                found.append((space, piece))
                space = False
    return found


def _cut(word: str, width: float, size: float, face: Typeface) -> list[str]:
    """Cut a word that is wider than a line; leave others whole."""
    if face.width(word, size) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and face.width(piece + letter, size) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
