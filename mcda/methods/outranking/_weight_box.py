"""Weights that may move between bounds and add to one: the extremes of what is linear in them, exactly, without an LP.

Filling the criteria with the largest coefficients up to their bounds first is optimal (the continuous knapsack).

Dantzig, G. B. (1957). Discrete-variable extremum problems. *Operations Research* 5(2), 266-288.
doi:10.1287/opre.5.2.266
"""

from typing import Final

import numpy as np

from mcda.scales import Floats

# Coordinates on the plane lie in -1 to 1; a brain this close to the origin touches it.
_TOUCHES: Final = 1e-9


def largest(coefficients: Floats, low: Floats, high: Floats) -> Floats:
    """Return the largest sum of weight times coefficient.

    Parameters
    ----------
    coefficients : shape (..., n_criteria)
    low, high : shape (n_criteria,)
        Bounds between which weights that add to one exist.

    Returns
    -------
    shape (...)

    Examples
    --------
    >>> float(largest(np.array([1.0, 0.0, -1.0]), np.array([0.1, 0.1, 0.1]), np.array([0.5, 0.6, 0.7])))
    0.4
    """
    return np.asarray((_filled(coefficients, low, high) * coefficients).sum(axis=-1))


def brain(axes: Floats, low: Floats, high: Floats) -> Floats:
    """Return the corners of the GAIA brain: where the tip of the decision axis can lie, counter-clockwise.

    Parameters
    ----------
    axes : shape (n_criteria, 2)
        The criterion axes on the GAIA plane.
    low, high : shape (n_criteria,)

    Returns
    -------
    shape (n_corners, 2)
    """
    # The corner farthest in a direction changes only where two axes reach equally far in it.
    apart = (axes[:, np.newaxis] - axes[np.newaxis]).reshape(-1, 2)
    apart = apart[np.abs(apart).max(axis=1) > 0]
    turns = np.unique(np.mod(np.arctan2(apart[:, 1], apart[:, 0]) + np.pi / 2, 2 * np.pi))
    if not len(turns):
        return (_filled(axes[:, 0], low, high) @ axes)[np.newaxis]
    middles = (turns + np.append(turns[1:], turns[0] + 2 * np.pi)) / 2
    towards = np.stack([np.cos(middles), np.sin(middles)], axis=1) @ axes.T
    corners = _filled(towards, low, high) @ axes
    moved = np.abs(corners - np.roll(corners, 1, axis=0)).max(axis=1) > _TOUCHES
    return np.asarray(corners[moved] if moved.any() else corners[:1])


def holds_origin(corners: Floats) -> bool:
    """Tell whether a convex polygon, given by its corners counter-clockwise, contains the origin or touches it."""
    edges = np.roll(corners, -1, axis=0) - corners
    outwards = np.stack([edges[:, 1], -edges[:, 0]], axis=1)
    # If the origin lies outside, one of these directions has the whole polygon behind it.
    directions = np.concatenate([outwards, -corners])
    length = np.hypot(directions[:, 0], directions[:, 1])
    directions = directions[length > _TOUCHES] / length[length > _TOUCHES, np.newaxis]
    return bool(((directions @ corners.T).max(axis=1) >= -_TOUCHES).all())


def _filled(coefficients: Floats, low: Floats, high: Floats) -> Floats:
    order = np.argsort(-coefficients, axis=-1, kind="stable")
    room = (high - low)[order]
    taken = np.clip((1.0 - low.sum()) - (np.cumsum(room, axis=-1) - room), 0.0, room)
    found = np.empty(coefficients.shape)
    np.put_along_axis(found, order, taken, axis=-1)
    return found + low
