"""Text that a person reads, in the languages it exists in."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from mcda.errors import unknown

Language = Literal["en", "ko"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


def to_language(name: str) -> Language:
    """Turn a string into a language, or raise.

    >>> to_language("ko")
    'ko'
    """
    for language in LANGUAGES:
        if name == language:
            return language
    raise unknown("language", name, LANGUAGES)


@dataclass(frozen=True)
class Text:
    """A text in one or more languages.

    Parameters
    ----------
    by_language
        Pairs of language and text, in the order written. Never empty.

    Examples
    --------
    >>> name = Text.of({"en": "Stay hedged", "ko": "균형 유지"})
    >>> str(name), name.get("ko"), name.languages
    ('Stay hedged', '균형 유지', ('en', 'ko'))
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, source: "str | Mapping[str, str] | Text") -> "Text":
        """Make a text from a plain string (taken as English) or from `{language: text}`."""
        if isinstance(source, Text):
            return source
        if isinstance(source, str):
            return cls((("en", source),))
        return cls(tuple(source.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages this text exists in."""
        return tuple(language for language, _ in self.by_language)

    def get(self, language: str) -> str:
        """Return the text in this language, else in the first language it has.

        `mcda check` lists what is missing in a declared language; a reader still gets the text rather than a hole.
        """
        for each, text in self.by_language:
            if each == language:
                return text
        return self.by_language[0][1]

    def has(self, language: str) -> bool:
        """Tell whether the text exists in this language."""
        return language in self.languages

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.by_language)

    def __str__(self) -> str:
        return self.get("en")


class Note(str):
    """A sentence beside a result: English wherever text is read, another language where one asks for it.

    Parameters
    ----------
    english, korean
        The sentence; Korean may be "".
    about
        What it speaks of: "scales", "weights", "dominance", "study", or "" for anything else.

    Examples
    --------
    >>> note = Note("Nobody was asked.", "누구에게도 묻지 않았다.", about="weights")
    >>> note, note.get("ko"), note.about
    ('Nobody was asked.', '누구에게도 묻지 않았다.', 'weights')
    """

    korean: str
    about: str

    def __new__(cls, english: str, korean: str = "", *, about: str = "") -> "Note":
        """Make the sentence; as a string it is English."""
        made = super().__new__(cls, english)
        made.korean, made.about = korean, about
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str, str], dict[str, str]]:
        """Return what pickling needs to make it again."""
        return (str(self), self.korean), {"about": self.about}

    def has(self, language: str) -> bool:
        """Tell whether the sentence exists in this language."""
        return language == "en" or (language == "ko" and bool(self.korean))

    def get(self, language: str) -> str:
        """Return the sentence in this language, else in English."""
        return self.korean if language == "ko" and self.korean else str(self)


def plain(text: str) -> str:
    r"""Take out what would drive a terminal or reorder a line: control characters and bidirectional overrides.

    >>> plain("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
