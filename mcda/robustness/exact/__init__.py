"""Exact shares of weights for scores that are weighted sums: who beats whom, and who is first."""

from mcda.robustness.exact.firsts import FirstPlaces, first_places
from mcda.robustness.exact.winning import WinningIndices, winning_indices

__all__ = ["FirstPlaces", "WinningIndices", "first_places", "winning_indices"]
