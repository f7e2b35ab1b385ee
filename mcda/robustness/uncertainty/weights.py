"""Which weights are drawn: all of them, those near a profile, or those that obey some statements."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mcda.draws import GRANULE, simplex_draws, stream
from mcda.elicit import WeightPolytope
from mcda.errors import WeightsError, nearest
from mcda.robustness.question import Question
from mcda.robustness.uncertainty._weight_uncertainty import WeightUncertainty, fitting, uniform_simplex
from mcda.robustness.uncertainty._weights_around import DirichletWeights, WeightsNear
from mcda.scales import Floats
from mcda.weights import Weights

__all__ = [
    "AllWeights",
    "DirichletWeights",
    "SetOfWeights",
    "WeightUncertainty",
    "WeightsNear",
    "weight_uncertainty",
]


@dataclass(frozen=True)
class AllWeights(WeightUncertainty):
    """All weights of zero or more that add to one, equally likely.

    Examples
    --------
    >>> AllWeights(("cost", "jobs")).at(np.array([[0.25]])).round(9).tolist()
    [[0.25, 0.75]]
    """

    criteria: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "criteria", _ids(self.criteria))

    @property
    def words(self) -> str:
        """What is drawn, for a caption."""
        return "all that add to one"

    @property
    def dimension(self) -> int:
        """One less than the criteria."""
        return len(self.criteria) - 1

    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n_criteria)."""
        return simplex_draws(stream(seed, index, 0), GRANULE, len(self.criteria))

    def at(self, uniform: Floats) -> Floats:
        """Return the weights that uniform numbers stand for, shape (size, n_criteria)."""
        return uniform_simplex(fitting(uniform, self.dimension))

    def _ordered(self, criteria: tuple[str, ...]) -> AllWeights:
        return AllWeights(criteria)


@dataclass(frozen=True)
class SetOfWeights(WeightUncertainty):
    """All weights that obey some statements (a ranking, intervals, ratios), equally likely.

    Parameters
    ----------
    polytope
        The set; never empty.
    """

    polytope: WeightPolytope

    def __post_init__(self) -> None:
        if not isinstance(self.polytope, WeightPolytope):
            raise WeightsError(
                f"{self.polytope!r} is no set of weights; make one with weight_polytope(ids, statements)"
            )

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids of the criteria, in the order of the set."""
        return self.polytope.criteria

    @property
    def words(self) -> str:
        """What is drawn, for a caption."""
        count = len(self.polytope.statements)
        return f"all that obey {count} statement{'' if count == 1 else 's'}"

    @property
    def dimension(self) -> int:
        """That of the set where it is a simplex (a full order, no statement), else 0."""
        return 0 if self._simplex is None else len(self._simplex) - 1

    @cached_property
    def _simplex(self) -> Floats | None:
        """The corners where the set is a simplex, shape (dimension + 1, n_criteria)."""
        try:
            corners = self.polytope.vertices()
        except WeightsError:
            return None
        if len(corners) != self.polytope.dimension + 1:
            return None
        return np.array([[float(each.fractions[c]) for c in self.criteria] for each in corners])

    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws of one granule, shape (GRANULE, n_criteria)."""
        return self.polytope.granule(index, seed=seed)

    def at(self, uniform: Floats) -> Floats | None:
        """Return the weights that uniform numbers stand for; None where the set is no simplex."""
        if self._simplex is None:
            return None
        return uniform_simplex(fitting(uniform, self.dimension)) @ self._simplex

    def _ordered(self, criteria: tuple[str, ...]) -> SetOfWeights:
        return SetOfWeights(WeightPolytope(criteria, self.polytope.statements))


def weight_uncertainty(
    question: Question, given: str | Weights | WeightPolytope | WeightUncertainty | None = None
) -> WeightUncertainty:
    """Return the uncertainty of weights that is meant, with the criteria in the order of the question.

    Parameters
    ----------
    given
        None or "all": all weights; "near": the question's own, each share a quarter more or less; `Weights`: these,
        each share a quarter more or less; a `WeightPolytope`: all weights of the set; or any `WeightUncertainty`.

    Raises
    ------
    WeightsError
        Something else, or weights of other criteria.
    """
    found: WeightUncertainty
    if given is None or (isinstance(given, str) and given == "all"):
        found = AllWeights(question.criteria)
    elif isinstance(given, str):
        if given != "near":
            raise WeightsError(f"{given!r} names no uncertainty of weights{nearest(given, ('all', 'near'))}")
        found = WeightsNear(question.weights)
    elif isinstance(given, Weights):
        found = WeightsNear(given)
    elif isinstance(given, WeightPolytope):
        found = SetOfWeights(given)
    elif isinstance(given, WeightUncertainty):
        found = given
    else:
        raise WeightsError(
            f"{given!r} is no uncertainty of weights; expected 'all', 'near', Weights, a WeightPolytope or a "
            "WeightUncertainty"
        )
    return found.ordered(question.criteria)


def _ids(given: object) -> tuple[str, ...]:
    if isinstance(given, str) or not hasattr(given, "__iter__"):
        raise WeightsError(f"the criteria are {given!r}; expected their ids in a list")
    found = tuple(given)
    if not found or not all(isinstance(each, str) for each in found) or len(set(found)) < len(found):
        raise WeightsError(f"the criteria are {given!r}; expected the id of at least one, each once")
    return found
