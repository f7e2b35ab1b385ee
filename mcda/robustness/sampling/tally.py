"""What granules of draws count, and how it is put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mcda.frozen import FrozenDict
from mcda.scales import Floats

Counts = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Tally:
    """What was counted in some granules, in the order of the granules.

    Parameters
    ----------
    counts
        Whole numbers by name: they add up exactly, in any order.
    sums
        Sums of floating-point numbers by name: one after the other, granule by granule, because their order matters to
        the last bit.
    kept
        What is kept of single draws by name: one array after the other.
    """

    counts: Mapping[str, Counts] = field(default_factory=FrozenDict)
    sums: Mapping[str, Floats] = field(default_factory=FrozenDict)
    kept: Mapping[str, tuple[Keys, ...]] = field(default_factory=FrozenDict)

    def __add__(self, later: Tally) -> Tally:
        """Return this tally with that of the granule right after it."""
        if not (self.counts or self.sums or self.kept):
            return later
        kept = (
            {name: (*found, *later.kept[name]) for name, found in self.kept.items()}
            if any(later.kept.values())
            else self.kept
        )
        return Tally(
            {name: found + later.counts[name] for name, found in self.counts.items()},
            {name: found + later.sums[name] for name, found in self.sums.items()},
            kept,
        )

    def joined(self, name: str) -> Keys:
        """Return what is kept of all draws under a name."""
        return np.concatenate([np.zeros(0, np.uint64), *self.kept[name]])
