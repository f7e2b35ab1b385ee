"""Lists the texts that are missing in a language the study declares."""

from collections.abc import Iterator
from typing import Any

from mcda.errors import Fault
from mcda.language import LANGUAGES
from mcda.study.parts import Parts
from mcda.study.tree import Path

# Names of publications, quotes and places stay in their own language.
_OWN_LANGUAGE = frozenset({"quote", "publisher", "place", "date", "address", "file"})
_TEXT_KEYS = frozenset({
    "name", "title", "question", "decision_maker", "as_of", "horizon", "objective", "note", "text", "why", "unit",
    "meaning", "measured", "summary", "action", "prerequisites", "exclusions", "conflicts", "synergies",
    "cost_drivers", "time_to_effect", "recommended", "risk", "voice", "story", "reading", "fact", "remark",
    "caution", "source", "record", "treatment", "status", "what",
})  # fmt: skip
_TEXT_LISTS = frozenset({
    "findings", "conventions", "options_drawn", "scoring_rules", "value_functions", "weights", "scenarios",
    "circularity", "limits", "notes", "gaps",
})  # fmt: skip


def missing_texts(parts: Parts) -> list[Fault]:
    """Return a warning for every text that lacks a declared language, at its place."""
    declared = parts.languages
    warnings = []
    for parsed in parts.all():
        for path, languages in _texts(parsed.tree.data, ()):
            own = languages or (declared[0],)
            if missing := [language for language in declared if language not in own]:
                warnings.append(parsed.tree.fault(path, f"{path[-1]}: no text in {', '.join(missing)}"))
    return warnings


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Walk over the texts of a file; a plain text has no languages."""
    if isinstance(value, dict):
        if value and all(key in LANGUAGES for key in value):
            yield path, tuple(value)
            return
        for key, each in value.items():
            if key in _OWN_LANGUAGE:
                continue
            if isinstance(each, str) and key in _TEXT_KEYS and not (key == "title" and "publisher" in value):
                yield (*path, key), ()
            elif isinstance(each, list) and key in _TEXT_LISTS and not path:
                yield from (((*path, key, i), ()) for i, text in enumerate(each) if isinstance(text, str))
                yield from (found for i, t in enumerate(each) for found in _texts(t, (*path, key, i)))
            else:
                yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for i, each in enumerate(value):
            yield from _texts(each, (*path, i))
