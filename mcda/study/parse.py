"""From the values of one file to its model: every fault at its place, in words an analyst can act on."""

import copy
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from mcda.errors import Fault, nearest
from mcda.study.fields import shown
from mcda.study.models import File
from mcda.study.tree import Path, Tree

M = TypeVar("M", bound=File)


class Parsed(NamedTuple, Generic[M]):
    """A file as a model; what was faulty is left out of it, and it is None where too little remains."""

    tree: Tree
    model: M | None


def parse(model: type[M], tree: Tree, faults: list[Fault]) -> Parsed[M]:
    """Check the values of a file against a model; add what is wrong to `faults`."""
    faults.extend(tree.faults)
    if tree.data is None and tree.faults:
        return Parsed(tree, None)
    if not isinstance(tree.data, dict):
        found = "the file is empty" if tree.data is None else "the file is not a mapping"
        faults.append(Fault(tree.file, 1, 1, f"{found}; expected keys such as {', '.join(_required(model))}"))
        return Parsed(tree, None)
    try:
        return Parsed(tree, model.model_validate(tree.data))
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=True)
        faults.extend(_fault(model, tree, problem) for problem in problems)
        return Parsed(tree, _what_is_sound(model, tree.data, problems))


def _what_is_sound(model: type[M], data: Any, problems: list[Any]) -> M | None:
    """Check again without the faulty entries, so that the rest still meets the other files."""
    rest = copy.deepcopy(data)
    for problem in problems:
        path = _path(problem["loc"])
        holder = rest
        for step in path[:-1]:
            holder = _step(holder, step)
        if isinstance(holder, dict) and path:
            holder.pop(str(path[-1]), None)
        elif isinstance(holder, list) and path and isinstance(path[-1], int) and path[-1] < len(holder):
            holder[path[-1]] = _GONE
    try:
        return model.model_validate(_without_gaps(rest))
    except ValidationError:
        return None


_GONE = object()


def _without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_gaps(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_gaps(each) for each in value if each is not _GONE]
    return value


def _step(holder: Any, step: str | int) -> Any:
    if isinstance(holder, dict):
        return holder.get(str(step))
    if isinstance(holder, list) and isinstance(step, int) and step < len(holder):
        return holder[step]
    return None


def _path(loc: tuple[Any, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


def _fault(model: type[File], tree: Tree, problem: Any) -> Fault:
    path, kind = _path(problem["loc"]), problem["type"]
    if kind == "missing":
        return tree.fault(
            path[:-1], f"no {path[-1]!r} here; {_hint(_model_at(model, path[:-1]), str(path[-1]))}", at_key=True
        )
    if kind == "extra_forbidden":
        allowed = _fields(_model_at(model, path[:-1]))
        return tree.fault(path, f"{path[-1]!r} is not a key here{nearest(str(path[-1]), allowed)}", at_key=True)
    at_key = "[key]" in problem["loc"]
    return tree.fault(path, _message(problem, path, at_key=at_key), at_key=at_key)


def _message(problem: Any, path: Path, *, at_key: bool) -> str:
    kind, found, context = problem["type"], problem["input"], problem.get("ctx", {})
    name = str(path[-1]) if path else "the file"
    if kind == "language":
        return str(problem["msg"])
    if kind in {"number", "text", "evidence", "points"}:
        return f"{name}: {problem['msg']}"
    if kind == "literal_error":
        allowed = [each.strip(" '\"") for each in str(context["expected"]).replace(" or ", ", ").split(",")]
        allowed = [each for each in allowed if each]
        return f"{found!r} is not allowed for {name}{_allowed(str(found), allowed)}"
    if kind == "string_pattern_mismatch" and at_key and context.get("pattern", "").startswith("^[A-Z]"):
        return f"{found!r} is no number of a statement; expected a letter and a number, such as S1"
    if kind == "string_pattern_mismatch":
        shape = (
            "a letter and a number, such as S1"
            if context.get("pattern", "").startswith("^[A-Z]")
            else ("small letters, digits and _, beginning with a letter")
        )
        return f"{found!r} is not an id; expected {shape}"
    seen = shown(found)
    expected = {
        "string_type": "text", "int_type": "a whole number", "bool_type": "true or false", "dict_type": "a mapping",
        "list_type": "a list, such as [a, b]", "model_type": "a mapping", "model_attributes_type": "a mapping",
    }.get(kind)  # fmt: skip
    if expected:
        return f"{name}: {seen}, expected {expected}"
    return f"{name}: {seen}: {problem['msg'][0].lower()}{problem['msg'][1:]}"


def _allowed(found: str, allowed: list[str]) -> str:
    close = nearest(found, allowed)
    if close.startswith("; allowed"):
        return close
    return f"; allowed: {', '.join(allowed)}{close}"


def _fields(model: type[BaseModel] | None) -> list[str]:
    return [] if model is None else list(model.model_fields)


def _required(model: type[BaseModel]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def _hint(model: type[BaseModel] | None, name: str) -> str:
    if name == "evidence":
        return "write `evidence: judgement` if the score is one, else `evidence: [S1, ...]`"
    field = None if model is None else model.model_fields.get(name)
    choices = [str(each) for each in get_args(field.annotation)] if field is not None else []
    if choices and all(isinstance(each, str) for each in get_args(field.annotation if field else None)):
        return f"write one of: {', '.join(choices)}"
    return (
        "every file of this kind has one"
        if field is None or not field.description
        else f"expected: {field.description}"
    )


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model that describes the mapping at a path."""
    here: Any = model
    for step in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = None if field is None else field.annotation
        else:
            here = _element(here)
        here = _unwrapped(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _unwrapped(annotation: Any) -> Any:
    """Take the optional off an annotation."""
    arguments = [each for each in get_args(annotation) if each is not type(None)]
    return arguments[0] if type(None) in get_args(annotation) and arguments else annotation


def _element(annotation: Any) -> Any:
    """Return what a list or a mapping holds."""
    arguments = get_args(annotation)
    return arguments[-1] if arguments else None
