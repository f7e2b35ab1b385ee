"""Rank reciprocal: the second weighs a half of the first, the third a third."""

from fractions import Fraction

from mcda.elicit._order import Order, surrogate, written
from mcda.elicit.judged import judged
from mcda.weights import Weights


def rank_reciprocal(order: Order) -> Weights:
    """Return rank reciprocal weights: w_i is in proportion to 1 / i.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, ties as a list inside the list; or ranks by id, 1 for the most
        important. Tied criteria share the mean of the weights of the places they take.

    Raises
    ------
    WeightsError
        A criterion named twice, no criterion, or numbers that are no ranks.

    References
    ----------
    Stillwell, W. G., Seaver, D. A. & Edwards, W. (1981). A comparison of weight approximation techniques in
    multiattribute utility decision making. *Organizational Behavior and Human Performance* 28(1), 62-77.
    doi:10.1016/0030-5073(81)90015-5

    Examples
    --------
    >>> rank_reciprocal(["security", "growth", "cost"]).fractions["cost"]
    Fraction(2, 11)
    """

    def weight(place: int, _n: int) -> Fraction:
        return Fraction(1, place)

    return judged(surrogate(order, weight), judgements={"method": "rank_reciprocal", "order": written(order)})
