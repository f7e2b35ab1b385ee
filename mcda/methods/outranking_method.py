"""Methods that say which option is at least as good as which, and leave the rest incomparable."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from mcda.frozen import FrozenDict
from mcda.methods.kernel import guarded, shares
from mcda.methods.method import Given, Method, Verb, given_weights, read_only
from mcda.relation import Outranking, Truths
from mcda.scales import Floats
from mcda.table import PerformanceTable


class Found(NamedTuple):
    """What an outranking method finds.

    Parameters
    ----------
    outranks : shape (n_options, n_options)
        True where the row is at least as good as the column.
    details
        What else there is to know, by name.
    notes
        What a reader must know beside it, in words.
    """

    outranks: Truths
    details: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutrankingMethod(Method):
    """A method that compares options in pairs; a subclass gives `id`, `about` and `compare`."""

    verb: ClassVar[Verb] = "outrank"

    @abstractmethod
    def compare(self, table: PerformanceTable, shares: Floats) -> Found:
        """Compare the options of a table in pairs.

        Parameters
        ----------
        table
            Performances; goals come with the criteria.
        shares : shape (n_criteria,)
            Weights that add to one.
        """

    def outrank(self, table: PerformanceTable, weights: Given | None = None) -> Outranking:
        """Return the outranking relation between the options of a table.

        Parameters
        ----------
        table
            Performances; goals come with the criteria.
        weights
            `Weights`, numbers in the order of the criteria, or numbers by criterion. None only for a method that takes
            no weights.

        Raises
        ------
        WeightsError
            Weights that do not fit the criteria.
        MethodError
            A performance or a criterion the method cannot take; the message names it.
        """
        given = given_weights(self, weights, table.criteria)
        with guarded(table.criteria, table.options.ids, table.values):
            found = self.compare(table, shares(given.array(table.criteria)))
        return Outranking(
            options=table.options,
            outranks=found.outranks,
            recipe=self.recipe(given, table.criteria),
            details=FrozenDict(read_only(found.details)),
            notes=(*self.notes(table.criteria), *given.notes, *found.notes),
        )
