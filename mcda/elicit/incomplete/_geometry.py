"""A set of weights as a body in space: how far it reaches, its corners, its middle, and draws from it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from mcda.draws import GRANULE, simplex_draws, stream
from mcda.elicit.incomplete._corners import corners
from mcda.elicit.incomplete._exact import Program, Row, rank
from mcda.elicit.incomplete._hull import ball_centre, directions
from mcda.elicit.incomplete._walk import Walk, prepared
from mcda.scales import Floats

Point = tuple[Fraction, ...]


class Geometry:
    """The weights of zero or more that add to one, with row . w of zero or more for each row; not empty.

    Parameters
    ----------
    n
        Number of weights.
    rows
        Each of length n, not all zero.
    """

    def __init__(self, n: int, rows: Sequence[Row]) -> None:
        self.n, self.said = n, tuple(rows)
        self.rows = (*(tuple(int(i == j) for i in range(n)) for j in range(n)), *rows)

    @cached_property
    def furthest(self) -> tuple[Point, ...]:
        """By row, those of the weights first: a corner at which it is furthest above zero."""
        program = Program(self.n, self.said)
        return tuple(program.highest(row) for row in self.rows)

    @cached_property
    def flat(self) -> tuple[bool, ...]:
        """By row, whether it is zero in the whole set."""
        return tuple(_height(row, at) == 0 for row, at in zip(self.rows, self.furthest, strict=True))

    @cached_property
    def dimension(self) -> int:
        """How many weights can be chosen freely."""
        across = [row for row, flat in zip(self.rows, self.flat, strict=True) if flat]
        return self.n - rank([(1,) * self.n, *across])

    @cached_property
    def simplex(self) -> tuple[Point, ...] | None:
        """The corners where the set is a simplex, else None.

        Each face of a simplex lies opposite one corner. So its corners are those furthest from some condition, one more
        than its dimension, each with a condition that is above zero there and zero at all others.
        """
        points = sorted(set(self.furthest), reverse=True)
        if len(points) != self.dimension + 1:
            return None
        above = [frozenset(k for k, at in enumerate(points) if _height(row, at) > 0) for row in self.rows]
        return tuple(points) if all(frozenset([k]) in above for k in range(len(points))) else None

    def vertices(self, most: int) -> tuple[Point, ...] | None:
        """Return the corners, by falling weights; None where there are more than so many."""
        if self.simplex is not None:
            return self.simplex
        found = corners(self.n, self.said, most)
        if found is None:
            return None
        return tuple(sorted((tuple(Fraction(a, sum(row)) for a in row) for row in found), reverse=True))

    def bounds(self) -> list[tuple[Fraction, Fraction]]:
        """Return the lowest and the highest of each weight."""
        program = Program(self.n, self.said)
        lowest = [program.highest([-a for a in self.rows[j]])[j] for j in range(self.n)]
        return [(low, self.furthest[j][j]) for j, low in enumerate(lowest)]

    def ball_centre(self) -> Point:
        """Return the centre of the largest ball inside."""
        if self.dimension == 0:
            return self.furthest[0]
        flat = np.array(self.flat)
        lengths = np.linalg.norm(self._heights @ directions(self._heights, flat, self.dimension), axis=1)
        rows = [[Fraction(a, max(map(abs, row))) for a in row] for row in self.rows]
        return ball_centre(rows, np.where(flat, 0.0, lengths).tolist())

    def granule(self, seed: int, index: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n)."""
        if self.simplex is None:
            return self._walk.granule(seed, index)
        parts = simplex_draws(stream(seed, index, 0), GRANULE, len(self.simplex))
        found = np.zeros((GRANULE, self.n))
        for k, point in enumerate(self.simplex):
            found += parts[:, k, np.newaxis] * np.array([float(w) for w in point])
        return found

    @cached_property
    def _heights(self) -> Floats:
        # Divided first: whole numbers may have more digits than a floating-point number can hold.
        return np.array([[a / max(map(abs, row)) for a in row] for row in self.rows])

    @cached_property
    def _walk(self) -> Walk:
        points = np.array([[float(w) for w in point] for point in self.furthest])
        return prepared(self._heights, np.array(self.flat), points, self.dimension)


def _height(row: Row, at: Point) -> Fraction:
    return sum((a * w for a, w in zip(row, at, strict=True)), Fraction(0))
