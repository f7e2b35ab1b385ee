"""The ordinal family: published cases, hand-counted examples, and what each method keeps and breaks."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import problems

from mcda.errors import McdaError, MethodError, WeightsError
from mcda.methods import (
    ALL,
    BordaOfCriteria,
    CopelandOfCriteria,
    KemenyOfCriteria,
    Lexicographic,
    Oreste,
    Regime,
    check_method,
    named,
)
from mcda.methods.contract import CHECKS, contract_tables
from mcda.methods.ranking_method import tie_tolerance
from mcda.normalize import mean_ranks
from mcda.ranking import places
from mcda.table import PerformanceTable
from mcda.verify.run import default_folder, verify_case
from mcda.voting import Ballots, borda, copeland, kemeny

ORDINAL = (Regime, Oreste, Lexicographic, BordaOfCriteria, CopelandOfCriteria, KemenyOfCriteria)
every_method = pytest.mark.parametrize("method", ORDINAL, ids=lambda method: method.id)

# (method, property): performances (all to be maximised), weights, and what is done to which option.
# One option more or less changes a number of wins by one at most: a lead can become a tie, or a tie a lead, no more.


def of(values, goals=None, **given):
    return PerformanceTable.of(values, goals=goals or ["max"] * len(values[0]), **given)


def order(of_places):
    return np.sign(np.subtract.outer(of_places, of_places))


# Published cases.


@pytest.mark.parametrize("case", ["regime-alinezhad-khalili-2019", "oreste-alinezhad-khalili-2019"])
def test_the_reference_case_is_met(case):
    result = verify_case(default_folder() / f"{case}.json")
    assert (result.status, result.message) == ("pass", "")
    assert result.error < 1e-12


# Properties: what is declared is shown, what is not declared survives a search.


def test_all_methods_of_the_family_are_tested_here():
    assert {method for method in ALL if method.about.family == "ordinal"} == set(ORDINAL)


def searched(method, change, tables=300):
    """Places before and after a change, of tables with mixed goals and many ties."""
    rng = np.random.default_rng(11)
    for goals in (["max", "max", "max"], ["max", "min", "max"]):
        kernel = method().bind(of([[1, 1, 1]], goals).criteria)
        values, weights = rng.integers(1, 6, (tables, 4, 3)).astype(float), rng.integers(1, 5, (tables, 3))
        changed = change(values, kernel.criteria.signs, rng)
        scores = (kernel(each, weights) for each in (values, changed))
        found = ([places(s, tie_tolerance(s, method.score_width)) for s in each] for each in scores)
        yield from zip(*found, strict=True)


@every_method
def test_a_dominating_option_never_stands_behind(method):
    assert not method.about.lacks("dominance")

    def dominate(values, signs, rng):
        better = values[:, :1] + signs * rng.integers(0, 3, (len(values), 1, 3))
        return np.concatenate([values, better], axis=1)

    for _, after in searched(method, dominate):
        assert after[-1] <= after[0]


@pytest.mark.parametrize(
    "method", [m for m in ORDINAL if not m.about.lacks("monotonicity")], ids=lambda method: method.id
)
def test_a_better_score_never_costs_a_place(method):
    def improve(values, signs, rng):
        improved = values.copy()
        improved[:, 0] += signs * (np.arange(3) == rng.integers(0, 3, (len(values), 1))) * rng.integers(1, 4)
        return improved

    seen = 0
    for before, after in searched(method, improve):
        assert (after < after[0]).sum() <= (before < before[0]).sum()
        seen += after[0] < before[0]
    assert seen > 20


def test_lexicographic_reverses_nothing_where_weights_differ_and_no_threshold_is_given():
    rng = np.random.default_rng(6)
    kernel = Lexicographic().bind(of([[1, 1, 1]]).criteria)
    for _ in range(200):
        values, weights, gone = rng.integers(1, 5, (5, 3)), rng.permutation([1, 2, 3]), int(rng.integers(5))
        before, after = kernel(values, weights), kernel(np.delete(values, gone, axis=0), weights)
        assert (order(np.delete(before, gone)) == order(after)).all()
        with_copy = kernel(np.vstack([values, values[gone]]), weights)
        assert (order(before) == order(with_copy[:-1])).all()


def stretched(column):
    """An increasing function that is neither linear nor the same for all columns."""
    return np.cbrt(column) + 0.25 * column


@every_method
@settings(max_examples=40)
@given(data=st.data())
def test_only_the_order_of_performances_counts(method, data):
    n, m = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 4))
    cells = st.lists(st.integers(-4, 4), min_size=m, max_size=m)
    values = np.array(data.draw(st.lists(cells, min_size=n, max_size=n)), dtype=float)
    weights = np.array(data.draw(st.lists(st.integers(1, 5), min_size=m, max_size=m)))
    goals = data.draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m))
    kernel = method().bind(of(np.ones((1, m)), goals).criteria)
    np.testing.assert_allclose(kernel(stretched(values), weights), kernel(values, weights), atol=1e-12)


@every_method
def test_numbers_that_differ_by_rounding_tie(method):
    """0.1 + 0.2 is 0.3 to the analyst, in performances and in weights."""
    assert method().rank(of([[0.1 + 0.2, 5], [0.3, 5]]), [1, 1]).places == {"a1": 1, "a2": 1}
    opposite = method().rank(of([[1, 2, 2], [2, 1, 1]]), [0.3, 0.1, 0.2])
    if method not in (Lexicographic, Oreste):
        assert opposite.places == {"a1": 1, "a2": 1}


@every_method
def test_a_weight_of_zero_leaves_a_criterion_out(method):
    values = [[4, 3, 1], [4, 3, 9], [1, 9, 5], [4, 1, 7]]
    whole = method().rank(of(values), [2, 1, 0])
    without = method().rank(of([row[:2] for row in values]), [2, 1])
    np.testing.assert_allclose(whole.scores, without.scores)


@every_method
def test_weights_that_are_all_zero_and_wrong_numbers_are_refused(method):
    with pytest.raises(WeightsError):
        method().rank(of([[1, 2], [2, 1]]), [0, 0])
    with pytest.raises(WeightsError, match="3 weights for 2 criteria"):
        method().rank(of([[1, 2], [2, 1]]), [1, 1, 1])
    with pytest.raises(McdaError, match="'a2' on 'c1'"):
        method().rank(of([[1, 2], [float("nan"), 1]]), [1, 1])


# Parameters: the contract holds for them too.


CONFIGURED = (
    Lexicographic(order=("c2", "c0", "c1")),
    Lexicographic(indifference={"c0": 1, "c2": 0.5}),
    Lexicographic(order=("c1", "c2", "c0"), indifference={"c1": 2}),
    Oreste(alpha=0.4, power=2),
    Oreste(alpha=1, power=-1),
    Oreste(criteria_ranks={"c0": 2, "c1": 1, "c2": 3}, beta=0, c_star=0, gamma=0),
)


@pytest.mark.parametrize("method", CONFIGURED, ids=repr)
def test_the_contract_holds_with_parameters(method):
    tables = [table for table in contract_tables(method) if table.shape[1] == 3]
    assert len(tables) >= 3
    check_method(method, tables)


@pytest.mark.parametrize("method", [Oreste(alpha=0.3), Oreste(power=-2)], ids=repr)
def test_the_contract_holds_on_drawn_tables(method):
    @settings(max_examples=15)
    @given(problems(max_options=6, max_criteria=4))
    def holds(problem):
        for check in CHECKS:
            check(method, *problem)

    holds()


@pytest.mark.parametrize("method", CONFIGURED, ids=repr)
def test_a_batch_has_the_bits_of_its_draws_with_parameters(method, monkeypatch):
    rng = np.random.default_rng(9)
    kernel = method.bind(of(np.ones((1, 3)), criteria=["c0", "c1", "c2"]).criteria)
    tables, draws = rng.integers(1, 6, (4, 7, 3)).astype(float), rng.integers(0, 3, (5, 3)) + np.eye(3)[[0, 1, 2, 0, 1]]
    whole = kernel(tables[:, np.newaxis], draws)
    assert whole.shape == (4, 5, 7)
    np.testing.assert_array_equal([[kernel(t, w) for w in draws] for t in tables], whole)
    monkeypatch.setattr("mcda.voting.pairwise.BLOCK", 30)
    np.testing.assert_array_equal(kernel(tables[:, np.newaxis], draws), whole)


def test_a_name_gives_each_method():
    assert [named(method.id) for method in ORDINAL] == [method() for method in ORDINAL]


@pytest.mark.parametrize(
    ("method", "given", "message"),
    [
        (Lexicographic, {"order": "c1"}, "order is 'c1'"),
        (Lexicographic, {"order": [1]}, "order is"),
        (Lexicographic, {"order": None}, "order is None"),
        (Lexicographic, {"order": ["c1", "c1"]}, "order names 'c1' more than once"),
        (Lexicographic, {"indifference": [1]}, "indifference is"),
        (Lexicographic, {"indifference": {"c1": -1}}, "the indifference threshold of 'c1' is -1"),
        (Lexicographic, {"indifference": {"c1": float("nan")}}, "is nan"),
        (Lexicographic, {"indifference": {"c1": "1"}}, "is '1'"),
        (Oreste, {"alpha": 0}, "alpha is 0"),
        (Oreste, {"alpha": 1.5}, "alpha is 1.5; expected a number from 0 to 1"),
        (Oreste, {"power": 0}, "power is 0"),
        (Oreste, {"power": 17}, "power is 17"),
        (Oreste, {"beta": -0.1}, "beta is -0.1"),
        (Oreste, {"gamma": float("nan")}, "gamma is nan"),
        (Oreste, {"c_star": "1"}, "c_star is '1'"),
        (Oreste, {"criteria_ranks": [1]}, "criteria_ranks is"),
        (Oreste, {"criteria_ranks": {"c1": 0}}, "the rank of 'c1' is 0; expected a number of 1 or more"),
    ],
)
def test_a_parameter_a_method_cannot_take_is_refused(method, given, message):
    with pytest.raises(MethodError, match=message):
        method(**given)


@pytest.mark.parametrize(
    ("method", "message"),
    [
        (Lexicographic(order=["c1", "c3"]), "order names 'c3', which is not a criterion"),
        (Lexicographic(order=["c2"]), "order does not name 'c1'; expected every criterion once"),
        (Lexicographic(indifference={"x": 1}), "an indifference threshold for 'x', which is not a criterion"),
        (Oreste(criteria_ranks={"c1": 1}), "no rank for 'c2'"),
        (Oreste(criteria_ranks={"c1": 1, "c2": 2, "x": 3}), "a rank for 'x', which is not a criterion"),
    ],
)
def test_a_parameter_for_criteria_that_are_not_there_is_refused(method, message):
    with pytest.raises(McdaError, match=message):
        method.rank(of([[1, 2], [2, 1]]), [1, 1])


# Criteria as voters.


def as_ballots(table, weights):
    orders = [
        [[table.options.ids[int(i)] for i in np.flatnonzero(ranks == r)] for r in np.unique(ranks)]
        for ranks in mean_ranks(table.values * table.criteria.signs).T
    ]
    return Ballots.of(orders, counts=weights, options=table.options)


@settings(max_examples=60)
@given(problems(max_options=5, max_criteria=5))
def test_criteria_vote_as_ballots_with_their_weights_do(problem):
    table, points = problem
    ballots, total = as_ballots(table, points.tolist()), points.sum()
    np.testing.assert_allclose(BordaOfCriteria().rank(table, points).scores * total, borda(ballots).scores, atol=1e-9)
    by_duels, counted = CopelandOfCriteria().rank(table, points), copeland(ballots)
    np.testing.assert_array_equal(by_duels.scores, counted.scores)
    np.testing.assert_array_equal(by_duels.details["wins"], counted.wins)
    np.testing.assert_array_equal(by_duels.details["losses"], counted.losses)
    np.testing.assert_allclose(by_duels.details["pairwise"] * total, counted.pairwise, atol=1e-9)
    np.testing.assert_array_equal(Regime().rank(table, points).scores, counted.wins)
    best = kemeny(ballots, limit=200)
    assert best.complete
    behind = [np.mean([len(table.options) - 1 - order.index(o) for order in best.orders]) for o in table.options.ids]
    ranking = KemenyOfCriteria().rank(table, points)
    np.testing.assert_allclose(ranking.scores, behind, atol=1e-9)
    assert ranking.details["best_orders"] == len(best.orders)


@settings(max_examples=40)
@given(problems())
def test_points_add_to_half_of_all_pairs(problem):
    """A closed form: each criterion hands out n (n - 1) / 2 points."""
    table, points = problem
    n = len(table.options)
    assert BordaOfCriteria().rank(table, points).scores.sum() == pytest.approx(n * (n - 1) / 2)


def test_borda_on_criteria_shares_points_among_ties():
    """By hand: cost 3, 5, 9 gives 2, 1, 0; jobs 8, 9, 9 gives 0, 1.5, 1.5; weights 1/4 and 3/4."""
    ranking = BordaOfCriteria().rank(of([[3, 8], [5, 9], [9, 9]], ["min", "max"]), [1, 3])
    assert ranking.scores.tolist() == [0.5, 1.375, 1.125]
    np.testing.assert_allclose(ranking.contributions, [[0.5, 0], [0.25, 1.125], [0, 1.125]])


def test_regime_counts_wins_and_shows_the_guide_index():
    """By hand: a1 against a2 has +0.5 - 0.3, a tie on the third; a2 beats a3 by 0.8 - 0.2."""
    found = Regime().rank(of([[3, 1, 2], [2, 2, 2], [1, 1, 3]]), [5, 3, 2])
    np.testing.assert_allclose(
        found.details["guide_index"], [[0, 0.2, 0.3], [-0.2, 0, 0.6], [-0.3, -0.6, 0]], atol=1e-15
    )
    assert found.details["wins"].tolist() == found.scores.tolist() == [2, 1, 0]


CIRCLE = [[3, 1, 2], [2, 3, 1], [1, 2, 3]]


def test_kemeny_on_criteria_averages_the_best_orders_and_says_so():
    """By hand: under equal weights the three turns of the circle are equally good; under 4, 3, 3 one is best."""
    ranking = KemenyOfCriteria().rank(of(CIRCLE), [1, 1, 1])
    assert ranking.scores.tolist() == [1, 1, 1]
    assert ranking.details["mean_places"].tolist() == [2, 2, 2]
    assert ranking.notes == (
        "3 orders agree equally well with the criteria: the scores are means over all of them, and the order shown "
        "need not be one of them.",
    )
    alone = KemenyOfCriteria().rank(of(CIRCLE), [4, 3, 3])
    assert (alone.scores.tolist(), alone.notes) == ([2, 1, 0], ())
    np.testing.assert_allclose(alone.details["margins"][0], [0, 0.4, -0.2])


def test_kemeny_on_criteria_does_not_depend_on_the_order_of_options():
    """Opposite criteria of equal weight and a circle: many best orders, none of them picked by position."""
    values = np.array([[3, 1, 2, 4], [2, 3, 1, 4], [1, 2, 3, 4], [0, 4, 2, 2]], dtype=float)
    expected = KemenyOfCriteria().rank(of(values), [1, 1, 1, 1])
    assert expected.details["best_orders"] > 1
    for moved in permutations(range(4)):
        found = KemenyOfCriteria().rank(of(values[list(moved)]), [1, 1, 1, 1])
        np.testing.assert_allclose(found.scores, expected.scores[list(moved)], atol=1e-12)


def test_kemeny_on_criteria_ranks_thirty_options_in_a_large_circle():
    """By program; the score of the order found is checked against 2,000 random orders and all swaps of neighbours."""
    rng = np.random.default_rng(1)
    values, weights = rng.random((30, 8)), rng.dirichlet(np.ones(8))
    ranking = KemenyOfCriteria().rank(of(values), weights)
    margin, best = ranking.details["margins"], np.argsort(-ranking.scores)
    assert ranking.details["best_orders"] == 1

    def worth(order):
        return np.triu(margin[np.ix_(order, order)]).sum()

    assert all(worth(best) > worth(rng.permutation(30)) for _ in range(2000))
    assert (np.diag(margin[np.ix_(best, best)], k=1) >= 0).all()


def test_kemeny_on_criteria_refuses_what_it_cannot_count(monkeypatch):
    rng = np.random.default_rng(3)
    table = of(rng.permuted(np.tile(np.arange(14.0)[:, np.newaxis], 8), axis=0))
    monkeypatch.setattr("mcda.voting.kemeny_places.SMALL", 1)
    monkeypatch.setattr("mcda.voting._kemeny_sets.LARGEST", 10)
    with pytest.raises(MethodError, match=r"Kemeny on criteria: the votes tie .* give weights that differ more"):
        KemenyOfCriteria().rank(table, [1] * 8)


def test_a_huge_number_of_best_orders_is_told_in_round_numbers():
    ranking = KemenyOfCriteria().rank(of(np.array([np.arange(30.0), -np.arange(30.0)]).T), [1, 1])
    assert set(ranking.places.values()) == {1}
    assert ranking.notes == (
        "about 3e+32 orders agree equally well with the criteria: the scores are means over all of them, and the order "
        "shown need not be one of them.",
    )


# Lexicographic.


def test_the_most_important_criterion_decides_and_the_next_breaks_ties():
    values = [[3, 8, 1], [3, 9, 0], [4, 1, 0], [3, 8, 2]]
    assert Lexicographic().rank(of(values), [3, 2, 1]).places == {"a1": 4, "a2": 2, "a3": 1, "a4": 3}
    assert Lexicographic().rank(of(values, ["min", "max", "max"]), [3, 2, 1]).places == {
        "a1": 3,
        "a2": 1,
        "a3": 4,
        "a4": 2,
    }
    ordered = Lexicographic(order=["c3", "c1", "c2"]).rank(of(values), [3, 2, 1])
    assert ordered.places == {"a1": 2, "a2": 4, "a3": 3, "a4": 1}
    assert ordered.details["importance"] == (("c3",), ("c1",), ("c2",))
    assert ordered.notes == ("The order of the criteria is given; the weights are not used.",)


def test_an_order_asks_criteria_that_weigh_nothing():
    assert Lexicographic(order=["c2", "c1"]).rank(of([[9, 1], [1, 2]]), [1, 0]).places == {"a1": 2, "a2": 1}


@settings(max_examples=60)
@given(problems(max_options=7, max_criteria=4), st.randoms(use_true_random=False))
def test_with_different_weights_it_is_the_order_of_tuples(problem, random):
    """Against Python's own order of tuples of ranks."""
    table, _ = problem
    importance = list(range(1, len(table.criteria) + 1))
    random.shuffle(importance)
    ranks = mean_ranks(table.values * table.criteria.signs)[:, np.argsort(-np.array(importance))]
    told = [tuple(row) for row in ranks.tolist()]
    expected = [1 + sum(other < mine for other in told) for mine in told]
    assert list(Lexicographic().rank(table, importance).places.values()) == expected


def test_criteria_of_equal_weight_are_asked_together():
    """By hand: a1 is better on two of three, then nothing else matters; a tie of one to one goes to the last."""
    ranking = Lexicographic().rank(of([[2, 2, 1, 0], [1, 1, 9, 9]]), [2, 2, 2, 1])
    assert ranking.places == {"a1": 1, "a2": 2}
    assert ranking.details["importance"] == (("c1", "c2", "c3"), ("c4",))
    assert ranking.notes == (
        "c1, c2, c3 weigh the same and are asked together: the option better on more of them is preferred; "
        "give `order` to ask one before the other.",
    )
    assert Lexicographic().rank(of([[2, 1, 0], [1, 2, 9]]), [2, 2, 1]).places == {"a1": 2, "a2": 1}
    assert Lexicographic().rank(of([[2, 1, 0], [1, 2, 9]]), [0.3, 0.1 + 0.2, 0.1]).places == {"a1": 2, "a2": 1}


def test_a_semiorder_that_goes_round_in_a_circle_is_settled_and_noted():
    """Tversky's example in small: IQ tells apart only what differs by more than 10; below, experience decides."""
    table = of([[120, 0], [110, 1], [100, 2]], criteria=["iq", "years"])
    method = Lexicographic(indifference={"iq": 10})
    ranking = method.rank(table, [2, 1])
    assert ranking.details["duels"].tolist() == [[0, -1, 1], [1, 0, -1], [-1, 1, 0]]
    assert ranking.places == {"a1": 1, "a2": 1, "a3": 1}
    assert ranking.notes == ("some preferences go round in a circle; options are ranked by preferences won less lost.",)


def test_a_threshold_is_not_passed_by_rounding():
    """0.8 - 0.6 is 0.2 to the analyst, and no more than the threshold."""
    for high, low in ((0.8, 0.6), (0.3, 0.1)):
        ranking = Lexicographic(indifference={"c1": 0.2}).rank(of([[high, 1], [low, 2]]), [2, 1])
        assert ranking.places == {"a1": 2, "a2": 1}
    beyond = Lexicographic(indifference={"c1": 0.2}).rank(of([[0.81, 1], [0.6, 2]]), [2, 1])
    assert beyond.places == {"a1": 1, "a2": 2}


# ORESTE.


PUBLISHED = of([[4, 3, 3], [2, 1.2, 2], [1, 1.5, 4]], ["max", "min", "max"])


def test_oreste_takes_the_order_of_criteria_from_the_weights():
    """The published example: weights in the same order give the ranks 1, 2, 3 of the case."""
    by_weights = Oreste(alpha=0.4).rank(PUBLISHED, [50, 30, 20])
    by_ranks = Oreste(alpha=0.4, criteria_ranks={"c1": 1, "c2": 2, "c3": 3}).rank(PUBLISHED, [1, 1, 1])
    assert by_weights.scores.tolist() == by_ranks.scores.tolist() == [-16, -14, -15]
    assert by_ranks.notes == ("The ranks of the criteria are given; the weights are not used.",)


def test_oreste_shares_ranks_among_ties():
    """By hand, alpha 1/2: criteria tie at 1.5; ranks 1.5, 1.5, 3 and 1, 2.5, 2.5 give six projections."""
    found = Oreste().rank(of([[5, 9], [5, 4], [1, 4]]), [1, 1]).details
    assert found["projections"].tolist() == [[1.5, 1.25], [1.5, 2.0], [2.25, 2.0]]
    assert found["global_ranks"].tolist() == [[2.5, 1], [2.5, 4.5], [6, 4.5]]
    assert found["rank_sums"].tolist() == [3.5, 7, 10.5]


@pytest.mark.parametrize(
    ("power", "expected"),
    [
        (2, [[1, np.sqrt(2.5)], [np.sqrt(2.5), 2]]),
        (-1, [[1, 4 / 3], [4 / 3, 2]]),
        (1, [[1, 1.5], [1.5, 2]]),
    ],
)
def test_oreste_projects_by_the_mean_of_its_power(power, expected):
    """Closed forms of the quadratic, harmonic and arithmetic mean of ranks 1 and 2; criteria rank 1 and 2."""
    found = Oreste(power=power).rank(of([[2, 2], [1, 1]]), [2, 1]).details
    np.testing.assert_allclose(found["projections"], expected)
    assert found["global_ranks"].tolist() == [[1, 2.5], [2.5, 4]]


def test_oreste_tests_intensities_for_indifference_and_conflict():
    """By hand from the published global ranks: C(a1, a2) = 2/18, C(a2, a1) = 4/18, C(a1, a3) = 3/18, C(a3, a1) = 4/18,
    C(a2, a3) = 4/18, C(a3, a2) = 3/18; k = 3 and n = 3, so that by default beta = 1/6, c_star = 1/4, gamma = 1/4.
    """
    weights = [3, 2, 1]
    found = Oreste(alpha=0.4).rank(PUBLISHED, weights).details
    np.testing.assert_allclose(found["intensities"] * 18, [[0, 2, 3], [4, 0, 4], [4, 3, 0]], atol=1e-12)
    assert found["relations"] == (("I",) * 3,) * 3
    conflict = Oreste(alpha=0.4, c_star=4 / 18).rank(PUBLISHED, weights).details["relations"]
    assert conflict == (("I", "R", "R"), ("R", "I", "R"), ("R", "R", "I"))
    # Leads of 2/18 for a2 over a1, 1/18 for a3 over a1 and a2 over a3; against them stand 2/18, 3/18 and 3/18.
    decided = Oreste(alpha=0.4, beta=2 / 18, gamma=1).rank(PUBLISHED, weights).details["relations"]
    assert decided == (("I", "P-", "I"), ("P", "I", "I"), ("I", "I", "I"))
    strict = Oreste(alpha=0.4, beta=2 / 18, gamma=0.9).rank(PUBLISHED, weights).details["relations"]
    assert strict == (("I", "R", "I"), ("R", "I", "I"), ("I", "I", "I"))
    assert Oreste(alpha=0.4, beta=0, gamma=3).rank(PUBLISHED, weights).details["relations"] == (
        ("I", "P-", "P-"), ("P", "I", "P"), ("P", "P-", "I"),
    )  # fmt: skip


def test_oreste_lets_a_lead_stand_up_to_half_of_it_against_on_four_criteria():
    """By hand: global ranks 6 6 6 9.5, 2 6 2 9.5 and 11.5 6 11.5 2; a2 leads a3 by 19 to 7.5: 0.65 of 11.5."""
    table, weights = of([[2, 3, 2, 1], [3, 3, 3, 1], [1, 3, 1, 2]]), [1, 1, 1, 1]
    found = Oreste().rank(table, weights).details
    assert found["global_ranks"].tolist() == [[6, 6, 6, 9.5], [2, 6, 2, 9.5], [11.5, 6, 11.5, 2]]
    assert found["relations"] == (("I", "P-", "R"), ("P", "I", "R"), ("R", "R", "I"))
    assert Oreste(gamma=0.66).rank(table, weights).details["relations"][1] == ("P", "I", "P")


def test_oreste_prefers_an_option_that_leads_by_one_place_and_never_loses():
    """By hand: one place on one criterion of two, nothing against it, is the default threshold itself."""
    relations = Oreste().rank(of([[2, 5], [1, 5], [1, 5]]), [1, 1]).details["relations"]
    assert relations == (("I", "P", "P"), ("P-", "I", "I"), ("P-", "I", "I"))


@every_method
def test_many_options_are_ranked_without_square_matrices_in_the_details(method):
    if method is KemenyOfCriteria:
        values = np.arange(40.0)[:, np.newaxis] * [1, 1]
    else:
        values = np.random.default_rng(0).random((1001, 2))
    ranking = method().rank(of(values), [2, 1])
    assert max(ranking.places.values()) <= len(values)
    if method is not KemenyOfCriteria:
        assert not any(np.shape(found) == (1001, 1001) for found in ranking.details.values())
