"""How sure each performance is, and draws of whole performance tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mcda.errors import McdaError
from mcda.frozen import FrozenDict, frozen
from mcda.robustness.uncertainty._score_kinds import Cell
from mcda.robustness.uncertainty.distributions import Distribution, Lognormal, Normal, Pert
from mcda.robustness.uncertainty.ordinal import OrdinalColumn
from mcda.scales import Floats

Integers = npt.NDArray[np.intp]
Quantiles = Callable[..., Floats]

# A generator may give 0, and the beta distribution 1, where a normal distribution has no number.
_LOWEST: Final = 2.0**-54
_HIGHEST: Final = 1.0 - 2.0**-53
# Numbers turned into performances at once: so few stay in cache, which takes half as long as a whole granule.
_IN_CACHE: Final = 8192
_OF_NORMAL: Final[dict[type, Quantiles]] = {Normal: Normal.of_standard, Lognormal: Lognormal.of_standard}
_OF_BETA: Final[dict[type, Quantiles]] = {Pert: Pert.of_beta}


class _Group(NamedTuple):
    """The scores of one kind of distribution: which numbers they take and where they stand."""

    kind: type[Distribution]
    numbers: Integers | slice
    places: Integers | slice
    parameters: tuple[Floats, ...]


@dataclass(frozen=True, eq=False)
class ScoreUncertainty:
    """Performances, some of which are uncertain; build it with `score_uncertainty`.

    Scores are independent, but for those on a criterion that is only an order. Normal and lognormal draws are not cut
    to the ends of a scale; all others stay inside their range.

    Parameters
    ----------
    options, criteria
        Ids, in the order of the table.
    certain : shape (n_options, n_criteria)
        The performances in units where nothing is drawn.
    distributions
        By option and criterion, what is drawn independently; what has no width belongs to `certain`.
    ordinal
        The criteria that are only an order.
    words
        What is drawn, for a caption.
    """

    options: tuple[str, ...]
    criteria: tuple[str, ...]
    certain: Floats
    distributions: Mapping[Cell, Distribution] = field(default_factory=FrozenDict)
    ordinal: tuple[OrdinalColumn, ...] = ()
    words: str = "certain"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.words})"

    def __post_init__(self) -> None:
        base = np.array(self.certain, dtype=np.float64)
        for (option, criterion), each in self.distributions.items():
            if each.certain:
                base[self.options.index(option), self.criteria.index(criterion)] = each.mean
        base.setflags(write=False)
        open_ones = frozen((cell, each) for cell, each in self.distributions.items() if not each.certain)
        object.__setattr__(self, "certain", base)
        object.__setattr__(self, "distributions", open_ones)

    @cached_property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Positions of the performances that are uncertain, row by row."""
        columns = {self.criteria.index(each.criterion): each for each in self.ordinal}
        return tuple(sorted([*self._single, *((i, j) for j, each in columns.items() for i in each.open)]))

    @cached_property
    def _single(self) -> tuple[tuple[int, int], ...]:
        row = {o: i for i, o in enumerate(self.options)}
        column = {c: j for j, c in enumerate(self.criteria)}
        return tuple(sorted((row[o], column[c]) for o, c in self.distributions))

    @cached_property
    def dimension(self) -> int:
        """How many uniform numbers a draw takes: one for each independent score, one for each level of an order."""
        return len(self._single) + sum(each.count for each in self.ordinal)

    @cached_property
    def sources(self) -> tuple[tuple[str | None, str], ...]:
        """For each uniform number of a draw, the option and criterion it decides; no option: a level of an order."""
        single = [(self.options[i], self.criteria[j]) for i, j in self._single]
        return (*single, *((None, each.criterion) for each in self.ordinal for _ in range(each.count)))

    @cached_property
    def mean(self) -> Floats:
        """The mean of each performance in units, shape (n_options, n_criteria)."""
        return self._each(self.certain, lambda each: each.mean)

    @cached_property
    def variance(self) -> Floats:
        """The variance of each performance in units squared, shape (n_options, n_criteria)."""
        return self._each(np.zeros(self.certain.shape), lambda each: each.variance)

    def draw(self, numbers: np.random.Generator, size: int) -> Floats:
        """Return random performances in units, shape (size, n_options, n_criteria).

        The generator is used draw after draw: the first draws are the same for any size, and two calls give what one
        call for both would.

        Parameters
        ----------
        numbers
            Where the random numbers come from; its state moves on.
        size
            How many draws.
        """
        kinds = {group.kind for group in self._groups}
        shape = size, self.dimension
        if kinds and kinds <= _OF_NORMAL.keys() and not self.ordinal:
            return self._filled(numbers.standard_normal(shape), _OF_NORMAL)
        if Pert in kinds:
            # With both shapes 1 a beta distribution is uniform: one call serves all, so that draws come in turn.
            return self._filled(_inside(numbers.beta(*self._beta_shapes, shape), kinds), _OF_BETA)
        return self._filled(_inside(numbers.random(shape), kinds), {})

    def at(self, uniform: Floats) -> Floats:
        """Return the performances in units that uniform numbers stand for, shape (size, n_options, n_criteria).

        Parameters
        ----------
        uniform : shape (size, dimension)
            Above 0 and below 1; `sources` tells what each decides.

        Raises
        ------
        McdaError
            Another shape, or a number outside.
        """
        found = np.asarray(uniform, dtype=np.float64)
        if found.ndim != 2 or found.shape[1] != self.dimension:
            raise McdaError(f"uniform numbers of shape {found.shape}; expected (size, {self.dimension})")
        if found.size and not (found.min() > 0 and found.max() < 1):
            raise McdaError("a uniform number is not above 0 and below 1")
        return self._filled(found, {})

    def quantile(self, i: int, j: int, u: float | Sequence[float] | Floats) -> Floats:
        """Return quantiles of one performance in units, given by its position; shape of u.

        Raises
        ------
        McdaError
            No such position; a chance that is none; or 0 or 1 where the distribution has no end.
        """
        if not (0 <= i < len(self.options) and 0 <= j < len(self.criteria)):
            raise McdaError(f"there is no performance at row {i}, column {j} of a table of {self.certain.shape}")
        for column in self.ordinal:
            if column.criterion == self.criteria[j]:
                return column.quantile(i, u)
        found = self.distributions.get((self.options[i], self.criteria[j]))
        return np.full(np.shape(u), self.certain[i, j]) if found is None else found.quantile(u)

    @cached_property
    def _groups(self) -> tuple[_Group, ...]:
        kinds: dict[Any, list[int]] = {}
        each = [self.distributions[self.options[i], self.criteria[j]] for i, j in self._single]
        for k, one in enumerate(each):
            kinds.setdefault((type(one), *map(np.shape, one.parameters)), []).append(k)
        places = np.array([i * len(self.criteria) + j for i, j in self._single], dtype=np.intp)
        return tuple(
            _Group(
                key[0],
                _run(np.array(at)),
                _run(places[at]),
                tuple(np.array(p) for p in zip(*(each[k].parameters for k in at), strict=True)),
            )
            for key, at in kinds.items()
        )

    @cached_property
    def _beta_shapes(self) -> tuple[Floats, Floats]:
        a, b = np.ones(self.dimension), np.ones(self.dimension)
        for group in self._groups:
            if group.kind is Pert:
                a[group.numbers], b[group.numbers] = Pert.shapes(*group.parameters)
        return a, b

    def _filled(self, numbers: Floats, reads: Mapping[type, Quantiles]) -> Floats:
        n, m = self.certain.shape
        found = np.empty((len(numbers), n * m))
        found[:] = self.certain.ravel()
        rows = max(1, _IN_CACHE // max(1, self.dimension))
        for group in self._groups:
            read = reads.get(group.kind, group.kind.transform)
            for start in range(0, len(numbers), rows):
                these = slice(start, start + rows)
                found[these, group.places] = read(numbers[these, group.numbers], *group.parameters)
        table, start = found.reshape(-1, n, m), len(self._single)
        for column in self.ordinal:
            table[:, :, self.criteria.index(column.criterion)] = column.at(numbers[:, start : start + column.count])
            start += column.count
        return table

    def _each(self, base: Floats, read: Callable[[Any], Any]) -> Floats:
        found = base.copy()
        for i, j in self._single:
            found[i, j] = read(self.distributions[self.options[i], self.criteria[j]])
        for column in self.ordinal:
            found[:, self.criteria.index(column.criterion)] = read(column)
        found.setflags(write=False)
        return found


def _run(positions: Integers) -> Integers | slice:
    """Return a slice for positions in a row: it copies nothing."""
    first, last = int(positions[0]), int(positions[-1])
    return slice(first, last + 1) if last - first + 1 == len(positions) else positions


def _inside(numbers: Floats, kinds: set[type[Distribution]]) -> Floats:
    """Keep numbers off 0 and 1, where somebody has no quantile there."""
    return np.clip(numbers, _LOWEST, _HIGHEST, out=numbers) if kinds & _OF_NORMAL.keys() else numbers
