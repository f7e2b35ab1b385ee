"""Many rankings of one study side by side: methods x weights x scenarios, and how far they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import McdaError, MethodError
from mcda.language import Text
from mcda.methods import ALL
from mcda.methods.method import Method
from mcda.options import Options
from mcda.ranking import Ranking
from mcda.robustness.correlation import kendall_tau, spearman
from mcda.robustness.study_ranking import On, as_method, rank_study
from mcda.study import Study
from mcda.study.study import GivenWeights

if TYPE_CHECKING:
    import pandas as pd

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ComparisonRow:
    """One ranking of the comparison, or the reason why there is none."""

    method: str
    weights: str
    scenario: str | None
    ranking: Ranking | None
    problem: str = ""

    @property
    def places(self) -> dict[str, int]:
        """The place of each option; empty where the method could not be applied."""
        return {} if self.ranking is None else self.ranking.places


@dataclass(frozen=True)
class MethodPair:
    """How far two methods agree, over the same weights and scenarios.

    Parameters
    ----------
    kendall, spearman
        Mean rank correlations; None where no pair of rankings has one (all options tied).
    least
        The lowest Kendall correlation met.
    same_winner
        Share of the comparisons in which both name the same first place.
    furthest
        The option whose places differ most, and by how many.
    """

    first: str
    second: str
    kendall: float | None
    spearman: float | None
    least: float | None
    same_winner: float
    furthest: tuple[str, int]


@dataclass(frozen=True)
class Agreement:
    """What many rankings agree on.

    Parameters
    ----------
    rankings
        How many rankings there are.
    winners
        By option, in how many of them it is first (alone or tied), most often first.
    ranges
        By option, its best and its worst place.
    pairs
        Each pair of methods.
    kendall, least
        Mean and lowest Kendall correlation over all pairs of rankings, or None where there is no pair.
    """

    rankings: int
    winners: tuple[tuple[str, int], ...]
    ranges: tuple[tuple[str, int, int], ...]
    pairs: tuple[MethodPair, ...]
    kendall: float | None
    least: float | None

    @property
    def always_first(self) -> tuple[str, ...]:
        """Options that are first in every ranking."""
        return tuple(o for o, count in self.winners if count == self.rankings)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "rankings": self.rankings,
            "kendall_mean": self.kendall,
            "kendall_least": self.least,
            "winners": dict(self.winners),
            "places": {option: {"best": best, "worst": worst} for option, best, worst in self.ranges},
            "method_pairs": [
                {
                    "methods": [p.first, p.second],
                    "kendall_mean": p.kendall,
                    "kendall_least": p.least,
                    "spearman_mean": p.spearman,
                    "same_winner": p.same_winner,
                    "furthest": {"option": p.furthest[0], "places": p.furthest[1]},
                }
                for p in self.pairs
            ],
        }


@dataclass(frozen=True, eq=False)
class Comparison:
    """One table of places, methods x weights x scenarios.

    Parameters
    ----------
    options
        In the order of the study.
    rows
        One for each combination, methods slowest.
    weights_mean
        By method id, what weights mean to it: the same numbers ask different questions of different methods.
    """

    options: Options
    rows: tuple[ComparisonRow, ...]
    weights_mean: tuple[tuple[str, Text], ...]

    @property
    def sound(self) -> tuple[ComparisonRow, ...]:
        """The rows that hold a ranking."""
        return tuple(row for row in self.rows if row.ranking is not None)

    @property
    def agreement(self) -> Agreement:
        """How far the rankings agree."""
        return _agreement(self)

    def where(self, keep: Callable[[ComparisonRow], bool]) -> Comparison:
        """Return the comparison of the rows that pass a test."""
        return Comparison(self.options, tuple(row for row in self.rows if keep(row)), self.weights_mean)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame: method, weights, scenario, then one column of places per option."""
        import pandas as pd

        rows = [[r.method, r.weights, r.scenario, *(r.places.get(o) for o in self.options.ids)] for r in self.rows]
        return pd.DataFrame(rows, columns=["method", "weights", "scenario", *self.options.ids])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        rows = []
        for row in self.rows:
            told = {"problem": row.problem} if row.problem else {}
            rows.append(
                {
                    "method": row.method,
                    "weights": row.weights,
                    "scenario": row.scenario,
                    "places": row.places,
                    **told,
                }
            )
        return {
            "rows": rows,
            "agreement": self.agreement.to_dict(),
            "weights_mean": {method: str(meaning) for method, meaning in self.weights_mean},
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["method", "weights", "scenario", *(o.label for o in self.options)]
        rows = [
            [r.method, r.weights, r.scenario or "–", *(str(r.places.get(o, "–")) for o in self.options.ids)]
            for r in self.rows
        ]
        return head, rows

    def __repr__(self) -> str:
        return text_table(*self._cells(), left=3)

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), left=3)


def compare_study(
    study: Study,
    *,
    methods: Sequence[str | Method] | None = None,
    weights: Sequence[GivenWeights] | None = None,
    scenarios: Sequence[str | None] | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
) -> Comparison:
    """Rank a study in every combination; a method that cannot be applied leaves its reason, and the others go on.

    Parameters
    ----------
    methods, weights, scenarios
        By default all methods, all profiles, and all scenarios (the base scores where the study has none).

    Raises
    ------
    McdaError
        An unknown name, or an empty list.
    """
    chosen = [as_method(m) for m in (methods if methods is not None else [m.id for m in ALL])]
    profiles: list[GivenWeights] = list(weights) if weights is not None else list(study.profiles)
    worlds: list[str | None] = list(scenarios) if scenarios is not None else [*study.scenarios] or [None]
    for name, count in (("methods", len(chosen)), ("weights", len(profiles)), ("scenarios", len(worlds))):
        if not count:
            raise McdaError(f"nothing to compare: the list of {name} is empty")
    rows = [
        _row(study, method, given, scenario, update, variant, on)
        for method in chosen
        for given in profiles
        for scenario in worlds
    ]
    meanings = dict.fromkeys((m.id, m.about.weights_mean) for m in chosen)
    return Comparison(study.options, tuple(rows), tuple(meanings))


def _row(
    study: Study,
    method: Method,
    weights: GivenWeights,
    scenario: str | None,
    update: str | None,
    variant: str | None,
    on: On,
) -> ComparisonRow:
    name = weights if isinstance(weights, str) else getattr(weights, "profile", "") or "given"
    try:
        ranking = rank_study(
            study, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on
        )
    except MethodError as problem:
        return ComparisonRow(method.id, name, scenario, None, str(problem))
    return ComparisonRow(method.id, name, scenario, ranking)


def _agreement(comparison: Comparison) -> Agreement:
    rows = comparison.sound
    ids = comparison.options.ids
    table = np.array([[row.places[o] for o in ids] for row in rows]).reshape(len(rows), len(ids))
    wins = (table == 1).sum(axis=0) if rows else np.zeros(len(ids), dtype=int)
    winners = sorted(
        ((o, int(n)) for o, n in zip(ids, wins, strict=True) if n), key=lambda pair: (-pair[1], ids.index(pair[0]))
    )
    ranges = [(o, int(table[:, i].min()), int(table[:, i].max())) for i, o in enumerate(ids)] if rows else []
    mean, least = _kendalls(table)
    return Agreement(len(rows), tuple(winners), tuple(ranges), _pairs(rows, ids), mean, least)


def _kendalls(table: Integers) -> tuple[float | None, float | None]:
    """Mean and lowest Kendall tau-b over all pairs of rankings, by one product instead of a loop over pairs."""
    i, j = np.triu_indices(table.shape[1], k=1)
    signs = np.sign(table[:, i] - table[:, j]).astype(np.float64)
    sizes = np.sqrt((signs * signs).sum(axis=1))
    told = sizes > 0
    taus = (signs[told] @ signs[told].T) / np.outer(sizes[told], sizes[told])
    pairs = taus[np.triu_indices(len(taus), k=1)]
    return (float(pairs.mean()), float(pairs.min())) if len(pairs) else (None, None)


def _pairs(rows: Sequence[ComparisonRow], ids: tuple[str, ...]) -> tuple[MethodPair, ...]:
    methods = list(dict.fromkeys(row.method for row in rows))
    by_case: dict[str, dict[tuple[str, str | None], ComparisonRow]] = {m: {} for m in methods}
    for row in rows:
        by_case[row.method][row.weights, row.scenario] = row
    return tuple(_pair(a, b, by_case[a], by_case[b], ids) for a, b in combinations(methods, 2))


def _pair(
    first: str,
    second: str,
    ours: dict[tuple[str, str | None], ComparisonRow],
    theirs: dict[tuple[str, str | None], ComparisonRow],
    ids: tuple[str, ...],
) -> MethodPair:
    cases = [case for case in ours if case in theirs]
    taus, rhos, same, gaps = [], [], 0, np.zeros(len(ids), dtype=int)
    for case in cases:
        a, b = (np.array([side[case].places[o] for o in ids]) for side in (ours, theirs))
        tau, rho = kendall_tau(a, b), spearman(a, b)
        taus.extend([] if tau is None else [tau])
        rhos.extend([] if rho is None else [rho])
        same += int(((a == 1) == (b == 1)).all())
        gaps = np.maximum(gaps, np.abs(a - b))
    furthest = int(gaps.argmax())
    return MethodPair(
        first,
        second,
        float(np.mean(taus)) if taus else None,
        float(np.mean(rhos)) if rhos else None,
        min(taus) if taus else None,
        same / len(cases) if cases else 0.0,
        (ids[furthest], int(gaps[furthest])),
    )
