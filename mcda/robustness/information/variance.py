"""How much of the spread of a lead, or of a score, each doubt causes: Sobol indices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from mcda.display import html_table, text_table
from mcda.errors import McdaError
from mcda.frozen import frozen
from mcda.robustness.information._inputs import acts_by_cell, checked, dependent_columns
from mcda.robustness.information._shares import Share, Shares, closed_shares, sampled_shares
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import ScoreUncertainty, WeightUncertainty

if TYPE_CHECKING:
    import pandas as pd

DRAWS: Final = 4_096
_FEWEST: Final = 128
_SHOWN: Final = 10


@dataclass(frozen=True, eq=False)
class VarianceShares:
    """Sobol indices of a lead or of a score.

    Parameters
    ----------
    of
        Two option ids: the lead of the first over the second. One: its score.
    mean, variance
        Of that lead or score, in points and points squared.
    scores
        By option and criterion id, the share of each uncertain score; empty where nothing varies.
    criteria
        By id, the share of all scores on a criterion together; empty where nothing varies.
    weights
        The share of the weights together; None where they are fixed, or where nothing varies.
    dependent
        Ids of criteria that are only an order: scores there do not vary independently, so that only all of them
        together have a share.
    exact
        True where the shares are computed; False where they are estimated from draws, and an estimate may fall outside
        0 to 1 by its error.
    method, weights_in_words, performances
        The recipe of the method, and what is uncertain, in words.
    draws, seed
        Of the draws; None where exact.

    Examples
    --------
    >>> import mcda
    >>> from mcda.robustness.question import ask
    >>> from mcda.robustness.uncertainty import score_uncertainty
    >>> question = ask(mcda.load_study())
    >>> found = variance_shares(question, score_uncertainty(question))
    >>> found.of, round(sum(share.first for share in found.scores.values()), 9), found.exact
    (('exchanges', 'joint_committee'), 1.0, True)
    """

    of: tuple[str, ...]
    mean: float
    variance: float
    scores: Mapping[tuple[str, str], Share]
    criteria: Mapping[str, Share]
    weights: Share | None = None
    dependent: tuple[str, ...] = ()
    exact: bool = True
    method: str = ""
    weights_in_words: str = ""
    performances: str = ""
    draws: int | None = None
    seed: int | None = None

    @property
    def interactions(self) -> float | None:
        """The part of the variance that no criterion and no weights cause alone: one less the sum of first indices.

        None where nothing varies. Around zero, by sampling, where the doubts add up.
        """
        if not self.criteria and self.weights is None:
            return None
        alone = sum(share.first for share in self.criteria.values())
        return 1.0 - alone - (0.0 if self.weights is None else self.weights.first)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of all shares, largest total first.

        Columns: part, option, criterion, first, total, first_error, total_error.
        """
        import pandas as pd

        rows = sorted(self._rows(), key=lambda row: -row[3].total)
        return pd.DataFrame(
            [(*row[:3], *row[3]) for row in rows], columns=["part", "option", "criterion", *Share._fields]
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        told = (
            "mean",
            "variance",
            "interactions",
            "exact",
            "method",
            "weights_in_words",
            "performances",
            "draws",
            "seed",
        )
        return {
            "of": list(self.of),
            **{name: getattr(self, name) for name in told},
            "dependent": list(self.dependent),
            "shares": [{"part": p, "option": o, "criterion": c, **s._asdict()} for p, o, c, s in self._rows()],
        }

    def _rows(self) -> list[tuple[str, str | None, str | None, Share]]:
        return [
            *([] if self.weights is None else [("weights", None, None, self.weights)]),
            *(("criterion", None, c, share) for c, share in self.criteria.items()),
            *(("score", o, c, share) for (o, c), share in self.scores.items()),
        ]

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = sorted(self._rows(), key=lambda row: -row[3].total)[:_SHOWN]
        head = ["doubt", "option", "criterion", "first", "total"]
        return head, [[p, o or "", c or "", f"{s.first:.3f}", f"{s.total:.3f}"] for p, o, c, s in rows]

    def _origin(self) -> str:
        what = f"score of {self.of[0]}" if len(self.of) == 1 else f"lead of {self.of[0]} over {self.of[1]}"
        how = "exact" if self.exact else f"{self.draws} draws, seed {self.seed}"
        return (
            f"shares of the variance of the {what}: mean {self.mean:.4g}, variance {self.variance:.4g}; {self.method}, "
            f"weights: {self.weights_in_words}, performances: {self.performances}; {how}"
        )

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells(), left=3)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin(), left=3)


def variance_shares(
    question: Question,
    scores: ScoreUncertainty,
    *,
    of: str | tuple[str, str] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    weights: WeightUncertainty | None = None,
) -> VarianceShares:
    """Return which part of the variance of a lead, or of a score, each doubt causes.

    For additive value, and for a weighted sum of columns that are not normalised, with fixed weights, independent
    scores add up: both indices are the variance of share times value, divided by the sum. Else they are estimated from
    two samples A and B of `draws` tables each, and for each doubt from A with that doubt taken from B.

    Parameters
    ----------
    question
        What is asked. The method must be one that ranks.
    scores
        What is uncertain, from `score_uncertainty(question)`.
    of
        Two option ids, for the lead of the first over the second; one, for its score; None for the lead of the first
        over the second in the ranking of the question (tied options in the order of the table).
    draws, seed
        For what is sampled; the same seed gives the same bits.
    weights
        What is uncertain of the weights, as one group; None where they stay as they are.

    Raises
    ------
    MethodError
        Not a ranking method, or a performance drawn that it cannot take.
    NameUnknownError
        No such option.
    WeightsError, McdaError
        Weights of other criteria; one option only; something else that cannot be used.

    References
    ----------
    Jansen, M. J. W. (1999). Analysis of variance designs for model output. *Computer Physics Communications* 117(1-2),
    35-43. doi:10.1016/S0010-4655(98)00154-4
    Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M. & Tarantola, S. (2010). Variance based sensitivity
    analysis of model output. Design and estimator for the total sensitivity index. *Computer Physics Communications*
    181(2), 259-270. doi:10.1016/j.cpc.2009.09.018

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.robustness.uncertainty import Uniform, score_uncertainty
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1.0, 5.0], [4.0, 1.0]], goals=["max", "max"], options=["a", "b"])
    >>> question = Question(Wsm(normalization="none"), table, [1, 1])
    >>> wide = {("a", "c1"): Uniform(0, 2), ("b", "c1"): Uniform(2, 8), ("b", "c2"): Uniform(0, 1)}
    >>> found = variance_shares(question, score_uncertainty(question, cells=wide))
    >>> {cell: round(share.total, 4) for cell, share in found.scores.items()}
    {('a', 'c1'): 0.0976, ('b', 'c1'): 0.878, ('b', 'c2'): 0.0244}
    """
    question, draws, seed = checked(question, scores, draws, seed, _FEWEST)
    rows = _rows_of(question, of)
    if weights is not None:
        if not isinstance(weights, WeightUncertainty):
            raise McdaError(
                f"weights is {type(weights).__name__}; expected what weight_uncertainty(question, ...) gives, or None"
            )
        weights = weights.ordered(question.criteria)
    if acts_by_cell(question) and not dependent_columns(scores) and weights is None:
        return _named(question, scores, rows, closed_shares(question, scores, rows), weights)
    found = sampled_shares(question, scores, rows, weights, draws=draws, seed=seed)
    return replace(_named(question, scores, rows, found, weights), exact=False, draws=draws, seed=seed)


def _named(
    question: Question,
    scores: ScoreUncertainty,
    rows: tuple[int, ...],
    found: Shares,
    weights: WeightUncertainty | None,
) -> VarianceShares:
    options, criteria = question.options, question.criteria
    return VarianceShares(
        of=tuple(options[i] for i in rows),
        mean=found.mean,
        variance=found.variance,
        scores=frozen(((options[i], criteria[j]), share) for (i, j), share in found.cells.items()),
        criteria=frozen((criteria[j], share) for j, share in found.columns.items()),
        weights=found.weights,
        dependent=tuple(criteria[j] for j in sorted(dependent_columns(scores))),
        method=repr(question.method),
        weights_in_words=(question.weights.profile or "given") if weights is None else weights.words,
        performances=scores.words,
    )


def _rows_of(question: Question, of: object) -> tuple[int, ...]:
    if of is None:
        if len(question.options) < 2:
            raise McdaError(
                "there is one option only, so nobody leads; name it: of='...' for the variance of its score"
            )
        of = question.ranking.order[:2]
    names = (of,) if isinstance(of, str) else of
    if not isinstance(names, tuple | list) or len(names) not in (1, 2) or len(set(map(str, names))) < len(names):
        raise McdaError(f"of is {of!r}; expected one option id, two different ones, or None")
    for name in names:
        question.table.options[name]
    return tuple(question.options.index(name) for name in names)
