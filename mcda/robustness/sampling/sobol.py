"""A scrambled Sobol sequence in granules."""

from __future__ import annotations

from functools import lru_cache
from threading import get_ident
from typing import TYPE_CHECKING, Final

import numpy as np

from mcda.draws import GRANULE
from mcda.errors import McdaError
from mcda.scales import Floats

if TYPE_CHECKING:
    from scipy.stats.qmc import Sobol

# The direction numbers of Joe and Kuo that scipy holds.
_MOST_DIMENSIONS: Final = 21_201


def sobol_granule(dimension: int, index: int, seed: int) -> Floats:
    """Return the points of one granule, strictly inside (0, 1), shape (GRANULE, dimension).

    Parameters
    ----------
    dimension
        Uniform numbers a draw takes.
    index
        Number of the granule, from 0.
    seed
        Of the scrambling.

    Raises
    ------
    McdaError
        More dimensions than there are direction numbers for.

    References
    ----------
    Joe, S. & Kuo, F. Y. (2008). Constructing Sobol sequences with better two-dimensional projections. *SIAM Journal on
    Scientific Computing* 30(5), 2635-2654. doi:10.1137/070709359

    Examples
    --------
    >>> points = sobol_granule(2, 3, 7)
    >>> points.shape, bool(abs(points.mean() - 0.5) < 0.001)
    ((1024, 2), True)
    """
    if dimension > _MOST_DIMENSIONS:
        raise McdaError(
            f"a draw takes {dimension} numbers; a Sobol sequence has at most {_MOST_DIMENSIONS}; take sequence='random'"
        )
    engine = _engine(dimension, seed, get_ident())
    at = index * GRANULE
    # Going on from where the last granule ended is free; from elsewhere the sequence is run through.
    if engine.num_generated > at:
        engine.reset()
    if engine.num_generated < at:
        engine.fast_forward(at - engine.num_generated)
    # A point may be 0, which has no quantile for many distributions.
    return np.clip(engine.random(GRANULE), 2.0**-53, 1.0 - 2.0**-53)


@lru_cache(maxsize=8)
def _engine(dimension: int, seed: int, thread: int) -> Sobol:  # noqa: ARG001  # an engine moves on: one for each thread
    from scipy.stats.qmc import Sobol

    return Sobol(dimension, scramble=True, bits=30, rng=np.random.default_rng(np.random.SeedSequence(seed)))
