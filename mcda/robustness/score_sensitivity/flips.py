"""How far one score must move before the winner changes, and which evidence to check first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.robustness.question import On, Question
from mcda.robustness.score_sensitivity._flip_search import search_flips
from mcda.robustness.score_sensitivity._score_flip import Flip, ScoreFlip, look_first_order
from mcda.scales import real

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Flip", "ScoreFlip", "ScoreFlips", "score_flips"]

REACH: Final = 3.0
_MOST_STEPS: Final = 100_000
_SHOWN: Final = 10


@dataclass(frozen=True, eq=False)
class ScoreFlips:
    """For every score, the smallest change of it alone that changes the winner; what to check first comes first.

    The order, "look here first":

    1. scores whose own range holds a flip, the smaller the part of the way to the end of the range that it needs, the
       earlier;
    2. scores with a flip beyond their range, by the change needed over the width of the range;
    3. scores with a flip but a range of no width, by the change needed over the width of what was searched;
    4. scores that change the winner nowhere.

    Among equals (to nine decimals) the lower confidence comes first, none stated before low; then judgements before
    evidence; then the order of the table.

    Parameters
    ----------
    rows
        One for each score, in that order.
    winners
        The option, or the tied options, in first place as things stand.
    method, weights, on
        What was asked: the recipe of the method, the profile ("given" where it has no name), "values" or "units".
    exact
        True where flips were solved for; False where scores were tried and the step halved, so that two changes of the
        winner within one step, back and forth, may have been missed.
    steps
        Into so many steps the searched width was cut; 0 where exact.
    reach
        By so many spans of its column an open scale, or none, was searched beyond the column's ends.
    tolerance
        Differences of score up to this size are ties.
    """

    rows: tuple[ScoreFlip, ...]
    winners: tuple[str, ...]
    method: str
    weights: str
    on: On
    exact: bool
    steps: int
    reach: float
    tolerance: float

    def __iter__(self) -> Iterator[ScoreFlip]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, option: str, criterion: str) -> ScoreFlip:
        """Return the row of one score.

        Raises
        ------
        NameUnknownError
            No such option or criterion.
        """
        for kind, name, ids in (
            ("option", option, {r.option for r in self.rows}),
            ("criterion", criterion, {r.criterion for r in self.rows}),
        ):
            if name not in ids:
                raise unknown(kind, name, sorted(ids))
        return next(r for r in self.rows if (r.option, r.criterion) == (option, criterion))

    def look_first(self, k: int = 5) -> tuple[ScoreFlip, ...]:
        """Return the first `k` scores to check; fewer where fewer can change the winner.

        Raises
        ------
        McdaError
            `k` is no whole number above zero.
        """
        if isinstance(k, bool) or not isinstance(k, int) or k < 1:
            raise McdaError(f"k is {k!r}; expected a whole number of 1 or more: how many scores to look at")
        return tuple(r for r in self.rows if r.flips)[:k]

    @property
    def within_range(self) -> tuple[ScoreFlip, ...]:
        """The scores that can change the winner without leaving their range."""
        return tuple(r for r in self.rows if r.within_range)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame, one row for each score; missing where there is no flip."""
        import pandas as pd

        return pd.DataFrame([row.flat() for row in self.rows])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = {name: getattr(self, name) for name in ("method", "weights", "on", "exact", "steps", "reach")}
        return {
            "score_flips": [row.to_dict() for row in self.rows],
            "winners": list(self.winners),
            **told,
            "tolerance": self.tolerance,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["rank", "option", "criterion", "score", "range", "flips at", "then first", "in range", "confidence"]
        return head, [
            [
                str(r.rank),
                r.option,
                r.criterion,
                f"{r.score:g}",
                f"{r.low:g} to {r.high:g}",
                " or ".join(f"{f.at:.4g}" for f in r.flips),
                " or ".join(", ".join(f.first) for f in r.flips),
                "yes" if r.within_range else "no",
                f"{r.confidence or ''}{' (judgement)' if r.judgement else ''}",
            ]
            for r in self.look_first(_SHOWN)
        ]

    def _caption(self) -> str:
        how = "exact" if self.exact else f"searched in {self.steps} steps"
        able, inside = sum(bool(r.flips) for r in self.rows), len(self.within_range)
        return (
            f"{self.method}, weights: {self.weights}, on {self.on}; first: {', '.join(self.winners)}; "
            f"{able} of {len(self.rows)} scores can change that, {inside} within their range; {how}"
        )

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), align='rllrrrlll')}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), align="rllrrrlll")


def score_flips(question: Question, *, steps: int = 100, reach: float = REACH) -> ScoreFlips:
    """Return, for every score, the smallest change of it alone, up and down, that changes the winner.

    The winner changes when an option in first place falls behind: another option scores more by over the tolerance. A
    tie is no loss, so where several are first at the start, the first of them to fall behind counts. Scores move in the
    criterion's unit and pass through the value functions.

    Exact where a change of a score moves that option alone along a piecewise linear function: additive value, and the
    weighted sum without normalisation. For other methods scores are tried one by one from the score outwards (a grid,
    the ends of the range, bends of the value function, the other scores of the column), and the step in which the
    winner changes is halved forty times.

    Parameters
    ----------
    question
        To any method that ranks.
    steps
        Into so many steps the width searched is cut, where it must be searched.
    reach
        An open scale, or none, is searched by so many times the span of the column (its ranges included) beyond its
        lowest and highest score and the ends of the scale. A closed scale is searched to its ends and never beyond.

    Raises
    ------
    MethodError
        The method does not rank.
    McdaError
        `steps` or `reach` is no number that could be meant, or the search would be too long.

    References
    ----------
    Triantaphyllou, E. & Sánchez, A. (1997). A sensitivity analysis approach for some deterministic multi-criteria
    decision-making methods. *Decision Sciences* 28(1), 151-194. doi:10.1111/j.1540-5915.1997.tb01306.x

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> scales = {"jobs": (0, 100), "peace": (0, 100)}
    >>> table = PerformanceTable.of(
    ...     [[60, 50], [40, 50]], goals=["max", "max"], options=["a", "b"], criteria=["jobs", "peace"], scales=scales
    ... )
    >>> found = score_flips(Question("additive", table, [1, 1]))
    >>> round(found.of("a", "jobs").down.at, 6), found.of("a", "jobs").down.first, found.of("a", "jobs").up
    (40.0, ('b',), None)
    """
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= _MOST_STEPS:
        raise McdaError(f"steps is {steps!r}; expected a whole number from 1 to {_MOST_STEPS}")
    if not 0 < real(reach) <= 1e6:
        raise McdaError(f"reach is {reach!r}; expected a number above 0, at most a million")
    rows, exact = search_flips(question, steps, float(reach))
    return ScoreFlips(
        rows=look_first_order(rows),
        winners=question.ranking.winners,
        method=repr(question.method),
        weights=question.weights.profile or "given",
        on=question.on,
        exact=exact,
        steps=0 if exact else steps,
        reach=float(reach),
        tolerance=question.tolerance,
    )
