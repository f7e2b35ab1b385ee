"""Places of the options under each weight profile, and under anything else that gives a ranking each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mcda.language import Language, Text
from mcda.options import Options
from mcda.plot.canvas import INK, QUIET, RULE, Plot, blank, ink_on, shade
from mcda.plot.fitting import longest_piece, wrap
from mcda.plot.pieces import (
    LEADING,
    MARGIN,
    OptionLabel,
    box,
    centred,
    heading,
    heading_height,
    option_name,
    row_heights,
    write,
)
from mcda.plot.words import say
from mcda.ranking import Places, Ranking

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMES: Final = 190.0
_GAP: Final = 12.0
_SMALL: Final = 7.0


class Group(NamedTuple):
    """Columns that belong together: the profiles, the scenarios ...

    Parameters
    ----------
    columns
        The name of each ranking.
    chosen
        The column of the ranking that gives the order of the rows, or None.
    """

    title: Text
    columns: tuple[Text, ...]
    chosen: int | None = None


@dataclass(frozen=True, eq=False)
class PlacesByProfile(Plot):
    """What the figure shows, before any ink.

    Parameters
    ----------
    options
        Rows, best first under the chosen profile.
    groups
        Columns, left to right.
    places : shape (n_options, n_columns)
    """

    options: tuple[OptionLabel, ...]
    groups: tuple[Group, ...]
    places: Places

    def alt(self, language: str = "en") -> str:
        """Say who is first in each column."""
        said, column = [], 0
        for group in self.groups:
            for name in group.columns:
                first = [
                    o.code or o.words(language)
                    for o, p in zip(self.options, self.places[:, column].tolist(), strict=True)
                    if p == 1
                ]
                said.append(f"{name.get(language)}: {', '.join(first)}")
                column += 1
        return f"{say('places_title', language)}. {say('places_alt', language)}. {'; '.join(said)}."

    def _cell(self, language: Language) -> float:
        """Width of a column: room for the longest word of a name, within reason."""
        count = int(self.places.shape[1])
        named = [(name.get(language), k == g.chosen) for g in self.groups for k, name in enumerate(g.columns)]
        word = 5 + max(longest_piece([name], _SMALL, bold=chosen) for name, chosen in named)
        return max(min(word, 64.0 if count <= 16 else 34.0), min(62.0, (468.0 - _GAP * len(self.groups)) / count))

    def _ink(self, language: Language) -> Figure:
        cell = self._cell(language)
        grid = cell * self.places.shape[1] + _GAP * (len(self.groups) - 1)
        width = max(2 * MARGIN + _NAMES + grid, 420.0)
        title, note = say("places_title", language), say("places_note", language)
        heights = row_heights(self.options, language, _NAMES, least=20.0)
        lines = [
            [
                wrap(name.get(language), cell - 4, _SMALL, most=6, bold=k == group.chosen)
                for k, name in enumerate(group.columns)
            ]
            for group in self.groups
        ]
        head = 30.0 + max(len(each) for group in lines for each in group) * _SMALL * LEADING
        top = heading_height(title, note, width) + head
        figure, axes = blank(width / 72, (top + sum(heights) + 34) / 72)
        y = heading(axes, title, note, width)
        self._heads(axes, language, lines, (MARGIN + _NAMES, y), (cell, head))
        y = top
        for i, (option, height) in enumerate(zip(self.options, heights, strict=True)):
            option_name(axes, option, language, (MARGIN, y), (_NAMES, height))
            for x, j in self._across(cell):
                self._box(axes, int(self.places[i, j]), (x, y), (cell, height))
            y += height
        self._key(axes, language, (MARGIN + _NAMES, y + 12), max(110.0, min(grid, 180.0)))
        return figure

    def _across(self, cell: float) -> list[tuple[float, int]]:
        """Return where each column begins, and its number."""
        found, x, j = [], MARGIN + _NAMES, 0
        for group in self.groups:
            for _ in group.columns:
                found.append((x, j))
                x, j = x + cell, j + 1
            x += _GAP
        return found

    def _heads(
        self,
        axes: Axes,
        language: Language,
        lines: Sequence[Sequence[tuple[str, ...]]],
        corner: tuple[float, float],
        size: tuple[float, float],
    ) -> None:
        (x, y), (cell, height) = corner, size
        for group, names in zip(self.groups, lines, strict=True):
            width = cell * len(group.columns)
            title = wrap(group.title.get(language), max(width, 60.0), 8.0, most=1, bold=True)
            write(axes, title, (x + 2, y), size=8.0, bold=True)
            axes.plot([x + 2, x + width - 2], [y + 13, y + 13], color=RULE, linewidth=1.0)
            for k, name in enumerate(names):
                middle = x + (k + 0.5) * cell
                chosen = k == group.chosen
                start = y + height - 4 - len(name) * _SMALL * LEADING
                colour = INK if chosen else QUIET
                write(axes, name, (middle, start), size=_SMALL, colour=colour, bold=chosen, side="center")
                if chosen:
                    centred(axes, ("●",), (middle, start - 5), size=6.0)
            x += width + _GAP

    def _box(self, axes: Axes, place: int, corner: tuple[float, float], size: tuple[float, float]) -> None:
        count = len(self.options)
        colour = shade(1.0 - (place - 1) / max(count - 1, 1))
        box(axes, corner, size, colour)
        middle = (corner[0] + size[0] / 2, corner[1] + size[1] / 2)
        centred(axes, (str(place),), middle, size=9.0, bold=place == 1, colour=ink_on(colour))

    def _key(self, axes: Axes, language: Language, corner: tuple[float, float], width: float) -> None:
        x, y = corner
        steps = 25
        for k in range(steps):
            box(axes, (x + width * k / steps, y), (width / steps, 8), shade(1 - k / (steps - 1)), edge="none")
        write(axes, (say("first", language),), (x, y + 9.5), size=7.0, colour=QUIET)
        write(axes, (say("last", language),), (x + width, y + 9.5), size=7.0, colour=QUIET, side="right")


def places_by_profile(
    options: Options, groups: Sequence[tuple[Group, Sequence[Ranking]]], *, order: Ranking
) -> PlacesByProfile:
    """Collect what the figure shows.

    Parameters
    ----------
    options
        In the order of the study.
    groups
        Each group of columns with one ranking per column.
    order
        The ranking that gives the order and the places of the rows.

    Examples
    --------
    >>> from mcda.robustness.study_ranking import rank_study
    >>> from mcda.study import load_study
    >>> study = load_study()
    >>> names = tuple(profile.name for profile in study.profiles.values())
    >>> rankings = [rank_study(study, weights=name) for name in study.profiles]
    >>> data = places_by_profile(study.options, [(Group(Text.of("Profiles"), names), rankings)], order=rankings[0])
    >>> data.options[0].code, data.places.shape, data.places[0].tolist()
    ('O4', (13, 8), [1, 5, 1, 1, 2, 1, 2, 2])
    """
    labels = tuple(OptionLabel.of(options[o], order.places[o]) for o in order.order)
    columns = [[ranking.places[o] for o in order.order] for _, rankings in groups for ranking in rankings]
    return PlacesByProfile(labels, tuple(group for group, _ in groups), np.array(columns, dtype=np.int64).T)
