"""Profiles and reference actions that stand for categories: reading them, and checking that they rise."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from mcda.criteria import Criteria, by_id
from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.outranking._concordance import TIE
from mcda.methods.sorting_method import SortingMethod
from mcda.relation import Truths
from mcda.scales import Floats

_EXAMPLE: Final = "{'jobs': (10, 20)}"


def freeze_levels(method: SortingMethod, field: str, count: int) -> None:
    """Check that a field holds `count` levels for each criterion it names, and store it so that it cannot change.

    Raises
    ------
    MethodError
        It does not; the message names the criterion.
    """
    owner, given = type(method).__name__, getattr(method, field)
    if not isinstance(given, Mapping) or not given:
        raise MethodError(
            f"{owner}: {field} is {given!r}; expected {count} level{'s' * (count != 1)} by criterion id, from worst to "
            f"best, such as {_EXAMPLE}"
        )
    read = {}
    for criterion, levels in given.items():
        numbers = _numbers(levels)
        if numbers is None or len(numbers) != count:
            raise MethodError(
                f"{owner}: the {field} of {criterion!r} are {levels!r}; expected {count} "
                f"number{'s' * (count != 1)}, from worst to best, for {len(method.categories)} categories"
            )
        read[criterion] = numbers
    object.__setattr__(method, field, FrozenDict(read))


def levels_of(method: SortingMethod, field: str, criteria: Criteria) -> Floats:
    """Return the levels of a field as an array.

    Returns
    -------
    shape (n_levels, n_criteria), from worst to best, as they stand on the scales of the table

    Raises
    ------
    MethodError
        A criterion without levels, levels that do not rise towards the better end, or two of them that are the same on
        all criteria.
    """
    owner, given = type(method).__name__, getattr(method, field)
    by_id(given, criteria, f"{field} are given")
    for criterion in criteria:
        if criterion.id not in given:
            raise MethodError(f"{owner}: no {field} for criterion {criterion.id!r}; give its levels from worst to best")
        rising = np.diff(given[criterion.id]) * criterion.goal.sign
        if (rising < 0).any():
            raise MethodError(
                f"{owner}: the {field} of {criterion.id!r} are {given[criterion.id]}; expected them from worst to "
                f"best, {'rising' if criterion.goal.sign > 0 else 'falling'} because the criterion is to be "
                f"{'maximised' if criterion.goal.sign > 0 else 'minimised'}"
            )
    found = np.array([given[c] for c in criteria.ids]).T
    same = (np.diff(found, axis=0) == 0).all(axis=1)
    if same.any():
        at = int(np.argmax(same)) + 1
        raise MethodError(
            f"{owner}: {field} number {at} and {at + 1}, counted from the worst, are the same on all criteria; "
            "expected each to be better than the one before on at least one"
        )
    return found


def indistinct(credibility: Floats, cut: float) -> tuple[int, float] | None:
    """Return the first level that is as good as the next one at a cut, counted from 0, with the credibility of it.

    Parameters
    ----------
    credibility : shape (n_levels, n_levels)
        Of "row at least as good as column".
    """
    of_next = np.diagonal(credibility, offset=1)
    if not (of_next >= cut - TIE).any():
        return None
    at = int(np.argmax(of_next))
    return at, float(of_next[at])


def highest_reached(reached: Truths) -> npt.NDArray[np.int64]:
    """Return the number of the highest level each option reaches, counted from 1; 0 where it reaches none.

    Parameters
    ----------
    reached : shape (n_options, n_levels)
    """
    return np.asarray((reached * np.arange(1, reached.shape[1] + 1)).max(axis=1, initial=0), dtype=np.int64)


def first_true(found: Truths) -> npt.NDArray[np.int64]:
    """Return the position of the first True in each row; the length of the row where there is none."""
    return np.asarray(np.where(found.any(axis=1), np.argmax(found, axis=1), found.shape[1]), dtype=np.int64)


def _numbers(levels: Any) -> tuple[float, ...] | None:
    if isinstance(levels, str | bytes | Mapping) or not isinstance(levels, Sequence | np.ndarray):
        return None
    try:
        found = tuple(math.nan if isinstance(each, bool | str) else float(each) for each in levels)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if all(math.isfinite(each) for each in found) else None
