"""Looking for weights under which an option reaches others, where the score is no weighted sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from mcda.draws import GRANULE, simplex_draws, stream
from mcda.robustness.weight_sensitivity._nearest import Norm, distance
from mcda.scales import Floats

# By how much it leads under weights of shape (n, n_criteria); it reaches the others at 0 or more.
Lead = Callable[[Floats], Floats]
Positions = npt.NDArray[np.intp]

# Weights that are pulled towards the present ones, parts and number of the cuts of each pull.
_PULLED: Final = 64
_PARTS: Final = 8
_CUTS: Final = 14
# Weights tried around the best, rounds of that, and rounds of climbing where nothing drawn reaches the others.
_AROUND: Final = 256
_ROUNDS: Final = 80
_CLIMBS: Final = 40


def searched(lead: Lead, shares: Floats, counted: Positions, norm: Norm, draws: int, seed: int) -> Floats | None:
    """Return the nearest weights found under which the option reaches the others; None where none were found.

    Weights are drawn uniformly, from all and again nearer and nearer to the present ones. The nearest of those under
    which it does are pulled towards the present weights for as long as it still does, and then the search goes on
    around the best. Where none does, the search first climbs from the one with the best lead.

    Parameters
    ----------
    lead
        Tells for weights of shape (n, n_criteria) by how much the option leads; 0 or more will do.
    counted
        Positions of the criteria that may have a weight.
    draws
        How many weights to draw.
    """
    hits, best = _drawn(lead, shares, counted, norm, draws, seed)
    numbers = stream(seed, -(-draws // GRANULE), 0)
    if not len(hits):
        climbed = _climbed(lead, best, counted, numbers)
        if climbed is None:
            return None
        hits = _pulled(lead, shares, climbed[np.newaxis])
    return _refined(lead, shares, hits[0], counted, norm, numbers)


def _drawn(lead: Lead, shares: Floats, counted: Positions, norm: Norm, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return the nearest hits among drawn weights, pulled, and the weights with the best lead of all."""
    corners = np.zeros((len(counted), len(shares)))
    corners[np.arange(len(counted)), counted] = 1.0
    found, best, most = [], shares, -np.inf
    for index in range(-1, -(-draws // GRANULE)):
        tried = corners
        if index >= 0:
            count = min(GRANULE, draws - index * GRANULE)
            tried = np.zeros((count, len(shares)))
            tried[:, counted] = simplex_draws(stream(seed, index, 0), count, len(counted))
            # Half of them shrunk towards the present weights by 1, 1/2, 1/4 ...: the nearest may lie in a corner.
            odd = np.arange(count)
            shrink = np.where(odd % 2, 0.5 ** (odd // 2 % 8), 1.0)[:, np.newaxis]
            tried = shares + shrink * (tried - shares)
        leads = lead(tried)
        if leads.max() > most:
            best, most = tried[int(leads.argmax())], float(leads.max())
        found.append(_pulled(lead, shares, _near(tried[leads >= 0], shares, norm)))
    return _near(np.concatenate(found), shares, norm), best


def _climbed(lead: Lead, best: Floats, counted: Positions, numbers: np.random.Generator) -> Floats | None:
    """Return weights of lead 0 or more, by steps that raise it; None where the climb ends below."""
    most, size = float(lead(best[np.newaxis])[0]), 0.3
    for _ in range(_CLIMBS):
        around = _around(best, size, counted, numbers)
        leads = lead(around)
        if leads.max() > most:
            best, most = around[int(leads.argmax())], float(leads.max())
            if most >= 0:
                return best
        else:
            size *= 0.6
    return None


def _refined(
    lead: Lead, shares: Floats, best: Floats, counted: Positions, norm: Norm, numbers: np.random.Generator
) -> Floats:
    size, spread = float(distance(best - shares, norm)), 0.3
    for _ in range(_ROUNDS):
        around = _around(best, spread * float(np.abs(best - shares).max()), counted, numbers)
        around = around[distance(around - shares, norm) < 1.2 * size]
        if len(around):
            around = _pulled(lead, shares, _near(around[lead(around) >= 0], shares, norm))
        around = _near(around, shares, norm)
        if len(around) and distance(around[0] - shares, norm) < size:
            best, size = around[0], float(distance(around[0] - shares, norm))
        else:
            spread *= 0.8
    return best


def _around(best: Floats, size: float, counted: Positions, numbers: np.random.Generator) -> Floats:
    """Return weights around some: half moved on every criterion, half from one criterion to another."""
    half, m = _AROUND // 2, len(counted)
    moves = np.zeros((_AROUND, len(best)))
    moves[:half, counted] = numbers.standard_normal((half, m))
    rows, reach = np.arange(half, _AROUND), np.abs(numbers.standard_normal(half))
    moves[rows, counted[numbers.integers(m, size=half)]] += reach
    moves[rows, counted[numbers.integers(m, size=half)]] -= reach
    moves[:, counted] -= moves[:, counted].mean(axis=1, keepdims=True)
    around = np.maximum(best + size * moves, 0.0)
    total = around.sum(axis=1, keepdims=True)
    return np.asarray((around / np.where(total > 0, total, 1.0))[total[:, 0] > 0])


def _near(hits: Floats, shares: Floats, norm: Norm) -> Floats:
    return hits[np.argsort(distance(hits - shares, norm), kind="stable")[:_PULLED]]


def _pulled(lead: Lead, shares: Floats, hits: Floats) -> Floats:
    """Return points on the ways from the present weights to the hits, as near as it goes while still reaching."""
    if not len(hits):
        return hits
    low, high = np.zeros(len(hits)), np.ones(len(hits))
    cuts = np.arange(1, _PARTS) / _PARTS
    for _ in range(_CUTS):
        ways = low[:, np.newaxis] + (high - low)[:, np.newaxis] * cuts
        tried = shares + ways[..., np.newaxis] * (hits - shares)[:, np.newaxis, :]
        good = (lead(tried.reshape(-1, len(shares))) >= 0).reshape(ways.shape)
        at = np.where(good.any(axis=1), good.argmax(axis=1), _PARTS - 1)
        edges = np.concatenate([low[:, np.newaxis], ways, high[:, np.newaxis]], axis=1)
        rows = np.arange(len(hits))
        low, high = edges[rows, at], edges[rows, at + 1]
    # At the hit itself nothing is rounded again.
    return np.asarray(np.where(high[:, np.newaxis] == 1.0, hits, shares + high[:, np.newaxis] * (hits - shares)))
