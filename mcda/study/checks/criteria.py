"""Criteria: scales, value functions, thresholds, roles, and names used twice."""

from fractions import Fraction
from itertools import pairwise

from mcda.errors import Fault
from mcda.study.fields import brief
from mcda.study.fields import level as read_level
from mcda.study.files import is_id
from mcda.study.models import CriterionModel
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree


def check_criteria(parts: Parts, faults: list[Fault]) -> None:
    """Check every criterion by itself, then against the others."""
    codes: dict[str, str] = {}
    roles: dict[str, str] = {}
    for name, (tree, model) in parts.criteria.items():
        if name in parts.branch_ids:
            faults.append(Fault(tree.file, 1, 1, f"{name!r} is also the name of a branch; ids are unique"))
        if model is None:
            continue
        _check_scale(tree, model, faults)
        check_curve(tree, model.value_function, ("value_function",), model.goal, faults)
        _check_thresholds(tree, model, faults)
        if model.code is not None:
            if model.code in codes:
                faults.append(tree.fault(("code",), f"the code {model.code!r} is taken by {codes[model.code]!r}"))
            codes.setdefault(model.code, name)
        if model.role is not None:
            if model.role in roles:
                message = f"{roles[model.role]!r} already has `role: {model.role}`; one criterion may have it"
                faults.append(tree.fault(("role",), message))
            roles.setdefault(model.role, name)
            _check_role(tree, model, faults)
    for branch in parts.branch_ids:
        if not is_id(branch):
            message = (
                f"{branch!r} is not an id; a folder is named in small letters, digits and _, beginning with a letter"
            )
            faults.append(Fault(f"criteria/{branch}", 1, 1, message))
    for name, (tree, _) in parts.branches.items():
        if name not in parts.branch_ids:
            faults.append(Fault(tree.file, 1, 1, "a branch without criteria; add one or remove the folder"))


def _check_scale(tree: Tree, model: CriterionModel, faults: list[Fault]) -> None:
    scale = model.scale
    if not scale.low < scale.high:
        message = f"the scale runs from {float(scale.low):g} to {float(scale.high):g}; expected low below high"
        faults.append(tree.fault(("scale", "high"), message))
        return
    for level in scale.anchors:
        path = ("scale", "anchors", level)
        number = read_level(level)
        if number is None:
            faults.append(tree.fault(path, f"the anchor {brief(level)} is not a level; expected a number", at_key=True))
        elif not scale.open and not scale.low <= number <= scale.high:
            message = f"the anchor {level} is outside the scale {float(scale.low):g} to {float(scale.high):g}"
            faults.append(tree.fault(path, message, at_key=True))


def check_curve(tree: Tree, curve: list[list[Fraction]] | None, path: Path, goal: str, faults: list[Fault]) -> None:
    """Check the points of a value function: rising performance, values of 0 to 100, in the direction of the goal."""
    if not curve:
        return
    for i, (before, after) in enumerate(pairwise(curve)):
        if not before[0] < after[0]:
            message = f"performance {float(after[0]):g} after {float(before[0]):g}; expected rising performances"
            faults.append(tree.fault((*path, i + 1), message))
        elif (after[1] < before[1]) if goal == "max" else (after[1] > before[1]):
            way, wish = ("falls", "never falling") if goal == "max" else ("rises", "never rising")
            message = (
                f"value {way} from {float(before[1]):g} to {float(after[1]):g}; with goal {goal} expected {wish} values"
            )
            faults.append(tree.fault((*path, i + 1), message))
    for i, (_, value) in enumerate(curve):
        if not 0 <= value <= 100:
            faults.append(tree.fault((*path, i), f"value {float(value):g} is outside 0 to 100"))


def _check_thresholds(tree: Tree, model: CriterionModel, faults: list[Fault]) -> None:
    if model.thresholds is None:
        return
    last, last_name = Fraction(0), "0"
    for name in ("indifference", "preference", "veto"):
        threshold: Fraction | None = getattr(model.thresholds, name)
        if threshold is None:
            continue
        if threshold < last:
            message = (
                f"{name} {float(threshold):g} is below {last_name}; expected 0 <= indifference <= preference <= veto"
            )
            faults.append(tree.fault(("thresholds", name), message))
        last, last_name = threshold, f"{name} {float(threshold):g}"


def _check_role(tree: Tree, model: CriterionModel, faults: list[Fault]) -> None:
    if model.role == "budget" and model.goal != "min":
        faults.append(tree.fault(("goal",), "goal max with `role: budget`; a budget is spent, so less is better: min"))
    if model.role == "success_chance" and (model.scale.low < 0 or model.scale.high > 100 or model.goal != "max"):
        found = f"goal {model.goal}, scale {float(model.scale.low):g} to {float(model.scale.high):g}"
        message = f"{found} with `role: success_chance`; a chance is a percentage: goal max, scale within 0 to 100"
        faults.append(tree.fault(("role",), message))
