"""CRITIC: a criterion counts for how much it varies and for how little it says the same as others."""

from typing import Final

import numpy as np

from mcda.elicit.objective._deviation import centred, deviation
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured
from mcda.normalize import normalize
from mcda.table import PerformanceTable
from mcda.weights import Weights

# Columns that are one and the same but for rounding differ by this much at most, squared.
_SAME: Final = 1e-28


def critic(table: PerformanceTable) -> Weights:
    """Return weights in proportion to s_j * sum over k of (1 - r_jk), for columns from 0 (worst) to 1 (best).

    s is the standard deviation of a column and r_jk the correlation of two: directions count, because a cost that
    rises with a gain is in conflict with it.

    Returns
    -------
    Weights
        `consistency` holds by criterion id `deviation` (of the population), `conflict` (the sum of 1 - r) and
        `information` (their product).

    Raises
    ------
    WeightsError
        One option, only constant columns, or columns that all rise and fall together: then there is no conflict at all.

    References
    ----------
    Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in multiple criteria problems:
    the CRITIC method. *Computers & Operations Research* 22(7), 763-770. doi:10.1016/0305-0548(94)00059-H

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 1, 30], [2, 2, 20], [3, 3, 20]], goals=["max", "max", "max"])
    >>> {c: round(s, 4) for c, s in critic(table).shares.items()}
    {'c1': 0.2321, 'c2': 0.2321, 'c3': 0.5359}
    """
    return measured("CRITIC", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the information of columns."""
    scaled = normalize(columns.values, columns.signs, "minmax")
    away = centred(scaled)
    unit = away / np.sqrt((away**2).sum(axis=0))
    # 1 - r is half the squared distance of unit vectors, exact also where r is nearly 1.
    apart = ((unit[:, :, np.newaxis] - unit[:, np.newaxis, :]) ** 2).sum(axis=0) / 2
    conflict = np.where(apart <= _SAME, 0.0, apart).sum(axis=1)
    spread = deviation(scaled)
    found = {"deviation": spread, "conflict": conflict, "information": spread * conflict}
    return Measured(spread * conflict, {name: by_id(columns.ids, each) for name, each in found.items()})
