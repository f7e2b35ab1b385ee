"""Robust ordinal regression: what holds under all, and under some, of the values that agree with what was said."""

from mcda.robustness.ordinal_regression.extreme_ranks import ExtremeRanks
from mcda.robustness.ordinal_regression.model import AdditiveModel
from mcda.robustness.ordinal_regression.regression import RobustRegression, robust_regression
from mcda.robustness.ordinal_regression.relations import PreferenceRelation
from mcda.robustness.ordinal_regression.statement_reading import preference_statement
from mcda.robustness.ordinal_regression.statements import (
    Indifference,
    Intensity,
    OptionStatement,
    Preference,
    WeakPreference,
)
from mcda.robustness.ordinal_regression.value_function import RepresentativeFunction
from mcda.robustness.ordinal_regression.weight_set import WeightsAgreement, necessary_for_weights

__all__ = [
    "AdditiveModel",
    "ExtremeRanks",
    "Indifference",
    "Intensity",
    "OptionStatement",
    "Preference",
    "PreferenceRelation",
    "RepresentativeFunction",
    "RobustRegression",
    "WeakPreference",
    "WeightsAgreement",
    "necessary_for_weights",
    "preference_statement",
    "robust_regression",
]
