"""From the values of one file to its model: every fault at its place, in words an analyst can act on."""

from collections.abc import Collection, Iterator
from typing import Any, Generic, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from mcda.errors import Fault, nearest
from mcda.study.fields import brief, shown
from mcda.study.models import BranchModel, ChangeModel, CriterionModel, File, OptionModel, ScoreModel, StudyModel
from mcda.study.models_evidence import ContradictionModel, StatementModel
from mcda.study.models_portfolio import SynergyModel
from mcda.study.tree import MAX_DEPTH, Path, Tree

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
        found = "the file is empty" if tree.data is None else f"the file is {shown(tree.data)}"
        faults.append(Fault(tree.file, 1, 1, f"{found}; expected keys such as {', '.join(_required(model))}"))
        return Parsed(tree, None)
    problems: list[Any] = []
    sound: M | None = None
    try:
        sound = model.model_validate(tree.data)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=True)
        faults.extend(_fault(model, tree, problem) for problem in problems)
    wrong = {_path(problem["loc"]) for problem in problems}
    for path in _nothings(tree.data, ()):
        if path not in wrong:
            wrong.add(path)
            faults.append(tree.fault(path, f"{_name(path)}: nothing; write a value, or take the key out", at_key=True))
    return _what_is_sound(model, tree, wrong) if wrong else Parsed(tree, sound)


def _what_is_sound(model: type[M], tree: Tree, wrong: set[Path]) -> Parsed[M]:
    """Read again without the faulty entries, so that the rest still meets the other files.

    An entry that then lacks a part it must have goes as a whole; only its name is made up, since no check reads it.
    """
    filled: set[Path] = set()
    for _ in range(MAX_DEPTH):
        moved: dict[Path, Path] = {}
        rest = _without(tree.data, (), (), wrong, moved)
        for path in filled:
            _put(rest, next((new for new, old in moved.items() if old == path[:-1]), None), str(path[-1]))
        try:
            sound = model.model_validate(rest)
        except ValidationError as error:
            for problem in error.errors(include_url=False, include_input=False):
                path = _written(_path(problem["loc"]), moved)
                if problem["type"] != "missing":
                    wrong.add(path)
                elif path[-1] in _NAMES:
                    filled.add(path)
                else:
                    wrong.add(path[:-1])
            if () in wrong:
                break
        else:
            return Parsed(tree.without({path for path in wrong if isinstance(path[-1], int)}), sound)
    return Parsed(tree, None)


def _written(path: Path, moved: dict[Path, Path]) -> Path:
    """Return where a path of what remained stands in the file as written."""
    length = next(length for length in range(len(path), -1, -1) if path[:length] in moved)
    return moved[path[:length]] + path[length:]


def _put(rest: Any, path: Path | None, name: str) -> None:
    """Make up a name where one is missing."""
    for step in path or ():
        rest = rest[step]
    if path is not None:
        rest[name] = "?"


def _nothings(value: Any, path: Path) -> Iterator[Path]:
    """Find the keys and items that have no value."""
    if value is None:
        yield path
    elif isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _nothings(each, (*path, step))


def _without(value: Any, old: Path, new: Path, wrong: Collection[Path], moved: dict[Path, Path]) -> Any:
    """Copy values without the faulty ones; `moved` tells where each of the rest stands in the file as written."""
    moved[new] = old
    if isinstance(value, dict):
        kept = ((k, v) for k, v in value.items() if (*old, k) not in wrong)
        return {k: _without(v, (*old, k), (*new, k), wrong, moved) for k, v in kept}
    if isinstance(value, list):
        stay = ((i, v) for i, v in enumerate(value) if (*old, i) not in wrong)
        return [_without(v, (*old, i), (*new, place), wrong, moved) for place, (i, v) in enumerate(stay)]
    return value


def _path(loc: tuple[Any, ...]) -> Path:
    return tuple(step for step in loc if step != "[key]")


_NAMES = frozenset({"name", "title", "question", "quote"})
_NOUNS: dict[type[BaseModel] | None, str] = {
    BranchModel: "branch", ContradictionModel: "entry of the ledger", CriterionModel: "criterion",
    ChangeModel: "scenario, update or variant", OptionModel: "option", ScoreModel: "score", StatementModel: "statement",
    StudyModel: "study", SynergyModel: "synergy",
}  # fmt: skip


def _fault(model: type[File], tree: Tree, problem: Any) -> Fault:
    path, kind = _path(problem["loc"]), problem["type"]
    if kind == "missing":
        return tree.fault(
            path[:-1], f"no {path[-1]!r} here; {_hint(_model_at(model, path[:-1]), str(path[-1]))}", at_key=True
        )
    if kind == "extra_forbidden":
        allowed = _fields(_model_at(model, path[:-1]))
        key = str(path[-1])
        return tree.fault(path, f"{brief(key)} is not a key here{nearest(key, allowed)}", at_key=True)
    at_key = "[key]" in problem["loc"] or problem["input"] is None
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        name, keys = _name(path), _expected_keys(_model_at(model, path))
        return tree.fault(path, f"{name}: {shown(problem['input'])}, expected a mapping{keys}")
    return tree.fault(path, _message(problem, path), at_key=at_key)


def _message(problem: Any, path: Path) -> str:
    kind, found, context = problem["type"], problem["input"], problem.get("ctx", {})
    name = _name(path)
    if kind == "language":
        return str(problem["msg"])
    if kind in {"number", "text", "evidence", "points"}:
        return f"{name}: {problem['msg']}"
    if kind == "literal_error":
        allowed = [each.strip(" '\"") for each in str(context["expected"]).replace(" or ", ", ").split(",")]
        allowed = [each for each in allowed if each]
        if not isinstance(found, str) and str(found) in allowed:
            return f"{shown(found)} for {name}, expected a text; write it in quotes: '{found}'"
        seen = brief(found) if isinstance(found, str) else shown(found)
        return f"{seen} is not allowed for {name}{_allowed(str(found), allowed)}"
    if (
        kind == "string_pattern_mismatch"
        and "[key]" in problem["loc"]
        and context.get("pattern", "").startswith("^[A-Z]")
    ):
        return f"{brief(found)} is no number of a statement; expected a letter and a number, such as S1"
    if kind == "string_pattern_mismatch":
        shape = (
            "a letter and a number, such as S1"
            if context.get("pattern", "").startswith("^[A-Z]")
            else ("small letters, digits and _, beginning with a letter")
        )
        return f"{brief(found)} is not an id; expected {shape}"
    seen = shown(found)
    expected = {
        "string_type": "text", "int_type": "a whole number", "bool_type": "true or false",
        "list_type": "a list, such as [a, b]",
        "string_too_short": "a text that is not empty",
        "string_too_long": f"at most {context.get('max_length')} characters",
        "too_short": f"a list of at least {context.get('min_length')}",
    }.get(kind)  # fmt: skip
    if expected:
        return f"{name}: {seen}, expected {expected}"
    return f"{name}: {seen}: {problem['msg'][0].lower()}{problem['msg'][1:]}"


def _name(path: Path) -> str:
    """Return the last key of a path; an item of a list goes by the list's name."""
    keys = [step for step in path if isinstance(step, str)]
    return (keys[-1] if keys[-1].isprintable() else repr(keys[-1])) if keys else "the file"


def _expected_keys(model: type[BaseModel] | None) -> str:
    """Say what a mapping holds: what it must, else what it may."""
    if model is None:
        return ""
    required = _required(model)
    return f" with {', '.join(required)}" if required else f" with keys such as {', '.join(_fields(model)[:3])}"


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
    if field is not None and field.description:
        return f"expected: {field.description}"
    return f"every {_NOUNS.get(model, 'entry')} has one"


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
