"""Standard deviation weights."""

from mcda.elicit.objective._deviation import SCALED, Scaled, deviations
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured
from mcda.errors import WeightsError, nearest
from mcda.table import PerformanceTable
from mcda.weights import Weights


def standard_deviation(table: PerformanceTable, *, normalization: Scaled = "minmax") -> Weights:
    """Return weights in proportion to the standard deviation of each column, with the columns made comparable first.

    Parameters
    ----------
    normalization
        "minmax": columns from 0 (worst) to 1 (best), so that units do not matter. "none": as they stand; then a
        criterion in a smaller unit gets more weight, and a note says so.

    Returns
    -------
    Weights
        `consistency` holds `deviation` by criterion id, of the population.

    Raises
    ------
    WeightsError
        One option, only constant columns, or no such normalisation.

    References
    ----------
    Diakoulaki, D., Mavrotas, G. & Papayannakis, L. (1995). Determining objective weights in multiple criteria problems:
    the CRITIC method. *Computers & Operations Research* 22(7), 763-770. doi:10.1016/0305-0548(94)00059-H

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 30], [2, 20], [3, 20]], goals=["max", "min"])
    >>> {c: round(s, 4) for c, s in standard_deviation(table).shares.items()}
    {'c1': 0.4641, 'c2': 0.5359}
    """
    if normalization not in SCALED:
        raise WeightsError(f"the normalisation is {normalization!r}{nearest(str(normalization), SCALED)}")

    def formula(columns: Columns) -> Measured:
        found, notes = deviations(columns, normalization)
        return Measured(found, {"deviation": by_id(columns.ids, found)}, notes)

    return measured("standard deviation", table, formula)
