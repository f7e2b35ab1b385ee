"""Ties and places: the only place where scores become places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcda.errors import TableError
from mcda.methods import COMMON, tie_tolerance
from mcda.options import Option, Options
from mcda.ranking import Ranking, Recipe, places
from mcda.table import PerformanceTable

scores_strategy = st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=12)


def ranking(scores, tolerance=0.0, kinds=None):
    options = Options(tuple(Option(f"o{i}", kind=kinds[i] if kinds else "") for i in range(len(scores))))
    recipe = Recipe(method="Test()", method_id="test", weights="w", shares={"c": 1.0})
    return Ranking(options, np.array(scores), recipe, tolerance)


@pytest.mark.parametrize(
    ("scores", "tolerance", "expected"),
    [
        ([50, 70, 50, 90], 0, [3, 2, 3, 1]),
        ([90, 70, 70, 50], 0, [1, 2, 2, 4]),
        ([1, 1, 1], 0, [1, 1, 1]),
        ([5], 0, [1]),
        # 0.3 and 0.1 + 0.2 differ in the last bit only.
        ([0.3, 0.1 + 0.2, 0.2], 1e-10, [1, 1, 3]),
        # A chain of near ties: the middle ties with both ends, the ends do not tie with each other.
        ([1.0, 0.9, 0.8], 0.15, [1, 1, 2]),
    ],
)
def test_a_place_is_one_plus_the_number_of_options_that_are_better(scores, tolerance, expected):
    assert places(np.array(scores, dtype=float), tolerance).tolist() == expected


@given(scores_strategy, st.sampled_from([0.0, 0.5, 1.0]))
def test_places_are_the_count_by_plain_loops(scores, tolerance):
    expected = [1 + sum(other > mine + tolerance for other in scores) for mine in scores]
    assert places(np.array(scores), tolerance).tolist() == expected


@pytest.mark.parametrize("tolerance", [0.0, 0.5, 1.0])
def test_places_among_more_options_than_are_compared_at_once(tolerance):
    """The count by plain loops again, where places are found by search."""
    scores = [float(k % 10) for k in range(100)]
    expected = [1 + sum(other > mine + tolerance for other in scores) for mine in scores]
    assert places(np.array(scores), tolerance).tolist() == expected


@given(st.lists(st.lists(st.integers(0, 3).map(float), min_size=4, max_size=4), min_size=1, max_size=6))
def test_a_batch_of_scores_has_the_places_of_its_rows(rows):
    assert places(np.array(rows)).tolist() == [places(np.array(row)).tolist() for row in rows]


def test_the_order_keeps_tied_options_as_in_the_table():
    found = ranking([1, 3, 3, 2])
    assert found.order == ("o1", "o2", "o3", "o0")
    assert found.winners == ("o1", "o2")


def test_a_kind_is_ranked_among_itself_with_the_same_scores():
    found = ranking([1, 3, 2, 4], kinds=["posture", "measure", "posture", "measure"]).within("posture")
    assert found.places == {"o0": 2, "o2": 1}
    assert found.score("o2") == 2.0


@pytest.mark.parametrize("scores", [[1.0, np.nan], [np.inf, 0.0]])
def test_scores_that_are_not_finite_make_no_ranking(scores):
    with pytest.raises(TableError, match="finite"):
        ranking(scores)


def test_scores_are_read_only_and_copied():
    given_scores = np.array([1.0, 2.0])
    found = ranking(given_scores)
    given_scores[0] = 9.0
    assert found.scores.tolist() == [1.0, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        found.scores[0] = 3.0


def test_the_tolerance_of_a_fixed_width_is_a_ten_billionth_of_it():
    widths = {"additive": 100, "topsis": 1, "vikor": 1, "promethee_ii": 2}
    assert {m.id: m.score_width for m in COMMON if m.score_width is not None} == widths
    assert tie_tolerance(np.array([3.0, 7.0]), 100.0) == 1e-8


def test_the_tolerance_without_a_width_grows_with_the_scores():
    assert tie_tolerance(np.array([0.0, 0.0]), None) == 0.0
    assert tie_tolerance(np.array([0.0, 2.0]), None) == pytest.approx(2e-12 + 2e-9)
    assert tie_tolerance(np.array([1e9, 1e9 + 1]), None) == pytest.approx(1e-3, rel=1e-2)


@pytest.mark.parametrize("method", COMMON, ids=lambda m: m.id)
def test_options_on_a_huge_offset_are_still_told_apart(method):
    table = PerformanceTable.of(
        [[1e9 + 3], [1e9 + 1], [1e9 + 2], [1e9 + 1]], goals=["min"], scales={"c1": (1e9, 1e9 + 10)}
    )
    assert list(method().rank(table, [1]).places.values()) == [4, 1, 3, 1]


def test_a_ranking_shows_its_recipe_first_and_escapes_what_it_shows():
    table = PerformanceTable.of(
        [[1], [2]], goals=["max"], options=["<img src=x onerror=alert(1)>", "b"], scales={"c1": (0, 2)}
    )
    found = COMMON[0]().rank(table, [1])
    assert repr(found).splitlines()[0].startswith("Additive(), weights: given, on units")
    assert "<img" not in found._repr_html_()
    frame = found.to_frame()
    assert list(frame.columns) == ["option", "score", "place"]
    assert frame["place"].tolist() == [1, 2]
