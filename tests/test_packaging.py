"""What a user installs: the wheel, built and run elsewhere, and the editable checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.wheel, pytest.mark.slow]


def run(*command: object, cwd: Path, **extra: str) -> str:
    """Run a program as a user would: without the paths that lead to this checkout."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "MCDA"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **extra},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def programs(home: Path) -> Path:
    return home / ("Scripts" if os.name == "nt" else "bin")


def bare(home: Path) -> Path:
    """Make a virtual environment with nothing in it, not even pip, and return its Python."""
    venv.create(home, with_pip=False, system_site_packages=False)
    return programs(home) / ("python.exe" if os.name == "nt" else "python")


def pip(python: Path, *arguments: object, cwd: Path) -> None:
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def contents(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """Install the wheel, and what it says it needs, into a bare environment; return the environment."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    pip(bare(home), wheel, "--constraint", ROOT / "constraints.txt", cwd=home)
    return home


def below(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_wheel_carries_the_whole_study(contents):
    study = {"study.yaml", "portfolio.yaml"}.union(
        *map(below, ("criteria", "options", "scenarios", "evidence", "schemas"))
    )
    assert len(study) > 50
    assert {f"mcda/_data/korea/{name}" for name in study} - contents == set()


def test_the_wheel_carries_the_reference_cases(contents):
    cases = {path.name for path in (ROOT / "tests" / "cases").glob("*.json")}
    assert len(cases) > 50
    assert {f"mcda/_data/cases/{name}" for name in cases} - contents == set()


def test_the_wheel_carries_every_file_of_the_package(contents):
    files = {name for name in below("mcda") if "__pycache__" not in name}
    assert files - contents == set()
    assert {"mcda/py.typed", "mcda/_fonts/LICENSE.txt", "mcda/_fonts/Pretendard-Regular.ttf"} <= files


def test_the_wheel_carries_both_licences(contents):
    told = {name.split(".dist-info/")[1] for name in contents if ".dist-info/licenses/" in name}
    assert told == {"licenses/LICENSE", "licenses/mcda/_fonts/LICENSE.txt"}


def test_the_wheel_carries_nothing_else(contents):
    """No tests, notebooks or caches, and nothing outside the one package."""
    assert {name.split("/")[0] for name in contents if ".dist-info/" not in name} == {"mcda"}
    assert [
        name for name in contents if "test_" in name or "__pycache__" in name or name.endswith((".pyc", ".ipynb"))
    ] == []


def test_the_installed_wheel_ranks_the_bundled_study(installed, tmp_path):
    told = json.loads(run(programs(installed) / "mcda", "rank", "--json", cwd=tmp_path))
    assert len(told["ranking"]) == 13
    assert {"option", "code", "score", "place"} <= set(told["ranking"][0])
    assert min(row["place"] for row in told["ranking"]) == 1


def test_the_installed_wheel_finds_its_study_and_says_so(installed, tmp_path):
    asked = "import mcda; study = mcda.load_study(); print(study.origin); print(study.folder)"
    origin, folder = run(programs(installed) / "python", "-c", asked, cwd=tmp_path).splitlines()
    assert origin == "bundled study"
    assert Path(folder).parts[-3:] == ("mcda", "_data", "korea")
    assert Path(folder).is_relative_to(installed.resolve())


def test_the_installed_wheel_says_its_version(installed, tmp_path, wheel):
    told = run(programs(installed) / "mcda", "--version", cwd=tmp_path)
    assert wheel.name.split("-")[1] in told


def test_an_editable_install_reads_the_checkout_and_never_the_copy(tmp_path):
    """Hatchling copies the forced folders beside the editable install too: a trap, because that copy grows stale."""
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    python = bare(home)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=elsewhere).strip())
    # What the study needs comes from the environment of the tests; its path files, and so its checkout, do not.
    (site / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip(python, "--no-deps", "--editable", ROOT, cwd=elsewhere)
    assert (site / "mcda" / "_data" / "korea" / "study.yaml").is_file()
    asked = "import mcda; study = mcda.load_study(); print(study.folder); print(mcda.__file__)"
    folder, package = run(python, "-c", asked, cwd=elsewhere).splitlines()
    assert Path(folder) == ROOT.resolve()
    assert Path(package) == (ROOT / "mcda" / "__init__.py").resolve()


def test_what_the_package_imports_is_what_it_declares(installed, tmp_path):
    """A bare environment has the core dependencies and no extra: what ranks and solves must import there."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert any(need.startswith("matplotlib") for need in extras["plot"])
    asked = "import importlib.util as u; print(u.find_spec('matplotlib'), u.find_spec('jinja2'), u.find_spec('pytest'))"
    assert run(programs(installed) / "python", "-c", asked, cwd=tmp_path).split() == ["None", "None", "None"]
    solve = "import mcda; print(mcda.choose_portfolio(mcda.load_study(), budget=800).status)"
    assert "optimal" in run(programs(installed) / "python", "-c", solve, cwd=tmp_path)
