"""Which place each option takes in each draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.draws import GRANULE
from mcda.frozen import FrozenDict
from mcda.methods.kernel import guarded
from mcda.methods.ranking_method import tie_tolerances
from mcda.robustness.sampling import Draws, Tally
from mcda.robustness.sampling.draws import Drawn
from mcda.scales import Floats

# Whole rankings are told apart in so many first granules: 102,400 draws. There may be as many rankings as draws, and
# keeping them all would take memory without bound.
RANKING_GRANULES: Final = 100
# Pairs compared at once: a megabyte.
_PAIRS: Final = 1 << 20
_EXACT_KEYS: Final = 16


@dataclass(frozen=True, eq=False)
class PlaceCounter:
    """Counts places, winners of each pair and whole rankings, and adds up the weights of those in front."""

    draws: Draws

    @property
    def fingerprint(self) -> str:
        """What tells this run from others."""
        return f"places {self.draws.fingerprint}"

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of a granule."""
        n, m = self.draws.question.table.shape
        by_place, wins, firsts = np.zeros(n * n, np.int64), np.zeros((n, n), np.int64), np.zeros((n, m))
        keys, fronts = [], []
        for drawn in self.draws.granule(index):
            kept = min(size - drawn.rows.start, drawn.rows.stop - drawn.rows.start)
            if kept <= 0:
                break
            scores = self._scores(drawn)[:, :kept]
            weights = np.broadcast_to(drawn.weights, (drawn.rows.stop - drawn.rows.start, m))[:kept]
            reach = scores + self._tolerance(scores)
            step = max(1, _PAIRS // (n * n))
            for start in range(0, kept, step):
                these = slice(start, min(start + step, kept))
                behind = _compared(scores[:, these], reach[:, these], wins)
                by_place += np.bincount((behind + np.arange(0, n * n, n)[:, np.newaxis]).ravel(), minlength=n * n)
                firsts += (behind == 0).astype(np.float64) @ weights[these]
                if index < RANKING_GRANULES:
                    keys.append(_keys(behind))
                    fronts.append(_keys((behind == 0).astype(np.int64)))
        told = {"rankings": tuple(keys), "first_places": tuple(fronts)}
        return Tally({"by_place": by_place.reshape(n, n), "wins": wins}, {"firsts": firsts}, told)

    def _scores(self, drawn: Drawn) -> Floats:
        """Return scores, options outermost in memory, shape (n_options, n_draws)."""
        question = self.draws.question
        if self.draws.scores is None and self.draws.weights is None:
            return np.ascontiguousarray(
                np.broadcast_to(question.ranking.scores[:, np.newaxis], (len(question.options), GRANULE))
            )
        if self.draws.scores is None and question.adds:
            return np.asarray(question.terms @ np.ascontiguousarray(drawn.weights.T))
        size = drawn.rows.stop - drawn.rows.start
        if self.draws.scores is not None:
            scores = question.kernel(drawn.values, drawn.weights)
        else:
            # The table was checked when the question was put; drawn weights add to one.
            question.ranking  # noqa: B018
            with guarded(question.seen.criteria, question.options, drawn.values):
                scores = question.kernel.formula(drawn.values, drawn.weights)
        return np.ascontiguousarray(np.broadcast_to(scores, (size, scores.shape[-1])).T)

    def _tolerance(self, scores: Floats) -> Floats:
        return tie_tolerances(scores.T, self.draws.question.ranker.score_width).T


def _compared(scores: Floats, reach: Floats, wins: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Count by how many each option is beaten, shape (n_options, n_draws), and add who beats whom to `wins`."""
    beaten = scores[np.newaxis, :, :] > reach[:, np.newaxis, :]
    n, draws = scores.shape
    if draws % 8 == 0:
        # Eight truth values at a time.
        wins += np.bitwise_count(beaten.view(np.uint64)).sum(axis=-1, dtype=np.int64).T
    else:
        wins += np.count_nonzero(beaten, axis=-1).T
    small = np.uint8 if n < 256 else np.uint16
    return np.asarray(np.add.reduce(beaten.view(np.uint8), axis=1, dtype=small), dtype=np.int64)


def _keys(behind: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """Return a number for each ranking: its own up to 16 options; above, two of 100,000 share one in 1 of 10^9 runs."""
    n = len(behind)
    if n <= _EXACT_KEYS:
        factors = np.uint64(16) ** np.arange(n, dtype=np.uint64)
    else:
        factors = np.random.default_rng(n).integers(0, 2**64, n, dtype=np.uint64) | np.uint64(1)
    found = np.zeros(behind.shape[1], np.uint64)
    for factor, places in zip(factors, behind.astype(np.uint64), strict=True):
        found += factor * places
    return found


@dataclass(frozen=True, eq=False)
class CentralCounter:
    """Counts, where performances are uncertain, which options are first under each of some weights.

    Parameters
    ----------
    draws
        Its weights stand still: only performances are drawn.
    central : shape (n_weightings, n_criteria)
    """

    draws: Draws
    central: Floats

    @property
    def fingerprint(self) -> str:
        """What tells this run from others."""
        return f"central {self.draws.fingerprint}"

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of a granule: rows are options, columns weightings."""
        question = self.draws.question
        first = np.zeros((len(question.options), len(self.central)), np.int64)
        for drawn in self.draws.granule(index):
            kept = min(size - drawn.rows.start, drawn.rows.stop - drawn.rows.start)
            if kept <= 0:
                break
            for k, weights in enumerate(self.central):
                scores = question.kernel(drawn.values, weights)
                reach = scores.max(axis=-1, keepdims=True) - tie_tolerances(scores, question.ranker.score_width)
                found = (
                    np.broadcast_to(scores >= reach, (GRANULE, scores.shape[-1]))
                    if scores.ndim == 1
                    else scores >= reach
                )
                first[:, k] += np.count_nonzero(found[:kept], axis=0)
        return Tally({"first": first}, FrozenDict(), FrozenDict())
