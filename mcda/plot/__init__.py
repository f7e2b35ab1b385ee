"""Figures of results: first the data a figure shows, then the ink.

Each figure is a value that prints itself as SVG or PNG in English or Korean and says in words what it shows. They need
matplotlib (`pip install "policy-mcda[report]"`), which is loaded when the first one is drawn.
"""

from mcda.plot.canvas import Plot
from mcda.plot.performance_heatmap import PerformanceHeatmap, performance_heatmap
from mcda.plot.places_by_profile import Group, PlacesByProfile, places_by_profile
from mcda.plot.ranked_contributions import RankedContributions, ranked_contributions

__all__ = [
    "Group",
    "PerformanceHeatmap",
    "PlacesByProfile",
    "Plot",
    "RankedContributions",
    "performance_heatmap",
    "places_by_profile",
    "ranked_contributions",
]
