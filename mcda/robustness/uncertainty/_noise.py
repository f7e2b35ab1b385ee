"""Normal noise: as a difference and as a factor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mcda.errors import McdaError
from mcda.robustness.uncertainty._distribution import (
    Distribution,
    exp,
    finite,
    narrow,
    not_negative,
    positive,
    standard_quantile,
)
from mcda.scales import Floats


@dataclass(frozen=True)
class Normal(Distribution):
    """Normal noise around a mean; it has no ends, so it may leave a scale.

    Raises
    ------
    McdaError
        A deviation below 0, or no finite numbers.
    """

    mean: float
    deviation: float
    word: ClassVar[str] = "normal"

    def __post_init__(self) -> None:
        finite(self, "mean", "deviation")
        not_negative(self, "deviation")
        narrow(self, self.deviation)

    @property
    def low(self) -> float | None:
        """None, but for a deviation of 0."""
        return None if self.deviation else self.mean

    @property
    def high(self) -> float | None:
        """None, but for a deviation of 0."""
        return None if self.deviation else self.mean

    @property
    def variance(self) -> float:
        """The deviation squared."""
        return self.deviation * self.deviation

    @property
    def parameters(self) -> tuple[float, ...]:
        """Mean and deviation."""
        return self.mean, self.deviation

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles, by the inverse of the normal distribution function."""
        return Normal.of_standard(standard_quantile(u), *parameters)

    @staticmethod
    def of_standard(z: Floats, *parameters: Floats) -> Floats:
        """Return what standard normal numbers stand for."""
        mean, deviation = parameters
        return np.asarray(mean + deviation * z)


@dataclass(frozen=True)
class Lognormal(Distribution):
    """A number above 0 whose logarithm is normal: off by a factor, not by a difference.

    Parameters
    ----------
    median
        Above 0; half of the chance lies below.
    spread
        Standard deviation of the natural logarithm. Two in three numbers lie within a factor of exp(spread).

    Raises
    ------
    McdaError
        A median that is not above 0, a spread below 0, or no finite numbers.
    """

    median: float
    spread: float
    word: ClassVar[str] = "lognormal"

    def __post_init__(self) -> None:
        finite(self, "median", "spread")
        positive(self, "median")
        not_negative(self, "spread")
        if not math.isfinite(self.variance):
            raise McdaError(f"{self!r} spreads beyond all numbers; expected a spread of usual size, such as 0.5")

    @property
    def mean(self) -> float:
        """The median times exp(spread² / 2)."""
        return self.median * exp(self.spread * self.spread / 2)

    @property
    def low(self) -> float | None:
        """0, which it comes near; the median for a spread of 0."""
        return 0.0 if self.spread else self.median

    @property
    def high(self) -> float | None:
        """None, but for a spread of 0."""
        return None if self.spread else self.median

    @property
    def variance(self) -> float:
        """The mean squared, times exp(spread²) - 1."""
        return self.mean * self.mean * (exp(self.spread * self.spread) - 1)

    @property
    def parameters(self) -> tuple[float, ...]:
        """Median and spread."""
        return self.median, self.spread

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles, by the inverse of the normal distribution function."""
        return Lognormal.of_standard(standard_quantile(u), *parameters)

    @staticmethod
    def of_standard(z: Floats, *parameters: Floats) -> Floats:
        """Return what standard normal numbers stand for."""
        median, spread = parameters
        return np.asarray(median * np.exp(spread * z))
