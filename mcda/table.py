"""The performance table: options by criteria, which knows which way each column points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.display import html_table, text_table
from mcda.errors import McdaError, TableError
from mcda.options import Option, Options
from mcda.scales import Floats, Goal, Scale, by_name, exact, to_goal

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class PerformanceTable:
    """Performances of options on criteria; finite, read-only, labelled.

    Parameters
    ----------
    options, criteria
        What the rows and columns are; weights are not part of a table.
    values
        Performances, shape (n_options, n_criteria), in each criterion's own unit.

    Raises
    ------
    TableError
        A wrong shape, an empty table, or a cell that is not a finite number: the message names the cell.

    Examples
    --------
    >>> table = PerformanceTable.of([[3, 8], [5, 9]], goals=["min", "max"], options=["a", "b"])
    >>> table
    option  ▼ c1  ▲ c2
    a          3     8
    b          5     9
    """

    options: Options
    criteria: Criteria
    values: Floats

    def __post_init__(self) -> None:
        try:
            values = np.array(self.values, dtype=np.float64)
        except (TypeError, ValueError) as fault:
            raise TableError(f"the table holds something that is not a number: {fault}") from None
        shape = (len(self.options), len(self.criteria))
        if values.ndim != 2 or values.shape != shape:
            raise TableError(f"the table has shape {values.shape}; expected {shape}: options by criteria")
        if 0 in shape:
            raise TableError("the table is empty; it needs at least one option and one criterion")
        bad = np.argwhere(~np.isfinite(values))
        if len(bad):
            option, criterion = self.options.all[bad[0][0]].id, self.criteria.all[bad[0][1]].id
            raise TableError(
                f"the performance of {option!r} on {criterion!r} is {values[tuple(bad[0])]}; "
                "expected a finite number" + (f" ({len(bad)} such cells)" if len(bad) > 1 else "")
            )
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    @classmethod
    def of(
        cls,
        data: pd.DataFrame | Floats | Sequence[Sequence[float]],
        *,
        goals: Sequence[str] | Mapping[str, str],
        options: Sequence[str] | None = None,
        criteria: Sequence[str] | None = None,
        scales: Mapping[str, tuple[float, float]] | None = None,
    ) -> PerformanceTable:
        """Build from a DataFrame (its labels are the ids) or from rows of numbers.

        Parameters
        ----------
        data
            Performances, options in rows, criteria in columns.
        goals
            "max" or "min" for each criterion, in order or by criterion.
        options, criteria
            Ids; by default the DataFrame's labels, else a1, a2, ... and c1, c2, ...
        scales
            The two ends of the scale of a criterion, in its unit, for methods that need one.
        """
        rows, option_ids, criterion_ids = _labelled(data, options, criteria)
        if isinstance(goals, str) or not hasattr(goals, "__len__"):
            what = "one string" if isinstance(goals, str) else f"{goals!r}"
            raise TableError(f"goals is {what}; expected one goal per criterion, such as ['min', 'max']")
        if (named := by_name(goals)) is not None:
            _same_names("goal", named, criterion_ids)
            goals = [named[c] for c in criterion_ids]
        if len(goals) != len(criterion_ids):
            raise TableError(f"{len(goals)} goals for {len(criterion_ids)} criteria; expected one for each")
        if not isinstance(scales, Mapping | None):
            raise TableError(f"scales is {scales!r}; expected the two ends by criterion, such as {{'cost': (0, 100)}}")
        ends = dict(scales or {})
        if unknown_names := [c for c in ends if c not in criterion_ids]:
            raise TableError(f"a scale for {unknown_names[0]!r}, which is not a criterion of the table")
        made = tuple(
            Criterion(c, _goal(c, g), scale=_scale(c, ends[c]) if c in ends else None)
            for c, g in zip(criterion_ids, goals, strict=True)
        )
        return cls(Options(tuple(Option(o) for o in option_ids)), Criteria(made), rows)

    @property
    def shape(self) -> tuple[int, int]:
        """(n_options, n_criteria)."""
        return len(self.options), len(self.criteria)

    def select(self, options: Sequence[str] | None = None, criteria: Sequence[str] | None = None) -> PerformanceTable:
        """Return these options and criteria, in this order; labels, values and goals move together."""
        rows = self.options if options is None else self.options.select(options)
        columns = self.criteria if criteria is None else self.criteria.select(criteria)
        row_at = {o: i for i, o in enumerate(self.options.ids)}
        column_at = {c: i for i, c in enumerate(self.criteria.ids)}
        picked = self.values[np.ix_([row_at[o] for o in rows.ids], [column_at[c] for c in columns.ids])]
        return PerformanceTable(rows, columns, picked)

    def without(self, option: str) -> PerformanceTable:
        """Return the table without one option."""
        self.options[option]
        return self.select(options=[o for o in self.options.ids if o != option])

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with option ids as index and criterion ids as columns."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        return pd.DataFrame(self.values.copy(), index=index, columns=list(self.criteria.ids))

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", *(f"{c.goal.arrow} {c.label}" for c in self.criteria)]
        rows = [[o.id, *(f"{v:g}" for v in row)] for o, row in zip(self.options, self.values.tolist(), strict=True)]
        return head, rows

    def __repr__(self) -> str:
        return text_table(*self._cells())

    def _repr_html_(self) -> str:
        return html_table(*self._cells())


def value_table(table: PerformanceTable) -> PerformanceTable:
    """Return the table on values of 0 to 100, through each criterion's value function.

    Raises
    ------
    TableError
        A criterion has neither a value function nor a scale.
    """
    columns = []
    for i, criterion in enumerate(table.criteria):
        function = criterion.value
        if function is None:
            raise TableError(
                f"criterion {criterion.id!r} has neither a value function nor a scale, so its performances "
                "have no value on 0 to 100; state a scale, or rank on units"
            )
        columns.append(table.values[:, i] if criterion.as_values else function(table.values[:, i]))
    criteria = Criteria(tuple(c.on_values() for c in table.criteria))
    return PerformanceTable(table.options, criteria, np.stack(columns, axis=-1))


def _scale(criterion: str, ends: object) -> Scale:
    if not isinstance(ends, tuple | list) or len(ends) != 2 or any(isinstance(end, str | bool) for end in ends):
        raise TableError(f"the scale of {criterion!r} is {ends!r}; expected its two ends, such as (0, 100)")
    try:
        low, high = (exact(end) for end in ends)
    except McdaError as fault:
        raise TableError(f"the scale of {criterion!r}: {fault}") from None
    if not low < high:
        raise TableError(f"the scale of {criterion!r} runs from {ends[0]} to {ends[1]}; expected low below high")
    return Scale(low, high)


def _goal(criterion: str, given: object) -> Goal:
    try:
        return to_goal(given)
    except McdaError as fault:
        raise TableError(f"the goal of {criterion!r}: {fault}") from None


def _same_names(what: str, given: Mapping[str, Any], expected: Sequence[str]) -> None:
    missing = [c for c in expected if c not in given]
    extra = [c for c in given if c not in expected]
    if missing:
        raise TableError(f"no {what} for criterion {missing[0]!r}; expected one for each criterion")
    if extra:
        raise TableError(f"a {what} for {extra[0]!r}, which is not a criterion of the table")


def _labelled(
    data: Any, options: Sequence[str] | None, criteria: Sequence[str] | None
) -> tuple[Any, list[str], list[str]]:
    """Split what was given into rows of numbers and two lists of labels."""
    if hasattr(data, "columns") and hasattr(data, "index"):
        options = list(data.index) if options is None else options
        criteria = list(data.columns) if criteria is None else criteria
        numeric = all(getattr(kind, "kind", "") in "iuf" for kind in data.dtypes)
        data = data.to_numpy(dtype=np.float64 if numeric else object)
    if np.ma.isMaskedArray(data):
        if np.ma.getmaskarray(data).any():
            raise TableError("the table has masked cells; a missing performance is never filled in, so give every one")
        data = np.ma.getdata(data)
    try:
        rows = [list(row) for row in data]
    except TypeError:
        raise TableError("the table has one dimension; expected rows of performances") from None
    widths = {len(row) for row in rows}
    if not rows or widths == {0}:
        raise TableError("the table is empty; it needs at least one option and one criterion")
    if len(widths) > 1:
        raise TableError(f"the rows have different lengths: {sorted(widths)}; expected one number per criterion")
    options = [f"a{i + 1}" for i in range(len(rows))] if options is None else options
    criteria = [f"c{i + 1}" for i in range(widths.pop())] if criteria is None else criteria
    if (len(options), len(criteria)) != (len(rows), len(rows[0])):
        found = f"{len(rows)} rows of {len(rows[0])}"
        raise TableError(f"{found} performances for {len(options)} options and {len(criteria)} criteria")
    for kind, labels in (("option", options), ("criterion", criteria)):
        if any(label is None or label != label or str(label).strip() == "" for label in labels):
            raise TableError(f"an {kind} has no name" if kind == "option" else f"a {kind} has no name")
    if isinstance(data, np.ndarray) and data.dtype.kind in "iuf":
        return data, [str(o) for o in options], [str(c) for c in criteria]
    numbers = [
        [_number(v, o, c) for v, c in zip(row, criteria, strict=True)] for row, o in zip(rows, options, strict=True)
    ]
    return numbers, [str(o) for o in options], [str(c) for c in criteria]


def _number(value: Any, option: object, criterion: object) -> float:
    """Read one cell; text, dates, complex numbers and missing values are not numbers."""
    if (
        isinstance(value, bool | np.bool_ | str | bytes | bytearray | complex | np.complexfloating | np.ndarray)
        or value is None
    ):
        raise TableError(f"the performance of {str(option)!r} on {str(criterion)!r} is {value!r}; expected a number")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise TableError(
            f"the performance of {str(option)!r} on {str(criterion)!r} is {value!r}; expected a number"
        ) from None
