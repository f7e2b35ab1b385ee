"""The set of step sizes, or weights, that agree with what was said: exact questions to it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from mcda.elicit.incomplete._exact import Program, primitive

Line = tuple[Fraction, ...]


class Demand(NamedTuple):
    """A line whose product with the numbers must not be below zero, or, where strict, must be above it."""

    line: Line
    strict: bool = False


class Compatible:
    """The numbers of zero or more that add to one and meet some demands.

    The closed set has "at least zero" in place of "above zero"; where any numbers meet the strict demands, it is the
    closure of the set, so that a line is above zero somewhere in the one just where it is in the other.

    Parameters
    ----------
    n
        How many numbers.
    demands
        With lines of length n.
    """

    def __init__(self, n: int, demands: Sequence[Demand]) -> None:
        self.n, self.demands = n, tuple(demands)
        self._closed: Program | None = None

    @cached_property
    def widest(self) -> tuple[Fraction, tuple[Fraction, ...]] | None:
        """The largest margin by which all strict demands can be met, at most 1, and numbers that do; None for none.

        The margin is one more number. It and the others add to one together and are then divided by the sum of the
        others: that changes no demand, because none has a constant.
        """
        rows = [primitive([*d.line, Fraction(-1 if d.strict else 0)]) for d in self.demands]
        program = Program(self.n + 1, [*rows, (*[1] * self.n, -1)])
        if program.empty:
            return None
        *found, margin = program.highest([0] * self.n + [1])
        return None if margin == 0 else (margin / (1 - margin), tuple(x / (1 - margin) for x in found))

    def top(self, line: Line) -> Fraction:
        """Return the highest product of the line in the closed set, which must not be empty."""
        if self._closed is None:
            self._closed = Program(self.n, [primitive(d.line) for d in self.demands])
        best = self._closed.highest(primitive(line))
        return sum((a * x for a, x in zip(line, best, strict=True)), Fraction(0))

    def conflict(self, more: dict[Hashable, Demand]) -> frozenset[Hashable] | None:
        """Return keys of further demands that no numbers of the set meet together; None where all can be met.

        By Motzkin's theorem demands cannot be met just where multipliers of zero or more, one of a strict demand above
        zero, add their lines up to one that is nowhere above zero; those of the demands in conflict are above zero.
        """
        keys = list(more)
        asked = [*more.values(), *self.demands, Demand((Fraction(1),) * self.n, True)]
        scaled = [primitive(d.line) for d in asked]
        dual = Program(len(asked), [tuple(-row[k] for row in scaled) for k in range(self.n)])
        if dual.empty:
            return None
        multipliers = dual.highest([int(d.strict) for d in asked])
        if not any(y for y, d in zip(multipliers, asked, strict=True) if d.strict):
            return None
        return frozenset(key for key, y in zip(keys, multipliers, strict=False) if y)
