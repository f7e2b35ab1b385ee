"""Shares of a variance: as sums where scores add up, and by Sobol estimators where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from mcda.draws import GRANULE
from mcda.errors import McdaError
from mcda.robustness.information._inputs import (
    Tables,
    acts_by_cell,
    dependent_columns,
    draws_innermost,
    together,
)
from mcda.robustness.information._sobol import indices
from mcda.robustness.information._worth import cell_lines
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import ScoreUncertainty, WeightUncertainty
from mcda.scales import Floats

_MOST_OUTPUTS: Final = 200_000_000


class Share(NamedTuple):
    """What one doubt, or a group of doubts, causes of a variance.

    Parameters
    ----------
    first
        First-order index: by which part the variance falls, on average, once it is known.
    total
        Total index: which part is left, on average, once all else is known. The rest of `total - first` is what it
        does only together with others.
    first_error, total_error
        Standard errors; 0 where exact.
    """

    first: float
    total: float
    first_error: float = 0.0
    total_error: float = 0.0


class Shares(NamedTuple):
    """The mean and variance of what is looked at, and shares by position; none where nothing varies."""

    mean: float
    variance: float
    cells: dict[tuple[int, int], Share]
    columns: dict[int, Share]
    weights: Share | None = None


def closed_shares(question: Question, scores: ScoreUncertainty, rows: tuple[int, ...]) -> Shares:
    """Return the shares for a method that acts by cell, for independent scores and fixed weights.

    Parameters
    ----------
    rows
        Positions of the one option whose score, or the two options whose lead, is looked at.
    """
    lines, means = cell_lines(question, scores)
    each = {cell: lines[cell].variance if cell in lines and cell[0] in rows else 0.0 for cell in scores.cells}
    variance, expected = sum(each.values()), means.sum(axis=1)
    mean = float(expected[rows[0]] - (expected[rows[1]] if len(rows) > 1 else 0.0))
    if not variance > 0:
        return Shares(mean, 0.0, {}, {})
    columns = {
        j: sum(v for (_, at), v in each.items() if at == j) / variance for j in sorted({j for _, j in scores.cells})
    }
    return Shares(
        mean,
        variance,
        {cell: Share(v / variance, v / variance) for cell, v in each.items()},
        {j: Share(part, part) for j, part in columns.items()},
    )


def sampled_shares(
    question: Question,
    scores: ScoreUncertainty,
    rows: tuple[int, ...],
    weights: WeightUncertainty | None,
    *,
    draws: int,
    seed: int,
) -> Shares:
    """Return estimates of the shares for any method that ranks, from two samples.

    Raises
    ------
    McdaError
        More draws than can be held for so many doubts.
    """
    tied = dependent_columns(scores)
    still = set(range(len(question.options))) - set(rows) if acts_by_cell(question) else set()
    cells = [(i, j) for i, j in scores.cells if j not in tied]
    columns = sorted({j for _, j in scores.cells})
    moved: list[Any] = [(slice(None), i, j) for i, j in cells if i not in still] + [np.s_[:, :, j] for j in columns]
    if (len(moved) + 3) * draws > _MOST_OUTPUTS:
        raise McdaError(f"{draws} draws for {len(moved)} doubts; expected at most {_MOST_OUTPUTS // (len(moved) + 3)}")

    def output(values: Floats, shares: Floats) -> Floats:
        found = question.kernel(values, shares)
        return found[..., rows[0]] - (found[..., rows[1]] if len(rows) > 1 else 0.0)

    tables = Tables(question, scores, seed)
    parts = [part for _ in range(-(-draws // GRANULE)) for part in _granule(tables, weights, moved, output)]
    a, b, *mixed = (np.concatenate(each)[:draws] for each in zip(*parts, strict=True))
    both = np.concatenate([a, b])
    mean, variance = float(both.mean()), float(both.var())
    if variance <= (1e-12 * np.abs(both).max()) ** 2:
        return Shares(mean, 0.0, {}, {})
    found = [Share(*indices(a, b, each)) for each in mixed]
    moving = iter(found)
    by_cell = {cell: Share(0.0, 0.0) if cell[0] in still else next(moving) for cell in cells}
    by_column = {j: next(moving) for j in columns}
    return Shares(mean, variance, by_cell, by_column, next(moving, None))


def _granule(
    tables: Tables, weights: WeightUncertainty | None, moved: list[Any], output: Callable[[Floats, Floats], Floats]
) -> Iterator[list[Floats]]:
    """Yield the outputs at both samples, with each doubt moved, and with the weights moved where they are uncertain."""
    index, fixed = tables.index, tables.question.shares
    samples = [tables.take()[0] for _ in range(2)]
    drawn = None if weights is None else [weights.granule(index + k, seed=tables.seed) for k in range(2)]
    step = together(tables.question)
    for start in range(0, GRANULE, step):
        these = slice(start, start + step)
        first, second = (draws_innermost(sample[these]) for sample in samples)
        one, other = (fixed, fixed) if drawn is None else (each[these] for each in drawn)
        found = [output(first, one), output(second, other)]
        for part in moved:
            kept = first[part].copy()
            first[part] = second[part]
            found.append(output(first, one))
            first[part] = kept
        yield found if drawn is None else [*found, output(first, other)]
