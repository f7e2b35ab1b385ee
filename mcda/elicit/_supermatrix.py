"""A supermatrix as somebody wrote it: columns that say what counts for each node of a network."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from mcda.elicit._reading import fraction, identifier, listed, named
from mcda.errors import WeightsError, nearest
from mcda.scales import Floats

# Columns written with two or three decimals add to one this nearly; beyond, they are wrong.
_ROUNDED: Final = 0.01
_EXACT: Final = 1e-9


def read(supermatrix: Any, nodes: Sequence[str] | None) -> tuple[list[str], Floats]:
    """Return the ids of the nodes and the matrix, shape (n, n); columns need not add to one yet."""
    by_node = hasattr(supermatrix, "items")
    if nodes is None and not by_node:
        raise WeightsError("a supermatrix in rows needs `nodes`, the ids in the order of rows and columns")
    columns = _columns(supermatrix) if by_node else {}
    ids = list(columns) if nodes is None else [identifier(n, "nodes") for n in listed(nodes, "nodes")]
    if nodes is None:
        ids = list(dict.fromkeys([n for a, inside in columns.items() for n in (a, *inside)]))
    twice = next((n for n in ids if ids.count(n) > 1), None)
    if twice is not None or not ids:
        raise WeightsError(f"{twice!r} stands twice among the nodes" if ids else "there are no nodes")
    matrix = np.zeros((len(ids), len(ids)))
    if by_node:
        for column, inside in columns.items():
            for row, share in inside.items():
                for node in (row, column):
                    if node not in ids:
                        raise WeightsError(f"{node!r} is not a node{nearest(node, ids)}")
                matrix[ids.index(row), ids.index(column)] = _share(share, row, column)
        return ids, matrix
    rows = listed(supermatrix, "the supermatrix")
    if len(rows) != len(ids):
        raise WeightsError(f"{len(rows)} rows for {len(ids)} nodes; expected one for each")
    for i, row in enumerate(rows):
        line = listed(row, f"the row of {ids[i]!r}")
        if len(line) != len(ids):
            raise WeightsError(f"the row of {ids[i]!r} has {len(line)} entries; expected {len(ids)}")
        matrix[i] = [_share(share, ids[i], j) for j, share in zip(ids, line, strict=True)]
    return ids, matrix


def _columns(supermatrix: Any) -> dict[str, dict[str, Any]]:
    found = {}
    for node, inside in named(supermatrix, "the supermatrix").items():
        if not hasattr(inside, "items"):
            raise WeightsError(f"the column of {node!r} is {inside!r}; expected a mapping from nodes to numbers")
        found[node] = {identifier(i, f"the column of {node!r}"): share for i, share in inside.items()}
    return found


def _share(given: Any, row: str, column: str) -> float:
    share = fraction(given, f"row {row!r}, column {column!r}")
    if share < 0:
        raise WeightsError(f"row {row!r}, column {column!r} is {float(share):g}; expected zero or more")
    return float(share)


def read_clusters(clusters: Mapping[str, Sequence[str]] | None, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the nodes of each cluster; empty where there are no clusters."""
    if clusters is None:
        return {}
    found = {}
    home: dict[str, str] = {}
    for cluster, inside in named(clusters, "the clusters").items():
        found[cluster] = listed(inside, f"the cluster {cluster!r}")
        for node in found[cluster]:
            if node not in ids:
                raise WeightsError(
                    f"the cluster {cluster!r} has {node!r}, which is not a node{nearest(str(node), ids)}"
                )
            if node in home:
                raise WeightsError(f"{node!r} stands in the clusters {home[node]!r} and {cluster!r}; expected in one")
            home[node] = cluster
    lost = next((node for node in ids if node not in home), None)
    if lost is not None:
        raise WeightsError(f"{lost!r} is in no cluster; put every node in one")
    return found


def weighted(
    matrix: Floats, ids: Sequence[str], members: Mapping[str, Sequence[str]], weights: Mapping[str, Mapping[str, Any]]
) -> Floats:
    """Return the columns with each block weighted by its cluster, and divided by their sums."""
    if not members:
        raise WeightsError("cluster weights need `clusters`, the nodes of each cluster")
    given = named(weights, "the cluster weights")
    for cluster in given:
        if cluster not in members:
            raise WeightsError(f"cluster weights of {cluster!r}, which is not a cluster{nearest(cluster, members)}")
    made = np.zeros_like(matrix)
    for cluster, inside in members.items():
        for node in inside:
            j = ids.index(node)
            for other, others in members.items():
                rows = [ids.index(each) for each in others]
                whole = float(matrix[rows, j].sum())
                if whole == 0:
                    continue
                if abs(whole - 1) > _ROUNDED + _EXACT:
                    raise WeightsError(
                        f"column {node!r} adds to {whole:g} over the cluster {other!r}; expected 1 in each block, "
                        "because cluster weights are given"
                    )
                share = _cluster_weight(given, cluster, other, members)
                made[rows, j] = matrix[rows, j] / whole * share
            if matrix[:, j].any():
                total = float(made[:, j].sum())
                if total == 0:
                    raise WeightsError(f"all that counts for {node!r} is in clusters of weight 0 for {cluster!r}")
                made[:, j] /= total
    return made


def _cluster_weight(given: Mapping[str, Any], cluster: str, other: str, members: Mapping[str, Any]) -> float:
    row = given.get(cluster, {})
    if not hasattr(row, "items"):
        raise WeightsError(
            f"the cluster weights of {cluster!r} are {row!r}; expected a mapping from clusters to numbers"
        )
    for each in row:
        if each not in members:
            raise WeightsError(
                f"the cluster weights of {cluster!r} name {each!r}, which is not a cluster{nearest(str(each), members)}"
            )
    if other not in row:
        raise WeightsError(
            f"no weight of the cluster {other!r} for {cluster!r}, whose nodes it counts for; give 0 or more"
        )
    share = fraction(row[other], f"the weight of the cluster {other!r} for {cluster!r}")
    if share < 0:
        raise WeightsError(
            f"the weight of the cluster {other!r} for {cluster!r} is {float(share):g}; expected 0 or more"
        )
    return float(share)


def stochastic(matrix: Floats, ids: Sequence[str]) -> tuple[Floats, list[str]]:
    """Return columns that add to one, and which had to be rescaled because of rounding."""
    sums = matrix.sum(axis=0)
    for node, whole in zip(ids, sums, strict=True):
        if whole == 0:
            raise WeightsError(
                f"nothing counts for {node!r}: its column is empty; give it 1 on itself if importance ends there"
            )
        if abs(whole - 1) > _ROUNDED + _EXACT:
            raise WeightsError(
                f"column {node!r} adds to {whole:g}; expected 1. Give `cluster_weights` if each of its blocks "
                "adds to one"
            )
    rescaled = [node for node, whole in zip(ids, sums, strict=True) if abs(whole - 1) > _EXACT]
    return matrix / sums, rescaled
