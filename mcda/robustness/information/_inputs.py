"""What is asked and drawn, checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, cast

import numpy as np

from mcda.draws import GRANULE, stream
from mcda.errors import McdaError, MethodError
from mcda.methods import Additive, RankingMethod, Wsm
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import ScoreUncertainty
from mcda.scales import Floats

# A minute of the quickest method; a mistake beyond.
_MOST_DRAWS: Final = 10_000_000
# Tables in one call of a method: they stay in cache, and where a method compares options in pairs, fit.
_TOGETHER: Final = 256
_PAIRS: Final = 1 << 20


def checked(question: object, scores: object, draws: object, seed: object, fewest: int) -> tuple[Question, int, int]:
    """Return the question, the number of draws and the seed, or raise.

    Raises
    ------
    MethodError
        The method does not rank.
    McdaError
        What is given is no question, no uncertainty of its scores, no seed or no number of draws.
    """
    if not isinstance(question, Question):
        raise McdaError(
            f"{type(question).__name__} is no question; make one: Question(method, table, weights) or ask(study)"
        )
    if not isinstance(question.method, RankingMethod):
        raise MethodError(f"{question.method!r} does not rank; expected a ranking method, such as Additive()")
    if not isinstance(scores, ScoreUncertainty):
        raise McdaError(
            f"scores is {type(scores).__name__}; expected what score_uncertainty(question, kind='triangular') gives"
        )
    if (scores.options, scores.criteria) != (question.options, question.criteria):
        raise McdaError(
            "the uncertain scores are of other options or criteria than the question; make them from this question: "
            "score_uncertainty(question)"
        )
    return question, whole("draws", draws, fewest, _MOST_DRAWS), whole("seed", seed, 0, 2**128 - 1)


def whole(name: str, given: object, low: int, high: int) -> int:
    """Return a whole number between two ends, or raise a `McdaError`."""
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not low <= given <= high:
        raise McdaError(f"{name} is {given!r}; expected a whole number from {low} to {high}")
    return int(given)


def acts_by_cell(question: Question) -> bool:
    """Return True where a score moves only its own option, by share times value: additive value, plain weighted sum."""
    method = question.method
    return type(method) is Additive or (type(method) is Wsm and method.normalization == "none")


def seen_column(question: Question, j: int, performances: Floats) -> Floats:
    """Return performances on one criterion, in its unit, as the method sees them; any shape."""
    criterion = question.table.criteria.all[j]
    if question.on == "units" or criterion.as_values or criterion.value is None:
        return performances
    return criterion.value(performances)


def added_by(question: Question, j: int) -> Callable[[Floats], Floats]:
    """Return what performances on one criterion, in its unit, add to a score, for a method that acts by cell."""
    method = cast(Additive | Wsm, question.method)
    terms = method.terms(question.seen.criteria.select([question.criteria[j]]))
    share = question.shares[j]

    def added(performances: Floats) -> Floats:
        return np.asarray(share * terms(seen_column(question, j, performances)[..., np.newaxis])[..., 0])

    return added


@dataclass(eq=False)
class Tables:
    """Drawn performances, as the method sees them, a granule at a time.

    Each granule has a stream of its own; a later one never depends on how an earlier one was used.
    """

    question: Question
    scores: ScoreUncertainty
    seed: int
    index: int = field(default=0, init=False)

    def take(self) -> tuple[Floats, np.random.Generator]:
        """Return the next granule, shape (GRANULE, n_options, n_criteria), and the numbers that follow it."""
        numbers = stream(self.seed, self.index, 1)
        self.index += 1
        return self.question.see(self.scores.draw(numbers, GRANULE)), numbers


def dependent_columns(scores: ScoreUncertainty) -> frozenset[int]:
    """Return the columns whose scores are not independent: several of which only the order is known."""
    return frozenset(scores.criteria.index(each.criterion) for each in scores.ordinal if len(each.open) > 1)


def together(question: Question) -> int:
    """Return how many tables go into one call of the method."""
    n, m = question.table.shape
    return max(1, min(_TOGETHER, _PAIRS // (n * n * m)))


def draws_innermost(tables: Floats) -> Floats:
    """Return the same tables with draws next to each other in memory, as the loops of methods run over them.

    Parameters
    ----------
    tables : shape (n_draws, n_options, n_criteria)
    """
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(tables, 0, -1)), -1, 0)
