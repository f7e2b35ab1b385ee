"""All weights that obey some statements: corners, centre, bounds, and uniform draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, Literal, get_args

import numpy as np

from mcda.clashes import irreducible
from mcda.display import html_table, text_table
from mcda.draws import GRANULE
from mcda.elicit._reading import fraction, identifier, listed
from mcda.elicit.incomplete._exact import Program, Row, primitive
from mcda.elicit.incomplete._geometry import Geometry, Point
from mcda.elicit.incomplete.statement import Condition, WeightStatement
from mcda.elicit.incomplete.statements import weight_statement
from mcda.errors import McdaError, WeightsError, nearest
from mcda.frozen import frozen
from mcda.scales import Floats, by_name
from mcda.weights import Weights

Centre = Literal["vertices", "ball"]

# Twenty criteria with bounds of their own have two million corners; this many take a few seconds.
MOST_VERTICES: Final = 5000
_TOLERANCE: Final = Fraction(1, 10**9)


@dataclass(frozen=True)
class WeightPolytope:
    """All weights of zero or more that add to one and obey some statements; never empty.

    Build it with `weight_polytope`. Everything but `sample` and the centre of the
    ball is exact.

    Parameters
    ----------
    criteria
        Their ids.
    statements
        What the weights obey.

    Examples
    --------
    >>> known = weight_polytope(["security", "growth", "cost"], [{"order": ["security", "growth", "cost"]}])
    >>> known.bounds()["growth"]
    (Fraction(0, 1), Fraction(1, 2))
    >>> known
    all weights that obey 1 statement; dimension 2
    criterion   lowest  highest
    security    0.3333   1.0000
    growth      0.0000   0.5000
    cost        0.0000   0.3333
    """

    criteria: tuple[str, ...]
    statements: tuple[WeightStatement, ...] = ()

    def __post_init__(self) -> None:
        ids = tuple(identifier(c, "the criteria") for c in listed(self.criteria, "the criteria"))
        if not ids:
            raise WeightsError("no criteria; expected the id of at least one")
        twice = next((c for c in ids if ids.count(c) > 1), None)
        if twice is not None:
            raise WeightsError(f"{twice!r} stands twice among the criteria; expected each once")
        said = tuple(weight_statement(each) for each in listed(self.statements, "the statements"))
        object.__setattr__(self, "criteria", ids)
        object.__setattr__(self, "statements", said)
        for number, each in enumerate(said, start=1):
            for c in each.criteria:
                if c not in ids:
                    raise WeightsError(f"statement {number} speaks of {c!r}, which is not a criterion{nearest(c, ids)}")
        if self._empty(self._conditions):
            clash = [part.words for part in irreducible(self._conditions, self._empty)]
            cannot, cure = (
                ("This cannot hold", "it") if len(clash) == 1 else ("These cannot hold together", "one of them")
            )
            raise WeightsError(f"no weights obey the statements. {cannot}: {'; '.join(clash)}. Drop or loosen {cure}")

    @property
    def dimension(self) -> int:
        """How many weights can be chosen freely: 0 for a single point, one less than the criteria for no statement."""
        return self._geometry.dimension

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know: which weights the statements force to 0 together, though none says so by itself."""
        units = {c: [int(c == other) for other in self.criteria] for c in self.criteria}
        alone = [Program(len(self.criteria), self._rows(list(each.conditions()))) for each in self.statements]
        silent = [
            c
            for j, c in enumerate(self.criteria)
            if self._geometry.flat[j] and all(any(each.highest(units[c])[j : j + 1]) for each in alone)
        ]
        if not silent:
            return ()
        return (f"these statements force the weight{'s' * (len(silent) > 1)} of {', '.join(silent)} to 0",)

    def vertices(self) -> tuple[Weights, ...]:
        """Return the corners, exact, by falling weight of the first criterion, then of the second, and so on.

        All weights of the set are mixtures of them, so whatever is linear in the weights is lowest and highest at one.

        Raises
        ------
        WeightsError
            More than 5000 corners, at the end or on the way there.
        """
        return tuple(Weights(frozen(zip(self.criteria, each, strict=True))) for each in self._corners)

    def centre(self, of: Centre = "vertices") -> Weights:
        """Return a point in the middle.

        Parameters
        ----------
        of
            "vertices": the mean of the corners, exact; for a full order of importance without ties the ROC weights. It
            is the mean of all weights of the set where that is a simplex; elsewhere corners close together pull it
            towards them. "ball": the centre of the largest ball inside the set (Chebyshev centre), which is as far as
            can be from breaking any statement; where several are largest, the one whose next nearest limits are
            furthest away. It needs no corners; its lengths are taken to six digits.

        Raises
        ------
        WeightsError
            More than 5000 corners; or another word.
        """
        if of not in get_args(Centre):
            raise WeightsError(f"the centre of {of!r}{nearest(str(of), get_args(Centre))}")
        if of == "vertices":
            found = tuple(sum(column) / len(column) for column in zip(*self._corners, strict=True))
        else:
            found = self._geometry.ball_centre()
        return Weights(frozen(zip(self.criteria, found, strict=True)))

    def bounds(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Return the lowest and the highest weight of each criterion, exact."""
        return dict(zip(self.criteria, self._geometry.bounds(), strict=True))

    def contains(self, weights: Weights | Mapping[str, float] | Sequence[float] | Floats) -> bool:
        """Tell whether weights add to one and obey every statement, to 1e-9.

        Parameters
        ----------
        weights
            By criterion, or in the order of `criteria`. They are not divided by their sum.

        Raises
        ------
        WeightsError
            Not one finite number for each criterion.
        """
        given = self._given(weights)
        if abs(sum(given.values(), Fraction(-1))) > _TOLERANCE or any(w < -_TOLERANCE for w in given.values()):
            return False
        for part in self._conditions:
            above = sum((a * given[c] for c, a in part.terms.items()), -part.bound)
            if above < -_TOLERANCE or (part.equal and above > _TOLERANCE):
                return False
        return True

    def sample(self, draws: int, seed: int) -> Floats:
        """Return weights drawn uniformly, shape (draws, n_criteria), in the order of `criteria`.

        Where the set is a point, a segment or any other simplex (no statement, a full order), draws are independent and
        exactly uniform. Elsewhere each ends a hit-and-run walk of its own, of 100 steps per dimension, which is uniform
        for all that 40,000 draws can show. More draws with the same seed begin with the same draws.

        Parameters
        ----------
        draws
            How many, at least 1.
        seed
            A whole number of zero or more.

        Raises
        ------
        WeightsError
            Another number of draws or another seed.
        """
        for name, given, least in (("draws", draws, 1), ("seed", seed, 0)):
            if isinstance(given, bool) or not isinstance(given, int | np.integer) or given < least:
                raise WeightsError(f"`{name}` is {given!r}; expected a whole number from {least}")
        found = np.empty((draws, len(self.criteria)))
        for start in range(0, draws, GRANULE):
            size = min(GRANULE, draws - start)
            found[start : start + size] = self.granule(start // GRANULE, seed=seed)[:size]
        found.setflags(write=False)
        return found

    def granule(self, index: int, *, seed: int) -> Floats:
        """Return the draws with the numbers `index * 1024` to `index * 1024 + 1023` of a seed: it needs no other ones.

        Shape (1024, n_criteria).
        """
        return self._geometry.granule(seed, index)

    @cached_property
    def _conditions(self) -> tuple[Condition, ...]:
        return tuple(part for each in self.statements for part in each.conditions())

    def _rows(self, parts: Sequence[Condition]) -> list[Row]:
        """Return conditions as rows without a constant: the weights add to one, so a bound is one on their sum."""
        rows = []
        for part in parts:
            row = primitive([part.terms.get(c, Fraction(0)) - part.bound for c in self.criteria])
            rows += [row, tuple(-a for a in row)] if part.equal else [row]
        return list(dict.fromkeys(row for row in rows if any(row)))

    def _empty(self, parts: Sequence[Condition]) -> bool:
        return Program(len(self.criteria), self._rows(parts)).empty

    @cached_property
    def _geometry(self) -> Geometry:
        return Geometry(len(self.criteria), self._rows(self._conditions))

    @cached_property
    def _corners(self) -> tuple[Point, ...]:
        found = self._geometry.vertices(MOST_VERTICES)
        if found is None:
            raise WeightsError(
                f"the set of weights has more than {MOST_VERTICES} corners, at the end or on the way there; use its "
                "bounds, its draws, or the centre of its ball, which need no corners"
            )
        return found

    def _given(self, weights: Any) -> dict[str, Fraction]:
        if isinstance(weights, Weights):
            weights = weights.fractions
        try:
            named = by_name(weights)
            if named is None:
                numbers = listed(weights, "the weights")
                if len(numbers) != len(self.criteria):
                    raise WeightsError(f"{len(numbers)} weights for {len(self.criteria)} criteria; expected one each")
                named = dict(zip(self.criteria, numbers, strict=True))
        except WeightsError:
            raise
        except McdaError as fault:
            raise WeightsError(f"the weights: {fault}") from None
        found = {c: fraction(w, f"the weight of {c!r}") for c, w in named.items()}
        for c in [*found, *self.criteria]:
            if c not in found or c not in self.criteria:
                raise WeightsError(f"{'no weight for' if c in self.criteria else 'a weight for the unknown'} {c!r}")
        return found

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [[c, f"{float(low):.4f}", f"{float(high):.4f}"] for c, (low, high) in self.bounds().items()]
        return ["criterion", "lowest", "highest"], rows

    def _head(self) -> str:
        count = len(self.statements)
        return f"all weights that obey {count} statement{'' if count == 1 else 's'}; dimension {self.dimension}"

    def __repr__(self) -> str:
        return "\n".join([self._head(), text_table(*self._cells()), *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption="; ".join([self._head(), *self.notes]))


def weight_polytope(criteria_ids: Sequence[str], statements: Sequence[Any] = ()) -> WeightPolytope:
    """Return the set of all weights that obey some statements.

    Parameters
    ----------
    criteria_ids
        The criteria; those of which no statement speaks may have any weight.
    statements
        `WeightStatement`s, or plain data as `weight_statement` reads it.

    Raises
    ------
    WeightsError
        A statement of the wrong form or about something else, or no weights that obey all: the message names a smallest
        part of the statements that clashes.

    Examples
    --------
    >>> weight_polytope(["a", "b"], [{"share": "a", "at_least": 0.7}, {"order": ["b", "a"]}])
    Traceback (most recent call last):
    mcda.errors.WeightsError: no weights obey the statements. These cannot hold together: the share of 'a' is at least
    0.7; the weight of 'b' is at least that of 'a'. Drop or loosen one of them
    """
    return WeightPolytope(criteria_ids, statements)  # type: ignore[arg-type]  # read and made tuples there
