"""Draws of weights and performances, granule by granule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from mcda.draws import GRANULE, stream
from mcda.errors import McdaError, nearest
from mcda.robustness.question import Question
from mcda.robustness.sampling.sobol import sobol_granule
from mcda.robustness.uncertainty import ScoreUncertainty, WeightUncertainty
from mcda.scales import Floats
from mcda.version import __version__

Sequence = Literal["random", "sobol"]

# Performances drawn at once: eight megabytes.
_CELLS: Final = 1 << 20
_MOST_SOBOL_DRAWS: Final = 1 << 22


class Drawn(NamedTuple):
    """Some draws of one granule.

    Parameters
    ----------
    rows
        Which draws of the granule.
    weights : shape (n_draws, n_criteria) or (n_criteria,)
    values : shape (n_draws, n_options, n_criteria) or (n_options, n_criteria)
        As the method sees them.
    """

    rows: slice
    weights: Floats
    values: Floats


@dataclass(frozen=True, eq=False)
class Draws:
    """Where the draws of a run come from: each granule depends on no other.

    Parameters
    ----------
    question
        What is asked; its weights and performances stand where nothing is drawn.
    weights, scores
        What is uncertain; None for what is not. Each has a stream of its own, so that switching one off leaves the
        draws of the other as they were.
    seed
        Of all draws.
    sequence
        "random"; or "sobol", a scrambled Sobol sequence, which fills the space more evenly.
    """

    question: Question
    weights: WeightUncertainty | None
    scores: ScoreUncertainty | None
    seed: int
    sequence: Sequence = "random"

    def granule(self, index: int) -> Iterator[Drawn]:
        """Return the draws of one granule, as many at a time as fit."""
        n, m = self.question.table.shape
        rows = max(1, min(GRANULE, _CELLS // (n * m)))
        uniform = self._uniform(index)
        split = 0 if self.weights is None else self.weights.dimension
        drawn = self.question.shares
        if self.weights is not None:
            found = None if uniform is None else self.weights.at(uniform[:, :split])
            drawn = self.weights.granule(index, seed=self.seed) if found is None else found
        if self.scores is None:
            yield Drawn(slice(0, GRANULE), drawn, self.question.seen.values)
            return
        numbers = stream(self.seed, index, 1)
        for start in range(0, GRANULE, rows):
            these = slice(start, min(start + rows, GRANULE))
            weights = drawn if self.weights is None else drawn[these]
            if uniform is None:
                yield Drawn(these, weights, self.question.see(self.scores.draw(numbers, these.stop - start)))
            else:
                yield Drawn(these, weights, self.question.see(self.scores.at(uniform[these, split:])))

    @property
    def weights_in_words(self) -> str:
        """What weights were drawn, or whose are fixed."""
        return (self.question.weights.profile or "given") if self.weights is None else self.weights.words

    @property
    def scores_in_words(self) -> str:
        """What performances were drawn."""
        return "certain" if self.scores is None else self.scores.words

    @property
    def fingerprint(self) -> str:
        """Return what tells these draws from others: the question in words and numbers, and its first draws."""
        told = hashlib.sha256()
        table, method = self.question.table, repr(self.question.method)
        words = (
            __version__,
            method,
            self.question.on,
            self.sequence,
            str(self.seed),
            str(GRANULE),
            *self.question.options,
        )
        for each in (*words, *(f"{c.id} {c.goal}" for c in table.criteria)):
            told.update(f"{each}\0".encode())
        told.update(table.values.tobytes())
        first = next(self.granule(0))
        told.update(np.ascontiguousarray(first.weights).tobytes())
        told.update(np.ascontiguousarray(first.values[:64]).tobytes())
        return told.hexdigest()

    def _uniform(self, index: int) -> Floats | None:
        if self.sequence == "random":
            return None
        dimension = sum(each.dimension for each in (self.weights, self.scores) if each is not None)
        return sobol_granule(dimension, index, self.seed) if dimension else None


def draws_of(
    question: Question,
    weights: WeightUncertainty | None,
    scores: ScoreUncertainty | None,
    *,
    draws: int,
    seed: int,
    sequence: str,
) -> Draws:
    """Return the draws asked for, checked.

    Raises
    ------
    McdaError
        A seed or a sequence that is none, or more draws than a Sobol sequence has.
    """
    if sequence not in get_args(Sequence):
        raise McdaError(f"sequence is {sequence!r}{nearest(str(sequence), get_args(Sequence))}")
    if sequence == "sobol":
        if draws > _MOST_SOBOL_DRAWS:
            raise McdaError(f"{draws} draws of a Sobol sequence; expected at most {_MOST_SOBOL_DRAWS}")
        if weights is not None and weights.at(np.full((1, weights.dimension), 0.5)) is None:
            raise McdaError(
                f"the weights ({weights.words}) are not drawn from uniform numbers, so no Sobol sequence leads to "
                "them; take sequence='random'"
            )
    return Draws(question, weights, scores, seed, "sobol" if sequence == "sobol" else "random")
