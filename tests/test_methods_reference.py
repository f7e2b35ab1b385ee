"""TOPSIS and VIKOR: identities, edges, and the acceptance conditions."""

import numpy as np
import pytest
from hypothesis import given, settings
from strategies import problems

from mcda.methods import Topsis, Vikor
from mcda.methods.reference.vikor import compromise
from mcda.table import PerformanceTable

BOTH = [Topsis(), Topsis(normalization="minmax")]


def table(*rows, goals=None):
    return PerformanceTable.of(rows, goals=goals or ["max"] * len(rows[0]))


@pytest.mark.parametrize("method", BOTH, ids=repr)
def test_the_ideal_has_closeness_1_and_the_anti_ideal_0(method):
    ranking = method.rank(table([9, 9], [1, 1], [5, 2]), [1, 2])
    assert ranking.scores[:2].tolist() == [1.0, 0.0]
    assert 0 < ranking.scores[2] < 1


@pytest.mark.parametrize("method", BOTH, ids=repr)
@pytest.mark.parametrize("rows", [([1, 2],), ([3, 3], [3, 3]), ([0, 0], [0, 0])])
def test_options_that_tie_everywhere_are_half_way(method, rows):
    assert set(method.rank(table(*rows), [1, 1]).scores) == {0.5}


def test_topsis_by_hand_with_city_block_distance():
    """Min-max columns (1, 0, 1/2) and (0, 1, 1/4), weights 3/4 and 1/4: to the best 1/4, 3/4, 9/16."""
    ranking = Topsis(normalization="minmax", power=1).rank(table([5, 1], [1, 5], [3, 2]), [3, 1])
    np.testing.assert_allclose(ranking.details["distance_to_ideal"], [0.25, 0.75, 0.5625], rtol=1e-15)
    np.testing.assert_allclose(ranking.scores, [0.75, 0.25, 0.4375], rtol=1e-15)


@given(problems())
@settings(max_examples=40)
def test_topsis_distances_are_those_of_the_weighted_points(problem):
    """By the textbook's route: normalise, weigh, take the points, measure."""
    given_table, points = problem
    ranking = Topsis().rank(given_table, points)
    values = given_table.values
    length = np.sqrt((values**2).sum(axis=0))
    v = values / np.where(length == 0, 1, length) * points / points.sum()
    distance = np.sqrt(((v - ranking.details["ideal"]) ** 2).sum(axis=1))
    scale = np.abs(v).max()
    np.testing.assert_allclose(ranking.details["distance_to_ideal"], distance, atol=1e-7 * scale)
    for corner, best in (("ideal", v.max(axis=0)), ("anti_ideal", v.min(axis=0))):
        up = given_table.criteria.signs > 0
        np.testing.assert_allclose(ranking.details[corner][up], best[up], rtol=1e-12, atol=1e-300)


def test_topsis_tells_options_apart_on_a_huge_offset():
    """After normalising, 1,000,000,000.5 and 1,000,000,001 would agree to nine digits."""
    ranking = Topsis().rank(table([1e9, 3], [1e9 + 0.5, 3], [1e9 + 1, 3]), [1, 1])
    np.testing.assert_allclose(ranking.scores, [0.0, 0.5, 1.0], atol=1e-12)


@given(problems())
@settings(max_examples=40)
def test_vikor_measures_are_in_range_and_ordered_by_v(problem):
    found = Vikor().rank(*problem).details
    for name in ("S", "R", "Q"):
        assert (found[name] >= 0).all()
        assert (found[name] <= 1 + 1e-12).all()
    assert (found["R"] <= found["S"] + 1e-15).all()
    assert found["Q"].min() <= 1
    by_s, by_r = (Vikor(v=v).rank(*problem) for v in (1, 0))
    for ranking, name in ((by_s, "S"), (by_r, "R")):
        order = np.argsort(found[name], kind="stable")
        assert (np.diff(ranking.scores[order]) <= 1e-9).all()


def test_vikor_with_the_same_regret_for_all_is_not_nought_over_nought():
    """Each option is worst on one of three equally weighted criteria: S and R are the same for all."""
    ranking = Vikor().rank(table([0, 1, 1], [1, 0, 1], [1, 1, 0]), [1, 1, 1])
    assert ranking.details["Q"].tolist() == [0.0, 0.0, 0.0]
    assert set(ranking.places.values()) == {1}
    assert ranking.details["compromise_set"] == ("a1", "a2", "a3")


def test_vikor_with_regrets_that_differ_by_rounding_alone_is_a_tie():
    """Weights 1, 4, 1 against 6: the same in shares, not in the last bit, which stretching would make 0 and 1."""
    ranking = Vikor(v=1).rank(table([0, 0, 0, 1], [1, 1, 1, 0]), [1, 4, 1, 6])
    assert ranking.details["S"][0] != ranking.details["S"][1]
    assert set(ranking.places.values()) == {1}


@pytest.mark.parametrize("rows", [([4, 4],), ([4, 4], [4, 4])])
def test_vikor_on_one_option_or_twins_is_all_acceptable_or_all_tied(rows):
    found = Vikor().rank(table(*rows), [1, 1]).details
    assert found["compromise_set"] == tuple(f"a{i + 1}" for i in range(len(rows)))
    assert found["acceptable_advantage"] is (len(rows) == 1)
    assert found["acceptable_stability"] is True


@pytest.mark.parametrize(
    ("s", "r", "q", "advantage", "stability", "chosen"),
    [
        # DQ = 1/3 with four options. The two conditions of Opricovic & Tzeng (2004), one by one.
        ([0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4], [0.0, 0.5, 0.8, 1.0], True, True, "a"),
        ([0.2, 0.1, 0.3, 0.4], [0.2, 0.1, 0.3, 0.4], [0.0, 0.5, 0.8, 1.0], True, False, "ab"),
        ([0.2, 0.1, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4], [0.0, 0.5, 0.8, 1.0], True, True, "a"),
        ([0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4], [0.0, 0.1, 0.3, 1.0], False, True, "abc"),
        ([0.2, 0.1, 0.3, 0.4], [0.2, 0.1, 0.3, 0.4], [0.0, 0.3, 0.4, 1.0], False, False, "ab"),
        ([0.1, 0.1, 0.3, 0.4], [0.1, 0.1, 0.3, 0.4], [0.0, 0.0, 0.8, 1.0], False, True, "ab"),
        ([0.2, 0.1, 0.1, 0.4], [0.2, 0.1, 0.1, 0.4], [0.0, 0.5, 0.5, 1.0], True, False, "abc"),
        ([0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4], [0.0, 1 / 3, 0.8, 1.0], True, True, "a"),
        ([0.1, 0.2, 0.3, 0.4], [0.1, 0.2, 0.3, 0.4], [0.0, 0.1, 1 / 3, 1.0], False, True, "ab"),
    ],
)
def test_the_two_acceptance_conditions_lead_to_the_compromise_set(s, r, q, advantage, stability, chosen):
    found = compromise(("a", "b", "c", "d"), np.array(s), np.array(r), np.array(q))
    assert found == (advantage, stability, tuple(chosen))
