"""The best set of options under a budget, capacities and rules: proven, checked in exact arithmetic, and explained.

`choose_portfolio` answers for a study. Below it, `portfolio_problem` makes the problem (exact fractions), `best_sets`
finds the best sets (the solver proposes, exact arithmetic decides), and `optimise` adds what a reader needs to judge
them: near ties, which limits bind, the upper bound, criteria that overflow, and the rules that clash where there is no
set at all.
"""

from mcda.portfolio.choice import choose_portfolio, portfolios
from mcda.portfolio.from_study import budget_resource, counting_weights, portfolio_problem
from mcda.portfolio.model import Model, linear_model
from mcda.portfolio.optimum import optimise
from mcda.portfolio.parts import Clash, LimitUse, NearTie, Overflow, PortfolioRecipe, Relaxation, Worth
from mcda.portfolio.problem import CriterionGain, Demand, PortfolioProblem
from mcda.portfolio.promethee_v import PrometheeV, Shift, promethee_v
from mcda.portfolio.result import HAIR, Portfolio
from mcda.portfolio.search import Candidate, PortfolioStatus, Search, best_sets
from mcda.portfolio.zero_one import solve_zero_one

__all__ = [
    "HAIR",
    "Candidate",
    "Clash",
    "CriterionGain",
    "Demand",
    "LimitUse",
    "Model",
    "NearTie",
    "Overflow",
    "Portfolio",
    "PortfolioProblem",
    "PortfolioRecipe",
    "PortfolioStatus",
    "PrometheeV",
    "Relaxation",
    "Search",
    "Shift",
    "Worth",
    "best_sets",
    "budget_resource",
    "choose_portfolio",
    "counting_weights",
    "linear_model",
    "optimise",
    "portfolio_problem",
    "portfolios",
    "promethee_v",
    "solve_zero_one",
]
