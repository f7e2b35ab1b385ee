"""Rank order centroid: the middle of all weights that agree with an order."""

from fractions import Fraction

from mcda.elicit._order import Order, surrogate, written
from mcda.elicit.judged import judged
from mcda.weights import Weights


def rank_order_centroid(order: Order) -> Weights:
    """Return ROC weights, those of SMARTER: w_i = (1/n) * sum of 1/k for k = i ... n.

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
    Barron, F. H. & Barrett, B. E. (1996). Decision quality using ranked attribute weights. *Management Science* 42(11),
    1515-1523. doi:10.1287/mnsc.42.11.1515

    Edwards, W. & Barron, F. H. (1994). SMARTS and SMARTER: improved simple methods for multiattribute utility
    measurement. *Organizational Behavior and Human Decision Processes* 60(3), 306-325. doi:10.1006/obhd.1994.1087

    Examples
    --------
    >>> rank_order_centroid(["security", ["growth", "cost"]]).fractions["growth"]
    Fraction(7, 36)
    """

    def weight(place: int, n: int) -> Fraction:
        return sum((Fraction(1, k) for k in range(place, n + 1)), Fraction(0)) / n

    return judged(surrogate(order, weight), judgements={"method": "rank_order_centroid", "order": written(order)})
