"""The smallest joint change of weights that lets one option reach another, or all others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

import numpy as np

from mcda.errors import McdaError, nearest, unknown
from mcda.frozen import frozen
from mcda.methods.ranking_method import tie_tolerances
from mcda.robustness.question import Question
from mcda.robustness.weight_sensitivity._direction import check_weighs, scores_at
from mcda.robustness.weight_sensitivity._nearest import Norm, best_lead, distance, nearest_weights
from mcda.robustness.weight_sensitivity._search import searched
from mcda.robustness.weight_sensitivity.weight_change import WeightChange
from mcda.scales import Floats
from mcda.weights import Weights

_DRAWS: Final = 16_384
# Steps beyond weights found by a search, as parts of the change.
_FURTHER: Final = (0.0, 1e-12, 1e-9, 1e-6)


def smallest_change(
    question: Question, to: str, over: str | None = None, *, norm: Norm = "l1", keep_zero: bool = False, seed: int = 0
) -> WeightChange:
    """Return the smallest change of all weights together under which one option scores at least as much as another.

    Parameters
    ----------
    to
        The option that should gain.
    over
        The option to reach; by default the present winner, the first in the table where several tie.
    norm
        "l1", "linf" or "l2": what makes a change small.
    keep_zero
        True: a criterion of weight 0 keeps it.
    seed
        Of the search, where the score of the method is no weighted sum.

    Returns
    -------
    WeightChange
        Exact for weighted sums, or with the proof that no weights do it. Of several changes as small, one.

    Raises
    ------
    NameUnknownError, McdaError
        No such option or norm; an option against itself; `to` is alone in first place and `over` is not given.
    MethodError
        The method does not rank, or takes no weights.

    References
    ----------
    Wolters, W. T. M. & Mareschal, B. (1995). Novel types of sensitivity analysis for additive MCDM methods. *European
    Journal of Operational Research* 81(2), 281-290. doi:10.1016/0377-2217(93)E0343-V

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 2], [6, 6], [1, 9]], goals=["max", "max"], options=list("abc"))
    >>> smallest_change(Question(Wsm(normalization="none"), table, [1, 1]), "a")
    a to reach at least b: l1 change 0.1429 (proven)
    criterion   share  new share   change
    c1         0.5000     0.5714  +0.0714
    c2         0.5000     0.4286  -0.0714
    """
    _check_option(question, to)
    others = [o for o in question.ranking.winners if o != to]
    if over is None and not others:
        raise McdaError(f"{to!r} is alone in first place; name the option it should reach with over=")
    rival = others[0] if over is None else over
    _check_option(question, rival)
    if rival == to:
        raise McdaError(f"{to!r} cannot overtake itself; name another option with over=")
    return _changed(question, to, rival, norm, keep_zero, seed)


def smallest_change_to_win(
    question: Question, to: str, *, norm: Norm = "l1", keep_zero: bool = False, seed: int = 0
) -> WeightChange:
    """Return the smallest change of all weights together under which an option comes first, alone or tied.

    It takes, gives and raises what `smallest_change` does. Where no weights do it, `mixture` is a mixture of other
    options that is ahead on every criterion, and so under every weighting.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[9, 1], [4, 4], [1, 9]], goals=["max", "max"], options=list("abc"))
    >>> smallest_change_to_win(Question(Wsm(normalization="none"), table, [2, 1]), "b")
    b to reach first place: no weights do it; ahead on every criterion: a 0.5, c 0.5 (proven)
    criterion  behind by
    c1                 1
    c2                 1
    """
    _check_option(question, to)
    return _changed(question, to, None, norm, keep_zero, seed)


def _check_option(question: Question, option: str) -> None:
    if option not in question.options:
        raise unknown("option", option, question.options)


def _changed(question: Question, to: str, over: str | None, norm: Norm, keep_zero: bool, seed: int) -> WeightChange:
    check_weighs(question)
    if norm not in get_args(Norm):
        raise McdaError(f"norm={norm!r}; expected 'l1', 'linf' or 'l2'{nearest(str(norm), get_args(Norm))}")
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise McdaError(f"seed is {seed!r}; expected a whole number of zero or more")
    rivals = [k for k, o in enumerate(question.options) if (o != to if over is None else o == over)]
    lead = _lead(np.asarray(question.ranking.scores), question.options.index(to), rivals)
    known: dict[str, Any] = {
        "option": to,
        "over": over,
        "norm": norm,
        "keep_zero": bool(keep_zero),
        "before": question.weights,
        "lead": lead,
        "method": repr(question.method),
    }
    if lead >= -question.tolerance:
        return _reached(question, known, rivals, question.shares, proven=True)
    if question.adds:
        return _exactly(question, known, rivals)
    return _by_search(question, known, rivals, int(seed))


def _exactly(question: Question, known: Mapping[str, Any], rivals: list[int]) -> WeightChange:
    i, counted = question.options.index(known["option"]), _counted(question, known["keep_zero"])
    gaps = (question.terms[i] - question.terms[rivals])[:, counted]
    most, mixture = best_lead(gaps)
    if most < -question.tolerance:
        parts = {question.options[k]: float(part) for k, part in zip(rivals, mixture, strict=True) if part > 0}
        behind = dict(zip((question.criteria[j] for j in counted), (-(mixture @ gaps)).tolist(), strict=True))
        return WeightChange(
            **known,
            possible=False,
            proven=True,
            distance=None,
            after=None,
            new_lead=None,
            mixture=frozen(parts),
            shortfall=frozen(behind),
        )
    shares = np.zeros(len(question.criteria))
    shares[counted] = nearest_weights(gaps, question.shares[counted], min(0.0, most), known["norm"])
    return _reached(question, known, rivals, shares, proven=True)


def _by_search(question: Question, known: Mapping[str, Any], rivals: list[int], seed: int) -> WeightChange:
    i, width = question.options.index(known["option"]), question.ranker.score_width

    def lead(weights: Floats) -> Floats:
        scores = scores_at(question, weights)
        # The tolerance of ties is that of the new scores, or the option might not share the place it is said to reach.
        return np.asarray(scores[:, i] - scores[:, rivals].max(axis=1) + tie_tolerances(scores, width)[:, 0])

    counted = _counted(question, known["keep_zero"])
    found = searched(lead, question.shares, counted, known["norm"], _DRAWS, seed)
    told = {**known, "draws": _DRAWS, "seed": seed}
    nothing = WeightChange(**told, possible=None, proven=False, distance=None, after=None, new_lead=None)
    if found is None:
        return nothing
    # Weights are kept as fractions that add to one: where the ranking jumps, the last bit may undo what was found.
    for further in _FURTHER:
        shares = np.maximum(question.shares + (1.0 + further) * (found - question.shares), 0.0)
        change = _reached(question, told, rivals, shares / shares.sum(), proven=False)
        if change.after and lead(change.after.array(question.table.criteria)[np.newaxis])[0] >= 0:
            return change
    return nothing


def _reached(
    question: Question, known: Mapping[str, Any], rivals: list[int], shares: Floats, *, proven: bool
) -> WeightChange:
    """Return the result with new weights, and what they give."""
    i, size = question.options.index(known["option"]), float(distance(shares - question.shares, known["norm"]))
    after = question.weights
    if size:
        named = dict(zip(question.criteria, shares.tolist(), strict=True))
        after = Weights.from_points(named, branches=question.weights.branches, swings=question.weights.swings)
    scores = question.kernel(question.seen.values, after.array(question.table.criteria))
    # The new weights are rounded to the last bit, and the leads with them.
    reach = question.tolerance + 1e-7 * float(np.ptp(scores))
    ties = tuple(question.options[k] for k in rivals if abs(scores[i] - scores[k]) <= reach)
    lead = _lead(scores, i, rivals)
    return WeightChange(
        **known, possible=True, proven=proven, distance=size, after=after, new_lead=lead, ties_with=ties
    )


def _lead(scores: Floats, i: int, rivals: list[int]) -> float:
    return float((scores[i] - scores[rivals]).min()) if rivals else 0.0


def _counted(question: Question, keep_zero: bool) -> Any:
    return np.flatnonzero((question.shares > 0) | (not keep_zero))
