"""What is wrong with a text that is no YAML, in words an analyst can act on, at the place to mend."""

import re
from collections.abc import Iterator
from typing import Any


class Stop(Exception):
    """Reading cannot go on: a limit was passed, or the text is no YAML. Line and column count from 1."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


def events(text: str) -> Iterator[Any]:
    """Yield the parser's events.

    Raises
    ------
    Stop
        The text is no YAML.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        yield from YAML(typ="safe").parse(text)
    except YAMLError as fault:
        raise _told(fault, text) from None


def _told(fault: Any, text: str) -> Stop:
    """Turn a parser's complaint into a place and a cure."""
    problem, context = str(getattr(fault, "problem", None) or ""), str(getattr(fault, "context", None) or "")
    end = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    start = getattr(fault, "context_mark", None) or end
    if end is None or start is None:
        return Stop(1, 1, "the text is no YAML; compare it with a file that works")
    lines = text.split("\n")
    line = lines[end.line] if end.line < len(lines) else ""
    first = lines[start.line][start.column : start.column + 1] if start.line < len(lines) else ""
    at_start = {
        "unexpected end of stream": "a text in quotes begins here and never ends; close it",
        "expected ':'": "no colon and space after this key; write `key: value`",
        "expected ',' or": f"the {first!r} here is not closed, or a comma is missing in line {end.line + 1}",
        "alphabetic or numeric": f"a text may not begin with {first!r}; quote it",
        "escape": "after a backslash in double quotes only some letters may stand; double it, or use single quotes",
    }  # fmt: skip
    for words, message in at_start.items():
        if words in problem:
            return Stop(start.line + 1, start.column + 1, message)
    return Stop(end.line + 1, end.column + 1, _at_end(problem, context, line, end.column))


def _at_end(problem: str, context: str, line: str, column: int) -> str:
    if "mapping values are not allowed" in problem:
        if re.search(r":\s", line[:column]):
            return "a second colon in this line; quote the text if the colon belongs to it"
        return "a key cannot stand here; mend the indentation of this line or of the one above"
    if "cannot start any token" in problem:
        return f"a text may not begin with {line[column : column + 1]!r}; quote it"
    if "node content" in problem:
        return f"{line[column : column + 1]!r} without its opening bracket; take it away, or quote the text"
    if "document start" in problem:
        return "a second document; a study file holds one"
    if "incompatible" in problem:
        return "the file asks for another YAML than 1.2; take the %YAML line away"
    if "block scalar" in context:
        return "after | or > the text begins on the next line"
    if "block" in context:
        return "this does not fit the lines above; mend the indentation, or quote the whole text"
    told = f"{context}: {problem}" if context else problem or "the text is no YAML"
    return f"{told}; quote the text or mend the indentation"
