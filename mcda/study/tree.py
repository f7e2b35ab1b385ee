"""Reads one YAML 1.2 file into plain values that remember where they stand; bounded, and never trusting."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from mcda.errors import Fault
from mcda.study.syntax import Stop, events

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 50
MAX_VALUES: Final = 100_000
MAX_DIGITS: Final = 40
MAX_MESSAGE: Final = 400

Path = tuple[str | int, ...]

_INT: Final = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_NOT_FINITE: Final = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_CONSTANTS: Final = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# What YAML does not allow in a file (also not through an escape), and what reorders a line before the reader's eyes.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NO_ANCHOR: Final = "names no anchor (&) that is complete before it; quote the text if the * belongs to it"
_SHOWN_BLANK: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


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
        message = _SHOWN_BLANK.sub(" ", message)
        message = message if len(message) <= MAX_MESSAGE else f"{message[: MAX_MESSAGE - 1]}…"
        for length in range(len(path), -1, -1):
            first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
            mark = first.get(path[:length]) or second.get(path[:length])
            if mark is not None:
                return Fault(self.file, mark.line, mark.column, message)
        return Fault(self.file, 1, 1, message)

    def without(self, gone: Collection[Path]) -> "Tree":
        """Return the tree without some items of its lists; what follows moves up and keeps its place in the file."""
        rest = Tree(self.file, faults=self.faults)

        def copied(value: Any, old: Path, new: Path) -> Any:
            for marks, kept in ((self.keys, rest.keys), (self.values, rest.values)):
                if old in marks:
                    kept[new] = marks[old]
            if isinstance(value, dict):
                return {key: copied(each, (*old, key), (*new, key)) for key, each in value.items()}
            if isinstance(value, list):
                stay = [i for i in range(len(value)) if (*old, i) not in gone]
                return [copied(value[i], (*old, i), (*new, place)) for place, i in enumerate(stay)]
            return value

        rest.data = copied(self.data, (), ())
        return rest


def read_tree(file: str, raw: bytes) -> Tree:
    """Read the bytes of one file; what is wrong ends in `faults`, nothing is raised."""
    tree = Tree(file)
    try:
        text = _decode(raw)
        _no_tabs_or_controls(tree, text)
        if not tree.faults:
            _Builder(tree, text).build()
    except Stop as stop:
        tree.faults.append(Fault(file, stop.line, stop.column, stop.message))
    return tree


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Stop(1, 1, f"the file is larger than {MAX_BYTES:,} bytes, which is all that is read; split it")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(raw) > 1 and 0 in raw[:2]):
        raise Stop(1, 1, "the file is UTF-16; save it as UTF-8")
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
        raise Stop(line, column, message) from None


def _no_tabs_or_controls(tree: Tree, text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            message = "a tab in the indentation; indent with spaces"
            tree.faults.append(Fault(tree.file, number, indent.index("\t") + 1, message))
        elif (lone := line.find("\r", 0, -1)) >= 0:
            message = "a lone carriage return, which hides a line; save the file with ordinary line ends"
            tree.faults.append(Fault(tree.file, number, lone + 1, message))
        elif match := _CONTROL.search(line):
            message = f"the control character {_code(match[0])} is not allowed; take it away"
            tree.faults.append(Fault(tree.file, number, match.start() + 1, message))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


class _Builder:
    """Builds values from the parser's events, so that every limit holds while reading, not after it."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.count = 0

    def build(self) -> None:
        self._document(events(self.text))

    def _document(self, stream: Iterator[Any]) -> None:
        for event in stream:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                self.tree.data = self._node(next(stream), stream, (), 1)
            elif name in {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent"}:
                raise self._stop(event, "a second document; a study file holds one")
            if name == "DocumentEndEvent" and (after := next(stream)) and type(after).__name__ != "StreamEndEvent":
                raise self._stop(after, "a second document; a study file holds one")

    def _stop(self, event: Any, message: str) -> Stop:
        return Stop(event.start_mark.line + 1, event.start_mark.column + 1, message)

    def _node(self, event: Any, stream: Iterator[Any], path: Path, depth: int) -> Any:
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
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            raise self._stop(event, f"the tag {tag} is not allowed; write the plain value")
        if name == "ScalarEvent":
            value = self._scalar(event)
        elif name == "MappingStartEvent":
            value = self._mapping(stream, path, depth)
        else:
            value = self._sequence(stream, path, depth)
        if getattr(event, "anchor", None):
            self.anchors[event.anchor] = (value, self.count - before + 1)
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise self._stop(event, f"*{event.anchor} {_NO_ANCHOR}")
        value, size = self.anchors[event.anchor]
        # An alias costs what it stands for, so that aliases of aliases cannot grow without bound.
        self.count += size
        if self.count > MAX_VALUES:
            raise self._stop(event, f"aliases expand to more than {MAX_VALUES:,} values")
        return value

    def _mapping(self, stream: Iterator[Any], path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in stream:
            name = type(event).__name__
            if name == "MappingEndEvent":
                break
            if name != "ScalarEvent":
                raise self._stop(event, "a key that is not plain text")
            key, mark = str(event.value), Mark(event.start_mark.line + 1, event.start_mark.column + 1)
            self._no_controls(event)
            if key == "<<":
                raise self._stop(event, "merge keys (<<) are not read; write the keys out")
            at = (*path, key)
            if key in found:
                first = self.tree.keys[at]
                message = f"the key {key!r} stands here twice, first in line {first.line}; keep one"
                self.tree.faults.append(Fault(self.tree.file, mark.line, mark.column, message))
                self._node(next(stream), stream, (*path, key, "again"), depth + 1)
                continue
            self.tree.keys[at] = mark
            found[key] = self._node(next(stream), stream, at, depth + 1)
        return found

    def _sequence(self, stream: Iterator[Any], path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        for event in stream:
            if type(event).__name__ == "SequenceEndEvent":
                break
            found.append(self._node(event, stream, (*path, len(found)), depth + 1))
        return found

    def _no_controls(self, event: Any) -> None:
        """Refuse what an escape in double quotes brings in past the check of the text."""
        if match := _CONTROL.search(str(event.value)):
            raise self._stop(event, f"the control character {_code(match[0])} is not allowed; take it away")

    def _scalar(self, event: Any) -> Any:
        text = str(event.value)
        self._no_controls(event)
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
