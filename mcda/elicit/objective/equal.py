"""Equal weights."""

from dataclasses import replace
from fractions import Fraction
from typing import Final

from mcda.elicit.objective._measured import check_table
from mcda.language import Note
from mcda.table import PerformanceTable
from mcda.weights import Weights

NOTICE: Final = Note(
    "Equal weights are nobody's preferences: nobody was asked, and the data were not looked at.",
    "동일 가중치는 누구의 선호도 아니다. 누구에게도 묻지 않았고 자료도 보지 않았다.",
    about="weights",
)


def equal(table: PerformanceTable) -> Weights:
    """Return the same weight for every criterion, exactly 1 / n, whatever the performances are.

    Also a criterion on which all options are equal gets its share, and a single option is enough: nothing is measured.

    Parameters
    ----------
    table
        Only its criteria count.

    Raises
    ------
    TableError
        Something that is no PerformanceTable.

    References
    ----------
    Dawes, R. M. & Corrigan, B. (1974). Linear models in decision making. *Psychological Bulletin* 81(2), 95-106.
    doi:10.1037/h0037613

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8, 1], [5, 9, 1]], goals=["min", "max", "max"])
    >>> equal(table).fractions["c1"]
    Fraction(1, 3)
    """
    check_table("equal", table)
    ids = table.criteria.ids
    made = Weights.from_points(dict.fromkeys(ids, Fraction(1)), profile="equal")
    return replace(made, notes=(NOTICE,))
