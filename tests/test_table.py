"""A performance table is finite, labelled, read-only, and never loses a column's direction."""

import numpy as np
import pandas as pd
import pytest

import mcda
from mcda.errors import McdaError, TableError
from mcda.table import PerformanceTable, value_table


def table() -> PerformanceTable:
    return PerformanceTable.of(
        [[3, 8, 1], [5, 9, 2]], goals=["min", "max", "max"], options=["a", "b"], criteria=["cost", "jobs", "trust"]
    )


def test_selecting_columns_takes_their_direction_along():
    picked = table().select(criteria=["trust", "cost"])

    assert picked.criteria.signs.tolist() == [1.0, -1.0]
    assert picked.values.tolist() == [[1.0, 3.0], [2.0, 5.0]]


def test_the_header_shows_which_way_each_column_points():
    assert repr(table()).splitlines()[0].split() == ["option", "▼", "cost", "▲", "jobs", "▲", "trust"]


def test_names_are_escaped_in_a_notebook_and_harmless_in_a_terminal():
    hostile = PerformanceTable.of([[1.0]], goals=["max"], options=["<img onerror=x>\x1b[31m"], criteria=["<b>"])

    assert "<img" not in hostile._repr_html_()
    assert "&lt;img" in hostile._repr_html_()
    assert "\x1b" not in repr(hostile)


def test_criteria_and_options_show_direction_and_kind_and_escape_names():
    made = table()
    hostile = PerformanceTable.of([[1.0]], goals=["min"], options=["<script>"], criteria=["<b>"])

    assert repr(made.criteria).splitlines()[1].split()[:2] == ["▼", "cost"]
    assert repr(made.options).splitlines()[2].split() == ["b"]
    assert "<script>" not in hostile.options._repr_html_()
    assert "<b>" not in hostile.criteria._repr_html_()


def test_the_values_cannot_be_changed_and_the_input_is_not():
    given = np.array([[1.0, 2.0]])
    made = PerformanceTable.of(given, goals=["max", "max"])

    with pytest.raises(ValueError, match="read-only"):
        made.values[0, 0] = 5.0
    given[0, 0] = 7.0
    assert made.values[0, 0] == 1.0


def test_a_data_frame_brings_its_labels():
    frame = pd.DataFrame({"cost": [1.0, 2.0], "jobs": [3, 4]}, index=["x", "y"])

    made = PerformanceTable.of(frame, goals={"jobs": "max", "cost": "min"})

    assert made.options.ids == ("x", "y")
    pd.testing.assert_frame_equal(made.to_frame(), frame.astype(float).rename_axis("option"))


BAD_CELL = "the performance of 'a2' on 'c1' is"


@pytest.mark.parametrize(
    ("rows", "goals", "told"),
    [
        ([[1.0], [float("nan")]], ["max"], f"{BAD_CELL} nan; expected a finite number"),
        ([[1.0], [float("inf")]], ["max"], f"{BAD_CELL} inf"),
        ([[1.0], ["2"]], ["max"], f"{BAD_CELL} '2'; expected a number"),
        ([[1.0], [None]], ["max"], f"{BAD_CELL} None; expected a number"),
        ([[1.0], [True]], ["max"], f"{BAD_CELL} True; expected a number"),
        ([[1.0], [2j]], ["max"], f"{BAD_CELL} 2j; expected a number"),
        ([], ["max"], "the table is empty"),
        ([[]], [], "the table is empty"),
        ([1.0, 2.0], ["max", "max"], "the table has one dimension"),
        ([[1.0, 2.0], [3.0]], ["max", "max"], "the rows have different lengths: [1, 2]"),
        ([[1.0, 2.0]], ["max"], "1 goals for 2 criteria"),
        ([[1.0]], ["Max"], "'Max' is not a goal; did you mean 'max'?"),
        ([[1.0]], [1], "1 is not a goal"),
        ([[1.0]], "max", "goals is one string"),
        ([[1.0]], {"cost": "min"}, "no goal for criterion 'c1'"),
        ([[1.0]], {"c1": "min", "cost": "min"}, "a goal for 'cost', which is not a criterion"),
    ],
)
def test_what_is_no_table_is_refused_by_cell_and_by_name(rows, goals, told):
    with pytest.raises(McdaError) as refused:
        PerformanceTable.of(rows, goals=goals)

    assert told in str(refused.value)


def test_goals_and_weights_of_a_series_go_by_their_labels():
    """Read by position, the ranking would be reversed."""
    frame = pd.DataFrame({"cost": [1, 9], "gain": [5, 6]}, index=["cheap", "dear"])
    goals = {"gain": "max", "cost": "min"}
    weights = {"gain": 0.1, "cost": 0.9}

    by_series = mcda.rank(frame, goals=pd.Series(goals), weights=pd.Series(weights), method="wsm")

    assert by_series.places == mcda.rank(frame, goals=goals, weights=weights, method="wsm").places
    assert by_series.recipe.shares == {"cost": 0.9, "gain": 0.1}


@pytest.mark.parametrize(
    ("rows", "arguments", "told"),
    [
        ([[1, 2]], {"goals": {"min", "max"}}, "a set has no order"),
        ([[1, 2]], {"goals": 3}, "goals is 3; expected one goal per criterion"),
        (np.ma.array([[1, 2.0]], mask=[[0, 1]]), {"goals": ["max", "max"]}, "masked cells"),
        ([[10**400, 1]], {"goals": ["max", "max"]}, "expected a number"),
        ([[np.array("5"), 1]], {"goals": ["max", "max"]}, "expected a number"),
        ([[1, 2]], {"goals": ["max", "max"], "scales": {"c1": (0,)}}, "the scale of 'c1' is (0,)"),
        ([[1, 2]], {"goals": ["max", "max"], "scales": {"c1": (0, float("nan"))}}, "the scale of 'c1': nan"),
        ([[1, 2]], {"goals": ["max", "max"], "options": [None]}, "an option has no name"),
        ([[1, 2]], {"goals": ["max", "max"], "options": ["a", "b"]}, "1 rows of 2 performances for 2 options"),
    ],
)
def test_what_would_be_read_wrongly_is_refused(rows, arguments, told):
    with pytest.raises(McdaError) as refused:
        PerformanceTable.of(rows, **arguments)

    assert told in str(refused.value)


def test_two_options_may_not_share_an_id():
    with pytest.raises(McdaError, match="options with the same id: x"):
        PerformanceTable.of([[1.0], [2.0]], goals=["max"], options=["x", "x"])


def test_values_need_a_scale():
    with pytest.raises(TableError, match="neither a value function nor a scale"):
        value_table(table())


def test_values_turn_costs_around():
    made = PerformanceTable.of([[0.0], [250.0], [1000.0]], goals=["min"], scales={"c1": (0, 1000)})

    assert value_table(made).values[:, 0].tolist() == [100.0, 75.0, 0.0]
    assert value_table(made).criteria["c1"].goal == "max"
