"""Counting over granules of draws: in blocks, on any executor, interruptible, and the same to the last bit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import suppress
from os import PathLike
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

from mcda.draws import GRANULE
from mcda.errors import McdaError
from mcda.robustness.sampling.checkpoint import Checkpoint
from mcda.robustness.sampling.progress import Progress, Report, reporting
from mcda.robustness.sampling.tally import Tally

# A block is about so many seconds of work: long enough to be worth handing over, short enough to wait for.
_BLOCK_SECONDS: Final = 0.2
_MOST_GRANULES: Final = 256
_WAITING: Final = 16
_SAVE_EVERY: Final = 5.0
_PATIENCE: Final = 0.25


class Counter(Protocol):
    """Counts something in the draws of one granule; pure, and able to travel to another process."""

    @property
    def fingerprint(self) -> str:
        """What tells its question and draws from others."""
        ...

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of a granule; it depends on no other granule."""
        ...


def count_draws(
    counter: Counter,
    draws: int,
    *,
    executor: Executor | None = None,
    block: int | None = None,
    checkpoint: str | PathLike[str] | None = None,
    progress: Progress = False,
) -> Tally:
    """Count so many draws.

    The same counter and number of draws give the same bits for any block, any number of workers and any executor:
    these only group granules of 1,024 draws, and what floating-point sums there are is added granule after granule.

    Parameters
    ----------
    counter
        Counts the draws of one granule.
    draws
        How many, at least 1.
    executor
        Any `concurrent.futures.Executor`: threads, processes, or `client.get_executor()` of a Dask cluster; None works
        in this thread.
    block
        Draws handed over at a time, rounded up to whole granules; None takes about a fifth of a second's worth.
    checkpoint
        A file that keeps what has been counted, so that a run that was stopped goes on where it was. It is written
        every five seconds and when the run ends or is interrupted. More draws later go on from it, too.
    progress
        True for a bar in the terminal or the notebook; or a function of the draws done and the draws wanted.

    Raises
    ------
    KeyboardInterrupt
        As soon as Ctrl-C is pressed; blocks not yet begun are taken back and what was counted is kept in the
        checkpoint. A block that an executor of threads has begun runs to its end.
    McdaError
        A block or a number of draws that is none, or a checkpoint of another question.
    """
    if block is not None and (isinstance(block, bool) or not isinstance(block, int) or block < 1):
        raise McdaError(f"block is {block!r}; expected a whole number of draws from 1")
    file = None if checkpoint is None else Checkpoint(Path(checkpoint), counter.fingerprint)
    done, tally = (0, Tally()) if file is None else file.load()
    granules, whole = -(-draws // GRANULE), draws // GRANULE
    if done > whole:
        raise McdaError(f"the checkpoint {checkpoint} holds {done * GRANULE} draws, more than the {draws} asked for")
    saved, saved_at = done, monotonic()
    with reporting(progress, draws) as report:
        report(min(done * GRANULE, draws))
        try:
            for first, last, found in _blocks(counter, done, granules, draws, executor, block):
                if last == granules > whole and file is not None:
                    # The part of a last granule is not kept: with more draws it will be a whole one.
                    found, part = found[:-1], found[-1:]
                    done, tally = last - 1, _added(tally, found)
                    saved = _save(file, done, tally, saved)
                    tally = _added(tally, part)
                else:
                    done, tally = last, _added(tally, found)
                _tell(report, last, draws)
                if file is not None and first and monotonic() - saved_at > _SAVE_EVERY:
                    saved, saved_at = _save(file, min(done, whole), tally, saved), monotonic()
        except BaseException:
            if file is not None and done <= whole:
                with suppress(McdaError):
                    _save(file, done, tally, saved)
            raise
    if file is not None and granules == whole:
        _save(file, done, tally, saved)
    return tally


def _tell(report: Report, granules: int, draws: int) -> None:
    report(min(granules * GRANULE, draws))


def _added(tally: Tally, found: list[Tally]) -> Tally:
    for each in found:
        tally = tally + each
    return tally


def _save(file: Checkpoint, done: int, tally: Tally, saved: int) -> int:
    if done > saved:
        file.save(done, tally)
    return max(done, saved)


def _blocks(
    counter: Counter, first: int, granules: int, draws: int, executor: Executor | None, block: int | None
) -> Iterator[tuple[int, int, list[Tally]]]:
    """Yield what each block counts, granule by granule, in order."""
    at, size = first, 1 if block is None else -(-block // GRANULE)
    if block is None and at < granules:
        # One granule here tells how many make a block.
        start = monotonic()
        found = count_block(counter, at, at + 1, draws)
        size = max(1, min(_MOST_GRANULES, int(_BLOCK_SECONDS / max(monotonic() - start, 1e-6))))
        at += 1
        yield at - 1, at, found
    ends = ((start, min(start + size, granules)) for start in range(at, granules, size))
    if executor is None:
        for start, stop in ends:
            yield start, stop, count_block(counter, start, stop, draws)
    else:
        yield from _handed_over(counter, ends, draws, executor)


def _handed_over(
    counter: Counter, ends: Iterator[tuple[int, int]], draws: int, executor: Executor
) -> Iterator[tuple[int, int, list[Tally]]]:
    waiting: deque[tuple[int, int, Future[list[Tally]]]] = deque()
    try:
        for start, stop in ends:
            waiting.append((start, stop, executor.submit(count_block, counter, start, stop, draws)))
            if len(waiting) >= _WAITING:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        for _, _, future in waiting:
            future.cancel()


def _next(waiting: deque[tuple[int, int, Future[list[Tally]]]]) -> tuple[int, int, list[Tally]]:
    start, stop, future = waiting[0]
    while True:
        # Waiting in short turns lets Ctrl-C through on every system.
        with suppress(TimeoutError):
            found = future.result(timeout=_PATIENCE)
            waiting.popleft()
            return start, stop, found
        if future.done():
            found = future.result()
            waiting.popleft()
            return start, stop, found


def count_block(counter: Counter, first: int, last: int, draws: int) -> list[Tally]:
    """Count the granules from `first` to before `last`, one tally each."""
    return [counter.granule(g, min(GRANULE, draws - g * GRANULE)) for g in range(first, last)]
