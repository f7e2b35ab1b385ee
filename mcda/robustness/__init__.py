"""How firm a ranking is: what it would take to change it, and how often it changes.

Names are loaded when they are first used: a plain ranking needs one module of this package.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mcda.robustness.acceptability import (
        CategoryAcceptability,
        RankAcceptability,
        RelationAcceptability,
        category_acceptability,
        rank_acceptability,
        relation_acceptability,
    )
    from mcda.robustness.agreement import (
        Agreement,
        ComparisonRow,
        MethodPair,
    )
    from mcda.robustness.comparison import (
        Comparison,
        compare_study,
    )
    from mcda.robustness.correlation import (
        Concordance,
        concordance,
        kendall_tau,
        mean_ranks,
        spearman,
        weighted_spearman,
        ws,
    )
    from mcda.robustness.disagreement import (
        Disagreement,
        MethodDisagreement,
        method_disagreement,
    )
    from mcda.robustness.dominance import (
        DominancePair,
        DominancePairs,
        dominance_pairs,
    )
    from mcda.robustness.exact import (
        FirstPlaces,
        WinningIndices,
        first_places,
        winning_indices,
    )
    from mcda.robustness.information import (
        InformationValue,
        VarianceShares,
        value_of_information,
        variance_shares,
    )
    from mcda.robustness.ordinal_regression import (
        ExtremeRanks,
        Indifference,
        Intensity,
        Preference,
        PreferenceRelation,
        RobustRegression,
        WeakPreference,
        WeightsAgreement,
        necessary_for_weights,
        preference_statement,
        robust_regression,
    )
    from mcda.robustness.question import (
        Question,
        ask,
    )
    from mcda.robustness.reversal import (
        Reversals,
        reversals,
    )
    from mcda.robustness.score_sensitivity import (
        JointFlip,
        ScoreFlips,
        Tornado,
        joint_flip,
        score_flips,
        tornado,
    )
    from mcda.robustness.study_ranking import (
        rank_study,
    )
    from mcda.robustness.uncertainty import (
        AllWeights,
        Certain,
        DirichletWeights,
        Discrete,
        Lognormal,
        Normal,
        Pert,
        ScoreUncertainty,
        SetOfWeights,
        Triangular,
        Uniform,
        WeightsNear,
        WeightUncertainty,
        score_uncertainty,
        weight_uncertainty,
    )
    from mcda.robustness.weight_sensitivity import (
        CriticalWeights,
        StabilityMap,
        WalkingWeights,
        WeightChange,
        WeightStability,
        critical_weights,
        smallest_change,
        smallest_change_to_win,
        stability_map,
        walking_weights,
        weight_stability,
    )

_MODULES = {
    "acceptability": (
        "CategoryAcceptability RankAcceptability RelationAcceptability category_acceptability "
        "rank_acceptability relation_acceptability"
    ),
    "agreement": "Agreement ComparisonRow MethodPair",
    "comparison": "Comparison compare_study",
    "correlation": "Concordance concordance kendall_tau mean_ranks spearman weighted_spearman ws",
    "disagreement": "Disagreement MethodDisagreement method_disagreement",
    "dominance": "DominancePair DominancePairs dominance_pairs",
    "exact": "FirstPlaces WinningIndices first_places winning_indices",
    "information": "InformationValue VarianceShares value_of_information variance_shares",
    "ordinal_regression": (
        "ExtremeRanks Indifference Intensity Preference PreferenceRelation RobustRegression WeakPreference "
        "WeightsAgreement necessary_for_weights preference_statement robust_regression"
    ),
    "question": "Question ask",
    "reversal": "Reversals reversals",
    "score_sensitivity": "JointFlip ScoreFlips Tornado joint_flip score_flips tornado",
    "study_ranking": "rank_study",
    "uncertainty": (
        "AllWeights Certain DirichletWeights Discrete Lognormal Normal Pert ScoreUncertainty SetOfWeights "
        "Triangular Uniform WeightsNear WeightUncertainty score_uncertainty weight_uncertainty"
    ),
    "weight_sensitivity": (
        "CriticalWeights StabilityMap WalkingWeights WeightChange WeightStability critical_weights "
        "smallest_change smallest_change_to_win stability_map walking_weights weight_stability"
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Agreement",
    "AllWeights",
    "CategoryAcceptability",
    "Certain",
    "Comparison",
    "ComparisonRow",
    "Concordance",
    "CriticalWeights",
    "DirichletWeights",
    "Disagreement",
    "Discrete",
    "DominancePair",
    "DominancePairs",
    "ExtremeRanks",
    "FirstPlaces",
    "Indifference",
    "InformationValue",
    "Intensity",
    "JointFlip",
    "Lognormal",
    "MethodDisagreement",
    "MethodPair",
    "Normal",
    "Pert",
    "Preference",
    "PreferenceRelation",
    "Question",
    "RankAcceptability",
    "RelationAcceptability",
    "Reversals",
    "RobustRegression",
    "ScoreFlips",
    "ScoreUncertainty",
    "SetOfWeights",
    "StabilityMap",
    "Tornado",
    "Triangular",
    "Uniform",
    "VarianceShares",
    "WalkingWeights",
    "WeakPreference",
    "WeightChange",
    "WeightStability",
    "WeightUncertainty",
    "WeightsAgreement",
    "WeightsNear",
    "WinningIndices",
    "ask",
    "category_acceptability",
    "compare_study",
    "concordance",
    "critical_weights",
    "dominance_pairs",
    "first_places",
    "joint_flip",
    "kendall_tau",
    "mean_ranks",
    "method_disagreement",
    "necessary_for_weights",
    "preference_statement",
    "rank_acceptability",
    "rank_study",
    "relation_acceptability",
    "reversals",
    "robust_regression",
    "score_flips",
    "score_uncertainty",
    "smallest_change",
    "smallest_change_to_win",
    "spearman",
    "stability_map",
    "tornado",
    "value_of_information",
    "variance_shares",
    "walking_weights",
    "weight_stability",
    "weight_uncertainty",
    "weighted_spearman",
    "winning_indices",
    "ws",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
