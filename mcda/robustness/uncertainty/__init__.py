"""What is uncertain and how it is drawn: performances on one side, weights on the other."""

from mcda.robustness.uncertainty.distributions import (
    Certain,
    Discrete,
    Distribution,
    Lognormal,
    Normal,
    Pert,
    Triangular,
    Uniform,
)
from mcda.robustness.uncertainty.ordinal import OrdinalColumn, ordinal_column
from mcda.robustness.uncertainty.scores import ScoreUncertainty, score_uncertainty
from mcda.robustness.uncertainty.weights import (
    AllWeights,
    DirichletWeights,
    SetOfWeights,
    WeightsNear,
    WeightUncertainty,
    weight_uncertainty,
)

__all__ = [
    "AllWeights",
    "Certain",
    "DirichletWeights",
    "Discrete",
    "Distribution",
    "Lognormal",
    "Normal",
    "OrdinalColumn",
    "Pert",
    "ScoreUncertainty",
    "SetOfWeights",
    "Triangular",
    "Uniform",
    "WeightUncertainty",
    "WeightsNear",
    "ordinal_column",
    "score_uncertainty",
    "weight_uncertainty",
]
