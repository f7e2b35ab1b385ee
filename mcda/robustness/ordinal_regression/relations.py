"""Which option is at least as good as which: under all, or under some, of the values that agree with what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from mcda.display import html_table, text_table
from mcda.options import Options
from mcda.relation import Truths

if TYPE_CHECKING:
    import pandas as pd

Reach = Literal["necessary", "possible"]


@dataclass(frozen=True, eq=False)
class PreferenceRelation:
    """Which option is at least as good as which; exact.

    Parameters
    ----------
    options
        In the order of the table.
    reach
        "necessary": under all values, or weights, that agree with what was said. "possible": under some.
    matrix : shape (n_options, n_options)
        True where the row is at least as good as the column; the diagonal is True.
    at
        The node of the criteria tree looked at; None for all criteria.

    Examples
    --------
    >>> from mcda.table import PerformanceTable
    >>> options = PerformanceTable.of([[1], [2]], goals=["max"], options=["a", "b"]).options
    >>> PreferenceRelation(options, "necessary", np.array([[True, False], [True, True]])).pairs
    (('b', 'a'),)
    """

    options: Options
    reach: Reach
    matrix: Truths
    at: str | None = None

    def __post_init__(self) -> None:
        found = np.array(self.matrix, dtype=np.bool_)
        found.setflags(write=False)
        object.__setattr__(self, "matrix", found)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All (option, other) where the one is at least as good as the other, without those of an option and itself."""
        ids = self.options.ids
        return tuple((ids[i], ids[j]) for i, j in np.argwhere(self.matrix).tolist() if i != j)

    @property
    def by_option(self) -> dict[str, tuple[str, ...]]:
        """By option, the others that it is at least as good as."""
        return {o: tuple(b for a, b in self.pairs if a == o) for o in self.options.ids}

    def holds(self, option: str, other: str) -> bool:
        """Tell whether one option is at least as good as another.

        Raises
        ------
        NameUnknownError
            There is no such option.
        """
        self.options[option], self.options[other]
        ids = self.options.ids
        return bool(self.matrix[ids.index(option), ids.index(other)])

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame of truth values, options by options."""
        import pandas as pd

        index = pd.Index(self.options.ids, name="option")
        return pd.DataFrame(self.matrix.copy(), index=index, columns=list(self.options.ids))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        at_least = {o: list(others) for o, others in self.by_option.items()}
        return {"reach": self.reach, "at": self.at, "exact": True, "at_least_as_good_as": at_least}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [[o, ", ".join(others) or "-"] for o, others in self.by_option.items()]
        return ["option", f"{'necessarily' if self.reach == 'necessary' else 'possibly'} at least as good as"], rows

    def _caption(self) -> str:
        return f"{self.reach} preference{'' if self.at is None else f' on {self.at}'}; {len(self.pairs)} pairs; exact"

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), left=2)
