"""The table of seeded bugs fits the code, and who runs it tells caught from missed. To run it: `make bugs`."""

import ast
import json
import shutil
from pathlib import Path
from typing import get_args

import pytest
from bug_table import BUGS, Bug, Family
from seeded_bugs import ROOT, is_assertion, main, try_bug

from mcda.methods import ALL

each_bug = pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)


def text(file):
    return (ROOT / file).read_text(encoding="utf-8")


@each_bug
def test_the_text_to_be_replaced_stands_once_in_its_file(bug):
    assert text(bug.file).count(bug.old) == 1, "the formula has changed: change the bug in tests/seeded_bugs.py with it"


@each_bug
def test_the_wrong_formula_is_another_one_and_still_python(bug):
    wrong = text(bug.file).replace(bug.old, bug.new)
    assert ast.dump(ast.parse(wrong)) != ast.dump(ast.parse(text(bug.file)))


@each_bug
def test_the_tests_concerned_exist(bug):
    assert bug.tests
    for test in bug.tests:
        file, _, name = test.partition("::")
        function, _, case = name.rstrip("]").partition("[")
        assert function in {d.name for d in ast.parse(text(file)).body if isinstance(d, ast.FunctionDef)}
        if case:
            assert "published" in json.loads(text(f"tests/cases/{case}.json"))


def test_every_family_has_bugs_and_every_bug_a_name_of_its_own():
    assert len(BUGS) >= 20
    assert len({bug.name for bug in BUGS}) == len(BUGS)
    assert {bug.family for bug in BUGS} == set(get_args(Family))


def helpers(module, seen):
    """The file of a module, and those of the private modules and the voting rules that it is made of."""
    file = f"{module.replace('.', '/')}.py"
    if file in seen or not (ROOT / file).is_file():
        return seen
    seen.add(file)
    for node in ast.walk(ast.parse(text(file))):
        if isinstance(node, ast.ImportFrom) and ("._" in (node.module or "") or "mcda.voting." in (node.module or "")):
            helpers(node.module, seen)
    return seen


@pytest.mark.parametrize("method", ALL.values() if hasattr(ALL, "values") else ALL, ids=lambda m: m.id)
def test_every_method_has_a_bug_in_its_formula(method):
    assert helpers(method.__module__, set()) & {bug.file for bug in BUGS}, "seed one in tests/seeded_bugs.py"


def test_the_list_shows_every_bug(capsys):
    assert main(["--list"]) == 0
    shown = capsys.readouterr().out
    assert all(bug.name in shown and bug.file in shown for bug in BUGS)


def test_a_name_that_is_no_bug_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--only", "no-such-bug"])
    assert left.value.code == 2
    assert "no-such-bug" in capsys.readouterr().err


FORMULA = """
def mean(numbers):
    return sum(numbers) / len(numbers)
"""
TEST = """
from formula import mean

def test_mean():
    assert mean([1, 2, 6]) == 3
"""


@pytest.mark.parametrize(
    ("new", "verdict", "told"),
    [
        ("", "caught", "AssertionError"),
        ("/ len(list(numbers))", "missed", "all pass"),
        ("/ len(numbrs)", "broken", "NameError"),
        ("/ len(numbers))", "broken", "SyntaxError"),
    ],
)
def test_a_bug_is_caught_by_an_assertion_alone(new, verdict, told, tmp_path):
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "seeded_bugs.py", "bug_table.py"):
        shutil.copy2(Path(__file__).with_name(name), tmp_path / "tests" / name)
    (tmp_path / "formula.py").write_text(FORMULA, encoding="utf-8")
    (tmp_path / "tests/test_formula.py").write_text(TEST, encoding="utf-8")
    bug = Bug("value", "trial", "formula.py", "/ len(numbers)", new, ("tests/test_formula.py::test_mean",))
    found = try_bug(tmp_path, bug)
    assert found.verdict == verdict
    assert told in found.told
    assert (tmp_path / "formula.py").read_text(encoding="utf-8") == FORMULA


def test_a_text_that_does_not_stand_once_is_no_bug_to_be_caught(tmp_path):
    (tmp_path / "formula.py").write_text("1 + 1 + 1", encoding="utf-8")
    found = try_bug(tmp_path, Bug("value", "trial", "formula.py", "+ 1", "- 1", ()))
    assert found.verdict == "broken"
    assert "2 times" in found.told


def test_several_failures_are_an_assertion_if_all_of_them_are():
    def group(*errors):
        return ExceptionGroup("several", list(errors))

    assert is_assertion(group(AssertionError(), AssertionError()))
    assert not is_assertion(group(AssertionError(), ValueError()))
