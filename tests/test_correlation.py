"""Rank correlations: against SciPy, at the edges, and with ties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import McdaError
from mcda.robustness import concordance, kendall_tau, mean_ranks, spearman, weighted_spearman, ws

COEFFICIENTS = (spearman, kendall_tau, weighted_spearman, ws)
pairs = st.integers(2, 9).flatmap(
    lambda n: st.tuples(*(st.lists(st.integers(1, n), min_size=n, max_size=n) for _ in range(2)))
)


@given(pairs)
@settings(max_examples=60)
def test_spearman_and_kendall_are_scipy_s(pair):
    from scipy import stats

    first, second = pair
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert spearman(first, second) is kendall_tau(first, second) is None
    else:
        assert spearman(first, second) == pytest.approx(stats.spearmanr(first, second).statistic, abs=1e-12)
        assert kendall_tau(first, second) == pytest.approx(stats.kendalltau(first, second).statistic, abs=1e-12)


@given(pairs)
def test_pairs_are_counted_as_by_plain_loops(pair):
    first, second = pair
    products = [(a - c) * (b - d) for i, (a, b) in enumerate(zip(*pair, strict=True))
                for c, d in list(zip(first, second, strict=True))[:i]]  # fmt: skip
    found = concordance(first, second)
    assert found.concordant == sum(p > 0 for p in products)
    assert found.discordant == sum(p < 0 for p in products)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_a_ranking_agrees_with_itself(coefficient):
    assert coefficient([3, 1, 2, 4], [3, 1, 2, 4]) == 1.0


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_how_ties_are_written_does_not_matter(coefficient):
    assert coefficient([1, 2, 2, 4], [1, 3, 2, 4]) == coefficient([1, 2.5, 2.5, 4], [1, 3, 2, 4])


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
@pytest.mark.parametrize("pair", [([1], [1]), ([1, 1, 1], [1, 2, 3]), ([1, 2, 3], [1, 1, 1])])
def test_where_a_coefficient_has_no_meaning_it_is_none(coefficient, pair):
    assert coefficient(*pair) is None


@pytest.mark.parametrize("coefficient", [spearman, kendall_tau, weighted_spearman])
def test_the_reverse_ranking_is_minus_one(coefficient):
    assert coefficient([1, 2, 3, 4], [4, 3, 2, 1]) == -1.0


def test_disagreement_at_the_top_weighs_more():
    at_top, at_end = [2, 1, 3, 4, 5], [1, 2, 3, 5, 4]
    reference = [1, 2, 3, 4, 5]
    assert spearman(reference, at_top) == spearman(reference, at_end)
    assert weighted_spearman(reference, at_top) < weighted_spearman(reference, at_end)
    assert ws(reference, at_top) < ws(reference, at_end)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
@pytest.mark.parametrize("pair", [([1, 2], [1, 2, 3]), ([], []), ([1, np.nan], [1, 2]), ([[1, 2]], [[1, 2]])])
def test_what_is_not_two_rankings_of_the_same_options_is_refused(coefficient, pair):
    with pytest.raises(McdaError):
        coefficient(*pair)


def test_weighted_spearman_by_hand():
    """By hand for (1, 2, 3) and (3, 1, 2): 1 - 6 (4 * 4 + 1 * 5 + 1 * 3) / 96."""
    assert weighted_spearman([1, 2, 3], [3, 1, 2]) == weighted_spearman([3, 1, 2], [1, 2, 3]) == -0.5


def test_mean_ranks_share_what_ties_take_together():
    assert mean_ranks([30, 10, 10, 10, 20]).tolist() == [5.0, 2.0, 2.0, 2.0, 4.0]
