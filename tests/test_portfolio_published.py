"""Portfolios with published optima: PROBE's four and twelve projects, PROMCALC's sites, the reference cases."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from portfolio_anchors import TWELVE, four, twelve

from mcda.portfolio import (
    optimise,
    solve_zero_one,
)
from mcda.study.rules import AtLeast

CASES = sorted((Path(__file__).parent / "cases").glob("portfolio-*.json"))


@pytest.mark.parametrize(
    ("budget", "options", "value"),
    [(18, "12", 7), (19.9, "12", 7), (20, "124", 9), (21.9, "124", 9), (22, "123", 10), (30, "1234", 12), (0, "", 0)],
)
def test_four_projects_are_chosen_as_published(budget, options, value):
    """PROBE, section 2: the best sets are not nested in the budget (project 4 leaves at 22)."""
    chosen = optimise(four(budget))
    assert (chosen.options, chosen.value) == (tuple(options), value)
    assert chosen.proven_optimal


def test_twelve_projects_are_chosen_as_published():
    """PROBE: 414.25 at a cost of 4.8."""
    chosen = optimise(twelve())
    assert chosen.options == ("P03", "P04", "P09", "P10", "P12")
    assert chosen.value == Fraction("414.25")
    assert chosen.resources == {"cost": Fraction("4.8")}


def test_one_project_per_department_costs_what_was_published():
    """PROBE: 396.46 at a cost of 4.8, which is 17.79 less."""
    rules = [AtLeast(count=1, of=tuple(p for p in TWELVE if TWELVE[p][0] == d)) for d in "ABCD"]
    chosen = optimise(twelve(*rules))
    assert chosen.options == ("P03", "P04", "P07", "P09", "P12")
    assert chosen.value == Fraction("396.46")
    assert [(str(w.demand), w.gain) for w in chosen.binding if w.demand.kind == "at_least"] == [
        ("at least 1 of: P05, P06, P07, P08", Fraction("17.79"))
    ]


def test_distribution_centres_are_those_that_keep_the_constraints():
    """PROMCALC example (Brans & Mareschal 1994), net flows to four digits; the print names A10 for A11 by mistake."""
    flows = [-0.1840, -0.0917, 0.3266, 0.3535, 0.3434, -0.3361, -0.3649, -0.2744, -0.1713, 0.0611, 0.1771, 0.1609]
    returns = [426, 645, 76, 226, 275, 822, 1026, 692, 601, 464, 516, 602]

    def only(*numbers):
        return [int(j + 1 in numbers) for j in range(12)]

    chosen = solve_zero_one(
        flows,
        [
            {"coefficients": [1] * 12, "sense": ">=", "bound": 5},
            {"coefficients": [1] * 12, "sense": "<=", "bound": 9},
            {"coefficients": returns, "sense": ">=", "bound": 4000},
            {"coefficients": only(1, 2), "sense": "==", "bound": 1},
            {"coefficients": only(3, 4, 5), "sense": "<=", "bound": 2},
            {"coefficients": only(10, 12), "sense": "<=", "bound": 1},
        ],
        options=[f"A{j + 1}" for j in range(12)],
    )
    assert chosen.options == ("A2", "A4", "A5", "A6", "A7", "A11", "A12")
    assert chosen.score == pytest.approx(0.2420, abs=3e-4)
    assert chosen.runner_up.value == pytest.approx(0.1612, abs=3e-4)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_reference_cases_come_out(path):
    case = json.loads(path.read_text(encoding="utf-8"))
    expected = case["expected"]
    chosen = solve_zero_one(case["params"]["values"], case["params"]["constraints"], options=case["alternatives"])
    assert chosen.proven_optimal
    assert chosen.score == expected["objective"]
    assert list(chosen.options) == expected["selected"]
    assert (len(chosen.tied), chosen.near_ties_complete) == (expected["n_optimal_solutions"], True)


def test_there_are_reference_cases():
    assert len(CASES) == 4
