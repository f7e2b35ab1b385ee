"""What the command line writes: reports and new studies, whole or not at all."""

from pathlib import Path

import pytest

from mcda import analysis

# Where the fixtures `mcda` (run a command) and `small` (a study) come from.
pytest_plugins = ["cli_run"]


class SavedReport:
    """Stands in for a report: its file holds what was asked for."""

    def __init__(self, asked: dict, notices: tuple[str, ...] = ()) -> None:
        self.asked = asked
        self.notices = notices

    def save(self, path: Path) -> Path:
        path.write_text(str(sorted(self.asked.items())), encoding="utf-8")
        return path


def test_the_report_is_written_in_both_forms_to_the_folder_report_unless_told_otherwise(mcda, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(analysis, "ranked_report", lambda _, **asked: SavedReport(asked))

    run = mcda("report")

    assert run.code == 0
    assert run.out.split() == [str(Path("report", "report_en.html")), str(Path("report", "report_en.md"))]
    assert sorted(path.name for path in (tmp_path / "report").iterdir()) == ["report_en.html", "report_en.md"]


def test_a_report_in_a_language_the_study_lacks_says_so(mcda, tmp_path, small):
    run = mcda("report", "--study", small, "--lang", "ko", "--format", "md", "--output", tmp_path / "out")

    assert run.code == 0
    assert run.err.startswith("warning: ")
    assert (tmp_path / "out" / "report_ko.md").is_file()


def test_the_report_takes_every_choice(mcda, tmp_path, monkeypatch):
    asked: dict = {}

    def keep(_: object, **given: object) -> SavedReport:
        asked.update(given)
        return SavedReport(given)

    monkeypatch.setattr(analysis, "ranked_report", keep)

    run = mcda(
        *("report", "--lang", "ko", "--format", "md", "--output", tmp_path / "a" / "b", "--method", "topsis"),
        *("--weights", "industry", "--set", "security=0.2", "--scenario", "abrupt", "--update", "later_facts"),
        *("--variant", "linear_cost", "--on", "units", "--budget", "400", "--json"),
    )

    assert run.document == {"files": [str(tmp_path / "a" / "b" / "report_ko.md")]}
    assert asked.pop("weights").profile == "industry with security=0.2"
    assert asked == {
        "language": "ko",
        "method": "topsis",
        "scenario": "abrupt",
        "update": "later_facts",
        "variant": "linear_cost",
        "on": "units",
        "budget": 400,
    }


def test_a_report_that_cannot_be_written_is_told(mcda, tmp_path, monkeypatch):
    monkeypatch.setattr(analysis, "ranked_report", lambda _, **asked: SavedReport(asked))
    (tmp_path / "file").write_text("")

    run = mcda("report", "--output", tmp_path / "file" / "inside")

    assert run.code == 1
    assert "cannot be made" in run.err


def test_a_new_study_is_sound_as_it_stands(mcda, tmp_path):
    run = mcda("new", tmp_path / "my study")

    assert run.code == 0
    assert run.out.endswith(f"then: mcda check '{tmp_path / 'my study'}'\n")
    assert mcda("check", tmp_path / "my study", "--json").document == {"faults": [], "warnings": []}


@pytest.mark.parametrize("source", ["korea", Path(__file__).parents[1]])
def test_a_new_study_may_be_a_copy_of_another(mcda, tmp_path, source):
    run = mcda("new", tmp_path / "copy", "--from", source, "--json")

    assert run.document == {"folder": str(tmp_path / "copy")}
    ours, theirs = (mcda("rank", *where, "--json").document for where in ((), ("--study", tmp_path / "copy")))
    assert ours["ranking"] == theirs["ranking"]


def test_a_copy_of_an_unsound_study_is_refused(mcda, tmp_path, small):
    (small / "options" / "wild.yaml").write_text("nme: Wild\n")

    assert mcda("new", tmp_path / "copy", "--from", small).code == 1
    assert not (tmp_path / "copy").exists()


def test_the_real_report_is_written(mcda, tmp_path, small):
    run = mcda("report", "--study", small, "--output", tmp_path / "pages")

    assert run.code == 0
    page, text = (Path(line).read_text(encoding="utf-8") for line in run.out.splitlines())
    assert "<html" in page
    assert "[red]Danger[/red]" in page
    assert "Danger" in text
