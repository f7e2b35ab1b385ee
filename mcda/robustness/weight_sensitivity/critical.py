"""The change of one weight alone, the others as they are, that makes a pair of options change places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.robustness.question import Question

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CriticalWeight:
    """What one weight must become for one pair to change places.

    Parameters
    ----------
    ahead, behind
        Ids of the pair; tied ones in the order of the table.
    criterion
        Whose weight moves; the others stay, so that the sum is no longer 1.
    share
        Its present share.
    decrease
        By how much it must fall; below 0 where it must rise. None where no weight of 0 or more does it.
    relative
        The decrease as a part of the share; None with it, and where the share is 0.
    """

    ahead: str
    behind: str
    criterion: str
    share: float
    decrease: float | None
    relative: float | None

    @property
    def weight(self) -> float | None:
        """The weight at which the two tie, beside the other weights as they are; None where there is none."""
        return None if self.decrease is None else self.share - self.decrease


@dataclass(frozen=True, eq=False)
class CriticalWeights:
    """Every pair and criterion.

    Parameters
    ----------
    rows
        Pairs in the order of the ranking, criteria in the order of the table.
    winners
        The options in first place.
    method, weights
        The recipe of the method and the name of the weights.
    """

    rows: tuple[CriticalWeight, ...]
    winners: tuple[str, ...]
    method: str
    weights: str

    def of(self, one: str, other: str, criterion: str) -> CriticalWeight | None:
        """Return the row of a pair, in either order, and a criterion; None where there is no such row."""
        pair = {one, other}
        return next((r for r in self.rows if {r.ahead, r.behind} == pair and r.criterion == criterion), None)

    @property
    def for_first_place(self) -> CriticalWeight | None:
        """The row of the smallest relative change that unseats a winner; None where there is none."""
        return _smallest(row for row in self.rows if {row.ahead, row.behind} & set(self.winners))

    @property
    def for_any_pair(self) -> CriticalWeight | None:
        """The row of the smallest relative change that turns any pair; None where there is none."""
        return _smallest(self.rows)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns ahead, behind, criterion, share, decrease, relative and weight."""
        import pandas as pd

        names = ["ahead", "behind", "criterion", "share", "decrease", "relative", "weight"]
        return pd.DataFrame([[getattr(row, name) for name in names] for row in self.rows], columns=names)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        names = ("ahead", "behind", "criterion", "share", "decrease", "relative", "weight")
        rows = [{name: getattr(row, name) for name in names} for row in self.rows]
        critical = {}
        for name in ("for_first_place", "for_any_pair"):
            row: CriticalWeight | None = getattr(self, name)
            critical[name] = {each: getattr(row, each) for each in names} if row else None
        return {
            "rows": rows,
            **critical,
            "winners": list(self.winners),
            "method": self.method,
            "weights": self.weights,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        criteria = list(dict.fromkeys(row.criterion for row in self.rows))
        pairs: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            told = "none" if row.decrease is None else "of 0" if row.relative is None else f"{-row.relative:+.1%}"
            pairs.setdefault((row.ahead, row.behind), []).append(told)
        return ["ahead", "behind", *criteria], [[*pair, *cells] for pair, cells in pairs.items()]

    def _origin(self) -> str:
        return f"{self.method}, weights: {self.weights or 'given'}; change of one weight alone that makes the two tie"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells(), left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin(), left=2)


def critical_weights(question: Question) -> CriticalWeights:
    """Return, for each pair and criterion, the change of that weight alone which makes the two tie.

    The other weights stay as they are, without scaling, so that the weights no longer add to one: for a score that is a
    weighted sum this moves no order. With scores P and terms a, the weight of k must fall by
    (P_behind - P_ahead) / (a_behind,k - a_ahead,k), which is out of reach where that is more than the weight itself.
    A pair that ties at present needs no change.

    Raises
    ------
    MethodError
        The score of the method is no weighted sum.

    References
    ----------
    Triantaphyllou, E. & Sánchez, A. (1997). A sensitivity analysis approach for some deterministic multi-criteria
    decision-making methods. *Decision Sciences* 28(1), 151-194. doi:10.1111/j.1540-5915.1997.tb01306.x

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 2], [6, 6], [1, 9]], goals=["max", "max"], options=list("abc"))
    >>> critical_weights(Question(Wsm(normalization="none"), table, [1, 1]))
    Wsm(normalization='none'), weights: given; change of one weight alone that makes the two tie
    ahead  behind      c1      c2
    b      a       +33.3%  -25.0%
    b      c       -40.0%  +66.7%
    a      c       -12.5%  +14.3%
    """
    terms, scores = question.terms, question.ranking.scores
    at = {option: i for i, option in enumerate(question.options)}
    rows = []
    for ahead, behind in combinations(question.ranking.order, 2):
        i, k = at[ahead], at[behind]
        gap = float(scores[k] - scores[i])
        for j, criterion in enumerate(question.criteria):
            share, slope = float(question.shares[j]), float(terms[k, j] - terms[i, j])
            decrease = _decrease(gap, slope, share, question.tolerance)
            relative = None if decrease is None or not share else decrease / share
            rows.append(CriticalWeight(ahead, behind, criterion, share, decrease, relative))
    return CriticalWeights(tuple(rows), question.ranking.winners, repr(question.method), question.weights.profile)


def _decrease(gap: float, slope: float, share: float, tolerance: float) -> float | None:
    if abs(slope) <= tolerance:
        return None
    needed = gap / slope if abs(gap) > tolerance else 0.0
    # At a weight of 0 the two tie but for rounding.
    return min(needed, share) if (needed - share) * abs(slope) <= tolerance else None


def _smallest(rows: Iterable[CriticalWeight]) -> CriticalWeight | None:
    return min((row for row in rows if row.relative is not None), key=lambda r: abs(r.relative or 0.0), default=None)
