"""MEREC: a criterion counts for how much leaving it out would change the options' performance."""

import numpy as np

from mcda.elicit.objective._measured import Columns, Measured, all_positive, by_id, measured
from mcda.normalize import normalize
from mcda.table import PerformanceTable
from mcda.weights import Weights


def merec(table: PerformanceTable) -> Weights:
    """Return weights in proportion to the removal effects of criteria.

    With n_ij = min / x for gains and x / max for costs, an option's performance is S_i = ln(1 + mean of |ln n_ij|). S'
    is the same with one criterion left out, still divided by the number of all criteria, and the removal effect is the
    sum of |S' - S| over the options.

    Parameters
    ----------
    table
        Performances above zero, on a ratio scale.

    Returns
    -------
    Weights
        `consistency` holds `removal_effects` by criterion id and `performance` (S) by option id.

    Raises
    ------
    WeightsError
        One option, only constant columns, or a performance of zero or below: the message names the cell.

    References
    ----------
    Keshavarz-Ghorabaee, M., Amiri, M., Zavadskas, E. K., Turskis, Z. & Antucheviciene, J. (2021). Determination of
    objective weights using a new method based on the removal effects of criteria (MEREC). *Symmetry* 13(4), 525.
    doi:10.3390/sym13040525

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 30], [2, 20], [3, 20]], goals=["max", "min"])
    >>> {c: round(s, 4) for c, s in merec(table).shares.items()}
    {'c1': 0.7051, 'c2': 0.2949}
    """
    return measured("MEREC", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the removal effects of columns."""
    all_positive(columns.values, "MEREC takes logarithms of ratios")
    # The paper's ratios are those of linear_max for the opposite goals.
    sizes = np.abs(np.log(normalize(columns.values, -columns.signs, "linear_max"))) / columns.n_criteria
    whole = 1 + sizes.sum(axis=1, keepdims=True)
    # S - S' is -ln(1 - size / whole).
    effects = -np.log1p(-sizes / whole).sum(axis=0)
    found = {"removal_effects": by_id(columns.ids, effects), "performance": by_id(columns.options, np.log(whole[:, 0]))}
    return Measured(effects, found)
