"""Points for swings from the worst level to the best."""

from collections.abc import Mapping, Sequence
from typing import Any

from mcda.elicit._reading import fraction, named, plain, spans
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.weights import Weights

MOST = 100


def swing(points: Mapping[str, Any], *, levels: Mapping[str, Sequence[Any]] | None = None) -> Weights:
    """Return swing weights: each swing's points, divided by their sum.

    The most important swing gets 100 points; every other swing gets points for how much it is worth beside that one.

    Parameters
    ----------
    points
        By criterion id, from 0 to 100.
    levels
        By criterion id, the lower and the upper level whose swing was judged, in the criterion's unit; the lower level
        first, also where less is better. They go into `Weights.swings`, so that the weights are known to be out of date
        once the criterion's range changes.

    Raises
    ------
    WeightsError
        Points that are no number, below 0 or above 100, or all zero; levels that do not fit the points.

    References
    ----------
    von Winterfeldt, D. & Edwards, W. (1986). *Decision Analysis and Behavioral Research*. Cambridge University Press.

    Examples
    --------
    >>> swing({"cost": 100, "jobs": 60}, levels={"cost": (0, 800), "jobs": (0, 5000)}).shares
    {'cost': 0.625, 'jobs': 0.375}
    """
    given = named(points, "the points")
    made = {c: fraction(p, f"the points of {c!r}") for c, p in given.items()}
    for criterion, number in made.items():
        if not 0 <= number <= MOST:
            raise WeightsError(
                f"the swing of {criterion!r} has {float(number):g} points; expected 0 to 100, and 100 for the most "
                "important swing"
            )
    swings = None if levels is None else spans(levels, "the levels")
    for criterion in {} if swings is None else swings:
        if criterion not in made:
            raise WeightsError(f"levels for {criterion!r}, whose swing has no points{nearest(criterion, made)}")
    for criterion in made:
        if swings is not None and criterion not in swings:
            raise WeightsError(
                f"no levels for {criterion!r}; give the lower and upper level of every swing, or of none"
            )
    top = max(made.values())
    notes = []
    if 0 < top < MOST:
        notes.append(
            f"No swing has 100 points; the largest has {float(top):g}. Only the proportions of the points were used."
        )
    judgements: dict[str, Any] = {"method": "swing", "points": plain(given)}
    if levels is not None:
        judgements["levels"] = plain(named(levels, "the levels"))
    return judged(made, judgements=judgements, notes=notes, swings=swings)
