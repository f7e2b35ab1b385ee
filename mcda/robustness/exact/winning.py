"""How often one option beats another: the exact share of all weights, for scores that are weighted sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.elicit.incomplete import WeightPolytope
from mcda.errors import TableError, WeightsError
from mcda.options import Options
from mcda.robustness.exact._side import shares_above
from mcda.robustness.exact._weight_set import WeightSet
from mcda.robustness.question import Question
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd

# A square table; beyond this nobody reads it and it does not fit.
_MOST_OPTIONS: Final = 2_000
# Pairs of options at a time: few enough that the table of a recursion stays in cache.
_BLOCK: Final = 4096


@dataclass(frozen=True, eq=False)
class WinningIndices:
    """Under which share of the weights each option scores more than each other one.

    Parameters
    ----------
    options
        Of the table.
    indices : shape (n_options, n_options)
        Share of the weights under which an option (row) scores more than another (column); 0 on the diagonal. The two
        shares of a pair add to one, unless it ties.
    ties : shape (n_options, n_options)
        True for two options whose scores are the same, to within the tolerance, under all the weights. Neither beats
        the other: both shares are 0. An option does not tie with itself.
    method
        The recipe of the method.
    weights
        Which ones are counted, in words.
    """

    options: Options
    indices: Floats
    ties: npt.NDArray[np.bool_]
    method: str = ""
    weights: str = ""

    def __post_init__(self) -> None:
        shares, ties = np.array(self.indices, dtype=np.float64), np.array(self.ties, dtype=np.bool_)
        for name, each in (("indices", shares), ("ties", ties)):
            each.setflags(write=False)
            object.__setattr__(self, name, each)

    @property
    def exact(self) -> bool:
        """True: the shares are volumes and not counts of draws."""
        return True

    @property
    def tied(self) -> tuple[tuple[str, str], ...]:
        """Each two options that tie under all the weights, in the order of the table."""
        ids = self.options.ids
        return tuple((ids[i], ids[j]) for i, j in np.argwhere(np.triu(self.ties)).tolist())

    def of(self, a: str, b: str) -> float:
        """Return the share of the weights under which option `a` scores more than option `b`.

        Raises
        ------
        NameUnknownError
            No such option.
        """
        at = [self.options.ids.index(self.options[option].id) for option in (a, b)]
        return float(self.indices[at[0], at[1]])

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of shares: the option that scores more in rows, the other in columns."""
        import pandas as pd

        ids = self.options.ids
        return pd.DataFrame(self.indices.copy(), pd.Index(ids, name="option"), pd.Index(ids, name="over"))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: by option, the share against each other one."""
        ids = self.options.ids
        rows = {
            a: {b: share for b, share in zip(ids, row, strict=True) if b != a}
            for a, row in zip(ids, self.indices.tolist(), strict=True)
        }
        ties = [list(pair) for pair in self.tied]
        return {
            "winning_indices": rows,
            "ties": ties,
            "method": self.method,
            "weights": self.weights,
            "exact": self.exact,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        ids = self.options.ids
        rows = []
        for i, a in enumerate(ids):
            marks = [
                "" if i == j else "tie" if self.ties[i, j] else f"{self.indices[i, j]:.3f}" for j in range(len(ids))
            ]
            rows.append([a, *marks])
        return ["beats", *ids], rows

    def _origin(self) -> str:
        return f"{self.method}, weights: {self.weights}; exact"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def winning_indices(question: Question, *, weights: WeightPolytope | None = None) -> WinningIndices:
    """Return under which share of the weights each option scores more than each other one.

    In closed form, for any number of criteria. The gap of two scores is linear in the weights, so the question is which
    share of a simplex lies on one side of a cut. Weights under which two options tie have no share, unless they tie
    under all of them: where the gap of their scores is at most the tolerance of the question at every corner of the
    set, neither beats the other.

    Parameters
    ----------
    question
        Its method scores by a weighted sum; its own weights do not matter beyond the tolerance.
    weights
        Those to count, all equally likely: a set whose corners form a simplex, such as a full order of importance. By
        default all weights that add to one.

    Raises
    ------
    MethodError
        The score of the method is no weighted sum.
    WeightsError
        The set is no simplex, or is over other criteria.
    TableError
        More than 2000 options.

    References
    ----------
    Leskinen, P., Viitanen, J., Kangas, A. & Kangas, J. (2006). Alternatives to incorporate uncertainty and risk
    attitude in multicriteria evaluation of forest plans. *Forest Science* 52(3), 304-312.
    doi:10.1093/forestscience/52.3.304

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> rows = [[1, 0, 0], [0, 1, 0], [0.4, 0.4, 0.4]]
    >>> table = PerformanceTable.of(rows, goals=["max"] * 3, options=["a", "b", "middle"])
    >>> winning_indices(Question(Wsm(normalization="none"), table, [1, 1, 1]))
    Wsm(normalization='none'), weights: uniform on the simplex; exact
    beats       a      b  middle
    a              0.500   0.360
    b       0.500          0.360
    middle  0.640  0.640
    """
    terms, tolerance, n = question.terms, question.tolerance, len(question.options)
    if n > _MOST_OPTIONS:
        raise TableError(f"{n} options; winning indices can be had of at most {_MOST_OPTIONS}. Ask about fewer")
    given = WeightSet.of(question.table.criteria, weights)
    corners = _simplex(given)
    indices, ties = np.zeros((n, n)), np.zeros((n, n), dtype=np.bool_)
    rows, columns = np.triu_indices(n, 1)
    for start in range(0, len(rows), _BLOCK):
        i, j = rows[start : start + _BLOCK], columns[start : start + _BLOCK]
        heights = (terms[i] - terms[j]) @ corners.T
        tie = np.abs(heights).max(axis=-1) <= tolerance
        shares = shares_above(heights[~tie])
        indices[i[~tie], j[~tie]], indices[j[~tie], i[~tie]] = shares, 1.0 - shares
        ties[i, j] = ties[j, i] = tie
    return WinningIndices(
        options=question.table.options,
        indices=indices,
        ties=ties,
        method=repr(question.method),
        weights=given.words,
    )


def _simplex(given: WeightSet) -> Floats:
    """Return the corners of a set that is a simplex, shape (dimension + 1, n_criteria)."""
    try:
        corners = given.corners
    except WeightsError:
        count = "more than 5000"
    else:
        if len(corners) == given.dimension + 1:
            return corners
        count = str(len(corners))
    raise WeightsError(
        f"the set of weights has {count} corners in {given.dimension} dimensions, so it is no simplex, and winning "
        "indices have a closed form on a simplex only: all weights, or a full order of importance. Sample this set "
        "instead"
    )
