"""The additive value of options as a sum of steps, each zero or more, that add to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from mcda.elicit.incomplete.statement import Condition
from mcda.errors import MethodError, unknown
from mcda.frozen import FrozenDict, frozen
from mcda.scales import Goal, exact
from mcda.table import PerformanceTable

Marginals = Literal["general", "linear"] | int
Line = tuple[Fraction, ...]

_MOST_PIECES = 100


class Step(NamedTuple):
    """What value a criterion adds between two performances.

    Parameters
    ----------
    criterion
        Its id.
    worse, better
        Performances in its unit; equal where all options perform alike and nothing can be told.
    """

    criterion: str
    worse: Fraction
    better: Fraction


@dataclass(frozen=True, eq=False)
class AdditiveModel:
    """Value U = sum of u_j over the criteria, each u_j 0 at the worst, never falling, the bests adding to one.

    Each u_j is a sum of steps of zero or more; so U of an option, at any node, is linear in the steps, and what is said
    of options is a set of linear rows without a constant. All of it is in exact fractions: performances are taken as
    they are written.

    Parameters
    ----------
    table
        Performances; goals come with the criteria.
    marginals
        "general": one step between each two neighbouring performances that occur. "linear": one step, so only weights
        are open. A whole number: so many pieces of equal width. The last two run over the criterion's scale where it
        has one, widened to the performances beyond it, else over the performances that occur. A criterion on which all
        options perform alike, and which has no scale, keeps one step that no option gets anything of.
    nodes
        Named sets of criteria, beside the branches and criteria of the table.

    Raises
    ------
    MethodError
        Marginals that are none of these, a set without criteria, or one with the name of a branch or criterion.
    NameUnknownError
        A set with something that is not a criterion.

    Examples
    --------
    >>> model = AdditiveModel(PerformanceTable.of([[3], [5], [9]], goals=["max"], options=list("abc")))
    >>> model.steps[1], model.line("b")
    (Step(criterion='c1', worse=Fraction(5, 1), better=Fraction(9, 1)), (Fraction(1, 1), Fraction(0, 1)))
    """

    table: PerformanceTable
    marginals: Marginals = "general"
    nodes: Mapping[str, Sequence[str]] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        given = self.marginals
        whole = isinstance(given, int) and not isinstance(given, bool) and 1 <= given <= _MOST_PIECES
        if not whole and given not in ("general", "linear"):
            raise MethodError(
                f"marginals is {given!r}; expected 'general', 'linear', or a number of pieces from 1 to {_MOST_PIECES}"
            )
        if not isinstance(self.nodes, Mapping):
            raise MethodError(f"nodes is {self.nodes!r}; expected lists of criteria by name")
        criteria = self.table.criteria
        for name, members in self.nodes.items():
            if isinstance(members, str) or not hasattr(members, "__iter__") or not list(members):
                raise MethodError(f"node {name!r} holds {members!r}; expected a list of at least one criterion")
            if name in (*criteria.ids, *criteria.branches):
                raise MethodError(f"node {name!r} has the name of a branch or criterion; give it another name")
            for each in members:
                criteria[each]
        object.__setattr__(self, "nodes", frozen((name, tuple(each)) for name, each in self.nodes.items()))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All steps, criterion by criterion, worst first."""
        return tuple(Step(c, low, high) for c, marks in self._marks.items() for low, high in pairwise(marks))

    def members(self, at: str | None) -> frozenset[str]:
        """Return the criteria below a node.

        Raises
        ------
        NameUnknownError
            There is no such node.
        """
        criteria = self.table.criteria
        if at is None:
            return frozenset(criteria.ids)
        found = self.nodes.get(at) or [c.id for c in criteria if at in (c.branch, c.id)]
        if not found:
            raise unknown("branch, criterion or node", at, [*self.nodes, *criteria.branches, *criteria.ids])
        return frozenset(found)

    def line(self, option: str, at: str | None = None) -> Line:
        """Return how much of each step an option gets, at a node: 0 to 1; its value there is the sum of step times it.

        Raises
        ------
        NameUnknownError
            There is no such option or node.
        """
        self.table.options[option]
        inside = self.members(at)
        got = self._got[option]
        return tuple(g if s.criterion in inside else Fraction(0) for s, g in zip(self.steps, got, strict=True))

    def compared(self, terms: Mapping[str, int], at: str | None) -> Line:
        """Return the sum of number times line of some options."""
        lines = [(a, self.line(option, at)) for option, a in terms.items()]
        return tuple(sum((a * line[k] for a, line in lines), Fraction(0)) for k in range(len(self.steps)))

    def weighed(self, condition: Condition) -> Line:
        """Return a condition on weights, the best values of the criteria, as a line that must not fall below 0.

        Raises
        ------
        NameUnknownError
            It speaks of something that is not a criterion.
        """
        for c in condition.terms:
            self.table.criteria[c]
        # The steps add to one, so a bound is one on their sum.
        return tuple(condition.terms.get(s.criterion, Fraction(0)) - condition.bound for s in self.steps)

    @cached_property
    def _marks(self) -> dict[str, tuple[Fraction, ...]]:
        """By criterion, the performances between which the steps lie, worst first."""
        found = {}
        for c, column in zip(self.table.criteria, self.table.values.T, strict=True):
            seen = sorted({exact(float(x)) for x in column})
            marks = seen
            if self.marginals != "general":
                ends = seen if c.scale is None else [*seen, c.scale.low, c.scale.high]
                low, high = min(ends), max(ends)
                pieces = 1 if self.marginals == "linear" or low == high else self.marginals
                marks = [low + (high - low) * k / pieces for k in range(pieces + 1)]
            if len(marks) == 1:
                marks = marks * 2
            found[c.id] = tuple(marks if c.goal is Goal.MAX else reversed(marks))
        return found

    @cached_property
    def _got(self) -> dict[str, Line]:
        at = {c: j for j, c in enumerate(self.table.criteria.ids)}
        rows = [[exact(float(x)) for x in row] for row in self.table.values]
        return {
            option: tuple(_part(row[at[step.criterion]], step) for step in self.steps)
            for option, row in zip(self.table.options.ids, rows, strict=True)
        }


def _part(performance: Fraction, step: Step) -> Fraction:
    """Return how much of a step lies below a performance, 0 to 1."""
    if step.worse == step.better:
        return Fraction(0)
    return min(max((performance - step.worse) / (step.better - step.worse), Fraction(0)), Fraction(1))
