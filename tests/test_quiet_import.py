"""What is loaded for what: a help page in a blink needs neither a table library nor a solver."""

import json
import subprocess
import sys

import pytest

HEAVY = {"pandas", "matplotlib", "pulp", "highspy", "scipy", "jinja2", "IPython"}

COMMAND = """
import json, runpy, sys
sys.argv = ["mcda", *{arguments!r}]
try:
    runpy.run_module("mcda", run_name="__main__", alter_sys=True)
except SystemExit as end:
    if end.code:
        raise
finally:
    print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})), file=sys.stderr)
"""


def loaded(code: str) -> set[str]:
    """Return the packages that a fresh Python has loaded after running the code, told on its last line of stderr."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def loaded_by(*arguments: str) -> set[str]:
    return loaded(COMMAND.format(arguments=arguments))


def loaded_after(code: str) -> set[str]:
    return loaded(f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)")


def test_the_import_loads_nothing_but_its_own_face():
    found = loaded_after("import mcda")
    assert {name for name in found if name.startswith("mcda.")} == {"mcda.version"}
    assert found & (HEAVY | {"numpy", "pydantic", "click", "rich", "ruamel"}) == set()


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("rank", "--help")])
def test_a_help_page_loads_neither_tables_nor_figures_nor_the_solver(arguments):
    assert loaded_by(*arguments) & (HEAVY | {"numpy", "pydantic", "ruamel"}) == set()


@pytest.mark.parametrize("more", [(), ("--json",), ("--method", "promethee_ii", "--scenario", "partial")])
def test_ranking_loads_neither_tables_nor_figures_nor_the_solver(more):
    assert loaded_by("rank", *more) & HEAVY == set()


def test_checking_a_study_loads_no_more_than_reading_needs():
    assert loaded_by("check") & HEAVY == set()


def test_a_portfolio_loads_the_solver_and_no_figures():
    """So that the tests above cannot pass because nothing ran."""
    found = loaded_by("portfolio", "--json")
    assert "pulp" in found
    assert found & {"matplotlib", "jinja2", "pandas", "IPython"} == set()


def test_a_frame_loads_pandas():
    code = "import mcda\nmcda.rank([[1, 2], [3, 1]], goals=['max', 'max'], weights=[1, 1], method='wsm')"
    assert "pandas" not in loaded_after(code)
    assert "pandas" in loaded_after(f"{code}.to_frame()")
