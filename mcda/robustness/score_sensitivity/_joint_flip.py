"""How far all scores must move together against the winner before a rival overtakes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.robustness.question import On, Question
from mcda.robustness.score_sensitivity._curves import acts_by_cell, added, bends, first_above
from mcda.robustness.score_sensitivity._scan import STEPS, Bools, Rows, scores_of, tolerances, walk
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class RivalFlip:
    """One rival of the winner, when every score of both moves against the winner.

    Parameters
    ----------
    option
        The rival.
    lead
        Of the winner over it, as things stand.
    worst_lead
        The same with all scores of the winner at their worst end and all of the rival at their best; below zero where
        the rival is ahead. None where the method cannot take those scores.
    winner_at_worst, rival_at_best
        The two scores there; None likewise.
    part
        The smallest common part of the way to those ends, 0 to 1, beyond which the rival is ahead; None where it is not
        ahead even at the ends.
    overtakes
        True where it is ahead somewhere on the way.
    """

    option: str
    lead: float
    worst_lead: float | None
    winner_at_worst: float | None
    rival_at_best: float | None
    part: float | None
    overtakes: bool

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, eq=False)
class JointFlip:
    """Whether each rival can overtake the winner inside the ranges of the scores, and how soon.

    Parameters
    ----------
    winner
        The winner; the first in the table where several are first, and the others of them are rivals.
    rivals
        The one that overtakes soonest first; then those that never do, by their worst lead.
    method, weights, on
        What was asked.
    exact
        True where the part was solved for; False where parts were tried in steps and the step halved.
    steps
        How many steps; 0 where exact.
    tolerance
        Differences of score up to this size are ties.
    """

    winner: str
    rivals: tuple[RivalFlip, ...]
    method: str
    weights: str
    on: On
    exact: bool
    steps: int
    tolerance: float

    def __iter__(self) -> Iterator[RivalFlip]:
        return iter(self.rivals)

    def __len__(self) -> int:
        return len(self.rivals)

    @property
    def firm_to(self) -> float | None:
        """The part of the ranges up to which nobody overtakes; None where nobody ever does."""
        return next((r.part for r in self.rivals if r.part is not None), None)

    @property
    def overtaking(self) -> tuple[str, ...]:
        """The rivals that overtake inside the ranges, the soonest first."""
        return tuple(r.option for r in self.rivals if r.overtakes)

    def of(self, option: str) -> RivalFlip:
        """Return the row of one rival.

        Raises
        ------
        NameUnknownError
            No such rival.
        """
        for row in self.rivals:
            if row.option == option:
                return row
        raise unknown("rival", option, [r.option for r in self.rivals])

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row for each rival."""
        import pandas as pd

        return pd.DataFrame([r.to_dict() for r in self.rivals], columns=list(RivalFlip.__dataclass_fields__))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "rivals"}
        return {"joint_flip": [r.to_dict() for r in self.rivals], **told, "firm_to": self.firm_to}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["rival", "lead", "worst lead", "overtakes at"]
        return head, [
            [
                r.option,
                f"{r.lead:.4g}",
                "" if r.worst_lead is None else f"{r.worst_lead:.4g}",
                "never" if r.part is None else f"{100 * r.part:.1f}%",
            ]
            for r in self.rivals
        ]

    def _caption(self) -> str:
        how = "exact" if self.exact else f"searched in {self.steps} steps"
        return (
            f"{self.method}, weights: {self.weights}, on {self.on}; every score of {self.winner} towards its worst end "
            f"and of the rival towards its best; {len(self.overtaking)} of {len(self.rivals)} overtake; {how}"
        )

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption())


def joint_flip(question: Question, *, steps: int = STEPS) -> JointFlip:
    """Return, for each rival, the smallest common part of all ranges at which it overtakes the winner.

    Every score of the winner moves by the same part of the way to the end of its range that the criterion's goal calls
    worse, every score of the rival to the end that it calls better; the other options stay as they are. The rival
    overtakes where it scores more by over the tolerance; a tie is not enough. A rival that does not overtake at the
    ends is beaten in every table inside the ranges, where scores rise with performance and each option's score is its
    own, as in additive value.

    Exact for additive value and the weighted sum without normalisation: the lead is then piecewise linear in the part.
    For other methods parts are tried and the step in which the rival overtakes is halved forty times.

    Parameters
    ----------
    question
        To any method that ranks.
    steps
        Into so many steps the way is cut, where it must be searched.

    Raises
    ------
    MethodError
        The method does not rank.
    McdaError
        `steps` is no whole number above zero, or the search would be too long.

    References
    ----------
    Proll, L. G., Salhi, A. & Rios Insua, D. (2001). Improving an optimization-based framework for sensitivity analysis
    in multi-criteria decision-making. *Journal of Multi-Criteria Decision Analysis* 10(1), 1-9. doi:10.1002/mcda.283

    Examples
    --------
    >>> import mcda
    >>> from mcda.robustness.question import ask
    >>> found = joint_flip(ask(mcda.load_study()))
    >>> found.winner, found.overtaking[0], found.exact
    ('exchanges', 'joint_committee', True)
    """
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= 100_000:
        raise McdaError(f"steps is {steps!r}; expected a whole number from 1 to 100000")
    first = question.ranking.winners[0]
    at = question.options.index(first)
    others = [k for k in range(len(question.options)) if k != at]
    exact = acts_by_cell(question)
    parts = [_solved(question, at, k) for k in others] if exact else _scanned(question, at, others, steps)
    rows = [_row(question, at, k, part) for k, part in zip(others, parts, strict=True)]
    return JointFlip(
        winner=first,
        rivals=tuple(sorted(rows, key=_soonest)),
        method=repr(question.method),
        weights=question.weights.profile or "given",
        on=question.on,
        exact=exact,
        steps=0 if exact else steps,
        tolerance=question.tolerance,
    )


def _soonest(row: RivalFlip) -> tuple[bool, float]:
    return (False, row.part) if row.part is not None else (True, row.lead if row.worst_lead is None else row.worst_lead)


def _ends(question: Question, at: int, rival: int) -> tuple[Floats, Floats]:
    """Return the worst scores of the winner and the best of a rival, each of shape (n_criteria,)."""
    rising = question.table.criteria.signs > 0
    worst = np.where(rising, question.low[at], question.high[at])
    return worst, np.where(rising, question.high[rival], question.low[rival])


def _tables(question: Question, at: int, rival: int, parts: Floats) -> Floats:
    tables = np.repeat(question.table.values[np.newaxis], len(parts), axis=0)
    for i, end in zip((at, rival), _ends(question, at, rival), strict=True):
        start = question.table.values[i]
        tables[:, i] = np.where(parts[:, np.newaxis] == 1, end, start + parts[:, np.newaxis] * (end - start))
    return tables


def _solved(question: Question, at: int, rival: int) -> float | None:
    marks = [np.array([0.0, 1.0])]
    ends = _ends(question, at, rival)
    for i, end in zip((at, rival), ends, strict=True):
        for j, (x0, x1) in enumerate(zip(question.table.values[i], end, strict=True)):
            if x0 != x1:
                marks.append((bends(question, j) - x0) / (x1 - x0))
    parts = np.unique(np.concatenate(marks))
    parts = parts[(parts >= 0) & (parts <= 1)]
    tables = _tables(question, at, rival, parts)
    gain = np.zeros(len(parts))
    for j in range(tables.shape[-1]):
        gain += added(question, j, tables[:, rival, j]) - added(question, j, tables[:, at, j])
    return first_above(parts, gain, question.tolerance)


def _scanned(question: Question, at: int, others: list[int], steps: int) -> list[float | None]:
    if not others:
        return []
    rivals = np.array(others)

    def table_at(walk: int, parts: Floats) -> Floats:
        return _tables(question, at, others[walk], parts)

    def changed(walks: Rows, scores: Floats) -> Bools:
        ahead = scores[np.arange(len(scores)), rivals[walks]] - scores[:, at]
        return np.asarray(ahead > tolerances(question, scores)[:, 0])

    found = walk(question, [np.linspace(0.0, 1.0, steps + 1)] * len(others), table_at, changed)
    return [float(part) if yes else None for part, yes in zip(found.at, found.changed, strict=True)]


def _row(question: Question, at: int, rival: int, part: float | None) -> RivalFlip:
    scores = question.ranking.scores
    found, usable = scores_of(question, _tables(question, at, rival, np.ones(1)))
    ends = (float(found[0, at]), float(found[0, rival])) if usable[0] else None
    return RivalFlip(
        option=question.options[rival],
        lead=float(scores[at] - scores[rival]),
        worst_lead=None if ends is None else ends[0] - ends[1],
        winner_at_worst=None if ends is None else ends[0],
        rival_at_best=None if ends is None else ends[1],
        part=part,
        overtakes=part is not None,
    )
