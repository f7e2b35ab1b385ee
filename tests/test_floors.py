"""The architecture is a test: imports go down, in no circle, and only one module talks to the solver."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]

# The floor of every module, or of the package that holds it. A module imports from its own floor and those below;
# a half floor keeps order inside one: judgements come before the study that may hold them.
FLOORS: dict[str, float] = {
    "mcda.errors": 0,
    "mcda.language": 0,
    "mcda.criteria": 0,
    "mcda.scales": 0,
    "mcda.options": 0,
    "mcda.frozen": 0,
    "mcda.display": 0,
    "mcda.version": 0,
    "mcda.writing": 0,
    "mcda._fonts": 0,
    "mcda.table": 1,
    "mcda.weights": 1,
    "mcda.ranking": 1,
    "mcda.relation": 1,
    "mcda.sorting": 1,
    "mcda.linear": 1,
    "mcda.clashes": 1,
    "mcda.draws": 1,
    "mcda.normalize": 2,
    "mcda.voting": 2,
    "mcda.elicit": 2,
    "mcda.study": 2.5,
    "mcda.io": 2.5,
    "mcda.methods": 3,
    "mcda.robustness": 4,
    "mcda.portfolio": 4,
    "mcda.group": 4,
    "mcda.verify": 4,
    "mcda.plot": 5,
    "mcda.report": 5,
    "mcda.analysis": 6,
    "mcda.cli": 7,
    "mcda.widgets": 7,
    "mcda.__main__": 7,
    "mcda": 7,
}
LONGEST_MODULE = 500


class Import(NamedTuple):
    """One import statement: who imports what, where, and whether it runs at all."""

    source: str
    target: str
    line: int
    runs: bool

    def __str__(self) -> str:
        return f"{self.source}:{self.line} (floor {floor(self.source)}) imports {self.target}"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted((ROOT / "mcda").rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def house(module: str) -> str | None:
    """Return the entry of `FLOORS` that covers a module: its own, else that of the nearest package below the root."""
    while module not in FLOORS:
        module = module.rpartition(".")[0]
        if module in ("mcda", ""):
            return None
    return module


def floor(module: str) -> float | None:
    home = house(module)
    return None if home is None else FLOORS[home]


def statements(node: ast.AST, *, runs: bool = True) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Yield every import below a node, inside functions too; `if TYPE_CHECKING:` never runs."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, runs
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            for body, still in ((child.body, False), (child.orelse, runs)):
                for inner in body:
                    yield from statements(ast.Module([inner], []), runs=still)
        else:
            yield from statements(child, runs=runs)


def targets(statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """Yield the modules that an import statement names: `from mcda import methods` names mcda.methods."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    package = statement.module or ""
    for alias in statement.names:
        full = f"{package}.{alias.name}"
        yield full if full in modules() else package


@cache
def imports() -> tuple[Import, ...]:
    return tuple(
        Import(module, target, statement.lineno, runs)
        for module in modules()
        for statement, runs in statements(tree(module))
        for target in targets(statement)
    )


def own() -> list[Import]:
    return [each for each in imports() if each.target.split(".")[0] == "mcda"]


def circles(edges: set[tuple[str, str]]) -> list[str]:
    """Return what is left of a graph when everything that is in no circle has been taken away."""
    while True:
        sources, ends = {a for a, _ in edges}, {b for _, b in edges}
        kept = {(a, b) for a, b in edges if a in ends and b in sources}
        if kept == edges:
            return sorted(f"{a} -> {b}" for a, b in edges)
        edges = kept


def test_there_is_something_to_check():
    assert len(modules()) > 20
    assert len(own()) > 50
    assert any(not each.runs for each in own())


def test_every_module_has_a_floor():
    assert [m for m in modules() if house(m) is None] == []


def test_every_import_inside_the_package_names_a_module_that_exists():
    assert [str(each) for each in own() if each.target not in modules()] == []


def test_no_module_reaches_up():
    """Types count too: a module whose signatures name a higher floor cannot be read without it."""
    faults = [str(each) for each in own() if (floor(each.target) or 0) > (floor(each.source) or 0)]
    assert not faults, "\n".join(faults)


def test_imports_run_in_no_circle():
    """Between modules, imports inside functions included: a circle that is hidden in a function is still one."""
    edges = {(each.source, each.target) for each in own() if each.runs and each.source != each.target}
    assert circles(edges) == []


def test_packages_of_one_floor_do_not_need_each_other_in_a_circle():
    edges = {(house(each.source) or "", house(each.target) or "") for each in own()}
    assert circles({(a, b) for a, b in edges if a != b}) == []


def test_the_check_for_circles_finds_one():
    assert circles({("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")}) == ["a -> b", "b -> c", "c -> a"]
    assert circles({("a", "b"), ("b", "c"), ("a", "c")}) == []


def test_only_one_module_talks_to_the_solver():
    users = {each.source for each in imports() if each.target.split(".")[0] in ("pulp", "highspy")}
    assert users == {"mcda.linear"}


@pytest.mark.parametrize("heavy", ["pandas", "matplotlib", "scipy", "pulp", "jinja2"])
def test_heavy_packages_are_imported_inside_functions(heavy):
    """Outside `mcda.plot` and `mcda.report`, which nothing loads before a figure or a report is asked for."""
    at_the_top = {
        f"{module}:{node.lineno}"
        for module in modules()
        if house(module) not in ("mcda.plot", "mcda.report")
        for node in tree(module).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(node)
        if target.split(".")[0] == heavy
    }
    assert at_the_top == set()


def test_nothing_prints_or_shows_except_the_command_line():
    def speaks(call: ast.Call) -> bool:
        name = ast.unparse(call.func)
        return name in {"print", "rich.print", "click.echo", "plt.show"} or name.startswith(
            ("sys.stdout.", "sys.stderr.")
        )

    faults = [
        f"{module}:{node.lineno}: {ast.unparse(node.func)}"
        for module in modules()
        if house(module) not in ("mcda.cli", "mcda.__main__")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and speaks(node)
    ]
    assert faults == []


def test_public_functions_take_no_loose_keywords():
    """`**parameters` is allowed where the names are fields of a method, or weights by criterion."""
    allowed = {"mcda.methods.named", "mcda.weights.with_"}
    faults = {
        f"{module}.{node.name}"
        for module in modules()
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.args.kwarg is not None
    }
    assert faults - allowed == set()


def test_no_module_is_too_long():
    lengths = {m: len(path.read_text(encoding="utf-8").splitlines()) for m, path in modules().items()}
    assert {m: n for m, n in lengths.items() if n > LONGEST_MODULE} == {}
