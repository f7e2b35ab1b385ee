"""Statements of order: this criterion counts at least as much as that one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar

from mcda.elicit._order import ordered
from mcda.elicit._reading import fraction, plain
from mcda.elicit.incomplete.statement import Condition, WeightStatement, shown
from mcda.errors import WeightsError


@dataclass(frozen=True)
class ImportanceOrder(WeightStatement):
    """Each criterion counts at least as much as the next; tied ones count the same.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, ties as a list inside the list; or ranks by id, 1 for the most
        important.
    by
        By how much each exceeds the next at least, in shares of the whole; 0 lets neighbours be equal.

    Examples
    --------
    >>> print(ImportanceOrder(["security", "growth"], by="1/10"))
    the weight of 'security' is at least that of 'growth' plus 0.1
    """

    order: Any
    by: Any = 0
    key: ClassVar[str] = "order"

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", tuple(tuple(tied) for tied in ordered(self.order)))
        object.__setattr__(self, "by", _share(self.by, "the least difference `by` of an order"))

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids it speaks of, most important first."""
        return tuple(c for tied in self.order for c in tied)

    def conditions(self) -> Iterator[Condition]:
        """Yield one condition for each two neighbours."""
        one = Fraction(1)
        for tied in self.order:
            for a, b in pairwise(tied):
                yield Condition(f"the weights of {a!r} and {b!r} are equal", {a: one, b: -one}, Fraction(0), True)
        plus = f" plus {shown(self.by)}" if self.by else ""
        for (a, *_), (b, *_) in pairwise(self.order):
            yield Condition(f"the weight of {a!r} is at least that of {b!r}{plus}", {a: one, b: -one}, self.by)

    def plain(self) -> dict[str, Any]:
        """Return `order`, and `by` where it is not 0."""
        order = [tied[0] if len(tied) == 1 else list(tied) for tied in self.order]
        return {"order": order} | ({"by": plain(self.by)} if self.by else {})


def _share(given: Any, what: str) -> Fraction:
    found = fraction(given, what)
    if not 0 <= found <= 1:
        raise WeightsError(f"{what} is {shown(found)}; expected 0 to 1")
    return found
