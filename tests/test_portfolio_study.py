"""From a study to its portfolio: the benefit formula, roles, limits, changes, and questions that make no sense."""

import json
import math
from fractions import Fraction
from pathlib import Path

import pytest

from mcda.errors import McdaError, NameUnknownError, PortfolioError, WeightsError
from mcda.portfolio import PortfolioStatus, choose_portfolio, portfolio_problem, portfolios
from mcda.study import load_study

ROOT = Path(__file__).resolve().parent.parent

OPTION = """\
name: {name}
{extra}scores:
  speed: {{value: {speed}, evidence: judgement}}
  jobs: {{value: {jobs}, evidence: judgement}}
  cost: {{value: {cost}, evidence: judgement}}
  chance: {{value: {chance}, evidence: judgement}}
"""
CRITERIA = {
    "speed": "name: Speed\ngoal: max\nunit: km/h\nscale: {low: 10, high: 40}\n"
    "value_function: [[10, 0], [20, 80], [40, 100]]",
    "jobs": "name: Job losses\ngoal: min\nunit: jobs\nscale: {low: 0, high: 100}",
    "cost": "name: Cost\ngoal: min\nunit: million\nscale: {low: 0, high: 100, open: true}\nrole: budget",
    "chance": "name: Chance\ngoal: max\nunit: per cent\nscale: {low: 0, high: 100}\nrole: success_chance",
}
SCORES = {
    "keep": (15, 40, 0, 100),
    "lanes": (30, 50, 60, 50),
    "lights": (20, 35, 25, 80),
    "trams": (40, 0, 250, 40),
}


def write(folder, *, leave_out=(), weights="{speed: 3, jobs: 1, cost: 2, chance: 4}", baseline="keep", portfolio=""):
    """Write a small study of four options and four criteria."""
    for part in ("criteria/weights", "options"):
        (folder / part).mkdir(parents=True)
    (folder / "study.yaml").write_text("title: Buses\nquestion: What helps the buses?\n", encoding="utf-8")
    for c, text in CRITERIA.items():
        if c not in leave_out:
            (folder / "criteria" / f"{c}.yaml").write_text(text + "\n", encoding="utf-8")
    (folder / "criteria" / "weights" / "riders.yaml").write_text(f"points: {weights}\n", encoding="utf-8")
    for name, (speed, jobs, cost, chance) in SCORES.items():
        extra = "baseline: true\n" if name == baseline else ""
        text = OPTION.format(name=name.title(), extra=extra, speed=speed, jobs=jobs, cost=cost, chance=chance)
        kept = [line for line in text.splitlines() if line.strip().split(":")[0] not in leave_out]
        (folder / "options" / f"{name}.yaml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    if portfolio:
        (folder / "portfolio.yaml").write_text(portfolio, encoding="utf-8")
    return load_study(folder)


@pytest.fixture(scope="module")
def korea():
    return load_study(ROOT)


def test_a_benefit_is_the_chance_times_the_weighted_gains_over_the_baseline(tmp_path):
    """By hand: values of speed are 40, 90, 80 and 100, of jobs 60, 50, 65 and 100; weights 3/4 and 1/4."""
    problem = portfolio_problem(write(tmp_path), budget=100)
    assert problem.options == ("lanes", "lights", "trams")
    assert problem.benefits == {
        "lanes": Fraction(1, 2) * (Fraction(3, 4) * 50 - Fraction(1, 4) * 10),
        "lights": Fraction(4, 5) * (Fraction(3, 4) * 40 + Fraction(1, 4) * 5),
        "trams": Fraction(2, 5) * (Fraction(3, 4) * 60 + Fraction(1, 4) * 40),
    }
    assert problem.uses == {"cost": {"lanes": 60, "lights": 25, "trams": 250}}
    assert problem.limits == {"cost": 100}


def test_without_a_chance_every_option_succeeds(tmp_path):
    study = write(tmp_path, leave_out=["chance"], weights="{speed: 3, jobs: 1, cost: 2}")
    assert portfolio_problem(study, budget=0).benefits["lanes"] == 35


def test_a_small_study_without_portfolio_rules_needs_only_a_budget(tmp_path):
    study = write(tmp_path)
    chosen = choose_portfolio(study, budget=85)
    assert (chosen.options, chosen.resources) == (("lanes", "lights"), {"cost": 85})
    assert choose_portfolio(study, budget=84).options == ("lights",)
    assert [p.options for p in portfolios(study, [0, 25, 500])] == [(), ("lights",), ("lanes", "lights", "trams")]


def test_a_budget_of_nothing_buys_nothing(tmp_path):
    chosen = choose_portfolio(write(tmp_path), budget=0)
    assert (chosen.status, chosen.options, chosen.value) == (PortfolioStatus.OPTIMAL, (), 0)


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (-1, "the limit of 'cost' is -1; expected zero or more"),
        (math.nan, "the limit of 'cost' is nan; expected a finite number"),
        (math.inf, "the limit of 'cost' is inf; expected a finite number"),
        ("a lot", "the limit of 'cost' is 'a lot'; expected a finite number"),
        (True, "the limit of 'cost' is True"),
    ],
)
def test_a_budget_must_be_a_number_of_zero_or_more(tmp_path, budget, said):
    with pytest.raises(PortfolioError, match=said):
        choose_portfolio(write(tmp_path), budget=budget)


def test_without_a_budget_or_any_rule_there_is_no_question(tmp_path):
    with pytest.raises(PortfolioError, match=r"nothing limits a portfolio of this study.*give `budget`"):
        choose_portfolio(write(tmp_path))


def test_without_a_budget_criterion_a_budget_has_no_meaning(tmp_path):
    study = write(tmp_path, leave_out=["cost"], weights="{speed: 3, jobs: 1, chance: 2}")
    with pytest.raises(PortfolioError, match="no criterion of the study has `role: budget`"):
        choose_portfolio(study, budget=10)
    with pytest.raises(PortfolioError, match="it has no criterion with `role: budget`"):
        choose_portfolio(study)


def test_without_a_baseline_there_are_no_gains_to_add(tmp_path):
    with pytest.raises(PortfolioError, match="no option says `baseline: true`"):
        choose_portfolio(write(tmp_path, baseline=None), budget=10)


@pytest.mark.parametrize(
    "weights", ["{speed: 0, jobs: 0, cost: 1, chance: 1}", "{speed: 0, jobs: 0, cost: 1, chance: 0}"]
)
def test_all_weight_on_criteria_with_a_role_is_refused(tmp_path, weights):
    with pytest.raises(PortfolioError, match="all weight is on the criteria for the chance of success and the budget"):
        choose_portfolio(write(tmp_path, weights=weights), budget=10)


def test_gains_beyond_the_scale_are_told_for_criteria_that_have_weight(tmp_path):
    """Speed goes from 40 to 40 + 25 + 32 + 24 as expected, and to 40 + 50 + 40 + 60 if all three succeed."""
    chosen = choose_portfolio(write(tmp_path, weights="{speed: 1, jobs: 0, cost: 1, chance: 1}"), budget=500)
    assert chosen.options == ("lanes", "lights", "trams")
    assert [(o.criterion, o.expected, o.undiscounted) for o in chosen.overflows] == [("speed", 121, 190)]
    assert chosen.overflows[0].even_discounted
    assert chosen.notices == (
        "speed: gains add up to 121 (190 if all succeed) on a scale of 0 to 100; the value is an upper bound",
    )


def test_gains_beyond_the_scale_of_a_criterion_without_weight_do_not_matter(tmp_path):
    study = write(tmp_path, weights="{speed: 0, jobs: 1, cost: 1, chance: 1}")
    assert choose_portfolio(study, budget=500, require=["lanes", "lights", "trams"]).overflows == ()


def test_weights_may_be_given_in_place_of_a_profile(tmp_path):
    study = write(tmp_path)
    by_profile = portfolio_problem(study, budget=10, weights=study.weights["riders"])
    by_numbers = portfolio_problem(study, budget=10, weights={"speed": 3, "jobs": 1, "cost": 0, "chance": 0})
    assert by_profile.benefits == by_numbers.benefits
    with pytest.raises(WeightsError, match="no weight for criterion 'chance'"):
        choose_portfolio(study, budget=10, weights={"speed": 3, "jobs": 1, "cost": 0})
    with pytest.raises(NameUnknownError, match="'rider' is not a weight profile; did you mean 'riders'"):
        choose_portfolio(study, budget=10, weights="rider")


def test_rules_of_a_small_study_hold(tmp_path):
    rules = """\
limits:
  cost: {default: 400, levels: [85, 400], why: What the town has.}
rules:
  - {at_most: 1, of: [lanes, trams], why: One street.}
  - {option: trams, needs: [lights], why: Trams want green.}
synergies:
  - {of: [lights, trams], points: 2, why: Green waves.}
"""
    study = write(tmp_path, portfolio=rules)
    found = portfolios(study)
    assert [p.options for p in found] == [("lanes", "lights"), ("lights", "trams")]
    assert found[1].value == 25 + 22 + 2
    assert found[1].synergies[0].of == ("lights", "trams")
    assert choose_portfolio(study, forbid=["lights"]).options == ("lanes",)
    assert str(found[0].binding[0].demand) == "cost: at most 85"
    assert found[0].binding[0].demand.why.get("en") == "What the town has."


def test_budget_levels_must_come_from_somewhere(tmp_path):
    with pytest.raises(PortfolioError, match="the study names no budget levels"):
        portfolios(write(tmp_path))


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"require": ["exchange"]}, NameUnknownError, "'exchange' is not an option; did you mean 'exchanges'"),
        ({"forbid": ["exchange"]}, NameUnknownError, "did you mean 'exchanges'"),
        ({"require": ["status_quo"]}, PortfolioError, "'status_quo' is the baseline"),
        ({"forbid": ["status_quo"]}, PortfolioError, "'status_quo' is the baseline"),
        ({"require": ["hedge"], "forbid": ["hedge"]}, PortfolioError, "'hedge' is both required and forbidden"),
        ({"limits": {"staf": 10}}, NameUnknownError, "'staf' is not a resource; did you mean 'staff'"),
        ({"limits": {"staff": -1}}, PortfolioError, "the limit of 'staff' is -1"),
        ({"limits": {"public_cost": 10}, "budget": 10}, PortfolioError, "they are the same thing"),
        ({"scenario": "abrup"}, NameUnknownError, "did you mean 'abrupt'"),
        ({"update": "later_fact"}, NameUnknownError, "did you mean 'later_facts'"),
        ({"variant": "stric"}, NameUnknownError, "did you mean 'strict'"),
        ({"weights": "treasure"}, NameUnknownError, "did you mean 'treasury'"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_what_is_wrong(korea, given, error, said):
    with pytest.raises(error, match=said) as caught:
        choose_portfolio(korea, **given)
    assert isinstance(caught.value, McdaError)


def test_limits_take_the_place_of_the_study_s(korea):
    by_limit = choose_portfolio(korea, limits={"public_cost": 400, "staff": 100})
    assert by_limit.recipe.limits == {"public_cost": 400, "diplomatic_capital": 16, "staff": 100}
    assert by_limit.recipe.budget == 400
    assert by_limit.resources["staff"] <= 100


def test_rule_variants_are_off_unless_asked_for(korea):
    """The alliance needs the Clean Network under strict rules only; relaxed ones let hedging go with it."""
    kinds = [d.options for d in portfolio_problem(korea).demands if d.kind == "needs"]
    assert ("alliance",) not in kinds
    free = choose_portfolio(korea, require=["alliance"])
    strict = choose_portfolio(korea, require=["alliance"], variant="strict")
    assert "clean_network" not in free.options
    assert "clean_network" in strict.options
    both = ["hedge", "clean_network"]
    assert choose_portfolio(korea, require=both).status is PortfolioStatus.INFEASIBLE
    assert set(both) <= set(choose_portfolio(korea, require=both, variant="relaxed").options)


def test_a_required_option_that_lacks_what_it_needs_brings_it_along(korea):
    chosen = choose_portfolio(korea, require=["mega_science"], budget=155)
    assert chosen.options == ("joint_committee", "mega_science")


def test_the_recipe_says_how_the_set_came_about(korea):
    chosen = choose_portfolio(
        korea, budget=400, weights="science", scenario="managed", update="later_facts", forbid=["hedge"]
    )
    recipe = chosen.to_dict()["recipe"]
    assert (recipe["weights"], recipe["scenario"], recipe["update"]) == ("science", "managed", "later_facts")
    assert (recipe["budget"], recipe["forbid"], recipe["digest"]) == (400, ["hedge"], korea.digest)
    assert "feasibility" not in recipe["shares"]
    assert sum(recipe["shares"].values()) == pytest.approx(1)
    assert recipe["version"]


def test_the_json_holds_the_keys_of_the_contract_and_never_the_baseline(korea):
    plain = json.loads(json.dumps(choose_portfolio(korea, budget=150).to_dict()))
    assert plain["status"] == "optimal"
    assert plain["proven_optimal"] is True
    assert plain["options"] == ["joint_committee", "exchanges", "open_norms"]
    assert plain["value"] == pytest.approx(17.6866666667)
    assert plain["resources"] == {"public_cost": 120, "diplomatic_capital": 7, "staff": 63}
    assert "status_quo" not in json.dumps({k: v for k, v in plain.items() if k != "recipe"})


def test_an_edited_score_moves_the_benefit_and_the_digest(korea):
    """Dossier 5.2: the benefit is proportional to the chance of success."""
    edited = korea.with_score("hedge", "feasibility", 100)
    before, after = portfolio_problem(korea), portfolio_problem(edited)
    assert after.benefits["hedge"] == 2 * before.benefits["hedge"]
    assert choose_portfolio(edited, best=1).recipe.digest != korea.digest


def test_an_option_taken_out_of_the_study_takes_its_rules_along(korea):
    chosen = choose_portfolio(korea.without("joint_committee"))
    assert "mega_science" not in chosen.options
    assert chosen.proven_optimal


def test_a_merged_criterion_leaves_the_portfolio_consistent(korea):
    """Under equal weights in a branch the mean of two criteria with their joint weight is the same sum."""
    plain, merged = portfolio_problem(korea), choose_portfolio(korea, variant="combined_sales").problem
    assert plain.benefits == merged.benefits
