"""Outranking: which option is at least as good as which, without forcing an order on those that cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from mcda.display import html_table, text_table
from mcda.errors import TableError
from mcda.frozen import FrozenDict, frozen
from mcda.options import Options
from mcda.ranking import Recipe

if TYPE_CHECKING:
    import pandas as pd

Relation = Literal["P", "P-", "I", "R"]
Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Outranking:
    """A relation between options, and the recipe it comes from.

    Parameters
    ----------
    options
        In the order of the table.
    outranks : shape (n_options, n_options)
        True where the row is at least as good as the column; the diagonal is True.
    recipe
        How it came about.
    details
        What else the method found, by name: concordance, credibility, distillations ...
    notes
        What a reader must know beside the relation, in words.

    Examples
    --------
    >>> from mcda.methods import PrometheeI
    >>> from mcda.table import PerformanceTable
    >>> table = PerformanceTable.of([[3, 8], [5, 9], [9, 2]], goals=["min", "max"])
    >>> PrometheeI().outrank(table, [1, 1]).best
    ('a1', 'a2')
    """

    options: Options
    outranks: Truths
    recipe: Recipe
    details: Mapping[str, Any] = field(default_factory=FrozenDict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        found = np.array(self.outranks, dtype=np.bool_)
        n = len(self.options)
        if found.shape != (n, n):
            raise TableError(f"the relation has shape {found.shape}; expected {(n, n)}: options by options")
        np.fill_diagonal(found, True)
        found.setflags(write=False)
        object.__setattr__(self, "outranks", found)
        object.__setattr__(self, "details", frozen(self.details))

    @property
    def relations(self) -> tuple[tuple[Relation, ...], ...]:
        """One row per option.

        "P" (row preferred to column), "P-" (column preferred to row), "I" (indifferent), "R" (incomparable).
        """
        return relations(self.outranks)

    @property
    def best(self) -> tuple[str, ...]:
        """Options to which no other is preferred; none where preferences run in a circle through all."""
        beaten = self.outranks & ~self.outranks.T
        return self._named(np.asarray(~beaten.any(axis=0)))

    @property
    def kernel(self) -> tuple[str, ...]:
        """The smallest choice: its members do not outrank each other, and every other option is outranked by one.

        Options that outrank each other in a circle count as one, and stand in or out of the kernel together; so there
        is always exactly one kernel.
        """
        return self._named(kernel(self.outranks))

    @property
    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of two or more options that outrank each other in a circle."""
        group = circle_of(self.outranks)
        groups = [self._named(group == g) for g in dict.fromkeys(group.tolist())]
        return tuple(members for members in groups if len(members) > 1)

    def relation(self, option: str, other: str) -> Relation:
        """Return how one option stands to another."""
        ids = self.options.ids
        self.options[option], self.options[other]
        return self.relations[ids.index(option)][ids.index(other)]

    def to_frame(self) -> pd.DataFrame:
        """Return the relations as a DataFrame, options by options."""
        import pandas as pd

        return pd.DataFrame(self.relations, index=pd.Index(self.options.ids, name="option"), columns=self.options.ids)

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        ids = self.options.ids
        rows = {o: dict(zip(ids, row, strict=True)) for o, row in zip(ids, self.relations, strict=True)}
        return {
            "recipe": self.recipe.to_dict(),
            "relations": rows,
            "kernel": list(self.kernel),
            "best": list(self.best),
            "circles": [list(each) for each in self.circles],
            "notes": list(self.notes),
        }

    def _named(self, chosen: Truths) -> tuple[str, ...]:
        return tuple(o for o, yes in zip(self.options.ids, chosen, strict=True) if yes)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        labels = [o.label for o in self.options]
        rows = [
            [o.id, *("·" if i == j else r for j, r in enumerate(row))]
            for i, (o, row) in enumerate(zip(self.options, self.relations, strict=True))
        ]
        return ["option", *labels], rows

    def __repr__(self) -> str:
        notes = "".join(f"\nnote: {note}" for note in self.notes)
        head, rows = self._cells()
        return f"{self.recipe}\n{text_table(head, rows, left=len(head))}\nkernel: {', '.join(self.kernel)}{notes}"

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        caption = f"{self.recipe}; kernel: {', '.join(self.kernel)}"
        notes = [f"note: {note}" for note in self.notes]
        return html_table(head, rows, caption=caption, left=len(head), below=notes)


def relations(outranks: Truths) -> tuple[tuple[Relation, ...], ...]:
    """Turn "at least as good" into preference, indifference and incomparability.

    Parameters
    ----------
    outranks : shape (n_options, n_options)

    Examples
    --------
    >>> relations(np.array([[True, True, False], [False, True, False], [False, True, True]]))
    (('I', 'P', 'R'), ('P-', 'I', 'P-'), ('R', 'P', 'I'))
    """
    names: dict[tuple[bool, bool], Relation] = {
        (True, False): "P",
        (False, True): "P-",
        (True, True): "I",
        (False, False): "R",
    }
    back = outranks.T
    return tuple(
        tuple(names[bool(a), bool(b)] for a, b in zip(row, column, strict=True))
        for row, column in zip(outranks, back, strict=True)
    )


def circle_of(outranks: Truths) -> npt.NDArray[np.int64]:
    """Return a number for each option, the same for options that reach each other along the relation.

    Parameters
    ----------
    outranks : shape (n_options, n_options)

    Returns
    -------
    shape (n_options,)
        The lowest position among the members of each option's circle.
    """
    reaches = outranks | np.eye(len(outranks), dtype=np.bool_)
    while True:
        # Squaring doubles the length of the paths: a few products of numbers instead of a step per option.
        steps = reaches.astype(np.float32)
        further = steps @ steps > 0
        if np.array_equal(further, reaches):
            return np.asarray(np.argmax(reaches & reaches.T, axis=1), dtype=np.int64)
        reaches = further


def contracted(outranks: Truths) -> tuple[npt.NDArray[np.int64], Truths]:
    """Take the options of each circle as one node.

    Parameters
    ----------
    outranks : shape (n_options, n_options)

    Returns
    -------
    node : shape (n_options,)
        The node of each option, counted from 0.
    beats : shape (n_nodes, n_nodes)
        True where a member of the row's circle outranks a member of the column's; no circle is left in it, and the
        diagonal is False.

    Examples
    --------
    >>> node, beats = contracted(np.array([[True, True, False], [True, True, True], [False, False, True]]))
    >>> node.tolist(), beats.tolist()
    ([0, 0, 1], [[False, True], [False, False]])
    """
    circles, node = np.unique(circle_of(outranks), return_inverse=True)
    beats = np.zeros((len(circles), len(circles)), dtype=np.bool_)
    rows, columns = np.nonzero(outranks)
    beats[node[rows], node[columns]] = True
    np.fill_diagonal(beats, False)
    return node, beats


def kernel(outranks: Truths) -> Truths:
    """Return the members of the kernel, with circles taken as one option.

    Parameters
    ----------
    outranks : shape (n_options, n_options)

    Returns
    -------
    shape (n_options,)

    References
    ----------
    Roy, B. (1968). Classement et choix en présence de points de vue multiples (la méthode ELECTRE). *RIRO* 2(8), 57-75.
    doi:10.1051/ro/196802V100571

    Examples
    --------
    >>> kernel(np.array([[True, True, False], [False, True, True], [False, False, True]])).tolist()
    [True, False, True]
    """
    node, beats = contracted(outranks)
    inside, open_ = np.zeros(len(beats), dtype=np.bool_), np.ones(len(beats), dtype=np.bool_)
    # Without circles there is always a node all of whose predecessors are decided.
    while open_.any():
        ready = open_ & ~beats[open_].any(axis=0)
        inside |= ready & ~beats[inside].any(axis=0)
        open_ &= ~ready
    return np.asarray(inside[node])
