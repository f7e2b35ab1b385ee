"""DEMATEL: weights from how much criteria influence each other, straight and through others."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from mcda.elicit._comparisons import as_given, read_cells
from mcda.elicit._reading import fraction, plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError
from mcda.scales import Floats
from mcda.weights import Weights

# Closer to one than this, the largest eigenvalue cannot be told from one.
_ROUNDING: Final = 1e-9


def dematel(
    influence: Mapping[str, Mapping[str, Any]] | Sequence[Sequence[Any]], *, criteria: Sequence[str] | None = None
) -> Weights:
    """Return weights in proportion to sqrt((R + C)^2 + (R - C)^2), from the total influence of criteria on each other.

    The direct influences are divided by the largest of all sums of rows and columns, D; the total influences, along
    ways of any length, are T = D + D^2 + D^3 + ... = D (I - D)^-1. R are the sums of the rows of T (what a criterion
    gives), C those of its columns (what it takes), R + C is its prominence and R - C its relation: a cause where above
    0, an effect where below.

    Parameters
    ----------
    influence
        How much the row's criterion influences the column's, 0 or more, usually from 0 (not at all) to 4 (very much);
        0 on the diagonal. By id cells may be left out: they are 0.
    criteria
        Ids of rows and columns, where `influence` is given in rows of numbers.

    Returns
    -------
    Weights
        A criterion that neither gives nor takes influence gets 0. `consistency` holds, by criterion id, `total` (the
        rows of T), `given` (R), `taken` (C), `prominence` and `relation`.

    Raises
    ------
    WeightsError
        A cell that is no number, below 0, or above 0 on the diagonal; no influence at all; or influences of which the
        sum over all ways is infinite, because some criteria pass all they take on among themselves.

    References
    ----------
    Fontela, E. & Gabus, A. (1976). *The DEMATEL Observer*. Battelle Geneva Research Centre.

    Dalalah, D., Hayajneh, M. & Batieha, F. (2011). A fuzzy multi-criteria decision making model for supplier selection.
    *Expert Systems with Applications* 38(7), 8384-8391. doi:10.1016/j.eswa.2011.01.031

    Examples
    --------
    >>> weights = dematel({"growth": {"jobs": 4, "cost": 1}, "jobs": {"cost": 2}})
    >>> {c: round(s, 4) for c, s in weights.shares.items()}
    {'growth': 0.4211, 'jobs': 0.2854, 'cost': 0.2935}
    """
    ids, direct = _read(influence, criteria)
    largest = max(float(direct.sum(axis=0).max()), float(direct.sum(axis=1).max()))
    if largest == 0:
        raise WeightsError("no criterion influences another; expected at least one number above 0")
    scaled = direct / largest
    root = float(np.abs(np.linalg.eigvals(scaled)).max())
    if root >= 1 - _ROUNDING:
        told = ", ".join(_closed(ids, scaled)) or "some criteria"
        raise WeightsError(
            f"the total influence is infinite: {told} pass all they take on among themselves, so that I - D has no "
            "inverse; expected influences of which some fade"
        )
    total = np.linalg.solve((np.eye(len(ids)) - scaled).T, scaled.T).T
    gives, takes = total.sum(axis=1), total.sum(axis=0)
    points = np.hypot(gives + takes, gives - takes)
    judgements: dict[str, Any] = {"method": "dematel", "influence": plain(as_given(influence))}
    if criteria is not None:
        judgements["criteria"] = plain(list(criteria))

    def by_id(numbers: Floats) -> dict[str, float]:
        return dict(zip(ids, numbers.tolist(), strict=True))

    return judged(
        by_id(points),
        judgements=judgements,
        consistency={
            "total": {a: by_id(row) for a, row in zip(ids, total, strict=True)},
            "given": by_id(gives),
            "taken": by_id(takes),
            "prominence": by_id(gives + takes),
            "relation": by_id(gives - takes),
        },
    )


def _read(influence: Any, criteria: Sequence[str] | None) -> tuple[list[str], Floats]:
    ids, cells = read_cells(influence, criteria)
    direct = np.zeros((len(ids), len(ids)))
    for (a, b), given in cells.items():
        if given is None:
            continue
        amount = fraction(given, f"the influence of {a!r} on {b!r}")
        if amount < 0:
            raise WeightsError(f"the influence of {a!r} on {b!r} is {float(amount):g}; expected 0 or more")
        if a == b and amount != 0:
            raise WeightsError(f"the influence of {a!r} on itself is {float(amount):g}; expected 0, or nothing")
        direct[ids.index(a), ids.index(b)] = float(amount)
    return ids, direct


def _closed(ids: Sequence[str], scaled: Floats) -> list[str]:
    """Return the criteria that an infinite total influence keeps going round."""
    values, vectors = np.linalg.eig(scaled)
    vector = np.abs(vectors[:, int(np.argmax(np.abs(values)))])
    back, others = np.linalg.eig(scaled.T)
    other = np.abs(others[:, int(np.argmax(np.abs(back)))])
    return [c for c, one, two in zip(ids, vector, other, strict=True) if one * two > _ROUNDING]
