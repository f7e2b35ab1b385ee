"""Scores and places as the share of one criterion, or of one branch, walks from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import unknown
from mcda.ranking import Places, places
from mcda.robustness.question import Question
from mcda.robustness.weight_sensitivity._direction import Direction, Kind, check_points, direction, scores_at
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd

_HALVINGS: Final = 40
# Shares at which a table for reading shows the places.
_SHOWN: Final = 6


@dataclass(frozen=True)
class Crossing:
    """A share at which two options change places with each other.

    Parameters
    ----------
    share
        Where.
    below, above
        Ids of the option that is ahead at smaller shares and of the one that is ahead at larger shares.
    for_first_place
        True where the one that takes over is then first, alone or tied.
    """

    share: float
    below: str
    above: str
    for_first_place: bool


@dataclass(frozen=True, eq=False)
class WalkingWeights:
    """The data of the figure.

    Parameters
    ----------
    name, kind, share
        Whose share walks, and the present one.
    options
        Ids, in the order of the table.
    shares : shape (n_points,)
        From 0 to 1.
    scores, places : shape (n_points, n_options)
        Under each of them.
    crossings
        From the smallest share to the largest.
    exact
        True where the crossings are those of straight lines; False where they were closed in on between two points:
        then options that cross twice between two neighbouring points are missed.
    method, weights
        The recipe of the method and the name of the weights.
    """

    name: str
    kind: Kind
    share: float
    options: tuple[str, ...]
    shares: Floats
    scores: Floats
    places: Places
    crossings: tuple[Crossing, ...]
    exact: bool
    method: str
    weights: str

    def __post_init__(self) -> None:
        for array in (self.shares, self.scores, self.places):
            array.setflags(write=False)

    @property
    def winners(self) -> tuple[tuple[str, ...], ...]:
        """At each share, the option or the tied options in first place."""
        return tuple(tuple(self.options[i] for i in np.flatnonzero(row == 1)) for row in self.places)

    def scores_of(self, option: str) -> Floats:
        """Return the scores of one option, shape (n_points,).

        Raises
        ------
        NameUnknownError
            No such option.
        """
        if option not in self.options:
            raise unknown("option", option, self.options)
        return self.scores[:, self.options.index(option)]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns share, option, score and place."""
        import pandas as pd

        n = len(self.options)
        return pd.DataFrame(
            {
                "share": np.repeat(self.shares, n),
                "option": list(self.options) * len(self.shares),
                "score": self.scores.ravel(),
                "place": self.places.ravel(),
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; scores and places by option, along the shares."""
        told = {name: getattr(self, name) for name in ("name", "kind", "share", "exact", "method", "weights")}
        crossings = [
            {"share": c.share, "below": c.below, "above": c.above, "for_first_place": c.for_first_place}
            for c in self.crossings
        ]
        return {
            **told,
            "shares": self.shares.tolist(),
            "scores": dict(zip(self.options, self.scores.T.tolist(), strict=True)),
            "places": dict(zip(self.options, self.places.T.tolist(), strict=True)),
            "crossings": crossings,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        at = np.unique(np.linspace(0, len(self.shares) - 1, _SHOWN).round().astype(int))
        head = ["place at share", *(f"{t:.2g}" for t in self.shares[at])]
        return head, [[o, *map(str, self.places[at, i].tolist())] for i, o in enumerate(self.options)]

    def _origin(self) -> str:
        how = "exact" if self.exact else "looked for between the points"
        told = f"{self.kind} {self.name}, now {self.share:.4f}; {len(self.crossings)} crossings, {how}"
        return f"{self.method}, weights: {self.weights or 'given'}; {told}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def walking_weights(question: Question, name: str, *, points: int = 101) -> WalkingWeights:
    """Return scores and places of all options as one share goes from 0 to 1.

    Inside a branch proportions stay, and all other criteria are scaled by one factor. Two options cross where one is
    ahead by over the tolerance of ties on one side and the other on the other side.

    Parameters
    ----------
    name
        A criterion, or else a branch.
    points
        How many shares, 2 or more, evenly spaced from 0 to 1.

    Raises
    ------
    NameUnknownError
        No such criterion or branch.
    WeightsError
        Every other weight is 0.
    MethodError
        The method does not rank, or takes no weights.
    McdaError
        `points` is no whole number of 2 or more.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 2], [6, 6], [1, 9]], goals=["max", "max"], options=list("abc"))
    >>> found = walking_weights(Question(Wsm(normalization="none"), table, [1, 1]), "c1", points=5)
    >>> found
    Wsm(normalization='none'), weights: given; criterion c1, now 0.5000; 3 crossings, exact
    place at share  0  0.25  0.5  0.75  1
    a               3     3    2     1  1
    b               2     2    1     2  2
    c               1     1    3     3  3
    >>> [(round(c.share, 4), c.below, c.above) for c in found.crossings if c.for_first_place]
    [(0.375, 'c', 'b'), (0.5714, 'b', 'a')]
    """
    way, count = direction(question, name), check_points(points)
    shares = np.linspace(0.0, 1.0, count)
    scores = scores_at(question, way.weights(shares))
    crossings = _exactly(question, way) if question.adds else _between(question, way, shares, scores)
    return WalkingWeights(
        name=way.name,
        kind=way.kind,
        share=way.share,
        options=question.options,
        shares=shares,
        scores=scores,
        places=places(scores, question.tolerance),
        crossings=_named(question, way, crossings),
        exact=question.adds,
        method=repr(question.method),
        weights=question.weights.profile,
    )


Found = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Floats]


def _exactly(question: Question, way: Direction) -> Found:
    """Return the pairs that cross, as the positions of who is ahead below and above, and the shares where."""
    ends = question.terms @ way.weights([0.0, 1.0]).T
    start, end = (ends[:, k, np.newaxis] - ends[:, k] for k in (0, 1))
    below, above = np.nonzero((start > question.tolerance) & (end < -question.tolerance))
    first, last = start[below, above], end[below, above]
    return below, above, np.asarray(first / (first - last))


def _between(question: Question, way: Direction, shares: Floats, scores: Floats) -> Found:
    """Return the same where the scores are no straight lines, by halving the steps in which a pair turns."""
    low, high, below, above = [], [], [], []
    n = scores.shape[1]
    # The last point at which each is ahead of each; ties in between are walked over.
    last = np.full((n, n), -1)
    for k, row in enumerate(scores):
        ahead = row[:, np.newaxis] - row > question.tolerance
        turned = ahead & (last < last.T)
        for i, j in np.argwhere(turned):
            low.append(shares[last[j, i]])
            high.append(shares[k])
            below.append(j)
            above.append(i)
        last[ahead] = k
    left, right = np.array(low, dtype=np.float64), np.array(high, dtype=np.float64)
    before, after = np.array(below, dtype=np.intp), np.array(above, dtype=np.intp)
    rows = np.arange(len(before))
    for _ in range(_HALVINGS if len(rows) else 0):
        middle = (left + right) / 2
        found = scores_at(question, way.weights(middle))
        over = found[rows, after] > found[rows, before]
        left, right = np.where(over, left, middle), np.where(over, middle, right)
    return before, after, right


def _named(question: Question, way: Direction, found: Found) -> tuple[Crossing, ...]:
    below, above, shares = found
    scores = scores_at(question, way.weights(shares))
    # At the crossing itself the two tie but for rounding, and for the jump of a method that jumps.
    reach = question.tolerance + 1e-9 * np.ptp(scores, axis=1) if len(shares) else np.empty(0)
    crossings = [
        Crossing(float(t), question.options[b], question.options[a], bool(row[a] >= row.max() - r))
        for b, a, t, row, r in zip(below, above, shares, scores, reach, strict=True)
    ]
    return tuple(sorted(crossings, key=lambda c: c.share))
