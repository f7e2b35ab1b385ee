"""Judgements in profile files: whether they make weights, of whom they speak, and of which ranges."""

import re
from typing import Any, NamedTuple

from mcda.errors import Fault, McdaError, nearest
from mcda.scales import ValueFunction
from mcda.study.build_weights import judged_weights
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree
from mcda.weights import Weights


class Spoken(NamedTuple):
    """What judgements should speak of: names, of what kind, and whether their ranges are carried over."""

    names: list[str]
    kind: str
    transfer: bool


def check_judgements(
    parts: Parts, tree: Tree, path: Path, written: Any, expected: Spoken, faults: list[Fault]
) -> Weights | None:
    """Compute weights from judgements once, to see whether they can be; add every fault.

    Parameters
    ----------
    path
        Where the judgements stand in the file.
    written
        The judgements as they stand there.
    """
    if not isinstance(written, dict):
        faults.append(tree.fault(path, "expected `method` and its parts"))
        return None
    try:
        weights = judged_weights(written)
    except McdaError as problem:
        quoted = re.findall(r"'([^']+)'", str(problem))
        faults.append(_at_name(tree, path, quoted[0] if quoted else "", str(problem)))
        return None
    for name in weights.fractions:
        if name not in expected.names:
            hint = nearest(name, expected.names)
            message = f"the judgements speak of {name!r}, which is not a {expected.kind}{hint}"
            faults.append(_at_name(tree, path, name, message))
    faults.extend(
        tree.fault(path, f"the judgements do not speak of {expected.kind} {name!r}", at_key=True)
        for name in expected.names
        if name not in weights.fractions
    )
    _check_ranges(parts, tree, path, weights, expected.transfer, faults)
    return weights


def _check_ranges(parts: Parts, tree: Tree, path: Path, weights: Weights, transfer: bool, faults: list[Fault]) -> None:
    for criterion, (low, high) in weights.swings.items():
        scale = parts.scale_of(criterion)
        if scale is None or (low, high) == scale:
            continue
        told = (
            f"the judgements speak of {criterion!r} going from {float(low):g} to {float(high):g}, and its scale now "
            f"runs from {float(scale[0]):g} to {float(scale[1]):g}"
        )
        if not transfer:
            cure = "judge again, or write `transfer: true` to carry the weight over in proportion to the range"
            faults.append(_at_name(tree, path, criterion, f"{told}: {cure}"))
        elif _bent(parts, criterion):
            why = "its value function is bent, so that no weight can be carried over: judge again"
            faults.append(_at_name(tree, path, criterion, f"{told}; {why}"))


def _bent(parts: Parts, criterion: str) -> bool:
    model = parts.criteria[criterion].model
    points = [] if model is None or model.value_function is None else model.value_function
    return len(points) > 1 and ValueFunction(tuple((x, y) for x, y in points)).slope is None


def _at_name(tree: Tree, path: Path, name: str, message: str) -> Fault:
    """Return a fault at the first place below a path where a name stands, as a key or in a list."""
    for place in tree.keys:
        if place[: len(path)] == path and len(place) > len(path) and place[-1] == name:
            return tree.fault(place, message, at_key=True)
    for place in tree.values:
        if place[: len(path)] == path and _value(tree.data, place) == name:
            return tree.fault(place, message)
    return tree.fault(path, message, at_key=True)


def _value(data: Any, place: Path) -> Any:
    for step in place:
        data = data[step]
    return data
