"""Weight profiles: points for every criterion, directly or through the branches."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mcda.errors import Fault, McdaError, nearest
from mcda.study.build_weights import judged_weights
from mcda.study.fields import Exact
from mcda.study.models import ProfileModel
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree
from mcda.weights import Weights

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
        elif _speak_of_branches(parts, tree, written["judgements"], model, faults):
            _check_within(parts, tree, "judgements", model, faults)
        if model.within is not None and "points" in written:
            faults.append(tree.fault(("within",), "`within` goes with `branches`, not with `points`", at_key=True))
        if model.transfer and "judgements" not in written:
            faults.append(tree.fault(("transfer",), "`transfer` goes with `judgements`", at_key=True))


def _speak_of_branches(parts: Parts, tree: Tree, written: Any, model: ProfileModel, faults: list[Fault]) -> bool:
    """Compute weights from judgements once, to see whether they can be; tell whether they are about branches."""
    weights = _judged(tree, ("judgements",), written, faults)
    if weights is None:
        return False
    spoken, about_branches = set(weights.fractions), model.within is not None
    expected = parts.branch_ids if about_branches else list(parts.criteria)
    _check_names(tree, ("judgements",), spoken, expected, "branch" if about_branches else "criterion", faults)
    if not about_branches and not model.transfer:
        for criterion, (low, high) in weights.swings.items():
            scale = parts.scale_of(criterion)
            if scale is not None and (low, high) != scale:
                message = (
                    f"the judgements speak of {criterion!r} going from {float(low):g} to {float(high):g}, and its "
                    f"scale now runs from {float(scale[0]):g} to {float(scale[1]):g}: judge again, or write "
                    "`transfer: true` to carry the weight over in proportion to the range"
                )
                faults.append(tree.fault(("judgements",), message, at_key=True))
    return about_branches


def _judged(tree: Tree, path: Path, written: Any, faults: list[Fault]) -> Weights | None:
    if not isinstance(written, dict):
        faults.append(tree.fault(path, "expected `method` and its parts"))
        return None
    try:
        return judged_weights(written)
    except McdaError as fault:
        faults.append(tree.fault(path, str(fault), at_key=True))
        return None


def _check_names(tree: Tree, path: Path, spoken: set[str], expected: list[str], what: str, faults: list[Fault]) -> None:
    for name in sorted(spoken - set(expected)):
        hint = nearest(name, expected)
        message = f"the judgements speak of {name!r}, which is not a {what}{hint}"
        faults.append(tree.fault(path, message, at_key=True))
    faults.extend(
        tree.fault(path, f"the judgements do not speak of {what} {name!r}", at_key=True)
        for name in expected
        if name not in spoken
    )


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
            weights = _judged(tree, (*path, "judgements"), model.within[branch]["judgements"], faults)
            if weights is not None:
                _check_names(tree, (*path, "judgements"), set(weights.fractions), inside, "criterion", faults)
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
