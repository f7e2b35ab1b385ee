"""The JSON schemas that editors use: up to date, named in every file, and true of every file."""

import json

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from mcda.study import load_study
from mcda.study.files import read_files
from mcda.study.schemas import SCHEMAS, schema_line, schema_text, write_schemas
from mcda.study.skeleton import new_study

KOREA = load_study().folder
FILES = [file.name for file in read_files(KOREA)[0]]


def kind(name):
    """Which schema a file of a study has."""
    first, last = name.split("/")[0], name.split("/")[-1]
    if first in ("study.yaml", "portfolio.yaml"):
        return first.removesuffix(".yaml")
    if first == "criteria":
        return "weights" if "/weights/" in name else "branch" if last == "branch.yaml" else "criterion"
    if first == "evidence":
        return last.removesuffix(".yaml") if last in ("ledger.yaml", "gaps.yaml") else "statements"
    return {"options": "option", "scenarios": "change"}[first]


def problems(name, data):
    validator = Draft202012Validator(json.loads(schema_text(name)))
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in validator.iter_errors(data)]


def test_the_schemas_in_the_repository_are_those_the_models_make(tmp_path):
    made = {path.name: path.read_text(encoding="utf-8") for path in write_schemas(tmp_path / "schemas")}
    kept = {path.name: path.read_text(encoding="utf-8") for path in (KOREA / "schemas").iterdir()}
    assert kept == made, "write them again: mcda.study.schemas.write_schemas(Path('schemas'))"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema_and_speaks_of_every_key(name):
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(SCHEMAS[name].model_fields)
    assert schema["description"]


def test_the_study_has_a_file_of_every_kind():
    assert {kind(name) for name in FILES} == set(SCHEMAS)


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_schema_in_its_first_line_and_keeps_to_it(name):
    text = (KOREA / name).read_text(encoding="utf-8")
    first = text.split("\n", 1)[0]
    assert first == schema_line(name, kind(name))
    assert (KOREA / name).parent.joinpath(first.split("$schema=")[1]).resolve() == KOREA / "schemas" / (
        f"{kind(name)}.schema.json"
    )
    assert problems(kind(name), YAML(typ="safe").load(text)) == []


def test_every_file_of_a_new_study_keeps_to_its_schema(tmp_path):
    folder = new_study(tmp_path / "mine")
    for file in read_files(folder)[0]:
        text = file.raw.decode()
        assert text.startswith(schema_line(file.name, kind(file.name)) + "\n"), file.name
        assert problems(kind(file.name), YAML(typ="safe").load(text)) == [], file.name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("criterion", {"name": "Cost", "goal": "Max", "scale": {"low": 0, "high": 1}}),
        ("criterion", {"name": "Cost", "gaol": "max", "scale": {"low": 0, "high": 1}}),
        ("criterion", {"name": {"kr": "Cost"}, "goal": "max", "scale": {"low": 0, "high": 1}}),
        ("criterion", {"goal": "max", "scale": {"low": 0, "high": 1}}),
        ("option", {"name": "A", "scores": {"cost": {"value": "3", "evidence": "judgement"}}}),
        ("option", {"name": "A", "scores": {"cost": {"value": 3, "evidence": []}}}),
        ("option", {"name": "A", "scores": {"cost": {"value": 3}}}),
        ("option", {"name": "A", "scores": {"Cost!": {"value": 3, "evidence": "judgement"}}}),
        ("change", {"name": "A", "kind": "future"}),
        ("portfolio", {"rules": [{"exclude": ["a", "b"]}]}),
        ("weights", {"branches": {"a": 1}, "within": "equally"}),
    ],
)
def test_a_schema_marks_what_the_loader_refuses(name, data):
    assert problems(name, data)


def test_the_first_line_leads_up_from_the_file():
    line = schema_line("criteria/a/b.yaml", "criterion")
    assert line == "# yaml-language-server: $schema=../../schemas/criterion.schema.json"
