"""Weights from the data: published numbers, what every one of them must hold to, and what is refused."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import DECIMALS, TIES

from mcda.elicit import objective
from mcda.errors import TableError, WeightsError
from mcda.table import PerformanceTable

NOTICE = "These weights come from the data: they are nobody's preferences."
MEASURED = [name for name in objective.__all__ if name != "equal"]
# Formulas that cannot take a performance below zero, of zero in a column of costs, or of zero anywhere.
RATIO = ["angle", "cilos", "coefficient_of_variation", "entropy", "gini", "idocriw", "merec"]
INVERTED = ["angle", "cilos", "idocriw", "merec"]
INTERVAL = ["critic", "lopcow", "standard_deviation", "variance"]
# The notices of the other programs are compared on this table.
PEERS = [[250, 16, 12, 5], [200, 16, 8, 3], [300, 32, 16, 4], [275, 32, 8, 4], [225, 16, 16, 2]]
BANKS = [
    [21.8, 14.1, 10.7, 1.6, 1.8, 770, 12750, 18, 5100, 1.5, 9.1, 1.054, 4.196, 29.407, 7.03, 15.08, 9.705],
    [16.4, 8.5, 13.9, 1.2, 1.3, 524, 12087, 5.7, 2941, 2.208, 15.2, 1.123, 3.86, 5.228, 14.724, 32.103, 19.0],
    [14.5, 7.0, 2.3, 0.2, 0.2, 238, 3265, 1.9, 320, 2.32, 16.202, 1.008, 3.095, 5.549, 17.34, 65.129, 32.056],
    [18.2, 10.3, 11.4, 1.2, 1.1, 835, 16037, 21.3, 4332, 0.875, 9.484, 0.856, 2.191, 23.75, 13.1, 58.157, 27.46],
    [18.5, 8.1, 11.1, 1.0, 1.1, 504, 9464, 1.4, 1743, 2.95, 0.7, 0.479, 2.44, 8.77, 13.48, 33.45, 17.68],
    [18.7, 11.4, 10.8, 1.3, 1.5, 1227, 24053, 20.0, 6521, 0.733, 1.6, 0.857, 2.377, 4.985, 11.743, 26.732, 24.485],
    [18.5, 12.6, 10.8, 1.4, 1.8, 912, 18800, 18.2, 5300, 1.29, 8.27, 0.558, 0.635, 5.22, 13.829, 31.914, 7.515],
    [16.4, 6.7, 12.6, 0.9, 0.9, 951, 16767, 22.0, 3917, 2.46, 3.9, 0.724, 0.568, 4.491, 14.357, 28.869, 7.313],
    [15.2, 6.3, 6.9, 0.5, 0.5, 1013, 20170, 10.97, 4060, 1.67, 1.7, 0.704, 2.96, 3.24, 10.029, 60.981, 23.541],
]
ENTROPY_AND_CILOS = [[3, 100, 10, 7], [2.5, 80, 8, 5], [1.8, 50, 20, 11], [2.2, 70, 12, 9]]


def table(rows, goals="max"):
    rows = np.asarray(rows)
    return PerformanceTable.of(rows, goals=[goals] * rows.shape[1] if isinstance(goals, str) else goals)


def way(name):
    return getattr(objective, name)


def shares(weights):
    return np.array(list(weights.shares.values()))


def answer(name, given_table):
    """The shares, or None where the formula finds no weights."""
    try:
        return shares(way(name)(given_table))
    except WeightsError:
        return None


@st.composite
def tables(draw, *, least_options=2):
    n, m = draw(st.integers(least_options, 6)), draw(st.integers(1, 5))
    kinds = [draw(st.sampled_from([TIES, DECIMALS])) for _ in range(m)]
    rows = np.array([draw(st.lists(kind, min_size=n, max_size=n)) for kind in kinds]).T
    return table(rows, draw(st.lists(st.sampled_from(["max", "min"]), min_size=m, max_size=m)))


def test_angle_weights_are_those_of_shuai_2012():
    """The paper's example, as the test suite of pymcdm 1.4 carries it, to four decimals."""
    found = objective.angle(table([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 29.1], [68, 70, 60, 29]]))
    assert shares(found) == pytest.approx([0.415, 0.3612, 0.2227, 0.0012], abs=6e-5)


def test_lopcow_weights_are_those_of_ecer_and_pamucar_2022():
    """Nine banks, ten gains and seven costs: the paper's weights, as the test suite of pymcdm 1.4 carries them."""
    published = [0.0495, 0.0366, 0.0846, 0.0706, 0.0637, 0.0661, 0.0699, 0.0504, 0.0690]
    published += [0.0492, 0.0556, 0.0487, 0.0482, 0.0763, 0.0551, 0.0532, 0.0534]
    found = objective.lopcow(table(BANKS, ["max"] * 10 + ["min"] * 7))
    assert shares(found) == pytest.approx(published, abs=6e-5)


def test_gini_and_variance_weights_are_those_of_another_program():
    """pymcdm 1.4, its own tests."""
    assert shares(objective.gini(table([[5, 6, 7], [5.5, 6.1, 8], [4, 5, 9]]))) == pytest.approx(
        [0.412, 0.2562, 0.3319], abs=6e-5
    )
    spread = table([[100, 4, 500], [110, 5, 550], [120, 6, 600], [121, 8, 400]])
    assert shares(objective.variance(spread)) == pytest.approx([0.3761, 0.312, 0.312], abs=6e-5)


def test_critic_gives_a_cost_what_programs_that_honour_directions_give_it():
    """scikit-criteria and pyDecision: 0.272; programs that ignore the direction: 0.130."""
    assert objective.critic(table(PEERS, ["min", "max", "max", "max"])).shares["c1"] == pytest.approx(0.272, abs=5e-4)
    assert objective.critic(table(PEERS)).shares["c1"] == pytest.approx(0.130, abs=5e-4)


def test_idocriw_agrees_with_two_other_programs():
    """pymcdm and pyrepo-mcda: .100 .288 .292 .319. Of options tied for best they take the first; so does this table."""
    rows = np.array(PEERS, dtype=float)
    rows[3, 1] -= 1e-9
    rows[4, 2] -= 1e-9
    found = objective.idocriw(table(rows, ["min", "max", "max", "max"]))
    assert shares(found) == pytest.approx([0.100, 0.288, 0.292, 0.319], abs=6e-4)


def test_cilos_takes_the_mean_of_the_rows_of_options_tied_for_best():
    """By hand: c1 is best at a1 and a2, where c2 has 2 and 4 of at most 4; c2 is best at a2, where c1 loses nothing."""
    losses = objective.cilos(table([[6, 2, 1], [6, 4, 3], [3, 1, 5]])).consistency["impact_loss"]
    assert losses["c1"] == pytest.approx({"c1": 0, "c2": 1 / 4, "c3": 3 / 5})
    assert losses["c2"] == pytest.approx({"c1": 0, "c2": 0, "c3": 2 / 5})
    assert losses["c3"] == pytest.approx({"c1": 1 / 2, "c2": 3 / 4, "c3": 0})


def test_cilos_weights_leave_the_losses_in_balance():
    """The defining equation F q = 0, on the paper's example."""
    found = objective.cilos(table(ENTROPY_AND_CILOS, ["min", "max", "min", "max"]))
    losses = np.array([list(row.values()) for row in found.consistency["impact_loss"].values()])
    assert (losses - np.diag(losses.sum(axis=0))) @ shares(found) == pytest.approx(np.zeros(4), abs=1e-15)


def test_merec_is_its_definition_with_criteria_left_out_one_by_one():
    """S with each criterion left out in turn, computed straight from the paper's formula."""
    rows, costs = np.array(PEERS, dtype=float), np.array([True, False, False, True])
    sizes = np.abs(np.log(np.where(costs, rows / rows.max(axis=0), rows.min(axis=0) / rows)))
    whole = np.log(1 + sizes.sum(axis=1) / 4)
    effects = [np.abs(np.log(1 + np.delete(sizes, j, axis=1).sum(axis=1) / 4) - whole).sum() for j in range(4)]
    found = objective.merec(table(PEERS, ["min", "max", "max", "min"]))
    assert shares(found) == pytest.approx(effects / np.sum(effects), rel=1e-12)
    assert list(found.consistency["performance"].values()) == pytest.approx(whole, rel=1e-12)


def test_merec_counts_a_constant_column_among_the_criteria_it_divides_by():
    """Two varying columns and a constant one, computed straight from the paper's formula with m = 3; ln 1 is 0."""
    rows = np.array([[1, 8, 5], [2, 2, 5], [4, 4, 5]], dtype=float)
    sizes = np.log(rows / rows.min(axis=0))
    whole = np.log(1 + sizes.sum(axis=1) / 3)
    effects = [np.abs(np.log(1 + np.delete(sizes, j, axis=1).sum(axis=1) / 3) - whole).sum() for j in range(2)]
    found = objective.merec(table(rows))
    assert list(found.consistency["removal_effects"].values()) == pytest.approx(effects, rel=1e-12)
    assert found.fractions["c3"] == 0


@pytest.mark.parametrize("gap", [3, 4, 6, 400])
def test_entropy_is_as_exact_where_its_series_takes_over_as_elsewhere(gap):
    """The definition in fifty decimals, for shares of 10000 less gap twice, and 10000 plus twice the gap."""
    with localcontext() as context:
        context.prec = 50
        parts = [Decimal(10000 + each) / 30000 for each in (-gap, -gap, 2 * gap)]
        exact = 1 + sum(p * p.ln() for p in parts) / Decimal(3).ln()
    found = objective.entropy(table([[10000 - gap, 1], [10000 - gap, 2], [10000 + 2 * gap, 3]])).consistency[
        "divergence"
    ]["c1"]
    assert found == pytest.approx(float(exact), rel=1e-12, abs=0)


def test_small_tables_have_the_weights_that_hand_computation_gives():
    """Columns (1, 3) and (9, 11): means 2 and 10, deviations of 1 from them."""
    two = table([[1, 9], [3, 11]])
    assert objective.coefficient_of_variation(two).consistency["coefficient_of_variation"] == {"c1": 0.5, "c2": 0.1}
    assert objective.gini(two).consistency["gini"] == pytest.approx({"c1": 1 / 4, "c2": 1 / 20})
    assert objective.angle(two).consistency["angle"] == pytest.approx({"c1": math.atan(0.5), "c2": math.atan(0.1)})
    quarter = 1 + (math.log(0.25) + 3 * math.log(0.75)) / (4 * math.log(2))
    assert objective.entropy(two).consistency["divergence"]["c1"] == pytest.approx(quarter, rel=1e-14)
    three = objective.standard_deviation(table([[0, 5], [1, 5], [2, 9]]))
    assert three.consistency["deviation"] == pytest.approx({"c1": math.sqrt(1 / 6), "c2": math.sqrt(2 / 9)})


def test_one_who_has_everything_leaves_no_entropy():
    """p = (1, 0, 0): e = 0, with 0 * ln 0 = 0."""
    found = objective.entropy(table([[7, 1], [0, 1], [0, 2]]))
    assert found.consistency["entropy"]["c1"] == pytest.approx(0, abs=1e-15)


def test_a_difference_far_behind_the_decimal_point_still_counts():
    """1 - e is var / (2 * mean^2 * ln n) to first order; subtracting e from 1 would leave nothing of it."""
    found = objective.entropy(table([[1e9, 1], [1e9 + 2, 2]])).consistency["divergence"]["c1"]
    assert found == pytest.approx(1 / (2 * 1e18 * math.log(2)), rel=1e-8, abs=0)


def test_the_equal_weights_are_exact_and_say_that_nobody_was_asked():
    found = objective.equal(table([[1, 1, 1]]))
    assert found.fractions == dict.fromkeys(["c1", "c2", "c3"], Fraction(1, 3))
    assert found.notes == (
        "Equal weights are nobody's preferences: nobody was asked, and the data were not looked at.",
    )


@pytest.mark.parametrize("name", MEASURED)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_weights_are_not_negative_add_to_one_and_come_with_the_notice(name, data):
    given_table = data.draw(tables())
    try:
        found = way(name)(given_table)
    except WeightsError:
        assume(False)
    assert sum(found.fractions.values()) == 1
    assert min(found.fractions.values()) >= 0
    assert found.notes[0] == NOTICE
    assert found.profile.endswith("from the data")
    constant = [
        c for c, column in zip(given_table.criteria.ids, given_table.values.T, strict=True) if np.ptp(column) == 0
    ]
    for criterion in constant:
        assert found.fractions[criterion] == 0
        assert f"{criterion!r} has weight 0: all options are equal on it." in found.notes


@pytest.mark.parametrize("name", MEASURED)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_units_do_not_matter(name, data):
    """A power of two changes no bit; a thousand may change the last ones."""
    given_table = data.draw(tables())
    m = len(given_table.criteria)
    goals = [c.goal.value for c in given_table.criteria]
    before = answer(name, given_table)
    halves = data.draw(st.lists(st.integers(-8, 8), min_size=m, max_size=m))
    again = answer(name, table(given_table.values * 2.0 ** np.array(halves), goals))
    assert (before is None) == (again is None)
    if before is not None:
        assert (before == again).all()
        factors = data.draw(st.lists(st.sampled_from([1000.0, 0.1, 7.0]), min_size=m, max_size=m))
        other = answer(name, table(given_table.values * np.array(factors), goals))
        assert other == pytest.approx(before, abs=1e-9)


@pytest.mark.parametrize("name", MEASURED)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_options_and_criteria_does_not_matter(name, data):
    given_table = data.draw(tables())
    rows = data.draw(st.permutations(given_table.options.ids))
    columns = data.draw(st.permutations(given_table.criteria.ids))
    turned = given_table.select(options=rows, criteria=columns)
    if answer(name, given_table) is None:
        with pytest.raises(WeightsError):
            way(name)(turned)
    else:
        assert way(name)(turned).shares == pytest.approx(way(name)(given_table).shares, abs=1e-12)


@pytest.mark.parametrize("name", [n for n in MEASURED if n != "merec"])
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_constant_column_changes_nothing_for_the_others(name, data):
    """MEREC alone divides by the number of all criteria."""
    given_table = data.draw(tables())
    before = answer(name, given_table)
    assume(before is not None)
    goals = [c.goal.value for c in given_table.criteria]
    wider = np.column_stack([given_table.values, np.full(len(given_table.options), 0.1 + 0.2)])
    wider[0, -1] = 0.3
    found = way(name)(table(wider, [*goals, "min"]))
    assert shares(found).tolist() == [*before.tolist(), 0.0]


@pytest.mark.parametrize("name", MEASURED)
def test_integers_weigh_as_floats_do_and_a_second_call_as_the_first(name):
    """pyrepo-mcda gives the first criterion 0.132 or 0.347 by dtype; pyDecision adds noise to constant columns."""
    rows = [[*row, 9] for row in PEERS]
    goals = ["min", "max", "max", "max", "min"]
    whole = way(name)(table(np.array(rows, dtype=np.int64), goals))
    assert whole.fractions == way(name)(table(np.array(rows, dtype=np.float64), goals)).fractions
    assert whole.fractions == way(name)(table(np.array(rows, dtype=np.int32), goals)).fractions


@pytest.mark.parametrize("name", ["cilos", "idocriw", "critic", "lopcow", "entropy"])
def test_a_useless_criterion_gets_nothing_where_other_programs_fail(name):
    """pymcdm: CILOS 1.0, IDOCRIW 1.015 beside -0.029, CRITIC and LOPCOW NaN, for the second column."""
    rows = [[250, 16, 12, 5], [200, 16, 8, 3], [300, 16, 16, 4], [275, 16, 8, 4], [225, 16, 16, 2]]
    found = way(name)(table(rows, ["min", "max", "max", "max"]))
    assert found.shares["c2"] == 0
    assert all(found.shares[c] > 0 for c in ("c1", "c3", "c4"))


@pytest.mark.parametrize("name", INTERVAL)
def test_a_cost_weighs_as_the_same_column_turned_round(name):
    rows = np.array(PEERS, dtype=float)
    turned = rows * [-1, 1, 1, 1]
    cost, gain = way(name)(table(rows, ["min", "max", "max", "max"])), way(name)(table(turned))
    assert shares(cost) == pytest.approx(shares(gain), rel=1e-12)


@pytest.mark.parametrize("name", ["angle", "cilos", "merec"])
def test_a_cost_weighs_as_one_over_it(name):
    rows = np.array(PEERS, dtype=float)
    turned = np.column_stack([1 / rows[:, 0], rows[:, 1:]])
    cost, gain = way(name)(table(rows, ["min", "max", "max", "max"])), way(name)(table(turned))
    assert shares(cost) == pytest.approx(shares(gain), rel=1e-9)
    assert shares(cost) != pytest.approx(shares(way(name)(table(rows))), rel=1e-3)


@pytest.mark.parametrize("name", MEASURED)
def test_a_single_criterion_has_all_the_weight_and_so_has_the_only_one_that_varies(name):
    assert way(name)(table([[3], [5], [9]])).fractions == {"c1": 1}
    assert way(name)(table([[3, 4], [5, 4], [9, 4]])).fractions == {"c1": 1, "c2": 0}


@pytest.mark.parametrize("name", MEASURED)
def test_the_only_criterion_that_varies_is_not_said_to_have_weight_zero(name):
    """One option best and all others equally bad is where LOPCOW's percentage is 0."""
    for rows in ([[2], [1], [1]], [[2, 4], [1, 4], [1, 4]], [[1], [2], [2]]):
        found = way(name)(table(rows))
        assert found.fractions["c1"] == 1
        assert not [note for note in found.notes if "weight 0 to" in note or "'c1' has weight 0" in note]


@pytest.mark.parametrize("name", objective.__all__)
@pytest.mark.parametrize(
    "given", [None, [[1, 2], [3, 4]], np.ones((2, 2)), {"c1": [1, 2]}, "table.csv", PerformanceTable]
)
def test_what_is_no_table_of_performances_is_refused_with_where_to_get_one(name, given):
    expected = r"expected a PerformanceTable, such as study\.values or PerformanceTable\.of"
    with pytest.raises(TableError, match=f"the table is (None|of type {type(given).__name__}); {expected}"):
        way(name)(given)


@pytest.mark.parametrize("name", MEASURED)
def test_nothing_but_constant_columns_and_a_single_option_are_refused_with_the_reason(name):
    with pytest.raises(WeightsError, match=r"equal on every criterion \(c1, c2\), so the data give no weights"):
        way(name)(table([[3, 0.3], [3, 0.1 + 0.2]]))
    with pytest.raises(WeightsError, match="compare options, but there is only 'a1'; expected two or more"):
        way(name)(table([[3, 4]]))


@pytest.mark.parametrize("name", RATIO)
def test_a_performance_below_zero_is_refused_by_name(name):
    with pytest.raises(
        WeightsError, match=r"the performance of 'a2' on 'c2' is -4; expected (zero or more|above zero): "
    ):
        way(name)(table([[3, 4], [5, -4], [9, 4]]))


@pytest.mark.parametrize("name", INVERTED)
def test_a_cost_of_zero_is_refused_by_name(name):
    with pytest.raises(WeightsError, match="the performance of 'a3' on 'c1' is 0; expected above zero: "):
        way(name)(table([[3, 4], [5, 6], [0, 4]], ["min", "max"]))


def test_merec_refuses_a_gain_of_zero_too():
    with pytest.raises(WeightsError, match="'a1' on 'c2' is 0; expected above zero: MEREC takes logarithms"):
        objective.merec(table([[3, 0], [5, 6]]))


@pytest.mark.parametrize("name", INTERVAL)
def test_negative_performances_are_fine_where_only_differences_count(name):
    rows = np.array(PEERS, dtype=float)
    assert shares(way(name)(table(rows - 500))) == pytest.approx(shares(way(name)(table(rows))), rel=1e-12)


@pytest.mark.parametrize("name", ["standard_deviation", "variance"])
def test_columns_left_in_their_units_are_named_as_such(name):
    rows = np.array(PEERS, dtype=float)
    plain = way(name)(table(rows), normalization="none")
    assert plain.notes[1] == "The columns were not made comparable: in other units the weights would be others."
    finer = way(name)(table(rows * [100, 1, 1, 1]), normalization="none")
    assert finer.shares["c1"] > plain.shares["c1"]
    with pytest.raises(WeightsError, match="the normalisation is 'min-max'; did you mean 'minmax'"):
        way(name)(table(rows), normalization="min-max")


def test_columns_that_say_the_same_leave_critic_nothing_to_go_by():
    """0.1 + 0.2 and 0.3 are one number, so the columns are one column in two units."""
    with pytest.raises(WeightsError, match="CRITIC weights find nothing that sets c1, c2 apart"):
        objective.critic(table([[0.1, 1], [0.1 + 0.2, 3], [0.7, 7]]))


def test_cilos_refuses_an_option_that_is_best_on_everything():
    with pytest.raises(WeightsError, match="leave the weights open between these criteria: c1; c2; none of them loses"):
        objective.cilos(table([[9, 9], [3, 4], [5, 2]]))


def test_cilos_says_why_a_criterion_that_varies_gets_nothing():
    """Where c1 is best (a1) c2 loses nothing; where c2 is best (a1 and a2, on average) c1 loses: all goes to c2."""
    found = objective.cilos(table([[9, 9], [3, 9], [5, 2]]))
    assert found.fractions == {"c1": 0, "c2": 1}
    assert found.notes[1] == "CILOS gives weight 0 to c1: where they are at their best, c2 lose nothing."


def test_lopcow_cannot_tell_columns_of_two_options_apart():
    with pytest.raises(WeightsError, match="LOPCOW weights find nothing that sets c1, c2 apart"):
        objective.lopcow(table([[1, 5], [2, 3]]))
    found = objective.lopcow(table([[1, 5], [2, 3], [1, 4]]))
    assert found.fractions == {"c1": 0, "c2": 1}
    assert "LOPCOW gives weight 0 to 'c1': one option is best on it and all others are equally bad." in found.notes


@pytest.mark.parametrize("name", MEASURED)
def test_numbers_beyond_double_precision_are_refused_or_answered_but_never_nan(name):
    rows = [[1e308, 1], [1.5e308, 2], [1.7e308, 4]]
    found = answer(name, table(rows))
    assert found is None or np.isfinite(found).all()


@pytest.mark.parametrize("name", MEASURED)
def test_numbers_beyond_double_precision_are_refused_and_no_column_is_taken_for_constant(name):
    table = PerformanceTable.of([[1e308, 2], [-1e308, 1], [0, 3]], goals=["max", "max"])
    with pytest.raises(WeightsError, match="too large or too far apart"):
        getattr(objective, name)(table)
