"""Criteria as voters: each ranks the options by performance, and its weight is its number of votes."""

from typing import Final

import numpy as np

from mcda.criteria import Criteria
from mcda.normalize import mean_ranks
from mcda.scales import Floats

# A square matrix of this many options takes 8 MB.
LARGEST_MATRIX: Final = 1000


def ranks_by_criterion(values: Floats, criteria: Criteria) -> Floats:
    """Rank the options on each criterion, 1 for the best; performances equal up to rounding tie.

    Parameters
    ----------
    values : shape (..., n_options, n_criteria)

    Returns
    -------
    shape (..., n_criteria, n_options)
    """
    return np.swapaxes(mean_ranks(values * criteria.signs), -1, -2)
