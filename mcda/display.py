"""How a table of results looks in a terminal and in a notebook: aligned, and with everything escaped."""

import unicodedata
from collections.abc import Mapping, Sequence
from html import escape

from mcda.language import plain


def width(text: str) -> int:
    """Columns a text takes in a terminal; Korean letters take two.

    >>> width("균형"), width("ab")
    (4, 2)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1, align: str = "") -> str:
    """Align cells in columns.

    Parameters
    ----------
    left
        So many first columns go to the left, the others to the right.
    align
        One letter per column, "l" or "r", in place of `left`.

    Examples
    --------
    >>> print(text_table(["place", "option"], [["1", "hedge"], ["12", "동맹"]], align="rl"))
    place  option
        1  hedge
       12  동맹
    """
    table = [[plain(cell).replace("\n", " ") for cell in row] for row in (head, *rows)]
    widths = [max(width(row[i]) for row in table) for i in range(len(head))]
    sides = _sides(len(head), left, align)

    def pad(cell: str, i: int) -> str:
        space = " " * (widths[i] - width(cell))
        return cell + space if sides[i] == "l" else space + cell

    return "\n".join("  ".join(pad(cell, i) for i, cell in enumerate(row)).rstrip() for row in table)


def html_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    left: int = 1,
    align: str = "",
    below: Sequence[str] = (),
) -> str:
    """Return the same table for Jupyter, with lines below it; every text is escaped and there is no script."""
    sides = _sides(len(head), left, align)

    def cell(tag: str, text: str, i: int) -> str:
        side = "left" if sides[i] == "l" else "right"
        return f'<{tag} style="text-align:{side}">{escape(plain(text))}</{tag}>'

    title = f"<caption>{escape(plain(caption))}</caption>" if caption else ""
    top = "".join(cell("th", text, i) for i, text in enumerate(head))
    body = "".join(f"<tr>{''.join(cell('td', t, i) for i, t in enumerate(row))}</tr>" for row in rows)
    words = f"<p>{'<br>'.join(escape(plain(line)) for line in below)}</p>" if below else ""
    return f"<table>{title}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>{words}"


def shown(found: object) -> str:
    """Return a number, or numbers by name or in a row, in four digits and in one line.

    >>> shown({"a": 5 / 3, "b": (1, "x")})
    'a 1.667, b 1, x'
    """
    if isinstance(found, Mapping):
        return ", ".join(f"{name} {shown(each)}" for name, each in found.items())
    if isinstance(found, tuple):
        return ", ".join(shown(each) for each in found)
    return f"{found:.4g}" if isinstance(found, float) else str(found)


def _sides(columns: int, left: int, align: str) -> str:
    return align or "l" * left + "r" * (columns - left)
