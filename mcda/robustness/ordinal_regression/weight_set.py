"""What all weights of a set agree on, for a method whose score is a weighted sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.elicit.incomplete import WeightPolytope, WeightStatement
from mcda.errors import WeightsError, nearest
from mcda.frozen import FrozenDict
from mcda.options import Options
from mcda.robustness.ordinal_regression._compared import Compared
from mcda.robustness.ordinal_regression._compatible import Compatible, Demand, Line
from mcda.robustness.ordinal_regression.extreme_ranks import ExtremeRanks
from mcda.robustness.ordinal_regression.relations import PreferenceRelation
from mcda.robustness.question import Question

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class WeightsAgreement:
    """What all weights of a set agree on: necessary and possible preference, and the places that can be taken.

    An option is overtaken where another scores more by over the tolerance of the question; a tie is no loss, and ties
    through a third option can add up to more than the tolerance. The linear programs are in exact fractions, of the
    terms as the method's floating-point numbers have them.

    Parameters
    ----------
    method
        The recipe of the method.
    options, criteria
        Ids of the criteria.
    terms
        By option id, what a weight of one on each criterion adds to its score.
    statements
        What the weights obey; none for all weights.
    tolerance
        Differences of score up to this size are ties.
    """

    method: str
    options: Options
    criteria: tuple[str, ...]
    terms: Mapping[str, Line] = field(repr=False)
    statements: tuple[WeightStatement, ...] = ()
    tolerance: float = 0.0

    @property
    def necessary(self) -> PreferenceRelation:
        """Which option is at least as good as which under all of the weights."""
        return self._compared.necessary

    @property
    def possible(self) -> PreferenceRelation:
        """Which option is at least as good as which under some of the weights."""
        return self._compared.possible

    @property
    def extreme_ranks(self) -> ExtremeRanks:
        """The best and the worst place that each option takes under some of the weights."""
        return self._compared.extreme_ranks

    @property
    def never_first(self) -> tuple[str, ...]:
        """Options that no weights of the set put first."""
        return tuple(o for o in self.options.ids if o not in self.extreme_ranks.can_win)

    @cached_property
    def _compared(self) -> Compared:
        demands = []
        for part in (part for each in self.statements for part in each.conditions()):
            # The weights add to one, so a bound is one on their sum.
            line = tuple(part.terms.get(c, Fraction(0)) - part.bound for c in self.criteria)
            demands += [Demand(line), *([Demand(tuple(-a for a in line))] if part.equal else [])]
        numbers = Compatible(len(self.criteria), demands)
        return Compared(self.options, self.terms, numbers, tie=Fraction(self.tolerance))

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns option, best, worst, exact, at_least_as_good_as (necessarily)."""
        frame = self.extreme_ranks.to_frame()
        frame["at_least_as_good_as"] = [", ".join(self.necessary.by_option[o]) for o in frame["option"]]
        return frame

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "method": self.method,
            "statements": [each.plain() for each in self.statements],
            "tolerance": self.tolerance,
            "necessary": self.necessary.to_dict(),
            "possible": self.possible.to_dict(),
            "extreme_ranks": self.extreme_ranks.to_dict(),
            "never_first": list(self.never_first),
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [o, *(str(place) for place in self.extreme_ranks.of(o)), ", ".join(others) or "-"]
            for o, others in self.necessary.by_option.items()
        ]
        return ["option", "best", "worst", "necessarily at least as good as"], rows

    def _caption(self) -> str:
        count = len(self.statements)
        which = f"all weights that obey {count} statement{'' if count == 1 else 's'}" if count else "all weights"
        return f"{self.method}; {which}; {'exact' if self.extreme_ranks.exact else 'some places are bounds'}"

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), align='lrrl')}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), align="lrrl")


def necessary_for_weights(question: Question, weights: WeightPolytope | None = None) -> WeightsAgreement:
    """Return what all weights of a set agree on: who is at least as good as whom, and the places each can take.

    Parameters
    ----------
    question
        To any method whose score is a weighted sum; its own weights are not used.
    weights
        The set, over the criteria of the question in any order; None for all weights.

    Raises
    ------
    MethodError
        The score of the method is no weighted sum.
    WeightsError
        The set is none, or is over other criteria.

    References
    ----------
    Kadziński, M., Greco, S. & Słowiński, R. (2012). Extreme ranking analysis in robust ordinal regression. *Omega*
    40(4), 488-501. doi:10.1016/j.omega.2011.09.003

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 1], [5, 6], [4, 3]], goals=["max", "max"], options=list("abc"))
    >>> necessary_for_weights(Question(Wsm(normalization="none"), table, [1, 1]))
    Wsm(normalization='none'); all weights; exact
    option  best  worst  necessarily at least as good as
    a          1      3  -
    b          1      2  c
    c          2      3  -
    """
    terms, ids = question.terms, question.criteria
    if weights is not None and not isinstance(weights, WeightPolytope):
        raise WeightsError(
            f"the weights are a {type(weights).__name__}; expected a WeightPolytope, as weight_polytope(criteria, "
            "statements) makes, or None for all weights"
        )
    over = ids if weights is None else weights.criteria
    for c in (*over, *ids):
        if c not in ids:
            raise WeightsError(f"the set of weights is over {c!r}, which is not a criterion{nearest(c, ids)}")
        if c not in over:
            raise WeightsError(f"the set of weights is not over criterion {c!r}; make it over all of the question's")
    return WeightsAgreement(
        repr(question.method),
        question.table.options,
        ids,
        FrozenDict((o, tuple(map(Fraction, row))) for o, row in zip(question.options, terms.tolist(), strict=True)),
        () if weights is None else weights.statements,
        question.tolerance,
    )
