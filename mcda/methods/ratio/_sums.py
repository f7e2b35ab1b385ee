"""Sums over the options, which the ratio methods divide by."""

import numpy as np

from mcda.normalize import column_sum
from mcda.scales import Floats


def over_options(numbers: Floats) -> Floats:
    """Sum over the options, the same to the last bit whatever the leading axes are.

    Parameters
    ----------
    numbers : shape (..., n_options)

    Returns
    -------
    shape (..., 1)

    Examples
    --------
    >>> over_options(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [[3.0], [7.0]]
    """
    return np.asarray(column_sum(numbers[..., np.newaxis])[..., 0])
