"""What SMAA-2 finds: shares of places and pairs, central weights, confidence, entropy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.display import html_table, text_table
from mcda.errors import McdaError, nearest
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.scales import Floats
from mcda.weights import Weights

if TYPE_CHECKING:
    import pandas as pd

_PLACE_WEIGHTS: Final = ("centroid", "inverse", "linear")


@dataclass(frozen=True, eq=False)
class RankAcceptability:
    """How often each option takes each place, and what somebody who prefers it may think.

    Parameters
    ----------
    options, criteria
        Of the table.
    acceptabilities : shape (n_options, n_options)
        Share of the draws, or of all weights, in which an option (row) takes a place (column); a row adds to 1. Options
        that tie share the better place, so that a column adds to more than 1 where they do.
    winning : shape (n_options, n_options)
        Pairwise winning indices: share in which the row scores more than the column. The diagonal is 0; a pair adds to
        less than 1 by the share in which it ties.
    central_weights
        By option id, the mean of the weights under which it is first: what somebody who prefers it may typically think.
        An option that is never first is missing.
    confidence
        By option id, the share of the performances drawn in which it is first under its own central weights. An option
        without central weights is missing.
    cross_confidence
        By option id, the share in which each option is first under that option's central weights.
    ranking_entropy, first_entropy
        Of the whole ranking and of the first place, in bits: 0 where there is only one. Tied first places count as an
        outcome of their own.
    entropy_draws
        In how many draws the rankings were told apart.
    method
        The recipe of the method.
    weights, performances
        What was drawn, in words.
    draws
        How many; 0 where the shares of places and pairs are exact.
    seed, sequence
        Of the draws; None where the shares are exact.

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.robustness import Question, rank_acceptability
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[0.9, 0.2], [0.6, 0.6], [0.1, 0.3]], goals=["max", "max"], options=list("abc"))
    >>> found = rank_acceptability(Question(Wsm(normalization="none"), table, [1, 1]))
    >>> round(found.of("a", 1), 4), round(found.central_weights["a"].shares["c1"], 4), found.exact
    (0.4286, 0.7857, True)
    >>> "c" in found.central_weights
    False
    """

    options: Options
    criteria: Criteria
    acceptabilities: Floats
    winning: Floats
    central_weights: Mapping[str, Weights] = field(default_factory=FrozenDict)
    confidence: Mapping[str, float] = field(default_factory=FrozenDict)
    cross_confidence: Mapping[str, Mapping[str, float]] = field(default_factory=FrozenDict)
    ranking_entropy: float = 0.0
    first_entropy: float = 0.0
    entropy_draws: int = 0
    method: str = ""
    weights: str = ""
    performances: str = ""
    draws: int = 0
    seed: int | None = None
    sequence: str | None = None

    def __post_init__(self) -> None:
        for name in ("acceptabilities", "winning"):
            shares = np.array(getattr(self, name), dtype=np.float64)
            shares.setflags(write=False)
            object.__setattr__(self, name, shares)
        for name in ("central_weights", "confidence", "cross_confidence"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @property
    def exact(self) -> bool:
        """True where the shares are volumes of the weight simplex and not counts of draws."""
        return self.draws == 0

    @property
    def standard_errors(self) -> Floats:
        """Monte Carlo error of each acceptability b: the root of b (1 - b) / draws; 0 where the shares are exact.

        It is that of independent draws; a Sobol sequence is usually nearer.
        """
        return self._errors(self.acceptabilities)

    @property
    def winning_errors(self) -> Floats:
        """Monte Carlo error of each pairwise winning index, likewise."""
        return self._errors(self.winning)

    @property
    def margin(self) -> float:
        """By how much a share may be off, in 95 of 100 runs at worst; 0 where the shares are exact."""
        return 0.98 / float(np.sqrt(self.draws)) if self.draws else 0.0

    def of(self, option: str, place: int) -> float:
        """Return the acceptability of an option for a place, counted from 1.

        Raises
        ------
        NameUnknownError, McdaError
            No such option or place.
        """
        if isinstance(place, bool) or not isinstance(place, int) or not 1 <= place <= len(self.options):
            self.options[option]
            raise McdaError(f"the place is {place!r}; expected a whole number from 1 to {len(self.options)}")
        return float(self.acceptabilities[self._at(option), place - 1])

    def wins(self, option: str, over: str) -> float:
        """Return how often an option scores more than another one.

        Raises
        ------
        NameUnknownError
            No such option.
        """
        return float(self.winning[self._at(option), self._at(over)])

    def holistic(self, place_weights: str | Sequence[float] = "centroid") -> dict[str, float]:
        """Return one number for each option: its acceptabilities, weighted by place.

        Parameters
        ----------
        place_weights
            "centroid" (rank order centroid weights, the first one scaled to 1), "inverse" (1 / place), "linear"
            (falling evenly to 0), or one number per place: 1 for the first, none larger than the one before, none below
            zero.

        Raises
        ------
        McdaError
            Other place weights.
        """
        n = len(self.options)
        alphas = _place_weights(place_weights, n)
        return dict(zip(self.options.ids, (self.acceptabilities @ alphas).tolist(), strict=True))

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of acceptabilities: options in rows, places in columns."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        places = pd.Index(range(1, len(index) + 1), name="place")
        return pd.DataFrame(self.acceptabilities.copy(), index=index, columns=places)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; an option that is never first has no central weights and no confidence: null."""
        ids = self.options.ids
        central = {o: w.shares if (w := self.central_weights.get(o)) else None for o in ids}
        told = {
            name: getattr(self, name)
            for name in (
                "ranking_entropy",
                "first_entropy",
                "entropy_draws",
                "method",
                "weights",
                "performances",
                "draws",
                "seed",
                "sequence",
                "margin",
            )
        }
        return {
            "rank_acceptability": dict(zip(ids, self.acceptabilities.tolist(), strict=True)),
            "pairwise_winning": {
                a: dict(zip(ids, row, strict=True)) for a, row in zip(ids, self.winning.tolist(), strict=True)
            },
            "central_weights": central,
            "confidence": {o: self.confidence.get(o) for o in ids},
            "cross_confidence": {o: dict(row) for o, row in self.cross_confidence.items()},
            "holistic_acceptability": self.holistic(),
            **told,
        }

    def _at(self, option: str) -> int:
        self.options[option]
        return self.options.ids.index(option)

    def _errors(self, shares: Floats) -> Floats:
        return np.sqrt(shares * (1.0 - shares) / self.draws) if self.draws else np.zeros(shares.shape)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", *(str(place + 1) for place in range(len(self.options)))]
        rows = zip(self.options.ids, self.acceptabilities.tolist(), strict=True)
        return head, [[option, *(f"{b:.3f}" for b in row)] for option, row in rows]

    def _origin(self) -> str:
        drawn = "Sobol draws" if self.sequence == "sobol" else "draws"
        how = "exact" if self.exact else f"{self.draws} {drawn}, seed {self.seed}, each share ±{self.margin:.2g}"
        return f"{self.method}, weights: {self.weights}, performances: {self.performances}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


def _place_weights(given: str | Sequence[float], n: int) -> Floats:
    places = np.arange(1, n + 1)
    if isinstance(given, str):
        named = {
            "centroid": np.cumsum((1.0 / places)[::-1])[::-1] / (1.0 / places).sum(),
            "inverse": 1.0 / places,
            "linear": (n - places) / max(n - 1, 1),
        }
        if given not in named:
            raise McdaError(f"place_weights is {given!r}{nearest(given, _PLACE_WEIGHTS)}")
        return np.where(places == 1, 1.0, named[given])
    try:
        found = np.array(given, dtype=np.float64)
    except (TypeError, ValueError):
        found = np.zeros(0)
    sound = found.shape == (n,) and np.isfinite(found).all() and found[0] == 1 and found[-1] >= 0
    if not sound or any(a < b for a, b in pairwise(found.tolist())):
        raise McdaError(
            f"place_weights is {given!r}; expected {n} numbers from 1 for the first place downwards, none below zero"
        )
    return found
