"""Sorting: each option on its own into a category, from worst to best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.errors import TableError
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.ranking import Recipe

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Sorting:
    """The category of each option, and the recipe it comes from.

    Parameters
    ----------
    options
        In the order of the table.
    categories
        Names, from worst to best.
    lowest, highest
        By option, the worst and the best category it belongs to: the same where the method is sure, and apart where two
        ways of assigning differ (ELECTRE TRI's pessimistic and optimistic rule).
    recipe
        How it came about.
    details
        What else the method found, by name.
    notes
        What a reader must know beside the categories, in words.
    """

    options: Options
    categories: tuple[str, ...]
    lowest: Mapping[str, str]
    highest: Mapping[str, str]
    recipe: Recipe
    details: Mapping[str, Any] = field(default_factory=FrozenDict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at = {name: i for i, name in enumerate(self.categories)}
        for o in self.options.ids:
            low, high = self.lowest.get(o), self.highest.get(o)
            if low not in at or high not in at or at[low] > at[high]:
                raise TableError(f"the categories of {o!r} are {low!r} to {high!r}; expected two of {self.categories}")
        for name in ("lowest", "highest", "details"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @property
    def sure(self) -> bool:
        """True where every option has one category."""
        return self.lowest == self.highest

    def members(self, category: str) -> tuple[str, ...]:
        """Return the options that surely belong to a category."""
        if category not in self.categories:
            raise TableError(f"{category!r} is not a category; allowed: {', '.join(self.categories)}")
        return tuple(o for o in self.options.ids if self.lowest[o] == self.highest[o] == category)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns option, lowest and highest, in the order of the table."""
        import pandas as pd

        rows = [(o, self.lowest[o], self.highest[o]) for o in self.options.ids]
        return pd.DataFrame(rows, columns=["option", "lowest", "highest"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: the best categories first."""
        at = {name: i for i, name in enumerate(self.categories)}
        order = sorted(self.options.ids, key=lambda o: (-at[self.highest[o]], -at[self.lowest[o]]))
        rows = [
            {"option": o, "code": self.options[o].code, "lowest": self.lowest[o], "highest": self.highest[o]}
            for o in order
        ]
        return {
            "recipe": self.recipe.to_dict(),
            "categories": list(self.categories),
            "sorting": rows,
            "notes": list(self.notes),
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        if self.sure:
            return ["option", "category"], [[o, self.lowest[o]] for o in self.options.ids]
        head = ["option", "lowest", "highest"]
        return head, [[o, self.lowest[o], self.highest[o]] for o in self.options.ids]

    def __repr__(self) -> str:
        notes = "".join(f"\nnote: {note}" for note in self.notes)
        head, rows = self._cells()
        return f"{self.recipe}\n{text_table(head, rows, left=len(head))}{notes}"

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        notes = [f"note: {note}" for note in self.notes]
        return html_table(head, rows, caption=str(self.recipe), left=len(head), below=notes)
