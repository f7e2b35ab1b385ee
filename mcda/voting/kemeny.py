"""Kemeny's rule: the orders that disagree with the ballots as little as can be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice, product

import numpy as np

from mcda.display import html_table, text_table
from mcda.scales import Floats
from mcda.voting._kemeny_program import KemenyProgram
from mcda.voting.ballots import BallotError, Ballots
from mcda.voting.pairwise import margins, preferences, top_cycles


@dataclass(frozen=True, eq=False, repr=False)
class Kemeny:
    """The best orders, and how well they fit the ballots.

    Parameters
    ----------
    options
        Ids, in the order of the matrix.
    orders
        The best orders, each from first to last.
    complete
        True where these are all of them; False where the limit cut the list.
    score
        Votes that agree with a best order, summed over all pairs of options.
    distance
        Votes that disagree with it; a ballot that ties a pair disagrees by half.
    pairwise : shape (n_options, n_options)
        Votes that put the row before the column.
    """

    options: tuple[str, ...]
    orders: tuple[tuple[str, ...], ...]
    complete: bool
    score: float
    distance: float
    pairwise: Floats

    def __post_init__(self) -> None:
        self.pairwise.setflags(write=False)

    def _cells(self) -> tuple[list[list[str]], str]:
        more = "" if self.complete else "; there are more best orders"
        said = f"score {self.score:g}, distance {self.distance:g}{more}"
        return [[" > ".join(order)] for order in self.orders], said

    def __repr__(self) -> str:
        rows, said = self._cells()
        return f"{text_table(['best order'], rows)}\n{said}"

    def _repr_html_(self) -> str:
        rows, said = self._cells()
        return html_table(["best order"], rows, caption=said)


def kemeny(ballots: Ballots, *, limit: int = 100) -> Kemeny:
    """Find the orders that agree with the ballots in the most pairs, proven by integer programming.

    Parameters
    ----------
    ballots
        Complete ballots, ties allowed; the orders found have no ties.
    limit
        So many best orders are listed at most; `complete` tells whether there are more.

    Raises
    ------
    BallotError
        The limit is not a whole number above zero.

    References
    ----------
    Young, H. P. & Levenglick, A. (1978). A consistent extension of Condorcet's election principle. *SIAM Journal on
    Applied Mathematics* 35(2), 285-300. doi:10.1137/0135023

    Examples
    --------
    >>> kemeny(Ballots.of([["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]], counts=[3, 2, 2]))
    best order
    a > b > c
    score 13, distance 8
    """
    if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
        raise BallotError(f"limit is {limit!r}; expected a whole number above zero")
    ranks, counts, options = ballots.ranks, ballots.counts, ballots.options
    margin, votes = margins(ranks, counts), preferences(ranks, counts)
    parts, complete = [], True
    for group in top_cycles(margin):
        within, all_of_them = _orders(margin[np.ix_(group, group)], limit)
        parts.append([tuple(int(group[i]) for i in order) for order in within])
        complete = complete and all_of_them
    orders = [sum(chosen, ()) for chosen in islice(product(*parts), limit + 1)]
    before = list(combinations(orders[0], 2))
    score, against = (float(sum(votes[pair] for pair in pairs)) for pairs in (before, [(j, i) for i, j in before]))
    tied = float(counts.sum()) * len(before) - score - against
    return Kemeny(
        options=options,
        orders=tuple(tuple(options[i] for i in order) for order in sorted(orders[:limit])),
        complete=complete and len(orders) <= limit,
        score=score,
        distance=against + tied / 2,
        pairwise=votes,
    )


def _orders(margin: Floats, limit: int) -> tuple[list[tuple[int, ...]], bool]:
    return ([(0,)], True) if len(margin) == 1 else KemenyProgram(margin).orders(limit)
