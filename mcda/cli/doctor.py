"""`mcda doctor`: whether everything that the package needs is there and works."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module, metadata
from pathlib import Path
from typing import Final, Literal, NamedTuple

import click

from mcda.cli import screen
from mcda.cli.choices import examples, json_option
from mcda.cli.failures import UNSOUND
from mcda.version import __version__

Status = Literal["ok", "note", "broken"]

# Import name, and the distribution it comes from.
NEEDED: Final = (
    ("numpy", "numpy"),
    ("pandas", "pandas"),
    ("pulp", "PuLP"),
    ("highspy", "highspy"),
    ("pydantic", "pydantic"),
    ("ruamel.yaml", "ruamel.yaml"),
    ("click", "click"),
    ("rich", "rich"),
)
EXTRAS: Final = (
    ("matplotlib", "matplotlib", "report"),
    ("jinja2", "Jinja2", "report"),
    ("jupyter_core", "jupyter_core", "notebook"),
)


class Finding(NamedTuple):
    """One thing looked at: "broken" is needed and does not work, "note" is worth knowing."""

    what: str
    status: Status
    found: str
    cure: str = ""


@click.command(epilog=examples("mcda doctor", "mcda doctor --json"))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("report"),
    metavar="DIR",
    help="The folder that reports would be written to. [default: report]",
)
@json_option
def doctor(output: Path, as_json: bool) -> int:
    """Look at the installation and say what is broken or missing.

    Python, packages, solver, fonts, the study that would be taken. The exit code is 1 where something needed is
    broken; each such line says what to do.
    """
    with screen.working("Looking at the installation"):
        findings = list(examine(output))
    sound = all(finding.status != "broken" for finding in findings)
    if as_json:
        screen.show_json({"sound": sound, "findings": [finding._asdict() for finding in findings]})
        return 0 if sound else UNSOUND
    rows = [[f.what, f.status, f"{f.found}. {f.cure}" if f.cure else f.found] for f in findings]
    verdict = "Everything needed works." if sound else "Something needed is broken; see above."
    screen.show(screen.table(["what", "status", "found"], rows), "", verdict)
    return 0 if sound else UNSOUND


def examine(output: Path) -> Iterator[Finding]:
    """Yield one finding after the other; nothing is changed."""
    yield _python()
    yield Finding("platform", "ok", platform.platform())
    yield Finding("policy-mcda", "ok", f"{__version__} in {Path(__file__).resolve().parents[1]}")
    yield _namesake()
    for module, distribution in NEEDED:
        yield _package(module, distribution)
    for module, distribution, extra in EXTRAS:
        yield _package(module, distribution, extra)
    yield _solver()
    yield _fonts()
    yield _study()
    yield _writable(output)


def _python() -> Finding:
    return Finding("Python", "ok", f"{platform.python_version()} in {sys.executable}")


def _namesake() -> Finding:
    """Look for the other library that is imported as `mcda`."""
    try:
        version = metadata.version("mcda")
    except metadata.PackageNotFoundError:
        return Finding("import name", "ok", "no other package is called mcda")
    cure = "Both are imported as mcda and overwrite each other: pip uninstall mcda, then install policy-mcda again"
    return Finding("import name", "broken", f"the package mcda {version} is installed too", cure)


def _package(module: str, distribution: str, extra: str = "") -> Finding:
    named = f"policy-mcda[{extra}]" if extra else "policy-mcda"
    try:
        version = metadata.version(distribution)
    except metadata.PackageNotFoundError:
        if extra:
            return Finding(distribution, "note", "not installed", f"For `{extra}`: pip install '{named}'")
        return Finding(distribution, "broken", "not installed", f"pip install --force-reinstall {named}")
    try:
        import_module(module)
    except Exception as problem:  # a half installed package may raise anything
        found = f"{version} cannot be imported: {type(problem).__name__}: {problem}"
        return Finding(distribution, "broken", found, f"pip install --force-reinstall '{distribution}'")
    return Finding(distribution, "ok", version)


def _solver() -> Finding:
    try:
        from mcda.linear import LinearProgram, LinearStatus, Row, solve

        solution = solve(LinearProgram((3.0, 2.0), (Row(((0, 1.0), (1, 1.0)), "<=", 4.5),), upper=(3.0, None)))
        works = solution.status is LinearStatus.OPTIMAL and solution.objective == 12.0
        found = f"{solution.solver} {solution.version} solved a small program".replace("  ", " ")
    except Exception as problem:  # the solver is a compiled library: anything may come
        works, found = False, f"{type(problem).__name__}: {problem}"
    if works:
        return Finding("solver", "ok", found)
    return Finding("solver", "broken", f"a small linear program was not solved: {found}", "Reinstall highspy and pulp")


def _fonts() -> Finding:
    from mcda._fonts import FONTS, font_path

    missing = [name for name in FONTS if not font_path(name).is_file()]
    if missing:
        return Finding("fonts", "broken", f"missing: {', '.join(missing)}", "Reinstall policy-mcda")
    return Finding("fonts", "ok", f"{len(FONTS)} files, for Korean text in figures and pages")


def _study() -> Finding:
    from mcda.cli.choices import check_folder

    try:
        checked = check_folder(None)
    except Exception as problem:  # one broken package must not hide the other findings
        return Finding("study", "broken", f"cannot be loaded: {type(problem).__name__}: {problem}")
    where = f"{checked.folder} ({checked.origin})"
    if checked.faults:
        return Finding("study", "broken", f"{where} has {len(checked.faults)} faults", "See: mcda check")
    return Finding("study", "ok", where)


def _writable(output: Path) -> Finding:
    """Try to write where a report would be written, and leave nothing behind."""
    folder = output.resolve()
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding("output folder", "ok", f"{output} can be written")
    except OSError as problem:
        found = f"{output} cannot be written: {problem.strerror}"
        return Finding("output folder", "note", found, "Give another one: mcda report --output DIR")
