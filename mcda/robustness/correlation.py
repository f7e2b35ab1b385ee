"""How much two rankings of the same options agree.

Rankings are given as places, 1 the best. Tied options count with the mean of the places they take together: 1, 2, 2, 4
is read as 1, 2.5, 2.5, 4, however the ties are written. Where a coefficient has no meaning (fewer than two options; all
options tied in one of the rankings) it is None, never a number.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError
from mcda.scales import Floats

Places = Sequence[float] | npt.NDArray[np.int64] | npt.NDArray[np.float64]


class Concordance(NamedTuple):
    """How many pairs of options two rankings order alike, in opposite ways, or leave tied in one of them."""

    concordant: int
    discordant: int
    tied_in_first: int
    tied_in_second: int


def mean_ranks(places: Places) -> Floats:
    """Return the ranks, tied options sharing the mean of theirs.

    Parameters
    ----------
    places : shape (n_options,)
        Lower is better.

    Raises
    ------
    McdaError
        Not one finite number per option.

    Examples
    --------
    >>> mean_ranks([1, 2, 2, 4]).tolist()
    [1.0, 2.5, 2.5, 4.0]
    """
    given = np.asarray(places, dtype=np.float64)
    if given.ndim != 1 or not np.isfinite(given).all():
        raise McdaError("a ranking is one finite place per option, such as [1, 2, 2, 4]")
    ordered = np.sort(given)
    below = np.searchsorted(ordered, given, side="left")
    up_to = np.searchsorted(ordered, given, side="right")
    return (below + up_to + 1) / 2.0


def spearman(first: Places, second: Places) -> float | None:
    """Spearman's rho: the correlation of the mean ranks; from -1 to 1.

    Parameters
    ----------
    first, second : shape (n_options,)
        Places of the same options, 1 the best.

    Raises
    ------
    McdaError
        Rankings of different length, or no rankings.

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things.
    *American Journal of Psychology* 15(1), 72-101. doi:10.2307/1412159

    Examples
    --------
    >>> spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5])
    0.9
    """
    x, y = _pair(first, second)
    x, y = x - x.mean(), y - y.mean()
    size = np.sqrt((x * x).sum() * (y * y).sum())
    return None if size == 0 else _within((x * y).sum() / size)


def kendall_tau(first: Places, second: Places) -> float | None:
    """Kendall's tau-b, which allows for ties; tau where there are none; from -1 to 1.

    Parameters
    ----------
    first, second : shape (n_options,)
        Places of the same options, 1 the best.

    Raises
    ------
    McdaError
        Rankings of different length, or no rankings.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. *Biometrika* 33(3), 239-251.
    doi:10.1093/biomet/33.3.239

    Examples
    --------
    >>> kendall_tau([1, 2, 3, 4, 5], [1, 3, 2, 4, 5])
    0.8
    """
    pairs = concordance(first, second)
    n = len(first)
    all_pairs = n * (n - 1) // 2
    size = np.sqrt(float(all_pairs - pairs.tied_in_first) * float(all_pairs - pairs.tied_in_second))
    return None if size == 0 else _within((pairs.concordant - pairs.discordant) / size)


def concordance(first: Places, second: Places) -> Concordance:
    """Count the pairs of options that two rankings order alike and in opposite ways.

    Parameters
    ----------
    first, second : shape (n_options,)
        Places of the same options, 1 the best.

    Raises
    ------
    McdaError
        Rankings of different length, or no rankings.

    Examples
    --------
    >>> concordance([1, 2, 3], [1, 3, 2])
    Concordance(concordant=2, discordant=1, tied_in_first=0, tied_in_second=0)
    """
    x, y = _pair(first, second)
    i, j = np.triu_indices(len(x), k=1)
    a, b = np.sign(x[i] - x[j]), np.sign(y[i] - y[j])
    counts = (a * b > 0, a * b < 0, a == 0, b == 0)
    return Concordance(*(int(np.count_nonzero(c)) for c in counts))


def weighted_spearman(first: Places, second: Places) -> float | None:
    """Weighted rank correlation r_w: disagreement near the top counts more; from -1 to 1.

    Parameters
    ----------
    first, second : shape (n_options,)
        Places of the same options, 1 the best.

    Raises
    ------
    McdaError
        Rankings of different length, or no rankings.

    References
    ----------
    Pinto da Costa, J. & Soares, C. (2005). A weighted rank measure of correlation. *Australian & New Zealand Journal of
    Statistics* 47(4), 515-529. doi:10.1111/j.1467-842X.2005.00413.x

    Examples
    --------
    >>> round(weighted_spearman([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]), 4)
    0.8833
    """
    x, y = _pair(first, second)
    if _flat(x) or _flat(y):
        return None
    n = len(x)
    apart = ((x - y) ** 2 * ((n - x + 1) + (n - y + 1))).sum()
    return _within(1 - 6 * apart / (n**4 + n**3 - n**2 - n))


def ws(first: Places, second: Places) -> float | None:
    """Rank similarity WS: disagreement counts by the place in the first ranking, the reference; from 0 to 1.

    It is not symmetric: swapping the rankings can change it.

    Parameters
    ----------
    first : shape (n_options,)
        Places in the reference ranking, 1 the best.
    second : shape (n_options,)
        Places of the same options in the other.

    Raises
    ------
    McdaError
        Rankings of different length, or no rankings.

    References
    ----------
    Sałabun, W. & Urbaniak, K. (2020). A new coefficient of rankings similarity in decision-making problems.
    *ICCS 2020*, LNCS 12138, 632-645. doi:10.1007/978-3-030-50417-5_47

    Examples
    --------
    >>> round(ws([1, 2, 3, 4, 5], [1, 3, 2, 4, 5]), 4)
    0.8542
    """
    x, y = _pair(first, second)
    if _flat(x) or _flat(y):
        return None
    n = len(x)
    return float(1 - (2.0**-x * np.abs(x - y) / np.maximum(np.abs(1 - x), np.abs(n - x))).sum())


def _pair(first: Places, second: Places) -> tuple[Floats, Floats]:
    x, y = mean_ranks(first), mean_ranks(second)
    if len(x) != len(y):
        raise McdaError(f"two rankings of {len(x)} and {len(y)} options; expected the same options in both")
    if len(x) == 0:
        raise McdaError("two rankings of no options; expected at least one")
    return x, y


def _flat(ranks: Floats) -> bool:
    return bool(np.ptp(ranks) == 0)


def _within(coefficient: float) -> float:
    """Cut what rounding adds beyond -1 and 1."""
    return float(min(1.0, max(-1.0, coefficient)))
