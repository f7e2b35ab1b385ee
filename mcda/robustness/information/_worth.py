"""What knowing is worth, part by part: exactly, or by sampling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

import numpy as np

from mcda.draws import GRANULE
from mcda.robustness.information._inputs import (
    Tables,
    added_by,
    dependent_columns,
    draws_innermost,
    seen_column,
    together,
)
from mcda.robustness.information._quantiles import Line, expected_best, line_through, sum_of
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import ScoreUncertainty
from mcda.scales import Floats

Cell = tuple[int, int]
Pair = tuple[float, float]
K = TypeVar("K", Cell, int)

_LATTICE: Final = 4096
_PER_DEVIATION: Final = 200
_MOST_POINTS: Final = 1 << 18
_BATCHES: Final = 8
_QUANTILES: Final = 8
_FIRST: Final = 2.0**-54


@dataclass(frozen=True, eq=False)
class Worth:
    """What each part is worth, by position, each with its error."""

    expected: Floats
    cells: Mapping[Cell, Pair]
    criteria: Mapping[int, Pair]
    options: Mapping[int, Pair]
    total: Pair
    expected_error: Floats


class Estimate(NamedTuple):
    """What one batch says of a part.

    Parameters
    ----------
    worth
        What it is worth to learn it.
    variance
        Of that by the outer draws, where they are independent; else zero, and only the spread of batches tells.
    unseen
        What one outer draw more might add: what no draw has hit may still be worth that.
    of_means
        Variance of the worth by that of the overall means, which all batches have in common.
    """

    worth: float
    variance: float
    unseen: float
    of_means: float


def exact_worth(question: Question, scores: ScoreUncertainty) -> Worth:
    """Return what each part is worth to a method that acts by cell, for independent scores.

    The best of independent numbers is a one-dimensional integral; a sum of several of them stands on a lattice.
    """
    lines, means = cell_lines(question, scores)
    expected = means.sum(axis=1)
    best, n, clipped = float(expected.max()), len(expected), _clip(expected)
    rest = [float(np.delete(expected, i).max()) if n > 1 else best for i in range(n)]

    def gain(moving: Mapping[int, Line]) -> float:
        """Return what it is worth to see options move around their expected scores."""
        still = [expected[i] for i in range(n) if i not in moving]
        top = [line.plus(expected[i] - line.mean) for i, line in moving.items()]
        floor = max(still) if still else min(float(line.heights.min()) for line in top)
        return expected_best(top, float(floor)) - best

    by_option = {i: [line for (at, _), line in lines.items() if at == i] for i in range(n)}
    by_option = {i: mine for i, mine in by_option.items() if mine}
    step = max(map(_step, by_option.values()), default=0.0)

    def grouped(which: Mapping[int, list[Line]]) -> Pair:
        """Return the same for sums of lines, from two lattices: the error falls with the square of the step."""
        level = rest if len(which) == 1 else [best] * n
        bends = {i: level[i] - expected[i] + sum(line.mean for line in mine) for i, mine in which.items()}
        coarse, fine = (
            gain({i: sum_of(mine, origin=bends[i], step=step / part) for i, mine in which.items()}) for part in (1, 2)
        )
        return clipped(fine + (fine - coarse) / 3, abs(fine - coarse))

    rows, columns = (sorted({cell[k] for cell in scores.cells}) for k in (0, 1))
    return Worth(
        expected=expected,
        expected_error=np.zeros(n),
        cells={c: clipped(gain({c[0]: lines[c]}), 0.0) if c in lines else (0.0, 0.0) for c in scores.cells},
        criteria={j: clipped(gain({i: line for (i, at), line in lines.items() if at == j}), 0.0) for j in columns},
        options={i: grouped({i: by_option[i]}) if i in by_option else (0.0, 0.0) for i in rows},
        total=grouped(by_option) if by_option else (0.0, 0.0),
    )


def _step(lines: Sequence[Line]) -> float:
    """Return a step of a lattice that is fine beside the deviation of a sum, and does not make too many points."""
    span = sum(float(np.ptp(line.heights)) for line in lines)
    deviation = float(np.sqrt(sum(line.variance for line in lines)))
    return min(max(deviation / _PER_DEVIATION, span / _MOST_POINTS), span / _LATTICE)


def cell_lines(question: Question, scores: ScoreUncertainty) -> tuple[dict[Cell, Line], Floats]:
    """Return what each uncertain score may add to its option, and what each score adds on average.

    Returns
    -------
    dict of Line by cell, and an array of shape (n_options, n_criteria)
    """
    columns = [added_by(question, j) for j in range(len(question.criteria))]
    means = np.stack([added(scores.mean[:, j]) for j, added in enumerate(columns)], axis=-1)
    lines = {}
    for i, j in scores.cells:
        added = columns[j]
        line = line_through(lambda u, i=i, j=j, added=added: added(scores.quantile(i, j, u)))  # type: ignore[misc]
        means[i, j] = line.mean
        if np.ptp(line.heights) > 0:
            lines[i, j] = line
    return lines, means


def sampled_worth(question: Question, scores: ScoreUncertainty, *, draws: int, seed: int) -> Worth:
    """Return what each part is worth to any method that ranks, by nested draws.

    In `draws / 2` tables for each group, a part is drawn in an outer loop, the rest in an inner one, the same for every
    outer draw; what the inner means are off the overall ones is taken out, so that only interactions leave noise.
    """
    tables = Tables(question, scores, seed)
    scored = np.concatenate([_scores(question, tables.take()[0]) for _ in range(-(-draws // GRANULE))])[:draws]
    expected = scored.mean(axis=0)
    decided, clipped = int(np.argmax(expected)), _clip(expected)
    gains = scored.max(axis=1) - scored[:, decided]
    sampler = _Nested(question, scores, expected, np.atleast_2d(np.cov(scored.T)) / draws, draws)
    batches = [sampler.batch(tables) for _ in range(sampler.batches)]
    return Worth(
        expected=expected,
        expected_error=scored.std(axis=0, ddof=1) / np.sqrt(draws),
        cells=_over([cells for cells, _, _ in batches], clipped),
        criteria=_over([criteria for _, criteria, _ in batches], clipped),
        options=_over([options for _, _, options in batches], clipped),
        total=clipped(float(gains.mean()), float(gains.std(ddof=1) / np.sqrt(draws))),
    )


@dataclass(frozen=True, eq=False)
class _Nested:
    question: Question
    scores: ScoreUncertainty
    expected: Floats
    covariance: Floats
    draws: int

    @property
    def batches(self) -> int:
        """How many estimates of each part, whose spread gives the error."""
        return max(_BATCHES, self.draws >> 16)

    def batch(self, tables: Tables) -> tuple[dict[Cell, Estimate], dict[int, Estimate], dict[int, Estimate]]:
        """Return one estimate for each part: tables of one granule are the outer draws, others the inner ones."""
        # Outer draws are four times as many: only interactions make noise in the inner loop.
        side = max(2, min(GRANULE // 5, int(np.sqrt(self.draws / 8 / self.batches))))
        (drawn, numbers), n_cells = tables.take(), len(self.scores.cells)
        inner, outer = drawn[:side], drawn[side : 5 * side]
        few = inner[: max(2, side // 3)]
        places = (np.arange(_QUANTILES) + numbers.random((n_cells, _QUANTILES))) / _QUANTILES
        # A normal distribution has no quantile at 0.
        places = np.maximum(places, _FIRST)
        tied = dependent_columns(self.scores)
        cells = {}
        for (i, j), u in zip(self.scores.cells, places, strict=True):
            if j not in tied:
                learned = seen_column(self.question, j, self.scores.quantile(i, j, u))
                cells[i, j] = self._worth(few, np.s_[i, j], learned)
        columns = sorted({j for _, j in self.scores.cells})
        rows = sorted({i for i, _ in self.scores.cells} - {i for i, j in self.scores.cells if j in tied})
        return (
            cells,
            {j: self._worth(inner, np.s_[:, j], outer[:, :, j].T) for j in columns},
            {i: self._worth(inner, np.s_[i, :], outer[:, i, :].T) for i in rows},
        )

    def _worth(self, inner: Floats, part: tuple[slice | int, slice | int], learned: Floats) -> Estimate:
        """Return what it is worth to learn a part when the rest stays in doubt.

        Parameters
        ----------
        inner : shape (n_inner, n_options, n_criteria)
        part
            Which options and criteria.
        learned : shape (..., n_outer)
            Draws of the part.
        """
        rows = max(1, together(self.question) // len(inner))
        # Draws innermost in memory, as the loops of methods run over them.
        turned = np.moveaxis(inner, 0, -1)[:, :, np.newaxis, :]
        means = []
        for start in range(0, learned.shape[-1], rows):
            some = learned[..., start : start + rows]
            full = np.repeat(turned, some.shape[-1], axis=2)
            full[part] = some[..., np.newaxis]
            means.append(self.question.kernel(np.moveaxis(full, (2, 3), (0, 1)), self.question.shares).mean(axis=1))
        known = np.concatenate(means)
        # Deviations from the mean of a few independent draws are too small, on average by this factor; those of a
        # single score are spread evenly over its quantiles, and are not.
        spread = learned.ndim == 1 or np.sqrt(len(known) / (len(known) - 1))
        known = self.expected + (known - known.mean(axis=0)) * spread
        decided, n = int(np.argmax(self.expected)), known.shape[1]
        moved = np.bincount(known.argmax(axis=1), minlength=n) / len(known) - (np.arange(n) == decided)
        return Estimate(
            worth=float(known.max(axis=1).mean() - self.expected.max()),
            variance=0.0 if learned.ndim == 1 else float((known.max(axis=1) - known[:, decided]).var() / len(known)),
            unseen=float((known - known[:, [decided]]).std(axis=0).max()) / len(known),
            of_means=float(moved @ self.covariance @ moved),
        )


def _over(batches: list[dict[K, Estimate]], clipped: Callable[[float, float], Pair]) -> dict[K, Pair]:
    """Return the mean over batches of each part, and its error."""
    found = {}
    for key in batches[0]:
        worth, within, unseen, of_means = np.array([batch[key] for batch in batches]).T
        count = len(worth)
        variance = max(worth.var(ddof=1), within.mean()) / count + (unseen.mean() / count) ** 2 + of_means.mean()
        found[key] = clipped(float(worth.mean()), float(np.sqrt(max(variance, 0.0))))
    return found


def _scores(question: Question, tables: Floats) -> Floats:
    """Return the scores of many tables, shape (n_tables, n_options)."""
    step = together(question)
    blocks = (tables[start : start + step] for start in range(0, len(tables), step))
    return np.concatenate([question.kernel(draws_innermost(block), question.shares) for block in blocks])


def _clip(expected: Floats) -> Callable[[float, float], Pair]:
    """Return what puts a worth that is rounding at zero: a mean of largest numbers is never below a largest mean."""
    rounding = 1e-12 * float(np.abs(expected).max())
    return lambda worth, error: (worth, error) if worth > rounding else (0.0, error if error > rounding else 0.0)
