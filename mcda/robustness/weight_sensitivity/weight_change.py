"""A change of weights that lets one option reach another, or all others, or the proof that there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.frozen import FrozenDict
from mcda.robustness.weight_sensitivity._nearest import Norm
from mcda.weights import Weights

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class WeightChange:
    """The nearest weights under which an option reaches others, or why there are none.

    Parameters
    ----------
    option
        It should score at least as much as the others.
    over
        The option to reach; None where it should reach all, and so come first.
    norm
        How the size of a change is measured: "l1" the sum of the changes of the shares, "linf" the largest, "l2" the
        root of the sum of their squares.
    keep_zero
        True where criteria of weight 0 had to keep it.
    possible
        False where no weights do it, as `mixture` proves; None where a search found none, which proves nothing.
    proven
        True where the distance is the smallest, or the impossibility proven; False for what a search found.
    distance
        0 where it reaches them already; None without new weights.
    before, after
        The present weights and the new ones; `after` is None without them.
    lead, new_lead
        Its score less that of the best of the others, under the present and under the new weights.
    ties_with
        The others that score the same under the new weights.
    mixture
        Where impossible: shares of other options, whose mixture is ahead under every weighting.
    shortfall
        Where impossible, by criterion: how much more a weight of 1 on it gives the mixture; all above 0. Criteria that
        may have no weight are left out.
    draws, seed
        Of the search; 0 and None where there was none.
    """

    option: str
    over: str | None
    norm: Norm
    keep_zero: bool
    possible: bool | None
    proven: bool
    distance: float | None
    before: Weights
    after: Weights | None
    lead: float
    new_lead: float | None
    ties_with: tuple[str, ...] = ()
    mixture: Mapping[str, float] = field(default_factory=FrozenDict)
    shortfall: Mapping[str, float] = field(default_factory=FrozenDict)
    draws: int = 0
    seed: int | None = None
    method: str = ""

    @property
    def changes(self) -> dict[str, float]:
        """By criterion, the new share less the present one; empty without new weights."""
        after = self.after.shares if self.after else {}
        return {c: after[c] - share for c, share in self.before.shares.items() if c in after}

    @property
    def relative_changes(self) -> dict[str, float | None]:
        """By criterion, the change as a part of the present share; None where that is 0."""
        shares = self.before.shares
        return {c: change / shares[c] if shares[c] else None for c, change in self.changes.items()}

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns criterion, before, after, change and shortfall."""
        import pandas as pd

        after, changes = self.after.shares if self.after else {}, self.changes
        rows = [
            (c, share, after.get(c), changes.get(c), self.shortfall.get(c)) for c, share in self.before.shares.items()
        ]
        return pd.DataFrame(rows, columns=["criterion", "before", "after", "change", "shortfall"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        names = ("option", "over", "norm", "keep_zero", "possible", "proven", "distance", "lead", "new_lead")
        told = {name: getattr(self, name) for name in (*names, "draws", "seed", "method")}
        shares = {"before": self.before.shares, "after": self.after.shares if self.after else None}
        proof = {"mixture": dict(self.mixture), "shortfall": dict(self.shortfall)}
        return {**told, **shares, "changes": self.changes, "ties_with": list(self.ties_with), **proof}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        if self.after:
            rows = zip(self.before.shares.items(), self.after.shares.values(), strict=True)
            made = [[c, f"{old:.4f}", f"{new:.4f}", f"{new - old:+.4f}"] for (c, old), new in rows]
            return ["criterion", "share", "new share", "change"], made
        if self.mixture:
            return ["criterion", "behind by"], [[c, f"{gap:.4g}"] for c, gap in self.shortfall.items()]
        return ["criterion", "share"], [[c, f"{share:.4f}"] for c, share in self.before.shares.items()]

    def _origin(self) -> str:
        whom = f"at least {self.over}" if self.over else "first place"
        how = "proven" if self.proven else f"searched, {self.draws} draws, seed {self.seed}"
        if self.distance is not None:
            return f"{self.option} to reach {whom}: {self.norm} change {self.distance:.4f} ({how})"
        if self.possible is None:
            return f"{self.option} to reach {whom}: no weights found ({how})"
        mixture = ", ".join(f"{o} {share:.3g}" for o, share in self.mixture.items())
        return f"{self.option} to reach {whom}: no weights do it; ahead on every criterion: {mixture} ({how})"

    def __repr__(self) -> str:
        return f"{self._origin()}\n{text_table(*self._cells())}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._origin())
