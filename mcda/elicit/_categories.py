"""Judgements of difference in attractiveness, in words, and the linear programs that ask whether a scale fits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from mcda.elicit._reading import listed
from mcda.errors import WeightsError, nearest
from mcda.linear import LinearProgram, Row

WORDS: Final = ("no", "very weak", "weak", "moderate", "strong", "very strong", "extreme")
HIGHEST: Final = 6
# "More attractive" without a word for how much.
_POSITIVE: Final = "positive"


class Judgement(NamedTuple):
    """How much more attractive one thing is than another: a category, or a range of them where somebody hesitates.

    Parameters
    ----------
    more, less
        Names; `more` is the one at least as attractive.
    low, high
        From 0 (no difference) to 6 (extreme); the same where somebody is sure.
    """

    more: str
    less: str
    low: int
    high: int

    def __str__(self) -> str:
        if self.high == 0:
            return f"{self.more} and {self.less}: no difference"
        many = WORDS[self.low] if self.low == self.high else f"{WORDS[self.low]} to {WORDS[self.high]}"
        return f"{self.more} over {self.less}: {many}"


def read_judgements(given: Any, known: Sequence[str] | None) -> tuple[Judgement, ...]:
    """Read judgements: each names two things and a category.

    Parameters
    ----------
    known
        The names there are; None where the judgements say.

    Raises
    ------
    WeightsError
        A judgement of another form, an unknown name, or a pair judged twice.
    """
    found: list[Judgement] = []
    seen: dict[frozenset[str], int] = {}
    for number, each in enumerate(listed(given, "the judgements"), start=1):
        what = f"judgement {number}"
        parts = listed(each, what)
        if len(parts) != 3 or not all(isinstance(name, str) and name for name in parts[:2]):
            raise WeightsError(f"{what} is {each!r}; expected the more attractive, the less attractive and a category")
        more, less = parts[:2]
        for name in (more, less):
            if known is not None and name not in known:
                raise WeightsError(f"{what} names {name!r}{nearest(name, known)}")
        if more == less:
            raise WeightsError(f"{what} compares {more!r} with itself; expected two different names")
        before = seen.setdefault(frozenset((more, less)), number)
        if before != number:
            raise WeightsError(
                f"{what} judges {more!r} and {less!r} again, after judgement {before}; judge a pair once"
            )
        found.append(Judgement(more, less, *_category(parts[2], f"{what}, {more!r} over {less!r}")))
    if not found:
        raise WeightsError("there are no judgements; expected at least one")
    return tuple(found)


def _category(given: Any, what: str) -> tuple[int, int]:
    """Return the lowest and the highest category meant."""
    if isinstance(given, str):
        words = given.strip().lower().replace("_", " ")
        if words == _POSITIVE:
            return 1, HIGHEST
        ends = [_one(word.strip(), given, what) for word in words.split(" to ")]
    elif hasattr(given, "__iter__"):
        ends = [_one(each, given, what) for each in listed(given, what)]
    else:
        ends = [_one(given, given, what)]
    if len(ends) not in (1, 2) or ends[0] > ends[-1]:
        raise WeightsError(f"{what} is {given!r}; expected one category, or two with the lower one first")
    return ends[0], ends[-1]


def _one(given: Any, whole: Any, what: str) -> int:
    if isinstance(given, str):
        if given in WORDS:
            return WORDS.index(given)
        raise WeightsError(f"{what} is {whole!r}{nearest(given, [*WORDS, _POSITIVE])}")
    if isinstance(given, bool) or not isinstance(given, int | np.integer) or not 0 <= given <= HIGHEST:
        raise WeightsError(f"{what} is {whole!r}; expected a category from 0 (no difference) to {HIGHEST} (extreme)")
    return int(given)


class Fit(NamedTuple):
    """Values that fit judgements, as a linear program.

    The variables are the values of `names`, then the least difference of each category from 1 to 6. Differences of one
    category lie a whole `margin` below those of the next. That says the same as the conditions of the paper, one for
    each pair of judgements: v(x) - v(y) >= v(w) - v(z) + i - s wherever the lowest category i of the first judgement is
    above the highest category s of the second, and v(x) - v(y) >= i.

    Parameters
    ----------
    margin
        1 for the basic scale; 0 for the closure of what is possible on an anchored one.
    """

    names: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    margin: float = 1.0

    def least(self, category: int) -> int:
        """Return the number of the variable that is the least difference of a category."""
        return len(self.names) + category - 1

    @property
    def n_variables(self) -> int:
        """Number of variables."""
        return len(self.names) + HIGHEST

    def rows(self) -> list[Row]:
        """Return the constraints."""
        first = Row.of({self.least(1): 1.0}, ">=", self.margin)
        found = [first, *(self._step(category) for category in range(1, HIGHEST))]
        for each in self.judgements:
            gap = self.gap(each)
            if each.high == 0:
                found.append(Row.of(gap, "==", 0.0))
                continue
            found.append(Row.of({**gap, self.least(each.low): -1.0}, ">=", 0.0) if each.low else Row.of(gap, ">=", 0.0))
            if each.high < HIGHEST:
                found.append(Row.of({**gap, self.least(each.high + 1): -1.0}, "<=", -self.margin))
        return found

    def gap(self, judgement: Judgement) -> dict[int, float]:
        """Return the difference of value a judgement speaks of."""
        return {self.names.index(judgement.more): 1.0, self.names.index(judgement.less): -1.0}

    def program(self, objective: dict[int, float], more: Iterable[Row] = (), free: bool = False) -> LinearProgram:
        """Return the program with an objective and more constraints; values are zero or more unless free."""
        lower = (None if free else 0.0,) * len(self.names) + (0.0,) * HIGHEST
        aims = tuple(objective.get(j, 0.0) for j in range(self.n_variables))
        return LinearProgram(aims, (*self.rows(), *more), lower=lower)

    def _step(self, category: int) -> Row:
        return Row.of({self.least(category + 1): 1.0, self.least(category): -1.0}, ">=", self.margin)
