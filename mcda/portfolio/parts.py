"""The pieces of a portfolio result: its recipe, what it uses, what came close, and what clashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from mcda.frozen import FrozenDict, frozen
from mcda.portfolio.problem import Demand, number


@dataclass(frozen=True)
class PortfolioRecipe:
    """How a portfolio came about: everything needed to make it again.

    Parameters
    ----------
    weights, shares
        The profile's name, and the shares of the criteria without a role, which alone count.
    budget
        The limit of the budget criterion; None: unlimited, or no such criterion.
    limits
        Every limit in force, the budget included.
    """

    weights: str = ""
    shares: Mapping[str, float] = field(default_factory=FrozenDict)
    scenario: str | None = None
    update: str | None = None
    variant: str | None = None
    budget: Fraction | None = None
    limits: Mapping[str, Fraction] = field(default_factory=FrozenDict)
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    study: str = ""
    digest: str = ""
    version: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "shares", frozen(self.shares))
        object.__setattr__(self, "limits", frozen(self.limits))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        plain = {f: getattr(self, f) for f in self.__dataclass_fields__}
        return {
            **plain,
            "shares": dict(self.shares),
            "budget": None if self.budget is None else plain_number(self.budget),
            "limits": {r: plain_number(a) for r, a in self.limits.items()},
            "require": list(self.require),
            "forbid": list(self.forbid),
        }

    def __str__(self) -> str:
        parts = [f"weights: {self.weights or 'given'}"] if self.weights or self.shares else []
        parts += [f"{r} at most {number(a)}" for r, a in self.limits.items()]
        parts += [f"{what}: {name}" for what in ("scenario", "update", "variant") if (name := getattr(self, what))]
        parts += [f"{what}: {', '.join(ids)}" for what in ("require", "forbid") if (ids := getattr(self, what))]
        return ", ".join(["Portfolio", *parts])


@dataclass(frozen=True)
class LimitUse:
    """How much of a resource the set uses.

    Parameters
    ----------
    limit, slack
        How much there is, and how much is left; None where there is no limit.
    """

    resource: str
    used: Fraction
    limit: Fraction | None
    slack: Fraction | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        limit, slack = (None if x is None else plain_number(x) for x in (self.limit, self.slack))
        return {"resource": self.resource, "used": plain_number(self.used), "limit": limit, "slack": slack}


@dataclass(frozen=True)
class Worth:
    """What dropping one demand alone would add to the value of the best set.

    Parameters
    ----------
    gain
        Zero where it would add nothing; None where the search was cut short.
    """

    demand: Demand
    gain: Fraction | None

    @property
    def binds(self) -> bool:
        """True where the best set would be better without it."""
        return self.gain is not None and self.gain > 0

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        gain = None if self.gain is None else plain_number(self.gain)
        return {"kind": self.demand.kind, "words": str(self.demand), "resource": self.demand.resource, "gain": gain}


@dataclass(frozen=True)
class NearTie:
    """A set that came close.

    Parameters
    ----------
    behind
        How many points it is worth less than the winner; 0 for a tie.
    share
        The same as a share of the winner's value; None where that is 0.
    comes, goes
        The options that it has and the winner has not, and the other way round.
    """

    options: tuple[str, ...]
    value: Fraction
    behind: Fraction
    share: Fraction | None
    comes: tuple[str, ...]
    goes: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "options": list(self.options),
            "value": float(self.value),
            "behind": float(self.behind),
            "share": None if self.share is None else float(self.share),
            "comes": list(self.comes),
            "goes": list(self.goes),
        }


@dataclass(frozen=True)
class Relaxation:
    """The best value if options could be taken in part: no set can be worth more.

    Parameters
    ----------
    bound
        In points; a floating-point number of the solver.
    parts
        The options taken in part, with the part.
    gap
        The bound minus the value of the best set; None where there is none.
    """

    bound: float
    parts: Mapping[str, float]
    gap: float | None

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", frozen(self.parts))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {"bound": self.bound, "parts": dict(self.parts), "gap": self.gap}


@dataclass(frozen=True)
class Overflow:
    """A criterion on which the summed gains of the set leave the scale of 0 to 100.

    Parameters
    ----------
    expected
        The baseline's value plus the gains, each multiplied by its chance of success.
    undiscounted
        The same if every option succeeds.
    """

    criterion: str
    baseline: Fraction
    expected: Fraction
    undiscounted: Fraction

    @property
    def even_discounted(self) -> bool:
        """True where the expected gains alone leave the scale, not only those of a set in which all succeeds."""
        return not 0 <= self.expected <= 100

    def __str__(self) -> str:
        reach = f"{float(self.expected):.4g} ({float(self.undiscounted):.4g} if all succeed)"
        if min(self.expected, self.undiscounted) < 0:
            return f"{self.criterion}: losses add up to {reach} on a scale of 0 to 100; real ones end at 0"
        return f"{self.criterion}: gains add up to {reach} on a scale of 0 to 100; the value is an upper bound"

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        numbers = {name: float(getattr(self, name)) for name in ("baseline", "expected", "undiscounted")}
        return {"criterion": self.criterion, **numbers}


@dataclass(frozen=True)
class Clash:
    """One of the demands that cannot hold together.

    Parameters
    ----------
    words
        The demand, with what the options it names use of the limited resources in the clash.
    """

    demand: Demand
    words: str

    def __str__(self) -> str:
        return self.words


def plain_number(given: Fraction) -> int | float:
    """Return a number for JSON: whole where it is whole.

    >>> plain_number(Fraction(290)), plain_number(Fraction(25, 2))
    (290, 12.5)
    """
    return given.numerator if given.denominator == 1 else float(given)
