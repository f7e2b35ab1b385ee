"""How far a long run is: a bar in the terminal or the notebook, or a function of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mcda.errors import McdaError

Progress = bool | Callable[[int, int], None]
Report = Callable[[int], None]


@contextmanager
def reporting(progress: Progress, total: int) -> Iterator[Report]:
    """Give a function that takes the draws done.

    Parameters
    ----------
    progress
        False for nothing, True for a bar on the standard error stream (in a notebook, below the cell), or a function of
        the draws done and the draws wanted.
    total
        Draws wanted.

    Raises
    ------
    McdaError
        `progress` is none of these.
    """
    if callable(progress):
        yield lambda done: progress(done, total)
        return
    if not isinstance(progress, bool):
        raise McdaError(f"progress is {progress!r}; expected True, False or a function of draws done and draws wanted")
    if not progress:
        yield lambda done: None  # noqa: ARG005  # nobody asked
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("draws"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # In a notebook rich finds out by itself where to show.
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("draws", total=total)
        yield lambda done: bar.update(task, completed=done)
