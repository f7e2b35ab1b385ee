"""The program `mcda`: its list of commands, and the one place where failures end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

from mcda.cli import screen
from mcda.cli.failures import interrupted, report_failure
from mcda.errors import McdaError, nearest
from mcda.version import __version__

COMMANDS: Final = (
    "check",
    "rank",
    "outrank",
    "sort",
    "compare",
    "weights",
    "portfolio",
    "report",
    "new",
    "methods",
    "verify",
    "doctor",
)

HELP: Final = """Weigh policy options against many criteria.

A study is a folder of text files: criteria, options with scores and evidence, weights, scenarios. Commands take
the folder given; else the nearest parent folder with a study.yaml; else the study of Korea that comes with the package.

\b
Examples:
  mcda check                       is the study sound?
  mcda rank --weights industry     rank its options with another profile
  mcda portfolio --budget 400      choose the best set of options
  mcda report                      write the ranked report to report/
"""

AFTER: Final = "Exit codes: 0 fine, 1 the study or the result is unsound, 2 wrong usage."


class Commands(click.Group):
    """A group that imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the commands in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """Import a command's module and return the command."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"mcda.cli.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Answer a wrong command with the nearest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"{args[0]!r} is not a command{nearest(args[0], COMMANDS)}", ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None:
            _once(ctx, command, rest)
        return name, command, rest


def _once(ctx: click.Context, command: click.Command, given: Sequence[str]) -> None:
    """Refuse an option given twice that takes one value: click would keep the last in silence."""
    typed = [each.split("=", 1)[0] for each in given]
    for option in command.params:
        if isinstance(option, click.Option) and not option.multiple and not option.is_flag:
            for name in option.opts:
                if typed.count(name) > 1:
                    raise click.UsageError(f"{name} is given twice; it takes one value", ctx)


@click.group(
    cls=Commands,
    help=HELP,
    epilog=AFTER,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, message="policy-mcda %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where the program failed, if it does.")
def program() -> None:
    """Weigh policy options against many criteria."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        What stands behind `mcda`; by default what the shell gave.

    Returns
    -------
    0 fine, 1 the study or the result is unsound, 2 wrong usage, 130 interrupted.

    Examples
    --------
    >>> main(["--version"])  # doctest: +ELLIPSIS
    policy-mcda ...
    0
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    screen.prepare()
    try:
        code = program.main(given, prog_name="mcda", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        return interrupted()
    except (click.ClickException, McdaError) as error:
        return _failed(error, given)
    except Exception as error:  # whatever it is, a person gets a message and not a traceback
        return _failed(error, given)
    finally:
        screen.finish()
    return code if isinstance(code, int) else 0


def _failed(error: Exception, arguments: Sequence[str]) -> int:
    try:
        return report_failure(error, arguments)
    except McdaError as second:
        return report_failure(second, [a for a in arguments if a != "--json"])
