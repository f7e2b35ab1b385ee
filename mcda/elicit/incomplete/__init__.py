"""Statements about weights that leave them open, and the set of all weights that obey them."""

from mcda.elicit.incomplete.bounds import LinearBounds, RatioBounds, ShareBounds
from mcda.elicit.incomplete.importance import ImportanceOrder
from mcda.elicit.incomplete.polytope import WeightPolytope, weight_polytope
from mcda.elicit.incomplete.representative import incomplete, point
from mcda.elicit.incomplete.statement import WeightStatement
from mcda.elicit.incomplete.statements import weight_statement

__all__ = [
    "ImportanceOrder",
    "LinearBounds",
    "RatioBounds",
    "ShareBounds",
    "WeightPolytope",
    "WeightStatement",
    "incomplete",
    "point",
    "weight_polytope",
    "weight_statement",
]
