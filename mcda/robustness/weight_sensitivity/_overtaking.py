"""Which option overtakes which first, as weights move away from the present ones.

One rule for all: an option is overtaken where another scores more by over the tolerance. Where one is ahead now, the
end is where the two tie; where they tie now, it is where the tie breaks.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.ranking import places
from mcda.scales import Floats

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]

# Crossings closer than this, as a share of the way, are one.
_SAME: Final = 1e-12


class Kept(NamedTuple):
    """What must stay as it is.

    Parameters
    ----------
    members
        Positions of options that must all stay in the first `top` places.
    top
        How many places; 0 where the whole order must stay.
    """

    members: Numbers
    top: int


class Overtaking(NamedTuple):
    """Where something ends, and by whom.

    Parameters
    ----------
    way
        How far from the present weights (0) to the far end (1).
    challenger, holder
        Positions of the option that comes in and of the one it overtakes.
    """

    way: float
    challenger: int
    holder: int


def kept_of(scores: Floats, tolerance: float, top: int) -> Kept:
    """Return what is now in the first places; the whole order where `top` is 0."""
    at = places(scores, tolerance)
    return Kept(np.flatnonzero(at <= top if top else at > 0), top)


def on_a_line(now: Floats, far: Floats, kept: Kept, tolerance: float) -> Overtaking | None:
    """Return the first overtaking on the way from the present scores to those at the far end, all straight lines.

    Parameters
    ----------
    now, far : shape (n_options,)

    Returns
    -------
    None where what must stay stays to the far end.
    """
    before, after = (s[kept.members, np.newaxis] - s for s in (now, far))
    behind = before < -tolerance
    rising, falling = (after < -tolerance) & ~behind, (after >= -tolerance) & behind
    # Where somebody is ahead, to the tie itself; where the two tie, to where the tie breaks.
    level = np.where(before > tolerance, 0.0, -tolerance)
    slope = np.where(rising | falling, before - after, 1.0)
    way = np.where(rising | falling, np.clip((before - level) / slope, 0.0, 1.0), np.inf)
    steep = np.abs(slope)
    ends = []
    for i, holder in enumerate(kept.members):
        end = _end_of(way[i], rising[i], falling[i], int(behind[i].sum()), kept)
        if end < np.inf:
            at_once = np.flatnonzero(rising[i] & (way[i] <= end + _SAME) & (way[i] >= end - _SAME))
            ends += [(end, int(k), int(holder), float(steep[i, k])) for k in at_once]
    if not ends:
        return None
    first = min(end for end, *_ in ends)
    outsiders = ~np.isin(np.arange(len(now)), kept.members)
    best = max((e for e in ends if e[0] <= first + _SAME), key=lambda e: (bool(outsiders[e[1]]), e[3]))
    return Overtaking(first, best[1], best[2])


def _end_of(way: Floats, rising: Flags, falling: Flags, ahead: int, kept: Kept) -> float:
    """Return where too many options are ahead of one holder."""
    if not kept.top or kept.top == 1:
        return float(way[rising].min(initial=np.inf))
    events = np.flatnonzero(rising | falling)
    events = events[np.argsort(way[events], kind="stable")]
    count = ahead + np.cumsum(np.where(rising[events], 1, -1))
    over = np.flatnonzero(count >= kept.top)
    return float(way[events[over[0]]]) if len(over) else np.inf


def stays(scores: Floats, now: Floats, kept: Kept, tolerance: float) -> Flags:
    """Tell under which of many scores, shape (n, n_options), what must stay stays; shape (n,)."""
    found = np.empty(len(scores), dtype=np.bool_)
    reversible = now[kept.members, np.newaxis] - now >= -tolerance
    for i, row in enumerate(scores):
        ahead = row - row[kept.members, np.newaxis] > tolerance
        found[i] = (ahead.sum(axis=1) < kept.top).all() if kept.top else not (ahead & reversible).any()
    return found


def who(good: Floats, bad: Floats, now: Floats, kept: Kept, tolerance: float) -> tuple[int, int]:
    """Return the challenger and the holder between scores under which it stays and scores under which it does not."""
    was, ahead = (s - s[kept.members, np.newaxis] > tolerance for s in (good, bad))
    new = ahead & ~was
    if kept.top:
        new &= (ahead.sum(axis=1) >= kept.top)[:, np.newaxis]
        outside = new.copy()
        outside[:, kept.members] = False
        new = outside if outside.any() else new
    else:
        new &= now[kept.members, np.newaxis] - now >= -tolerance
    lead = np.where(new, bad - bad[kept.members, np.newaxis], -np.inf)
    holder, challenger = (int(k) for k in np.unravel_index(int(lead.argmax()), lead.shape))
    return challenger, int(kept.members[holder])
