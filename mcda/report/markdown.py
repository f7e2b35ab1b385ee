"""Markdown: the same document as text, in which no name can turn into markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from mcda.language import plain
from mcda.report.blocks import (
    Aside,
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Foreign,
    Group,
    Inline,
    Line,
    Link,
    Notice,
    Paragraph,
    Picture,
    Reference,
    Row,
    Section,
    Strong,
    Table,
    line,
)
from mcda.report.html import safe_address

_MARKUP: Final = re.compile(r"([\\`*_\[\]~^|])")
_ENTITIES: Final = {"$": "&#36;", "{": "&#123;", "}": "&#125;", "@": "&#64;"}
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_LINE_START: Final = re.compile(r"^(\d*)([#+=.)-])")


def to_markdown(document: Document, figures: str) -> str:
    """Return the document as GitHub-flavoured Markdown.

    Parameters
    ----------
    figures
        Where the figures are, as it stands in the links.
    """
    parts = [f"# {escaped(document.title)}", f"*{escaped(document.subtitle)}*"]
    parts += [_block(Notice((line(notice),)), document, figures) for notice in document.notices]
    for section in document.sections:
        parts += _section(section, 2, document, figures)
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Return a text as it will be read, on one line, whatever signs are in it.

    >>> escaped("a|b *c* <b> https://x.org")
    'a\\|b \\*c\\* &lt;b&gt; https&#58;//x.org'
    """
    one_line = " ".join(plain(text).split())
    safe = _ENTITY.sub("&amp;", one_line).replace("<", "&lt;").replace(">", "&gt;")
    safe = _MARKUP.sub(r"\\\1", safe)
    safe = "".join(_ENTITIES.get(letter, letter) for letter in safe)
    safe = re.sub(r"(?i)\b(https?|ftp):", r"\1&#58;", safe)
    return re.sub(r"(?i)\bwww\.", "www&#46;", safe)


def _section(section: Section, level: int, document: Document, figures: str) -> list[str]:
    parts = [f"{'#' * min(level, 6)} {escaped(section.title)}"]
    parts += [_block(block, document, figures) for block in section.blocks]
    for part in section.parts:
        parts += _section(part, level + 1, document, figures)
    return [part for part in parts if part]


def _block(block: Block, document: Document, figures: str) -> str:
    writers: dict[type, Callable[[Any], str]] = {
        Paragraph: lambda b: _started(b.line),
        Bullets: _bullets,
        Facts: lambda b: "\n".join(f"- **{escaped(term)}:** {_line(said)}" for term, said in b.pairs),
        Notice: lambda b: "\n>\n".join(f"> {_started(each)}" for each in b.lines),
        Table: _table,
        Picture: lambda b: _picture(b, document, figures),
    }
    return writers[type(block)](block)


def _bullets(block: Bullets) -> str:
    return "\n".join(f"{f'{i}.' if block.numbered else '-'} {_started(each)}" for i, each in enumerate(block.lines, 1))


def _picture(block: Picture, document: Document, figures: str) -> str:
    alt = escaped(block.plot.alt(document.language))
    return f"![{alt}]({figures}/{block.name}.svg)\n\n*{escaped(block.caption)}*"


def _table(block: Table) -> str:
    sides = {"left": ":---", "right": "---:", "middle": ":---:"}
    heads = [escaped(f"{c.head} ({c.note})" if c.note else c.head) for c in block.columns]
    lines = [f"**{escaped(block.caption)}**", "", _row(heads), _row([sides[c.side] for c in block.columns])]
    lines += [_group(row, len(heads)) if isinstance(row, Group) else _cells(row) for row in block.rows]
    return "\n".join(lines)


def _group(group: Group, columns: int) -> str:
    return _row([f"**{escaped(group.text)}**", *[""] * (columns - 1)])


def _cells(row: Row) -> str:
    return _row([_line(cell) for cell in row.cells])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _started(parts: Line) -> str:
    """Return a line that stands at the start of a block, where a sign or a number could open a list or a heading."""
    return _LINE_START.sub(r"\1\\\2", _line(parts))


def _line(parts: Line) -> str:
    return "".join(_inline(part) for part in parts)


def _inline(part: Inline) -> str:
    if isinstance(part, str):
        lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
        return (" " if lead else "") + escaped(part) + (" " if tail and part.strip() else "")
    if isinstance(part, Strong):
        return f"**{escaped(part.text)}**" if part.text.strip() else ""
    if isinstance(part, Code):
        return _code(part.text)
    if isinstance(part, Reference):
        return escaped(f"{part.id}{part.mark}")
    if isinstance(part, Foreign | Aside):
        return escaped(part.text)
    return _link(part)


def _code(text: str) -> str:
    """Return text between backticks, more of them than it holds; a bar would end a table's cell, so it is spelled."""
    shown = " ".join(plain(text).split())
    if "|" in shown or "{{" in shown or "{%" in shown or "<" in shown:
        return escaped(shown)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _link(part: Link) -> str:
    address = safe_address(part.address)
    if not address:
        return escaped(part.text)
    target = "".join(f"%{ord(c):02X}" if c in '<>()[]\\|`{}"' else c for c in address)
    return f"[{escaped(part.text)}](<{target}>)"
