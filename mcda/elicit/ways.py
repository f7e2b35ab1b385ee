"""Every way from judgements to weights, by the name a profile file gives it."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any, Final

from mcda.elicit.ahp import ahp
from mcda.elicit.ahp_synthesis import ahp_synthesis
from mcda.elicit.anp import anp
from mcda.elicit.best_worst import best_worst
from mcda.elicit.cards import cards
from mcda.elicit.dematel import dematel
from mcda.elicit.direct import direct
from mcda.elicit.fucom import fucom
from mcda.elicit.incomplete import incomplete
from mcda.elicit.lbwa import lbwa
from mcda.elicit.macbeth import macbeth
from mcda.elicit.rancom import rancom
from mcda.elicit.rank_exponent import rank_exponent
from mcda.elicit.rank_order_centroid import rank_order_centroid
from mcda.elicit.rank_reciprocal import rank_reciprocal
from mcda.elicit.rank_sum import rank_sum
from mcda.elicit.swara import swara
from mcda.elicit.swing import swing
from mcda.elicit.trade_off import trade_off
from mcda.errors import McdaError, WeightsError, unknown
from mcda.weights import Weights

WAYS: Final[tuple[Callable[..., Weights], ...]] = (
    ahp,
    ahp_synthesis,
    anp,
    best_worst,
    cards,
    dematel,
    direct,
    fucom,
    incomplete,
    lbwa,
    macbeth,
    rancom,
    rank_exponent,
    rank_order_centroid,
    rank_reciprocal,
    rank_sum,
    swara,
    swing,
    trade_off,
)


def from_judgements(judgements: Mapping[str, Any]) -> Weights:
    """Compute weights from judgements written as plain data.

    Parameters
    ----------
    judgements
        `method`, the name of a function of this package, and its arguments by name: what `Weights.judgements` holds,
        and what a profile file may hold instead of points.

    Raises
    ------
    NameUnknownError
        No such way, or no such argument; the message has the nearest name.
    WeightsError
        An argument is missing, or the judgements make no weights; the message says where.

    Examples
    --------
    >>> from_judgements({"method": "rank_sum", "order": ["security", "growth", "cost"]}).shares["security"]
    0.5
    """
    by_name = {way.__name__: way for way in WAYS}
    if not isinstance(judgements, Mapping) or "method" not in judgements:
        raise WeightsError(f"judgements need a `method`; allowed: {', '.join(by_name)}")
    name = judgements["method"]
    if not isinstance(name, str) or name not in by_name:
        raise unknown("way to judge weights", name, by_name)
    arguments = {key: each for key, each in judgements.items() if key != "method"}
    known = inspect.signature(by_name[name]).parameters
    for key in arguments:
        if key not in known:
            raise unknown(f"part of {name!r} judgements", key, known)
    missing = [key for key, each in known.items() if each.default is each.empty and key not in arguments]
    if missing:
        raise WeightsError(f"{name!r} judgements need `{missing[0]}`")
    try:
        return by_name[name](**arguments)
    except McdaError:
        raise
    except (TypeError, ValueError, AttributeError, KeyError, IndexError) as fault:
        raise WeightsError(f"the {name!r} judgements have the wrong form: {fault}") from fault
