"""The verbs: choose a portfolio of a study, at one budget or at several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mcda.errors import PortfolioError
from mcda.portfolio.from_study import (
    Number,
    budget_resource,
    counting_weights,
    portfolio_problem,
)
from mcda.portfolio.optimum import optimise
from mcda.portfolio.parts import PortfolioRecipe
from mcda.portfolio.problem import PortfolioProblem
from mcda.portfolio.result import Portfolio
from mcda.study.changes import under
from mcda.study.study import GivenWeights, Study
from mcda.version import __version__
from mcda.weights import Weights


def choose_portfolio(
    study: Study,
    *,
    budget: Number | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    limits: Mapping[str, Number] | None = None,
    require: Sequence[str] = (),
    forbid: Sequence[str] = (),
    within: Fraction | float = Fraction(1, 50),
    best: int = 10,
) -> Portfolio:
    """Choose the best set of options of a study under its rules.

    Parameters
    ----------
    budget
        The limit of the budget criterion, in its unit; by default the study's.
    weights
        A profile's id, or weights; by default the study's profile.
    scenario, update, variant
        Ids of changes of the study; `variant` may also be one of its rule variants ("strict").
    limits
        By resource, amounts in place of the study's.
    require, forbid
        Options that must, or must not, be in the set.
    within, best
        Which near ties are listed: all within this share of the best value, and at least the best few.

    Returns
    -------
    A `Portfolio`; where no set obeys the rules its status is "infeasible" and it names the rules that clash.

    Raises
    ------
    PortfolioError
        The study has no baseline, no weight outside the criteria with a role, no number where one is needed; or an
        option is both required and forbidden.
    NameUnknownError
        A name that is not in the study, with the nearest that is.

    Examples
    --------
    >>> from mcda.study import load_study
    >>> chosen = choose_portfolio(load_study(), budget=150)
    >>> chosen.options, round(chosen.score, 2), chosen.resources["public_cost"]
    (('joint_committee', 'exchanges', 'open_norms'), 17.69, Fraction(120, 1))
    """
    study = under(study, scenario=scenario, update=update, variant=variant)
    given = study.weights_for(weights)
    problem = portfolio_problem(study, budget=budget, weights=given, limits=limits, require=require, forbid=forbid)
    return optimise(problem, within=within, best=best, recipe=_recipe(study, given, problem))


def portfolios(
    study: Study,
    budgets: Sequence[Number] | None = None,
    *,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    limits: Mapping[str, Number] | None = None,
    require: Sequence[str] = (),
    forbid: Sequence[str] = (),
    within: Fraction | float = Fraction(1, 50),
    best: int = 10,
) -> tuple[Portfolio, ...]:
    """Choose a portfolio at each of several budgets; the other arguments are those of `choose_portfolio`.

    Parameters
    ----------
    budgets
        In the unit of the budget criterion; by default the levels that the study names.

    Raises
    ------
    PortfolioError
        No budgets are given and the study names none.

    Examples
    --------
    >>> from mcda.study import load_study
    >>> [len(each.options) for each in portfolios(load_study(), [150, 400])]
    [3, 5]
    """
    if budgets is None:
        resource = budget_resource(study)
        named = study.portfolio.limits.get(resource or "") if study.portfolio is not None else None
        if named is None or not named.levels:
            raise PortfolioError("the study names no budget levels; give `budgets`")
        budgets = named.levels
    return tuple(
        choose_portfolio(
            study,
            budget=budget,
            weights=weights,
            scenario=scenario,
            update=update,
            variant=variant,
            limits=limits,
            require=require,
            forbid=forbid,
            within=within,
            best=best,
        )
        for budget in budgets
    )


def _recipe(study: Study, weights: Weights, problem: PortfolioProblem) -> PortfolioRecipe:
    return PortfolioRecipe(
        weights=weights.profile,
        shares={c: float(f) for c, f in counting_weights(study, weights).items()},
        scenario=study.scenario,
        update=study.update,
        variant=study.variant,
        budget=problem.limits.get(budget_resource(study) or ""),
        limits=problem.limits,
        require=problem.require,
        forbid=problem.forbid,
        study=str(study.title),
        digest=study.digest,
        version=__version__,
    )
