"""The friendly verbs: names in, results out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Never

from mcda.errors import McdaError, MethodError
from mcda.methods.method import Method
from mcda.portfolio import choose_portfolio
from mcda.ranking import Ranking
from mcda.report import ranked_report
from mcda.robustness.comparison import compare_study as compare
from mcda.robustness.study_ranking import On, as_method, check_on, rank_study
from mcda.study import Study
from mcda.study.study import GivenWeights
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd

    from mcda.scales import Floats


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
            data, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on
        )
    check_on(on)
    _only_for("a study", scenario=scenario, update=update, variant=variant)
    if method is None or weights is None:
        raise McdaError("a plain table has no default method and no profiles; give method= and weights=")
    return as_method(method).rank(_table(data, goals, scales), weights)  # type: ignore[arg-type]  # a profile's name is refused inside


def outrank(data: object, *, method: str | Method) -> Never:  # noqa: ARG001  # the wrong verb whatever the data
    """Ask a method for its outranking relation.

    Raises
    ------
    MethodError
        For a method that answers to another verb; the message names it. Every method here so far ranks.
    """
    raise _wrong_verb("outrank", method)


def sort(data: object, *, method: str | Method) -> Never:  # noqa: ARG001  # the wrong verb whatever the data
    """Ask a method for the category of each option.

    Raises
    ------
    MethodError
        For a method that answers to another verb; the message names it. Every method here so far ranks.
    """
    raise _wrong_verb("sort", method)


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


def _wrong_verb(verb: str, method: str | Method) -> MethodError:
    return MethodError(f"{as_method(method)!r} ranks options; it does not {verb} them. Use mcda.rank")
