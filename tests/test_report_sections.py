"""What single sections of the report say: scenarios, reasons of portfolio rules, languages, counts, methods."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from mcda.frozen import frozen
from mcda.language import Text
from mcda.options import Score
from mcda.report import Facts, Notice, Report, Section, Table, ranked_report
from mcda.report.blocks import Line
from mcda.report.findings import find
from mcda.report.teller import sentences
from mcda.study import load_study
from mcda.study.contents import CellChange, Change, OptionChange
from mcda.study.study import Study

SMALL = Path(__file__).parent / "studies" / "right"


def plain(line: Line) -> str:
    return "".join(part if isinstance(part, str) else getattr(part, "text", getattr(part, "id", "")) for part in line)


def sections_of(report: Report) -> Iterator[Section]:
    for section in report.sections:
        yield section
        yield from section.parts


def verdict(report: Report) -> list[str]:
    blocks = [block for section in sections_of(report) for block in section.blocks]
    answer = next(block for block in blocks if isinstance(block, Notice) and block.kind == "verdict")
    return [plain(line) for line in answer.lines]


def rows_of(report: Report, section: str) -> list[list[list[str]]]:
    found = next(each for each in sections_of(report) if each.id == section)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    return [[[plain(cell) for cell in row.cells] for row in t.rows if hasattr(row, "cells")] for t in tables]


@pytest.fixture(scope="module")
def korea() -> Study:
    return load_study()


@pytest.fixture(scope="module")
def smallest() -> Study:
    return load_study(SMALL / "smallest")


@pytest.fixture(scope="module")
def three(smallest: Study) -> Study:
    """Two more options beside the baseline, both worse than it."""
    options = smallest.options
    print(options)
    return smallest


def scenario(name: str, cells: dict[str, dict[str, int]] | None = None) -> Change:
    changed = {
        option: OptionChange(frozen({c: CellChange(value=Fraction(x)) for c, x in by.items()}))
        for option, by in (cells or {}).items()
    }
    return Change(name, "scenario", Text.of(name), options=frozen(changed))
