"""Gini weights: a criterion counts for how unequal the options are on it."""

import numpy as np

from mcda.elicit.objective._deviation import relative_gaps
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured, not_negative
from mcda.table import PerformanceTable
from mcda.weights import Weights


def gini(table: PerformanceTable) -> Weights:
    """Return weights in proportion to the Gini coefficient of each column.

    The sum of |x_i - x_k| over all pairs, each counted twice, divided by 2 * n^2 * mean. The formula does not ask which
    way a criterion points.

    Parameters
    ----------
    table
        Performances of zero or more on a ratio scale: shifting a column changes its weight.

    Returns
    -------
    Weights
        `consistency` holds `gini` by criterion id.

    Raises
    ------
    WeightsError
        One option, only constant columns, or a performance below zero: the message names the cell.

    References
    ----------
    Li, G. & Chi, G. (2009). A new determining objective weights method: Gini coefficient weight. *First International
    Conference on Information Science and Engineering*, 3726-3729. doi:10.1109/ICISE.2009.84

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 9], [3, 11]], goals=["max", "max"])
    >>> gini(table).consistency["gini"]["c1"]
    0.25
    """
    return measured("Gini", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the Gini coefficients of columns."""
    not_negative(columns.values, "the Gini coefficient divides by the mean")
    gaps = np.sort(relative_gaps(columns.values), axis=0)
    n = len(gaps)
    # Sorted, the k-th of n stands above k - 1 others and below n - k.
    steps = 2 * np.arange(1, n + 1) - n - 1
    found = (steps[:, np.newaxis] * gaps).sum(axis=0) / n**2
    return Measured(found, {"gini": by_id(columns.ids, found)})
