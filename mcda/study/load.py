"""Loads a study folder: all files, all faults at once, and then the frozen `Study`."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from mcda.errors import Fault, StudyError
from mcda.study.build import build
from mcda.study.checks import crosscheck
from mcda.study.files import StudyFile, digest, find_study, is_id, overlooked, read_files
from mcda.study.models import BranchModel, ChangeModel, CriterionModel, OptionModel, ProfileModel, StudyModel
from mcda.study.models_evidence import GapsModel, LedgerModel, StatementsModel
from mcda.study.models_portfolio import PortfolioModel
from mcda.study.parse import Parsed, parse
from mcda.study.parts import Parts
from mcda.study.study import Study
from mcda.study.texts import missing_texts
from mcda.study.tree import Tree, read_tree

MAX_TOLD: Final = 500


@dataclass(frozen=True)
class CheckedStudy:
    """What checking a folder found: the study where it is sound, every fault, and every warning."""

    folder: Path
    origin: str
    study: Study | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    files: int = field(default=0)


def load_study(folder: str | os.PathLike[str] | None = None) -> Study:
    """Load a study: the folder given, else the nearest parent with a `study.yaml`, else the bundled Korea study.

    Parameters
    ----------
    folder
        Path of the folder (or of its `study.yaml`).

    Returns
    -------
    The frozen study; `study.origin` says where it was found.

    Raises
    ------
    StudyError
        With every fault of every file, each with file, line, column and cure.

    Examples
    --------
    >>> from mcda.study import load_study
    >>> load_study().options.ids[:3]
    ('status_quo', 'alliance', 'hedge')
    """
    checked = check_study(folder)
    if checked.study is None:
        raise StudyError(checked.faults)
    return checked.study


def check_study(folder: str | os.PathLike[str] | None = None, *, methods: Collection[str] = ()) -> CheckedStudy:
    """Check a study folder and return all faults and warnings, sorted, with the study where it is sound.

    Parameters
    ----------
    folder
        As in `load_study`.
    methods
        Ids of the methods there are, to check the study's default by; none: it is not checked.
    """
    try:
        found = find_study(folder)
    except StudyError as error:
        return CheckedStudy(Path(str(folder)), "folder given", None, error.faults)
    files, faults = read_files(found.folder)
    unread = [fault.file for fault in faults]
    parts = _parts(files, faults)
    for name in unread:
        _lend(parts, Tree(name))
    crosscheck(parts, found.folder, faults, methods)
    # Passed over in silence, a folder `scenario/` would be a study without scenarios.
    told = {fault.file for fault in faults}
    faults.extend(fault for fault in overlooked(found.folder) if fault.file not in told)
    warnings = tuple(sorted({*parts.warnings, *missing_texts(parts)}))
    if faults:
        return CheckedStudy(found.folder, found.origin, None, _told(faults), warnings, len(files))
    study = build(parts, found.folder, found.origin, digest(files))
    return CheckedStudy(found.folder, found.origin, study, (), warnings, len(files))


def _told(faults: list[Fault]) -> tuple[Fault, ...]:
    """Sort the faults; where one file has more than anyone would read, the last line says how many more."""
    told: list[Fault] = []
    for file, group in groupby(sorted(set(faults)), key=lambda fault: fault.file):
        here = list(group)
        told.extend(here[:MAX_TOLD])
        if rest := here[MAX_TOLD:]:
            told.append(Fault(file, rest[0].line, rest[0].column, f"and {len(rest):,} more faults from here on"))
    return tuple(told)


def _parts(files: list[StudyFile], faults: list[Fault]) -> Parts:
    parts = Parts()
    for file in files:
        where = file.name.split("/")
        tree = read_tree(file.name, file.raw)
        name = where[-1].removesuffix(".yaml")
        match where:
            case ["study.yaml"]:
                parts.study = parse(StudyModel, tree, faults)
            case ["portfolio.yaml"]:
                parts.portfolio = parse(PortfolioModel, tree, faults)
            case ["criteria", "weights", _]:
                _add(parts.profiles, name, parse(ProfileModel, tree, faults), faults)
            case ["criteria", branch, "branch.yaml"]:
                _add(parts.branches, branch, parse(BranchModel, tree, faults), faults)
            case ["criteria", branch, _]:
                parts.branch_of[name] = branch
                _add(parts.criteria, name, parse(CriterionModel, tree, faults), faults)
            case ["criteria", _]:
                parts.branch_of[name] = ""
                _add(parts.criteria, name, parse(CriterionModel, tree, faults), faults)
            case ["options", _]:
                _add(parts.options, name, parse(OptionModel, tree, faults), faults)
            case ["scenarios", _]:
                _add(parts.changes, name, parse(ChangeModel, tree, faults), faults)
            case ["evidence", "ledger.yaml"]:
                parts.ledger = parse(LedgerModel, tree, faults)
            case ["evidence", "gaps.yaml"]:
                parts.gaps = parse(GapsModel, tree, faults)
            case ["evidence", _]:
                _add(parts.statements, name, parse(StatementsModel, tree, faults), faults)
            case _:
                faults.append(Fault(file.name, 1, 1, _misplaced(where)))
                _lend(parts, tree)
    return parts


def _add(where: dict[str, Parsed], name: str, parsed: Parsed, faults: list[Fault]) -> None:  # type: ignore[type-arg]  # of any model
    tree: Tree = parsed.tree
    if not is_id(name):
        message = f"{name!r} is not an id; a file is named in small letters, digits and _, beginning with a letter"
        faults.append(Fault(tree.file, 1, 1, message))
    elif name in where:
        faults.append(Fault(tree.file, 1, 1, f"the id {name!r} is taken by {where[name].tree.file}; ids are unique"))
    else:
        where[name] = parsed


def _lend(parts: Parts, tree: Tree) -> None:
    """Keep the name of a file that was not read, so that only the file itself is at fault, not all that name it."""
    where = tree.file.split("/")
    name, ending = where[-1].split(".")[0], "." in where[-1]
    match where if ending else []:
        case ["criteria", "weights", *_]:
            parts.profiles.setdefault(name, Parsed(tree, None))
        case ["criteria", *branch, _]:
            parts.branch_of.setdefault(name, branch[0] if branch else "")
            parts.criteria.setdefault(name, Parsed(tree, None))
        case ["options", *_, _]:
            parts.options.setdefault(name, Parsed(tree, None))
        case ["scenarios", *_, _]:
            parts.changes.setdefault(name, Parsed(tree, None))
        case ["evidence", *_, _]:
            parts.statements.setdefault(name, Parsed(tree, None))
        case ["portfolio.yml"]:
            parts.portfolio = parts.portfolio or Parsed(tree, None)


def _misplaced(where: list[str]) -> str:
    depth: Mapping[str, str] = {
        "criteria": "criteria/<id>.yaml, criteria/<branch>/<id>.yaml or criteria/weights/<id>.yaml",
        "options": "options/<id>.yaml",
        "scenarios": "scenarios/<id>.yaml",
        "evidence": "evidence/<name>.yaml",
    }
    return f"a file too deep in {where[0]}/; expected {depth.get(where[0], 'no such file')}"
