"""The nearest weights under which one option reaches others, where scores are weighted sums."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from mcda.errors import McdaError
from mcda.linear import LinearProgram, LinearStatus, Row, solve
from mcda.scales import Floats

Norm = Literal["l1", "linf", "l2"]

# What the conditions of an optimum may miss, with every row scaled to 1.
_ROUNDING: Final = 1e-8


def distance(change: Floats, norm: Norm) -> Floats:
    """Return the size of changes of weights, shape (..., n_criteria): sum, largest, or root of the sum of squares."""
    if norm == "l1":
        return np.asarray(np.abs(change).sum(axis=-1))
    if norm == "linf":
        return np.asarray(np.abs(change).max(axis=-1))
    return np.asarray(np.sqrt((change**2).sum(axis=-1)))


def best_lead(gaps: Floats) -> tuple[float, Floats]:
    """Return the largest lead over all rivals at once that some weights give, and a proof that none give more.

    Parameters
    ----------
    gaps : shape (n_rivals, n_criteria)
        Terms of the option less those of each rival.

    Returns
    -------
    lead
        The most that the smallest of the leads can be.
    mixture : shape (n_rivals,)
        Shares of the rivals that add to 1: on every criterion the option leads their mixture by at most `lead`, and so
        under every weighting.
    """
    n = len(gaps)
    size = float(np.abs(gaps).max(initial=0.0)) or 1.0
    if n == 1:
        return float(gaps.max()), np.ones(1)
    rows = [Row.of({**dict(enumerate((column / size).tolist())), n: -1.0}, "<=", 0.0) for column in gaps.T]
    rows.append(Row.of(dict.fromkeys(range(n), 1.0), "==", 1.0))
    program = LinearProgram((*[0.0] * n, -1.0), tuple(rows), lower=(*[0.0] * n, None))
    mixture = np.maximum(_solved(program)[:n], 0.0)
    mixture /= mixture.sum()
    return float((mixture @ gaps).max()), mixture


def nearest_weights(gaps: Floats, shares: Floats, floor: float, norm: Norm) -> Floats:
    """Return the weights nearest to the present ones under which every lead is at least `floor`.

    Parameters
    ----------
    gaps : shape (n_rivals, n_criteria)
    shares : shape (n_criteria,)
        The present weights; they add to 1.
    floor
        0, or a hair below it; within reach, or there is no answer.
    """
    size = np.maximum(np.abs(gaps).max(axis=1), 1e-300)
    # The weights add to one, so a floor can be taken off every term.
    rows = (gaps - floor) / size[:, np.newaxis]
    found = _projected(rows, shares) if norm == "l2" else _by_program(rows, shares, norm)
    found = np.maximum(found, 0.0)
    return np.asarray(found / found.sum())


def _by_program(rows: Floats, shares: Floats, norm: Norm) -> Floats:
    m = len(shares)
    width = m if norm == "l1" else 1
    made = [Row.of(dict(enumerate(row.tolist())), ">=", 0.0) for row in rows]
    made.append(Row.of(dict.fromkeys(range(m), 1.0), "==", 1.0))
    for j, share in enumerate(shares.tolist()):
        change = m + (j if norm == "l1" else 0)
        made.append(Row.of({j: 1.0, change: -1.0}, "<=", share))
        made.append(Row.of({j: 1.0, change: 1.0}, ">=", share))
    return _solved(LinearProgram((*[0.0] * m, *[-1.0] * width), tuple(made)))[:m]


def _solved(program: LinearProgram) -> Floats:
    found = solve(program)
    if found.status is not LinearStatus.OPTIMAL:
        raise McdaError(
            f"the search for the nearest weights ended as {found.status.value!r}; expected 'optimal': the terms of the "
            "options may differ by too many orders of magnitude"
        )
    return np.array(found.values)


def _projected(rows: Floats, shares: Floats) -> Floats:
    """Return the point nearest to the shares with `rows @ w >= 0`, `w >= 0` and `sum(w) == 1`.

    In coordinates of the plane on which weights add to one this is least distance programming, which is one problem of
    least squares with numbers of zero or more (Lawson & Hanson). Its numbers above zero tell which conditions bind; the
    point is then worked out from those alone, and checked.
    """
    from scipy.optimize import nnls

    m = len(shares)
    if m == 1:
        return shares
    plane = np.linalg.svd(np.ones((1, m)))[2][1:].T
    conditions = np.vstack([rows, np.eye(m)])
    short = -(conditions @ shares)
    along = conditions @ plane
    target = np.zeros(m)
    target[-1] = 1.0
    multipliers, _ = nnls(np.vstack([along.T, short]), target, maxiter=100 * len(conditions))
    binding = np.flatnonzero(multipliers > 0)
    step = np.linalg.lstsq(along[binding], short[binding], rcond=None)[0]
    pull = np.linalg.lstsq(along[binding].T, step, rcond=None)[0]
    held = (along @ step >= short - _ROUNDING).all() and (pull >= -_ROUNDING).all()
    if not held or np.abs(along[binding].T @ pull - step).max(initial=0.0) > _ROUNDING:
        raise McdaError(
            "the nearest weights by least squares miss the conditions of an optimum; expected to meet them: ask with "
            "norm='l1', which is a linear program"
        )
    return np.asarray(shares + plane @ step)
