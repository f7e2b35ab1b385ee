"""What it is worth to know a score, and how much of the spread each doubt causes."""

import json
import time
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda
from mcda.criteria import Criteria
from mcda.errors import McdaError, MethodError, NameUnknownError, WeightsError
from mcda.methods import ElectreI, Wsm
from mcda.robustness.information import value_of_information, variance_shares
from mcda.robustness.information._quantiles import line_through
from mcda.robustness.information._shares import sampled_shares
from mcda.robustness.information._sobol import indices
from mcda.robustness.information._worth import exact_worth, sampled_worth
from mcda.robustness.question import Question, ask
from mcda.robustness.uncertainty import (
    AllWeights,
    Discrete,
    Lognormal,
    Normal,
    Pert,
    Triangular,
    Uniform,
    score_uncertainty,
)
from mcda.scales import ValueFunction
from mcda.table import PerformanceTable

SUM = Wsm(normalization="none")
STUDY = mcda.load_study()


def asked(rows, cells, *, weights=None, method=SUM, goals=None, **named):
    """A question about a small table, and its uncertain scores by position: (row, column) -> distribution."""
    table = PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]), **named)
    question = Question(method, table, weights or [1] * len(rows[0]))
    by_id = {(question.options[i], question.criteria[j]): each for (i, j), each in cells.items()}
    return question, score_uncertainty(question, cells=by_id)


def everywhere(rows, columns, distribution):
    return {(i, j): distribution for i in range(rows) for j in range(columns)}


# --- perfect information: closed forms


def test_one_uniform_score_beside_a_certain_one_is_an_integral_done_by_hand():
    """E max(1, U) - 1 for U uniform on 0 to 2: the integral of (u - 1) / 2 from 1 to 2, which is 1/4."""
    found = value_of_information(*asked([[1.0], [0.7]], {(1, 0): Uniform(0, 2)}))
    assert found.exact
    for value in (found.total, *found.scores.values(), *found.criteria.values(), *found.options.values()):
        assert value == pytest.approx(0.25, abs=1e-12)
    assert found.expected == pytest.approx({"a1": 1.0, "a2": 1.0}, abs=1e-12)


@pytest.mark.parametrize(
    ("distribution", "value"),
    [
        (Triangular(0, 1, 2), 1 / 6),  # the integral of (x - 1)(2 - x) from 1 to 2
        (Normal(1, 2), 2 / np.sqrt(2 * np.pi)),  # the unit normal loss at 0, times the deviation
        (Discrete((0, 2), (0.5, 0.5)), 0.5),
        (Uniform(0, 1), 0.0),  # never above the certain one
    ],
)
def test_one_score_of_each_kind_beside_a_certain_one(distribution, value):
    found = value_of_information(*asked([[1.0], [1.0]], {(1, 0): distribution}))
    assert found.scores["a2", "c1"] == pytest.approx(value, abs=1e-6)


def test_a_normal_score_behind_by_one_deviation_has_the_unit_normal_loss():
    """The unit normal loss at 1 is 0.0833155 (Raiffa & Schlaifer 1961, table of the linear loss integral)."""
    found = value_of_information(*asked([[5.0], [4.0]], {(1, 0): Normal(4, 1)}))
    assert found.total == pytest.approx(0.0833155, abs=1e-7)
    assert found.decided == "a1"


def test_long_tails_are_not_lost_on_the_lattice():
    """The sum of two lognormal scores beside a certain one; 2,000,000 draws of numpy, four standard errors."""
    question, scores = asked([[3.0, 3.0], [1.0, 1.0]], everywhere(1, 2, Lognormal(2, 1.0)), weights=[1, 1])
    found = value_of_information(question, scores)
    sums = np.exp(np.random.default_rng(4).standard_normal((2_000_000, 2))).sum(axis=1)
    mean = found.expected["a1"]
    assert mean == pytest.approx(2 * np.exp(0.5), rel=1e-6)
    lost = np.maximum(1.0 - sums, 0.0)  # a1 is chosen; a2, certain at 1, is better where a1 falls below it
    assert found.total == pytest.approx(lost.mean(), abs=4 * lost.std() / np.sqrt(len(lost)) + found.total_error)
    assert found.total > 0.005
    assert found.total_error < 1e-3


def test_a_score_beyond_a_flat_value_function_is_uncertain_and_worth_nothing():
    found = value_of_information(*_valued([(0, 0), (1, 100)], Uniform(1.5, 2), [[1.7], [1.0]], [0]))
    assert found.scores == {("a1", "c1"): 0.0}
    assert found.options == {"a1": 0.0}
    assert found.total == 0.0


@pytest.mark.parametrize("n", [2, 5, 13])
def test_a_criterion_with_equal_uniform_scores_is_worth_what_the_largest_is_above_the_mean(n):
    """E max of n uniform numbers is n / (n + 1)."""
    found = value_of_information(*asked([[0.5]] * n, everywhere(n, 1, Uniform(0, 1))))
    assert found.criteria["c1"] == pytest.approx(n / (n + 1) - 0.5, abs=1e-9)
    assert found.total == pytest.approx(found.criteria["c1"], abs=1e-9)


def test_two_options_on_two_criteria_have_every_part_by_hand():
    """Halves of uniform numbers U: (U)+ about 1/2 is 1/8, U + V about 1 is 1/6, four of them have E|...| = 7/15."""
    found = value_of_information(*asked([[0.5, 0.5], [0.5, 0.5]], everywhere(2, 2, Uniform(0, 1))))
    assert set(found.scores.values()) == {found.scores["a1", "c1"]}
    assert found.scores["a1", "c1"] == pytest.approx(1 / 16, abs=1e-12)
    assert found.criteria["c2"] == pytest.approx(1 / 12, abs=1e-9)
    assert found.options["a1"] == pytest.approx(1 / 12, abs=1e-9)
    assert found.total == pytest.approx(7 / 60, abs=1e-8)
    assert found.total_error < 1e-6


def test_a_weight_scales_what_a_score_is_worth_and_a_cost_turns_it():
    """The same integral, times the share 3/4, for a criterion that is better low."""
    question, scores = asked([[1.0, 0.0], [1.0, 0.0]], {(1, 0): Uniform(0, 2)}, weights=[3, 1], goals=["min", "max"])
    assert value_of_information(question, scores).total == pytest.approx(0.75 * 0.25, abs=1e-12)


def _valued(points, distribution, rows, cells):
    made = PerformanceTable.of(rows, goals=["max"])
    criteria = Criteria((replace(made.criteria.all[0], value_function=ValueFunction.through(points)),))
    table = PerformanceTable(made.options, criteria, made.values)
    question = Question("additive", table, [1])
    return question, score_uncertainty(question, cells={(question.options[i], "c1"): distribution for i in cells})


def test_a_bent_value_function_is_averaged_and_not_the_score():
    """Value 100 U up to 1, then flat: over U uniform on 0 to 2 its mean is 75, where the mean score has 100."""
    found = value_of_information(*_valued([(0, 0), (1, 100), (2, 100)], Uniform(0, 2), [[1.0], [0.8]], [0]))
    assert found.expected["a1"] == pytest.approx(75.0, abs=1e-6)
    assert found.decided == "a2"
    assert found.total == pytest.approx(0.5 * 20 + 0.5 * 0.2 * 10, abs=1e-6)  # above 80: 0.8 to 1, then flat


def test_a_value_function_that_rises_and_falls_is_handled():
    """A tent over U uniform on 0 to 2 is uniform on 0 to 100; the larger of two such is 200/3 on average."""
    found = value_of_information(*_valued([(0, 0), (1, 100), (2, 0)], Uniform(0, 2), [[1.0], [1.0]], [0, 1]))
    assert found.expected["a1"] == pytest.approx(50.0, abs=1e-6)
    assert found.total == pytest.approx(100 * (2 / 3 - 1 / 2), abs=1e-5)


def _enumerated(question, cells, known):
    """E of the largest conditional expectation, by listing every outcome in which the known cells come out."""
    groups = {}
    places = list(cells)
    for outcome in product(*(zip(d.values, d.chances, strict=True) for d in cells.values())):
        values = question.table.values.copy()
        chance = 1.0
        for (i, j), (value, p) in zip(places, outcome, strict=True):
            values[i, j] = value
            chance *= p
        key = tuple(value for cell, (value, _) in zip(places, outcome, strict=True) if cell in known)
        before = groups.get(key, np.zeros(len(values)))
        groups[key] = before + chance * question.kernel(values, question.shares)
    return sum(each.max() for each in groups.values())


DISCRETE = {
    (0, 0): Discrete((1, 3), (0.5, 0.5)),
    (0, 1): Discrete((0, 2, 4), (0.25, 0.25, 0.5)),
    (1, 0): Discrete((2, 3), (0.7, 0.3)),
    (2, 1): Discrete((0, 5), (0.6, 0.4)),
    (2, 0): Discrete((2, 4), (0.5, 0.5)),
}


def test_discrete_scores_are_enumerated_exactly():
    """Against every one of the 48 outcomes, ties among them, for each part."""
    question, scores = asked([[2.0, 3.0], [2.0, 2.0], [3.0, 1.0]], DISCRETE, weights=[1, 1])
    found = value_of_information(question, scores)
    without = _enumerated(question, DISCRETE, set())

    def worth(wanted):
        return _enumerated(question, DISCRETE, {cell for cell in DISCRETE if wanted(*cell)}) - without

    for i, option in enumerate(question.options):
        if any(row == i for row, _ in DISCRETE):
            assert found.options[option] == pytest.approx(worth(lambda row, _, i=i: row == i), abs=1e-8)
    for j, criterion in enumerate(question.criteria):
        assert found.criteria[criterion] == pytest.approx(worth(lambda _, column, j=j: column == j), abs=1e-8)
    for cell in DISCRETE:
        key = question.options[cell[0]], question.criteria[cell[1]]
        assert found.scores[key] == pytest.approx(worth(lambda row, column, c=cell: (row, column) == c), abs=1e-8)
    assert found.total == pytest.approx(worth(lambda *_: True), abs=1e-8)
    assert found.total > 0.1


@pytest.mark.parametrize(
    "distribution", [Uniform(1, 3), Triangular(0, 1, 5), Pert(0, 1, 5), Normal(2, 1), Lognormal(2, 0.4)]
)
def test_the_line_of_quantiles_has_the_mean_and_variance_of_its_distribution(distribution):
    line = line_through(distribution.quantile)
    assert line.mean == pytest.approx(distribution.mean, rel=1e-6)
    assert line.variance == pytest.approx(distribution.variance, rel=1e-5)


def test_single_peaked_halves_of_a_line_give_back_their_chances():
    """A tent over uniform chances: below h with chance h, and (h - T)+ has mean h² / 2."""
    line = line_through(lambda u: 1 - np.abs(2 * u - 1))
    at = np.array([0.1, 0.35, 0.9])
    np.testing.assert_allclose(line.below(at), at, atol=1e-6)
    np.testing.assert_allclose(line.shortfall(at), at**2 / 2, atol=1e-6)
    assert line.above(0.4) == pytest.approx(0.6**2 / 2, abs=1e-6)


# --- perfect information: properties


@st.composite
def doubtful(draw):
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    number = st.integers(0, 10).map(float)
    rows = draw(st.lists(st.lists(number, min_size=m, max_size=m), min_size=n, max_size=n))
    cells = {}
    for i, j in product(range(n), range(m)):
        low, mode, high = sorted(draw(st.tuples(number, number, number)))
        kind = draw(st.sampled_from(["certain", "triangular", "uniform", "discrete"]))
        if kind != "certain":
            cells[i, j] = {
                "triangular": Triangular(low, mode, high),
                "uniform": Uniform(low, high),
                "discrete": Discrete((low, high), (0.25, 0.75)) if high > low else Uniform(low, high),
            }[kind]
    if not cells:
        cells[0, 0] = Uniform(0, 10)
    weights = draw(st.lists(st.integers(1, 5), min_size=m, max_size=m))
    return asked(rows, cells, weights=weights)


@given(doubtful())
@settings(max_examples=40, deadline=None)
def test_knowing_more_is_never_worth_less(problem):
    question, scores = problem
    found = value_of_information(question, scores)
    slack = 1e-6 + found.total_error
    for (option, criterion), value in found.scores.items():
        assert 0 <= value <= found.criteria[criterion] + slack
        assert value <= found.options[option] + found.option_errors[option] + slack
    for group in (found.criteria, found.options):
        assert all(0 <= value <= found.total + slack for value in group.values())


@given(doubtful(), st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_integrals_and_draws_agree_within_four_errors(problem, seed):
    question, scores = problem
    exact, drawn = exact_worth(question, scores), sampled_worth(question, scores, draws=4_000, seed=seed)
    assert set(drawn.cells) >= set(exact.cells)
    for kind in ("cells", "criteria", "options"):
        for key, (value, error) in getattr(exact, kind).items():
            guess, its_error = getattr(drawn, kind)[key]
            # Eight batches: their spread has seven degrees of freedom, so that four errors are exceeded in 1 of 200.
            assert abs(guess - value) <= 7 * its_error + error + 0.005
    assert abs(drawn.total[0] - exact.total[0]) <= 4 * drawn.total[1] + exact.total[1] + 1e-3
    assert (np.abs(drawn.expected - exact.expected) <= 4.5 * drawn.expected_error + 1e-9).all()


def test_integrals_and_draws_agree_where_everything_matters():
    question, scores = asked(
        [[4, 6, 5], [5, 5, 5], [6, 4, 5], [4, 5, 6]],
        {(i, j): Triangular(1 + i, 4 + (j == i), 9) for i, j in product(range(4), range(3))},
        weights=[2, 1, 1],
    )
    exact, drawn = exact_worth(question, scores), sampled_worth(question, scores, draws=60_000, seed=3)
    for kind in ("cells", "criteria", "options"):
        for key, (value, error) in getattr(exact, kind).items():
            guess, its_error = getattr(drawn, kind)[key]
            assert abs(guess - value) <= 4 * its_error + error
            assert its_error < 0.02
    assert abs(drawn.total[0] - exact.total[0]) <= 4 * drawn.total[1] + exact.total[1]


def test_nested_draws_agree_with_quantile_bins_for_a_method_that_is_no_sum():
    """Bins of one set of draws by the score learned (Strong & Oakley 2013): an estimate made in another way."""
    rows = [[4, 6, 5], [5, 5, 5], [6, 4, 5]]
    cells = everywhere(3, 3, Uniform(2, 8))
    question, scores = asked(rows, cells, method="topsis")
    found = value_of_information(question, scores, draws=100_000, seed=1)
    assert not found.exact
    tables = scores.draw(np.random.default_rng(5), 100_000)
    scored = question.kernel(tables, question.shares)
    for i, j in [(0, 0), (2, 1)]:
        ordered = scored[np.argsort(tables[:, i, j])].reshape(40, -1, 3).mean(axis=1)
        binned = ordered.max(axis=1).mean() - scored.mean(axis=0).max()
        key = question.options[i], question.criteria[j]
        assert binned > 0.005
        assert found.scores[key] == pytest.approx(binned, abs=4 * found.score_errors[key] + 0.002)
    total = scored.max(axis=1).mean() - scored.mean(axis=0).max()
    assert found.total == pytest.approx(total, abs=6 * found.total_error)
    assert found.total > max(found.criteria.values()) > max(found.scores.values())


@pytest.mark.parametrize("method", [SUM, "topsis", "promethee_ii"])
def test_scores_without_width_are_worth_nothing(method):
    question, scores = asked([[1, 2], [2, 1]], {(0, 0): Uniform(1, 1), (1, 1): Triangular(1, 1, 1)}, method=method)
    found = value_of_information(question, scores, draws=1_000)
    assert found.total == 0.0
    assert not any(found.criteria.values())
    assert not any(found.options.values())
    assert found.look_first() == ()
    shares = variance_shares(question, scores, draws=256)
    assert shares.variance == 0.0
    assert not shares.scores
    assert not shares.criteria
    assert shares.interactions is None


def test_one_option_alone_needs_no_information():
    question, scores = asked([[1.0]], {(0, 0): Uniform(0, 2)})
    assert value_of_information(question, scores).total == 0.0
    assert sampled_worth(question, scores, draws=1_000, seed=0).total == (0.0, 0.0)


def test_look_first_lists_the_scores_most_worth_knowing():
    question, scores = asked(
        [[1.0], [1.0], [0.2]], {(1, 0): Uniform(0, 2), (2, 0): Uniform(-1, 1.4), (0, 0): Uniform(0.9, 1.1)}
    )
    found = value_of_information(question, scores)
    first = found.look_first(2)
    assert [each.option for each in first] == ["a2", "a3"]
    assert first[0].value >= first[1].value > 0
    assert len(found.look_first()) == 3
    assert found.of_score("a1", "c1") == pytest.approx(0.025, abs=1e-9)  # 0.2 wide: an eighth of it


def test_the_same_seed_gives_the_same_bits_and_another_does_not():
    question, scores = asked([[4, 6], [5, 5]], everywhere(2, 2, Uniform(2, 8)), method="topsis")
    one, same, other = (value_of_information(question, scores, draws=2_000, seed=s) for s in (1, 1, 2))
    assert one.to_dict() == same.to_dict()
    assert one.total != other.total
    one, same, other = (variance_shares(question, scores, draws=300, seed=s) for s in (1, 1, 2))
    assert one.to_dict() == same.to_dict()
    assert one.variance != other.variance


def test_a_score_on_a_criterion_that_is_an_order_has_no_worth_of_its_own():
    table = PerformanceTable.of([[1, 5], [2, 4], [3, 3], [4, 2]], goals=["max", "max"])
    question = Question(SUM, table, [1, 1])
    scores = score_uncertainty(question, ordinal=["c1"], cells={("a1", "c2"): Uniform(0, 9)})
    found = value_of_information(question, scores, draws=2_000)
    assert found.dependent == ("c1",)
    assert not found.exact
    assert found.of_score("a2", "c1") is None
    assert set(found.scores) == {("a1", "c2")}
    assert set(found.options) == {"a1"}
    assert set(found.criteria) == {"c1", "c2"}
    shares = variance_shares(question, scores, of="a2", draws=1024)
    assert set(shares.scores) == {("a1", "c2")}
    assert shares.scores["a1", "c2"] == (0, 0, 0, 0)
    assert shares.criteria["c1"].total == pytest.approx(1.0, abs=4 * shares.criteria["c1"].total_error + 1e-9)


# --- shares of a variance


def test_shares_of_a_sum_are_the_variances_by_hand():
    """Widths 2, 6 and 1 of uniform numbers with one weight: 4, 36 and 1 parts of 41."""
    cells = {(0, 0): Uniform(0, 2), (1, 0): Uniform(2, 8), (1, 1): Uniform(0, 1)}
    found = variance_shares(*asked([[1.0, 5.0], [4.0, 1.0]], cells))
    assert found.exact
    expected = {("a1", "c1"): 4 / 41, ("a2", "c1"): 36 / 41, ("a2", "c2"): 1 / 41}
    assert {cell: share.first for cell, share in found.scores.items()} == pytest.approx(expected, abs=1e-12)
    assert {cell: share.total for cell, share in found.scores.items()} == pytest.approx(expected, abs=1e-12)
    assert found.criteria["c1"].total == pytest.approx(40 / 41)
    assert found.variance == pytest.approx(41 / 12 / 4)
    assert found.interactions == pytest.approx(0.0, abs=1e-12)


def test_the_score_of_one_option_varies_with_its_own_scores_only():
    cells = {(0, 0): Uniform(0, 2), (1, 0): Uniform(2, 8)}
    found = variance_shares(*asked([[1.0, 5.0], [4.0, 1.0]], cells), of="a1")
    assert found.scores["a1", "c1"].first == pytest.approx(1.0)
    assert found.scores["a2", "c1"].total == 0.0
    assert found.mean == pytest.approx(3.0)


def test_the_estimator_finds_the_indices_of_the_ishigami_function():
    """Ishigami & Homma (1990) with a = 7, b = 0.1: S = (0.3139, 0.4424, 0), T = (0.5576, 0.4424, 0.2437)."""

    def ishigami(x):
        return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])

    first, second = np.random.default_rng(1).uniform(-np.pi, np.pi, (2, 3, 20_000))
    for k, (s, t) in enumerate([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]):
        mixed = first.copy()
        mixed[k] = second[k]
        found = indices(ishigami(first), ishigami(second), ishigami(mixed))
        assert abs(found.first - s) <= 4 * found.first_error + 1e-4
        assert abs(found.total - t) <= 4 * found.total_error + 1e-4
        assert 0 < found.total_error < 0.02
        assert 0 < found.first_error < 0.02


def test_the_stated_errors_of_the_estimator_are_the_spread_over_repetitions():
    numbers = np.random.default_rng(2)
    made = []
    for _ in range(300):
        a, b = numbers.random((2, 2, 400))
        f = [x[0] * (1 + x[1]) for x in (a, b, np.array([b[0], a[1]]))]
        made.append(indices(*f))
    found = np.array(made)
    for index, error in ((0, 2), (1, 3)):
        assert found[:, error].mean() == pytest.approx(found[:, index].std(), rel=0.2)


def test_estimated_shares_agree_with_the_closed_form():
    question, scores = asked(
        [[4, 6, 5], [5, 5, 5], [6, 4, 5]],
        {(i, j): Triangular(i, 4, 6 + j) for i, j in product(range(3), range(3))},
        weights=[2, 1, 1],
    )
    closed = variance_shares(question, scores, of=("a1", "a2"))
    drawn = sampled_shares(question, scores, (0, 1), None, draws=4_096, seed=0)
    assert drawn.variance == pytest.approx(closed.variance, rel=0.1)
    for (i, j), share in drawn.cells.items():
        exact = closed.scores[question.options[i], question.criteria[j]]
        assert abs(share.first - exact.first) <= 4 * share.first_error + 1e-12
        assert abs(share.total - exact.total) <= 4 * share.total_error + 1e-12
    for j, share in drawn.columns.items():
        assert abs(share.total - closed.criteria[question.criteria[j]].total) <= 4 * share.total_error


def test_a_weight_times_a_score_shares_its_variance_by_hand():
    """W uniform on 0 to 1 times X uniform on 0 to 2: each has S = 3/7 and T = 4/7; the variance is 7/36."""
    question, scores = asked([[1.0, 0.0], [0.0, 0.0]], {(0, 0): Uniform(0, 2)})
    found = variance_shares(question, scores, of="a1", draws=20_000, weights=AllWeights(question.criteria))
    assert not found.exact
    assert found.variance == pytest.approx(7 / 36, rel=0.03)
    assert found.weights is not None
    for share in (found.weights, found.scores["a1", "c1"], found.criteria["c1"]):
        assert abs(share.first - 3 / 7) <= 4 * share.first_error
        assert abs(share.total - 4 / 7) <= 4 * share.total_error
    assert found.interactions == pytest.approx(1 / 7, abs=0.05)


def test_certain_scores_leave_all_the_variance_to_the_weights():
    question, scores = asked([[1.0, 0.0], [0.0, 1.0]], {(0, 0): Uniform(1, 1)})
    found = variance_shares(question, scores, of=("a1", "a2"), weights=AllWeights(question.criteria))
    assert found.weights is not None
    assert found.weights.total == pytest.approx(1.0, abs=4 * found.weights.total_error)
    assert found.variance == pytest.approx(1 / 3, rel=0.1)


# --- the Korea study


def test_no_single_score_of_the_korea_study_can_change_the_choice_by_being_known():
    """Expected leads from the means of the triangles; the widest single range is smaller than the lead."""
    question = ask(STUDY)
    scores = score_uncertainty(question)
    found = value_of_information(question, scores)
    assert found.decided == "exchanges"
    assert found.look_first() == ()
    drawn = question.kernel(question.see(scores.draw(np.random.default_rng(0), 100_000)), question.shares)
    gains = drawn.max(axis=1) - drawn[:, question.options.index("exchanges")]
    assert abs(found.total - gains.mean()) <= 4 * gains.std() / np.sqrt(len(gains))
    assert np.allclose(list(found.expected.values()), drawn.mean(axis=0), atol=0.05)


@pytest.mark.parametrize("method", ["additive", "topsis"])
def test_the_korea_study_takes_less_than_three_seconds_of_work(method):
    question = ask(STUDY, method=method)
    scores = score_uncertainty(question)
    for answer in (value_of_information, variance_shares):
        start = time.process_time()
        found = answer(question, scores)
        assert time.process_time() - start < 3.0
        assert found.exact == (method == "additive")
        assert len(found.scores) == len(scores.cells)


def test_results_are_plain_data_tables_and_safe_html():
    question, scores = asked([[1.0], [1.0]], {(1, 0): Uniform(0, 2)}, options=["<b>safe</b>", "bold"], criteria=["<i>"])
    for found in (value_of_information(question, scores), variance_shares(question, scores)):
        assert "NaN" not in json.dumps(found.to_dict(), allow_nan=False)
        assert "<b>" not in found._repr_html_()
        assert "exact" in repr(found)
        assert next(iter(found.to_frame()["part"])) in ("total", "criterion", "score")
    assert value_of_information(question, scores).to_frame()["value"].is_monotonic_decreasing


# --- what cannot be asked


GOOD = asked([[1.0], [1.0]], {(1, 0): Uniform(0, 2)})


@pytest.mark.parametrize("answer", [value_of_information, variance_shares])
@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"question": "topsis"}, McdaError, "no question"),
        ({"scores": "triangular"}, McdaError, "score_uncertainty"),
        ({"scores": asked([[1.0, 2.0]], {(0, 0): Uniform(0, 1)})[1]}, McdaError, "other options or criteria"),
        ({"draws": 0}, McdaError, "draws is 0"),
        ({"draws": 2.5}, McdaError, "draws is 2.5"),
        ({"draws": True}, McdaError, "draws is True"),
        ({"seed": -1}, McdaError, "seed is -1"),
        ({"question": Question(ElectreI(), GOOD[0].table, [1])}, MethodError, "does not rank"),
    ],
)
def test_what_cannot_be_used_is_an_error_that_says_what_was_expected(answer, change, error, words):
    given = {"question": GOOD[0], "scores": GOOD[1], **change}
    with pytest.raises(error, match=words):
        answer(**given)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"of": "a9"}, NameUnknownError, "a9"),
        ({"of": ("a1", "a1")}, McdaError, "two different"),
        ({"of": ("a1", "a2", "a1")}, McdaError, "expected one option"),
        ({"of": 3}, McdaError, "of is 3"),
        ({"weights": "all"}, McdaError, "weight_uncertainty"),
        ({"weights": AllWeights(("x", "y"))}, WeightsError, "x"),
    ],
)
def test_shares_of_what_is_not_there_are_an_error(change, error, words):
    with pytest.raises(error, match=words):
        variance_shares(*GOOD, **change)


def test_nobody_leads_where_there_is_one_option():
    with pytest.raises(McdaError, match="one option only"):
        variance_shares(*asked([[1.0]], {(0, 0): Uniform(0, 2)}))


def test_a_name_or_a_number_of_scores_to_look_at_that_is_none_is_an_error():
    found = value_of_information(*GOOD)
    with pytest.raises(NameUnknownError, match="a7"):
        found.of_score("a7", "c1")
    with pytest.raises(McdaError, match="k is 0"):
        found.look_first(0)


def test_a_draw_that_the_method_cannot_take_names_the_score():
    question, scores = asked([[1.0], [2.0]], {(1, 0): Uniform(-1, 1)}, method="wpm")
    with pytest.raises(MethodError, match="'a2' on 'c1'"):
        value_of_information(question, scores, draws=1_000)
