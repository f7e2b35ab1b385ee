"""CODAS: far from the worst point by Euclid's distance, and by the city block's where Euclid's tells nothing apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import number
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import normalize
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Distances lie in 0 to 1; whether a difference reaches tau must not hang on its last bits.
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, kw_only=True)
class Codas(RankingMethod):
    """Combinative distance-based assessment.

    E and T are the Euclidean and the city-block distance of the weighted, normalised row to the worst point. The score
    is the sum over all options k of (E_i - E_k) + psi(E_i - E_k) (T_i - T_k), where psi is 1 for differences of at
    least `tau` in size and else 0, as the paper writes it.

    Parameters
    ----------
    tau
        From 0 to 1; the paper advises 0.01 to 0.05.

    References
    ----------
    Keshavarz Ghorabaee, M., Zavadskas, E. K., Turskis, Z. & Antucheviciene, J. (2016). A new combinative distance-based
    assessment (CODAS) method for multi-criteria decision-making. *Economic Computation and Economic Cybernetics Studies
    and Research* 50(3), 25-44.
    Badi, I., Abdulshahed, A. M. & Shetwan, A. (2018). A case study of supplier selection for a steelmaking company in
    Libya by using the combinative distance-based assessment (CODAS) model. *Decision Making: Applications in Management
    and Engineering* 1(1), 1-12. doi:10.31181/dmame180101b

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 6], [6, 12], [6, 3]], goals=["min", "max"])
    >>> Codas().rank(table, [1, 1]).scores.round(4).tolist()
    [0.559, 0.8455, -1.4045]
    """

    tau: float = 0.02

    id: ClassVar[str] = "codas"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("CODAS", "CODAS(결합 거리 평가)"),
        summary=both(
            "The option farthest from the worst point, by two kinds of distance together, comes first.",
            "두 가지 거리를 합쳐 최악점에서 가장 먼 대안이 1위가 된다.",
        ),
        reference=(
            "Keshavarz Ghorabaee, M., Zavadskas, E. K., Turskis, Z. & Antucheviciene, J. (2016). A new combinative "
            "distance-based assessment (CODAS) method for multi-criteria decision-making. Economic Computation and "
            "Economic Cybernetics Studies and Research 50(3), 25-44; as used by Badi, Abdulshahed & Shetwan (2018)."
        ),
        doi="10.31181/dmame180101b",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much a column is stretched before distances to the worst point are measured in it.",
            "최악점까지의 거리를 재기 전에 각 열을 얼마나 늘이는지를 뜻한다.",
        ),
        breaks=(
            Breach(
                "dominance",
                both(
                    "City-block gaps count only against options that differ by tau, so a better option can miss one.",
                    "도시 블록 거리는 유클리드 거리가 tau 이상 다를 때만 세므로, 더 나은 대안이 이를 놓칠 수 있다.",
                ),
            ),
            Breach(
                "monotonicity",
                both(
                    "A better score can bring a difference across tau, or move the worst point.",
                    "점수가 좋아지면 차이가 tau를 넘나들거나 최악점이 움직일 수 있다.",
                ),
            ),
            Breach(
                "rank_reversal",
                both(
                    "The worst point, the units of the columns and the sum over options come from the options at hand.",
                    "최악점과 열의 단위, 대안 사이의 합이 모두 비교하는 대안들에서 나온다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy counts as one more option that differs by tau from some and not from others.",
                    "복제된 대안은 일부와만 tau 이상 다른 대안이 하나 더 생긴 것으로 계산된다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        number(self, "tau", 0.0, 1.0)

    @property
    def needs_positive(self) -> bool:
        """Always: performances are divided by the largest, and the smallest cost by costs."""
        return True

    def formula(self, criteria: Criteria) -> Formula:
        """Return the assessment score."""
        signs = criteria.signs

        def assessment(values: Floats, weights: Floats) -> Floats:
            e, t = _distances(values, signs, weights)
            total = np.zeros(e.shape)
            for k in range(e.shape[-1]):
                total += self._relative(e, t, k)
            return total

        return assessment

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the distances `E` and `T` in the order of options, and `relative_assessments`.

        `relative_assessments` has shape (n_options, n_options): the row over the column.
        """
        e, t = _distances(table.values, table.criteria.signs, shares)
        rows = [self._relative(e, t, k) for k in range(len(e))]
        return {"E": e, "T": t, "relative_assessments": np.stack(rows, axis=-1)}

    def _relative(self, e: Floats, t: Floats, k: int) -> Floats:
        by_e, by_t = e - e[..., k, np.newaxis], t - t[..., k, np.newaxis]
        return np.asarray(by_e + np.where(np.abs(by_e) >= self.tau - _ROUNDING, by_t, 0.0))


def _distances(values: Floats, signs: Floats, weights: Floats) -> tuple[Floats, Floats]:
    normalised = normalize(values, signs, "linear_max")
    gaps = normalised - normalised.min(axis=-2, keepdims=True)
    return np.sqrt(weigh(gaps**2, weights**2)), weigh(gaps, weights)
