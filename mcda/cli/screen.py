"""What the commands print: words for people, one JSON document for programs, progress on the side.

Nothing that a study says can drive the terminal: control characters are taken out and markup stays text. A reader that
closes the pipe early is no error, and a terminal that cannot show a letter gets a question mark in its place.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcda.errors import OutputError
from mcda.language import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# Windows says EINVAL where others say EPIPE.
_READER_LEFT = (errno.EPIPE, errno.EINVAL)


def prepare() -> None:
    """Make the streams show a question mark for what they cannot encode; closed ones swallow everything."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # lives as long as the program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def one_line(text: str) -> str:
    r"""Return a text without control characters, on one line.

    >>> one_line("a\n  b\x1b[31m")
    'a b[31m'
    """
    return " ".join(plain(text).split())


def write(text: str) -> None:
    """Write to stdout; a reader that has left is no error.

    Raises
    ------
    OutputError
        The output cannot be written, as on a full disk.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as problem:
        _silence_stdout()
        if problem.errno not in _READER_LEFT:
            raise OutputError(f"the output cannot be written: {problem.strerror}") from problem


def show_lines(lines: Sequence[str]) -> None:
    """Print lines as they are, however wide the terminal is, so that a program can read them line by line."""
    write("".join(f"{one_line(line)}\n" for line in lines))


def show(*parts: str | Table) -> None:
    """Print paragraphs and tables, wrapped to the terminal; an empty string is an empty line.

    What follows the first line of a paragraph is indented a little more than the first.
    """
    from rich.console import Console

    page = io.StringIO()
    terminal = sys.stdout.isatty() or None
    # A terminal that says it has no columns would get nothing at all.
    width = 80 if os.environ.get("COLUMNS", "").strip("0") == "" and "COLUMNS" in os.environ else None
    console = Console(file=page, force_terminal=terminal, width=width, highlight=False, markup=False, emoji=False)
    for part in parts:
        if isinstance(part, str):
            _paragraph(console, plain(part))
        else:
            console.print(part)
    text = page.getvalue()
    write(text if console.is_terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines()))


def _paragraph(console: Console, text: str) -> None:
    from rich.text import Text

    indent = len(text) - len(text.lstrip(" "))
    hanging = indent + 2 if indent else 0
    wrapped = Text(text.strip(" ")).wrap(console, max(20, console.width - hanging)) if text else [Text()]
    for i, line in enumerate(wrapped):
        console.print(Text(" " * (hanging if i else indent) + line.plain.rstrip()), soft_wrap=True)


def read_json(text: str) -> Any:
    """Read a JSON document in which no key stands twice.

    Raises
    ------
    ValueError
        It is no JSON.
    UsageError
        A key stands twice.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise click.UsageError(f"a key stands twice among {', '.join(key for key, _ in pairs)}; keep one")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=once)


def show_json(document: Mapping[str, object]) -> None:
    """Print one JSON document; letters that the stream cannot encode are written as escapes.

    Raises
    ------
    ValueError
        The document holds a number that is not finite.
    """
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(document, ensure_ascii=True, allow_nan=False, indent=2)
    write(f"{text}\n")


def tell(text: str) -> None:
    """Print to stderr: what concerns the run and not the result."""
    try:
        sys.stderr.write(f"{plain(text)}\n")
        sys.stderr.flush()
    except OSError:
        return


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    gap: int = 2,
    wrap_heads: bool = False,
) -> Table:
    """Return a table that wraps in its text columns.

    Parameters
    ----------
    right
        Numbers of the columns that are aligned to the right and never wrapped.
    gap
        Spaces between columns.
    wrap_heads
        Break the titles of the columns on the right between words, to save width.
    """
    from textwrap import fill

    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")
    for i, title in enumerate(head):
        aside = i in right
        words = fill(one_line(title), 11) if wrap_heads and aside else one_line(title)
        made.add_column(Text(words), justify="right" if aside else "left", overflow="fold", no_wrap=aside)
    for row in rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    return made


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on stderr what is going on, where a person is looking at it."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False, markup=False, emoji=False).status(f"{what} …"):
        yield


def figures(numbers: Sequence[float]) -> list[str]:
    """Write numbers with the same decimals, about four figures of the largest.

    >>> figures([63.8741, 56.4]), figures([0.75, -0.1234])
    (['63.87', '56.40'], ['0.7500', '-0.1234'])
    """
    largest = max((abs(number) for number in numbers), default=0.0)
    if 0 < largest < 1e-3 or largest >= 1e7:
        return [f"{number:.4g}" for number in numbers]
    decimals = 2 if largest >= 10 else 3 if largest > 1 else 4
    # Adding zero takes the sign off a rounded -0.00.
    return [f"{round(number, decimals) + 0.0:.{decimals}f}" for number in numbers]


def finish() -> None:
    """Write what is still waiting, so that Python has nothing to complain about at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence_stdout()


def _silence_stdout() -> None:
    """Let what is still to come, and the last flush of Python itself, go nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
