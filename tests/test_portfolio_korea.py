"""The Korea study's portfolios against all 4,096 sets, counted by code that shares nothing with the package."""

import importlib.util
import random
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from mcda.errors import PortfolioError
from mcda.linear import LinearStatus, solve
from mcda.portfolio import (
    PortfolioProblem,
    PortfolioStatus,
    best_sets,
    choose_portfolio,
    linear_model,
    portfolio_problem,
    portfolios,
)
from mcda.study import load_study, under
from mcda.study.rules import AtMost, Needs, Synergy

ROOT = Path(__file__).resolve().parent.parent
PROFILES = ("balanced", "industry", "foreign", "defence", "science", "researchers", "treasury", "source_reading")
SCENARIOS = (None, "managed", "partial", "abrupt", "relaxed")
BUDGETS = (150, 400, 800, 1200)
CAPACITIES = {"diplomatic_capital": Fraction(16), "staff": Fraction(180)}


def _oracle():
    path = Path(__file__).with_name("portfolio_enumeration.py")
    spec = importlib.util.spec_from_file_location("portfolio_enumeration", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.Korea()


@pytest.fixture(scope="module")
def korea():
    return _oracle()


@pytest.fixture(scope="module")
def study():
    return load_study(ROOT)


@pytest.fixture(scope="module")
def by_budget(study):
    return portfolios(study)


def test_the_oracle_shares_no_code_with_the_package():
    text = Path(__file__).with_name("portfolio_enumeration.py").read_text(encoding="utf-8")
    assert "mcda" not in text


def test_the_oracle_agrees_with_the_dossier_on_the_joint_committee(korea):
    """Dossier, section 5.5: alone it is worth about 4.4 under the balanced profile."""
    assert float(korea.benefits(korea.scores(), "balanced")["joint_committee"]) == pytest.approx(4.4, abs=0.01)


@pytest.mark.parametrize("update", [None, "later_facts"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_profile_and_budget_gives_the_set_that_counting_gives(korea, study, update, scenario):
    scores = korea.scores(update, scenario)
    uses = korea.uses(scores)
    standing = under(study, scenario=scenario, update=update)
    for profile in PROFILES:
        benefits = korea.benefits(scores, profile)
        problem = portfolio_problem(standing, weights=profile)
        assert problem.benefits == benefits
        assert problem.uses == uses
        for budget in BUDGETS:
            limits = {"public_cost": Fraction(budget), **CAPACITIES}
            counted = korea.enumerate(benefits, uses, limits, top=1)
            found = best_sets(portfolio_problem(standing, weights=profile, budget=budget))
            assert found.status is PortfolioStatus.OPTIMAL
            best = [c for c in found.found if c.value == found.found[0].value]
            assert found.found[0].value == counted.best
            assert {c.options for c in best} == counted.tied


@pytest.mark.parametrize("variant", [None, "strict", "relaxed"])
@pytest.mark.parametrize("required", ["alliance", "hedge", "clean_network", "selective"])
def test_the_sets_with_a_forced_option_are_those_that_counting_gives(korea, study, variant, required):
    scores = korea.scores()
    limits = {"public_cost": Fraction(800), **CAPACITIES}
    counted = korea.enumerate(
        korea.benefits(scores, "defence"), korea.uses(scores), limits, variant=variant, require=[required], top=1
    )
    problem = portfolio_problem(under(study, variant=variant), weights="defence", require=[required])
    found = best_sets(problem)
    assert (found.found[0].value, {found.found[0].options}) == (counted.best, counted.tied)


@pytest.mark.parametrize("profile", ["balanced", "foreign", "science", "source_reading"])
def test_the_near_ties_are_the_next_best_sets_in_exact_order(korea, study, profile):
    scores = korea.scores()
    limits = {"public_cost": Fraction(800), **CAPACITIES}
    counted = korea.enumerate(korea.benefits(scores, profile), korea.uses(scores), limits, top=10)
    chosen = choose_portfolio(study, weights=profile)
    listed = [(chosen.options, chosen.value), *((n.options, n.value) for n in chosen.near_ties)]
    assert chosen.near_ties_complete
    assert [value for _, value in listed] == counted.values[: len(listed)]
    assert {options for options, _ in listed} <= set(counted.sets)
    assert len(listed) >= 10


def test_the_balanced_portfolio_at_800_is_won_by_a_hair(by_budget):
    chosen = by_budget[2]
    assert chosen.status is PortfolioStatus.OPTIMAL
    assert chosen.options == ("joint_committee", "exchanges", "mega_science", "innovation_gap", "open_norms")
    assert chosen.value == Fraction(3447, 100)
    assert chosen.runner_up.behind == Fraction(193, 1200)
    assert chosen.by_a_hair
    assert "won by a hair" in repr(chosen)


def test_the_gains_of_a_large_set_leave_the_scale_and_the_result_says_so(korea, study, by_budget):
    chosen = by_budget[3]
    scores = korea.scores()
    expected, all_succeed = {}, {}
    for criterion in korea.weights("balanced"):
        start = scores["status_quo"][criterion]
        gains = {o: scores[o][criterion] - start for o in chosen.options}
        expected[criterion] = start + sum(scores[o]["feasibility"] / 100 * g for o, g in gains.items())
        all_succeed[criterion] = start + sum(gains.values())
    outside = [c for c in study.criteria.ids if not all(0 <= sums.get(c, 0) <= 100 for sums in (expected, all_succeed))]
    assert outside
    assert [o.criterion for o in chosen.overflows] == outside
    assert [(o.expected, o.undiscounted) for o in chosen.overflows] == [(expected[c], all_succeed[c]) for c in outside]
    assert any("innovation_capacity" in notice for notice in chosen.notices)


def test_a_limit_binds_where_the_best_set_without_it_is_worth_more(korea, by_budget):
    chosen = by_budget[2]
    scores = korea.scores()
    benefits, uses = korea.benefits(scores, "balanced"), korea.uses(scores)
    limits = {"public_cost": Fraction(800), **CAPACITIES}
    for worth in chosen.worth:
        if worth.demand.kind == "limit":
            freed = {r: a for r, a in limits.items() if r != worth.demand.resource}
            assert worth.gain == korea.enumerate(benefits, uses, freed, top=1).best - chosen.value
    assert [w.demand.resource for w in chosen.binding] == ["public_cost", "diplomatic_capital"]


def test_the_relaxation_is_an_upper_bound_at_every_budget(by_budget):
    for chosen in by_budget:
        assert chosen.relaxation.bound >= chosen.score
        assert chosen.relaxation.gap == pytest.approx(chosen.relaxation.bound - chosen.score)
        assert all(0 < part < 1 for part in chosen.relaxation.parts.values())


def test_the_levels_of_the_study_are_the_budgets_and_more_never_hurts(by_budget):
    assert [p.recipe.budget for p in by_budget] == [150, 400, 800, 1200]
    assert [p.value for p in by_budget] == sorted(p.value for p in by_budget)


class Draw:
    """One random problem under the Korea rules: benefits, points and limits drawn so that rules come to bind."""

    def __init__(self, korea, seed):
        rng = random.Random(seed)
        names = korea.names
        self.benefits = {o: Fraction(rng.randint(-40, 200), 10) for o in names}
        # Each rule in turn stands in the way of what is wanted most; sometimes one is dropped.
        for option in korea.rules["rules"][seed % 5].get("of") or [korea.rules["rules"][seed % 5]["option"]]:
            self.benefits[option] += 25
        for option in korea.rules["rules"][seed % 5].get("needs_any", ()):
            self.benefits[option] -= 15
        self.skip = (rng.randrange(5),) if rng.random() < 0.3 else ()
        self.points = [Fraction(rng.randint(-90, 90), 10) for _ in korea.points()]
        self.uses = korea.uses(korea.scores())
        self.limits = {
            "public_cost": Fraction(rng.choice([200, 400, 700, 1000, 1500])),
            "diplomatic_capital": Fraction(rng.choice([10, 14, 18, 40])),
            "staff": Fraction(rng.choice([90, 130, 170, 400])),
        }
        self.variant = rng.choice([None, "strict", "strict", "relaxed"])
        pick = rng.sample(names, 2)
        self.require, self.forbid = ((pick[0],), (pick[1],)) if rng.random() < 0.4 else ((), ())

    def counted(self, korea):
        return korea.enumerate(
            self.benefits,
            self.uses,
            self.limits,
            points=self.points,
            variant=self.variant,
            skip=self.skip,
            require=self.require,
            forbid=self.forbid,
            top=1,
        )

    def problem(self, korea, study):
        named = study.portfolio
        return PortfolioProblem(
            tuple(korea.names),
            self.benefits,
            self.uses,
            self.limits,
            tuple(r for i, r in enumerate(named.rules) if r.holds(self.variant) and i not in self.skip),
            tuple(Synergy(s.of, p) for s, p in zip(named.synergies, self.points, strict=True)),
            self.require,
            self.forbid,
        )


@pytest.fixture(scope="module")
def draws(korea, study):
    made = [Draw(korea, seed) for seed in range(60)]
    return [(d.problem(korea, study), d.counted(korea)) for d in made]


def test_random_benefits_limits_and_demands_give_what_counting_gives(draws):
    infeasible = 0
    for problem, counted in draws:
        found = best_sets(problem)
        if counted.best is None:
            infeasible += 1
            assert found.status is PortfolioStatus.INFEASIBLE
            continue
        assert found.status is PortfolioStatus.OPTIMAL
        assert found.found[0].value == counted.best
        assert {c.options for c in found.found if c.value == counted.best} == counted.tied
    assert 0 < infeasible < 20


def _best_of(program, scale):
    """Return the solver's own word on a program, without the checks that follow it."""
    solution = solve(program)
    return None if solution.status is LinearStatus.INFEASIBLE else solution.objective * float(scale)


def _differs(value, counted):
    if value is None or counted is None:
        return (value is None) != (counted is None)
    return abs(value - float(counted)) > 1e-6


def _needless(pairs, wanted):
    """Return the labels of rows that could be left out of every one of these programs unnoticed."""
    seen, missed = set(), set()
    for problem, counted in pairs:
        linear = linear_model(problem)
        assert not _differs(_best_of(linear.program, linear.scale), counted.best)
        for i, label in enumerate(linear.labels):
            kind = label.split(":")[0] if label.split(":")[0] in problem.limits else label
            kind = kind.split()[0] if kind.startswith(("require", "forbid")) else kind
            if not wanted(label):
                continue
            seen.add(kind)
            rows = linear.program.rows[:i] + linear.program.rows[i + 1 :]
            if kind not in missed and _differs(
                _best_of(replace(linear.program, rows=rows), linear.scale), counted.best
            ):
                missed.add(kind)
    return seen, seen - missed


def test_every_rule_limit_and_forced_option_in_the_linear_program_is_needed(draws):
    seen, needless = _needless(draws, lambda label: not label.startswith("synergy"))
    assert len(seen) == 5 + 3 + 2
    assert not needless


def test_both_sides_of_every_synergy_in_the_linear_program_are_needed(korea, study):
    pairs = []
    for k, synergy in enumerate(korea.rules["synergies"]):
        for worth, each in ((20, -3), (-4, 9)):
            draw = Draw(korea, k)
            draw.benefits = {o: Fraction(each if o in synergy["of"] else -1) for o in korea.names}
            draw.points = [Fraction(worth if i == k else 0) for i in range(15)]
            draw.limits, draw.skip, draw.require, draw.forbid = {}, range(5), (), ()
            problem, counted = draw.problem(korea, study), draw.counted(korea)
            assert counted.tied == {tuple(o for o in korea.names if o in synergy["of"])}
            problem = replace(problem, synergies=(problem.synergies[k],))
            pairs.append((problem, counted))
    seen, needless = _needless(pairs, lambda label: label.startswith("synergy"))
    assert len(seen) == 15 * 3
    assert not needless


def test_every_rule_of_the_problem_is_needed(draws):
    seen, missed = set(), set()
    for problem, counted in draws:
        for demand in problem.demands:
            key = demand.resource or (demand.kind if demand.kind in ("require", "forbid") else str(demand))
            seen.add(key)
            if key not in missed and _differs(
                next((float(c.value) for c in best_sets(problem.without(demand), keep=0).found), None), counted.best
            ):
                missed.add(key)
    assert len(seen) == 5 + 3 + 2
    assert missed == seen


@pytest.mark.parametrize("at", ["rule", "synergy"])
def test_a_model_that_forgets_a_row_is_refused_and_never_believed(monkeypatch, at):
    problem = PortfolioProblem(
        ("a", "b"), {"a": 3, "b": 4}, rules=(AtMost(count=1, of=("a", "b")),), synergies=(Synergy(("a", "b"), -2),)
    )
    if at == "synergy":
        problem = replace(problem, rules=())

    def forgetful(given):
        linear = linear_model(given)
        row = 0 if at == "rule" else len(linear.program.rows) - 1
        rows = linear.program.rows
        return replace(linear, program=replace(linear.program, rows=rows[:row] + rows[row + 1 :]))

    assert best_sets(problem).status is PortfolioStatus.OPTIMAL
    monkeypatch.setattr("mcda.portfolio.search.linear_model", forgetful)
    with pytest.raises(PortfolioError, match="this is a defect"):
        best_sets(problem)


def test_the_rules_of_the_study_are_the_five_of_the_dossier(study):
    kinds = [type(r) for r in study.portfolio.rules]
    assert (kinds.count(AtMost), kinds.count(Needs)) == (2, 3)
    assert len(study.portfolio.synergies) == 15
