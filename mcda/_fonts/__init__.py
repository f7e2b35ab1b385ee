"""The fonts that ship with the package, unmodified, with their licence: Korean text is drawn the same everywhere."""

from pathlib import Path
from typing import Final

from mcda.errors import unknown

FONTS: Final = (
    "Pretendard-Regular.ttf",
    "Pretendard-Bold.ttf",
    "Pretendard-Regular.subset.woff2",
    "Pretendard-Bold.subset.woff2",
)


def font_path(name: str) -> Path:
    """Return the file of a font: the `.ttf` ones are for figures, the `.subset.woff2` ones for web pages.

    Parameters
    ----------
    name
        One of `FONTS`.

    Raises
    ------
    NameUnknownError
        No such font ships with the package.

    Examples
    --------
    >>> font_path("Pretendard-Regular.ttf").stat().st_size
    2725828
    """
    if name not in FONTS:
        raise unknown("font", name, FONTS)
    return Path(__file__).with_name(name)
