"""Weights from the data alone. They say how the options differ, not what matters to anybody."""

from mcda.elicit.objective.angle import angle
from mcda.elicit.objective.cilos import cilos
from mcda.elicit.objective.coefficient_of_variation import coefficient_of_variation
from mcda.elicit.objective.critic import critic
from mcda.elicit.objective.entropy import entropy
from mcda.elicit.objective.equal import equal
from mcda.elicit.objective.gini import gini
from mcda.elicit.objective.idocriw import idocriw
from mcda.elicit.objective.lopcow import lopcow
from mcda.elicit.objective.merec import merec
from mcda.elicit.objective.standard_deviation import standard_deviation
from mcda.elicit.objective.variance import variance

__all__ = [
    "angle",
    "cilos",
    "coefficient_of_variation",
    "critic",
    "entropy",
    "equal",
    "gini",
    "idocriw",
    "lopcow",
    "merec",
    "standard_deviation",
    "variance",
]
