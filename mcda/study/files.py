"""Finds a study folder and lists its files; nothing outside the folder is ever read."""

import hashlib
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

from mcda.errors import Fault, StudyError
from mcda.study.tree import MAX_BYTES

STUDY: Final = "study.yaml"
FOLDERS: Final = ("criteria", "options", "scenarios", "evidence")
MAX_FILES: Final = 5_000
MAX_TOTAL: Final = 64 * MAX_BYTES
MAX_FOLDERS: Final = 4
_ENDINGS: Final = (".yaml", ".yml", ".json", ".toml")
_ID: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_BUNDLED: Final = Path(__file__).resolve().parents[1] / "_data" / "korea"


class Found(NamedTuple):
    """A study folder, and which of the three places it was found in."""

    folder: Path
    origin: str


class StudyFile(NamedTuple):
    """One file of a study: its path inside the folder, with forward slashes, and its bytes."""

    name: str
    raw: bytes


def bundled() -> Path:
    """Return the folder of the Korea study that comes with the package: in a checkout, the checkout itself."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / STUDY).is_file() and (checkout / "pyproject.toml").is_file():
        return checkout
    return _BUNDLED


def find_study(folder: str | os.PathLike[str] | None = None) -> Found:
    """Return the folder given, else the nearest parent with a `study.yaml`, else the bundled study.

    Raises
    ------
    StudyError
        The folder given does not exist, is no folder, or holds no `study.yaml`.
    """
    if folder is not None:
        try:
            return Found(_given(Path(folder)), "folder given")
        except (OSError, ValueError) as fault:
            reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else fault
            raise StudyError([Fault(str(folder), 1, 1, str(reason))]) from None
    try:
        here = Path.cwd()
    except OSError:
        return Found(bundled(), "bundled study")
    for parent in (here, *here.parents):
        if (parent / STUDY).is_file():
            return Found(parent, "bundled study" if parent == _BUNDLED else f"found in {parent}")
    return Found(bundled(), "bundled study")


def _given(path: Path) -> Path:
    """Return the folder meant by a path; a ValueError or an OSError says why there is none."""
    if path.name == STUDY and path.is_file():
        path = path.parent
    if not _exists(path):
        raise ValueError("there is no such folder")
    if not path.is_dir():
        raise ValueError("this is a file; expected a folder with a study.yaml")
    if not _exists(path / STUDY):
        raise ValueError("the folder holds no study.yaml; start one with `mcda new DIR`")
    return path.resolve()


def read_files(folder: Path) -> tuple[list[StudyFile], list[Fault]]:
    """Read every file of a study, sorted by name, and say which ones may not be read."""
    files: list[StudyFile] = []
    faults: list[Fault] = []
    root, total = folder.resolve(), 0
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
        if len(files) >= MAX_FILES or total > MAX_TOTAL:
            limit = f"{MAX_FILES:,} files, or {MAX_TOTAL // MAX_BYTES} MiB"
            faults.append(Fault(name, 1, 1, f"the study has more than {limit}, and nothing is read from here on"))
            break
        if reason := _unreadable(path, root):
            faults.append(Fault(name, 1, 1, reason))
            continue
        try:
            with path.open("rb") as stream:
                # One byte more than allowed is enough to know that a file is too large.
                files.append(StudyFile(name, stream.read(MAX_BYTES + 1)))
                total += len(files[-1].raw)
        except OSError as fault:
            faults.append(Fault(name, 1, 1, f"the file cannot be read: {fault.strerror}"))
    return files, faults


def digest(files: list[StudyFile]) -> str:
    """Return the hash of a study: of all names and contents, whatever the line ends."""
    total = hashlib.sha256()
    for file in sorted(files):
        content = file.raw.replace(b"\r\n", b"\n")
        total.update(f"{file.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def is_id(name: str) -> bool:
    """Tell whether a name may be an id: a small letter, then small letters, digits and underscores."""
    return bool(_ID.match(name)) and len(name) <= 64


def inside(folder: Path, name: str) -> str | None:
    """Return why a path named in a study file may not be used, or None where it may.

    >>> inside(Path("."), "../secret.txt")
    "the path '../secret.txt' leaves the study's folder; name a file inside it"
    """
    if "\0" in name or "\\" in name or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name):
        return f"{name!r} is not a plain path with forward slashes"
    try:
        leaves = not (folder / name).resolve().is_relative_to(folder.resolve())
        there = (folder / name).is_file()
    except (OSError, RuntimeError):
        leaves, there = False, False
    if Path(name).is_absolute() or name.startswith("~") or leaves:
        return f"the path {name!r} leaves the study's folder; name a file inside it"
    return None if there else f"there is no file {name!r} in the study's folder"


def overlooked(folder: Path) -> list[Fault]:
    """Return a fault for every entry of the folder whose name is nearly one that is read."""
    read = (*FOLDERS, STUDY, "portfolio.yaml")
    return [
        Fault(path.name, 1, 1, f"{path.name!r} is not read; did you mean {close[0]!r}? rename it")
        for path in sorted(folder.iterdir())
        if path.name not in read and (close := get_close_matches(path.name.lower(), read, n=1, cutoff=0.85))
    ]


def _paths(folder: Path) -> Iterator[Path]:
    yield folder / STUDY
    for name in ("portfolio.yaml", "portfolio.yml", "study.yml"):
        if _exists(folder / name):
            yield folder / name
    for part in FOLDERS:
        if (folder / part).is_symlink():
            yield folder / part
        elif (folder / part).is_dir():
            yield from _walk(folder / part, 0)


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_symlink():
            yield path
        elif path.is_dir():
            if depth < MAX_FOLDERS:
                yield from _walk(path, depth + 1)
            else:
                yield path
        elif path.suffix.lower() in _ENDINGS or path.name.lower().endswith((".yaml.txt", ".yml.txt")):
            yield path


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _unreadable(path: Path, root: Path) -> str | None:
    """Return why a path may not be read as a study file, or None."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "the link leads nowhere; remove it" if path.is_symlink() else "there is no such file"
    if not target.is_relative_to(root):
        return "the link leads out of the study's folder; copy the file into it"
    if target.is_dir():
        if path.is_symlink():
            return "a link to a folder is not followed; copy the folder here"
        return "the folder cannot be read, or lies too deep; a study has its files one or two folders down"
    if not target.is_file():
        return "this is not a regular file; a study is made of text files"
    if path.suffix != ".yaml":
        return f"the ending {path.suffix!r} is not read; study files end in '.yaml'"
    return None
