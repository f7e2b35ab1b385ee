"""Judgements that contradict each other: which do, and what is the least that would have to be judged otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from mcda.clashes import irreducible
from mcda.elicit._categories import HIGHEST, Fit, Judgement
from mcda.linear import LinearProgram, LinearStatus, Row, solve

# Values of a repaired scale are looked for up to this many smallest differences; see `smallest_repair`.
_WIDEST: Final = 500.0
_SECONDS: Final = 60.0


class Move(NamedTuple):
    """A judgement, and what to judge instead."""

    stated: Judgement
    instead: Judgement

    def __str__(self) -> str:
        return f"{self.stated} -> {self.instead}"


def possible(names: Sequence[str], judgements: Sequence[Judgement]) -> bool:
    """Tell whether some scale fits the judgements."""
    return solve(Fit(tuple(names), tuple(judgements)).program({})).status is LinearStatus.OPTIMAL


def clashing(names: Sequence[str], judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return judgements that cannot hold together, none of which can be spared."""
    return irreducible(judgements, lambda kept: not possible(names, kept))


def smallest_repair(
    names: Sequence[str], judgements: Sequence[Judgement], firm: Sequence[Judgement] = ()
) -> tuple[Move, ...]:
    """Return the fewest judgements that must move, by the fewest categories in sum, for a scale to exist.

    A judgement may move to any category, also to one of the other thing being more attractive. Of several smallest
    repairs, the one that moves judgements stated earlier and down is taken. A mixed-integer program finds it; it looks
    at scales up to 500 smallest differences long, and at most for a minute. Empty if it found none in that time.

    Parameters
    ----------
    firm
        What must hold and cannot move.
    """
    fit = Fit(tuple(names), (*judgements, *firm))
    held = [Row.of({fit.n_variables + k: 1.0}, "==", 0.0) for k in range(len(judgements), len(fit.judgements))]
    solution = solve(_program(fit).with_rows(*held), time_limit=_SECONDS)
    if not solution.values:
        return ()
    found = []
    for k, each in enumerate(judgements):
        up, down = (
            sum(round(solution.values[_binary(fit, k, c, side)]) for c in range(1, HIGHEST + 1)) for side in (0, 1)
        )
        category = up - down
        if not each.low <= category <= each.high:
            shift = category - (each.high if category > each.high else each.low)
            found.append(Move(each, _shifted(each, shift)))
    return tuple(found)


def _shifted(judgement: Judgement, shift: int) -> Judgement:
    low, high = judgement.low + shift, judgement.high + shift
    if low >= 0:
        return judgement._replace(low=low, high=high)
    # Turned round; a range that would reach over "no difference" shrinks to the category it moves to.
    return Judgement(judgement.less, judgement.more, -high if high <= 0 else -low, -low)


def _binary(fit: Fit, judgement: int, category: int, side: int) -> int:
    """Return the number of the variable that is 1 where a judgement reaches this category, upwards (0) or down (1)."""
    return fit.n_variables + len(fit.judgements) + judgement * 2 * HIGHEST + side * HIGHEST + category - 1


def _program(fit: Fit) -> LinearProgram:
    """Return the program: values, least differences, then for each judgement whether it moves, then its category."""
    count = len(fit.judgements)
    n = fit.n_variables + count * (1 + 2 * HIGHEST)
    # Moving one judgement less is worth any number of categories, and a category any choice between equal repairs.
    per_category = count * (count + 1) / 2 + 2
    per_move = per_category * 2 * HIGHEST * (count + 1)
    objective = [0.0] * n
    rows = [Row.of({fit.least(1): 1.0}, "==", 1.0)]
    rows += [Row.of({fit.least(c + 1): 1.0, fit.least(c): -1.0}, ">=", 1.0) for c in range(1, HIGHEST)]
    for k, each in enumerate(fit.judgements):
        moves = fit.n_variables + k
        objective[moves] = -per_move - (k + 1)
        for side in (0, 1):
            rows += _of_side(fit, k, side)
            for c in range(1, HIGHEST + 1):
                at = _binary(fit, k, c, side)
                if side == 0 and c <= each.low:
                    objective[at] = per_category
                    rows.append(Row.of({at: 1.0, moves: 1.0}, ">=", 1.0))
                elif side == 1 or c > each.high:
                    objective[at] = -per_category - (side == 0) / (2 * HIGHEST * count + 1)
                    rows.append(Row.of({at: 1.0, moves: -1.0}, "<=", 0.0))
        rows.append(Row.of({_binary(fit, k, 1, 0): 1.0, _binary(fit, k, 1, 1): 1.0}, "<=", 1.0))
    whole = (False,) * fit.n_variables + (True,) * (n - fit.n_variables)
    upper = (_WIDEST,) * fit.n_variables + (1.0,) * (n - fit.n_variables)
    return LinearProgram(tuple(objective), tuple(rows), upper=upper, integer=whole)


def _of_side(fit: Fit, k: int, side: int) -> list[Row]:
    """Tie a difference of value to its category: each 1 reaches a least difference, each 0 stays below it."""
    gap = {j: -a if side else a for j, a in fit.gap(fit.judgements[k]).items()}
    big = 2 * _WIDEST
    found = []
    for c in range(1, HIGHEST + 1):
        at = _binary(fit, k, c, side)
        found.append(Row.of({**gap, fit.least(c): -1.0, at: -big}, ">=", -big))
        found.append(Row.of({**gap, fit.least(c): -1.0, at: -big}, "<=", -1.0))
        if c < HIGHEST:
            found.append(Row.of({at: 1.0, _binary(fit, k, c + 1, side): -1.0}, ">=", 0.0))
    return found
