"""PROMETHEE V: the best set by net flows, all its ties, and how it hangs on the zero of the flows."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from promcalc_centres import CENTRES, FUNCTIONS, POINTS, RETURNS

from mcda.errors import PortfolioError
from mcda.methods import PrometheeII, Wsm
from mcda.portfolio import promethee_v
from mcda.table import PerformanceTable

ALL = dict.fromkeys(CENTRES.options.ids, 1)
CENTRE_RULES = [
    {"coefficients": ALL, "sense": ">=", "bound": 5},
    {"coefficients": ALL, "sense": "<=", "bound": 9},
    {"coefficients": RETURNS, "sense": ">=", "bound": 4000},
    {"coefficients": {"A1": 1, "A2": 1}, "sense": "==", "bound": 1},
    {"coefficients": {"A3": 1, "A4": 1, "A5": 1}, "sense": "<=", "bound": 2},
    {"coefficients": {"A10": 1, "A12": 1}, "sense": "<=", "bound": 1},
]


@pytest.fixture(scope="module")
def centres():
    return promethee_v(PrometheeII(functions=FUNCTIONS).rank(CENTRES, POINTS), CENTRE_RULES)


def test_the_distribution_centres_of_the_paper_with_its_misprint_put_right(centres):
    """Brans & Mareschal (1994) print A10 for A11; with A10 the set would break their own rule on A10 and A12."""
    assert centres.options == ("A2", "A4", "A5", "A6", "A7", "A11", "A12")
    assert round(centres.objective, 4) == 0.2420
    assert centres.tied == (centres.options,)
    assert sum(r for o, r in zip(CENTRES.options.ids, RETURNS, strict=True) if o in centres.options) == 4112
    assert round(float(centres.portfolio.runner_up.value), 4) == 0.1612


def test_a_constant_added_to_all_flows_changes_the_choice_though_no_ranking(centres):
    """By enumeration of the 179 sets that obey the rules: 7 sites, 8 from about 0.1 to 0.3, 9 from 0.5 on."""
    eight = ("A2", "A4", "A5", "A6", "A8", "A9", "A11", "A12")
    assert [len(shift.options) for shift in centres.shifts] == [7, 8, 9]
    assert centres.shifts[0] == (0.0, centres.options)
    assert centres.shifts[1].options == eight
    assert 0 < centres.shifts[1].constant <= 0.1
    assert 0.3 < centres.shifts[2].constant <= 0.5
    assert any("Net flows add to zero" in note for note in centres.notes)
    assert any(", ".join(eight) in note for note in centres.notes)
    for constant in (0.05, 0.1, 0.3, 0.5, 0.9):
        moved = promethee_v({o: f + constant for o, f in centres.net_flows.items()}, CENTRE_RULES)
        assert moved.options == [s.options for s in centres.shifts if s.constant <= constant][-1]


def by_enumeration(values, constraints):
    """The largest sum over all sets that obey the constraints, and every set that has it."""
    options = list(values)
    found = []
    for size in range(len(options) + 1):
        for chosen in itertools.combinations(options, size):
            uses = [sum(c["coefficients"].get(o, 0) for o in chosen) for c in constraints]
            holds = {"<=": lambda u, b: u <= b, ">=": lambda u, b: u >= b, "==": lambda u, b: u == b}
            if all(holds[c["sense"]](u, c["bound"]) for u, c in zip(uses, constraints, strict=True)):
                found.append((sum(values[o] for o in chosen), chosen))
    best = max((value for value, _ in found), default=None)
    return best, {chosen for value, chosen in found if value > best - Fraction(1, 10**9)}


@given(st.data())
@settings(max_examples=25)
def test_the_choice_and_all_its_ties_are_those_of_enumeration(data):
    options = [f"o{i}" for i in range(data.draw(st.integers(1, 6)))]
    thirds = {o: Fraction(data.draw(st.integers(-3, 3)), 3) for o in options}
    constraints = [
        {
            "coefficients": {o: data.draw(st.integers(0, 4)) for o in options},
            "sense": data.draw(st.sampled_from(["<=", ">=", "=="])),
            "bound": data.draw(st.integers(0, 8)),
        }
        for _ in range(data.draw(st.integers(0, 2)))
    ]
    best, tied = by_enumeration(thirds, constraints)
    found = promethee_v({o: float(f) for o, f in thirds.items()}, constraints)
    if best is None:
        assert found.objective is None
        assert (found.options, found.tied, found.shifts, found.notes) == ((), (), (), ())
        assert found.portfolio.clashes
        return
    assert found.objective == pytest.approx(float(best), abs=1e-9)
    assert found.ties_complete
    assert set(found.tied) == tied
    assert found.tied[0] == found.options
    for at in (Fraction(1, 7), Fraction(1, 2), Fraction(9, 10)):
        value, sets = by_enumeration({o: f + at for o, f in thirds.items()}, constraints)
        last = [shift for shift in found.shifts if shift.constant <= at][-1].options
        assert sum(thirds[o] + at for o in last) == value
        assert last in sets


def test_where_the_constraints_fix_the_number_the_zero_of_the_flows_does_not_matter():
    flows = {"a": 0.5, "b": -0.1, "c": -0.4}
    found = promethee_v(flows, [{"coefficients": [1, 1, 1], "sense": "==", "bound": 2}])
    assert found.options == ("a", "b")
    assert len(found.shifts) == 1
    assert "does not change the choice" in found.notes[1]


def test_equal_sums_are_all_told():
    flows = {"a": 0.5, "b": -0.25, "c": -0.25}
    found = promethee_v(flows, [{"coefficients": {"b": 1, "c": 1}, "sense": ">=", "bound": 1}])
    assert found.tied == (("a", "b"), ("a", "c"))
    assert "2 sets have the largest sum" in found.notes[-1]


def test_sums_that_differ_by_rounding_alone_are_equal():
    """0.1 + 0.2 is 0.30000000000000004 in binary, but both sets are worth three tenths."""
    rules = [{"coefficients": {o: 1, "c": 1}, "sense": "<=", "bound": 1} for o in ("a", "b")]
    found = promethee_v({"a": 0.1, "b": 0.2, "c": 0.1 + 0.2}, rules)
    assert set(found.tied) == {("a", "b"), ("c",)}


def test_flows_of_a_ranking_are_taken_by_option():
    table = PerformanceTable.of([[1, 5], [2, 5], [3, 1]], goals=["max", "max"])
    ranking = PrometheeII().rank(table, [2, 1])
    found = promethee_v(ranking)
    assert found.net_flows == dict(zip(table.options.ids, ranking.scores.tolist(), strict=True))
    assert found.options == tuple(o for o, f in found.net_flows.items() if f > 1e-9)
    assert repr(found).startswith("PROMETHEE V: ")
    assert "<table>" in found._repr_html_()


def test_no_set_at_all_is_an_answer_that_names_the_clash():
    rules = [{"coefficients": [1], "sense": ">=", "bound": 1}, {"coefficients": [1], "sense": "<=", "bound": 0}]
    found = promethee_v({"a": 0.0}, rules)
    assert found.portfolio.status.value == "infeasible"
    assert "cannot hold together" in repr(found)
    assert "<table>" in found._repr_html_()


@pytest.mark.parametrize(
    ("flows", "constraints", "message"),
    [
        ({}, [], "the flows are {}; expected a ranking by PROMETHEE II, or net flows by option"),
        ([0.1], [], "the flows are"),
        ({"a": np.nan}, [], "a value is nan"),
        ({"a": 1.0}, [3], "constraint 1 is 3; expected coefficients, sense and bound by name"),
        ({"a": 1.0}, [{"coefficients": [1], "sense": "<="}], "constraint 1 has no 'bound'"),
        ({"a": 1.0}, [{"coefficients": [1], "sense": "<=", "bound": 1, "limit": 2}], "constraint 1 has 'limit'"),
        ({"a": 1.0}, [{"coefficients": {"b": 1}, "sense": "<=", "bound": 1}], "constraint 1 names 'b', no option"),
        ({"a": 1.0}, [{"coefficients": [1, 2], "sense": "<=", "bound": 1}], "constraint 1 has 2 coefficients"),
        ({"a": 1.0}, [{"coefficients": [1], "sense": "<", "bound": 1}], "constraint 1 has the sense '<'"),
        ({"a": 1.0}, [{"coefficients": [1], "sense": "<=", "bound": np.inf}], "the bound of constraint 1 is inf"),
    ],
)
def test_what_makes_no_problem_is_refused_by_name(flows, constraints, message):
    with pytest.raises(PortfolioError, match=message):
        promethee_v(flows, constraints)


def test_scores_of_another_method_are_no_net_flows():
    table = PerformanceTable.of([[1, 5], [2, 5]], goals=["max", "max"])
    with pytest.raises(PortfolioError, match="the ranking is by 'wsm'; expected one by 'promethee_ii'"):
        promethee_v(Wsm().rank(table, [1, 1]))
