"""SMAA-2: how often each option takes each place when weights, and performances, are uncertain."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import replace
from os import PathLike
from typing import Any, Final, NamedTuple

import numpy as np

from mcda.criteria import Criteria
from mcda.elicit import WeightPolytope
from mcda.errors import McdaError, MethodError, TableError, nearest
from mcda.frozen import frozen
from mcda.methods import RankingMethod
from mcda.robustness.acceptability._places import RANKING_GRANULES, CentralCounter, PlaceCounter
from mcda.robustness.acceptability._weight_simplex import rank_shares
from mcda.robustness.acceptability.result import RankAcceptability
from mcda.robustness.exact import winning_indices
from mcda.robustness.question import Question
from mcda.robustness.sampling import Draws, Tally, count_draws, draws_of
from mcda.robustness.sampling.progress import Progress
from mcda.robustness.uncertainty import (
    AllWeights,
    ScoreUncertainty,
    WeightUncertainty,
    score_uncertainty,
    weight_uncertainty,
)
from mcda.scales import Floats
from mcda.weights import Weights

WeightDraws = str | WeightUncertainty | WeightPolytope
ScoreDraws = str | ScoreUncertainty

DRAWS: Final = 100_000
_MOST_DRAWS: Final = 1_000_000_000
_MOST_SEED: Final = 2**128 - 1
# Acceptabilities are a square table; beyond this nobody reads it and it does not fit.
_MOST_OPTIONS: Final = 2_000
_EXACT_CRITERIA: Final = 3
_EXACT_OPTIONS: Final = 50
# A share of the simplex this small is rounding: the option is first on a line at most.
_NOTHING: Final = 1e-12


def rank_acceptability(
    question: Question,
    *,
    weights: WeightDraws = "all",
    scores: ScoreDraws | None = None,
    draws: int | None = None,
    seed: int = 0,
    sequence: str = "random",
    executor: Executor | None = None,
    block: int | None = None,
    checkpoint: str | PathLike[str] | None = None,
    progress: Progress = False,
) -> RankAcceptability:
    """Return how often each option takes each place under uncertain weights and performances (SMAA-2).

    Parameters
    ----------
    question
        What is asked. The method must be one that ranks.
    weights
        "all": all weights that add to one, equally likely; "near": the question's own, each a quarter more or less;
        "given": the question's own, fixed; or any `WeightUncertainty` or `WeightPolytope` (rankings, intervals).
    scores
        None: certain. "triangular", "pert", "uniform" between each score's low and high; or any `ScoreUncertainty`.
    draws
        None: exact where that is quick (weighted sums of at most 3 criteria and 50 options, all weights, certain
        performances), else 100,000 draws.
    seed
        The same seed gives the same bits.
    sequence
        "random", or "sobol" for a scrambled Sobol sequence, whose shares settle sooner.
    executor, block, checkpoint, progress
        How the work is done; none of them changes a bit of the result. See `mcda.robustness.sampling.count_draws`.

    Raises
    ------
    MethodError
        Not a ranking method, or a performance that it cannot take.
    WeightsError, TableError, McdaError
        Uncertainties, a seed or a number of draws that are none.

    References
    ----------
    Lahdelma, R. & Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability analysis for group decision
    making. *Operations Research* 49(3), 444-454. doi:10.1287/opre.49.3.444.11220

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> rank_acceptability(Question("topsis", table, [1, 1]), draws=1000, seed=7)
    Topsis(normalization='vector', power=2.0), weights: all that add to one, performances: certain;
    1000 draws, seed 7, each share ±0.031
    option      1      2      3
    a1      0.679  0.321  0.000
    a2      0.321  0.679  0.000
    a3      0.000  0.000  1.000
    """
    _check(question)
    seed = whole_number("seed", seed, 0)
    count = DRAWS if draws is None else whole_number("draws", draws, 1)
    drawn_weights, drawn_scores = weights_drawn(question, weights), scores_drawn(question, scores)
    source = draws_of(question, drawn_weights, drawn_scores, draws=count, seed=seed, sequence=sequence)
    exact = _exact(question) if draws is None and drawn_scores is None and _all(drawn_weights) else None
    if exact is not None:
        count = min(count, RANKING_GRANULES * 1024)
    tally = count_draws(
        PlaceCounter(source), count, executor=executor, block=block, checkpoint=checkpoint, progress=progress
    )
    found = _found(source, tally, count)
    if exact is not None:
        central = _central(question, exact.first_weights, exact.by_place[:, 0] > _NOTHING)
        found = replace(
            found,
            acceptabilities=exact.by_place,
            winning=exact.wins,
            central_weights=central,
            draws=0,
            seed=None,
            sequence=None,
        )
    return _with_confidence(found, source, count, executor, block)


def weights_drawn(question: Question, given: WeightDraws) -> WeightUncertainty | None:
    """Return the uncertainty of weights that is meant; None where they are fixed.

    Raises
    ------
    McdaError, WeightsError
        A word that means nothing here, or a set of weights of other criteria.
    """
    if isinstance(given, str):
        words = ("all", "near", "given")
        if given not in words:
            raise McdaError(f"weights is {given!r}{nearest(given, words)}")
        if given == "given":
            return None
    return weight_uncertainty(question, given)


def scores_drawn(question: Question, given: ScoreDraws | None) -> ScoreUncertainty | None:
    """Return the uncertainty of performances that is meant; None where they are certain."""
    # A word that names no kind is refused by the function itself.
    return score_uncertainty(question, given) if isinstance(given, str) else given  # type: ignore[arg-type]  # checked there


def _all(weights: WeightUncertainty | None) -> bool:
    return isinstance(weights, AllWeights)


def _check(question: object) -> None:
    if not isinstance(question, Question):
        raise McdaError(
            f"{type(question).__name__} is no question; make one: Question(method, table, weights) or ask(study)"
        )
    if not isinstance(question.method, RankingMethod):
        raise MethodError(f"{question.method!r} does not rank; expected a ranking method, such as Wsm()")
    if len(question.options) > _MOST_OPTIONS:
        raise TableError(f"{len(question.options)} options; rank acceptabilities can be had of at most {_MOST_OPTIONS}")


def _found(source: Draws, tally: Tally, draws: int) -> RankAcceptability:
    question = source.question
    by_place, firsts = tally.counts["by_place"], tally.sums["firsts"]
    ever = by_place[:, 0] > 0
    fixed = {o: question.weights for o, first in zip(question.options, ever, strict=True) if first}
    rankings = np.unique(tally.joined("rankings"), return_counts=True)[1]
    return RankAcceptability(
        options=question.table.options,
        criteria=question.table.criteria,
        acceptabilities=by_place / draws,
        winning=tally.counts["wins"] / draws,
        central_weights=fixed if source.weights is None else _central(question, firsts, ever),
        ranking_entropy=_entropy(rankings),
        first_entropy=_entropy(np.unique(tally.joined("first_places"), return_counts=True)[1]),
        entropy_draws=int(rankings.sum()),
        method=repr(question.method),
        weights=source.weights_in_words,
        performances=source.scores_in_words,
        draws=draws,
        seed=source.seed,
        sequence=source.sequence,
    )


def _entropy(counts: Any) -> float:
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum()) + 0.0


def _with_confidence(
    found: RankAcceptability, source: Draws, draws: int, executor: Executor | None, block: int | None
) -> RankAcceptability:
    """Draw performances once more, under the central weights of each option."""
    ids, central = found.options.ids, found.central_weights
    if not central:
        return found
    weightings = np.array([w.array(found.criteria) for w in central.values()])
    if source.scores is None:
        draws = 1
    fixed = replace(source, weights=None)
    first = (
        count_draws(CentralCounter(fixed, weightings), draws, executor=executor, block=block).counts["first"] / draws
    )
    cross = {own: dict(zip(ids, first[:, k].tolist(), strict=True)) for k, own in enumerate(central)}
    return replace(
        found,
        confidence={own: row[own] for own, row in cross.items()},
        cross_confidence={own: frozen(row) for own, row in cross.items()},
    )


class _Exact(NamedTuple):
    by_place: Floats
    first_weights: Floats
    wins: Floats


def _exact(question: Question) -> _Exact | None:
    """Return what the volumes of parts of the weight simplex tell, where they are had quickly."""
    n, m = question.table.shape
    if not question.adds or m > _EXACT_CRITERIA or n > _EXACT_OPTIONS:
        return None
    shares = rank_shares(question.terms, question.tolerance)
    return None if shares is None else _Exact(*shares, winning_indices(question).indices)


def _central(question: Question, sums: Floats, ever: Any) -> dict[str, Weights]:
    """Return weights in the proportions of the sums, for the options that are ever first."""
    criteria: Criteria = question.table.criteria
    return {
        option: Weights.from_points(
            dict(zip(criteria.ids, np.maximum(total, 0.0).tolist(), strict=True)),
            profile=f"central weights of {option}",
        )
        for option, total, first in zip(question.options, sums, ever, strict=True)
        if first
    }


def whole_number(name: str, given: object, least: int) -> int:
    """Read a seed or a number of draws.

    Raises
    ------
    McdaError
        It is no whole number, or too small or large.
    """
    most = _MOST_SEED if name == "seed" else _MOST_DRAWS
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not least <= given <= most:
        raise McdaError(f"{name} is {given!r}; expected a whole number from {least} to {most}")
    return int(given)
