"""Checks the files of a study against each other; every fault is added, none stops the others."""

from collections.abc import Collection
from pathlib import Path

from mcda.errors import Fault, nearest
from mcda.study.checks.changes import check_changes
from mcda.study.checks.criteria import check_criteria
from mcda.study.checks.evidence import check_evidence
from mcda.study.checks.options import check_options
from mcda.study.checks.portfolio import check_portfolio
from mcda.study.checks.weights import check_weights
from mcda.study.files import inside
from mcda.study.parts import Parts


def crosscheck(parts: Parts, folder: Path, faults: list[Fault], methods: Collection[str] = ()) -> None:
    """Run every check over the parsed files and add what is wrong to `faults`."""
    for what, count in (("criteria", len(parts.criteria)), ("options", len(parts.options))):
        if not count and not any(fault.file.startswith(what) for fault in faults):
            faults.append(Fault(what, 1, 1, f"no {what}; a study needs at least one file in {what}/"))
    check_criteria(parts, faults)
    check_options(parts, faults)
    check_weights(parts, faults)
    check_changes(parts, faults)
    check_portfolio(parts, faults)
    check_evidence(parts, faults)
    _check_study(parts, folder, faults)
    _check_method(parts, methods, faults)


def _check_study(parts: Parts, folder: Path, faults: list[Fault]) -> None:
    tree, model = parts.study if parts.study is not None else (None, None)
    if tree is None or model is None:
        return
    default = model.default
    if default.weights is not None and default.weights not in parts.profiles:
        hint = nearest(default.weights, parts.profiles)
        faults.append(tree.fault(("default", "weights"), f"{default.weights!r} is not a weight profile{hint}"))
    if default.weights is None and len(parts.profiles) > 1:
        listed = ", ".join(sorted(parts.profiles))
        message = f"no default weights, and there are several profiles; write `default: {{weights: ...}}`: {listed}"
        faults.append(tree.fault(("default",), message))
    if default.budget is not None and default.budget < 0:
        faults.append(tree.fault(("default", "budget"), f"a budget of {float(default.budget):g}; expected 0 or more"))
    if model.source is not None and model.source.file is not None and (reason := inside(folder, model.source.file)):
        faults.append(tree.fault(("source", "file"), reason))
    for i, note in enumerate(model.double_counting):
        for key, names, allowed in (
            ("criteria", note.criteria, list(parts.criteria)),
            ("options", note.options, list(parts.options)),
            ("variants", note.variants, list(parts.changes)),
        ):
            for j, name in enumerate(names):
                if name not in allowed:
                    hint = nearest(name, allowed)
                    message = f"{name!r} is not among the {key}{hint}"
                    faults.append(tree.fault(("double_counting", i, key, j), message))


def _check_method(parts: Parts, methods: Collection[str], faults: list[Fault]) -> None:
    tree, model = parts.study if parts.study is not None else (None, None)
    if tree is not None and model is not None and methods and model.default.method not in methods:
        hint = nearest(model.default.method, methods)
        faults.append(tree.fault(("default", "method"), f"{model.default.method!r} is not a method{hint}"))
