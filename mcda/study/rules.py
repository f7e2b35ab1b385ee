"""What a portfolio must obey, as a study states it: limits, rules and synergies, each with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mcda.frozen import FrozenDict
from mcda.language import Text


@dataclass(frozen=True)
class Limit:
    """How much of a resource there is.

    Parameters
    ----------
    resource
        "diplomatic_capital", "staff", ..., or the id of the criterion with `role: budget`.
    default
        The amount available unless another is asked for; None: unlimited unless asked.
    levels
        Amounts worth looking at, lowest first (the budgets of a report).
    """

    resource: str
    default: Fraction | None = None
    levels: tuple[Fraction, ...] = ()
    name: Text | None = None
    unit: Text | None = None
    why: Text | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """Common to all rules: the reason, and the rule variant it depends on.

    Parameters
    ----------
    only_in
        The rule holds only under this variant.
    not_in
        The rule is dropped under this variant.
    status
        What the study calls it ("hard", "strict variant only"), or None.
    """

    why: Text | None = None
    evidence: tuple[str, ...] = ()
    only_in: str | None = None
    not_in: str | None = None
    status: Text | None = None

    def holds(self, variant: str | None) -> bool:
        """Tell whether the rule is in force under a variant (None: no variant)."""
        return (self.only_in is None or self.only_in == variant) and (self.not_in is None or self.not_in != variant)


@dataclass(frozen=True, kw_only=True)
class AtMost(Rule):
    """At most `count` of these options."""

    count: int
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AtLeast(Rule):
    """At least `count` of these options."""

    count: int
    of: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Needs(Rule):
    """An option needs at least one of these; several rules for one option all hold.

    An empty `any_of` means that what it needs is not to be had: the option cannot be chosen.
    """

    option: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Synergy:
    """Points of portfolio value gained (or, below zero, lost) when all of these options are chosen."""

    of: tuple[str, ...]
    points: Fraction
    why: Text | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class External:
    """Something an option needs that no option here can give; told in words, held by no rule."""

    option: str
    what: Text
    status: Text | None = None
    why: Text | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class PortfolioRules:
    """The whole of `portfolio.yaml`.

    Parameters
    ----------
    limits
        By resource; the budget stands under the id of the criterion with `role: budget`.
    variants
        Names of rule variants ("strict") with what they mean.
    """

    limits: Mapping[str, Limit] = field(default_factory=FrozenDict)
    rules: tuple[Rule, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    external: tuple[External, ...] = ()
    variants: Mapping[str, Text] = field(default_factory=FrozenDict)
    notes: tuple[Text, ...] = ()
