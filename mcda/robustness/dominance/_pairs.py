"""The record of who dominates whom, in which sense and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.options import Options
from mcda.robustness.question import On

if TYPE_CHECKING:
    import pandas as pd

DominanceKind = Literal["strict", "thresholds", "intervals", "stochastic_first", "stochastic_second"]
DOMINANCE_KINDS: Final[tuple[DominanceKind, ...]] = get_args(DominanceKind)

_SHOWN: Final = 20


@dataclass(frozen=True)
class DominancePair:
    """One option that dominates another in one sense.

    Parameters
    ----------
    kind
        In which sense; see `dominance`.
    first, second
        The dominating and the dominated option.
    differences
        By criterion id, by how much the first is better, in the numbers the method sees: of the scores; for
        "intervals" the worst of the first less the best of the second; for stochastic dominance of the means.
    better
        The criteria that speak for the first.
    tolerated
        Criteria on which the score of the first is worse, by no more than the threshold; only for "thresholds".
    """

    kind: DominanceKind
    first: str
    second: str
    differences: Mapping[str, float]
    better: tuple[str, ...]
    tolerated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obstacle:
    """The one criterion but for which an option would dominate another.

    Parameters
    ----------
    kind, first, second, differences
        As for `DominancePair`.
    criterion
        The one that stands in the way.
    shortfall
        By how much the first misses there what is asked: of the scores (beyond the threshold), of the ends of the
        ranges; for stochastic dominance by how much likelier at most it is to stay below some mark ("first"), or the
        largest integral of that as a share of the width of all ranges ("second").
    """

    kind: DominanceKind
    first: str
    second: str
    criterion: str
    shortfall: float
    differences: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class DominancePairs:
    """Who dominates whom, in each sense, and who nearly does.

    Parameters
    ----------
    options
        Of the table.
    criteria
        All criteria of the table; every one counts, whatever its weight.
    weightless
        Those of them whose weight is zero in the question: a ranking does not see them, dominance does.
    on
        "values" or "units": the numbers the differences are in.
    kinds
        The senses asked for.
    pairs
        Every pair in which the first dominates the second.
    obstacles
        Every pair in which one criterion alone is in the way.
    problems
        By kind, why it could not be had.
    """

    options: Options
    criteria: tuple[str, ...]
    weightless: tuple[str, ...]
    on: On
    kinds: tuple[DominanceKind, ...]
    pairs: tuple[DominancePair, ...]
    obstacles: tuple[Obstacle, ...]
    problems: Mapping[DominanceKind, str]

    @property
    def undominated(self) -> dict[DominanceKind, tuple[str, ...]]:
        """By kind, the options that no other dominates, in the order of the table."""
        beaten = {(pair.kind, pair.second) for pair in self.pairs}
        had = [kind for kind in self.kinds if kind not in self.problems]
        return {kind: tuple(o for o in self.options.ids if (kind, o) not in beaten) for kind in had}

    def of(self, kind: DominanceKind) -> tuple[DominancePair, ...]:
        """Return the pairs of one kind.

        Raises
        ------
        NameUnknownError
            It was not asked for.
        McdaError
            It could not be had.
        """
        if kind not in self.kinds:
            raise unknown("kind of dominance asked for", kind, self.kinds)
        if kind in self.problems:
            raise McdaError(self.problems[kind])
        return tuple(pair for pair in self.pairs if pair.kind == kind)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame: kind, first, second, then one column per criterion with the difference."""
        import pandas as pd

        rows = [[p.kind, p.first, p.second, *(p.differences[c] for c in self.criteria)] for p in self.pairs]
        return pd.DataFrame(rows, columns=["kind", "first", "second", *self.criteria])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "on": self.on,
            "criteria": list(self.criteria),
            "weightless": list(self.weightless),
            "undominated": {kind: list(options) for kind, options in self.undominated.items()},
            "pairs": [
                {
                    "kind": p.kind,
                    "first": p.first,
                    "second": p.second,
                    "differences": dict(p.differences),
                    "better": list(p.better),
                    "tolerated": list(p.tolerated),
                }
                for p in self.pairs
            ],
            "obstacles": [
                {
                    "kind": o.kind,
                    "first": o.first,
                    "second": o.second,
                    "criterion": o.criterion,
                    "shortfall": o.shortfall,
                    "differences": dict(o.differences),
                }
                for o in self.obstacles
            ],
            "problems": dict(self.problems),
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["kind", "first", "second", "better on"]
        return head, [[p.kind, p.first, p.second, ", ".join(p.better)] for p in self.pairs[:_SHOWN]]

    def _caption(self) -> str:
        counts = [
            f"{kind} {self.problems[kind]}"
            if kind in self.problems
            else f"{kind} {sum(p.kind == kind for p in self.pairs)}"
            for kind in self.kinds
        ]
        more = len(self.pairs) - _SHOWN
        return f"dominance on {self.on}, pairs: {'; '.join(counts)}" + (f"; {more} pairs not shown" if more > 0 else "")

    def __repr__(self) -> str:
        head, rows = self._cells()
        return "\n".join([self._caption(), *([text_table(head, rows, left=len(head))] if rows else [])])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return html_table(head, rows, caption=self._caption(), left=len(head))
