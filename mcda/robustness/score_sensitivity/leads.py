"""What the range of each score does to the lead of one option."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError
from mcda.options import Confidence
from mcda.robustness.question import On, Question
from mcda.robustness.score_sensitivity._scan import scores_of
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd

_SHOWN: Final = 10
_BLOCK: Final = 1 << 18


@dataclass(frozen=True)
class TornadoBar:
    """What the range of one score does to the lead.

    Parameters
    ----------
    option, criterion
        Whose score on what.
    score, low, high
        The score and the ends of its range, in the criterion's unit.
    lead_low, lead_high
        The lead with this score at its low and at its high, all others as they stand; None where the method cannot take
        that score.
    rival_low, rival_high
        Over whom.
    length
        From the smallest to the largest of the two leads and the lead as things stand.
    crosses
        True where an end turns the lead: from first, or tied, to behind by more than the tolerance, or from behind to
        ahead by more than it.
    confidence, judgement
        Of the stated score; None where nothing is stated.
    """

    option: str
    criterion: str
    score: float
    low: float
    high: float
    lead_low: float | None
    lead_high: float | None
    rival_low: str | None
    rival_high: str | None
    length: float
    crosses: bool
    confidence: Confidence | None
    judgement: bool | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, eq=False)
class Tornado:
    """The lead of one option as each score runs through its range; the longest bar first.

    Parameters
    ----------
    option
        Whose lead.
    over
        Over whom; None for the best of the others, whoever that is at each setting.
    lead
        As things stand, in the method's scores; below zero where the option is behind.
    rival
        Whom the lead is over as things stand.
    bars
        Longest first; equals in the order of the table. Scores whose range moves the lead by no more than the tolerance
        have none.
    unmoved
        How many scores those are.
    method, weights, on
        What was asked.
    tolerance
        Differences of score up to this size are ties.
    """

    option: str
    over: str | None
    lead: float
    rival: str
    bars: tuple[TornadoBar, ...]
    unmoved: int
    method: str
    weights: str
    on: On
    tolerance: float

    def __iter__(self) -> Iterator[TornadoBar]:
        return iter(self.bars)

    def __len__(self) -> int:
        return len(self.bars)

    @property
    def crossing(self) -> tuple[TornadoBar, ...]:
        """The bars that cross zero, the longest first."""
        return tuple(bar for bar in self.bars if bar.crosses)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row for each bar."""
        import pandas as pd

        return pd.DataFrame([bar.to_dict() for bar in self.bars], columns=list(TornadoBar.__dataclass_fields__))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "bars"}
        return {"tornado": [bar.to_dict() for bar in self.bars], **told}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", "criterion", "range", "lead at low", "lead at high", "crosses zero"]
        return head, [
            [
                bar.option,
                bar.criterion,
                f"{bar.low:g} to {bar.high:g}",
                *("" if lead is None else f"{lead:.4g}" for lead in (bar.lead_low, bar.lead_high)),
                "yes" if bar.crosses else "no",
            ]
            for bar in self.bars[:_SHOWN]
        ]

    def _caption(self) -> str:
        over = "the best of the others" if self.over is None else self.over
        return (
            f"{self.method}, weights: {self.weights}, on {self.on}; lead of {self.option} over {over}: {self.lead:.4g} "
            f"(over {self.rival}); {len(self.bars)} bars, {len(self.crossing)} cross zero; {self.unmoved} scores move "
            "nothing"
        )

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), align='llrrrl')}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), align="llrrrl")


def tornado(question: Question, *, option: str | None = None, over: str | None = None) -> Tornado:
    """Return the lead of an option at the low and at the high of each score, all other scores as they stand.

    Parameters
    ----------
    question
        To any method that ranks.
    option
        Whose lead; None for the winner, the first in the table where several are first.
    over
        Over whom; None for the best of the others at each setting, so that a bar of the winner crosses zero where it
        loses the first place to anybody.

    Raises
    ------
    NameUnknownError
        No such option.
    McdaError
        There is no other option, or `over` is the option itself.
    MethodError
        The method does not rank.

    References
    ----------
    Eschenbach, T. G. (1992). Spiderplots versus tornado diagrams for sensitivity analysis. *Interfaces* 22(6), 40-46.
    doi:10.1287/inte.22.6.40

    Examples
    --------
    >>> import mcda
    >>> from mcda.robustness.question import ask
    >>> found = tornado(ask(mcda.load_study()))
    >>> found.option, found.rival, round(found.lead, 4), found.bars[0].criterion
    ('exchanges', 'joint_committee', 2.35, 'public_cost')
    """
    for name in (option, over):
        if name is not None:
            question.table.options[name]
    chosen = question.ranking.winners[0] if option is None else option
    if len(question.options) == 1:
        raise McdaError(f"{chosen!r} is the only option; a lead needs another one to lead over")
    if over == chosen:
        raise McdaError(f"over is {over!r}, the option itself; name another option, or none for the best of the others")
    at = question.options.index(chosen)
    rivals = [k for k, o in enumerate(question.options) if (o == over if over is not None else k != at)]
    now, who = _leads(question.ranking.scores[np.newaxis], at, rivals)
    bars = _bars(question, at, rivals, float(now[0]))
    matter = sorted((b for b in bars if b.length > question.tolerance), key=lambda b: -b.length)
    return Tornado(
        option=chosen,
        over=over,
        lead=float(now[0]),
        rival=question.options[who[0]],
        bars=tuple(matter),
        unmoved=len(bars) - len(matter),
        method=repr(question.method),
        weights=question.weights.profile or "given",
        on=question.on,
        tolerance=question.tolerance,
    )


def _leads(scores: Floats, at: int, rivals: list[int]) -> tuple[Floats, list[int]]:
    """Return the lead over the best of the rivals, and which that is, for each row of scores."""
    best = scores[:, rivals].argmax(axis=-1)
    who = [rivals[k] for k in best.tolist()]
    return scores[:, at] - scores[np.arange(len(scores)), who], who


def _bars(question: Question, at: int, rivals: list[int], now: float) -> list[TornadoBar]:
    n, m = question.table.shape
    cells = [(i, j) for i in range(n) for j in range(m)]
    leads: list[list[tuple[float, str] | None]] = []
    for ends in (question.low, question.high):
        found: list[tuple[float, str] | None] = []
        rows = max(1, _BLOCK // (n * m))
        for start in range(0, len(cells), rows):
            these = cells[start : start + rows]
            tables = np.repeat(question.table.values[np.newaxis], len(these), axis=0)
            for k, (i, j) in enumerate(these):
                tables[k, i, j] = ends[i, j]
            scores, usable = scores_of(question, tables)
            lead, who = _leads(scores, at, rivals)
            told = zip(lead.tolist(), who, usable.tolist(), strict=True)
            found += [(each, question.options[k]) if able else None for each, k, able in told]
        leads.append(found)
    return [_bar(question, cell, now, *ends) for cell, *ends in zip(cells, *leads, strict=True)]


def _bar(
    question: Question,
    cell: tuple[int, int],
    now: float,
    at_low: tuple[float, str] | None,
    at_high: tuple[float, str] | None,
) -> TornadoBar:
    i, j = cell
    option, criterion = question.options[i], question.criteria[j]
    score, tolerance = question.scores.get((option, criterion)), question.tolerance
    leads = [now, *(end[0] for end in (at_low, at_high) if end is not None)]
    return TornadoBar(
        option=option,
        criterion=criterion,
        score=float(question.table.values[i, j]),
        low=float(question.low[i, j]),
        high=float(question.high[i, j]),
        lead_low=None if at_low is None else at_low[0],
        lead_high=None if at_high is None else at_high[0],
        rival_low=None if at_low is None else at_low[1],
        rival_high=None if at_high is None else at_high[1],
        length=max(leads) - min(leads),
        crosses=min(leads) < -tolerance if now >= -tolerance else max(leads) > tolerance,
        confidence=None if score is None else score.confidence,
        judgement=None if score is None else score.judgement,
    )
