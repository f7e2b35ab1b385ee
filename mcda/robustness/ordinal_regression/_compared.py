"""Options compared over all numbers of a set at once: necessary and possible preference, and extreme places."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from mcda.options import Options
from mcda.relation import Truths
from mcda.robustness.ordinal_regression._compatible import Compatible, Demand, Line
from mcda.robustness.ordinal_regression._fewest import fewest
from mcda.robustness.ordinal_regression.extreme_ranks import ExtremeRanks
from mcda.robustness.ordinal_regression.relations import PreferenceRelation


class Truth(NamedTuple):
    """The two relations, each of shape (n_options, n_options)."""

    necessary: Truths
    possible: Truths


@dataclass(frozen=True, eq=False)
class Compared:
    """Options whose value is a line times the numbers of a set.

    An option overtakes another when its value is higher by more than `tie`.

    Parameters
    ----------
    options
        In the order of the table.
    lines
        By option id.
    numbers
        The set; not empty.
    tie
        Differences up to this size are ties.
    at
        The node of the criteria tree.
    """

    options: Options
    lines: Mapping[str, Line]
    numbers: Compatible
    tie: Fraction = Fraction(0)
    at: str | None = None

    @property
    def necessary(self) -> PreferenceRelation:
        """Never overtaken."""
        return PreferenceRelation(self.options, "necessary", self._truth.necessary, self.at)

    @property
    def possible(self) -> PreferenceRelation:
        """Not always overtaken."""
        return PreferenceRelation(self.options, "possible", self._truth.possible, self.at)

    @cached_property
    def extreme_ranks(self) -> ExtremeRanks:
        """The best and the worst place of each option."""
        best, worst, unsettled = {}, {}, []
        n = len(self.options)
        for i, option in enumerate(self.options.ids):
            always = [not p for p in self._truth.possible[i]]
            never = self._truth.necessary[i].tolist()
            undecided = [o for o, a, b in zip(self.options.ids, always, never, strict=True) if not (a or b)]
            over = {o: Demand(self._gap(o, option, -self.tie), True) for o in undecided}
            under = {o: Demand(self._gap(option, o, self.tie)) for o in undecided}
            overtaking = fewest(undecided, partial(self._conflict, under))
            spared = fewest(undecided, partial(self._conflict, over))
            best[option] = 1 + sum(always) + overtaking.number
            # `never` holds the option itself.
            worst[option] = 1 + n - sum(never) - spared.number
            if not (overtaking.settled and spared.settled):
                unsettled.append(option)
        return ExtremeRanks(self.options, best, worst, self.at, tuple(unsettled))

    def _conflict(self, demands: Mapping[str, Demand], kept: frozenset[Hashable]) -> frozenset[Hashable] | None:
        return self.numbers.conflict({o: d for o, d in demands.items() if o in kept})

    def _gap(self, option: str, other: str, plus: Fraction = Fraction(0)) -> Line:
        """Return the value of one option less that of another, plus a number: the numbers add to one."""
        return tuple(a - b + plus for a, b in zip(self.lines[option], self.lines[other], strict=True))

    @cached_property
    def _truth(self) -> Truth:
        ids = self.options.ids
        tops = {(a, b): self._top(a, b) for a in ids for b in ids if a != b}
        necessary, possible = (np.ones((len(ids), len(ids)), dtype=np.bool_) for _ in range(2))
        for i, a in enumerate(ids):
            for j, b in enumerate(ids):
                if i != j:
                    necessary[i, j] = tops[b, a] <= self.tie
                    possible[i, j] = tops[a, b] > -self.tie or (tops[a, b] == -self.tie and self._reached(a, b))
        return Truth(necessary, possible)

    def _top(self, option: str, other: str) -> Fraction:
        gap = self._gap(option, other)
        # The set is part of the simplex, so a gap that is the same everywhere needs no program.
        return gap[0] if len(set(gap)) == 1 else self.numbers.top(gap)

    def _reached(self, option: str, other: str) -> bool:
        """Tell whether a gap that is highest at the edge of the set is had in it."""
        demands: dict[Hashable, Demand] = {option: Demand(self._gap(option, other, self.tie))}
        return self.numbers.conflict(demands) is None
