"""Methods as values: parameters in, a kernel or a ranking out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, TypeVar

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError, nearest
from mcda.frozen import FrozenDict
from mcda.methods.about import About
from mcda.methods.kernel import Formula, Kernel, shares, weigh
from mcda.ranking import Ranking, Recipe
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable
from mcda.version import __version__
from mcda.weights import Weights

Given = Weights | Sequence[float] | Mapping[str, float] | Floats
Choice = TypeVar("Choice", bound=str)

_LEVELS: Final[tuple[Level, ...]] = ("ordinal", "interval", "ratio")


@dataclass(frozen=True, kw_only=True)
class Method(ABC):
    """A way to rank options: a frozen value whose fields are its parameters and whose `repr` is its recipe.

    A subclass gives `id`, `about` and `formula`; `score_width` where the scores have a fixed range.

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> Topsis(power=2), Topsis() == Topsis(power=2), hash(Topsis()) == hash(Topsis(power=2))
    (Topsis(normalization='vector', power=2.0), True, True)
    """

    id: ClassVar[str]
    about: ClassVar[About]
    score_width: ClassVar[float | None] = None

    @abstractmethod
    def formula(self, criteria: Criteria) -> Formula:
        """Resolve every per-criterion parameter and return the formula.

        The formula takes values of shape (..., n_options, n_criteria) and weights of shape (..., n_criteria) that add
        to one, and returns scores of shape (..., n_options), higher is better. Leading axes broadcast.
        """

    @property
    def level(self) -> Level:
        """What arithmetic the performances must bear under these parameters."""
        return self.about.level

    @property
    def needs_positive(self) -> bool:
        """True where the formula divides by performances or takes their logarithm."""
        return False

    def bind(self, criteria: Criteria) -> Kernel:
        """Return the kernel for these criteria.

        Raises
        ------
        MethodError
            A per-criterion parameter that neither the method nor the criterion states.
        """
        return Kernel(criteria, self.formula(criteria))

    def rank(self, table: PerformanceTable, weights: Given) -> Ranking:
        """Rank the options of a table.

        Parameters
        ----------
        table
            Performances; goals come with the criteria.
        weights
            `Weights`, numbers in the order of the criteria, or numbers by criterion.

        Returns
        -------
        Ranking
            With scores, places, what else the method found, and the recipe.

        Raises
        ------
        WeightsError
            Weights that do not fit the criteria.
        MethodError
            A performance or a criterion the formula cannot take; the message names it.

        Examples
        --------
        >>> from mcda.methods import Topsis
        >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
        >>> Topsis().rank(table, [1, 1]).places
        {'a1': 1, 'a2': 2, 'a3': 3}
        """
        given = Weights.for_criteria(weights, table.criteria)
        numbers = given.array(table.criteria)
        kernel = replace(self.bind(table.criteria), options=table.options.ids)
        scores = kernel(table.values, numbers)
        normalised = shares(numbers)
        recipe = Recipe(
            method=repr(self),
            method_id=self.id,
            weights=given.profile,
            shares=given.shares,
            on="values" if all(c.as_values for c in table.criteria) else "units",
            version=__version__,
            bound=self.bound(table.criteria),
        )
        return Ranking(
            options=table.options,
            scores=scores,
            recipe=recipe,
            tolerance=tie_tolerance(scores, self.score_width),
            details=FrozenDict(_read_only(self.details(table, normalised))),
            contributions=self.contributions(table, normalised),
            notes=self._notes(table.criteria),
        )

    def bound(self, criteria: Criteria) -> Mapping[str, str]:  # noqa: ARG002  # for subclasses
        """Return, by criterion id, what the method takes from the criterion itself; part of the recipe."""
        return {}

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # for subclasses
        """Return what else the method finds, by name; arrays in the order of options."""
        return {}

    def contributions(self, table: PerformanceTable, shares: Floats) -> Floats | None:  # noqa: ARG002  # for subclasses
        """Return what each criterion adds to each score, shape (n_options, n_criteria), where scores are sums."""
        return None

    def _notes(self, criteria: Criteria) -> tuple[str, ...]:
        low = [
            c.label
            for c in criteria
            if c.scale is not None and _LEVELS.index(c.scale.level) < _LEVELS.index(self.level)
        ]
        if not low:
            return ()
        which = "all criteria" if len(low) == len(criteria) else ", ".join(low)
        why = {
            "interval": "it compares differences, and these scales only give an order",
            "ratio": "it compares ratios, and another zero point of these scales could change the order",
            "ordinal": "",
        }[self.level]
        return (f"{self.about.name} needs {self.level} scales: {why} ({which}).",)


@dataclass(frozen=True, kw_only=True)
class WeightedSum(Method):
    """A method whose score is a weighted sum of one term per criterion; a subclass writes `terms`."""

    @abstractmethod
    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the function from values to terms, both of shape (..., n_options, n_criteria)."""

    def formula(self, criteria: Criteria) -> Formula:
        """Return the weighted sum of the terms."""
        terms = self.terms(criteria)

        def weighted_sum(values: Floats, weights: Floats) -> Floats:
            return weigh(terms(values), weights)

        return weighted_sum

    def contributions(self, table: PerformanceTable, shares: Floats) -> Floats | None:
        """Share times term; the row sums are the scores."""
        return self.terms(table.criteria)(table.values) * shares


def tie_tolerance(scores: Floats, width: float | None) -> float:
    """Differences of score up to this size are ties: a place is never decided by the last bit.

    Where the scores have a fixed width (1 for TOPSIS), a ten-billionth of it is far above rounding and far below
    anything an analyst could mean. Where they have none, rounding grows with the size of the scores, and the tolerance
    with it; a billionth of their range is added, so that options on huge offsets (1,000,000,001 and 1,000,000,002) are
    still told apart.

    Parameters
    ----------
    scores : shape (n_options,)
    width
        The fixed width of the scores, or None.

    Examples
    --------
    >>> tie_tolerance(np.array([0.2, 0.9]), 1.0), tie_tolerance(np.array([1e9, 1e9 + 1]), None) < 0.01
    (1e-10, True)
    """
    if width is not None:
        return 1e-10 * width
    return float(1e-12 * np.abs(scores).max() + 1e-9 * np.ptp(scores))


def number(method: Method, name: str, low: float, high: float) -> None:
    """Check that a field is a number from `low` to `high`, and store it as a float.

    Raises
    ------
    MethodError
        It is not.
    """
    given = getattr(method, name)
    if isinstance(given, bool | str | bytes | complex):
        found = None
    else:
        try:
            found = float(given)
        except (TypeError, ValueError, OverflowError):
            found = None
    if found is None or not low <= found <= high:
        raise MethodError(f"{type(method).__name__}: {name} is {given!r}; expected a number from {low:g} to {high:g}")
    object.__setattr__(method, name, found)


def choice(method: Method, name: str, allowed: Sequence[str]) -> None:
    """Check that a field is one of the allowed words.

    Raises
    ------
    MethodError
        It is not; the message has the nearest word.
    """
    given = getattr(method, name)
    if not isinstance(given, str) or given not in allowed:
        raise MethodError(f"{type(method).__name__}: {name} is {given!r}{nearest(str(given), allowed)}")


def _read_only(details: Mapping[str, Any]) -> dict[str, Any]:
    for found in details.values():
        if isinstance(found, np.ndarray):
            found.setflags(write=False)
    return dict(details)
