"""How often a sorting method puts an option into which category, when weights and performances are uncertain."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.display import html_table, text_table
from mcda.methods.kernel import guarded
from mcda.options import Options
from mcda.robustness.acceptability._tables import tables
from mcda.robustness.acceptability.smaa import ScoreDraws, WeightDraws, scores_drawn, weights_drawn, whole_number
from mcda.robustness.question import Question, as_sorting_method
from mcda.robustness.sampling import Draws, Tally, count_draws, draws_of
from mcda.robustness.sampling.progress import Progress
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class CategoryAcceptability:
    """In which share of the draws an option belongs to which category.

    Parameters
    ----------
    options, categories
        Rows, and columns from worst to best.
    lowest, highest : shape (n_options, n_categories)
        Share in which the category is the worst, and the best, that the option belongs to: the same where the method is
        sure. Rows add to 1.
    method, weights, performances
        What was asked, in words.
    draws, seed
        Of the run.
    """

    options: Options
    categories: tuple[str, ...]
    lowest: Floats
    highest: Floats
    method: str
    weights: str
    performances: str
    draws: int
    seed: int

    @property
    def sure(self) -> bool:
        """True where the method gave each option one category in every draw that was counted alike."""
        return bool((self.lowest == self.highest).all())

    @property
    def margin(self) -> float:
        """By how much a share may be off, in 95 of 100 runs at worst."""
        return 0.98 / float(np.sqrt(self.draws))

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of the shares, one option a row; columns are (end, category)."""
        import pandas as pd

        columns = pd.MultiIndex.from_product([["lowest", "highest"], self.categories])
        return pd.DataFrame(np.hstack([self.lowest, self.highest]), index=list(self.options.ids), columns=columns)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""

        def named(shares: Floats) -> dict[str, dict[str, float]]:
            rows = zip(self.options.ids, shares.tolist(), strict=True)
            return {o: dict(zip(self.categories, row, strict=True)) for o, row in rows}

        return {
            "lowest": named(self.lowest),
            "highest": named(self.highest),
            **{name: getattr(self, name) for name in ("method", "weights", "performances", "draws", "seed", "margin")},
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        def cell(low: float, high: float) -> str:
            return f"{low:.3f}" if low == high else f"{low:.3f} | {high:.3f}"

        rows = zip(self.options.ids, self.lowest, self.highest, strict=True)
        return ["option", *self.categories], [[o, *map(cell, a, b)] for o, a, b in rows]

    def _origin(self) -> str:
        how = f"{self.draws} draws, seed {self.seed}, each share ±{self.margin:.2g}"
        return f"{self.method}, weights: {self.weights}, performances: {self.performances}; {how}"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())


@dataclass(frozen=True, eq=False)
class CategoryCounter:
    """Counts categories."""

    draws: Draws
    categories: int

    @property
    def fingerprint(self) -> str:
        """What tells this run from others."""
        return f"categories {self.draws.fingerprint}"

    def granule(self, index: int, size: int) -> Tally:
        """Count the first `size` draws of a granule."""
        question = self.draws.question
        method, n = as_sorting_method(question.method), len(question.options)
        lowest, highest = (np.zeros((n, self.categories), np.int64) for _ in range(2))
        rows = np.arange(n)
        for table, weights in tables(self.draws, index, size):
            with guarded(table.criteria, table.options.ids, table.values):
                found = method.assign(table, weights)
            lowest[rows, list(found.lowest)] += 1
            highest[rows, list(found.highest)] += 1
        return Tally({"lowest": lowest, "highest": highest})


def category_acceptability(
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
) -> CategoryAcceptability:
    """Return how often a sorting method puts which option into which category.

    Parameters and errors are those of `rank_acceptability`; the method must be one that sorts. Each draw is a call of
    its own, so fewer are the default.
    """
    method = as_sorting_method(question.method)
    draws, seed = whole_number("draws", draws, 1), whole_number("seed", seed, 0)
    categories = method.sort(question.seen, question.weights).categories
    source = draws_of(
        question,
        weights_drawn(question, weights),
        scores_drawn(question, scores),
        draws=draws,
        seed=seed,
        sequence=sequence,
    )
    counter = CategoryCounter(source, len(categories))
    counts = count_draws(
        counter, draws, executor=executor, block=block, checkpoint=checkpoint, progress=progress
    ).counts
    return CategoryAcceptability(
        options=question.table.options,
        categories=categories,
        lowest=counts["lowest"] / draws,
        highest=counts["highest"] / draws,
        method=repr(question.method),
        weights=source.weights_in_words,
        performances=source.scores_in_words,
        draws=draws,
        seed=seed,
    )
