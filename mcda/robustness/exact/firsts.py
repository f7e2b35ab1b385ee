"""Under which share of all weights an option is first, and under which weights: exact, for weighted sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria
from mcda.display import html_table, text_table
from mcda.elicit.incomplete import WeightPolytope
from mcda.elicit.incomplete._exact import Row, primitive
from mcda.errors import McdaError, TableError
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.robustness.exact._cell import Axes, Body, TooManyPieces, cell
from mcda.robustness.exact._weight_set import WeightSet
from mcda.robustness.question import Question
from mcda.scales import Floats
from mcda.weights import Weights

if TYPE_CHECKING:
    import pandas as pd

# Eight criteria leave seven weights free; each further one multiplies the pieces by ten or so.
MOST_FREE: Final = 7
# Gaps of two options become whole numbers of this part of the largest one: finer than their rounding matters.
_STEPS: Final = 2.0**48
# A share this small is rounding.
_NOTHING: Final = 1e-12
# By how much the shares of all options may miss one.
_MISSED: Final = 1e-9


@dataclass(frozen=True, eq=False)
class FirstPlaces:
    """Under which share of the weights each option is first, and which weights these are on average.

    Parameters
    ----------
    options, criteria
        Of the table.
    acceptabilities
        By option id, the share of the weights under which it is first: its first-rank acceptability. They add to one,
        unless options share the first place because they score the same under all the weights.
    central_weights
        By option id, the mean of the weights under which it is first. An option that is never first is missing.
    ties
        Each two options whose scores are the same, to within the tolerance, under all the weights.
    method
        The recipe of the method.
    weights
        Which ones are counted, in words.
    """

    options: Options
    criteria: Criteria
    acceptabilities: Mapping[str, float]
    central_weights: Mapping[str, Weights] = field(default_factory=FrozenDict)
    ties: tuple[tuple[str, str], ...] = ()
    method: str = ""
    weights: str = ""

    def __post_init__(self) -> None:
        for name in ("acceptabilities", "central_weights"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @property
    def exact(self) -> bool:
        """True: the shares are volumes and not counts of draws."""
        return True

    @property
    def never(self) -> tuple[str, ...]:
        """The options that are first under no weights, or on a set without volume only."""
        return tuple(option for option in self.options.ids if option not in self.central_weights)

    def of(self, option: str) -> float:
        """Return the share of the weights under which an option is first.

        Raises
        ------
        NameUnknownError
            No such option.
        """
        return self.acceptabilities[self.options[option].id]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with a row per option: `first_share`, then its central weight of each criterion, or NA."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        found = pd.DataFrame({"first_share": [self.acceptabilities[o] for o in self.options.ids]}, index)
        central = [self.central_weights.get(o) for o in self.options.ids]
        columns = {c: [pd.NA if w is None else w.shares[c] for w in central] for c in self.criteria.ids}
        return pd.concat([found, pd.DataFrame(columns, index, dtype="Float64")], axis=1)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; an option that is never first has no central weights: null."""
        central = {o: w.shares if (w := self.central_weights.get(o)) else None for o in self.options.ids}
        return {
            "first_places": dict(self.acceptabilities),
            "central_weights": central,
            "ties": [list(pair) for pair in self.ties],
            "method": self.method,
            "weights": self.weights,
            "exact": self.exact,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = []
        for option in self.options.ids:
            central = self.central_weights.get(option)
            told = ["" if central is None else f"{central.shares[c]:.3f}" for c in self.criteria.ids]
            rows.append([option, f"{self.acceptabilities[option]:.3f}", *told])
        return ["option", "first", *self.criteria.ids], rows

    def _origin(self) -> str:
        return f"{self.method}, weights: {self.weights}; exact; share of first places and central weights"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def first_places(question: Question, *, weights: WeightPolytope | None = None) -> FirstPlaces:
    """Return under which share of the weights each option is first, and the mean of these weights.

    An option is first where no other scores more. The weights for which that is so are a polytope: its corners come
    from the double description method in whole numbers, its volume and centroid from simplices between them. Weights
    under which options tie have no share, so an option that is first on such weights only has share 0. Options whose
    scores differ by at most the tolerance of the question at every corner of the set are the same: all of them are
    first where one is.

    Parameters
    ----------
    question
        Its method scores by a weighted sum; its own weights do not matter beyond the tolerance.
    weights
        Those to count, all equally likely; a set that is flat in some directions is measured in the others. By default
        all weights that add to one.

    Raises
    ------
    MethodError
        The score of the method is no weighted sum.
    WeightsError
        The set is over other criteria, or has more corners than can be listed.
    TableError
        More than 7 weights can be chosen freely (8 criteria where nothing is said about them), or the parts have too
        many corners.

    References
    ----------
    Lahdelma, R., Hokkanen, J. & Salminen, P. (1998). SMAA - stochastic multiobjective acceptability analysis. *European
    Journal of Operational Research* 106(1), 137-143. doi:10.1016/S0377-2217(97)00163-X
    Fukuda, K. & Prodon, A. (1996). Double description method revisited. *Combinatorics and Computer Science*, LNCS
    1120, 91-111. doi:10.1007/3-540-61576-8_77

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[0.9, 0.2], [0.6, 0.6], [0.1, 0.3]], goals=["max", "max"], options=list("abc"))
    >>> first_places(Question(Wsm(normalization="none"), table, [1, 1]))
    Wsm(normalization='none'), weights: uniform on the simplex; exact; share of first places and central weights
    option  first     c1     c2
    a       0.429  0.786  0.214
    b       0.571  0.286  0.714
    c       0.000
    """
    terms, tolerance = question.terms, question.tolerance
    given = WeightSet.of(question.table.criteria, weights)
    if given.dimension > MOST_FREE:
        raise TableError(
            f"{len(question.criteria)} criteria with {given.dimension} weights to choose freely; exact first places "
            f"can be had of at most {MOST_FREE} (8 criteria where nothing is said about them). Sample the weights "
            "instead"
        )
    tied = _tied(terms, given.corners, tolerance)
    bodies, whole = _bodies(terms, given, tied)
    shares = [body.volume / whole for body in bodies]
    _add_up(shares, tied)
    ids = question.options
    return FirstPlaces(
        options=question.table.options,
        criteria=question.table.criteria,
        acceptabilities={o: min(share, 1.0) if share > _NOTHING else 0.0 for o, share in zip(ids, shares, strict=True)},
        central_weights={
            o: _central(o, body, question.criteria)
            for o, share, body in zip(ids, shares, bodies, strict=True)
            if share > _NOTHING
        },
        ties=tuple((ids[i], ids[j]) for i, j in np.argwhere(np.triu(tied, 1)).tolist()),
        method=repr(question.method),
        weights=given.words,
    )


def _tied(terms: Floats, corners: Floats, tolerance: float) -> npt.NDArray[np.bool_]:
    """Tell which options score the same at all corners, shape (n_options, n_options)."""
    return np.array([np.abs((each - terms) @ corners.T).max(axis=-1) <= tolerance for each in terms])


def _bodies(terms: Floats, given: WeightSet, tied: npt.NDArray[np.bool_]) -> tuple[list[Body], float]:
    """Return, by option, the weights under which it is first, and the volume of the whole set."""
    n, m = terms.shape
    axes = Axes(given.corners, given.dimension)
    # At the middle of the set, the options to beat come first, so that what cannot be first is empty soon.
    order = np.argsort(-(terms @ given.corners.mean(axis=0)), kind="stable")
    try:
        whole = cell(m, given.rows, given.flat, axes).volume
        found = []
        for i in range(n):
            gaps = [_whole_numbers(terms[i] - terms[k]) for k in order if not tied[i, k]]
            cuts = [gap for gap in dict.fromkeys(gaps) if min(gap) < 0]
            lost = any(max(cut) <= 0 for cut in cuts)
            found.append(Body(0.0, np.zeros(m)) if lost else cell(m, [*given.rows, *cuts], given.flat, axes))
    except TooManyPieces:
        raise TableError(
            f"{n} options on {m} criteria cut the set of weights into parts with too many corners for exact first "
            "places. Sample the weights instead, or ask about fewer options"
        ) from None
    return found, whole


def _whole_numbers(gap: Floats) -> Row:
    return primitive([int(a) for a in np.rint(gap / np.abs(gap).max() * _STEPS).tolist()])


def _add_up(shares: list[float], tied: npt.NDArray[np.bool_]) -> None:
    """Check that the shares of options that do not tie add to one: what can go wrong shows here."""
    if (tied @ tied != tied).any():
        return
    total = sum(share for i, share in enumerate(shares) if not tied[i, :i].any())
    if abs(total - 1.0) > _MISSED:
        raise McdaError(
            f"the shares of first places add to {total:.12g}; expected 1 to {_MISSED:g}. The terms of some options are "
            "too near each other to be told apart exactly. Sample the weights instead"
        )


def _central(option: str, body: Body, criteria: tuple[str, ...]) -> Weights:
    points = dict(zip(criteria, np.maximum(body.moment, 0.0).tolist(), strict=True))
    return Weights.from_points(points, profile=f"central weights of {option}")
