"""The directions inside a set of weights, and the largest ball that fits in it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.elicit.incomplete._exact import Program, primitive
from mcda.scales import Floats

# Lengths are taken to six digits; the centre found is inside the set all the same, because its conditions are exact.
_FINEST: Final = 10**6


def directions(heights: Floats, flat: npt.NDArray[np.bool_], dimension: int) -> Floats:
    """Return directions of length 1, square to each other, that span those inside a set, shape (n_criteria, dimension).

    Parameters
    ----------
    heights : shape (n_conditions, n_criteria)
        Each of zero or more at every point of the set.
    flat : shape (n_conditions,)
        True where the condition is zero everywhere in the set.
    dimension
        Of the set, known exactly: what is small and what is zero is not for floating point to say.
    """
    n = heights.shape[1]
    across = np.vstack([np.ones(n), heights[flat]])
    return np.asarray(np.linalg.svd(across)[2][n - dimension :].T)


def ball_centre(rows: Sequence[Sequence[Fraction | int]], lengths: Sequence[float]) -> tuple[Fraction, ...]:
    """Return the centre of the largest ball inside a set of weights.

    Where several balls are largest, the conditions that none of them can leave further away stay so near, and the
    distance to the nearest other one is made largest, until one point is left.

    Parameters
    ----------
    rows
        Each, times the weights, of zero or more in the set; first one for each weight.
    lengths
        By how much each can fall along a step of length 1 inside the set; 0 for a flat one.

    Examples
    --------
    >>> ball_centre([(1, 0), (0, 1), (1, -1)], [0.7071, 0.7071, 1.4142])
    (Fraction(3, 4), Fraction(1, 4))
    """
    n = len(rows[0])
    falls = [Fraction(length).limit_denominator(_FINEST) for length in lengths]
    near = {i: Fraction(0) for i, fall in enumerate(falls) if not fall}
    while True:
        # With the radius as one more weight all add to one; the share of the radius rises with the radius itself.
        kept = [
            primitive([*_beyond(row, near[i] * fall), 0] if i in near else [*row, -fall])
            for i, (row, fall) in enumerate(zip(rows, falls, strict=True))
        ]
        *found, share = Program(n + 1, kept).highest([0] * n + [1])
        radius = share / sum(found)
        above = [primitive(_beyond(row, near.get(i, radius) * falls[i])) for i, row in enumerate(rows)]
        program = Program(n, above)
        furthest = [program.highest(row) for row in above]
        if len(set(furthest)) == 1:
            return furthest[0]
        for i, (row, at) in enumerate(zip(above, furthest, strict=True)):
            if i not in near and sum(a * w for a, w in zip(row, at, strict=True)) == 0:
                near[i] = radius


def _beyond(row: Sequence[Fraction | int], least: Fraction) -> list[Fraction]:
    """Return the row whose product with weights that add to one is smaller by so much."""
    return [a - least for a in row]
