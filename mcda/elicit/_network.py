"""Where importance ends up when a column stochastic matrix passes it on for ever."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.scales import Floats

_SQUARINGS: Final = 64


class Limit(NamedTuple):
    """The column of the limit that belongs to one node, shape (n,), and the period of the powers that lead there."""

    priorities: Floats
    period: int


def ends(matrix: Floats, start: int | None) -> list[list[int]]:
    """Return the groups of nodes that importance cannot leave, once there.

    Parameters
    ----------
    matrix : shape (n, n)
        Column j says where node j passes its importance.
    start
        Only groups that importance of this node can reach; None for all.
    """
    reach = _reach(matrix)
    found: dict[int, list[int]] = {}
    for j in range(len(matrix)):
        # All that j reaches reaches j: nothing leaves.
        if (reach[:, j] <= reach[j, :]).all() and (start is None or reach[j, start]):
            found.setdefault(int(np.argmax(reach[:, j])), []).append(j)
    return list(found.values())


def limit(matrix: Floats, where: Sequence[Sequence[int]], start: int) -> Limit:
    """Return the limit of the powers, or of their average where they cycle.

    Both are the limit of the powers of (matrix + identity) / 2, which never cycle: that matrix has the same vectors
    that stay as they are, and no other eigenvalue of size one. Squared again and again, it gets there in a few steps.

    Parameters
    ----------
    matrix : shape (n, n)
        Columns add to one.
    where
        The groups that `ends` found for `start`.
    """
    power = (matrix + np.eye(len(matrix))) / 2
    for _ in range(_SQUARINGS):
        power = power @ power
        power /= power.sum(axis=0)
    kept = np.zeros(len(matrix))
    staying = [i for group in where for i in group]
    kept[staying] = power[staying, start]
    return Limit(kept / kept.sum(), math.lcm(*(_period(matrix, group) for group in where)))


def _reach(matrix: Floats) -> npt.NDArray[np.bool_]:
    """Entry (i, j): importance of j can come to i in any number of steps, none included."""
    reach = (matrix > 0) | np.eye(len(matrix), dtype=bool)
    while True:
        further = reach @ reach
        if (further == reach).all():
            return reach
        reach = further


def _period(matrix: Floats, group: Sequence[int]) -> int:
    """Return the greatest common divisor of the lengths of all round trips inside a group."""
    steps = {group[0]: 0}
    waiting, period = [group[0]], 0
    while waiting:
        j = waiting.pop()
        for i in np.flatnonzero(matrix[:, j] > 0):
            node = int(i)
            if node not in steps:
                steps[node] = steps[j] + 1
                waiting.append(node)
            period = math.gcd(period, steps[j] + 1 - steps[node])
    return period
