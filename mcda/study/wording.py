"""Turns the texts of a file into `Text`; plain text is in the study's first language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mcda.language import Text


@dataclass(frozen=True)
class Wording:
    """Knows which language a plain text is in."""

    language: str

    def text(self, words: Mapping[str, str]) -> Text:
        """Return the text of a mapping as the models read it."""
        return Text.of({language or self.language: text for language, text in words.items()})

    def plain(self, words: str) -> Text:
        """Return a text in the study's first language."""
        return Text.of({self.language: words})

    def maybe(self, words: Mapping[str, str] | None) -> Text | None:
        """Return the text, or None where there is none."""
        return None if words is None else self.text(words)

    def all(self, many: Iterable[Mapping[str, str]]) -> tuple[Text, ...]:
        """Return each text."""
        return tuple(self.text(words) for words in many)
