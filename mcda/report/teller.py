"""How a study's names and texts are told in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from mcda import methods
from mcda.criteria import Criterion
from mcda.language import Language, Note, Text
from mcda.plot.numerals import numeral
from mcda.ranking import Ranking
from mcda.report.blocks import Foreign, Inline, Line, Reference
from mcda.report.words import Words
from mcda.study import Study

_CITED: Final = re.compile(r"(?<![A-Za-z0-9_-])([A-Z]{1,4}\d{1,4})(?![A-Za-z0-9_-])([†‡]?)")
_STOPS: Final = (".", "!", "?", "…", "。", ":")
_CLOSING: Final = " \n\"'”’)]"
_HANGUL: Final = re.compile("[가-힣]")


def sentences(*lines: Line) -> Line:
    """Return lines as one, with a full stop after each that has none before the next.

    >>> sentences(("Whose",), (), ("Why.",), ("More",))
    ('Whose', '. ', 'Why.', ' ', 'More')
    """
    said: list[Inline] = []
    for each in lines:
        if said and each:
            last = said[-1]
            text = last if isinstance(last, str) else getattr(last, "text", "")
            said.append(" " if text.rstrip(_CLOSING).endswith(_STOPS) else ". ")
        said += each
    return tuple(said)


@dataclass(frozen=True, eq=False)
class Teller:
    """Names and texts of a study in one language.

    Parameters
    ----------
    study
        As it stands under the changes asked for.
    """

    study: Study
    language: Language

    @cached_property
    def words(self) -> Words:
        """The sentences of the report."""
        return Words(self.language)

    def of(self, text: Text | None) -> str:
        """Return a text as a plain string; empty where there is none."""
        return "" if text is None else text.get(self.language)

    def line(self, text: Text | None) -> Line:
        """Return a text with its citations as references, marked where it is in another language."""
        if text is None or not self.of(text).strip():
            return ()
        if not text.has(self.language):
            return (self.quoted(self.of(text)),)
        return self.cited(self.of(text))

    def cited(self, text: str) -> Line:
        """Return a text in which the ids of statements are references."""
        parts: list[Inline] = []
        end = 0
        for match in _CITED.finditer(text):
            if match[1] in self.study.statements:
                parts += [text[end : match.start()], Reference(match[1], match[2])]
                end = match.end()
        return tuple(part for part in (*parts, text[end:]) if part != "")

    def evidence(self, ids: Iterable[str]) -> Line:
        """Return statement ids as references, separated by commas."""
        parts: list[Inline] = []
        for each in ids:
            mark = self.study.statements[each].mark if each in self.study.statements else ""
            parts += [*([", "] if parts else []), Reference(each, mark)]
        return tuple(parts)

    def note(self, note: str) -> Line:
        """Return a note beside a result, marked where it exists in another language only."""
        if isinstance(note, Note) and note.has(self.language):
            return (note.get(self.language),)
        return (self.quoted(str(note)),)

    def quoted(self, text: str) -> Inline:
        """Return words as they stand, marked with the language they seem to be in."""
        language = "ko" if _HANGUL.search(text) else "en"
        return text if language == self.language else Foreign(text, language)

    def option(self, option: str) -> str:
        """Code and name of an option."""
        found = self.study.options[option]
        return f"{found.code} {self.of(found.name) or found.id}".strip()

    def short_option(self, option: str) -> str:
        """Code of an option, else its name."""
        found = self.study.options[option]
        return found.code or self.of(found.name) or found.id

    def options(self, ids: Sequence[str]) -> str:
        """Short names of options as a list in words."""
        return self.words.all_of(self.short_option(o) for o in ids)

    def criterion(self, criterion: str) -> str:
        """Code and name of a criterion."""
        found = self.study.criteria[criterion]
        return f"{found.code} {self.criterion_name(found)}".strip()

    def criterion_name(self, criterion: Criterion) -> str:
        """Return the name of a criterion, else its id."""
        return self.of(criterion.name) or criterion.id

    def head(self, criterion: Criterion) -> str:
        """Return the short head of a criterion's column, with its direction."""
        return f"{criterion.goal.arrow}\N{NO-BREAK SPACE}{criterion.label}"

    def unit(self, criterion: Criterion) -> str:
        """Return the unit of a criterion."""
        return self.of(criterion.unit)

    def kind(self, kind: str) -> str:
        """Return the word for a kind of option; words the package does not know stay as they are."""
        return self.words(f"kind_{kind}") if self.words.has(f"kind_{kind}") else kind

    def profile(self, profile: str) -> str:
        """Return the name of a weight profile; weights given by hand go by what they call themselves."""
        if profile in self.study.profiles:
            return self.of(self.study.profiles[profile].name) or profile
        return self.words("given_weights") if profile in ("", "given") else profile

    def change(self, change: str | None) -> str:
        """Return the name of a scenario, update or variant; None: the scores as they are."""
        if change is None:
            return self.words("base_scores")
        if change in self.study.changes:
            return self.of(self.study.changes[change].name) or change
        return self.variant(change)

    def variant(self, variant: str) -> str:
        """Return the name of a variant; a variant of the portfolio rules may share its id with a scenario."""
        if variant in self.study.variants:
            return self.of(self.study.variants[variant].name) or variant
        rules = {} if self.study.portfolio is None else self.study.portfolio.variants
        return self.of(rules[variant]) if variant in rules else variant

    def method(self, method: str) -> str:
        """Return the name of a method."""
        known = {each.id: each.about.name for each in methods.ALL}
        return self.of(known[method]) if method in known else method

    def resource(self, resource: str) -> str:
        """Return the name of a resource of the portfolio."""
        limit = None if self.study.portfolio is None else self.study.portfolio.limits.get(resource)
        if limit is not None and limit.name is not None:
            return self.of(limit.name)
        if resource in self.study.criteria:
            found = self.study.criteria[resource]
            return f"{self.criterion_name(found)}, {self.unit(found)}" if self.unit(found) else self.criterion(resource)
        return resource

    def amount(self, resource: str | None, size: Fraction) -> str:
        """Return an amount of a resource with its unit."""
        limit = None if self.study.portfolio is None else self.study.portfolio.limits.get(resource or "")
        unit = self.of(limit.unit) if limit is not None else ""
        if not unit and resource in self.study.criteria:
            unit = self.unit(self.study.criteria[resource or ""])
        space = " " if self.language == "en" else ""
        return f"{numeral(size)}{space}({unit})" if unit else numeral(size)

    def needs(self, ranking: Ranking, option: str) -> str:
        """Say what an option cannot stand without; empty where it can."""
        groups = ranking.needs.get(option, ())
        said = [
            self.words.any_of(self.short_option(o) for o in group) or self.words("not_to_be_had") for group in groups
        ]
        return "; ".join(said)
