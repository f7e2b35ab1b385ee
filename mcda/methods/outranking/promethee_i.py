"""PROMETHEE I: preferred where both flows say so, incomparable where they disagree."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from mcda.methods.about import About, both
from mcda.methods.outranking._promethee import Promethee
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Flows lie in 0 to 1.
_TIE: Final = 1e-10


@dataclass(frozen=True, kw_only=True)
class PrometheeI(Promethee, OutrankingMethod):
    """Preference ranking organisation method for enrichment evaluations, partial order.

    An option outranks another if its positive flow is at least as large and its negative flow at least as small.

    Parameters
    ----------
    functions
        As for `PrometheeII`.

    References
    ----------
    Brans, J.-P. & Vincke, Ph. (1985). A preference ranking organisation method: the PROMETHEE method for MCDM.
    *Management Science* 31(6), 647-656. doi:10.1287/mnsc.31.6.647

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> PrometheeI().outrank(table, [1, 1]).relations[0]
    ('I', 'I', 'P')
    """

    id: ClassVar[str] = "promethee_i"
    about: ClassVar[About] = About(
        name=both("PROMETHEE I", "PROMETHEE I(부분 순위)"),
        summary=both(
            "An option outranks another where it is preferred at least as much, and others are preferred to it at "
            "most as much; where the two disagree, they are not compared.",
            "더 많이 선호되고 덜 뒤지는 대안이 다른 대안을 앞서며, 두 흐름이 엇갈리면 비교하지 않는다.",
        ),
        reference=PrometheeII.about.reference,
        doi=PrometheeII.about.doi,
        family="outranking",
        level="interval",
        compensatory=True,
        weights_mean=PrometheeII.about.weights_mean,
        breaks=PrometheeII.about.breaks,
    )

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare both flows; the details are those of PROMETHEE II."""
        details = PrometheeII(functions=self.functions).details(table, shares)
        gains = np.subtract.outer(details["positive_flows"], details["positive_flows"])
        losses = np.subtract.outer(details["negative_flows"], details["negative_flows"])
        return Found((gains >= -_TIE) & (losses <= _TIE), details)
