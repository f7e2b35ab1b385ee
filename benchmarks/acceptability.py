"""How long rank acceptabilities take beside plain numpy, and beside one call per draw in other programs.

1,000,000 draws of weights over 10 options x 8 criteria, all indices of SMAA-2, by additive value (WSM on values as they
are), TOPSIS and PROMETHEE II. "plain numpy" is the same count written by hand for one additive model: draws in blocks
that stay in the cache, places by comparing pairs, whole-number counts. Other programs are called once per draw, on a
part of the draws, and scaled up; those that are not installed are left out by name. All sides take turns.

Run with `python benchmarks/acceptability.py`; `--draws` and `--singles` change the sizes; `--memory` draws 10,000,000
in a process of its own for each method and prints the largest memory.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import numpy as np

from mcda.display import text_table
from mcda.draws import GRANULE, stream
from mcda.methods import PrometheeII, Topsis, Wsm
from mcda.robustness import Question, rank_acceptability
from mcda.scales import Floats
from mcda.table import PerformanceTable

OPTIONS, CRITERIA, SEED, REPEATS = 10, 8, 20240601, 3
METHODS = {"additive": Wsm(normalization="none"), "topsis": Topsis(), "promethee_ii": PrometheeII()}


def table() -> PerformanceTable:
    """Return random performances."""
    rows = np.random.default_rng(SEED).random((OPTIONS, CRITERIA))
    return PerformanceTable.of(rows, goals=["max"] * CRITERIA)


def plain_numpy(values: Floats, draws: int) -> Floats:
    """Count places, winners of pairs and weights of those in front, by hand."""
    n, m = values.shape
    places, wins, firsts = np.zeros(n * n, np.int64), np.zeros((n, n), np.int64), np.zeros((n, m))
    rows = np.arange(0, n * n, n)[:, np.newaxis]
    for start in range(0, draws, GRANULE):
        weights = stream(SEED, start // GRANULE, 0).standard_exponential((GRANULE, m))
        weights /= weights.sum(axis=1, keepdims=True)
        scores = values @ weights.T
        beaten = scores[np.newaxis] > scores[:, np.newaxis]
        behind = np.add.reduce(beaten.view(np.uint8), axis=1, dtype=np.uint8)
        places += np.bincount((behind + rows).ravel(), minlength=n * n)
        wins += np.bitwise_count(beaten.view(np.uint64)).sum(axis=-1, dtype=np.int64).T
        firsts += (behind == 0).astype(np.float64) @ weights
    return places.reshape(n, n) / draws


def peers(values: Floats) -> dict[str, dict[str, Callable[[Floats], Floats]]]:
    """Return, by method and program, a call that scores one draw of weights."""
    found: dict[str, dict[str, Callable[[Floats], Floats]]] = {name: {} for name in METHODS}
    goals = np.ones(CRITERIA)
    try:
        from pymcdm.methods import PROMETHEE_II, TOPSIS, WSM
        from pymcdm.normalizations import vector_normalization

        wsm, topsis = WSM(), TOPSIS(vector_normalization)
        promethee = PROMETHEE_II("usual")
        found["additive"]["pymcdm"] = lambda w: wsm(values, w, goals)
        found["topsis"]["pymcdm"] = lambda w: topsis(values, w, goals)
        found["promethee_ii"]["pymcdm"] = lambda w: promethee(values, w, goals)
    except ImportError:
        print("pymcdm is not installed: left out")
    try:
        from pyrepo_mcda.mcda_methods import TOPSIS as Reproduced

        other = Reproduced()
        found["topsis"]["pyrepo-mcda"] = lambda w: other(values, w, goals)
    except ImportError:
        print("pyrepo-mcda is not installed: left out")
    return found


def seconds(run: Callable[[], object]) -> float:
    """Return the time of one run."""
    start = perf_counter()
    run()
    return perf_counter() - start


def main() -> None:
    """Time all sides in turn and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=1_000_000)
    parser.add_argument("--singles", type=int, default=2_000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--one", choices=METHODS, help=argparse.SUPPRESS)
    sizes = parser.parse_args()
    if sizes.one:
        return memory_of(sizes.one, sizes.draws)
    data = table()
    values = np.array(data.values)
    questions = {name: Question(method, data, [1] * CRITERIA) for name, method in METHODS.items()}
    some = np.random.default_rng(SEED).dirichlet(np.ones(CRITERIA), size=sizes.singles)
    others = peers(values)
    times: dict[tuple[str, str], list[float]] = {}
    with ThreadPoolExecutor(2) as threads:
        for _ in range(REPEATS):
            times.setdefault(("additive", "plain numpy"), []).append(seconds(lambda: plain_numpy(values, sizes.draws)))
            for name, question in questions.items():
                for how, executor in (("mcda", None), ("mcda, two threads", threads)):
                    took = seconds(lambda: rank_acceptability(question, draws=sizes.draws, executor=executor))  # noqa: B023
                    times.setdefault((name, how), []).append(took)
                for program, call in others[name].items():
                    took = seconds(lambda: [call(w) for w in some]) * sizes.draws / sizes.singles  # noqa: B023
                    times.setdefault((name, program), []).append(took)
    best = {key: min(taken) for key, taken in times.items()}
    rows = [
        [name, program, f"{took:.3f} s", f"{took / best[name, 'mcda']:.2f}"] for (name, program), took in best.items()
    ]
    print(f"{sizes.draws:,} draws of weights, {OPTIONS} options x {CRITERIA} criteria; best of {REPEATS}")
    print(f"other programs: one call per draw, timed on {sizes.singles:,} draws and scaled up")
    print(text_table(["method", "program", "time", "times that of mcda"], rows, left=2))
    if sizes.memory:
        for name in METHODS:
            subprocess.run([sys.executable, __file__, "--one", name, "--draws", "10000000"], check=True)  # noqa: S603  # this file
    return None


def memory_of(name: str, draws: int) -> None:
    """Draw and print the largest memory of this process."""
    took = seconds(lambda: rank_acceptability(Question(METHODS[name], table(), [1] * CRITERIA), draws=draws))
    # Linux counts in kilobytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"{name}: {draws:,} draws in {took:.2f} s, largest memory of the process {peak:.0f} MiB")


if __name__ == "__main__":
    main()
