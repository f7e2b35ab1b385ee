"""One self-contained page: every text escaped, no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from mcda._fonts import font_path
from mcda.errors import OutputError
from mcda.language import plain
from mcda.report.blocks import Document, Picture, Section

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES: Final = Path(__file__).with_name("templates")


def to_html(document: Document) -> str:
    """Return the whole page.

    Raises
    ------
    OutputError
        Jinja2 or matplotlib is not installed.
    """
    environment = _environment()
    fonts = {"regular": _font("Pretendard-Regular.subset.woff2"), "bold": _font("Pretendard-Bold.subset.woff2")}
    style = environment.get_template("report.css").render(fonts=fonts)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = environment.get_template("report.html")
    return page.render(document=document, fonts=fonts, style_digest=digest, **_helpers(document)) + "\n"


def fragment(document: Document) -> str:
    """Return the report as a piece of a page, for a notebook: the notebook's own style, every text escaped."""
    environment = _environment()
    return environment.get_template("fragment.html").render(document=document, **_helpers(document))


def safe_address(address: str) -> str:
    """Return an address that may be clicked, or "" for any that is not http or https.

    >>> safe_address("https://example.org/a"), safe_address(" javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    sound = parts.scheme in ("http", "https") and parts.netloc and address.isprintable() and " " not in address
    return address if sound else ""


def _helpers(document: Document) -> dict[str, Any]:
    return {
        "picture": lambda picture: _picture(picture, document.language),
        "kind": lambda value: type(value).__name__,
        "safe_address": safe_address,
        "numbers": _numbers(document),
        "anchors": _anchors(document),
    }


def _picture(picture: Picture, language: str) -> dict[str, str]:
    drawn = picture.plot.svg(language, night=True).encode("utf-8")
    source = "data:image/svg+xml;base64," + base64.b64encode(drawn).decode("ascii")
    return {"source": source, "alt": picture.plot.alt(language)}


def _numbers(document: Document) -> dict[str, str]:
    """Return the number of each section by its id: 3, 3.1 ..."""
    found: dict[str, str] = {}
    for i, section in enumerate(document.sections, 1):
        found[section.id] = str(i)
        found |= {part.id: f"{i}.{k}" for k, part in enumerate(section.parts, 1)}
    return found


def _anchors(document: Document) -> frozenset[str]:
    """Return the ids of all rows that references may lead to."""

    def of(section: Section) -> list[str]:
        rows = [row for block in section.blocks for row in getattr(block, "rows", ())]
        here = [row.anchor for row in rows if getattr(row, "anchor", "")]
        return here + [anchor for part in section.parts for anchor in of(part)]

    return frozenset(anchor for section in document.sections for anchor in of(section))


@cache
def _font(name: str) -> str:
    return base64.b64encode(font_path(name).read_bytes()).decode("ascii")


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as problem:
        raise OutputError(
            f'HTML reports need Jinja2, which cannot be loaded ({problem}); run: pip install "policy-mcda[report]"'
        ) from None
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
