"""Every deliberate error of the package, and how a wrong name is answered.

McdaError (also a ValueError)
├── StudyError        a study folder is unsound; carries every fault it has
├── TableError        a performance table cannot be used as asked
├── WeightsError      weights that do not fit, or are no weights
├── MethodError       a method cannot be configured or applied as asked
├── PortfolioError    a portfolio question that makes no sense (an infeasible one is an answer, not an error)
├── NameUnknownError  a name that nothing here answers to
└── OutputError       a result could not be written
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


class McdaError(ValueError):
    """Root of all deliberate errors of the package."""


class Fault(NamedTuple):
    """One thing wrong with one place of a study.

    Lines and columns count from 1; a fault of a whole file or folder stands at 1:1.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class StudyError(McdaError):
    """A study is unsound. `faults` holds all of them, sorted by file, line and column."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        count = len(self.faults)
        head = "the study has 1 problem:" if count == 1 else f"the study has {count} problems:"
        super().__init__("\n".join([head, *(f"  {fault}" for fault in self.faults)]))


class TableError(McdaError):
    """A performance table cannot be used as asked."""


class WeightsError(McdaError):
    """Weights that do not fit the criteria, or are no weights."""


class MethodError(McdaError):
    """A method cannot be configured or applied as asked."""


class PortfolioError(McdaError):
    """A portfolio question that makes no sense."""


class NameUnknownError(McdaError):
    """A name that nothing here answers to."""


class OutputError(McdaError):
    """A result could not be written."""


def nearest(name: object, allowed: Iterable[str]) -> str:
    """Say which allowed name was probably meant, as the tail of an error message; what is no text is near none.

    >>> nearest("growht", ["growth", "autonomy"])
    "; did you mean 'growth'?"
    >>> nearest("x", ["growth", "autonomy"])
    '; allowed: growth, autonomy'
    """
    names = [str(each) for each in allowed]
    close = get_close_matches(str(name).lower().replace("-", "_"), names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    if not names:
        return "; there are none"
    shown = names if len(names) <= 15 else [*names[:15], f"… ({len(names)} in all)"]
    return f"; allowed: {', '.join(shown)}"


def unknown(kind: str, name: object, allowed: Iterable[str]) -> NameUnknownError:
    """Return the error for a name that is not one of the allowed ones.

    >>> raise unknown("weight profile", "balancd", ["balanced", "industry"])
    Traceback (most recent call last):
    mcda.errors.NameUnknownError: 'balancd' is not a weight profile; did you mean 'balanced'?
    """
    article = "an" if kind[0] in "aeiou" else "a"
    return NameUnknownError(f"{name!r} is not {article} {kind}{nearest(str(name), allowed)}")
