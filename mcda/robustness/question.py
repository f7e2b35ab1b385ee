"""One question put to a method: options on criteria, weights, and how sure each score is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from mcda import methods
from mcda.errors import McdaError, MethodError, WeightsError, nearest, unknown
from mcda.frozen import FrozenDict, frozen
from mcda.methods import Kernel, Method, OutrankingMethod, RankingMethod, SortingMethod, WeightedSum, tie_tolerance
from mcda.methods.method import Given, given_weights
from mcda.options import Score
from mcda.ranking import Ranking
from mcda.scales import Floats
from mcda.study import Study, under
from mcda.study.study import GivenWeights
from mcda.table import PerformanceTable, value_table
from mcda.weights import Weights

On = Literal["values", "units"]


@dataclass(frozen=True, eq=False)
class Question:
    """What a method is asked, as a value: everything in `mcda.robustness` takes one and varies it.

    Parameters
    ----------
    method
        Of any kind; most questions are for a method that ranks.
    table
        Performances as stated, in each criterion's unit.
    weights
        `Weights`, numbers in order or by criterion; None only for a method that takes none.
    on
        "values": the method sees the table on 0 to 100, through the value functions; "units": as it is.
    scores
        By option and criterion id, the score with its range, confidence and evidence, where there is one.

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> Question(Topsis(), table, [1, 1]).ranking.winners
    ('a1',)
    """

    method: Method
    table: PerformanceTable
    weights: Weights
    on: On = "units"
    scores: Mapping[tuple[str, str], Score] = field(default_factory=FrozenDict)

    def __init__(
        self,
        method: str | Method,
        table: PerformanceTable,
        weights: Given | None = None,
        *,
        on: On = "units",
        scores: Mapping[tuple[str, str], Score] | None = None,
    ) -> None:
        check_on(on)
        given: dict[str, Any] = {
            "method": as_method(method),
            "table": table,
            "weights": given_weights(as_method(method), weights, table.criteria),
            "on": on,
            "scores": FrozenDict(scores or {}),
        }
        for name, each in given.items():
            object.__setattr__(self, name, each)

    @property
    def options(self) -> tuple[str, ...]:
        """Ids of the options, in the order of the table."""
        return self.table.options.ids

    @property
    def criteria(self) -> tuple[str, ...]:
        """Ids of the criteria, in the order of the table."""
        return self.table.criteria.ids

    @property
    def ranker(self) -> RankingMethod:
        """The method, where it ranks.

        Raises
        ------
        MethodError
            It answers to another verb.
        """
        return as_ranking_method(self.method)

    @cached_property
    def seen(self) -> PerformanceTable:
        """The table that the method sees: on values, or in units."""
        return value_table(self.table) if self.on == "values" else self.table

    def see(self, performances: Floats) -> Floats:
        """Return performances in units as the method sees them, shape (..., n_options, n_criteria)."""
        if self.on == "units":
            return performances
        found = np.array(performances, dtype=np.float64)
        for j, criterion in enumerate(self.table.criteria):
            if not criterion.as_values and criterion.value is not None:
                found[..., j] = criterion.value(performances[..., j])
        return found

    @cached_property
    def kernel(self) -> Kernel:
        """The method bound to the criteria it sees."""
        return replace(self.ranker.bind(self.seen.criteria), options=self.options)

    @cached_property
    def shares(self) -> Floats:
        """The weights in the order of the criteria, shape (n_criteria,); they add to one."""
        return self.weights.array(self.table.criteria)

    @cached_property
    def ranking(self) -> Ranking:
        """The answer."""
        return self.ranker.rank(self.seen, self.weights)

    @cached_property
    def tolerance(self) -> float:
        """Differences of score up to this size are ties."""
        return tie_tolerance(self.ranking.scores, self.ranker.score_width)

    @property
    def adds(self) -> bool:
        """True where the score is a sum of weight times term: additive value, WSM, PROMETHEE II ..."""
        return isinstance(self.method, WeightedSum) and type(self.method).formula is WeightedSum.formula

    @cached_property
    def terms(self) -> Floats:
        """What a weight of one on a criterion adds to each score, shape (n_options, n_criteria).

        The scores are `terms @ shares`.

        Raises
        ------
        MethodError
            The score of the method is no weighted sum.
        """
        if not self.adds or not isinstance(self.method, WeightedSum):
            raise MethodError(
                f"the score of {type(self.method).__name__} is no sum of weight times term, so what is exact for such "
                "sums cannot be had; take one, such as 'additive', 'wsm' or 'promethee_ii'"
            )
        self.kernel(self.seen.values, self.shares)
        found = self.method.terms(self.seen.criteria)(self.seen.values)
        found.setflags(write=False)
        return found

    @cached_property
    def low(self) -> Floats:
        """The low end of each score in units, shape (n_options, n_criteria); the score itself where it has none."""
        return self._of_scores("low")

    @cached_property
    def high(self) -> Floats:
        """The high end of each score in units, shape (n_options, n_criteria); the score itself where it has none."""
        return self._of_scores("high")

    def with_weights(self, weights: Given) -> Question:
        """Return the same question under other weights."""
        return Question(self.method, self.table, weights, on=self.on, scores=self.scores)

    def with_method(self, method: str | Method) -> Question:
        """Return the same question to another method."""
        return Question(method, self.table, self.weights, on=self.on, scores=self.scores)

    def with_performances(self, performances: Floats) -> Question:
        """Return the same question about other performances in units, shape (n_options, n_criteria), without ranges."""
        table = PerformanceTable(self.table.options, self.table.criteria, performances)
        return Question(self.method, table, self.weights, on=self.on)

    def without(self, option: str) -> Question:
        """Return the same question without one option."""
        scores = {key: score for key, score in self.scores.items() if key[0] != option}
        return Question(self.method, self.table.without(option), self.weights, on=self.on, scores=scores)

    def _of_scores(self, end: str) -> Floats:
        found = self.table.values.copy()
        for i, option in enumerate(self.options):
            for j, criterion in enumerate(self.criteria):
                if (option, criterion) in self.scores:
                    found[i, j] = float(getattr(self.scores[option, criterion], end))
        found.setflags(write=False)
        return found

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is worked out again when it is wanted: a bound formula cannot travel to another process."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}


def ask(
    study: Study,
    *,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Question:
    """Return the question that a study puts to a method.

    Parameters
    ----------
    method, weights
        Names, or a configured method and weights; by default what the study names.
    scenario, update, variant
        Ids of changes to apply, in the order update, variant, scenario.
    on
        "values": the table on 0 to 100, through the value functions; "units": as measured.
    at
        A branch of the objectives tree, or a single criterion, to look at alone; None for the whole tree.

    Raises
    ------
    McdaError
        An unknown name, weights that do not fit, or nothing to weigh below `at`.

    Examples
    --------
    >>> import mcda
    >>> ask(mcda.load_study(), method="topsis", weights="industry").ranking.winners
    ('exchanges',)
    """
    check_on(on)
    return ask_standing(under(study, scenario=scenario, update=update, variant=variant), method, weights, on, at)


def ask_standing(
    standing: Study, method: str | Method | None, weights: GivenWeights | None, on: On, at: str | None
) -> Question:
    """Return the question that a study puts as it stands."""
    chosen = as_method(standing.defaults.method if method is None else method)
    table, given, scores = standing.table, standing.weights_for(weights), standing.scores
    if at is not None:
        inside = [c.id for c in table.criteria if at in (c.branch, c.id)]
        if not inside:
            raise unknown("branch or criterion", at, [*table.criteria.branches, *table.criteria.ids])
        if not any(given.fractions[c] for c in inside):
            raise WeightsError(f"nothing below {at!r} has a weight in {given.profile or 'these weights'}; give it one")
        chosen = chosen.at(set(inside), set(standing.criteria.ids) - set(inside))
        table, given = table.select(criteria=inside), given.select(inside)
        scores = frozen((key, score) for key, score in scores.items() if key[1] in inside)
    return Question(chosen, table, given, on=on, scores=scores)


def check_on(on: str) -> None:
    """Raise unless `on` is "values" or "units"."""
    if on not in ("values", "units"):
        raise McdaError(f"on={on!r}; expected 'values' or 'units'{nearest(str(on), ['values', 'units'])}")


def as_method(method: str | Method) -> Method:
    """Return the method of a name, or the method itself."""
    return method if isinstance(method, Method) else methods.named(method)


def as_ranking_method(method: str | Method) -> RankingMethod:
    """Return a method that ranks; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, RankingMethod):
        return found
    raise _wrong_verb("rank", found)


def as_outranking_method(method: str | Method) -> OutrankingMethod:
    """Return a method that outranks; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, OutrankingMethod):
        return found
    raise _wrong_verb("outrank", found)


def as_sorting_method(method: str | Method) -> SortingMethod:
    """Return a method that sorts; for another kind, an error that names the right verb."""
    found = as_method(method)
    if isinstance(found, SortingMethod):
        return found
    raise _wrong_verb("sort", found)


def _wrong_verb(asked: str, method: Method) -> MethodError:
    does = {"rank": "ranks options", "outrank": "compares options in pairs", "sort": "sorts options into categories"}
    return MethodError(f"{method!r} {does[method.verb]}; it does not {asked} them. Use mcda.{method.verb}")
