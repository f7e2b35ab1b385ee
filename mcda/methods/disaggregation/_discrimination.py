"""Learning to sort: the additive value functions and thresholds that misplace reference options least."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from mcda.clashes import irreducible
from mcda.linear import LinearProgram, Row
from mcda.methods.disaggregation._even import aiming, best, most_even, solved
from mcda.methods.disaggregation._pieces import Pieces

# Errors up to this size are rounding of the solver; values lie between 0 and 1.
ROUNDING: Final = 1e-9


class Example(NamedTuple):
    """A reference option: its name, the number of its category from 0, the worst, and its share of each step."""

    name: str
    category: int
    parts: tuple[tuple[int, float], ...]


class Task(NamedTuple):
    """What is to be learned from what.

    Parameters
    ----------
    delta
        By how much an option must stay below the threshold of the next category.
    s
        Least distance between two thresholds.
    epsilon
        How much error beyond the least the post-optimality analysis allows.
    """

    pieces: Pieces
    examples: tuple[Example, ...]
    n_categories: int
    delta: float
    s: float
    epsilon: float


class Trained(NamedTuple):
    """What was learned.

    Parameters
    ----------
    steps
        Of the mean value function.
    thresholds
        The least value of each category but the worst, rising.
    least_error
        Sum of the errors at the optimum.
    errors : one per example
        What is to be added to its value for its category to be right.
    contradiction
        Examples that no such model can sort together, none of which can be spared; empty without error.
    """

    steps: tuple[float, ...]
    thresholds: tuple[float, ...]
    least_error: float
    errors: tuple[float, ...]
    contradiction: tuple[str, ...]


@lru_cache(maxsize=64)
def train(task: Task) -> Trained:
    """Minimise the errors, then take the mean of the optimal solutions that maximise the weight of one criterion each.

    Where many solutions share such a maximum, the one with the most even steps is taken; under the mean value functions
    each threshold stands in the middle of where it may stand. So nothing depends on the solver.
    """
    pieces, base = task.pieces, _program(task)
    least = -best(base)
    within = base.with_rows(Row.of(_errors(task), "<=", least + task.epsilon))
    found = []
    for criterion in pieces.criteria:
        weight = dict.fromkeys(pieces.steps_of(criterion), 1.0)
        held = Row.of(weight, "==", best(aiming(within, weight)))
        found.append(most_even(within.with_rows(held), range(pieces.n_steps)))
    mean = tuple(max(sum(each) / len(found), 0.0) for each in zip(*found, strict=True))
    thresholds = _middle_thresholds(task, mean)
    wrong = least > ROUNDING
    return Trained(
        mean,
        thresholds,
        least if wrong else 0.0,
        tuple(_error(task, mean, thresholds, each) for each in task.examples),
        tuple(e.name for e in irreducible(task.examples, lambda kept: _impossible(task, kept))) if wrong else (),
    )


def _program(task: Task) -> LinearProgram:
    """Return the program that minimises the sum of errors.

    The variables are the steps, the thresholds, then for each example what is to be added to its value, and for each
    what is to be taken off it.
    """
    first, n_thresholds, n = task.pieces.n_steps, task.n_categories - 1, len(task.examples)
    errors = first + n_thresholds
    rows = [task.pieces.whole]
    for a, example in enumerate(task.examples):
        if example.category > 0:
            reached = {**dict(example.parts), first + example.category - 1: -1.0, errors + a: 1.0}
            rows.append(Row.of(reached, ">=", 0.0))
        if example.category < n_thresholds:
            missed = {**dict(example.parts), first + example.category: -1.0, errors + n + a: -1.0}
            rows.append(Row.of(missed, "<=", -task.delta))
    rows += [Row.of({first + k + 1: 1.0, first + k: -1.0}, ">=", task.s) for k in range(n_thresholds - 1)]
    objective = (0.0,) * errors + (-1.0,) * (2 * n)
    upper = (None,) * first + (1.0,) * n_thresholds + (None,) * (2 * n)
    return LinearProgram(objective, tuple(rows), upper=upper)


def _errors(task: Task) -> dict[int, float]:
    first = task.pieces.n_steps + task.n_categories - 1
    return dict.fromkeys(range(first, first + 2 * len(task.examples)), 1.0)


def _middle_thresholds(task: Task, steps: Sequence[float]) -> tuple[float, ...]:
    """Return the middle of the range that each threshold has under these value functions, at their least error.

    The lowest thresholds are a solution together, and so are the highest; hence the middles are one too.
    """
    known = _program(task).with_rows(*(Row.of({k: 1.0}, "==", step) for k, step in enumerate(steps)))
    held = known.with_rows(Row.of(_errors(task), "<=", -best(known) + ROUNDING / 10))
    found = []
    for j in range(task.pieces.n_steps, task.pieces.n_steps + task.n_categories - 1):
        ends = [solved(aiming(held, {j: sign})).values[j] for sign in (-1.0, 1.0)]
        found.append(sum(ends) / 2)
    return tuple(found)


def _error(task: Task, steps: Sequence[float], thresholds: Sequence[float], example: Example) -> float:
    value = sum(part * steps[k] for k, part in example.parts)
    k = example.category
    short = thresholds[k - 1] - value if k > 0 else 0.0
    over = value + task.delta - thresholds[k] if k < len(thresholds) else 0.0
    return short if short > 2 * ROUNDING else -over if over > 2 * ROUNDING else 0.0


def _impossible(task: Task, kept: tuple[Example, ...]) -> bool:
    return -best(_program(task._replace(examples=kept))) > ROUNDING
