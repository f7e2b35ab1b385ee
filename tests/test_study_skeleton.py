"""Starting a study: a commented skeleton, or a working copy of another study."""

import os

import pytest

import mcda
from mcda.errors import McdaError, OutputError
from mcda.study import check_study, load_study, skeleton
from mcda.study.skeleton import new_study


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_skeleton_checks_without_fault_or_warning(tmp_path):
    checked = check_study(new_study(tmp_path / "mine"))
    assert (checked.faults, checked.warnings) == ((), ())


def test_the_skeleton_has_one_of_everything(tmp_path):
    study = load_study(new_study(tmp_path / "mine"))
    assert (len(study.options), len(study.criteria), len(study.branches)) == (3, 3, 2)
    assert set(study.weights) == {"balanced"}
    assert set(study.scenarios) == {"hot_summers"}
    assert set(study.statements) == {"S1", "S2", "P1"}
    assert study.baseline == "do_nothing"
    assert study.portfolio.limits.keys() == {"public_cost", "gardeners"}


def test_the_skeleton_ranks_also_under_its_scenario(tmp_path):
    study = load_study(new_study(tmp_path / "mine"))
    assert set(mcda.rank(study).places) == set(study.options.ids)
    assert mcda.rank(study, scenario="hot_summers").scores.tolist() != mcda.rank(study).scores.tolist()


def test_every_file_of_the_skeleton_teaches_and_names_its_schema(tmp_path):
    folder = new_study(tmp_path / "mine")
    for name, raw in files(folder).items():
        if name.endswith(".yaml"):
            first, *rest = raw.decode().splitlines()
            assert first.startswith("# yaml-language-server: $schema="), name
            assert (folder / name).parent.joinpath(first.split("$schema=")[1]).resolve().is_file(), name
            assert any("#" in line for line in rest) or "criteria/eff" in name or name == "options/cool_roofs.yaml", (
                name
            )


def test_a_copy_of_korea_has_the_same_digest_and_its_schemas(tmp_path):
    korea = load_study()
    folder = new_study(tmp_path / "korea", source=korea)
    copy = load_study(folder)
    assert copy.digest == korea.digest
    assert copy.origin == "folder given"
    assert {path.name for path in (folder / "schemas").iterdir()} == {
        path.name for path in (korea.folder / "schemas").iterdir()
    }


def test_a_copy_takes_the_source_document_along(tmp_path):
    folder = new_study(tmp_path / "mine")
    (folder / "papers").mkdir()
    (folder / "papers" / "essay.txt").write_text("It is hot.")
    with (folder / "study.yaml").open("a") as stream:
        stream.write("source: {title: Essay, file: papers/essay.txt}\n")
    copy = new_study(tmp_path / "copy", source=load_study(folder))
    assert files(copy) == files(folder)


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "empty").mkdir()
    assert load_study(new_study(tmp_path / "empty")).options


def test_folders_above_are_made(tmp_path):
    assert load_study(new_study(tmp_path / "a" / "b" / "c")).options


def test_a_folder_that_holds_something_is_refused_by_name_and_left_alone(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine")
    with pytest.raises(McdaError, match=r"full' is not empty; name another"):
        new_study(tmp_path / "full")
    assert files(tmp_path) == {"full/notes.txt": b"mine"}


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(McdaError, match="is a file"):
        new_study(tmp_path / "file")
    assert files(tmp_path) == {"file": b"mine"}


def test_nothing_is_left_when_writing_breaks_off(tmp_path, monkeypatch):
    written = []

    def full(descriptor):
        written.append(descriptor)
        if len(written) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        new_study(tmp_path / "mine")
    assert len(written) == 5
    assert list(tmp_path.iterdir()) == []


def test_a_changed_study_is_not_copied_as_if_it_were_its_files(tmp_path):
    study = load_study(new_study(tmp_path / "mine"))
    with pytest.raises(McdaError, match=r"trees\.heat_relief = 60"):
        new_study(tmp_path / "copy", source=study.with_score("trees", "heat_relief", 60))
    assert not (tmp_path / "copy").exists()


def test_files_that_changed_since_loading_are_not_copied(tmp_path):
    folder = new_study(tmp_path / "mine")
    study = load_study(folder)
    (folder / "options" / "trees.yaml").write_text("name: Other\n")
    with pytest.raises(McdaError, match="have changed since the study was loaded"):
        new_study(tmp_path / "copy", source=study)


def test_a_study_gone_since_loading_is_said_to_be_gone(tmp_path):
    folder = new_study(tmp_path / "mine")
    study = load_study(folder)
    (folder / "study.yaml").unlink()
    with pytest.raises(McdaError, match="cannot be read"):
        new_study(tmp_path / "copy", source=study)


def test_the_skeleton_lies_in_the_package():
    assert (skeleton._SKELETON / "study.yaml").is_file()
