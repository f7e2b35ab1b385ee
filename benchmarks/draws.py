"""How much cheaper a batch of weight draws is than one call per draw.

100,000 draws of weights over the Korea study's table of values (a random table of its size where there is no study),
by additive value, TOPSIS, VIKOR and PROMETHEE II. The batch runs in blocks of a fixed number of draws, so that memory
stays bounded. One call per draw is timed on a part of the draws and scaled up; the table says on how many.

Run with `python benchmarks/draws.py`; `--draws`, `--singles` and `--block` change the sizes.
"""

import argparse
import resource
import sys
from time import perf_counter

import numpy as np

from mcda import methods
from mcda.display import text_table
from mcda.errors import McdaError
from mcda.methods import Kernel
from mcda.scales import Floats
from mcda.table import PerformanceTable

METHODS = ("additive", "topsis", "vikor", "promethee_ii")
SEED = 20240601
REPEATS = 3


def korea() -> tuple[PerformanceTable, str]:
    """Return the table of values, and what it is in words."""
    try:
        import mcda

        study = mcda.load_study()
    except (ImportError, AttributeError, McdaError) as fault:
        values = np.random.default_rng(SEED).integers(0, 21, (13, 12)) * 5.0
        table = PerformanceTable.of(values, goals=["max"] * 12, scales={f"c{j + 1}": (0, 100) for j in range(12)})
        return table, f"random table with the seed {SEED} (no study: {fault})"
    return study.values, f"{study.title}, values"


def in_blocks(kernel: Kernel, values: Floats, draws: Floats, block: int) -> Floats:
    """Score all draws, some at a time, and return the number of first places of each option."""
    first = np.zeros(values.shape[0], dtype=np.int64)
    for start in range(0, len(draws), block):
        scores = kernel(values, draws[start : start + block])
        first += np.bincount(scores.argmax(axis=-1), minlength=len(first))
    return first


def one_by_one(kernel: Kernel, values: Floats, draws: Floats) -> Floats:
    """Do the same with one call per draw."""
    first = np.zeros(values.shape[0], dtype=np.int64)
    for draw in draws:
        first[kernel(values, draw).argmax()] += 1
    return first


def fastest(run: object, *arguments: object) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        run(*arguments)
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """Time both ways of scoring the draws and print their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--singles", type=int, default=2_000)
    parser.add_argument("--block", type=int, default=2_000)
    sizes = parser.parse_args()
    table, what = korea()
    draws = np.random.default_rng(SEED).dirichlet(np.ones(table.shape[1]), size=sizes.draws)
    few = draws[: sizes.singles]
    rows = []
    for name in METHODS:
        kernel = methods.named(name).bind(table.criteria)
        assert (in_blocks(kernel, table.values, few, 7) == one_by_one(kernel, table.values, few)).all()
        batch = fastest(in_blocks, kernel, table.values, draws, sizes.block)
        single = fastest(one_by_one, kernel, table.values, few) * len(draws) / len(few)
        rows.append([name, f"{batch:.3f} s", f"{single:.2f} s", f"{single / batch:.0f}"])
    print(f"{what}: {table.shape[0]} options, {table.shape[1]} criteria")
    print(f"{len(draws):,} draws in blocks of {sizes.block:,}; one call per draw timed on {len(few):,} and scaled up")
    print(text_table(["method", "batch", "one call per draw", "ratio"], rows))
    # Linux counts in kilobytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"largest memory of the process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
