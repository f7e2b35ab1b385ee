"""Condorcet's rule: who wins every duel, and which options go round in circles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mcda.display import html_table, text_table
from mcda.relation import circle_of
from mcda.scales import Floats
from mcda.voting.ballots import Ballots
from mcda.voting.pairwise import margins, preferences, top_cycles


@dataclass(frozen=True, eq=False, repr=False)
class Condorcet:
    """What the duels say; often that there is no winner.

    Parameters
    ----------
    options
        Ids, in the order of the matrix.
    winner, loser
        The option that wins, or loses, every duel; None where there is none.
    smith_set
        The smallest group whose members win every duel with the options outside: the top cycle. The winner alone where
        there is one.
    cycles
        Groups of options that beat each other in a circle.
    pairwise : shape (n_options, n_options)
        Votes that put the row before the column.
    """

    options: tuple[str, ...]
    winner: str | None
    loser: str | None
    smith_set: tuple[str, ...]
    cycles: tuple[tuple[str, ...], ...]
    pairwise: Floats

    def __post_init__(self) -> None:
        self.pairwise.setflags(write=False)

    def _cells(self) -> tuple[list[str], list[list[str]], str]:
        rows = [
            [o, *("·" if i == j else f"{votes:g}" for j, votes in enumerate(line))]
            for i, (o, line) in enumerate(zip(self.options, self.pairwise, strict=True))
        ]
        said = f"winner: {self.winner or 'none'}; loser: {self.loser or 'none'}"
        circles = "; ".join(", ".join(group) for group in self.cycles)
        return ["votes for", *self.options], rows, f"{said}; circles: {circles or 'none'}"

    def __repr__(self) -> str:
        head, rows, said = self._cells()
        return f"{text_table(head, rows)}\n{said}"

    def _repr_html_(self) -> str:
        head, rows, said = self._cells()
        return html_table(head, rows, caption=said)


def condorcet(ballots: Ballots) -> Condorcet:
    """Hold a duel between every two options; more votes win.

    Parameters
    ----------
    ballots
        Complete ballots, ties allowed. A ballot that ties two options counts for neither.

    References
    ----------
    Young, H. P. (1988). Condorcet's theory of voting. *American Political Science Review* 82(4), 1231-1244.
    doi:10.2307/1961757

    Examples
    --------
    >>> condorcet(Ballots.of([["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]]))
    votes for  a  b  c
    a          ·  2  1
    b          1  ·  2
    c          2  1  ·
    winner: none; loser: none; circles: a, b, c
    """
    ranks, counts, options = ballots.ranks, ballots.counts, ballots.options
    margin = margins(ranks, counts)
    others = len(options) - 1

    def the_one(duels: np.typing.NDArray[np.bool_]) -> str | None:
        found = np.flatnonzero(duels.sum(axis=1) == others)
        return options[int(found[0])] if len(found) else None

    circle = circle_of(margin > 0)
    groups = [tuple(o for o, g in zip(options, circle, strict=True) if g == each) for each in np.unique(circle)]
    return Condorcet(
        options=options,
        winner=the_one(margin > 0),
        loser=the_one(margin < 0) if others else None,
        smith_set=tuple(options[int(i)] for i in top_cycles(margin)[0]),
        cycles=tuple(group for group in groups if len(group) > 1),
        pairwise=preferences(ranks, counts),
    )
