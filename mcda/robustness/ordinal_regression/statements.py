"""What somebody says of some options: this one is preferred to that, as good as it, or preferred by more."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, NamedTuple

from mcda.errors import MethodError

Sense = Literal["strict", "weak", "equal"]


class Comparison(NamedTuple):
    """What a statement asks of values: the sum of value times number is above, at least, or exactly zero.

    Parameters
    ----------
    terms
        The number by option id.
    sense
        "strict": above zero, by the common margin; "weak": at least zero; "equal": zero.
    """

    terms: Mapping[str, int]
    sense: Sense


@dataclass(frozen=True)
class OptionStatement(ABC):
    """Something said of options, at one node of the criteria tree.

    The kinds are `Preference`, `WeakPreference`, `Indifference` and `Intensity`; `preference_statement` reads any of
    them from plain data.

    Parameters
    ----------
    at
        The branch, criterion or named set of criteria that it speaks of; None for all criteria.
    """

    at: str | None = field(default=None, kw_only=True)

    @property
    @abstractmethod
    def options(self) -> tuple[str, ...]:
        """The options it speaks of, in the order named."""

    @abstractmethod
    def comparison(self) -> Comparison:
        """Return what it asks of the values at its node."""

    @abstractmethod
    def plain(self) -> dict[str, Any]:
        """Return the same as plain data that a file can hold."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What it says, for messages."""

    def __str__(self) -> str:
        return self.words if self.at is None else f"{self.words}, on {self.at!r}"


@dataclass(frozen=True)
class _Pair(OptionStatement, ABC):
    """A statement of two options."""

    says: ClassVar[str]
    sense: ClassVar[Sense]

    def comparison(self) -> Comparison:
        """Return the value of the first less that of the second."""
        a, b = self.options
        return Comparison({a: 1, b: -1}, self.sense)

    @property
    def words(self) -> str:
        """What it says, for messages."""
        a, b = self.options
        return f"{a!r} is {self.says} {b!r}"


@dataclass(frozen=True)
class Preference(_Pair):
    """One option is better than another.

    Parameters
    ----------
    prefer, over
        Ids of the better and of the other option.
    at
        Where it holds; None for all criteria.

    Examples
    --------
    >>> print(Preference("a", "b", at="chemistry"))
    'a' is preferred to 'b', on 'chemistry'
    """

    prefer: str
    over: str
    says: ClassVar[str] = "preferred to"
    sense: ClassVar[Sense] = "strict"

    def __post_init__(self) -> None:
        _different([self.prefer, self.over], "a preference")
        _node(self.at)

    @property
    def options(self) -> tuple[str, ...]:
        """The better one, then the other."""
        return self.prefer, self.over

    def plain(self) -> dict[str, Any]:
        """Return `prefer`, `over` and `at`."""
        return {"prefer": self.prefer, "over": self.over} | _plain_node(self.at)


@dataclass(frozen=True)
class WeakPreference(_Pair):
    """One option is at least as good as another.

    Parameters
    ----------
    prefer_or_tie, to
        Ids of the one and of the other.
    at
        Where it holds; None for all criteria.

    Examples
    --------
    >>> print(WeakPreference("a", "b"))
    'a' is at least as good as 'b'
    """

    prefer_or_tie: str
    to: str
    says: ClassVar[str] = "at least as good as"
    sense: ClassVar[Sense] = "weak"

    def __post_init__(self) -> None:
        _different([self.prefer_or_tie, self.to], "a weak preference")
        _node(self.at)

    @property
    def options(self) -> tuple[str, ...]:
        """The one, then the other."""
        return self.prefer_or_tie, self.to

    def plain(self) -> dict[str, Any]:
        """Return `prefer_or_tie`, `to` and `at`."""
        return {"prefer_or_tie": self.prefer_or_tie, "to": self.to} | _plain_node(self.at)


@dataclass(frozen=True)
class Indifference(_Pair):
    """Two options are equally good.

    Parameters
    ----------
    indifferent
        The ids of the two.
    at
        Where it holds; None for all criteria.

    Examples
    --------
    >>> print(Indifference(["a", "b"]))
    'a' is as good as 'b'
    """

    indifferent: Any
    says: ClassVar[str] = "as good as"
    sense: ClassVar[Sense] = "equal"

    def __post_init__(self) -> None:
        object.__setattr__(self, "indifferent", _two(self.indifferent, "`indifferent`"))
        _node(self.at)

    @property
    def options(self) -> tuple[str, ...]:
        """The two."""
        ids: tuple[str, ...] = self.indifferent
        return ids

    def plain(self) -> dict[str, Any]:
        """Return `indifferent` and `at`."""
        return {"indifferent": list(self.indifferent)} | _plain_node(self.at)


@dataclass(frozen=True)
class Intensity(OptionStatement):
    """One option is better than another by at least as much, or by more, than a third than a fourth.

    Parameters
    ----------
    intensity
        The ids of two options: by how much the first is better than the second ...
    at_least, more_than
        ... is at least, or more than, by how much the first of these two is better than the second. One of the two.
    at
        Where it holds; None for all criteria.

    Examples
    --------
    >>> print(Intensity(["a", "b"], at_least=["c", "d"]))
    'a' is better than 'b' by at least as much as 'c' than 'd'
    """

    intensity: Any
    at_least: Any = None
    more_than: Any = None

    def __post_init__(self) -> None:
        if (self.at_least is None) == (self.more_than is None):
            raise MethodError(
                f"the intensity of {self.intensity!r} has {'neither' if self.at_least is None else 'both'} of "
                "`at_least` and `more_than`; expected one, with two options"
            )
        for name in ("intensity", "at_least", "more_than"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _two(getattr(self, name), f"`{name}`"))
        if not any(self.comparison().terms.values()):
            raise MethodError(f"the intensity of {self.intensity!r} is compared with itself; name another pair")
        _node(self.at)

    @property
    def options(self) -> tuple[str, ...]:
        """The four, in the order named."""
        return (*self.intensity, *(self.at_least or self.more_than))

    def comparison(self) -> Comparison:
        """Return the first difference of values less the second."""
        terms = dict.fromkeys(self.options, 0)
        for option, sign in zip(self.options, (1, -1, -1, 1), strict=True):
            terms[option] += sign
        return Comparison(terms, "weak" if self.more_than is None else "strict")

    @property
    def words(self) -> str:
        """What it says, for messages."""
        a, b, c, d = self.options
        by = "more than" if self.at_least is None else "at least as much as"
        return f"{a!r} is better than {b!r} by {by} {c!r} than {d!r}"

    def plain(self) -> dict[str, Any]:
        """Return the two pairs and `at`."""
        name = "more_than" if self.at_least is None else "at_least"
        return {"intensity": list(self.intensity), name: list(self.options[2:])} | _plain_node(self.at)


def _two(given: Any, what: str) -> tuple[str, str]:
    if isinstance(given, str | Mapping | set | frozenset) or not hasattr(given, "__iter__"):
        raise MethodError(f"{what} of a statement is {given!r}; expected a list of the ids of two options")
    ids = list(given)
    if len(ids) != 2:
        raise MethodError(f"{what} of a statement has {len(ids)} entries; expected the ids of two options")
    _different(ids, f"{what} of a statement")
    return ids[0], ids[1]


def _different(ids: list[Any], what: str) -> None:
    for each in ids:
        if not isinstance(each, str) or not each:
            raise MethodError(f"{what} names {each!r}; expected the id of an option as text")
    if ids[0] == ids[1]:
        raise MethodError(f"{what} sets {ids[0]!r} against itself; expected two different options")


def _node(given: Any) -> None:
    if given is not None and (not isinstance(given, str) or not given):
        raise MethodError(f"`at` of a statement is {given!r}; expected a branch, a criterion or a named set, or None")


def _plain_node(at: str | None) -> dict[str, Any]:
    return {} if at is None else {"at": at}
