"""Dominance among options: strict, with thresholds, by intervals and stochastic, with the pairs and why."""

from mcda.robustness.dominance._pairs import DOMINANCE_KINDS, DominanceKind, DominancePair, DominancePairs, Obstacle
from mcda.robustness.dominance.compared import dominance_pairs

__all__ = ["DOMINANCE_KINDS", "DominanceKind", "DominancePair", "DominancePairs", "Obstacle", "dominance_pairs"]
