"""What `portfolio.yaml` may hold."""

from pydantic import Field

from mcda.study.fields import Evidence, Exact, Id, Words
from mcda.study.models import File


class LimitModel(File):
    """How much of a resource there is."""

    default: Exact | None = None
    levels: list[Exact] = Field(default_factory=list)
    name: Words | None = None
    unit: Words | None = None
    why: Words | None = None
    evidence: Evidence | None = None


class RuleModel(File):
    """One rule: `at_most` or `at_least` so many `of` some options, or what an `option` needs."""

    at_most: int | None = None
    at_least: int | None = None
    of: list[Id] | None = None
    option: Id | None = None
    needs: list[Id] | None = Field(None, description="All of these")
    needs_any: list[Id] | None = Field(None, description="At least one of these")
    only_in: Id | None = Field(None, description="The rule variant in which alone it holds")
    not_in: Id | None = Field(None, description="The rule variant in which it is dropped")
    status: Words | None = None
    why: Words | None = None
    evidence: Evidence | None = None


class SynergyModel(File):
    """Points gained (or lost) when all of these options are chosen."""

    of: list[Id] = Field(min_length=2)
    points: Exact
    why: Words | None = None
    evidence: Evidence | None = None


class ExternalModel(File):
    """What an option needs from outside."""

    option: Id
    what: Words
    status: Words | None = None
    why: Words | None = None
    evidence: Evidence | None = None


class VariantModel(File):
    """A variant of the portfolio's rules, off unless asked for."""

    name: Words
    why: Words | None = None


class PortfolioModel(File):
    """`portfolio.yaml`: limits, rules and synergies, each with its reason."""

    limits: dict[Id, LimitModel] = Field(default_factory=dict)
    rules: list[RuleModel] = Field(default_factory=list)
    synergies: list[SynergyModel] = Field(default_factory=list)
    external: list[ExternalModel] = Field(default_factory=list)
    variants: dict[Id, VariantModel] = Field(default_factory=dict)
    notes: list[Words] = Field(default_factory=list)
