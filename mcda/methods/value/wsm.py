"""WSM: the weighted sum of normalised performances."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.method import choice
from mcda.methods.ranking_method import WeightedSum
from mcda.normalize import NORMALIZATIONS, RATIOS, Normalization, normalize
from mcda.scales import Floats, Level


@dataclass(frozen=True, kw_only=True)
class Wsm(WeightedSum):
    """Weighted sum model, also called simple additive weighting (SAW).

    Parameters
    ----------
    normalization
        How columns are made comparable: "linear_max", "sum_inverse", "minmax", "vector", or "none" for columns that
        already share a unit. See `mcda.normalize.normalize` for what each needs.

    References
    ----------
    Churchman, C. W. & Ackoff, R. L. (1954). An approximate measure of value. *Operations Research* 2(2), 172-187.
    doi:10.1287/opre.2.2.172

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[2, 30], [4, 60]], goals=["min", "max"])
    >>> Wsm().rank(table, [1, 3]).scores.tolist()
    [0.625, 0.875]
    """

    normalization: Normalization = "linear_max"

    id: ClassVar[str] = "wsm"
    about: ClassVar[About] = About(
        name=both("WSM", "가중합 모형(WSM)"),
        summary=both(
            "The option with the largest weighted sum of normalised performances comes first.",
            "정규화한 성과의 가중합이 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Churchman, C. W. & Ackoff, R. L. (1954). An approximate measure of value. "
            "Operations Research 2(2), 172-187."
        ),
        doi="10.1287/opre.2.2.172",
        family="value",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much one unit of a normalised column adds; what a unit is depends on the options at hand.",
            "정규화한 열의 한 단위가 점수에 더하는 크기를 뜻하며, 그 단위는 비교하는 대안들에 따라 달라진다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "An option that holds a column's best performance sets the unit of that column for all.",
                    "열에서 가장 좋은 성과를 가진 대안이 그 열의 단위를 정하므로, 그것이 빠지면 순위가 바뀔 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        choice(self, "normalization", NORMALIZATIONS)

    @property
    def level(self) -> Level:
        """Ratio, except where only differences enter."""
        return "interval" if self.normalization in ("minmax", "none") else "ratio"

    @property
    def needs_positive(self) -> bool:
        """True under the normalisations that divide by performances."""
        return self.normalization in RATIOS

    def terms(self, criteria: Criteria) -> Callable[[Floats], Floats]:
        """Return the normalisation."""
        signs = criteria.signs

        def normalised(values: Floats) -> Floats:
            return normalize(values, signs, self.normalization)

        return normalised
