"""Lexicographic: the most important criterion decides; the next one only where it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError, nearest
from mcda.frozen import FrozenDict
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula
from mcda.methods.method import Given
from mcda.methods.ordinal._votes import LARGEST_MATRIX
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import ROUNDING, mean_ranks
from mcda.ranking import Ranking
from mcda.relation import circle_of
from mcda.scales import Floats, real
from mcda.table import PerformanceTable
from mcda.voting.pairwise import row_blocks

Duels = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Lexicographic(RankingMethod):
    """Lexicographic order; with indifference thresholds, a lexicographic semiorder.

    Two options are compared on the most important criterion; where it does not tell them apart, on the next, and so on.
    Criteria of equal weight are asked together: the option that is better on more of them is preferred. Criteria of
    weight 0 are not asked. The score is the number of options that an option is preferred to, less the number preferred
    to it: without equal weights and thresholds this is the lexicographic order itself, and with them it settles
    preferences that go round in a circle.

    Parameters
    ----------
    order
        Ids of all criteria, most important first; the weights are then not used. By default the criteria are asked in
        order of weight.
    indifference
        By criterion id, the largest difference that does not count, in the numbers of the column; 0 where none is
        given. Thresholds that criteria state for other methods are not taken over.

    References
    ----------
    Fishburn, P. C. (1974). Lexicographic orders, utilities and decision rules: a survey. *Management Science* 20(11),
    1442-1471. doi:10.1287/mnsc.20.11.1442
    Tversky, A. (1969). Intransitivity of preferences. *Psychological Review* 76(1), 31-48. doi:10.1037/h0026750

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [3, 9], [4, 1]], goals=["max", "max"])
    >>> Lexicographic().rank(table, [3, 1]).places
    {'a1': 3, 'a2': 2, 'a3': 1}
    >>> Lexicographic(indifference={"c1": 1}).rank(table, [3, 1]).places
    {'a1': 2, 'a2': 1, 'a3': 3}
    """

    order: Sequence[str] = ()
    indifference: Mapping[str, float] = field(default_factory=FrozenDict)

    id: ClassVar[str] = "lexicographic"
    about: ClassVar[About] = About(
        name=both("Lexicographic order", "사전식 순서"),
        summary=both(
            "The option that is best on the most important criterion comes first; the next one breaks ties, and so on.",
            "가장 중요한 기준에서 가장 좋은 대안이 1위가 되고, 같으면 다음으로 중요한 기준이 순서를 가른다.",
        ),
        reference=(
            "Fishburn, P. C. (1974). Lexicographic orders, utilities and decision rules: a survey. "
            "Management Science 20(11), 1442-1471."
        ),
        doi="10.1287/mnsc.20.11.1442",
        family="ordinal",
        level="ordinal",
        compensatory=False,
        weights_mean=both(
            "Only which criterion is asked before which; how much heavier it is does not count.",
            "어느 기준을 먼저 따지는지만 뜻하며, 얼마나 더 무거운지는 따지지 않는다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Only under equal weights or thresholds: preferences can then go round in a circle.",
                    "가중치가 같거나 임계값을 둘 때만 그렇다. 이때 선호가 순환할 수 있다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "Only under equal weights or thresholds: where preferences go round in a circle, copies count.",
                    "가중치가 같거나 임계값을 둘 때만 그렇다. 선호가 순환하면 복제된 대안도 승패에 더해진다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        given = self.order
        if isinstance(given, str) or not isinstance(given, Sequence) or not all(isinstance(c, str) for c in given):
            raise MethodError(f"Lexicographic: order is {given!r}; expected ids of criteria, most important first")
        twice = [c for c in given if list(given).count(c) > 1]
        if twice:
            raise MethodError(f"Lexicographic: order names {twice[0]!r} more than once; expected every criterion once")
        if not isinstance(self.indifference, Mapping):
            raise MethodError(
                f"Lexicographic: indifference is {self.indifference!r}; expected thresholds by criterion id, "
                "such as {'jobs': 5}"
            )
        thresholds = {c: _threshold(c, q) for c, q in self.indifference.items()}
        object.__setattr__(self, "order", tuple(given))
        object.__setattr__(self, "indifference", FrozenDict(thresholds))

    def formula(self, criteria: Criteria) -> Formula:
        """Return preferences won less preferences lost."""
        self._check(criteria)

        def net_wins(values: Floats, weights: Floats) -> Floats:
            lead = np.broadcast_shapes(values.shape[:-2], weights.shape[:-1])
            scores = np.empty((*lead, values.shape[-2]))
            for rows in row_blocks(values.shape[-2], int(np.prod(lead)), len(criteria)):
                scores[..., rows] = self._duels(values, weights, criteria, rows).sum(axis=-1)
            return scores

        return net_wins

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return `importance`, groups of criteria asked together, first to last, and up to 1000 options `duels`.

        `duels` has shape (n_options, n_options): 1 where the row is preferred to the column, -1 where the column is, 0
        where neither.
        """
        ranks, counts = self._importance(shares, table.criteria), self._counted(shares)
        groups = tuple(
            tuple(c for c, r, yes in zip(table.criteria.ids, ranks, counts, strict=True) if r == rank and yes)
            for rank in np.unique(ranks[counts])
        )
        found = {"importance": groups}
        if len(table.options) > LARGEST_MATRIX:
            return found
        return {**found, "duels": self._duels(table.values, shares, table.criteria, slice(None))}

    def rank(self, table: PerformanceTable, weights: Given | None = None) -> Ranking:
        """Rank the options of a table; notes tell which criteria were asked together, and of circles."""
        ranking = super().rank(table, weights)
        notes = [
            f"{', '.join(group)} weigh the same and are asked together: the option better on more of them is "
            "preferred; give `order` to ask one before the other."
            for group in ranking.details["importance"]
            if len(group) > 1
        ]
        circle = circle_of(ranking.details["duels"] > 0) if "duels" in ranking.details else np.zeros(0)
        if len(set(circle.tolist())) < len(circle):
            notes.append("some preferences go round in a circle; options are ranked by preferences won less lost.")
        return replace(ranking, notes=(*ranking.notes, *notes))

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Say that weights are not used where an order is given."""
        told = ("The order of the criteria is given; the weights are not used.",) if self.order else ()
        return (*super().notes(criteria), *told)

    def _duels(self, values: Floats, weights: Floats, criteria: Criteria, rows: slice) -> Duels:
        """Preference of rows over all options: 1, -1 or 0, shape (..., n_rows, n_options)."""
        better = _better(values * criteria.signs, criteria.array(lambda c: self.indifference.get(c.id, 0.0)), rows)
        ranks, counted = self._importance(weights, criteria), self._counted(weights)
        asked = np.argsort(ranks, axis=-1, kind="stable")
        sorted_ranks = np.take_along_axis(ranks, asked, axis=-1)
        group_ends = np.diff(sorted_ranks, axis=-1, append=np.inf) > 0
        better = better.reshape((1,) * max(0, ranks.ndim + 2 - better.ndim) + better.shape)
        asked = asked.reshape((1,) * max(0, better.ndim - 2 - asked.ndim) + asked.shape)
        lead = np.broadcast_shapes(better.shape[:-3], asked.shape[:-1])
        votes, preferred = (np.zeros((*lead, *better.shape[-3:-1]), dtype=np.int64) for _ in range(2))
        for k in range(len(criteria)):
            j = asked[..., k, np.newaxis, np.newaxis, np.newaxis]
            votes += (
                np.take_along_axis(better, j, axis=-1)[..., 0]
                * np.take_along_axis(counted.reshape(asked.shape), asked[..., k : k + 1], axis=-1)[..., np.newaxis]
            )
            ends = group_ends[..., k, np.newaxis, np.newaxis]
            preferred = np.where(ends & (preferred == 0), np.sign(votes), preferred)
        return preferred

    def _importance(self, weights: Floats, criteria: Criteria) -> Floats:
        """Rank the criteria, 1 for the most important; shape (..., n_criteria)."""
        if self.order:
            return np.broadcast_to([self.order.index(c) + 1.0 for c in criteria.ids], weights.shape)
        return np.asarray(mean_ranks(weights[..., np.newaxis])[..., 0])

    def _counted(self, weights: Floats) -> npt.NDArray[np.bool_]:
        """Tell which criteria are asked at all."""
        return np.ones(weights.shape, dtype=np.bool_) if self.order else weights > 0

    def _check(self, criteria: Criteria) -> None:
        by_id(self.indifference, criteria, "an indifference threshold")
        for criterion in self.order:
            if criterion not in criteria:
                hint = nearest(criterion, criteria.ids)
                raise MethodError(f"Lexicographic: order names {criterion!r}, which is not a criterion{hint}")
        missing = [c for c in criteria.ids if c not in self.order]
        if self.order and missing:
            raise MethodError(
                f"Lexicographic: order does not name {', '.join(map(repr, missing))}; expected every criterion once"
            )


def _better(oriented: Floats, indifference: Floats, rows: slice) -> npt.NDArray[np.int8]:
    """Tell which of two options is better on each criterion: shape (..., n_rows, n_options, n_criteria)."""
    ours, others = oriented[..., rows, np.newaxis, :], oriented[..., np.newaxis, :, :]
    # A gap too wide for double precision is a gap all the same.
    with np.errstate(over="ignore"):
        gap = ours - others
    beyond = indifference + ROUNDING * np.maximum(np.abs(ours), np.abs(others))
    return (gap > beyond).astype(np.int8) - (gap < -beyond).astype(np.int8)


def _threshold(criterion: object, given: object) -> float:
    number = real(given)
    if not 0 <= number < np.inf:
        raise MethodError(
            f"Lexicographic: the indifference threshold of {criterion!r} is {given!r}; expected a number, zero or more"
        )
    return number
