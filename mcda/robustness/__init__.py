"""How far a ranking can be trusted: one study ranked in many ways, and how much the rankings agree."""

from mcda.robustness.acceptability import RankAcceptability, rank_acceptability
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
from mcda.robustness.study_ranking import rank_study

__all__ = [
    "Agreement",
    "Comparison",
    "ComparisonRow",
    "Concordance",
    "MethodPair",
    "RankAcceptability",
    "compare_study",
    "concordance",
    "kendall_tau",
    "mean_ranks",
    "rank_acceptability",
    "rank_study",
    "spearman",
    "weighted_spearman",
    "ws",
]
