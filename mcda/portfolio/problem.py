"""A portfolio problem: which options to take together, in exact numbers and with every rule as the study states it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from mcda.errors import McdaError, PortfolioError, unknown
from mcda.frozen import FrozenDict, frozen
from mcda.language import Text
from mcda.scales import exact
from mcda.study.rules import AtLeast, AtMost, Needs, Rule, Synergy

DemandKind = Literal["limit", "at_most", "at_least", "needs", "require", "forbid"]


@dataclass(frozen=True)
class Demand:
    """One thing that a portfolio must obey.

    Parameters
    ----------
    kind
        "limit", "at_most", "at_least", "needs", "require" or "forbid".
    options
        Whom it is about; for "needs", the one option that needs something.
    count
        For "at_most" and "at_least".
    any_of
        For "needs": one of these must be there.
    resource, amount
        For "limit".
    why
        The reason the study gives.

    Examples
    --------
    >>> print(Demand("needs", ("mega_science",), any_of=("joint_committee",)))
    mega_science needs joint_committee
    """

    kind: DemandKind
    options: tuple[str, ...] = ()
    count: int = 0
    any_of: tuple[str, ...] = ()
    resource: str = ""
    amount: Fraction = Fraction(0)
    why: Text | None = None

    def holds(self, chosen: Collection[str], used: Mapping[str, Fraction]) -> bool:
        """Tell whether a set of options obeys it, given what the set uses of each resource."""
        among = sum(o in chosen for o in self.options)
        if self.kind == "limit":
            return used[self.resource] <= self.amount
        if self.kind == "at_most":
            return among <= self.count
        if self.kind == "at_least":
            return among >= self.count
        if self.kind == "needs":
            return among == 0 or any(o in chosen for o in self.any_of)
        return (among > 0) == (self.kind == "require")

    def __str__(self) -> str:
        names = ", ".join(self.options)
        if self.kind == "limit":
            return f"{self.resource}: at most {number(self.amount)}"
        if self.kind in ("at_most", "at_least"):
            return f"{self.kind.replace('_', ' ')} {self.count} of: {names}"
        if self.kind == "needs":
            what = f"needs {' or '.join(self.any_of)}" if self.any_of else "needs something that is not to be had"
            return f"{names} {what}"
        return f"{self.kind} {names}"


@dataclass(frozen=True)
class CriterionGain:
    """What each option adds to one criterion over the baseline, on values of 0 to 100, if it succeeds.

    Parameters
    ----------
    baseline
        The value of the baseline.
    gains
        By option, its value minus the baseline's.
    """

    criterion: str
    baseline: Fraction
    gains: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        object.__setattr__(self, "gains", frozen(self.gains))


@dataclass(frozen=True)
class PortfolioProblem:
    """Options with benefits, what they use, and what the chosen set must obey.

    Numbers may be given as int, float (taken as written) or Fraction; they are kept exact.

    Parameters
    ----------
    options
        Ids in the order of the study.
    benefits
        By option, the points it adds to the portfolio's value; may be negative.
    uses
        By resource, what each option takes of it; an option left out takes nothing.
    limits
        By resource, how much there is. A resource without a limit is only counted.
    rules
        The rules in force: `AtMost`, `AtLeast`, `Needs`.
    synergies
        Points gained or lost when all of a group are chosen.
    require, forbid
        Options that must, or must not, be in the set.
    gains, chances
        By criterion, and by option: what the benefits were made of; only for the notice on criteria that overflow.
    whys
        By resource, the reason for its limit.

    Raises
    ------
    PortfolioError, NameUnknownError
        A number that is not finite, a name that is not an option or a resource, a group without options, or an option
        both required and forbidden.

    Examples
    --------
    >>> problem = PortfolioProblem(("a", "b"), {"a": 3, "b": 4}, {"cost": {"a": 4, "b": 8}}, {"cost": 10})
    >>> problem.value(["b"]), problem.used(["a", "b"])["cost"], [str(d) for d in problem.broken(["a", "b"])]
    (Fraction(4, 1), Fraction(12, 1), ['cost: at most 10'])
    """

    options: tuple[str, ...]
    benefits: Mapping[str, Fraction]
    uses: Mapping[str, Mapping[str, Fraction]] = field(default_factory=FrozenDict)
    limits: Mapping[str, Fraction] = field(default_factory=FrozenDict)
    rules: tuple[Rule, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    gains: tuple[CriterionGain, ...] = ()
    chances: Mapping[str, Fraction] = field(default_factory=FrozenDict)
    whys: Mapping[str, Text | None] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        for name in ("options", "rules", "synergies", "gains"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in ("require", "forbid"):
            object.__setattr__(self, name, tuple(dict.fromkeys(getattr(self, name))))
        if len(set(self.options)) < len(self.options):
            raise PortfolioError("two options have the same id; every option needs its own")
        benefits = {o: amount(b, f"the benefit of {o!r}") for o, b in self.benefits.items()}
        uses = {
            r: frozen({o: amount(u, f"what {o!r} uses of {r!r}") for o, u in by.items()}) for r, by in self.uses.items()
        }
        limits = {r: amount(a, f"the limit of {r!r}") for r, a in self.limits.items()}
        for name, mapping in (("benefits", benefits), ("uses", uses), ("limits", limits)):
            object.__setattr__(self, name, frozen(mapping))
        for name in ("chances", "whys"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
        self._check_names()

    def _check_names(self) -> None:
        for option in self.options:
            if option not in self.benefits:
                raise PortfolioError(f"no benefit for option {option!r}; expected one for each option")
        groups = [list(self.benefits), list(self.require), list(self.forbid), *map(list, self.uses.values())]
        groups += [[*d.options, *d.any_of] for d in map(_of_rule, self.rules)]
        groups += [list(s.of) for s in self.synergies]
        for option in (o for group in groups for o in group):
            if option not in self.options:
                raise unknown("option of this portfolio", option, self.options)
        for resource in self.limits:
            if resource not in self.uses:
                raise unknown("resource", resource, self.uses)
        for synergy in self.synergies:
            if len(set(synergy.of)) < 2:
                raise PortfolioError(f"a synergy of {', '.join(synergy.of) or 'nothing'}; expected two options or more")
        for option in self.require:
            if option in self.forbid:
                raise PortfolioError(f"{option!r} is both required and forbidden; drop one of the two")

    @property
    def demands(self) -> tuple[Demand, ...]:
        """All that a set must obey, one by one: rules, limits, forbidden and required options."""
        return (
            *(_of_rule(rule) for rule in self.rules),
            *(Demand("limit", resource=r, amount=a, why=self.whys.get(r)) for r, a in self.limits.items()),
            *(Demand("forbid", (o,)) for o in self.forbid),
            *(Demand("require", (o,)) for o in self.require),
        )

    def sort(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """Return the options in the order of the study, each once."""
        wanted = set(chosen)
        return tuple(o for o in self.options if o in wanted)

    def value(self, chosen: Collection[str]) -> Fraction:
        """Return the exact value of a set: its benefits and its synergies."""
        return sum((self.benefits[o] for o in set(chosen)), Fraction(0)) + sum(
            (s.points for s in self.at_work(chosen)), Fraction(0)
        )

    def at_work(self, chosen: Collection[str]) -> tuple[Synergy, ...]:
        """Return the synergies and conflicts inside a set."""
        return tuple(s for s in self.synergies if all(o in chosen for o in s.of))

    def used(self, chosen: Collection[str]) -> dict[str, Fraction]:
        """Return what a set uses of each resource."""
        kept = set(chosen)
        return {r: sum((u for o, u in by.items() if o in kept), Fraction(0)) for r, by in self.uses.items()}

    def broken(self, chosen: Collection[str]) -> tuple[Demand, ...]:
        """Return the demands that a set does not obey; empty where it may be chosen."""
        used = self.used(chosen)
        return tuple(d for d in self.demands if not d.holds(chosen, used))

    def without(self, demand: Demand) -> PortfolioProblem:
        """Return the same problem with one demand dropped."""
        if demand.kind == "limit":
            return replace(self, limits={r: a for r, a in self.limits.items() if r != demand.resource})
        if demand.kind in ("require", "forbid"):
            kept = tuple(o for o in getattr(self, demand.kind) if o not in demand.options)
            return replace(self, require=kept) if demand.kind == "require" else replace(self, forbid=kept)
        at = next(i for i, rule in enumerate(self.rules) if _of_rule(rule) == demand)
        return replace(self, rules=self.rules[:at] + self.rules[at + 1 :])


def amount(given: Fraction | int | float | str, what: str) -> Fraction:
    """Read a number exactly as it is written, or say what is wrong with it.

    Raises
    ------
    PortfolioError
        It is not a finite number.
    """
    if isinstance(given, bool):
        raise PortfolioError(f"{what} is {given!r}; expected a finite number")
    try:
        return exact(given)
    except McdaError:
        raise PortfolioError(f"{what} is {given!r}; expected a finite number") from None


def number(given: Fraction) -> str:
    """Write a number for a reader: whole where it is whole, else to six digits.

    >>> number(Fraction(800)), number(Fraction(1, 3))
    ('800', '0.333333')
    """
    return str(given.numerator) if given.denominator == 1 else f"{float(given):.6g}"


def _of_rule(rule: Rule) -> Demand:
    if isinstance(rule, AtMost):
        return Demand("at_most", tuple(dict.fromkeys(rule.of)), rule.count, why=rule.why)
    if isinstance(rule, AtLeast):
        return Demand("at_least", tuple(dict.fromkeys(rule.of)), rule.count, why=rule.why)
    if isinstance(rule, Needs):
        return Demand("needs", (rule.option,), any_of=tuple(dict.fromkeys(rule.any_of)), why=rule.why)
    raise PortfolioError(f"{type(rule).__name__} is not a rule of a portfolio; expected AtMost, AtLeast or Needs")
