"""ELECTRE TRI-B, TRI-C and MR-Sort: profiles, assignment rules, and what they promise."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, MethodError, TableError, WeightsError
from mcda.methods import ElectreTriB, ElectreTriC, MrSort, VariableThreshold, check_method, named
from mcda.methods.outranking._profiles import first_true, highest_reached
from mcda.methods.outranking.electre_tri_c import ascend, descend
from mcda.options import Option, Options
from mcda.scales import Goal, Scale, Thresholds, ValueFunction
from mcda.table import PerformanceTable

THREE = ("low", "middle", "high")
PROFILES = {"c1": (3, 6), "c2": (6, 3), "c3": (3, 6)}
REFERENCES = {"c1": (1, 4, 7), "c2": (7, 4, 1), "c3": (1, 4, 7)}
GOALS = ["max", "min", "max"]
THRESHOLDS = {"indifference": {"c1": 0.5}, "preference": {"c1": 1, "c2": 1}, "veto": {"c1": 4, "c3": 6}}
SORTERS = (
    ElectreTriB(categories=THREE, profiles=PROFILES),
    ElectreTriB(categories=THREE, profiles=PROFILES, **THRESHOLDS, lambda_=0.6),
    ElectreTriB(
        categories=THREE, profiles=PROFILES, indifference={"c1": VariableThreshold(slope=0.1, intercept=0)}, lambda_=1
    ),
    ElectreTriC(categories=THREE, references=REFERENCES),
    ElectreTriC(categories=THREE, references=REFERENCES, **THRESHOLDS, lambda_=0.6),
    MrSort(categories=THREE, profiles=PROFILES, lambda_=0.5),
    MrSort(categories=THREE, profiles=PROFILES, lambda_=0.7, veto={"c1": 2, "c3": 3}),
)
every_sorter = pytest.mark.parametrize("method", SORTERS, ids=lambda m: f"{m.id} {m.lambda_}")


def table_of(values, goals=None, **labels):
    return PerformanceTable.of(values, goals=goals or GOALS, **labels)


def sides(sorting):
    return [(sorting.lowest[o], sorting.highest[o]) for o in sorting.options.ids]


@st.composite
def rows(draw, largest=6):
    cell = st.integers(0, 36).map(lambda i: i / 4)
    n = draw(st.integers(1, largest))
    values = draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=n, max_size=n))
    weights = draw(st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any))
    return np.array(values), weights


# --- published and by hand ---


@pytest.mark.parametrize(
    ("up", "down", "interval"),
    [
        ([1, 1, 0, 0], [0, 0, 0, 0], (2, 3)),
        ([1, 1, 1, 1], [0, 0, 0, 0], (3, 3)),
        ([1, 0, 0, 0], [0, 0, 0, 0], (1, 3)),
        ([0, 0, 0, 0], [0, 0, 0.692307692308, 1], (0, 2)),
        ([0, 0, 0, 0], [0, 0, 0, 1], (0, 2)),
        ([1, 1, 0.769230769231, 0], [0, 0, 0, 1], (2, 3)),
        ([1, 1, 0, 0], [0, 0, 0.692307692308, 1], (2, 2)),
        ([1, 1, 0, 0], [0, 0, 0, 0.846153846154], (2, 2)),
        ([1, 1, 1, 0], [0, 0, 0, 0.846153846154], (2, 3)),
        ([0, 0, 0, 0], [0, 0, 0, 0.846153846154], (0, 2)),
        ([1, 0, 0, 0], [0, 0, 0, 0.846153846154], (1, 2)),
        ([1, 0, 0, 0], [0, 0, 0, 1], (1, 2)),
        ([1, 0, 0, 0], [0, 0, 0.538461538462, 1], (1, 2)),
        ([1, 0, 0, 0], [0, 0, 1, 1], (1, 1)),
    ],
)
def test_tri_c_gives_the_categories_of_the_web_service(up, down, interval):
    """All 14 kinds among the 40 actions in the test of ElectreTriCClassAssign for diviz; cut 0.7."""
    both = [rule(np.array([up], dtype=float), np.array([down], dtype=float), 0.7)[0] for rule in (descend, ascend)]
    assert (min(both), max(both)) == interval


def test_tri_c_chooses_the_reference_that_is_the_more_alike_as_by_hand():
    """References 0, 10, 20 with q = 1 and p = 9: gaps of 3, 4, 6 and 7 are credible by 6/8, 5/8, 3/8 and 2/8."""
    method = ElectreTriC(categories=THREE, references={"c1": [0, 10, 20]}, indifference={"c1": 1}, preference={"c1": 9})
    found = method.sort(table_of([[13], [16], [-3], [25], [4]], ["max"]), [1])
    np.testing.assert_allclose(found.details["credibility_option_reference"][0], [1, 1, 0.25])
    np.testing.assert_allclose(found.details["credibility_reference_option"][0], [0, 0.75, 1])
    assert sides(found) == [("middle", "middle"), ("high", "high"), ("low", "low"), ("high", "high"), ("low", "low")]


def test_tri_b_rules_differ_where_an_option_and_a_profile_cannot_be_compared():
    """The first is above the profile on one criterion and below on the other; the third is on the profile."""
    method = ElectreTriB(categories=("no", "yes"), profiles={"c1": [5], "c2": [5]})
    found = method.sort(table_of([[9, 1], [9, 9], [5, 5], [1, 1]], ["max", "max"]), [1, 1])
    assert found.details["pessimistic"] == {"a1": "no", "a2": "yes", "a3": "yes", "a4": "no"}
    assert found.details["optimistic"] == {"a1": "yes", "a2": "yes", "a3": "yes", "a4": "no"}
    assert found.lowest == found.details["pessimistic"]
    assert found.highest == found.details["optimistic"]
    assert not found.sure


def test_mr_sort_by_hand_with_a_majority_and_a_veto():
    """Weights 2, 1, 2 of 5: middle and high need 0.6; a cost of 6 or less is middle, of 3 or less high."""
    values = [[3, 9, 3], [6, 3, 0], [7, 2, 5], [0, 0, 9], [9, 9, 0]]
    plain = MrSort(categories=THREE, profiles=PROFILES, lambda_=0.6)
    assert [low for low, _ in sides(plain.sort(table_of(values), [2, 1, 2]))] == [
        "middle", "high", "high", "high", "low"
    ]  # fmt: skip
    found = replace(plain, veto={"c1": 3, "c3": 6}).sort(table_of(values), [2, 1, 2])
    assert [low for low, _ in sides(found)] == ["middle", "middle", "high", "low", "low"]
    np.testing.assert_allclose(found.details["majority"][0], [0.8, 0])
    assert found.details["vetoed"].tolist() == [
        [False, True], [False, True], [False, False], [True, True], [False, True]
    ]  # fmt: skip


def test_a_majority_is_not_decided_by_the_last_bit():
    """1 - (0.2 + 0.1 + 0.05) is a little below 0.65 in binary."""
    assert 1 - ((0.2 + 0.1) + 0.05) < 0.65
    table = table_of([[0, 5, 0, 0]], ["max"] * 4)
    levels = {f"c{j}": [5] for j in (1, 2, 3, 4)}
    for sorter in (MrSort, ElectreTriB):
        method = sorter(categories=("no", "yes"), profiles=levels, lambda_=0.65)
        assert sides(method.sort(table, [0.2, 0.65, 0.1, 0.05])) == [("yes", "yes")]


# --- the definitions, by plain loops ---


def rules_by_definition(up, down, cut):
    """Pessimistic and optimistic TRI-B, descending and ascending TRI-C, as the papers put them; one option."""
    k = len(up)
    pessimistic = next((h + 1 for h in reversed(range(k)) if up[h] >= cut), 0)
    optimistic = next((h for h in range(k) if down[h] >= cut and not up[h] >= cut), k)
    like = [min(u, d) for u, d in zip(up, down, strict=True)]
    t = next((h for h in reversed(range(k)) if up[h] >= cut), -1)
    descending = k - 1 if t == k - 1 else 0 if t < 0 else t if like[t] > like[t + 1] else t + 1
    t = next((h for h in range(k) if down[h] >= cut), k)
    ascending = 0 if t == 0 else k - 1 if t == k else t if like[t] > like[t - 1] else t - 1
    return [pessimistic, optimistic, descending, ascending]


@st.composite
def credibilities(draw):
    """Of an option over up to five profiles, and of these over it, in tenths."""
    k = draw(st.integers(1, 5))
    tenths = st.lists(st.integers(0, 10), min_size=k, max_size=k)
    return draw(tenths), draw(tenths)


@settings(max_examples=200)
@given(credibilities(), st.integers(5, 10))
def test_the_rules_are_those_of_the_definitions(tenths, cut):
    up, down = (np.array([row]) / 10 for row in tenths)
    outranks, outranked = up >= cut / 10, down >= cut / 10
    found = [highest_reached(outranks)[0], first_true(outranked & ~outranks)[0]]
    found += [rule(up, down, cut / 10)[0] for rule in (descend, ascend)]
    assert found == rules_by_definition(*tenths, cut)


@settings(max_examples=60)
@given(rows())
def test_tri_b_without_thresholds_is_pessimistic_as_mr_sort(problem):
    table, weights = table_of(problem[0]), problem[1]
    for lambda_ in (0.5, 0.75, 1):
        tri = ElectreTriB(categories=THREE, profiles=PROFILES, lambda_=lambda_).sort(table, weights)
        assert tri.lowest == MrSort(categories=THREE, profiles=PROFILES, lambda_=lambda_).sort(table, weights).lowest


# --- properties ---


@every_sorter
def test_sorting_methods_keep_the_contract(method):
    rng = np.random.default_rng(5)
    check_method(method, [table_of(rng.integers(0, 10, (n, 3)).astype(float)) for n in (1, 2, 5, 9)])


@every_sorter
@settings(max_examples=60)
@given(problem=rows(), better=st.tuples(*[st.integers(0, 12).map(lambda i: i / 4)] * 3))
def test_a_better_option_is_sorted_no_lower_and_the_lowest_is_never_above_the_highest(method, problem, better):
    """The pessimistic category is never above the optimistic; both rise with performance."""
    values, weights = problem
    weights = [w + 1 for w in weights]
    signs = table_of(values).criteria.signs
    before = sides(method.sort(table_of(values), weights))
    after = sides(method.sort(table_of(values + np.array(better) * signs), weights))
    for (low, high), (raised_low, raised_high) in zip(before, after, strict=True):
        at = [THREE.index(name) for name in (low, high, raised_low, raised_high)]
        assert at[0] <= at[1]
        assert at[0] <= at[2]
        assert at[1] <= at[3]


@every_sorter
def test_sorting_methods_declare_no_breach(method):
    """Options are sorted each on their own: none of the four properties can break; the contract checks it."""
    assert method.about.breaks == ()


@settings(max_examples=60)
@given(rows())
def test_a_profile_is_in_the_category_it_begins_and_a_reference_in_its_own(problem):
    weights = [w + 1 for w in problem[1]]
    border = ElectreTriB(categories=THREE, profiles=PROFILES, lambda_=0.6)
    found = border.sort(table_of(np.array(list(PROFILES.values())).T), weights)
    assert sides(found) == [("middle", "middle"), ("high", "high")]
    typical = ElectreTriC(categories=THREE, references=REFERENCES)
    found = typical.sort(table_of(np.array(list(REFERENCES.values())).T), weights)
    assert sides(found) == [(name, name) for name in THREE]


# --- thresholds and profiles: where they come from, and which are refused ---


def test_a_criterion_s_own_thresholds_are_used_and_told():
    stated = Thresholds(indifference=Fraction(1), preference=Fraction(2), veto=Fraction(3))
    table = PerformanceTable(
        Options((Option("x"), Option("y"))),
        Criteria.of(Criterion("cost", Goal.MIN, thresholds=stated), Criterion("jobs", Goal.MAX)),
        np.array([[6.0, 5.0], [8.0, 9.0]]),
    )
    method = ElectreTriB(categories=("no", "yes"), profiles={"cost": [5], "jobs": [5]}, lambda_=0.6)
    found = method.sort(table, [1, 3])
    assert sides(found) == [("yes", "yes"), ("no", "yes")]
    assert found.recipe.bound["cost"] == "indifference 1.0, preference 2.0, veto 3.0"
    assert sides(replace(method, veto={"cost": None}).sort(table, [1, 3])) == [("yes", "yes")] * 2

    rule = MrSort(categories=("no", "yes"), profiles={"cost": [5], "jobs": [5]}, lambda_=0.6)
    assert sides(rule.sort(table, [1, 3])) == [("yes", "yes"), ("no", "no")]
    assert rule.sort(table, [1, 3]).recipe.bound == {"cost": "veto 3.0"}
    assert (rule.level, replace(rule, veto={"cost": 3}).level) == ("ordinal", "interval")


def test_variable_thresholds_are_taken_at_the_profile():
    """At 5 the indifference threshold is 1, at 10 it is 2: 4 and 8 are as good as the profiles, 3.9 and 7.9 are not."""
    method = ElectreTriB(
        categories=THREE, profiles={"c1": [5, 10]}, indifference={"c1": VariableThreshold(slope=0.2, intercept=0)}
    )
    found = method.sort(table_of([[4], [8], [3.9], [7.9]], ["max"]), [1])
    assert sides(found) == [(name, name) for name in ("middle", "high", "low", "middle")]
    steep = replace(method, indifference={"c1": VariableThreshold(slope=1.2, intercept=0)})
    with pytest.raises(MethodError, match=r"of criterion 'c1' is 1\.2; expected from -1 to 1"):
        steep.sort(table_of([[4]], ["max"]), [1])


@pytest.mark.parametrize(
    ("profiles", "goals", "message"),
    [
        ({"c1": [5, 4]}, ["max"], r"the profiles of 'c1' are \(5.0, 4.0\).* rising because .* maximised"),
        ({"c1": [4, 5]}, ["min"], "falling because the criterion is to be minimised"),
        ({"c1": [4, 4]}, ["max"], "number 1 and 2, counted from the worst, are the same on all criteria"),
        ({"c1": [4, 5]}, ["max", "max"], "no profiles for criterion 'c2'"),
        ({"c1": [4, 5], "c3": [1, 2]}, ["max", "max"], "profiles are given for 'c3', which is not a criterion"),
    ],
)
def test_profiles_that_do_not_rise_or_do_not_fit_the_table_are_refused(profiles, goals, message):
    for method in (ElectreTriB, MrSort):
        with pytest.raises(McdaError, match=message):
            method(categories=THREE, profiles=profiles).sort(table_of([[1.0] * len(goals)], goals), [1] * len(goals))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ElectreTriB(), r"ElectreTriB: categories is \(\); expected at least two"),
        (lambda: MrSort(categories=("a",)), "expected at least two different names"),
        (lambda: MrSort(categories="ab"), "expected names"),
        (
            lambda: ElectreTriC(categories=("a", "b")),
            r"ElectreTriC: references is \{\}; expected 2 levels by criterion",
        ),
        (
            lambda: ElectreTriB(categories=("a", "b"), profiles=[5]),
            r"profiles is \[5\]; expected 1 level by criterion",
        ),
        (
            lambda: ElectreTriB(categories=("a", "b"), profiles={"x": [1, 2]}),
            r"of 'x' are \[1, 2\]; expected 1 number, from worst to best, for 2",
        ),
        (lambda: ElectreTriC(categories=("a", "b"), references={"x": [1]}), "expected 2 numbers.* for 2 categories"),
        (lambda: MrSort(categories=("a", "b"), profiles={"x": 5}), "the profiles of 'x' are 5"),
        (lambda: MrSort(categories=("a", "b"), profiles={"x": "5"}), "the profiles of 'x' are '5'"),
        (lambda: MrSort(categories=("a", "b"), profiles={"x": [float("nan")]}), "the profiles of 'x'"),
        (lambda: MrSort(categories=("a", "b"), profiles={"x": [True]}), "the profiles of 'x'"),
        (
            lambda: MrSort(categories=("a", "b"), profiles={"x": [5]}, lambda_=0.4),
            "lambda_ is 0.4; expected .* 0.5 to 1",
        ),
        (lambda: ElectreTriB(categories=("a", "b"), profiles={"x": [5]}, lambda_="most"), "lambda_ is 'most'"),
        (lambda: ElectreTriC(categories=("a", "b"), references={"x": [1, 2]}, lambda_=2), "lambda_ is 2"),
        (lambda: MrSort(categories=("a", "b"), profiles={"x": [5]}, veto={"x": -1}), "veto threshold of 'x' is -1"),
        (lambda: ElectreTriB(categories=("a", "b"), profiles={"x": [5]}, preference=3), "preference is 3"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(MethodError, match=message):
        make()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"indifference": {"c1": 3}, "preference": {"c1": 1}}, "'c1' at a performance of 1 are indifference 3"),
        ({"preference": {"c2": 3}, "veto": {"c2": 1}}, "'c2' at a performance of 7 .* preference 3, veto 1"),
        ({"veto": {"c9": 1}}, "a veto threshold for 'c9', which is not a criterion"),
    ],
)
def test_thresholds_out_of_order_or_of_no_criterion_are_refused(fields, message):
    for method in (
        ElectreTriC(categories=THREE, references=REFERENCES, **fields),
        ElectreTriB(categories=("a", "b", "c", "d"), profiles=REFERENCES, **fields),
    ):
        with pytest.raises(McdaError, match=message):
            method.sort(table_of([[1, 2, 3]]), [1, 1, 1])


def test_a_veto_on_values_behind_a_bent_value_function_is_refused():
    bent = ValueFunction.through([(0, 100), (50, 85), (1000, 0)])
    stated = Criterion("cost", Goal.MIN, value_function=bent, thresholds=Thresholds(veto=Fraction(9), on="values"))
    table = PerformanceTable(Options((Option("x"),)), Criteria.of(stated), np.array([[5.0]]))
    method = MrSort(categories=("no", "yes"), profiles={"cost": [9]})
    with pytest.raises(
        MethodError, match=r"veto threshold of criterion 'cost' is a difference of value.*veto=\{'cost'"
    ):
        method.sort(table, [1])
    assert replace(method, veto={"cost": None}).sort(table, [1]).members("yes") == ("x",)


def test_profiles_that_cannot_be_told_apart_are_noted_and_references_refused():
    """With an indifference threshold of 4, a profile of 3 is as good as one of 6."""
    close = dict.fromkeys(("c1", "c2", "c3"), 4)
    border = ElectreTriB(categories=THREE, profiles=PROFILES, indifference=close)
    (note,) = border.sort(table_of([[1, 2, 3]]), [1, 1, 1]).notes
    assert "Profiles 1 and 2, counted from the worst, cannot be told apart" in note
    assert "credibility of 1, lambda being 0.75" in note
    typical = ElectreTriC(categories=THREE, references=REFERENCES, indifference=close)
    with pytest.raises(MethodError, match=r"reference 1, .* with a credibility of 1; expected below lambda_ 0.75"):
        typical.sort(table_of([[1, 2, 3]]), [1, 1, 1])
    # The references differ on the first two criteria only: with weight 1/2 on each side, 0.5 is told apart at 0.75.
    half = ElectreTriC(categories=("a", "b"), references={"c1": [1, 2], "c2": [3, 3]}, lambda_=0.75)
    assert half.sort(table_of([[2, 3]], ["max", "max"]), [1, 1]).members("b") == ("a1",)
    with pytest.raises(MethodError, match=r"with a credibility of 0\.75"):
        half.sort(table_of([[2, 3]], ["max", "max"]), [1, 3])


@every_sorter
def test_degenerate_tables_have_their_answers_and_bad_ones_are_refused_by_name(method):
    assert sides(method.sort(table_of([[9, 0, 9], [9, 0, 9]]), [1, 1, 1])) == [("high", "high")] * 2
    assert sides(method.sort(table_of([[-9, 99, -9]]), [1, 1, 1])) == [("low", "low")]
    assert sides(method.sort(table_of([[9, 99, 9]]), [1, 0, 0])) == [("high", "high")]
    for bad in (np.nan, -np.inf):
        with pytest.raises(TableError, match="the performance of 'a1' on 'c3'"):
            method.sort(table_of([[1, 1, bad]]), [1, 1, 1])
    for weights, message in (([1, 1], "2 weights for 3"), ([0, 0, 0], "zero"), ([1, 1, -1], "'c3'")):
        with pytest.raises(WeightsError, match=message):
            method.sort(table_of([[1, 1, 1]]), weights)


def test_one_criterion_and_two_categories_are_enough():
    for method in (
        ElectreTriB(categories=("no", "yes"), profiles={"c1": [5]}),
        ElectreTriC(categories=("no", "yes"), references={"c1": [4, 6]}, preference={"c1": 2}),
        MrSort(categories=("no", "yes"), profiles={"c1": [5]}),
    ):
        found = method.sort(table_of([[4], [6]], ["max"]), [1])
        assert sides(found) == [("no", "no"), ("yes", "yes")]


def test_methods_are_made_by_name_and_their_recipe_makes_them_again():
    method = named("electre_tri_b", categories=["no", "yes"], profiles={"c1": [5]}, veto={"c1": None})
    found = method.sort(table_of([[4], [6]], ["max"], scales={"c1": (0, 9)}), [1])
    assert eval(found.recipe.method, {"ElectreTriB": ElectreTriB}) == method  # noqa: S307  # our own text
    assert found.categories == ("no", "yes")
    ordinal = PerformanceTable(
        Options((Option("x"),)),
        Criteria.of(Criterion("c1", Goal.MAX, scale=Scale(Fraction(0), Fraction(9), level="ordinal"))),
        np.array([[6.0]]),
    )
    assert MrSort(categories=("no", "yes"), profiles={"c1": [5]}).sort(ordinal, [1]).notes == ()
    assert "needs interval scales" in method.sort(ordinal, [1]).notes[0]
