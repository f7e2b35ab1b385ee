"""The friendly verbs: names in, results out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mcda.errors import McdaError, WeightsError
from mcda.methods.method import Given, Method
from mcda.portfolio import choose_portfolio
from mcda.ranking import Ranking
from mcda.report import ranked_report
from mcda.robustness.comparison import compare_study as compare
from mcda.robustness.question import (
    On,
    as_outranking_method,
    as_ranking_method,
    as_sorting_method,
    check_on,
)
from mcda.robustness.study_ranking import outrank_study, rank_study, sort_study
from mcda.study import Study
from mcda.study.study import GivenWeights
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd

    from mcda.relation import Outranking
    from mcda.scales import Floats
    from mcda.sorting import Sorting


__all__ = ["choose_portfolio", "compare", "outrank", "rank", "ranked_report", "sort"]


def rank(
    data: Study | PerformanceTable | pd.DataFrame | Floats | Sequence[Sequence[float]],
    *,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    goals: Sequence[str] | Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[float, float]] | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Ranking:
    """Rank the options of a study, or of a plain table.

    Parameters
    ----------
    data
        A study; or performances in units, options by criteria: a DataFrame, an array, rows of numbers.
    method
        A name (`mcda.methods.ALL` lists them) or a configured method; a study has a default, a table has none.
    weights
        The name of a profile, `Weights`, or numbers in order or by criterion.
    goals
        For a table: "max" or "min" for each criterion, in order or by criterion.
    scales
        For a table: the ends of a criterion's scale, for methods that need one.
    scenario, update, variant, on
        For a study: changes to apply, and whether to rank on "values" (0 to 100) or on "units".
    at
        For a study: a branch of the objectives tree, or a single criterion, to look at alone.

    Raises
    ------
    McdaError
        Whatever does not fit, with its place and its cure.

    Examples
    --------
    >>> import mcda
    >>> mcda.rank([[3, 8], [5, 9]], goals=["min", "max"], weights=[0.4, 0.6], method="topsis").places
    {'a1': 1, 'a2': 2}
    """
    if isinstance(data, Study):
        _only_for("a table", goals=goals, scales=scales)
        return rank_study(
            data, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on, at=at
        )
    check_on(on)
    _only_for("a study", scenario=scenario, update=update, variant=variant, at=at)
    if method is None:
        raise McdaError("a plain table has no default method and no profiles; give method= and weights=")
    chosen = as_ranking_method(method)
    return chosen.rank(_table(data, goals, scales), _given(chosen, weights))


def outrank(
    data: Study | PerformanceTable | pd.DataFrame | Floats | Sequence[Sequence[float]],
    *,
    method: str | Method,
    weights: GivenWeights | None = None,
    goals: Sequence[str] | Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[float, float]] | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Outranking:
    """Compare the options of a study, or of a plain table, in pairs: preferred, indifferent or incomparable.

    Parameters are those of `rank`; the method is one that outranks, such as "promethee_i" or "electre_iii".

    Raises
    ------
    MethodError
        The method answers to another verb; the message names it.
    McdaError
        Whatever does not fit, with its place and its cure.

    Examples
    --------
    >>> import mcda
    >>> rows = [[3, 8], [5, 9], [9, 2]]
    >>> mcda.outrank(rows, goals=["min", "max"], weights=[1, 1], method="promethee_i").kernel
    ('a1', 'a2')
    """
    if isinstance(data, Study):
        _only_for("a table", goals=goals, scales=scales)
        return outrank_study(
            data, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on, at=at
        )
    check_on(on)
    _only_for("a study", scenario=scenario, update=update, variant=variant, at=at)
    chosen = as_outranking_method(method)
    return chosen.outrank(_table(data, goals, scales), _given(chosen, weights))


def sort(
    data: Study | PerformanceTable | pd.DataFrame | Floats | Sequence[Sequence[float]],
    *,
    method: str | Method,
    weights: GivenWeights | None = None,
    goals: Sequence[str] | Mapping[str, str] | None = None,
    scales: Mapping[str, tuple[float, float]] | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    at: str | None = None,
) -> Sorting:
    """Sort the options of a study, or of a plain table, into categories from worst to best.

    Parameters are those of `rank`; the method is one that sorts, such as `ElectreTriB` with its profiles.

    Raises
    ------
    MethodError
        The method answers to another verb; the message names it.
    McdaError
        Whatever does not fit, with its place and its cure.
    """
    if isinstance(data, Study):
        _only_for("a table", goals=goals, scales=scales)
        return sort_study(
            data, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on, at=at
        )
    check_on(on)
    _only_for("a study", scenario=scenario, update=update, variant=variant, at=at)
    chosen = as_sorting_method(method)
    return chosen.sort(_table(data, goals, scales), _given(chosen, weights))


def _given(method: Method, weights: GivenWeights | None) -> Given | None:
    if isinstance(weights, str):
        raise WeightsError(f"{weights!r} names a profile, but a plain table has none; give numbers")
    if weights is None and method.uses_weights:
        raise McdaError("a plain table has no default method and no profiles; give method= and weights=")
    return weights


def _table(
    data: object, goals: Sequence[str] | Mapping[str, str] | None, scales: Mapping[str, tuple[float, float]] | None
) -> PerformanceTable:
    if isinstance(data, PerformanceTable):
        _only_for("plain rows or a DataFrame", goals=goals, scales=scales)
        return data
    if isinstance(data, str | bytes) or not hasattr(data, "__iter__"):
        raise McdaError(f"{type(data).__name__} is no table; give a study, a DataFrame, an array or rows of numbers")
    if goals is None:
        raise McdaError("a plain table does not say which way its criteria point; give goals=['max', 'min', ...]")
    return PerformanceTable.of(data, goals=goals, scales=scales)  # type: ignore[arg-type]  # checked cell by cell


def _only_for(what: str, /, **given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise McdaError(f"{name}= goes with {what} only")
