"""Weights from trade-offs: how much of one criterion is worth how much of another."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from mcda.elicit._ratios import Ratio, agreed, furthest, groups, log_least_squares, residuals
from mcda.elicit._reading import fraction, listed, named, plain, spans
from mcda.elicit.judged import judged
from mcda.errors import WeightsError, nearest
from mcda.weights import Weights


class _Step(NamedTuple):
    """An improvement on one criterion: from where to where, in units."""

    criterion: str
    start: Fraction
    end: Fraction


def trade_off(statements: Sequence[Mapping[str, Sequence[Any]]], *, levels: Mapping[str, Sequence[Any]]) -> Weights:
    """Return the weights under which each pair of improvements is worth the same.

    In an additive model with straight value functions over the levels, "from a1 to a2 on A is worth as much as from b1
    to b2 on B" says w_A * |a2 - a1| / L_A = w_B * |b2 - b1| / L_B. Statements that go round in a circle are redundant:
    where they disagree, the weights minimise the sum of squared logarithms of the factors by which they miss.

    Parameters
    ----------
    statements
        Each names two criteria and, for each of them, where an improvement starts and where it ends, in units:
        `{"cost": [400, 300], "jobs": [1000, 1500]}`. At least n - 1 for n criteria.
    levels
        By criterion id, the lower and the upper level of its range, in units; the lower level first, also where less is
        better.

    Returns
    -------
    Weights
        Exact where the statements agree. `consistency` holds `redundant` (statements beyond the n - 1 needed),
        `consistent`, `verdict`, and where they disagree `largest_factor`, `worst_statement` (counted from 1),
        `worst_said` and `worst_fitted` (how many times the first criterion's weight is the second's).

    Raises
    ------
    WeightsError
        A statement of another form, an unknown criterion, a step outside the levels or of no length, one criterion that
        improves upwards here and downwards there, or criteria that no statement connects: the message names the groups.

    References
    ----------
    Keeney, R. L. & Raiffa, H. (1976). *Decisions with Multiple Objectives: Preferences and Value Tradeoffs*. Wiley.

    Examples
    --------
    >>> levels = {"cost": (0, 800), "jobs": (0, 5000)}
    >>> trade_off([{"cost": [400, 300], "jobs": [1000, 1500]}], levels=levels).fractions
    {'cost': Fraction(4, 9), 'jobs': Fraction(5, 9)}
    """
    ends = spans(levels, "the levels")
    ids = list(ends)
    steps = [_read(each, k, ends) for k, each in enumerate(listed(statements, "the statements"), start=1)]
    _same_way(steps)
    ratios = [Ratio(ids.index(a.criterion), ids.index(b.criterion), _part(b, ends) / _part(a, ends)) for a, b in steps]
    parts = groups(len(ids), ratios)
    if len(parts) > 1:
        named_parts = "; ".join(", ".join(ids[i] for i in part) for part in parts)
        raise WeightsError(
            f"no statement connects these groups of criteria: {named_parts}; add one between each group and another"
        )
    exact = agreed(len(ids), ratios)
    points: Sequence[Fraction | float]
    consistency: dict[str, Any] = {"consistent": True, "verdict": "the statements agree"}
    notes: list[str] = []
    if exact is not None:
        points = exact
    else:
        logs = log_least_squares(len(ids), ratios)
        points = [float(p) for p in np.exp(logs - logs.max())]
        consistency, notes = _disagreement(ids, ratios, residuals(logs, ratios))
    return judged(
        dict(zip(ids, points, strict=True)),
        judgements={"method": "trade_off", "statements": plain(list(statements)), "levels": plain(dict(levels))},
        consistency={"redundant": len(ratios) - len(ids) + 1, **consistency},
        notes=notes,
        swings=ends,
    )


def _read(given: Any, number: int, ends: Mapping[str, tuple[Fraction, Fraction]]) -> tuple[_Step, _Step]:
    what = f"statement {number}"
    found = named(given, what)
    if len(found) != 2:
        raise WeightsError(f"{what} names {', '.join(found)}; expected two criteria")
    steps = []
    for criterion, step in found.items():
        if criterion not in ends:
            raise WeightsError(f"{what}: {criterion!r} has no levels{nearest(criterion, ends)}")
        pair = listed(step, f"{what}, {criterion!r}")
        if len(pair) != 2:
            raise WeightsError(f"{what}, {criterion!r}: found {len(pair)} numbers; expected two, from where to where")
        start, end = (fraction(each, f"{what}, {criterion!r}") for each in pair)
        low, high = ends[criterion]
        for each in (start, end):
            if not low <= each <= high:
                raise WeightsError(
                    f"{what}, {criterion!r}: {float(each):g} is outside the levels {float(low):g} to {float(high):g}"
                )
        if start == end:
            raise WeightsError(f"{what}, {criterion!r}: from {float(start):g} to {float(end):g} nothing improves")
        steps.append(_Step(criterion, start, end))
    return steps[0], steps[1]


def _part(step: _Step, ends: Mapping[str, tuple[Fraction, Fraction]]) -> Fraction:
    """Return the part of the whole range that a step covers."""
    low, high = ends[step.criterion]
    return abs(step.end - step.start) / (high - low)


def _same_way(steps: Sequence[tuple[_Step, _Step]]) -> None:
    """Refuse a criterion that improves upwards in one statement and downwards in another."""
    seen: dict[str, tuple[bool, int]] = {}
    for number, pair in enumerate(steps, start=1):
        for step in pair:
            up, before = seen.setdefault(step.criterion, (step.end > step.start, number))
            if up != (step.end > step.start):
                raise WeightsError(
                    f"{step.criterion!r} improves {'upwards' if up else 'downwards'} in statement {before} and the "
                    f"other way in statement {number}; expected every step to be an improvement"
                )


def _disagreement(ids: Sequence[str], ratios: Sequence[Ratio], off: Any) -> tuple[dict[str, Any], list[str]]:
    """Return how far the statements disagree, and say so."""
    worst = furthest(off, range(len(ratios)))
    i, j, times = ratios[worst]
    factor = math.exp(abs(float(off[worst])))
    fitted = math.exp(math.log(times) - float(off[worst]))
    verdict = f"the statements disagree, by a factor of up to {factor:.3g}"
    note = (
        f"The statements disagree. Statement {worst + 1} is furthest off: it says that {ids[i]!r} weighs "
        f"{float(times):.3g} times {ids[j]!r}, the weights say {fitted:.3g} times."
    )
    return {
        "consistent": False,
        "verdict": verdict,
        "largest_factor": factor,
        "worst_statement": worst + 1,
        "worst_said": float(times),
        "worst_fitted": fitted,
    }, [note]
