"""IDOCRIW: entropy weights times CILOS weights."""

from mcda.elicit.objective import _measured
from mcda.elicit.objective._measured import Columns, Measured, measured
from mcda.elicit.objective.cilos import formula as impact_losses
from mcda.elicit.objective.entropy import formula as divergences
from mcda.table import PerformanceTable
from mcda.weights import Weights


def idocriw(table: PerformanceTable) -> Weights:
    """Return the integrated determination of objective criteria weights: entropy times CILOS, made to add to one.

    As in the paper, entropy looks at the performances as they stand and CILOS at costs turned into min / x.

    Parameters
    ----------
    table
        Performances of zero or more, and above zero where less is better, on a ratio scale.

    Returns
    -------
    Weights
        `consistency` holds `entropy_weights` and `cilos_weights` by criterion id, and `impact_loss` as `cilos` gives
        it.

    Raises
    ------
    WeightsError
        What `entropy` and `cilos` refuse.

    References
    ----------
    Zavadskas, E. K. & Podvezko, V. (2016). Integrated determination of objective criteria weights in MCDM.
    *International Journal of Information Technology & Decision Making* 15(2), 267-283. doi:10.1142/S0219622016500036

    Examples
    --------
    >>> table = PerformanceTable.of([[4, 1], [2, 2], [1, 3]], goals=["max", "max"])
    >>> {c: round(s, 4) for c, s in idocriw(table).shares.items()}
    {'c1': 0.5929, 'c2': 0.4071}
    """
    return measured("IDOCRIW", table, formula)


def formula(columns: Columns) -> Measured:
    """Return the products of both weights."""
    uneven, lasting = divergences(columns), impact_losses(columns)
    entropy_weights = uneven.points / uneven.points.sum()
    cilos_weights = lasting.points / lasting.points.sum()
    found = {
        "entropy_weights": _measured.by_id(columns.ids, entropy_weights),
        "cilos_weights": _measured.by_id(columns.ids, cilos_weights),
        **lasting.found,
    }
    return Measured(entropy_weights * cilos_weights, found, lasting.notes)
