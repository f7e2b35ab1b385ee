"""Bars of the ranking, best on top, each built from what the branches or criteria add to the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.language import Language, Text
from mcda.plot.canvas import PAPER, QUIET, RULE, Plot, blank, ink_on, shade
from mcda.plot.fitting import width_of, wrap
from mcda.plot.numerals import decimals_for, numeral
from mcda.plot.pieces import (
    MARGIN,
    OptionLabel,
    box,
    centred,
    heading,
    heading_height,
    in_rows,
    named,
    option_name,
    row_heights,
    write,
)
from mcda.plot.words import recipe_words, say
from mcda.ranking import Ranking
from mcda.scales import Floats
from mcda.study.contents import Branch

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH: Final = 620.0
_NAMES: Final = 212.0
_MOST_PARTS: Final = 9


@dataclass(frozen=True, eq=False)
class RankedContributions(Plot):
    """What the figure shows, before any ink.

    Parameters
    ----------
    options
        Best first.
    scores : shape (n_options,)
    parts
        Names of the branches or criteria; empty where the method is no sum.
    amounts : shape (n_options, n_parts)
        What each part adds; the rows add up to the scores.
    baseline
        The row of the option that means "do nothing new", or None.
    subtitle
        Method and weights.
    """

    options: tuple[OptionLabel, ...]
    scores: Floats
    parts: tuple[Text, ...]
    amounts: Floats
    baseline: int | None
    subtitle: Text

    @property
    def decimals(self) -> int:
        """Digits that tell different scores apart."""
        return decimals_for(self.scores.tolist(), tolerance=1e-9 * float(np.ptp(self.scores) or 1.0))

    def alt(self, language: str = "en") -> str:
        """List the options with their scores, and the two largest parts of the first."""
        said = [
            f"{o.place}. {o.words(language)}: {numeral(s, self.decimals)}"
            for o, s in zip(self.options, self.scores.tolist(), strict=True)
        ]
        text = f"{say('contributions_title', language)}. {'; '.join(said)}."
        if len(self.parts) > 1:
            first = sorted(zip(self.amounts[0].tolist(), self.parts, strict=True), key=lambda pair: -pair[0])[:2]
            most = ", ".join(f"{part.get(language)} {numeral(amount, 1)}" for amount, part in first)
            text += f" {say('largest_parts', language)}: {most}."
        return text

    def _ink(self, language: Language) -> Figure:
        title, subtitle = say("contributions_title", language), self.subtitle.get(language)
        heights = row_heights(self.options, language, _NAMES, least=21.0)
        entries = self._entries(language)
        rows = in_rows([width for _, width in entries], _WIDTH - 2 * MARGIN)
        legend = len(rows) * 14.0 + 6 if self.parts else 0.0
        mark = 14.0 if self.baseline is not None else 0.0
        top = heading_height(title, subtitle, _WIDTH) + legend + mark
        figure, axes = blank(_WIDTH / 72, (top + sum(heights) + 34) / 72)
        y = heading(axes, title, subtitle, _WIDTH)
        for row in rows if self.parts else []:
            self._legend(axes, [(i, *entries[i]) for i in row], y)
            y += 14.0
        self._bars(axes, language, top, heights)
        return figure

    def _entries(self, language: Language) -> list[tuple[str, float]]:
        room = _WIDTH / 2 - MARGIN
        names = [wrap(part.get(language), room - 26, 8.0, most=1)[0] for part in self.parts]
        return [(name, width_of(name, 8.0) + 26) for name in names]

    def _legend(self, axes: Axes, entries: Sequence[tuple[int, str, float]], y: float) -> None:
        x = MARGIN
        for i, name, width in entries:
            box(axes, (x, y + 1), (9, 9), self._colour(i))
            write(axes, (name,), (x + 13, y + 1), size=8.0)
            x += width

    def _colour(self, i: int) -> tuple[float, float, float]:
        count = len(self.parts)
        return shade(0.5 if count < 2 else 0.06 + 0.9 * i / (count - 1))

    def _bars(self, axes: Axes, language: Language, top: float, heights: Sequence[float]) -> None:
        left, right = MARGIN + _NAMES + 8, _WIDTH - MARGIN - 42
        pieces = self.amounts if self.parts else self.scores[:, None]
        low = min(0.0, float(np.minimum(pieces, 0).sum(axis=1).min()))
        high = max(float(np.maximum(pieces, 0).sum(axis=1).max()), low + 1e-9, float(self.scores.max()))
        scale = (right - left) / (high - low)
        zero = left - low * scale
        bottom = top + sum(heights)
        self._axis(axes, (low, high), zero, scale, bottom)
        if self.baseline is not None:
            self._mark(axes, language, zero + float(self.scores[self.baseline]) * scale, (top, bottom))
        y = top
        for i, (option, height) in enumerate(zip(self.options, heights, strict=True)):
            option_name(axes, option, language, (MARGIN, y), (_NAMES, height))
            end = self._bar(axes, pieces[i].tolist(), (zero, y + (height - 16) / 2), scale)
            total = numeral(float(self.scores[i]), self.decimals)
            room = width_of(total, 9.0, bold=True) + 5
            box(axes, (end + 1.5, y), (room, height), PAPER)
            centred(axes, (total,), (end + 5, y + height / 2), size=9.0, bold=True, side="left")
            y += height

    def _bar(self, axes: Axes, amounts: Sequence[float], start: tuple[float, float], scale: float) -> float:
        """Draw one stacked bar and return where it ends; what is below zero goes to the left."""
        (up, y), down = start, start[0]
        for j, amount in enumerate(amounts):
            width = abs(amount) * scale
            if amount >= 0:
                x, up = up, up + width
            else:
                down -= width
                x = down
            if width < 0.2:
                continue
            box(axes, (x, y), (width, 16), self._colour(j))
            text = numeral(amount, 1)
            if self.parts and width_of(text, 7.0) + 4 <= width:
                centred(axes, (text,), (x + width / 2, y + 8), size=7.0, colour=ink_on(self._colour(j)))
        return up

    def _axis(self, axes: Axes, ends: tuple[float, float], zero: float, scale: float, bottom: float) -> None:
        from matplotlib.ticker import MaxNLocator

        for tick in MaxNLocator(5, steps=[1, 2, 5, 10]).tick_values(*ends):
            if ends[0] - 1e-12 <= tick <= ends[1] + 1e-12:
                x = zero + tick * scale
                axes.plot([x, x], [bottom + 2, bottom + 6], color=RULE, linewidth=0.8)
                centred(axes, (numeral(round(float(tick), 10)),), (x, bottom + 13), size=7.5, colour=QUIET)

    def _mark(self, axes: Axes, language: Language, x: float, ends: tuple[float, float]) -> None:
        assert self.baseline is not None  # noqa: S101  # the caller asked
        option = self.options[self.baseline]
        axes.plot([x, x], [ends[0] - 1, ends[1] + 2], color=QUIET, linewidth=0.9, zorder=0.5)
        text = wrap(f"{say('baseline', language)}: {option.words(language)}", 240, 7.5, most=1)[0]
        half = width_of(text, 7.5) / 2
        centred(axes, (text,), (min(x, _WIDTH - MARGIN - half), ends[0] - 7), size=7.5, colour=QUIET)


def ranked_contributions(
    ranking: Ranking,
    *,
    criteria: Criteria,
    branches: Sequence[Branch] = (),
    profile: Text | None = None,
) -> RankedContributions:
    """Collect what the figure shows.

    Parameters
    ----------
    ranking
        Of any method; bars are split only where its scores are sums.
    criteria
        Of the table that was ranked, in its order.
    branches
        Of the objectives tree; without any, or with criteria outside them, the bars show single criteria.
    profile
        The name of the weights; by default what the recipe calls them.

    Examples
    --------
    >>> from mcda.robustness.study_ranking import rank_study
    >>> from mcda.study import load_study
    >>> study = load_study()
    >>> data = ranked_contributions(rank_study(study), criteria=study.criteria, branches=study.branches)
    >>> data.options[0].code, [str(part) for part in data.parts][:2], data.amounts.shape
    ('O4', ['Economic', 'Technology'], (13, 5))
    """
    order = [ranking.options.ids.index(o) for o in ranking.order]
    labels = tuple(OptionLabel.of(ranking.options.all[i], ranking.places[ranking.options.ids[i]]) for i in order)
    parts, amounts = _parts(ranking, criteria, {b.id: b.name for b in branches})
    ids = [ranking.options.ids[i] for i in order]
    baseline = ranking.options.baseline
    return RankedContributions(
        labels,
        ranking.scores[order],
        parts,
        amounts[order],
        None if baseline is None else ids.index(baseline.id),
        recipe_words(ranking.recipe, profile),
    )


def _parts(ranking: Ranking, criteria: Criteria, branches: Mapping[str, Text]) -> tuple[tuple[Text, ...], Floats]:
    """Return the parts of the bars and what each adds, largest together into few parts where there are many."""
    given = ranking.contributions
    if given is None:
        return (), np.zeros((len(ranking.options), 0))
    if len(branches) > 1 and all(c.branch in branches for c in criteria):
        used = [b for b in branches if any(c.branch == b for c in criteria)]
        sums = [given[:, [c.branch == b for c in criteria]].sum(axis=1) for b in used]
        return tuple(branches[b] for b in used), np.stack(sums, axis=1)
    names = [Text.of({t: f"{c.code} {named(c.name, c.id).get(t)}".strip() for t in ("en", "ko")}) for c in criteria]
    if len(names) <= _MOST_PARTS:
        return tuple(names), given
    large = sorted(np.argsort(-np.abs(given).sum(axis=0), kind="stable")[: _MOST_PARTS - 1].tolist())
    rest = [i for i in range(len(names)) if i not in large]
    others = Text.of({t: say("others", t).format(count=len(rest)) for t in ("en", "ko")})
    return (*(names[i] for i in large), others), np.column_stack([given[:, large], given[:, rest].sum(axis=1)])
