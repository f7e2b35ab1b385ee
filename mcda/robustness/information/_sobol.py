"""Estimators of Sobol indices from two independent samples of the inputs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mcda.scales import Floats


class Indices(NamedTuple):
    """Sobol indices of one input or group of inputs, with standard errors."""

    first: float
    total: float
    first_error: float
    total_error: float


def indices(a: Floats, b: Floats, mixed: Floats) -> Indices:
    """Return the indices of a group of inputs.

    First order: mean of b (mixed - a) over the variance (Saltelli et al. 2010); total: half the mean square of
    a - mixed over the variance (Jansen 1999). Their errors are those of the ratio of two means (delta method), from the
    spread of the terms.

    Parameters
    ----------
    a, b : shape (n_draws,)
        The output at two independent samples of the inputs; not all equal.
    mixed : shape (n_draws,)
        The output at the first sample with this group of inputs taken from the second.
    """
    middle = (a.mean() + b.mean()) / 2
    a, b, mixed = a - middle, b - middle, mixed - middle
    spread = (a**2 + b**2) / 2
    variance = spread.mean()
    first_terms, total_terms = b * (mixed - a), (a - mixed) ** 2 / 2
    first, total = first_terms.mean() / variance, total_terms.mean() / variance
    errors = [
        (terms - index * spread).std(ddof=1) / variance / np.sqrt(len(a))
        for terms, index in ((first_terms, first), (total_terms, total))
    ]
    return Indices(float(first), float(total), float(errors[0]), float(errors[1]))
