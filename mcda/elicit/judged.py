"""Weights that come from judgements: the shares, what was said, and how well it fits together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from mcda.frozen import FrozenDict, deep_frozen
from mcda.weights import Weights


def judged(
    points: Mapping[str, Fraction | int | float],
    *,
    judgements: Mapping[str, Any],
    consistency: Mapping[str, Any] = FrozenDict(),  # frozen
    notes: Sequence[str] = (),
    swings: Mapping[str, tuple[Fraction, Fraction]] | None = None,
) -> Weights:
    """Return weights that remember the judgements they come from.

    Parameters
    ----------
    points
        By criterion id; only their proportions matter.
    judgements
        Plain data: `method`, the name of the function of `mcda.elicit`, and its arguments by name, so that a profile
        file can hold it and the weights can be computed again.
    consistency
        By name: numbers, words, truth values, and tuples of them.
    notes
        What a reader must know beside the weights.
    swings
        By criterion id, the lower and upper level the judgements speak of, in units.

    Raises
    ------
    WeightsError
        No points, a negative or infinite one, or all of them zero.

    Examples
    --------
    >>> said = {"method": "direct", "points": {"cost": 3, "jobs": 1}}
    >>> weights = judged(said["points"], judgements=said, notes=["Asked in May."])
    >>> weights.fractions["cost"], weights.judgements["method"], weights.notes
    (Fraction(3, 4), 'direct', ('Asked in May.',))
    """
    made = Weights.from_points(points, swings=swings)
    return replace(made, judgements=deep_frozen(judgements), consistency=deep_frozen(consistency), notes=tuple(notes))
