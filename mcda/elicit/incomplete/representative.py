"""One point of a set of weights, to compute with where one is asked for."""

from collections.abc import Sequence
from typing import Any

from mcda.elicit._reading import listed, plain
from mcda.elicit.incomplete.polytope import Centre, WeightPolytope, weight_polytope
from mcda.elicit.incomplete.statements import weight_statement
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.weights import Weights


def incomplete(
    statements: Sequence[Any], *, criteria: Sequence[str] | None = None, centre: Centre = "vertices"
) -> Weights:
    """Return one point in the middle of all weights that obey some statements.

    Parameters
    ----------
    statements
        `WeightStatement`s, or plain data as `weight_statement` reads it: mappings with `order` (and `by`), or with
        `share`, `ratio` or `terms` (and `at_least`, `at_most` or both).
    criteria
        All criteria, where some are in no statement; left out: those the statements speak of.
    centre
        "vertices" or "ball", see `WeightPolytope.centre`.

    Raises
    ------
    WeightsError
        A statement of the wrong form, or no weights that obey all: the message names what clashes. More than 5000
        corners: use "ball".

    References
    ----------
    Salo, A. & Hämäläinen, R. P. (1992). Preference assessment by imprecise ratio statements. *Operations Research*
    40(6), 1053-1061. doi:10.1287/opre.40.6.1053

    Examples
    --------
    >>> incomplete([{"order": ["security", "growth", "cost"]}, {"share": "security", "at_most": 0.5}]).fractions["cost"]
    Fraction(7, 36)
    """
    read = [weight_statement(each) for each in listed(statements, "the statements")]
    named = list(dict.fromkeys(c for each in read for c in each.criteria))
    known = weight_polytope(named if criteria is None else criteria, read)
    return point(known, centre=centre)


def point(polytope: WeightPolytope, *, centre: Centre = "vertices") -> Weights:
    """Return the centre of a set of weights, with notes that it is one point of many and how far the others lie.

    Parameters
    ----------
    polytope
        From `weight_polytope`.
    centre
        "vertices" or "ball", see `WeightPolytope.centre`.

    Examples
    --------
    >>> print(*point(weight_polytope(["a", "b"], [{"order": ["a", "b"]}])).notes, sep="; ")
    these weights are one point of a set, the mean of its corners: all weights that obey the statements are as good;
    weights of the set go from 0.5 to 1 for 'a', from 0 to 0.5 for 'b'
    """
    if not isinstance(polytope, WeightPolytope):
        expected = "expected what weight_polytope(criteria, statements) gives"
        raise WeightsError(f"{polytope!r} is no set of weights; {expected}")
    made = polytope.centre(centre)
    ranges = [f"from {float(low):.3g} to {float(high):.3g} for {c!r}" for c, (low, high) in polytope.bounds().items()]
    middle = "the mean of its corners" if centre == "vertices" else "the centre of the largest ball inside it"
    open_to = (
        f"these weights are one point of a set, {middle}: all weights that obey the statements are as good",
        f"weights of the set go {', '.join(ranges)}",
    )
    return judged(
        made.fractions,
        judgements={
            "method": "incomplete",
            "statements": [each.plain() for each in polytope.statements],
            "criteria": plain(polytope.criteria),
            "centre": centre,
        },
        consistency={"dimension": polytope.dimension, "verdict": "some weights obey all statements"},
        notes=(*(open_to if polytope.dimension else ("no other weights obey the statements",)), *polytope.notes),
    )
