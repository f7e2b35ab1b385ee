"""The kinds of values that study files hold: exact numbers, texts, evidence, ids, curves."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, LiteralString

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from mcda.errors import nearest
from mcda.language import LANGUAGES

_ID_PATTERN = r"^[a-z][a-z0-9_]*$"
_CITED_PATTERN = r"^[A-Z]+[0-9]+$"
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]+([,_ ][0-9]+)+([.][0-9]+)?")
_RANGE = re.compile(r"([-+]?[0-9.]+)\s*[-–~]\s*([0-9.]+)")
_THOUSANDS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+")
_WITH_UNIT = re.compile(r"[-+]?[0-9.,]+\s*[^0-9.,\s]")


def _number(found: Any) -> Fraction:
    """Read a number exactly as written; text that looks like one is a mistake, not a number."""
    if isinstance(found, str):
        raise _fault("number", _text_for_a_number(found))
    if isinstance(found, bool) or not isinstance(found, int | Decimal | float):
        raise _fault("number", f"{shown(found)}, expected a number")
    if isinstance(found, float):
        raise _fault("number", f"{found} is not a finite number")
    if found and abs(Decimal(found).adjusted()) > 30:
        raise _fault("number", f"{found} is out of all proportion; expected 0, or a size between 1e-30 and 1e30")
    return Fraction(found)


def _text_for_a_number(found: str) -> str:
    """Say why a text is no number, and how it would be one."""
    if _NUMBER.fullmatch(found):
        return f"the text {brief(found)}, expected a number; take away the quotes"
    if _GROUPED.fullmatch(found):
        point, whole = found.replace(",", "."), re.sub("[,_ ]", "", found)
        if found.count(",") != 1 or "." in found:
            return f"{brief(found)} is not a number; write {whole}, without separators"
        if _THOUSANDS.fullmatch(found):
            return f"{brief(found)} is not a number; write {whole}, or {point} if the comma is a decimal one"
        return f"{brief(found)} is not a number; write {point} with a decimal point"
    if ends := _RANGE.fullmatch(found):
        return f"the text {brief(found)}, expected one number; write value, low: {ends[1]} and high: {ends[2]}"
    if _WITH_UNIT.match(found):
        return f"the text {brief(found)}, expected a number alone; its unit stands with the criterion"
    return f"the text {brief(found)}, expected a number"


def is_citation(found: object) -> bool:
    """Tell whether a value has the form of a statement's number."""
    return isinstance(found, str) and re.fullmatch(_CITED_PATTERN, found) is not None


def level(text: str) -> Fraction | None:
    """Return the number that a key such as `50` stands for, or None."""
    try:
        return _number(Decimal(text)) if _NUMBER.fullmatch(text) and len(text) <= 40 else None
    except PydanticCustomError:
        return None


def _fault(kind: LiteralString, message: str) -> PydanticCustomError:
    """Return an error whose message stands as it is, whatever braces it holds."""
    return PydanticCustomError(kind, "{told}", {"told": message})


def brief(found: str) -> str:
    """Return a text in quotes, cut where it is long.

    >>> brief("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'"
    """
    return repr(found if len(found) <= 40 else f"{found[:40]}…")


def shown(found: Any) -> str:
    """Say what was found instead of what was expected."""
    if found is None:
        return "nothing"
    if isinstance(found, str):
        return f"the text {brief(found)}"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict | list):
        return "a mapping" if isinstance(found, dict) else "a list"
    return f"the number {found}"


def _text(found: Any) -> Any:
    """Read a text: plain, in the study's first language, or `{en: ..., ko: ...}`."""
    if isinstance(found, str):
        if not found.strip():
            raise _fault("text", "an empty text; write one, or leave the key out")
        return {"": found}
    if isinstance(found, dict):
        if not found:
            raise _fault("text", "a text in no language; write {en: ...}")
        return found
    if isinstance(found, int | Decimal | float):
        raise _fault("text", f"{shown(found)}, expected text; quote it")
    raise _fault("text", f"{shown(found)}, expected text or {{en: ..., ko: ...}}")


def _language(found: str) -> str:
    if found and found not in LANGUAGES:
        raise _fault("language", f"{brief(found)} is not a language{nearest(found, LANGUAGES)}")
    return found


def _evidence(found: Any) -> Any:
    if found == "judgement":
        return []
    if isinstance(found, str):
        if re.fullmatch(_CITED_PATTERN, found):
            raise _fault("evidence", f"the text {found!r}, expected a list; write [{found}]")
        close = nearest(found, ["judgement"]) if nearest(found, ["judgement"]).endswith("?") else ""
        raise _fault("evidence", f"the text {brief(found)}, expected a list such as [S1, P2], or judgement{close}")
    if isinstance(found, list) and not found:
        raise _fault("evidence", "an empty list; write `evidence: judgement` if it is one")
    return found


def _points(found: Any) -> Any:
    if found == "linear":
        return []
    if not isinstance(found, list) or len(found) < 2:
        seen = f"a list of {len(found)}" if isinstance(found, list) else shown(found)
        raise _fault("points", f"{seen}, expected `linear`, or at least two pairs [performance, value]")
    return found


def _pair(found: Any) -> Any:
    if not isinstance(found, list) or len(found) != 2:
        raise _fault("points", f"{shown(found)}, expected a pair [performance, value]")
    return found


_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string", "minLength": 1},
        {
            "type": "object",
            "properties": {language: {"type": "string", "minLength": 1} for language in LANGUAGES},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ]
}
Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Exact = Annotated[Fraction, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Words = Annotated[
    dict[Annotated[str, AfterValidator(_language)], Filled], BeforeValidator(_text), WithJsonSchema(_TEXT_SCHEMA)
]
Id = Annotated[str, StringConstraints(pattern=_ID_PATTERN, max_length=64)]
Cited = Annotated[str, StringConstraints(pattern=_CITED_PATTERN, max_length=12)]
Evidence = Annotated[
    list[Cited],
    BeforeValidator(_evidence),
    WithJsonSchema({"anyOf": [{"const": "judgement"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]}),
]
Curve = Annotated[
    list[Annotated[list[Exact], BeforeValidator(_pair)]],
    BeforeValidator(_points),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": "linear"},
                {
                    "type": "array",
                    "minItems": 2,
                    "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
                },
            ]
        }
    ),
]
Code = Annotated[str, StringConstraints(min_length=1, max_length=12)]
Sign = Literal["+", "-", "±", "0"]
