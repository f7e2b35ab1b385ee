"""Ordinal regression: the additive value functions that come nearest to a ranking of reference options."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from mcda.clashes import irreducible
from mcda.linear import LinearProgram, Row
from mcda.methods.disaggregation._even import aiming, best, most_even, solved
from mcda.methods.disaggregation._pieces import Pieces

# Errors up to this size are rounding of the solver; values lie between 0 and 1.
ROUNDING: Final = 1e-9


class Stated(NamedTuple):
    """A reference option: its name, its rank, and how much of each step it has climbed."""

    name: str
    rank: float
    parts: tuple[tuple[int, float], ...]


class Question(NamedTuple):
    """What is to be learned from what.

    Parameters
    ----------
    stated
        The reference options, best rank first.
    delta
        By how much the value of an option must exceed that of one with the next rank.
    epsilon
        How much error beyond the least the post-optimality analysis allows.
    both
        True for an error in each direction (UTASTAR), False for one only (UTA).
    """

    pieces: Pieces
    stated: tuple[Stated, ...]
    delta: float
    epsilon: float
    both: bool


class Learned(NamedTuple):
    """What the regression finds.

    Parameters
    ----------
    steps
        Of the mean value function.
    least_error
        Sum of the errors at the optimum.
    smallest, largest : one per criterion of the pieces
        The weights a criterion can have within the error allowed.
    errors : one per reference option
        What is to be added to its value under the mean value function for the stated ranks to hold.
    contradiction
        Reference options whose ranks cannot hold together, none of which can be spared; empty without error.
    """

    steps: tuple[float, ...]
    least_error: float
    smallest: tuple[float, ...]
    largest: tuple[float, ...]
    errors: tuple[float, ...]
    contradiction: tuple[str, ...]


@lru_cache(maxsize=64)
def learn(question: Question) -> Learned:
    """Minimise the errors, then look how far apart the optimal solutions lie, and take the mean of the extreme ones.

    The extreme solutions maximise the weight of one criterion each (UTA minimises them too). Where many solutions share
    such an extreme, the one with the most even steps is taken, so that the mean does not depend on the solver.
    """
    pieces, n_steps = question.pieces, question.pieces.n_steps
    base = _program(question)
    least = -best(base)
    budget = Row.of(dict.fromkeys(range(n_steps, len(base.objective)), 1.0), "<=", least + question.epsilon)
    within = base.with_rows(budget)
    found: list[tuple[float, ...]] = []
    smallest: list[float] = []
    largest: list[float] = []
    for criterion in pieces.criteria:
        steps = pieces.steps_of(criterion)
        for sign, weights in ((1.0, largest), (-1.0, smallest)):
            weights.append(sign * best(aiming(within, dict.fromkeys(steps, sign))))
            if sign > 0 or not question.both:
                held = Row.of(dict.fromkeys(steps, 1.0), "==", weights[-1])
                found.append(most_even(within.with_rows(held), range(n_steps)))
    mean = tuple(max(sum(each) / len(found), 0.0) for each in zip(*found, strict=True))
    wrong = least > ROUNDING
    return Learned(
        mean,
        least if wrong else 0.0,
        tuple(abs(w) for w in smallest),
        tuple(largest),
        _errors(question, mean) if wrong else (0.0,) * len(question.stated),
        _contradiction(question) if wrong else (),
    )


def _program(question: Question) -> LinearProgram:
    """Return the regression: minimise the sum of errors.

    The variables are the steps, then the errors: for each reference option what is to be added to its value, and with
    errors in both directions behind them what is to be taken off it.
    """
    pieces, stated = question.pieces, question.stated
    n = len(stated)
    rows = [pieces.whole]
    for a, b in pairwise(range(n)):
        terms = _difference(question, a, b)
        if stated[a].rank == stated[b].rank:
            rows.append(Row.of(terms, "==", 0.0))
        else:
            rows.append(Row.of(terms, ">=", question.delta))
    errors = (2 if question.both else 1) * n
    return LinearProgram((0.0,) * pieces.n_steps + (-1.0,) * errors, tuple(rows))


def _difference(question: Question, a: int, b: int) -> dict[int, float]:
    """Return the value of one reference option less that of another, errors included."""
    n_steps, n = question.pieces.n_steps, len(question.stated)
    found: dict[int, float] = {}
    for at, sign in ((a, 1.0), (b, -1.0)):
        for step, part in question.stated[at].parts:
            found[step] = found.get(step, 0.0) + sign * part
        found[n_steps + at] = sign
        if question.both:
            found[n_steps + n + at] = -sign
    return found


def _errors(question: Question, steps: Sequence[float]) -> tuple[float, ...]:
    """Return the errors of these value functions: the least in sum, and of those the most even."""
    base, n_steps, n = _program(question), question.pieces.n_steps, len(question.stated)
    known = base.with_rows(*(Row.of({k: 1.0}, "==", step) for k, step in enumerate(steps)))
    least = -best(known)
    held = known.with_rows(Row.of(dict.fromkeys(range(n_steps, len(base.objective)), 1.0), "<=", least + ROUNDING))
    watched, found = _mirrored(held, [_of_option(question, a) for a in range(n)])
    sizes = [-size for size in most_even(watched, found)]
    direction = solved(
        aiming(
            held.with_rows(*(Row.of(_of_option(question, a), "<=", sizes[a] + ROUNDING) for a in range(n))),
            dict.fromkeys(range(n_steps, len(base.objective)), -1.0),
        )
    ).values
    signed = [direction[n_steps + a] - (direction[n_steps + n + a] if question.both else 0.0) for a in range(n)]
    return tuple(0.0 if abs(e) <= 2 * ROUNDING else e for e in signed)


def _of_option(question: Question, option: int) -> dict[int, float]:
    """Return the size of the error of one reference option."""
    first, n = question.pieces.n_steps, len(question.stated)
    return {first + option: 1.0, first + n + option: 1.0} if question.both else {first + option: 1.0}


def _mirrored(program: LinearProgram, sums: Sequence[dict[int, float]]) -> tuple[LinearProgram, list[int]]:
    """Return the program with one more variable for each sum, its negative, and the numbers of these variables."""
    first, more = len(program.objective), len(sums)
    rows = tuple(Row.of({**terms, first + k: 1.0}, "==", 0.0) for k, terms in enumerate(sums))
    return LinearProgram(
        (0.0,) * (first + more),
        (*program.rows, *rows),
        (*program.lower, *(None,) * more),
        (*program.upper, *(0.0,) * more),
    ), list(range(first, first + more))


def _contradiction(question: Question) -> tuple[str, ...]:
    """Return reference options that contradict each other, none of which can be spared."""

    def impossible(kept: tuple[Stated, ...]) -> bool:
        return -best(_program(question._replace(stated=kept))) > ROUNDING

    return tuple(each.name for each in irreducible(question.stated, impossible))
