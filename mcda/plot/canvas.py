"""The one door to matplotlib: private fonts, no global settings, the same bytes for the same figure."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from mcda._fonts import font_path
from mcda.errors import OutputError
from mcda.language import Language, plain, to_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK: Final = "#1b1f24"
QUIET: Final = "#626b75"
RULE: Final = "#d5d9de"
PAPER: Final = "#ffffff"
_NIGHT: Final = {INK: "#e9ebee", QUIET: "#a3acb6", RULE: "#3b434c", PAPER: "#15181c"}

FAMILY: Final = "Pretendard of mcda"
_MISSING: Final = "\N{WHITE SQUARE}"
_SETTINGS: Final[dict[str, Any]] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 9.0,
    "text.color": INK,
    "text.parse_math": False,
    "text.usetex": False,
    "axes.unicode_minus": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "mcda",
    "path.simplify": False,
    "figure.dpi": 100.0,
    "savefig.dpi": 100.0,
    "savefig.bbox": None,
    "patch.linewidth": 0.0,
    "hatch.linewidth": 0.8,
}


class Plot(ABC):
    """A figure: what it shows as data, and the ink on demand.

    Subclasses hold the data in both languages and say how to draw and how to describe them.
    """

    @abstractmethod
    def alt(self, language: str = "en") -> str:
        """Say in words what the figure shows, from its numbers, for a reader who cannot see it."""

    @abstractmethod
    def _ink(self, language: Language) -> Figure:
        """Draw; called inside the settings of this module."""

    def figure(self, language: str = "en") -> Figure:
        """Return a matplotlib figure, for those who want to go on drawing.

        Raises
        ------
        OutputError
            matplotlib is not installed.
        """
        tongue = to_language(language)
        with settings():
            return self._ink(tongue)

    def svg(self, language: str = "en", *, night: bool = False) -> str:
        """Return the figure as SVG, letters drawn as outlines: the same bytes for the same data.

        Parameters
        ----------
        night
            True to let ink and paper follow a reader who prefers a dark page.
        """
        with settings():
            written = BytesIO()
            self._ink(to_language(language)).savefig(
                written, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
            )
        text = _lean(written.getvalue().decode("utf-8"))
        return _with_night(text) if night else text

    def png(self, language: str = "en", *, dpi: float = 160.0) -> bytes:
        """Return the figure as PNG."""
        with settings():
            written = BytesIO()
            figure = self._ink(to_language(language))
            figure.savefig(written, format="png", dpi=dpi, metadata={"Software": None})
        return written.getvalue()

    def _repr_svg_(self) -> str:
        return self.svg()


@contextmanager
def settings() -> Iterator[None]:
    """Set up matplotlib for the figures of this package as long as the block lasts; the user's settings come back."""
    _register()
    from matplotlib import rc_context, rcParamsDefault

    defaults: dict[Any, Any] = {
        name: value for name, value in rcParamsDefault.items() if not name.startswith("backend")
    }
    defaults.update(_SETTINGS)
    with rc_context(defaults):
        yield


def blank(width: float, height: float) -> tuple[Figure, Axes]:
    """Return a figure of this size in inches with one pair of axes over all of it, in points from the top left."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width * 72)
    axes.set_ylim(height * 72, 0)
    axes.set_axis_off()
    return figure, axes


def shade(value: float) -> tuple[float, float, float]:
    """Return the colour of a value from 0 to 1: cividis, which colour-blind readers see alike.

    >>> [round(part, 2) for part in shade(1.0)]
    [1.0, 0.91, 0.22]
    """
    from matplotlib import colormaps

    red, green, blue, _ = colormaps["cividis"](min(max(value, 0.0), 1.0))
    return float(red), float(green), float(blue)


def ink_on(colour: tuple[float, float, float]) -> str:
    """Return black or white, whichever is read better on a colour (WCAG relative luminance).

    >>> ink_on((1.0, 0.91, 0.15)), ink_on((0.0, 0.13, 0.3))
    ('#000000', '#fffffe')
    """
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return "#000000" if (luminance + 0.05) ** 2 > 0.05 * 1.05 else "#fffffe"


class Typeface:
    """Measures text as it will be drawn, and replaces letters that no font has."""

    def __init__(self, *, bold: bool = False) -> None:
        from matplotlib.font_manager import FontProperties, fontManager
        from matplotlib.ft2font import FT2Font

        own = font_path("Pretendard-Bold.ttf" if bold else "Pretendard-Regular.ttf")
        spare = fontManager.findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))
        self._fonts = [FT2Font(str(own)), FT2Font(spare)]
        self._advances: dict[str, float | None] = {}

    @cached_property
    def _charmaps(self) -> list[dict[Any, Any]]:
        return [font.get_charmap() for font in self._fonts]

    def _advance(self, letter: str) -> float | None:
        """Return the width of a letter as a share of the font size; None where no font has it."""
        if letter not in self._advances:
            self._advances[letter] = None
            for font, charmap in zip(self._fonts, self._charmaps, strict=True):
                if ord(letter) in charmap:
                    font.set_size(100, 72)
                    self._advances[letter] = font.load_char(ord(letter)).linearHoriAdvance / 65536 / 100
                    break
        return self._advances[letter]

    def drawable(self, text: str) -> str:
        """Return the text on one line, without control characters, with a box for each letter no font has."""
        one_line = " ".join(plain(text).split())
        return "".join(c if self._advance(c) is not None else _MISSING for c in one_line)

    def width(self, text: str, size: float) -> float:
        """Width in points at a font size in points."""
        return size * sum(self._advance(c) or 0.0 for c in text)


@cache
def typeface(*, bold: bool = False) -> Typeface:
    """Return the regular or the bold face, read once."""
    _register()
    return Typeface(bold=bold)


@cache
def _register() -> None:
    """Make the shipped fonts known under a name of their own, so that no figure of the user changes."""
    try:
        from matplotlib.font_manager import FontEntry, fontManager
    except ImportError as problem:
        raise OutputError(
            f'figures need matplotlib, which cannot be loaded ({problem}); run: pip install "policy-mcda[report]"'
        ) from None
    for file, weight in (("Pretendard-Regular.ttf", 400), ("Pretendard-Bold.ttf", 700)):
        fontManager.ttflist.append(
            FontEntry(
                fname=str(font_path(file)),
                name=FAMILY,
                style="normal",
                variant="normal",
                weight=weight,
                stretch="normal",
                size="scalable",
            )
        )


def _lean(svg: str) -> str:
    """Take out the preamble and the comments; both would only make the file longer."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)


def _with_night(svg: str) -> str:
    """Add a rule that swaps ink and paper where the reader prefers a dark page; other colours stay."""
    rules = "".join(
        f'[style*="{what}: {day}"]{{{what}:{night}!important}}'
        for day, night in _NIGHT.items()
        for what in ("fill", "stroke")
    )
    style = f"<style>@media (prefers-color-scheme: dark){{{rules}}}</style>"
    at = svg.index("<defs>")
    return svg[:at] + style + svg[at:]
