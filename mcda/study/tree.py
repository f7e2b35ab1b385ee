"""Reads one YAML 1.2 file into plain values that remember where they stand; bounded, and never trusting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from mcda.errors import Fault

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 50
MAX_VALUES: Final = 100_000
MAX_DIGITS: Final = 40

Path = tuple[str | int, ...]

_INT: Final = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE: Final = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_CONSTANTS: Final = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# What YAML itself does not allow in a file, and lone carriage returns, which hide lines.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass
class Tree:
    """The values of a file, the places of keys and values by path, and what is wrong with it.

    Parameters
    ----------
    data
        Mappings, lists, text, whole numbers, `Decimal` for other numbers, booleans, None. Keys are text.
    """

    file: str
    data: Any = None
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, message: str, *, at_key: bool = False) -> Fault:
        """Return a fault at the value (or the key) of a path, else at the nearest place above it."""
        for length in range(len(path), -1, -1):
            first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
            mark = first.get(path[:length]) or second.get(path[:length])
            if mark is not None:
                return Fault(self.file, mark.line, mark.column, message)
        return Fault(self.file, 1, 1, message)


class _Stop(Exception):
    """Reading cannot go on: a limit was passed, or the text is no YAML."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message = line, column, message


def read_tree(file: str, raw: bytes) -> Tree:
    """Read the bytes of one file; what is wrong ends in `faults`, nothing is raised."""
    tree = Tree(file)
    try:
        text = _decode(raw)
        _no_tabs_or_controls(tree, text)
        if not tree.faults:
            _Builder(tree, text).build()
    except _Stop as stop:
        tree.faults.append(Fault(file, stop.line, stop.column, stop.message))
    return tree


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _Stop(1, 1, f"the file has {len(raw):,} bytes; a study file may have {MAX_BYTES:,}")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _Stop(1, 1, "the file is UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
        try:
            raw.decode("cp949")
            guess = "; it can be read as CP949 (Korean Windows)"
        except UnicodeDecodeError:
            guess = ""
        message = f"byte 0x{raw[fault.start]:02x} is not UTF-8{guess}; save the file as UTF-8"
        raise _Stop(line, column, message) from None


def _no_tabs_or_controls(tree: Tree, text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            message = "a tab in the indentation; indent with spaces"
            tree.faults.append(Fault(tree.file, number, indent.index("\t") + 1, message))
        elif match := _CONTROL.search(line):
            message = f"the control character U+{ord(match[0]):04X} is not allowed"
            tree.faults.append(Fault(tree.file, number, match.start() + 1, message))


def _events(text: str, *, fast: bool) -> Iterator[Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="safe", pure=not fast)
    try:
        yield from yaml.parse(text)
    except YAMLError as fault:
        mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
        problem = getattr(fault, "problem", None) or "the text is no YAML"
        context = getattr(fault, "context", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        told = f"{context}: {problem}" if context else str(problem)
        raise _Stop(line, column, f"{told}; quote the text or mend the indentation") from None


class _Builder:
    """Builds values from the parser's events, so that every limit holds while reading, not after it."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.count = 0

    def build(self) -> None:
        try:
            self._document(_events(self.text, fast=True))
        except _Stop:
            # libyaml words its errors tersely; the slower parser says what it was reading.
            self.anchors, self.count = {}, 0
            self.tree.keys.clear()
            self.tree.values.clear()
            self.tree.faults.clear()
            self._document(_events(self.text, fast=False))

    def _document(self, events: Iterator[Any]) -> None:
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                self.tree.data = self._node(next(events), events, (), 1)
            elif name in {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent"}:
                raise self._stop(event, "a second document; a study file holds one")
            if name == "DocumentEndEvent" and (after := next(events)) and type(after).__name__ != "StreamEndEvent":
                raise self._stop(after, "a second document; a study file holds one")

    def _stop(self, event: Any, message: str) -> _Stop:
        return _Stop(event.start_mark.line + 1, event.start_mark.column + 1, message)

    def _node(self, event: Any, events: Iterator[Any], path: Path, depth: int) -> Any:
        mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        self.tree.values[path] = mark
        self.count += 1
        if self.count > MAX_VALUES:
            raise self._stop(event, f"more than {MAX_VALUES:,} values in one file")
        if depth > MAX_DEPTH:
            raise self._stop(event, f"more than {MAX_DEPTH} levels of nesting")
        name = type(event).__name__
        if name == "AliasEvent":
            return self._alias(event)
        before = self.count
        if getattr(event, "tag", None) is not None:
            raise self._stop(event, f"the tag {str(event.tag)!r} is not allowed; write the plain value")
        if name == "ScalarEvent":
            value = self._scalar(event)
        elif name == "MappingStartEvent":
            value = self._mapping(events, path, depth)
        else:
            value = self._sequence(events, path, depth)
        if getattr(event, "anchor", None):
            self.anchors[event.anchor] = (value, self.count - before + 1)
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise self._stop(event, f"the alias *{event.anchor} names no anchor that is complete before it")
        value, size = self.anchors[event.anchor]
        # An alias costs what it stands for, so that aliases of aliases cannot grow without bound.
        self.count += size
        if self.count > MAX_VALUES:
            raise self._stop(event, f"aliases expand to more than {MAX_VALUES:,} values")
        return value

    def _mapping(self, events: Iterator[Any], path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            name = type(event).__name__
            if name == "MappingEndEvent":
                break
            if name != "ScalarEvent":
                raise self._stop(event, "a key that is not plain text")
            key, mark = str(event.value), Mark(event.start_mark.line + 1, event.start_mark.column + 1)
            at = (*path, key)
            if key in found:
                first = self.tree.keys[at]
                message = f"the key {key!r} stands here twice, first in line {first.line}; keep one"
                self.tree.faults.append(Fault(self.tree.file, mark.line, mark.column, message))
                self._node(next(events), events, (*path, key, "again"), depth + 1)
                continue
            self.tree.keys[at] = mark
            found[key] = self._node(next(events), events, at, depth + 1)
        return found

    def _sequence(self, events: Iterator[Any], path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            found.append(self._node(event, events, (*path, len(found)), depth + 1))
        return found

    def _scalar(self, event: Any) -> Any:
        text = str(event.value)
        if not event.implicit[0] or getattr(event, "style", None) in ("'", '"', "|", ">"):
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if len(text) > MAX_DIGITS and _FLOAT.match(text):
            raise self._stop(event, f"a number of {len(text)} characters; at most {MAX_DIGITS} are read")
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return Decimal(text)
        if _NOT_FINITE.match(text):
            return float(text.replace(".", ""))
        return text
