"""The files around the code agree with it and with each other."""

import doctest
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import mcda

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PYTHONS = ("3.11", "3.12", "3.13")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def direct() -> dict[str, list[Requirement]]:
    """Return what pyproject.toml asks for: at run time, and for development."""
    project = PROJECT["project"]
    wanted = [
        *project["dependencies"],
        *(need for extra in project["optional-dependencies"].values() for need in extra),
    ]
    parts = {"run": wanted, "dev": PROJECT["dependency-groups"]["dev"]}
    return {
        name: [need for need in map(Requirement, needs) if need.name != project["name"]]
        for name, needs in parts.items()
    }


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def blocks(text: str, *languages: str) -> list[str]:
    """Return the fenced blocks in one of these languages."""
    found = re.findall(r"^```(\w*)[^\n]*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [body for language, body in found if language in languages]


def commands(text: str) -> list[str]:
    """Return what a document tells people to type: lines of shell blocks, and code inside sentences."""
    lines = [line for body in blocks(text, "sh", "bash", "console", "powershell", "text") for line in body.splitlines()]
    inside = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return [re.sub(r"^[$>] ", "", line.strip()) for line in [*lines, *inside]]


def test_the_version_is_the_same_everywhere():
    assert re.search(r"^version: (.+)$", read("CITATION.cff"), flags=re.MULTILINE)[1] == mcda.__version__
    assert mcda.__version__ in read("CHANGELOG.md")


def test_the_changelog_begins_with_what_is_not_released():
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+ - \d{4}-\d\d-\d\d", heading) for heading in headings[1:])


def test_the_licence_is_the_one_the_project_names():
    assert read("LICENSE").startswith(f"{PROJECT['project']['license']} License")
    assert f"license: {PROJECT['project']['license']}\n" in read("CITATION.cff")
    assert "SIL OPEN FONT LICENSE Version 1.1" in read("mcda/_fonts/LICENSE.txt")


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 9


def test_every_decision_has_a_line_in_the_list():
    folder = ROOT / "docs" / "decisions"
    lines = re.findall(
        r"^- \[(\d{4})\]\((.+?)\) \S.*$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for _, name in lines] == sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert all(name.startswith(f"{number}-") for number, name in lines)


def test_a_decision_is_a_short_page_that_begins_with_what_was_decided():
    for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        assert re.match(r"\*\*[A-Z][^*]+\.\*\* \S", text), path.name
        assert len(text.splitlines()) <= 40, path.name


def test_every_convention_has_its_reason_and_what_was_rejected():
    text = read("docs/convention.md")
    rules = re.split(r"^\*\*§(\d+) ", text, flags=re.MULTILINE)
    numbers = [int(number) for number in rules[1::2]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 20
    for number, body in zip(numbers, rules[2::2], strict=True):
        assert len(re.findall(r"^\*Reason:\*", body, flags=re.MULTILINE)) == 1, number
        assert len(re.findall(r"^\*Rejected:\*", body, flags=re.MULTILINE)) == 1, number


def test_every_convention_that_is_cited_exists():
    highest = max(int(number) for number in re.findall(r"^\*\*§(\d+) ", read("docs/convention.md"), flags=re.MULTILINE))
    places = [*DOCUMENTS, *(ROOT / "mcda").rglob("*.py"), *(ROOT / "tests").glob("*.py")]
    cited = {int(n) for path in places for n in re.findall(r"§(\d+)", path.read_text(encoding="utf-8"))}
    assert cited <= set(range(1, highest + 1))


def test_the_architecture_names_every_module_of_the_top():
    text = read("docs/architecture.md")
    top = {f"{path.name}/" if path.is_dir() else path.name for path in (ROOT / "mcda").iterdir()}
    named = {name for name in top if f"`{name}`" in text or f"`mcda/{name}`" in text}
    assert {name for name in top - named if name.endswith((".py", "/")) and "__pycache__" not in name} == set()


@every_document
def test_links_between_documents_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []


@every_document
def test_the_examples_of_a_document_run(document, tmp_path, monkeypatch):
    """Blocks of one document share their names; a block with prompts must print what it says."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for body in blocks(document.read_text(encoding="utf-8"), "python", "pycon"):
        if ">>>" in body:
            test = doctest.DocTestParser().get_doctest(body, names, document.name, str(document), 0)
            runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
            assert runner.run(test, clear_globs=False).failed == 0
            names.update(test.globs)
        else:
            exec(compile(body, str(document), "exec"), names)  # noqa: S102  # our own documents


@every_document
def test_what_a_document_tells_to_make_can_be_made(document):
    asked = {line.split()[1] for line in commands(document.read_text(encoding="utf-8")) if re.match(r"make \w", line)}
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.MULTILINE))
    assert asked - targets == set()


def test_every_command_that_a_document_names_exists():
    command = [sys.executable, "-m", "mcda", "--help"]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    known = set(re.findall(r"^  ([a-z]+)  +\S", told.split("Commands:")[1], flags=re.MULTILINE))
    texts = {path: path.read_text(encoding="utf-8") for path in DOCUMENTS}
    asked = {
        found[1]
        for text in texts.values()
        for line in commands(text)
        if (found := re.match(r"(?:\S*/)?mcda ([a-z]\w*)", line))
    }
    assert {"check", "rank", "report"} <= asked
    assert asked - known == set()


def test_every_target_of_make_is_explained():
    text = read("Makefile")
    phony = set(re.search(r"^\.PHONY: (help .+)$", text, flags=re.MULTILINE)[1].split())
    assert phony == set(re.findall(r"^([a-z]+):[^\n]*## \S", text, flags=re.MULTILINE))


def test_dependencies_have_floors_and_no_caps():
    for need in [each for needs in direct().values() for each in needs]:
        assert [clause.operator for clause in need.specifier] == [">="], need


def test_every_dependency_of_a_user_has_its_reason():
    table = read("docs/decisions/0008-dependencies-have-floors-and-no-caps.md")
    for need in direct()["run"]:
        (clause,) = need.specifier
        extra = f"[{','.join(need.extras)}]" if need.extras else ""
        assert f"{need.name}{extra} ≥ {clause.version}" in table


@pytest.mark.parametrize("python", PYTHONS)
def test_one_version_of_every_dependency_is_pinned(python):
    lines = [Requirement(line) for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    pins: dict[str, list[str]] = {}
    for line in lines:
        if line.marker is None or line.marker.evaluate(here):
            (clause,) = line.specifier
            assert clause.operator == "=="
            pins.setdefault(normal(line.name), []).append(clause.version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}
    for need in [each for needs in direct().values() for each in needs]:
        (version,) = pins[normal(need.name)]
        assert need.specifier.contains(version), need


def left_out(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a small suite under the project's conftest."""
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_small.py").write_text(
        "import pytest\n\n"
        "def test_that_passes():\n    pass\n\n"
        "@pytest.mark.skip(reason='no Chromium here')\ndef test_that_is_skipped():\n    pass\n",
        encoding="utf-8",
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "MCDA"))}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "1",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            str(folder),
            str(folder / "tests"),
        ],
        cwd=folder,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_run_ends_with_what_it_left_out(tmp_path):
    done = left_out(tmp_path)
    assert done.returncode == 0
    assert "Left out:" in done.stdout.splitlines()[-3]
    assert done.stdout.splitlines()[-2] == "  tests/test_small.py::test_that_is_skipped: no Chromium here"
    assert "1 passed, 1 skipped" in done.stdout.splitlines()[-1]


def test_where_it_is_asked_for_a_skip_is_a_failure(tmp_path):
    done = left_out(tmp_path, MCDA_SKIP_IS_FAILURE="1")
    assert done.returncode == 1
    assert "left out: no Chromium here" in done.stdout
    assert "Nothing was left out" not in done.stdout


@needs_make
@pytest.mark.parametrize(
    ("version", "message"),
    [("3.10.13", "is Python 3.10.13; expected Python 3.11 or newer"), (None, "expected Python 3.11 or newer")],
)
def test_make_says_clearly_that_a_python_is_too_old_or_absent(tmp_path, version, message):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    old = tmp_path / "old-python"
    if version:
        old.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo "Python {version}" && exit 0\nexit 1\n', encoding="utf-8"
        )
        old.chmod(0o755)
    done = subprocess.run(
        ["make", "report", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode != 0
    assert f"error: PYTHON={old}" in done.stderr
    assert message in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_the_script_of_the_server_can_be_run_and_lets_nothing_be_skipped():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "MCDA_SKIP_IS_FAILURE=1" in text
    assert re.search(r"^make test$", text, flags=re.MULTILINE)
