"""ELECTRE I, IS, II, III and IV: thresholds, concordance, discordance, credibility, distillation."""

import tracemalloc
from dataclasses import replace
from fractions import Fraction

import counter_examples
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError, TableError, WeightsError
from mcda.methods import ElectreI, ElectreII, ElectreIII, ElectreIs, ElectreIV, VariableThreshold, check_method, named
from mcda.methods.outranking._concordance import gaps, rise
from mcda.methods.outranking._distillation import distil
from mcda.methods.outranking.electre_ii import peeled
from mcda.options import Option, Options
from mcda.scales import Goal, Scale, Thresholds, ValueFunction
from mcda.table import PerformanceTable, value_table

METHODS = (ElectreI, ElectreIs, ElectreII, ElectreIII, ElectreIV)
every_method = pytest.mark.parametrize("method", METHODS, ids=lambda m: m.id)


def table_of(values, goals=None, **labels):
    return PerformanceTable.of(values, goals=goals or ["max"] * len(values[0]), **labels)


def outranks(method, values, weights, goals=None):
    return method.outrank(table_of(values, goals), weights).outranks


# --- published numbers that are not among the reference cases ---

WASTE = [
    [125, 866, 9.81, 218, 1.41, 542, 483, 23, 1.5, 1, 1],
    [11980, 900, 11.45, 189, 1.45, 452, 303, 12, 1.5, 6, 6],
    [31054, 883, 9.86, 172, 1.82, 341, 311, 0, 0, 3, 3],
    [28219, 840, 10.38, 171, 1.95, 339, 318, 0, 0, 3, 3],
    [31579, 903, 10.74, 165, 1.7, 312, 281, 0, 0, 5, 5],
    [39364, 922, 13.87, 167, 1.65, 287, 269, 0, 0, 8, 7],
    [125, 769, 9.33, 182, 1.64, 458, 180, 0, 1.5, 1, 1],
    [8075, 896, 9.82, 172, 1.7, 408, 121, 0, 1.5, 6, 6],
    [3089, 770, 9.39, 177, 1.9, 430, 228, 0, 1, 2, 2],
    [6449, 766, 7.22, 172, 1.65, 401, 157, 0, 1, 4, 4],
    [12074, 897, 10.61, 169, 1.65, 378, 162, 0, 1, 7, 6],
]
WASTE_GOALS = ["min", "max", "min", "min", "min", "max", "max", "min", "min", "min", "min"]
WASTE_WEIGHTS = [0.16, 0.033, 0.033, 0.097, 0.097, 0.16, 0.097, 0.16, 0.033, 0.033, 0.097]
WASTE_Q = [1000, "10%", "10%", 5, "10%", "10%", "10%", 2, 0.2, 0, 0]
WASTE_P = [2000, "20%", "20%", 10, "20%", "20%", "20%", 4, 0.4, 1, 1]


def waste(rows):
    """ELECTRE III with percentages of the first option's performance, and no veto."""
    fields = []
    for column in (WASTE_Q, WASTE_P):
        read = [VariableThreshold(slope=float(t[:-1]) / 100, intercept=0) if isinstance(t, str) else t for t in column]
        fields.append({f"c{j + 1}": t for j, t in enumerate(read)})
    table = table_of(rows, WASTE_GOALS, options=[f"A{i + 1}" for i in range(len(rows))])
    return ElectreIII(indifference=fields[0], preference=fields[1]).outrank(table, WASTE_WEIGHTS)


def test_electre_iii_gives_the_waste_example_of_wang_and_triantaphyllou():
    """Wang & Triantaphyllou (2008), section 3.2: credibilities to two digits, both orders, the two on top."""
    found = waste(WASTE)
    rho = found.details["credibility"].round(2)
    assert rho[0].tolist() == [1, 0.74, 0.71, 0.71, 0.71, 0.71, 0.74, 0.74, 0.71, 0.68, 0.71]
    assert rho[8].tolist() == [0.35, 0.78, 0.85, 0.85, 0.74, 0.73, 0.67, 0.97, 1, 0.94, 0.89]
    down = "A9 > A4 > A7 > A10 > A3 = A5 = A8 = A11 > A1 > A2 > A6"
    up = "A1 = A7 > A9 > A4 > A10 > A2 = A5 > A3 = A11 > A8 > A6"
    told = [tuple(tuple(each.split(" = ")) for each in order.split(" > ")) for order in (down, up)]
    assert [found.details["descending_preorder"], found.details["ascending_preorder"]] == told
    assert found.best == ("A7", "A9")
    assert found.relation("A7", "A9") == "R"


def test_electre_iii_shows_the_rank_reversal_that_wang_and_triantaphyllou_report():
    """Section 3.2 again: A1 replaced by a worse one leaves A7 alone on top."""
    worse = [[2125, 866, 9.81, 218, 1.41, 452, 483, 23, 1.5, 1, 1], *WASTE[1:]]
    found = waste(worse)
    assert found.best == ("A7",)
    up = "A7 > A1 = A9 > A4 > A10 > A2 = A5 > A3 = A11 > A8 > A6"
    assert found.details["ascending_preorder"] == tuple(tuple(each.split(" = ")) for each in up.split(" > "))


def test_electre_iii_sums_of_the_schools_are_those_of_the_r_package():
    """R package MCDA, tests of ELECTRE3: the partial discordances add to 4.7, the credibilities to 10.2291667."""
    q, p, v = ({"c1": a, "c2": b} for a, b in ((0.2, 1), (1, 2), (3.5, 4)))
    table = table_of([[-0.2, 3], [-2.3, 9], [-2.4, 10], [-1, 7]])
    found = ElectreIII(indifference=q, preference=p, veto=v).outrank(table, [0.25, 0.75])
    assert found.details["credibility"].sum() == pytest.approx(10.2291667, abs=1e-6)
    low, high = np.array([1.0, 2.0]), np.array([3.5, 4.0])
    parts = [rise(gap, low[j], high[j], rounding) for j, (gap, rounding) in enumerate(gaps(table.values, table.values))]
    assert sum(part.sum() for part in parts) == pytest.approx(4.7, abs=1e-9)
    np.testing.assert_array_equal(found.details["discordance"], np.maximum(*parts))


# --- by hand ---


@pytest.mark.parametrize(("veto", "credibility"), [(9, 0.5), (7, 0.0), (None, 0.6)])
def test_a_discordant_criterion_weakens_the_credibility_as_computed_by_hand(veto, credibility):
    """C = 0.6; the gap of 7 has D = (7 - 3) / (9 - 3) = 2/3 > C, so 0.6 * (1/3) / 0.4 = 0.5; at 7 the veto is full."""
    method = ElectreIII(indifference={"c1": 1, "c2": 1}, preference={"c1": 3, "c2": 3}, veto={"c1": 20, "c2": veto})
    found = method.outrank(table_of([[10, 0], [8, 7]]), [0.6, 0.4]).details
    assert found["concordance"][0, 1] == pytest.approx(0.6, abs=1e-15)
    assert found["credibility"][0, 1] == pytest.approx(credibility, abs=1e-12)


def test_electre_i_measures_objections_as_computed_by_hand():
    """Ranges 4 and 10: the second is behind the first by 2 and 0; the first behind the second by 0 and 5."""
    values = [[4, 0], [2, 5], [0, 10]]
    for how, expected in (("largest_range", [0.5, 0.2]), ("criterion_range", [0.5, 0.5])):
        found = ElectreI(discordance=how).outrank(table_of(values), [1, 3]).details
        assert [found["discordance"][0, 1], found["discordance"][1, 0]] == expected
        assert [found["concordance"][0, 1], found["concordance"][1, 0]] == [0.25, 0.75]
    halves = ElectreI(scale="sum").outrank(table_of([[1, 1], [3, 1]], ["min", "max"]), [1, 1]).details
    assert halves["discordance"].tolist() == [[0, 0], [1, 0]]
    assert halves["concordance"].tolist() == [[1, 1], [0.5, 1]]


@pytest.mark.parametrize(
    ("lambda_", "gap", "reinforced", "simple"),
    [
        # Shares 0.5, 0.2, 0.3; C = 0.5 + 0.2 / 2 = 0.6, so the rule's fraction is 0.1 / (0.7 - lambda).
        (0.6, 8.0, False, False),  # fraction 1: beyond v - q = 8
        (0.6, 8.5, True, False),
        (0.5, 9.0, False, False),  # fraction 1/2: beyond v - q/2 = 9
        (0.5, 9.5, True, False),
        (0.5, 10.0, True, True),
        (0.65, 7.0, False, False),  # fraction 2, kept to 1
    ],
)
def test_electre_is_forbids_sooner_where_more_criteria_speak_against(lambda_, gap, reinforced, simple):
    q, p, v = ({f"c{j}": t for j in (1, 2, 3)} for t in (2, 4, 10))
    for rule, expected in (("reinforced", reinforced), ("simple", simple)):
        method = ElectreIs(indifference=q, preference=p, veto=v, lambda_=lambda_, veto_rule=rule)
        found = method.outrank(table_of([[10, 0, 0], [0, 3, gap]]), [5, 2, 3])
        assert found.details["vetoed"][0, 1] == expected
        assert found.outranks[0, 1] == (not expected and lambda_ <= 0.6)


@pytest.mark.parametrize(
    ("behind", "credibility"),
    [
        # By how much the first option is behind the second on each criterion; q = 1, p = 3, v = 6.
        ((1, -1, -1, 0), 1.0),  # hardly worse once, hardly better twice
        ((1, -1, 0, 0), 0.6),  # as often the one as the other
        ((2, -4, -1, 0), 0.8),  # weakly worse as often as strictly better, and behind less often
        ((2, 2, -4, -1), 0.4),
        ((2, -2, 0, 0), 0.6),  # weakly worse as often as strictly or weakly better
        ((2, 2, -2, -4), 0.6),
        ((3, 1, 1, 1), 0.4),
        ((4, -4, -4, 0), 0.2),  # strictly worse once, strictly better on half of the criteria
        ((6, -4, -4, 0), 0.2),  # at the veto threshold
        ((7, -4, -4, 0), 0.0),
        ((4, -4, -3, 0), 0.0),
        ((4, 4, -4, -4), 0.0),
    ],
)
def test_the_five_relations_of_electre_iv_by_hand(behind, credibility):
    fields = (dict.fromkeys(("c1", "c2", "c3", "c4"), t) for t in (1, 3, 6))
    method = ElectreIV(**dict(zip(("indifference", "preference", "veto"), fields, strict=True)))
    assert method.outrank(table_of([[0] * 4, behind])).details["credibility"][0, 1] == credibility


def test_electre_is_at_the_veto_threshold_itself():
    """With all others for it, the reinforced rule lets a gap of v pass (g + v >= g'); the simple one does not."""
    for rule, expected in (("reinforced", True), ("simple", False)):
        method = ElectreIs(veto={"c2": 6}, lambda_=0.6, veto_rule=rule)
        assert outranks(method, [[9, 0], [0, 6]], [3, 1])[0, 1] == expected
    # A share above 1 - lambda: the criterion cannot be outvoted, and its veto is not moved.
    alone = ElectreIs(indifference={"c1": 1}, veto={"c1": 1}, lambda_=0.9)
    assert outranks(alone, [[0, 0], [1, 0]], [3, 1]).all()


def test_electre_ii_takes_circles_as_one_and_weak_outranking_second():
    """0 and 1 outrank each other strongly; 2 is outranked weakly by 3; 4 strongly by both 2 and 0."""
    strong, weak = np.zeros((5, 5), dtype=bool), np.zeros((5, 5), dtype=bool)
    strong[[0, 1, 2, 0], [1, 0, 4, 4]] = True
    weak[3, 2] = True
    assert peeled(strong, weak).tolist() == [0, 0, 1, 0, 2]
    assert peeled(strong.T, weak.T).tolist() == [1, 1, 1, 0, 0]
    weak[2, 3] = True  # a weak circle is one, too
    assert peeled(strong, weak).tolist() == [0, 0, 0, 0, 1]


def test_electre_ii_comparison_says_whether_equal_concordances_outrank():
    values = [[3, 1], [1, 3]]
    loose, strict = (ElectreII(comparison=c, strong=[(0.5, 1)], weak=[]) for c in ("at_least", "strict"))
    assert loose.outrank(table_of(values), [1, 1]).details["strong"].tolist() == [[False, True], [True, False]]
    assert strict.outrank(table_of(values), [1, 1]).details["strong"].tolist() == [[False, False], [False, False]]


def test_a_cut_is_not_decided_by_the_last_bit():
    """In binary, 1 - (0.2 + 0.4) is below 0.4, 0.8 - 0.6 above 0.2, 0.3 - 0.1 below: all three are the cut itself."""
    assert 1 - (0.2 + 0.4) < 0.4
    assert ElectreI(c=0.4, d=1).outrank(table_of([[0, 0, 9], [1, 1, 0]]), [0.2, 0.4, 0.4]).outranks[0, 1]
    assert distil(np.array([[1, 0.1 + 0.2], [0.3, 1]]), 0, 0).tolist() == [0, 0]
    assert ElectreI(c=0, d=0.2).outrank(table_of([[0.6], [0.8], [0], [1]]), [1]).outranks[0, 1]
    for column in ([0.6, 0.8], [0.1, 0.3]):
        assert outranks(ElectreIs(indifference={"c1": 0.2}), [[c] for c in column], [1]).all()
        pseudo = ElectreIV(indifference={"c1": 0.2}).outrank(table_of([[c] for c in column]))
        assert pseudo.details["credibility"].tolist() == [[1.0, 0.6], [1.0, 1.0]]
        for rule, expected in (("reinforced", True), ("simple", False)):
            method = ElectreIs(veto={"c1": 0.2}, lambda_=0.6, veto_rule=rule)
            assert outranks(method, [[column[0], 9], [column[1], 0]], [1, 3])[0, 1] == expected


# --- thresholds: where they come from, and which are refused ---


def criterion(goal=Goal.MAX, q=None, p=None, v=None, on="units", **more):
    stated = (None if t is None else Fraction(t) for t in (q, p, v))
    return Criterion("cost", goal, thresholds=Thresholds(*stated, on=on), **more)


def alone(criterion, values):
    options = Options(tuple(Option(f"o{i}") for i in range(len(values))))
    return PerformanceTable(options, Criteria.of(criterion), np.array([[v] for v in values], dtype=float))


def concordances(method, table):
    """Of the first option over the others."""
    return method.outrank(table, [1]).details["concordance"][0, 1:].tolist()


@pytest.mark.parametrize(
    ("stated", "fields", "expected"),
    [
        ({}, {}, [0, 0, 0, 0]),
        ({"q": 2}, {}, [1, 1, 0, 0]),
        ({"q": 1, "p": 5}, {}, [1, 0.75, 0.5, 0.25]),
        ({"p": 4}, {}, [0.75, 0.5, 0.25, 0]),
        ({"q": 1, "p": 5}, {"preference": {"cost": 3}}, [1, 0.5, 0, 0]),
        ({"q": 1, "p": 5}, {"indifference": {"cost": 3}}, [1, 1, 1, 0.5]),
        ({"q": 1, "p": 5}, {"indifference": {"cost": 0}, "preference": {"cost": 0}}, [0, 0, 0, 0]),
        ({}, {"indifference": {"cost": VariableThreshold(slope=0.2, intercept=1)}}, [1, 1, 1, 0]),
    ],
)
def test_the_method_s_thresholds_go_before_the_criterion_s_which_go_before_none(stated, fields, expected):
    table = alone(criterion(**stated), [10, 11, 12, 13, 14])
    np.testing.assert_allclose(concordances(ElectreIII(**fields), table), expected, atol=1e-15)


def test_none_switches_the_criterion_s_own_veto_off():
    table = PerformanceTable(
        Options((Option("x"), Option("y"))),
        Criteria.of(criterion(v=5), Criterion("jobs", Goal.MAX)),
        np.array([[0.0, 1.0], [9.0, 0.0]]),
    )
    assert ElectreIII().outrank(table, [1, 3]).details["credibility"][0, 1] == 0
    assert ElectreIII(veto={"cost": None}).outrank(table, [1, 3]).details["credibility"][0, 1] == 0.75
    assert ElectreIII().outrank(table, [1, 3]).recipe.bound == {
        "cost": "indifference none, preference none, veto 5.0", "jobs": "indifference none, preference none, veto none"
    }  # fmt: skip


def test_thresholds_on_values_hold_in_units_behind_a_straight_scale_and_are_refused_behind_a_bent_one():
    """On a scale of 20 to 60, a difference of 5 points of value is one of 2 units."""
    straight = criterion(Goal.MIN, q=5, p=20, on="values", scale=Scale(Fraction(20), Fraction(60)))
    table = alone(straight, [30, 28, 26, 24, 22])
    np.testing.assert_allclose(concordances(ElectreIII(), table), [1, 4 / 6, 2 / 6, 0], atol=1e-12)
    np.testing.assert_allclose(concordances(ElectreIII(), value_table(table)), [1, 4 / 6, 2 / 6, 0], atol=1e-12)

    bent = ValueFunction.through([(0, 100), (50, 85), (1000, 0)])
    table = alone(criterion(Goal.MIN, q=5, on="values", value_function=bent), [30, 28])
    message = r"indifference threshold of criterion 'cost' is a difference of value.*rank on values, or give.*indiff"
    for method in METHODS[1:2] + METHODS[3:]:
        with pytest.raises(MethodError, match=message):
            method().outrank(table, [1])
        assert method(indifference={"cost": 3}).outrank(table, [1]).outranks[1].all()
    with pytest.raises(MethodError, match=r"is a difference in its unit.*rank on units"):
        ElectreIII().outrank(value_table(alone(criterion(Goal.MIN, v=5, value_function=bent), [3, 4])), [1])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"indifference": {"cost": 5}, "preference": {"cost": 3}}, "'cost' at a performance of 10 are indifference 5,"),
        ({"preference": {"cost": 5}, "veto": {"cost": 3}}, "5, veto 3; expected indifference <= preference <= veto"),
        ({"indifference": {"cost": 8}}, "indifference 8, preference 6, no veto"),
        ({"veto": {"cost": VariableThreshold(slope=-0.5, intercept=0)}}, "veto -5; expected zero or more"),
        ({"veto": {"cost": VariableThreshold(slope=-2, intercept=99)}}, "veto threshold .* is -2; expected from -1 to"),
        ({"preference": {"cots": 5}}, "a preference threshold for 'cots', which is not .* did you mean 'cost'"),
        ({"indifference": {"jobs": 5}}, "an indifference threshold for 'jobs', which is not a criterion"),
    ],
)
def test_thresholds_that_make_no_sense_on_a_table_are_refused_naming_the_criterion(fields, message):
    table = alone(criterion(p=6), [10, 11])
    for method in (ElectreIs, ElectreIII, ElectreIV):
        with pytest.raises(McdaError, match=message):
            method(**fields).outrank(table, [1])


@pytest.mark.parametrize(
    ("kind", "cure"),
    [
        ("preference", r"zero or more or a VariableThreshold\(slope=..., intercept=...\)$"),
        ("veto", r"zero or more, a VariableThreshold\(slope=..., intercept=...\) or None for no veto$"),
    ],
)
def test_a_threshold_of_another_kind_is_refused_with_all_kinds_there_are(kind, cure):
    with pytest.raises(MethodError, match=f"the {kind} threshold of 'cost' is -1; expected a number of {cure}"):
        ElectreIII(**{kind: {"cost": -1}})


def test_a_variable_threshold_of_a_cost_may_fall_as_the_cost_falls_but_not_faster():
    table = alone(criterion(Goal.MIN), [10, 11])
    with pytest.raises(MethodError, match=r"is 1\.5; expected from -inf to 1: otherwise a better"):
        ElectreIII(indifference={"cost": VariableThreshold(slope=1.5, intercept=0)}).outrank(table, [1])
    found = ElectreIII(indifference={"cost": VariableThreshold(slope=0.1, intercept=0)}).outrank(table, [1])
    assert found.details["concordance"].tolist() == [[1, 1], [1, 1]], "11 is behind 10 by 1, and may be by 1.1"


@pytest.mark.parametrize("goal", Goal)
@given(st.floats(-0.9, 0.9), st.floats(0, 5), st.floats(1, 100), st.floats(0, 50))
def test_a_threshold_at_the_better_performance_is_turned_into_one_at_the_worse(goal, slope, intercept, worse, gap):
    """Roy & Bouyssou's inverse mode: gap <= slope * better + intercept, read from the worse performance."""
    better = worse + goal.sign * gap
    at_better = slope * better + intercept
    assume(abs(gap - at_better) > 1e-6)
    turned = VariableThreshold.inverse(slope=slope, intercept=intercept, goal=goal)
    assert (gap <= turned.slope * worse + turned.intercept) == (gap <= at_better)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: VariableThreshold(slope="1", intercept=0), "slope is '1'; expected a finite number"),
        (lambda: VariableThreshold(slope=1, intercept=float("inf")), "intercept is inf"),
        (lambda: VariableThreshold.inverse(slope=1, intercept=0, goal=Goal.MAX), "expected below 1"),
        (lambda: VariableThreshold.inverse(slope=-1, intercept=0, goal=Goal.MIN), "expected above -1"),
        (lambda: ElectreIII(indifference=5), "ElectreIII: indifference is 5; expected thresholds by criterion id"),
        (lambda: ElectreIs(preference={"c1": -1}), "ElectreIs: the preference threshold of 'c1' is -1; expected a num"),
        (lambda: ElectreIV(veto={"c1": "5"}), "the veto threshold of 'c1' is '5'.* or None for no veto"),
        (lambda: ElectreIII(preference={"c1": None}), "the preference threshold of 'c1' is None"),
        (lambda: ElectreIII(veto={"c1": float("nan")}), "the veto threshold of 'c1' is nan"),
        (lambda: ElectreIII(veto={"c1": True}), "the veto threshold of 'c1' is True"),
        (lambda: ElectreIII(alpha=2), "alpha is 2; expected a number from 0 to 1"),
        (
            lambda: ElectreIV(alpha=0.1, beta=-0.2),
            r"alpha is 0.1 and beta -0.2; expected alpha \+ beta of zero or more",
        ),
        (lambda: ElectreIs(lambda_=0.4), "lambda_ is 0.4; expected a number from 0.5 to 1"),
        (lambda: ElectreIs(veto_rule="simpel"), "veto_rule is 'simpel'; did you mean 'simple'"),
        (lambda: ElectreI(scale="vector"), "scale is 'vector'"),
        (lambda: ElectreI(discordance="largest-range"), "did you mean 'largest_range'"),
        (lambda: ElectreI(c=1.1), "c is 1.1"),
        (lambda: ElectreI(d=-0.1), "d is -0.1"),
        (lambda: ElectreII(strong=[]), "strong is empty"),
        (lambda: ElectreII(strong=[0.5, 0.3]), r"strong is \[0.5, 0.3\]; expected pairs"),
        (lambda: ElectreII(weak=[(0.5, 2)]), "weak is .*; expected pairs .* from 0 to 1"),
        (lambda: ElectreII(weak=[("0.5", 0)]), "weak is"),
        (lambda: ElectreII(weak=[(0.7, 0.6)]), r"weak pair \(0.7, 0.6\) asks at least as much as the strong pair"),
        (lambda: ElectreII(comparison=">"), "comparison is '>'"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(MethodError, match=message):
        make()


# --- the definitions, by plain loops ---


def by_definition(table, shares):
    """Concordance and credibility of ELECTRE III straight from the formulas, with the criteria's own thresholds."""
    n = len(table.options)
    concordance, credibility = np.empty((n, n)), np.empty((n, n))
    for a in range(n):
        for b in range(n):
            c, d = [], []
            for j, each in enumerate(table.criteria):
                x, y = table.values[a, j], table.values[b, j]
                gap = (y - x) * each.goal.sign
                close = 1e-14 * max(abs(x), abs(y))
                q = float(each.thresholds.indifference or 0)
                p = q if each.thresholds.preference is None else float(each.thresholds.preference)
                v = np.inf if each.thresholds.veto is None else float(each.thresholds.veto)
                c.append(1.0 if gap <= q + close else 0.0 if gap >= p - close else (p - gap) / (p - q))
                d.append(0.0 if gap <= p + close else 1.0 if gap >= v - close else (gap - p) / (v - p))
            total = sum(w * each for w, each in zip(shares, c, strict=True))
            concordance[a, b] = credibility[a, b] = total
            for each in d:
                if each > total + 1e-12:
                    credibility[a, b] *= (1 - each) / (1 - total)
    return concordance, credibility


def with_vetoes(table, draw):
    made = []
    for each in table.criteria:
        most = max(each.thresholds.indifference or 0, each.thresholds.preference or 0)
        veto = draw(st.sampled_from([None, most, most + each.scale.width / 3]))
        made.append(replace(each, thresholds=replace(each.thresholds, veto=veto)))
    return PerformanceTable(table.options, Criteria(tuple(made)), table.values)


def sensible(table):
    """Thresholds in order: `problems` may draw an indifference threshold above the preference threshold."""
    made = [
        each
        if each.thresholds.preference is None or (each.thresholds.indifference or 0) <= each.thresholds.preference
        else replace(each, thresholds=Thresholds())
        for each in table.criteria
    ]
    return PerformanceTable(table.options, Criteria(tuple(made)), table.values)


@settings(max_examples=60)
@given(problems(), st.data())
def test_concordance_and_credibility_are_those_of_the_definition_and_lie_in_0_to_1(problem, data):
    table = with_vetoes(sensible(problem[0]), data.draw)
    found = ElectreIII().outrank(table, problem[1]).details
    concordance, credibility = by_definition(table, problem[1] / problem[1].sum())
    np.testing.assert_allclose(found["concordance"], concordance, atol=1e-9)
    # Where the concordance is nearly 1, dividing by 1 - C magnifies what is left of rounding.
    steady = (concordance == 1) | (concordance < 1 - 1e-6)
    np.testing.assert_allclose(found["credibility"][steady], credibility[steady], atol=1e-6)
    for name in ("concordance", "discordance", "credibility"):
        assert ((found[name] >= 0) & (found[name] <= 1)).all()
    assert (np.diag(found["credibility"]) == 1).all()
    assert (found["credibility"] <= found["concordance"]).all()


def dominance_by_definition(table):
    """ELECTRE IV's five relations, by counting for each pair, with the criteria's own thresholds."""
    n, m = table.shape
    found = np.ones((n, n))

    def count(winner, loser):
        kinds, beyond = [0, 0, 0], False
        for j, each in enumerate(table.criteria):
            x, y = table.values[winner, j], table.values[loser, j]
            gap = (x - y) * each.goal.sign - 1e-15 * max(abs(x), abs(y))
            q = float(each.thresholds.indifference or 0)
            p = q if each.thresholds.preference is None else float(each.thresholds.preference)
            beyond |= each.thresholds.veto is not None and gap > float(each.thresholds.veto)
            if gap > 0:
                kinds[0 if gap > p else 1 if gap > q else 2] += 1
        return (*kinds, beyond)

    for a in range(n):
        for b in set(range(n)) - {a}:
            (p, q, i, beyond), (p_for, q_for, i_for, _) = count(b, a), count(a, b)
            if p == q == 0 and i < p_for + q_for + i_for:
                found[a, b] = 1.0
            elif p == 0 and q <= p_for and q + i < p_for + q_for + i_for:
                found[a, b] = 0.8
            elif p == 0 and q <= p_for + q_for:
                found[a, b] = 0.6
            elif p == 0:
                found[a, b] = 0.4
            else:
                found[a, b] = 0.2 if p == 1 and not beyond and p_for >= m / 2 else 0.0
    return found


@settings(max_examples=60)
@given(problems(max_options=8, max_criteria=6), st.data())
def test_electre_iv_s_credibility_is_that_of_the_definition(problem, data):
    table = with_vetoes(sensible(problem[0]), data.draw)
    found = ElectreIV().outrank(table).details["credibility"]
    assert found.tolist() == dominance_by_definition(table).tolist()


def distilled_by_definition(rho, alpha, beta, ascending):
    """The distillation of Figueira, Mousseau & Roy, with sets and exact fractions."""
    n = len(rho)
    left, taken = set(range(n)), []

    def s(x):
        return alpha + beta * x

    while left:
        inside = set(left)
        cut = max((rho[a][b] for a in inside for b in inside if a != b), default=Fraction(0))
        while cut > 0 and len(inside) > 1:
            below = [rho[a][b] for a in inside for b in inside if a != b and rho[a][b] < cut - s(cut)]
            cut = max(below, default=Fraction(0))
            over = {
                (a, b)
                for a in inside
                for b in inside
                if a != b and rho[a][b] > cut and rho[a][b] - rho[b][a] > s(rho[a][b])
            }
            q = {a: sum(x == a for x, _ in over) - sum(y == a for _, y in over) for a in inside}
            wanted = min(q.values()) if ascending else max(q.values())
            inside = {a for a in inside if q[a] == wanted}
        taken.append(inside)
        left -= inside
    order = taken[::-1] if ascending else taken
    return [next(k for k, group in enumerate(order) if a in group) for a in range(n)]


@settings(max_examples=150)
@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 20), min_size=n, max_size=n), min_size=n, max_size=n)
    ),
    st.sampled_from(
        [(Fraction(3, 10), Fraction(-15, 100)), (Fraction(1, 10), Fraction(0)), (Fraction(0), Fraction(0))]
    ),
    st.booleans(),
)
@example(
    [[3, 7, 10, 12, 20], [2, 1, 20, 5, 15], [10, 0, 19, 17, 7], [11, 8, 13, 13, 20], [0, 1, 13, 12, 5]],
    (Fraction(1, 10), Fraction(0)),
    False,
)  # cuts taken from all that remain, not from those still tied, give another order here
def test_distillation_is_that_of_the_definition_in_exact_fractions(twentieths, s, ascending):
    rho = [[Fraction(x, 20) for x in row] for row in twentieths]
    found = distil(np.array(rho, dtype=float), float(s[0]), float(s[1]), ascending=ascending)
    assert found.tolist() == distilled_by_definition(rho, *s, ascending)


# --- properties ---

THRESHOLDS = {
    "indifference": {"c1": 0.5, "c2": 1},
    "preference": {"c1": 1, "c2": 3},
    "veto": {"c1": 4, "c3": 6},
}


@every_method
@settings(max_examples=40)
@given(problem=problems(max_options=7, max_criteria=5))
def test_a_relation_is_reflexive_and_those_from_orders_are_transitive(method, problem):
    found = method().outrank(sensible(problem[0]), problem[1]).outranks
    assert found.diagonal().all()
    if method in (ElectreII, ElectreIII, ElectreIV):
        assert not ((found.astype(int) @ found.astype(int) > 0) & ~found).any()


@settings(max_examples=60)
@given(problems(max_options=7, max_criteria=5), st.floats(0.5, 1), st.floats(0.5, 1), st.data())
def test_the_relation_shrinks_as_more_is_asked(problem, one, other, data):
    low, high = sorted((one, other))
    table = with_vetoes(sensible(problem[0]), data.draw)
    for loose, tight in (
        (ElectreI(c=low), ElectreI(c=high)),
        (ElectreI(d=high), ElectreI(d=low)),
        (ElectreIs(lambda_=low), ElectreIs(lambda_=high)),
        (ElectreIs(lambda_=low, veto_rule="simple"), ElectreIs(lambda_=high, veto_rule="simple")),
    ):
        wide, narrow = (m.outrank(table, problem[1]).outranks for m in (loose, tight))
        assert not (narrow & ~wide).any(), (loose, tight)


def test_the_kernel_of_a_smaller_relation_need_not_hold_that_of_a_larger_one():
    """Relations shrink as more concordance is asked; kernels need not grow, since one set free can keep another out."""
    table, weights = table_of([[1, 4, 2], [4, 2, 4], [4, 3, 2]]), [3, 5, 1]
    kernels = [ElectreI(c=c, d=1).outrank(table, weights).kernel for c in (0.5, 0.6, 0.7, 0.9)]
    assert kernels == [("a1",), ("a1", "a2"), ("a1", "a3"), ("a1", "a2", "a3")]


@settings(max_examples=40)
@given(problems(max_options=6, max_criteria=4), st.data())
def test_identical_options_are_distilled_into_one_class(problem, data):
    table = with_vetoes(sensible(problem[0]), data.draw)
    twin = data.draw(st.integers(0, len(table.options) - 1))
    options = Options((*table.options.all, Option("twin")))
    doubled = PerformanceTable(options, table.criteria, np.vstack([table.values, table.values[twin]]))
    for method in (ElectreIII(), ElectreIV(), ElectreII()):
        found = method.outrank(doubled, problem[1])
        for name in found.details:
            if name.endswith("preorder"):
                at = {o: k for k, group in enumerate(found.details[name]) for o in group}
                assert at["twin"] == at[options.ids[twin]]


def three_criteria(method):
    rng = np.random.default_rng(8)
    return [table_of(rng.integers(0, 9, (n, 3)).astype(float), ["max", "min", "max"]) for n in (1, 2, 5, 9)]


@pytest.mark.parametrize(
    "method",
    [
        ElectreI(discordance="criterion_range", c=0.5, d=0.8),
        ElectreIs(**THRESHOLDS, lambda_=0.6),
        ElectreIs(**THRESHOLDS, veto_rule="simple"),
        ElectreII(discordance="criterion_range", comparison="strict"),
        ElectreII(strong=[[0.8, 0.2]], weak=[]),
        ElectreIII(**THRESHOLDS),
        ElectreIII(alpha=0, beta=0),
        ElectreIII(alpha=0.1, beta=0.5),
        ElectreIV(**THRESHOLDS),
    ],
    ids=repr,
)
def test_configured_methods_keep_the_contract_too(method):
    check_method(method, three_criteria(method))


@pytest.mark.parametrize("slope", [-0.4, 0.3, 0.9])
def test_variable_thresholds_keep_the_contract_but_for_the_sign_of_a_cost(slope):
    """Turned round, a column's own performances change sign, and with them what a slope says."""
    from mcda.methods.contract import outranking as contract

    threshold = VariableThreshold(slope=slope, intercept=4)
    for method in (ElectreIs(indifference={"c1": threshold}), ElectreIII(preference={"c1": threshold})):
        for table in three_criteria(method):
            for check in contract.CHECKS:
                if check is not contract.costs_are_costs:
                    check(method, table, np.array([3.0, 1.0, 2.0]))


# --- what the methods are known not to promise ---

# As in test_methods_properties: performances (all to be maximised), weights, and what is done to which option.
COUNTER_EXAMPLES = counter_examples.of(ElectreI, ElectreII, ElectreIII, ElectreIV)  # fmt: skip


def preference(relation):
    """1 where the row is preferred, -1 where the column is, 0 where neither."""
    return relation.astype(int) - relation.T.astype(int)


def broken_by(method, broken, values, weights, change):
    """Whether the change does what the method is known to allow."""
    before = outranks(method(), values, weights)
    if broken == "rank_reversal":
        rest = np.delete(np.delete(before, change, axis=0), change, axis=1)
        return not np.array_equal(rest, outranks(method(), np.delete(values, change, axis=0), weights))
    if broken == "copies":
        after = outranks(method(), np.vstack([values, values[change]]), weights)
        return not np.array_equal(before, after[:-1, :-1])
    option, j, better = change
    assert better > values[option, j]
    raised = values.copy()
    raised[option, j] = better
    return bool((preference(outranks(method(), raised, weights))[option] < preference(before)[option]).any())


def test_every_declared_breach_has_its_counter_example_and_the_other_way_round():
    assert {(m, breach.property) for m in METHODS for breach in m.about.breaks} == set(COUNTER_EXAMPLES)


@pytest.mark.parametrize(("method", "broken"), COUNTER_EXAMPLES, ids=lambda each: getattr(each, "id", each))
def test_the_counter_example_still_breaks_the_property(method, broken):
    values, weights, change = COUNTER_EXAMPLES[method, broken]
    values = np.array(values, dtype=float)
    if broken == "rank_reversal":
        found = outranks(method(), values, weights)
        assert (preference(found)[change] < 0).any(), "the option taken away is not among the best"
    assert broken_by(method, broken, values, weights, change)


@every_method
@pytest.mark.parametrize("broken", ["rank_reversal", "copies", "monotonicity"])
def test_a_property_that_is_not_declared_broken_survives_a_search(method, broken):
    if method.about.lacks(broken):
        return
    rng = np.random.default_rng(4)
    for _ in range(150):
        n, m = int(rng.integers(2, 6)), int(rng.integers(1, 4))
        values, weights = rng.integers(1, 10, (n, m)).astype(float), rng.integers(1, 5, m)
        option, j = int(rng.integers(n)), int(rng.integers(m))
        change = (option, j, values[option, j] + rng.integers(1, 6)) if broken == "monotonicity" else option
        assert not broken_by(method, broken, values, weights, change)


# --- bad input and degenerate tables ---


@every_method
def test_one_option_one_criterion_flat_tables_and_zero_weights_have_their_answers(method):
    assert outranks(method(), [[5]], [1]).tolist() == [[True]]
    assert outranks(method(), [[5, 0], [5, 0], [5, 0]], [0, 3]).all()
    assert outranks(method(), [[0.1 + 0.2], [0.3]], [1]).all()
    assert outranks(method(), [[2], [1], [3]], [1]).tolist() == [
        [True, True, False], [False, True, False], [True, True, True]
    ]  # fmt: skip
    lone = method().outrank(table_of([[-5.0, 2.0]]), [1, 1])
    assert lone.kernel == lone.best == ("a1",)


@every_method
def test_bad_tables_and_weights_are_refused_by_name(method):
    for bad in (np.nan, np.inf):
        with pytest.raises(TableError, match="the performance of 'a2' on 'c1'"):
            method().outrank(table_of([[1.0], [bad]]), [1])
    with pytest.raises(TableError, match="empty"):
        method().outrank(table_of(np.empty((0, 2)), ["max", "max"]), [1, 1])
    for weights, message in (([1], "1 weights for 2"), ([0, 0], "zero"), ([1, -1], "'c2'"), ({"c1": 1}, "'c2'")):
        with pytest.raises(WeightsError, match=message):
            method().outrank(table_of([[1, 2], [3, 4]]), weights)
    huge = table_of([[1e308, 1], [-1e308, 2]])
    with pytest.raises(MethodError, match="'c1' is 1e\\+308; state that criterion in a larger unit"):
        method().outrank(huge, [1, 1])


def test_weights_may_be_left_out_only_where_none_are_used():
    table = table_of([[1, 2], [3, 4]])
    assert ElectreIV().outrank(table).notes == ElectreIV().outrank(table, [1, 1]).notes
    assert ElectreIV().outrank(table).outranks.tolist() == [[True, False], [True, True]]
    with pytest.raises(WeightsError, match="needs weights"):
        ElectreIII().outrank(table)


def test_a_column_of_negative_numbers_is_not_divided_by_its_sum():
    for method in (ElectreI(scale="sum"), ElectreII(scale="sum")):
        assert method.level == "ratio"
        with pytest.raises(MethodError, match="the performance of 'a2' on 'c1' is -1; expected zero or more: scale"):
            method.outrank(table_of([[1, 2], [-1, 4]]), [1, 1])
        assert method.outrank(table_of([[0, 2], [0, 4]]), [1, 1]).outranks.tolist() == [[True, False], [True, True]]


def test_one_range_for_criteria_on_different_scales_is_noted():
    table = table_of([[1, 200], [3, 100]])
    same = table_of([[1, 20], [3, 10]], scales={"c1": (0, 100), "c2": (0, 100)})
    for method in (ElectreI, ElectreII):
        assert "must be on one scale" in method().outrank(table, [1, 1]).notes[0]
        assert method().outrank(same, [1, 1]).notes == ()
        assert method(discordance="criterion_range").outrank(table, [1, 1]).notes == ()


def test_methods_are_made_by_name_and_their_recipe_makes_them_again():
    threshold = VariableThreshold(slope=0.1, intercept=2)
    method = named("electre_iii", preference={"c1": threshold}, veto={"c1": None})
    found = method.outrank(table_of([[1], [3]]), [1])
    names = {"ElectreIII": ElectreIII, "VariableThreshold": VariableThreshold}
    assert eval(found.recipe.method, names) == method  # noqa: S307  # our own text
    assert found.recipe.bound == {"c1": "indifference none, preference 0.1 * performance + 2, veto none"}
    with pytest.raises(TypeError, match="cannot be changed"):
        method.veto["c1"] = 3


def test_hundreds_of_options_need_a_few_squares_of_memory():
    """400 options: 1.3 MB for one square; one for each of 40 criteria would be 51 MB."""
    table = table_of(np.random.default_rng(2).normal(size=(400, 40)))
    for method in (ElectreI(), ElectreIs(), ElectreII(), ElectreIII(), ElectreIV()):
        tracemalloc.start()
        method.outrank(table, [1] * 40)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 20e6, method
