"""Which doubts about scores matter: what it is worth to remove them, and how much of the spread each causes."""

from mcda.robustness.information._shares import Share
from mcda.robustness.information.perfect import InformationValue, Worthwhile, value_of_information
from mcda.robustness.information.variance import VarianceShares, variance_shares

__all__ = [
    "InformationValue",
    "Share",
    "VarianceShares",
    "Worthwhile",
    "value_of_information",
    "variance_shares",
]
