"""Ballots: who puts which option before which, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError, nearest
from mcda.options import Options
from mcda.scales import Floats, exact

Group = str | Iterable[str]


class BallotError(McdaError):
    """Ballots that cannot be counted: the message names the ballot and the option."""


@dataclass(frozen=True)
class Ballot:
    """One order of all options, ties allowed, and how often it was cast.

    Parameters
    ----------
    order
        Groups of tied options, best first.
    count
        How many voters, or how much weight, stand behind it.

    Examples
    --------
    >>> Ballot.of(["hedge", ["alliance", "selective"]], 3)
    3 x hedge > alliance = selective
    """

    order: tuple[tuple[str, ...], ...]
    count: Fraction = Fraction(1)

    @classmethod
    def of(cls, order: Iterable[Group], count: Fraction | int | float = 1) -> Ballot:
        """Build from options, best first; a list of options in place of one is a tie.

        Raises
        ------
        BallotError
            Not an order of names, or a count that is not a number of zero or more.
        """
        if isinstance(order, str) or not isinstance(order, Iterable):
            raise BallotError(f"a ballot is {order!r}; expected options from best to worst, such as ['a', ['b', 'c']]")
        groups = tuple((each,) if isinstance(each, str) else _tied(each) for each in order)
        try:
            if isinstance(count, bool):
                raise McdaError(f"{count!r} is not a number")
            number = exact(count)
        except McdaError as fault:
            raise BallotError(f"the count of the ballot {_words(groups)!r}: {fault}") from None
        if number < 0:
            raise BallotError(f"the count of the ballot {_words(groups)!r} is {float(number):g}; expected zero or more")
        return cls(groups, number)

    def __repr__(self) -> str:
        return f"{float(self.count):g} x {_words(self.order)}"


@dataclass(frozen=True)
class Ballots:
    """Ballots over the same options, each of them complete.

    Parameters
    ----------
    options
        Ids, in the order of every array that is counted from the ballots.
    ballots
        Each names every option once.

    Raises
    ------
    BallotError
        No ballots, an option that is unknown, missing or named twice on a ballot, or no count above zero.

    Examples
    --------
    >>> Ballots.of([["a", "b", "c"], [["b", "c"], "a"]], counts=[3, 2])
    ballot     count
    a > b > c      3
    b = c > a      2
    """

    options: tuple[str, ...]
    ballots: tuple[Ballot, ...]

    def __post_init__(self) -> None:
        if not self.options:
            raise BallotError("the ballots name no options; expected at least one")
        twice = sorted({o for o in self.options if self.options.count(o) > 1})
        if twice:
            raise BallotError(f"options with the same id: {', '.join(twice)}; every option needs its own")
        if not self.ballots:
            raise BallotError("there are no ballots; expected at least one")
        for number, ballot in enumerate(self.ballots, start=1):
            self._check(number, ballot)
        if not any(ballot.count for ballot in self.ballots):
            raise BallotError("all counts are zero; at least one ballot must count")

    @classmethod
    def of(
        cls,
        orders: Iterable[Iterable[Group]],
        *,
        counts: Sequence[Fraction | int | float] | None = None,
        options: Options | Sequence[str] | None = None,
    ) -> Ballots:
        """Build from orders, each from best to worst.

        Parameters
        ----------
        orders
            Options, best first; a list of options in place of one is a tie.
        counts : length n_ballots
            How often each was cast; once where none are given. Fractions and weights are welcome.
        options
            All options; by default those named on the ballots, in order of first appearance.
        """
        if isinstance(orders, str) or not isinstance(orders, Iterable):
            raise BallotError(f"the ballots are {orders!r}; expected a list of orders")
        given = list(orders)
        if isinstance(counts, str) or (counts is not None and len(counts) != len(given)):
            raise BallotError(f"counts is {counts!r} for {len(given)} ballots; expected one number for each")
        made = tuple(Ballot.of(o, 1 if counts is None else counts[i]) for i, o in enumerate(given))
        if options is None:
            ids = tuple(dict.fromkeys(o for ballot in made for group in ballot.order for o in group))
        else:
            ids = options.ids if isinstance(options, Options) else tuple(options)
        return cls(ids, made)

    @property
    def ranks(self) -> Floats:
        """Which group each option stands in, 0 for the best; shape (n_ballots, n_options)."""
        found = np.empty((len(self.ballots), len(self.options)))
        for i, ballot in enumerate(self.ballots):
            group = {o: float(g) for g, members in enumerate(ballot.order) for o in members}
            found[i] = [group[o] for o in self.options]
        return found

    @property
    def counts(self) -> Floats:
        """How often each ballot was cast; shape (n_ballots,)."""
        return np.array([float(ballot.count) for ballot in self.ballots])

    def _check(self, number: int, ballot: Ballot) -> None:
        named = [o for group in ballot.order for o in group]
        for option in named:
            if option not in self.options:
                hint = nearest(option, self.options)
                raise BallotError(f"ballot {number} names {option!r}, which is not an option{hint}")
        twice = sorted({o for o in named if named.count(o) > 1})
        if twice:
            raise BallotError(f"ballot {number} names {twice[0]!r} more than once; expected every option once")
        missing = [o for o in self.options if o not in named]
        if missing:
            raise BallotError(
                f"ballot {number} says nothing of {', '.join(map(repr, missing))}; expected every option once: "
                "put those it does not tell apart into one group, such as ['a', ['b', 'c']]"
            )

    def _cells(self) -> list[list[str]]:
        return [[_words(ballot.order), f"{float(ballot.count):g}"] for ballot in self.ballots]

    def __repr__(self) -> str:
        return text_table(["ballot", "count"], self._cells())

    def _repr_html_(self) -> str:
        return html_table(["ballot", "count"], self._cells())


def _tied(given: object) -> tuple[str, ...]:
    members = tuple(given) if isinstance(given, Iterable) else ()
    if not members or not all(isinstance(each, str) for each in members):
        raise BallotError(f"a ballot holds {given!r}; expected an option, or a list of tied options")
    return tuple(sorted(members)) if isinstance(given, set | frozenset) else members


def _words(order: tuple[tuple[str, ...], ...]) -> str:
    return " > ".join(" = ".join(group) for group in order)
