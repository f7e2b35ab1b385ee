"""Running the cases and comparing every number, word and truth value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np

from mcda.display import html_table, text_table
from mcda.errors import McdaError
from mcda.verify.answers import answer
from mcda.verify.case import CaseError, UnsupportedError, read_case, shown

Status = Literal["pass", "fail", "unsupported"]


@dataclass(frozen=True)
class CaseResult:
    """How one case went.

    Parameters
    ----------
    id
        The case's id; the file's name where the file cannot be read.
    method
        As the case names it; "" where the file cannot be read.
    error
        The largest difference to an expected number; None where none was compared.
    message
        Why it failed or is unsupported; "" where it passed.
    """

    id: str
    method: str
    status: Status
    error: float | None = None
    message: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True)
class Verification:
    """How all cases went, in the order of their files."""

    cases: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        """Number of cases whose every expected key was met."""
        return self._count("pass")

    @property
    def failed(self) -> int:
        """Number of cases with a wrong number, or that cannot be read."""
        return self._count("fail")

    @property
    def unsupported(self) -> int:
        """Number of cases that ask for something not known here."""
        return self._count("unsupported")

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        counts = {name: getattr(self, name) for name in ("passed", "failed", "unsupported")}
        return {"cases": [case.to_dict() for case in self.cases], **counts}

    def _count(self, status: Status) -> int:
        return sum(case.status == status for case in self.cases)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [c.id, c.method, c.status, c.message or ("" if c.error is None else f"largest error {c.error:.1e}")]
            for c in self.cases
        ]
        return ["case", "method", "status", ""], rows

    def __repr__(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed, {self.unsupported} unsupported"
        return f"{text_table(*self._cells(), left=4)}\n{counts}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), left=4)


class Comparison(NamedTuple):
    """The largest difference between numbers, and the first mismatch in words or ""."""

    error: float | None
    mismatch: str


def verify(paths: Sequence[str | Path] | str | Path | None = None) -> Verification:
    """Run reference cases.

    Parameters
    ----------
    paths
        Case files, and folders of them (`*.json`); by default the cases that come with the package.

    Returns
    -------
    Verification
        One result per file, sorted by path inside a folder. A file that is no case is a failed case.

    Raises
    ------
    McdaError
        A path that does not exist, or a folder without a case: nothing verified is not success.

    Examples
    --------
    >>> result = verify(default_folder() / "wpm-wikipedia-3x4.json")
    >>> result.passed, result.failed, result.unsupported
    (1, 0, 0)
    """
    given = [default_folder()] if paths is None else [paths] if isinstance(paths, str | Path) else paths
    files = [file for path in given for file in _files(Path(path))]
    if not files:
        raise McdaError("no paths were given; expected case files or folders of them")
    return Verification(tuple(verify_case(file) for file in files))


def verify_case(path: Path) -> CaseResult:
    """Run one case file; whatever is wrong with it is in the result."""
    try:
        case = read_case(path)
    except CaseError as fault:
        return CaseResult(path.stem, "", "fail", None, str(fault))
    try:
        found = answer(case)
    except UnsupportedError as fault:
        return CaseResult(case.id, case.method, "unsupported", None, str(fault))
    except McdaError as fault:
        return CaseResult(case.id, case.method, "fail", None, str(fault))
    error, mismatch = compare(case.expected, {key: found[key] for key in case.expected}, case.tolerance)
    return CaseResult(case.id, case.method, "fail" if mismatch else "pass", error, mismatch)


def compare(expected: Any, found: Any, tolerance: float) -> Comparison:
    """Compare two values all the way down.

    Numbers may differ by the tolerance; words, truth values, nulls, lengths and keys must be the same.

    Examples
    --------
    >>> compare({"ranking": [1, 2], "ok": True}, {"ranking": [1, 3], "ok": True}, 1e-6)
    Comparison(error=1.0, mismatch='ranking[1]: expected 2, found 3')
    """
    differences = list(_differences(expected, _plain(found), ""))
    errors = [off for _, off, _ in differences if off is not None and np.isfinite(off)]
    wrong = [
        f"{where.removeprefix('.')}: {words}"
        for where, off, words in differences
        if off is None or not off <= tolerance
    ]
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return Comparison(max(errors, default=None), wrong[0] + more if wrong else "")


def default_folder() -> Path:
    """Return the folder of the cases that come with the package: bundled, else those of the checkout.

    Raises
    ------
    McdaError
        There is neither.
    """
    package = Path(__file__).parent.parent
    for folder in (package / "_data" / "cases", package.parent / "tests" / "cases"):
        if folder.is_dir():
            return folder
    raise McdaError("the reference cases are missing from this installation; give the path of a folder of cases")


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.json"))
        if not found:
            raise McdaError(f"no case (*.json) in the folder {str(path)!r}")
        return found
    if not path.is_file():
        raise McdaError(f"{str(path)!r} is neither a case file nor a folder of them")
    return [path]


def _differences(expected: Any, found: Any, where: str) -> Iterator[tuple[str, float | None, str]]:
    """Yield (place, size of the difference or None, words) for every number, and for every other mismatch."""
    words = f"expected {shown(expected)}, found {shown(found)}"
    if _is_number(expected) and _is_number(found):
        yield where, abs(float(expected) - float(found)), words
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for i, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _differences(one, other, f"{where}[{i}]")
    elif isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        for key, one in expected.items():
            yield from _differences(one, found[key], f"{where}.{key}")
    elif type(expected) is not type(found) or expected != found:
        yield where, None, words


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    """Turn arrays and tuples into lists, and numpy's numbers into Python's."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
