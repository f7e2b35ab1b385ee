"""LBWA: criteria sorted into levels of importance below the most important one, then placed inside each level."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from mcda.elicit._reading import fraction, identifier, listed, named, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.weights import Weights


def lbwa(levels: Sequence[Mapping[str, Any]], *, r0: Any = None) -> Weights:
    """Return the weights of the level based weight assessment.

    A criterion of level i with number I inside it has the influence f = r0 / (i * r0 + I); weights are in proportion
    to the influences. The most important criterion stands in level 1 with number 0, so its influence is 1.

    Parameters
    ----------
    levels
        Level by level, the criteria that matter up to 2, 2 to 3, 3 to 4 ... times less than the most important one.
        Each level is a mapping from criterion id to a whole number: 0 at the upper end of the level, more for less
        important, at most r, the number of criteria in the fullest level. A level may be empty.
    r0
        The elasticity coefficient, above r; r + 1 where none is given. The larger, the less the numbers inside a
        level count.

    Returns
    -------
    Weights
        Exact. `consistency` holds `influence` by criterion id, `r` and `r0`.

    Raises
    ------
    WeightsError
        A criterion in two levels, a number that is not whole, negative or above r, nobody with number 0 in level 1, or
        r0 not above r.

    References
    ----------
    Žižović, M. & Pamučar, D. (2019). New model for determining criteria weights: Level Based Weight Assessment (LBWA)
    model. *Decision Making: Applications in Management and Engineering* 2(2), 126-137. doi:10.31181/dmame1902102z

    Examples
    --------
    >>> lbwa([{"security": 0, "growth": 1}, {"cost": 0}]).fractions
    {'security': Fraction(4, 9), 'growth': Fraction(1, 3), 'cost': Fraction(2, 9)}
    """
    read = [_level(each, i) for i, each in enumerate(listed(levels, "the levels"), start=1)]
    home: dict[str, int] = {}
    for i, inside in enumerate(read, start=1):
        for criterion in inside:
            if criterion in home:
                raise WeightsError(f"{criterion!r} stands in level {home[criterion]} and in level {i}; expected in one")
            home[criterion] = i
    if not read or 0 not in read[0].values():
        raise WeightsError("no criterion has number 0 in level 1; expected the most important one there")
    r = max(len(inside) for inside in read)
    for i, inside in enumerate(read, start=1):
        for criterion, number in inside.items():
            if number > r:
                raise WeightsError(
                    f"level {i}: {criterion!r} has number {number}; expected at most {r}, the size of the fullest level"
                )
    elasticity = Fraction(r + 1) if r0 is None else fraction(r0, "r0")
    if elasticity <= r:
        raise WeightsError(f"r0 is {float(elasticity):g}; expected above {r}, the size of the fullest level")
    influence = {
        c: elasticity / (i * elasticity + number)
        for i, inside in enumerate(read, start=1)
        for c, number in inside.items()
    }
    judgements: dict[str, Any] = {"method": "lbwa", "levels": plain([dict(inside) for inside in read])}
    if r0 is not None:
        judgements["r0"] = plain(r0)
    told = {"influence": {c: float(f) for c, f in influence.items()}, "r": r, "r0": float(elasticity)}
    return judged(influence, judgements=judgements, consistency=told)


def _level(given: Any, i: int) -> dict[str, int]:
    """Return the number of each criterion of a level."""
    if isinstance(given, Mapping) and not given:
        return {}
    found = {}
    for criterion, number in named(given, f"level {i}").items():
        whole = fraction(number, f"level {i}, the number of {criterion!r}")
        if whole.denominator != 1 or whole < 0:
            raise WeightsError(
                f"level {i}: {criterion!r} has number {float(whole):g}; expected a whole number, 0 or more"
            )
        found[identifier(criterion, f"level {i}")] = int(whole)
    return found
