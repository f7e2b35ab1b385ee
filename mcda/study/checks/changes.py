"""Scenarios, updates and variants: known names, one change a cell, and a reason for each."""

from collections.abc import Mapping

from mcda.errors import Fault, nearest
from mcda.study.checks.criteria import check_curve
from mcda.study.models import CellModel, ChangeModel, OptionModel
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree

_TEXTS = tuple(
    name for name in OptionModel.model_fields
    if name not in {"code", "kind", "baseline", "evidence", "resources", "scores"}
)  # fmt: skip


def check_changes(parts: Parts, faults: list[Fault]) -> None:
    """Check every change against the criteria and the options, and the scenarios against each other."""
    reference: str | None = None
    for name, (tree, model) in parts.changes.items():
        if model is None:
            continue
        _check_kind(tree, model, faults)
        if model.everywhere is not None:
            path: Path = ("everywhere", "scores")
            _check_cells(parts, tree, path, model.everywhere.scores, model.everywhere.why is not None, faults)
        for option, change in model.options.items():
            here: Path = ("options", option)
            if option not in parts.options:
                hint = nearest(option, parts.options)
                faults.append(tree.fault(here, f"{option!r} is not an option{hint}", at_key=True))
            _check_cells(parts, tree, (*here, "scores"), change.scores, change.why is not None, faults)
            for text in change.texts:
                if text not in _TEXTS:
                    message = f"{text!r} is not a text of an option{nearest(text, _TEXTS)}"
                    faults.append(tree.fault((*here, "texts", text), message, at_key=True))
        _check_model_changes(parts, tree, model, faults)
        if model.reference:
            if reference is not None:
                faults.append(tree.fault(("reference",), f"{reference!r} is already the reference scenario"))
            reference = reference or name
    _check_plausibilities(parts)


def _check_kind(tree: Tree, model: ChangeModel, faults: list[Fault]) -> None:
    for key, kind in (("plausibility", "scenario"), ("reference", "scenario"), ("merge", "variant"),
                      ("value_functions", "variant")):  # fmt: skip
        if getattr(model, key) and model.kind != kind:
            faults.append(tree.fault((key,), f"{key!r} goes with `kind: {kind}`, not with {model.kind!r}", at_key=True))
    if model.plausibility is not None and not 0 <= model.plausibility <= 1:
        message = f"plausibility {float(model.plausibility):g}; expected 0 to 1"
        faults.append(tree.fault(("plausibility",), message))


def _check_cells(
    parts: Parts, tree: Tree, path: Path, cells: Mapping[str, CellModel], reasoned: bool, faults: list[Fault]
) -> None:
    for criterion, cell in cells.items():
        here = (*path, criterion)
        if criterion not in parts.criteria:
            hint = nearest(criterion, parts.criteria)
            faults.append(tree.fault(here, f"{criterion!r} is not a criterion{hint}", at_key=True))
        given = [name for name in ("add", "times", "value") if getattr(cell, name) is not None]
        if len(given) != 1:
            message = f"{' and '.join(given) or 'nothing'} for {criterion!r}; expected one of add, times, value"
            faults.append(tree.fault(here, message, at_key=True))
        if given != ["value"] and (cell.low is not None or cell.high is not None):
            message = "low and high go with a new value; a shift moves them along by itself"
            faults.append(tree.fault(here, message, at_key=True))
        if cell.times is not None and cell.times < 0:
            faults.append(tree.fault((*here, "times"), f"times {float(cell.times):g}; expected 0 or more"))
        if given == ["value"]:
            _check_value(parts, tree, here, criterion, cell, faults)
        if not reasoned and cell.why is None:
            message = f"no reason for the change of {criterion!r}; write `why` here or for the whole block"
            faults.append(tree.fault(here, message, at_key=True))


def _check_value(parts: Parts, tree: Tree, path: Path, criterion: str, cell: CellModel, faults: list[Fault]) -> None:
    value = cell.value or 0
    for name, end in (("low", cell.low), ("high", cell.high)):
        if end is not None and ((end > value) if name == "low" else (end < value)):
            side = "above" if name == "low" else "below"
            message = f"{name} {float(end):g} is {side} value {float(value):g}; expected low <= value <= high"
            faults.append(tree.fault((*path, name), message))
    parsed = parts.criteria.get(criterion)
    if parsed is not None and parsed.model is not None and not parsed.model.scale.open:
        scale = parsed.model.scale
        for name in ("value", "low", "high"):
            end = getattr(cell, name)
            if end is not None and scale.low < scale.high and not scale.low <= end <= scale.high:
                ends = f"{float(scale.low):g} to {float(scale.high):g}"
                message = f"{name} {float(end):g} is outside the criterion's scale {ends}"
                faults.append(tree.fault((*path, name), message))


def _check_model_changes(parts: Parts, tree: Tree, model: ChangeModel, faults: list[Fault]) -> None:
    for criterion, curve in model.value_functions.items():
        path: Path = ("value_functions", criterion)
        if criterion not in parts.criteria:
            hint = nearest(criterion, parts.criteria)
            faults.append(tree.fault(path, f"{criterion!r} is not a criterion{hint}", at_key=True))
        elif (parsed := parts.criteria[criterion]).model is not None:
            check_curve(tree, curve, path, parsed.model.goal, faults)
    _check_merges(parts, tree, model, faults)


def _check_merges(parts: Parts, tree: Tree, model: ChangeModel, faults: list[Fault]) -> None:
    """Check criteria read as one: they exist, stand in one merge only, and mean the same by their numbers."""
    taken: set[str] = set()
    for i, merge in enumerate(model.merge):
        for j, criterion in enumerate(merge.of):
            if criterion not in parts.criteria:
                hint = nearest(criterion, parts.criteria)
                faults.append(tree.fault(("merge", i, "of", j), f"{criterion!r} is not a criterion{hint}"))
            if criterion in taken:
                faults.append(tree.fault(("merge", i, "of", j), f"{criterion!r} is already read as one with others"))
            taken.add(criterion)
        if merge.id in parts.criteria or merge.id in parts.branch_ids:
            faults.append(tree.fault(("merge", i, "id"), f"the id {merge.id!r} is taken; give it a new one"))
        found = {c: p.model for c in merge.of if (p := parts.criteria.get(c)) and p.model}
        for c, criterion_model in found.items():
            if criterion_model.role is not None:
                message = f"{c!r} has `role: {criterion_model.role}` and cannot be read as one with others"
                faults.append(tree.fault(("merge", i, "of"), message))
        kinds = {c: (m.goal, m.scale.low, m.scale.high, m.scale.open) for c, m in found.items()}
        if len(set(kinds.values())) > 1:
            told = ", ".join(f"{c} {goal} on {float(lo):g} to {float(hi):g}" for c, (goal, lo, hi, _) in kinds.items())
            message = f"{told}; criteria read as one must share goal and scale"
            faults.append(tree.fault(("merge", i, "of"), message))
        elif len({str(m.value_function or []) for m in found.values()}) > 1:
            message = "criteria read as one must share a value function; these do not"
            faults.append(tree.fault(("merge", i, "of"), message))


def _check_plausibilities(parts: Parts) -> None:
    given = [p.model.plausibility for p in parts.changes.values() if p.model and p.model.kind == "scenario"]
    known = [each for each in given if each is not None]
    if known and len(known) == len(given) and sum(known) != 1:
        message = f"the plausibilities of the scenarios add to {float(sum(known)):g}, not to 1"
        parts.warnings.append(Fault("scenarios", 1, 1, message))
