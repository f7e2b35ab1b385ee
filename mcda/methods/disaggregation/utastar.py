"""UTASTAR: additive value functions learned from a ranking of reference options, with errors in both directions."""

from dataclasses import dataclass
from typing import ClassVar

from mcda.methods.about import About, both
from mcda.methods.disaggregation._uta import OrdinalRegression, ReferenceOption

__all__ = ["ReferenceOption", "UtaStar"]


@dataclass(frozen=True, kw_only=True)
class UtaStar(OrdinalRegression):
    """UTASTAR: the additive value functions nearest to a ranking, with two errors per reference option.

    As `Uta`, but each reference option has an error in each direction, sigma+(a) for a value that is too high and
    sigma-(a) for one that is too low, and the linear program minimises the sum of both. The mean of the n solutions
    that maximise the weight of one criterion each scores the options; where several solutions reach such an extreme,
    the one with the most even steps counts.

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
    Siskos, Y. & Yannacopoulos, D. (1985). UTASTAR: an ordinal regression method for building additive value functions.
    *Investigação Operacional* 5(1), 39-53.
    Siskos, Y., Grigoroudis, E. & Matsatsinis, N. F. (2005). UTA methods. In Figueira, Greco & Ehrgott (eds), *Multiple
    Criteria Decision Analysis: State of the Art Surveys*, Springer, 297-334. doi:10.1007/0-387-23081-5_8

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of(
    ...     [[2, 30], [5, 60], [9, 90]], goals=["min", "max"], scales={"c1": (0, 10), "c2": (0, 100)}
    ... )
    >>> method = UtaStar.from_ranks(table, {"a3": 1, "a1": 2}, pieces=1)
    >>> method.rank(table).places
    {'a1': 3, 'a2': 2, 'a3': 1}
    """

    id: ClassVar[str] = "utastar"
    both_errors: ClassVar[bool] = True
    about: ClassVar[About] = About(
        name=both("UTASTAR", "UTASTAR(가산 효용 추정)"),
        summary=both(
            "The option with the largest value comes first, by the value functions that explain a ranking of "
            "reference options with the least sum of errors in both directions.",
            "기준이 되는 대안들의 순위를 양방향 오차의 합이 가장 작게 설명하는 가치 함수에서 가치가 가장 큰 대안이 "
            "1위가 된다.",
        ),
        reference=(
            "Siskos, Y. & Yannacopoulos, D. (1985). UTASTAR: an ordinal regression method for building additive value "
            "functions. Investigação Operacional 5(1), 39-53; as told in Siskos, Y., Grigoroudis, E. & Matsatsinis, "
            "N. F. (2005). UTA methods. In Multiple Criteria Decision Analysis: State of the Art Surveys, Springer."
        ),
        doi="10.1007/0-387-23081-5_8",
        family="disaggregation",
        level="interval",
        compensatory=True,
        weights_mean=both(
            "It takes none: the weight of a criterion, the value of its best level, is learned from the ranking.",
            "가중치를 받지 않으며, 각 기준의 최선 수준이 갖는 가치인 가중치를 순위에서 추정한다.",
        ),
    )
