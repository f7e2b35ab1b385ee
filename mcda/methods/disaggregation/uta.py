"""UTA: additive value functions learned from a ranking of reference options."""

from dataclasses import dataclass
from typing import ClassVar

from mcda.methods.about import About, both
from mcda.methods.disaggregation._uta import OrdinalRegression, ReferenceOption

__all__ = ["ReferenceOption", "Uta"]


@dataclass(frozen=True, kw_only=True)
class Uta(OrdinalRegression):
    """Utilités additives: the additive value functions nearest to a ranking, with one error per reference option.

    Each value function is piecewise linear and never falls towards the better end; the best level of all criteria
    together has value 1. With sigma(a) >= 0 to be added to the value of a reference option a, a linear program
    minimises the sum of sigma such that the next rank lies at least `delta` below and equal ranks have equal values.
    Then, among all solutions whose sum is at most the least plus `post_optimality_epsilon`, the weight of each
    criterion is minimised and maximised; the mean of these 2 n solutions scores the options. Where several solutions
    reach such an extreme, the one with the most even steps counts (the smallest step as large as can be, then the
    second smallest, and so on), so that the scores do not depend on the solver.

    Parameters
    ----------
    references
        At least two `ReferenceOption` values, with performances by criterion id and a rank.
    breakpoints
        By criterion id, the performances between which its value function is straight, from worst to best.
    pieces
        Number of equal pieces of the criterion's scale where no breakpoints are stated; or such a number by criterion.
    delta
        Least difference of value between options of different ranks.
    post_optimality_epsilon
        How much more than the least total error the extreme solutions may have.

    References
    ----------
    Jacquet-Lagrèze, E. & Siskos, J. (1982). Assessing a set of additive utility functions for multicriteria
    decision-making, the UTA method. *European Journal of Operational Research* 10(2), 151-164.
    doi:10.1016/0377-2217(82)90155-2

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of(
    ...     [[2, 30], [5, 60], [9, 90]], goals=["min", "max"], scales={"c1": (0, 10), "c2": (0, 100)}
    ... )
    >>> method = Uta.from_ranks(table, {"a3": 1, "a1": 2}, pieces=1)
    >>> method.rank(table).places
    {'a1': 3, 'a2': 2, 'a3': 1}
    """

    id: ClassVar[str] = "uta"
    both_errors: ClassVar[bool] = False
    about: ClassVar[About] = About(
        name=both("UTA", "UTA(가산 효용 추정)"),
        summary=both(
            "The option with the largest value comes first, by the value functions that best explain a ranking of "
            "reference options.",
            "기준이 되는 대안들의 순위를 가장 잘 설명하는 가치 함수에서 가치가 가장 큰 대안이 1위가 된다.",
        ),
        reference=(
            "Jacquet-Lagrèze, E. & Siskos, J. (1982). Assessing a set of additive utility functions for multicriteria "
            "decision-making, the UTA method. European Journal of Operational Research 10(2), 151-164."
        ),
        doi="10.1016/0377-2217(82)90155-2",
        family="disaggregation",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "It takes none: the weight of a criterion, the value of its best level, is learned from the ranking.",
            "가중치를 받지 않으며, 각 기준의 최선 수준이 갖는 가치인 가중치를 순위에서 추정한다.",
        ),
    )
