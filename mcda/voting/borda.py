"""Borda's rule: points for every option that a ballot puts behind."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mcda.normalize import mean_ranks
from mcda.scales import Floats
from mcda.voting._counted import Counted
from mcda.voting.ballots import Ballots


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Borda(Counted):
    """Points of each option, summed over the ballots: `scores`."""


def borda(ballots: Ballots) -> Borda:
    """Count by Borda's rule: n - 1 points for a first place down to 0 for the last; tied options share the mean.

    Parameters
    ----------
    ballots
        Complete ballots, ties allowed.

    References
    ----------
    Young, H. P. (1974). An axiomatization of Borda's rule. *Journal of Economic Theory* 9(1), 43-52.
    doi:10.1016/0022-0531(74)90073-8

    Examples
    --------
    >>> borda(Ballots.of([["a", "b", "c"], ["c", ["a", "b"]]], counts=[3, 2])).scores.tolist()
    [7.0, 4.0, 4.0]
    """
    counts = ballots.counts
    points = borda_points(ballots.ranks)
    scores = np.zeros(len(ballots.options))
    for count, line in zip(counts, points, strict=True):
        scores += count * line
    return Borda(options=ballots.options, scores=scores, tolerance=float(1e-12 * counts.sum() * len(scores)))


def borda_points(ranks: Floats) -> Floats:
    """How many options each voter puts behind each option; a tied option counts half.

    Parameters
    ----------
    ranks : shape (..., n_voters, n_options)
        Lower is better.

    Returns
    -------
    shape (..., n_voters, n_options), from 0 to n_options - 1

    Examples
    --------
    >>> borda_points(np.array([[0.0, 1.0, 1.0]])).tolist()
    [[2.0, 0.5, 0.5]]
    """
    mean = mean_ranks(-np.swapaxes(ranks, -1, -2))
    return np.asarray(ranks.shape[-1] - np.swapaxes(mean, -1, -2))
