"""Pairwise comparison of options in blocks: memory does not grow with the square of their number."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from mcda.methods.preference import PreferenceFunction
from mcda.normalize import ROUNDING
from mcda.scales import Floats

# Pairs held at once: a quarter of a megabyte, so that a block stays in cache.
BLOCK: Final = 32_768


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
        flows = np.empty(tables.shape)
        for at, preference in _blocks(tables, function):
            flows[at] = preference.sum(axis=-1)
        found[..., j] = flows.reshape(*lead, n) / max(n - 1, 1)
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
        for (_, rows), preference in _blocks(column[np.newaxis], function):
            positive[rows] += share * np.maximum(preference[0], 0.0).sum(axis=-1)
            negative[rows] += share * np.maximum(-preference[0], 0.0).sum(axis=-1)
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


def _blocks(tables: Floats, function: PreferenceFunction) -> Iterator[tuple[tuple[slice, slice], Floats]]:
    """Yield blocks of signed preference: above zero where the row is preferred, below where the column is.

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
            ours = tables[these, rows, np.newaxis]
            gap = ours - others
            # A jump that rests on rounding (0.8 - 0.6 > 0.2) would let the last bit decide.
            rounding = ROUNDING * np.maximum(np.abs(ours), np.abs(others)) if function.jumps else np.zeros(())
            yield (these, rows), np.sign(gap) * function.degree(np.abs(gap), rounding)
