"""Entropy weights: a criterion counts for how unevenly its total is shared out among the options."""

import math
from typing import Final

import numpy as np

from mcda.elicit.objective._deviation import relative_gaps
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured, not_negative
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.weights import Weights

# Below it, the series of the divergence is more exact than its formula.
_SMALL: Final = 1e-3


def entropy(table: PerformanceTable) -> Weights:
    """Return weights in proportion to 1 - e, with e the entropy of a column's shares p = x / sum of x.

    e = -(sum of p * ln p) / ln n for n options: 1 where all are equal, 0 where one option has everything; 0 * ln 0 is
    0. The formula does not ask which way a criterion points: a cost and a gain with the same numbers weigh the same.

    Parameters
    ----------
    table
        Performances of zero or more on a ratio scale: shifting a column changes its weight.

    Returns
    -------
    Weights
        `consistency` holds `entropy` (e) and `divergence` (1 - e) by criterion id.

    Raises
    ------
    WeightsError
        One option, only constant columns, or a performance below zero: the message names the cell.

    References
    ----------
    Hwang, C.-L. & Yoon, K. (1981). *Multiple Attribute Decision Making*. Springer. doi:10.1007/978-3-642-48318-9

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 3], [3, 3], [0, 2]], goals=["max", "max"])
    >>> weights = entropy(table)
    >>> round(weights.consistency["entropy"]["c1"], 4), round(weights.shares["c1"], 4)
    (0.5119, 0.9703)
    """
    return measured("entropy", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the divergences 1 - e of columns."""
    not_negative(columns.values, "entropy is about shares of the sum")
    found = divergence(columns.values)
    return Measured(found, {"entropy": by_id(columns.ids, 1 - found), "divergence": by_id(columns.ids, found)})


def divergence(values: Floats) -> Floats:
    """Return 1 - e of each column, without the loss that subtracting e from 1 would mean.

    With t = x / mean, 1 - e is the mean of t * ln t - (t - 1), which is never negative, divided by ln n.

    Parameters
    ----------
    values : shape (n_options, n)
        Zero or more, not all zero in any column.

    Returns
    -------
    shape (n,), from 0 to 1
    """
    times, gaps = values / values.mean(axis=0), relative_gaps(values)
    near = np.abs(gaps) < _SMALL
    logs = np.where(gaps > -0.5, np.log1p(np.maximum(gaps, -0.5)), np.log(np.where(times == 0, 1.0, times)))
    long = times * logs - gaps
    short = gaps**2 * (1 / 2 - gaps / 6 + gaps**2 / 12 - gaps**3 / 20 + gaps**4 / 30)
    return np.asarray(np.where(near, short, long).mean(axis=0) / math.log(len(values)))
