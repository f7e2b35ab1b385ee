"""Prove that the tests catch wrong formulas: seed one bug at a time in a copy of the project, and see the tests fail.

python tests/seeded_bugs.py               all bugs; exit 1 if one is missed
python tests/seeded_bugs.py --list        the table
python tests/seeded_bugs.py --only NAME   one bug, or several (`--only` again)

The checkout is never changed. `test_seeded_bugs.py` keeps the table in step with the code.
"""

import argparse
import contextlib
import importlib.util
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from bug_table import BUGS, Bug

ROOT = Path(__file__).parents[1]
# What the tests read: the package, themselves, and the study that stands in the root.
COPIED = (
    *("mcda", "tests", "pyproject.toml"),
    *("study.yaml", "portfolio.yaml", "criteria", "options", "scenarios", "evidence", "schemas"),
)
WORKERS = 2
LONGEST_RUN_IN_SECONDS = 120
REPORT = "SEEDED_BUGS_REPORT"


class Outcome(NamedTuple):
    """What the tests said: "caught" by an assertion, "missed", or "broken", where the copy did not even run."""

    verdict: Literal["caught", "missed", "broken"]
    told: str


def copy_of_the_project(folder: Path) -> Path:
    """Copy what the tests need, as it stands in the checkout."""
    for name in COPIED:
        source, goal = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, goal, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        else:
            shutil.copy2(source, goal)
    return folder


def run(folder: Path, tests: Sequence[str], *, seeded: bool) -> Outcome:
    """Run tests in a copy, and tell what came of it."""
    with tempfile.NamedTemporaryFile(suffix=".json", dir=folder) as report:
        known = {
            # Before the checkout, which the environment may hold as an editable install.
            "PYTHONPATH": os.pathsep.join(map(str, (folder, folder / "tests"))),
            # A changed file of the same size and second would pass for its old compiled form.
            "PYTHONDONTWRITEBYTECODE": "1" if seeded else "",
            "PYTEST_ADDOPTS": "",
            REPORT: report.name,
        }
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "seeded_bugs", *tests]
        try:
            ran = subprocess.run(
                command,
                cwd=folder,
                env={**os.environ, **known},
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=LONGEST_RUN_IN_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome("broken", f"no answer after {LONGEST_RUN_IN_SECONDS} seconds")
        told = Path(report.name).read_text(encoding="utf-8")
    if ran.returncode == pytest.ExitCode.OK:
        return Outcome("missed", "all pass")
    failures = [json.loads(line) for line in told.splitlines()]
    if ran.returncode == pytest.ExitCode.TESTS_FAILED and failures:
        (first, *_) = failures
        verdict: Literal["caught", "broken"] = "caught" if first["asserted"] else "broken"
        return Outcome(verdict, f"{first['test']}, {first['error']}")
    return Outcome("broken", (ran.stdout + ran.stderr)[-2000:])


def try_bug(folder: Path, bug: Bug) -> Outcome:
    """Seed one bug in a copy, run the tests concerned, and take the bug out again."""
    path = folder / bug.file
    sound = path.read_text(encoding="utf-8")
    if sound.count(bug.old) != 1:
        return Outcome("broken", f"{bug.file} holds the text to be replaced {sound.count(bug.old)} times")
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    path.write_text(sound.replace(bug.old, bug.new), encoding="utf-8")
    try:
        return run(folder, bug.tests, seeded=True)
    finally:
        path.write_text(sound, encoding="utf-8")


def try_all(bugs: Sequence[Bug], folder: Path) -> Generator[tuple[Bug, Outcome], None, None]:
    """Try every bug, some at a time, each in a copy of its own; yield them in the order given.

    Raises
    ------
    RuntimeError
        Tests fail without any bug.
    """
    first = copy_of_the_project(folder / "0")
    tests = sorted({test for bug in bugs for test in bug.tests})
    pool = ThreadPoolExecutor(WORKERS)
    try:
        parts = [part for k in range(WORKERS) if (part := tests[k::WORKERS])]
        for sound in pool.map(lambda part: run(first, part, seeded=False), parts):
            if sound.verdict != "missed":
                raise RuntimeError(f"the tests fail without any bug: {sound.told}")
        free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        free.put(first)
        for k in range(1, WORKERS):
            free.put(Path(shutil.copytree(first, folder / str(k))))

        def one(bug: Bug) -> Outcome:
            copy = free.get()
            try:
                return try_bug(copy, bug)
            finally:
                free.put(copy)

        yield from zip(bugs, pool.map(one, bugs), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def is_assertion(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(map(is_assertion, error.exceptions))
    return isinstance(error, AssertionError | pytest.fail.Exception)


def pytest_configure() -> None:
    """Do not look for the smallest example: any will do. (A hook of pytest, which loads this file as a plugin.)"""
    from hypothesis import Phase, settings

    parent = settings.get_profile("project")
    settings.register_profile("seeded", parent, phases=(Phase.explicit, Phase.generate), print_blob=False)
    settings.load_profile("seeded")


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Write down what failed, and whether by an assertion."""
    if call.excinfo is None:
        return
    error = call.excinfo.value
    failure = {
        "test": item.nodeid,
        "asserted": call.when == "call" and is_assertion(error),
        "error": f"{type(error).__name__}: {error}".split("\n", 1)[0][:200],
    }
    with Path(os.environ[REPORT]).open("a", encoding="utf-8") as report:
        report.write(json.dumps(failure) + "\n")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Seed wrong formulas in a copy of the project; the tests must fail.")
    parser.add_argument("--list", action="store_true", help="show the bugs and change nothing")
    parser.add_argument("--only", action="append", metavar="NAME", choices=[b.name for b in BUGS], help="this bug only")
    given = parser.parse_args(arguments)
    bugs = [bug for bug in BUGS if given.only is None or bug.name in given.only]
    if given.list:
        for bug in bugs:
            say(f"{bug.family:18} {bug.name}\n  {bug.file}\n  - {bug.old.strip()}\n  + {bug.new.strip()}")
        return 0
    start, caught = time.monotonic(), 0
    with (
        tempfile.TemporaryDirectory(prefix="seeded-bugs-") as folder,
        contextlib.closing(try_all(bugs, Path(folder))) as tried,
    ):
        try:
            for bug, outcome in tried:
                caught += outcome.verdict == "caught"
                say(f"{outcome.verdict:7} {bug.name}: {outcome.told}")
                if outcome.verdict != "caught":
                    say(f"        {bug.file}\n  - {bug.old.strip()}\n  + {bug.new.strip()}")
        except RuntimeError as fault:
            say(f"error: {fault}")
            return 1
    say(f"{caught} of {len(bugs)} caught, in {time.monotonic() - start:.0f} seconds")
    return 0 if caught == len(bugs) else 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the copies are removed
    sys.exit(main())
