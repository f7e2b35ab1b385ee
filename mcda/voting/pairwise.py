"""Who beats whom: pairwise matrices as pure functions on arrays, the one place where votes are compared in pairs.

Voters are ballots, members of a group, or criteria. Their ranks are lower for better; their counts may be fractions.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.relation import circle_of
from mcda.scales import Floats

# A margin this small, as a part of all votes, is what adding fractional counts leaves behind: a tied duel.
TIED: Final = 1e-12
# Numbers held at once where rows of pairs are compared in blocks: a megabyte.
BLOCK: Final = 131_072


def preferences(ranks: Floats, counts: Floats) -> Floats:
    """Count the votes that put one option (row) before another (column).

    Parameters
    ----------
    ranks : shape (..., n_voters, n_options)
        Lower is better; equal ranks are a tie, which counts for neither.
    counts : shape (..., n_voters)
        Leading axes broadcast with those of `ranks`.

    Returns
    -------
    shape (..., n_options, n_options)

    Examples
    --------
    >>> preferences(np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 1.0]]), np.array([3.0, 2.0])).tolist()
    [[0.0, 3.0, 3.0], [0.0, 0.0, 3.0], [2.0, 2.0, 0.0]]
    """
    total = np.zeros((*np.broadcast_shapes(ranks.shape[:-2], counts.shape[:-1]), *(ranks.shape[-1],) * 2))
    # Voter by voter: a matrix product adds in an order that depends on the size of the batch.
    for v in range(ranks.shape[-2]):
        line = ranks[..., v, :]
        total += counts[..., v, np.newaxis, np.newaxis] * (line[..., :, np.newaxis] < line[..., np.newaxis, :])
    return total


def margins(ranks: Floats, counts: Floats, rows: slice = slice(None)) -> Floats:
    """Votes for one option (row) over another (column), less the votes against; 0 for a tied duel.

    Parameters
    ----------
    ranks : shape (..., n_voters, n_options)
        Lower is better.
    counts : shape (..., n_voters)
        Leading axes broadcast with those of `ranks`.
    rows
        The options whose rows are wanted; by default all.

    Returns
    -------
    shape (..., n_rows, n_options)

    Examples
    --------
    >>> margins(np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 1.0]]), np.array([3.0, 2.0])).tolist()
    [[0.0, 3.0, 1.0], [-3.0, 0.0, 1.0], [-1.0, -1.0, 0.0]]
    """
    ours = ranks[..., rows]
    lead = np.broadcast_shapes(ranks.shape[:-2], counts.shape[:-1])
    total, votes = np.zeros((*lead, ours.shape[-1], ranks.shape[-1])), np.zeros(lead)
    for v in range(ranks.shape[-2]):
        sign = np.sign(ranks[..., v, np.newaxis, :] - ours[..., v, :, np.newaxis])
        total += counts[..., v, np.newaxis, np.newaxis] * sign
        votes += counts[..., v]
    return np.where(np.abs(total) <= TIED * votes[..., np.newaxis, np.newaxis], 0.0, total)


def row_blocks(n_options: int, draws: int, each: int = 1) -> Iterator[slice]:
    """Split the rows of pairwise matrices so that a block of them stays in cache.

    Parameters
    ----------
    n_options
        Rows and columns of a matrix.
    draws
        How many matrices there are.
    each
        Numbers held for one pair.

    Examples
    --------
    >>> [(block.start, block.stop) for block in row_blocks(5, BLOCK // 10)]
    [(0, 2), (2, 4), (4, 6)]
    """
    step = max(1, BLOCK // max(1, n_options * draws * each))
    for start in range(0, n_options, step):
        yield slice(start, start + step)


def wins_and_losses(ranks: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Count the duels that each option wins, and those it loses, by majority.

    Parameters
    ----------
    ranks : shape (..., n_voters, n_options)
        Lower is better.
    counts : shape (..., n_voters)

    Returns
    -------
    two arrays of shape (..., n_options), whole numbers

    Examples
    --------
    >>> wins, losses = wins_and_losses(np.array([[1.0, 2.0, 3.0], [2.0, 2.0, 1.0]]), np.array([3.0, 2.0]))
    >>> wins.tolist(), losses.tolist()
    ([2.0, 1.0, 0.0], [0.0, 1.0, 2.0])
    """
    n = ranks.shape[-1]
    lead = np.broadcast_shapes(ranks.shape[:-2], counts.shape[:-1])
    wins, losses = np.empty((*lead, n)), np.empty((*lead, n))
    for rows in row_blocks(n, int(np.prod(lead))):
        margin = margins(ranks, counts, rows)
        wins[..., rows], losses[..., rows] = (margin > 0).sum(axis=-1), (margin < 0).sum(axis=-1)
    return wins, losses


def top_cycles(margin: Floats) -> list[npt.NDArray[np.int64]]:
    """Split the options into groups, best first: every member of a group wins every duel with those of later groups.

    The groups are as small as can be; the first is the Smith set. A group of several options is tied together by
    circles of wins and tied duels.

    Parameters
    ----------
    margin : shape (n_options, n_options)

    Returns
    -------
    arrays of positions

    References
    ----------
    Smith, J. H. (1973). Aggregation of preferences with variable electorate. *Econometrica* 41(6), 1027-1041.
    doi:10.2307/1914033

    Examples
    --------
    >>> margin = np.array([[0, 1, -1, 1], [-1, 0, 1, 1], [1, -1, 0, 1], [-1, -1, -1, 0]])
    >>> [group.tolist() for group in top_cycles(margin)]
    [[0, 1, 2], [3]]
    """
    member = circle_of(margin >= 0)
    ahead = (member[:, np.newaxis] != member) & (margin > 0)
    before = ahead.sum(axis=0)
    return [np.flatnonzero(before == start) for start in np.unique(before)]
