"""What could be done: options, their scores, and the evidence each score rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.frozen import FrozenDict
from mcda.language import Text

Confidence = Literal["high", "medium", "low"]
Timing = Literal["before", "same_time", "after"]
Sign = Literal["+", "-", "±", "0"]

JUDGEMENT: Final = "judgement"


@dataclass(frozen=True)
class Statement:
    """A numbered statement that scores cite: of the source text, or of the public record.

    Parameters
    ----------
    id
        "S12", "P7": a letter for the collection and a number.
    quote
        The words as they stand, in their own language.
    reading
        What the analyst takes from it (for public evidence: the figure or fact).
    place
        Where in the source it stands, or "".
    publisher, title, date, address
        Of a public item; "" for the source text.
    signs
        By option id: does it speak for (+), against (-), both (±) or give context (0)?
    criteria
        Ids of the criteria it defines or feeds.
    timing
        Published "before" the study's date, at the "same_time", or "after" it.
    background
        True where nothing cites it and it is kept as background.
    collection
        The file it stands in, and that file's heading.
    """

    id: str
    quote: str
    reading: Text
    place: str = ""
    publisher: str = ""
    title: Text | None = None
    date: str = ""
    address: str = ""
    signs: Mapping[str, Sign] = field(default_factory=FrozenDict)
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    remark: Text | None = None
    caution: Text | None = None
    timing: Timing = "before"
    background: bool = False
    collection: str = ""

    @property
    def mark(self) -> str:
        """† where it postdates the study, ‡ where it is of the same time, else nothing."""
        return {"before": "", "same_time": "‡", "after": "†"}[self.timing]


@dataclass(frozen=True)
class Score:
    """How an option performs on a criterion, how sure that is, and why.

    Parameters
    ----------
    value, low, high
        In the criterion's unit; `low <= value <= high`.
    confidence
        How well the direction is supported.
    evidence
        Ids of the statements it cites; empty for a judgement.
    judgement
        True where no evidence was found: the score is the analyst's judgement.
    size_judged
        True where the evidence gives the direction and only the size is judged.
    why
        The reason, in words.
    """

    value: Fraction
    low: Fraction
    high: Fraction
    confidence: Confidence | None = None
    evidence: tuple[str, ...] = ()
    judgement: bool = False
    size_judged: bool = False
    why: Text | None = None


@dataclass(frozen=True)
class Option:
    """A policy choice.

    Parameters
    ----------
    kind
        A word for the kind of choice ("posture", "measure"), or "". Kinds are also ranked apart.
    baseline
        True for the one option that means "do nothing new".
    resources
        What it takes of each capacity of the portfolio, public cost excepted: that is a score.
    texts
        Further texts of the option file by field name: summary, action, prerequisites, horizon ...
    """

    id: str
    name: Text = field(default=Text.of(""))
    code: str = ""
    kind: str = ""
    baseline: bool = False
    resources: Mapping[str, Fraction] = field(default_factory=FrozenDict)
    evidence: tuple[str, ...] = ()
    texts: Mapping[str, Text] = field(default_factory=FrozenDict)

    @property
    def label(self) -> str:
        """The short name: the code, else the id."""
        return self.code or self.id


@dataclass(frozen=True)
class Options:
    """Options in a fixed order, found by id."""

    all: tuple[Option, ...]

    def __post_init__(self) -> None:
        twice = sorted(i for i, times in Counter(o.id for o in self.all).items() if times > 1)
        if twice:
            raise McdaError(f"options with the same id: {', '.join(twice)}; every option needs its own")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(o.id for o in self.all)

    @property
    def baseline(self) -> Option | None:
        """The option that means "do nothing new", if there is one."""
        return next((o for o in self.all if o.baseline), None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of choice in order of first appearance, without ""."""
        return tuple(dict.fromkeys(o.kind for o in self.all if o.kind))

    def __getitem__(self, option: str) -> Option:
        for each in self.all:
            if each.id == option:
                return each
        raise unknown("option", option, self.ids)

    def __iter__(self) -> Iterator[Option]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, option: object) -> bool:
        return option in self.ids

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", "code", "name", "kind"]
        rows = [[o.id, o.code, str(o.name), f"{o.kind} (baseline)" if o.baseline else o.kind] for o in self.all]
        return head, rows

    def __repr__(self) -> str:
        head, rows = self._cells()
        return text_table(head, rows, left=len(head))

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return html_table(head, rows, left=len(head))

    def select(self, ids: Sequence[str]) -> "Options":
        """Return the options with these ids, in this order."""
        return Options(tuple(self[i] for i in ids))
