"""SWARA: down an order, by how much each criterion matters less than the one before."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from mcda.elicit._order import ordered, written
from mcda.elicit._reading import fraction, named, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.weights import Weights

LARGEST: Final = 1000


def swara(order: Sequence[str], steps: Mapping[str, Any]) -> Weights:
    """Return the weights of the step-wise weight assessment ratio analysis.

    The first criterion counts q_1 = 1, every other one q_j = q_(j-1) / (1 + s_j); w_j = q_j / sum of q.

    Parameters
    ----------
    order
        Ids of the criteria, most important first, without ties: criteria that matter the same have a step of 0.
    steps
        For every criterion but the first, s_j: by how much the criterion before it matters more than it does, as a
        part of it: 0.25 means a quarter more. 0 or more.

    Returns
    -------
    Weights
        Exact. `consistency` holds `coefficients` (1 + s_j) and `recalculated` (q_j) by criterion id.

    Raises
    ------
    WeightsError
        A tie, a criterion named twice, a step that is missing, negative or of a criterion not in the order.

    References
    ----------
    Keršulienė, V., Zavadskas, E. K. & Turskis, Z. (2010). Selection of rational dispute resolution method by applying
    new step-wise weight assessment ratio analysis (SWARA). *Journal of Business Economics and Management* 11(2),
    243-258. doi:10.3846/jbem.2010.12

    Examples
    --------
    >>> swara(["security", "growth", "cost"], {"growth": 0.25, "cost": 1}).fractions
    {'security': Fraction(5, 11), 'growth': Fraction(4, 11), 'cost': Fraction(2, 11)}
    """
    classes = ordered(order)
    tied = next((inside for inside in classes if len(inside) > 1), None)
    if tied is not None:
        raise WeightsError(f"{', '.join(tied)} are tied; name them one by one and give all but the first a step of 0")
    ids = [c for inside in classes for c in inside]
    given = named(steps, "the steps") if len(ids) > 1 or steps else {}
    for criterion in given:
        if criterion not in ids:
            raise WeightsError(f"a step for {criterion!r}, which is not in the order{nearest(criterion, ids)}")
    coefficients = {c: 1 + _step(given, c, ids) for c in ids}
    recalculated: dict[str, Fraction] = {}
    last = Fraction(1)
    for criterion, coefficient in coefficients.items():
        last = recalculated[criterion] = last / coefficient
    return judged(
        recalculated,
        judgements={"method": "swara", "order": written(order), "steps": plain(given)},
        consistency={
            "coefficients": {c: float(k) for c, k in coefficients.items()},
            "recalculated": {c: float(q) for c, q in recalculated.items()},
        },
    )


def _step(given: Mapping[str, Any], criterion: str, ids: Sequence[str]) -> Fraction:
    first = criterion == ids[0]
    if criterion not in given:
        if first:
            return Fraction(0)
        before = ids[ids.index(criterion) - 1]
        raise WeightsError(f"no step for {criterion!r}; say by how much {before!r} matters more, as a part: 0 or more")
    step = fraction(given[criterion], f"the step of {criterion!r}")
    if first and step != 0:
        raise WeightsError(
            f"the step of {criterion!r} is {float(step):g}, but it is the first of the order; leave it out"
        )
    if not 0 <= step <= LARGEST:
        raise WeightsError(f"the step of {criterion!r} is {float(step):g}; expected 0 or more, at most {LARGEST}")
    return step
