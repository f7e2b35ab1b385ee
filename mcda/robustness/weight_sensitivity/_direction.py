"""One share that moves from 0 to 1 while the other criteria keep their proportions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError, MethodError, WeightsError, unknown
from mcda.robustness.question import Question
from mcda.scales import Floats

Kind = Literal["criterion", "branch"]

# Weights that one call of a kernel gets at most times cells of the table: some megabytes.
_CELLS: Final = 1 << 20


@dataclass(frozen=True, eq=False)
class Direction:
    """The weights as one share moves.

    Parameters
    ----------
    name, kind
        The criterion, or the branch of the objectives tree, whose share moves.
    share
        Its present share.
    inside : shape (n_criteria,)
        The weights when it has everything.
    outside : shape (n_criteria,)
        The weights when it has nothing; None where every other weight is 0, so that they have no proportions.
    """

    name: str
    kind: Kind
    share: float
    inside: Floats
    outside: Floats | None

    def weights(self, shares: npt.ArrayLike) -> Floats:
        """Return the weights at these shares, shape (..., n_criteria).

        Raises
        ------
        WeightsError
            Every other weight is 0.
        """
        t = np.asarray(shares, dtype=np.float64)[..., np.newaxis]
        return np.asarray(t * self.inside + (1.0 - t) * self.rest())

    def rest(self) -> Floats:
        """Return the weights when it has nothing.

        Raises
        ------
        WeightsError
            Every other weight is 0.
        """
        if self.outside is None:
            raise WeightsError(
                f"{self.name!r} has all the weight, so the others have no proportions in which to take what it gives "
                "up; give at least one other criterion a weight above 0"
            )
        return self.outside


def directions(question: Question) -> tuple[Direction, ...]:
    """Return one direction for each criterion and then for each branch, in the order of the table."""
    check_weighs(question)
    branches = dict.fromkeys(question.weights.branches[c] for c in question.criteria if c in question.weights.branches)
    return (
        *(_direction(question, c, "criterion", [c]) for c in question.criteria),
        *(_direction(question, b, "branch", _members(question, b)) for b in branches),
    )


def direction(question: Question, name: str) -> Direction:
    """Return the direction of one criterion, or else of one branch.

    Raises
    ------
    NameUnknownError
        No such criterion or branch.
    MethodError
        The method takes no weights.
    """
    check_weighs(question)
    if name in question.criteria:
        return _direction(question, name, "criterion", [name])
    inside = _members(question, name)
    if not inside:
        names = [*question.criteria, *dict.fromkeys(question.weights.branches.values())]
        raise unknown("criterion or branch", name, names)
    return _direction(question, name, "branch", inside)


def proportions(question: Question, members: Sequence[str]) -> Floats | None:
    """Return the present weights of some criteria, scaled to add to one and 0 elsewhere; None where all are 0."""
    fractions = question.weights.fractions
    total = sum((fractions[c] for c in members), Fraction(0))
    if not total:
        return None
    return np.array([float(fractions[c] / total) if c in members else 0.0 for c in question.criteria])


def check_weighs(question: Question) -> None:
    """Raise unless the question is put to a method that ranks and takes weights."""
    if not question.ranker.uses_weights:
        raise MethodError(
            f"{type(question.method).__name__} takes no weights, so no change of weights can move its ranking; ask "
            "another method"
        )


def check_points(points: object, lowest: int = 2) -> int:
    """Return a number of points.

    Raises
    ------
    McdaError
        It is no whole number, or out of range.
    """
    if isinstance(points, bool) or not isinstance(points, int | np.integer) or not lowest <= points <= 100_001:
        raise McdaError(f"points is {points!r}; expected a whole number from {lowest} to 100001")
    return int(points)


def scores_at(question: Question, weights: Floats) -> Floats:
    """Return the scores under each of many weights, shape (n, n_options), in blocks of bounded memory."""
    values = question.seen.values
    rows = max(1, _CELLS // values.size)
    blocks = [question.kernel(values, weights[i : i + rows]) for i in range(0, len(weights), rows)]
    return np.concatenate(blocks) if blocks else np.empty((0, len(question.options)))


def members_of(question: Question, name: str) -> list[str]:
    """Return the criterion of this name, or else the criteria of this branch."""
    return [name] if name in question.criteria else _members(question, name)


def _members(question: Question, branch: str) -> list[str]:
    return [c for c in question.criteria if question.weights.branches.get(c) == branch]


def _direction(question: Question, name: str, kind: Kind, members: Sequence[str]) -> Direction:
    inside = proportions(question, members)
    if inside is None:
        inside = np.array([1.0 / len(members) if c in members else 0.0 for c in question.criteria])
    outside = proportions(question, [c for c in question.criteria if c not in members])
    share = float(sum((question.weights.fractions[c] for c in members), Fraction(0)))
    return Direction(name, kind, share, inside, outside)
