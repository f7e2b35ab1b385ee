"""The kinds of values that study files hold: exact numbers, texts, evidence, ids, curves."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from mcda.errors import nearest
from mcda.language import LANGUAGES

_ID_PATTERN = r"^[a-z][a-z0-9_]*$"


def _number(found: Any) -> Fraction:
    """Read a number exactly as written; text that looks like one is a mistake, not a number."""
    if isinstance(found, bool) or not isinstance(found, int | Decimal | float):
        if isinstance(found, str) and found.replace(",", ".", 1).replace(".", "", 1).lstrip("+-").isdigit():
            if "," in found:
                fixed = found.replace(",", ".")
                raise PydanticCustomError("number", f"{found!r} is not a number; write {fixed} with a decimal point")
            raise PydanticCustomError("number", f"the text {found!r}, expected a number; take away the quotes")
        raise PydanticCustomError("number", f"{shown(found)}, expected a number")
    if isinstance(found, float):
        raise PydanticCustomError("number", f"{found} is not a finite number")
    if isinstance(found, Decimal) and abs(found.adjusted()) > 30:
        raise PydanticCustomError("number", f"{found} is out of all proportion; expected a number below 1e30")
    return Fraction(found)


def shown(found: Any) -> str:
    """Say what was found instead of what was expected."""
    if found is None:
        return "nothing"
    if isinstance(found, str):
        return f"the text {found[:40]!r}"
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict | list):
        return "a mapping" if isinstance(found, dict) else "a list"
    return f"the number {found}"


def _text(found: Any) -> Any:
    """Read a text: plain, in the study's first language, or `{en: ..., ko: ...}`."""
    if isinstance(found, str):
        if not found.strip():
            raise PydanticCustomError("text", "an empty text; write one, or leave the key out")
        return {"": found}
    if isinstance(found, dict):
        if not found:
            raise PydanticCustomError("text", "a text in no language; write {en: ...}")
        return found
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        raise PydanticCustomError("text", f"the number {found}, expected text; quote it")
    raise PydanticCustomError("text", f"{shown(found)}, expected text or {{en: ..., ko: ...}}")


def _language(found: str) -> str:
    if found and found not in LANGUAGES:
        raise PydanticCustomError("language", f"{found!r} is not a language{nearest(found, LANGUAGES)}")
    return found


def _evidence(found: Any) -> Any:
    if found == "judgement":
        return []
    if isinstance(found, str):
        raise PydanticCustomError("evidence", f"{found!r}, expected a list such as [S1, P2], or judgement")
    if isinstance(found, list) and not found:
        raise PydanticCustomError("evidence", "an empty list; write `evidence: judgement` if it is one")
    return found


def _points(found: Any) -> Any:
    if found == "linear":
        return []
    if not isinstance(found, list) or len(found) < 2:
        raise PydanticCustomError("points", "expected `linear`, or at least two pairs [performance, value]")
    return found


def _pair(found: Any) -> Any:
    if not isinstance(found, list) or len(found) != 2:
        raise PydanticCustomError("points", f"{shown(found)}, expected a pair [performance, value]")
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
Cited = Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$", max_length=12)]
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
