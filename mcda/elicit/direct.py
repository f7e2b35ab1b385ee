"""Points given straight away."""

from collections.abc import Mapping
from typing import Any

from mcda.elicit._reading import fraction, named, plain
from mcda.elicit.judged import judged
from mcda.weights import Weights


def direct(points: Mapping[str, Any]) -> Weights:
    """Return weights in proportion to points.

    Parameters
    ----------
    points
        By criterion id, zero or more; only their proportions matter.

    Raises
    ------
    WeightsError
        No points, one that is no number or negative, or all of them zero.

    References
    ----------
    Doyle, J. R., Green, R. H. & Bottomley, P. A. (1997). Judging relative importance: direct rating and point
    allocation are not equivalent. *Organizational Behavior and Human Decision Processes* 70(1), 65-72.
    doi:10.1006/obhd.1997.2694

    Examples
    --------
    >>> direct({"security": 50, "growth": 30, "cost": 20}).shares
    {'security': 0.5, 'growth': 0.3, 'cost': 0.2}
    """
    given = named(points, "the points")
    made = {c: fraction(p, f"the points of {c!r}") for c, p in given.items()}
    return judged(made, judgements={"method": "direct", "points": plain(given)})
