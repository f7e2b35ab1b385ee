"""The theory of dominance: several rankings of the same options made one."""

from collections.abc import Sequence

import numpy as np

from mcda.ranking import Places
from mcda.relation import Truths
from mcda.scales import Floats


def dominates(rankings: Sequence[Places]) -> Truths:
    """Tell which option (row) dominates which (column): directly, or through others.

    An option directly dominates another if it has the better place in more of the rankings than the other has: in all
    (absolute dominance) or in a majority (partial dominance). Where both have as many, neither does (equability).
    Dominance is transitive: what A dominates through B counts like what it dominates directly. In a circle every option
    so dominates every other.

    Parameters
    ----------
    rankings : each of shape (..., n_options)
        Places, 1 is best.

    Returns
    -------
    shape (..., n_options, n_options)

    Examples
    --------
    >>> dominates([np.array([1, 2, 3]), np.array([1, 3, 2]), np.array([2, 1, 3])]).astype(int).tolist()
    [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
    """
    duels = sum(np.sign(at[..., np.newaxis, :] - at[..., :, np.newaxis]) for at in rankings)
    found: Truths = np.asarray(duels) > 0
    while True:
        # Whether a count of ways is above zero does not depend on the order of its sum: a matrix product may make it.
        ways = found.astype(np.float32)
        further = found | (ways @ ways > 0)
        if np.array_equal(further, found):
            return found
        found = further


def standing(dominance: Truths) -> Floats:
    """Return how many options each one dominates, less how many dominate it; circles do not count.

    An option that dominates another, and is not dominated by it, stands higher: all that the other dominates it
    dominates too. Options in a circle of dominance stand alike.

    Parameters
    ----------
    dominance : shape (..., n_options, n_options)
        As `dominates` gives it.

    Returns
    -------
    shape (..., n_options), whole numbers from -(n_options - 1) to n_options - 1
    """
    # In a circle each dominates and is dominated by the same options, which the difference leaves out.
    return np.asarray(dominance.sum(axis=-1) - dominance.sum(axis=-2), dtype=np.float64)


def circles(dominance: Truths, options: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of options that dominate each other in a circle.

    Parameters
    ----------
    dominance : shape (n_options, n_options)
    options
        Ids, in the order of the rows.

    Examples
    --------
    >>> circle = [np.array([1, 2, 3]), np.array([3, 1, 2]), np.array([2, 3, 1])]
    >>> circles(dominates(circle), ("a", "b", "c"))
    (('a', 'b', 'c'),)
    """
    both_ways = dominance & dominance.T
    groups = (tuple(options[j] for j in np.flatnonzero(row)) for row in both_ways if row.any())
    return tuple(dict.fromkeys(groups))
