"""Writing a file so that it is never half there: a temporary file beside it, flushed to the disk, then renamed."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
from pathlib import Path
from typing import Final

from mcda.errors import OutputError

_SUFFIX: Final = ".mcda-part"
_STALE_AFTER: Final = 60.0


def write_safely(path: str | os.PathLike[str], content: str | bytes) -> Path:
    """Write a file whole or not at all; what stood there before stays until the new one is complete.

    Parameters
    ----------
    path
        The folder must exist. A symbolic link is followed.
    content
        Text is written as UTF-8 with line feeds as they are.

    Returns
    -------
    The path written.

    Raises
    ------
    OutputError
        One line on what stood in the way: a full disk, a read-only or missing folder, a folder of that name ...

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_safely(Path(folder, "note.txt"), "whole").read_text()
    'whole'
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    shown = Path(path)
    if "\0" in str(shown):
        raise OutputError(f"{str(shown)!r} is not a path: it holds a NUL character")
    try:
        target = shown.resolve()
        if target.is_dir():
            raise OutputError(f"{shown} is a folder; give the name of a file in it")
        if not target.parent.is_dir():
            raise OutputError(f"{shown.parent} is not a folder; make it first, then write again")
        _clean(target)
        _replace(target, data)
    except OSError as problem:
        raise OutputError(f"{shown} was not written: {_reason(problem)}; what stood there is unchanged") from problem
    return shown


def make_folder(path: str | os.PathLike[str]) -> Path:
    """Make a folder, and those above it, unless it is there.

    Raises
    ------
    OutputError
        It cannot be made, or a file has its name.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"{folder} is a file; a folder cannot be made there") from None
    except (OSError, ValueError) as problem:
        reason = _reason(problem) if isinstance(problem, OSError) else str(problem)
        raise OutputError(f"the folder {folder} cannot be made: {reason}") from problem
    return folder


def _replace(target: Path, data: bytes) -> None:
    part = target.with_name(f".{_stem(target)}.{secrets.token_hex(8)}{_SUFFIX}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Flush the folder's own entry, where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _clean(target: Path) -> None:
    """Take away what writers of this file left behind when they were killed; a younger one may still be writing."""
    for entry in target.parent.iterdir():
        name = entry.name
        if name.startswith(f".{_stem(target)}.") and name.endswith(_SUFFIX):
            with contextlib.suppress(OSError):
                if time.time() - entry.stat().st_mtime > _STALE_AFTER:
                    entry.unlink()


def _stem(target: Path) -> str:
    """Return the file's name, short enough that the temporary name is one too."""
    return target.name.encode("utf-8")[:120].decode("utf-8", errors="ignore")


def _reason(problem: OSError) -> str:
    known = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EFBIG: "the file would be larger than allowed",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "no permission to write there",
        errno.EPERM: "no permission to write there",
        errno.ENAMETOOLONG: "its name is too long",
        errno.ELOOP: "its symbolic links lead round in a circle",
    }
    return known.get(problem.errno or 0, problem.strerror or str(problem))
