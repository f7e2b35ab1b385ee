"""MACBETH: an interval scale from judgements in words of how much more attractive one thing is than another."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mcda.display import text_table
from mcda.elicit._categories import Fit, Judgement, read_judgements
from mcda.elicit._reading import fraction, identifier, listed, named
from mcda.elicit._repair import Move, clashing, possible, smallest_repair
from mcda.errors import WeightsError, nearest
from mcda.frozen import FrozenDict, frozen
from mcda.linear import LinearProgram, LinearSolution, LinearStatus, Row, solve
from mcda.scales import ValueFunction

# Differences up to this size are rounding of the solver; the smallest difference of a basic scale is 1.
_ROUNDING: Final = 1e-7


@dataclass(frozen=True)
class MacbethScale:
    """What judgements of difference in attractiveness say about values.

    Parameters
    ----------
    options
        What was judged.
    judgements
        As read.
    consistent
        True where some scale fits all of them.
    basic
        The basic scale, by option: as short as possible, with category k at least k and categories at least 1 apart.
    values
        The same on the scale of the two anchors.
    ranges
        By option, how far its value can move while all others stay and every judgement still fits; the ends themselves
        are excluded. The anchors do not move; options judged to have no difference move together.
    widest
        By option, the same when the others may move too.
    anchors
        The two options whose values are stated, and these values.
    clashes
        Judgements that cannot hold together, none of which can be spared; empty where consistent.
    repair
        The fewest judgements to change, by the fewest categories, for a scale to exist; empty where consistent.

    Examples
    --------
    >>> scale = macbeth_scale(["high", "middle", "low"], [["high", "middle", "weak"], ["middle", "low", "strong"]])
    >>> scale
    option  basic   value          can move
    high        6  100.00  100.00 to 100.00
    middle      4   66.67   50.00 to 100.00
    low         0    0.00      0.00 to 0.00
    >>> float(scale.value_function({"high": 10, "middle": 6, "low": 0}).exact(3))
    33.33333333333333
    """

    options: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    consistent: bool
    basic: Mapping[str, float]
    values: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    widest: Mapping[str, tuple[float, float]]
    anchors: Mapping[str, float]
    clashes: tuple[Judgement, ...] = ()
    repair: tuple[Move, ...] = ()

    def repaired(self) -> MacbethScale:
        """Return the scale of the judgements after the smallest repair: ask whoever judged before using it.

        Raises
        ------
        WeightsError
            No repair was found.
        """
        if self.consistent:
            return self
        if not self.repair:
            raise WeightsError("no repair of the judgements was found; change one of those that clash, by hand")
        instead = {move.stated: move.instead for move in self.repair}
        return _scale(self.options, tuple(instead.get(each, each) for each in self.judgements), None)

    def value_function(self, performances: Mapping[str, Any]) -> ValueFunction:
        """Return the value function of a criterion whose levels were judged.

        Parameters
        ----------
        performances
            By option, the level it stands for, in the criterion's unit.

        Raises
        ------
        WeightsError
            The judgements are not consistent; a level is missing, no number, or stated twice.
        """
        self.check()
        levels = {o: fraction(x, f"the level of {o!r}") for o, x in named(performances, "the levels").items()}
        for option in self.options:
            if option not in levels:
                raise WeightsError(f"no level for {option!r}; give one in the criterion's unit for each")
        for option in levels:
            if option not in self.options:
                raise WeightsError(f"a level for {option!r}, which was not judged{nearest(option, self.options)}")
        if len(set(levels.values())) < len(levels):
            raise WeightsError("two options stand for the same level; expected a level of its own for each")
        return ValueFunction.through(sorted((levels[o], self.values[o]) for o in self.options))

    def check(self) -> None:
        """Raise unless the judgements are consistent.

        Raises
        ------
        WeightsError
            Names the judgements that clash and the smallest repair.
        """
        if self.consistent:
            return
        clash = "; ".join(str(each) for each in self.clashes)
        cure = "; ".join(str(each) for each in self.repair)
        told = f" The smallest repair: {cure}." if cure else ""
        raise WeightsError(f"no scale fits the judgements. These cannot hold together: {clash}.{told}")

    def __repr__(self) -> str:
        if not self.consistent:
            lines = [
                "no scale fits the judgements; these cannot hold together:",
                *(f"  {each}" for each in self.clashes),
            ]
            return "\n".join([*lines, *(["smallest repair:"] if self.repair else []), *(f"  {m}" for m in self.repair)])
        rows = [
            [o, f"{self.basic[o]:g}", f"{self.values[o]:.2f}", "{:.2f} to {:.2f}".format(*self.ranges[o])]
            for o in self.options
        ]
        return text_table(["option", "basic", "value", "can move"], rows)


def macbeth_scale(
    options: Sequence[str], judgements: Sequence[Sequence[Any]], *, anchors: Mapping[str, float] | None = None
) -> MacbethScale:
    """Return the MACBETH scale of options, or what is wrong with the judgements.

    The basic scale minimises the difference between the most and the least attractive option such that a judgement of
    category i means a difference of at least i, and exceeds any difference of a lower category s by at least i - s.
    Where an option's value is not settled by this, it stands in the middle of its range, most attractive option first.

    Parameters
    ----------
    options
        Names, in any order.
    judgements
        Each names the more attractive option, the less attractive one and the category of the difference: 0 to 6, or
        "no", "very weak", "weak", "moderate", "strong", "very strong", "extreme"; two of them ([2, 3], "weak to
        moderate") where somebody hesitates; "positive" for a difference of unknown size. Pairs may be left out.
    anchors
        Two options and their values; by default 100 for the most attractive and 0 for the least attractive one, and 0
        for all of them if they are equally attractive.

    Raises
    ------
    WeightsError
        Fewer than two options, an unknown name, a pair judged twice, a category that is none, or anchors that are not
        two options of different value. Judgements that contradict each other are no error here: see `consistent`.

    References
    ----------
    Bana e Costa, C. A., De Corte, J.-M. & Vansnick, J.-C. (2005). On the mathematical foundation of MACBETH. In
    Figueira, Greco & Ehrgott (eds), *Multiple Criteria Decision Analysis: State of the Art Surveys*, Springer, 409-437.
    doi:10.1007/0-387-23081-5_10

    Examples
    --------
    >>> macbeth_scale(["a", "b", "c"], [["a", "b", 3], ["b", "c", 1], ["a", "c", 2]])
    no scale fits the judgements; these cannot hold together:
      a over b: moderate
      b over c: very weak
      a over c: weak
    smallest repair:
      a over b: moderate -> a over b: weak
    """
    names = tuple(identifier(each, "the options") for each in listed(options, "the options"))
    if len(names) < 2 or len(set(names)) < len(names):
        raise WeightsError(f"the options are {list(names)!r}; expected at least two, each once")
    return _scale(names, read_judgements(judgements, names), anchors)


def _scale(
    names: tuple[str, ...], judgements: tuple[Judgement, ...], anchors: Mapping[str, float] | None
) -> MacbethScale:
    if not possible(names, judgements):
        nothing: FrozenDict[Any, Any] = FrozenDict()
        clashes, repair = clashing(names, judgements), smallest_repair(names, judgements)
        return MacbethScale(names, judgements, False, *(nothing,) * 5, clashes, repair)  # fmt: skip
    basic = basic_scale(Fit(names, judgements))
    ends = _anchors(basic, anchors)
    one, other = next(iter(ends)), next(reversed(ends))
    unit = (ends[other] - ends[one]) / ((basic[other] - basic[one]) or 1.0)
    loose = Fit(names, judgements, margin=0.0)
    values = {o: ends.get(o, ends[one] + unit * (v - basic[one])) for o, v in basic.items()}
    return MacbethScale(
        names,
        judgements,
        True,
        frozen(basic),
        frozen(values),
        frozen({o: _range(loose, o, _others(loose, values, o, ends)) for o in names}),
        frozen({o: _range(loose, o, ends) for o in names}),
        frozen(ends),
    )


def basic_scale(fit: Fit, floor: str | None = None) -> dict[str, float]:
    """Return the basic scale: the shortest one that fits, and in the middle of what is left open.

    Parameters
    ----------
    floor
        A name whose value is 0 and below which nothing lies; by default the least attractive option is at 0.
    """
    n, top = fit.n_variables, fit.n_variables
    rows = [Row.of({j: 1.0, top: -1.0}, "<=", 0.0) for j in range(len(fit.names))]
    if floor is not None:
        rows.append(Row.of({fit.names.index(floor): 1.0}, "==", 0.0))

    def asked(objective: dict[int, float], *more: Row) -> LinearSolution:
        program = fit.program({}, [])
        aims = tuple(objective.get(j, 0.0) for j in range(n + 1))
        wide = LinearProgram(aims, (*program.rows, *rows, *more), lower=(*program.lower, 0.0))
        return solve(wide)

    shortest = asked({top: -1.0})
    if shortest.status is not LinearStatus.OPTIMAL:
        raise WeightsError("no scale fits the judgements")
    length = max(shortest.values[: len(fit.names)])
    rows.append(Row.of({top: 1.0}, "<=", length))

    def span(j: int, held: Sequence[Row]) -> tuple[float, float]:
        low, high = (asked({j: sign}, *held).values[j] for sign in (-1.0, 1.0))
        return low, high

    spans = [span(j, ()) for j in range(len(fit.names))]
    found = {j: (low + high) / 2 for j, (low, high) in enumerate(spans) if high - low <= _ROUNDING}
    for j in sorted(set(range(len(fit.names))) - set(found), key=lambda j: (-sum(spans[j]), fit.names[j])):
        low, high = span(j, [Row.of({k: 1.0}, "==", v) for k, v in found.items()])
        found[j] = (low + high) / 2
    return {name: found[j] + 0.0 for j, name in enumerate(fit.names)}


def _anchors(basic: Mapping[str, float], given: Mapping[str, float] | None) -> dict[str, float]:
    """Return two options and their values, checked against the basic scale."""
    if given is None:
        return {max(basic, key=lambda o: basic[o]): 100.0, min(basic, key=lambda o: basic[o]): 0.0}
    ends = {o: float(fraction(v, f"the anchor {o!r}")) for o, v in named(given, "the anchors").items()}
    for option in ends:
        if option not in basic:
            raise WeightsError(f"the anchor {option!r} is not among the options{nearest(option, basic)}")
    if len(ends) != 2:
        raise WeightsError(f"there are {len(ends)} anchors; expected two options with their values")
    (one, at_one), (other, at_other) = ends.items()
    if (at_other - at_one) * (basic[other] - basic[one]) <= 0:
        raise WeightsError(
            f"the anchors are {one!r} at {at_one:g} and {other!r} at {at_other:g}; expected the higher value for the "
            "more attractive of two options that are not equally attractive"
        )
    return ends


def _others(scale: Fit, values: Mapping[str, float], option: str, anchors: Mapping[str, float]) -> dict[str, float]:
    """Return the values of all options but this one and those judged to be no different from it."""
    moving = {option}
    for _ in scale.names:
        for each in scale.judgements:
            if each.high == 0 and moving & {each.more, each.less}:
                moving |= {each.more, each.less}
    return {o: v for o, v in values.items() if o not in moving or o in anchors}


def _range(scale: Fit, option: str, held: Mapping[str, float]) -> tuple[float, float]:
    """Return how far a value can move while others are held; infinite where nothing stops it."""
    j = scale.names.index(option)
    rows = [Row.of({scale.names.index(o): 1.0}, "==", v) for o, v in held.items()]
    found = []
    for sign in (-1.0, 1.0):
        solution = solve(scale.program({j: sign}, rows, free=True))
        found.append(solution.values[j] + 0.0 if solution.status is LinearStatus.OPTIMAL else sign * math.inf)
    return found[0], found[1]
