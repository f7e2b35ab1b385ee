"""CILOS: a criterion counts for how little it loses where others are at their best."""

import numpy as np

from mcda.elicit import _network
from mcda.elicit.objective._measured import Columns, Measured, measured
from mcda.errors import WeightsError
from mcda.normalize import ROUNDING, normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.weights import Weights


def cilos(table: PerformanceTable) -> Weights:
    """Return the weights of the criterion impact loss.

    Costs become min / x and columns are divided by their sum. Row i of the square matrix A is the row of the option
    that is best on criterion i, so that a_ii is the column's maximum; where several are best, it is the mean of their
    rows. p_ij = (a_jj - a_ij) / a_jj is what criterion j loses where i is at its best. The weights solve F q = 0 with
    F = P - diag(column sums of P): where the losses of a criterion are small, its weight is large.

    Parameters
    ----------
    table
        Performances of zero or more, and above zero where less is better, on a ratio scale.

    Returns
    -------
    Weights
        `consistency` holds `impact_loss`, the rows of P by criterion id.

    Raises
    ------
    WeightsError
        One option, only constant columns, a performance that the ratios cannot take, or losses that leave the weights
        open, as where one option is best on everything: the message names the criteria.

    References
    ----------
    Zavadskas, E. K. & Podvezko, V. (2016). Integrated determination of objective criteria weights in MCDM.
    *International Journal of Information Technology & Decision Making* 15(2), 267-283. doi:10.1142/S0219622016500036

    Examples
    --------
    >>> table = PerformanceTable.of([[4, 1], [2, 2], [1, 4]], goals=["max", "max"])
    >>> cilos(table).fractions["c1"]
    Fraction(1, 2)
    """
    return measured("CILOS", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the weights of columns, and the losses."""
    losses = _losses(normalize(columns.values, columns.signs, "sum_inverse"))
    ids = columns.ids
    found = {"impact_loss": {i: dict(zip(ids, row, strict=True)) for i, row in zip(ids, losses.tolist(), strict=True)}}
    if len(ids) == 1:
        return Measured(np.ones(1), found)
    # q stays as it is where every criterion j passes the part p_ij of its weight on to i.
    ends = _network.ends(losses, None)
    if len(ends) > 1:
        told = "; ".join(", ".join(ids[i] for i in end) for end in ends)
        raise WeightsError(
            f"the impact losses leave the weights open between these criteria: {told}; none of them loses anything "
            "where another is at its best, as where one option is best on all of them, so take another way to weigh"
        )
    points = np.zeros(len(ids))
    points[ends[0]] = _balanced(losses[np.ix_(ends[0], ends[0])])
    nothing = [c for c, point in zip(ids, points, strict=True) if point == 0]
    notes = []
    if nothing:
        rest = ", ".join(ids[i] for i in ends[0])
        notes = [f"CILOS gives weight 0 to {', '.join(nothing)}: where they are at their best, {rest} lose nothing."]
    return Measured(points, found, notes)


def _balanced(passed: Floats) -> Floats:
    """Return q in which every criterion gets from the others what it passes on to them.

    Grassmann, Taksar and Heyman's elimination (1985): nothing is subtracted, so that losses of very different size do
    not swallow each other.

    Parameters
    ----------
    passed : shape (n, n)
        Column j says what part of its weight j passes to whom; everybody can reach everybody.
    """
    left, n = passed.copy(), len(passed)
    for k in range(n - 1, 0, -1):
        left[k, :k] /= left[:k, k].sum()
        left[:k, :k] += np.outer(left[:k, k], left[k, :k])
    found = np.ones(n)
    for k in range(1, n):
        found[k] = (left[k, :k] * found[:k]).sum()
    return np.asarray(found / found.sum())


def _losses(shares: Floats) -> Floats:
    """Return P, shape (n, n)."""
    top = shares.max(axis=0)
    best = shares >= top * (1 - ROUNDING)
    at_best = np.stack([shares[best[:, i]].mean(axis=0) for i in range(len(top))])
    np.fill_diagonal(at_best, top)
    losses = (top - at_best) / top
    return np.where(losses <= ROUNDING, 0.0, losses)
