"""What the results of all rules share: options, scores, places, and how they look."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from mcda.display import html_table, text_table
from mcda.ranking import places
from mcda.scales import Floats


@dataclass(frozen=True, eq=False, kw_only=True)
class Counted:
    """Scores of options by a rule.

    Parameters
    ----------
    options
        Ids, in the order of the scores.
    scores : shape (n_options,)
        Higher is better.
    tolerance
        Differences of score up to this size are ties.
    """

    options: tuple[str, ...]
    scores: Floats
    tolerance: float = 0.0

    def __post_init__(self) -> None:
        for each in fields(self):
            found = getattr(self, each.name)
            if isinstance(found, np.ndarray):
                found.setflags(write=False)

    @property
    def places(self) -> dict[str, int]:
        """The place of each option; ties share the best place: 1, 2, 2, 4."""
        found = places(self.scores, self.tolerance)
        return dict(zip(self.options, found.tolist(), strict=True))

    @property
    def winners(self) -> tuple[str, ...]:
        """The option, or the tied options, in first place."""
        return tuple(o for o, place in self.places.items() if place == 1)

    def _cells(self) -> list[list[str]]:
        at, score = self.places, dict(zip(self.options, self.scores.tolist(), strict=True))
        return [[str(at[o]), o, f"{score[o]:.4g}"] for o in sorted(self.options, key=lambda o: at[o])]

    def __repr__(self) -> str:
        return text_table(["place", "option", "score"], self._cells(), align="rlr")

    def _repr_html_(self) -> str:
        return html_table(["place", "option", "score"], self._cells(), align="rlr")
