"""The best and the worst place each option can take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.frozen import frozen
from mcda.options import Options

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ExtremeRanks:
    """The best and the worst place of each option, over all values, or weights, that agree with what was said.

    An option's place is one more than the number of options that overtake it; one that ties does not.

    Parameters
    ----------
    options
        In the order of the table.
    best, worst
        Places by option id.
    at
        The node of the criteria tree looked at; None for all criteria.
    open
        Options whose best or worst place was not settled within the search's limit: theirs are bounds, so that no place
        lies beyond them, but may not be reached.

    References
    ----------
    Kadziński, M., Greco, S. & Słowiński, R. (2012). Extreme ranking analysis in robust ordinal regression. *Omega*
    40(4), 488-501. doi:10.1016/j.omega.2011.09.003
    """

    options: Options
    best: Mapping[str, int]
    worst: Mapping[str, int]
    at: str | None = None
    open: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "best", frozen(self.best))
        object.__setattr__(self, "worst", frozen(self.worst))

    @property
    def exact(self) -> bool:
        """True where every place was settled."""
        return not self.open

    @property
    def can_win(self) -> tuple[str, ...]:
        """Options whose best place is the first."""
        return tuple(o for o, place in self.best.items() if place == 1)

    def of(self, option: str) -> tuple[int, int]:
        """Return the best and the worst place of an option.

        Raises
        ------
        NameUnknownError
            There is no such option.
        """
        self.options[option]
        return self.best[option], self.worst[option]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns option, best, worst and exact."""
        import pandas as pd

        rows = [(o, *self.of(o), o not in self.open) for o in self.options.ids]
        return pd.DataFrame(rows, columns=["option", "best", "worst", "exact"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        ranks = {o: {"best": self.best[o], "worst": self.worst[o]} for o in self.options.ids}
        return {"at": self.at, "exact": self.exact, "open": list(self.open), "extreme_ranks": ranks}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [[o, *(str(place) for place in self.of(o))] for o in self.options.ids]
        return ["option", "best", "worst"], rows

    def _caption(self) -> str:
        how = "exact" if self.exact else f"bounds for {', '.join(self.open)}, else exact"
        return f"places that can be taken{'' if self.at is None else f' on {self.at}'}; {how}"

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption())
