"""A part of a set of weights, cut out by whole numbers: its corners, and its volume and centroid by simplices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.elicit.incomplete._corners import corners
from mcda.elicit.incomplete._exact import Row
from mcda.robustness.exact._weight_set import units
from mcda.scales import Floats

Simplices = npt.NDArray[np.int64]

# Finding corners slows down with their square; more take minutes.
MOST_CORNERS: Final = 3_000
# As many as fit in memory with room to spare.
MOST_SIMPLICES: Final = 500_000
_BLOCK: Final = 20_000


class TooManyPieces(Exception):
    """A part has too many corners or simplices to be measured."""


class Body(NamedTuple):
    """A measured part.

    Parameters
    ----------
    volume
        In the units of the axes it was measured in.
    moment : shape (n_criteria,)
        The integral of the weights over it, in the same units.
    """

    volume: float
    moment: Floats


class Axes:
    """Coordinates inside a set of weights, as many as its dimension.

    Parameters
    ----------
    points : shape (n_corners, n_criteria)
        The corners of the set.
    dimension
        Of the set, known exactly: what is thin and what is flat is not for floating point to say.
    """

    def __init__(self, points: Floats, dimension: int) -> None:
        self.dimension, self._middle = dimension, points.mean(axis=0)
        self._across = np.linalg.svd(points - self._middle)[2][:dimension].T

    def measure(self, points: Floats, simplices: Simplices) -> Body:
        """Return the volume of simplices whose corners are numbers of points; the unit is a parallelepiped."""
        placed = (points - self._middle) @ self._across
        volume, moment = 0.0, np.zeros(points.shape[1])
        for start in range(0, len(simplices), _BLOCK):
            block = simplices[start : start + _BLOCK]
            edges = placed[block[:, 1:]] - placed[block[:, :1]]
            sizes = np.abs(np.linalg.det(edges)) if self.dimension else np.ones(len(block))
            volume += float(sizes.sum())
            moment += sizes @ points[block].mean(axis=1)
        return Body(volume, moment)


def cell(n: int, rows: Sequence[Row], flat: Sequence[Row], axes: Axes) -> Body:
    """Return the volume and moment of the weights of zero or more that add to one, with row . w of zero or more.

    Everything up to the simplices is in whole numbers, so that corners that coincide, or that lie on more conditions
    than they need, are seen to do so. A part without volume in the set has volume 0.

    Parameters
    ----------
    n
        Number of weights.
    rows
        Each of length n: those of the set and those of the part.
    flat
        Rows, among them those of single weights, that are zero in the whole set.
    axes
        Of the set.

    Raises
    ------
    TooManyPieces
        More corners or simplices than can be had in reasonable time.
    """
    found = corners(n, rows, MOST_CORNERS)
    if found is None:
        raise TooManyPieces
    every = (1 << len(found)) - 1
    sides = []
    for row in [*units(n), *rows]:
        on = sum(1 << k for k, point in enumerate(found) if not sum(a * b for a, b in zip(row, point, strict=True)))
        if on != every:
            sides.append(on)
        elif row not in flat:
            return Body(0.0, np.zeros(n))
    if not found:
        return Body(0.0, np.zeros(n))
    points = np.array([[a / total for a in point] for point in found if (total := sum(point))])
    return axes.measure(points, triangulation(len(found), tuple(dict.fromkeys(sides))))


def triangulation(count: int, sides: Sequence[int]) -> Simplices:
    """Return simplices that fill a polytope and do not overlap, as numbers of its corners.

    Every face is cut into the pyramids from its first corner to its own faces without that corner (pulling). Faces are
    told by the corners they share, so no distance is ever compared.

    Parameters
    ----------
    count
        Of the corners.
    sides
        For each condition, as bits, the corners on it.

    Raises
    ------
    TooManyPieces
        There are more than can be had in reasonable time.

    References
    ----------
    Büeler, B., Enge, A. & Fukuda, K. (2000). Exact volume computation for polytopes: a practical study. *Polytopes:
    Combinatorics and Computation*, DMV Seminar 29, 131-154. doi:10.1007/978-3-0348-8438-9_6

    Examples
    --------
    >>> triangulation(4, [0b0011, 0b0110, 0b1100, 0b1001]).tolist()
    [[0, 2, 3], [0, 1, 2]]
    """
    known: dict[int, Simplices] = {}

    def cut(face: int) -> Simplices:
        if face in known:
            return known[face]
        first = face & -face
        if face == first:
            found = np.array([[face.bit_length() - 1]])
        else:
            parts = [cut(side) for side in _faces(face, sides) if not side & first]
            if sum(map(len, parts)) > MOST_SIMPLICES:
                raise TooManyPieces
            below = np.concatenate(parts)
            found = np.column_stack([np.full(len(below), first.bit_length() - 1), below])
        known[face] = found
        return found

    return cut((1 << count) - 1)


def _faces(face: int, sides: Sequence[int]) -> list[int]:
    """Return the faces of a face that lie in no larger one: what conditions cut out of it, where nothing cuts more."""
    found: list[int] = []
    for part in sorted({face & side for side in sides} - {0, face}, key=int.bit_count, reverse=True):
        if not any(part & larger == part for larger in found):
            found.append(part)
    return found
