"""Pieces that every figure here is drawn from: labels, headings, swatches, boxes with a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from mcda.language import Language, Text
from mcda.options import Option
from mcda.plot.canvas import INK, PAPER, QUIET, ink_on, typeface
from mcda.plot.fitting import width_of, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MARGIN = 12.0
LEADING = 1.25
INDENT = 20.0
_GAP = 6.0


class OptionLabel(NamedTuple):
    """How an option is named beside its row."""

    place: int
    code: str
    name: Text

    @classmethod
    def of(cls, option: Option, place: int) -> OptionLabel:
        """Label an option with its place."""
        return cls(place, option.code, named(option.name, option.id))

    def words(self, language: str) -> str:
        """Code and name."""
        return f"{self.code} {self.name.get(language)}".strip()


def named(name: Text, spare: str) -> Text:
    """Return the name, or the id where there is none."""
    return name if str(name).strip() else Text.of(spare)


def write(
    axes: Axes,
    lines: Sequence[str],
    at: tuple[float, float],
    *,
    size: float = 8.5,
    colour: str = INK,
    bold: bool = False,
    side: str = "left",
    angle: float = 0.0,
) -> float:
    """Write lines below each other, the first one's top at `at`; return where the last one ends."""
    x, y = at
    for line in lines:
        axes.text(
            x,
            y + size * 0.94,
            typeface(bold=bold).drawable(line),
            fontsize=size,
            color=colour,
            fontweight="bold" if bold else "normal",
            ha=side,
            va="baseline",
            rotation=angle,
        )
        y += size * LEADING
    return y


def centred(
    axes: Axes,
    lines: Sequence[str],
    at: tuple[float, float],
    *,
    size: float = 8.5,
    colour: str = INK,
    bold: bool = False,
    side: str = "center",
) -> None:
    """Write lines with their middle at `at`."""
    x, y = at
    top = y - (size * LEADING * (len(lines) - 1) + size * 1.06) / 2
    write(axes, lines, (x, top), size=size, colour=colour, bold=bold, side=side)


def heading(axes: Axes, title: str, subtitle: str, width: float) -> float:
    """Write title and subtitle; return where the figure may go on."""
    room = width - 2 * MARGIN
    y = write(axes, wrap(title, room, 11.5, most=2, bold=True), (MARGIN, MARGIN), size=11.5, bold=True)
    if subtitle:
        y = write(axes, wrap(subtitle, room, 8.5, most=3), (MARGIN, y + 1), size=8.5, colour=QUIET)
    return y + 7


def heading_height(title: str, subtitle: str, width: float) -> float:
    """Return what `heading` will take, so that a figure knows its size before it is drawn."""
    room = width - 2 * MARGIN
    height = MARGIN + len(wrap(title, room, 11.5, most=2, bold=True)) * 11.5 * LEADING
    return height + (1 + len(wrap(subtitle, room, 8.5, most=3)) * 8.5 * LEADING if subtitle else 0) + 7


def box(
    axes: Axes, corner: tuple[float, float], size: tuple[float, float], colour: object, *, edge: str = PAPER
) -> None:
    """Fill a rectangle; its edge is the paper, so that neighbours stay apart."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle(corner, *size, facecolor=colour, edgecolor=edge, linewidth=0.8))


def number_in(
    axes: Axes, text: str, at: tuple[float, float], room: float, colour: tuple[float, float, float], size: float
) -> None:
    """Write a number in the middle of a box, smaller where it must be, not at all where it cannot be read."""
    while width_of(text, size) > room and size > 4.5:
        size -= 0.5
    if width_of(text, size) <= room:
        centred(axes, (text,), at, size=size, colour=ink_on(colour))


def in_rows(widths: Sequence[float], room: float) -> list[list[int]]:
    """Put things side by side into as few rows as hold them; return their numbers row by row.

    >>> in_rows([40, 40, 40], 100)
    [[0, 1], [2]]
    """
    rows: list[list[int]] = [[]]
    used = 0.0
    for i, width in enumerate(widths):
        if rows[-1] and used + width > room:
            rows.append([])
            used = 0.0
        rows[-1].append(i)
        used += width
    return rows


def option_lines(label: OptionLabel, language: Language, width: float) -> tuple[str, ...]:
    """Break an option's code and name into lines, in a column of this width that holds its place as well."""
    return wrap(label.words(language), width - INDENT - _GAP, 8.5, most=3)


def row_heights(labels: Sequence[OptionLabel], language: Language, width: float, *, least: float) -> list[float]:
    """Return the height of each option's row in points."""
    return [max(least, len(option_lines(o, language, width)) * 8.5 * LEADING + 5) for o in labels]


def option_name(
    axes: Axes, label: OptionLabel, language: Language, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    """Write an option's place and name into its row."""
    (x, y), (width, height) = corner, size
    centred(axes, (str(label.place),), (x + 12, y + height / 2), size=9.5, bold=True, side="right")
    lines = option_lines(label, language, width)
    centred(axes, lines, (x + INDENT, y + height / 2), size=8.5, side="left")
