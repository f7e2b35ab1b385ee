"""What a number may turn out to be: distributions as values."""

from mcda.robustness.uncertainty._discrete import Certain, Discrete
from mcda.robustness.uncertainty._distribution import Distribution
from mcda.robustness.uncertainty._noise import Lognormal, Normal
from mcda.robustness.uncertainty._ranges import Pert, Triangular, Uniform

__all__ = ["Certain", "Discrete", "Distribution", "Lognormal", "Normal", "Pert", "Triangular", "Uniform"]
