"""Where options stand in the best orders of Kemeny's rule, on average over all of them."""

from collections.abc import Callable
from math import factorial, prod
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.relation import circle_of
from mcda.scales import Floats
from mcda.voting._kemeny_program import KemenyProgram
from mcda.voting._kemeny_sets import mean_places_among, mean_places_of_kinds
from mcda.voting.pairwise import TIED, top_cycles

Positions = npt.NDArray[np.int64]

# Sets of options looked at one by one: up to here faster than the integer program.
SMALL: Final = 2**16


class KemenyPlaces(NamedTuple):
    """Where options stand in the best orders.

    Parameters
    ----------
    places : shape (n_options,)
        The mean place of each option over all best orders.
    orders
        How many best orders there are; exact up to 2 ** 53.
    """

    places: Floats
    orders: int


def kemeny_places(margin: Floats) -> KemenyPlaces:
    """Return the mean place of each option over all orders that agree best with the duels.

    An order is best if the margins of the duels it agrees with, less those it does not, add to the most. Groups that
    win every duel with later groups (`top_cycles`) stand before them in every best order, so each group is solved for
    itself: a small one by going through its sets of options from the empty one up, a large one after an integer program
    has told which pairs can stand either way.

    Parameters
    ----------
    margin : shape (n_options, n_options)
        Votes for the row over the column, less the votes against.

    Raises
    ------
    TooManyOrdersError
        Too many options that can stand either way.

    References
    ----------
    Young, H. P. & Levenglick, A. (1978). A consistent extension of Condorcet's election principle. *SIAM Journal on
    Applied Mathematics* 35(2), 285-300. doi:10.1137/0135023

    Examples
    --------
    >>> kemeny_places(np.array([[0, 1, -1, 1], [-1, 0, 1, 1], [1, -1, 0, 1], [-1, -1, -1, 0]]))
    KemenyPlaces(places=array([2., 2., 2., 4.]), orders=3)
    """
    return _one_behind_the_other(margin, top_cycles(margin), _group)


def _one_behind_the_other(
    margin: Floats, groups: list[Positions], solve: Callable[[Floats, Positions], KemenyPlaces]
) -> KemenyPlaces:
    places, orders, ahead = np.empty(len(margin)), 1, 0
    for group in groups:
        found = solve(margin[np.ix_(group, group)], group)
        places[group] = ahead + found.places
        orders, ahead = orders * found.orders, ahead + len(group)
    return KemenyPlaces(places, orders)


def _group(margin: Floats, _: Positions) -> KemenyPlaces:
    """Solve a group that circles tie together."""
    if (found := _small(margin)) is not None:
        return found
    program = KemenyProgram(margin)
    order = np.array(program.orders(1)[0][0])
    turned = program.undecided(order)
    at = np.argsort(order)

    def stretch(part: Floats, members: Positions) -> KemenyPlaces:
        if (found := _small(part)) is not None:
            return found
        ahead = at[members][:, np.newaxis] < at[members]
        return KemenyPlaces(*mean_places_among(part, ahead & ~turned[np.ix_(members, members)]))

    linked = circle_of(turned)
    # Options linked by such pairs stand in one stretch: one that stood between them would keep them apart for good.
    stretches = [np.flatnonzero(linked == each) for each in dict.fromkeys(linked[order].tolist())]
    return _one_behind_the_other(margin, stretches, stretch)


def _small(margin: Floats) -> KemenyPlaces | None:
    """Solve a group of few kinds of options; None for a larger one."""
    if len(margin) == 1:
        return KemenyPlaces(np.ones(1), 1)
    alike = _alike(margin)
    sizes = np.bincount(alike)
    if prod((sizes + 1).tolist()) > SMALL:
        return None
    # The most frequent kind first, so that groups of the same make-up share one lattice.
    by_size = np.argsort(-sizes, kind="stable")
    member = np.array([np.flatnonzero(alike == kind)[0] for kind in by_size])
    means, orders = mean_places_of_kinds(margin[np.ix_(member, member)], tuple(int(s) for s in sizes[by_size]))
    return KemenyPlaces(means[np.argsort(by_size)][alike], orders * prod(factorial(int(s)) for s in sizes))


def _alike(margin: Floats) -> Positions:
    """Give the same number to options with the same duels, from 0 in order of appearance."""
    rounding = TIED * np.abs(margin).max()
    found = np.full(len(margin), -1)
    for i, row in enumerate(margin):
        if found[i] < 0:
            found[(np.abs(margin - row) <= rounding).all(axis=1) & (found < 0)] = found.max() + 1
    return found
