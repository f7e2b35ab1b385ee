"""Modified TOPSIS, GRA, EDAS, CODAS and TODIM: what each formula is, what it is known to break, where it says no."""

import json
from pathlib import Path

import counter_examples
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.errors import MethodError
from mcda.methods import Codas, Edas, Gra, ModifiedTopsis, Todim, Topsis, Wsm, check_method, tie_tolerance
from mcda.normalize import normalize
from mcda.ranking import places
from mcda.table import PerformanceTable
from mcda.verify import verify

REFERENCE = (ModifiedTopsis, Gra, Edas, Codas, Todim)

# (method, property): performances (all to be maximised), weights, and what is done to which option; for dominance, the
# rows of the dominating and the dominated option.
COUNTER_EXAMPLES = counter_examples.of(Codas, Edas, Gra, ModifiedTopsis, Todim)


def of(values, goals=None, **named):
    return PerformanceTable.of(values, goals=goals or ["max"] * len(values[0]), **named)


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


# Declared breaches, and the properties that are not broken.


def test_a_ranking_that_puts_a_dominated_option_first_warns():
    values, weights, _ = COUNTER_EXAMPLES[Codas, "dominance"]
    notes = Codas().rank(of(values, options=list("abcd")), weights).notes
    assert any("'d' stands before 'a'" in note and "CODAS can do this" in note for note in notes)


def searched(method, changed, *, tables=400):
    """Places before and after a change of random tables; goals are mixed, ties of rounding count as ties."""
    rng = np.random.default_rng(12)
    for goals in (["max", "max", "max"], ["max", "min", "max"], ["min", "max", "min"]):
        values = rng.integers(1, 10, (tables, 4, 3)).astype(float)
        weights = rng.integers(1, 5, (tables, 3)).astype(float)
        table = of(values[0], goals)
        kernel, signs = method.bind(table.criteria), table.criteria.signs
        before, after = (
            [places(s, 10 * tie_tolerance(s, method.score_width)) for s in kernel(each, weights)]
            for each in (values, changed(values, signs, rng))
        )
        yield from zip(values * signs, before, after, strict=True)


def with_a_copy_of_the_first(values, signs, rng):
    return np.concatenate([values, values[:, :1]], axis=1)


def in_other_units(values, signs, rng):
    return values * [1000, 1, 0.001]


def with_a_better_first(values, signs, rng):
    better, rows = values.copy(), np.arange(len(values))
    j = rng.integers(values.shape[-1], size=len(values))
    now = better[rows, 0, j]
    better[rows, 0, j] = np.where(
        signs[j] > 0, now + rng.integers(1, 9, len(values)), now * rng.uniform(0.1, 1, len(values))
    )
    return better


@pytest.mark.parametrize("method", [m for m in REFERENCE if not m.about.lacks("dominance")], ids=lambda m: m.id)
def test_dominance_is_kept_in_a_search(method):
    pairs = 0
    for oriented, before, _ in searched(method(), with_a_copy_of_the_first):
        for i, row in enumerate(oriented):
            below = (oriented <= row).all(axis=-1)
            pairs += below.sum() - 1
            assert (before[below] >= before[i]).all()
    assert pairs > 200


@pytest.mark.parametrize(
    "method",
    [
        *(m() for m in REFERENCE if not m.about.lacks("monotonicity")),
        Gra(zeta=0.05),
        ModifiedTopsis(normalization="minmax"),
    ],
    ids=repr,
)
def test_methods_that_declare_monotonicity_keep_it_in_a_search(method):
    for _, before, after in searched(method, with_a_better_first, tables=1500):
        assert (after < after[0]).sum() <= (before < before[0]).sum()


@pytest.mark.parametrize("method", [Gra(), ModifiedTopsis(normalization="minmax")], ids=repr)
def test_a_copy_changes_nothing_where_columns_are_only_stretched(method):
    for _, before, after in searched(method, with_a_copy_of_the_first):
        np.testing.assert_array_equal(order(before), order(after[:-1]))


@pytest.mark.parametrize("method", REFERENCE, ids=lambda m: m.id)
def test_the_unit_of_a_column_does_not_matter(method):
    for _, before, after in searched(method(), in_other_units):
        np.testing.assert_array_equal(before, after)


CONFIGURED = (
    ModifiedTopsis(normalization="minmax"),
    Gra(zeta=0.05),
    Codas(tau=0),
    Codas(tau=0.3),
    Todim(theta=0.4, normalization="minmax"),
    Todim(theta=10, normalization="linear_max"),
)


@pytest.mark.parametrize("method", CONFIGURED, ids=repr)
def test_the_contract_holds_with_other_parameters(method):
    check_method(method)


@pytest.mark.parametrize("method", [*(m() for m in REFERENCE), *CONFIGURED], ids=repr)
def test_numbers_that_tie_everywhere_are_finite_and_first(method):
    for rows in ([[3, 7]], [[3, 7], [3, 7]], [[0.3, 1], [0.1 + 0.2, 1], [0.3, 1]]):
        ranking = method.rank(of(rows, goals=["max", "min"]), [0, 1])
        assert np.isfinite(ranking.scores).all()
        assert set(ranking.places.values()) == {1}


@pytest.mark.parametrize("method", [*(m() for m in REFERENCE), *CONFIGURED], ids=repr)
def test_a_criterion_without_weight_does_not_change_the_order(method):
    """Drawn rows; the last column is noise with weight 0. No weight of 0 gives NaN, in TODIM neither."""
    rng = np.random.default_rng(21)
    for _ in range(60):
        values = rng.integers(1, 10, (5, 3)).astype(float)
        whole = method.rank(of(values), [2, 3, 0])
        rest = method.rank(of(values[:, :2]), [2, 3])
        assert whole.places == rest.places
        np.testing.assert_allclose(whole.scores, rest.scores, atol=1e-12)


# Modified TOPSIS.


def test_modified_topsis_by_hand():
    """Min-max columns (1, 0, 1/2) and (0, 1, 1/4), shares 3/4, 1/4: squared distances to the best 1/4, 3/4, 21/64."""
    ranking = ModifiedTopsis(normalization="minmax").rank(of([[5, 1], [1, 5], [3, 2]]), [3, 1])
    to_best, to_worst = (ranking.details[f"distance_to_{p}"] for p in ("ideal", "anti_ideal"))
    np.testing.assert_allclose(to_best**2, [1 / 4, 3 / 4, 3 / 16 + 9 / 64], rtol=1e-14)
    np.testing.assert_allclose(to_worst**2, [3 / 4, 1 / 4, 3 / 16 + 1 / 64], rtol=1e-14)
    np.testing.assert_allclose(ranking.scores, to_worst / (to_best + to_worst), rtol=1e-14)


@given(problems())
@settings(max_examples=40)
def test_modified_topsis_by_the_textbook_s_route(problem):
    """Deng, Yeh & Willis (2000), steps 1 to 5: normalise, take the points, weigh the squared gaps."""
    table, points = problem
    ranking = ModifiedTopsis().rank(table, points)
    up, w = table.criteria.signs > 0, points / points.sum()
    length = np.sqrt((table.values**2).sum(axis=0))
    r = table.values / np.where(length == 0, 1, length)
    best, worst = (np.where(up, r.max(0), r.min(0)), np.where(up, r.min(0), r.max(0)))
    for name, point in (("ideal", best), ("anti_ideal", worst)):
        np.testing.assert_allclose(ranking.details[name], point, atol=1e-12)
        distance = np.sqrt((w * (r - point) ** 2).sum(axis=1))
        np.testing.assert_allclose(ranking.details[f"distance_to_{name}"], distance, atol=1e-7)


def test_modified_topsis_is_topsis_where_all_weights_are_equal_and_not_elsewhere():
    table = of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    equal = [m.rank(table, [1, 1]).scores for m in (ModifiedTopsis(), Topsis())]
    np.testing.assert_allclose(*equal, rtol=1e-14)
    other = [m.rank(table, [4, 1]).scores for m in (ModifiedTopsis(), Topsis())]
    assert abs(other[0] - other[1]).max() > 0.01
    np.testing.assert_allclose(other[0], Topsis().rank(table, [2, 1]).scores, rtol=1e-14)


# GRA.


def test_gra_by_hand():
    """Gaps (0, 1/3, 1) on the cost and (1/7, 0, 1): 0.5 / (gap + 0.5) is 1, 3/5, 1/3 and 7/9, 1, 1/3."""
    ranking = Gra().rank(of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"]), [1, 3])
    np.testing.assert_allclose(ranking.details["deviations"], [[0, 1 / 7], [1 / 3, 0], [1, 1]], atol=1e-15)
    np.testing.assert_allclose(ranking.details["coefficients"], [[1, 7 / 9], [3 / 5, 1], [1 / 3, 1 / 3]], rtol=1e-14)
    np.testing.assert_allclose(ranking.scores, [5 / 6, 0.9, 1 / 3], rtol=1e-14)
    np.testing.assert_allclose(ranking.contributions.sum(axis=1), ranking.scores, rtol=1e-14)


@given(problems(), st.floats(0.001, 1))
@settings(max_examples=40)
def test_gra_grades_run_from_the_worst_coefficient_to_1(problem, zeta):
    ranking = Gra(zeta=zeta).rank(*problem)
    assert (ranking.scores >= zeta / (1 + zeta) - 1e-12).all()
    assert (ranking.scores <= 1 + 1e-12).all()


# EDAS.


def test_edas_by_hand():
    """Averages 6 and 7; ahead 1/2, 0, 0 and 1/7, 2/7, 0; behind 0, 0, 1/2 and 0, 0, 3/7; shares 1/4 and 3/4."""
    ranking = Edas().rank(of([[3, 8], [6, 9], [9, 4]], goals=["min", "max"]), [1, 3])
    found = ranking.details
    np.testing.assert_allclose(found["average"], [6, 7])
    np.testing.assert_allclose(found["PDA"], [[1 / 2, 1 / 7], [0, 2 / 7], [0, 0]], rtol=1e-14)
    np.testing.assert_allclose(found["NDA"], [[0, 0], [0, 0], [1 / 2, 3 / 7]], rtol=1e-14)
    np.testing.assert_allclose(found["SP"], [13 / 56, 12 / 56, 0], rtol=1e-14)
    np.testing.assert_allclose(found["NSP"], [1, 12 / 13, 0], rtol=1e-14)
    np.testing.assert_allclose(found["NSN"], [1, 1, 0], atol=1e-15)
    np.testing.assert_allclose(ranking.scores, [1, 25 / 26, 0], atol=1e-15)


@given(problems(positive=True))
@settings(max_examples=40)
def test_edas_scores_are_in_range_and_the_parts_add_up(problem):
    found = Edas().rank(*problem).details
    for name in ("NSP", "NSN"):
        assert (found[name] >= 0).all()
        assert (found[name] <= 1).all()
    np.testing.assert_array_equal(found["PDA"] * found["NDA"], 0)


def test_edas_takes_zeros_and_refuses_numbers_below_zero_by_name():
    ranking = Edas().rank(of([[0, 0], [4, 0]], goals=["min", "max"]), [1, 1])
    assert ranking.scores.tolist() == [1.0, 0.0]
    with pytest.raises(MethodError, match=r"the performance of 'a2' on 'c1' is -4; expected zero or more"):
        Edas().rank(of([[0, 0], [-4, 0]]), [1, 1])


def test_edas_tells_options_apart_on_a_huge_offset():
    """Averages of such numbers are rounded to 1e-7; the gaps of 1/8 are exact."""
    found = Edas().rank(of([[1e9], [1e9 + 0.125], [1e9 + 0.5]]), [1]).scores
    np.testing.assert_allclose(found, [0, (1 - 1 / 2.5) / 2, 1], atol=1e-12)


# CODAS.


def test_codas_by_hand():
    """Min / x: 1, 1/2, 1/2; x / max: 1/2, 1, 1/4; halved, above the worst: (1/4, 0, 0) and (1/8, 3/8, 0)."""
    ranking = Codas().rank(of([[3, 6], [6, 12], [6, 3]], goals=["min", "max"]), [1, 1])
    e, t = np.array([np.sqrt(5) / 8, 3 / 8, 0]), np.array([3 / 8, 3 / 8, 0])
    np.testing.assert_allclose(ranking.details["E"], e, rtol=1e-14)
    np.testing.assert_allclose(ranking.details["T"], t, rtol=1e-14)
    pairs = np.subtract.outer(e, e) + np.subtract.outer(t, t)
    np.testing.assert_allclose(ranking.details["relative_assessments"], pairs, atol=1e-14)
    np.testing.assert_allclose(ranking.scores, pairs.sum(axis=1), rtol=1e-13)


def test_the_city_block_counts_from_tau_on_and_the_last_bit_does_not_decide():
    """Columns equal, so E is one gap times sqrt(2) / 2; tau is met exactly, up to rounding, and then just missed."""
    table = of([[1.0, 1.0], [0.7, 0.7]])
    e = np.sqrt(0.5) * (1 - 0.7)
    for tau, counted in ((e, 1), (e * (1 + 1e-14), 1), (e * (1 - 1e-14), 1), (e + 1e-9, 0)):
        found = Codas(tau=tau).rank(table, [1, 1])
        np.testing.assert_allclose(found.scores[0], e + counted * 0.3, rtol=1e-12)


@given(problems(positive=True))
@settings(max_examples=40)
def test_codas_by_pairs_and_without_the_city_block(problem):
    """Assessments of pairs are opposite; with a tau that nothing reaches, the order is that of E."""
    table, points = problem
    found = Codas().rank(table, points)
    pairs = found.details["relative_assessments"]
    np.testing.assert_allclose(pairs, -pairs.T, atol=1e-12)
    np.testing.assert_allclose(pairs.sum(axis=1), found.scores, atol=1e-12)
    alone = Codas(tau=1).rank(table, points)
    reached = np.abs(np.subtract.outer(found.details["E"], found.details["E"])).max() >= 1 - 1e-12
    n = len(table.options)
    assert reached or np.allclose(alone.scores, n * found.details["E"] - found.details["E"].sum(), atol=1e-10)


# TODIM.


def textbook(values, signs, weights, theta, how, reference):
    """Gomes & Rangel (2009), equations 1 to 3, pair by pair, with weights relative to a reference criterion."""
    p = normalize(np.asarray(values, float), signs, how)
    relative = np.asarray(weights, float) / weights[reference]
    n, m = p.shape
    total = np.zeros(n)
    for i in range(n):
        for k in range(n):
            for c in range(m):
                gap = p[i, c] - p[k, c]
                if gap > 0:
                    total[i] += np.sqrt(relative[c] * gap / relative.sum())
                elif gap < 0:
                    total[i] -= np.sqrt(relative.sum() * -gap / relative[c]) / theta
    return total


@pytest.mark.parametrize("how", ["sum_inverse", "linear_max", "minmax"])
def test_todim_is_the_textbook_s_double_sum_whatever_the_reference_criterion(how):
    rng = np.random.default_rng(2)
    for goals in (["max", "max", "max"], ["max", "min", "min"]):
        table, weights = of(rng.integers(1, 30, (6, 3)), goals), [5, 2, 1]
        found = Todim(theta=2.5, normalization=how).rank(table, weights)
        for reference in range(3):
            expected = textbook(table.values, table.criteria.signs, weights, 2.5, how, reference)
            np.testing.assert_allclose(found.scores, expected, rtol=1e-12)
        stretched = (expected - expected.min()) / np.ptp(expected)
        np.testing.assert_allclose(found.details["relative_dominance"], stretched, rtol=1e-11, atol=1e-12)


def test_todim_by_hand():
    """Shares of 10: 0.1, 0.2, 0.7 and of 8: 1/2, 1/4, 1/4; gaps 0.1, 0.6, 0.5 and 1/4, 1/4, 0; equal weights."""
    found = Todim().rank(of([[1, 4], [2, 2], [7, 2]]), [1, 1])
    r = np.sqrt
    gain, loss = r(0.5), r(2)
    expected = [
        gain * 2 * r(0.25) - loss * (r(0.1) + r(0.6)),
        gain * r(0.1) - loss * (r(0.5) + r(0.25)),
        gain * (r(0.6) + r(0.5)) - loss * r(0.25),
    ]
    np.testing.assert_allclose(found.scores, expected, rtol=1e-14)
    np.testing.assert_allclose(found.details["gains"], [[0, 1], [r(0.1), 0], [r(0.6) + r(0.5), 0]], atol=1e-14)
    assert found.details["relative_dominance"].tolist()[2] == 1.0


def test_todim_where_nothing_is_dominated_stretches_nothing():
    for rows in ([[3, 3], [3, 3]], [[4, 4]]):
        assert set(Todim().rank(of(rows), [1, 1]).details["relative_dominance"]) == {1.0}


def test_a_smaller_weight_makes_a_loss_larger():
    """The paradox of Llamazares (2018): halving the weight of the lost criterion does not help the loser."""
    table = of([[1, 5], [9, 5]])
    losses = [Todim().rank(table, [w, 1 - w]).scores[0] for w in (0.5, 0.25, 0.01)]
    np.testing.assert_allclose(losses, [-np.sqrt(0.8 / w) for w in (0.5, 0.25, 0.01)], rtol=1e-12)


def test_todim_makes_nothing_of_rounding():
    """The square root of the last bit of 0.1 + 0.2 would be 1e-8."""
    assert Todim().rank(of([[0.1 + 0.2, 1], [0.3, 1]]), [1, 1]).scores.tolist() == [0.0, 0.0]


def test_blocks_of_pairs_change_no_bit(monkeypatch):
    table = of(np.random.default_rng(3).integers(1, 50, (23, 4)))
    tables = np.stack([table.values, table.values[::-1]])
    whole, stacked = Todim().rank(table, [1, 2, 3, 4]), Todim().bind(table.criteria)(tables, [1, 2, 3, 4])
    for block in (1, 60, 500):
        monkeypatch.setattr("mcda.methods.reference.todim._BLOCK", block)
        np.testing.assert_array_equal(Todim().rank(table, [1, 2, 3, 4]).scores, whole.scores)
        np.testing.assert_array_equal(Todim().bind(table.criteria)(tables, [1, 2, 3, 4]), stacked)


# Parameters and cells that are refused.


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ModifiedTopsis(normalization="sum"), "ModifiedTopsis: normalization is 'sum'"),
        (lambda: Gra(zeta=0), "Gra: zeta is 0; expected a number from 0.001 to 1"),
        (lambda: Gra(zeta=1.1), "zeta is 1.1"),
        (lambda: Gra(zeta=float("nan")), "zeta is nan"),
        (lambda: Codas(tau=-0.1), "Codas: tau is -0.1; expected a number from 0 to 1"),
        (lambda: Codas(tau="0.02"), "tau is '0.02'"),
        (lambda: Todim(theta=0), "Todim: theta is 0; expected a number from 0.001 to 1000"),
        (lambda: Todim(theta=float("inf")), "theta is inf"),
        (lambda: Todim(normalization="vector"), "Todim: normalization is 'vector'"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(MethodError, match=message):
        make()


@pytest.mark.parametrize("method", [Codas(), Todim(), Todim(normalization="linear_max")], ids=repr)
def test_ratios_refuse_a_cost_of_nothing_and_a_gain_below_zero_by_name(method):
    with pytest.raises(MethodError, match="the performance of 'a1' on 'c2' is 0; expected above zero"):
        method.rank(of([[1, 0], [2, 3]], goals=["max", "min"]), [1, 1])
    with pytest.raises(MethodError, match="the performance of 'a2' on 'c1' is -2; expected zero or more"):
        method.rank(of([[1, 4], [-2, 3]], goals=["max", "min"]), [1, 1])
    rows = np.ones((3, 2, 2))
    rows[2, 1, 1] = 0
    kernel = method.bind(of(rows[0], goals=["max", "min"]).criteria)
    with pytest.raises(MethodError, match="option 1 on 'c2' in draw 2"):
        kernel(rows, [1, 1])


def test_levels_follow_the_normalisation():
    assert [m.level for m in (ModifiedTopsis(), ModifiedTopsis(normalization="minmax"), Gra(), Edas(), Codas())] == [
        "ratio", "interval", "interval", "ratio", "ratio",
    ]  # fmt: skip
    assert [Todim(normalization=n).level for n in ("sum_inverse", "linear_max", "minmax")] == [
        "ratio",
        "ratio",
        "interval",
    ]


def test_gra_with_the_largest_zeta_is_milder_than_the_weighted_sum_of_min_max_gaps():
    """Coefficients 1 / (1 + gap) for zeta 1; by hand for a gap of 1: a half."""
    table = of([[0, 1], [1, 0]])
    np.testing.assert_allclose(Gra(zeta=1).rank(table, [1, 3]).details["coefficients"], [[0.5, 1], [1, 0.5]])
    assert Gra(zeta=1).rank(table, [1, 3]).places == Wsm(normalization="minmax").rank(table, [1, 3]).places


# Cases.


@pytest.mark.parametrize(
    ("case", "grown"),
    [("gra-zeta-03-constructed", ()), ("edas-yazdani-2020-renewables", ()), ("codas-badi-2018-steel-suppliers", "ET")],
)
def test_a_case_with_weights_ten_times_as_large_is_used_as_given(case, grown, tmp_path):
    """Sums and distances grow with the weights; a threshold between distances has to as well. EDAS divides it out."""
    content = json.loads((Path(__file__).parent / "cases" / f"{case}.json").read_text(encoding="utf-8"))
    content["weights"] = [10 * w for w in content["weights"]]
    for key in grown if case.startswith("edas") else ("scores", *grown):
        content["expected"][key] = [10 * x for x in content["expected"][key]]
    if "tau" in content["params"]:
        content["params"]["tau"] *= 10
    content["tolerance"] = 1e-5
    (tmp_path / f"{case}.json").write_text(json.dumps(content), encoding="utf-8")
    (result,) = verify([tmp_path / f"{case}.json"]).cases
    assert (result.status, result.message) == ("pass", "")
