"""The deck of cards: criteria in an order, blank cards between them, and the ratio of the first to the last."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Any, Final

from mcda.elicit._order import Order, in_order_given, ordered, written
from mcda.elicit._reading import fraction, listed, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.weights import Weights

LARGEST: Final = 10_000
_MOST_DECIMALS: Final = 6


def cards(order: Order, blanks: Sequence[int] | None = None, *, z: Any, decimals: int | None = None) -> Weights:
    """Return the weights of the revised Simos procedure of Figueira and Roy.

    Between neighbours in the order lies one step, and one more for each blank card. The least important criteria count
    1, and each step adds the same, so that the most important count z.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, ties as a list inside the list; or ranks by id, 1 for the most
        important.
    blanks
        Number of blank cards between neighbours, from the most important down: one number fewer than there are places
        in the order. None for no blank cards.
    z
        How many times the most important criterion counts as the least important: 1 or more.
    decimals
        None for exact weights. From 0 to 6: the paper's rounding. The step is rounded to 6 decimals and what a place
        counts to 2; the weights, out of 100, are cut to this many decimals, and as many of them are raised by one unit
        as make the sum 100 again: those on which raising is the smaller relative fault, the largest saving first.
        Tied criteria may then differ by one unit; a note says so.

    Returns
    -------
    Weights
        `consistency` holds `step` and, by criterion id, `counts` (what its place counts).

    Raises
    ------
    WeightsError
        Blanks that do not fit the order, z below 1 (or not 1 where all are tied), or decimals that cut a weight to 0.

    References
    ----------
    Figueira, J. & Roy, B. (2002). Determining the weights of criteria in the ELECTRE type methods with a revised Simos'
    procedure. *European Journal of Operational Research* 139(2), 317-326. doi:10.1016/S0377-2217(01)00370-8

    Examples
    --------
    >>> cards(["security", ["growth", "jobs"], "cost"], [1, 0], z=4).fractions
    {'security': Fraction(4, 9), 'growth': Fraction(2, 9), 'jobs': Fraction(2, 9), 'cost': Fraction(1, 9)}
    """
    classes = ordered(order)
    ratio = fraction(z, "the ratio z")
    if not 1 <= ratio <= LARGEST:
        raise WeightsError(f"the ratio z is {float(ratio):g}; expected 1 or more, at most {LARGEST}")
    if len(classes) == 1 and ratio != 1:
        raise WeightsError(f"the ratio z is {float(ratio):g}, but all criteria are tied; expected 1, or an order")
    if decimals is not None and (isinstance(decimals, bool) or decimals not in range(_MOST_DECIMALS + 1)):
        raise WeightsError(f"decimals is {decimals!r}; expected a whole number from 0 to {_MOST_DECIMALS}, or None")
    steps = _steps(blanks, len(classes))
    step = (ratio - 1) / sum(steps) if steps else Fraction(0)
    if decimals is not None:
        step = _rounded(step, 6)
    # From the least important place up.
    above = [1 + step * taken for taken in accumulate(reversed(steps), initial=0)]
    if decimals is not None:
        above = [_rounded(each, 2) for each in above]
    place = {c: each for inside, each in zip(reversed(classes), above, strict=True) for c in inside}
    counts = {c: place[c] for c in in_order_given(order)}
    points = counts if decimals is None else _balanced(counts, decimals)
    split = [inside for inside in classes if len({points[c] / counts[c] for c in inside}) > 1]
    notes = [
        f"The rounding gives tied criteria different weights: {', '.join(inside)}. Exact weights do not."
        for inside in split
    ]
    judgements: dict[str, Any] = {"method": "cards", "order": written(order)}
    if blanks is not None:
        judgements["blanks"] = plain(list(blanks))
    judgements["z"] = plain(z)
    if decimals is not None:
        judgements["decimals"] = int(decimals)
    told = {"step": float(step), "counts": {c: float(k) for c, k in counts.items()}}
    return judged(points, judgements=judgements, consistency=told, notes=notes)


def _steps(blanks: Any, places: int) -> list[int]:
    """Return the steps between neighbours, from the most important down."""
    if blanks is None:
        return [1] * (places - 1)
    given = listed(blanks, "the blank cards")
    if len(given) != places - 1:
        raise WeightsError(
            f"{len(given)} numbers of blank cards for {places} places in the order; expected {places - 1}, one between "
            "each and the next"
        )
    found = []
    for number, each in enumerate(given, start=1):
        cards_between = fraction(each, f"the blank cards between places {number} and {number + 1}")
        if cards_between.denominator != 1 or not 0 <= cards_between <= LARGEST:
            raise WeightsError(
                f"the blank cards between places {number} and {number + 1} are {float(cards_between):g}; expected a "
                "whole number, 0 or more"
            )
        found.append(int(cards_between) + 1)
    return found


def _rounded(number: Fraction, decimals: int) -> Fraction:
    unit = Fraction(1, 10**decimals)
    return math.floor(number / unit + Fraction(1, 2)) * unit


def _balanced(counts: Mapping[str, Fraction], decimals: int) -> dict[str, Fraction]:
    """Return weights out of 100 with this many decimals that add to 100."""
    unit, whole = Fraction(1, 10**decimals), sum(counts.values())
    exact = {c: 100 * count / whole for c, count in counts.items()}
    cut = {c: math.floor(weight / unit) * unit for c, weight in exact.items()}
    raised = int((100 - sum(cut.values())) / unit)
    up = {c: (unit - (exact[c] - cut[c])) / exact[c] for c in exact}
    down = {c: (exact[c] - cut[c]) / exact[c] for c in exact}
    # Those on which cutting is the smaller fault are raised only when the others do not suffice.
    others = sorted((c for c in exact if up[c] <= down[c]), key=lambda c: -down[c])
    better_cut = sorted((c for c in exact if up[c] > down[c]), key=lambda c: up[c])
    chosen = [*others, *better_cut][:raised]
    made = {c: cut[c] + (unit if c in chosen else 0) for c in exact}
    lost = next((c for c, weight in made.items() if weight == 0), None)
    if lost is not None:
        raise WeightsError(f"{decimals} decimals leave {lost!r} without weight; give more decimals, or none")
    return made
