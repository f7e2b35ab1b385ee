"""Tables that are hard on a method, for the contract."""

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.methods.method import Method
from mcda.options import Option, Options
from mcda.scales import Floats, Goal, Scale, Thresholds, exact
from mcda.table import PerformanceTable


def contract_tables(method: Method) -> tuple[PerformanceTable, ...]:
    """Return tables with ties, constant columns, twins, huge offsets and small numbers, all scales and goals mixed."""
    rng = np.random.default_rng(2024)
    ties = rng.integers(1, 6, (6, 4)).astype(np.float64)
    decimals = rng.integers(1, 1000, (12, 8)) / 10
    decades = 10.0 ** rng.uniform(-6, 6, (5, 3))
    offset = (1e9 + rng.integers(0, 100, (4, 2))).astype(np.float64)
    small = rng.uniform(1, 2, (3, 5)) * 1e-9
    twins = np.repeat(rng.integers(1, 9, (3, 3)).astype(np.float64), 2, axis=0)
    twins[:, 1] = 4.0
    tables: list[Floats] = [np.array([[3.0]]), ties, decimals, decades, offset, small, twins]
    if not method.needs_nonnegative:
        tables += [rng.integers(-5, 6, (7, 3)).astype(np.float64)]
    if not method.needs_positive:
        tables += [np.zeros((3, 2))]
    return tuple(_table(values) for values in tables)


def _table(values: Floats) -> PerformanceTable:
    criteria = []
    for j, column in enumerate(values.T):
        low, high = exact(float(column.min())), exact(float(column.max()))
        scale = Scale(low, high if high > low else low + abs(low) + 1, level="ratio")
        criteria.append(
            Criterion(
                f"c{j}",
                Goal.MIN if j % 3 == 1 else Goal.MAX,
                scale=scale,
                thresholds=Thresholds(
                    indifference=scale.width / 20 if j % 2 else None, preference=scale.width / 3 if j % 4 else None
                ),
            )
        )
    return PerformanceTable(
        Options(tuple(Option(f"o{i}") for i in range(len(values)))), Criteria(tuple(criteria)), values
    )
