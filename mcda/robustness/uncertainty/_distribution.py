"""What all distributions have in common, and how their numbers are read."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np

from mcda.errors import McdaError
from mcda.scales import Floats, real

WIDEST: Final = 1e150


class Distribution(ABC):
    """A distribution of one number.

    Every kind is frozen, checked when it is made, and has `mean`, `variance`, `low`, `high` (the ends of what it can
    give, None where there is none) and `quantile`. One without any width gives its one number exactly.
    """

    word: ClassVar[str]

    if TYPE_CHECKING:

        @property
        def mean(self) -> float:
            """The mean."""

        @property
        def variance(self) -> float:
            """The mean of the squared distance from the mean."""

        @property
        def low(self) -> float | None:
            """The lowest number it can give; None where there is none."""

        @property
        def high(self) -> float | None:
            """The highest number it can give; None where there is none."""

    @property
    @abstractmethod
    def parameters(self) -> tuple[Any, ...]:
        """What `transform` takes, number by number or row by row."""

    @staticmethod
    @abstractmethod
    def transform(u: Floats, *parameters: Floats) -> Floats:
        """Return quantiles of many distributions of one kind.

        Parameters
        ----------
        u : shape (..., n_distributions)
            Above 0 and below 1.
        parameters : each of shape (n_distributions, ...)
        """

    @property
    def certain(self) -> bool:
        """True where it can give one number only."""
        return self.low is not None and self.low == self.high

    def quantile(self, u: float | Sequence[float] | Floats) -> Floats:
        """Return the numbers below which it stays with chance u; any shape in, the same shape out.

        Raises
        ------
        McdaError
            A chance that is none; or 0 or 1 where the distribution has no end there.

        Examples
        --------
        >>> from mcda.robustness.uncertainty import Triangular
        >>> Triangular(0, 50, 100).quantile([0.125, 0.5, 1]).tolist()
        [25.0, 50.0, 100.0]
        """
        at = chances_read(u)
        if self.certain:
            return np.full(at.shape, self.mean)
        if (self.low is None and at.size and at.min() == 0) or (self.high is None and at.size and at.max() == 1):
            raise McdaError(f"{self!r} has no end, so no quantile at 0 or 1; expected chances between them")
        stacked = [np.array(each)[np.newaxis] for each in self.parameters]
        return np.asarray(self.transform(at[..., np.newaxis], *stacked)[..., 0])


def stretched(x: Floats, low: Floats, high: Floats) -> Floats:
    """Return what parts of the way from low to high stand for, never beyond them by rounding."""
    found: Floats = np.asarray(x * (high - low))
    found += low
    np.maximum(found, low, out=found)
    np.minimum(found, high, out=found)
    return found


def standard_quantile(u: Floats) -> Floats:
    """Return quantiles of the standard normal distribution."""
    from scipy.special import ndtri

    return np.asarray(ndtri(u), dtype=np.float64)


def part(above: Floats, width: Floats) -> Floats:
    """Return how far along a range something lies; in the middle of one without width."""
    found = np.full(np.shape(width), 0.5)
    np.divide(above, width, out=found, where=width > 0)
    return found


def exp(x: float) -> float:
    """Return e to a power, infinite where that is no number."""
    return math.exp(x) if x < 700 else math.inf


def chances_read(u: object) -> Floats:
    """Return chances as numbers from 0 to 1, or raise."""
    try:
        found = np.asarray(u, dtype=np.float64)
    except (TypeError, ValueError):
        raise McdaError(f"the chances of a quantile are {u!r}; expected numbers from 0 to 1") from None
    if not ((found >= 0) & (found <= 1)).all():
        raise McdaError(f"the chance of a quantile is {u!r}; expected numbers from 0 to 1")
    return found


def numbers(name: str, given: object) -> tuple[float, ...]:
    """Return a list of finite numbers, or raise."""
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise McdaError(f"the {name} of Discrete are {given!r}; expected a list of numbers")
    found = tuple(real(each) for each in given)
    if not all(math.isfinite(each) for each in found):
        raise McdaError(f"the {name} of Discrete are {given!r}; expected finite numbers")
    return found


def finite(made: Distribution, *names: str) -> None:
    """Turn fields into finite numbers, or raise."""
    for name in names:
        found = real(getattr(made, name))
        if not math.isfinite(found):
            raise McdaError(f"{name} of {type(made).__name__} is {getattr(made, name)!r}; expected a finite number")
        object.__setattr__(made, name, found)


def in_order(made: Distribution, *names: str) -> None:
    """Raise unless fields are finite numbers that do not fall."""
    finite(made, *names)
    found = [getattr(made, name) for name in names]
    if found != sorted(found):
        told = ", ".join(f"{name} {number:g}" for name, number in zip(names, found, strict=True))
        raise McdaError(f"{type(made).__name__} has {told}; expected {' <= '.join(names)}")
    narrow(made, found[-1] - found[0])


def narrow(made: Distribution, width: float) -> None:
    """Raise where the square of a width, which a variance needs, is no number."""
    if not width < WIDEST:
        raise McdaError(f"{made!r} is wider than {WIDEST:g}; state it in a larger unit")


def positive(made: Distribution, name: str) -> None:
    """Raise unless a field is a number above 0."""
    finite(made, name)
    if not getattr(made, name) > 0:
        raise McdaError(f"{name} of {type(made).__name__} is {getattr(made, name):g}; expected a number above 0")


def not_negative(made: Distribution, name: str) -> None:
    """Raise unless a field is zero or more."""
    if getattr(made, name) < 0:
        raise McdaError(f"{name} of {type(made).__name__} is {getattr(made, name):g}; expected zero or more")
