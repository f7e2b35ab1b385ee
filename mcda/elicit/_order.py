"""Weights from an order of importance alone: each place has a weight, and ties share the weights of their places."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np

from mcda.elicit._reading import fraction, identifier, listed, named, plain
from mcda.errors import WeightsError

Order = Sequence[str | Sequence[str]] | Mapping[str, float]


def ordered(order: Order) -> list[list[str]]:
    """Return the criteria in classes of equal importance, most important first.

    Raises
    ------
    WeightsError
        A criterion named twice, no criterion, an empty class, or ranks that are no ranks.
    """
    ranks = _ranks(order)
    if ranks is not None:
        return _from_ranks(ranks)
    classes: list[list[str]] = []
    for place, each in enumerate(listed(order, "the order"), start=1):
        inside = [each] if isinstance(each, str) else listed(each, f"place {place} of the order")
        if not inside:
            raise WeightsError(f"place {place} of the order is empty; expected a criterion, or a list of tied ones")
        classes.append([identifier(c, f"place {place} of the order") for c in inside])
    if not classes:
        raise WeightsError("the order is empty; expected the criteria, most important first")
    every = [c for inside in classes for c in inside]
    twice = next((c for c in every if every.count(c) > 1), None)
    if twice is not None:
        raise WeightsError(f"{twice!r} stands twice in the order; expected each criterion once")
    return classes


def surrogate(order: Order, weight: Callable[[int, int], Fraction | float]) -> dict[str, Fraction | float]:
    """Return the weight of each criterion, in the order in which the criteria were given.

    Parameters
    ----------
    weight
        From place (1 is the most important) and number of criteria to a weight; a class of tied criteria gets the mean
        weight of the places it takes.
    """
    classes = ordered(order)
    n = sum(len(inside) for inside in classes)
    found: dict[str, Fraction | float] = {}
    taken = 0
    for inside in classes:
        span = [weight(taken + k, n) for k in range(1, len(inside) + 1)]
        mean = sum(span) / len(span)
        found |= dict.fromkeys(inside, mean)
        taken += len(inside)
    return {c: found[c] for c in _ranks(order) or found}


def in_order_given(order: Order) -> list[str]:
    """Return the criteria in the order in which they were given: by rank only where they stand in a list."""
    return list(_ranks(order) or [c for inside in ordered(order) for c in inside])


def written(order: Order) -> Any:
    """Return the order as plain data, as a file holds it."""
    ranks = _ranks(order)
    return plain(listed(order, "the order") if ranks is None else ranks)


def _ranks(order: Order) -> dict[str, Any] | None:
    """Return ranks by id; None where the order is a list."""
    return named(order, "the ranks") if hasattr(order, "items") else None


def _from_ranks(ranks: Mapping[str, Any]) -> list[list[str]]:
    """Accept 1, 2, 2, 4 and 1, 2, 2, 3 and 1, 2.5, 2.5, 4: anything else is more likely a score than a rank."""
    exact = {c: fraction(r, f"the rank of {c!r}") for c, r in ranks.items()}
    levels = sorted(set(exact.values()))
    classes = [[c for c, r in exact.items() if r == level] for level in levels]
    sizes = [len(inside) for inside in classes]
    before = [int(k) for k in np.cumsum([0, *sizes])[:-1]]
    forms = (
        [Fraction(k + 1) for k in before],
        [Fraction(k + 1) for k in range(len(sizes))],
        [k + Fraction(size + 1, 2) for k, size in zip(before, sizes, strict=True)],
    )
    if levels not in forms:
        wrong = _first_wrong(exact, levels)
        raise WeightsError(
            f"the ranks are no ranks: {wrong}; expected 1 for the most important, and ties as 1, 2, 2, 4, or as "
            "1, 2, 2, 3, or as 1, 2.5, 2.5, 4"
        )
    return classes


def _first_wrong(ranks: Mapping[str, Fraction], levels: Sequence[Fraction]) -> str:
    def who(level: Fraction) -> str:
        return next(repr(c) for c, r in ranks.items() if r == level)

    if not 1 <= levels[0] <= len(ranks):
        return f"the smallest is {float(levels[0]):g}, of {who(levels[0])}"
    if levels[-1] > len(ranks):
        return f"{who(levels[-1])} has {float(levels[-1]):g} among {len(ranks)} criteria"
    gaps = [(b - a, a, b) for a, b in pairwise(levels)]
    if not gaps:
        return f"every criterion has {float(levels[0]):g}"
    _, low, high = max(gaps)
    return f"between {who(low)} with {float(low):g} and {who(high)} with {float(high):g} the places do not add up"
