"""What a report is made of: sections of frozen blocks, without any format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mcda.frozen import FrozenDict
from mcda.language import Language
from mcda.plot import Plot


@dataclass(frozen=True)
class Strong:
    """Words that matter most in their line."""

    text: str


@dataclass(frozen=True)
class Aside:
    """Words that matter less, below what they belong to."""

    text: str


@dataclass(frozen=True)
class Code:
    """Something to type or compare letter by letter."""

    text: str


@dataclass(frozen=True)
class Foreign:
    """Words in another language than the report's, so that a screen reader says them right."""

    text: str
    language: str


@dataclass(frozen=True)
class Link:
    """Words that lead to an address; only http and https addresses become clickable."""

    text: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Reference:
    """A statement's id that leads to its row in the list of sources."""

    id: str
    mark: str = ""


Inline = str | Strong | Aside | Code | Foreign | Link | Reference
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    line: Line


@dataclass(frozen=True)
class Bullets:
    """A list, numbered or not."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and what is said about it."""

    pairs: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Notice:
    """Something the reader must not overlook.

    Parameters
    ----------
    kind
        "verdict": the answer; "caution": what limits it.
    """

    lines: tuple[Line, ...]
    kind: Literal["verdict", "caution"] = "caution"


@dataclass(frozen=True)
class Column:
    """The head of a column.

    Parameters
    ----------
    note
        A second line under the head: a unit, a full name.
    side
        "left" for words, "right" for numbers, "middle" for places and marks.
    marked
        True for the column that was chosen.
    """

    head: str
    note: str = ""
    side: Literal["left", "right", "middle"] = "left"
    marked: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a table; the cell under `Table.head_column` names it.

    Parameters
    ----------
    anchor
        The id of the statement that references lead here for, or "".
    marked
        True for a row that stands out.
    """

    cells: tuple[Line, ...]
    anchor: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Group:
    """A heading between the rows of a table."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table with a caption.

    Parameters
    ----------
    head_column
        Number of the column whose cells name the rows.
    shape
        "narrow": fits a page; "wide": many columns of numbers; "text": columns of sentences.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    head_column: int = 0
    shape: Literal["narrow", "wide", "text"] = "narrow"


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure with its caption.

    Parameters
    ----------
    name
        Short, for the name of a file.
    """

    name: str
    plot: Plot
    caption: str


Block = Paragraph | Bullets | Facts | Notice | Table | Picture


@dataclass(frozen=True, eq=False)
class Section:
    """A heading with blocks and sections below it.

    Parameters
    ----------
    id
        `[a-z][a-z0-9-]*`, unique in the report.
    """

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()

    @property
    def empty(self) -> bool:
        """True where there is nothing to read but the heading."""
        return not self.blocks and all(part.empty for part in self.parts)

    def pruned(self) -> Section:
        """Return the section without the parts that say nothing."""
        return Section(self.id, self.title, self.blocks, tuple(p.pruned() for p in self.parts if not p.empty))


@dataclass(frozen=True, eq=False)
class Document:
    """A whole report, before it takes a form.

    Parameters
    ----------
    title, subtitle
        The study's title and what this is.
    labels
        The few words that a form needs of its own: "contents", "skip" ...
    notices
        What a reader must know before the first section, in whole sentences; also for a command line to say.
    """

    title: str
    subtitle: str
    language: Language
    sections: tuple[Section, ...]
    labels: Mapping[str, str] = field(default_factory=FrozenDict)
    notices: tuple[str, ...] = ()

    @property
    def pictures(self) -> Iterator[Picture]:
        """All figures, in the order of the report."""

        def of(section: Section) -> Iterator[Picture]:
            yield from (block for block in section.blocks if isinstance(block, Picture))
            for part in section.parts:
                yield from of(part)

        for section in self.sections:
            yield from of(section)


def line(*parts: Inline) -> Line:
    """Return a line of these parts, without empty ones.

    >>> line("a ", "", Strong("b"))
    ('a ', Strong(text='b'))
    """
    return tuple(part for part in parts if part != "")
