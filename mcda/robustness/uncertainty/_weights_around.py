"""Weights drawn around a profile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.draws import GRANULE, stream
from mcda.errors import WeightsError
from mcda.robustness.uncertainty._weight_uncertainty import WeightUncertainty, broken_stick, fitting
from mcda.scales import Floats, real
from mcda.weights import Weights

# Of a thousand criteria one draw in twenty fits; no more numbers than this are drawn at once.
_BATCH: Final = 1 << 20


@dataclass(frozen=True)
class WeightsNear(WeightUncertainty):
    """The weights whose every share is within a part of a given share, equally likely.

    Of all weights that add to one, those with each share from `(1 - within)` to `(1 + within)` times the given one. A
    share of 0 stays 0. The draws are exactly uniform and independent: all shares but the one with the widest range are
    drawn in their ranges, that one takes the rest, and what leaves its range is drawn again.

    Parameters
    ----------
    weights
        In the middle.
    within
        Above 0 and at most 1: 0.25 is a quarter more or less.

    Raises
    ------
    WeightsError
        Another number.

    Examples
    --------
    >>> near = WeightsNear(Weights.from_points({"cost": 3, "jobs": 1}), within=0.1)
    >>> drawn = near.granule(0, seed=1)
    >>> bool(drawn[:, 1].min() >= 0.225), bool(drawn[:, 1].max() <= 0.275)
    (True, True)
    """

    weights: Weights
    within: float = 0.25

    def __post_init__(self) -> None:
        _weights(self.weights)
        within = real(self.within)
        if not 0 < within <= 1:
            raise WeightsError(f"within is {self.within!r}; expected a part above 0 and at most 1, such as 0.25")
        object.__setattr__(self, "within", within)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids of the criteria, in the order of the weights."""
        return tuple(self.weights.fractions)

    @property
    def words(self) -> str:
        """What is drawn, for a caption."""
        profile = f" of {self.weights.profile}" if self.weights.profile else ""
        return f"each share{profile} within {100 * self.within:g}% of itself"

    @property
    def dimension(self) -> int:
        """Zero: the set is drawn by trial."""
        return 0

    @cached_property
    def bounds(self) -> tuple[Floats, Floats]:
        """The lowest and the highest of each share, each of shape (n_criteria,)."""
        shares = np.array([float(w) for w in self.weights.fractions.values()])
        return shares * (1.0 - self.within), np.minimum(shares * (1.0 + self.within), 1.0)

    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n_criteria)."""
        numbers, (low, high) = stream(seed, index, 0), self.bounds
        found = np.zeros((GRANULE, len(low)))
        widest = int(np.argmax(high - low))
        others = np.flatnonzero((high > 0) & (np.arange(len(low)) != widest))
        if not len(others):
            found[:, widest] = 1.0
            return found
        size, count = max(1, min(2 * GRANULE, _BATCH // len(others))), 0
        while count < GRANULE:
            drawn = low[others] + (high - low)[others] * numbers.random((size, len(others)))
            rest = 1.0 - drawn.sum(axis=1)
            fits = np.flatnonzero((rest >= low[widest]) & (rest <= high[widest]))[: GRANULE - count]
            these = slice(count, count + len(fits))
            found[these, others], found[these, widest] = drawn[fits], rest[fits]
            count += len(fits)
        return found

    def at(self, uniform: Floats) -> None:  # noqa: ARG002  # drawn by trial
        """Return None: the set is drawn by trial."""
        return

    def _ordered(self, criteria: tuple[str, ...]) -> WeightsNear:
        return WeightsNear(self.weights.select(criteria), self.within)


@dataclass(frozen=True)
class DirichletWeights(WeightUncertainty):
    """Weights scattered around a profile, which is their mean.

    Parameters
    ----------
    weights
        The mean; a share of 0 stays 0.
    concentration
        Above 0: how narrow they lie. A share w has the variance w (1 - w) / (concentration + 1). Equal weights with a
        concentration of the number of criteria are uniform over all weights.

    Raises
    ------
    WeightsError
        Another number.
    """

    weights: Weights
    concentration: float

    def __post_init__(self) -> None:
        _weights(self.weights)
        found = real(self.concentration)
        if not 0 < found < np.inf:
            raise WeightsError(f"concentration is {self.concentration!r}; expected a finite number above 0, such as 50")
        object.__setattr__(self, "concentration", found)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids of the criteria, in the order of the weights."""
        return tuple(self.weights.fractions)

    @property
    def words(self) -> str:
        """What is drawn, for a caption."""
        return f"Dirichlet around {self.weights.profile or 'the given ones'}, concentration {self.concentration:g}"

    @property
    def dimension(self) -> int:
        """One less than the criteria with a share."""
        return len(self._shapes) - 1

    @cached_property
    def _used(self) -> npt.NDArray[np.intp]:
        return np.flatnonzero([w > 0 for w in self.weights.fractions.values()])

    @cached_property
    def _shapes(self) -> Floats:
        return np.array([self.concentration * float(w) for w in self.weights.fractions.values() if w > 0])

    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n_criteria)."""
        if not self.dimension:
            return self._spread(np.ones((GRANULE, 1)))
        return self._spread(stream(seed, index, 0).dirichlet(self._shapes, GRANULE))

    def at(self, uniform: Floats) -> Floats:
        """Return the weights that uniform numbers stand for, shape (size, n_criteria)."""
        from scipy.special import betaincinv

        uniform = fitting(uniform, self.dimension)
        after = np.cumsum(self._shapes[::-1])[::-1][1:]
        return self._spread(broken_stick(np.asarray(betaincinv(self._shapes[:-1], after, uniform), dtype=np.float64)))

    def _spread(self, drawn: Floats) -> Floats:
        found = np.zeros((len(drawn), len(self.criteria)))
        found[:, self._used] = drawn
        return found

    def _ordered(self, criteria: tuple[str, ...]) -> DirichletWeights:
        return replace(self, weights=self.weights.select(criteria))


def _weights(given: object) -> None:
    if not isinstance(given, Weights):
        raise WeightsError(f"{given!r} is not Weights; make them with Weights.from_points")
