"""Evidence: every citation exists, every statement is cited or kept as background."""

from collections.abc import Iterator

from mcda.errors import Fault, nearest
from mcda.study.fields import is_citation
from mcda.study.parts import Parts
from mcda.study.tree import Path, Tree


def check_evidence(parts: Parts, faults: list[Fault]) -> None:
    """Check the statements, then every citation in every file."""
    where: dict[str, str] = {}
    for tree, model in parts.statements.values():
        if model is None:
            continue
        for number, statement in model.statements.items():
            path: Path = ("statements", number)
            if number in where:
                message = f"the statement {number} stands also in {where[number]}; numbers are unique"
                faults.append(tree.fault(path, message, at_key=True))
            where.setdefault(number, tree.file)
            address = statement.address
            if address is not None and not address.lower().startswith(("http://", "https://")):
                message = f"the address {address[:60]!r} is no web address; expected http:// or https://"
                parts.warnings.append(tree.fault((*path, "address"), message))
            if statement.reading is None and statement.fact is None:
                message = f"{number} has neither a reading nor a fact; say what the study takes from it"
                faults.append(tree.fault(path, message, at_key=True))
            _check_names(tree, path, "signs", list(statement.signs), [*parts.options, "all"], "option", faults)
            for key, kind, allowed in (
                ("criteria", "criterion", list(parts.criteria)),
                ("options", "option", list(parts.options)),
                ("scenarios", "scenario", list(parts.changes)),
            ):
                _check_names(tree, path, key, getattr(statement, key), allowed, kind, faults)
    cited = _check_citations(parts, where, faults)
    for tree, model in parts.statements.values():
        for number, statement in () if model is None else model.statements.items():
            if number not in cited and not statement.background:
                message = f"nothing cites {number}; cite it or mark `background: true`"
                parts.warnings.append(tree.fault(("statements", number), message, at_key=True))


def _check_names(
    tree: Tree,
    path: Path,
    key: str,
    names: list[str],
    allowed: list[str],
    kind: str,
    faults: list[Fault],
) -> None:
    article = "an" if kind[0] in "aeiou" else "a"
    for i, name in enumerate(names):
        if name not in allowed:
            at = (*path, key, name) if key == "signs" else (*path, key, i)
            message = f"{name!r} is not {article} {kind}{nearest(name, allowed)}"
            faults.append(tree.fault(at, message, at_key=key == "signs"))


def _check_citations(parts: Parts, known: dict[str, str], faults: list[Fault]) -> set[str]:
    """Look up every list under a key `evidence`, wherever it stands, and return the numbers cited."""
    cited: set[str] = set()
    broken = any(parsed.model is None for parsed in parts.statements.values())
    for parsed in parts.all():
        for path, number in _citations(parsed.tree.data, ()):
            cited.add(number)
            if number not in known and not broken:
                message = f"the statement {number} does not exist in evidence/{_near(number, known)}"
                faults.append(parsed.tree.fault(path, message))
    return cited


def _citations(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "evidence" and isinstance(each, list):
                yield from (((*path, key, i), each[i]) for i in range(len(each)) if is_citation(each[i]))
            else:
                yield from _citations(each, (*path, key))
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from _citations(each, (*path, i))


def _near(number: str, known: dict[str, str]) -> str:
    if not known:
        return "; there are no statements in evidence/"
    same = [int(each[1:]) for each in known if each[:1] == number[:1] and each[1:].isdigit()]
    if not same:
        return nearest(number, known)
    first, last = f"{number[:1]}{min(same)}", f"{number[:1]}{max(same)}"
    return f"; it holds {first}" if first == last else f"; it holds {first} to {last}"
