"""Dominance: which options are at least as good as which others whatever the weights, in four senses, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from mcda.errors import McdaError, TableError, unknown
from mcda.frozen import FrozenDict, frozen
from mcda.robustness.dominance import _by_kind
from mcda.robustness.dominance._by_kind import OnCriteria
from mcda.robustness.dominance._pairs import DOMINANCE_KINDS, DominanceKind, DominancePair, DominancePairs, Obstacle
from mcda.robustness.question import Question

# Every pair is a row with a number for each criterion.
_MOST_OPTIONS: Final = 200


def dominance_pairs(question: Question, *, kinds: Sequence[DominanceKind] = DOMINANCE_KINDS) -> DominancePairs:
    """Return every pair of options in which the first dominates the second, and why.

    ================= ================================================= ==================================
    kind              on every criterion the first is                   and on one
    ================= ================================================= ==================================
    strict            at least as good                                  better
    thresholds        not worse by more than the indifference threshold better by more than it
    intervals         at its worst at least as good as the other's best able to be better
    stochastic_first  at least as likely to pass any mark               likelier to pass some mark
    stochastic_second at least as good to anybody averse to risk        better to some of them
    ================= ================================================= ==================================

    All criteria of the table count, with the goals of the table the method sees; weights play no part, and criteria of
    weight zero are named. Differences that are rounding are none. Scores are triangular between the ends of their
    ranges with the score as mode, in the unit of the criterion; a score without a range is certain. Distributions are
    compared exactly but for rounding, criterion by criterion. On "values" they go through the value functions, which
    matters to the second order: there, averse to risk means averse in value.

    Dominance by intervals implies stochastic dominance of the first order, and that implies the second. Dominance with
    thresholds need not be transitive.

    Parameters
    ----------
    question
        To a method of any kind; what it sees is compared.
    kinds
        Which senses to look at.

    Raises
    ------
    TableError
        Too many options, or a score outside its own range.
    McdaError
        An unknown kind, or none.

    References
    ----------
    Hadar, J. & Russell, W. R. (1969). Rules for ordering uncertain prospects. *American Economic Review* 59(1), 25-34.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 9], [3, 8], [1, 7]], goals=["min", "max"], options=["a", "b", "c"])
    >>> found = dominance_pairs(Question(Wsm(), table, [1, 1]), kinds=["strict"])
    >>> [(p.first, p.second, p.differences) for p in found.pairs], found.undominated["strict"]
    ([('a', 'b', {'c1': 1.0, 'c2': 1.0})], ('a', 'c'))
    >>> [(o.first, o.second, o.criterion, o.shortfall) for o in found.obstacles if o.first == "c"]
    [('c', 'a', 'c2', 2.0), ('c', 'b', 'c2', 1.0)]
    """
    _check(question, kinds)
    asked = tuple(kind for kind in DOMINANCE_KINDS if kind in kinds)
    found, problems = _found(question, asked)
    pairs: list[DominancePair] = []
    obstacles: list[Obstacle] = []
    for kind, one in found.items():
        pairs += _pairs(question, kind, one)
        obstacles += _obstacles(question, kind, one)
    shares = question.shares
    return DominancePairs(
        options=question.table.options,
        criteria=question.criteria,
        weightless=tuple(c for c, w in zip(question.criteria, shares.tolist(), strict=True) if w == 0),
        on=question.on,
        kinds=asked,
        pairs=tuple(pairs),
        obstacles=tuple(obstacles),
        problems=frozen(problems),
    )


def _check(question: Question, kinds: Sequence[DominanceKind]) -> None:
    if isinstance(kinds, str) or not kinds:
        raise McdaError(f"kinds is {kinds!r}; expected a list of some of {', '.join(DOMINANCE_KINDS)}")
    for kind in kinds:
        if kind not in DOMINANCE_KINDS:
            raise unknown("kind of dominance", kind, DOMINANCE_KINDS)
    if len(question.options) > _MOST_OPTIONS:
        raise TableError(
            f"{len(question.options)} options; dominance in pairs can be had of at most {_MOST_OPTIONS}: take those in "
            "front"
        )


def _found(
    question: Question, kinds: Sequence[DominanceKind]
) -> tuple[dict[DominanceKind, OnCriteria], dict[DominanceKind, str]]:
    found: dict[DominanceKind, OnCriteria] = {}
    problems: dict[DominanceKind, str] = {}
    if "strict" in kinds:
        found["strict"] = _by_kind.strict(question)
    if "thresholds" in kinds:
        try:
            found["thresholds"] = _by_kind.thresholds(question)
        except McdaError as problem:
            problems["thresholds"] = str(problem)
    if "intervals" in kinds:
        found["intervals"] = _by_kind.intervals(question)
    if "stochastic_first" in kinds or "stochastic_second" in kinds:
        first, second = _by_kind.stochastic(question)
        orders: tuple[tuple[DominanceKind, OnCriteria], ...] = (
            ("stochastic_first", first),
            ("stochastic_second", second),
        )
        found |= {kind: one for kind, one in orders if kind in kinds}
    return found, problems


def _pairs(question: Question, kind: DominanceKind, one: OnCriteria) -> list[DominancePair]:
    dominates = one.holds.all(axis=-1) & one.better.any(axis=-1)
    return [
        DominancePair(
            kind,
            question.options[i],
            question.options[j],
            _differences(question, one, i, j),
            _named(question, one.better[i, j]),
            _named(question, one.tolerated[i, j]),
        )
        for i, j in np.argwhere(dominates).tolist()
    ]


def _obstacles(question: Question, kind: DominanceKind, one: OnCriteria) -> list[Obstacle]:
    """Pairs with one criterion in the way, and another one that speaks for the first."""
    alone = ((~one.holds).sum(axis=-1) == 1) & (one.better & one.holds).any(axis=-1)
    found = []
    for i, j in np.argwhere(alone).tolist():
        k = int((~one.holds[i, j]).argmax())
        short, named = float(one.shortfall[i, j, k]), question.criteria[k]
        differences = _differences(question, one, i, j)
        found.append(Obstacle(kind, question.options[i], question.options[j], named, short, differences))
    return found


def _differences(question: Question, one: OnCriteria, i: int, j: int) -> FrozenDict[str, float]:
    return frozen(zip(question.criteria, one.difference[i, j].tolist(), strict=True))


def _named(question: Question, marked: _by_kind.Truths) -> tuple[str, ...]:
    return tuple(c for c, here in zip(question.criteria, marked.tolist(), strict=True) if here)
