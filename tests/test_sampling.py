"""Counting over draws: the same bits however the work is shared out, stopped and taken up again."""

import hashlib
import io
import multiprocessing
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import pytest
from rich.console import Console

import mcda
from mcda.draws import GRANULE
from mcda.errors import McdaError
from mcda.methods import Topsis, Wsm
from mcda.robustness import Question, ask, rank_acceptability
from mcda.robustness.acceptability._places import PlaceCounter
from mcda.robustness.sampling import Tally, count_draws, draws_of
from mcda.robustness.sampling.sobol import sobol_granule
from mcda.robustness.uncertainty import AllWeights, score_uncertainty
from mcda.table import PerformanceTable

ROWS = np.random.default_rng(1).random((7, 5)).tolist()
TABLE = PerformanceTable.of(ROWS, goals=["max", "min", "max", "max", "min"])
QUESTION = Question(Topsis(), TABLE, [1, 2, 3, 1, 1])
DRAWS = 6 * GRANULE + 300


def counter(question=QUESTION, seed=5, deviations=0.2):
    noise = score_uncertainty(question, deviations=deviations) if deviations else None
    return PlaceCounter(
        draws_of(question, AllWeights(question.criteria), noise, draws=DRAWS, seed=seed, sequence="random")
    )


def digest(tally: Tally) -> str:
    told = hashlib.sha256()
    for part in (tally.counts, tally.sums, {name: tally.joined(name) for name in tally.kept}):
        for name in sorted(part):
            told.update(name.encode() + np.ascontiguousarray(part[name]).tobytes())
    return told.hexdigest()


@pytest.fixture(scope="module")
def whole():
    return digest(count_draws(counter(), DRAWS))


@pytest.mark.parametrize("block", [1, 1_000, 3 * GRANULE, 100_000])
def test_any_block_size_gives_the_same_bits(block, whole):
    assert digest(count_draws(counter(), DRAWS, block=block)) == whole


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_threads_gives_the_same_bits(workers, whole):
    with ThreadPoolExecutor(workers) as executor:
        assert digest(count_draws(counter(), DRAWS, executor=executor, block=1_000)) == whole


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_processes_gives_the_same_bits(workers, whole):
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as executor:
        for block in (None, 1_000):
            assert digest(count_draws(counter(), DRAWS, executor=executor, block=block)) == whole


def test_a_dask_cluster_of_two_workers_gives_the_same_bits(whole):
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        executor = client.get_executor()
        assert len(client.scheduler_info()["workers"]) == 2
        assert digest(count_draws(counter(), DRAWS, executor=executor, block=1_000)) == whole


def test_a_whole_result_is_the_same_on_threads_and_alone():
    question = ask(mcda.load_study(), method="vikor")
    alone = rank_acceptability(question, scores="triangular", draws=5_000, seed=3)
    with ThreadPoolExecutor(2) as executor:
        shared = rank_acceptability(question, scores="triangular", draws=5_000, seed=3, executor=executor, block=1_000)
    assert shared.to_dict() == alone.to_dict()


def test_more_draws_begin_with_the_same_draws():
    few, many = (count_draws(counter(), n * GRANULE).joined("rankings") for n in (1, 3))
    np.testing.assert_array_equal(many[:GRANULE], few)


# --- stopping and going on


class Stopped(Exception):
    """Stands for a kill."""


@contextmanager
def stops_after(granules):
    """Give a progress function that breaks the run off."""

    def report(done, _total):
        if done >= granules * GRANULE:
            raise Stopped

    yield report


@pytest.mark.parametrize("granules", [0, 1, 3, 6])
def test_a_run_that_was_stopped_goes_on_to_the_same_bits(granules, whole, tmp_path):
    file = tmp_path / "draws.part"
    with stops_after(granules) as report, pytest.raises(Stopped):
        count_draws(counter(), DRAWS, checkpoint=file, block=1, progress=report)
    seen = []
    found = count_draws(counter(), DRAWS, checkpoint=file, progress=lambda done, total: seen.append((done, total)))
    assert digest(found) == whole
    assert seen[0] == (granules * GRANULE, DRAWS)
    assert seen[-1] == (DRAWS, DRAWS)


def test_a_finished_run_is_read_back_and_more_draws_go_on_from_it(tmp_path):
    file = tmp_path / "draws.part"
    count_draws(counter(), DRAWS, checkpoint=file)
    seen = []
    more = count_draws(counter(), DRAWS + 5_000, checkpoint=file, progress=lambda done, _: seen.append(done))
    assert seen[0] == 6 * GRANULE
    assert digest(more) == digest(count_draws(counter(), DRAWS + 5_000))
    with pytest.raises(McdaError, match=r"holds \d+ draws, more than the 2000 asked for"):
        count_draws(counter(), 2_000, checkpoint=file)


@pytest.mark.parametrize(
    "other",
    [
        lambda: counter(seed=6),
        lambda: counter(deviations=0.3),
        lambda: counter(deviations=None),
        lambda: counter(QUESTION.with_method(Wsm())),
        lambda: counter(QUESTION.without("a1")),
        lambda: counter(QUESTION.with_performances(TABLE.values * 1.5)),
    ],
)
def test_the_checkpoint_of_another_question_is_refused(other, tmp_path):
    file = tmp_path / "draws.part"
    count_draws(counter(), DRAWS, checkpoint=file)
    before = file.read_bytes()
    with pytest.raises(McdaError, match="belongs to another question"):
        count_draws(other(), DRAWS, checkpoint=file)
    assert file.read_bytes() == before


def test_a_damaged_checkpoint_is_refused_and_so_is_a_file_that_is_none(tmp_path):
    file = tmp_path / "draws.part"
    count_draws(counter(), DRAWS, checkpoint=file)
    data = bytearray(file.read_bytes())
    for at in (20, len(data) // 2, len(data) - 1):
        damaged = bytearray(data)
        damaged[at] ^= 1
        file.write_bytes(damaged)
        with pytest.raises(McdaError, match="is damaged: its checksum is wrong"):
            count_draws(counter(), DRAWS, checkpoint=file)
    for short in (b"", b"a note", bytes(data[:5])):
        file.write_bytes(short)
        with pytest.raises(McdaError, match="is no checkpoint of draws"):
            count_draws(counter(), DRAWS, checkpoint=file)
    with pytest.raises(McdaError, match="cannot be read"):
        count_draws(counter(), DRAWS, checkpoint=tmp_path)


# A run that a shell put in the background ignores Ctrl-C, and its children with it.
INTERRUPTED = """
    import signal
    import sys
    import mcda
    from mcda.robustness import ask, rank_acceptability

    signal.signal(signal.SIGINT, signal.default_int_handler)

    question = ask(mcda.load_study(), method="topsis")
    begun = lambda done, total: print(done, flush=True) if done else None
    try:
        rank_acceptability(question, scores="triangular", draws=50_000_000, checkpoint=sys.argv[1], progress=begun)
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent another way on Windows")
def test_ctrl_c_ends_a_long_run_at_once_and_leaves_what_was_counted(tmp_path):
    file = tmp_path / "draws.part"
    command = [sys.executable, "-c", textwrap.dedent(INTERRUPTED), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        for _ in range(3):
            assert run.stdout.readline()
        run.send_signal(signal.SIGINT)
        start = time.monotonic()
        rest, _ = run.communicate(timeout=60)
    assert time.monotonic() - start < 2
    assert rest.endswith("stopped\n")
    assert [each.name for each in tmp_path.iterdir()] == ["draws.part"]
    question = ask(mcda.load_study(), method="topsis")
    with pytest.raises(McdaError, match="more than the 2000 asked for"):
        rank_acceptability(question, scores="triangular", draws=2_000, checkpoint=file)


# --- how far it is


def test_progress_is_told_in_draws_and_a_bar_goes_to_the_error_stream(monkeypatch, capsys):
    written = io.StringIO()
    monkeypatch.setattr("rich.console.Console", lambda **_: Console(file=written, force_terminal=True, width=80))
    count_draws(counter(), DRAWS, progress=True)
    assert "draws" in written.getvalue()
    assert capsys.readouterr().out == ""
    with pytest.raises(McdaError, match="progress is 'yes'; expected True, False or a function"):
        count_draws(counter(), DRAWS, progress="yes")


@pytest.mark.parametrize("block", [0, -5, 1.5, True, "big"])
def test_a_block_that_is_none_is_refused(block):
    with pytest.raises(McdaError, match="expected a whole number of draws from 1"):
        count_draws(counter(), DRAWS, block=block)


# --- Sobol


def test_granules_of_a_sobol_sequence_are_its_parts_in_any_order():
    from scipy.stats.qmc import Sobol

    engine = Sobol(3, scramble=True, bits=30, rng=np.random.default_rng(np.random.SeedSequence(9)))
    whole = engine.random(4 * GRANULE)
    for index in (3, 0, 2, 1):
        np.testing.assert_array_equal(sobol_granule(3, index, 9), whole[index * GRANULE : (index + 1) * GRANULE])


def test_a_sobol_sequence_is_nearer_to_the_exact_share():
    """Analytic anchor: of the compromise between three extremes, second on 0.84 of the weights."""
    table = PerformanceTable.of([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.4, 0.4, 0.4]], goals=["max"] * 3)
    question = Question(Wsm(normalization="none"), table, [1, 1, 1])
    off = {
        sequence: max(
            abs(rank_acceptability(question, draws=2**14, seed=s, sequence=sequence).of("a4", 2) - 0.84)
            for s in range(5)
        )
        for sequence in ("random", "sobol")
    }
    assert off["sobol"] < off["random"] / 2
    assert off["sobol"] < 0.002


def test_sobol_draws_of_scores_and_weights_meet_random_ones():
    question = ask(mcda.load_study(), method="additive")
    drawn = [
        rank_acceptability(question, scores="triangular", draws=2**14, seed=1, sequence=each)
        for each in ("random", "sobol")
    ]
    off = np.abs(drawn[0].acceptabilities - drawn[1].acceptabilities)
    assert (off <= 5 * np.maximum(drawn[0].standard_errors, drawn[1].standard_errors) + 1e-3).all()


def test_what_a_sobol_sequence_cannot_do_is_said():
    with pytest.raises(McdaError, match="draws of a Sobol sequence; expected at most 4194304"):
        rank_acceptability(QUESTION, draws=10**7, sequence="sobol")
    with pytest.raises(McdaError, match="sequence is 'halton'"):
        rank_acceptability(QUESTION, draws=100, sequence="halton")
    order = mcda.elicit.weight_polytope(QUESTION.criteria, [{"order": ["c1", "c2"]}, {"share": "c3", "at_most": 0.3}])
    with pytest.raises(McdaError, match="no Sobol sequence leads to"):
        rank_acceptability(QUESTION, weights=order, draws=100, sequence="sobol")
