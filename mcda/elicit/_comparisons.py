"""A matrix of pairwise comparisons as somebody wrote it: read cell by cell, each fault named by its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np

from mcda.elicit._ratios import Ratio, groups
from mcda.elicit._reading import fraction, identifier, listed, named
from mcda.errors import WeightsError, nearest
from mcda.scales import Floats

LARGEST: Final = 10**6
# 0.333333 beside 3 is the same judgement written twice; 0.3 beside 3 is not.
_SAME: Final = Fraction(1, 10**5)


@dataclass(frozen=True)
class Comparisons:
    """Judgements on pairs, each kept once.

    Parameters
    ----------
    ids
        What is compared, in order of first appearance.
    ratios
        One per pair judged, the earlier id first, in the order of the matrix.
    """

    ids: tuple[str, ...]
    ratios: tuple[Ratio, ...]

    @property
    def missing(self) -> int:
        """Number of pairs without a judgement."""
        n = len(self.ids)
        return n * (n - 1) // 2 - len(self.ratios)

    def matrix(self) -> Floats:
        """Return the matrix, shape (n, n), as Harker fills it: 0 where a pair is missing, and 1 more on the diagonal.

        A full matrix comes out as it is.
        """
        n = len(self.ids)
        made = np.zeros((n, n))
        for i, j, times in self.ratios:
            made[i, j], made[j, i] = float(times), float(1 / times)
        np.fill_diagonal(made, 1.0 + (n - 1) - (made > 0).sum(axis=1))
        return made


def read(comparisons: Any, criteria: Sequence[str] | None) -> Comparisons:
    """Read comparisons given by id or in rows.

    Raises
    ------
    WeightsError
        What is wrong, and in which cell; or the groups that no judgement connects.
    """
    ids, cells = read_cells(comparisons, criteria)
    values = {pair: _value(given, pair) for pair, given in cells.items() if given is not None}
    ratios = []
    for i, a in enumerate(ids):
        if values.get((a, a), 1) != 1:
            raise WeightsError(f"{a} : {a} is {float(values[a, a]):g}; expected 1, or nothing")
        for j in range(i + 1, len(ids)):
            times = _pair(values, a, ids[j])
            if times is not None:
                ratios.append(Ratio(i, j, times))
    parts = groups(len(ids), ratios)
    if len(parts) > 1:
        told = "; ".join(", ".join(ids[i] for i in part) for part in parts)
        raise WeightsError(f"no judgement connects these groups: {told}; compare a pair across them")
    return Comparisons(tuple(ids), tuple(ratios))


def read_cells(comparisons: Any, criteria: Sequence[str] | None) -> tuple[list[str], dict[tuple[str, str], Any]]:
    """Return the ids, in order of first appearance, and what stands in each cell given, by row and column.

    Raises
    ------
    WeightsError
        Rows of another length or without `criteria`, an id that is none, stands twice or is not one of the criteria.
    """
    return _in_rows(comparisons, criteria) if _is_rows(comparisons) else _by_id(comparisons, criteria)


def as_given(comparisons: Any) -> Any:
    """Return comparisons as mappings or rows, whatever held them."""
    if hasattr(comparisons, "items"):
        return {a: dict(row.items()) for a, row in comparisons.items()}
    return [list(row) for row in comparisons]


def _is_rows(comparisons: Any) -> bool:
    return not isinstance(comparisons, Mapping) and not hasattr(comparisons, "items")


def _in_rows(comparisons: Any, criteria: Sequence[str] | None) -> tuple[list[str], dict[tuple[str, str], Any]]:
    if criteria is None:
        raise WeightsError("comparisons in rows need `criteria`, the ids in the order of rows and columns")
    ids = _ids(criteria)
    rows = listed(comparisons, "the comparisons")
    if len(rows) != len(ids):
        raise WeightsError(f"{len(rows)} rows for {len(ids)} criteria; expected one for each")
    cells: dict[tuple[str, str], Any] = {}
    for a, row in zip(ids, rows, strict=True):
        line = listed(row, f"the row of {a!r}")
        if len(line) != len(ids):
            raise WeightsError(
                f"the row of {a!r} has {len(line)} entries; expected {len(ids)}, null where none is given"
            )
        cells |= {(a, b): given for b, given in zip(ids, line, strict=True)}
    return ids, cells


def _by_id(comparisons: Any, criteria: Sequence[str] | None) -> tuple[list[str], dict[tuple[str, str], Any]]:
    given = named(comparisons, "the comparisons")
    cells: dict[tuple[str, str], Any] = {}
    seen: list[str] = []
    for a, row in given.items():
        seen.append(a)
        if not hasattr(row, "items"):
            raise WeightsError(f"the comparisons of {a!r} are {row!r}; expected a mapping from the others to numbers")
        for b, times in row.items():
            seen.append(identifier(b, f"the comparisons of {a!r}"))
            cells[a, b] = times
    ids = list(dict.fromkeys(seen))
    if criteria is None:
        return ids, cells
    asked = _ids(criteria)
    for each in ids:
        if each not in asked:
            raise WeightsError(f"comparisons with {each!r}, which is not one of the criteria{nearest(each, asked)}")
    return asked, cells


def _ids(criteria: Sequence[str]) -> list[str]:
    ids = [identifier(c, "criteria") for c in listed(criteria, "criteria")]
    if not ids:
        raise WeightsError("there are no criteria to compare; expected at least one")
    twice = next((c for c in ids if ids.count(c) > 1), None)
    if twice is not None:
        raise WeightsError(f"{twice!r} stands twice among the criteria; expected each once")
    return ids


def _value(given: Any, pair: tuple[str, str]) -> Fraction:
    cell = " : ".join(pair)
    times = fraction(given, cell)
    if times <= 0:
        raise WeightsError(
            f'{cell} is {float(times):g}; expected a number above 0: 3 for "three times as important", "1/3" for the '
            "other way round"
        )
    if not Fraction(1, LARGEST) <= times <= LARGEST:
        raise WeightsError(f"{cell} is {float(times):g}; expected 1/{LARGEST} to {LARGEST}")
    return times


def _pair(values: Mapping[tuple[str, str], Fraction], a: str, b: str) -> Fraction | None:
    """Return how many times a is b; of a judgement and its reciprocal, the one above 1 is the one somebody gave."""
    there, back = values.get((a, b)), values.get((b, a))
    if there is None or back is None:
        return 1 / back if back is not None else there
    if abs(there * back - 1) > _SAME:
        raise WeightsError(
            f"{a} : {b} is {float(there):g} and {b} : {a} is {float(back):g}; expected {float(1 / there):g}, the "
            f'reciprocal: write it as a fraction ("1/{float(there):g}"), or give only one of the two'
        )
    return there if there >= 1 else 1 / back
