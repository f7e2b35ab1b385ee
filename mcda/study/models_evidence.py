"""What the files in `evidence/` may hold."""

from typing import Literal

from pydantic import Field

from mcda.study.fields import Cited, Evidence, Filled, Id, Sign, Words
from mcda.study.models import File


class StatementModel(File):
    """A numbered statement of the source or of the public record."""

    quote: Filled
    reading: Words | None = Field(None, description="What the analyst takes from a statement of the source")
    fact: Words | None = Field(None, description="The figure or fact of a public item")
    place: str | None = Field(None, description="Where in the source it stands")
    publisher: str | None = None
    title: Words | None = None
    date: str | None = None
    address: str | None = None
    signs: dict[Id, Sign] = Field(default_factory=dict, description="For (+), against (-), both (±), context (0)")
    criteria: list[Id] = Field(default_factory=list)
    options: list[Id] = Field(default_factory=list)
    scenarios: list[Id] = Field(default_factory=list)
    remark: Words | None = None
    caution: Words | None = None
    timing: Literal["before", "same_time", "after"] = "before"
    background: bool = Field(False, description="True where nothing cites it")


class StatementsModel(File):
    """`evidence/<name>.yaml`: numbered statements."""

    title: Words
    note: Words | None = None
    statements: dict[Cited, StatementModel]


class ContradictionModel(File):
    """One line of the ledger."""

    source: Words
    record: Words
    treatment: Words
    evidence: Evidence | None = None


class LedgerModel(File):
    """`evidence/ledger.yaml`: where the source and the public record differ."""

    title: Words
    contradictions: list[ContradictionModel]


class GapsModel(File):
    """`evidence/gaps.yaml`: what was looked for and not found."""

    title: Words
    gaps: list[Words]
