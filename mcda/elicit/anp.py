"""ANP: priorities in a network, where criteria and options may depend on each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from mcda.elicit import _network, _supermatrix
from mcda.elicit._reading import plain
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.scales import Floats
from mcda.weights import Weights


def anp(
    supermatrix: Mapping[str, Mapping[str, Any]] | Sequence[Sequence[Any]],
    *,
    nodes: Sequence[str] | None = None,
    clusters: Mapping[str, Sequence[str]] | None = None,
    cluster_weights: Mapping[str, Mapping[str, Any]] | None = None,
    column: str | None = None,
    of: str | None = None,
) -> Weights:
    """Return the limit priorities of the nodes of a network.

    The supermatrix passes importance from each column to its rows, again and again; the limit is where that leads.
    Where the powers of the matrix go round in a cycle, the limit is their average over the cycle (Cesàro).

    Parameters
    ----------
    supermatrix
        By node, what counts for it and how much, adding to one: `{"cost": {"quality": 0.4, "service": 0.6}}` is the
        column of cost. Or the rows of the matrix, with `nodes`: entry (i, j) is what node i counts for node j.
    nodes
        Ids in the order of rows and columns; optional for a supermatrix by node.
    clusters
        By cluster, the ids of its nodes; every node in one of them.
    cluster_weights
        By cluster, how much each cluster counts for it. Then each block of a column adds to one in itself (the
        unweighted supermatrix), is weighted by its cluster, and the column is divided by its sum.
    column
        The node from which the network is seen. Needed only where importance can end in several places: in a hierarchy
        it is the goal.
    of
        A cluster: return the priorities of its nodes alone, adding to one.

    Returns
    -------
    Weights
        By node, adding to one. A node that passes everything on, like the goal of a hierarchy, has 0.

    Raises
    ------
    WeightsError
        A negative entry, a column that does not add to one, a node or cluster that is not known, importance that can
        end in several places, or a cluster asked for whose nodes keep nothing.

    References
    ----------
    Saaty, T. L. (2005). *Theory and Applications of the Analytic Network Process*. RWS Publications.

    Saaty, T. L. (1999). Fundamentals of the analytic network process. *Proceedings of the International Symposium on
    the Analytic Hierarchy Process*, Kobe.

    Examples
    --------
    >>> network = {"cost": {"A": 0.75, "B": 0.25}, "A": {"cost": 1}, "B": {"cost": 1}}
    >>> {node: round(s, 6) for node, s in anp(network).shares.items()}
    {'cost': 0.5, 'A': 0.375, 'B': 0.125}
    """
    ids, matrix = _supermatrix.read(supermatrix, nodes)
    members = _supermatrix.read_clusters(clusters, ids)
    notes: list[str] = []
    if cluster_weights is not None:
        matrix = _supermatrix.weighted(matrix, ids, members, cluster_weights)
    matrix, rescaled = _supermatrix.stochastic(matrix, ids)
    if rescaled:
        notes.append(
            f"These columns did not add to one, because of rounding, and were rescaled: {', '.join(rescaled)}."
        )
    limit = _limit(matrix, ids, column)
    if limit.period > 1:
        notes.append(
            f"The powers of the supermatrix go round in a cycle of {limit.period}; the priorities are their average."
        )
    if of is not None and of not in list(members):
        raise WeightsError(f"{of!r} is not a cluster{nearest(of, members)}")
    kept = ids if of is None else members[of]
    points = {node: float(limit.priorities[ids.index(node)]) for node in kept}
    if not any(points.values()):
        raise WeightsError(
            f"the nodes of {of!r} pass everything on and keep nothing in the limit; ask for the nodes where "
            "importance ends"
        )
    return judged(
        points, judgements=_judgements(supermatrix, nodes, clusters, cluster_weights, column, of), notes=notes
    )


def _limit(matrix: Floats, ids: Sequence[str], column: str | None) -> _network.Limit:
    if column is not None and column not in ids:
        raise WeightsError(f"the column {column!r} is not a node{nearest(str(column), ids)}")
    ends = _network.ends(matrix, None if column is None else ids.index(column))
    if column is None and len(ends) > 1:
        told = "; ".join(", ".join(ids[i] for i in end) for end in ends)
        raise WeightsError(
            f"importance can end in several places: {told}; give `column`, the node from which the network is seen (in "
            "a hierarchy, the goal)"
        )
    return _network.limit(matrix, ends, ends[0][0] if column is None else ids.index(column))


def _judgements(
    supermatrix: Any, nodes: Any, clusters: Any, cluster_weights: Any, column: str | None, of: str | None
) -> dict[str, Any]:
    """Return the arguments given, as plain data."""
    optional = {
        "nodes": None if nodes is None else list(nodes),
        "clusters": None if clusters is None else {c: list(inside) for c, inside in clusters.items()},
        "cluster_weights": None if cluster_weights is None else {c: dict(row) for c, row in cluster_weights.items()},
        "column": column,
        "of": of,
    }
    if hasattr(supermatrix, "items"):
        written: Any = {node: dict(inside.items()) for node, inside in supermatrix.items()}
    else:
        written = [list(row) for row in supermatrix]
    kept = {name: plain(each) for name, each in optional.items() if each is not None}
    return {"method": "anp", "supermatrix": plain(written), **kept}
