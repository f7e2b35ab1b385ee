"""GAIA: the plane, its axes, what it keeps, and tables with hardly anything to draw."""

import numpy as np
import pytest
from hypothesis import given, settings
from promcalc_centres import CENTRES, EIGENVALUES, FUNCTIONS, NEGATIVE, NET, POINTS, POSITIVE
from strategies import problems

from mcda.errors import McdaError, MethodError, TableError, WeightsError
from mcda.methods import GaiaPlane, Linear, PrometheeI, PrometheeII, gaia
from mcda.table import PerformanceTable


def test_the_distribution_centres_have_the_flows_of_the_paper():
    """Brans & Mareschal (1994): all flows to the four digits printed; A4 and A5 incomparable."""
    ranking = PrometheeII(functions=FUNCTIONS).rank(CENTRES, POINTS)
    assert ranking.details["positive_flows"].round(4).tolist() == POSITIVE
    assert ranking.details["negative_flows"].round(4).tolist() == NEGATIVE
    assert ranking.scores.round(4).tolist() == NET
    found = PrometheeI(functions=FUNCTIONS).outrank(CENTRES, POINTS)
    assert found.relation("A4", "A5") == "R"
    assert found.best == ("A4", "A5")


def test_the_plane_of_the_distribution_centres_keeps_86_per_cent():
    """Printed as 86 per cent; eigenvalues recomputed from the definition. Weighted flows would keep 96.4 per cent."""
    plane = gaia(CENTRES, POINTS, functions=FUNCTIONS)
    assert round(plane.delta, 4) == 0.8625
    assert plane.eigenvalues.round(5).tolist() == EIGENVALUES
    flows = PrometheeII(functions=FUNCTIONS).rank(CENTRES, POINTS).details["unicriterion_net_flows"]
    weighted = np.linalg.eigvalsh(np.cov((flows * np.array(list(POINTS.values()))).T))[::-1]
    assert round(weighted[:2].sum() / weighted.sum(), 3) == 0.964, "what a plane of weighted flows would claim"
    # The axes of the two criteria that conflict most point apart.
    cost, population = plane.criterion_axes[0], plane.criterion_axes[1]
    assert cost @ population < 0
    assert plane.decision_axis @ cost > 0 > plane.decision_axis @ population


@given(problems(max_options=9, max_criteria=6))
@settings(max_examples=40)
def test_the_plane_is_a_projection_of_the_unicriterion_flows(problem):
    plane = gaia(*problem)
    details = PrometheeII().rank(*problem).details
    flows, shares = details["unicriterion_net_flows"], problem[1] / problem[1].sum()
    assert 0 <= plane.delta <= 1
    assert (plane.eigenvalues >= 0).all()
    assert (np.diff(plane.eigenvalues) <= 0).all()
    np.testing.assert_allclose(plane.eigenvalues.sum(), (flows**2).sum() / len(flows), atol=1e-12)
    np.testing.assert_allclose(plane.option_coordinates, flows @ plane.criterion_axes, atol=1e-12)
    np.testing.assert_allclose(plane.decision_axis, shares @ plane.criterion_axes, atol=1e-12)
    for k in range(2):
        axis = plane.criterion_axes[:, k]
        variance = (plane.option_coordinates[:, k] ** 2).mean()
        if axis.any():
            assert axis @ axis == pytest.approx(1)
            assert variance == pytest.approx(plane.eigenvalues[k], abs=1e-12)
            assert axis[np.argmax(np.abs(axis) >= np.abs(axis).max() - 1e-9)] > 0, "it points to its largest load"
        else:
            assert variance == 0
    assert abs(plane.criterion_axes[:, 0] @ plane.criterion_axes[:, 1]) < 1e-9


def test_two_criteria_that_say_the_opposite_lie_on_one_line():
    """By hand: flows (1, -1), (0, 0), (-1, 1); one axis (1, -1) / root 2 with variance (2 + 0 + 2) / 3."""
    table = PerformanceTable.of([[3, 1], [2, 2], [1, 3]], goals=["max", "max"])
    plane = gaia(table, [3, 1])
    root = np.sqrt(2)
    np.testing.assert_allclose(plane.criterion_axes, [[1 / root, 0], [-1 / root, 0]], atol=1e-15)
    np.testing.assert_allclose(plane.option_coordinates, [[root, 0], [0, 0], [-root, 0]], atol=1e-15)
    np.testing.assert_allclose(plane.decision_axis, [0.5 / root, 0], atol=1e-15)
    np.testing.assert_allclose(plane.eigenvalues, [4 / 3, 0], atol=1e-15)
    assert plane.delta == 1.0


@pytest.mark.parametrize(
    ("rows", "delta"),
    [
        ([[5.0]], 1.0),
        ([[5, 5], [5, 5]], 1.0),
        ([[1.0], [2.0], [3.0]], 1.0),
        ([[1, 4], [2, 4]], 1.0),
        ([[7, 8, 9]], 1.0),
    ],
)
def test_a_table_with_hardly_anything_to_draw_has_a_plane(rows, delta):
    plane = gaia(PerformanceTable.of(rows, goals=["max"] * len(rows[0])), [1] * len(rows[0]))
    assert plane.delta == delta
    nothing = not np.ptp(rows, axis=0).any()
    assert (
        repr(plane)
        .splitlines()[0]
        .endswith("; there is no variance to keep" if nothing else "; keeps 100.00% of the variance")
    )
    assert np.isfinite(plane.to_frame()[["x", "y"]].to_numpy()).all()
    spread = np.ptp(np.array(rows, dtype=float), axis=0)
    assert not plane.criterion_axes[spread == 0].any(), "a criterion on which all are equal points nowhere"


def test_a_plane_that_shows_little_says_so():
    rows = np.eye(6) * 2
    notes = gaia(PerformanceTable.of(rows, goals=["max"] * 6), [1] * 6).notes
    assert any("the plane keeps 40% of the variance" in note for note in notes)
    assert any("the second and the third axis keep equally much" in note for note in notes)
    assert gaia(CENTRES, POINTS, functions=FUNCTIONS).notes == ()


def test_the_plane_does_not_move_with_the_weights_or_the_order_of_the_options():
    plane, other = (gaia(CENTRES, w, functions=FUNCTIONS) for w in (POINTS, [1, 2, 3, 4, 5]))
    np.testing.assert_array_equal(plane.option_coordinates, other.option_coordinates)
    assert not np.allclose(plane.decision_axis, other.decision_axis)
    turned = gaia(CENTRES.select(options=CENTRES.options.ids[::-1]), POINTS, functions=FUNCTIONS)
    np.testing.assert_allclose(turned.option_coordinates[::-1], plane.option_coordinates, atol=1e-12)
    shuffled = gaia(CENTRES.select(criteria=CENTRES.criteria.ids[::-1]), POINTS, functions=FUNCTIONS)
    np.testing.assert_allclose(shuffled.option_coordinates, plane.option_coordinates, atol=1e-12)
    np.testing.assert_allclose(shuffled.criterion_axes[::-1], plane.criterion_axes, atol=1e-12)


def test_the_plane_reads_as_a_table_and_keeps_its_recipe():
    plane = gaia(CENTRES, POINTS, functions=FUNCTIONS)
    frame = plane.to_frame()
    assert frame.columns.tolist() == ["kind", "id", "x", "y"]
    assert frame["kind"].tolist() == ["option"] * 12 + ["criterion"] * 5 + ["decision"]
    assert frame[frame["id"] == "A4"][["x", "y"]].to_numpy().tolist() == [plane.option_coordinates[3].tolist()]
    assert repr(plane).splitlines()[0].endswith("keeps 86.25% of the variance")
    assert "PrometheeII(functions=" in repr(plane)
    assert "<table>" in plane._repr_html_()
    assert plane.recipe.method_id == "promethee_ii"
    with pytest.raises(ValueError, match="read-only"):
        plane.option_coordinates[0, 0] = 1


def test_what_no_plane_can_be_made_of_is_refused_by_name():
    with pytest.raises(WeightsError, match="needs weights"):
        gaia(CENTRES)
    with pytest.raises(WeightsError, match="zero"):
        gaia(CENTRES, [0] * 5)
    with pytest.raises(MethodError, match="the function of 'cost' is 3"):
        gaia(CENTRES, POINTS, functions={"cost": 3})
    with pytest.raises(McdaError, match="'costs', which is not a criterion; did you mean 'cost'"):
        gaia(CENTRES, POINTS, functions={"costs": Linear(1, 2)})
    huge = PerformanceTable.of([[1e308], [-1e308]], goals=["max"])
    with pytest.raises(MethodError, match="'a1' on 'c1' is 1e\\+308"):
        gaia(huge, [1])
    plane = gaia(CENTRES, POINTS)
    with pytest.raises(TableError, match="decision_axis has shape"):
        GaiaPlane(
            plane.options, plane.criteria, plane.option_coordinates, plane.criterion_axes, np.zeros(3), 1.0,
            plane.eigenvalues, plane.recipe,
        )  # fmt: skip
