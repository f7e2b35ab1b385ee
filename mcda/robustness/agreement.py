"""What many rankings of the same options agree on, as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from mcda.ranking import Ranking
from mcda.robustness.correlation import kendall_tau, spearman

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


def agreement(rows: Sequence[ComparisonRow], ids: tuple[str, ...]) -> Agreement:
    """Work out what rankings of the same options agree on; rows without a ranking do not count."""
    rows = [row for row in rows if row.ranking is not None]
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
