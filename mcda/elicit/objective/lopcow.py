"""LOPCOW: a criterion counts for the logarithm of its mean square beside its standard deviation."""

from typing import Final

import numpy as np

from mcda.elicit.objective._deviation import deviation
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured
from mcda.normalize import normalize
from mcda.table import PerformanceTable
from mcda.weights import Weights

# Two sums that are equal on paper differ by less, in logarithms.
_NOTHING: Final = 1e-12


def lopcow(table: PerformanceTable) -> Weights:
    """Return the weights of the logarithmic percentage change-driven objective weighting.

    For columns from 0 (worst) to 1 (best), weights are in proportion to PV = |100 * ln(q / s)|, with q the root of the
    mean square of a column and s its standard deviation, of the sample, as in the numbers of the paper. Note which way
    it turns: a column whose options crowd near the best gets more weight than one that spreads, and a column on which
    one option is best and all others are equally bad gets none.

    Returns
    -------
    Weights
        `consistency` holds `percentage` (PV) by criterion id.

    Raises
    ------
    WeightsError
        One option, only constant columns, or two options: between two every column looks the same to this formula.

    References
    ----------
    Ecer, F. & Pamucar, D. (2022). A novel LOPCOW-DOBI multi-criteria sustainability performance assessment methodology:
    an application in developing country banking sector. *Omega* 112, 102690. doi:10.1016/j.omega.2022.102690

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 30], [2, 20], [3, 20]], goals=["max", "min"])
    >>> {c: round(s, 4) for c, s in lopcow(table).shares.items()}
    {'c1': 0.4243, 'c2': 0.5757}
    """
    return measured("LOPCOW", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the percentages of columns."""
    scaled = normalize(columns.values, columns.signs, "minmax")
    n = len(scaled)
    logs = np.abs(np.log((scaled**2).mean(axis=0) / (deviation(scaled) ** 2 * n / (n - 1)))) / 2
    found = np.where(logs <= _NOTHING, 0.0, 100 * logs)
    notes = [
        f"LOPCOW gives weight 0 to {c!r}: one option is best on it and all others are equally bad."
        for c, percentage in zip(columns.ids, found, strict=True)
        if percentage == 0 and len(columns.ids) > 1
    ]
    return Measured(found, {"percentage": by_id(columns.ids, found)}, notes)
