"""Tables and weights that are hard on a method, drawn by hypothesis."""

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from mcda.criteria import Criteria, Criterion
from mcda.options import Option, Options
from mcda.scales import Goal, Scale, Thresholds, exact
from mcda.table import PerformanceTable

TIES = st.integers(1, 5).map(float)
DECIMALS = st.integers(1, 999).map(lambda i: i / 10)
DECADES = st.floats(-6, 6).map(lambda e: 10.0**e)
OFFSETS = st.integers(0, 1000).map(lambda i: 1e9 + i / 8)
SMALL = st.integers(1, 9).map(lambda i: i * 1e-9)
SIGNED = st.integers(-50, 50).map(lambda i: i / 4)
ZERO_OR_SO = st.sampled_from([0.0, 0.1 + 0.2, 0.3, 1.0])


@st.composite
def columns(draw, n_options, positive):
    kinds = [TIES, DECIMALS, DECADES, OFFSETS, SMALL] + ([] if positive else [SIGNED, ZERO_OR_SO])
    kind = draw(st.sampled_from(kinds))
    if draw(st.booleans()) and draw(st.booleans()):
        return [draw(kind)] * n_options
    return draw(st.lists(kind, min_size=n_options, max_size=n_options))


@st.composite
def criteria(draw, name, column):
    low, high = exact(min(column)), exact(max(column))
    scale = Scale(low, high if high > low else low + abs(low) + 1, level="ratio")
    parts = st.sampled_from([None, Fraction(1, 20), Fraction(1, 4)])
    q = draw(parts)
    p = draw(st.sampled_from([None, Fraction(1, 4), Fraction(1, 2)]))
    thresholds = Thresholds(
        indifference=None if q is None else q * scale.width, preference=None if p is None else p * scale.width
    )
    return Criterion(name, draw(st.sampled_from(Goal)), scale=scale, thresholds=thresholds)


@st.composite
def tables(draw, *, positive=False, max_options=12, max_criteria=8):
    """A table with ties, constant columns, twins, huge offsets or small numbers; every criterion has a scale."""
    n = draw(st.integers(1, max_options))
    m = draw(st.integers(1, max_criteria))
    made = [draw(columns(n, positive)) for _ in range(m)]
    values = np.array(made).T.copy()
    if n > 1 and draw(st.booleans()):
        values[draw(st.integers(1, n - 1))] = values[0]
    named = [draw(criteria(f"c{j}", made[j])) for j in range(m)]
    options = Options(tuple(Option(f"o{i}") for i in range(n)))
    return PerformanceTable(options, Criteria(tuple(named)), values)


@st.composite
def points(draw, n_criteria):
    """Weights with zeros among them, never all zero."""
    given = draw(st.lists(st.integers(0, 20), min_size=n_criteria, max_size=n_criteria))
    return np.array(given if any(given) else [1] * n_criteria, dtype=np.float64)


@st.composite
def problems(draw, *, positive=False, max_options=12, max_criteria=8):
    """A table and weights that fit it."""
    table = draw(tables(positive=positive, max_options=max_options, max_criteria=max_criteria))
    return table, draw(points(len(table.criteria)))
