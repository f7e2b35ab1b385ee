"""How a failure is told: one clear message on stderr, one JSON document where JSON was asked for, an exit code."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from typing import Final

import click

from mcda.cli import screen
from mcda.errors import McdaError, NameUnknownError, PortfolioError, StudyError, WeightsError

UNSOUND: Final = 1
USAGE: Final = 2
INTERRUPTED: Final = 130

# What a person typed, where the study itself is sound: a study's own names and weights are checked when it is loaded.
_MISUSE: Final = (NameUnknownError, PortfolioError, WeightsError)


def exit_code(error: Exception) -> int:
    """Return 2 where the question was wrong, 1 where the study, the result or the program is.

    >>> exit_code(NameUnknownError("'balancd' is not a weight profile")), exit_code(McdaError("no"))
    (2, 1)
    """
    if isinstance(error, click.ClickException):
        return error.exit_code
    return USAGE if isinstance(error, _MISUSE) else UNSOUND


def report_failure(error: Exception, arguments: Sequence[str]) -> int:
    """Tell what went wrong and return the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        screen.tell(error.format_message())
        return USAGE
    known = isinstance(error, click.ClickException | McdaError | OSError)
    message = _message(error)
    screen.tell(f"error: {message}" if known else f"error: the program failed: {message}")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        screen.tell(f"For help: {error.ctx.command_path} --help")
    if "--debug" in arguments or os.environ.get("MCDA_DEBUG", "") not in ("", "0"):
        screen.tell("".join(traceback.format_exception(error)))
    elif not known:
        screen.tell("This should not happen. Run it again with --debug, or with MCDA_DEBUG=1, to see where it failed.")
    if "--json" in arguments:
        screen.show_json({"error": _plain(error, message)})
    return exit_code(error)


def _message(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, McdaError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return screen.one_line(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def _plain(error: Exception, message: str) -> dict[str, object]:
    plain: dict[str, object] = {"type": type(error).__name__, "message": message}
    if isinstance(error, StudyError):
        plain["faults"] = [fault._asdict() for fault in error.faults]
    return plain


def interrupted() -> int:
    """Tell that the person stopped the run."""
    screen.tell("interrupted")
    return INTERRUPTED
