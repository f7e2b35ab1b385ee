"""MOORA, full multiplicative form, MULTIMOORA, COPRAS, ARAS, CoCoSo: what each formula is, and where it says no."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda import methods
from mcda.errors import McdaError, MethodError
from mcda.methods import (
    Aras,
    Cocoso,
    Copras,
    FullMultiplicative,
    Moora,
    MooraReference,
    Multimoora,
    Wpm,
    Wsm,
    check_method,
    tie_tolerance,
)
from mcda.methods.ratio._theory_of_dominance import circles, dominates, standing
from mcda.ranking import places
from mcda.scales import Goal
from mcda.table import PerformanceTable

RATIO = (Moora, MooraReference, FullMultiplicative, Multimoora, Copras, Aras, Cocoso)

# (method, property): performances, weights, what is done to which option; then the goals, all "max" where not given.
# An option is named by its row; (2, 0, 17) raises row 2 on column 0 to 17, or lowers it where the column is a cost.


def of(values, goals=None, **named):
    return PerformanceTable.of(values, goals=goals or ["max"] * len(values[0]), **named)


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


# Declared breaches, and the properties that are not broken.


def searched(method, changed, *, tables=400, low=1):
    """Places before and after a change of random tables; goals are mixed, ties of rounding count as ties."""
    rng = np.random.default_rng(11)
    for goals in (["max", "max", "max"], ["max", "min", "max"], ["min", "max", "min"]):
        values = rng.integers(low, 10, (tables, 4, 3)).astype(float)
        weights = rng.integers(1, 5, (tables, 3)).astype(float)
        table = of(values[0], goals)
        kernel, signs, scores = method.bind(table.criteria), table.criteria.signs, []
        after = changed(values, signs, rng)
        for each in (values, after):
            raw = kernel(each, weights)
            scores.append([places(s, 10 * tie_tolerance(s, method.score_width)) for s in raw])
        yield from zip(values * signs, *scores, strict=True)


def without_the_last(values, signs, rng):
    return values[:, :-1]


def with_a_copy_of_the_first(values, signs, rng):
    return np.concatenate([values, values[:, :1]], axis=1)


def in_other_units(values, signs, rng):
    return values * [1000, 1, 0.001]


def with_a_better_first(values, signs, rng):
    better = values.copy()
    j = rng.integers(values.shape[-1], size=len(values))
    rows = np.arange(len(values))
    now = better[rows, 0, j]
    better[rows, 0, j] = np.where(
        signs[j] > 0, now + rng.integers(1, 9, len(values)), now * rng.uniform(0.1, 1, len(values))
    )
    return better


@pytest.mark.parametrize("method", RATIO, ids=lambda m: m.id)
def test_dominance_is_kept_in_a_search(method):
    assert not method.about.lacks("dominance")
    pairs = 0
    for oriented, before, _ in searched(method(), with_a_copy_of_the_first):
        for i, row in enumerate(oriented):
            below = (oriented <= row).all(axis=-1)
            pairs += below.sum() - 1
            assert (before[below] >= before[i]).all()
    assert pairs > 200


@pytest.mark.parametrize("method", [m for m in RATIO if not m.about.lacks("monotonicity")], ids=lambda m: m.id)
def test_methods_that_declare_monotonicity_keep_it_in_a_search(method):
    for _, before, after in searched(method(), with_a_better_first, tables=1500):
        assert (after < after[0]).sum() <= (before < before[0]).sum()


def test_moora_is_monotonic_where_no_performance_is_below_zero():
    for _, before, after in searched(Moora(), with_a_better_first, tables=1500, low=0):
        assert (after < after[0]).sum() <= (before < before[0]).sum()


@pytest.mark.parametrize("normalization", ["none", "vector"])
def test_the_product_keeps_its_order_whoever_leaves_or_is_copied(normalization):
    method = FullMultiplicative(normalization=normalization)
    assert method.about.breaks == ()
    for change in (without_the_last, with_a_copy_of_the_first):
        for _, before, after in searched(method, change):
            n = min(len(before), len(after))
            np.testing.assert_array_equal(order(before[:n]), order(after[:n]))


@pytest.mark.parametrize("method", RATIO, ids=lambda m: m.id)
def test_the_unit_of_a_column_does_not_matter(method):
    """Metres or millimetres: 400 tables each, all goals."""
    for _, before, after in searched(method(), in_other_units):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("method", RATIO, ids=lambda m: m.id)
def test_the_dearest_option_is_last_where_all_criteria_are_costs(method):
    """Some programs rank it first: they divide by a negative maximum, or drop the sums of COPRAS."""
    values = [[5, 5, 6], [1, 1, 2], [9, 9, 8], [1, 2, 2]]
    assert list(method().rank(of(values, ["min"] * 3), [3, 1, 2]).places.values()) == [3, 1, 4, 2]


# MOORA.

PROJECTS = of(
    [
        [1, 14, 9, 200, 600, 20, 20, 3.5, 2.5],
        [1.6, 16, 7, 150, 800, 13.5, 25, 4, 1.5],
        [2, 17, 5, 80, 1200, 10, 30, 3.8, 1.25],
    ],
    ["max", "max", "min", "max", "max", "max", "min", "max", "max"],
)


def test_multimoora_reproduces_the_three_projects_of_its_paper():
    """Brauers & Zavadskas (2010), appendices C and D and table 1, to the digits printed; they use no weights."""
    found = Multimoora().rank(PROJECTS, np.ones(9))
    np.testing.assert_allclose(9 * found.details["ratio_scores"], [2.93480, 2.723, 2.698], atol=5e-4)
    np.testing.assert_allclose(9 * found.details["reference_scores"], [0.38411, 0.3152442, 0.4571636], atol=5e-6)
    np.testing.assert_allclose(found.details["multiplicative_scores"] ** 9, [1633333, 1421897, 1033600], atol=0.5)
    assert found.details["reference_ranking"].tolist() == [2, 1, 3]
    assert list(found.places.values()) == [1, 2, 3]


def test_moora_is_benefits_minus_costs_over_the_lengths_of_the_columns():
    """By hand: lengths 5 and 10; (3, 6) gives 0.75 * 0.6 - 0.25 * 0.6, (4, 8) gives 0.75 * 0.8 - 0.25 * 0.8."""
    ranking = Moora().rank(of([[3, 6], [4, 8]], ["min", "max"]), [1, 3])
    np.testing.assert_allclose(ranking.scores, [0.3, 0.4], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["benefits"], [0.45, 0.6], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["costs"], [0.15, 0.2], rtol=1e-14)
    np.testing.assert_allclose(ranking.contributions, [[-0.15, 0.45], [-0.2, 0.6]], rtol=1e-14)


def test_the_reference_point_takes_the_largest_weighted_gap():
    """By hand, lengths 5 and 10, weights 1/4 and 3/4: gaps (0, 0.75 * 0.2) and (0.25 * 0.2, 0); turned round, both
    gaps are those of the first option, and the larger counts alone.
    """
    ranking = MooraReference().rank(of([[3, 6], [4, 8]], ["min", "max"]), [1, 3])
    np.testing.assert_allclose(ranking.scores, [-0.15, -0.05], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["gaps"], [[0, 0.15], [0.05, 0]], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["reference_point"], [0.6, 0.8], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["distance"], -ranking.scores)
    behind_on_both = MooraReference().rank(of([[4, 6], [3, 8]], ["min", "max"]), [1, 3])
    np.testing.assert_allclose(behind_on_both.scores, [-0.15, 0], rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize("method", [Moora, MooraReference], ids=lambda m: m.id)
def test_ratios_take_zeros_and_negative_numbers(method):
    ranking = method().rank(of([[0, -3], [0, 4]], ["min", "max"]), [1, 1])
    assert ranking.places == {"a1": 2, "a2": 1}
    assert method().rank(of([[0.1 + 0.2, 1], [0.3, 1]]), [1, 1]).places == {"a1": 1, "a2": 1}
    assert method().rank(of([[1e9 + 1], [1e9]]), [1]).places == {"a1": 1, "a2": 2}


def test_scores_near_zero_are_not_ranked_by_the_last_bit():
    """Benefit and cost in proportion: the ratios cancel for every option, up to rounding."""
    values = np.array([[1, 10], [2, 20], [0.7, 7], [0.3, 3]])
    assert set(Moora().rank(of(values, ["max", "min"]), [1, 1]).places.values()) == {1}


# Full multiplicative form.


@given(problems(positive=True))
@settings(max_examples=30)
def test_the_product_is_the_weighted_product_model_of_bare_performances(problem):
    score = FullMultiplicative().rank(*problem).scores
    np.testing.assert_allclose(score, Wpm(normalization="none").rank(*problem).scores, rtol=1e-12)
    vector = FullMultiplicative(normalization="vector").rank(*problem).scores
    np.testing.assert_allclose(vector / vector.max(), score / score.max(), rtol=1e-9)


def test_the_product_of_columns_over_their_lengths():
    """By hand: lengths 5 and 10, so the roots of 0.8 / 0.6 and of 0.6 / 0.8."""
    ranking = FullMultiplicative(normalization="vector").rank(of([[3, 8], [4, 6]], ["min", "max"]), [1, 1])
    np.testing.assert_allclose(ranking.scores, [(4 / 3) ** 0.5, (3 / 4) ** 0.5], rtol=1e-14)


def test_products_of_many_large_numbers_do_not_overflow():
    ranking = FullMultiplicative().rank(of([[1e200] * 6, [1e199] * 6]), np.ones(6))
    np.testing.assert_allclose(ranking.scores, [1e200, 1e199], rtol=1e-12)


# MULTIMOORA: the theory of dominance.

RANKINGS = st.integers(1, 7).flatmap(
    lambda n: st.lists(st.lists(st.integers(1, 4), min_size=n, max_size=n).map(np.array), min_size=3, max_size=3)
)


def reached(rankings):
    """Which option dominates which, by walking: an independent, slow reading of the definition."""
    n = len(rankings[0])
    beats = {
        i: [j for j in range(n) if sum(r[i] < r[j] for r in rankings) > sum(r[i] > r[j] for r in rankings)]
        for i in range(n)
    }
    found = np.zeros((n, n), dtype=bool)
    for i in range(n):
        ahead = list(beats[i])
        while ahead:
            j = ahead.pop()
            if not found[i, j]:
                found[i, j] = True
                ahead += beats[j]
    return found


@given(RANKINGS)
def test_dominance_is_the_majority_and_what_follows_from_it(rankings):
    expected = reached(rankings)
    found = dominates(rankings)
    np.testing.assert_array_equal(found, expected)
    n = len(expected)
    count = [sum(expected[i, j] and not expected[j, i] for j in range(n)) for i in range(n)]
    under = [sum(expected[j, i] and not expected[i, j] for j in range(n)) for i in range(n)]
    assert standing(found).tolist() == [a - b for a, b in zip(count, under, strict=True)]


@given(RANKINGS)
def test_who_dominates_stands_higher_and_a_circle_stands_alike(rankings):
    found = dominates(rankings)
    stands = standing(found)
    for i, j in np.argwhere(found):
        assert stands[i] == stands[j] if found[j, i] else stands[i] > stands[j]


@given(RANKINGS)
def test_an_option_nowhere_behind_another_never_stands_lower(rankings):
    stands, table = standing(dominates(rankings)), np.array(rankings).T
    for i, row in enumerate(table):
        behind = (table >= row).all(axis=-1)
        assert (stands[behind] <= stands[i]).all()


@pytest.mark.parametrize(
    ("triples", "expected"),
    [
        ([(1, 1, 1), (2, 2, 2), (3, 3, 3)], [1, 2, 3]),  # absolute dominance
        ([(4, 1, 1), (3, 2, 2), (1, 3, 3), (2, 4, 4)], [1, 2, 3, 4]),  # partial dominance, wherever the lost place is
        ([(1, 4, 1), (2, 3, 2), (3, 1, 3), (4, 2, 4)], [1, 2, 3, 4]),
        ([(1, 1, 4), (2, 2, 3), (3, 3, 1), (4, 4, 2)], [1, 2, 3, 4]),
        ([(1, 2, 1), (2, 1, 1)], [1, 1]),  # partial equability: one each, and one shared
        ([(1, 1, 1), (1, 1, 2)], [1, 2]),  # ahead in one, behind in none
        ([(1, 2, 3), (3, 1, 2), (2, 3, 1)], [1, 1, 1]),  # a circle
        ([(2, 3, 4), (4, 2, 3), (3, 4, 2), (1, 1, 1), (5, 5, 5)], [2, 2, 2, 1, 5]),  # a circle in the middle
        ([(1, 1, 1), (1, 1, 1)], [1, 1]),  # absolute equability
    ],
)
def test_the_rules_of_the_theory_of_dominance(triples, expected):
    """Brauers & Zavadskas (2011): absolute and partial dominance, transitiveness, equability, circular reasoning."""
    rankings = [np.array(each) for each in zip(*triples, strict=True)]
    assert places(standing(dominates(rankings))).tolist() == expected


def test_circular_dominance_ties_and_says_so():
    """Found by search; the three rankings are 1 3 2, 2 1 3 and 3 2 1, each option beating another twice."""
    ranking = Multimoora().rank(of([[6, 1], [4, 2], [2, 6]], options=["a", "b", "c"]), [3, 2])
    found = [ranking.details[f"{part}_ranking"].tolist() for part in ("ratio", "reference", "multiplicative")]
    assert found == [[1, 3, 2], [2, 1, 3], [3, 2, 1]]
    assert ranking.places == {"a": 1, "b": 1, "c": 1}
    assert ranking.details["circles"] == (("a", "b", "c"),)
    assert circles(dominates([np.array([1, 2])] * 3), ("a", "b")) == ()


@given(problems(positive=True))
@settings(max_examples=30)
def test_the_parts_of_multimoora_are_its_three_methods(problem):
    found = Multimoora().rank(*problem).details
    np.testing.assert_array_equal(found["ratio_scores"], Moora().rank(*problem).scores)
    np.testing.assert_array_equal(found["reference_scores"], -MooraReference().rank(*problem).scores)
    np.testing.assert_allclose(found["multiplicative_scores"], FullMultiplicative().rank(*problem).scores, rtol=1e-12)
    assert list(Moora().rank(*problem).places.values()) == found["ratio_ranking"].tolist()
    assert list(MooraReference().rank(*problem).places.values()) == found["reference_ranking"].tolist()


def test_the_normalisation_of_the_product_changes_no_place():
    for each in ("none", "vector"):
        ranking = Multimoora(multiplicative_normalization=each).rank(PROJECTS, np.arange(1, 10))
        assert list(ranking.places.values()) == [1, 2, 3]
    raw, vector = (
        FullMultiplicative(normalization=n).rank(PROJECTS, np.arange(1, 10)).scores for n in ("none", "vector")
    )
    assert raw[0] > 2 * vector[0]


# COPRAS.


def exact_copras(values, weights, goals):
    """Significances in exact arithmetic, as the formula is printed; for costs above zero."""
    columns = [[Fraction(x) for x in column] for column in zip(*values, strict=True)]
    parts = [[Fraction(w, sum(weights)) * x / sum(c) for x in c] for c, w in zip(columns, weights, strict=True)]
    plus, minus = (
        [sum(p[i] for p, g in zip(parts, goals, strict=True) if g == goal) for i in range(len(values))]
        for goal in ("max", "min")
    )
    if not any(minus):
        return plus
    inverse = sum(1 / s for s in minus)
    return [p + sum(minus) / (s * inverse) for p, s in zip(plus, minus, strict=True)]


def test_copras_reproduces_the_comparison_with_saw():
    """Podvezko (2011), tables 7 and 8, variant II, to the three digits printed."""
    values = [[42, 19, 13, 110], [71, 18, 11, 200], [53, 20, 12, 149]]
    ranking = Copras().rank(of(values, ["max", "max", "min", "min"]), [0.26, 0.23, 0.24, 0.27])
    np.testing.assert_allclose(ranking.details["S_plus"], [0.142, 0.184, 0.164], atol=5e-4)
    np.testing.assert_allclose(ranking.details["S_minus"], [0.151, 0.191, 0.168], atol=5e-4)
    np.testing.assert_allclose(ranking.details["Q"], [0.332, 0.334, 0.335], atol=5e-4)
    assert list(ranking.places.values()) == [3, 2, 1]


def test_copras_does_not_reward_cost():
    """By hand: S+ is 1/4 for both, S- 1/202 and 100/202; a program that drops the sums puts the dear one first."""
    ranking = Copras().rank(of([[1, 5], [100, 5]], ["min", "max"]), [1, 1])
    assert ranking.places == {"a1": 1, "a2": 2}
    np.testing.assert_allclose(ranking.details["Q"], [1 / 4 + 100 / 202, 1 / 4 + 1 / 202], rtol=1e-14)
    np.testing.assert_allclose(ranking.scores, [1, (1 / 4 + 1 / 202) / (1 / 4 + 100 / 202)], rtol=1e-14)


@given(st.data())
@settings(max_examples=40)
def test_copras_agrees_with_exact_arithmetic(data):
    m, n = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 5))
    whole = st.integers(1, 50)
    values = data.draw(st.lists(st.lists(whole, min_size=m, max_size=m), min_size=n, max_size=n))
    goals = data.draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m))
    weights = data.draw(st.lists(st.integers(1, 9), min_size=m, max_size=m))
    ranking = Copras().rank(of(values, goals), weights)
    expected = exact_copras(values, weights, goals)
    np.testing.assert_allclose(ranking.details["Q"], [float(q) for q in expected], rtol=1e-12)
    np.testing.assert_allclose(ranking.scores, [float(q / max(expected)) for q in expected], rtol=1e-12)


@given(problems(positive=True))
@settings(max_examples=30)
def test_significances_add_to_one_and_the_best_has_utility_one(problem):
    """Podvezko (2011), equation 20."""
    found = Copras().rank(*problem)
    np.testing.assert_allclose(found.details["Q"].sum(), 1.0, rtol=1e-9)
    assert found.scores.max() == 1.0
    np.testing.assert_array_equal(found.details["utility_degree"], found.scores)


@given(problems(positive=True))
@settings(max_examples=30)
def test_copras_without_costs_is_the_sum_of_shares(problem):
    table, points = problem
    benefits = of(table.values)
    found = Copras().rank(benefits, points).details
    np.testing.assert_allclose(found["Q"], Wsm(normalization="sum_inverse").rank(benefits, points).scores, rtol=1e-12)
    np.testing.assert_array_equal(found["S_minus"], 0.0)


def test_options_without_any_cost_take_the_whole_second_part_between_them():
    """By hand, and as the limit: shares of costs 0, 0, 1; they leave 1/2 * 1 to two options."""
    ranking = Copras().rank(of([[0, 1], [0, 2], [5, 1]], ["min", "max"]), [1, 1])
    np.testing.assert_allclose(ranking.details["Q"], [0.25 + 0.125, 0.25 + 0.25, 0.125], rtol=1e-14)
    near = Copras().rank(of([[1e-9, 1], [1e-9, 2], [5, 1]], ["min", "max"]), [1, 1])
    np.testing.assert_allclose(near.scores, ranking.scores, atol=1e-8)


@pytest.mark.parametrize("goals", [["min", "min"], ["max", "max"], ["max", "min"]])
@pytest.mark.parametrize("values", [[[0, 0], [0, 0]], [[0, 3]], [[0, 0], [0, 4]], [[0, 4], [2, 0]]])
def test_copras_takes_zeros(goals, values):
    found = Copras().rank(of(values, goals), [1, 1])
    np.testing.assert_allclose(found.details["Q"].sum(), 1.0, rtol=1e-14)


def test_costs_with_weight_zero_do_not_count_in_copras():
    values = np.array([[3.0, 0.0], [4.0, 9.0]])
    with_cost = Copras().rank(of(values, ["max", "min"]), [1, 0])
    np.testing.assert_array_equal(with_cost.scores, Copras().rank(of(values[:, :1]), [1]).scores)


# ARAS.


def test_aras_divides_by_the_sum_of_the_optimal_option():
    """By hand: inverse costs 1/2, 1/4, optimum 1; jobs 30, 60, optimum 60; S 17/70, 19/70 and 34/70."""
    table = of([[2, 30], [4, 60]], ["min", "max"], criteria=["cost", "jobs"])
    ranking = Aras(optimal={"cost": 1}).rank(table, [1, 1])
    np.testing.assert_allclose(ranking.scores, [17 / 34, 19 / 34], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["S"], [17 / 70, 19 / 70], rtol=1e-14)
    np.testing.assert_allclose(ranking.details["S_optimal"], 34 / 70, rtol=1e-14)


def test_an_option_beyond_the_optimum_scores_above_one():
    """By hand: the optimum asks for 30 jobs; 30, 60 and 30 of 120 are 1/4, 1/2 and 1/4."""
    ranking = Aras(optimal={"c1": 30}).rank(of([[30], [60]]), [1])
    assert ranking.scores.tolist() == [1.0, 2.0]


@given(problems(positive=True))
@settings(max_examples=30)
def test_the_default_optimum_is_the_best_of_each_column_and_scores_are_its_parts(problem):
    table, points = problem
    best = (table.values * table.criteria.signs).max(axis=0) * table.criteria.signs
    ranking = Aras().rank(table, points)
    given_best = Aras(optimal=dict(zip(table.criteria.ids, best.tolist(), strict=True))).rank(table, points)
    np.testing.assert_array_equal(given_best.scores, ranking.scores)
    assert ((ranking.scores > 0) & (ranking.scores <= 1 + 1e-12)).all()
    everywhere = (table.values == best)[:, points > 0].all(axis=1)
    np.testing.assert_allclose(ranking.scores[everywhere], 1.0, rtol=1e-12)


def test_an_optimum_of_a_criterion_that_is_not_there_is_refused():
    method = Aras(optimal={"job": 3})
    with pytest.raises(McdaError, match=r"optimal performance is given for 'job'.*did you mean 'jobs'"):
        method.bind(of([[1, 2]], criteria=["jobs", "cost"]).criteria)


@pytest.mark.parametrize("bad", [0, -1, float("nan"), float("inf"), True, "3", None])
def test_an_optimum_that_is_not_above_zero_is_refused_by_name(bad):
    with pytest.raises(MethodError, match=r"the optimal performance of 'jobs' is .*; expected a number above zero"):
        Aras(optimal={"jobs": bad})


@pytest.mark.parametrize("bad", [[1, 2], 3, "jobs"])
def test_an_optimum_must_be_by_criterion(bad):
    with pytest.raises(MethodError, match="expected numbers by criterion"):
        Aras(optimal=bad)


def test_aras_with_an_optimum_keeps_the_contract_and_is_a_recipe():
    method = Aras(optimal={"jobs": 90, "cost": 0.5})
    table = of([[2, 30], [4, 60], [3, 45]], ["min", "max"], criteria=["cost", "jobs"])
    check_method(method, [table])
    assert method == methods.named("aras", optimal={"cost": 0.5, "jobs": 90})
    assert hash(method) == hash(methods.named("aras", optimal={"cost": 0.5, "jobs": 90}))
    with pytest.raises(TypeError, match="cannot be changed"):
        method.optimal["jobs"] = 1


# CoCoSo.


def test_cocoso_by_hand():
    """r: (1, 1/4), (1/7, 1), (0, 0); S 5/8, 4/7, 0; P 3/2, 1 + 7 ** -0.5, 0; the third is worst everywhere."""
    ranking = Cocoso().rank(of([[2, 30], [8, 60], [9, 20]], ["min", "max"]), [1, 1])
    s, p = np.array([5 / 8, 4 / 7, 0]), np.array([1.5, 1 + 7**-0.5, 0])
    a = (s + p) / (s + p).sum()
    b = s / s[1] + p / p[1]
    c = (s + p) / (s[0] + p[0])
    for name, expected in (("S", s), ("P", p), ("k_a", a), ("k_b", b), ("k_c", c)):
        np.testing.assert_allclose(ranking.details[name], expected, rtol=1e-12)
    np.testing.assert_allclose(ranking.scores, np.cbrt(a * b * c) + (a + b + c) / 3, rtol=1e-12)
    assert ranking.scores[2] == 0.0


def test_lambda_mixes_the_two_sums_against_their_largest():
    """k_c by its formula, from the S and P of the ranking."""
    table = of([[6, 1, 4], [2, 5, 3], [3, 3, 9]], ["max", "min", "max"])
    for part in (0.0, 0.3, 1.0):
        found = Cocoso(lambda_=part).rank(table, [2, 1, 1]).details
        s, p = found["S"], found["P"]
        expected = (part * s + (1 - part) * p) / (part * s.max() + (1 - part) * p.max())
        np.testing.assert_allclose(found["k_c"], expected, rtol=1e-12)


@given(problems())
@settings(max_examples=40)
def test_an_option_worst_everywhere_scores_zero_and_the_others_more(problem):
    table, points = problem
    signs = table.criteria.signs
    worst = (table.values * signs).min(axis=0) * signs - signs * (1 + np.abs(table.values).max(axis=0))
    extended = np.vstack([table.values, worst])
    scores = Cocoso().bind(table.criteria)(extended, points)
    assert scores[-1] == 0.0
    assert (scores[:-1] > 0).all()
    assert np.isfinite(scores).all()


@given(problems())
@settings(max_examples=40)
def test_a_criterion_with_weight_zero_does_not_count_in_cocoso(problem):
    table, points = problem
    counting = [c for c, w in zip(table.criteria.ids, points, strict=True) if w > 0]
    without = Cocoso().rank(table.select(criteria=counting), points[points > 0])
    np.testing.assert_allclose(Cocoso().rank(table, points).scores, without.scores, rtol=1e-12, atol=1e-12)


def test_cocoso_compares_differences_only():
    """Zero points and units of the columns do not matter: Celsius or Fahrenheit."""
    values = np.array([[20.0, 3.0, 7.0], [-5.0, 4.0, 2.0], [11.0, 9.0, 6.0]])
    scores = Cocoso().rank(of(values, ["min", "max", "max"]), [3, 2, 2]).scores
    moved = Cocoso().rank(of(values * [1.8, 1, 4] + [32, -5, 100], ["min", "max", "max"]), [3, 2, 2]).scores
    np.testing.assert_allclose(moved, scores, rtol=1e-12)


def test_a_last_bit_above_the_worst_is_the_worst():
    """0.1 + 0.2 is 0.3: a power of the difference would be 0.03, and k_b divides by it."""
    scores = [Cocoso().rank(of([[x, 1], [0.3, 1], [0.9, 2]]), [1, 9]).scores for x in (0.3, 0.1 + 0.2)]
    np.testing.assert_allclose(scores[1], scores[0], rtol=1e-12)
    assert scores[1][0] == 0.0


# Bad input.

POSITIVE = {
    FullMultiplicative: "above zero: it is a factor of a product",
    Multimoora: "above zero: it is a factor of a product",
    Aras: "above zero: 'sum_inverse' divides by what is to be minimised",
}


@pytest.mark.parametrize("method", POSITIVE, ids=lambda m: m.id)
@pytest.mark.parametrize("bad", [0.0, -2.0])
def test_a_cell_the_formula_cannot_take_is_named_with_the_reason(method, bad):
    table = of([[3, 1], [2, bad]], ["max", "min"], options=["stay", "go"], criteria=["jobs", "cost"])
    with pytest.raises(MethodError, match=rf"'go' on 'cost' is {bad:g}; expected {POSITIVE[method]}"):
        method().rank(table, [1, 1])


@pytest.mark.parametrize("goal", Goal)
def test_a_share_below_zero_is_refused_by_name(goal):
    table = of([[3, 1], [2, -2]], ["max", goal], options=["stay", "go"], criteria=["jobs", "cost"])
    with pytest.raises(MethodError, match=r"'go' on 'cost' is -2; expected zero or more: COPRAS takes it as a share"):
        Copras().rank(table, [1, 1])


@pytest.mark.parametrize(
    ("method", "parameters", "message"),
    [
        ("cocoso", {"lambda_": 1.5}, "Cocoso: lambda_ is 1.5; expected a number from 0 to 1"),
        ("cocoso", {"lambda_": float("nan")}, "lambda_ is nan"),
        ("full_multiplicative", {"normalization": "Vector"}, "did you mean 'vector'"),
        ("multimoora", {"multiplicative_normalization": "raw"}, "multiplicative_normalization is 'raw'"),
    ],
)
def test_a_parameter_out_of_its_range_is_refused_by_name(method, parameters, message):
    with pytest.raises(MethodError, match=message):
        methods.named(method, **parameters)


@pytest.mark.parametrize("method", RATIO, ids=lambda m: m.id)
def test_one_option_one_criterion_and_equal_tables_are_first(method):
    for values in ([[3]], [[3, 4]], [[3], [3]], [[2, 7], [2, 7], [2, 7]]):
        for goal in ("max", "min"):
            ranking = method().rank(of(values, [goal] * len(values[0])), np.ones(len(values[0])))
            assert set(ranking.places.values()) == {1}
            assert np.isfinite(ranking.scores).all()


@pytest.mark.parametrize(
    "method",
    [
        FullMultiplicative(normalization="vector"),
        Multimoora(multiplicative_normalization="vector"),
        Cocoso(lambda_=0),
        Cocoso(lambda_=1),
    ],
    ids=repr,
)
def test_the_contract_holds_for_other_parameters(method):
    check_method(method)
