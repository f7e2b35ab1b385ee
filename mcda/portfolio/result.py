"""The result of choosing a portfolio: the set, how sure it is, what it rests on, and what came close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from mcda.display import html_table, text_table
from mcda.frozen import FrozenDict, frozen
from mcda.language import plain
from mcda.portfolio.parts import (
    Clash,
    LimitUse,
    NearTie,
    Overflow,
    PortfolioRecipe,
    Relaxation,
    Worth,
    plain_number,
)
from mcda.portfolio.problem import PortfolioProblem, number
from mcda.portfolio.search import PortfolioStatus
from mcda.study.rules import Synergy

HAIR: Final = Fraction(1, 100)


@dataclass(frozen=True, eq=False)
class Portfolio:
    """The best set of options under the rules, or why there is none.

    Parameters
    ----------
    status
        "optimal" only where it is proven that no set is worth more; "feasible": a set, not proven best; "infeasible":
        no set obeys the rules; "undecided": the time ran out before one was found.
    options
        The set, in the order of the study; never the baseline.
    value
        In points, exact; None without a set.
    tied
        Every set with the same value, the winner first. The winner has the fewest options; among these it is the
        cheaper, by resources in their order; among these the earlier in the study.
    near_ties
        The next best sets and all within the share `within` of the best value, best first.
    near_ties_complete
        False where the search for them was cut short.
    worth
        For each limit and rule, what dropping it would add. It *binds* where that is more than nothing: a limit
        without slack need not bind, and one with slack can.
    overflows
        Criteria on which the gains leave the scale.
    clashes, least
        Where no set obeys the rules: demands that cannot hold together, none of which can be spared; and for each
        limit among them the least that would do with all other demands, or None where that would not help.
    """

    problem: PortfolioProblem
    status: PortfolioStatus
    options: tuple[str, ...] = ()
    value: Fraction | None = None
    tied: tuple[tuple[str, ...], ...] = ()
    near_ties: tuple[NearTie, ...] = ()
    near_ties_complete: bool = True
    within: Fraction = Fraction(1, 50)
    limits: tuple[LimitUse, ...] = ()
    worth: tuple[Worth, ...] = ()
    relaxation: Relaxation | None = None
    bound: float | None = None
    overflows: tuple[Overflow, ...] = ()
    clashes: tuple[Clash, ...] = ()
    least: Mapping[str, Fraction | None] = field(default_factory=FrozenDict)
    recipe: PortfolioRecipe = field(default_factory=PortfolioRecipe)
    solver: str = ""
    solver_version: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "least", frozen(self.least))

    @property
    def proven_optimal(self) -> bool:
        """True only where no set can be worth more."""
        return self.status is PortfolioStatus.OPTIMAL

    @property
    def score(self) -> float | None:
        """The value as a floating-point number."""
        return None if self.value is None else float(self.value)

    @property
    def resources(self) -> dict[str, Fraction]:
        """What the set uses of each resource; empty without a set."""
        return {use.resource: use.used for use in self.limits}

    @property
    def synergies(self) -> tuple[Synergy, ...]:
        """The synergies (points above 0) and conflicts (below 0) inside the set."""
        return self.problem.at_work(self.options)

    @property
    def binding(self) -> tuple[Worth, ...]:
        """The limits and rules that hold the value down."""
        return tuple(w for w in self.worth if w.binds)

    @property
    def runner_up(self) -> NearTie | None:
        """The next best set, a tie included."""
        return self.near_ties[0] if self.near_ties else None

    @property
    def within_reach(self) -> tuple[NearTie, ...]:
        """The near ties within the share `within` of the best value; the rest are only the next best."""
        return tuple(near for near in self.near_ties if near.share is not None and near.share <= self.within)

    @property
    def by_a_hair(self) -> bool:
        """True where the runner-up is behind by no more than 1% of the value."""
        value = self.value or Fraction(0)
        return self.runner_up is not None and self.runner_up.behind <= HAIR * abs(value)

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know beside the result, in words."""
        said = [str(overflow) for overflow in self.overflows]
        if self.status is PortfolioStatus.FEASIBLE:
            said.insert(0, "not proven optimal: the search was cut short")
        if len(self.tied) > 1:
            said.append(f"{len(self.tied)} sets tie for the best value; the one with the fewest options is shown")
        if not self.near_ties_complete:
            said.append("there are more near ties than are listed; among equal sets the choice is not certain")
        return tuple(said)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; numbers are floating-point unless whole."""
        value = self.value
        return {
            "recipe": self.recipe.to_dict(),
            "status": self.status.value,
            "proven_optimal": self.proven_optimal,
            "options": list(self.options),
            "value": None if value is None else float(value),
            "exact_value": None if value is None else str(value),
            "resources": {use.resource: plain_number(use.used) for use in self.limits},
            "limits": [use.to_dict() for use in self.limits],
            "binding": [worth.to_dict() for worth in self.binding],
            "synergies": [{"of": list(s.of), "points": plain_number(s.points)} for s in self.synergies],
            "tied": [list(options) for options in self.tied],
            "near_ties": [near.to_dict() for near in self.within_reach],
            "next_best": [near.to_dict() for near in self.near_ties if near not in self.within_reach],
            "near_ties_within": float(self.within),
            "near_ties_complete": self.near_ties_complete,
            "by_a_hair": self.by_a_hair,
            "relaxation": None if self.relaxation is None else self.relaxation.to_dict(),
            "bound": self.bound,
            "overflows": [overflow.to_dict() for overflow in self.overflows],
            "clashes": [
                {"kind": c.demand.kind, "options": list(c.demand.options), "words": str(c)} for c in self.clashes
            ],
            "least": {r: None if a is None else plain_number(a) for r, a in self.least.items()},
            "notices": list(self.notices),
            "solver": f"{self.solver} {self.solver_version}".strip(),
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        uses = self.problem.uses
        head = ["option", "points", *uses]
        rows = [
            [o, f"{float(self.problem.benefits[o]):.4g}", *(number(by.get(o, Fraction(0))) for by in uses.values())]
            for o in self.options
        ]
        rows += [[" + ".join(s.of), f"{float(s.points):+.4g}", *("" for _ in uses)] for s in self.synergies]
        total = f"{float(self.value or 0):.4g}"
        rows.append(["together", total, *(number(use.used) for use in self.limits)])
        if any(use.limit is not None for use in self.limits):
            rows.append(["limit", "", *("" if u.limit is None else number(u.limit) for u in self.limits)])
        return head, rows

    def _head(self) -> str:
        if self.status is PortfolioStatus.INFEASIBLE:
            return "No portfolio satisfies the rules."
        if self.value is None:
            return "No portfolio was found in the time given."
        proof = "optimal, proven" if self.proven_optimal else "not proven optimal"
        return f"{len(self.options)} options worth {float(self.value):.4g} points ({proof})"

    def _lines(self) -> list[str]:
        if self.clashes:
            lines = ["These cannot hold together:", *(f"  - {clash}" for clash in self.clashes)]
            lines += [
                f"Least {r} with all other rules: {number(a)}" if a is not None else f"No {r} would be enough"
                for r, a in self.least.items()
            ]
            return lines
        lines = [f"binds: {w.demand} (without it {float(w.gain or 0):+.4g} points)" for w in self.binding]
        near = self.runner_up
        if near is not None:
            share = "" if near.share is None else f", {float(near.share):.2%}"
            behind = f"{float(near.behind):.4g} points{share} behind{': won by a hair' if self.by_a_hair else ''}"
            lines.append(f"runner-up: {', '.join(near.options) or 'nothing'} ({behind})")
        if self.relaxation is not None:
            lines.append(f"upper bound with parts of options: {self.relaxation.bound:.4g}")
        return [*lines, *(f"note: {notice}" for notice in self.notices)]

    def __repr__(self) -> str:
        table = [text_table(*self._cells())] if self.value is not None else []
        return "\n".join([plain(str(self.recipe)), self._head(), *table, *(plain(line) for line in self._lines())])

    def _repr_html_(self) -> str:
        table = self._cells() if self.value is not None else (["portfolio"], [])
        notes = html_table(["notes"], [[line.strip(" -")] for line in self._lines()]) if self._lines() else ""
        return html_table(*table, caption=f"{self.recipe}; {self._head()}") + notes
