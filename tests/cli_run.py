"""Runs the command line inside the test, and a study of two options to run it on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mcda.cli import main


class Run(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def mcda(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Run]]:
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: object) -> Run:
        code = main([str(each) for each in arguments])
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Two options, two criteria, nothing else; one name tries to drive the terminal."""
    folder = tmp_path / "small"
    files = {
        "study.yaml": 'title: Two "[red]small[/red]" ones\nquestion: Which?\nlanguages: [en]\n',
        "criteria/cost.yaml": "name: Cost\ngoal: min\nunit: money\nscale: {low: 0, high: 10}\n",
        "criteria/gain.yaml": "name: Gain\ngoal: max\nunit: points\nscale: {low: 0, high: 10}\n",
        "criteria/weights/even.yaml": "name: Even\npoints: {cost: 1, gain: 1}\n",
        "options/tame.yaml": "name: Tame\nscores:\n"
        "  cost: {value: 3, evidence: judgement}\n  gain: {value: 0, evidence: judgement}\n",
        "options/wild.yaml": 'name: "[red]Danger[/red] :warning:"\nscores:\n'
        "  cost: {value: 5, evidence: judgement}\n  gain: {value: 9, evidence: judgement}\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
