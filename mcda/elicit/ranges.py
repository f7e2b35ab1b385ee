"""Weights speak of swings: when the range of a criterion changes, its weight has to change with it.

With additive value and a straight value function, a range that becomes twice as long makes its swing worth twice as
much. Weights kept as they were would halve what one unit is worth, in silence.
"""

from dataclasses import replace
from fractions import Fraction

from mcda.criteria import Criteria, Criterion
from mcda.errors import WeightsError
from mcda.weights import Weights


def stale(weights: Weights, criteria: Criteria) -> tuple[str, ...]:
    """Return the criteria whose range is no longer the swing that their weight speaks of.

    Parameters
    ----------
    weights
        Their `swings` hold the lower and upper level judged, in units; a criterion without a swing is never stale.
    criteria
        Their scales hold the range of today. A criterion without a scale, or whose column holds values on 0 to 100
        instead of units, cannot be compared and is left out.

    Returns
    -------
    tuple of str
        Ids, in the order of the criteria.

    Examples
    --------
    >>> from mcda.criteria import Criterion
    >>> from mcda.elicit.swing import swing
    >>> from mcda.scales import Goal, Scale
    >>> cost = Criterion("cost", Goal.MIN, scale=Scale(Fraction(0), Fraction(1600)))
    >>> stale(swing({"cost": 100}, levels={"cost": (0, 800)}), Criteria.of(cost))
    ('cost',)
    """
    return tuple(c.id for c in criteria if _range(c) is not None and weights.swings.get(c.id, _range(c)) != _range(c))


def check_swings(weights: Weights, criteria: Criteria) -> None:
    """Raise where weights speak of other ranges than those of today.

    Raises
    ------
    WeightsError
        Names every such criterion, the old range, the new one, and the cure.

    Examples
    --------
    >>> from mcda.criteria import Criterion
    >>> from mcda.elicit.swing import swing
    >>> from mcda.scales import Goal, Scale
    >>> cost = Criterion("cost", Goal.MIN, scale=Scale(Fraction(0), Fraction(1600)))
    >>> check_swings(swing({"cost": 100}, levels={"cost": (0, 800)}), Criteria.of(cost))
    Traceback (most recent call last):
    mcda.errors.WeightsError: the weights speak of ranges that have changed: 'cost': judged from 0 to 800, now 0 to
    1600; use mcda.elicit.transferred(weights, criteria) to carry them over, or judge the swings anew
    """
    changed = [
        f"{c!r}: judged from {_words(weights.swings[c])}, now {_now(criteria[c])}" for c in stale(weights, criteria)
    ]
    if changed:
        raise WeightsError(
            f"the weights speak of ranges that have changed: {'; '.join(changed)}; use "
            "mcda.elicit.transferred(weights, criteria) to carry them over, or judge the swings anew"
        )


def transferred(weights: Weights, criteria: Criteria) -> Weights:
    """Carry weights over to the ranges of today, so that a unit of each criterion is worth what it was worth.

    The range rule: w'_k is in proportion to w_k * L'_k / L_k, with L the length of the range judged and L' that of
    today; then all are divided by their sum.

    Parameters
    ----------
    weights
        Their `swings` hold the ranges judged.
    criteria
        Their scales hold the ranges of today. Criteria that are not stale keep their weight beside each other.

    Returns
    -------
    Weights
        With the swings of today, a note for each range that changed, and without the old judgements, which would give
        the old weights again.

    Raises
    ------
    WeightsError
        The value function of a stale criterion is bent, so that a longer range is not worth as much more as it is
        longer; a range without length; or no weight is left.

    References
    ----------
    von Nitzsch, R. & Weber, M. (1993). The effect of attribute ranges on weights in multiattribute utility
    measurements. *Management Science* 39(8), 937-943. doi:10.1287/mnsc.39.8.937

    Examples
    --------
    >>> from mcda.criteria import Criterion
    >>> from mcda.elicit.swing import swing
    >>> from mcda.scales import Goal, Scale
    >>> cost = Criterion("cost", Goal.MIN, scale=Scale(Fraction(0), Fraction(1600)))
    >>> jobs = Criterion("jobs", Goal.MAX, scale=Scale(Fraction(0), Fraction(5000)))
    >>> judged = swing({"cost": 100, "jobs": 100}, levels={"cost": (0, 800), "jobs": (0, 5000)})
    >>> transferred(judged, Criteria.of(cost, jobs)).fractions
    {'cost': Fraction(2, 3), 'jobs': Fraction(1, 3)}
    """
    changed = stale(weights, criteria)
    if not changed:
        return weights
    points, swings, notes = dict(weights.fractions), dict(weights.swings), list(weights.notes)
    for criterion in changed:
        old, new = swings[criterion], _range(criteria[criterion])
        if new is None:  # `stale` names only criteria that have a range
            continue
        points[criterion] = points.get(criterion, Fraction(0)) * _stretch(criteria[criterion], old, new)
        swings[criterion] = new
        notes.append(f"The weight of {criterion!r} was carried over from the range {_dash(old)} to {_dash(new)}.")
    made = Weights.from_points(
        points, profile=weights.profile, name=weights.name, branches=weights.branches, swings=swings
    )
    return replace(made, notes=tuple(notes))


def _stretch(criterion: Criterion, old: tuple[Fraction, Fraction], new: tuple[Fraction, Fraction]) -> Fraction:
    """Return how many times as long the new range is."""
    if criterion.value_function is not None and criterion.value_function.slope is None:
        raise WeightsError(
            f"the range of {criterion.id!r} changed from {_dash(old)} to {_dash(new)}, and its value function is "
            "bent: the range rule holds for straight ones only; judge the swings anew"
        )
    before, after = old[1] - old[0], new[1] - new[0]
    if before <= 0 or after <= 0:
        raise WeightsError(
            f"the range of {criterion.id!r} changed from {_dash(old)} to {_dash(new)}; expected ranges with a lower "
            "end below the upper one"
        )
    return Fraction(after) / Fraction(before)


def _range(criterion: Criterion) -> tuple[Fraction, Fraction] | None:
    """Return the range of today in units, where there is one."""
    if criterion.scale is None or criterion.as_values:
        return None
    return (criterion.scale.low, criterion.scale.high)


def _now(criterion: Criterion) -> str:
    ends = _range(criterion)
    return "without a range" if ends is None else _words(ends)


def _words(ends: tuple[Fraction, Fraction]) -> str:
    return f"{float(ends[0]):g} to {float(ends[1]):g}"


def _dash(ends: tuple[Fraction, Fraction]) -> str:
    return f"{float(ends[0]):g}–{float(ends[1]):g}"
