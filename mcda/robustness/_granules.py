"""Random draws in granules of a fixed size: the same bits however they are grouped."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.draws import GRANULE, simplex_draws, stream
from mcda.methods import Kernel
from mcda.methods.ranking_method import tie_tolerances
from mcda.ranking import places
from mcda.scales import Floats

# Performances drawn at once: eight megabytes.
CELLS: Final = 1 << 20


class Tally(NamedTuple):
    """What one granule of draws counts.

    Parameters
    ----------
    by_place : shape (n_options, n_options)
        Draws in which an option (row) takes a place (column).
    first_weights : shape (n_options, n_criteria)
        Sum of the weights of the draws in which an option is first.
    """

    by_place: npt.NDArray[np.int64]
    first_weights: Floats

    def __add__(self, other: object) -> "Tally":
        """Add a later granule."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.by_place + other.by_place, self.first_weights + other.first_weights)


@dataclass(frozen=True, eq=False)
class Sampler:
    """Draws weights and performances and counts places.

    Parameters
    ----------
    kernel
        The bound method.
    values : shape (n_options, n_criteria)
    score_width
        Of the method; decides what a tie is.
    seed
        Weights and performances of each granule have streams of their own, so that switching one kind of uncertainty
        off leaves the draws of the other as they were.
    weights : shape (n_criteria,)
        Fixed shares; None draws all weights that add to one with equal chance.
    deviations : shape (n_options, n_criteria)
        Standard deviations of the performances; None where they are certain.
    """

    kernel: Kernel
    values: Floats
    score_width: float | None
    seed: int
    weights: Floats | None = None
    deviations: Floats | None = None

    def tally(self, draws: int) -> Tally:
        """Count so many draws; sums are taken granule after granule."""
        found = self.granule(0, min(draws, GRANULE))
        for start in range(GRANULE, draws, GRANULE):
            found = found + self.granule(start // GRANULE, min(draws - start, GRANULE))
        return found

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of one granule; it depends on no other granule."""
        n, m = self.values.shape
        weights = np.broadcast_to(self._weights(index, size), (size, m))
        noise = stream(self.seed, index, 1)
        by_place, first = np.zeros(n * n, dtype=np.int64), np.empty((size, n), dtype=np.bool_)
        rows = max(1, CELLS // (n * m))
        for start in range(0, size, rows):
            these = slice(start, min(start + rows, size))
            values = self.values
            if self.deviations is not None:
                values = values + self.deviations * noise.standard_normal((these.stop - start, n, m))
            scores = self.kernel(values, weights[these])
            found = places(scores, tie_tolerances(scores, self.score_width))
            first[these] = found == 1
            by_place += np.bincount((np.arange(n) * n + found - 1).ravel(), minlength=n * n)
        first_weights = np.zeros((n, m))
        for i in np.flatnonzero(first.any(axis=0)):
            first_weights[i] = weights[first[:, i]].sum(axis=0)
        return Tally(by_place.reshape(n, n), first_weights)

    def _weights(self, index: int, size: int) -> Floats:
        if self.weights is not None:
            return self.weights
        return simplex_draws(stream(self.seed, index, 0), size, self.values.shape[1])
