"""The corners of a set of weights, by the double description method in whole numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from mcda.elicit.incomplete._exact import Row, primitive


class _Ray(NamedTuple):
    """A corner in whole numbers, and as bits the conditions that hold at it with equality."""

    numbers: Row
    tight: int


def corners(n: int, rows: Sequence[Row], most: int) -> list[Row] | None:
    """Return the corners of the weights with row . w of zero or more, in proportions of whole numbers.

    Starts from the simplex, whose corners are the criteria, and cuts it with one row after the other: corners on the
    wrong side go, and each edge that leads from a kept one to one that goes has a new corner where it is cut. Two
    corners share an edge when no third one lies on all the conditions that both lie on; that is right for flat sets and
    for corners on more conditions than they need, too.

    Parameters
    ----------
    n
        Number of weights.
    rows
        Each of length n.
    most
        None is returned once there are more corners than this, at any step.

    References
    ----------
    Fukuda, K. & Prodon, A. (1996). Double description method revisited. *Combinatorics and Computer Science*, LNCS
    1120, 91-111. doi:10.1007/3-540-61576-8_77

    Examples
    --------
    >>> sorted(corners(3, [(1, -1, 0), (0, 1, -1)], 10))
    [(1, 0, 0), (1, 1, 0), (1, 1, 1)]
    """
    rays = [_Ray(tuple(int(i == j) for i in range(n)), ~(1 << j) & ((1 << n) - 1)) for j in range(n)]
    for k, row in enumerate(rows, start=n):
        above, below, on = [], [], []
        for ray in rays:
            height = sum(a * b for a, b in zip(row, ray.numbers, strict=True))
            if height > 0:
                above.append((height, ray))
            elif height < 0:
                below.append((-height, ray))
            else:
                on.append(ray._replace(tight=ray.tight | 1 << k))
        kept = [*(ray for _, ray in above), *on]
        for up, high in above:
            for down, low in below:
                common = high.tight & low.tight
                # The conditions on an edge have rank n - 2, so there are at least so many.
                if common.bit_count() >= n - 2 and _edge(high, low, common, rays):
                    cut = [down * a + up * b for a, b in zip(high.numbers, low.numbers, strict=True)]
                    kept.append(_Ray(primitive(cut), common | 1 << k))
            if len(kept) > most:
                return None
        rays = kept
    return [ray.numbers for ray in rays]


def _edge(one: _Ray, other: _Ray, common: int, rays: Sequence[_Ray]) -> bool:
    return not any(common & ray.tight == common and ray is not one and ray is not other for ray in rays)
