"""UTADIS: additive value functions and thresholds learned from reference options that somebody has sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.errors import MethodError, nearest
from mcda.frozen import FrozenDict
from mcda.methods.about import About, both
from mcda.methods.disaggregation._discrimination import ROUNDING, Example, Task, Trained, train
from mcda.methods.disaggregation._pieces import Pieces, pieces_for, total
from mcda.methods.disaggregation._stated import (
    beyond_note,
    checked_breakpoints,
    checked_performances,
    checked_pieces,
    distinctly_named,
    fitting,
    rows_of,
    scales_used,
    spread_breakpoints,
)
from mcda.methods.method import is_list, number
from mcda.methods.sorting_method import Assigned, SortingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class AssignedOption:
    """An option somebody knows well enough to say which category it belongs to.

    Parameters
    ----------
    performances
        By criterion id, in the criterion's unit.
    category
        The name of its category.
    name
        For messages.

    Examples
    --------
    >>> AssignedOption(performances={"debt": 3, "profit": 1}, category="sound", name="Firm A").performances["debt"]
    3.0
    """

    performances: Mapping[str, float]
    category: str
    name: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise MethodError(f"the name of a reference option is {self.name!r}; expected text")
        what = f"reference option {self.name!r}"
        object.__setattr__(self, "performances", checked_performances(what, self.performances))


@dataclass(frozen=True, kw_only=True)
class Utadis(SortingMethod):
    """UTilités Additives DIScriminantes: the least sum of errors on the assigned options.

    An option belongs to the best category whose threshold its value reaches. A linear program finds the value functions
    (piecewise linear, never falling towards the better end, 1 for the best level of all criteria together) and the
    thresholds that minimise the sum of errors: what the value of a reference option lacks to reach the threshold of its
    category, or exceeds the threshold of the next one less `delta`. Among all solutions whose sum is at most the least
    plus `post_optimality_epsilon`, those that maximise the weight of one criterion each are found, the one with the
    most even steps where there are several; the mean of them sorts the options. Each threshold stands in the middle of
    the range it then has. So the categories do not depend on the solver.

    Parameters
    ----------
    categories
        Names, from worst to best.
    references
        `AssignedOption` values, with performances by criterion id and a category.
    breakpoints
        By criterion id, the performances between which its value function is straight, from worst to best.
    pieces
        Number of equal pieces of the criterion's scale where no breakpoints are stated; or such a number by criterion.
    delta
        By how much the value of an option stays below the threshold of the next category.
    s
        Least distance between two thresholds; at least `delta`.
    post_optimality_epsilon
        How much more than the least total error the extreme solutions may have.

    References
    ----------
    Zopounidis, C. & Doumpos, M. (1999). A multicriteria decision aid methodology for sorting decision problems: the
    case of financial distress. *Computational Economics* 14(3), 197-218. doi:10.1023/A:1008713823812

    Examples
    --------
    >>> table = PerformanceTable.of(
    ...     [[2, 30], [5, 60], [9, 90]], goals=["min", "max"], scales={"c1": (0, 10), "c2": (0, 100)}
    ... )
    >>> method = Utadis.from_categories(table, {"a1": "good", "a3": "bad"}, categories=("bad", "good"), pieces=1)
    >>> method.sort(table).lowest
    {'a1': 'good', 'a2': 'good', 'a3': 'bad'}
    """

    references: tuple[AssignedOption, ...] = ()
    breakpoints: Mapping[str, Sequence[float]] = field(default_factory=FrozenDict)
    pieces: int | Mapping[str, int] = 2
    delta: float = 0.001
    s: float = 0.002
    post_optimality_epsilon: float = 0.0

    learns: ClassVar[bool] = True
    id: ClassVar[str] = "utadis"
    uses_weights: ClassVar[bool] = False
    about: ClassVar[About] = About(
        name=both("UTADIS", "UTADIS(가산 효용 판별)"),
        summary=both(
            "Each option goes to the category whose threshold its value reaches; values and thresholds are learned "
            "from options that somebody has sorted.",
            "누군가 이미 분류한 대안들에서 가치 함수와 경곗값을 추정하고, 각 대안을 가치가 도달한 등급에 넣는다.",
        ),
        reference=(
            "Zopounidis, C. & Doumpos, M. (1999). A multicriteria decision aid methodology for sorting decision "
            "problems: the case of financial distress. Computational Economics 14(3), 197-218."
        ),
        doi="10.1023/A:1008713823812",
        family="disaggregation",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "It takes none: the weight of a criterion, the value of its best level, is learned from sorted options.",
            "가중치를 받지 않으며, 각 기준의 최선 수준이 갖는 가치인 가중치를 분류된 대안에서 추정한다.",
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        given = self.references
        if not is_list(given) or not all(isinstance(each, AssignedOption) for each in given):
            raise MethodError(f"Utadis: references is {given!r}; expected AssignedOption values")
        if not given:
            raise MethodError(
                "Utadis learns from options that somebody has sorted, and none is given; state `references`, or use "
                "Utadis.from_categories(table, categories_by_option, categories=...)"
            )
        for each in given:
            if not isinstance(each.category, str) or each.category not in self.categories:
                hint = nearest(str(each.category), self.categories)
                raise MethodError(f"Utadis: reference option {each.name!r} is in {each.category!r}, no category{hint}")
        object.__setattr__(self, "references", distinctly_named("Utadis", given))
        object.__setattr__(self, "breakpoints", checked_breakpoints("Utadis", self.breakpoints))
        object.__setattr__(self, "pieces", checked_pieces("Utadis", self.pieces))
        for name in ("delta", "s", "post_optimality_epsilon"):
            number(self, name, 0.0, 1.0)
        if not 0 < self.delta <= self.s or self.s * (len(self.categories) - 2) > 1:
            raise MethodError(
                f"Utadis: delta is {self.delta:g} and s is {self.s:g}; expected 0 < delta <= s, and thresholds of "
                f"{len(self.categories)} categories at distance s between 0 and 1"
            )

    @classmethod
    def from_categories(
        cls,
        table: PerformanceTable,
        assigned: Mapping[str, str],
        *,
        categories: Sequence[str],
        breakpoints: Mapping[str, Sequence[float]] = FrozenDict(),  # frozen
        pieces: int | Mapping[str, int] = 2,
        delta: float = 0.001,
        s: float = 0.002,
        post_optimality_epsilon: float = 0.0,
    ) -> Utadis:
        """Build from options of a table, some of which somebody has sorted.

        Parameters
        ----------
        table
            Holds the performances. The breakpoints of a criterion without a scale are spread over its column.
        assigned
            The category of each of them, by option id. The other options of the table teach nothing.

        Raises
        ------
        MethodError
            A category for something that is not an option, or a column without a scale in which all options are equal.
        """
        rows = rows_of("Utadis", table, assigned)
        return cls(
            categories=tuple(categories),
            references=tuple(AssignedOption(performances=x, category=c, name=option) for option, x, c in rows),
            breakpoints=spread_breakpoints("Utadis", table, breakpoints, pieces),
            pieces=pieces,
            delta=delta,
            s=s,
            post_optimality_epsilon=post_optimality_epsilon,
        )

    def bound(self, criteria: Criteria) -> Mapping[str, str]:
        """Return the breakpoints taken from the criteria's scales."""
        return scales_used(self.pieces_on(criteria), self.breakpoints)

    def pieces_on(self, criteria: Criteria) -> Pieces:
        """Return the breakpoints, worst to best, by criterion id in alphabetical order."""
        return pieces_for("Utadis", criteria, self.breakpoints, self.pieces)

    def learned(self, criteria: Criteria) -> Trained:
        """Return what the reference options teach.

        Raises
        ------
        MethodError
            A reference option without a performance, or outside the breakpoints; a criterion without breakpoints.
        """
        pieces = self.pieces_on(criteria)
        for each in self.references:
            fitting("Utadis", each.performances, criteria, pieces, each.name)
        examples = tuple(
            Example(each.name, self.categories.index(each.category), tuple(pieces.parts(each.performances).items()))
            for each in sorted(self.references, key=lambda r: r.name)
        )
        return train(Task(pieces, examples, len(self.categories), self.delta, self.s, self.post_optimality_epsilon))

    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Return for each option the best category whose threshold its value reaches.

        `details`: `values` of the options; `thresholds`, the least value of each category but the worst, by name;
        `value_functions`, pairs (performance, value) by criterion, worst to best; `criterion_weights` in the order of
        criteria; `min_total_error`; `errors`, by name of the reference option what is to be added to its value for its
        category to be right; `contradiction`, reference options that no such model can sort together.
        """
        pieces, found = self.pieces_on(table.criteria), self.learned(table.criteria)
        functions = pieces.functions(found.steps)
        values = total(functions, table.criteria)(table.values, shares)
        reached = np.sum(values[:, np.newaxis] >= np.array(found.thresholds) - ROUNDING, axis=-1).tolist()
        names = sorted(each.name for each in self.references)
        details = {
            "values": values,
            "thresholds": FrozenDict(zip(self.categories[1:], found.thresholds, strict=True)),
            "value_functions": functions,
            "criterion_weights": np.array([functions[c][-1][1] for c in table.criteria.ids]),
            "min_total_error": found.least_error,
            "errors": FrozenDict(zip(names, found.errors, strict=True)),
            "contradiction": found.contradiction,
        }
        wrong = (
            (
                f"No additive value functions on these breakpoints sort all reference options as stated: the least "
                f"total error is {found.least_error:.3g}. These cannot all be sorted as stated: "
                f"{', '.join(found.contradiction)}.",
            )
            if found.contradiction
            else ()
        )
        return Assigned(reached, reached, details, (*wrong, *beyond_note(pieces, table)))
