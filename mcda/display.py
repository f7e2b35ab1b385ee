"""How a table of results looks in a terminal and in a notebook: aligned, and with everything escaped."""

import unicodedata
from collections.abc import Sequence
from html import escape

from mcda.language import plain


def width(text: str) -> int:
    """Columns a text takes in a terminal; Korean letters take two.

    >>> width("균형"), width("ab")
    (4, 2)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Align cells in columns; the first `left` columns to the left, the others to the right."""
    table = [[plain(cell).replace("\n", " ") for cell in row] for row in (head, *rows)]
    widths = [max(width(row[i]) for row in table) for i in range(len(head))]

    def pad(cell: str, i: int) -> str:
        space = " " * (widths[i] - width(cell))
        return cell + space if i < left else space + cell

    return "\n".join("  ".join(pad(cell, i) for i, cell in enumerate(row)).rstrip() for row in table)


def html_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "", left: int = 1) -> str:
    """Return the same table for Jupyter; every text is escaped and there is no script."""

    def cell(tag: str, text: str, i: int) -> str:
        side = "left" if i < left else "right"
        return f'<{tag} style="text-align:{side}">{escape(plain(text))}</{tag}>'

    title = f"<caption>{escape(plain(caption))}</caption>" if caption else ""
    top = "".join(cell("th", text, i) for i, text in enumerate(head))
    body = "".join(f"<tr>{''.join(cell('td', t, i) for i, t in enumerate(row))}</tr>" for row in rows)
    return f"<table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
