"""The command line as a process: what it loads, what it leaves on stdout, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("jinja2", "matplotlib", "numpy", "pandas", "pulp", "pydantic", "rich", "ruamel", "scipy")

LOADED = """
import sys
from mcda.cli import main
code = main(sys.argv[2:])
sys.stdout.flush()
print(*[name for name in sys.argv[1].split(",") if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def environment(**more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONIO", "MCDA", "PYTEST"))}
    return {**plain, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **more}


def mcda(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mcda", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment(**more), check=False)


def loaded(*arguments: str) -> set[str]:
    """Run a command and return which heavy packages it has loaded."""
    command = [sys.executable, "-c", LOADED, ",".join(HEAVY), *arguments]
    run = subprocess.run(command, capture_output=True, env=environment(), text=True, check=False)
    assert run.returncode == 0, run.stderr
    return set(run.stderr.split())


def test_help_loads_nothing_heavy():
    assert loaded("--help") == set()


def test_the_help_of_a_command_loads_nothing_heavy():
    assert loaded("portfolio", "--help") == set()


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_rank_loads_what_it_needs_and_no_more(more):
    assert loaded("rank", *more) <= {"numpy", "pydantic", "ruamel", "rich"}


def test_check_loads_neither_solver_nor_tables_nor_figures():
    assert loaded("check") <= {"numpy", "pydantic", "ruamel", "rich"}


def test_portfolio_loads_the_solver_and_no_tables_or_figures():
    assert "matplotlib" not in loaded("portfolio", "--json")


def test_the_banner_of_the_solver_stays_out_of_json():
    run = mcda("portfolio", "--budget", "400", "--json")

    assert run.returncode == 0
    assert json.loads(run.stdout)["proven_optimal"] is True
    assert run.stderr == b""


def test_a_terminal_of_ascii_gets_question_marks_and_json_gets_escapes():
    words, machine = (
        mcda(*a, PYTHONIOENCODING="ascii") for a in (("rank", "--lang", "ko"), ("check", "없음", "--json"))
    )

    assert words.returncode == 0
    assert words.stdout.isascii()
    assert b"??" in words.stdout
    assert machine.stdout.isascii()
    assert json.loads(machine.stdout)["faults"][0]["file"] == "없음"


def test_json_is_utf_8_with_letters_as_they_are():
    run = mcda("check", "없음", "--json", PYTHONIOENCODING="utf-8")

    assert "없음".encode() in run.stdout


def test_a_reader_that_leaves_early_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [sys.executable, "-m", "mcda", "rank"]
        run = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, env=environment(), check=False)

    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [["rank"], ["rank", "--json"], ["--help"]])
def test_a_full_disk_is_told_in_one_line(arguments):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "mcda", *arguments]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)

    assert run.returncode == 1
    assert run.stderr.startswith(b"error: ")
    assert run.stderr.endswith(b"No space left on device\n")
    assert run.stderr.count(b"\n") == 1


def test_a_closed_stdout_is_no_error():
    command = [sys.executable, "-m", "mcda", "rank"]
    run = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *command], capture_output=True, env=environment(), check=False)

    assert (run.returncode, run.stderr) == (0, b"")


def test_progress_is_shown_on_stderr_of_a_terminal_and_never_on_stdout():
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "mcda", "portfolio", "--json"]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=environment(TERM="xterm"), check=False)
    os.close(theirs)
    shown = os.read(ours, 100_000)
    os.close(ours)

    assert run.returncode == 0
    assert json.loads(run.stdout)["status"] == "optimal"
    assert "Choosing the best set …".encode() in shown


def test_output_that_is_no_terminal_has_no_colour():
    assert b"\x1b" not in mcda("rank", TERM="xterm-256color").stdout


def test_the_study_is_found_from_a_folder_inside_it(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "mcda", "rank"], cwd=tmp_path, capture_output=True, env=environment(), check=False
    )
    assert run.stdout.splitlines()[0].endswith(b"(bundled study)")

    inside = tmp_path / "options"
    inside.mkdir()
    (tmp_path / "study.yaml").write_text("titel: Mine\n")
    run = subprocess.run(
        [sys.executable, "-m", "mcda", "check"], cwd=inside, capture_output=True, env=environment(), check=False
    )
    assert run.returncode == 1
    assert f"(found in {tmp_path})".encode() in run.stderr
