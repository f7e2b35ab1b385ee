"""What weights trade: how many units of one criterion are worth one point of value on another, in additive value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from mcda.criteria import Criteria, Criterion, by_id
from mcda.display import html_table, text_table
from mcda.errors import McdaError, MethodError
from mcda.methods.method import Given
from mcda.scales import exact
from mcda.weights import Weights

if TYPE_CHECKING:
    import pandas as pd


class Exchange(NamedTuple):
    """What one more point of value on one criterion is worth on another, over one straight stretch of its value.

    Parameters
    ----------
    criterion
        Id of the criterion the exchange is stated in.
    low, high
        Ends of the stretch, in its unit.
    change
        Change of performance, in its unit, that adds as much to the score as the point does: below 0 where less is
        better. None where no change does.
    whole
        Whether the stretch is as long as the change: else only part of it can be had there.
    """

    criterion: str
    low: Fraction
    high: Fraction
    change: Fraction | None
    whole: bool


@dataclass(frozen=True)
class EquivalentChanges:
    """The exchange of one point of value on one criterion into the units of the others; made by `equivalent_changes`.

    Parameters
    ----------
    criteria
        All criteria.
    per
        Id of the criterion with the point.
    exchanges
        One per other criterion and straight stretch of its value function.
    weights
        The shares used.

    Examples
    --------
    >>> from mcda.scales import Goal, Scale
    >>> cost = Criterion("cost", Goal.MIN, scale=Scale(Fraction(0), Fraction(500)))
    >>> jobs = Criterion("jobs", Goal.MAX, scale=Scale(Fraction(0), Fraction(40)))
    >>> found = equivalent_changes(Criteria.of(cost, jobs), {"cost": 1, "jobs": 2}, per="jobs")
    >>> print(*found.in_words())
    1 more point of value on 'jobs' is worth 10 less of 'cost' between 0 and 500.
    >>> found.to_frame()[["criterion", "low", "high", "change"]]
      criterion  low   high  change
    0      cost  0.0  500.0   -10.0
    """

    criteria: Criteria
    per: str
    exchanges: tuple[Exchange, ...]
    weights: Weights

    def __getitem__(self, criterion: str) -> tuple[Exchange, ...]:
        """Return the exchanges with one criterion, by rising performance."""
        self.criteria[criterion]
        return tuple(each for each in self.exchanges if each.criterion == criterion)

    def in_words(self) -> tuple[str, ...]:
        """Return one sentence for each exchange."""
        return tuple(self._sentence(each) for each in self.exchanges)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns criterion, unit, low, high, change, whole; NaN where none is worth it."""
        import pandas as pd

        rows = [
            (
                each.criterion,
                str(self.criteria[each.criterion].unit),
                float(each.low),
                float(each.high),
                float("nan") if each.change is None else float(each.change),
                each.whole,
            )
            for each in self.exchanges
        ]
        return pd.DataFrame(rows, columns=["criterion", "unit", "low", "high", "change", "whole"])

    def _sentence(self, each: Exchange) -> str:
        other = self.criteria[each.criterion]
        point = f"1 more point of value on {self.per!r}"
        if self.weights.fractions[other.id] == 0:
            return f"No change of {other.id!r} is worth {point}: its weight is 0."
        where = f" between {_number(each.low)} and {_number(each.high)}"
        if each.low == each.high:
            return f"No change of {other.id!r} is worth {point}: {_number(each.low)} is its best end."
        if each.change is None:
            return f"No change of {other.id!r}{where} is worth {point}: its value is flat there."
        if each.change == 0:
            return f"{point} is worth no change of {other.id!r}: the weight of {self.per!r} is 0."
        unit = f" {other.unit}" if str(other.unit) else ""
        more = "more" if each.change > 0 else "less"
        short = "" if each.whole else f" (more than that stretch holds: {_number(each.high - each.low)} in all)"
        return f"{point} is worth {_number(abs(each.change))}{unit} {more} of {other.id!r}{where}{short}."

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["criterion", "unit", "from", "to", "change"]
        rows = []
        for each in self.exchanges:
            change = "none" if each.change is None else f"{float(each.change):+.4g}"
            stretch = [_number(each.low), _number(each.high)]
            unit = str(self.criteria[each.criterion].unit)
            rows.append([each.criterion, unit, *stretch, change if each.whole else f"{change} *"])
        return head, rows

    @property
    def _caption(self) -> str:
        star = "" if all(each.whole for each in self.exchanges) else " (* more than that stretch holds)"
        profile = self.weights.profile or "given"
        return f"Worth as much as 1 more point of value on {self.per!r}, weights: {profile}{star}"

    def __repr__(self) -> str:
        head, rows = self._cells()
        return f"{self._caption}\n{text_table(head, rows, left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption, left=2)


def equivalent_changes(
    criteria: Criteria,
    weights: Given,
    *,
    per: str,
    at: Mapping[str, Fraction | int | float] | None = None,
) -> EquivalentChanges:
    """Tell what 1 more point of value on one criterion is worth in the units of the others.

    In additive value alone: share of `per` over (share of the other times the slope of its value function). Exact.

    Parameters
    ----------
    criteria
        With a value function or a scale each; a column of values counts in points of value.
    weights
        `Weights`, numbers in the order of the criteria, or numbers by criterion.
    per
        Id of the criterion with the point.
    at
        By criterion id, the performance from which the change starts: then only the straight stretch of its value
        function that improves from there is told. Where a criterion is not named, all its stretches are.

    Raises
    ------
    MethodError
        A criterion without a value function and scale, or a performance in `at` beyond its ends.
    WeightsError
        Weights that do not fit the criteria.
    NameUnknownError
        `per` is not a criterion.

    References
    ----------
    Keeney, R. L. & Raiffa, H. (1993). *Decisions with Multiple Objectives*. Cambridge University Press.
    doi:10.1017/CBO9781139174084

    Examples
    --------
    >>> from mcda.scales import Goal, Scale
    >>> cost = Criterion("cost", Goal.MIN, scale=Scale(Fraction(0), Fraction(500)))
    >>> jobs = Criterion("jobs", Goal.MAX, scale=Scale(Fraction(0), Fraction(40)))
    >>> found = equivalent_changes(Criteria.of(cost, jobs), {"cost": 1, "jobs": 2}, per="jobs")
    >>> found["cost"][0].change, found.in_words()
    (Fraction(-10, 1), ("1 more point of value on 'jobs' is worth 10 less of 'cost' between 0 and 500.",))
    """
    _stretches(criteria[per])
    given = Weights.for_criteria(weights, criteria)
    starts = _starts({} if at is None else at, criteria)
    found: list[Exchange] = []
    for other in criteria:
        if other.id != per:
            stretches = _stretches(other)
            if other.id in starts:
                stretches = [_ahead(other, stretches, starts[other.id])]
            elif given.fractions[other.id] == 0:
                stretches = [_Stretch(stretches[0].low, stretches[-1].high, Fraction(0))]
            found += [_exchange(other.id, stretch, given.fractions[per], given) for stretch in stretches]
    return EquivalentChanges(criteria, per, tuple(found), given)


class _Stretch(NamedTuple):
    low: Fraction
    high: Fraction
    slope: Fraction


def _stretches(criterion: Criterion) -> list[_Stretch]:
    """Return the straight stretches of a value function, by rising performance; neighbours of one slope are one."""
    if criterion.value is None:
        raise MethodError(
            f"criterion {criterion.id!r} has neither a value function nor a scale, so that no change of it has a "
            "value; state its scale"
        )
    found: list[_Stretch] = []
    for (x0, y0), (x1, y1) in pairwise(criterion.value.points):
        slope = (y1 - y0) / (x1 - x0)
        if found and found[-1].slope == slope:
            found[-1] = _Stretch(found[-1].low, x1, slope)
        else:
            found.append(_Stretch(x0, x1, slope))
    return found


def _ahead(criterion: Criterion, stretches: list[_Stretch], start: Fraction) -> _Stretch:
    """Return what is left of the stretch a performance stands on, on the side that the goal points to."""
    up = criterion.goal.sign > 0
    for each in stretches if up else reversed(stretches):
        if up and each.low <= start < each.high:
            return _Stretch(start, each.high, each.slope)
        if not up and each.low < start <= each.high:
            return _Stretch(each.low, start, each.slope)
    ends = _Stretch(stretches[0].low, stretches[-1].high, Fraction(0))
    if start == (ends.high if up else ends.low):
        return _Stretch(start, start, Fraction(0))
    raise MethodError(
        f"at: the performance of {criterion.id!r} is {_number(start)}; expected {_number(ends.low)} to "
        f"{_number(ends.high)}, where its value function is stated"
    )


def _exchange(criterion: str, stretch: _Stretch, share: Fraction, weights: Weights) -> Exchange:
    worth = weights.fractions[criterion] * stretch.slope
    change = None if worth == 0 else share / worth
    whole = change is not None and abs(change) <= stretch.high - stretch.low
    return Exchange(criterion, stretch.low, stretch.high, change, whole or change is None)


def _starts(at: Mapping[str, Fraction | int | float], criteria: Criteria) -> dict[str, Fraction]:
    if not isinstance(at, Mapping):
        raise MethodError(f"at is {at!r}; expected performances by criterion id, such as {{'cost': 200}}")
    by_id(at, criteria, "at: a performance")
    found = {}
    for criterion, performance in at.items():
        try:
            found[criterion] = exact(performance)
        except McdaError as fault:
            raise MethodError(f"at: the performance of {criterion!r}: {fault}") from None
    return found


def _number(number: Fraction) -> str:
    return f"{float(number):g}"
