"""The friendly verbs: names in, results out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Never

from mcda.errors import McdaError, MethodError
from mcda.methods.method import Method
from mcda.ranking import Ranking
from mcda.robustness.comparison import Comparison, compare_study
from mcda.robustness.study_ranking import GivenWeights, On, as_method, rank_study
from mcda.study import Study
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd

    from mcda.criteria import Floats
    from mcda.portfolio import Portfolio
    from mcda.report import Report
    from mcda.weights import Weights


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
    {'a1': 2, 'a2': 1}
    """
    if isinstance(data, Study):
        _only_for("a table", goals=goals, scales=scales)
        return rank_study(
            data, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on
        )
    _only_for("a study", scenario=scenario, update=update, variant=variant)
    if method is None or weights is None:
        raise McdaError("a plain table has no default method and no profiles; give method= and weights=")
    return as_method(method).rank(_table(data, goals, scales), weights)  # type: ignore[arg-type]  # a profile's name is refused inside


def outrank(data: object, *, method: str | Method) -> Never:
    """Ask a method for its outranking relation.

    Raises
    ------
    MethodError
        For a method that answers to another verb; the message names it. Every method here so far ranks.
    """
    raise _wrong_verb(data, "outrank", method)


def sort(data: object, *, method: str | Method) -> Never:
    """Ask a method for the category of each option.

    Raises
    ------
    MethodError
        For a method that answers to another verb; the message names it. Every method here so far ranks.
    """
    raise _wrong_verb(data, "sort", method)


def compare(
    study: Study,
    *,
    methods: Sequence[str | Method] | None = None,
    weights: Sequence[GivenWeights] | None = None,
    scenarios: Sequence[str | None] | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
) -> Comparison:
    """Rank a study by methods x weights x scenarios and say how far the places agree.

    Parameters
    ----------
    methods, weights, scenarios
        Names or values; by default all methods, all profiles, all scenarios (the base scores where there are none).

    Examples
    --------
    >>> import mcda
    >>> table = mcda.compare(mcda.load_study(), methods=["additive", "topsis"], weights=["balanced"], scenarios=[None])
    >>> [row.ranking.winners for row in table.rows]
    [('exchanges',), ('exchanges',)]
    """
    return compare_study(
        study, methods=methods, weights=weights, scenarios=scenarios, update=update, variant=variant, on=on
    )


def choose_portfolio(
    study: Study,
    *,
    budget: Fraction | int | float | None = None,
    weights: str | Weights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    limits: Mapping[str, Fraction | int | float] | None = None,
    require: Sequence[str] = (),
    forbid: Sequence[str] = (),
) -> Portfolio:
    """Find the set of options worth most over the baseline, under the study's limits and rules.

    Parameters
    ----------
    budget
        In the unit of the criterion with `role: budget`; by default what the study names.
    limits
        Other limits by resource, instead of the study's own.
    require, forbid
        Ids of options that must, or must not, be chosen.

    Examples
    --------
    >>> import mcda
    >>> chosen = mcda.choose_portfolio(mcda.load_study(), budget=150)
    >>> chosen.status.value, "exchanges" in chosen.options
    ('optimal', True)
    """
    from mcda.portfolio import choose_portfolio as choose

    return choose(
        study,
        budget=budget,
        weights=weights,
        scenario=scenario,
        update=update,
        variant=variant,
        limits=limits,
        require=require,
        forbid=forbid,
    )


def ranked_report(
    study: Study,
    *,
    language: str | None = None,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    budget: Fraction | int | float | None = None,
) -> Report:
    """Write the ranked report of a study; `.save(path)` puts it into a file.

    Parameters
    ----------
    language
        "en" or "ko"; by default the study's first language.
    """
    from mcda.report import ranked_report as write

    return write(
        study,
        language=language,
        method=method,
        weights=weights,
        scenario=scenario,
        update=update,
        variant=variant,
        on=on,
        budget=budget,
    )


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


def _wrong_verb(data: object, verb: str, method: str | Method) -> MethodError:
    return MethodError(f"{as_method(method)!r} does not {verb}, it ranks {type(data).__name__}s; use mcda.rank")
