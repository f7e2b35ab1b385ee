"""Draws one by one, for methods that do not take them in batches."""

from collections.abc import Iterator

import numpy as np

from mcda.robustness.sampling import Draws
from mcda.scales import Floats
from mcda.table import PerformanceTable


def tables(draws: Draws, index: int, size: int) -> Iterator[tuple[PerformanceTable, Floats]]:
    """Return table and weights of the first `size` draws of a granule."""
    seen = draws.question.seen
    for drawn in draws.granule(index):
        for row in range(drawn.rows.start, min(drawn.rows.stop, size)):
            at = row - drawn.rows.start
            table = seen if drawn.values.ndim == 2 else PerformanceTable(seen.options, seen.criteria, drawn.values[at])
            yield table, np.ascontiguousarray(drawn.weights if drawn.weights.ndim == 1 else drawn.weights[at])
