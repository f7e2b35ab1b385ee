"""Looks, score by score, for the nearest change that changes the winner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from mcda.ranking import places
from mcda.robustness.question import Question
from mcda.robustness.score_sensitivity._curves import acts_by_cell, added, bends, first_above
from mcda.robustness.score_sensitivity._scan import Bools, Rows, scores_of, tolerances, walk
from mcda.robustness.score_sensitivity._score_flip import Flip, ScoreFlip
from mcda.scales import Floats

# Beyond so many options, the other scores of a column are not tried one by one.
_FEW: Final = 64
# A lead this part of the tolerance is rounding.
_ROUNDING: Final = 0.01


@dataclass(frozen=True)
class _Cell:
    """One score: its place in the table, and what of it is searched."""

    i: int
    j: int
    start: float
    ends: tuple[float, float]


def search_flips(question: Question, steps: int, reach: float) -> tuple[tuple[ScoreFlip, ...], bool]:
    """Return a row for each score in the order of the table, not yet ranked, and whether they are exact."""
    n, m = question.table.shape
    bounds = [_bounds(question, j, reach) for j in range(m)]
    values = question.table.values
    cells = [
        _Cell(i, j, (x := float(values[i, j])), (min(bounds[j][0], x), max(bounds[j][1], x)))
        for i in range(n)
        for j in range(m)
    ]
    if acts_by_cell(question):
        return _solved(question, cells), True
    return _scanned(question, cells, steps), False


def _bounds(question: Question, j: int, reach: float) -> tuple[float, float]:
    scale = question.table.criteria.all[j].scale
    ends = [] if scale is None else [float(scale.low), float(scale.high)]
    if scale is not None and not scale.open:
        return ends[0], ends[1]
    column = [float(question.low[:, j].min()), float(question.high[:, j].max())]
    span = (column[1] - column[0]) or max(abs(column[0]), abs(column[1])) or 1.0
    known = [*ends, column[0] - reach * span, column[1] + reach * span]
    return min(known), max(known)


# --- by cell, exact


def _solved(question: Question, cells: list[_Cell]) -> tuple[ScoreFlip, ...]:
    scores, tolerance = question.ranking.scores, question.tolerance
    winning = np.array([o in question.ranking.winners for o in question.options])
    rises = [_rise(scores, winning, tolerance, i) for i in range(len(scores))]
    falls = [_fall(scores, winning, tolerance, i) for i in range(len(scores))]
    rows = []
    for cell in cells:
        found: list[Flip | None] = []
        for end in (cell.ends[1], cell.ends[0]):
            bent = bends(question, cell.j)
            inside = bent[(bent > min(cell.start, end)) & (bent < max(cell.start, end))]
            at = np.array([cell.start, *(inside if end > cell.start else inside[::-1]), end])
            heights = added(question, cell.j, at)
            gain = heights - heights[0]
            tries = [(first_above(at, gain, rises[cell.i]), True), (first_above(at, -gain, falls[cell.i]), False)]
            hits = [(abs(x - cell.start), x, rising) for x, rising in tries if x is not None]
            if not hits:
                found.append(None)
                continue
            _, x, rising = min(hits)
            first = _first_after(question, cell.i, rises[cell.i] if rising else -falls[cell.i], rising, winning)
            found.append(_flip(question, cell, x, end, first, beyond=True))
        rows.append(_row(question, cell, found[0], found[1], cell.ends))
    return tuple(rows)


def _rise(scores: Floats, winning: Bools, tolerance: float, i: int) -> float:
    """Return what an option's score must gain so that some other option in first place falls behind it."""
    others = winning.copy()
    others[i] = False
    return max(float(scores[others].min() + tolerance - scores[i]), 0.0) if others.any() else np.inf


def _fall(scores: Floats, winning: Bools, tolerance: float, i: int) -> float:
    """Return what the score of an option in first place must lose so that it falls behind."""
    if not winning[i] or len(scores) == 1:
        return np.inf
    return max(float(scores[i] + tolerance - np.delete(scores, i).max()), 0.0)


def _first_after(question: Question, i: int, gain: float, rising: bool, winning: Bools) -> tuple[str, ...]:
    """Return who is first just beyond a change of one option's score by `gain`."""
    scores, tolerance = question.ranking.scores.copy(), question.tolerance
    fallen = np.zeros(len(scores), dtype=np.bool_)
    if rising:
        winning = winning.copy()
        winning[i] = False
        fallen = winning & (scores <= scores[winning].min() + _ROUNDING * tolerance)
    else:
        fallen[i] = True
    scores[i] += gain
    first = (scores >= scores[~fallen].max() - (1 + _ROUNDING) * tolerance) & ~fallen
    return tuple(o for o, yes in zip(question.options, first, strict=True) if yes)


# --- tried one by one


def _scanned(question: Question, cells: list[_Cell], steps: int) -> tuple[ScoreFlip, ...]:
    base = question.table.values
    paths = [(cell, end) for cell in cells for end in (cell.ends[1], cell.ends[0])]
    points = [_points(question, cell, end, steps) for cell, end in paths]
    winning = np.array([o in question.ranking.winners for o in question.options])

    def table_at(walk: int, at: Floats) -> Floats:
        cell = paths[walk][0]
        tables = np.repeat(base[np.newaxis], len(at), axis=0)
        tables[:, cell.i, cell.j] = at
        return tables

    def changed(_: Rows, scores: Floats) -> Bools:
        return np.asarray((places(scores, tolerances(question, scores))[:, winning] > 1).any(axis=-1))

    found = walk(question, points, table_at, changed)
    flips: list[Flip | None] = []
    for k, (cell, end) in enumerate(paths):
        if not found.changed[k]:
            flips.append(None)
            continue
        scores = scores_of(question, table_at(k, found.at[k : k + 1]))[0]
        first = places(scores, tolerances(question, scores))[0] == 1
        names = tuple(o for o, yes in zip(question.options, first, strict=True) if yes)
        flips.append(_flip(question, cell, float(found.at[k]), end, names, beyond=False))
    ends = found.reached
    return tuple(
        _row(question, cell, flips[2 * k], flips[2 * k + 1], (float(ends[2 * k + 1]), float(ends[2 * k])))
        for k, cell in enumerate(cells)
    )


def _points(question: Question, cell: _Cell, end: float, steps: int) -> Floats:
    """Return the scores to try from the score itself to an end, outwards."""
    criterion = question.table.criteria.all[cell.j]
    marks = [np.linspace(*cell.ends, steps + 1), question.low[cell.i, cell.j], question.high[cell.i, cell.j]]
    if criterion.value is not None:
        marks.append(np.array([float(x) for x, _ in criterion.value.points]))
    if len(question.options) <= _FEW:
        marks.append(question.table.values[:, cell.j])
    at = np.unique(np.concatenate([np.atleast_1d(each) for each in marks]))
    if end > cell.start:
        return np.array([cell.start, *at[(at > cell.start) & (at <= end)]])
    return np.array([cell.start, *at[(at < cell.start) & (at >= end)][::-1]])


# --- rows


def _flip(question: Question, cell: _Cell, at: float, toward: float, first: tuple[str, ...], *, beyond: bool) -> Flip:
    """Return the flip at a score; `beyond` where the winner changes just beyond it, else it has changed there.

    A change of nothing, where several are first, still has a direction: `toward` is the end it was looked for at.
    """
    scale = question.table.criteria.all[cell.j].scale
    change = at - cell.start
    low, high = float(question.low[cell.i, cell.j]), float(question.high[cell.i, cell.j])
    end = high if toward > cell.start else low
    room = abs(end - cell.start)
    inside = room > 0 and (abs(change) < room if beyond else abs(change) <= room)
    return Flip(
        at=at,
        change=change,
        first=first,
        within_range=inside,
        on_scale=None if scale is None else float(scale.low) <= at <= float(scale.high),
        needed=abs(change) / room if room > 0 else None,
    )


def _row(
    question: Question, cell: _Cell, up: Flip | None, down: Flip | None, searched: tuple[float, float]
) -> ScoreFlip:
    option, criterion = question.options[cell.i], question.table.criteria.all[cell.j]
    score, scale = question.scores.get((option, criterion.id)), criterion.scale
    low, high = float(question.low[cell.i, cell.j]), float(question.high[cell.i, cell.j])
    return ScoreFlip(
        rank=0,
        option=option,
        criterion=criterion.id,
        score=cell.start,
        low=low,
        high=high,
        up=up,
        down=down,
        searched=searched,
        scale=None if scale is None else (float(scale.low), float(scale.high)),
        confidence=None if score is None else score.confidence,
        evidence=None if score is None else len(score.evidence),
        judgement=None if score is None else score.judgement,
        range_share=None if scale is None else (high - low) / float(scale.width),
    )
