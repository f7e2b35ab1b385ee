"""Linear programs over weights in whole numbers: no rounding, so that a set that is empty or flat is seen to be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

Row = tuple[int, ...]


def primitive(row: Sequence[Fraction | int]) -> Row:
    """Return the smallest whole numbers in the same proportions.

    >>> primitive([Fraction(1, 2), Fraction(-3, 4)])
    (2, -3)
    """
    scale = math.lcm(*(Fraction(a).denominator for a in row))
    whole = [int(a * scale) for a in row]
    common = math.gcd(*whole) or 1
    return tuple(a // common for a in whole)


def rank(rows: Sequence[Row]) -> int:
    """Return how many of the rows are independent.

    >>> rank([(1, 2), (2, 4), (0, 1)])
    2
    """
    left, found = [list(row) for row in rows if any(row)], 0
    while left:
        pivot = left.pop()
        at = next(j for j, a in enumerate(pivot) if a)
        reduced = (_without(row, pivot, at) for row in left)
        left = [row for row in reduced if any(row)]
        found += 1
    return found


class Program:
    """The weights w of zero or more that add to one, with row . w of zero or more for each row.

    The simplex method on rows of whole numbers, each divided by its common factor, with Bland's rule, which cannot
    cycle. Because the rows have no constant, the origin is a basis to start from: `empty` tells whether the total can
    rise from there to one. Every question then starts where the one before ended.

    Parameters
    ----------
    n
        Number of weights.
    rows
        Each of length n.

    References
    ----------
    Bland, R. G. (1977). New finite pivoting rules for the simplex method. *Mathematics of Operations Research* 2(2),
    103-107. doi:10.1287/moor.2.2.103

    Examples
    --------
    >>> program = Program(2, [(1, -2)])
    >>> program.highest((0, 1)), Program(2, [(-1, 0), (0, -1)]).empty
    ((Fraction(2, 3), Fraction(1, 3)), True)
    """

    def __init__(self, n: int, rows: Sequence[Row]) -> None:
        self._n, k = n, len(rows)
        # Columns: weights, what each row has above zero, what the total lacks of one; then the right-hand side.
        self._table = [[*(-a for a in row), *(int(i == j) for j in range(k)), 0, 0] for i, row in enumerate(rows)]
        self._table.append([*[1] * n, *[0] * k, 1, 1])
        self._basis = [n + i for i in range(k + 1)]
        lack = n + k
        self._climb([0] * lack + [-1, 0])
        # What is lacking stays whole or goes at once: until then every row but the last has 0 on its right.
        self.empty = lack in self._basis
        for row in self._table:
            del row[lack]

    def highest(self, objective: Sequence[int]) -> tuple[Fraction, ...]:
        """Return a vertex at which objective . w is highest; the set must not be empty."""
        self._climb([*objective, *[0] * (len(self._table[0]) - self._n)])
        found = [Fraction(0)] * self._n
        for row, column in zip(self._table, self._basis, strict=True):
            if column < self._n:
                found[column] = Fraction(row[-1], row[column])
        return tuple(found)

    def _climb(self, objective: list[int]) -> None:
        for row, column in zip(self._table, self._basis, strict=True):
            objective = _without(objective, row, column)
        while True:
            entering = next((j for j, a in enumerate(objective[:-1]) if a > 0), None)
            if entering is None:
                return
            # There is always a row: the set is bounded.
            _, _, leaving = min(
                (Fraction(row[-1], row[entering]), column, i)
                for i, (row, column) in enumerate(zip(self._table, self._basis, strict=True))
                if row[entering] > 0
            )
            self._pivot(leaving, entering)
            objective = _without(objective, self._table[leaving], entering)

    def _pivot(self, leaving: int, entering: int) -> None:
        pivot = self._table[leaving]
        for i, row in enumerate(self._table):
            if i != leaving:
                self._table[i] = _without(row, pivot, entering)
        self._basis[leaving] = entering


def _without(row: list[int], pivot: list[int], at: int) -> list[int]:
    """Clear one column of a row with another; the row keeps its direction where the other is positive there."""
    q = row[at]
    if not q:
        return row
    p = pivot[at]
    reduced = [a * p - b * q for a, b in zip(row, pivot, strict=True)]
    common = math.gcd(*reduced)
    return [a // common for a in reduced] if common > 1 else reduced
