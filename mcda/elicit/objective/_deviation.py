"""How far a column spreads around its mean: what most weights from data look at."""

from typing import Final, Literal, get_args

import numpy as np

from mcda.elicit.objective._measured import Columns
from mcda.normalize import normalize
from mcda.scales import Floats

Scaled = Literal["minmax", "none"]
SCALED: Final[tuple[Scaled, ...]] = get_args(Scaled)


def centred(values: Floats) -> Floats:
    """Return each column less its mean, shape (n_options, n)."""
    # Less the first performance, so that a large number common to all does not swallow the differences.
    apart = values - values[0]
    return np.asarray(apart - apart.mean(axis=0))


def relative_gaps(values: Floats) -> Floats:
    """Return x / mean - 1 for each column, exact also where a column is nearly constant.

    Parameters
    ----------
    values : shape (n_options, n)
        Zero or more, not all zero in any column.
    """
    return np.asarray(centred(values) / values.mean(axis=0))


def deviation(values: Floats) -> Floats:
    """Return the standard deviation of each column, of the population, shape (n,)."""
    return np.asarray(np.sqrt((centred(values) ** 2).mean(axis=0)))


def deviations(columns: Columns, normalization: Scaled) -> tuple[Floats, list[str]]:
    """Return the standard deviation of each normalised column, and what to say about the normalisation."""
    found = deviation(normalize(columns.values, columns.signs, normalization))
    if normalization == "none" and len(columns.ids) > 1:
        return found, ["The columns were not made comparable: in other units the weights would be others."]
    return found, []
