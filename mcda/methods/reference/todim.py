"""TODIM: how far an option dominates the others, where losses weigh more than gains."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, get_args

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import choice, number
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import RATIOS, ROUNDING, normalize
from mcda.scales import Floats, Level
from mcda.table import PerformanceTable

TodimNormalization = Literal["sum_inverse", "linear_max", "minmax"]
TODIM_NORMALIZATIONS: Final[tuple[TodimNormalization, ...]] = get_args(TodimNormalization)

# Pairs held at once: a quarter of a megabyte, so that a block stays in cache.
_BLOCK: Final = 32_768


@dataclass(frozen=True, kw_only=True)
class Todim(RankingMethod):
    """Interactive and multi-criteria decision making (Tomada de decisao interativa multicriterio), on prospect theory.

    An option that is better than another by a gap g on a criterion of share w gains sqrt(w g); one that is worse loses
    sqrt(g / w) / theta. The score is the sum over criteria and other options. It is not stretched to 0 to 1, since that
    would blow up rounding where options hardly differ; `details` holds the published 0 to 1.

    The weights enter relative to a reference criterion, the weightiest; it cancels out. **A smaller weight makes a loss
    larger**: this is the paper's formula, and a known paradox (Llamazares 2018). A criterion of weight zero is left
    out.

    Parameters
    ----------
    theta
        Attenuation of losses: 1 as published; the larger, the less losses count.
    normalization
        "sum_inverse" (as published), "linear_max" or "minmax".

    References
    ----------
    Gomes, L. F. A. M. & Lima, M. M. P. P. (1992). TODIM: basics and application to multicriteria ranking of projects
    with environmental impacts. *Foundations of Computing and Decision Sciences* 16(4), 113-127.
    Gomes, L. F. A. M. & Rangel, L. A. D. (2009). An application of the TODIM method to the multicriteria rental
    evaluation of residential properties. *European Journal of Operational Research* 193(1), 204-211.
    doi:10.1016/j.ejor.2007.10.046
    Llamazares, B. (2018). An analysis of the generalized TODIM method. *European Journal of Operational Research*
    269(3), 1041-1049. doi:10.1016/j.ejor.2018.02.054

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1, 4], [3, 4]], goals=["max", "max"])
    >>> ranking = Todim(theta=2).rank(table, [1, 1])
    >>> ranking.scores.round(12).tolist(), ranking.details["relative_dominance"].tolist()
    ([-0.5, 0.5], [0.0, 1.0])
    """

    theta: float = 1.0
    normalization: TodimNormalization = "sum_inverse"

    id: ClassVar[str] = "todim"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("TODIM", "TODIM(전망 이론 지배도)"),
        summary=both(
            "The option that gains most over the others and loses least to them comes first; losses weigh more.",
            "다른 대안보다 얻는 것이 많고 잃는 것이 적은 대안이 1위가 되며, 손실을 더 무겁게 본다.",
        ),
        reference=(
            "Gomes, L. F. A. M. & Lima, M. M. P. P. (1992). TODIM: basics and application to multicriteria ranking of "
            "projects with environmental impacts. Foundations of Computing and Decision Sciences 16(4), 113-127; as "
            "stated by Gomes & Rangel (2009), European Journal of Operational Research 193(1), 204-211."
        ),
        doi="10.1016/j.ejor.2007.10.046",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "The square root of the weight multiplies gains and divides losses: a small weight makes losses large.",
            "가중치의 제곱근이 이득에는 곱해지고 손실에서는 나누어진다. 가중치가 작으면 손실이 커진다.",
        ),
        breaks=(
            Breach(
                "monotonicity",
                both(
                    "A better score changes the unit of its column, and so what gaps between the others count.",
                    "한 점수가 좋아지면 그 열의 단위가 바뀌어 다른 대안 사이의 차이도 다르게 계산된다.",
                ),
            ),
            Breach(
                "rank_reversal",
                both(
                    "The score sums gains and losses against all options, so each option moves those of the rest.",
                    "점수는 모든 대안에 대한 이득과 손실을 더한 값이므로, 대안 하나가 나머지의 점수를 바꾼다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy counts as one more option to gain over or lose to.",
                    "복제된 대안은 이득이나 손실을 견줄 상대가 하나 더 생긴 것으로 계산된다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "theta", 0.001, 1000.0)
        choice(self, "normalization", TODIM_NORMALIZATIONS)

    @property
    def level(self) -> Level:
        """Interval where only differences enter."""
        return "interval" if self.normalization == "minmax" else "ratio"

    @property
    def needs_positive(self) -> bool:
        """True under the normalisations that divide by performances."""
        return self.normalization in RATIOS

    def formula(self, criteria: Criteria) -> Formula:
        """Return the sum of dominance over all options."""
        signs = criteria.signs

        def dominance(values: Floats, weights: Floats) -> Floats:
            gains, losses = _root_gaps(normalize(values, signs, self.normalization))
            counted = weights > 0
            root = np.sqrt(np.where(counted, weights, 1.0))
            return (
                weigh(gains, np.where(counted, root, 0.0))
                - weigh(losses, np.where(counted, 1.0 / root, 0.0)) / self.theta
            )

        return dominance

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the scores stretched to 0 to 1, and what they are made of.

        `relative_dominance` in the order of options: the published score, 1 for all where none dominates another;
        `gains` and `losses` of shape (n_options, n_criteria): sums of the square roots of gaps, before weights.
        """
        gains, losses = _root_gaps(normalize(table.values, table.criteria.signs, self.normalization))
        scores = self.formula(table.criteria)(table.values, shares)
        width = np.ptp(scores)
        flat = width <= 1e-10
        relative = np.ones_like(scores) if flat else (scores - scores.min()) / width
        return {"relative_dominance": relative, "gains": gains, "losses": losses}


def _root_gaps(columns: Floats) -> tuple[Floats, Floats]:
    """Return sums over the other options of the roots of gaps ahead and behind; shape (..., n_options, n_criteria)."""
    *lead, n, m = columns.shape
    ahead, behind = np.empty(columns.shape), np.empty(columns.shape)
    rows_at_once = max(1, _BLOCK // (n * max(1, int(np.prod(lead)))))
    for j in range(m):
        others = columns[..., np.newaxis, :, j]
        for start in range(0, n, rows_at_once):
            rows = slice(start, start + rows_at_once)
            ours = columns[..., rows, j, np.newaxis]
            gap = ours - others
            # A square root makes much of rounding: of 1e-16 it makes 1e-8.
            apart = np.where(np.abs(gap) <= ROUNDING * np.maximum(np.abs(ours), np.abs(others)), 0.0, gap)
            ahead[..., rows, j] = np.sqrt(np.maximum(apart, 0.0)).sum(axis=-1)
            behind[..., rows, j] = np.sqrt(np.maximum(-apart, 0.0)).sum(axis=-1)
    return ahead, behind
