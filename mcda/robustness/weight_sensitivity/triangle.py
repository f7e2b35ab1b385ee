"""Who is first as two shares move at once: a map of the triangle of the two shares and the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import McdaError, WeightsError
from mcda.frozen import frozen
from mcda.ranking import places
from mcda.robustness.question import Question
from mcda.robustness.weight_sensitivity._direction import check_points, direction, members_of, proportions, scores_at
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd

Corners = tuple[tuple[float, float], ...]

_MOST_POINTS: Final = 1001
# A share of the triangle this small is rounding.
_NOTHING: Final = 1e-12


@dataclass(frozen=True, eq=False)
class StabilityMap:
    """The data of the figure.

    Parameters
    ----------
    first, second
        The criteria or branches whose shares move; all other criteria take the rest in proportion.
    now
        The present shares of the two.
    shares : shape (n_points,)
        From 0 to 1, of either.
    winners
        At the share `shares[i]` of the first and `shares[j]` of the second, `winners[i][j]` holds the ids in first
        place; row i ends where the two shares would add to more than 1.
    areas
        By option id, the share of the triangle on which it is first, alone or tied with options that tie everywhere;
        options that are first on no area are missing.
    regions
        By option id, the corners of the part on which it is first, each the shares of the two, in order around it; only
        where exact, for then each part is one convex polygon.
    exact
        True where areas and regions are worked out from straight lines; False where the areas are counted on small
        triangles, n_points - 1 to a side.
    method, weights
        The recipe of the method and the name of the weights.
    """

    first: str
    second: str
    now: tuple[float, float]
    shares: Floats
    winners: tuple[tuple[tuple[str, ...], ...], ...]
    areas: Mapping[str, float]
    regions: Mapping[str, Corners]
    exact: bool
    method: str
    weights: str

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns first, second (the shares of the two) and winners (ids, with commas)."""
        import pandas as pd

        rows = [
            (float(self.shares[i]), float(self.shares[j]), ", ".join(ids))
            for i, row in enumerate(self.winners)
            for j, ids in enumerate(row)
        ]
        return pd.DataFrame(rows, columns=["first", "second", "winners"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = {name: getattr(self, name) for name in ("first", "second", "exact", "method", "weights")}
        return {
            **told,
            "now": list(self.now),
            "shares": self.shares.tolist(),
            "winners": [[list(ids) for ids in row] for row in self.winners],
            "areas": dict(self.areas),
            "regions": {o: [list(corner) for corner in corners] for o, corners in self.regions.items()},
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        return ["option", "share of the area"], [[o, f"{area:.4f}"] for o, area in self.areas.items()]

    def _origin(self) -> str:
        how = "exact" if self.exact else f"counted, {len(self.shares) - 1} small triangles to a side"
        two = f"{self.first} now {self.now[0]:.4f}, {self.second} now {self.now[1]:.4f}"
        return f"{self.method}, weights: {self.weights or 'given'}; first by the shares of {two}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def stability_map(question: Question, first: str, second: str, *, points: int = 101) -> StabilityMap:
    """Return who is first for all shares of two criteria or branches, the rest in proportion.

    Parameters
    ----------
    first, second
        Criteria, or else branches; neither part of the other.
    points
        Shares on a side of the triangle, 2 to 1001.

    Raises
    ------
    NameUnknownError
        No such criterion or branch.
    WeightsError
        The two share a criterion, or every other weight is 0.
    MethodError
        The method does not rank, or takes no weights.
    McdaError
        A number of points out of range.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> rows = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4]]
    >>> table = PerformanceTable.of(rows, goals=["max"] * 3, options=list("abcd"))
    >>> stability_map(Question(Wsm(normalization="none"), table, [1, 1, 1]), "c1", "c2")
    Wsm(normalization='none'), weights: given; first by the shares of c1 now 0.3333, c2 now 0.3333; exact
    option  share of the area
    a                  0.3200
    b                  0.3200
    c                  0.3200
    d                  0.0400
    """
    count = check_points(points)
    if count > _MOST_POINTS:
        raise McdaError(f"points is {count}; a map has at most {_MOST_POINTS} to a side")
    one, two = direction(question, first), direction(question, second)
    corners = _corners(question, first, second, one.inside, two.inside)
    numbers = [np.arange(count - i) for i in range(count)]
    at = np.concatenate([np.column_stack([np.full(len(js), i), js]) for i, js in enumerate(numbers)]) / (count - 1)
    winning = _first(question, corners, at)
    names = [tuple(question.options[k] for k in np.flatnonzero(row)) for row in winning]
    ends = np.cumsum([len(js) for js in numbers])
    regions = _regions(question, corners) if question.adds else {}
    areas = {o: 2.0 * _area(np.array(shape)) for o, shape in regions.items()}
    return StabilityMap(
        first=first,
        second=second,
        now=(one.share, two.share),
        shares=np.linspace(0.0, 1.0, count),
        winners=tuple(tuple(names[end - len(js) : end]) for js, end in zip(numbers, ends, strict=True)),
        areas=frozen(areas if question.adds else _counted(question, corners, count - 1)),
        regions=frozen(regions),
        exact=question.adds,
        method=repr(question.method),
        weights=question.weights.profile,
    )


def _corners(question: Question, first: str, second: str, one: Floats, two: Floats) -> Floats:
    """Return the weights in the corners of the triangle: all to the one, all to the other, all to the rest."""
    members = [members_of(question, name) for name in (first, second)]
    both = [c for c in question.criteria if c in members[0] and c in members[1]]
    if both:
        raise WeightsError(f"{both[0]!r} is in both {first!r} and {second!r}; name two that have nothing in common")
    rest = proportions(question, [c for c in question.criteria if c not in members[0] + members[1]])
    if rest is None:
        raise WeightsError(
            f"beside {first!r} and {second!r} every weight is 0, so the rest has no proportions; with two shares alone "
            "there is a line and no map: use walking_weights"
        )
    return np.array([one, two, rest])


def _first(question: Question, corners: Floats, at: Floats) -> npt.NDArray[np.bool_]:
    """Tell who is first at points of the triangle, shape (n, 2); shape (n, n_options)."""
    x, y = at[:, :1], at[:, 1:]
    weights = x * corners[0] + y * corners[1] + np.maximum(1.0 - x - y, 0.0) * corners[2]
    return np.asarray(places(scores_at(question, weights), question.tolerance) == 1)


def _counted(question: Question, corners: Floats, side: int) -> dict[str, float]:
    """Return the share of small triangles in whose middle each option is first."""
    i, j = np.meshgrid(np.arange(side), np.arange(side), indexing="ij")
    middles = [
        np.column_stack([i[inside], j[inside]]) + third
        for inside, third in ((i + j < side, 1.0 / 3.0), (i + j < side - 1, 2.0 / 3.0))
    ]
    shares = _first(question, corners, np.concatenate(middles) / side).mean(axis=0)
    return {o: float(share) for o, share in zip(question.options, shares, strict=True) if share > 0}


def _regions(question: Question, corners: Floats) -> dict[str, Corners]:
    """Return the polygon on which each option is first: the triangle, cut once for each rival."""
    heights = question.terms @ corners.T
    found = {}
    for i, option in enumerate(question.options):
        shape = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
        for k in range(len(heights)):
            gap = heights[i] - heights[k]
            # Options that tie everywhere share the area.
            if np.abs(gap).max() > question.tolerance and len(shape):
                shape = _cut(shape, gap)
        if len(shape) and _area(shape) > _NOTHING:
            found[option] = tuple((float(x), float(y)) for x, y in shape)
    return found


def _cut(shape: Floats, gap: Floats) -> Floats:
    """Return the part of a convex polygon on which a gap, given in the corners of the triangle, is not below zero."""
    height = shape[:, 0] * gap[0] + shape[:, 1] * gap[1] + (1.0 - shape.sum(axis=1)) * gap[2]
    kept = []
    for k in range(len(shape)):
        here, there = height[k - 1], height[k]
        if (here < 0) != (there < 0):
            kept.append(shape[k - 1] + (shape[k] - shape[k - 1]) * here / (here - there))
        if there >= 0:
            kept.append(shape[k])
    return np.array(kept).reshape(-1, 2)


def _area(shape: Floats) -> float:
    x, y = shape.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2.0)
