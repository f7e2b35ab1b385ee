"""EDAS: how far an option is ahead of and behind the average."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from mcda.criteria import Criteria
from mcda.methods.about import About, Breach, both
from mcda.methods.kernel import Formula, weigh
from mcda.methods.method import CostMirror
from mcda.methods.ranking_method import RankingMethod
from mcda.normalize import column_sum, refuse, spread
from mcda.scales import Floats
from mcda.table import PerformanceTable


@dataclass(frozen=True, kw_only=True)
class Edas(RankingMethod):
    """Evaluation based on distance from average solution.

    SP and SN are the weighted distances by which an option is ahead of and behind the average of each column, in parts
    of that average; NSP = SP / max SP, NSN = 1 - SN / max SN, and the score is their mean. Where all options are at the
    average, NSP and NSN are 1. Performances below zero are refused: parts of an average that they pull to nought, or
    below, mean nothing.

    References
    ----------
    Keshavarz Ghorabaee, M., Zavadskas, E. K., Olfat, L. & Turskis, Z. (2015). Multi-criteria inventory classification
    using a new method of evaluation based on distance from average solution (EDAS). *Informatica* 26(3), 435-451.
    doi:10.15388/Informatica.2015.57

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [6, 9], [9, 4]], goals=["min", "max"])
    >>> Edas().rank(table, [1, 1]).scores.round(4).tolist()
    [1.0, 0.7222, 0.0]
    """

    id: ClassVar[str] = "edas"
    score_width: ClassVar[float | None] = 1.0
    about: ClassVar[About] = About(
        name=both("EDAS", "EDAS(평균 해 거리)"),
        summary=both(
            "The option that is far ahead of the average and little behind it comes first.",
            "평균보다 많이 앞서고 적게 뒤지는 대안이 1위가 된다.",
        ),
        reference=(
            "Keshavarz Ghorabaee, M., Zavadskas, E. K., Olfat, L. & Turskis, Z. (2015). Multi-criteria inventory "
            "classification using a new method of evaluation based on distance from average solution (EDAS). "
            "Informatica 26(3), 435-451."
        ),
        doi="10.15388/Informatica.2015.57",
        family="reference",
        level="ratio",
        compensatory=True,
        weights_mean=both(
            "How much being ahead of or behind the average by as much as the average itself counts.",
            "평균만큼 평균을 앞서거나 뒤지는 것이 얼마나 중요한지를 뜻한다.",
        ),
        breaks=(
            Breach(
                "rank_reversal",
                both(
                    "Each option moves the average from which all are measured.",
                    "모든 대안을 재는 기준인 평균이 대안 하나하나에 따라 움직인다.",
                ),
            ),
            Breach(
                "copies",
                both(
                    "A copy pulls the average towards its option.",
                    "복제된 대안은 평균을 자기 쪽으로 끌어당긴다.",
                ),
            ),
        ),
    )

    @property
    def needs_nonnegative(self) -> bool:
        """Always: distances are in parts of the average."""
        return True

    @property
    def cost_mirror(self) -> CostMirror:
        """None: turned round, a cost has another average."""
        return "none"

    def formula(self, criteria: Criteria) -> Formula:
        """Return the appraisal score."""
        signs = criteria.signs

        def appraisal(values: Floats, weights: Floats) -> Floats:
            ahead = _ahead(values, signs)
            nsp, nsn = _normalised(weigh(np.maximum(ahead, 0), weights), weigh(np.maximum(-ahead, 0), weights))
            return (nsp + nsn) / 2

        return appraisal

    def details(self, table: PerformanceTable, shares: Floats) -> Mapping[str, Any]:
        """Return the distances ahead and behind, as in the paper.

        `average` in the order of criteria; `PDA` and `NDA` of shape (n_options, n_criteria); `SP`, `SN`, `NSP` and
        `NSN` in the order of options.
        """
        ahead = _ahead(table.values, table.criteria.signs)
        pda, nda = np.maximum(ahead, 0), np.maximum(-ahead, 0)
        sp, sn = weigh(pda, shares), weigh(nda, shares)
        nsp, nsn = _normalised(sp, sn)
        average = column_sum(table.values)[0] / len(table.options)
        return {"average": average, "PDA": pda, "NDA": nda, "SP": sp, "SN": sn, "NSP": nsp, "NSN": nsn}


def _ahead(values: Floats, signs: Floats) -> Floats:
    refuse(values < 0, values, "zero or more: EDAS measures in parts of the average")
    # Gaps before averaging: on a huge offset the average would be rounded by as much as the options differ.
    n, gaps = values.shape[-2], values - values.min(axis=-2, keepdims=True)
    average = column_sum(values) / n
    ahead = signs * (gaps - column_sum(gaps) / n) / np.where(average == 0, 1.0, average)
    return np.where(np.isinf(spread(values)), 0.0, ahead)


def _normalised(sp: Floats, sn: Floats) -> tuple[Floats, Floats]:
    most, worst = sp.max(axis=-1, keepdims=True), sn.max(axis=-1, keepdims=True)
    nsp = np.where(most == 0, 1.0, sp / np.where(most == 0, 1.0, most))
    return nsp, 1.0 - sn / np.where(worst == 0, 1.0, worst)
