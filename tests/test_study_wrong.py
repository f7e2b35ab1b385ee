"""Broken studies: every fault is told with its file, line, column and cure; never a traceback, never a guess."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mcda.errors import McdaError, StudyError
from mcda.study import check_study, files, load_study

HERE = Path(__file__).parent
WRONG = sorted(path for path in (HERE / "studies" / "wrong").iterdir() if path.is_dir())
SMALLEST = HERE / "studies" / "right" / "smallest"
WITH_SEVERAL_LINES = {
    "faulty_item_before_a_faulty_rule": 2,
    "faulty_score_beside_another": 2,
    "no_name_and_a_score_outside_the_scale": 2,
    "twenty_faults": 20,
}


def lines(folder):
    return (folder / "expected.txt").read_text(encoding="utf-8").replace("{folder}", str(folder)).splitlines()


def told(folder):
    """What checking a folder tells, line by line; and loading it tells the same."""
    checked = check_study(folder)
    assert checked.study is None
    with pytest.raises(StudyError) as error:
        load_study(folder)
    assert error.value.faults == checked.faults
    assert isinstance(error.value, McdaError)
    return [str(fault) for fault in checked.faults]


@pytest.fixture
def small(tmp_path):
    """A copy of the smallest study, to be broken."""
    folder = tmp_path / "study"
    for path in SMALLEST.rglob("*.yaml"):
        copy = folder / path.relative_to(SMALLEST)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("folder", WRONG, ids=[path.name for path in WRONG])
def test_a_broken_study_tells_exactly_its_faults(folder):
    assert told(folder) == lines(folder)


def test_there_are_more_than_a_hundred_kinds_of_faults_one_to_a_study():
    assert len(WRONG) > 100
    counts = {path.name: len(lines(path)) for path in WRONG}
    assert {name: count for name, count in counts.items() if count != 1} == WITH_SEVERAL_LINES


def test_twenty_faults_in_ten_files_are_twenty_sorted_lines():
    checked = check_study(HERE / "studies" / "wrong" / "twenty_faults")
    assert len(checked.faults) == 20
    assert list(checked.faults) == sorted(checked.faults)
    assert len({fault.file for fault in checked.faults}) == 10


def test_every_message_names_a_place_and_more_than_a_word():
    for folder in WRONG:
        for fault in check_study(folder).faults:
            assert fault.line >= 1
            assert fault.column >= 1
            assert len(fault.message.split()) >= 4, fault
            assert fault.message == fault.message.strip().rstrip("."), fault
            assert "\n" not in str(fault)
            assert not any(word in fault.message for word in ("Traceback", "pydantic", "ruamel", "None", "dict"))


def test_the_place_of_a_fault_is_its_token():
    """Every line and column lies inside the file, and there stands something."""
    for folder in WRONG:
        for fault in check_study(folder).faults:
            path = folder / fault.file
            if not path.is_file() or fault.line == fault.column == 1:
                continue
            written = path.read_bytes().decode("utf-8-sig", "replace").split("\n")
            line = written[fault.line - 1]
            assert fault.column <= len(line), fault
            assert line[fault.column - 1] != " ", fault


# Faults that a repository cannot carry everywhere: made when the test runs.


def test_an_empty_folder_is_no_study(tmp_path):
    assert told(tmp_path) == [f"{tmp_path}:1:1: the folder holds no study.yaml; start one with `mcda new DIR`"]


def test_a_folder_that_is_not_there(tmp_path):
    assert told(tmp_path / "none") == [f"{tmp_path / 'none'}:1:1: there is no such folder"]


def test_a_file_instead_of_a_folder(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("x")
    assert told(file) == [f"{file}:1:1: this is a file; expected a folder with a study.yaml"]


def test_a_path_too_long_for_the_system(tmp_path):
    path = tmp_path / ("x" * 5000)
    assert told(path)[0].startswith(f"{path}:1:1: ")


def test_a_path_with_a_null_byte():
    assert len(told("a\0b")) == 1


def test_the_study_file_itself_may_be_named():
    assert load_study(SMALLEST / "study.yaml").digest == load_study(SMALLEST).digest


def test_a_link_to_a_file_outside_is_not_followed(small, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n")
    (small / "options" / "extra.yaml").symlink_to(secret)
    assert told(small) == ["options/extra.yaml:1:1: the link leads out of the study's folder; copy the file into it"]


def test_a_link_to_a_folder_outside_is_not_followed(small, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (small / "scenarios").symlink_to(tmp_path / "elsewhere")
    assert told(small) == ["scenarios:1:1: the link leads out of the study's folder; copy the file into it"]


def test_a_source_behind_a_link_outside_is_refused(small, tmp_path):
    (tmp_path / "essay.txt").write_text("x")
    (small / "essay.txt").symlink_to(tmp_path / "essay.txt")
    with (small / "study.yaml").open("a") as stream:
        stream.write("source: {title: Essay, file: essay.txt}\n")
    assert told(small) == ["study.yaml:3:30: the path 'essay.txt' leaves the study's folder; name a file inside it"]


def test_a_link_that_leads_nowhere(small):
    (small / "options" / "extra.yaml").symlink_to(small / "none.yaml")
    assert told(small) == ["options/extra.yaml:1:1: the link leads nowhere; remove it"]


def test_a_link_in_a_circle(small):
    (small / "options" / "extra.yaml").symlink_to(small / "options" / "extra.yaml")
    assert told(small) == ["options/extra.yaml:1:1: the link leads nowhere; remove it"]


def test_a_link_to_a_folder_inside_is_not_followed_either(small):
    (small / "options" / "more").symlink_to(small / "criteria")
    assert told(small) == ["options/more:1:1: a link to a folder is not followed; copy the folder here"]


def test_a_link_to_a_file_inside_is_read(small):
    (small / "speed.yaml").write_bytes((small / "criteria" / "speed.yaml").read_bytes())
    (small / "criteria" / "speed.yaml").unlink()
    (small / "criteria" / "speed.yaml").symlink_to(small / "speed.yaml")
    assert load_study(small).digest == load_study(SMALLEST).digest


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_study_file_and_nobody_waits_for_it(small):
    os.mkfifo(small / "options" / "extra.yaml")
    os.mkfifo(small / "portfolio.yaml")
    message = "this is not a regular file; a study is made of text files"
    assert told(small) == [f"options/extra.yaml:1:1: {message}", f"portfolio.yaml:1:1: {message}"]


def test_a_folder_in_the_place_of_a_file(small):
    (small / "options" / "extra.yaml").mkdir()
    (small / "portfolio.yaml").mkdir()
    assert [line.split(":")[0] for line in told(small)] == ["portfolio.yaml"]


def test_a_file_that_may_not_be_read(small, monkeypatch):
    opened = Path.open

    def refuse(path, *args, **kwargs):
        if path.name == "speed.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert told(small) == ["criteria/speed.yaml:1:1: the file cannot be read: Permission denied"]


def test_a_folder_that_may_not_be_read(small, monkeypatch):
    listed = Path.iterdir

    def refuse(path):
        if path.name == "options":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert told(small)[0].startswith("options:1:1: the folder cannot be read")


def test_a_folder_too_deep_is_told_not_passed_over(small):
    deep = small / "criteria" / "a" / "b" / "c" / "d" / "e" / "f"
    deep.mkdir(parents=True)
    (deep / "hidden.yaml").write_text("name: Hidden\n")
    assert [line.split(":")[0] for line in told(small)] == ["criteria/a/b/c/d/e"]


def test_too_many_files(small, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 3)
    assert "more than 3 files" in "\n".join(told(small))


def test_too_many_bytes_together(small, monkeypatch):
    monkeypatch.setattr(files, "MAX_TOTAL", 100)
    assert "nothing is read from here on" in "\n".join(told(small))


def test_a_name_in_korean_is_no_id(small):
    (small / "options" / "lanes.yaml").rename(small / "options" / "차로.yaml")
    (line,) = told(small)
    assert line.startswith("options/차로.yaml:1:1: '차로' is not an id; ")


@pytest.mark.skipif(sys.platform != "linux", reason="only here a file name may be any bytes")
def test_a_name_that_is_no_text_can_still_be_printed(small):
    path = os.fsencode(small / "options") + b"/tr\xff.yaml"
    Path(os.fsdecode(path)).write_text("name: x\n")
    (line,) = [line for line in told(small) if "is not an id" in line]
    assert line.startswith(r"options/tr\udcff.yaml:1:1: ")
    line.encode("utf-8")


@pytest.mark.parametrize("name", ["scenario", "option", "portfolios.yaml", "Study.yaml"])
def test_a_name_nearly_right_is_a_fault_because_nothing_reads_it(small, name):
    path = small / name
    path.mkdir() if "." not in name else path.write_text("x: 1\n")
    (line,) = told(small)
    assert line.startswith(f"{name}:1:1: {name!r} is not read; did you mean ")


def test_a_file_with_thousands_of_faults_tells_the_first_500_and_how_many_more(small):
    (small / "options" / "lanes.yaml").write_text("\tx\n" * 2_000)
    lines_told = told(small)
    assert len(lines_told) == 501
    assert lines_told[-1] == "options/lanes.yaml:501:1: and 1,500 more faults from here on"


BOMBS = {
    "file_over_1_mib": "name: Cost  # " + "x" * (1024 * 1024),
    "file_of_64_mib": "#" * (64 * 1024 * 1024),
    "depth_100000_flow": "[" * 100_000 + "]" * 100_000,
    "depth_100000_maps": "{a: " * 100_000 + "}" * 100_000,
    "depth_100000_lists": "- " * 100_000 + "x\n",
    "alias_bomb_of_lists": "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)),
    "alias_bomb_of_maps": "a: &a {x: y}\n"
    + "".join(
        f"{b}: &{b} {{{', '.join(f'k{i}: *{a}' for i in range(10))}}}\n"
        for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
    ),
    "digits_100000": "value: " + "9" * 100_000 + "\n",
    "digits_after_the_point": "value: 0." + "1" * 100_000 + "\n",
    "exponent": "value: 1e999999999\n",
    "exponent_as_anchor": "scale: {low: 0, high: 1, anchors: {1e999999999: x, 1e-999999999: x}}\n",
    "keys_by_the_thousand": "".join(f"k{i}: 1\n" for i in range(20_000)),
    "long_key": "? " + "k" * 1_000_000 + "\n: 1\n",
    "long_text_for_a_goal": "goal: " + "max" * 300_000 + "\n",
    "one_broken_line_after_many": "x: [" + "1, " * 300_000 + "\n",
    "quotes_never_closed": 'name: "' + "x\n" * 400_000,
    "many_bad_lines": "\tx\n" * 200_000,
    "names_nearly_right": "scores: {" + ", ".join(f"spede{i}: {{value: 1}}" for i in range(3_000)) + "}\n",
}
READ_BOMBS = """
import json, resource, sys, time
from pathlib import Path
from mcda.study import check_study
resource.setrlimit(resource.RLIMIT_AS, (500 * 2**20, 500 * 2**20))
told = {}
for folder in sorted(Path(sys.argv[1]).iterdir()):
    checked = check_study(folder)
    told[folder.name] = [checked.study is None, len(checked.faults), str(checked.faults[0])]
print(json.dumps(told))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process can only be bounded on Linux")
def test_bombs_end_soon_in_little_memory(small, tmp_path):
    """Each stands in the place of a criterion and of an option; one process of 500 MB reads them all."""
    bombs = tmp_path / "bombs"
    for name, text in BOMBS.items():
        for path in [*small.rglob("*.yaml")]:
            copy = bombs / name / path.relative_to(small)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        for place in ("criteria/cost.yaml", "options/lanes.yaml"):
            (bombs / name / place).write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", READ_BOMBS, str(bombs)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        cwd=HERE.parent,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(HERE.parent)},
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found.keys() == BOMBS.keys()
    assert all(refused and count for refused, count, _ in found.values())
    assert all(len(first) < 600 for _, _, first in found.values())
