"""What it is worth to know a score for certain before choosing: the expected value of perfect information."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mcda.display import html_table, text_table
from mcda.errors import unknown
from mcda.frozen import FrozenDict, frozen
from mcda.robustness.information._inputs import acts_by_cell, checked, dependent_columns, whole
from mcda.robustness.information._worth import Pair, Worth, exact_worth, sampled_worth
from mcda.robustness.question import Question
from mcda.robustness.uncertainty import ScoreUncertainty

if TYPE_CHECKING:
    import pandas as pd

DRAWS: Final = 20_000
_FEWEST: Final = 1_000
_SHOWN: Final = 10


class Worthwhile(NamedTuple):
    """A score that is worth knowing.

    Parameters
    ----------
    option, criterion
        Ids.
    value, error
        What it is worth, in points of the score, and the error of that.
    """

    option: str
    criterion: str
    value: float
    error: float


@dataclass(frozen=True, eq=False)
class InformationValue:
    """Expected value of perfect information, in points of the score: what knowing is worth to somebody who chooses one.

    By how much the score of the option that will be chosen rises, on average, when some scores are known for certain
    before the choice. Nothing is worth less than zero; what cannot change the choice is worth zero.

    Parameters
    ----------
    decided
        The option chosen without it: that with the highest expected score, the first of the table among equals.
    expected
        By option id, the expected score.
    expected_error
        The standard error of each; 0 where they are exact.
    scores
        By option and criterion id, what it is worth to know that one score. Only uncertain ones are listed.
    criteria, options
        By id, what it is worth to know all scores on a criterion, or of an option.
    total
        What it is worth to know all scores.
    score_errors, criterion_errors, option_errors, total_error
        Standard errors where sampled; where exact, what is left of the error of the numerical integration.
    dependent
        Ids of criteria that are only an order: to learn one score there tells something of the others too, so that no
        value is given to single scores there, nor to the options that have them.
    exact
        True where the values come from integrals; False where they come from draws.
    method, weights, performances
        The recipe of the method, the profile, and what is uncertain, in words.
    draws, seed
        Of the draws; None where exact.
    ids
        Under "option" and "criterion", all ids of the question, in its order.

    Examples
    --------
    >>> import mcda
    >>> from mcda.robustness.question import ask
    >>> from mcda.robustness.uncertainty import score_uncertainty
    >>> question = ask(mcda.load_study())
    >>> found = value_of_information(question, score_uncertainty(question))
    >>> found.decided, round(found.total, 3), round(found.options["exchanges"], 3), found.exact
    ('exchanges', 0.067, 0.017, True)
    """

    decided: str
    expected: Mapping[str, float]
    expected_error: Mapping[str, float]
    scores: Mapping[tuple[str, str], float]
    criteria: Mapping[str, float]
    options: Mapping[str, float]
    total: float
    score_errors: Mapping[tuple[str, str], float]
    criterion_errors: Mapping[str, float]
    option_errors: Mapping[str, float]
    total_error: float
    dependent: tuple[str, ...] = ()
    exact: bool = True
    method: str = ""
    weights: str = ""
    performances: str = ""
    draws: int | None = None
    seed: int | None = None
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=FrozenDict)

    def of_score(self, option: str, criterion: str) -> float | None:
        """Return what it is worth to know one score: 0 where it is certain, None on a criterion that is an order.

        Raises
        ------
        NameUnknownError
            No such option or criterion.
        """
        for kind, name in (("option", option), ("criterion", criterion)):
            if name not in self.ids[kind]:
                raise unknown(kind, name, self.ids[kind])
        return self.scores.get((option, criterion), None if criterion in self.dependent else 0.0)

    def look_first(self, k: int = 5) -> tuple[Worthwhile, ...]:
        """Return the scores most worth knowing, at most k, the best first; none that is worth nothing.

        Equals stand in the order of the table. Where values are sampled, look at the error too.

        Raises
        ------
        McdaError
            k is no whole number of 1 or more.
        """
        most = whole("k", k, 1, 10**9)
        ordered = sorted(self.scores, key=lambda cell: -self.scores[cell])
        return tuple(
            Worthwhile(*cell, self.scores[cell], self.score_errors[cell])
            for cell in ordered[:most]
            if self.scores[cell] > 0
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns part, option, criterion, value and error: all parts, most worth first."""
        import pandas as pd

        rows = sorted(self._rows(), key=lambda row: -row[3])
        return pd.DataFrame(rows, columns=["part", "option", "criterion", "value", "error"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        names = ("part", "option", "criterion", "value", "error")
        told = ("decided", "total", "total_error", "exact", "method", "weights", "performances", "draws", "seed")
        return {
            **{name: getattr(self, name) for name in told},
            "expected": dict(self.expected),
            "expected_error": dict(self.expected_error),
            "criteria": dict(self.criteria),
            "options": dict(self.options),
            "dependent": list(self.dependent),
            "values": [dict(zip(names, row, strict=True)) for row in self._rows()],
        }

    def _rows(self) -> list[tuple[str, str | None, str | None, float, float]]:
        return [
            ("total", None, None, self.total, self.total_error),
            *(("criterion", None, c, value, self.criterion_errors[c]) for c, value in self.criteria.items()),
            *(("option", o, None, value, self.option_errors[o]) for o, value in self.options.items()),
            *(("score", o, c, value, self.score_errors[o, c]) for (o, c), value in self.scores.items()),
        ]

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        top, *rest = self._rows()
        shown = [top, *sorted((row for row in rest if row[3] > 0), key=lambda row: -row[3])[:_SHOWN]]
        head = ["known", "option", "criterion", "worth", "±"]
        return head, [[p, o or "", c or "", f"{v:.4g}", f"{e:.2g}"] for p, o, c, v, e in shown]

    def _origin(self) -> str:
        how = "exact" if self.exact else f"{self.draws} draws, seed {self.seed}"
        return (
            f"value of perfect information, {self.method}, weights: {self.weights}, performances: {self.performances}; "
            f"without it {self.decided}, expected score {self.expected[self.decided]:.4g}; {how}"
        )

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells(), left=3)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin(), left=3)


def value_of_information(
    question: Question, scores: ScoreUncertainty, *, draws: int = DRAWS, seed: int = 0
) -> InformationValue:
    """Return what it is worth to know scores before choosing one option.

    For a part x of the scores it is E[max E[score | x]] - max E[score], the largest of all options each time. For
    additive value, and for a weighted sum of columns that are not normalised, it is exact: the best of independent
    numbers is a one-dimensional integral. For any other method it is sampled: the part in an outer loop, the rest in an
    inner loop with the same draws for every outer one, and what an inner mean is off the overall mean is taken out (in
    the spirit of a control variate), so that a sum leaves no noise. What noise interactions leave lifts the result a
    little, never lowers it. The error holds that of at least 8 batches, that of the expected scores, and what one outer
    draw more might add. A worth within rounding of zero is given as zero.

    Parameters
    ----------
    question
        What is asked. The method must be one that ranks.
    scores
        What is uncertain, from `score_uncertainty(question)`.
    draws, seed
        For what is sampled: tables drawn for the total; each criterion and option takes half as many more, each score a
        twelfth. The same seed gives the same bits.

    Raises
    ------
    MethodError
        Not a ranking method, or a performance drawn that it cannot take.
    McdaError
        No question, no uncertainty of its scores, fewer than 1,000 draws, or no seed.

    References
    ----------
    Howard, R. A. (1966). Information value theory. *IEEE Transactions on Systems Science and Cybernetics* 2(1), 22-26.
    doi:10.1109/TSSC.1966.300074
    Brennan, A., Kharroubi, S., O'Hagan, A. & Chilcott, J. (2007). Calculating partial expected value of perfect
    information via Monte Carlo sampling algorithms. *Medical Decision Making* 27(4), 448-470.
    doi:10.1177/0272989X07302555

    Examples
    --------
    >>> from mcda.methods import Wsm
    >>> from mcda.robustness.uncertainty import Uniform, score_uncertainty
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[1.0], [0.5]], goals=["max"], options=["safe", "bold"])
    >>> question = Question(Wsm(normalization="none"), table, [1])
    >>> found = value_of_information(question, score_uncertainty(question, cells={("bold", "c1"): Uniform(0, 2)}))
    >>> found.decided, round(found.total, 6)
    ('safe', 0.25)
    """
    question, draws, seed = checked(question, scores, draws, seed, _FEWEST)
    dependent = sorted(dependent_columns(scores))
    exact = acts_by_cell(question) and not dependent
    worth = exact_worth(question, scores) if exact else sampled_worth(question, scores, draws=draws, seed=seed)
    return _found(question, scores, worth, draws=None if exact else draws, seed=None if exact else seed)


def _found(
    question: Question, scores: ScoreUncertainty, worth: Worth, *, draws: int | None, seed: int | None
) -> InformationValue:
    options, criteria = question.options, question.criteria

    def named(rows: Iterable[tuple[Any, Pair]], at: int) -> FrozenDict[Any, float]:
        return frozen((key, float(pair[at])) for key, pair in rows)

    cells = [((options[i], criteria[j]), pair) for (i, j), pair in worth.cells.items()]
    by_criterion = [(criteria[j], pair) for j, pair in worth.criteria.items()]
    by_option = [(options[i], pair) for i, pair in worth.options.items()]
    return InformationValue(
        decided=options[int(worth.expected.argmax())],
        expected=frozen(zip(options, worth.expected.tolist(), strict=True)),
        expected_error=frozen(zip(options, worth.expected_error.tolist(), strict=True)),
        scores=named(cells, 0),
        criteria=named(by_criterion, 0),
        options=named(by_option, 0),
        total=float(worth.total[0]),
        score_errors=named(cells, 1),
        criterion_errors=named(by_criterion, 1),
        option_errors=named(by_option, 1),
        total_error=float(worth.total[1]),
        dependent=tuple(criteria[j] for j in sorted(dependent_columns(scores))),
        exact=draws is None,
        method=repr(question.method),
        weights=question.weights.profile or "given",
        performances=scores.words,
        draws=draws,
        seed=seed,
        ids=FrozenDict(option=options, criterion=criteria),
    )
