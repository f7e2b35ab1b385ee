"""Distributions between two ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mcda.robustness.uncertainty._distribution import Distribution, in_order, part, positive, stretched
from mcda.scales import Floats


@dataclass(frozen=True)
class Triangular(Distribution):
    """Most likely at `mode`, falling in straight lines to `low` and `high`.

    Raises
    ------
    McdaError
        Not low <= mode <= high, or no finite numbers.

    Examples
    --------
    >>> Triangular(40, 60, 65).mean
    55.0
    """

    low: float
    mode: float
    high: float
    word: ClassVar[str] = "triangular"

    def __post_init__(self) -> None:
        in_order(self, "low", "mode", "high")

    @property
    def mean(self) -> float:
        """A third of the sum of low, mode and high."""
        return self.low if self.certain else self.low / 3 + self.mode / 3 + self.high / 3

    @property
    def variance(self) -> float:
        """The width squared, times (1 - c + c²) / 18, where c tells how far along the mode is."""
        width = self.high - self.low
        c = (self.mode - self.low) / width if width else 0.0
        return width * width * (1 - c + c * c) / 18

    @property
    def parameters(self) -> tuple[float, ...]:
        """Low, mode and high."""
        return self.low, self.mode, self.high

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles: on each side of the mode a square root."""
        low, mode, high = parameters
        c = part(mode - low, high - low)
        left = u <= c
        root = np.sqrt(np.where(left, u * c, (1.0 - u) * (1.0 - c)))
        return stretched(np.where(left, root, 1.0 - root), low, high)


@dataclass(frozen=True)
class Pert(Distribution):
    """A beta distribution from `low` to `high` with its peak at `mode`.

    Parameters
    ----------
    shape
        How much the mode counts against each end in the mean; 4 by custom. Larger is narrower.

    Raises
    ------
    McdaError
        Not low <= mode <= high, a shape that is not above 0, or no finite numbers.

    References
    ----------
    Malcolm, D. G., Roseboom, J. H., Clark, C. E. & Fazar, W. (1959). Application of a technique for research and
    development program evaluation. *Operations Research* 7(5), 646-669. doi:10.1287/opre.7.5.646

    Examples
    --------
    >>> Pert(40, 60, 80).mean, Pert(0, 0, 60).mean
    (60.0, 10.0)
    """

    low: float
    mode: float
    high: float
    shape: float = 4.0
    word: ClassVar[str] = "pert"

    def __post_init__(self) -> None:
        in_order(self, "low", "mode", "high")
        positive(self, "shape")

    @property
    def mean(self) -> float:
        """(low + shape * mode + high) / (shape + 2)."""
        k = self.shape + 2
        return self.low if self.certain else self.low / k + self.mode * (self.shape / k) + self.high / k

    @property
    def variance(self) -> float:
        """Of the beta distribution, times the width squared."""
        a, b = (float(each[0]) for each in Pert.shapes(*(np.array([p]) for p in self.parameters)))
        width = self.high - self.low
        return width * width * a * b / ((a + b) ** 2 * (a + b + 1))

    @property
    def parameters(self) -> tuple[float, ...]:
        """Low, mode, high and shape."""
        return self.low, self.mode, self.high, self.shape

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles, by the inverse of the incomplete beta function."""
        from scipy.special import betaincinv

        a, b = Pert.shapes(*parameters)
        return Pert.of_beta(np.asarray(betaincinv(a, b, u), dtype=np.float64), *parameters)

    @staticmethod
    def of_beta(x: Floats, *parameters: Floats) -> Floats:
        """Return what numbers from beta distributions of these `shapes` stand for."""
        return stretched(x, parameters[0], parameters[2])

    @staticmethod
    def shapes(*parameters: Floats) -> tuple[Floats, Floats]:
        """Return the two shapes of the beta distributions that PERT distributions are."""
        low, mode, high, shape = parameters
        c = part(mode - low, high - low)
        return 1.0 + shape * c, 1.0 + shape * (1.0 - c)


@dataclass(frozen=True)
class Uniform(Distribution):
    """Anything from `low` to `high`, equally likely.

    Raises
    ------
    McdaError
        Not low <= high, or no finite numbers.
    """

    low: float
    high: float
    word: ClassVar[str] = "uniform"

    def __post_init__(self) -> None:
        in_order(self, "low", "high")

    @property
    def mean(self) -> float:
        """The middle."""
        return self.low if self.certain else self.low / 2 + self.high / 2

    @property
    def variance(self) -> float:
        """The width squared, divided by 12."""
        return (self.high - self.low) ** 2 / 12

    @property
    def parameters(self) -> tuple[float, ...]:
        """Low and high."""
        return self.low, self.high

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles: a straight line."""
        return stretched(u, *parameters)
