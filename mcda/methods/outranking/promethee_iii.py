"""PROMETHEE III: preferred only where the intervals around the mean flows lie apart."""

from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

import numpy as np

from mcda.methods.about import About, Breach, both
from mcda.methods.method import number
from mcda.methods.outranking._flows import preference_indices
from mcda.methods.outranking._promethee import Promethee
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.outranking_method import Found, OutrankingMethod
from mcda.relation import Truths
from mcda.scales import Floats
from mcda.table import PerformanceTable

# Flows lie in -1 to 1.
_TIE: Final = 1e-10


class Intervals(NamedTuple):
    """Mean flow of each option, how much it varies over the opponents, and the interval; each of shape (n_options,)."""

    mean_flows: Floats
    sigma: Floats
    lower: Floats
    upper: Floats

    @property
    def outranks(self) -> Truths:
        """True unless the interval of the column lies wholly above that of the row, shape (n_options, n_options)."""
        return np.asarray(np.subtract.outer(self.upper, self.lower) >= -_TIE)


@dataclass(frozen=True, kw_only=True)
class PrometheeIII(Promethee, OutrankingMethod):
    """Preference ranking organisation method for enrichment evaluations, interval order.

    With d(a, b) the preference of a over b less that of b over a, the mean flow of a is the mean of d(a, b) over all n
    options b, a itself included, and sigma is the standard deviation of the same numbers. An option is preferred to
    another if its interval, mean flow plus and minus `alpha` sigma, lies wholly above the other's; else the two are
    indifferent. Indifference need not carry over: a may be indifferent to b, and b to c, where a is preferred to c.

    Parameters
    ----------
    functions
        As for `PrometheeII`.
    alpha
        Half the width of an interval in standard deviations. 0 gives the order of PROMETHEE II.

    Notes
    -----
    The paper leaves `alpha` to the analyst; 0.15 is usual. Flows are divided by n here and by n - 1 in PROMETHEE II.

    References
    ----------
    Brans, J.-P., Mareschal, B. & Vincke, Ph. (1984). PROMETHEE: a new family of outranking methods in multicriteria
    analysis. *Operational Research '84*, 477-490.
    Brans, J.-P. & Mareschal, B. (2005). PROMETHEE methods. In *Multiple Criteria Decision Analysis: State of the Art
    Surveys*, 163-186. doi:10.1007/0-387-23081-5_5

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> PrometheeIII(alpha=0.5).outrank(table, [1, 1]).relations[0]
    ('I', 'I', 'P')
    """

    alpha: float = 0.15

    id: ClassVar[str] = "promethee_iii"
    about: ClassVar[About] = About(
        name=both("PROMETHEE III", "PROMETHEE III(구간 순위)"),
        summary=both(
            "An option is preferred where the interval around its mean flow lies wholly above that of the other.",
            "평균 흐름을 둘러싼 구간이 다른 대안의 구간보다 온전히 위에 있을 때에만 그 대안을 선호한다.",
        ),
        reference=(
            "Brans, J.-P., Mareschal, B. & Vincke, Ph. (1984). PROMETHEE: a new family of outranking methods in "
            "multicriteria analysis. Operational Research '84, 477-490; told in Brans & Mareschal (2005), PROMETHEE "
            "methods."
        ),
        doi="10.1007/0-387-23081-5_5",
        family="outranking",
        level="interval",
        compensatory=True,
        weights_mean=PrometheeII.about.weights_mean,
        breaks=(
            *PrometheeII.about.breaks,
            Breach(
                "monotonicity",
                both(
                    "A better score can make an option's flows vary more, and a wider interval can lose a preference.",
                    "점수가 좋아지면 상대별 흐름의 편차가 커질 수 있고, 넓어진 구간 때문에 있던 선호가 사라질 수 있다.",
                ),
            ),
        ),
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        number(self, "alpha", 0.0, 100.0)

    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare the intervals; the details are `mean_flows`, `sigma`, `lower` and `upper`."""
        columns = table.values * table.criteria.signs
        found = intervals(preference_indices(columns, self.functions_of(table.criteria), shares), self.alpha)
        return Found(found.outranks, found._asdict())


def intervals(preference: Floats, alpha: float) -> Intervals:
    """Return the intervals that a matrix of preference indices makes.

    Parameters
    ----------
    preference : shape (n_options, n_options)
        Preference of row over column, from 0 to 1.
    alpha
        Half the width of an interval in standard deviations.

    Examples
    --------
    >>> found = intervals(np.array([[0.0, 0.75], [0.25, 0.0]]), 0.5)
    >>> found.mean_flows.tolist(), found.sigma.tolist(), found.lower.tolist()
    ([0.25, -0.25], [0.25, 0.25], [0.125, -0.375])
    """
    net = preference - preference.T
    mean = net.mean(axis=1)
    sigma = np.sqrt(((net - mean[:, np.newaxis]) ** 2).mean(axis=1))
    return Intervals(mean, sigma, mean - alpha * sigma, mean + alpha * sigma)
