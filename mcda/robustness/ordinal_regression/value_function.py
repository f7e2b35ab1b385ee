"""One additive value function for many: that which keeps what was said as far apart as can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from mcda.display import html_table, text_table
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.ranking import Ranking, Recipe

if TYPE_CHECKING:
    import pandas as pd

Curve = tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True)
class RepresentativeFunction:
    """An additive value function that agrees with what was said.

    Parameters
    ----------
    options
        In the order of the table.
    margin
        The smallest of what it leaves between the two sides of a strict statement, and of its steps that can be above
        zero at all; as large as any function has it.
    curves
        By criterion id, pairs (performance, value) from worst to best. Under general marginals it says nothing between
        them; else it is straight there.
    values
        By option id, 0 to 1.
    made_by
        How it came about, for the recipe of its ranking.
    """

    options: Options
    margin: Fraction
    curves: Mapping[str, Curve]
    values: Mapping[str, Fraction]
    made_by: str = ""

    def __post_init__(self) -> None:
        for name in ("curves", "values"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    @property
    def shares(self) -> dict[str, Fraction]:
        """By criterion id, the value of its best; they add to one, and are weights where the curves are straight."""
        return {c: curve[-1][1] for c, curve in self.curves.items()}

    @property
    def ranking(self) -> Ranking:
        """The options by value; equal values tie."""
        recipe = Recipe(
            method=self.made_by or "robust regression",
            method_id="robust_regression",
            weights="from statements",
            shares=FrozenDict((c, float(share)) for c, share in self.shares.items()),
        )
        return Ranking(self.options, np.array([float(self.values[o]) for o in self.options.ids]), recipe)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns criterion, performance and value, worst first."""
        import pandas as pd

        rows = [(c, float(x), float(u)) for c, curve in self.curves.items() for x, u in curve]
        return pd.DataFrame(rows, columns=["criterion", "performance", "value"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "margin": float(self.margin),
            "curves": {c: [[float(x), float(u)] for x, u in curve] for c, curve in self.curves.items()},
            "values": {o: float(u) for o, u in self.values.items()},
            "places": self.ranking.places,
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        at = self.ranking
        return ["place", "option", "value"], [[str(at.places[o]), o, f"{at.score(o):.4f}"] for o in at.order]

    def _caption(self) -> str:
        return f"representative value function; smallest margin {float(self.margin):.4g}"

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), align='rlr')}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), align="rlr")
