"""The command line: one command a file, each loaded when it is called, so that `mcda --help` costs nothing."""

from mcda.cli.program import main

__all__ = ["main"]
