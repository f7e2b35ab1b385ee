"""Flows from pairwise comparison: by sorting where the functions are straight, else pair by pair in blocks.

Neither takes memory that grows with the square of the number of options.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from mcda.methods.outranking._sorted import preferences
from mcda.methods.preference import PreferenceFunction, lowered, raised
from mcda.scales import Floats

# Pairs held at once: a quarter of a megabyte, so that a block stays in cache.
BLOCK: Final = 32_768
# Below so many options, all pairs of a whole batch of tables take less time than sorting each.
SORTED_FROM: Final = 256


def net_flows(columns: Floats, functions: Sequence[PreferenceFunction]) -> Floats:
    """Net flow of each option on each criterion alone.

    Parameters
    ----------
    columns : shape (..., n_options, n_criteria)
        Higher is better.
    functions : length n_criteria

    Returns
    -------
    shape (..., n_options, n_criteria), from -1 to 1; 0 for a single option.
    """
    *lead, n, _ = columns.shape
    found = np.empty(columns.shape)
    for j, function in enumerate(functions):
        tables = np.ascontiguousarray(columns[..., j]).reshape(-1, n)
        nets = np.empty(tables.shape)
        if _sorts(n, function):
            for t, column in enumerate(tables):
                over, under = preferences(column, function)
                nets[t] = over - under
        else:
            for at, preference in _blocks(tables, function):
                nets[at] = preference.sum(axis=-1)
        found[..., j] = nets.reshape(*lead, n) / max(n - 1, 1)
    return found


def flows(columns: Floats, functions: Sequence[PreferenceFunction], shares: Floats) -> tuple[Floats, Floats]:
    """Positive and negative flow of each option over all criteria.

    Parameters
    ----------
    columns : shape (n_options, n_criteria)
        Higher is better.
    functions : length n_criteria
    shares : shape (n_criteria,)

    Returns
    -------
    two arrays of shape (n_options,), from 0 to 1
    """
    n = len(columns)
    positive, negative = np.zeros(n), np.zeros(n)
    for column, function, share in zip(columns.T, functions, shares, strict=True):
        if _sorts(n, function):
            over, under = preferences(column, function)
        else:
            over, under = np.empty(n), np.empty(n)
            for (_, rows), preference in _blocks(column[np.newaxis], function):
                over[rows] = np.maximum(preference[0], 0.0).sum(axis=-1)
                under[rows] = np.maximum(-preference[0], 0.0).sum(axis=-1)
        positive += share * over
        negative += share * under
    return positive / max(n - 1, 1), negative / max(n - 1, 1)


def preference_indices(columns: Floats, functions: Sequence[PreferenceFunction], shares: Floats) -> Floats:
    """Weighted preference of each option (row) over each other (column).

    Parameters
    ----------
    columns : shape (n_options, n_criteria)
        Higher is better.
    functions : length n_criteria
    shares : shape (n_criteria,)

    Returns
    -------
    shape (n_options, n_options), from 0 to 1
    """
    found = np.zeros((len(columns), len(columns)))
    for column, function, share in zip(columns.T, functions, shares, strict=True):
        for (_, rows), preference in _blocks(column[np.newaxis], function):
            found[rows] += share * np.maximum(preference[0], 0.0)
    return found


def signed_preference(ours: Floats, others: Floats, function: PreferenceFunction) -> Floats:
    """Preference on one criterion: above zero where ours is preferred, below where the other is.

    Parameters
    ----------
    ours, others
        Shapes that broadcast; higher is better.

    Returns
    -------
    their common shape, from -1 to 1
    """
    if not function.steps:
        gap = ours - others
        return np.asarray(np.sign(gap) * function.degree(np.abs(gap)))
    # A jump that rests on rounding (0.8 - 0.6 > 0.2) would let the last bit decide.
    ahead, behind = lowered(ours) - raised(others), lowered(others) - raised(ours)
    jumps = [height * np.subtract(ahead > at, behind > at, dtype=np.float64) for at, height in function.steps]
    return np.asarray(sum(jumps[1:], jumps[0]))


def _sorts(n: int, function: PreferenceFunction) -> bool:
    # By the number of options alone, so that a table has the same bits in every batch.
    return n >= SORTED_FROM and bool(function.steps or function.slope)


def _blocks(tables: Floats, function: PreferenceFunction) -> Iterator[tuple[tuple[slice, slice], Floats]]:
    """Yield blocks of signed preference.

    `tables` has shape (n_tables, n_options); a block has shape (tables in it, rows in it, n_options).
    """
    count, n = tables.shape
    rows_at_once = min(n, max(1, BLOCK // n))
    tables_at_once = max(1, BLOCK // (n * rows_at_once))
    for t in range(0, count, tables_at_once):
        these = slice(t, t + tables_at_once)
        others = tables[these, np.newaxis, :]
        for r in range(0, n, rows_at_once):
            rows = slice(r, r + rows_at_once)
            yield (these, rows), signed_preference(tables[these, rows, np.newaxis], others, function)
