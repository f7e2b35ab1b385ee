"""From a study to its portfolio problem: what each option adds over the baseline, and what binds the set.

The benefit of an option is its chance of success times the weighted sum of its gains over the baseline, on values of
0 to 100. The criterion with `role: success_chance` gives the chance (100 where there is none), the criterion with
`role: budget` is a resource, and both leave the weighted sum, whose other weights are rescaled to add to one. Absolute
values would not do: every option would bring the status quo along once more, and the set would depend on options that
nobody wants.

References
----------
Clemen, R. T. & Smith, J. E. (2009). On the choice of baselines in multiattribute portfolio analysis: a cautionary
note. *Decision Analysis* 6(4), 256-262. doi:10.1287/deca.1090.0158

Morton, A. (2015). Measurement issues in the evaluation of projects in a project portfolio. *European Journal of
Operational Research* 245(3), 789-796. doi:10.1016/j.ejor.2015.02.011
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from mcda.criteria import Criterion
from mcda.errors import PortfolioError, unknown
from mcda.portfolio.problem import CriterionGain, PortfolioProblem, amount, number
from mcda.study.study import GivenWeights, Study
from mcda.weights import Weights

Number = Fraction | int | float | str


def portfolio_problem(
    study: Study,
    *,
    budget: Number | None = None,
    weights: GivenWeights | None = None,
    limits: Mapping[str, Number] | None = None,
    require: Sequence[str] = (),
    forbid: Sequence[str] = (),
) -> PortfolioProblem:
    """Return the portfolio problem of a study as it stands; see `choose_portfolio` for the arguments.

    Examples
    --------
    >>> from mcda.study import load_study
    >>> problem = portfolio_problem(load_study())
    >>> problem.benefits["joint_committee"], dict(problem.limits)["public_cost"]
    (Fraction(2641, 600), Fraction(800, 1))
    """
    baseline = study.baseline
    if baseline is None:
        raise PortfolioError(
            "no option says `baseline: true`; a portfolio adds up what each option gains over doing nothing new, so "
            "one option must stand for that"
        )
    options = tuple(o.id for o in study.options if o.id != baseline)
    for name in (*require, *forbid):
        if name == baseline:
            raise PortfolioError(f"{name!r} is the baseline: what the set is measured against, never a part of it")
        if name not in options:
            raise unknown("option", name, options)
    shares = counting_weights(study, study.weights_for(weights))
    gains = tuple(_gain(study, study.criteria[c], options, baseline) for c, share in shares.items() if share > 0)
    chances = {o: _chance(study, o) for o in options}
    benefits = {o: chances[o] * sum((shares[g.criterion] * g.gains[o] for g in gains), Fraction(0)) for o in options}
    uses = _uses(study, options)
    portfolio = study.portfolio
    return PortfolioProblem(
        options,
        benefits,
        uses,
        _limits(study, uses, budget, limits or {}),
        study.rules,
        () if portfolio is None else portfolio.synergies,
        tuple(require),
        tuple(forbid),
        gains,
        chances,
        {} if portfolio is None else {r: limit.why for r, limit in portfolio.limits.items()},
    )


def counting_weights(study: Study, weights: Weights) -> Mapping[str, Fraction]:
    """Return the shares of the criteria without a role, rescaled to add to one.

    Raises
    ------
    PortfolioError
        All weight is on criteria with a role.
    """
    weights.array(study.criteria)
    plain = [c.id for c in study.criteria if c.role is None]
    if not any(weights.fractions[c] for c in plain):
        raise PortfolioError(
            "all weight is on the criteria for the chance of success and the budget, which leave the sum in a "
            "portfolio; give weight to at least one other criterion"
        )
    return weights.select(plain).fractions


def budget_resource(study: Study) -> str | None:
    """Return the id of the criterion with `role: budget`, which is also the name of the resource."""
    return _with_role(study, "budget")


def _with_role(study: Study, role: str) -> str | None:
    found = [c.id for c in study.criteria if c.role == role]
    if len(found) > 1:
        raise PortfolioError(f"{', '.join(found)} all have `role: {role}`; expected one criterion at most")
    return found[0] if found else None


def _gain(study: Study, criterion: Criterion, options: Sequence[str], baseline: str) -> CriterionGain:
    function = criterion.value
    if function is None:
        raise PortfolioError(f"criterion {criterion.id!r} has no scale, so its gains cannot be added; give it a scale")
    value = {o: function.exact(study.scores[o, criterion.id].value) for o in (*options, baseline)}
    return CriterionGain(criterion.id, value[baseline], {o: value[o] - value[baseline] for o in options})


def _chance(study: Study, option: str) -> Fraction:
    criterion = _with_role(study, "success_chance")
    if criterion is None:
        return Fraction(1)
    per_cent = study.scores[option, criterion].value
    if not 0 <= per_cent <= 100:
        raise PortfolioError(f"the {criterion} of {option!r} is {number(per_cent)}; expected a per cent from 0 to 100")
    return per_cent / 100


def _uses(study: Study, options: Sequence[str]) -> dict[str, dict[str, Fraction]]:
    """Return what each option takes of each resource, the budget first."""
    uses: dict[str, dict[str, Fraction]] = {}
    budget = budget_resource(study)
    if budget is not None:
        uses[budget] = {o: study.scores[o, budget].value for o in options}
    named = [] if study.portfolio is None else list(study.portfolio.limits)
    for resource in (*named, *(r for o in study.options for r in o.resources)):
        if resource not in uses:
            uses[resource] = {o: study.options[o].resources.get(resource, Fraction(0)) for o in options}
    return uses


def _limits(
    study: Study, uses: Mapping[str, object], budget: Number | None, limits: Mapping[str, Number]
) -> dict[str, Fraction]:
    """Return the study's limits with those given in their place."""
    named = {} if study.portfolio is None else study.portfolio.limits
    found = {r: limit.default for r, limit in named.items() if limit.default is not None}
    money = budget_resource(study)
    if money is not None and study.defaults.budget is not None:
        found[money] = study.defaults.budget
    given = dict(limits)
    if budget is not None:
        if money is None:
            raise PortfolioError("a budget is given, but no criterion of the study has `role: budget`")
        if money in given:
            raise PortfolioError(f"`budget` and a limit on {money!r} are both given; they are the same thing")
        given[money] = budget
    for resource, size in given.items():
        if resource not in uses:
            raise unknown("resource", resource, uses)
        found[resource] = amount(size, f"the limit of {resource!r}")
    for resource, size in found.items():
        if size < 0:
            raise PortfolioError(f"the limit of {resource!r} is {number(size)}; expected zero or more")
    if not found and not study.rules:
        cure = (
            f"give `budget` (the limit of {money!r})"
            if money is not None
            else "it has no criterion with `role: budget`"
        )
        raise PortfolioError(
            f"nothing limits a portfolio of this study, so every option with a gain would be in it; {cure}, "
            "or name limits and rules in portfolio.yaml"
        )
    return {r: found[r] for r in uses if r in found}
