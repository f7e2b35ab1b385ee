"""All results that a ranked report tells of, worked out before a word is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mcda.errors import McdaError
from mcda.methods import COMMON, Method, RankingMethod
from mcda.portfolio import Portfolio, budget_resource, choose_portfolio
from mcda.portfolio.problem import amount
from mcda.ranking import Ranking
from mcda.robustness.agreement import ComparisonRow
from mcda.robustness.comparison import Comparison, compare_study
from mcda.robustness.question import On, as_ranking_method
from mcda.robustness.study_ranking import rank_study
from mcda.study import Change, Study, under
from mcda.study.study import GivenWeights
from mcda.weights import Weights

Budget = Fraction | int | float | str


@dataclass(frozen=True, eq=False)
class Findings:
    """What the report is about.

    Parameters
    ----------
    asked
        The study as it was given.
    study
        The same as it stands under the update, variant and scenario asked for.
    weights
        The weights chosen; `weights.profile` need not be a profile of the study.
    ranking
        The ranking that the verdict speaks of.
    grid
        The chosen method under all profiles and scenarios (and the weights chosen, where they are no profile).
    methods
        All methods under the chosen weights and scenario.
    world
        The scenario of `grid` in which `ranking` stands; None: the scores as they are.
    portfolios
        One per budget, lowest first.
    budget
        The budget the verdict speaks of.
    no_portfolio
        Why there are none although the study has portfolio rules, or "".
    """

    asked: Study
    study: Study
    method: RankingMethod
    weights: Weights
    ranking: Ranking
    grid: Comparison
    methods: Comparison
    world: str | None
    portfolios: tuple[Portfolio, ...] = ()
    budget: Fraction | None = None
    no_portfolio: str = ""

    @property
    def profile(self) -> str:
        """How the chosen weights are called in `grid`."""
        return self.weights.profile or "given"

    @property
    def by_profile(self) -> tuple[ComparisonRow, ...]:
        """The chosen method under each profile, in the chosen scenario."""
        return tuple(row for row in self.grid.sound if row.scenario == self.world)

    @property
    def by_scenario(self) -> tuple[ComparisonRow, ...]:
        """The chosen method with the chosen weights, in each scenario."""
        return tuple(row for row in self.grid.sound if row.weights == self.profile)

    @property
    def portfolio(self) -> Portfolio | None:
        """The portfolio at the budget the verdict speaks of."""
        found = [p for p in self.portfolios if p.recipe.budget == self.budget]
        return found[0] if found else next(iter(self.portfolios), None)


def find(
    study: Study,
    *,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    budget: Budget | None = None,
) -> Findings:
    """Work out everything a ranked report tells of; the arguments are those of `ranked_report`."""
    standing = under(study, scenario=scenario, update=update, variant=variant)
    chosen = as_ranking_method(standing.defaults.method if method is None else method)
    given = standing.weights_for(weights)
    own = given if given.profile not in standing.profiles or given != standing.weights[given.profile] else None
    use: GivenWeights = given.profile if own is None else given
    ranking = rank_study(study, method=chosen, weights=use, scenario=scenario, update=update, variant=variant, on=on)
    worlds = _worlds(study)
    world = scenario if scenario is not None or None in worlds else worlds[0]
    reference = study.reference
    if scenario is None and None not in worlds and reference is not None:
        world = reference.id
    grid = compare_study(
        study,
        methods=[chosen],
        weights=[*([given] if own is not None else []), *study.profiles],
        scenarios=worlds,
        update=update,
        variant=variant,
        on=on,
    )
    others: list[str | Method] = [chosen if m.id == chosen.id else m.id for m in COMMON]
    if chosen not in others:
        others.insert(0, chosen)
    methods = compare_study(
        study, methods=others, weights=[use], scenarios=[scenario], update=update, variant=variant, on=on
    )
    changes = {"scenario": scenario, "update": update, "variant": variant}
    found, spoken_of, problem = _portfolios(study, given, changes, budget)
    return Findings(study, standing, chosen, given, ranking, grid, methods, world, found, spoken_of, problem)


def _worlds(study: Study) -> list[str | None]:
    """Return the scenarios to look at; None for the scores as they are, where no scenario stands for them."""
    if study.scenario is not None or not study.scenarios:
        return [None]
    reference = study.reference
    return [*study.scenarios] if reference is not None and _changes_nothing(reference) else [None, *study.scenarios]


def _changes_nothing(change: Change) -> bool:
    touched = (change.everywhere.cells, change.value_functions, change.merges)
    return not any(touched) and not any(option.cells for option in change.options.values())


def _portfolios(
    study: Study, weights: Weights, changes: Mapping[str, str | None], budget: Budget | None
) -> tuple[tuple[Portfolio, ...], Fraction | None, str]:
    """Return the portfolios at each budget, the budget the verdict speaks of, and why there are none."""
    if study.portfolio is None and budget is None:
        return (), None, ""
    try:
        spoken_of = study.defaults.budget if budget is None else amount(budget, "the budget")
        money = budget_resource(study)
        limit = study.portfolio.limits.get(money or "") if study.portfolio is not None else None
        levels = {*(limit.levels if limit is not None else ()), *([spoken_of] if spoken_of is not None else [])}
        found = tuple(
            choose_portfolio(
                study,
                budget=level,
                weights=weights,
                scenario=changes["scenario"],
                update=changes["update"],
                variant=changes["variant"],
            )
            for level in (sorted(levels) if levels and money is not None else [budget])
        )
    except McdaError as problem:
        if budget is not None:
            raise
        return (), None, str(problem)
    return found, spoken_of, ""
