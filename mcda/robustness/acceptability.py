"""SMAA-2: how often each option takes each place when weights, and performances, are uncertain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mcda.criteria import Criteria, by_id
from mcda.display import html_table, text_table
from mcda.errors import McdaError, MethodError, TableError
from mcda.frozen import FrozenDict, frozen
from mcda.methods import RankingMethod, WeightedSum, tie_tolerance
from mcda.methods.method import Given
from mcda.options import Options
from mcda.robustness._granules import Sampler
from mcda.robustness._weight_simplex import rank_shares
from mcda.scales import Floats
from mcda.table import PerformanceTable
from mcda.weights import Weights

if TYPE_CHECKING:
    import pandas as pd

Deviations = float | Mapping[str, float] | Sequence[Sequence[float]] | Floats

DRAWS: Final = 100_000
_MOST_DRAWS: Final = 1_000_000_000
# Acceptabilities are a square table; beyond this nobody reads it and it does not fit.
_MOST_OPTIONS: Final = 2_000
_EXACT_CRITERIA: Final = 3
_EXACT_OPTIONS: Final = 50
# A share of the simplex this small is rounding: the option is first on a line at most.
_NOTHING: Final = 1e-12


@dataclass(frozen=True, eq=False)
class RankAcceptability:
    """How often each option takes each place.

    Parameters
    ----------
    options, criteria
        Of the table.
    acceptabilities : shape (n_options, n_options)
        Share of the draws, or of all weights, in which an option (row) takes a place (column); a row adds to 1. Options
        that tie share the better place, so that a column adds to more than 1 where they do.
    central_weights
        By option id, the mean of the weights under which it is first: what somebody who prefers it may typically think.
        An option that is never first is missing.
    method
        The recipe of the method.
    weights, performances
        What was drawn, in words.
    draws
        How many; 0 where the shares are exact.
    seed
        Of the draws; None where the shares are exact.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> table = PerformanceTable.of([[0.9, 0.2], [0.6, 0.6], [0.1, 0.3]], goals=["max", "max"], options=list("abc"))
    >>> found = rank_acceptability(Wsm(normalization="none"), table)
    >>> round(found.of("a", 1), 4), round(found.central_weights["a"].shares["c1"], 4), found.exact
    (0.4286, 0.7857, True)
    >>> "c" in found.central_weights
    False
    """

    options: Options
    criteria: Criteria
    acceptabilities: Floats
    central_weights: Mapping[str, Weights] = field(default_factory=FrozenDict)
    method: str = ""
    weights: str = ""
    performances: str = ""
    draws: int = 0
    seed: int | None = None

    def __post_init__(self) -> None:
        shares = np.array(self.acceptabilities, dtype=np.float64)
        shares.setflags(write=False)
        object.__setattr__(self, "acceptabilities", shares)
        object.__setattr__(self, "central_weights", frozen(self.central_weights))

    @property
    def exact(self) -> bool:
        """True where the shares are volumes of the weight simplex and not counts of draws."""
        return self.draws == 0

    @property
    def standard_errors(self) -> Floats:
        """Monte Carlo error of each acceptability b: the root of b (1 - b) / draws; 0 where the shares are exact."""
        b = self.acceptabilities
        return np.sqrt(b * (1.0 - b) / self.draws) if self.draws else np.zeros(b.shape)

    @property
    def margin(self) -> float:
        """By how much an acceptability may be off, in 95 of 100 runs at worst; 0 where the shares are exact."""
        return 0.98 / float(np.sqrt(self.draws)) if self.draws else 0.0

    def of(self, option: str, place: int) -> float:
        """Return the acceptability of an option for a place, counted from 1.

        Raises
        ------
        NameUnknownError, McdaError
            No such option or place.
        """
        self.options[option]
        if isinstance(place, bool) or not isinstance(place, int) or not 1 <= place <= len(self.options):
            raise McdaError(f"the place is {place!r}; expected a whole number from 1 to {len(self.options)}")
        return float(self.acceptabilities[self.options.ids.index(option), place - 1])

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of acceptabilities: options in rows, places in columns."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        places = pd.Index(range(1, len(index) + 1), name="place")
        return pd.DataFrame(self.acceptabilities.copy(), index=index, columns=places)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; an option that is never first has no central weights: null."""
        rows = zip(self.options.ids, self.acceptabilities.tolist(), strict=True)
        central = {o: w.shares if (w := self.central_weights.get(o)) else None for o in self.options.ids}
        told = {name: getattr(self, name) for name in ("method", "weights", "performances", "draws", "seed", "margin")}
        return {"rank_acceptability": dict(rows), "central_weights": central, **told}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", *(str(place + 1) for place in range(len(self.options)))]
        rows = zip(self.options.ids, self.acceptabilities.tolist(), strict=True)
        return head, [[option, *(f"{b:.3f}" for b in row)] for option, row in rows]

    def _origin(self) -> str:
        how = "exact" if self.exact else f"{self.draws} draws, seed {self.seed}, each share ±{self.margin:.2g}"
        return f"{self.method}, weights: {self.weights}, performances: {self.performances}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def rank_acceptability(
    method: RankingMethod,
    table: PerformanceTable,
    *,
    weights: Given | None = None,
    deviations: Deviations | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> RankAcceptability:
    """Return how often each option takes each place under uncertain weights and performances (SMAA-2).

    Parameters
    ----------
    method
        Scores the options in every draw.
    table
        Performances; their means where they are uncertain.
    weights
        None: all weights that add to one, equally likely. Weights given are kept fixed.
    deviations
        Standard deviations of independent normal noise on the performances, in each criterion's unit: one number, one
        by criterion id (a criterion not named is certain), or one per option and criterion in the order of the table.
    draws
        None: exact where that is quick (weighted sums of at most 3 criteria and 50 options, uniform weights, certain
        performances), else 100,000 draws.
    seed
        The same seed gives the same bits.

    Raises
    ------
    MethodError
        Not a ranking method, or a performance that it cannot take.
    WeightsError, TableError, McdaError
        Weights, deviations, a seed or a number of draws that are none.

    References
    ----------
    Lahdelma, R. & Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability analysis for group decision
    making. *Operations Research* 49(3), 444-454. doi:10.1287/opre.49.3.444.11220

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> rank_acceptability(Topsis(), table, draws=1000, seed=7)
    Topsis(normalization='vector', power=2.0), weights: uniform on the simplex, performances: certain;
    1000 draws, seed 7, each share ±0.031
    option      1      2      3
    a1      0.679  0.321  0.000
    a2      0.321  0.679  0.000
    a3      0.000  0.000  1.000
    """
    _check(method, table)
    seed = _whole("seed", seed, 0, 2**128 - 1)
    count = DRAWS if draws is None else _whole("draws", draws, 1, _MOST_DRAWS)
    fixed = None if weights is None else Weights.for_criteria(weights, table.criteria)
    spread = None if deviations is None else _deviations(deviations, table)
    found = RankAcceptability(
        options=table.options,
        criteria=table.criteria,
        acceptabilities=np.zeros((len(table.options), len(table.options))),
        method=repr(method),
        weights="uniform on the simplex" if fixed is None else fixed.profile or "given",
        performances="certain" if spread is None else "normal",
    )
    if draws is None and fixed is None and spread is None and (exact := _exact(method, table)):
        firsts = {o: w for o, b, w in zip(table.options.ids, *exact, strict=True) if b[0] > _NOTHING}
        return replace(found, acceptabilities=exact[0], central_weights=_central(firsts, table.criteria))
    by_place, central = _drawn(method, table, fixed, spread, count, seed)
    return replace(found, acceptabilities=by_place, central_weights=central, draws=count, seed=seed)


def _check(method: object, table: PerformanceTable) -> None:
    if not isinstance(method, RankingMethod):
        raise MethodError(f"{method!r} does not rank; expected a ranking method, such as Wsm()")
    if len(table.options) > _MOST_OPTIONS:
        raise TableError(f"{len(table.options)} options; rank acceptabilities can be had of at most {_MOST_OPTIONS}")


def _drawn(
    method: RankingMethod, table: PerformanceTable, fixed: Weights | None, spread: Floats | None, draws: int, seed: int
) -> tuple[Floats, dict[str, Weights]]:
    kernel = replace(method.bind(table.criteria), options=table.options.ids)
    shares = None if fixed is None else fixed.array(table.criteria)
    tally = Sampler(kernel, table.values, method.score_width, seed, shares, spread).tally(draws)
    firsts = {o: w for o, b, w in zip(table.options.ids, *tally, strict=True) if b[0]}
    return tally.by_place / draws, _central(firsts, table.criteria) if fixed is None else dict.fromkeys(firsts, fixed)


def _exact(method: RankingMethod, table: PerformanceTable) -> tuple[Floats, Floats] | None:
    n, m = table.shape
    if not isinstance(method, WeightedSum) or type(method).formula is not WeightedSum.formula:
        return None
    if m > _EXACT_CRITERIA or n > _EXACT_OPTIONS:
        return None
    # The kernel names a performance the terms cannot take.
    scores = replace(method.bind(table.criteria), options=table.options.ids)(table.values, np.ones(m))
    return rank_shares(method.terms(table.criteria)(table.values), tie_tolerance(scores, method.score_width))


def _central(sums: Mapping[str, Floats], criteria: Criteria) -> dict[str, Weights]:
    """Return weights in the proportions of the sums."""
    return {
        option: Weights.from_points(
            dict(zip(criteria.ids, np.maximum(total, 0.0).tolist(), strict=True)),
            profile=f"central weights of {option}",
        )
        for option, total in sums.items()
    }


def _deviations(given: Deviations, table: PerformanceTable) -> Floats:
    if isinstance(given, Mapping):
        by_id(given, table.criteria, "a standard deviation is given")
        given = [[given.get(c, 0.0) for c in table.criteria.ids]] * len(table.options)
    try:
        numbers = np.array(given)
    except ValueError:
        numbers = np.array(None)
    if numbers.dtype.kind not in "iuf" or numbers.shape not in ((), table.shape):
        raise TableError(
            f"the standard deviations are {given!r}; expected one number, numbers by criterion id, or a table of "
            f"{table.shape[0]} options by {table.shape[1]} criteria"
        )
    found = np.broadcast_to(numbers.astype(np.float64), table.shape)
    bad = ~(np.isfinite(found) & (found >= 0))
    if bad.any():
        i, j = (int(k) for k in np.argwhere(bad)[0])
        raise TableError(
            f"the standard deviation of {table.options.ids[i]!r} on {table.criteria.ids[j]!r} is {found[i, j]:g}; "
            "expected a finite number of zero or more"
        )
    return found


def _whole(name: str, given: object, low: int, high: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not low <= given <= high:
        raise McdaError(f"{name} is {given!r}; expected a whole number from {low} to {high}")
    return int(given)
