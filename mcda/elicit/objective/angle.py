"""Angle weights: a criterion counts for how far its column turns away from one where all options are equal."""

import numpy as np

from mcda.elicit.objective._deviation import relative_gaps
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured
from mcda.normalize import normalize
from mcda.table import PerformanceTable
from mcda.weights import Weights


def angle(table: PerformanceTable) -> Weights:
    """Return weights in proportion to the angle between each column and the diagonal (1, 1, ... 1).

    Costs enter as 1 / x, as in the sum normalisation.

    Parameters
    ----------
    table
        Performances of zero or more, and above zero where less is better, on a ratio scale.

    Returns
    -------
    Weights
        `consistency` holds `angle` by criterion id, in radians.

    Raises
    ------
    WeightsError
        One option, only constant columns, or a performance below zero, or of zero where less is better: the message
        names the cell.

    References
    ----------
    Shuai, D., Zongzhun, Z., Yongji, W. & Lei, L. (2012). A new angular method to determine the objective weights. *24th
    Chinese Control and Decision Conference*, 3889-3892. doi:10.1109/CCDC.2012.6244621

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 1], [0, 2]], goals=["max", "min"])
    >>> {c: round(s, 4) for c, s in angle(table).shares.items()}
    {'c1': 0.7094, 'c2': 0.2906}
    """
    return measured("angle", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the angles of columns."""
    gaps = relative_gaps(normalize(columns.values, columns.signs, "sum_inverse"))
    # A column is mean * (1 + gaps), and its gaps are square to the diagonal.
    found = np.arctan(np.sqrt((gaps**2).mean(axis=0)))
    return Measured(found, {"angle": by_id(columns.ids, found)})
