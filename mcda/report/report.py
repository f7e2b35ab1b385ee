"""A report: a document that can take a form and be saved."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from mcda.errors import OutputError
from mcda.report.blocks import Document
from mcda.report.html import fragment, to_html
from mcda.report.markdown import to_markdown
from mcda.writing import make_folder, write_safely

_ENDINGS: Final = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@dataclass(frozen=True, eq=False)
class Report(Document):
    """A document with its ways out; frozen, and the same bytes whenever it is made from the same results."""

    def html(self) -> str:
        """Return one self-contained page: no script, no request, fonts and figures inside.

        Raises
        ------
        OutputError
            Jinja2 or matplotlib is not installed.
        """
        return to_html(self)

    def markdown(self, figures: str = "figures") -> str:
        """Return Markdown; its figures are named `{figures}/{name}.svg`, as `save` writes them.

        Parameters
        ----------
        figures
            The folder that the text says its figures are in.
        """
        return to_markdown(self, figures)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the report into a file, whole or not at all; the ending says in which form.

        Parameters
        ----------
        path
            Ends in `.html` or `.md`. Markdown puts its figures into a folder beside it: `report.md`, `report_figures/`.

        Raises
        ------
        OutputError
            Another ending, or something that stands in the way of writing.
        """
        target = Path(path)
        form = _ENDINGS.get(target.suffix.lower())
        if form is None:
            raise OutputError(
                f"{target} does not end in one of {', '.join(_ENDINGS)}; the ending says which form to write"
            )
        if form == "html":
            return write_safely(target, self.html())
        folder = f"{target.stem}_figures"
        text = self.markdown(quote(folder))
        pictures = {picture.name: picture.plot.svg(self.language) for picture in self.pictures}
        if pictures:
            made = make_folder(target.parent / folder)
            for name, drawing in pictures.items():
                write_safely(made / f"{name}.svg", drawing)
        return write_safely(target, text)

    def __repr__(self) -> str:
        return f"Report({self.title!r}, {self.language}, {len(self.sections)} sections)"

    def _repr_html_(self) -> str:
        return fragment(self)
