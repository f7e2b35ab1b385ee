"""RANCOM: who of two criteria matters more, for every pair."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any, Final

from mcda.elicit._comparisons import read_cells
from mcda.elicit._order import Order, in_order_given, ordered, written
from mcda.elicit._reading import fraction, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.weights import Weights

_HALF: Final = Fraction(1, 2)


def rancom(
    order: Order | None = None,
    *,
    comparisons: Mapping[str, Mapping[str, Any]] | Sequence[Sequence[Any]] | None = None,
    criteria: Sequence[str] | None = None,
) -> Weights:
    """Return the weights of the ranking comparison method.

    Each pair of criteria gives 1 point to the more important one, or half a point to each; a criterion's points, half
    a point for itself among them, are in proportion to its weight. More important is always more weight, and equal is
    always equal.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, ties as a list inside the list; or ranks by id, 1 for the most
        important.
    comparisons
        In place of an order, the matrix of ranking comparison: row by row, 1 where the row's criterion matters more,
        0.5 where both matter the same, 0 where it matters less. By id one of the two cells of a pair is enough.
    criteria
        Ids of rows and columns, where `comparisons` are rows of numbers.

    Returns
    -------
    Weights
        Exact. `consistency` holds `summed` (points by criterion id), `consistent` (the comparisons make
        an order), `verdict`, and `circle`, three criteria that make none.

    Raises
    ------
    WeightsError
        Neither or both of order and comparisons, a pair that is missing or contradicts itself, a cell other than 0, 0.5
        or 1: the message names the pair.

    References
    ----------
    Więckowski, J., Kizielewicz, B., Shekhovtsov, A. & Sałabun, W. (2023). RANCOM: a novel approach to identifying
    criteria relevance based on inaccuracy expert judgments. *Engineering Applications of Artificial Intelligence* 122,
    106114. doi:10.1016/j.engappai.2023.106114

    Examples
    --------
    >>> rancom([["security", "growth"], "cost"]).fractions
    {'security': Fraction(4, 9), 'growth': Fraction(4, 9), 'cost': Fraction(1, 9)}
    """
    if (order is None) == (comparisons is None):
        raise WeightsError("expected an order or comparisons, one of the two")
    judgements: dict[str, Any] = {"method": "rancom"}
    if order is not None:
        if criteria is not None:
            raise WeightsError("`criteria` goes with comparisons in rows; an order has its ids inside")
        ids, cells = _from_order(order)
        judgements["order"] = written(order)
    else:
        ids, cells = _read(comparisons, criteria)
        judgements["comparisons"] = plain({a: {b: cells[a, b] for b in ids} for a in ids})
    summed = {a: sum((cells[a, b] for b in ids), Fraction(0)) for a in ids}
    circle = _circle(ids, cells)
    told: dict[str, Any] = {"summed": {c: float(s) for c, s in summed.items()}, "consistent": circle is None}
    notes = []
    if circle is None:
        told["verdict"] = "the comparisons make an order"
    else:
        a, b, c = circle
        told |= {"verdict": "the comparisons make no order", "circle": circle}
        words = {True: "more important than", False: "as important as"}
        end = "only as important as" if cells[a, c] == _HALF else "less important than"
        notes.append(
            f"The comparisons make no order: {a} is {words[cells[a, b] == 1]} {b}, and {b} {words[cells[b, c] == 1]} "
            f"{c}, but {a} is {end} {c}."
        )
    return judged(summed, judgements=judgements, consistency=told, notes=notes)


def _from_order(order: Order) -> tuple[list[str], dict[tuple[str, str], Fraction]]:
    classes = ordered(order)
    place = {c: k for k, inside in enumerate(classes) for c in inside}
    ids = in_order_given(order)
    return ids, {(a, b): _point(place[b] - place[a]) for a in ids for b in ids}


def _point(lead: int) -> Fraction:
    return _HALF if lead == 0 else Fraction(int(lead > 0))


def _read(comparisons: Any, criteria: Sequence[str] | None) -> tuple[list[str], dict[tuple[str, str], Fraction]]:
    ids, given = read_cells(comparisons, criteria)
    cells: dict[tuple[str, str], Fraction] = {}
    for (a, b), each in given.items():
        if each is None:
            continue
        point = fraction(each, f"{a} : {b}")
        if point not in (0, _HALF, 1):
            raise WeightsError(
                f"{a} : {b} is {float(point):g}; expected 1 (more important), 0.5 (the same) or 0 (less)"
            )
        if a == b and point != _HALF:
            raise WeightsError(f"{a} : {a} is {float(point):g}; expected 0.5, or nothing")
        cells[a, b] = point
    for a, b in combinations(ids, 2):
        there, back = cells.get((a, b)), cells.get((b, a))
        if there is None and back is None:
            raise WeightsError(f"{a} : {b} has no number; compare every pair")
        if there is not None and back is not None and there + back != 1:
            raise WeightsError(
                f"{a} : {b} is {float(there):g} and {b} : {a} is {float(back):g}; expected them to add to 1, or only "
                "one of the two"
            )
        cells[a, b] = there if there is not None else 1 - (back or Fraction(0))
        cells[b, a] = 1 - cells[a, b]
    return ids, {**cells, **{(a, a): _HALF for a in ids}}


def _circle(ids: Sequence[str], cells: Mapping[tuple[str, str], Fraction]) -> tuple[str, str, str] | None:
    """Return three criteria of which the first leads to the last over the second, but not straight."""
    for a, b, c in permutations(ids, 3):
        if cells[a, b] >= _HALF and cells[b, c] >= _HALF and cells[a, c] < max(cells[a, b], cells[b, c]):
            return a, b, c
    return None
