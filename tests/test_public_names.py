"""The names people write in scripts and notebooks: adding one is a decision, losing one breaks somebody's work."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import mcda

PUBLIC = [
    "load_study",
    "check_study",
    "new_study",
    "under",
    "rank",
    "outrank",
    "sort",
    "compare",
    "choose_portfolio",
    "ranked_report",
    "methods",
    "elicit",
    "portfolio",
    "robustness",
    "verify",
    "Study",
    "PerformanceTable",
    "Criteria",
    "Criterion",
    "Goal",
    "Scale",
    "ValueFunction",
    "Options",
    "Option",
    "Score",
    "Statement",
    "Text",
    "Weights",
    "Ranking",
    "Outranking",
    "Sorting",
    "Recipe",
    "Fault",
    "McdaError",
    "StudyError",
    "TableError",
    "WeightsError",
    "MethodError",
    "PortfolioError",
    "NameUnknownError",
    "OutputError",
    "__version__",
]


def test_the_public_names_are_these():
    assert mcda.__all__ == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_leads_somewhere(name):
    assert getattr(mcda, name) is not None


def test_a_star_import_gives_the_public_names():
    asked = "from mcda import *; print(sorted(n for n in vars() if n == '__version__' or not n.startswith('__')))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert ast.literal_eval(told) == sorted(PUBLIC)


def test_a_reader_who_asks_for_the_names_sees_them():
    assert set(PUBLIC) <= set(dir(mcda))


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'ranks'"):
        mcda.ranks  # noqa: B018  # the access itself is what is tested


def test_names_are_loaded_when_first_used_and_type_checkers_see_the_same_ones():
    """The imports under `TYPE_CHECKING` are what editors complete; `__all__` is what runs."""
    tree = ast.parse(Path(mcda.__file__).read_text(encoding="utf-8"))
    seen = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(PUBLIC) <= seen


def test_every_deliberate_error_is_an_mcda_error_and_a_value_error():
    errors = [getattr(mcda, name) for name in PUBLIC if name.endswith("Error")]
    assert len(errors) == 8
    assert all(issubclass(error, mcda.McdaError) and issubclass(error, ValueError) for error in errors)


def test_the_methods_have_a_list_and_a_finder():
    assert mcda.methods.named("topsis", normalization="vector").id == "topsis"
    assert mcda.methods.ALL
    assert len({method.id for method in mcda.methods.ALL}) == len(mcda.methods.ALL)


def test_every_file_that_holds_a_method_is_in_the_list_of_methods():
    """A method in a family folder that no entry of `methods.ALL` comes from would be dead."""
    package = Path(mcda.methods.__file__).parent
    files = {
        path.relative_to(package).with_suffix("").as_posix()
        for path in package.glob("*/[a-z]*.py")
        if "about: ClassVar[About] = About(" in path.read_text(encoding="utf-8")
    }
    listed = {method.__module__.removeprefix("mcda.methods.").replace(".", "/") for method in mcda.methods.ALL}
    assert files == listed


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("Study", ("table", "values", "weights", "scenarios", "with_score", "without")),
        ("Weights", ("with_",)),
        ("Ranking", ("to_frame", "_repr_html_")),
        ("Outranking", ("relations", "kernel", "to_frame", "_repr_html_")),
        ("Sorting", ("sure", "members", "to_frame", "_repr_html_")),
        ("PerformanceTable", ("select", "to_frame", "_repr_html_")),
    ],
)
def test_the_types_answer_to_the_names_of_the_contract(owner, names):
    assert [name for name in names if not hasattr(getattr(mcda, owner), name)] == []
