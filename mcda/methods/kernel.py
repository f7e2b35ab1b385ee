"""A method bound to criteria: a pure array function behind one set of checks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria
from mcda.errors import MethodError, TableError, WeightsError
from mcda.normalize import ImpossibleCellError
from mcda.scales import Floats

Formula = Callable[[Floats, Floats], Floats]

_SMALLEST_TOTAL: Final = 1e-290


@dataclass(frozen=True)
class Kernel:
    """Scores options; the same scores, to the last bit, in one call or many.

    Parameters
    ----------
    criteria
        The columns it was bound to.
    formula
        Takes checked values and weights that add to one.
    options
        Ids of the rows for error messages; positions stand for them where none are given.

    Examples
    --------
    >>> from mcda.criteria import Criterion
    >>> from mcda.scales import Goal
    >>> from mcda.methods import Wsm
    >>> kernel = Wsm().bind(Criteria.of(Criterion("cost", Goal.MIN), Criterion("jobs", Goal.MAX)))
    >>> kernel([[2, 4], [4, 8]], [[1, 1], [3, 1]]).tolist()
    [[0.75, 0.75], [0.875, 0.625]]
    """

    criteria: Criteria
    formula: Formula
    options: tuple[str, ...] = ()

    def __call__(self, values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
        """One score per option, higher is better.

        Parameters
        ----------
        values : shape (..., n_options, n_criteria)
            Performances, each column in its own unit.
        weights : shape (..., n_criteria)
            Zero or more; only their proportions matter. Leading axes are draws and broadcast with those of `values`.

        Returns
        -------
        shape (..., n_options)

        Raises
        ------
        TableError, WeightsError
            A wrong shape, something that is not a finite number, a negative weight, no weight above zero.
        MethodError
            A performance the formula cannot take.
        """
        table, shares = self._values(values), self._shares(weights)
        try:
            np.broadcast_shapes(table.shape[:-2], shares.shape[:-1])
        except ValueError:
            raise TableError(
                f"values of shape {table.shape} and weights of shape {shares.shape} do not go together: "
                "expected leading axes that are equal, 1 or absent"
            ) from None
        with guarded(self.criteria, self.options, table):
            return self.formula(table, shares)

    def _values(self, values: npt.ArrayLike) -> Floats:
        table = numbers(values, TableError, "the table")
        n = len(self.criteria)
        if table.ndim < 2 or table.shape[-1] != n:
            raise TableError(
                f"the values have shape {table.shape}; expected (..., n_options, {n}): options by criteria"
            )
        if table.shape[-2] == 0:
            raise TableError("the table has no options; it needs at least one")
        if not np.isfinite(table).all():
            cell = tuple(int(i) for i in np.argwhere(~np.isfinite(table))[0])
            where = cell_name(self.criteria, self.options, cell)
            raise TableError(f"the performance of {where} is {table[cell]}; expected a finite number")
        return table

    def _shares(self, weights: npt.ArrayLike) -> Floats:
        given = numbers(weights, WeightsError, "the weights")
        n = len(self.criteria)
        if given.ndim < 1 or given.shape[-1] != n:
            raise WeightsError(f"the weights have shape {given.shape}; expected (..., {n}): one per criterion")
        for bad, expected in ((~np.isfinite(given), "a finite number"), (given < 0, "zero or more")):
            if bad.any():
                at = tuple(int(i) for i in np.argwhere(bad)[0])
                draw = f" in draw {_position(at[:-1])}" if len(at) > 1 else ""
                name = self.criteria.ids[at[-1]]
                raise WeightsError(f"the weight of {name!r}{draw} is {given[at]:g}; expected {expected}")
        return shares(given)


@contextmanager
def guarded(criteria: Criteria, options: tuple[str, ...], table: Floats) -> Iterator[None]:
    """Run a formula so that a performance it cannot take, and numbers it overflows on, are errors that name the cell.

    Parameters
    ----------
    criteria, options
        What the columns and rows are called; positions stand for options where none are named.
    table : shape (..., n_options, n_criteria)

    Raises
    ------
    MethodError
        The formula met such a cell, or needs more memory than there is.
    """
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise", under="ignore"):
            yield
    except ImpossibleCellError as fault:
        where = cell_name(criteria, options, fault.cell)
        raise MethodError(f"the performance of {where} is {fault.value:g}; expected {fault.needs}") from None
    except MemoryError:
        raise MethodError(
            f"{table.shape[-2]} options at once do not fit in memory; take fewer, or a method that does not compare "
            "them in pairs, such as 'wsm'"
        ) from None
    except FloatingPointError:
        size = np.abs(np.log2(np.abs(table), where=table != 0, out=np.zeros(table.shape)))
        extreme = np.unravel_index(np.argmax(size), table.shape)
        raise MethodError(
            f"the numbers are too large or too far apart for double precision: the performance of "
            f"{cell_name(criteria, options, extreme)} is {table[extreme]:g}; state that criterion in a "
            f"{'larger' if abs(table[extreme]) > 1 else 'smaller'} unit"
        ) from None


def cell_name(criteria: Criteria, options: tuple[str, ...], cell: tuple[np.intp, ...] | tuple[int, ...]) -> str:
    """Name the option, the criterion and, in a batch, the draw of a performance."""
    row = int(cell[-2])
    option = repr(options[row]) if row < len(options) else f"option {row}"
    draw = f" in draw {_position(cell[:-2])}" if len(cell) > 2 else ""
    return f"{option} on {criteria.ids[int(cell[-1])]!r}{draw}"


def shares(weights: Floats) -> Floats:
    """Weights divided by their sum: the one place where weights are made to add to one.

    Parameters
    ----------
    weights : shape (..., n_criteria)
        Finite, zero or more.

    Returns
    -------
    shape (..., n_criteria)

    Raises
    ------
    WeightsError
        All weights of a draw are zero.

    Examples
    --------
    >>> shares(np.array([1.0, 3.0])).tolist()
    [0.25, 0.75]
    """
    columns = np.moveaxis(weights, -1, 0)
    total = np.zeros(columns.shape[1:])
    with np.errstate(over="ignore"):
        for column in columns:
            total = total + column
    if (total == 0).any():
        draw = f" of draw {_position(tuple(np.argwhere(total == 0)[0]))}" if total.ndim else ""
        raise WeightsError(f"all weights{draw} are zero; at least one criterion must count")
    if not ((total >= _SMALLEST_TOTAL) & np.isfinite(total)).all():
        raise WeightsError("the weights are too large or too small for double precision; give smaller or larger points")
    # Criteria outermost in memory: the loops over criteria below then run over contiguous draws.
    found = np.empty(columns.shape)
    np.divide(columns, total, out=found)
    return np.moveaxis(found, 0, -1)


def weigh(terms: Floats, weights: Floats, combine: np.ufunc = np.add) -> Floats:
    """Combine weight times term over the criteria, from the first to the last.

    Parameters
    ----------
    terms : shape (..., n_options, n_criteria)
    weights : shape (..., n_criteria)
    combine
        `np.add` for a sum, `np.maximum` for the largest.

    Returns
    -------
    shape (..., n_options)

    Examples
    --------
    >>> weigh(np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([0.5, 0.5])).tolist()
    [1.5, 1.5]
    """
    # A matrix product adds in an order that depends on the size of the batch; this does not. The options stand
    # outermost in memory, so that each step runs over contiguous draws.
    lead = np.broadcast_shapes(terms.shape[:-2], weights.shape[:-1])
    total, step = (np.moveaxis(np.empty((terms.shape[-2], *lead)), 0, -1) for _ in range(2))
    for j in range(terms.shape[-1]):
        np.multiply(terms[..., j], weights[..., j, np.newaxis], out=step if j else total)
        if j:
            combine(total, step, out=total)
    return total


def numbers(given: npt.ArrayLike, error: type[TableError] | type[WeightsError], what: str) -> Floats:
    """Read an array of real numbers; text, dates, truth values and complex numbers are none.

    Parameters
    ----------
    given
        Anything numpy can read.
    error, what
        How to complain.
    """
    try:
        array = np.asarray(given)
    except ValueError as fault:
        raise error(f"{what}: rows of different lengths ({fault})") from None
    if array.dtype.kind not in "iuf":
        raise error(f"{what}: expected real numbers, found {array.dtype.name}")
    return array.astype(np.float64, copy=False)


def _position(at: tuple[np.intp, ...] | tuple[int, ...]) -> str:
    return ", ".join(str(int(i)) for i in at)
