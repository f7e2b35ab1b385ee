"""Statements with bounds: on shares, on ratios, and on sums of weights times numbers."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from mcda.elicit._reading import fraction, identifier, listed, named, plain
from mcda.elicit.incomplete.statement import Condition, WeightStatement, shown
from mcda.errors import WeightsError
from mcda.frozen import frozen


@dataclass(frozen=True)
class _Bounds(WeightStatement, ABC):
    """A sum of terms between two bounds, at least one of which is stated."""

    at_least: Any = field(default=None, kw_only=True)
    at_most: Any = field(default=None, kw_only=True)

    def _read(self, what: str, lowest: int | None, highest: int | None) -> None:
        for name in ("at_least", "at_most"):
            given = getattr(self, name)
            if given is None:
                continue
            found = fraction(given, f"`{name}` of {what}")
            if (lowest is not None and found < lowest) or (highest is not None and found > highest):
                wanted = "zero or more" if highest is None else f"{lowest} to {highest}"
                raise WeightsError(f"`{name}` of {what} is {shown(found)}; expected {wanted}")
            object.__setattr__(self, name, found)
        if self.at_least is None and self.at_most is None:
            raise WeightsError(f"{what} has no bound; state `at_least`, `at_most` or both")
        if None not in (self.at_least, self.at_most) and self.at_least > self.at_most:
            raise WeightsError(
                f"{what}: `at_least` is {shown(self.at_least)} and `at_most` {shown(self.at_most)}; expected the "
                "lower bound not to exceed the upper one"
            )

    def _plain_bounds(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in ("at_least", "at_most") if getattr(self, name) is not None}


@dataclass(frozen=True)
class ShareBounds(_Bounds):
    """The share of a criterion, or of several together, such as a branch, lies between bounds.

    Parameters
    ----------
    share
        The id of a criterion, or a list of ids.
    at_least, at_most
        Shares of the whole, 0 to 1.

    Examples
    --------
    >>> print(ShareBounds(["growth", "jobs"], at_least=0.2, at_most="1/2"))
    the share of 'growth' and 'jobs' together is at least 0.2; the share of 'growth' and 'jobs' together is at most 0.5
    """

    share: Any
    key: ClassVar[str] = "share"

    def __post_init__(self) -> None:
        given = [self.share] if isinstance(self.share, str) else listed(self.share, "`share` of a statement")
        ids = tuple(identifier(c, "`share` of a statement") for c in given)
        if not ids:
            raise WeightsError("`share` of a statement is empty; expected the id of a criterion, or a list of them")
        _once(ids, "`share` of a statement")
        object.__setattr__(self, "share", ids)
        self._read(f"the share of {_together(ids)}", 0, 1)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids it speaks of."""
        ids: tuple[str, ...] = self.share
        return ids

    def conditions(self) -> Iterator[Condition]:
        """Yield one condition for each bound."""
        terms = dict.fromkeys(self.share, Fraction(1))
        yield from _between(f"the share of {_together(self.share)} is", terms, self.at_least, self.at_most)

    def plain(self) -> dict[str, Any]:
        """Return `share` and the bounds."""
        return {"share": self.share[0] if len(self.share) == 1 else list(self.share)} | self._plain_bounds()


@dataclass(frozen=True)
class RatioBounds(_Bounds):
    """One criterion counts between so many and so many times as much as another.

    Parameters
    ----------
    ratio
        The ids of the two, in this order.
    at_least, at_most
        How many times, 0 or more.

    Examples
    --------
    >>> print(RatioBounds(["growth", "jobs"], at_least=2))
    the weight of 'growth' is at least 2 times that of 'jobs'
    """

    ratio: Any
    key: ClassVar[str] = "ratio"

    def __post_init__(self) -> None:
        given = listed(self.ratio, "`ratio` of a statement")
        if len(given) != 2:
            raise WeightsError(f"`ratio` of a statement has {len(given)} entries; expected the ids of two criteria")
        ids = tuple(identifier(c, "`ratio` of a statement") for c in given)
        _once(ids, "`ratio` of a statement")
        object.__setattr__(self, "ratio", ids)
        self._read(f"the ratio of {ids[0]!r} to {ids[1]!r}", 0, None)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The two ids."""
        ids: tuple[str, ...] = self.ratio
        return ids

    def conditions(self) -> Iterator[Condition]:
        """Yield one condition for each bound."""
        a, b = self.ratio
        for word, factor, sign in (("least", self.at_least, 1), ("most", self.at_most, -1)):
            if factor is not None:
                words = f"the weight of {a!r} is at {word} {shown(factor)} times that of {b!r}"
                yield Condition(words, {a: Fraction(sign), b: -sign * factor}, Fraction(0))

    def plain(self) -> dict[str, Any]:
        """Return `ratio` and the bounds."""
        return {"ratio": list(self.ratio)} | self._plain_bounds()


@dataclass(frozen=True)
class LinearBounds(_Bounds):
    """A sum of weights, each times a number, lies between bounds.

    Parameters
    ----------
    terms
        The number by criterion id.
    at_least, at_most
        Bounds of the sum, where the weights add to one.

    Examples
    --------
    >>> print(LinearBounds({"growth": 2, "jobs": -1}, at_least=0))
    2 'growth' - 1 'jobs' is at least 0
    """

    terms: Any
    key: ClassVar[str] = "terms"

    def __post_init__(self) -> None:
        what = "`terms` of a statement"
        read = {c: fraction(a, f"{what}: the number of {c!r}") for c, a in named(self.terms, what).items()}
        if not any(read.values()):
            raise WeightsError(f"{what}: every number is 0; expected at least one criterion to count")
        object.__setattr__(self, "terms", frozen(read))
        self._read(_sum(read), None, None)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The ids it speaks of."""
        return tuple(self.terms)

    def conditions(self) -> Iterator[Condition]:
        """Yield one condition for each bound."""
        yield from _between(f"{_sum(self.terms)} is", self.terms, self.at_least, self.at_most)

    def plain(self) -> dict[str, Any]:
        """Return `terms` and the bounds."""
        return {"terms": plain(self.terms)} | self._plain_bounds()


def _between(
    what: str, terms: Mapping[str, Fraction], low: Fraction | None, high: Fraction | None
) -> Iterator[Condition]:
    if low is not None:
        yield Condition(f"{what} at least {shown(low)}", terms, low)
    if high is not None:
        yield Condition(f"{what} at most {shown(high)}", {c: -a for c, a in terms.items()}, -high)


def _once(ids: Sequence[str], what: str) -> None:
    twice = next((c for c in ids if ids.count(c) > 1), None)
    if twice is not None:
        raise WeightsError(f"{what} names {twice!r} twice; expected each criterion once")


def _together(ids: Sequence[str]) -> str:
    names = [repr(c) for c in ids]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} together"


def _sum(terms: Mapping[str, Fraction]) -> str:
    parts = [f"{'-' if a < 0 else '+'} {shown(abs(a))} {c!r}" for c, a in terms.items()]
    return " ".join(parts).removeprefix("+ ")
