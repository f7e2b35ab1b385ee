"""Korean particles, which depend on how the word before them ends when it is read aloud."""

from __future__ import annotations

import re
from typing import Final

from mcda.errors import McdaError

_PAIRS: Final = ("이/가", "을/를", "은/는", "과/와", "으로/로", "이다/다", "이며/며", "이면/면")
_NONE, _RIEUL, _OTHER = 0, 1, 2
# How digits are read: 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in zeros ends in 십, 백, 천, 만 or 억.
_DIGITS: Final = (_OTHER, _RIEUL, _NONE, _OTHER, _NONE, _NONE, _OTHER, _RIEUL, _RIEUL, _NONE)
# Capital letters that stand alone are read by their names: 엘, 엠, 엔, 알.
_LETTERS: Final = {"L": _RIEUL, "M": _OTHER, "N": _OTHER, "R": _RIEUL}
_UNITS: Final = {"%": _NONE, "‰": _NONE, "°": _NONE, "℃": _NONE}
_ASIDE: Final = re.compile(r"\s*[(\[{（［][^()\[\]{}（）［］]*[)\]}）］]\s*$")


def with_particle(text: str, pair: str) -> str:
    """Return the text followed by the particle that fits its ending.

    What stands in brackets at the end is not read; digits are read as Korean numbers, capitals letter by letter, other
    Latin words by the sound of their last letter.

    Parameters
    ----------
    pair
        "이/가", "을/를", "은/는", "과/와", "으로/로", "이다/다", "이며/며" or "이면/면".

    Raises
    ------
    McdaError
        Another pair.

    Examples
    --------
    >>> [with_particle(word, "이/가") for word in ("동맹", "헤징", "참여", "O4", "O3", "VIKOR", "Hedge")]
    ['동맹이', '헤징이', '참여가', 'O4가', 'O3이', 'VIKOR이', 'Hedge가']
    >>> with_particle("서울", "으로/로"), with_particle("현상 유지(O3)", "은/는"), with_particle("800", "을/를")
    ('서울로', '현상 유지(O3)는', '800을')
    """
    if pair not in _PAIRS:
        raise McdaError(f"{pair!r} is not a pair of particles; allowed: {', '.join(_PAIRS)}")
    closed, open_ = pair.split("/")
    end = _ending(text)
    if pair == "으로/로":
        return text + (closed if end == _OTHER else open_)
    return text + (open_ if end == _NONE else closed)


def _ending(text: str) -> int:
    """Return how the text ends when read: in a vowel, in ㄹ, or in another consonant."""
    said = text.rstrip()
    while _ASIDE.search(said) and _ASIDE.sub("", said):
        said = _ASIDE.sub("", said)
    while said and not (said[-1].isalnum() or said[-1] in _UNITS):
        said = said[:-1]
    if not said:
        return _NONE
    last = said[-1]
    if last in _UNITS:
        return _UNITS[last]
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
        return _NONE if final == 0 else _RIEUL if final == 8 else _OTHER
    if last.isascii() and last.isdigit():
        return _DIGITS[int(last)]
    return _latin(said) if last.isascii() else _NONE


def _latin(said: str) -> int:
    last, before = said[-1], said[-2:-1]
    if last.isupper() and not before.islower():
        return _LETTERS.get(last, _NONE)
    end = last.lower()
    if end == "l":
        return _RIEUL
    if end in "mn" or said.lower().endswith("ng"):
        return _OTHER
    return _OTHER if end in "bckpt" and before.lower() in set("aeiou") and len(said) > 1 else _NONE


class Spoken(str):
    """A text that takes its particle in a format string: `"{winner:이/가} 1위이다"`."""

    __slots__ = ()

    def __format__(self, pair: str) -> str:
        return with_particle(str(self), pair) if pair else str(self)
