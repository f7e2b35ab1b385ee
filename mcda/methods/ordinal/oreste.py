"""ORESTE: ranks of options on criteria and ranks of criteria, merged into one ranking of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import number
from mcda.methods.ordinal._votes import LARGEST_MATRIX, ranks_by_criterion
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import mean_ranks
from mcda.relation import Truths, relations
from mcda.scales import Floats, real
from mcda.table import PerformanceTable

# Projections are made of ranks by a few operations: this far apart, relative to their size, they are equal.
_EQUAL: Final = 1e-12
# Beyond it, powers of ranks leave double precision.
_LARGEST_POWER: Final = 16.0


@dataclass(frozen=True, kw_only=True)
class Oreste(RankingMethod):
    """Organisation, rangement et synthese de donnees relationnelles (ORESTE).

    Options are ranked on each criterion, criteria by importance, ties sharing the mean rank (Besson). The projection of
    option a on criterion c is the distance of both ranks to the origin, (alpha r(a, c)^p + (1 - alpha) r(c)^p)^(1/p).
    All projections are ranked together; the option with the smallest sum of these global ranks comes first (scores are
    the sums with the sign turned). Criteria of weight 0 are left out.

    `details` also hold the preference structure. Preference intensity is the sum of leads in global ranks over the
    criteria on which an option leads, divided by its largest possible value k^2 (n - 1) for n options on k criteria.

    Parameters
    ----------
    alpha
        Share of the rank on the criterion, above 0 up to 1; the rest goes to the rank of the criterion.
    power
        p of the distance, -16 to 16 and not 0: 1 is the mean rank, 2 the quadratic, -1 the harmonic mean.
    criteria_ranks
        By criterion id, 1 for the most important; the weights are then not used. By default criteria rank by weight.
    beta
        The smallest difference of intensities that is a preference; below it options are indifferent or incomparable.
        By default 1 / (k (n - 1)), the lead of one place on one criterion.
    c_star
        The smallest intensity that makes two options incomparable where neither is preferred. By default
        1 / (2 (n - 1)), the lead of one place on half of the criteria.
    gamma
        The largest intensity against a preference, as a part of the difference, that leaves it standing; beyond it,
        options are incomparable. By default (k - 2) / 4, the part at the narrowest majority of criteria.

    References
    ----------
    Roubens, M. (1982). Preference relations on actions and criteria in multicriteria decision making. *European Journal
    of Operational Research* 10(1), 51-55. doi:10.1016/0377-2217(82)90131-X
    Pastijn, H. & Leysen, J. (1989). Constructing an outranking relation with ORESTE. *Mathematical and Computer
    Modelling* 12(10-11), 1255-1268.

    Examples
    --------
    >>> table = PerformanceTable.of([[4, 3, 3], [2, 1.2, 2], [1, 1.5, 4]], goals=["max", "min", "max"])
    >>> ranking = Oreste(alpha=0.4).rank(table, [3, 2, 1])
    >>> ranking.scores.tolist(), ranking.details["relations"][1]
    ([-16.0, -14.0, -15.0], ('I', 'I', 'I'))
    """

    alpha: float = 0.5
    power: float = 1.0
    criteria_ranks: Mapping[str, float] = field(default_factory=FrozenDict)
    beta: float | None = None
    c_star: float | None = None
    gamma: float | None = None

    id: ClassVar[str] = "oreste"
    about: ClassVar[About] = About(
        name=both("ORESTE", "ORESTE(순위 투영 종합)"),
        summary=both(
            "The option with the smallest sum of ranks, each merged with the rank of its criterion, comes first.",
            "기준별 순위와 기준의 중요도 순위를 합쳐 매긴 전체 순위의 합이 가장 작은 대안이 1위가 된다.",
        ),
        reference=(
            "Roubens, M. (1982). Preference relations on actions and criteria in multicriteria decision making. "
            "European Journal of Operational Research 10(1), 51-55."
        ),
        doi="10.1016/0377-2217(82)90131-X",
        family="ordinal",
        level="ordinal",
        compensatory=True,
        weights_mean=both(
            "Only the order of importance of the criteria; how much heavier one is does not count.",
            "기준의 중요도 순서만 뜻하며, 얼마나 더 무거운지는 따지지 않는다.",
        ),
        breaks=(
            Breach(
                "monotonicity",
                both(
                    "Leaving a tie moves the mean ranks, and a rival's rank on another criterion can gain more by it.",
                    "동점에서 벗어나면 평균 순위가 움직여, 다른 기준에 있는 경쟁 대안의 순위가 더 많이 오를 수 있다.",
                ),
            ),
            Breach(
                "rank_reversal",
                both(
                    "All ranks of all options are ranked together, so each option moves the ranks of the rest.",
                    "모든 대안의 모든 순위를 한데 모아 다시 순위를 매기므로, 대안 하나가 나머지의 순위를 바꾼다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy takes ranks on every criterion and pushes back those behind it.",
                    "복제된 대안도 기준마다 순위를 차지하여 뒤에 있는 대안들을 밀어낸다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "alpha", 0.0, 1.0)
        number(self, "power", -_LARGEST_POWER, _LARGEST_POWER)
        for name in ("alpha", "power"):
            if getattr(self, name) == 0:
                raise MethodError(f"Oreste: {name} is 0; expected another number: options could not be told apart")
        for name in ("beta", "c_star", "gamma"):
            if getattr(self, name) is not None:
                number(self, name, 0.0, 1e9)
        if not isinstance(self.criteria_ranks, Mapping):
            raise MethodError(
                f"Oreste: criteria_ranks is {self.criteria_ranks!r}; expected ranks by criterion id, such as "
                "{'jobs': 1, 'cost': 2}"
            )
        ranks = {c: _rank(c, r) for c, r in self.criteria_ranks.items()}
        object.__setattr__(self, "criteria_ranks", FrozenDict(ranks))

    def formula(self, criteria: Criteria) -> Formula:
        """Return the sums of global ranks, with the sign turned."""
        self._check(criteria)

        def nearness(values: Floats, weights: Floats) -> Floats:
            return weigh(-self._global_ranks(values, weights, criteria)[1], self._counted(weights))

        return nearness

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return ranks, projections and the preference structure.

        `projections` and `global_ranks` of shape (n_options, n_criteria), 0 where a criterion does not
        count; `rank_sums` in the order of options; up to 1000 options `intensities` of row over column and
        `relations` ("P", "P-", "I", "R").
        """
        counted = self._counted(shares)
        projections, ranks = (counted * each for each in self._global_ranks(table.values, shares, table.criteria))
        found = {"projections": projections, "global_ranks": ranks, "rank_sums": weigh(ranks, counted)}
        if len(ranks) > LARGEST_MATRIX:
            return found
        n, k = len(ranks), int(counted.sum())
        intensities = np.zeros((n, n))
        for column in ranks.T:
            intensities += np.maximum(column - column[:, np.newaxis], 0.0)
        intensities /= k**2 * max(n - 1, 1)
        outranks = self._outranks(intensities, k)
        return {**found, "intensities": intensities, "relations": relations(outranks)}

    def notes(self, criteria: Criteria) -> tuple[str, ...]:
        """Say that weights are not used where ranks of the criteria are given."""
        told = ("The ranks of the criteria are given; the weights are not used.",) if self.criteria_ranks else ()
        return (*super().notes(criteria), *told)

    def _global_ranks(self, values: Floats, weights: Floats, criteria: Criteria) -> tuple[Floats, Floats]:
        """Projections and their ranks among all of them, both of shape (..., n_options, n_criteria)."""
        of_options = np.swapaxes(ranks_by_criterion(values, criteria), -1, -2)
        of_criteria = self._importance(weights, criteria)[..., np.newaxis, :]
        p = self.power
        projections = (self.alpha * of_options**p + (1.0 - self.alpha) * of_criteria**p) ** (1.0 / p)
        # What does not count stands behind everything that does, and so moves no rank.
        behind = 2.0 * (of_options.max() + of_criteria.max())
        projections = np.where(self._counted(weights)[..., np.newaxis, :] > 0, projections, behind)
        lead, shape = projections.shape[:-2], projections.shape[-2:]
        together = mean_ranks(-projections.reshape(*lead, -1, 1), rounding=_EQUAL)
        return projections, together.reshape(*lead, *shape)

    def _outranks(self, intensities: Floats, k: int) -> Truths:
        """Test each pair for indifference and conflict; True where the row is preferred or indifferent."""
        pairs = max(len(intensities) - 1, 1)
        beta = 1.0 / (k * pairs) if self.beta is None else self.beta
        c_star = 1.0 / (2.0 * pairs) if self.c_star is None else self.c_star
        gamma = max(k - 2, 0) / 4.0 if self.gamma is None else self.gamma
        lead, larger = intensities - intensities.T, np.maximum(intensities, intensities.T)
        level = (np.abs(lead) < beta - _EQUAL) | (np.abs(lead) <= _EQUAL)
        indifferent = level & ((larger < c_star - _EQUAL) | (larger <= _EQUAL))
        preferred = ~level & (lead > 0) & (gamma * lead + _EQUAL >= intensities.T)
        return np.asarray(indifferent | preferred)

    def _importance(self, weights: Floats, criteria: Criteria) -> Floats:
        if self.criteria_ranks:
            return np.broadcast_to(criteria.array(lambda c: self.criteria_ranks[c.id]), weights.shape)
        return np.asarray(mean_ranks(weights[..., np.newaxis])[..., 0])

    def _counted(self, weights: Floats) -> Floats:
        """1 for criteria that count, 0 for those of weight 0."""
        return np.ones(weights.shape) if self.criteria_ranks else np.where(weights > 0, 1.0, 0.0)

    def _check(self, criteria: Criteria) -> None:
        by_id(self.criteria_ranks, criteria, "a rank")
        missing = [c for c in criteria.ids if c not in self.criteria_ranks]
        if self.criteria_ranks and missing:
            raise MethodError(f"Oreste: no rank for {', '.join(map(repr, missing))}; expected one for every criterion")


def _rank(criterion: object, given: object) -> float:
    found = real(given)
    if not 1 <= found < np.inf:
        raise MethodError(f"Oreste: the rank of {criterion!r} is {given!r}; expected a number of 1 or more")
    return found
