"""One ingredient of a ranking exchanged at a time, to see which one two methods disagree about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cache
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError
from mcda.methods import (
    Additive,
    FullMultiplicative,
    Method,
    Multimoora,
    RankingMethod,
    Waspas,
    WeightedSum,
    Wpm,
    Wsm,
    tie_tolerance,
)
from mcda.normalize import NORMALIZATIONS, Normalization, normalize
from mcda.options import Option, Options
from mcda.ranking import places
from mcda.scales import Floats, Goal, Thresholds
from mcda.table import PerformanceTable

SwapKind = Literal["normalisation", "thresholds", "compensation", "weights_mean"]

_ENDS: Final = "scale_ends"
# Their weights are exponents, which do not depend on the width of a column.
_PRODUCTS: Final = (FullMultiplicative, Multimoora, Waspas, Wpm)
_THRESHOLD_FIELDS: Final = ("functions", "indifference", "preference", "veto")


@dataclass(frozen=True)
class Swap:
    """One ingredient exchanged, all else as it was.

    Parameters
    ----------
    kind
        "normalisation": how columns are made comparable; "thresholds": how large a difference must be to count;
        "compensation": how criteria are put together, a weighted sum in place of the method's own way;
        "weights_mean": weights rescaled so that they speak of whole scales and not of the options at hand.
    before, after
        The ingredient before and after: "vector", "minmax" ...; "scale_ends" stands for the table with both ends of
        every scale added as options, so that nothing hangs on which options are at hand.
    agrees
        Whether the first place then is that of the reference; None where the exchange could not be made.
    problem
        Why it could not.
    """

    kind: SwapKind
    before: str
    after: str
    agrees: bool | None
    problem: str = ""


class Standing(NamedTuple):
    """A method, the table it sees, and shares; `options` are counted, further rows only stand by."""

    method: RankingMethod
    table: PerformanceTable
    shares: Floats
    options: int

    def places(self) -> tuple[int, ...]:
        """Return the places of the options that count, among themselves."""
        kernel = replace(self.method.bind(self.table.criteria), options=self.table.options.ids)
        scores = kernel(self.table.values, self.shares)
        tolerance = tie_tolerance(scores, self.method.score_width)
        return tuple(places(scores[: self.options], tolerance).tolist())

    def without(self, criterion: str) -> Standing:
        """Return the same without a criterion; the other weights keep their proportions."""
        ids = self.table.criteria.ids
        keep = [c for c in ids if c != criterion]
        method = self.method.at(keep, [criterion])
        shares = self.shares[[ids.index(c) for c in keep]]
        return Standing(method, self.table.select(criteria=keep), shares, self.options)


def firsts(found: tuple[int, ...]) -> frozenset[int]:
    """Return the positions of those in first place."""
    return frozenset(i for i, place in enumerate(found) if place == 1)


def swaps(standing: Standing, wanted: frozenset[int]) -> tuple[Swap, ...]:
    """Exchange one ingredient at a time and tell after which exchanges the wanted options come first."""
    found = []
    for kind, before, after, changed in _changes(standing):
        try:
            found.append(Swap(kind, before, after, firsts(changed.places()) == wanted))
        except McdaError as problem:
            found.append(Swap(kind, before, after, None, str(problem)))
    return tuple(found)


@cache
def normalization_field(method: type[Method]) -> tuple[str, tuple[str, ...]] | None:
    """Return the field in which a method says how it normalises, and the words it declares; None where it has none.

    Examples
    --------
    >>> from mcda.methods import Topsis, Vikor
    >>> normalization_field(Topsis), normalization_field(Vikor)
    (('normalization', ('vector', 'minmax')), None)
    """
    for name, kind in get_type_hints(method).items():
        if name.endswith("normalization") and get_origin(kind) is Literal:
            return name, get_args(kind)
    return None


def scale_of(standing: Standing) -> Normalization:
    """Return how a method without a word for it looks at columns: the normalisation that changes nothing for it.

    By experiment: the table is normalised first, and the scores must stay what they are. "none" where every one
    matters, and where only the order in a column counts: there even squares change nothing.
    """
    method, table = standing.method, standing.table
    declared = normalization_field(type(method))
    if declared is not None and getattr(method, declared[0]) in NORMALIZATIONS:
        word: Normalization = getattr(method, declared[0])
        return word
    candidates: tuple[Normalization, ...] = ("minmax", "linear_max", "vector")
    for how in candidates:
        with suppress(McdaError):
            columns = normalize(table.values, table.criteria.signs, how)
            if _same_scores(standing, columns):
                ordinal = how == "minmax" and _same_scores(standing, columns * columns)
                return "none" if ordinal else how
    return "none"


def _same_scores(standing: Standing, columns: Floats) -> bool:
    """Tell whether other columns, higher is better, leave the scores as they are."""
    table = standing.table
    criteria = Criteria(tuple(replace(c, goal=Goal.MAX) for c in table.criteria))
    moved = standing._replace(table=PerformanceTable(table.options, criteria, columns))
    old, new = _scores(standing), _scores(moved)
    return bool(np.allclose(old, new, rtol=1e-9, atol=1e-9 * float(np.abs(old).max())))


def _scores(standing: Standing) -> Floats:
    return standing.method.bind(standing.table.criteria)(standing.table.values, standing.shares)


def _changes(standing: Standing) -> Iterator[tuple[SwapKind, str, str, Standing]]:
    method, table, shares, n = standing
    declared = normalization_field(type(method))
    how = scale_of(standing)
    before = getattr(method, declared[0]) if declared else how
    for word in _words(table, declared[1] if declared else ()):
        if word == _ENDS:
            if (pinned := _with_ends(table)) is not None:
                yield "normalisation", before, _ENDS, Standing(method, pinned, shares, n)
        elif declared and word != before:
            changed: Any = {declared[0]: word}
            yield "normalisation", before, word, standing._replace(method=replace(method, **changed))
    if method.bound(table.criteria):
        bare = _without_own(method)
        for after, thresholds in (("none", _no_thresholds), ("straight", _straight)):
            criteria = Criteria(tuple(thresholds(c) for c in table.criteria))
            changed_table = PerformanceTable(table.options, criteria, table.values)
            yield "thresholds", "stated", after, Standing(bare, changed_table, shares, n)
    if not _sums(method):
        for name, plain in _plain_sums(standing, how, declared):
            yield "compensation", method.id, name, standing._replace(method=plain)
    if how != "none" and _weights_span(method) and (rescaled := _rescaled(standing, how)) is not None:
        yield "weights_mean", f"{how} of the options", "whole scales", standing._replace(shares=rescaled)


def _plain_sums(
    standing: Standing, how: Normalization, declared: tuple[str, tuple[str, ...]] | None
) -> list[tuple[str, RankingMethod]]:
    """Return the sums that look at columns as the method does; by values where no normalisation says how."""
    if declared is None and how == "none":
        return [("additive", Additive())]
    return [(f"wsm[{word}]", Wsm(normalization=word)) for word in (how, *_as_good(standing, declared))]


def _as_good(standing: Standing, declared: tuple[str, tuple[str, ...]] | None) -> list[Normalization]:
    """Return the other normalisations under which the method ranks just the same: a product is one for any unit."""
    found: list[Normalization] = []
    if declared is None:
        return found
    name, words = declared
    tried = set(_words(standing.table, words)) - {getattr(standing.method, name)}
    for word in NORMALIZATIONS:
        if word in tried:
            changed: Any = {name: word}
            with suppress(McdaError):
                if standing._replace(method=replace(standing.method, **changed)).places() == standing.places():
                    found.append(word)
    return found


def _words(table: PerformanceTable, declared: tuple[str, ...]) -> list[str]:
    """Return the normalisations to try, those first that hang on no other option.

    "none" is one of them only where all columns hold values: elsewhere it adds up different units, and agreement would
    be an accident.
    """
    first = ["none", _ENDS] if all(c.as_values for c in table.criteria) else [_ENDS]
    bare = [word for word in declared if word != "none"]
    return [word for word in (*first, *bare) if word == _ENDS or word in declared]


def _weights_span(method: RankingMethod) -> bool:
    """Tell whether a weight speaks of what a normalised column spans: not where it is an exponent."""
    return not isinstance(method, _PRODUCTS)


def _sums(method: RankingMethod) -> bool:
    """Tell whether a method adds up the criteria as the weighted sum does."""
    return isinstance(method, WeightedSum) and type(method).formula is WeightedSum.formula


def _with_ends(table: PerformanceTable) -> PerformanceTable | None:
    """Return the table with an option at the low and one at the high end of every scale; None without scales."""
    scales = [c.scale for c in table.criteria]
    ends = [(float(s.low), float(s.high)) for s in scales if s is not None]
    if len(ends) < len(scales):
        return None
    used: list[Option] = []
    for name in ("low_ends", "high_ends"):
        while name in table.options:
            name += "_"  # until it is free
        used.append(Option(name))
    rows = np.vstack([table.values, np.array(ends).T])
    return PerformanceTable(Options((*table.options.all, *used)), table.criteria, rows)


def _without_own(method: RankingMethod) -> RankingMethod:
    """Return the method without thresholds and preference functions of its own."""
    names = [f.name for f in fields(method)]
    emptied: Any = {x: {} for x in _THRESHOLD_FIELDS if x in names and isinstance(getattr(method, x), Mapping)}
    return replace(method, **emptied)


def _no_thresholds(criterion: Criterion) -> Criterion:
    return replace(criterion, thresholds=Thresholds())


def _straight(criterion: Criterion) -> Criterion:
    """Return the criterion with a preference that grows straight over its whole scale."""
    on: Literal["values", "units"] = "values" if criterion.as_values else "units"
    width = None if criterion.scale is None else Fraction(criterion.scale.width)
    return replace(criterion, thresholds=Thresholds(preference=width, on=on))


def _rescaled(standing: Standing, how: Normalization) -> Floats | None:
    """Return shares such that the swing over a whole scale counts as stated; None without scales.

    A normalised column has a unit of its own: the part of the scale that the options at hand span, over what they span
    once normalised.
    """
    table = standing.table
    widths = [float(c.scale.width) if c.scale is not None else 0.0 for c in table.criteria]
    if not all(width > 0 for width in widths):
        return None
    try:
        columns = normalize(table.values, table.criteria.signs, how)
    except McdaError:
        return None
    spans, normalised = np.ptp(table.values, axis=0) / np.array(widths), np.ptp(columns, axis=0)
    told = (normalised > 0) & (spans > 0)
    found = standing.shares * np.where(told, spans / np.where(told, normalised, 1.0), 1.0)
    return np.asarray(found / found.sum()) if found.sum() > 0 else None
