"""Stochastic multicriteria acceptability: how often what comes out under uncertain weights and performances."""

from mcda.robustness.acceptability.categories import CategoryAcceptability, category_acceptability
from mcda.robustness.acceptability.relations import RelationAcceptability, relation_acceptability
from mcda.robustness.acceptability.result import RankAcceptability
from mcda.robustness.acceptability.smaa import rank_acceptability

__all__ = [
    "CategoryAcceptability",
    "RankAcceptability",
    "RelationAcceptability",
    "category_acceptability",
    "rank_acceptability",
    "relation_acceptability",
]
