"""What all sets of uncertain weights have in common, and how uniform numbers become shares."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mcda.errors import WeightsError, nearest
from mcda.scales import Floats


class WeightUncertainty(ABC):
    """A set of weights and how it is drawn from."""

    if TYPE_CHECKING:

        @property
        def criteria(self) -> tuple[str, ...]:
            """Ids of the criteria, in the order of the columns of the draws."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What is drawn, for a caption."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """How many uniform numbers a draw takes; 0 where `at` cannot map them, or where nothing is left to draw."""

    @abstractmethod
    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws of one granule, which needs no other, shape (GRANULE, n_criteria); rows add to one."""

    @abstractmethod
    def at(self, uniform: Floats) -> Floats | None:
        """Return the weights that uniform numbers stand for, shape (size, n_criteria).

        Parameters
        ----------
        uniform : shape (size, dimension)
            Above 0 and below 1.

        Returns
        -------
        numpy.ndarray or None
            None where the set cannot be mapped from uniform numbers.
        """

    def ordered(self, criteria: Sequence[str]) -> WeightUncertainty:
        """Return the same set for the same criteria in this order.

        Raises
        ------
        WeightsError
            Other criteria.
        """
        if tuple(criteria) == self.criteria:
            return self
        same_criteria(self.criteria, criteria)
        return self._ordered(tuple(criteria))

    def _ordered(self, criteria: tuple[str, ...]) -> WeightUncertainty:
        raise WeightsError(f"{self!r} holds the criteria as {self.criteria}; expected the order {criteria}")


def uniform_simplex(uniform: Floats) -> Floats:
    """Return shares that add to one, uniform over all such where the numbers are uniform.

    Parameters
    ----------
    uniform : shape (size, n - 1)
    """
    left = np.arange(uniform.shape[1], 0, -1)
    return broken_stick(-np.expm1(np.log1p(-np.asarray(uniform)) / left))


def broken_stick(parts: Floats) -> Floats:
    """Return the pieces of a stick of length one from which each part of what is left is broken, shape (size, n)."""
    found, rest = np.empty((len(parts), parts.shape[1] + 1)), np.ones(len(parts))
    for k in range(parts.shape[1]):
        found[:, k] = rest * parts[:, k]
        rest = rest * (1.0 - parts[:, k])
    found[:, -1] = rest
    return found


def fitting(uniform: Floats, dimension: int) -> Floats:
    found = np.asarray(uniform, dtype=np.float64)
    if found.ndim != 2 or found.shape[1] != dimension:
        raise WeightsError(f"uniform numbers of shape {found.shape}; expected (size, {dimension})")
    if not ((found > 0) & (found < 1)).all():
        raise WeightsError("a uniform number is not above 0 and below 1")
    return found


def same_criteria(found: Sequence[str], expected: Sequence[str]) -> None:
    for each in found:
        if each not in expected:
            raise WeightsError(
                f"the uncertainty of weights speaks of {each!r}, which is not a criterion here{nearest(each, expected)}"
            )
    for each in expected:
        if each not in found:
            raise WeightsError(f"the uncertainty of weights leaves out the criterion {each!r}; expected all criteria")
