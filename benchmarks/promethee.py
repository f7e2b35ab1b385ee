"""What it takes to rank very many options by PROMETHEE II, by sorting and by comparing all pairs.

Random tables of 8 criteria with usual, U-shape, V-shape, level and linear preference functions. Both ways run in a
process of their own, so that the largest memory is theirs alone, and at a size that both can do they are compared: the
same net flows to 1e-12, and the ratio of the times.

Run with `python benchmarks/promethee.py`; `--options` and `--pairs` change the sizes.
"""

import argparse
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import perf_counter
from typing import NamedTuple

import numpy as np

from mcda.display import text_table
from mcda.methods import Level, Linear, PreferenceFunction, PrometheeII, UShape, Usual, VShape
from mcda.methods.outranking import _flows
from mcda.scales import Floats
from mcda.table import PerformanceTable

SEED = 20240601
REPEATS = 3
CRITERIA = 8
MIXED = (Usual(), UShape(5), VShape(20), Level(5, 20), Linear(5, 20), Linear(5, 20), Linear(1, 2), Usual())


class Run(NamedTuple):
    """What one way of ranking took."""

    scores: Floats
    kernel: float
    rank: float
    memory: float


def table_of(options: int) -> PerformanceTable:
    """Return a table on scales of 0 to 100, half of the criteria in whole points and half with all their digits."""
    values = np.random.default_rng(SEED).uniform(0, 100, (options, CRITERIA))
    values[:, ::2] = values[:, ::2].round()
    return PerformanceTable.of(values, goals=["max", "min"] * (CRITERIA // 2))


def fastest(run: object, *arguments: object) -> tuple[float, object]:
    """Return the seconds of the fastest of a few runs, and what it gave; a run of over 20 seconds is not repeated."""
    times: list[float] = []
    while len(times) < REPEATS and (not times or times[0] < 20):
        start = perf_counter()
        found = run(*arguments)
        times.append(perf_counter() - start)
    return min(times), found


def ranked(options: int, functions: tuple[PreferenceFunction, ...], *, pairs: bool) -> Run:
    """Rank a table, in a process of its own."""
    if pairs:
        _flows.SORTED_FROM = sys.maxsize
    table = table_of(options)
    method = PrometheeII(functions=dict(zip(table.criteria.ids, functions, strict=True)))
    kernel, weights = method.bind(table.criteria), np.ones(CRITERIA)
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1024 if sys.platform != "darwin" else 1024**2
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, scores = fastest(kernel, table.values, weights)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / unit
    whole = fastest(method.rank, table, weights)[0] if not pairs else float("nan")
    return Run(scores, seconds, whole, memory)


def alone(options: int, functions: tuple[PreferenceFunction, ...], *, pairs: bool) -> Run:
    """Run `ranked` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(ranked, options, functions, pairs=pairs).result()


def main() -> None:
    """Time both ways and print their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--options", type=int, default=100_000)
    parser.add_argument("--pairs", type=int, default=5_000)
    sizes = parser.parse_args()
    rows = []
    for name, functions in (
        ("usual", (Usual(),) * CRITERIA),
        ("linear", (Linear(5, 20),) * CRITERIA),
        ("mixed", MIXED),
    ):
        slow, fast = (alone(sizes.pairs, functions, pairs=pairs) for pairs in (True, False))
        off = float(np.abs(slow.scores - fast.scores).max())
        assert off <= 1e-12, off
        large = alone(sizes.options, functions, pairs=False)
        rows.append(
            [
                name,
                f"{slow.kernel:.2f} s",
                f"{fast.kernel:.3f} s",
                f"{slow.kernel / fast.kernel:.0f}",
                f"{off:.0e}",
                f"{large.kernel:.2f} s",
                f"{large.rank:.2f} s",
                f"{large.memory:.0f} MiB",
            ]
        )
    print(f"{CRITERIA} criteria; {sizes.pairs:,} options both ways, {sizes.options:,} by sorting")
    head = ["functions", "all pairs", "sorting", "ratio", "largest difference"]
    print(text_table([*head, f"{sizes.options:,}", "with all details", "memory beyond the table"], rows))
    square = sizes.options**2 * 8 / 1024**3
    print(f"one square matrix of {sizes.options:,} options: {square:.0f} GiB")


if __name__ == "__main__":
    main()
