"""How often an outranking method gives which relation, when weights and performances are uncertain."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.display import html_table, text_table
from mcda.frozen import FrozenDict
from mcda.methods.kernel import guarded
from mcda.options import Options
from mcda.ranking import Recipe
from mcda.relation import Outranking
from mcda.robustness.acceptability._tables import tables
from mcda.robustness.acceptability.smaa import ScoreDraws, WeightDraws, scores_drawn, weights_drawn, whole_number
from mcda.robustness.question import Question, as_outranking_method
from mcda.robustness.sampling import Draws, Tally, count_draws, draws_of
from mcda.robustness.sampling.progress import Progress
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RelationAcceptability:
    """In which share of the draws an outranking method says what.

    Parameters
    ----------
    options
        In the order of the table.
    preferred, indifferent, incomparable : shape (n_options, n_options)
        Share in which the row is preferred to the column, indifferent to it, incomparable with it. The first with its
        transpose and the other two add to 1 off the diagonal; on it, an option is indifferent to itself.
    kernel, best : shape (n_options,)
        Share in which the option is in the kernel; in which nothing is preferred to it.
    method, weights, performances
        What was asked, in words.
    draws, seed
        Of the run.
    """

    options: Options
    preferred: Floats
    indifferent: Floats
    incomparable: Floats
    kernel: Floats
    best: Floats
    method: str
    weights: str
    performances: str
    draws: int
    seed: int

    @property
    def margin(self) -> float:
        """By how much a share may be off, in 95 of 100 runs at worst."""
        return 0.98 / float(np.sqrt(self.draws))

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the shares in the kernel and in front, one option a row."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        return pd.DataFrame({"kernel": self.kernel, "best": self.best}, index=index)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        ids = self.options.ids

        def square(shares: Floats) -> dict[str, dict[str, float]]:
            return {a: dict(zip(ids, row, strict=True)) for a, row in zip(ids, shares.tolist(), strict=True)}

        return {
            "kernel": dict(zip(ids, self.kernel.tolist(), strict=True)),
            "best": dict(zip(ids, self.best.tolist(), strict=True)),
            "preferred": square(self.preferred),
            "indifferent": square(self.indifferent),
            "incomparable": square(self.incomparable),
            **{name: getattr(self, name) for name in ("method", "weights", "performances", "draws", "seed", "margin")},
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = zip(self.options.ids, self.kernel, self.best, strict=True)
        return ["option", "in the kernel", "best"], [[o, f"{k:.3f}", f"{b:.3f}"] for o, k, b in rows]

    def _origin(self) -> str:
        how = f"{self.draws} draws, seed {self.seed}, each share ±{self.margin:.2g}"
        return f"{self.method}, weights: {self.weights}, performances: {self.performances}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


@dataclass(frozen=True, eq=False)
class RelationCounter:
    """Counts relations and kernels."""

    draws: Draws

    @property
    def fingerprint(self) -> str:
        """What tells this run from others."""
        return f"relations {self.draws.fingerprint}"

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of a granule."""
        question = self.draws.question
        method, n = as_outranking_method(question.method), len(question.options)
        both, one, kernel, best = (np.zeros(shape, np.int64) for shape in ((n, n), (n, n), n, n))
        nothing = Recipe("", "", "", FrozenDict())
        for table, weights in tables(self.draws, index, size):
            with guarded(table.criteria, table.options.ids, table.values):
                found = Outranking(table.options, method.compare(table, weights).outranks, nothing)
            both += found.outranks & found.outranks.T
            one += found.outranks & ~found.outranks.T
            kernel += [o in found.kernel for o in question.options]
            best += [o in found.best for o in question.options]
        return Tally({"both": both, "one": one, "kernel": kernel, "best": best})


def relation_acceptability(
    question: Question,
    *,
    weights: WeightDraws = "all",
    scores: ScoreDraws | None = None,
    draws: int = 2_000,
    seed: int = 0,
    sequence: str = "random",
    executor: Executor | None = None,
    block: int | None = None,
    checkpoint: str | PathLike[str] | None = None,
    progress: Progress = False,
) -> RelationAcceptability:
    """Return how often an outranking method prefers which option, and which options are in the kernel.

    Parameters and errors are those of `rank_acceptability`; the method must be one that outranks. Each draw is a call
    of its own, so fewer are the default.

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"], options=["a", "b", "c"])
    >>> relation_acceptability(Question("electre_i", table, [1, 1]), draws=200).kernel.tolist()[2]
    0.0
    """
    as_outranking_method(question.method)
    draws, seed = whole_number("draws", draws, 1), whole_number("seed", seed, 0)
    source = draws_of(
        question,
        weights_drawn(question, weights),
        scores_drawn(question, scores),
        draws=draws,
        seed=seed,
        sequence=sequence,
    )
    counts = count_draws(
        RelationCounter(source), draws, executor=executor, block=block, checkpoint=checkpoint, progress=progress
    ).counts
    return RelationAcceptability(
        options=question.table.options,
        preferred=counts["one"] / draws,
        indifferent=counts["both"] / draws,
        incomparable=(draws - counts["both"] - counts["one"] - counts["one"].T) / draws,
        kernel=counts["kernel"] / draws,
        best=counts["best"] / draws,
        method=repr(question.method),
        weights=source.weights_in_words,
        performances=source.scores_in_words,
        draws=draws,
        seed=seed,
    )
