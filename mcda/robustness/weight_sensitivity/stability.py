"""How far each weight can move before the winner, the top few or the whole ranking change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.robustness.question import Question
from mcda.robustness.weight_sensitivity._direction import Direction, Kind, directions
from mcda.robustness.weight_sensitivity._ends import SCANNED, end_by_scan, end_on_a_line
from mcda.robustness.weight_sensitivity._overtaking import Kept, kept_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class StabilityEnd:
    """One end of an interval.

    Parameters
    ----------
    share
        Where it is.
    comes_in, overtakes
        Ids of the option that is ahead beyond the end and of the one it overtakes there; None where the end is that of
        all shares, 0 or 1.
    """

    share: float
    comes_in: str | None = None
    overtakes: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"share": self.share, "comes_in": self.comes_in, "overtakes": self.overtakes}


@dataclass(frozen=True)
class StabilityInterval:
    """The shares around the present one at which something stays."""

    low: StabilityEnd
    high: StabilityEnd

    @property
    def everywhere(self) -> bool:
        """True where no share changes anything."""
        return self.low.comes_in is None and self.high.comes_in is None

    def __contains__(self, share: float) -> bool:
        return self.low.share <= share <= self.high.share

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"low": self.low.to_dict(), "high": self.high.to_dict()}

    def __str__(self) -> str:
        return f"[{self.low.share:.4f}, {self.high.share:.4f}]"


@dataclass(frozen=True)
class WeightStabilityRow:
    """How far one share can move.

    Parameters
    ----------
    name, kind
        A criterion, or a branch of the objectives tree.
    share
        At present.
    winner, top, ranking
        Where every present winner stays first, where every option now in the top places stays in them, and where no
        option is overtaken. None where the share cannot move, because every other weight is 0.
    """

    name: str
    kind: Kind
    share: float
    winner: StabilityInterval | None
    top: StabilityInterval | None
    ranking: StabilityInterval | None

    @property
    def movable(self) -> bool:
        """False where every other weight is 0: they have no proportions in which to take what this one gives up."""
        return self.winner is not None

    def intervals(self) -> list[str]:
        """Return the three intervals in text."""
        return [str(part or "cannot move") for part in (self.winner, self.top, self.ranking)]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        parts = {name: getattr(self, name) for name in ("winner", "top", "ranking")}
        told = {name: each.to_dict() if each else None for name, each in parts.items()}
        return {"name": self.name, "kind": self.kind, "share": self.share, "movable": self.movable, **told}


@dataclass(frozen=True, eq=False)
class WeightStability:
    """How far each weight can move on its own.

    Parameters
    ----------
    rows
        One for each criterion, then one for each branch.
    winners, leaders
        The options first at present, and those in the first `top` places; more where they tie.
    top
        How many places.
    tied
        Pairs that tie at present: where the smallest move parts them, the interval of the ranking is a single share.
    exact
        True where the ends are crossings of straight lines; False where they were looked for at `points` shares and
        then closed in on: then a change that comes and goes between two neighbouring points is not seen.
    points
        0 where exact.
    method, weights
        The recipe of the method and the name of the weights.
    """

    rows: tuple[WeightStabilityRow, ...]
    winners: tuple[str, ...]
    leaders: tuple[str, ...]
    top: int
    tied: tuple[tuple[str, str], ...]
    exact: bool
    points: int
    method: str
    weights: str

    def __getitem__(self, name: str) -> WeightStabilityRow:
        """Return the row of a criterion, or else of a branch."""
        for row in self.rows:
            if row.name == name:
                return row
        raise unknown("criterion or branch", name, [row.name for row in self.rows])

    @property
    def by_reach(self) -> tuple[WeightStabilityRow, ...]:
        """The rows at which the winner can change, the smallest change of share first."""

        def reach(row: WeightStabilityRow) -> float:
            ends = (row.winner.low, row.winner.high) if row.winner else ()
            return min((abs(e.share - row.share) for e in ends if e.comes_in is not None), default=np.inf)

        return tuple(sorted((row for row in self.rows if reach(row) < np.inf), key=reach))

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame: a row per criterion or branch, and the ends of each interval in columns."""
        import pandas as pd

        records = []
        for row in self.rows:
            record: dict[str, Any] = {"name": row.name, "kind": row.kind, "share": row.share}
            for part in ("winner", "top", "ranking"):
                interval: StabilityInterval | None = getattr(row, part)
                for side in ("low", "high"):
                    end: StabilityEnd | None = getattr(interval, side) if interval else None
                    record[f"{part}_{side}"] = end.share if end else None
                    record[f"{part}_{side}_comes_in"] = end.comes_in if end else None
            records.append(record)
        return pd.DataFrame(records)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = {name: getattr(self, name) for name in ("top", "exact", "points", "method", "weights")}
        names = {"winners": list(self.winners), "leaders": list(self.leaders), "tied": [list(p) for p in self.tied]}
        return {"rows": [row.to_dict() for row in self.rows], **names, **told}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["", "kind", "share", "winner stays", f"top {self.top} stay", "ranking stays"]
        return head, [[row.name, row.kind, f"{row.share:.4f}", *row.intervals()] for row in self.rows]

    def _origin(self) -> str:
        how = "exact" if self.exact else f"looked for at {self.points} shares"
        return f"{self.method}, weights: {self.weights or 'given'}; first: {', '.join(self.winners)}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells(), left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin(), left=2)


def weight_stability(question: Question, *, top: int = 3) -> WeightStability:
    """Return how far the share of each criterion, and of each branch, can move before something changes.

    The share of one moves from 0 to 1; inside a branch proportions stay, and all other criteria are scaled by one
    factor. An option is overtaken where another scores more by over the tolerance of ties: a tie is no loss. Where two
    options tie at present, the end is where the tie breaks, so that the present share lies in every interval.

    Parameters
    ----------
    top
        How many places make the top; at least 1.

    Returns
    -------
    WeightStability
        Exact for weighted sums, PROMETHEE II among them; else found by a scan.

    Raises
    ------
    MethodError
        The method does not rank, or takes no weights.
    McdaError
        `top` is no whole number of 1 or more.

    References
    ----------
    Mareschal, B. (1988). Weight stability intervals in multicriteria decision aid. *European Journal of Operational
    Research* 33(1), 54-64. doi:10.1016/0377-2217(88)90254-8

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 2], [6, 6], [1, 9]], goals=["max", "max"], options=list("abc"))
    >>> weight_stability(Question(Wsm(normalization="none"), table, [1, 1]), top=2)
    Wsm(normalization='none'), weights: given; first: b; exact
        kind        share      winner stays        top 2 stay     ranking stays
    c1  criterion  0.5000  [0.3750, 0.5714]  [0.4667, 1.0000]  [0.4667, 0.5714]
    c2  criterion  0.5000  [0.4286, 0.6250]  [0.0000, 0.5333]  [0.4286, 0.5333]
    """
    if isinstance(top, bool) or not isinstance(top, int | np.integer) or top < 1:
        raise McdaError(f"top is {top!r}; expected a whole number of 1 or more")
    ways = directions(question)
    now, ids = np.asarray(question.ranking.scores), np.array(question.options, dtype=object)
    wanted = [kept_of(now, question.tolerance, places) for places in (1, int(top), 0)]
    near = np.abs(now[:, np.newaxis] - now) <= question.tolerance
    rows = []
    for way in ways:
        if way.outside is None:
            rows.append(WeightStabilityRow(way.name, way.kind, way.share, None, None, None))
            continue
        found = [StabilityInterval(*(_end(question, way, kept, far) for far in (0.0, 1.0))) for kept in wanted]
        rows.append(WeightStabilityRow(way.name, way.kind, way.share, *found))
    return WeightStability(
        rows=tuple(rows),
        winners=question.ranking.winners,
        leaders=tuple(str(o) for o in ids[wanted[1].members]),
        top=int(top),
        tied=tuple((str(ids[i]), str(ids[k])) for i, k in np.argwhere(np.triu(near, 1))),
        exact=question.adds,
        points=0 if question.adds else SCANNED,
        method=repr(question.method),
        weights=question.weights.profile,
    )


def _end(question: Question, way: Direction, kept: Kept, far: float) -> StabilityEnd:
    found = end_on_a_line(question, way, kept, far) if question.adds else end_by_scan(question, way, kept, far)
    if found is None:
        return StabilityEnd(far)
    return StabilityEnd(found.share, question.options[found.challenger], question.options[found.holder])
