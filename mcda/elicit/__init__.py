"""From judgements and from data to weights."""

from mcda.elicit.ahp import ahp
from mcda.elicit.ahp_synthesis import ahp_synthesis
from mcda.elicit.anp import anp
from mcda.elicit.best_worst import best_worst
from mcda.elicit.direct import direct
from mcda.elicit.judged import judged
from mcda.elicit.macbeth import macbeth
from mcda.elicit.macbeth_scale import MacbethScale, macbeth_scale
from mcda.elicit.ranges import check_swings, stale, transferred
from mcda.elicit.rank_exponent import rank_exponent
from mcda.elicit.rank_order_centroid import rank_order_centroid
from mcda.elicit.rank_reciprocal import rank_reciprocal
from mcda.elicit.rank_sum import rank_sum
from mcda.elicit.swing import swing
from mcda.elicit.trade_off import trade_off
from mcda.elicit.ways import from_judgements

__all__ = [
    "MacbethScale",
    "ahp",
    "ahp_synthesis",
    "anp",
    "best_worst",
    "check_swings",
    "direct",
    "from_judgements",
    "judged",
    "macbeth",
    "macbeth_scale",
    "rank_exponent",
    "rank_order_centroid",
    "rank_reciprocal",
    "rank_sum",
    "stale",
    "swing",
    "trade_off",
    "transferred",
]
