"""Rank exponent: rank sum weights made steeper or flatter."""

from fractions import Fraction

from mcda.elicit._order import Order, surrogate, written
from mcda.elicit._reading import fraction, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.weights import Weights

LARGEST = 100


def rank_exponent(order: Order, *, z: Fraction | float | str) -> Weights:
    """Return rank exponent weights: w_i is in proportion to (n + 1 - i) ** z.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, ties as a list inside the list; or ranks by id, 1 for the most
        important. Tied criteria share the mean of the weights of the places they take.
    z
        From 0 (equal weights) over 1 (rank sum) upwards, at most 100.

    Raises
    ------
    WeightsError
        A criterion named twice, no criterion, numbers that are no ranks, or an exponent outside 0 to 100.

    References
    ----------
    Stillwell, W. G., Seaver, D. A. & Edwards, W. (1981). A comparison of weight approximation techniques in
    multiattribute utility decision making. *Organizational Behavior and Human Performance* 28(1), 62-77.
    doi:10.1016/0030-5073(81)90015-5

    Examples
    --------
    >>> rank_exponent(["security", "growth", "cost"], z=2).fractions["security"]
    Fraction(9, 14)
    """
    power = fraction(z, "the exponent z")
    if not 0 <= power <= LARGEST:
        raise WeightsError(f"the exponent z is {float(power):g}; expected 0 (equal weights) to {LARGEST}")

    def weight(place: int, n: int) -> Fraction | float:
        part = Fraction(n + 1 - place, n)
        return part ** int(power) if power.denominator == 1 else float(part) ** float(power)

    judgements = {"method": "rank_exponent", "order": written(order), "z": plain(z)}
    return judged(surrogate(order, weight), judgements=judgements)
