"""How far a ranking can be trusted: one study ranked in many ways, and how much the rankings agree."""

from mcda.robustness.acceptability import (
    CategoryAcceptability,
    RankAcceptability,
    RelationAcceptability,
    category_acceptability,
    rank_acceptability,
    relation_acceptability,
)
from mcda.robustness.agreement import Agreement, ComparisonRow, MethodPair
from mcda.robustness.comparison import Comparison, compare_study
from mcda.robustness.correlation import (
    Concordance,
    concordance,
    kendall_tau,
    mean_ranks,
    spearman,
    weighted_spearman,
    ws,
)
from mcda.robustness.question import Question, ask
from mcda.robustness.study_ranking import rank_study

__all__ = [
    "Agreement",
    "CategoryAcceptability",
    "Comparison",
    "ComparisonRow",
    "Concordance",
    "MethodPair",
    "Question",
    "RankAcceptability",
    "RelationAcceptability",
    "ask",
    "category_acceptability",
    "compare_study",
    "concordance",
    "kendall_tau",
    "mean_ranks",
    "rank_acceptability",
    "rank_study",
    "relation_acceptability",
    "spearman",
    "weighted_spearman",
    "ws",
]
