"""Rank reversal: which options change places with each other although nothing about them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import McdaError, TableError, unknown
from mcda.options import Option, Options
from mcda.ranking import Ranking
from mcda.robustness.question import Question
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd

ReversalKind = Literal["leave_one_out", "copy", "dominated"]
REVERSAL_KINDS: Final[tuple[ReversalKind, ...]] = get_args(ReversalKind)
Order = Literal["ahead", "tied", "behind"]

_MOST_OPTIONS: Final = 300  # each is left out and copied, and each time all pairs are compared
_ORDERS: Final[dict[int, Order]] = {1: "ahead", 0: "tied", -1: "behind"}
_SHOWN: Final = 20

Signs = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Reversal:
    """A pair of options whose order is not what it was.

    Parameters
    ----------
    kind
        "leave_one_out": an option was left out; "copy": one was entered twice; "dominated": one was added that is as
        bad as the worst on every criterion.
    moved
        The option left out, the option copied, or the id of the option added.
    first, second
        The pair; `first` stood ahead before, or they were tied and stand in the order of the table.
    before, after
        Where `first` stood to `second`: "ahead", "tied" or "behind".
    """

    kind: ReversalKind
    moved: str
    first: str
    second: str
    before: Order
    after: Order

    @property
    def swap(self) -> bool:
        """True where the order turned round; False where a tie was made or broken."""
        return self.after == "behind" and self.before == "ahead"


@dataclass(frozen=True)
class Move:
    """One change of the table, and what it did to the first place.

    Parameters
    ----------
    kind, moved
        As for `Reversal`.
    winners, winners_after
        Who comes first among the options that are in both tables, before and after.
    copy_tied
        Of a copy: whether it shares the place of its original; None for the other kinds.
    problem
        Why the changed table could not be ranked; then there are no winners after.
    """

    kind: ReversalKind
    moved: str
    winners: tuple[str, ...]
    winners_after: tuple[str, ...] = ()
    copy_tied: bool | None = None
    problem: str = ""

    @property
    def winner_changes(self) -> bool:
        """True where others come first than before, or only some of them."""
        return not self.problem and set(self.winners) != set(self.winners_after)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        lists = {"winners": list(self.winners), "winners_after": list(self.winners_after)}
        return asdict(self) | lists | {"winner_changes": self.winner_changes}


@dataclass(frozen=True, eq=False)
class Reversals:
    """What becomes of the order of the others when an option goes or comes.

    Parameters
    ----------
    options
        Of the table.
    method
        The recipe of the method.
    moves
        Every change of the table that was tried.
    rows
        Every pair whose order changed.
    """

    options: Options
    method: str
    moves: tuple[Move, ...]
    rows: tuple[Reversal, ...]

    @property
    def any(self) -> bool:
        """True where some pair changed its order, be it that a tie was made or broken."""
        return bool(self.rows)

    @property
    def swaps(self) -> tuple[Reversal, ...]:
        """The pairs whose order turned round."""
        return tuple(row for row in self.rows if row.swap)

    @property
    def winner_changes(self) -> tuple[Move, ...]:
        """The changes of the table after which another option comes first."""
        return tuple(move for move in self.moves if move.winner_changes)

    @property
    def apart_from_copy(self) -> tuple[str, ...]:
        """Options that do not share the place of their own exact copy."""
        return tuple(move.moved for move in self.moves if move.copy_tied is False)

    @property
    def problems(self) -> tuple[Move, ...]:
        """The changes of the table that could not be ranked, with the reason."""
        return tuple(move for move in self.moves if move.problem)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with one row per pair whose order changed."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows], columns=list(Reversal.__dataclass_fields__))

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "method": self.method,
            "any": self.any,
            "swaps": len(self.swaps),
            "winner_changes": [[move.kind, move.moved] for move in self.winner_changes],
            "rows": [asdict(row) for row in self.rows],
            "moves": [move.to_dict() for move in self.moves],
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        return list(Reversal.__dataclass_fields__), [list(asdict(row).values()) for row in self.rows[:_SHOWN]]

    def _caption(self) -> str:
        more = len(self.rows) - _SHOWN
        return (
            f"{self.method}: {len(self.moves)} changes of the table, {len(self.rows)} pairs in another order "
            f"({len(self.swaps)} turned round), {len(self.winner_changes)} changes of the first place, "
            f"{len(self.problems)} could not be ranked" + (f"; {more} more pairs" if more > 0 else "")
        )

    def __repr__(self) -> str:
        return "\n".join([self._caption(), *([text_table(*self._cells(), left=6)] if self.rows else [])])

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), left=6)


def reversals(question: Question, *, kinds: Sequence[ReversalKind] = REVERSAL_KINDS) -> Reversals:
    """Return which options change their order when another one is left out, copied, or added at the bottom.

    An option is ahead of another when it scores more by over the tolerance of the ranking both stand in. First places
    are compared among the options that stand in both tables, so leaving out the winner is no reversal by itself. A
    table that the method cannot rank leaves its reason, and the others go on.

    Parameters
    ----------
    question
        To a method that ranks.
    kinds
        Which changes to try. "leave_one_out": each option in turn; "copy": each option entered a second time under a
        new id, with the same performances and ranges; "dominated": one option added that has the worst performance
        met on every criterion, worst as the method sees it.

    Raises
    ------
    MethodError
        The method does not rank, or cannot rank the table as it is.
    TableError
        More options than can be left out one by one.
    McdaError
        An unknown kind, or none.

    References
    ----------
    Belton, V. & Gear, T. (1983). On a short-coming of Saaty's method of analytic hierarchies. *Omega* 11(3), 228-230.
    doi:10.1016/0305-0483(83)90047-6

    Wang, X. & Triantaphyllou, E. (2008). Ranking irregularities when evaluating alternatives by using some ELECTRE
    methods. *Omega* 36(1), 45-63. doi:10.1016/j.omega.2005.12.003

    Examples
    --------
    >>> from mcda.methods import Topsis
    >>> table = PerformanceTable.of([[6, 2], [5, 3], [3, 4], [1, 7]], goals=["max", "max"])
    >>> found = reversals(Question(Topsis(), table, [3, 2]), kinds=["leave_one_out"])
    >>> [(row.moved, row.first, row.second) for row in found.swaps]
    [('a4', 'a1', 'a2')]
    """
    _check(question, kinds)
    before = question.ranking
    moves: list[Move] = []
    rows: list[Reversal] = []
    for kind in REVERSAL_KINDS:
        if kind in kinds:
            for moved in question.options if kind != "dominated" else (_new_id(question, "dominated"),):
                move, found = _move(question, before, kind, moved)
                moves.append(move)
                rows += found
    return Reversals(question.table.options, repr(question.method), tuple(moves), tuple(rows))


def _check(question: Question, kinds: Sequence[ReversalKind]) -> None:
    if isinstance(kinds, str) or not kinds:
        raise McdaError(f"kinds is {kinds!r}; expected a list of some of {', '.join(REVERSAL_KINDS)}")
    for kind in kinds:
        if kind not in REVERSAL_KINDS:
            raise unknown("kind of reversal", kind, REVERSAL_KINDS)
    if len(question.options) > _MOST_OPTIONS:
        raise TableError(
            f"{len(question.options)} options; reversals can be had of at most {_MOST_OPTIONS}: take the ones in front"
        )


def _move(question: Question, before: Ranking, kind: ReversalKind, moved: str) -> tuple[Move, list[Reversal]]:
    """Change the table once; return what it did to the first place and to each pair."""
    added = _new_id(question, f"{moved}_copy") if kind == "copy" else moved
    stay = [i for i, o in enumerate(question.options) if kind != "leave_one_out" or o != moved]
    ids = [question.options[i] for i in stay]
    old = _signs(before)[np.ix_(stay, stay)]
    winners = _first(ids, old)
    try:
        after = _changed(question, kind, moved, added).ranking
    except McdaError as problem:
        return Move(kind, moved, winners, problem=str(problem)), []
    at = [after.options.ids.index(o) for o in ids]
    signs = _signs(after)
    new = signs[np.ix_(at, at)]
    tied = None if kind != "copy" else not signs[after.options.ids.index(added), after.options.ids.index(moved)]
    rows = []
    for i, j in np.argwhere(np.triu(old != new, k=1)).tolist():
        a, b = (i, j) if old[i, j] >= 0 else (j, i)
        rows.append(Reversal(kind, moved, ids[a], ids[b], _ORDERS[int(old[a, b])], _ORDERS[int(new[a, b])]))
    return Move(kind, moved, winners, _first(ids, new), tied), rows


def _changed(question: Question, kind: ReversalKind, moved: str, added: str) -> Question:
    """Return the question about the changed table."""
    table = question.table
    if kind == "leave_one_out":
        if len(table.options) == 1:
            raise TableError(f"without {moved!r} there is no option left to rank")
        return question.without(moved)
    if kind == "copy":
        row = table.values[table.options.ids.index(moved)]
        scores = {(added, c): s for (o, c), s in question.scores.items() if o == moved}
        option = replace(table.options[moved], id=added)
    else:
        worst = question.ranker.oriented(question.seen).argmin(axis=0)
        row = table.values[worst, np.arange(len(table.criteria))]
        scores, option = {}, Option(added)
    grown = PerformanceTable(Options((*table.options.all, option)), table.criteria, np.vstack([table.values, row]))
    return Question(question.method, grown, question.weights, on=question.on, scores={**question.scores, **scores})


def _new_id(question: Question, wanted: str) -> str:
    while wanted in question.options:
        wanted += "_"
    return wanted


def _signs(ranking: Ranking) -> Signs:
    """+1 where the option (row) is ahead of the other (column), -1 where behind, 0 where tied; square."""
    ahead = ranking.scores[:, np.newaxis] > ranking.scores + ranking.tolerance
    return ahead.astype(np.int64) - ahead.T.astype(np.int64)


def _first(ids: Sequence[str], signs: Signs) -> tuple[str, ...]:
    """Return the options that nobody is ahead of."""
    return tuple(o for o, row in zip(ids, signs, strict=True) if (row >= 0).all())
