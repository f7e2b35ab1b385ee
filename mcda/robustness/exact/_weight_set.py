"""The set of weights that a question is asked over: its corners and conditions, in the order of the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mcda.criteria import Criteria
from mcda.elicit.incomplete import WeightPolytope
from mcda.elicit.incomplete._exact import Row, primitive
from mcda.errors import WeightsError, nearest
from mcda.scales import Floats


@dataclass(frozen=True, eq=False)
class WeightSet:
    """All weights of the criteria, or those of a polytope.

    Parameters
    ----------
    criteria
        Of the question.
    polytope
        Over the same criteria, in any order.

    Raises
    ------
    WeightsError
        Not a polytope, or one over other criteria.
    """

    criteria: Criteria
    polytope: WeightPolytope

    @classmethod
    def of(cls, criteria: Criteria, given: WeightPolytope | None) -> WeightSet:
        """Read what somebody gave; None is all weights."""
        if given is None:
            return cls(criteria, WeightPolytope(criteria.ids))
        if not isinstance(given, WeightPolytope):
            raise WeightsError(
                f"the weights are a {type(given).__name__}; expected a WeightPolytope, as weight_polytope(criteria, "
                "statements) makes, or None for all weights"
            )
        for c in given.criteria:
            if c not in criteria:
                raise WeightsError(f"the polytope is over {c!r}, which is not a criterion{nearest(c, criteria.ids)}")
        for c in criteria.ids:
            if c not in given.criteria:
                raise WeightsError(
                    f"the polytope is not over criterion {c!r}; make it with weight_polytope over all criteria of the "
                    "question; those of which no statement speaks may have any weight"
                )
        return cls(criteria, given)

    @property
    def words(self) -> str:
        """What the weights are, for a recipe."""
        said = "; ".join(str(each) for each in self.polytope.statements)
        return f"uniform where {said}" if said else "uniform on the simplex"

    @property
    def dimension(self) -> int:
        """How many weights can be chosen freely."""
        # All weights need no search in fractions, which takes seconds where there are many.
        return self.polytope.dimension if self.polytope.statements else len(self.criteria) - 1

    @cached_property
    def rows(self) -> list[Row]:
        """The statements in whole numbers: each row times the weights is zero or more."""
        rows: list[Row] = []
        for each in self.polytope.statements:
            for part in each.conditions():
                # The weights add to one, so a bound is one on their sum.
                row = primitive([part.terms.get(c, 0) - part.bound for c in self.criteria.ids])
                rows += [row, tuple(-a for a in row)] if part.equal else [row]
        return list(dict.fromkeys(row for row in rows if any(row)))

    @cached_property
    def flat(self) -> list[Row]:
        """The rows, those of single weights first, that are zero in the whole set."""
        if not self.polytope.statements:
            return []
        points = [[each.fractions[c] for c in self.criteria.ids] for each in self.polytope.vertices()]
        return [
            row
            for row in [*units(len(self.criteria)), *self.rows]
            if not any(sum(a * w for a, w in zip(row, point, strict=True)) for point in points)
        ]

    @cached_property
    def corners(self) -> Floats:
        """The corners, shape (n_corners, n_criteria).

        Raises
        ------
        WeightsError
            There are more than the polytope can tell.
        """
        if not self.polytope.statements:
            return np.eye(len(self.criteria))
        return np.array([each.array(self.criteria) for each in self.polytope.vertices()])


def units(n: int) -> list[Row]:
    """Return the rows of the single weights."""
    return [tuple(int(i == j) for i in range(n)) for j in range(n)]
