"""Walks through tables until the winner changes: for methods that no closed form covers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError, MethodError
from mcda.methods.ranking_method import tie_tolerances
from mcda.robustness.question import Question
from mcda.scales import Floats

Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

STEPS: Final = 100
# Two megabytes of performances at once.
_BLOCK: Final = 1 << 18
# A minute or so of the quickest method; a mistake beyond.
_MOST_NUMBERS: Final = 20_000_000_000
# Halvings of a step: a thousand-billionth of it is left.
_HALVINGS: Final = 40


@dataclass(frozen=True, eq=False)
class Walk:
    """How far the walks came.

    Parameters
    ----------
    at : shape (n_walks,)
        The first point found at which things have changed; where they never do, the last point.
    changed : shape (n_walks,)
    reached : shape (n_walks,)
        The last point tried: short of the end where the method takes no such performance.
    """

    at: Floats
    changed: Bools
    reached: Floats


def scores_of(question: Question, tables: Floats) -> tuple[Floats, Bools]:
    """Return scores of tables in units, and which tables the method can take.

    Parameters
    ----------
    tables : shape (n_tables, n_options, n_criteria)

    Returns
    -------
    shapes (n_tables, n_options) and (n_tables,); the scores of a table that the method cannot take are zero.
    """
    try:
        return question.kernel(question.see(tables), question.shares), np.ones(len(tables), dtype=np.bool_)
    except MethodError:
        if len(tables) == 1:
            return np.zeros((1, tables.shape[1])), np.zeros(1, dtype=np.bool_)
    half = len(tables) // 2
    parts = [scores_of(question, part) for part in (tables[:half], tables[half:])]
    return np.concatenate([s for s, _ in parts]), np.concatenate([u for _, u in parts])


def tolerances(question: Question, scores: Floats) -> Floats:
    """Return the tolerance of ties of each row of scores, shape (n_rows, 1): never below that of the question."""
    return np.maximum(question.tolerance, tie_tolerances(scores, question.ranker.score_width))


def walk(
    question: Question,
    points: Sequence[Floats],
    table_at: Callable[[int, Floats], Floats],
    changed: Callable[[Rows, Floats], Bools],
) -> Walk:
    """Walk along points until things change, then halve the last step until it is too small to matter.

    Parameters
    ----------
    points
        For each walk, the points to try in order; at the first, nothing has changed.
    table_at
        From a walk and points to tables in units, shape (n_points, n_options, n_criteria).
    changed
        From walks and scores, one row for each, to whether things have changed there.

    Raises
    ------
    McdaError
        More tables than can be tried.
    """
    size = question.table.values.size
    count = sum(len(each) for each in points)
    if count * size > _MOST_NUMBERS:
        raise McdaError(
            f"{count:,} tables of {size:,} performances would have to be tried; take fewer options or criteria, fewer "
            "steps, or a method that needs no search, such as 'additive'"
        )
    before, after, reached, found = _coarse(question, points, table_at, changed)
    these = np.flatnonzero(found)
    for _ in range(_HALVINGS if len(these) else 0):
        middle = before[these] + (after[these] - before[these]) / 2
        yes = _tried(question, these, middle, table_at, changed)[0]
        after[these], before[these] = np.where(yes, middle, after[these]), np.where(yes, before[these], middle)
    return Walk(after, found, reached)


def _coarse(
    question: Question,
    points: Sequence[Floats],
    table_at: Callable[[int, Floats], Floats],
    changed: Callable[[Rows, Floats], Bools],
) -> tuple[Floats, Floats, Floats, Bools]:
    lengths = np.array([len(each) for each in points], dtype=np.int64)
    walks = np.repeat(np.arange(len(points)), lengths)
    yes, usable = _tried(question, walks, np.concatenate(points), table_at, changed)
    before, after, reached = (np.array([each[0] for each in points], dtype=np.float64) for _ in range(3))
    found = np.zeros(len(points), dtype=np.bool_)
    starts = np.cumsum(lengths) - lengths
    for k, each in enumerate(points):
        here = slice(int(starts[k]), int(starts[k] + lengths[k]))
        end = int(np.argmin(usable[here])) if not usable[here].all() else len(each)
        hits = np.flatnonzero(yes[here][:end])
        last = max(int(hits[0]) if len(hits) else end - 1, 0)
        reached[k], after[k], before[k] = each[max(end - 1, 0)], each[last], each[max(last - 1, 0)]
        found[k] = len(hits) > 0
    return before, after, reached, found


def _tried(
    question: Question,
    walks: Rows,
    at: Floats,
    table_at: Callable[[int, Floats], Floats],
    changed: Callable[[Rows, Floats], Bools],
) -> tuple[Bools, Bools]:
    """Return whether things have changed at these points of these walks, and whether the method can take them."""
    yes, usable = np.zeros(len(walks), dtype=np.bool_), np.ones(len(walks), dtype=np.bool_)
    rows = max(1, _BLOCK // question.table.values.size)
    for start in range(0, len(walks), rows):
        these = slice(start, start + rows)
        tables = np.empty((len(walks[these]), *question.table.shape))
        cuts = np.flatnonzero(np.diff(walks[these])) + 1
        for part in np.split(np.arange(len(tables)), cuts):
            tables[part] = table_at(int(walks[these][part[0]]), at[these][part])
        scores, usable[these] = scores_of(question, tables)
        yes[these] = changed(walks[these], scores) & usable[these]
    return yes, usable
