"""What UTA and UTASTAR share: reference options with ranks, and the additive value functions learned from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, ClassVar, Self

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.disaggregation._pieces import Pieces, pieces_for, terms, total
from mcda.methods.disaggregation._regression import ROUNDING, Learned, Question, Stated, learn
from mcda.methods.disaggregation._stated import (
    beyond_note,
    checked_breakpoints,
    checked_performances,
    checked_pieces,
    distinctly_named,
    finite,
    fitting,
    rows_of,
    scales_used,
    spread_breakpoints,
)
from mcda.methods.kernel import Formula
from mcda.methods.method import CostMirror, Given, is_list, number
from mcda.methods.ranking_method import RankingMethod
from mcda.ranking import Ranking
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class ReferenceOption:
    """An option somebody knows well enough to say where it stands among others.

    Parameters
    ----------
    performances
        By criterion id, in the criterion's unit.
    rank
        1 is best; equal ranks are ties. Only the order of ranks counts.
    name
        For messages.

    Examples
    --------
    >>> ReferenceOption(performances={"price": 3, "comfort": 1}, rank=1, name="RER").performances["price"]
    3.0
    """

    performances: Mapping[str, float]
    rank: float
    name: str = ""

    def __post_init__(self) -> None:
        what = f"reference option {self.name!r}"
        object.__setattr__(self, "performances", checked_performances(what, self.performances))
        object.__setattr__(self, "rank", finite(self.rank, f"{what}: rank"))
        if not isinstance(self.name, str):
            raise MethodError(f"the name of a reference option is {self.name!r}; expected text")


@dataclass(frozen=True, kw_only=True)
class OrdinalRegression(RankingMethod):
    """A method that scores by additive value functions learned from ranked reference options."""

    references: tuple[ReferenceOption, ...] = ()
    breakpoints: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    pieces: int | Mapping[str, int] = 2
    delta: float = 0.05
    post_optimality_epsilon: float = 0.0

    uses_weights: ClassVar[bool] = False
    learns: ClassVar[bool] = True
    score_width: ClassVar[float | None] = 1.0
    both_errors: ClassVar[bool]

    def __post_init__(self) -> None:
        name = type(self).__name__
        given = self.references
        if not is_list(given) or not all(isinstance(each, ReferenceOption) for each in given):
            raise MethodError(f"{name}: references is {given!r}; expected ReferenceOption values")
        if len(given) < 2:
            raise MethodError(
                f"{name} learns from at least two options that somebody has ranked, and {len(given)} are given; state "
                f"`references`, or use {name}.from_ranks(table, ranks)"
            )
        object.__setattr__(self, "references", distinctly_named(name, given))
        object.__setattr__(self, "breakpoints", checked_breakpoints(name, self.breakpoints))
        object.__setattr__(self, "pieces", checked_pieces(name, self.pieces))
        number(self, "delta", 0.0, 1.0)
        number(self, "post_optimality_epsilon", 0.0, 1.0)
        steps = len({each.rank for each in self.references}) - 1
        if self.delta == 0 or self.delta * steps > 1 + ROUNDING:
            raise MethodError(
                f"{name}: delta is {self.delta:g} between {steps + 1} ranks; expected above 0"
                + (f" and at most {1 / steps:.3g}, because all values lie between 0 and 1" if steps else "")
            )

    @classmethod
    def from_ranks(
        cls,
        table: PerformanceTable,
        ranks: Mapping[str, float],
        *,
        breakpoints: Mapping[str, Sequence[float]] = FrozenDict(),  # frozen
        pieces: int | Mapping[str, int] = 2,
        delta: float = 0.05,
        post_optimality_epsilon: float = 0.0,
    ) -> Self:
        """Build from options of a table, some of which somebody has ranked.

        Parameters
        ----------
        table
            Holds the performances. The breakpoints of a criterion without a scale are spread over its column.
        ranks
            By option id; 1 is best. The other options of the table teach nothing.

        Raises
        ------
        MethodError
            A rank for something that is not an option, or a column without a scale in which all options are equal.
        """
        ends = spread_breakpoints(cls.__name__, table, breakpoints, pieces)
        references = tuple(
            ReferenceOption(performances=performances, rank=rank, name=option)
            for option, performances, rank in rows_of(cls.__name__, table, ranks)
        )
        return cls(
            references=references,
            breakpoints=ends,
            pieces=pieces,
            delta=delta,
            post_optimality_epsilon=post_optimality_epsilon,
        )

    @property
    def cost_mirror(self) -> CostMirror:
        """Nothing: reference options and breakpoints are stated in the units of the criteria."""
        return "none"

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the breakpoints taken from the criteria's scales."""
        return scales_used(self.pieces_on(criteria), self.breakpoints)

    def pieces_on(self, criteria: Criteria) -> Pieces:
        """Return the breakpoints, worst to best, by criterion id in alphabetical order."""
        return pieces_for(type(self).__name__, criteria, self.breakpoints, self.pieces)

    def learned(self, criteria: Criteria) -> Learned:
        """Return what the reference options teach.

        Raises
        ------
        MethodError
            A reference option without a performance, or outside the breakpoints; a criterion without breakpoints.
        """
        pieces = self.pieces_on(criteria)
        for each in self.references:
            fitting(type(self).__name__, each.performances, criteria, pieces, each.name)
        stated = tuple(
            Stated(each.name, each.rank, tuple(pieces.parts(each.performances).items()))
            for each in sorted(self.references, key=lambda r: (r.rank, r.name))
        )
        return learn(Question(pieces, stated, self.delta, self.post_optimality_epsilon, self.both_errors))

    def formula(self, criteria: Criteria) -> Formula:
        """Return the sum of the learned value functions."""
        return total(self.pieces_on(criteria).functions(self.learned(criteria).steps), criteria)

    def contributions(self, table: PerformanceTable, shares: Floats) -> Floats | None:  # noqa: ARG002  # takes no weights
        """Return the learned value on each criterion; the row sums are the scores."""
        return terms(self._functions(table.criteria), table.criteria)(table.values)

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:  # noqa: ARG002  # takes no weights
        """Return the value functions and how well they reproduce the ranks.

        `value_functions`: pairs (performance, value) by criterion, worst to best. `criterion_weights`,
        `min_criterion_weights`, `max_criterion_weights`: the value of the best level of each criterion, under the value
        functions used and at its extremes over all optimal ones, in the order of criteria. `min_total_error`.
        `reference_values` and `errors` by name of the reference option: its value, and what is to be added to it for
        the ranks to hold. `contradiction`: reference options whose ranks cannot hold together. `misplaced_pairs`: pairs
        of reference options that the value functions do not order as stated.
        """
        criteria = table.criteria
        pieces, found = self.pieces_on(criteria), self.learned(criteria)
        functions = self._functions(criteria)
        place = [pieces.criteria.index(c) for c in criteria.ids]
        ordered = sorted(self.references, key=lambda r: (r.rank, r.name))
        values = {each.name: pieces.value(each.performances, found.steps) for each in ordered}
        return {
            "value_functions": functions,
            "criterion_weights": np.array([functions[c][-1][1] for c in criteria.ids]),
            "min_criterion_weights": np.array(found.smallest)[place],
            "max_criterion_weights": np.array(found.largest)[place],
            "min_total_error": found.least_error,
            "reference_values": FrozenDict(values),
            "errors": FrozenDict(zip((each.name for each in ordered), found.errors, strict=True)),
            "contradiction": found.contradiction,
            "misplaced_pairs": _misplaced(ordered, values),
        }

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Return what a reader must know; a ranking of reference options that no such model can reproduce is named."""
        return (*super().notes(criteria), *_contradiction_note(self.learned(criteria)))

    def rank(self, table: PerformanceTable, weights: Given | None = None) -> Ranking:
        """Rank the options of a table; see `RankingMethod.rank`.

        Beyond the outer breakpoints a value function is flat; a note names the criteria where this matters.
        """
        ranking = super().rank(table, weights)
        told = beyond_note(self.pieces_on(table.criteria), table)
        return replace(ranking, notes=(*ranking.notes, *told)) if told else ranking

    def _functions(self, criteria: Criteria) -> FrozenDict[str, Any]:
        return self.pieces_on(criteria).functions(self.learned(criteria).steps)


def _misplaced(ordered: Sequence[ReferenceOption], values: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of reference options whose values do not stand as their ranks do."""
    found = []
    for better, worse in combinations(ordered, 2):
        gap = values[better.name] - values[worse.name]
        if abs(gap) > ROUNDING if better.rank == worse.rank else gap <= ROUNDING:
            found.append((better.name, worse.name))
    return tuple(found)


def _contradiction_note(found: Learned) -> tuple[str, ...]:
    if not found.contradiction:
        return ()
    return (
        f"No additive value functions on these breakpoints reproduce the ranks: the least total error is "
        f"{found.least_error:.3g}. The ranks of these reference options contradict each other: "
        f"{', '.join(found.contradiction)}.",
    )
