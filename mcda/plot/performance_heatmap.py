"""The performance table as a heat map: colour is value, the number is performance in its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mcda.criteria import Criterion
from mcda.language import Language, Text
from mcda.plot.canvas import QUIET, RULE, Plot, blank, shade
from mcda.plot.fitting import longest_piece, wrap
from mcda.plot.numerals import numeral
from mcda.plot.pieces import (
    LEADING,
    MARGIN,
    OptionLabel,
    box,
    centred,
    heading,
    heading_height,
    named,
    number_in,
    option_name,
    row_heights,
    write,
)
from mcda.plot.words import say
from mcda.ranking import Ranking
from mcda.scales import Floats, Goal
from mcda.study.contents import Branch
from mcda.table import PerformanceTable, value_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMES: Final = 178.0
_SMALL: Final = 7.0


class Column(NamedTuple):
    """One criterion: its names, which way it points, and its branch."""

    code: str
    name: Text
    goal: Goal
    unit: Text
    branch: str

    @classmethod
    def of(cls, criterion: Criterion) -> Column:
        """Label a criterion."""
        name = named(criterion.name, criterion.id)
        return cls(criterion.code, name, criterion.goal, criterion.unit, criterion.branch)


@dataclass(frozen=True, eq=False)
class PerformanceHeatmap(Plot):
    """What the figure shows, before any ink.

    Parameters
    ----------
    options
        Rows, top to bottom, with their places.
    columns
        Criteria, left to right.
    performances : shape (n_options, n_criteria)
        In units.
    values : shape (n_options, n_criteria)
        On 0 to 100.
    branches
        Ids and names of the branches, in the order of the columns.
    """

    options: tuple[OptionLabel, ...]
    columns: tuple[Column, ...]
    performances: Floats
    values: Floats
    branches: tuple[tuple[str, Text], ...]

    def alt(self, language: str = "en") -> str:
        """Say for each criterion which options are best and which are worst; those that tie are all named."""
        said = []
        for j, column in enumerate(self.columns):
            values = self.values[:, j]
            ends = (
                self._at(j, np.flatnonzero(values == end).tolist(), language) for end in (values.max(), values.min())
            )
            said.append(f"{column.code or column.name.get(language)}: {', '.join(dict.fromkeys(ends))}")
        return f"{say('heatmap_title', language)}. {say('heatmap_alt', language)}. {'; '.join(said)}."

    def _at(self, column: int, rows: Sequence[int], language: str) -> str:
        """Name these options with their performance, once where it is the same."""
        shown = [numeral(float(self.performances[i, column])) for i in rows]
        names = [self.options[i].code or self.options[i].words(language) for i in rows]
        if len(set(shown)) > 1:
            return say("and", language).join(f"{name} {number}" for name, number in zip(names, shown, strict=True))
        if len(rows) == len(self.options) > 1:
            return f"{say('all', language).format(count=len(rows))} {shown[0]}"
        return f"{say('and', language).join(names)} {shown[0]}"

    @property
    def _upright(self) -> bool:
        """True where the columns are too narrow for names side by side."""
        return len(self.columns) > 14

    def _cell(self, language: Language) -> float:
        """Width of a column: room for the longest word of a name, within reason."""
        if self._upright:
            return 21.0
        word = longest_piece((c.name.get(language) for c in self.columns), _SMALL) + 5
        return max(min(word, 64.0), min(72.0, 456.0 / len(self.columns)))

    def _ink(self, language: Language) -> Figure:
        cell = self._cell(language)
        grid = cell * len(self.columns)
        width = max(2 * MARGIN + _NAMES + grid, 420.0)
        title, note = say("heatmap_title", language), say("heatmap_note", language)
        heights = row_heights(self.options, language, _NAMES, least=20.0)
        head = self._head_height(language, cell)
        bands = 15.0 if self.branches else 0.0
        top = heading_height(title, note, width) + bands + head
        figure, axes = blank(width / 72, (top + sum(heights) + 36) / 72)
        y = heading(axes, title, note, width)
        left = MARGIN + _NAMES
        if self.branches:
            self._bands(axes, language, (left, y), cell)
        self._heads(axes, language, (left, y + bands), head, cell)
        y = top
        for i, (option, height) in enumerate(zip(self.options, heights, strict=True)):
            option_name(axes, option, language, (MARGIN, y), (_NAMES, height))
            for j in range(len(self.columns)):
                self._box(axes, (i, j), (left + j * cell, y), (cell, height))
            y += height
        self._key(axes, language, (left, y + 12), max(110.0, min(grid, 200.0)))
        return figure

    def _lines(self, column: Column, language: Language, cell: float) -> tuple[str, ...]:
        """Break a criterion's name into the lines of its head."""
        room = 118.0 if self._upright else cell - 4
        return wrap(column.name.get(language), room, _SMALL, most=2 if self._upright else 7)

    def _head_height(self, language: Language, cell: float) -> float:
        code = 12.0
        if self._upright:
            return code + 124.0
        return code + max(len(self._lines(c, language, cell)) for c in self.columns) * _SMALL * LEADING + 5

    def _heads(self, axes: Axes, language: Language, corner: tuple[float, float], height: float, cell: float) -> None:
        x, y = corner[0] + cell / 2, corner[1] + height
        for column in self.columns:
            lines = self._lines(column, language, cell)
            mark = (
                f"{column.code}{column.goal.arrow}" if self._upright else f"{column.code} {column.goal.arrow}".strip()
            )
            size = 5.6 if self._upright else 8.0
            centred(axes, (mark,), (x, y - 6), size=size, bold=True)
            if self._upright:
                for k, line in enumerate(lines):
                    at = x + (k - (len(lines) - 1) / 2) * _SMALL * LEADING
                    axes.text(at, y - 14, line, fontsize=_SMALL, color=QUIET, rotation=90, ha="center", va="bottom")
            else:
                write(
                    axes, lines, (x, y - 12 - len(lines) * _SMALL * LEADING), size=_SMALL, colour=QUIET, side="center"
                )
            x += cell

    def _bands(self, axes: Axes, language: Language, corner: tuple[float, float], cell: float) -> None:
        """Write the branch over its columns."""
        x, y = corner
        for branch, name in self.branches:
            width = cell * sum(c.branch == branch for c in self.columns)
            line = wrap(name.get(language), width - 6, 7.5, most=1, bold=True)
            centred(axes, line, (x + width / 2, y + 5), size=7.5, bold=True)
            axes.plot([x + 3, x + width - 3], [y + 12, y + 12], color=RULE, linewidth=1.0)
            x += width

    def _box(self, axes: Axes, at: tuple[int, int], corner: tuple[float, float], size: tuple[float, float]) -> None:
        colour = shade(float(self.values[at]) / 100)
        box(axes, corner, size, colour)
        middle = (corner[0] + size[0] / 2, corner[1] + size[1] / 2)
        number_in(axes, numeral(float(self.performances[at])), middle, size[0] - 3, colour, 8.0)

    def _key(self, axes: Axes, language: Language, corner: tuple[float, float], width: float) -> None:
        """Draw the colour scale with its ends."""
        x, y = corner
        steps = 25
        for k in range(steps):
            left = x + width * k / steps
            box(axes, (left, y), (width / steps, 8), shade(k / (steps - 1)), edge="none")
        write(axes, (f"0 {say('worst', language)}",), (x, y + 9.5), size=7.0, colour=QUIET)
        write(axes, (f"100 {say('best', language)}",), (x + width, y + 9.5), size=7.0, colour=QUIET, side="right")


def performance_heatmap(
    table: PerformanceTable, *, ranking: Ranking, branches: Sequence[Branch] = ()
) -> PerformanceHeatmap:
    """Collect what the figure shows.

    Parameters
    ----------
    table
        In units; its criteria need a scale or a value function.
    ranking
        Gives the order of the rows.
    branches
        Of the objectives tree; shown where every criterion is in one.

    Examples
    --------
    >>> from mcda.robustness.study_ranking import rank_study
    >>> from mcda.study import load_study
    >>> study = load_study()
    >>> data = performance_heatmap(study.table, ranking=rank_study(study), branches=study.branches)
    >>> data.options[0].code, data.columns[-1].goal.arrow, data.values.shape, data.values[0, -2:].round(1).tolist()
    ('O4', '▼', (13, 12), [84.0, 76.7])
    """
    ordered = table.select(options=ranking.order)
    values = value_table(ordered).values
    columns = tuple(Column.of(c) for c in table.criteria)
    names = {b.id: b.name for b in branches}
    shown = tuple(names) if all(c.branch in names for c in columns) else ()
    grouped = [c.branch for c in columns]
    shown = tuple(dict.fromkeys(grouped)) if shown and _together(grouped) else ()
    labels = tuple(OptionLabel.of(o, ranking.places[o.id]) for o in ordered.options)
    return PerformanceHeatmap(labels, columns, ordered.values, values, tuple((b, names[b]) for b in shown))


def _together(groups: Sequence[str]) -> bool:
    """Tell whether members of a group stand side by side."""
    changes = sum(a != b for a, b in pairwise(groups))
    return changes + 1 == len(set(groups))
