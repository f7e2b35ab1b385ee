"""Coefficient of variation weights."""

import numpy as np

from mcda.elicit.objective._deviation import relative_gaps
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured, not_negative
from mcda.table import PerformanceTable
from mcda.weights import Weights


def coefficient_of_variation(table: PerformanceTable) -> Weights:
    """Return weights in proportion to each column's standard deviation divided by its mean.

    The formula does not ask which way a criterion points.

    Parameters
    ----------
    table
        Performances of zero or more on a ratio scale: shifting a column changes its weight.

    Returns
    -------
    Weights
        `consistency` holds `coefficient_of_variation` by criterion id, with the standard deviation of the population.

    Raises
    ------
    WeightsError
        One option, only constant columns, or a performance below zero: the message names the cell.

    References
    ----------
    Zardari, N. H., Ahmed, K., Shirazi, S. M. & Yusop, Z. B. (2015). *Weighting Methods and their Effects on
    Multi-Criteria Decision Making Model Outcomes in Water Resources Management*. Springer.
    doi:10.1007/978-3-319-12586-2

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 9], [3, 11]], goals=["max", "max"])
    >>> {c: round(s, 4) for c, s in coefficient_of_variation(table).shares.items()}
    {'c1': 0.8333, 'c2': 0.1667}
    """
    return measured("coefficient of variation", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the coefficients of variation of columns."""
    not_negative(columns.values, "the coefficient of variation divides by the mean")
    found = np.sqrt((relative_gaps(columns.values) ** 2).mean(axis=0))
    return Measured(found, {"coefficient_of_variation": by_id(columns.ids, found)})
