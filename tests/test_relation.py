"""Relations between options: circles, the kernel, and how a relation is shown."""

import time
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda.errors import NameUnknownError, TableError
from mcda.methods import ElectreI
from mcda.options import Option, Options
from mcda.ranking import Recipe
from mcda.relation import Outranking, circle_of, contracted, kernel, relations
from mcda.table import PerformanceTable

RECIPE = Recipe(method="Hand()", method_id="hand", weights="", shares={}, on="units", version="0")


def outranking(*arrows, n):
    """The relation with these arrows between options 0 to n - 1."""
    found = np.zeros((n, n), dtype=bool)
    for a, b in arrows:
        found[a, b] = True
    return Outranking(Options(tuple(Option(f"o{i}") for i in range(n))), found, RECIPE)


@st.composite
def truths(draw, largest=6):
    n = draw(st.integers(1, largest))
    return np.array(draw(st.lists(st.booleans(), min_size=n * n, max_size=n * n))).reshape(n, n)


def reachable(relation, start):
    """Options that a walk along the relation can reach, the start among them."""
    seen, todo = {start}, [start]
    while todo:
        for b in np.flatnonzero(relation[todo.pop()]).tolist():
            if b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


def circles_by_walking(relation):
    reach = [reachable(relation, a) for a in range(len(relation))]
    return [min(b for b in reach[a] if a in reach[b]) for a in range(len(relation))]


def kernels_by_enumeration(relation):
    """Every set of circles that is stable inside and outside, by trying all sets."""
    of = circles_by_walking(relation)
    nodes = sorted(set(of))
    arrows = {(of[a], of[b]) for a, b in np.argwhere(relation).tolist() if of[a] != of[b]}
    found = []
    for size in range(len(nodes) + 1):
        for chosen in combinations(nodes, size):
            inside = set(chosen)
            calm = not any(a in inside and b in inside for a, b in arrows)
            covers = all(any((a, b) in arrows for a in inside) for b in nodes if b not in inside)
            if calm and covers:
                found.append([node in inside for node in of])
    return found


@settings(max_examples=300)
@given(truths())
def test_the_kernel_is_the_only_set_that_is_stable_inside_and_outside(relation):
    assert kernels_by_enumeration(relation) == [kernel(relation).tolist()]


@settings(max_examples=200)
@given(truths(largest=9))
def test_circles_are_the_options_that_walk_to_each_other_and_back(relation):
    found = circles_by_walking(relation)
    assert circle_of(relation).tolist() == found
    node, beats = contracted(relation)
    assert [sorted(set(found))[i] for i in node.tolist()] == found
    arrows = {(found[a], found[b]) for a, b in np.argwhere(relation).tolist() if found[a] != found[b]}
    assert {tuple(sorted(set(found))[i] for i in pair) for pair in np.argwhere(beats).tolist()} == arrows
    assert circle_of(beats).tolist() == list(range(len(beats)))


def test_a_circle_of_three_is_one_kernel_and_weights_of_ten_are_weights_of_one_third():
    """A three-cycle, on which scikit-criteria gives a first row of (-, 20, 10) and an empty kernel."""
    table = PerformanceTable.of([[3, 1, 2], [2, 3, 1], [1, 2, 3]], goals=["max"] * 3)
    found = ElectreI(c=0.6, d=1).outrank(table, [10, 10, 10])
    third = 1 / 3
    expected = [[1, 2 * third, third], [third, 1, 2 * third], [2 * third, third, 1]]
    np.testing.assert_allclose(found.details["concordance"], expected, atol=1e-15)
    assert found.kernel == ("a1", "a2", "a3")
    assert found.circles == (("a1", "a2", "a3"),)
    assert found.best == ()
    same = ElectreI(c=0.6, d=1).outrank(table, [third] * 3)
    assert same.outranks.tolist() == found.outranks.tolist()


@pytest.mark.parametrize(
    ("arrows", "n", "expected"),
    [
        ([(0, 1), (1, 3), (3, 2), (6, 4), (6, 5)], 7, [0, 3, 6]),
        ([(0, 3), (1, 4), (3, 1), (3, 2), (4, 2)], 6, [0, 1, 2, 5]),
        ([(0, 1), (1, 2)], 3, [0, 2]),
        ([(0, 2), (0, 3), (1, 4), (3, 2), (3, 1), (4, 2)], 5, [0, 1]),
        ([(0, 2), (2, 3), (3, 0), (4, 1), (4, 2)], 5, [4]),
        ([(0, 4), (1, 2), (2, 3), (3, 1), (4, 0), (6, 2), (6, 4)], 7, [5, 6]),
    ],
)
def test_kernels_are_those_of_the_electre_web_services(arrows, n, expected):
    """Graphs and kernels of the tests of the ELECTRE services for diviz (ElectreIsFindKernel, circles aggregated)."""
    assert outranking(*arrows, n=n).kernel == tuple(f"o{i}" for i in expected)


def test_the_kernel_of_a_long_chain_is_every_other_option_and_found_at_once():
    relation = np.eye(500, k=1, dtype=bool)
    start = time.perf_counter()
    assert kernel(relation).tolist() == [i % 2 == 0 for i in range(500)]
    assert kernel(relation | np.eye(500, k=-499, dtype=bool)).all()
    assert time.perf_counter() - start < 5


def test_relations_name_all_four_ways_two_options_can_stand():
    relation = np.array([[True, True, False], [False, True, True], [False, True, False]])
    assert relations(relation) == (("I", "P", "R"), ("P-", "I", "I"), ("R", "I", "R"))
    found = Outranking(Options((Option("x"), Option("y"), Option("z"))), relation, RECIPE)
    assert found.relations[2] == ("R", "I", "I"), "every option is as good as itself"
    assert (found.relation("x", "y"), found.relation("y", "x"), found.relation("x", "z")) == ("P", "P-", "R")
    assert found.best == ("x", "z")
    with pytest.raises(NameUnknownError, match="'w' is not an option"):
        found.relation("x", "w")


def test_a_relation_of_the_wrong_shape_is_refused_and_the_right_one_cannot_be_changed():
    options = Options((Option("x"), Option("y")))
    with pytest.raises(TableError, match=r"the relation has shape \(2, 3\); expected \(2, 2\)"):
        Outranking(options, np.zeros((2, 3), dtype=bool), RECIPE)
    given = np.zeros((2, 2), dtype=bool)
    found = Outranking(options, given, RECIPE)
    given[0, 1] = True
    assert not found.outranks[0, 1]
    with pytest.raises(ValueError, match="read-only"):
        found.outranks[0, 1] = True


def test_a_relation_is_shown_with_its_kernel_and_told_as_plain_data():
    found = outranking((0, 1), (1, 0), (1, 2), n=3)
    told = found.to_dict()
    assert told["relations"]["o1"] == {"o0": "I", "o1": "I", "o2": "P"}
    assert (told["kernel"], told["best"], told["circles"]) == (["o0", "o1"], ["o0", "o1"], [["o0", "o1"]])
    assert "kernel: o0, o1" in repr(found)
    assert "o2" in found._repr_html_()
    assert found.to_frame().loc["o0", "o2"] == "R"
