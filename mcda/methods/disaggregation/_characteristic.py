"""Characteristic objects: the grid an expert judges, and the value of everything in between."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from mcda.scales import Floats

# Corners held at once while interpolating: two megabytes.
BLOCK: Final = 1 << 18


class Preferences(NamedTuple):
    """What the expert's judgements make of the characteristic objects.

    Parameters
    ----------
    levels : shape (n_objects,)
        Preference from 0 to 1, in equal steps from one summed judgement to the next.
    summed : shape (n_objects,)
        Summed judgements: one for each object it is preferred to, one half for each it ties with, itself included.
    """

    levels: Floats
    summed: Floats


def objects(marks: Sequence[Floats]) -> Floats:
    """Return all combinations of characteristic values, the last criterion changing fastest.

    Parameters
    ----------
    marks
        Characteristic values of each criterion, rising.

    Returns
    -------
    shape (n_objects, n_criteria)

    Examples
    --------
    >>> objects([np.array([0.0, 1.0]), np.array([5.0, 7.0])]).tolist()
    [[0.0, 5.0], [0.0, 7.0], [1.0, 5.0], [1.0, 7.0]]
    """
    return np.stack([axis.ravel() for axis in np.meshgrid(*marks, indexing="ij")], axis=-1)


def preferences_from_scores(scores: Floats, tolerance: float) -> Preferences:
    """Return what an expert who scores the objects thinks of them.

    Parameters
    ----------
    scores : shape (n_objects,)
        Higher is better.
    tolerance
        Neighbours in the order of scores that differ by no more than this tie.

    Examples
    --------
    >>> found = preferences_from_scores(np.array([3.0, 9.0, 3.0, 4.0]), 1e-9)
    >>> found.levels.tolist(), found.summed.tolist()
    ([0.0, 1.0, 0.0, 0.5], [1.0, 3.5, 1.0, 2.5])
    """
    order = np.argsort(scores, kind="stable")
    step = np.concatenate([[0], np.cumsum(np.diff(scores[order]) > tolerance)])
    members = np.bincount(step)
    below = np.cumsum(members) - members
    ranks, summed = np.empty(len(scores)), np.empty(len(scores))
    ranks[order], summed[order] = step, (below + 0.5 * members)[step]
    return Preferences(_equal_steps(ranks, len(members)), summed)


def preferences_from_judgements(matrix: Floats) -> Preferences:
    """Return what a matrix of pairwise judgements (0, 0.5 or 1: row against column) makes of the objects.

    Parameters
    ----------
    matrix : shape (n_objects, n_objects)
    """
    summed = np.asarray(matrix.sum(axis=-1))
    different, ranks = np.unique(summed, return_inverse=True)
    return Preferences(_equal_steps(ranks.astype(np.float64), len(different)), summed)


def interpolate(values: Floats, marks: Sequence[Floats], levels: Floats) -> Floats:
    """Preference of each row: triangular memberships in the characteristic values, multiplied over the criteria.

    Between two neighbouring characteristic values the memberships are 1 - t and t, so this is the multilinear
    interpolation of the levels on the grid.

    Parameters
    ----------
    values : shape (n_rows, n_criteria)
        Within the characteristic values.
    marks
        Characteristic values of each criterion, rising, two or more.
    levels : shape (n_objects,)
        In the order of `objects`.

    Returns
    -------
    shape (n_rows,)

    Examples
    --------
    >>> marks = [np.array([0.0, 1.0]), np.array([0.0, 10.0])]
    >>> interpolate(np.array([[0.5, 5.0], [1.0, 0.0]]), marks, np.array([0.0, 0.25, 0.5, 1.0])).tolist()
    [0.4375, 0.5]
    """
    found = np.empty(len(values))
    rows = max(1, BLOCK >> len(marks))
    for start in range(0, len(values), rows):
        these = slice(start, start + rows)
        found[these] = _between_corners(values[these], marks, levels)
    return found


def _between_corners(values: Floats, marks: Sequence[Floats], levels: Floats) -> Floats:
    corners, memberships = np.zeros((len(values), 1), dtype=np.int64), []
    for column, points in zip(values.T, marks, strict=True):
        lower = np.clip(np.searchsorted(points, column, side="right") - 1, 0, len(points) - 2)
        memberships.append((column - points[lower]) / (points[lower + 1] - points[lower]))
        pair = np.stack([lower, lower + 1], axis=-1)
        corners = (corners[:, :, np.newaxis] * len(points) + pair[:, np.newaxis, :]).reshape(len(values), -1)
    found = levels[corners]
    for upper in reversed(memberships):
        pairs = found.reshape(len(values), -1, 2)
        found = pairs[..., 0] * (1.0 - upper[:, np.newaxis]) + pairs[..., 1] * upper[:, np.newaxis]
    return found[:, 0]


def _equal_steps(ranks: Floats, count: int) -> Floats:
    # An expert to whom all objects are alike prefers none: half way.
    return np.full(len(ranks), 0.5) if count == 1 else ranks / (count - 1)
