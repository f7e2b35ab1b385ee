"""What every statement about weights has: the criteria it speaks of, its conditions, and its plain form."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple


class Condition(NamedTuple):
    """One part of a statement: the sum of terms is at least, or exactly, a bound.

    Parameters
    ----------
    words
        What it says, for messages.
    terms
        Coefficient by criterion id.
    bound
        The right-hand side.
    equal
        True where the sum must be the bound exactly.
    """

    words: str
    terms: Mapping[str, Fraction]
    bound: Fraction
    equal: bool = False


class WeightStatement(ABC):
    """Something said about weights that holds for many of them.

    The kinds are `ImportanceOrder`, `ShareBounds`, `RatioBounds` and `LinearBounds`; `weight_statement` reads any of
    them from plain data.
    """

    key: ClassVar[str]

    @property
    @abstractmethod
    def criteria(self) -> tuple[str, ...]:
        """The ids it speaks of, in the order named."""

    @abstractmethod
    def conditions(self) -> Iterator[Condition]:
        """Yield its parts, each of which can clash with others by itself."""

    @abstractmethod
    def plain(self) -> dict[str, Any]:
        """Return the same as plain data that a file can hold."""

    def __str__(self) -> str:
        return "; ".join(part.words for part in self.conditions())


def shown(number: Fraction) -> str:
    """Return a number for a message."""
    return f"{float(number):.6g}"
