"""Counting over many draws: granules in any grouping, on any executor, that can be stopped and taken up again."""

from mcda.robustness.sampling.checkpoint import Checkpoint
from mcda.robustness.sampling.counting import Counter, count_draws
from mcda.robustness.sampling.draws import Draws, Sequence, draws_of
from mcda.robustness.sampling.tally import Tally

__all__ = ["Checkpoint", "Counter", "Draws", "Sequence", "Tally", "count_draws", "draws_of"]
