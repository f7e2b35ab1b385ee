"""Mean places in the best orders of Kemeny's rule, by going through sets of options from the empty one up.

Held and Karp's recursion: the least that a set of options can lose by standing in front is the least, over the option
that stands last in it, of what the rest loses among itself and what the last one's duels with the rest lose.

Held, M. & Karp, R. M. (1962). A dynamic programming approach to sequencing problems. *Journal of the Society for
Industrial and Applied Mathematics* 10(1), 196-210. doi:10.1137/0110015
"""

from functools import lru_cache
from math import prod
from typing import Final, NamedTuple, NoReturn

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError
from mcda.scales import Floats
from mcda.voting._kemeny_program import EQUAL

Positions = npt.NDArray[np.int64]
Masks = npt.NDArray[np.uint64]

# Sets of options looked at one by one where pairs are known that stand the same way in every best order: seconds.
LARGEST: Final = 2_000_000
# Bits of the number that stands for a set.
_BITS: Final = 64


class TooManyOrdersError(McdaError):
    """So many options are tied together that the best orders of Kemeny's rule cannot be counted."""


class _Level(NamedTuple):
    """The sets of one size, by number.

    Parameters
    ----------
    sets : shape (n_here,)
    rest : shape (n_here, n_kinds)
        What is left of each when one of a kind is taken out.
    without : shape (n_here, n_kinds)
        True where a set holds none of that kind.
    """

    sets: Positions
    rest: Positions
    without: npt.NDArray[np.bool_]


@lru_cache(maxsize=8)
def _lattice(sizes: tuple[int, ...]) -> tuple[Floats, tuple[_Level, ...]]:
    """How many of each kind every set holds, shape (n_sets, n_kinds), and the levels from sets of one to the full set.

    Sets are numbered in a mixed-radix system: one digit a kind.
    """
    strides = np.cumprod([1, *(s + 1 for s in sizes[:-1])])
    digits = np.arange(prod(s + 1 for s in sizes))[:, np.newaxis] // strides % (np.array(sizes) + 1)
    size = digits.sum(axis=1)
    by_size = np.split(np.argsort(size, kind="stable"), np.cumsum(np.bincount(size))[:-1])
    levels = (_Level(s, np.maximum(s[:, np.newaxis] - strides, 0), digits[s] == 0) for s in by_size[1:])
    return digits.astype(np.float64), tuple(levels)


def mean_places_of_kinds(margin: Floats, sizes: tuple[int, ...]) -> tuple[Floats, int]:
    """Mean place of each kind of options, and the number of best orders of kinds; every set is looked at.

    Parameters
    ----------
    margin : shape (n_kinds, n_kinds)
    sizes : length n_kinds
        How many options there are of each kind.
    """
    held, levels = _lattice(sizes)
    lost, equal = held @ np.maximum(-margin, 0.0), EQUAL * np.abs(margin).max()
    cost, ways, kinds = np.zeros(len(held)), np.ones(len(held)), np.arange(len(sizes))
    steps = []
    for sets, rest, without in levels:
        candidate = cost[rest] + lost[rest, kinds]
        candidate[without] = np.inf
        least = candidate.min(axis=1)
        best = candidate <= least[:, np.newaxis] + equal
        cost[sets], ways[sets] = least, (ways[rest] * best).sum(axis=1)
        steps.append(best)
    # Backwards from the full set: in how many ways the options that are left can follow each set.
    follow, total = np.zeros(len(held)), np.zeros(len(sizes))
    follow[-1] = 1.0
    for place in range(len(steps), 0, -1):
        sets, rest, _ = levels[place - 1]
        here = np.flatnonzero(follow[sets])
        after = steps[place - 1][here] * follow[sets[here], np.newaxis]
        total += place * (ways[rest[here]] * after).sum(axis=0)
        np.add.at(follow, rest[here], after)
    return total / (ways[-1] * np.array(sizes)), round(float(ways[-1]))


def mean_places_among(margin: Floats, decided: npt.NDArray[np.bool_]) -> tuple[Floats, int]:
    """Mean place of each option, and the number of best orders; only sets that respect what is decided are looked at.

    Parameters
    ----------
    margin : shape (n_options, n_options)
    decided : shape (n_options, n_options)
        True where the row stands before the column in every best order.

    Raises
    ------
    TooManyOrdersError
        Too many sets.
    """
    n, looked_at = len(margin), 0
    one = np.left_shift(np.uint64(1), np.arange(n, dtype=np.uint64)) if n < _BITS else _too_many(n)
    needed = np.array([np.bitwise_or.reduce(one[decided[:, i]]) for i in range(n)], dtype=np.uint64)
    lost, equal = np.maximum(-margin, 0.0), EQUAL * np.abs(margin).max()
    sets, cost, ways = np.zeros(1, dtype=np.uint64), np.zeros(1), np.ones(1)
    steps = []
    for _ in range(n):
        held = (sets[:, np.newaxis] & one) > 0
        rest, last = np.nonzero(~held & ((sets[:, np.newaxis] & needed) == needed))
        candidate = cost[rest] + (held @ lost)[rest, last]
        sets, to = np.unique(sets[rest] | one[last], return_inverse=True)
        cost = np.full(len(sets), np.inf)
        np.minimum.at(cost, to, candidate)
        best = candidate <= cost[to] + equal
        steps.append((ways, rest[best], last[best], to[best]))
        ways = _summed(to[best], ways[rest[best]], len(sets))
        looked_at += len(sets)
        if looked_at > LARGEST:
            _too_many(n)
    follow, total = np.ones(1), np.zeros(n)
    for place, (before, rest, last, to) in zip(range(n, 0, -1), reversed(steps), strict=True):
        total += place * _summed(last, before[rest] * follow[to], n)
        follow = _summed(rest, follow[to], len(before))
    return total / ways[-1], round(float(ways[-1]))


def _summed(at: Positions, numbers: Floats, length: int) -> Floats:
    return np.asarray(np.bincount(at, numbers, minlength=length), dtype=np.float64)


def _too_many(n: int) -> NoReturn:
    raise TooManyOrdersError(
        f"the votes tie {n} options together so closely that the best orders of Kemeny's rule cannot be counted (over "
        f"{LARGEST} sets of options); give weights that differ more, or fewer options"
    )
