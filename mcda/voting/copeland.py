"""Copeland's rule: duels won less duels lost."""

from __future__ import annotations

from dataclasses import dataclass

from mcda.scales import Floats
from mcda.voting._counted import Counted
from mcda.voting.ballots import Ballots
from mcda.voting.pairwise import preferences, wins_and_losses


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Copeland(Counted):
    """Duels won less duels lost: `scores`.

    Parameters
    ----------
    wins, losses : shape (n_options,)
        Duels against each other option; a tied duel is neither.
    pairwise : shape (n_options, n_options)
        Votes that put the row before the column.
    """

    wins: Floats
    losses: Floats
    pairwise: Floats


def copeland(ballots: Ballots) -> Copeland:
    """Count by Copeland's rule.

    Parameters
    ----------
    ballots
        Complete ballots, ties allowed.

    References
    ----------
    Saari, D. G. & Merlin, V. R. (1996). The Copeland method I: relationships and the dictionary. *Economic Theory* 8,
    51-76. doi:10.1007/BF01212012

    Examples
    --------
    >>> found = copeland(Ballots.of([["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"], ["a", "b", "c"]]))
    >>> found.scores.tolist(), found.pairwise[0].tolist()
    ([1.0, 0.0, -1.0], [0.0, 3.0, 2.0])
    """
    ranks, counts = ballots.ranks, ballots.counts
    wins, losses = wins_and_losses(ranks, counts)
    return Copeland(
        options=ballots.options,
        scores=wins - losses,
        wins=wins,
        losses=losses,
        pairwise=preferences(ranks, counts),
    )
