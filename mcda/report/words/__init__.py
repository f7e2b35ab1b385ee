"""The sentences of reports: two catalogues with the same keys, and how to fill them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mcda.language import LANGUAGES, Language
from mcda.report.words.en import WORDS as ENGLISH
from mcda.report.words.ko import WORDS as KOREAN
from mcda.report.words.particles import Spoken, with_particle

CATALOGUES: Final[dict[Language, dict[str, str]]] = {"en": ENGLISH, "ko": KOREAN}

__all__ = ["CATALOGUES", "LANGUAGES", "Words", "with_particle"]


@dataclass(frozen=True)
class Words:
    """The sentences of one language.

    Examples
    --------
    >>> Words("en")("first", who="Exchanges"), Words("ko")("first", who="인력 교류")
    ('Exchanges comes first', '인력 교류가 1위이다')
    """

    language: Language

    def __call__(self, key: str, /, **filling: object) -> str:
        """Return a sentence with its places filled; what is filled in is never read as a template.

        A key that has the forms `key.one` and `key.many` takes the one that fits `count`.
        """
        catalogue = CATALOGUES[self.language]
        if key not in catalogue:
            key = f"{key}.{'one' if filling.get('count') in (1, '1') else 'many'}"
        return catalogue[key].format_map({name: Spoken(value) for name, value in filling.items()})

    def has(self, key: str) -> bool:
        """Tell whether there is such a sentence."""
        return key in CATALOGUES[self.language]

    def all_of(self, items: Iterable[str]) -> str:
        """Join words: a, b and c."""
        return self._joined(list(items), self("and"))

    def any_of(self, items: Iterable[str]) -> str:
        """Join words: a, b or c."""
        return self._joined(list(items), self("or"))

    def _joined(self, items: list[str], last: str) -> str:
        return items[0] if len(items) == 1 else ", ".join(items[:-1]) + last + items[-1] if items else ""
