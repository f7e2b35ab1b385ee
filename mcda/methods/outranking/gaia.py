"""GAIA: options, criteria and weights of a PROMETHEE analysis drawn on the plane that keeps most of the differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mcda.criteria import Criteria
from mcda.display import html_table, text_table
from mcda.errors import TableError
from mcda.methods.kernel import guarded, shares
from mcda.methods.method import Given, given_weights
from mcda.methods.outranking._flows import net_flows
from mcda.methods.outranking.promethee_ii import PrometheeII
from mcda.methods.preference import PreferenceFunction
from mcda.options import Options
from mcda.ranking import Recipe
from mcda.scales import Floats
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd

# An axis that keeps less than this share of the variance holds rounding, and its direction means nothing.
_NOTHING: Final = 1e-12
# Two loads closer than this are the same size: the earlier criterion decides which way an axis points.
_SAME: Final = 1e-9
_ENOUGH: Final = 0.6


@dataclass(frozen=True, eq=False)
class GaiaPlane:
    """The GAIA plane.

    Options that lie in the direction of a criterion's axis are good on it; criteria whose axes point the same way
    agree, and those that point apart conflict. The decision axis shows where the weights pull; where it is short, the
    weights hardly decide on this plane.

    Parameters
    ----------
    options, criteria
        In the order of the table.
    option_coordinates : shape (n_options, 2)
        Where each option lies.
    criterion_axes : shape (n_criteria, 2)
        Where the unit vector of each criterion falls on the plane.
    decision_axis : shape (2,)
        The weighted sum of the criterion axes, with weights that add to one.
    delta
        Share of the variance that the plane keeps, from 0 to 1; 1 where there is none to keep.
    eigenvalues : shape (n_criteria,)
        Variance of the unicriterion net flows along each principal axis (divided by n_options), largest first.
    recipe
        That of the PROMETHEE II ranking which the plane belongs to.
    notes
        What a reader must know beside the plane, in words.

    Examples
    --------
    >>> plane = gaia(PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"]), [1, 1])
    >>> plane.to_frame().round(3)
            kind        id      x      y
    0     option        a1  0.707  0.707
    1     option        a2  0.707 -0.707
    2     option        a3 -1.414  0.000
    3  criterion        c1  0.707  0.707
    4  criterion        c2  0.707 -0.707
    5   decision  decision  0.707  0.000
    """

    options: Options
    criteria: Criteria
    option_coordinates: Floats
    criterion_axes: Floats
    decision_axis: Floats
    delta: float
    eigenvalues: Floats
    recipe: Recipe
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        n, m = len(self.options), len(self.criteria)
        shapes = {"option_coordinates": (n, 2), "criterion_axes": (m, 2), "decision_axis": (2,), "eigenvalues": (m,)}
        for name, shape in shapes.items():
            found = np.array(getattr(self, name), dtype=np.float64)
            if found.shape != shape:
                raise TableError(f"GaiaPlane: {name} has shape {found.shape}; expected {shape}")
            found.setflags(write=False)
            object.__setattr__(self, name, found)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns kind ("option", "criterion", "decision"), id, x and y."""
        import pandas as pd

        return pd.DataFrame([(kind, name, *at) for kind, name, at in self._points()], columns=["kind", "id", "x", "y"])

    def _points(self) -> list[tuple[str, str, tuple[float, float]]]:
        kinds = (
            ("option", self.options.ids, self.option_coordinates),
            ("criterion", self.criteria.ids, self.criterion_axes),
            ("decision", ("decision",), self.decision_axis[np.newaxis]),
        )
        return [(kind, i, (float(x), float(y))) for kind, ids, at in kinds for i, (x, y) in zip(ids, at, strict=True)]

    def _head(self) -> str:
        kept = f"keeps {self.delta:.2%} of the variance" if self.eigenvalues.any() else "there is no variance to keep"
        return f"GAIA plane of {self.recipe}; {kept}"

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        return ["kind", "id", "x", "y"], [[kind, i, f"{x:.3f}", f"{y:.3f}"] for kind, i, (x, y) in self._points()]

    def __repr__(self) -> str:
        notes = "".join(f"\nnote: {note}" for note in self.notes)
        return f"{self._head()}\n{text_table(*self._cells(), left=2)}{notes}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._head(), left=2)


def gaia(
    table: PerformanceTable,
    weights: Given | None = None,
    *,
    functions: Mapping[str, PreferenceFunction] | None = None,
) -> GaiaPlane:
    """Project the unicriterion net flows on the plane of their first two principal axes.

    The flows are not weighted: the plane shows the options and the criteria as they are, and only the decision axis
    moves with the weights.

    Parameters
    ----------
    table
        Performances; goals come with the criteria.
    weights
        `Weights`, numbers in the order of the criteria, or numbers by criterion.
    functions
        As for `PrometheeII`.

    Raises
    ------
    WeightsError
        Weights that do not fit the criteria, or none.
    MethodError
        A performance or a function that PROMETHEE cannot take; the message names it.

    Notes
    -----
    An axis points towards the criterion with the largest load on it; of equal loads, the first. Where the second and
    the third eigenvalue are equal, other planes keep as much.

    References
    ----------
    Mareschal, B. & Brans, J.-P. (1988). Geometrical representations for MCDA. *European Journal of Operational
    Research* 34(1), 69-77. doi:10.1016/0377-2217(88)90456-0

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> plane = gaia(table, [1, 1])
    >>> plane.option_coordinates.round(3).tolist(), round(plane.delta, 3)
    ([[0.707, 0.707], [0.707, -0.707], [-1.414, 0.0]], 1.0)
    """
    method = PrometheeII(functions={} if functions is None else functions)
    given = given_weights(method, weights, table.criteria)
    counted = shares(given.array(table.criteria))
    with guarded(table.criteria, table.options.ids, table.values):
        flows = net_flows(table.values * table.criteria.signs, method.functions_of(table.criteria))
    eigenvalues, axes = principal_axes(flows)
    total = float(eigenvalues.sum())
    delta = min(float(eigenvalues[:2].sum()) / total, 1.0) if total > 0 else 1.0
    notes = (*method.notes(table.criteria), *given.notes, *_warnings(eigenvalues, delta))
    return GaiaPlane(
        table.options,
        table.criteria,
        flows @ axes,
        axes,
        counted @ axes,
        delta,
        eigenvalues,
        method.recipe(given, table.criteria),
        notes,
    )


def principal_axes(flows: Floats) -> tuple[Floats, Floats]:
    """Return the variance along each principal axis, and the first two axes.

    Parameters
    ----------
    flows : shape (n_options, n_criteria)
        Unicriterion net flows; each column adds to zero.

    Returns
    -------
    shape (n_criteria,), largest first; shape (n_criteria, 2), with zeros for an axis along which nothing varies
    """
    values, vectors = np.linalg.eigh(flows.T @ flows / len(flows))
    values, vectors = np.maximum(values[::-1], 0.0), vectors[:, ::-1]
    axes = np.zeros((len(values), 2))
    for k in range(min(2, len(values))):
        if values[k] > _NOTHING * values.sum():
            size = np.abs(vectors[:, k])
            leading = int(np.argmax(size >= size.max() - _SAME))
            axes[:, k] = vectors[:, k] * np.sign(vectors[leading, k])
    return values, axes


def _warnings(eigenvalues: Floats, delta: float) -> tuple[str, ...]:
    told = []
    if delta < _ENOUGH:
        told.append(
            f"the plane keeps {delta:.0%} of the variance: options that lie close on it can differ much beside it."
        )
    if len(eigenvalues) > 2 and eigenvalues[1] > _NOTHING and eigenvalues[1] - eigenvalues[2] <= _SAME * eigenvalues[0]:
        told.append("the second and the third axis keep equally much: other planes show as much as this one.")
    return tuple(told)
