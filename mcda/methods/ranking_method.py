"""Methods that score options, and so rank them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.frozen import FrozenDict
from mcda.methods.dominance import overtaken_in_words
from mcda.methods.kernel import Formula, Kernel, guarded, shares, weigh
from mcda.methods.method import Given, Method, Verb, given_weights, read_only
from mcda.ranking import Ranking
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class RankingMethod(Method):
    """A method that scores options: `formula` is its one essential act.

    A subclass gives `id`, `about` and `formula`; `score_width` where the scores have a fixed range.
    """

    verb: ClassVar[Verb] = "rank"
    score_width: ClassVar[float | None] = None

    @abstractmethod
    def formula(self, criteria: Criteria) -> Formula:
        """Resolve every per-criterion parameter and return the formula.

        The formula takes values of shape (..., n_options, n_criteria) and weights of shape (..., n_criteria) that add
        to one, and returns scores of shape (..., n_options), higher is better. Leading axes broadcast.
        """

    def bind(self, criteria: Criteria) -> Kernel:
        """Return the kernel for these criteria.

        Raises
        ------
        MethodError
            A per-criterion parameter that neither the method nor the criterion states.
        """
        return Kernel(criteria, self.formula(criteria))

    def rank(self, table: PerformanceTable, weights: Given | None = None) -> Ranking:
        """Rank the options of a table.

        Parameters
        ----------
        table
            Performances; goals come with the criteria.
        weights
            `Weights`, numbers in the order of the criteria, or numbers by criterion. None only for a method that takes
            no weights.

        Returns
        -------
        Ranking
            With scores, places, what else the method found, and the recipe. Its notes warn where an option that
            another one dominates stands before it.

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
        given = given_weights(self, weights, table.criteria)
        numbers = given.array(table.criteria)
        kernel = replace(self.bind(table.criteria), options=table.options.ids)
        scores = kernel(table.values, numbers)
        normalised = shares(numbers)
        with guarded(table.criteria, table.options.ids, table.values):
            details, contributions = self.details(table, normalised), self.contributions(table, normalised)
        ranking = Ranking(
            options=table.options,
            scores=scores,
            recipe=self.recipe(given, table.criteria),
            tolerance=tie_tolerance(scores, self.score_width),
            details=FrozenDict(read_only(details)),
            contributions=contributions,
            notes=(*self.notes(table.criteria), *given.notes, *self._told_of_ends(table)),
        )
        places = np.array(list(ranking.places.values()))
        warned = overtaken_in_words(self, table.options.ids, self.oriented(table), places)
        return replace(ranking, notes=(*ranking.notes, *warned)) if warned else ranking

    def ends(self, criteria: Criteria) -> Mapping[str, tuple[float, float]]:  # noqa: ARG002  # for subclasses
        """Return, by criterion id, the performances beyond which the method tells no difference."""
        return {}

    def _told_of_ends(self, table: PerformanceTable) -> tuple[str, ...]:
        ends = self.ends(table.criteria)
        columns = zip(table.criteria.ids, table.values.T, strict=True)
        beyond = [c for c, x in columns if c in ends and (x.min() < ends[c][0] or x.max() > ends[c][1])]
        return tuple(
            f"Some options lie beyond the ends of {c!r}, {ends[c][0]:g} and {ends[c][1]:g}: there its value is flat, "
            "and they have that of the nearer end."
            for c in beyond
        )

    def oriented(self, table: PerformanceTable) -> Floats:
        """Return the performances turned so that higher is better, shape (n_options, n_criteria).

        By the goals of the criteria; a method whose ideal lies inside a scale says here what better means to it.
        """
        return np.asarray(table.values * table.criteria.signs)

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # for subclasses
        """Return what else the method finds, by name; arrays in the order of options."""
        return {}

    def contributions(self, table: PerformanceTable, shares: Floats) -> Floats | None:  # noqa: ARG002  # for subclasses
        """Return what each criterion adds to each score, shape (n_options, n_criteria), where scores are sums."""
        return None


@dataclass(frozen=True, kw_only=True)
class WeightedSum(RankingMethod):
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
    return float(tie_tolerances(scores, width)[..., 0])


def tie_tolerances(scores: Floats, width: float | None) -> Floats:
    """Return the tolerance of ties of every draw, shape (..., 1), for scores of shape (..., n_options)."""
    if width is not None:
        return np.full((*scores.shape[:-1], 1), 1e-10 * width)
    high, low = scores.max(axis=-1, keepdims=True), scores.min(axis=-1, keepdims=True)
    return np.asarray(1e-12 * np.maximum(np.abs(high), np.abs(low)) + 1e-9 * (high - low))
