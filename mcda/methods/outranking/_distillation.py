"""Distillation: from credibilities to two orders, and from two orders to the final partial one."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mcda.errors import MethodError
from mcda.methods.method import Method, number
from mcda.methods.outranking_method import Found
from mcda.relation import Truths
from mcda.scales import Floats

# Credibilities lie in 0 to 1: which of two is larger is not decided by the last bit.
_TIE: Final = 1e-10

Levels = npt.NDArray[np.int64]


def check_discrimination(method: Method) -> None:
    """Check the fields `alpha` and `beta` of s(lambda) = alpha + beta * lambda.

    Raises
    ------
    MethodError
        One of them is no number, or s is negative somewhere on 0 to 1.
    """
    number(method, "alpha", 0.0, 1.0)
    number(method, "beta", -1.0, 1.0)
    alpha, beta = getattr(method, "alpha"), getattr(method, "beta")  # noqa: B009  # fields of the subclass
    if alpha + beta < 0:
        raise MethodError(
            f"{type(method).__name__}: alpha is {alpha:g} and beta {beta:g}; expected alpha + beta of zero or more, so "
            "that s(lambda) = alpha + beta * lambda is never negative"
        )


def distilled(
    options: tuple[str, ...], credibility: Floats, alpha: float, beta: float, details: Mapping[str, Any]
) -> Found:
    """Order options by a distillation from the top and one from the bottom.

    Parameters
    ----------
    options
        Ids.
    credibility : shape (n_options, n_options)
    alpha, beta
        s(lambda) = alpha + beta * lambda.
    details
        What was found on the way.

    Returns
    -------
    Found
        One option outranks another if it is at least as good in both orders. The details gain `descending_preorder`,
        `ascending_preorder` (classes from best to worst) and `median_ranking` (a rank per option).
    """
    down, up = distil(credibility, alpha, beta), distil(credibility, alpha, beta, ascending=True)
    orders = {
        "descending_preorder": classes(options, down),
        "ascending_preorder": classes(options, up),
        "median_ranking": median_ranking(down, up),
    }
    return Found(in_both(down, up), {**details, **orders})


def distil(credibility: Floats, alpha: float, beta: float, *, ascending: bool = False) -> Levels:
    """Order options by distillation.

    From the options that remain, those are taken out whose qualification (how many they outrank, less how many outrank
    them) is the largest, at a cut that is lowered step by step among those that tie. At a cut, a outranks b if its
    credibility is above the cut, and above that of b over a by more than s of it. The next cut is the largest
    credibility below cut - s(cut).

    Parameters
    ----------
    credibility : shape (n_options, n_options)
    alpha, beta
        s(lambda) = alpha + beta * lambda: what difference of credibility counts.
    ascending
        True to take out the smallest qualification, from the worst option upwards.

    Returns
    -------
    shape (n_options,)
        0 for the best class, 1 for the next ...

    References
    ----------
    Figueira, J. R., Mousseau, V. & Roy, B. (2016). ELECTRE methods. In *Multiple Criteria Decision Analysis*, 155-185.
    doi:10.1007/978-1-4939-3094-4_5

    Examples
    --------
    >>> distil(np.array([[1.0, 0.9, 0.9], [0.2, 1.0, 0.6], [0.1, 0.6, 1.0]]), 0.3, -0.15).tolist()
    [0, 1, 1]
    """
    left = np.arange(len(credibility))
    found = np.empty(len(credibility), dtype=np.int64)
    count = 0
    while len(left):
        taken = _taken(credibility[np.ix_(left, left)], alpha, beta, -1 if ascending else 1)
        found[left[taken]] = count
        left = np.delete(left, taken)
        count += 1
    return count - 1 - found if ascending else found


def _taken(rho: Floats, alpha: float, beta: float, sign: int) -> Levels:
    """Return the positions that one distillation takes out."""
    inside = np.arange(len(rho))
    cut = _largest(rho, 2.0)
    while cut > _TIE and len(inside) > 1:
        part = rho[np.ix_(inside, inside)]
        cut = _largest(part, cut - (alpha + beta * cut))
        outranks = (part > cut + _TIE) & (part - part.T > alpha + beta * part + _TIE)
        qualification = sign * (outranks.sum(axis=1) - outranks.sum(axis=0))
        inside = inside[qualification == qualification.max()]
    return inside


def _largest(rho: Floats, below: float) -> float:
    """Return the largest credibility between two different options that is below a bound; 0 where there is none."""
    pairs = (rho < below - _TIE) & ~np.eye(len(rho), dtype=np.bool_)
    return float(rho[pairs].max(initial=0.0))


def in_both(descending: Levels, ascending: Levels) -> Truths:
    """Tell which option is at least as good as which in both orders."""
    return np.asarray(
        (descending[:, np.newaxis] <= descending) & (ascending[:, np.newaxis] <= ascending), dtype=np.bool_
    )


def median_ranking(descending: Levels, ascending: Levels) -> Levels:
    """Return the dense rank, from 1, of the mean of two levels."""
    return np.asarray(np.unique(descending + ascending, return_inverse=True)[1] + 1, dtype=np.int64)


def classes(options: tuple[str, ...], levels: Levels) -> tuple[tuple[str, ...], ...]:
    """Name the options of each level, best level first.

    >>> classes(("a", "b", "c"), np.array([1, 0, 1]))
    (('b',), ('a', 'c'))
    """
    return tuple(
        tuple(o for o, at in zip(options, levels.tolist(), strict=True) if at == level)
        for level in range(int(levels.max()) + 1)
    )
