"""Stochastic dominance of uncertain scores: distributions in pieces, compared without sampling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from mcda.errors import TableError
from mcda.scales import Floats, ValueFunction

# Probabilities closer than this are one probability: what adding a dozen pieces can lose.
ROUNDING: Final = 1e-12


class Piece(NamedTuple):
    """Probability between two performances, with a density that runs straight from one to the other.

    Between equal ends it is all at one point.
    """

    start: Fraction
    end: Fraction
    mass: Fraction
    # Density at the end over the sum of both densities: 1/2 is uniform, 1 rises from zero, 0 falls to zero.
    lean: Fraction


@dataclass(frozen=True)
class Distribution:
    """How an uncertain performance is distributed: pieces whose probabilities add to one; higher is better.

    Examples
    --------
    >>> found = Distribution.triangular(Fraction(0), Fraction(1), Fraction(3))
    >>> found.mean, found.turned().mean
    (Fraction(4, 3), Fraction(-4, 3))
    """

    pieces: tuple[Piece, ...]

    @classmethod
    def triangular(cls, low: Fraction, mode: Fraction, high: Fraction) -> Distribution:
        """Return the triangular distribution; a single point where low and high are equal.

        Raises
        ------
        TableError
            Not `low <= mode <= high`.
        """
        if not low <= mode <= high:
            raise TableError(
                f"a triangular distribution from {float(low):g} over {float(mode):g} to {float(high):g}; expected "
                "low <= value <= high"
            )
        if low == high:
            return cls((Piece(low, low, Fraction(1), Fraction(1, 2)),))
        sides = ((low, mode, Fraction(1)), (mode, high, Fraction(0)))
        return cls(tuple(Piece(a, b, (b - a) / (high - low), lean) for a, b, lean in sides if a < b))

    @property
    def mean(self) -> Fraction:
        """The expected performance."""
        return sum((p.mass * (p.start + (p.end - p.start) * (1 + p.lean) / 3) for p in self.pieces), Fraction(0))

    @property
    def low(self) -> Fraction:
        """The lowest performance that can be."""
        return min(min(p.start, p.end) for p in self.pieces)

    @property
    def high(self) -> Fraction:
        """The highest performance that can be."""
        return max(max(p.start, p.end) for p in self.pieces)

    def turned(self) -> Distribution:
        """Return the distribution of the negative: for a criterion where less is better."""
        return Distribution(tuple(_upward(p._replace(start=-p.start, end=-p.end)) for p in self.pieces))

    def through(self, function: ValueFunction) -> Distribution:
        """Return the distribution of the value; a flat part of the function holds its whole probability at a point."""
        found = []
        inner = [x for x, _ in function.points]
        for piece in self.pieces:
            marks = [piece.start, *(x for x in inner if piece.start < x < piece.end), piece.end]
            for a, b in pairwise(marks):
                part = _cut(piece, a, b)
                found.append(_upward(part._replace(start=function.exact(a), end=function.exact(b))))
        return Distribution(tuple(found))


class Comparison(NamedTuple):
    """How distributions stand to each other on one criterion; each of shape (n_options, n_options), row over column.

    Parameters
    ----------
    first
        The largest F_row - F_column over all performances, F the chance to stay at or below it: where it is not above
        zero, the row is at least as likely to pass any mark.
    first_least
        The smallest F_row - F_column; below zero the row is likelier to pass some mark.
    second, second_least
        The same of the integrals of F from below, divided by the width of what can be met: where `second` is not
        above zero, everybody averse to risk finds the row at least as good.
    """

    first: Floats
    first_least: Floats
    second: Floats
    second_least: Floats


def compare(distributions: Sequence[Distribution]) -> Comparison:
    """Compare every two distributions, exactly but for rounding.

    Between neighbouring ends of pieces every F is a parabola, so the difference of two has its extremes at the ends and
    at the one point where it is stationary; the integral of the difference has them at the ends and where the
    difference is zero.

    Parameters
    ----------
    distributions
        Of the options, higher is better.

    References
    ----------
    Hadar, J. & Russell, W. R. (1969). Rules for ordering uncertain prospects. *American Economic Review* 59(1), 25-34.

    Levy, H. (1992). Stochastic dominance and expected utility: survey and analysis. *Management Science* 38(4),
    555-593. doi:10.1287/mnsc.38.4.555

    Examples
    --------
    >>> wide, narrow = (Distribution.triangular(*map(Fraction, ends)) for ends in ((0, 5, 10), (4, 5, 6)))
    >>> found = compare([wide, narrow])
    >>> (found.first[1, 0] <= ROUNDING).item(), (found.second[1, 0] <= ROUNDING).item()
    (False, True)
    """
    knots = sorted({x for d in distributions for p in d.pieces for x in (p.start, p.end)})
    span = (knots[-1] - knots[0]) or Fraction(1)
    widths = np.array([float((b - a) / span) for a, b in pairwise(knots)])
    levels, slopes = _on_grid(distributions, knots)
    rows = [_extremes(levels[i] - levels, slopes[i] - slopes, widths) for i in range(len(distributions))]
    return Comparison(*(np.array([row[k] for row in rows]) for k in range(4)))


def _on_grid(distributions: Sequence[Distribution], knots: list[Fraction]) -> tuple[Floats, Floats]:
    """Return F at every knot, shape (n, n_knots), and how it rises just after and just before, (n, n_knots - 1, 2).

    The rise is by the share of the way to the next knot, so that no density overflows however narrow a range is.
    """
    place = {x: k for k, x in enumerate(knots)}
    levels = np.zeros((len(distributions), len(knots)))
    slopes = np.zeros((len(distributions), len(knots) - 1, 2))
    for i, distribution in enumerate(distributions):
        for piece in distribution.pieces:
            first, last = place[piece.start], place[piece.end]
            if first == last:
                levels[i, first] += float(piece.mass)
                continue
            width = piece.end - piece.start
            at = np.array([float((x - piece.start) / width) for x in knots[first : last + 1]])
            lean, mass, step = float(piece.lean), float(piece.mass), np.diff(at)
            levels[i, first + 1 : last + 1] += mass * np.diff(2 * (1 - lean) * at + (2 * lean - 1) * at * at)
            density = 2 * mass * ((1 - lean) * (1 - at) + lean * at)
            slopes[i, first:last] += np.stack([density[:-1] * step, density[1:] * step], axis=-1)
    return np.cumsum(levels, axis=-1), slopes


def _extremes(levels: Floats, slopes: Floats, widths: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Largest and smallest difference of F, given at the knots, and of its integral; jumps come at the knots."""
    start, left, bend = levels[:, :-1], slopes[..., 0], slopes[..., 1] - slopes[..., 0]

    def rise(s: Floats | float) -> Floats:
        """Return what is added at a share of the way from a knot to the next."""
        return np.asarray(left * s + bend * s * s / 2)

    def area(s: Floats | float) -> Floats:
        return np.asarray(widths * (start * s + left * s * s / 2 + bend * s * s * s / 6))

    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        still = _inside(-left / bend)
    values = np.concatenate([levels, start + rise(1.0), start + rise(still)], axis=-1)
    total = np.concatenate([np.zeros((len(levels), 1)), np.cumsum(area(1.0), axis=-1)], axis=-1)
    crossed = [total[:, :-1] + area(root) for root in _roots(start, left, bend)]
    integrals = np.concatenate([total, *crossed], axis=-1)
    return values.max(axis=-1), values.min(axis=-1), integrals.max(axis=-1), integrals.min(axis=-1)


def _roots(c: Floats, b: Floats, bend: Floats) -> tuple[Floats, Floats]:
    """Where the parabola c + b s + bend s^2 / 2 is zero inside (0, 1); 0 where it is not."""
    inner = b * b - 2 * bend * c
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        q = -(b + np.where(b < 0, -1.0, 1.0) * np.sqrt(inner))
        return _inside(q / bend), _inside(2 * c / q)


def _inside(share: Floats) -> Floats:
    """Return the share where it lies inside (0, 1), else 0."""
    return np.where((share > 0) & (share < 1), share, 0.0)


def _cut(piece: Piece, a: Fraction, b: Fraction) -> Piece:
    """Return the part of a piece between two performances inside it."""
    if piece.start == piece.end:
        return piece
    # The density at a share t of the piece is in proportion to (1 - lean) (1 - t) + lean t.
    ends = [(x - piece.start) / (piece.end - piece.start) for x in (a, b)]
    left, right = ((1 - piece.lean) * (1 - t) + piece.lean * t for t in ends)
    return Piece(a, b, piece.mass * (left + right) * (ends[1] - ends[0]), right / (left + right))


def _upward(piece: Piece) -> Piece:
    """Return the piece with its lower end first."""
    if piece.start <= piece.end:
        return piece
    return Piece(piece.end, piece.start, piece.mass, 1 - piece.lean)
