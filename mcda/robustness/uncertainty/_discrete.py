"""Distributions of one number or of a few."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from mcda.errors import McdaError
from mcda.robustness.uncertainty._distribution import Distribution, finite, narrow, numbers
from mcda.scales import Floats

CHANCES_OFF: Final = 1e-9


@dataclass(frozen=True)
class Discrete(Distribution):
    """One of some numbers, each with its chance.

    The values are put in rising order; those without a chance are left out.

    Raises
    ------
    McdaError
        Not one chance for each value, a negative one, chances that do not add to one, or no finite numbers.

    Examples
    --------
    >>> Discrete([10, 0], [0.25, 0.75])
    Discrete(values=(0.0, 10.0), chances=(0.75, 0.25))
    >>> Discrete([0, 10], [0.75, 0.75])
    Traceback (most recent call last):
    mcda.errors.McdaError: the chances of Discrete add to 1.5; expected 1
    """

    values: Sequence[float]
    chances: Sequence[float]
    word: ClassVar[str] = "discrete"

    def __post_init__(self) -> None:
        values, chances = numbers("values", self.values), numbers("chances", self.chances)
        if len(values) != len(chances) or not values:
            raise McdaError(f"Discrete has {len(values)} values and {len(chances)} chances; expected one for each")
        if min(chances) < 0:
            raise McdaError(f"a chance of Discrete is {min(chances):g}; expected zero or more")
        if abs(math.fsum(chances) - 1) > CHANCES_OFF:
            raise McdaError(f"the chances of Discrete add to {math.fsum(chances):.10g}; expected 1")
        pairs = sorted((value, chance) for value, chance in zip(values, chances, strict=True) if chance)
        object.__setattr__(self, "values", tuple(value for value, _ in pairs))
        object.__setattr__(self, "chances", tuple(chance for _, chance in pairs))
        narrow(self, self.values[-1] - self.values[0])

    @property
    def mean(self) -> float:
        """The sum of value times chance."""
        if self.certain:
            return self.values[0]
        return math.fsum(v * p for v, p in zip(self.values, self.chances, strict=True))

    @property
    def variance(self) -> float:
        """The sum of chance times squared distance from the mean."""
        return math.fsum(p * (v - self.mean) ** 2 for v, p in zip(self.values, self.chances, strict=True))

    @property
    def low(self) -> float | None:
        """The lowest value."""
        return self.values[0]

    @property
    def high(self) -> float | None:
        """The highest value."""
        return self.values[-1]

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The values, and the chances summed up."""
        return self.values, tuple(np.cumsum(self.chances).tolist())

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles: the lowest value whose chances summed up reach u."""
        values, sums = parameters
        at = (u[..., np.newaxis] > sums[:, :-1]).sum(axis=-1)
        return np.asarray(values[np.arange(len(values)), at])


@dataclass(frozen=True)
class Certain(Distribution):
    """One number, without doubt.

    Raises
    ------
    McdaError
        No finite number.
    """

    value: float
    word: ClassVar[str] = "certain"

    def __post_init__(self) -> None:
        finite(self, "value")

    @property
    def mean(self) -> float:
        """The value."""
        return self.value

    @property
    def variance(self) -> float:
        """Zero."""
        return 0.0

    @property
    def low(self) -> float | None:
        """The value."""
        return self.value

    @property
    def high(self) -> float | None:
        """The value."""
        return self.value

    @property
    def parameters(self) -> tuple[float, ...]:
        """The value."""
        return (self.value,)

    @staticmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return the values."""
        return np.broadcast_to(parameters[0], np.broadcast_shapes(u.shape, parameters[0].shape)).copy()
