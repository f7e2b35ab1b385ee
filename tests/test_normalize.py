"""Columns made comparable: by hand, at the edges, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import tables

from mcda.errors import NameUnknownError
from mcda.normalize import NORMALIZATIONS, ImpossibleCellError, column_sum, normalize, size, spread

UP_AND_DOWN = np.array([1.0, -1.0])


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        # By hand from columns (2, 4) to be maximised and (5, 20) to be minimised.
        ("linear_max", [[0.5, 1.0], [1.0, 0.25]]),
        ("sum_inverse", [[1 / 3, 0.8], [2 / 3, 0.2]]),
        ("minmax", [[0.0, 1.0], [1.0, 0.0]]),
        ("vector", [[2 / 20**0.5, 1 - 5 / 425**0.5], [4 / 20**0.5, 1 - 20 / 425**0.5]]),
        ("none", [[2.0, -5.0], [4.0, -20.0]]),
    ],
)
def test_each_normalisation_is_its_formula(how, expected):
    found = normalize(np.array([[2.0, 5.0], [4.0, 20.0]]), UP_AND_DOWN, how)
    np.testing.assert_allclose(found, expected, rtol=1e-14)


@pytest.mark.parametrize("how", ["minmax", "linear_max"])
def test_a_column_in_which_all_are_equal_becomes_one(how):
    assert normalize(np.full((3, 2), 7.0), UP_AND_DOWN, how).tolist() == [[1.0, 1.0]] * 3


def test_a_column_of_zeros_to_be_maximised_is_survived():
    zeros = np.zeros((2, 1))
    assert normalize(zeros, np.ones(1), "linear_max").tolist() == [[1.0], [1.0]]
    assert normalize(zeros, np.ones(1), "sum_inverse").tolist() == [[0.5], [0.5]]
    assert normalize(zeros, np.ones(1), "vector").tolist() == [[0.0], [0.0]]


@pytest.mark.parametrize("how", ["linear_max", "sum_inverse"])
@pytest.mark.parametrize(
    ("values", "cell"), [([[1.0, 2.0], [3.0, 0.0]], (1, 1)), ([[1.0, -2.0]], (0, 1)), ([[-1.0, 2.0]], (0, 0))]
)
def test_a_ratio_refuses_the_cell_it_cannot_take(how, values, cell):
    with pytest.raises(ImpossibleCellError) as refused:
        normalize(np.array(values), UP_AND_DOWN, how)
    assert refused.value.cell == cell
    assert f"option {cell[0]}, criterion {cell[1]}" in str(refused.value)


def test_a_zero_to_be_maximised_is_no_fault_of_a_ratio():
    assert normalize(np.array([[0.0], [4.0]]), np.ones(1), "linear_max").tolist() == [[0.0], [1.0]]


def test_an_unknown_normalisation_is_answered_with_the_nearest():
    with pytest.raises(NameUnknownError, match="did you mean 'minmax'"):
        normalize(np.ones((1, 1)), np.ones(1), "min-max")


def test_a_difference_that_is_only_rounding_is_none():
    """0.1 + 0.2 is not 0.3 in binary; stretched to 0 and 1 the last bit would rule the column."""
    column = np.array([[0.1 + 0.2], [0.3]])
    assert column[0] != column[1]
    assert normalize(column, np.ones(1), "minmax").tolist() == [[1.0], [1.0]]
    assert spread(column).tolist() == [[np.inf]]


def test_a_small_difference_on_a_huge_offset_is_one():
    assert normalize(1e9 + np.array([[0.0], [0.5], [1.0]]), np.ones(1), "minmax").tolist() == [[0.0], [0.5], [1.0]]


@pytest.mark.parametrize("factor", [1e-200, 1e-9, 1.0, 1e154, 1e200])
def test_the_length_of_a_column_neither_overflows_nor_vanishes(factor):
    np.testing.assert_allclose(size(factor * np.array([[3.0], [4.0]])), [[5.0 * factor]], rtol=1e-15)


@given(tables(positive=True), st.sampled_from(NORMALIZATIONS))
@settings(max_examples=60)
def test_normalised_columns_keep_the_order_and_point_up(table, how):
    values, signs = table.values, table.criteria.signs
    found = normalize(values, signs, how)
    assert found.shape == values.shape
    for j, sign in enumerate(signs):
        by_value = np.argsort(sign * values[:, j], kind="stable")
        assert (np.diff(found[by_value, j]) >= -1e-12 * np.abs(found[:, j]).max()).all()
    if how not in ("none", "vector"):
        assert (found >= 0).all()
        assert (found <= 1).all()


@given(tables(max_criteria=3))
@settings(max_examples=30)
def test_column_sums_have_the_same_bits_in_a_stack(table):
    stack = np.stack([table.values, table.values[::-1], table.values])
    assert column_sum(stack)[0].tolist() == column_sum(table.values).tolist()
    assert column_sum(stack)[1].tolist() == column_sum(np.ascontiguousarray(table.values[::-1])).tolist()
