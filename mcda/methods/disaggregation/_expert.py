"""An expert about characteristic objects: pairwise judgements, and whether they go in circles; or a function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria
from mcda.errors import MethodError
from mcda.methods.method import is_list
from mcda.options import Option, Options
from mcda.scales import Floats, real
from mcda.table import PerformanceTable

# Judging more by hand would take half a million answers.
_MOST_OBJECTS: Final = 1000


@dataclass(frozen=True)
class ExpertJudgements:
    """The matrix of an expert's judgements about characteristic objects, for `Comet`.

    Parameters
    ----------
    criteria
        Ids in the order in which the objects are numbered: the last criterion changes fastest, each from its lowest
        characteristic value to its highest. (cost, jobs) with (1, 2) and (5, 7) gives the objects (1, 5), (1, 7),
        (2, 5), (2, 7).
    matrix
        1 where the object of the row is preferred to that of the column, 0.5 where they are equally good, 0 where the
        column is preferred; so 0.5 on the diagonal, and two mirrored judgements add to 1.

    Raises
    ------
    MethodError
        A matrix that is not square, holds another number, or contradicts itself across the diagonal.

    Examples
    --------
    >>> said = ExpertJudgements(("jobs",), [[0.5, 0, 0], [1, 0.5, 0], [1, 1, 0.5]])
    >>> said.inconsistent_triads, said.consistency
    (0, 1.0)
    """

    criteria: Sequence[str]
    matrix: Sequence[Sequence[float]]

    def __post_init__(self) -> None:
        if not is_list(self.criteria) or not all(isinstance(c, str) for c in self.criteria):
            raise MethodError(f"ExpertJudgements: criteria is {self.criteria!r}; expected their ids in order")
        if not isinstance(self.matrix, Sequence) and np.ndim(self.matrix) != 2:
            raise MethodError(f"ExpertJudgements: matrix is {self.matrix!r}; expected one row of judgements per object")
        rows: list[tuple[Any, ...]] = [tuple(row) if hasattr(row, "__iter__") else (row,) for row in self.matrix]
        if not rows or len(rows) > _MOST_OBJECTS:
            raise MethodError(f"ExpertJudgements: {len(rows)} rows; expected one per object, at most {_MOST_OBJECTS}")
        for i, row in enumerate(rows):
            if len(row) != len(rows):
                raise MethodError(
                    f"ExpertJudgements: row {i + 1} has {len(row)} judgements; expected {len(rows)}, one per object"
                )
            for j, given in enumerate(row):
                if real(given) not in (0, 0.5, 1):
                    raise MethodError(
                        f"ExpertJudgements: object {i + 1} against {j + 1} is {given!r}; expected 1 (preferred), 0.5 "
                        "(equally good) or 0 (the other is preferred)"
                    )
                here, there = real(given), real(rows[j][i]) if i >= j else 0.0
                if i >= j and here + there != 1:
                    both = "itself" if i == j else f"{j + 1} is {here:g}, and the other way round {there:g}"
                    cure = f" is {here:g}; expected 0.5" if i == j else "; expected two numbers that add to 1"
                    raise MethodError(f"ExpertJudgements: object {i + 1} against {both}{cure}")
        object.__setattr__(self, "criteria", tuple(self.criteria))
        object.__setattr__(self, "matrix", tuple(tuple(float(given) for given in row) for row in rows))

    @property
    def inconsistent_triads(self) -> int:
        """Number of triples of objects that go in a circle: a over b, b over c, c over a; one or two may be ties."""
        at_least, ties, _ = self._relations()
        circles = [float(np.einsum("ij,ji->", r @ r, r)) for r in (at_least, ties)]
        return round((circles[0] - circles[1]) / 3)

    @property
    def consistency(self) -> float:
        """One minus the share of triples that go in a circle; 1 where there are fewer than three objects."""
        return 1.0 - self.inconsistent_triads / max(1, comb(len(self.matrix), 3))

    @property
    def circle(self) -> str:
        """One circle in words, a strict one if there is any; "" where the judgements are consistent."""
        at_least, _, strict = self._relations()
        for relation, words in ((strict, "preferred to"), (at_least, "at least as good as")):
            steps = (relation @ relation > 0) & (strict.T > 0)
            if steps.any():
                a, c = (int(i) for i in np.argwhere(steps)[0])
                b = int(np.argmax(relation[a] * relation[:, c]))
                return f"object {a + 1} is {words} {b + 1}, {b + 1} {words} {c + 1}, yet {c + 1} preferred to {a + 1}"
        return ""

    def _relations(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return who is at least as good as whom, who ties, and who is preferred; nobody with itself."""
        matrix = np.array(self.matrix)
        others = 1.0 - np.eye(len(matrix))
        return (matrix >= 0.5) * others, (matrix == 0.5) * others, (matrix == 1.0) * others


@dataclass(frozen=True, eq=False, repr=False)
class ExpertFunction:
    """A person's own function that scores characteristic objects, as `Comet` keeps it; equal to itself alone.

    Parameters
    ----------
    function
        From a `PerformanceTable` of the objects, whose options are called o1, o2 ... and whose criteria come in the
        order of the table that is ranked, to one finite number per object: higher is better. It must answer the same
        whenever it is asked the same.

    Examples
    --------
    >>> ExpertFunction(max)
    ExpertFunction(builtins.max)
    >>> ExpertFunction(max) == ExpertFunction(max), ExpertFunction(max) == ExpertFunction(min)
    (True, False)
    """

    function: Callable[[PerformanceTable], Any]

    def scores(self, criteria: Criteria, objects: Floats) -> Floats:
        """Return the score of each object, shape (n_objects,).

        Parameters
        ----------
        objects : shape (n_objects, n_criteria)

        Raises
        ------
        MethodError
            The function fails, or returns something other than one finite number per object.
        """
        options = Options(tuple(Option(f"o{k}") for k in range(1, len(objects) + 1)))
        try:
            given = self.function(PerformanceTable(options, criteria, objects))
        except Exception as fault:  # whatever another's function raises is told as what it is: its own
            raise MethodError(
                f"Comet: the expert {self.name} fails on the {len(objects)} characteristic objects: "
                f"{type(fault).__name__}: {fault}; expected one number per object"
            ) from fault
        found = _numbers(given)
        if found is None or found.shape != (len(objects),):
            raise MethodError(
                f"Comet: the expert {self.name} returned {_words(given)}; expected one number for each of the "
                f"{len(objects)} characteristic objects (the options of the table it is given), higher is better"
            )
        bad = np.flatnonzero(~np.isfinite(found))
        if len(bad):
            cells = zip(criteria.ids, objects[bad[0]].tolist(), strict=True)
            where = ", ".join(f"{c} {x:g}" for c, x in cells)
            raise MethodError(
                f"Comet: the expert {self.name} returned {found[bad[0]]} for the characteristic object {where}; "
                "expected a finite number"
            )
        return found

    @property
    def name(self) -> str:
        """The module and the name of the function; for a callable object, those of its class."""
        named = self.function if hasattr(self.function, "__qualname__") else type(self.function)
        return f"{named.__module__}.{named.__qualname__}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ExpertFunction) and self.function is other.function

    def __hash__(self) -> int:
        return id(self.function)

    def __repr__(self) -> str:
        return f"ExpertFunction({self.name})"


def _numbers(given: Any) -> Floats | None:
    """Return real numbers as an array of their own; None where they are none."""
    try:
        found = np.array(given)
    except (TypeError, ValueError):
        return None
    return found.astype(np.float64) if found.dtype.kind in "iuf" else None


def _words(given: Any) -> str:
    try:
        shape = np.shape(given)
    except (TypeError, ValueError):
        shape = ()
    return f"an array of shape {shape}" if shape and _numbers(given) is not None else repr(given)[:80]
