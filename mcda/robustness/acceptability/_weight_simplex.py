"""Where in the set of all weights an option takes which place: exact, by cutting simplices."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.scales import Floats

# Cutting up what was cut before grows fast with options and criteria; beyond this, sampling is better.
MOST_PIECES: Final = 20_000
# A corner this near to a cut, relative to the gaps of the terms, lies on it.
_ON_THE_CUT: Final = 1e-12


class RankShares(NamedTuple):
    """Shares of the weight simplex.

    Parameters
    ----------
    by_place : shape (n_options, n_options)
        Share on which an option (row) takes a place (column).
    first_weights : shape (n_options, n_criteria)
        Integral of the weights over the part on which an option is first, in the same shares.
    """

    by_place: Floats
    first_weights: Floats


def rank_shares(terms: Floats, tolerance: float) -> RankShares | None:
    """Return on which share of all weights a weighted sum gives which place; None where that takes too many pieces.

    The weights are those that add to one, all equally likely. Lines on which two options tie have no share; options
    whose terms are the same tie everywhere and share the better place.

    Parameters
    ----------
    terms : shape (n_options, n_criteria)
        What a weight of 1 on a criterion adds to the score, higher is better.
    tolerance
        Differences of score up to this size are ties.

    Examples
    --------
    >>> shares = rank_shares(np.array([[1.0, 0.0], [0.0, 3.0]]), 1e-12)
    >>> shares.by_place.round(4).tolist()
    [[0.25, 0.75], [0.75, 0.25]]
    """
    n, m = terms.shape
    by_place, first_weights = np.zeros((n, n)), np.zeros((n, m))
    for i in range(n):
        pieces, ahead = np.eye(m)[np.newaxis], np.zeros(1, dtype=np.int64)
        for k in range(n):
            gap = terms[k] - terms[i]
            if k != i and np.abs(gap).max() > tolerance:
                pieces, ahead = _cut(pieces, ahead, gap)
            if len(pieces) > MOST_PIECES:
                return None
        # Corners are rows of weights, so the determinant is the volume as a share of the whole simplex.
        volumes = np.abs(np.linalg.det(pieces))
        by_place[i] = np.bincount(ahead, volumes, minlength=n)
        first = ahead == 0
        first_weights[i] = (volumes[first, np.newaxis] * pieces[first].mean(axis=1)).sum(axis=0)
    return RankShares(by_place, first_weights)


def _cut(pieces: Floats, ahead: npt.NDArray[np.int64], gap: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Cut simplices along gap = 0 and count one more option ahead where it is above.

    `pieces` has shape (n_pieces, corners, n_criteria). A simplex with corners on both sides is cut on the edge from its
    highest to its lowest corner; each half has a corner on the cut in place of one of the two.
    """
    while True:
        heights = pieces @ gap
        heights[np.abs(heights) <= _ON_THE_CUT * np.abs(gap).max()] = 0.0
        high, low = heights.max(axis=-1), heights.min(axis=-1)
        mixed = (high > 0) & (low < 0)
        if not mixed.any():
            return pieces, ahead + (high > 0)
        whole, at = pieces[mixed], np.arange(int(mixed.sum()))
        top, bottom = heights[mixed].argmax(axis=-1), heights[mixed].argmin(axis=-1)
        way = (high[mixed] / (high[mixed] - low[mixed]))[:, np.newaxis]
        corner = whole[at, top] * (1.0 - way) + whole[at, bottom] * way
        upper, lower = whole.copy(), whole
        upper[at, bottom] = corner
        lower[at, top] = corner
        pieces = np.concatenate([pieces[~mixed], upper, lower])
        ahead = np.concatenate([ahead[~mixed], ahead[mixed], ahead[mixed]])
