"""Portfolios of small problems: published anchors, every rule against trying all sets, ties, clashes, sums in won."""

import json
import math
from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolio_anchors import four, twelve

import mcda.portfolio.search
from mcda.errors import NameUnknownError, PortfolioError
from mcda.linear import LinearSolution, LinearStatus, solve
from mcda.portfolio import (
    PortfolioProblem,
    PortfolioStatus,
    best_sets,
    linear_model,
    optimise,
    solve_zero_one,
)
from mcda.study.rules import AtLeast, AtMost, Needs, Rule, Synergy


def subsets(options):
    return chain.from_iterable(combinations(options, k) for k in range(len(options) + 1))


def allowed(problem, chosen):
    """Read every rule again, from the problem's raw fields and without its own checks."""
    chosen = set(chosen)
    for resource, limit in problem.limits.items():
        if sum(problem.uses[resource].get(o, 0) for o in chosen) > limit:
            return False
    for rule in problem.rules:
        if isinstance(rule, AtMost) and len(chosen & set(rule.of)) > rule.count:
            return False
        if isinstance(rule, AtLeast) and len(chosen & set(rule.of)) < rule.count:
            return False
        if isinstance(rule, Needs) and rule.option in chosen and not chosen & set(rule.any_of):
            return False
    return set(problem.require) <= chosen and not chosen & set(problem.forbid)


def worth_of(problem, chosen):
    together = sum(s.points for s in problem.synergies if set(s.of) <= set(chosen))
    return sum((problem.benefits[o] for o in chosen), Fraction(0)) + together


def tried(problem):
    """Return every allowed set with its value, best first."""
    found = [(worth_of(problem, s), s) for s in subsets(problem.options) if allowed(problem, s)]
    return sorted(found, key=lambda pair: -pair[0])


def test_a_larger_set_can_be_the_runner_up_where_an_option_is_worth_less_than_nothing():
    """The short form of the no-good cut would lose it: values 5 and -1, best 5, second best 4."""
    found = best_sets(PortfolioProblem(("a", "b"), {"a": 5, "b": -1}), keep=4)
    assert [(c.options, c.value) for c in found.found] == [(("a",), 5), (("a", "b"), 4), ((), 0), (("b",), -1)]
    assert found.rest is None
    assert found.complete


names = st.integers(1, 6).map(lambda n: tuple(f"o{j}" for j in range(n)))
points = st.integers(-12, 20).map(lambda k: Fraction(k, 4))


@st.composite
def problems(draw):
    options = draw(names)
    some = st.lists(st.sampled_from(options), min_size=1, max_size=4, unique=True).map(tuple)
    rule = st.one_of(
        st.builds(lambda of, count: AtMost(count=count, of=of), some, st.integers(0, 2)),
        st.builds(lambda of, count: AtLeast(count=count, of=of), some, st.integers(0, 2)),
        st.builds(
            lambda option, any_of: Needs(option=option, any_of=any_of), st.sampled_from(options), st.just(()) | some
        ),
    )
    together = st.builds(Synergy, some.filter(lambda of: len(of) > 1), points) if len(options) > 1 else None
    resources = draw(st.sampled_from([(), ("cost",), ("cost", "staff")]))
    return PortfolioProblem(
        options,
        {o: draw(points) for o in options},
        {r: {o: draw(st.integers(0, 9)) for o in options} for r in resources},
        {r: draw(st.integers(0, 20)) for r in resources},
        tuple(draw(st.lists(rule, max_size=3, unique=True))),
        tuple(draw(st.lists(together, max_size=3))) if together is not None else (),
        tuple(draw(st.lists(st.sampled_from(options), max_size=1))),
        (),
    )


@settings(max_examples=120)
@given(problems())
def test_the_best_sets_are_those_that_trying_all_sets_gives(problem):
    expected = tried(problem)
    found = best_sets(problem, keep=4, within=Fraction(1, 10))
    if not expected:
        assert (found.status, found.found) == (PortfolioStatus.INFEASIBLE, ())
        return
    best = expected[0][0]
    cut = min(expected[: min(4, len(expected))][-1][0], best - abs(best) / 10)
    wanted = {(v, s) for v, s in expected if v >= cut}
    assert found.status is PortfolioStatus.OPTIMAL
    assert found.complete
    assert {(c.value, c.options) for c in found.found if c.value >= cut} == wanted


@settings(max_examples=40)
@given(problems())
def test_more_of_a_resource_and_fewer_rules_never_lower_the_value(problem):
    found = best_sets(problem, keep=0).found
    if not found:
        return
    more = replace(problem, limits={r: a + 3 for r, a in problem.limits.items()})
    assert best_sets(more, keep=0).found[0].value >= found[0].value
    for demand in problem.demands:
        assert best_sets(problem.without(demand), keep=0).found[0].value >= found[0].value


@settings(max_examples=40)
@given(problems(), st.fractions(Fraction(1, 50), 50))
def test_values_scaled_scale_the_optimum_and_a_new_order_leaves_it(problem, factor):
    before = best_sets(problem).found
    scaled = replace(
        problem,
        benefits={o: b * factor for o, b in problem.benefits.items()},
        synergies=tuple(replace(s, points=s.points * factor) for s in problem.synergies),
    )
    turned = replace(problem, options=problem.options[::-1])
    assert [c.value for c in best_sets(scaled).found[:1]] == [c.value * factor for c in before[:1]]
    assert [c.value for c in best_sets(turned).found[:1]] == [c.value for c in before[:1]]


@settings(max_examples=40)
@given(problems())
def test_no_set_is_worth_more_than_the_relaxation(problem):
    found = best_sets(problem, keep=0).found
    if found:
        linear = linear_model(problem)
        bound = solve(linear.program.relaxed()).objective * float(linear.scale)
        assert bound >= float(found[0].value) - 1e-6


@settings(max_examples=60)
@given(problems())
def test_the_demands_that_clash_are_impossible_together_and_possible_without_any_one(problem):
    if tried(problem):
        return
    named = [c.demand for c in optimise(problem).clashes]
    bare = problem
    for demand in problem.demands:
        if demand not in named:
            bare = bare.without(demand)
    assert named
    assert not tried(bare)
    for demand in named:
        assert tried(bare.without(demand))


@settings(max_examples=60)
@given(
    st.lists(st.integers(10**8, 5 * 10**10), min_size=6, max_size=9),
    st.lists(st.integers(1, 9), min_size=9, max_size=9),
    st.data(),
)
def test_budgets_in_won_are_kept_to_the_won(costs, values, data):
    """Costs of 1e8 to 5e10, and a budget that some set meets exactly or misses by one won."""
    options = tuple(f"o{j}" for j in range(len(costs)))
    exact_fit = sum(c for c in costs if data.draw(st.booleans()))
    budget = exact_fit - data.draw(st.sampled_from([0, 1]))
    if budget < 0:
        return
    problem = PortfolioProblem(
        options,
        dict(zip(options, values, strict=False)),
        {"won": dict(zip(options, costs, strict=True))},
        {"won": budget},
    )
    chosen = best_sets(problem)
    assert chosen.found[0].value == tried(problem)[0][0]
    assert problem.used(chosen.found[0].options)["won"] <= budget


def test_one_won_too_many_is_one_won_too_many():
    """The case that CBC buys: 1e7 x <= 1e7 - 0.5."""
    problem = PortfolioProblem(("a",), {"a": 1}, {"won": {"a": 10**7}}, {"won": Fraction(2 * 10**7 - 1, 2)})
    assert best_sets(problem).found[0].options == ()
    assert best_sets(replace(problem, limits={"won": 10**7})).found[0].options == ("a",)


def test_a_won_that_the_solver_cannot_see_is_seen():
    """Together they cost one won more than there is, in 5e10: far below any tolerance of a solver."""
    costs = {"a": 30_000_000_001, "b": 20_000_000_003}
    problem = PortfolioProblem(("a", "b"), {"a": 2, "b": 1}, {"won": costs}, {"won": sum(costs.values()) - 1})
    chosen = optimise(problem)
    assert (chosen.options, chosen.status) == (("a",), PortfolioStatus.OPTIMAL)
    assert optimise(replace(problem, limits={"won": sum(costs.values())})).options == ("a", "b")
    assert optimise(replace(problem, require=("a", "b"))).least == {"won": sum(costs.values())}


def test_values_apart_by_less_than_the_solver_sees_are_still_told_apart():
    tiny = Fraction(1, 10**15)
    problem = PortfolioProblem(("a", "b"), {"a": 1, "b": 1 + tiny}, rules=(AtMost(count=1, of=("a", "b")),))
    chosen = optimise(problem)
    assert (chosen.options, chosen.value, chosen.runner_up.behind) == (("b",), 1 + tiny, tiny)
    assert chosen.tied == (("b",),)


def test_ties_go_to_fewer_options_then_the_cheaper_then_the_earlier_and_all_are_named():
    both = (AtMost(count=1, of=("a", "b", "c", "d")),)
    problem = PortfolioProblem(
        ("e", "f", "a", "b", "c", "d"),
        {"a": 4, "b": 4, "c": 4, "d": 4, "e": 2, "f": 2},
        {"cost": {"a": 3, "b": 1, "c": 1, "d": 2, "e": 0, "f": 0}},
        rules=(*both, *(AtMost(count=1, of=(x, y)) for x in "ef" for y in "abcd")),
    )
    chosen = optimise(problem)
    assert chosen.options == ("b",)
    assert chosen.tied == (("b",), ("c",), ("d",), ("a",), ("e", "f"))
    assert chosen.by_a_hair
    assert any("5 sets tie" in notice for notice in chosen.notices)


def test_a_free_option_worth_nothing_is_not_taken():
    chosen = optimise(PortfolioProblem(("a", "b"), {"a": 1, "b": 0}))
    assert (chosen.options, chosen.tied) == (("a",), (("a",), ("a", "b")))


def test_more_ties_than_can_be_listed_are_admitted():
    options = tuple(f"o{j}" for j in range(9))
    problem = PortfolioProblem(options, dict.fromkeys(options, 1), rules=(AtMost(count=4, of=options),))
    found = best_sets(problem, most=10)
    assert (found.status, found.found[0].value, found.complete) == (PortfolioStatus.OPTIMAL, 4, False)


def test_an_option_that_needs_what_is_not_to_be_had_cannot_be_chosen():
    problem = PortfolioProblem(("a", "b"), {"a": 9, "b": 1}, rules=(Needs(option="a", any_of=()),))
    chosen = optimise(problem)
    assert chosen.options == ("b",)
    assert str(chosen.binding[0].demand) == "a needs something that is not to be had"


def test_a_synergy_of_three_wants_all_three():
    problem = PortfolioProblem(
        ("a", "b", "c"), dict.fromkeys("abc", -1), synergies=(Synergy(("a", "b", "c"), Fraction(7, 2)),)
    )
    assert best_sets(problem).found[0].options == ("a", "b", "c")
    assert best_sets(replace(problem, forbid=("c",))).found[0].options == ()


def test_no_options_give_an_empty_portfolio():
    chosen = optimise(PortfolioProblem((), {}))
    assert (chosen.status, chosen.options, chosen.value) == (PortfolioStatus.OPTIMAL, (), 0)


def test_an_infeasible_problem_names_the_rules_that_clash_and_what_would_do():
    """The example of the house style: a chip fund of 14 and one of two measures for 8 or 9 do not fit into 20."""
    problem = PortfolioProblem(
        ("chip_fund", "talent_visa", "research_hub", "roads"),
        {"chip_fund": 5, "talent_visa": 2, "research_hub": 3, "roads": 1},
        {"cost": {"chip_fund": 14, "talent_visa": 9, "research_hub": 8, "roads": 1}},
        {"cost": 20},
        (AtLeast(count=1, of=("talent_visa", "research_hub")), AtMost(count=1, of=("chip_fund", "roads"))),
        require=("chip_fund",),
    )
    chosen = optimise(problem)
    assert chosen.status is PortfolioStatus.INFEASIBLE
    assert (chosen.options, chosen.value, chosen.proven_optimal) == ((), None, False)
    assert [str(c) for c in chosen.clashes] == [
        "at least 1 of: talent_visa (cost 9), research_hub (cost 8)",
        "cost: at most 20",
        "require chip_fund (cost 14)",
    ]
    assert chosen.least == {"cost": 22}
    assert "No portfolio satisfies the rules." in repr(chosen)
    assert "Least cost with all other rules: 22" in repr(chosen)
    assert "chip_fund (cost 14)" in chosen._repr_html_()
    plain = json.loads(json.dumps(chosen.to_dict()))
    assert (plain["status"], plain["options"], plain["value"]) == ("infeasible", [], None)
    assert [c["kind"] for c in plain["clashes"]] == ["at_least", "limit", "require"]


def test_where_no_amount_would_help_that_is_said():
    problem = PortfolioProblem(
        ("a", "b"), {"a": 1, "b": 1}, {"x": {"a": 5}, "y": {"a": 5}}, {"x": 1, "y": 1}, require=("a",)
    )
    chosen = optimise(problem)
    assert chosen.status is PortfolioStatus.INFEASIBLE
    assert chosen.least == {"y": None}
    assert "No y would be enough" in repr(chosen)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"benefits": {"a": math.nan, "b": 1}}, "the benefit of 'a' is nan"),
        ({"benefits": {"a": 1}}, "no benefit for option 'b'"),
        ({"benefits": {"a": True, "b": 1}}, "the benefit of 'a' is True"),
        ({"limits": {"cost": math.inf}}, "the limit of 'cost' is inf"),
        ({"uses": {"cost": {"a": "ten"}}}, "what 'a' uses of 'cost' is 'ten'"),
        ({"require": ("a",), "forbid": ("a",)}, "'a' is both required and forbidden"),
        ({"synergies": (Synergy(("a",), Fraction(1)),)}, "expected two options or more"),
        ({"rules": (Rule(),)}, "Rule is not a rule of a portfolio"),
        ({"options": ("a", "b", "a")}, "two options have the same id"),
    ],
)
def test_a_problem_that_makes_no_sense_is_refused_with_the_place(given, said):
    fields = {"options": ("a", "b"), "benefits": {"a": 1, "b": 2}, "uses": {"cost": {"a": 1}}, **given}
    with pytest.raises(PortfolioError, match=said):
        PortfolioProblem(**fields)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"require": ("hedg",)}, "'hedg' is not an option of this portfolio; did you mean 'hedge'"),
        ({"rules": (AtMost(count=1, of=("hedge", "alliace")),)}, "did you mean 'alliance'"),
        ({"limits": {"csot": 3}}, "'csot' is not a resource; did you mean 'cost'"),
        ({"uses": {"cost": {"hedges": 1}}}, "did you mean 'hedge'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(given, said):
    fields = {"benefits": {"hedge": 1, "alliance": 2}, "uses": {"cost": {"hedge": 1}}, **given}
    with pytest.raises(NameUnknownError, match=said):
        PortfolioProblem(("hedge", "alliance"), **fields)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"within": 1.5}, "expected a share from 0 to 1"),
        ({"within": math.nan}, "`within` is nan"),
        ({"best": 0}, "expected a whole number of 1 or more"),
        ({"best": True}, "expected a whole number of 1 or more"),
    ],
)
def test_how_many_near_ties_must_make_sense(given, said):
    with pytest.raises(PortfolioError, match=said):
        optimise(four(20), **given)


@pytest.mark.parametrize(
    ("constraint", "said"),
    [
        ({"coefficients": [1], "sense": "<=", "bound": 1}, "1 coefficients for 2 values"),
        ({"coefficients": [1, 1], "sense": "<", "bound": 1}, "constraint 1 has the sense '<'"),
        ({"coefficients": [1, math.nan], "sense": "<=", "bound": 1}, "a coefficient of constraint 1 is nan"),
    ],
)
def test_a_raw_problem_is_checked_too(constraint, said):
    with pytest.raises(PortfolioError, match=said):
        solve_zero_one([1, 2], [constraint])


def test_a_raw_problem_with_an_equality_keeps_both_sides():
    pair = {"coefficients": [1, 1, 1], "sense": "==", "bound": 2}
    chosen = solve_zero_one([-1, -2, -3], [pair])
    assert (chosen.options, chosen.score) == (("p1", "p2"), -3.0)


def test_a_search_cut_short_is_not_called_optimal(monkeypatch):
    def hurried(program, *, time_limit=None):
        solution = solve(program)
        return replace(solution, status=LinearStatus.FEASIBLE, bound=solution.objective + 1)

    monkeypatch.setattr(mcda.portfolio.search, "solve", hurried)
    chosen = optimise(four(20), time_limit=5)
    assert (chosen.status, chosen.proven_optimal) == (PortfolioStatus.FEASIBLE, False)
    assert chosen.bound > 9
    assert all(w.gain is None for w in chosen.worth)
    assert "not proven optimal" in repr(chosen)
    assert chosen.to_dict()["status"] == "feasible"


def always(status):
    def answer(program, *, time_limit=None):
        return LinearSolution(status)

    return answer


def test_a_search_that_finds_nothing_in_time_says_undecided(monkeypatch):
    monkeypatch.setattr(mcda.portfolio.search, "solve", always(LinearStatus.UNDECIDED))
    chosen = optimise(four(20), time_limit=5)
    assert (chosen.status, chosen.options, chosen.value) == (PortfolioStatus.UNDECIDED, (), None)
    assert "No portfolio was found in the time given." in repr(chosen)


def test_a_solver_that_fails_is_an_error_and_no_answer(monkeypatch):
    monkeypatch.setattr(mcda.portfolio.search, "solve", always(LinearStatus.ERROR))
    with pytest.raises(PortfolioError, match="the solver stopped with status 'error'"):
        optimise(four(20))


def test_the_same_problem_gives_the_same_result_twice():
    problem = twelve()
    assert optimise(problem).to_dict() == optimise(problem).to_dict()


def test_the_result_shows_what_it_rests_on():
    chosen = optimise(four(20))
    shown = repr(chosen)
    assert shown.startswith("Portfolio, cost at most 20\n3 options worth 9 points (optimal, proven)")
    assert "binds: cost: at most 20 (without it +3 points)" in shown
    assert "runner-up: 1, 2 (2 points, 22.22% behind)" in shown
    assert chosen.limits[0].slack == 0
    plain = json.loads(json.dumps(chosen.to_dict()))
    assert plain["resources"] == {"cost": 20}
    assert plain["exact_value"] == "9"
    assert plain["near_ties"] == []
    assert plain["next_best"][0]["goes"] == ["4"]
    assert plain["relaxation"]["bound"] == pytest.approx(7 + 3 * 8 / 10)


def test_a_limit_with_slack_can_bind():
    problem = PortfolioProblem(("a", "b"), {"a": 3, "b": 5}, {"cost": {"a": 4, "b": 9}}, {"cost": 8})
    chosen = optimise(problem)
    assert (chosen.options, chosen.limits[0].slack) == (("a",), 4)
    assert [w.gain for w in chosen.binding] == [5]


def test_a_limit_without_slack_need_not_bind():
    problem = PortfolioProblem(("a", "b"), {"a": 3, "b": -1}, {"cost": {"a": 4, "b": 9}}, {"cost": 4})
    chosen = optimise(problem)
    assert (chosen.limits[0].slack, chosen.binding) == (0, ())


def test_names_are_escaped_in_a_notebook_and_cleaned_in_a_terminal():
    evil = "<script>alert(1)</script>"
    chosen = optimise(PortfolioProblem((evil, "b\x1b[31m"), {evil: 1, "b\x1b[31m": 2}))
    assert "<script>" not in chosen._repr_html_()
    assert "&lt;script&gt;" in chosen._repr_html_()
    assert "\x1b" not in repr(chosen)
