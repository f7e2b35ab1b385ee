"""One score, and how far it must move before the winner changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from mcda.options import Confidence

_WEAKEST_FIRST: Final = (None, "low", "medium", "high")
# Equal but for rounding.
_DECIMALS: Final = 9


@dataclass(frozen=True)
class Flip:
    """The nearest score, in one direction, beyond which the winner is another.

    Parameters
    ----------
    at
        The score at which it happens, in the criterion's unit. Where it is exact, the winner has changed just beyond it
        and not yet at it; where it was searched for, it has changed at it, for some methods at that very score only.
    change
        From the score as it stands to `at`: above zero is more, below zero less, of the unit.
    first
        Who is then first.
    within_range
        True where some score of the stated range changes the winner.
    on_scale
        True where `at` lies between the ends of the criterion's scale; None where it has no scale.
    needed
        The part of the way from the score to that end of its range that it takes: 0.5 is half the way, 2 twice as far
        as the range allows. None where the range has no width on that side.
    """

    at: float
    change: float
    first: tuple[str, ...]
    within_range: bool
    on_scale: bool | None
    needed: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {**{name: getattr(self, name) for name in self.__dataclass_fields__}, "first": list(self.first)}


@dataclass(frozen=True)
class ScoreFlip:
    """One score: what it rests on, and how far it must move, up and down, before the winner changes.

    Parameters
    ----------
    rank
        Its turn when the evidence is checked, from 1; see `ScoreFlips`.
    option, criterion
        Whose score on what.
    score, low, high
        The score and the ends of its range, in the criterion's unit.
    up, down
        The nearest flip in each direction; None where nothing from `score` to the end of what was searched changes the
        winner.
    searched
        The lowest and the highest score tried: the whole scale where it is closed.
    scale
        The two ends of the criterion's scale, or None.
    confidence, evidence, judgement
        Of the stated score: its confidence, how many items it cites, and whether it is the analyst's judgement. None
        where nothing is stated.
    range_share
        Width of the range as a share of the scale; None where there is no scale.
    """

    rank: int
    option: str
    criterion: str
    score: float
    low: float
    high: float
    up: Flip | None
    down: Flip | None
    searched: tuple[float, float]
    scale: tuple[float, float] | None
    confidence: Confidence | None
    evidence: int | None
    judgement: bool | None
    range_share: float | None

    @property
    def flips(self) -> tuple[Flip, ...]:
        """The flips there are, the nearer one first."""
        return tuple(sorted((f for f in (self.up, self.down) if f is not None), key=lambda f: abs(f.change)))

    @property
    def nearest(self) -> Flip | None:
        """The flip that takes the smaller change, or None."""
        return self.flips[0] if self.flips else None

    @property
    def within_range(self) -> bool:
        """True where some score of the stated range changes the winner."""
        return any(f.within_range for f in self.flips)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON; null where there is no flip."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        ends = {"searched": list(self.searched), "scale": None if self.scale is None else list(self.scale)}
        flips = {name: None if (f := getattr(self, name)) is None else f.to_dict() for name in ("up", "down")}
        return {**plain, **ends, **flips, "within_range": self.within_range}

    def flat(self) -> dict[str, Any]:
        """Return one row of a DataFrame."""
        plain = self.to_dict()
        found = {name: each for name, each in plain.items() if name not in ("up", "down", "searched", "scale")}
        for name in ("up", "down"):
            flip: Flip | None = getattr(self, name)
            for part in ("at", "change", "needed"):
                found[f"{name}_{part}"] = None if flip is None else getattr(flip, part)
            found[f"{name}_first"] = None if flip is None else ", ".join(flip.first)
        return found


def look_first_order(rows: Sequence[ScoreFlip]) -> tuple[ScoreFlip, ...]:
    """Return the rows in the order in which to check them, ranked from 1; the rule stands with `ScoreFlips`."""
    ordered = sorted(rows, key=_turn)
    return tuple(replace(row, rank=k) for k, row in enumerate(ordered, 1))


def _turn(row: ScoreFlip) -> tuple[int, float, int, bool]:
    weakness = _WEAKEST_FIRST.index(row.confidence), not row.judgement
    inside = [f.needed for f in row.flips if f.within_range and f.needed is not None]
    width = row.high - row.low
    if inside:
        return 0, round(min(inside), _DECIMALS), *weakness
    if row.nearest is None:
        return 3, 0.0, *weakness
    change = abs(row.nearest.change)
    if width > 0:
        return 1, round(change / width, _DECIMALS), *weakness
    return 2, round(change / (row.searched[1] - row.searched[0]), _DECIMALS), *weakness
