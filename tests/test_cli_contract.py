"""The JSON of the commands: names and shapes that outside checks rely on."""

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from mcda.cli import doctor, main

PLACES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13}


@pytest.fixture
def document(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict]:
    def run(*arguments: object, code: int = 0) -> dict:
        assert main([*map(str, arguments), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


def test_check(document):
    assert document("check") == {"faults": [], "warnings": []}


def test_check_of_an_unsound_study(document, tmp_path):
    (tmp_path / "study.yaml").write_text("titel: Mine\n")

    found = document("check", tmp_path, code=1)

    assert found.keys() == {"faults", "warnings"}
    assert {tuple(fault) for fault in found["faults"]} == {("file", "line", "column", "message")}


def test_rank(document):
    found = document("rank")

    assert found["recipe"]["weights"] == "balanced"
    assert len(found["ranking"]) == 13
    first = found["ranking"][0]
    assert {"option": first["option"], "code": first["code"], "place": first["place"]} == {
        "option": "exchanges",
        "code": "O4",
        "place": 1,
    }
    assert {row["place"] for row in found["ranking"]} == PLACES
    assert all(0 <= row["score"] <= 100 for row in found["ranking"])


def test_rank_with_the_profile_read_from_the_source(document):
    order = [row["option"] for row in document("rank", "--weights", "source_reading")["ranking"]]

    assert set(order[:2]) == {"exchanges", "innovation_gap"}
    assert set(order[-2:]) == {"alliance", "clean_network"}


def test_compare(document):
    found = document("compare", "--methods", "additive,topsis", "--weights", "balanced,industry", "--scenarios", "base")

    assert len(found["rows"]) == 4
    row = found["rows"][0]
    assert (row["method"], row["weights"], row["scenario"]) == ("additive", "balanced", None)
    assert row["places"]["exchanges"] == 1
    assert len(row["places"]) == 13
    assert isinstance(found["agreement"], dict)


def test_compare_takes_all_methods_profiles_and_scenarios_by_default(document):
    rows = document("compare")["rows"]

    assert len({row["weights"] for row in rows}) == 8
    assert len({row["scenario"] for row in rows}) == 4
    assert len(rows) == len({(row["method"], row["weights"], row["scenario"]) for row in rows})


def test_portfolio(document):
    found = document("portfolio", "--budget", "150")

    assert found["status"] == "optimal"
    assert found["proven_optimal"] is True
    assert found["options"] == ["joint_committee", "exchanges", "open_norms"]
    assert found["value"] == pytest.approx(17.69, abs=0.005)
    assert found["resources"]["public_cost"] == 120
    assert set(found["resources"]) == {"public_cost", "diplomatic_capital", "staff"}


def test_verify(document, tmp_path):
    case = {"id": "sum", "method": "no such method", "expected": {"scores": [1]}, "tolerance": 1e-6}
    (tmp_path / "sum.json").write_text(json.dumps(case))
    (tmp_path / "torn.json").write_text("{")

    found = document("verify", tmp_path, code=1)

    assert found.keys() == {"cases", "passed", "failed", "unsupported"}
    assert all(each.keys() == {"id", "method", "status", "error", "message"} for each in found["cases"])
    assert (found["passed"], found["failed"], found["unsupported"]) == (0, 1, 1)


def test_doctor_finds_everything_needed_in_order(document):
    found = document("doctor")

    assert found["sound"] is True
    status = {each["what"]: each["status"] for each in found["findings"]}
    assert {status[name] for name in ("Python", "numpy", "PuLP", "solver", "fonts", "study", "import name")} == {"ok"}


def test_doctor_detects_the_other_package_that_is_imported_as_mcda(document, tmp_path, monkeypatch):
    information = tmp_path / "mcda-0.9.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: mcda\nVersion: 0.9\n")
    monkeypatch.syspath_prepend(tmp_path)

    found = document("doctor", code=1)

    assert found["sound"] is False
    (broken,) = [each for each in found["findings"] if each["status"] == "broken"]
    assert broken["found"] == "the package mcda 0.9 is installed too"
    assert "pip uninstall mcda" in broken["cure"]


def test_doctor_tells_a_missing_package_from_a_missing_extra(document, monkeypatch):
    def version(name: str) -> str:
        if name in {"PuLP", "matplotlib", "mcda"}:
            raise metadata.PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(doctor.metadata, "version", version)

    found = {each["what"]: each for each in document("doctor", code=1)["findings"]}

    assert found["PuLP"]["status"] == "broken"
    assert found["matplotlib"]["status"] == "note"
    assert found["matplotlib"]["cure"] == "For `report`: pip install 'policy-mcda[report]'"


def test_doctor_notes_an_output_folder_that_cannot_be_written(document, tmp_path):
    (tmp_path / "file").write_text("")

    found = {each["what"]: each for each in document("doctor", "--output", tmp_path / "file")["findings"]}

    assert found["output folder"]["status"] == "note"


def test_doctor_says_that_the_solver_does_not_work(document, monkeypatch):
    from mcda import linear

    def fail(_: object) -> None:
        raise OSError("a library is missing")

    monkeypatch.setattr(linear, "solve", fail)

    found = {each["what"]: each for each in document("doctor", code=1)["findings"]}

    assert found["solver"]["status"] == "broken"
    assert "OSError: a library is missing" in found["solver"]["found"]


def test_doctor_finds_an_unsound_study(document, tmp_path, monkeypatch):
    (tmp_path / "study.yaml").write_text("titel: Mine\n")
    monkeypatch.chdir(tmp_path)

    found = {each["what"]: each for each in document("doctor", code=1)["findings"]}

    assert found["study"]["status"] == "broken"
    assert found["study"]["found"].startswith(str(Path(tmp_path)))
