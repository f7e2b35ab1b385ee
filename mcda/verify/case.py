"""Reading a case file: whatever is wrong with it is said in one sentence."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from mcda.errors import McdaError

LARGEST_FILE: Final = 1 << 20
_DEEPEST: Final = 20


class CaseError(McdaError):
    """A case file that cannot be read as a case."""


class UnsupportedError(McdaError):
    """A case that asks for something not known here."""


@dataclass(frozen=True)
class Case:
    """One reference case.

    Parameters
    ----------
    id, method
        As written in the file.
    content
        The whole file.
    expected
        Outputs to compare with, by name.
    tolerance
        Absolute, for every number in `expected`.
    """

    id: str
    method: str
    content: Mapping[str, Any]
    expected: Mapping[str, Any]
    tolerance: float

    @property
    def params(self) -> Mapping[str, Any]:
        """The parameters of the method; empty where the case has none."""
        return mapping(self.content.get("params", {}), "params")

    def field(self, name: str) -> Any:
        """Return a field of the file that the method needs."""
        if name not in self.content:
            raise CaseError(f"there is no {name!r}")
        return self.content[name]


def read_case(path: Path) -> Case:
    """Read a case file.

    Raises
    ------
    CaseError
        It is not a case; the message says why.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CaseError(f"the file is larger than {LARGEST_FILE} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise CaseError(f"the file cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError:
        raise CaseError("the file is not UTF-8") from None
    try:
        content = json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise CaseError(f"not JSON: {fault}") from None
    except (RecursionError, ValueError) as fault:
        raise CaseError(f"not JSON that can be read: {fault}") from None
    _check_content(content)
    content = mapping(content, "the file")
    case, method = (_text(content, name) for name in ("id", "method"))
    expected = mapping(content.get("expected"), "expected")
    if not expected:
        raise CaseError("'expected' is empty; a case that compares nothing cannot pass")
    tolerance = number(content.get("tolerance"), "tolerance")
    if tolerance < 0:
        raise CaseError(f"tolerance is {tolerance:g}; expected zero or more")
    if case != path.stem:
        raise CaseError(f"the id is {case!r}; expected the file's name, {path.stem!r}")
    return Case(case, method, content, expected, tolerance)


def mapping(given: object, what: str) -> Mapping[str, Any]:
    """Return a JSON object, or raise."""
    if not isinstance(given, Mapping):
        raise CaseError(f"{what} is {shown(given)}; expected an object")
    return given


def sequence(given: object, what: str, length: int | None = None) -> Sequence[Any]:
    """Return a JSON list, of this length if one is given, or raise."""
    if not isinstance(given, list):
        raise CaseError(f"{what} is {shown(given)}; expected a list")
    if length is not None and len(given) != length:
        raise CaseError(f"{what} has {len(given)} entries; expected {length}")
    return given


def number(given: object, what: str) -> float:
    """Return a finite number, or raise; true and false are none."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise CaseError(f"{what} is {shown(given)}; expected a number")
    try:
        found = float(given)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise CaseError(f"{what} is too large; expected a finite number")
    return found


def numbers(given: object, what: str, length: int | None = None) -> list[float]:
    """Return a list of finite numbers, of this length if one is given, or raise."""
    return [number(each, f"{what}[{i}]") for i, each in enumerate(sequence(given, what, length))]


def names(given: object, what: str) -> list[str]:
    """Return a list of different names, or raise."""
    found = sequence(given, what)
    for each in found:
        if not isinstance(each, str) or not each:
            raise CaseError(f"{what} holds {shown(each)}; expected names")
    if len(set(found)) < len(found) or not found:
        raise CaseError(f"{what}: expected at least one name, and each only once")
    return list(found)


def shown(given: object) -> str:
    """Print a value from a file, shortened."""
    text = json.dumps(given, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "..."


def _text(content: Mapping[str, Any], name: str) -> str:
    given = content.get(name)
    if not isinstance(given, str) or not given:
        raise CaseError(f"{name!r} is {shown(given)}; expected a text")
    return given


def _check_content(content: object) -> None:
    """Refuse what later steps could trip over: deep nesting and numbers beyond double precision."""
    level: list[object] = [content]
    for _ in range(_DEEPEST):
        for each in level:
            if isinstance(each, int | float) and not isinstance(each, bool):
                number(each, "a number of the file")
        level = [
            each
            for outer in level
            for each in (outer.values() if isinstance(outer, dict) else outer if isinstance(outer, list) else ())
        ]
    if level:
        raise CaseError(f"the file is nested more than {_DEEPEST} levels deep")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise CaseError(f"the key {next(k for k in keys if keys.count(k) > 1)!r} stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise CaseError(f"{name} is not a number of JSON")
