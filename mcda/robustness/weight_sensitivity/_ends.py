"""Where on the way of one share something no longer stays."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from mcda.robustness.question import Question
from mcda.robustness.weight_sensitivity._direction import Direction, scores_at
from mcda.robustness.weight_sensitivity._overtaking import Kept, on_a_line, stays, who
from mcda.scales import Floats

# Points of a scan from 0 to 1; the step with the end in it is cut into so many parts, so many times.
SCANNED: Final = 201
_PARTS: Final = 33
_ROUNDS: Final = 7


class End(NamedTuple):
    """An end before the far end of all shares, and the positions of who comes in and of whom it overtakes there."""

    share: float
    challenger: int
    holder: int


def end_on_a_line(question: Question, way: Direction, kept: Kept, far: float) -> End | None:
    """Return the end towards 0 or 1 for a weighted sum, exactly; None where it stays all the way."""
    if way.share == far:
        return None
    scores = question.terms @ way.weights([way.share, far]).T
    found = on_a_line(scores[:, 0], scores[:, 1], kept, question.tolerance)
    return found and End(way.share + found.way * (far - way.share), found.challenger, found.holder)


def end_by_scan(question: Question, way: Direction, kept: Kept, far: float) -> End | None:
    """Return the end towards 0 or 1 for any method, by a scan that closes in; None where none was seen."""
    now = np.asarray(question.ranking.scores)

    def first_bad(shares: Floats, before: Floats) -> tuple[int, Floats, Floats] | None:
        """Return the first share at which it does not stay, with the scores just before it and there."""
        scores = scores_at(question, way.weights(shares))
        bad = np.flatnonzero(~stays(scores, now, kept, question.tolerance))
        if not len(bad):
            return None
        at = int(bad[0])
        return at, scores[at - 1] if at else before, scores[at]

    grid = np.linspace(0.0, 1.0, SCANNED)
    grid = grid[grid > way.share] if far else grid[grid < way.share][::-1]
    low, found = way.share, first_bad(grid, now)
    if found is None:
        return None
    at, good, bad = found
    low, high = (float(grid[at - 1]) if at else low), float(grid[at])
    for _ in range(_ROUNDS):
        between = np.linspace(low, high, _PARTS + 1)[1:]
        closer = first_bad(between, good)
        if closer is None:
            break
        at, good, bad = closer
        low, high = (float(between[at - 1]) if at else low), float(between[at])
    return End(low, *who(good, bad, now, kept, question.tolerance))
