"""Statistical variance weights."""

from mcda.elicit.objective._deviation import SCALED, Scaled, deviations
from mcda.elicit.objective._measured import Columns, Measured, by_id, measured
from mcda.errors import WeightsError, nearest
from mcda.table import PerformanceTable
from mcda.weights import Weights


def variance(table: PerformanceTable, *, normalization: Scaled = "minmax") -> Weights:
    """Return weights in proportion to the variance of each column, with the columns made comparable first.

    Parameters
    ----------
    normalization
        "minmax": columns from 0 (worst) to 1 (best), so that units do not matter. "none": as they stand; then a
        criterion in a smaller unit gets more weight, and a note says so.

    Returns
    -------
    Weights
        `consistency` holds `variance` by criterion id, of the population.

    Raises
    ------
    WeightsError
        One option, only constant columns, or no such normalisation.

    References
    ----------
    Rao, R. V. & Patel, B. K. (2010). A subjective and objective integrated multiple attribute decision making method
    for material selection. *Materials & Design* 31(10), 4738-4747. doi:10.1016/j.matdes.2010.05.014

    Examples
    --------
    >>> table = PerformanceTable.of([[1, 30], [2, 20], [3, 20]], goals=["max", "min"])
    >>> {c: round(s, 4) for c, s in variance(table).shares.items()}
    {'c1': 0.4286, 'c2': 0.5714}
    """
    if normalization not in SCALED:
        raise WeightsError(f"the normalisation is {normalization!r}{nearest(str(normalization), SCALED)}")

    def formula(columns: Columns) -> Measured:
        found, notes = deviations(columns, normalization)
        return Measured(found**2, {"variance": by_id(columns.ids, found**2)}, notes)

    return measured("variance", table, formula)
