"""Starts a study: a commented skeleton, or a working copy of another study."""

import os
import shutil
from pathlib import Path
from secrets import token_hex
from typing import Final

from mcda.errors import McdaError, OutputError
from mcda.study.files import STUDY, StudyFile, digest, read_files
from mcda.study.schemas import write_schemas
from mcda.study.study import Study
from mcda.study.tree import read_tree

_SKELETON: Final = Path(__file__).resolve().parents[1] / "_data" / "skeleton"


def new_study(folder: str | os.PathLike[str], *, source: Study | None = None) -> Path:
    """Write a new study into a folder that is empty or does not exist yet.

    Parameters
    ----------
    folder
        Where the study is to be; the folders above it are made where they are missing.
    source
        The study to copy; None for a small commented skeleton that is sound as it stands.

    Returns
    -------
    The folder, as an absolute path. It holds the study's files and the schemas they name.

    Raises
    ------
    McdaError
        The folder holds something already, or the source is no longer what lies on disk.
    OutputError
        The folder cannot be written. Nothing is left half done.

    Examples
    --------
    >>> import tempfile
    >>> from mcda.study import load_study
    >>> with tempfile.TemporaryDirectory() as place:
    ...     load_study(new_study(Path(place) / "mine")).options.ids
    ('do_nothing', 'trees', 'cool_roofs')
    """
    target = Path(folder).resolve()
    files = _files(_SKELETON) if source is None else _files_of(source)
    try:
        if target.exists() and not target.is_dir():
            raise McdaError(f"{str(folder)!r} is a file; name a folder that is empty or not there yet")
        if target.exists() and any(target.iterdir()):
            raise McdaError(f"the folder {str(folder)!r} is not empty; name another, or one that is not there yet")
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(files, target)
    except OSError as fault:
        raise OutputError(f"the study cannot be written to {str(folder)!r}: {fault.strerror or fault}") from fault
    return target


def _files_of(source: Study) -> list[StudyFile]:
    """Return the files of a loaded study, and the document it names, if they are still what was loaded."""
    if source.edits:
        raise McdaError(f"the study carries changes that are in none of its files ({source.edits[0]}); load it again")
    files = _files(source.folder)
    if digest(files) != source.digest:
        raise McdaError(f"the files in {str(source.folder)!r} have changed since the study was loaded; load it again")
    study = next(file for file in files if file.name == STUDY)
    document = (read_tree(STUDY, study.raw).data.get("source") or {}).get("file")
    if document is not None:
        files.append(StudyFile(document, (source.folder / document).read_bytes()))
    return files


def _files(folder: Path) -> list[StudyFile]:
    files, faults = read_files(folder)
    if faults:
        raise McdaError(f"the study to copy cannot be read: {faults[0]}")
    return files


def _write(files: list[StudyFile], target: Path) -> None:
    """Write everything beside the target first, then put it in its place in one step."""
    place = target.parent / f".{target.name}-{token_hex(4)}"
    place.mkdir()
    try:
        write_schemas(place / "schemas")
        for file in files:
            path = place / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(file.raw)
                stream.flush()
                os.fsync(stream.fileno())
        if target.exists():
            target.rmdir()
        place.replace(target)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
