"""What other weights would change: how far each may move, the smallest change that does it, and pictures of both."""

from mcda.robustness.weight_sensitivity.critical import CriticalWeight, CriticalWeights, critical_weights
from mcda.robustness.weight_sensitivity.nearest_weights import smallest_change, smallest_change_to_win
from mcda.robustness.weight_sensitivity.stability import (
    StabilityEnd,
    StabilityInterval,
    WeightStability,
    WeightStabilityRow,
    weight_stability,
)
from mcda.robustness.weight_sensitivity.triangle import StabilityMap, stability_map
from mcda.robustness.weight_sensitivity.walking import Crossing, WalkingWeights, walking_weights
from mcda.robustness.weight_sensitivity.weight_change import WeightChange

__all__ = [
    "CriticalWeight",
    "CriticalWeights",
    "Crossing",
    "StabilityEnd",
    "StabilityInterval",
    "StabilityMap",
    "WalkingWeights",
    "WeightChange",
    "WeightStability",
    "WeightStabilityRow",
    "critical_weights",
    "smallest_change",
    "smallest_change_to_win",
    "stability_map",
    "walking_weights",
    "weight_stability",
]
