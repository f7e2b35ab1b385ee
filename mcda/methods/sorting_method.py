"""Methods that put each option into a category, from worst to best."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from mcda.errors import MethodError
from mcda.frozen import FrozenDict
from mcda.methods.kernel import guarded, shares
from mcda.methods.method import Given, Method, Verb, given_weights, is_list, read_only
from mcda.scales import Floats
from mcda.sorting import Sorting
from mcda.table import PerformanceTable


class Assigned(NamedTuple):
    """What a sorting method finds.

    Parameters
    ----------
    lowest, highest : length n_options
        Number of the worst and of the best category of each option, counted from 0, the worst.
    details
        What else there is to know, by name.
    notes
        What a reader must know beside it, in words.
    """

    lowest: Sequence[int]
    highest: Sequence[int]
    details: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SortingMethod(Method):
    """A method that assigns options to ordered categories; a subclass gives `id`, `about` and `assign`.

    Parameters
    ----------
    categories
        Names, from worst to best; at least two, all different.
    """

    categories: tuple[str, ...] = ()

    verb: ClassVar[Verb] = "sort"

    def __post_init__(self) -> None:
        given = self.categories
        if not is_list(given) or not all(isinstance(name, str) and name.strip() for name in given):
            raise MethodError(f"{type(self).__name__}: categories is {given!r}; expected names from worst to best")
        if len(given) < 2 or len(set(given)) < len(given):
            raise MethodError(
                f"{type(self).__name__}: categories is {given!r}; expected at least two different names, from worst to "
                "best"
            )
        object.__setattr__(self, "categories", tuple(given))

    @abstractmethod
    def assign(self, table: PerformanceTable, shares: Floats) -> Assigned:
        """Assign each option of a table to a category.

        Parameters
        ----------
        table
            Performances; goals come with the criteria.
        shares : shape (n_criteria,)
            Weights that add to one.
        """

    def sort(self, table: PerformanceTable, weights: Given | None = None) -> Sorting:
        """Sort the options of a table into categories.

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
            found = self.assign(table, shares(given.array(table.criteria)))
        named = {
            side: {o: self.categories[k] for o, k in zip(table.options.ids, numbers, strict=True)}
            for side, numbers in (("lowest", found.lowest), ("highest", found.highest))
        }
        return Sorting(
            options=table.options,
            categories=self.categories,
            lowest=named["lowest"],
            highest=named["highest"],
            recipe=self.recipe(given, table.criteria),
            details=FrozenDict(read_only(found.details)),
            notes=(*self.notes(table.criteria), *given.notes, *found.notes),
        )
