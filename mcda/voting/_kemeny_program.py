"""Kemeny's rule as an integer program: one variable a pair, and no circles of three."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError
from mcda.linear import LinearProgram, LinearStatus, Row, solve
from mcda.scales import Floats

Positions = npt.NDArray[np.int64]

# The largest coefficient handed to the solver, whose own tolerances are absolute.
_SCALE = 1000.0
# What an order may lack to the best one and still be as good, as a part of the largest margin.
EQUAL = 1e-9
_WHOLE = 1e-6


@dataclass(eq=False)
class KemenyProgram:
    """The orders of options that agree most with the margins of their duels.

    Variable (i, j) with i < j is 1 where i stands before j. Circles of three (i before j before k before i) are
    forbidden only once a solution holds one: few of them ever matter.

    Parameters
    ----------
    margin : shape (n_options, n_options)
        Antisymmetric, two options or more.

    References
    ----------
    Conitzer, V., Davenport, A. & Kalagnanam, J. (2006). Improved bounds for computing Kemeny rankings. *AAAI 2006*,
    620-626.
    """

    margin: Floats
    _triangles: list[Row] = field(default_factory=list)

    def orders(self, limit: int) -> tuple[list[tuple[int, ...]], bool]:
        """Return the best orders, at most `limit` of them, and whether these are all.

        Each order found is forbidden by one row, and the program solved again, until what is left is worse.
        """
        found: list[tuple[int, ...]] = []
        cuts: list[Row] = []
        best = -np.inf
        while True:
            before = self._solve(self._program, cuts)
            if before is None:
                return found, True
            worth = self._worth(before)
            best = max(best, worth)
            if worth < best - EQUAL * np.abs(self.margin).max():
                return found, True
            if len(found) == limit:
                return found, False
            found.append(tuple(int(i) for i in np.argsort(-before.sum(axis=1), kind="stable")))
            cuts.append(self._other_than(before))

    def undecided(self, order: Positions) -> npt.NDArray[np.bool_]:
        """Tell which pairs stand one way in some best order and the other way in another.

        Among the orders as good as the one given, ask for one that turns round as many pairs as possible of those never
        seen turned; stop when there is none left to turn.
        """
        first = np.zeros(self.margin.shape, dtype=np.bool_)
        for i, j in combinations(order.tolist(), 2):
            first[i, j] = True
        # The solver takes a row as kept that is off by a millionth; a pair too many here does no harm.
        good = self._good(self._worth(first))
        turned = np.zeros_like(first)
        while True:
            worth = tuple(0.0 if turned[p] else (-1.0 if first[p] else 1.0) for p in self._pairs)
            before = self._solve(LinearProgram(worth, upper=self._ones, integer=self._whole), [good])
            new = None if before is None else (before != first) & ~turned
            if new is None or not new.any():
                return turned
            turned |= new

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        return list(combinations(range(len(self.margin)), 2))

    @cached_property
    def _program(self) -> LinearProgram:
        scale = _SCALE / (np.abs(self.margin).max() or 1.0)
        objective = tuple(float(scale * self.margin[p]) for p in self._pairs)
        return LinearProgram(objective, upper=self._ones, integer=self._whole)

    @property
    def _ones(self) -> tuple[float, ...]:
        return (1.0,) * len(self._pairs)

    @property
    def _whole(self) -> tuple[bool, ...]:
        return (True,) * len(self._pairs)

    @cached_property
    def _threes(self) -> tuple[Positions, Positions, Positions]:
        """Variables (i, j), (j, k) and (i, k) of all i < j < k."""
        at = np.zeros(self.margin.shape, dtype=np.int64)
        for number, pair in enumerate(self._pairs):
            at[pair] = number
        i, j, k = np.array(list(combinations(range(len(at)), 3)), dtype=np.int64).reshape(-1, 3).T
        return at[i, j], at[j, k], at[i, k]

    def _solve(self, program: LinearProgram, rows: list[Row]) -> npt.NDArray[np.bool_] | None:
        """Return who stands before whom in the best order, or None if the rows leave none."""
        ij, jk, ik = self._threes
        relaxed = True
        while True:
            asked = program.with_rows(*self._triangles, *rows)
            solution = solve(asked.relaxed() if relaxed else asked)
            if solution.status in (LinearStatus.INFEASIBLE, LinearStatus.UNBOUNDED_OR_INFEASIBLE):
                return None
            if solution.status is not LinearStatus.OPTIMAL:
                raise McdaError(f"the solver did not finish Kemeny's program: its status is {solution.status.value!r}")
            x = np.array(solution.values)
            circle = x[ij] + x[jk] - x[ik]
            forward, backward = np.flatnonzero(circle > 1 + _WHOLE), np.flatnonzero(circle < -_WHOLE)
            if len(forward) or len(backward):
                for three, sense, bound in ((forward, "<=", 1.0), (backward, ">=", 0.0)):
                    self._triangles += [_triangle(ij[t], jk[t], ik[t], sense, bound) for t in three]
            elif np.abs(x - np.round(x)).max() > _WHOLE:
                relaxed = False
            else:
                before = np.zeros(self.margin.shape, dtype=np.bool_)
                for (i, j), value in zip(self._pairs, x, strict=True):
                    before[i, j], before[j, i] = value > 0.5, value < 0.5
                return before

    def _worth(self, before: npt.NDArray[np.bool_]) -> float:
        return float(np.where(before, self.margin, 0.0).sum())

    def _other_than(self, before: npt.NDArray[np.bool_]) -> Row:
        """Return the row that forbids one order: at least one pair must be turned round."""
        terms = {v: 1.0 if before[p] else -1.0 for v, p in enumerate(self._pairs)}
        return Row.of(terms, "<=", float(sum(before[p] for p in self._pairs) - 1))

    def _good(self, worth: float) -> Row:
        """Return the row that keeps to orders of this worth: the sum of m (2 x - 1) over all pairs is at least it."""
        scale = _SCALE / (np.abs(self.margin).max() or 1.0)
        terms = {v: float(2 * scale * self.margin[p]) for v, p in enumerate(self._pairs)}
        upper = float(sum(self.margin[p] for p in self._pairs))
        return Row.of(terms, ">=", scale * (worth + upper) - _WHOLE)


def _triangle(ij: np.int64, jk: np.int64, ik: np.int64, sense: str, bound: float) -> Row:
    terms = ((int(ij), 1.0), (int(jk), 1.0), (int(ik), -1.0))
    return Row(terms, "<=" if sense == "<=" else ">=", bound)
