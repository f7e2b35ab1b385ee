"""Files are written whole or not at all, and what stood there before stays until then."""

import errno
import os
import time
from pathlib import Path

import pytest

from mcda.errors import OutputError
from mcda.writing import make_folder, write_safely


def test_a_file_is_written_as_it_is_given(tmp_path: Path) -> None:
    assert write_safely(tmp_path / "a.txt", "한글\r\n\n").read_bytes() == "한글\r\n\n".encode()
    assert write_safely(tmp_path / "b.bin", b"\x00\xff").read_bytes() == b"\x00\xff"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "b.bin"]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    assert write_safely(tmp_path / "new", "x").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "old").write_text("x")
    (tmp_path / "old").chmod(0o640)
    assert write_safely(tmp_path / "old", "y").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the disk is read-only"), (errno.EACCES, "no permission")],
)
def test_a_failure_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str
) -> None:
    target = tmp_path / "report.html"
    target.write_text("before")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError, match=said) as caught:
        write_safely(target, "after")

    monkeypatch.undo()
    assert "\n" not in str(caught.value)
    assert "report.html was not written" in str(caught.value)
    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_an_interrupt_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    target.write_text("before")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_safely(target, "after")

    assert target.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_what_a_killed_writer_left_behind_is_cleaned_but_not_what_another_may_be_writing(tmp_path: Path) -> None:
    stale, fresh, other = (
        tmp_path / name
        for name in (".report.html.aa.mcda-part", ".report.html.bb.mcda-part", ".other.html.cc.mcda-part")
    )
    for path in (stale, fresh, other):
        path.write_text("half")
    long_ago = time.time() - 3600
    os.utime(stale, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))

    write_safely(tmp_path / "report.html", "whole")

    assert not stale.exists()
    assert fresh.exists()
    assert other.exists()


def test_a_folder_a_missing_folder_and_a_bad_name_are_told_in_one_line(tmp_path: Path) -> None:
    for path, said in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "report.html", "is not a folder; make it first"),
        (Path("a\0b.html"), "NUL"),
        (tmp_path / ("x" * 300 + ".html"), "its name is too long"),
    ):
        with pytest.raises(OutputError, match=said) as caught:
            write_safely(path, "x")
        assert "\n" not in str(caught.value)


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("before")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")

    write_safely(tmp_path / "link.html", "after")

    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "after"


def test_a_long_korean_name_can_be_written(tmp_path: Path) -> None:
    name = "가" * 80 + ".html"
    assert write_safely(tmp_path / name, "x").read_text() == "x"


def test_folders_are_made_or_it_is_said_why_not(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b").is_dir()
    assert make_folder(tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file; a folder cannot be made there"):
        make_folder(tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be made"):
        make_folder(tmp_path / "file" / "below")
