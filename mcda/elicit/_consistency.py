"""How well pairwise comparisons fit together: Saaty's ratio, Koczkodaj's index, the geometric index, the worst one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np

from mcda.elicit._comparisons import Comparisons
from mcda.elicit._ratios import ROUNDING, Ratio, furthest, is_bridge, log_least_squares, residuals
from mcda.scales import Floats, exact

RandomIndex = Literal["saaty_1980", "aguaron_moreno_2003", "alonso_lamata_2006"]

# Mean consistency index of random matrices, for n = 1, 2, 3 ...
TABLES: Final[Mapping[str, tuple[float, ...]]] = {
    # The dip at 12 is in the print.
    "saaty_1980": (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
    "aguaron_moreno_2003": (
        *(0.0, 0.0, 0.525, 0.882, 1.115, 1.252, 1.341, 1.404, 1.452, 1.484),
        *(1.513, 1.535, 1.555, 1.570, 1.583, 1.595),
    ),
    "alonso_lamata_2006": (
        *(0.0, 0.0, 0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854),
        *(1.5141, 1.5365, 1.5551, 1.5713, 1.5838),
    ),
}
_SOURCES: Final = {
    "saaty_1980": "Saaty (1980)",
    "aguaron_moreno_2003": "Aguarón and Moreno-Jiménez (2003)",
    "alonso_lamata_2006": "Alonso and Lamata (2006)",
}
LIMIT: Final = 0.10
# The geometric index that answers to a consistency ratio of 0.10, for n = 3, 4, and more.
GEOMETRIC_LIMITS: Final = (0.31, 0.35, 0.37)
SAATY: Final = tuple(sorted([*(Fraction(1, k) for k in range(2, 10)), *(Fraction(k) for k in range(1, 10))]))
_ROUNDING_OF_RATIO: Final = 1e-12
# A consistency ratio up to this has nothing to mend.
_AGREED: Final = 1e-9
_HALVINGS: Final = 50


def random_index(n: int, missing: int, table: RandomIndex) -> tuple[float, str]:
    """Return the mean consistency index of random matrices, and where it is from.

    Parameters
    ----------
    missing
        Number of pairs without a judgement.

    References
    ----------
    Saaty, T. L. (1980). *The Analytic Hierarchy Process*. McGraw-Hill.

    Alonso, J. A. & Lamata, M. T. (2006). Consistency in the analytic hierarchy process: a new approach.
    *International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems* 14(4), 445-459.
    doi:10.1142/S0218488506004114

    Ágoston, K. Cs. & Csató, L. (2022). Inconsistency thresholds for incomplete pairwise comparison matrices.
    *Omega* 108, 102576. doi:10.1016/j.omega.2021.102576

    Examples
    --------
    >>> random_index(4, 0, "saaty_1980")
    (0.9, 'Saaty (1980)')
    """
    words = _SOURCES[table]
    full = TABLES[table]
    index = full[n - 1] if n <= len(full) else ((2.7699 * n - 4.3513) - n) / (n - 1)
    if n > len(full):
        words = "the straight line of Alonso and Lamata (2006)"
    if missing:
        index *= max(0.0, 1 - 2 * missing / ((n - 1) * (n - 2)))
        words += ", lowered for missing pairs as Ágoston and Csató (2022) found"
    return index, words


@dataclass(frozen=True)
class Perron:
    """The largest eigenvalue of a positive matrix, and its two eigenvectors."""

    value: float
    right: Floats
    left: Floats


def perron(matrix: Floats, logs: Floats) -> Perron:
    """Return the largest eigenvalue and its eigenvectors.

    Parameters
    ----------
    matrix : shape (n, n)
        As `Comparisons.matrix` gives it.
    logs : shape (n,)
        Logarithms of weights near to the right eigenvector. Divided by them the matrix is close to all ones, so that
        weights of very different size come out as exact as others.
    """
    scaled = matrix * np.exp(logs[np.newaxis, :] - logs[:, np.newaxis])
    value, right = _principal(scaled)
    _, left = _principal(scaled.T)
    return Perron(value, right * np.exp(logs - logs.max()), left * np.exp(logs.min() - logs))


def _principal(matrix: Floats) -> tuple[float, Floats]:
    values, vectors = np.linalg.eig(matrix)
    at = int(np.argmax(values.real))
    return float(values[at].real), np.abs(vectors[:, at].real)


def ratio(comparisons: Comparisons, table: RandomIndex) -> dict[str, Any]:
    """Return lambda_max, CI, the random index with its source, and CR; the same for every kind of priorities."""
    n = len(comparisons.ids)
    index, source = random_index(n, comparisons.missing, table)
    value = max(float(n), perron(comparisons.matrix(), log_least_squares(n, comparisons.ratios)).value)
    consistency = (value - n) / (n - 1) if n > 1 else 0.0
    if index == 0 or consistency < _ROUNDING_OF_RATIO:
        value, consistency = float(n), 0.0
    return {
        "lambda_max": value,
        "CI": consistency,
        "random_index": index,
        "random_index_source": source,
        "CR": consistency / index if index else 0.0,
    }


def koczkodaj(comparisons: Comparisons) -> float:
    """Return the inconsistency of the worst triad: 1 - min(r, 1/r), r = a_ij * a_jk / a_ik; 0 without a full triad.

    References
    ----------
    Koczkodaj, W. W. (1993). A new definition of consistency of pairwise comparisons. *Mathematical and Computer
    Modelling* 18(7), 79-84. doi:10.1016/0895-7177(93)90059-8
    """
    n = len(comparisons.ids)
    logs = np.full((n, n), np.nan)
    for i, j, times in comparisons.ratios:
        logs[i, j], logs[j, i] = math.log(times), -math.log(times)
    worst = 0.0
    for i in range(n):
        round_trip = np.abs(logs[i][:, np.newaxis] + logs - logs[i][np.newaxis, :])
        worst = max(worst, float(np.nanmax(round_trip, initial=0.0, where=~np.isnan(round_trip))))
    return 0.0 if worst < _ROUNDING_OF_RATIO else -math.expm1(-worst)


def geometric_index(comparisons: Comparisons) -> tuple[float, float]:
    """Return the geometric consistency index and the value that answers to a consistency ratio of 0.10.

    The mean square of log(a_ij * w_j / w_i) over what is redundant, (n - 1)(n - 2)/2 less the pairs that are missing,
    with w the geometric means.

    References
    ----------
    Aguarón, J. & Moreno-Jiménez, J. M. (2003). The geometric consistency index: approximated thresholds.
    *European Journal of Operational Research* 147(1), 137-145. doi:10.1016/S0377-2217(02)00255-2
    """
    n = len(comparisons.ids)
    limit = GEOMETRIC_LIMITS[min(max(n, 3), 5) - 3]
    redundant = len(comparisons.ratios) - (n - 1)
    if redundant <= 0:
        return 0.0, limit
    off = residuals(log_least_squares(n, comparisons.ratios), comparisons.ratios)
    found = math.fsum(float(r) ** 2 for r in off) / redundant
    return (found if found >= _ROUNDING_OF_RATIO**2 else 0.0), limit


def worst_judgement(comparisons: Comparisons, logs: Floats, table: RandomIndex) -> dict[str, Any]:
    """Return the judgement furthest from the weights, and the values that would mend it; empty where CR is 0.

    Parameters
    ----------
    logs : shape (n,)
        Logarithms of the weights.

    References
    ----------
    Saaty, T. L. (2003). Decision-making with the AHP: why is the principal eigenvector necessary. *European Journal of
    Operational Research* 145(1), 85-91. doi:10.1016/S0377-2217(02)00227-8
    """
    n, ratios = len(comparisons.ids), comparisons.ratios
    if ratio(comparisons, table)["CR"] <= _AGREED:
        return {}
    off = residuals(logs, ratios)
    among = [k for k in range(len(ratios)) if abs(off[k]) > ROUNDING]
    while among:
        k = furthest(off, among)
        if comparisons.missing == 0 or not is_bridge(n, ratios, k):
            break
        among.remove(k)
    if not among or n < 3:
        return {}
    i, j, times = ratios[k]
    turned = times < 1
    best = _best(comparisons, k, logs)
    nearest = min(SAATY, key=lambda s: abs(math.log(s) - math.log(best)))

    def shown(number: float) -> float:
        return 1 / number if turned else number

    return {
        "worst_pair": (comparisons.ids[j], comparisons.ids[i]) if turned else (comparisons.ids[i], comparisons.ids[j]),
        "worst_given": shown(float(times)),
        "worst_fitted": shown(math.exp(logs[i] - logs[j])),
        "repair": shown(best),
        "repair_CR": ratio(_changed(comparisons, k, exact(best)), table)["CR"],
        "repair_saaty": str(1 / nearest if turned else nearest),
        "repair_saaty_CR": ratio(_changed(comparisons, k, nearest), table)["CR"],
    }


def _best(comparisons: Comparisons, k: int, logs: Floats) -> float:
    """Return the value of judgement k that makes lambda_max smallest.

    The logarithm of lambda_max is a convex function of the logarithm of a judgement; its slope has the sign of
    y_i * a_ij * w_j - y_j * a_ji * w_i, with y the left eigenvector, so halving finds where it turns.
    """
    i, j, _ = comparisons.ratios[k]
    matrix = comparisons.matrix()

    def rises(at: float) -> bool:
        matrix[i, j], matrix[j, i] = math.exp(at), math.exp(-at)
        found = perron(matrix, logs)
        y, w = found.left, found.right
        return bool(y[i] * matrix[i, j] * w[j] > y[j] * matrix[j, i] * w[i])

    low = high = float(logs[i] - logs[j])
    reach = 0.5
    while rises(low):
        low, reach = low - reach, 2 * reach
    while not rises(high):
        high, reach = high + reach, 2 * reach
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if rises(middle) else (middle, high)
    return math.exp((low + high) / 2)


def _changed(comparisons: Comparisons, k: int, times: Fraction) -> Comparisons:
    ratios: Sequence[Ratio] = comparisons.ratios
    return replace(comparisons, ratios=(*ratios[:k], ratios[k]._replace(times=times), *ratios[k + 1 :]))
