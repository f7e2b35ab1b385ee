"""The only place where scores become places, and the record of how a result came about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import TableError
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.scales import Floats

if TYPE_CHECKING:
    import pandas as pd

Places = npt.NDArray[np.int64]

# A method that learned from examples has a `repr` of many lines; the recipe holds it whole, its one line does not.
_LONGEST = 400

# Up to so many options, comparing all pairs of many draws at once is faster than searching draw by draw.
_FEW: Final = 64
# Pairs compared at once: a quarter of a megabyte.
_PAIRS: Final = 1 << 18


def places(scores: Floats, tolerance: float | Floats = 0.0) -> Places:
    """Turn scores into places: one plus the number of options better by more than the tolerance.

    Parameters
    ----------
    scores : shape (..., n_options)
        Higher is better; leading axes are draws.
    tolerance
        Differences up to this size are ties; one number, or one per draw, shape (..., 1).

    Returns
    -------
    shape (..., n_options), ties share the best place: 1, 2, 2, 4.

    Examples
    --------
    >>> places(np.array([50.0, 70.0, 50.0, 90.0])).tolist()
    [3, 2, 3, 1]
    """
    scores = np.asarray(scores, dtype=np.float64)
    n = scores.shape[-1]
    flat, reach = (a.reshape(-1, n) for a in (scores, scores + tolerance))
    found = np.empty(flat.shape, dtype=np.int64)
    if n <= _FEW:
        rows = max(1, _PAIRS // (n * n))
        for start in range(0, len(flat), rows):
            these = slice(start, start + rows)
            found[these] = 1 + (flat[these, np.newaxis, :] > reach[these, :, np.newaxis]).sum(axis=-1)
    else:
        ordered = np.sort(flat, axis=-1)
        for i in range(len(flat)):
            found[i] = 1 + n - np.searchsorted(ordered[i], reach[i], side="right")
    return found.reshape(scores.shape)


@dataclass(frozen=True)
class Recipe:
    """How a ranking came about: everything needed to make it again.

    Parameters
    ----------
    method
        The method's own `repr`, which carries every parameter.
    weights, shares
        The profile's name and the shares used.
    on
        "values" (0 to 100, through the value functions) or "units".
    scenario, update, variant
        Ids of the changes applied, or None.
    study, digest
        Title and digest of the study, or "".
    version
        Version of the package.
    at
        The branch or criterion of the objectives tree that alone was looked at, or None for the whole tree.
    bound
        By criterion, a parameter that the method took from the criterion itself: PROMETHEE's preference functions.
    """

    method: str
    method_id: str
    weights: str
    shares: Mapping[str, float]
    on: str = "units"
    scenario: str | None = None
    update: str | None = None
    variant: str | None = None
    study: str = ""
    digest: str = ""
    version: str = ""
    at: str | None = None
    bound: Mapping[str, str] = field(default_factory=FrozenDict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shares", frozen(self.shares))
        object.__setattr__(self, "bound", frozen(self.bound))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**plain, "shares": dict(self.shares), "bound": dict(self.bound)}

    def __str__(self) -> str:
        changes = [
            f"{what}: {name}" for what in ("at", "scenario", "update", "variant") if (name := getattr(self, what))
        ]
        method = self.method if len(self.method) <= _LONGEST else f"{self.method.partition('(')[0]}(…)"
        return ", ".join([method, f"weights: {self.weights or 'given'}", f"on {self.on}", *changes])


@dataclass(frozen=True, eq=False)
class Ranking:
    """Scores and places of options, and the recipe they come from.

    Parameters
    ----------
    options
        The options ranked, in the order of the table.
    scores
        Shape (n_options,), unrounded, higher is better.
    tolerance
        Differences of score up to this size are ties.
    details
        What else the method found, by name: VIKOR's S, R and Q, PROMETHEE's flows ...
    contributions
        Shape (n_options, n_criteria): what each criterion adds to the score, where the method is a sum; else None.
    needs
        By option, what it cannot stand without: groups of options, one of each group.
    notes
        What a reader must know beside the ranking, in words.
    """

    options: Options
    scores: Floats
    recipe: Recipe
    tolerance: float = 0.0
    details: Mapping[str, Any] = field(default_factory=FrozenDict)
    contributions: Floats | None = None
    needs: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=FrozenDict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        scores = np.array(self.scores, dtype=np.float64)
        if scores.shape != (len(self.options),) or not np.isfinite(scores).all():
            raise TableError("scores must be one finite number per option")
        for name, array in (("scores", scores), ("contributions", self.contributions)):
            if array is not None:
                array = np.array(array)
                array.setflags(write=False)
                object.__setattr__(self, name, array)
        object.__setattr__(self, "details", frozen(self.details))

    @property
    def places(self) -> dict[str, int]:
        """The place of each option, in the order of the table."""
        found = places(self.scores, self.tolerance)
        return dict(zip(self.options.ids, found.tolist(), strict=True))

    @property
    def order(self) -> tuple[str, ...]:
        """Option ids from first to last; tied options in the order of the table."""
        at = self.places
        return tuple(sorted(self.options.ids, key=lambda o: at[o]))

    @property
    def winners(self) -> tuple[str, ...]:
        """The option, or the tied options, in first place."""
        return tuple(o for o, place in self.places.items() if place == 1)

    def score(self, option: str) -> float:
        """Return the score of one option."""
        self.options[option]
        return float(self.scores[self.options.ids.index(option)])

    def within(self, kind: str) -> Ranking:
        """Return the ranking of one kind of option among themselves; the scores stay what they are."""
        return self._keep(lambda o: self.options[o].kind == kind)

    def _keep(self, wanted: Callable[[str], bool]) -> Ranking:
        keep = [i for i, o in enumerate(self.options.ids) if wanted(o)]
        options = Options(tuple(self.options.all[i] for i in keep))
        contributions = None if self.contributions is None else self.contributions[keep]
        return replace(
            self, options=options, scores=self.scores[keep], contributions=contributions, details=FrozenDict()
        )

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns option, score and place, best first."""
        import pandas as pd

        at = self.places
        rows = [(o, self.score(o), at[o]) for o in self.order]
        return pd.DataFrame(rows, columns=["option", "score", "place"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: the recipe, and the options from first to last."""
        at = self.places
        rows = [
            {
                "option": o,
                "code": self.options[o].code,
                "score": self.score(o),
                "place": at[o],
                "kind": self.options[o].kind,
                "needs": [list(group) for group in self.needs.get(o, ())],
            }
            for o in self.order
        ]
        return {"recipe": self.recipe.to_dict(), "ranking": rows, "notes": list(self.notes)}

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        at = self.places
        needing = any(self.needs.get(o) for o in self.options.ids)
        head = ["place", "option", "score", *(["needs"] if needing else [])]
        rows = [
            [str(at[o]), o, f"{self.score(o):.4g}", *([needs_in_words(self.needs.get(o, ()))] if needing else [])]
            for o in self.order
        ]
        return head, rows

    def __repr__(self) -> str:
        notes = "".join(f"\nnote: {note}" for note in self.notes)
        head, rows = self._cells()
        return f"{self.recipe}\n{text_table(head, rows, align='rlrl'[: len(head)])}{notes}"

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        notes = [f"note: {note}" for note in self.notes]
        return html_table(head, rows, caption=str(self.recipe), align="rlrl"[: len(head)], below=notes)


def needs_in_words(groups: tuple[tuple[str, ...], ...]) -> str:
    """Say what an option cannot stand without.

    >>> needs_in_words((("committee",), ("chips", "defence")))
    'committee; chips or defence'
    """
    return "; ".join(" or ".join(group) for group in groups)
