"""ANP: where importance ends up in hierarchies, networks and cycles."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mcda import elicit
from mcda.elicit import ahp, ahp_synthesis, anp
from mcda.errors import WeightsError

# Criteria that depend on each other, and two options that act back on them.
NETWORK = [
    [0.0, 0.25, 0.4, 0.3, 0.2],
    [0.35, 0.0, 0.3, 0.3, 0.2],
    [0.15, 0.25, 0.0, 0.4, 0.6],
    [0.3, 0.2, 0.1, 0, 0],
    [0.2, 0.3, 0.2, 0, 0],
]
NODES = ["cost", "quality", "service", "A", "B"]
CLUSTERS = {"criteria": ["cost", "quality", "service"], "options": ["A", "B"]}
# From the goal over two criteria to three options that keep what they get.
SCHOOLS = {
    "goal": {"learning": 0.7, "friends": 0.3},
    "learning": {"A": 0.5, "B": 0.3, "C": 0.2},
    "friends": {"A": 0.1, "B": 0.1, "C": 0.8},
    "A": {"A": 1},
    "B": {"B": 1},
    "C": {"C": 1},
}
# Criteria judged by the options and options by the criteria: what leaves comes back after two steps.
CYCLE = {"x": {"A": 0.75, "B": 0.25}, "y": {"A": 0.4, "B": 0.6}, "A": {"x": 0.5, "y": 0.5}, "B": {"x": 0.2, "y": 0.8}}


def shares(weights):
    return np.array(list(weights.shares.values()))


def columns_of(rows, nodes):
    return {node: {n: row[j] for n, row in zip(nodes, rows, strict=True) if row[j]} for j, node in enumerate(nodes)}


@st.composite
def supermatrices(draw, high=6):
    """Column stochastic, often with zeros, cycles, and several places where importance ends."""
    n = draw(st.integers(1, high))
    columns = [draw(st.lists(st.sampled_from([0, 0, 1, 2, 5]), min_size=n, max_size=n).filter(any)) for _ in range(n)]
    matrix = np.array(columns, dtype=float).T
    return matrix / matrix.sum(axis=0)


def average_of_high_powers(matrix):
    """The Cesàro limit by brute force: the mean over a multiple of every cycle up to six nodes, far out."""
    far = np.linalg.matrix_power(matrix, 2**14)
    total = np.zeros_like(matrix)
    for _ in range(60):
        total += far
        far = far @ matrix
    return total / 60


@given(supermatrices())
@settings(max_examples=80)
def test_limit_priorities_are_the_average_of_high_powers(matrix):
    nodes = [f"n{i}" for i in range(len(matrix))]
    expected = average_of_high_powers(matrix)
    for j, node in enumerate(nodes):
        np.testing.assert_allclose(shares(anp(matrix, nodes=nodes, column=node)), expected[:, j], atol=1e-9)


@given(supermatrices())
@settings(max_examples=40)
def test_the_limit_stays_as_it_is_when_importance_is_passed_on_once_more(matrix):
    nodes = [f"n{i}" for i in range(len(matrix))]
    limit = shares(anp(matrix, nodes=nodes, column="n0"))
    np.testing.assert_allclose(matrix @ limit, limit, atol=1e-12)


@given(st.permutations(range(5)))
@settings(max_examples=20)
def test_the_order_of_the_nodes_does_not_matter(order):
    turned = [[NETWORK[i][j] for j in order] for i in order]
    found = anp(turned, nodes=[NODES[i] for i in order]).shares
    first = anp(NETWORK, nodes=NODES).shares
    assert found == pytest.approx(first, abs=1e-13)


def test_a_network_has_the_eigenvector_of_its_supermatrix():
    values, vectors = np.linalg.eig(np.array(NETWORK))
    vector = np.abs(vectors[:, np.argmax(values.real)].real)
    weights = anp(NETWORK, nodes=NODES)
    np.testing.assert_allclose(shares(weights), vector / vector.sum(), rtol=1e-12)
    assert weights.notes == ()
    # The reference case, to eight digits.
    assert shares(weights).round(8).tolist() == [0.22829062, 0.22704653, 0.24384175, 0.13828067, 0.16254043]


def test_columns_by_node_say_the_same_as_rows():
    by_node = anp(columns_of(NETWORK, NODES))
    assert by_node.shares == pytest.approx(anp(NETWORK, nodes=NODES).shares, abs=1e-14)
    assert list(anp({"a": {"b": 1}, "b": {"a": 1}}, nodes=["b", "a"]).shares) == ["b", "a"]


def test_a_hierarchy_ends_in_what_its_synthesis_gives():
    """AHP on the same numbers: by another route of the program, and by hand .7 * .5 + .3 * .1 = .38 ..."""
    weights = anp(SCHOOLS, column="goal")
    assert shares(weights).round(12).tolist() == [0, 0, 0, 0.38, 0.24, 0.38]
    options = anp(SCHOOLS, column="goal", clusters={"above": ["goal", "learning", "friends"], "s": list("ABC")}, of="s")
    synthesis = ahp_synthesis(SCHOOLS["goal"], {c: SCHOOLS[c] for c in ("learning", "friends")})
    assert options.shares == pytest.approx(synthesis.shares, abs=1e-12)
    assert anp(SCHOOLS, column="friends").shares["C"] == pytest.approx(0.8)
    assert anp(SCHOOLS, column="C").shares["C"] == 1


def test_a_cycle_ends_in_the_average_over_its_round():
    """By hand: options see M = [[.575, .47], [.425, .53]] of themselves in two steps, so A : B = 47 : 42.5."""
    weights = anp(CYCLE)
    a, b = 0.5 * 47 / 89.5, 0.5 * 42.5 / 89.5
    assert weights.shares["A"] == pytest.approx(a, abs=1e-14)
    assert weights.shares["B"] == pytest.approx(b, abs=1e-14)
    assert weights.shares["x"] == pytest.approx(0.5 * a + 0.2 * b, abs=1e-14)
    assert weights.notes == (
        "The powers of the supermatrix go round in a cycle of 2; the priorities are their average.",
    )


@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_a_ring_shares_importance_equally(n):
    nodes = [f"n{i}" for i in range(n)]
    ring = {node: {nodes[(i + 1) % n]: 1} for i, node in enumerate(nodes)}
    weights = anp(ring)
    np.testing.assert_allclose(shares(weights), 1 / n, rtol=1e-12)
    assert len(weights.notes) == (n > 1)


def test_cycles_of_different_length_from_one_start_have_a_common_round():
    rings = {
        "goal": {"a0": 0.5, "b0": 0.5},
        "a0": {"a1": 1}, "a1": {"a0": 1},
        "b0": {"b1": 1}, "b1": {"b2": 1}, "b2": {"b0": 1},
    }  # fmt: skip
    weights = anp(rings, column="goal")
    assert weights.shares == pytest.approx({"goal": 0, "a0": 1 / 4, "b0": 1 / 6, "a1": 1 / 4, "b1": 1 / 6, "b2": 1 / 6})
    assert "in a cycle of 6" in weights.notes[0]
    assert "in a cycle of 2" in anp(rings, column="a1").notes[0]


def test_where_importance_can_end_in_several_places_the_start_must_be_named():
    with pytest.raises(WeightsError, match="importance can end in several places: A; B; C; give `column`"):
        anp(SCHOOLS)
    one_end = {"goal": {"a": 0.5, "b": 0.5}, "a": {"b": 1}, "b": {"a": 1}}
    assert anp(one_end).shares == pytest.approx({"goal": 0, "a": 0.5, "b": 0.5})


def test_weak_links_and_long_ways_still_arrive():
    """A chain in which each node passes a thousandth on: the end has everything."""
    n = 12
    nodes = [f"n{i}" for i in range(n)]
    chain = {a: {a: 0.999, b: 0.001} for a, b in pairwise(nodes)} | {nodes[-1]: {nodes[-1]: 1}}
    assert anp(chain).shares[nodes[-1]] == pytest.approx(1, abs=1e-12)
    # Two nodes that hardly exchange anything, one giving three times what the other gives: 1 : 3.
    weak = anp([[1 - 3e-9, 1e-9], [3e-9, 1 - 1e-9]], nodes=["a", "b"])
    assert weak.shares["b"] == pytest.approx(0.75, abs=1e-6)


def test_cluster_weights_make_the_weighted_supermatrix():
    """By hand: each block adds to one; a quarter of a criterion goes to criteria, the rest to options."""
    unweighted = {
        "x": {"y": 1, "A": 0.5, "B": 0.5},
        "y": {"x": 1, "A": 0.9, "B": 0.1},
        "A": {"x": 0.6, "y": 0.4},
        "B": {"x": 0.3, "y": 0.7},
    }
    clusters = {"criteria": ["x", "y"], "options": ["A", "B"]}
    weights = anp(
        unweighted,
        clusters=clusters,
        cluster_weights={"criteria": {"criteria": 1, "options": 3}, "options": {"criteria": 0.4}},
    )
    weighted = {
        "x": {"y": 0.25, "A": 0.375, "B": 0.375},
        "y": {"x": 0.25, "A": 0.675, "B": 0.075},
        "A": {"x": 0.6, "y": 0.4},
        "B": {"x": 0.3, "y": 0.7},
    }
    assert weights.shares == pytest.approx(anp(weighted).shares, abs=1e-13)
    inside = anp(weighted, clusters=clusters, of="criteria").shares
    assert inside["x"] / inside["y"] == pytest.approx(weights.shares["x"] / weights.shares["y"])
    assert sum(inside.values()) == pytest.approx(1)


def test_columns_may_come_from_pairwise_comparisons():
    """Every column of a supermatrix is a priority vector."""
    column = ahp({"A": {"B": 3}}).fractions
    assert anp({"x": column, "A": {"x": 1}, "B": {"x": 1}}).shares == pytest.approx({"x": 0.5, "A": 0.375, "B": 0.125})


def test_columns_rounded_to_two_digits_are_rescaled_with_a_note():
    weights = anp({"x": {"A": 0.33, "B": 0.66}, "A": {"x": 1}, "B": {"x": 1}})
    assert weights.shares["B"] == pytest.approx(1 / 3)
    assert weights.notes[0] == "These columns did not add to one, because of rounding, and were rescaled: x."


GIVEN = {
    "rows": lambda: anp(NETWORK, nodes=NODES),
    "array": lambda: anp(np.array(NETWORK), nodes=tuple(NODES), clusters=CLUSTERS, of="options"),
    "by node": lambda: anp(SCHOOLS, column="goal"),
    "clusters": lambda: anp(
        {"x": {"A": "1/3", "B": "2/3"}, "A": {"x": 1}, "B": {"x": 1}},
        clusters={"c": ["x"], "o": ["A", "B"]},
        cluster_weights={"c": {"o": 1}, "o": {"c": 1}},
    ),
}


@pytest.mark.parametrize("name", GIVEN)
def test_judgements_as_a_file_holds_them_give_the_same_weights_again(name):
    made = GIVEN[name]()
    said = dict(made.judgements)
    again = getattr(elicit, said.pop("method"))(**said)
    assert again.fractions == made.fractions
    assert again.judgements == made.judgements


PAIR = {"a": {"b": 1}, "b": {"a": 1}}


@pytest.mark.parametrize(
    ("supermatrix", "arguments", "message"),
    [
        ([[0, 1], [1, 0]], {}, "a supermatrix in rows needs `nodes`"),
        ([[0, 1]], {"nodes": ["a", "b"]}, "1 rows for 2 nodes"),
        ([[0, 1], [1]], {"nodes": ["a", "b"]}, "the row of 'b' has 1 entries; expected 2"),
        ([[0, 1], 1], {"nodes": ["a", "b"]}, "the row of 'b': found 1; expected a list"),
        ([[0, 1], [1, 0]], {"nodes": ["a", "a"]}, "'a' stands twice among the nodes"),
        ([], {"nodes": []}, "there are no nodes"),
        ("ab", {"nodes": ["a", "b"]}, "the supermatrix: found 'ab'"),
        ([[0, math.nan], [1, 0]], {"nodes": ["a", "b"]}, "row 'a', column 'b': nan is not a finite number"),
        ([[0, 1.5], [1, -0.5]], {"nodes": ["a", "b"]}, "row 'b', column 'b' is -0.5; expected zero or more"),
        ([[0, None], [1, 0]], {"nodes": ["a", "b"]}, "row 'a', column 'b' is None"),
        ([[0, 0.5], [1, 0.3]], {"nodes": ["a", "b"]}, "column 'b' adds to 0.8; expected 1"),
        ([[0, 0], [1, 0]], {"nodes": ["a", "b"]}, "nothing counts for 'b': its column is empty; give it 1 on itself"),
        ({}, {}, "at least one"),
        ({"a": 1}, {}, "the column of 'a' is 1; expected a mapping"),
        ({"a": {"b": 1}}, {}, "nothing counts for 'b'"),
        ({"a": {"b": 2}, "b": {"a": 1}}, {}, "column 'a' adds to 2; expected 1. Give `cluster_weights`"),
        ({"a": {"b": 1}, "b": {"c": 1}}, {"nodes": ["a", "b"]}, "'c' is not a node; allowed: a, b"),
        (PAIR, {"column": "c"}, "the column 'c' is not a node"),
        (PAIR, {"of": "x"}, "'x' is not a cluster; there are none"),
        (PAIR, {"clusters": {"k": ["a"]}}, "'b' is in no cluster"),
        (PAIR, {"clusters": {"k": ["a", "b"], "l": ["b"]}}, "'b' stands in the clusters 'k' and 'l'"),
        (PAIR, {"clusters": {"k": ["a", "c"]}}, "the cluster 'k' has 'c', which is not a node"),
        (PAIR, {"clusters": {"k": "ab"}}, "the cluster 'k': found 'ab'; expected a list"),
        (PAIR, {"cluster_weights": {"k": {"k": 1}}}, "cluster weights need `clusters`"),
        (SCHOOLS, {"column": "goal", "clusters": {"up": ["goal", "learning", "friends"], "s": list("ABC")}, "of": "up"},
         "the nodes of 'up' pass everything on and keep nothing"),
    ],
)  # fmt: skip
def test_networks_that_make_no_sense_are_refused_by_name(supermatrix, arguments, message):
    with pytest.raises(WeightsError, match=message):
        anp(supermatrix, **arguments)


@pytest.mark.parametrize(
    ("cluster_weights", "message"),
    [
        ({"z": {}}, "cluster weights of 'z', which is not a cluster; allowed: c, o"),
        ({"c": {"o": 1}}, "no weight of the cluster 'c' for 'o', whose nodes it counts for"),
        ({"c": {"z": 1}, "o": {"c": 1}}, "the cluster weights of 'c' name 'z', which is not a cluster"),
        ({"c": 1, "o": {"c": 1}}, "the cluster weights of 'c' are 1; expected a mapping"),
        ({"c": {"o": -1}, "o": {"c": 1}}, "the weight of the cluster 'o' for 'c' is -1; expected 0 or more"),
        ({"c": {"o": 0}, "o": {"c": 1}}, "all that counts for 'x' is in clusters of weight 0 for 'c'"),
        ({"c": {"o": math.nan}, "o": {"c": 1}}, "the weight of the cluster 'o' for 'c': nan"),
    ],
)
def test_cluster_weights_that_do_not_fit_are_refused_by_name(cluster_weights, message):
    network = {"x": {"A": 0.5, "B": 0.5}, "A": {"x": 1}, "B": {"x": 1}}
    with pytest.raises(WeightsError, match=message):
        anp(network, clusters={"c": ["x"], "o": ["A", "B"]}, cluster_weights=cluster_weights)


def test_with_cluster_weights_each_block_must_add_to_one():
    network = {"x": {"A": 0.25, "B": 0.25, "x": 0.5}, "A": {"x": 1}, "B": {"x": 1}}
    with pytest.raises(WeightsError, match=r"column 'x' adds to 0\.5 over the cluster 'c'; expected 1 in each block"):
        anp(
            network,
            clusters={"c": ["x"], "o": ["A", "B"]},
            cluster_weights={"c": {"c": 1, "o": 1}, "o": {"c": 1}},
        )
