"""Hit-and-run: uniform draws from a set of weights that is no simplex."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.draws import GRANULE, stream
from mcda.elicit.incomplete._hull import directions
from mcda.scales import Floats

# A draw forgets where its walk began after this many steps per dimension; see `Walk`.
STEPS_PER_DIMENSION: Final = 100
# Before any draw, the shape of the set is learnt in rounds; each starts from the shape the round before saw.
_ROUNDS: Final = 6
_ROUND_STEPS_PER_DIMENSION: Final = 15
_PILOT_KIND: Final = 2
# Added to the shape, relative to its size, so that no direction is left out.
_LEAST_SPREAD: Final = 1e-9


class Walk(NamedTuple):
    """What every walk through one set needs.

    Each draw is the end of a walk of its own, of `steps` steps from a point that a trial walk ended in, so that draws
    are independent of each other but for common directions. A step goes along a random line through the set to a
    uniform place on it. Lines are drawn after the shape of the set, learnt on trial walks, so that thin sets mix as
    fast as round ones. Burn-in is `steps` for each draw, and there is no thinning. Measured on the simplex of 20
    criteria, which mixes slowly for its corners, where a walk began is forgotten by the factor e about every 13 steps
    per dimension: 80 steps per dimension leave a correlation below what 40,000 draws can show.

    Parameters
    ----------
    heights : shape (n_conditions, n_criteria)
        Zero or more at every point of the set; first one for each weight.
    limits : shape (n_conditions,)
        True where the condition can be above zero and so ends a line.
    starts : shape (n_criteria, GRANULE)
        Where walks begin.
    shape : shape (n_criteria, dimension)
        Turns independent normal numbers into a direction.
    steps
        The length of a walk.

    References
    ----------
    Smith, R. L. (1984). Efficient Monte Carlo procedures for generating points uniformly distributed over bounded
    regions. *Operations Research* 32(6), 1296-1308. doi:10.1287/opre.32.6.1296

    Tervonen, T., van Valkenhoef, G., Basturk, N. & Postmus, D. (2013). Hit-And-Run enables efficient weight generation
    for simulation-based multiple criteria decision analysis. *European Journal of Operational Research* 224(3),
    552-559. doi:10.1016/j.ejor.2012.08.026
    """

    heights: Floats
    limits: npt.NDArray[np.bool_]
    starts: Floats
    shape: Floats
    steps: int

    def granule(self, seed: int, index: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n_criteria)."""
        numbers = stream(seed, index, 0)
        ends = _walked(self, numbers, self.steps)
        return np.ascontiguousarray(ends.T)


def prepared(heights: Floats, flat: npt.NDArray[np.bool_], points: Floats, dimension: int) -> Walk:
    """Learn the shape of a set.

    Parameters
    ----------
    heights : shape (n_conditions, n_criteria)
        Each of zero or more at every point of the set; first one for each weight.
    flat : shape (n_conditions,)
        True where the condition is zero everywhere in the set.
    points : shape (n_points, n_criteria)
        Of the set; their mean is inside, on no condition that is not flat.
    dimension
        Of the set, above 0.
    """
    inside = directions(heights, flat, dimension)
    n = heights.shape[1]
    middle = points.mean(axis=0)
    spread = points - middle
    walk = Walk(heights, ~flat, np.repeat(middle[:, np.newaxis], GRANULE, axis=1), np.eye(n), 0)
    for k in range(_ROUNDS):
        walk = walk._replace(shape=_shape(spread, inside))
        ends = _walked(walk, stream(0, k, _PILOT_KIND), _ROUND_STEPS_PER_DIMENSION * dimension)
        spread = (ends - ends.mean(axis=1, keepdims=True)).T
        walk = walk._replace(starts=ends)
    return walk._replace(shape=_shape(spread, inside), steps=STEPS_PER_DIMENSION * dimension)


def _shape(spread: Floats, inside: Floats) -> Floats:
    """Return directions inside the set, scaled as far as points spread along them."""
    along = spread @ inside
    covariance = along.T @ along / len(along)
    sizes, axes = np.linalg.eigh(covariance)
    return np.asarray(inside @ (axes * np.sqrt(np.maximum(sizes, _LEAST_SPREAD**2 * sizes.max()))))


def _walked(walk: Walk, numbers: np.random.Generator, steps: int) -> Floats:
    """Walk from every start at once, shape (n_criteria, GRANULE)."""
    above = np.maximum(walk.heights @ walk.starts, 0.0)
    points = walk.starts.copy()
    for _ in range(steps):
        direction = walk.shape @ numbers.standard_normal(walk.shape.shape[1])
        slopes = walk.heights @ direction
        rising, falling = walk.limits & (slopes > 0), walk.limits & (slopes < 0)
        back = (above[rising] / slopes[rising, np.newaxis]).min(axis=0)
        forth = (above[falling] / -slopes[falling, np.newaxis]).min(axis=0)
        way = numbers.random(GRANULE) * (back + forth) - back
        above += slopes[:, np.newaxis] * way
        np.maximum(above, 0.0, out=above)
        points += direction[:, np.newaxis] * way
    points = np.maximum(points, 0.0)
    return np.asarray(points / points.sum(axis=0))
