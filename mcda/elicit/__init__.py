"""From judgements and from data to weights."""

from mcda.elicit import objective
from mcda.elicit.ahp import ahp
from mcda.elicit.ahp_synthesis import ahp_synthesis
from mcda.elicit.anp import anp
from mcda.elicit.best_worst import best_worst
from mcda.elicit.cards import cards
from mcda.elicit.dematel import dematel
from mcda.elicit.direct import direct
from mcda.elicit.fucom import fucom
from mcda.elicit.incomplete import (
    ImportanceOrder,
    LinearBounds,
    RatioBounds,
    ShareBounds,
    WeightPolytope,
    WeightStatement,
    incomplete,
    point,
    weight_polytope,
    weight_statement,
)
from mcda.elicit.judged import judged
from mcda.elicit.lbwa import lbwa
from mcda.elicit.macbeth import macbeth
from mcda.elicit.macbeth_scale import MacbethScale, macbeth_scale
from mcda.elicit.rancom import rancom
from mcda.elicit.ranges import check_swings, stale, transferred
from mcda.elicit.rank_exponent import rank_exponent
from mcda.elicit.rank_order_centroid import rank_order_centroid
from mcda.elicit.rank_reciprocal import rank_reciprocal
from mcda.elicit.rank_sum import rank_sum
from mcda.elicit.swara import swara
from mcda.elicit.swing import swing
from mcda.elicit.trade_off import trade_off
from mcda.elicit.ways import from_judgements

__all__ = [
    "ImportanceOrder",
    "LinearBounds",
    "MacbethScale",
    "RatioBounds",
    "ShareBounds",
    "WeightPolytope",
    "WeightStatement",
    "ahp",
    "ahp_synthesis",
    "anp",
    "best_worst",
    "cards",
    "check_swings",
    "dematel",
    "direct",
    "from_judgements",
    "fucom",
    "incomplete",
    "judged",
    "lbwa",
    "macbeth",
    "macbeth_scale",
    "objective",
    "point",
    "rancom",
    "rank_exponent",
    "rank_order_centroid",
    "rank_reciprocal",
    "rank_sum",
    "stale",
    "swara",
    "swing",
    "trade_off",
    "transferred",
    "weight_polytope",
    "weight_statement",
]
