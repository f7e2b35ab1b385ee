"""Rank sum: weights that fall by the same step from place to place."""

from fractions import Fraction

from mcda.elicit._order import Order, surrogate, written
from mcda.elicit.judged import judged
from mcda.weights import Weights


def rank_sum(order: Order) -> Weights:
    """Return rank sum weights: w_i = 2 * (n + 1 - i) / (n * (n + 1)).

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
    >>> rank_sum({"cost": 3, "security": 1, "growth": 2}).fractions
    {'cost': Fraction(1, 6), 'security': Fraction(1, 2), 'growth': Fraction(1, 3)}
    """

    def weight(place: int, n: int) -> Fraction:
        return Fraction(2 * (n + 1 - place), n * (n + 1))

    return judged(surrogate(order, weight), judgements={"method": "rank_sum", "order": written(order)})
