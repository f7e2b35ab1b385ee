"""Random numbers in granules of a fixed number of draws: the same bits however the granules are grouped."""

from typing import Final

import numpy as np

from mcda.scales import Floats

# Changing it changes the numbers that a seed gives.
GRANULE: Final = 1024


def stream(seed: int, index: int, kind: int) -> np.random.Generator:
    """Return the random numbers of one granule; each kind of uncertainty has a stream of its own.

    Parameters
    ----------
    seed
        Zero or more.
    index
        Number of the granule, from 0.
    kind
        0 for weights, 1 for performances: switching one off leaves the numbers of the other as they were.
    """
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(index, kind)))


def simplex_draws(numbers: np.random.Generator, size: int, n: int) -> Floats:
    """Return numbers of zero or more that add to one, uniform over all such, shape (size, n).

    The first rows are the same for any size.

    Examples
    --------
    >>> simplex_draws(stream(1, 0, 0), 2, 3).sum(axis=1).tolist()
    [1.0, 1.0]
    """
    # Exponentials divided by their sum are uniform on the simplex; uniform numbers so scaled crowd the middle.
    drawn = numbers.standard_exponential((size, n))
    total = np.zeros(size)
    for j in range(n):
        total += drawn[:, j]
    # Columns contiguous in memory: kernels loop over criteria.
    found = np.empty((n, size))
    np.divide(drawn.T, total, out=found)
    return found.T
