"""Weight profiles: points for every criterion, directly or through the branches."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mcda.errors import Fault, nearest
from mcda.study.checks.judgements import Spoken, check_judgements
from mcda.study.fields import Exact
from mcda.study.models import ProfileModel
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree

_NUMBER: TypeAdapter[Fraction] = TypeAdapter(Exact)


def check_weights(parts: Parts, faults: list[Fault]) -> None:
    """Check every profile against the criteria and the branches."""
    for tree, model in parts.profiles.values():
        written = tree.data if isinstance(tree.data, dict) else {}
        if model is None:
            continue
        forms = [form for form in ("points", "branches", "judgements") if form in written]
        if len(forms) != 1:
            found = f"found {' and '.join(forms)}" if forms else "found none of them"
            message = "expected one of `points` by criterion, `branches` with `within`, and `judgements`"
            faults.append(Fault(tree.file, 1, 1, f"{message}; {found}"))
            continue
        if "points" in written:
            _check_points(tree, ("points",), written["points"], model.points, list(parts.criteria), "criterion", faults)
        elif "branches" in written:
            _check_points(tree, ("branches",), written["branches"], model.branches, parts.branch_ids, "branch", faults)
            _check_within(parts, tree, "branches", model, faults)
        else:
            _check_judged(parts, tree, written["judgements"], model, faults)
        if model.within is not None and "points" in written:
            faults.append(tree.fault(("within",), "`within` goes with `branches`, not with `points`", at_key=True))
        if model.transfer and "judgements" not in written and "judgements" not in _inside(model):
            faults.append(tree.fault(("transfer",), "`transfer` goes with `judgements`", at_key=True))


def _check_judged(parts: Parts, tree: Tree, written: Any, model: ProfileModel, faults: list[Fault]) -> None:
    if model.within is None:
        expected = Spoken(list(parts.criteria), "criterion", model.transfer)
        check_judgements(parts, tree, ("judgements",), written, expected, faults)
        return
    expected = Spoken(parts.branch_ids, "branch", model.transfer)
    if check_judgements(parts, tree, ("judgements",), written, expected, faults) is not None:
        _check_within(parts, tree, "judgements", model, faults)


def _check_within(parts: Parts, tree: Tree, form: str, model: ProfileModel, faults: list[Fault]) -> None:
    for criterion, branch in parts.branch_of.items():
        if not branch:
            message = f"criterion {criterion!r} is in no branch, so points by branch do not reach it; use `points`"
            faults.append(tree.fault((form,), message, at_key=True))
    if model.within == "equal":
        return
    if not isinstance(model.within, dict):
        message = "expected `within: equal`, or points by criterion inside each branch"
        faults.append(tree.fault(("within",), message, at_key=model.within is not None))
        return
    for branch in parts.branch_ids:
        inside = [c for c, b in parts.branch_of.items() if b == branch]
        path = ("within", branch)
        if branch not in model.within:
            faults.append(tree.fault(("within",), f"no points inside branch {branch!r}", at_key=True))
        elif not isinstance(model.within[branch], dict):
            faults.append(tree.fault(path, "expected points by criterion"))
        elif "judgements" in model.within[branch]:
            for other in model.within[branch].keys() - {"judgements"}:
                message = f"{other!r} stands beside judgements; give points, or judgements, not both"
                faults.append(tree.fault((*path, str(other)), message, at_key=True))
            expected, judged = Spoken(inside, "criterion", model.transfer), model.within[branch]["judgements"]
            check_judgements(parts, tree, (*path, "judgements"), judged, expected, faults)
        else:
            points = {
                c: n
                for c, raw in model.within[branch].items()
                if (n := number(tree, (*path, c), raw, faults)) is not None
            }
            _check_points(tree, path, model.within[branch], points, inside, "criterion", faults)
    for branch in model.within:
        if branch not in parts.branch_ids:
            hint = nearest(str(branch), parts.branch_ids)
            faults.append(tree.fault(("within", str(branch)), f"{branch!r} is not a branch{hint}", at_key=True))


def _inside(model: ProfileModel) -> set[str]:
    """Return the keys that stand inside any branch."""
    within = model.within if isinstance(model.within, dict) else {}
    return {key for stated in within.values() if isinstance(stated, dict) for key in stated}


def number(tree: Tree, path: Path, raw: Any, faults: list[Fault]) -> Fraction | None:
    """Read one number of a free-form part, or add a fault."""
    try:
        return _NUMBER.validate_python(raw)
    except ValidationError as error:
        faults.append(tree.fault(path, f"{path[-1]}: {error.errors()[0]['msg']}"))
        return None


def _check_points(
    tree: Tree,
    path: Path,
    written: Any,
    points: Mapping[str, Fraction] | None,
    expected: list[str],
    what: str,
    faults: list[Fault],
) -> None:
    """Check a mapping of points against the names it must have; `written` is the file as it stands."""
    if not isinstance(written, dict) or points is None:
        return
    for name in written:
        if name not in expected:
            hint = nearest(name, expected)
            faults.append(tree.fault((*path, name), f"a weight for {name!r}, which is not a {what}{hint}", at_key=True))
    for name in expected:
        if name not in written:
            message = f"no points for {what} {name!r}; write 0 to leave it out"
            faults.append(tree.fault(path, message, at_key=True))
    for name, number_ in points.items():
        if number_ < 0:
            faults.append(tree.fault((*path, name), f"a weight of {float(number_):g} for {name!r}; expected 0 or more"))
    if points and len(points) == len(written) and not any(points.values()):
        faults.append(tree.fault(path, "all points are zero; at least one must be positive", at_key=True))
