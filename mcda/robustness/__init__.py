"""How far a ranking can be trusted: here, how much two rankings agree."""

from mcda.robustness.correlation import (
    Concordance,
    concordance,
    kendall_tau,
    mean_ranks,
    spearman,
    weighted_spearman,
    ws,
)

__all__ = ["Concordance", "concordance", "kendall_tau", "mean_ranks", "spearman", "weighted_spearman", "ws"]
