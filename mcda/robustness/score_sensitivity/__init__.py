"""Which scores hold the winner up, and which to check first."""

from mcda.robustness.score_sensitivity._joint_flip import JointFlip, RivalFlip, joint_flip
from mcda.robustness.score_sensitivity.flips import Flip, ScoreFlip, ScoreFlips, score_flips
from mcda.robustness.score_sensitivity.leads import Tornado, TornadoBar, tornado

__all__ = [
    "Flip",
    "JointFlip",
    "RivalFlip",
    "ScoreFlip",
    "ScoreFlips",
    "Tornado",
    "TornadoBar",
    "joint_flip",
    "score_flips",
    "tornado",
]
