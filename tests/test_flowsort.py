"""FlowSort: categories by flows among profiles, each option on its own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import McdaError, MethodError
from mcda.methods import FlowSort, Gaussian, Level, Linear, PrometheeII, UShape, Usual, VShape, check_method, named
from mcda.methods.contract import contract_tables
from mcda.methods.contract.sorting import CHECKS
from mcda.options import Option, Options
from mcda.table import PerformanceTable

THREE = ("low", "middle", "high")
FUNCTIONS = st.sampled_from([Usual(), UShape(0.5), VShape(2.0), Level(0.5, 2), Linear(0.5, 2), Gaussian(1.0)])


def one_column(values, goal="max"):
    return PerformanceTable.of([[v] for v in values], goals=[goal])


def test_limits_bound_the_categories_and_an_option_on_a_limit_is_below_it():
    """By hand, usual criterion, limits 10 and 20: 15 has flows 1/2 and 1/2, the limits have 0, 1 and 1, 0."""
    method = FlowSort(categories=THREE, profiles={"c1": (10, 20)})
    found = method.sort(one_column([5, 10, 15, 20, 25]), [1])
    assert list(found.lowest.values()) == ["low", "low", "middle", "middle", "high"]
    assert found.sure
    assert found.details["positive_flows"].tolist() == [0, 0, 0.5, 0.5, 1]
    assert found.details["negative_flows"].tolist() == [1, 0.5, 0.5, 0, 0]
    assert found.details["profile_positive_flows"][2].tolist() == [0, 1]
    assert found.details["profile_net_flows"][2].tolist() == [-1, 1]
    falling = FlowSort(categories=THREE, profiles={"c1": (20, 10)}).sort(one_column([25, 20, 15, 10, 5], "min"), [1])
    assert list(falling.lowest.values()) == list(found.lowest.values())


def test_a_central_profile_takes_what_is_nearest_to_it_and_half_way_goes_to_the_lower():
    """By hand, V-shape to 20, profiles 0, 10, 20: an option x from 0 to 20 has net flow (x + x - 10 + x - 20) / 60.

    The net flows of the profiles are then (-x - 30) / 60, (10 - x) / 60 and (50 - x) / 60: 5 and 15 are half way.
    """
    method = FlowSort(
        categories=THREE, profiles={"c1": (0, 10, 20)}, profile_kind="central", functions={"c1": VShape(20)}, flow="net"
    )
    found = method.sort(one_column([0, 5, 5.1, 10, 15, 15.1, 30]), [1])
    np.testing.assert_allclose(found.details["net_flows"][1], -15 / 60)
    np.testing.assert_allclose(found.details["profile_net_flows"][1], [-35 / 60, 5 / 60, 45 / 60])
    assert list(found.highest.values()) == ["low", "low", "middle", "middle", "middle", "high", "high"]


def test_above_two_central_profiles_of_the_same_flow_an_option_is_in_the_higher_category():
    """Else a better option could be sorted lower. By hand: profiles with negative flows 2/3, 1/3, 1/3; 2.5 has 0."""
    method = FlowSort(
        categories=THREE, profiles={"c1": (0.5, 1, 1.5)}, profile_kind="central", functions={"c1": UShape(0.5)}
    )
    found = method.sort(one_column([2, 2.5]), [1])
    np.testing.assert_allclose(found.details["profile_negative_flows"][1], [2 / 3, 1 / 3, 1 / 3])
    assert found.details["category_by_negative_flow"] == ("high", "high")


def test_one_limit_is_a_vote_of_the_weights_beyond_the_indifference():
    """By hand: limit (5, 5), weights 2 to 1, differences of up to 3 on the first criterion do not count."""
    table = PerformanceTable.of([[9, 1], [1, 9], [7, 9], [7, 5]], goals=["max", "max"])
    method = FlowSort(categories=("bad", "good"), profiles={"c1": (5,), "c2": (5,)}, functions={"c1": UShape(3)})
    assert method.sort(table, [2, 1]).lowest == {"a1": "good", "a2": "bad", "a3": "good", "a4": "bad"}


def test_positive_and_negative_flow_can_name_two_categories_and_net_flow_one():
    """By hand: limits (0, 0) and (10, 10), V-shapes to 20, weights 1 to 1, option (30, 4).

    Over the limits (20 + 4) / 40 and (20 + 0) / 40, under them 0 and 6 / 40; between the limits 20 / 40. So the option
    has flows 44 / 80 and 6 / 80, and the upper limit 26 / 80 and 20 / 80. For (16, 0) they are 22 / 80 and 10 / 80
    against 30 / 80 and 6 / 80; for (30, -5) 40 / 80 and 20 / 80 against 35 / 80 and 20 / 80: equal, so below by it.
    """
    table = PerformanceTable.of([[30, 4], [16, 0], [30, -5]], goals=["max", "max"])
    shape = {"c1": VShape(20), "c2": VShape(20)}
    profiles = {"c1": (0, 10), "c2": (0, 10)}
    both = FlowSort(categories=THREE, profiles=profiles, functions=shape).sort(table, [1, 1])
    np.testing.assert_allclose(both.details["positive_flows"], np.array([44, 22, 40]) / 80)
    np.testing.assert_allclose(both.details["negative_flows"], np.array([6, 10, 20]) / 80)
    np.testing.assert_allclose(both.details["profile_positive_flows"][:, 1], np.array([26, 30, 35]) / 80)
    np.testing.assert_allclose(both.details["profile_negative_flows"][:, 1], np.array([20, 6, 20]) / 80)
    assert both.highest == {"a1": "high", "a2": "middle", "a3": "high"}
    assert both.lowest == {"a1": "high", "a2": "middle", "a3": "middle"}
    assert not both.sure
    net = FlowSort(categories=THREE, profiles=profiles, functions=shape, flow="net").sort(table, [1, 1])
    assert net.lowest == net.highest == {"a1": "high", "a2": "middle", "a3": "high"}


def test_outer_ends_take_part_in_the_flows_and_bound_nothing():
    """The paper's K + 1 limits: with V-shapes the ends move the flows of an option and its limit apart."""
    inner = FlowSort(categories=THREE, profiles={"c1": (4, 8)})
    outer = FlowSort(categories=THREE, profiles={"c1": (0, 4, 8, 12)})
    table = one_column([-3, 0, 4, 5, 8, 9, 12, 30])
    assert outer.sort(table, [1]).lowest == inner.sort(table, [1]).lowest
    assert outer.sort(table, [1]).details["profile_net_flows"].shape == (8, 4)
    assert outer.sort(table, [1]).details["net_flows"].tolist()[3] == 0.0


def by_definition(method, table, weights, flow):
    """The paper's words: rank each option together with the profiles by PROMETHEE, and read off where it lies."""
    found = []
    levels = np.array([method.profiles[c] for c in table.criteria.ids]).T
    k = len(method.categories)
    for row in table.values:
        options = Options((*(Option(f"r{i}") for i in range(len(levels))), Option("a")))
        among = PerformanceTable(options, table.criteria, np.vstack([levels, row]))
        ranking = PrometheeII(functions=method.functions).rank(among, weights)
        better = {
            "positive": ranking.details["positive_flows"],
            "negative": -ranking.details["negative_flows"],
            "net": ranking.scores,
        }[flow]
        profiles, own = better[:-1], better[-1]
        if method.profile_kind == "central":
            away = np.abs(profiles - own)
            nearest = np.flatnonzero(away <= away.min() + 1e-10)
            behind = [h for h in nearest if profiles[h] < own - 1e-10]
            found.append(int(behind[-1] if behind else nearest[0]))
        else:
            limits = profiles[1:-1] if len(profiles) == k + 1 else profiles
            between = [h for h in range(k) if (h == 0 or own > limits[h - 1] + 1e-10)]
            found.append(max(h for h in between if all(own > limit + 1e-10 for limit in limits[:h])))
    return found


@st.composite
def sortings(draw):
    m, k = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    kind = draw(st.sampled_from(["limiting", "central"]))
    count = k if kind == "central" else draw(st.sampled_from([k - 1, k + 1]))
    goals = draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m))
    names = [f"c{j + 1}" for j in range(m)]
    rising = [np.cumsum(draw(st.lists(st.integers(1, 4), min_size=count, max_size=count))) / 2 for _ in names]
    profiles = {c: (up if g == "max" else -up).tolist() for c, g, up in zip(names, goals, rising, strict=True)}
    functions = {c: draw(FUNCTIONS) for c in names}
    rows = draw(st.lists(st.lists(st.integers(-20, 20), min_size=m, max_size=m), min_size=1, max_size=5))
    points = np.array(draw(st.lists(st.integers(0, 5), min_size=m, max_size=m).filter(any)), dtype=float)
    table = PerformanceTable.of(np.array(rows) / 2, goals=goals)
    categories = tuple(f"k{i}" for i in range(k))
    return FlowSort(categories=categories, profiles=profiles, profile_kind=kind, functions=functions), table, points


@given(sortings())
@settings(max_examples=80)
def test_categories_are_those_of_a_ranking_of_each_option_with_the_profiles(drawn):
    method, table, points = drawn
    found = method.sort(table, points)
    at = {
        flow: [method.categories.index(name) for name in found.details[f"category_by_{flow}_flow"]]
        for flow in ("positive", "negative", "net")
    }
    for flow, numbers in at.items():
        assert numbers == by_definition(method, table, points, flow)
    lowest, highest = np.minimum(at["positive"], at["negative"]), np.maximum(at["positive"], at["negative"])
    assert [method.categories[i] for i in lowest] == list(found.lowest.values())
    assert [method.categories[i] for i in highest] == list(found.highest.values())
    assert (lowest <= at["net"]).all()
    assert (at["net"] <= highest).all()


@given(sortings())
@settings(max_examples=40)
def test_the_contract_holds_on_drawn_sortings(drawn):
    method, table, points = drawn
    for check in CHECKS:
        check(method, table, points)


@pytest.mark.parametrize("kind", ["limiting", "central"])
@pytest.mark.parametrize("flow", ["positive_and_negative", "net"])
def test_the_public_checker_finds_nothing(kind, flow):
    for table in contract_tables(PrometheeII()):
        low, high = table.values.min(axis=0), table.values.max(axis=0)
        width = np.where(high > low, high - low, 1.0)
        parts = (0.3, 0.6) if kind == "limiting" else (0.1, 0.5, 0.8)
        profiles = {
            c.id: sorted((float(low[j] + part * width[j]) for part in parts), key=lambda x, sign=c.goal.sign: sign * x)
            for j, c in enumerate(table.criteria)
        }
        check_method(FlowSort(categories=THREE, profiles=profiles, profile_kind=kind, flow=flow), [table])


def test_a_better_score_never_costs_a_category():
    """No property is declared broken: dominance is in the contract, and options do not meet each other at all."""
    assert FlowSort.about.breaks == ()
    rng = np.random.default_rng(4)
    for _ in range(150):
        kind = ("limiting", "central")[int(rng.integers(2))]
        profiles = {f"c{j}": np.sort(rng.choice(9, 3 if kind == "central" else 2, replace=False)) for j in (1, 2, 3)}
        method = FlowSort(categories=THREE, profiles=profiles, profile_kind=kind, functions={"c1": Linear(1, 3)})
        row, weights = rng.integers(0, 9, 3).astype(float), rng.integers(1, 5, 3)
        better = row.copy()
        better[int(rng.integers(3))] += int(rng.integers(1, 5))
        found = method.sort(PerformanceTable.of([row, better], goals=["max"] * 3), weights)
        for side in (found.lowest, found.highest):
            assert THREE.index(side["a2"]) >= THREE.index(side["a1"])


def test_profiles_that_are_not_preferred_to_each_other_are_told():
    method = FlowSort(categories=THREE, profiles={"c1": (10, 11)}, functions={"c1": UShape(2)})
    found = method.sort(one_column([5, 10.5, 20]), [1])
    assert found.notes == (
        "Profile 2 is not preferred to profile 1, counted from the worst; FlowSort tells categories apart by that "
        "preference, so set the two farther apart or the thresholds lower.",
    )
    assert list(found.lowest.values()) == ["low", "low", "high"]


def test_the_sorting_says_how_it_came_about():
    method = named("flowsort", categories=("no", "yes"), profiles={"c1": [3]}, functions={"c1": Linear(1, 2)})
    assert repr(method) == (
        "FlowSort(categories=('no', 'yes'), functions={'c1': Linear(q=1.0, p=2.0)}, profiles={'c1': (3.0,)}, "
        "profile_kind='limiting', flow='positive_and_negative')"
    )
    assert method.sort(one_column([1, 9]), [1]).recipe.method == repr(method)
    assert method.sort(one_column([1, 9]), [1]).recipe.bound == {"c1": "Linear(q=1.0, p=2.0)"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: FlowSort(), "FlowSort: categories is"),
        (lambda: FlowSort(categories=THREE), "FlowSort: profiles is {}; expected 2 levels by criterion id"),
        (lambda: FlowSort(categories=THREE, profiles=[1, 2]), "FlowSort: profiles is"),
        (
            lambda: FlowSort(categories=THREE, profiles={"c1": (1, 2, 3)}),
            "the profiles of 'c1' are .*expected 2 numbers",
        ),
        (
            lambda: FlowSort(categories=THREE, profiles={"c1": (1, 2)}, profile_kind="central"),
            "the profiles of 'c1' are .*expected 3 numbers",
        ),
        (
            lambda: FlowSort(categories=THREE, profiles={"c1": (0, 1, 2, 3), "c2": (1, 2)}),
            "the profiles of 'c2' are .*expected 4 numbers",
        ),
        (lambda: FlowSort(categories=THREE, profiles={"c1": (1, np.nan)}), "the profiles of 'c1'"),
        (lambda: FlowSort(categories=THREE, profiles={"c1": ("1", 2)}), "the profiles of 'c1'"),
        (lambda: FlowSort(categories=THREE, profiles={"c1": 3}), "the profiles of 'c1' are 3"),
        (
            lambda: FlowSort(categories=THREE, profiles={"c1": (1, 2)}, profile_kind="centre"),
            "profile_kind is 'centre'; did you mean 'central'",
        ),
        (lambda: FlowSort(categories=THREE, profiles={"c1": (1, 2)}, flow="positive"), "flow is 'positive'"),
        (lambda: FlowSort(categories=THREE, profiles={"c1": (1, 2)}, functions={"c1": 1}), "the function of 'c1' is 1"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused_by_name(make, message):
    with pytest.raises(MethodError, match=message):
        make()


@pytest.mark.parametrize(
    ("profiles", "message"),
    [
        ({"c1": (2, 1), "c2": (5, 4)}, "the profiles of 'c1' are .*from worst to best, rising because"),
        ({"c1": (1, 2), "c2": (4, 5)}, "the profiles of 'c2' are .*falling because the criterion is to be minimised"),
        ({"c1": (1, 1), "c2": (4, 4)}, "profiles number 1 and 2, counted from the worst, are the same on all criteria"),
        ({"c1": (1, 2)}, "no profiles for criterion 'c2'"),
        ({"c1": (1, 2), "c2": (5, 4), "c3": (1, 2)}, "profiles are given for 'c3', which is not a criterion"),
    ],
)
def test_profiles_that_do_not_dominate_each_other_or_fit_the_criteria_are_refused(profiles, message):
    table = PerformanceTable.of([[1, 2]], goals=["max", "min"])
    with pytest.raises(McdaError, match=message):
        FlowSort(categories=THREE, profiles=profiles).sort(table, [1, 1])


def test_numbers_beyond_double_precision_are_refused_or_sorted_never_lost():
    method = FlowSort(categories=("no", "yes"), profiles={"c1": (0,)})
    table = one_column([1.7e308, -1.7e308])
    assert method.sort(table, [1]).lowest == {"a1": "yes", "a2": "no"}
    wide = FlowSort(categories=("no", "yes"), profiles={"c1": (-1.7e308,)})
    try:
        found, refusal = wide.sort(table, [1]).lowest["a1"], ""
    except MethodError as fault:
        found, refusal = "yes", str(fault)
    assert found == "yes"
    assert not refusal or "'c1'" in refusal
