"""What a reader must know of a method before trusting its ranking."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, get_args

from mcda.errors import MethodError
from mcda.language import LANGUAGES, Text
from mcda.scales import Level

Family = Literal["value", "reference", "ratio", "outranking", "ordinal", "disaggregation"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)

Property = Literal["dominance", "monotonicity", "rank_reversal", "copies"]
PROPERTIES: Final[dict[Property, str]] = {
    "dominance": "an option at least as good everywhere never ranks lower",
    "monotonicity": "raising a score never costs its option a place",
    "rank_reversal": "taking one option away leaves the order of the others as it was",
    "copies": "adding a copy of an option leaves the order of the others as it was",
}


def both(english: str, korean: str) -> Text:
    """Return a text in both languages of the package."""
    return Text.of({"en": english, "ko": korean})


class Breach(NamedTuple):
    """A property the method does not have, and how that comes about."""

    property: Property
    why: Text


@dataclass(frozen=True, kw_only=True)
class About:
    """Name, source and meaning of a method.

    Parameters
    ----------
    name, summary
        As a reader sees them; the summary is one sentence about which option wins.
    reference, doi
        Where the formula comes from.
    family
        The word of the textbook: "value", "reference", "ratio", "outranking", "ordinal", "disaggregation".
    level
        What arithmetic the performances must bear under the default parameters.
    compensatory
        True where a bad score can be bought back by a good one.
    weights_mean
        What a weight means to this method, in one sentence: the same number means different things to others.
    breaks
        The properties it is known not to have.
    """

    name: Text
    summary: Text
    reference: str
    doi: str
    family: Family
    level: Level
    compensatory: bool
    weights_mean: Text
    breaks: tuple[Breach, ...] = ()

    def __post_init__(self) -> None:
        for field in ("reference", "doi"):
            if not getattr(self, field).strip():
                raise MethodError(f"about {self.name}: no {field}; say where the formula comes from")
        if self.family not in FAMILIES:
            raise MethodError(f"about {self.name}: {self.family!r} is not a family; allowed: {', '.join(FAMILIES)}")
        for breach in self.breaks:
            if breach.property not in PROPERTIES:
                raise MethodError(
                    f"about {self.name}: {breach.property!r} is not a property; allowed: {', '.join(PROPERTIES)}"
                )

    @property
    def missing(self) -> tuple[str, ...]:
        """Texts that lack a language of the package: ("summary.ko", ...)."""
        texts = {"name": self.name, "summary": self.summary, "weights_mean": self.weights_mean}
        texts |= {f"breaks.{breach.property}": breach.why for breach in self.breaks}
        return tuple(f"{what}.{tongue}" for what, text in texts.items() for tongue in LANGUAGES if not text.has(tongue))

    def lacks(self, name: Property) -> bool:
        """Tell whether the method is known not to have a property."""
        return any(breach.property == name for breach in self.breaks)
