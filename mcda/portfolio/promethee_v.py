"""PROMETHEE V: the set of options with the largest sum of net flows under constraints, and what that sum rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, NamedTuple

from mcda.display import html_table, text_table
from mcda.errors import PortfolioError, nearest
from mcda.frozen import FrozenDict
from mcda.portfolio.optimum import optimise
from mcda.portfolio.problem import PortfolioProblem
from mcda.portfolio.result import Portfolio
from mcda.portfolio.search import Candidate, best_sets
from mcda.portfolio.zero_one import zero_one_problem
from mcda.ranking import Ranking

# Sums of net flows this close are one value: flows carry rounding.
_TIE: Final = Fraction(1, 10**9)
# With 1 added, no net flow is below zero: nothing is left out for its flow alone.
_LARGEST_SHIFT: Final = Fraction(1)


class Shift(NamedTuple):
    """The set that is best once a constant is added to all net flows.

    Parameters
    ----------
    constant
        From this constant on, up to that of the next shift.
    options
        The set, in the order given.
    """

    constant: float
    options: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PrometheeV:
    """What PROMETHEE V chooses.

    Parameters
    ----------
    net_flows
        By option.
    portfolio
        The choice in full: status, which constraints bind, the runner-up; where no set obeys the constraints, those
        that clash.
    tied
        Every set whose sum is the largest up to rounding, the choice first.
    ties_complete
        False where there are too many of them to list.
    shifts
        How the choice changes as a constant from 0 to 1 is added to all net flows; the first is the choice itself.
        Empty where no set obeys the constraints.
    """

    net_flows: Mapping[str, float]
    portfolio: Portfolio
    tied: tuple[tuple[str, ...], ...]
    ties_complete: bool
    shifts: tuple[Shift, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """The set chosen; empty where none obeys the constraints."""
        return self.portfolio.options

    @property
    def objective(self) -> float | None:
        """The sum of its net flows; None where no set obeys the constraints."""
        return self.portfolio.score

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the choice, in words."""
        if not self.shifts:
            return ()
        said = [
            "Net flows add to zero over all options, so about half of them count against a set: how many options are "
            "chosen has no meaning of its own unless the constraints fix it."
        ]
        if len(self.shifts) == 1:
            said.append("Adding a constant of up to 1 to all net flows does not change the choice.")
        said += [
            f"With {shift.constant:.4g} or more added to all net flows, which changes no ranking, the choice has "
            f"{len(shift.options)} options instead of {len(self.options)}: {', '.join(shift.options)}."
            for shift in self.shifts[1:]
        ]
        if len(self.tied) > 1 or not self.ties_complete:
            count = f"{len(self.tied)} sets" if self.ties_complete else f"At least {len(self.tied)} sets"
            said.append(f"{count} have the largest sum up to rounding; one of them is shown, and `tied` has all.")
        return tuple(said)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [[o, f"{self.net_flows[o]:+.4f}"] for o in self.options]
        return ["option", "net flow"], [*rows, ["together", f"{self.objective:+.4f}"]]

    def __repr__(self) -> str:
        if self.objective is None:
            return f"PROMETHEE V\n{self.portfolio!r}"
        notes = "".join(f"\nnote: {note}" for note in self.notes)
        return f"PROMETHEE V: {len(self.options)} options\n{text_table(*self._cells())}{notes}"

    def _repr_html_(self) -> str:
        if self.objective is None:
            return self.portfolio._repr_html_()
        return html_table(*self._cells(), caption=" ".join(["PROMETHEE V.", *self.notes]))


def promethee_v(flows: Ranking | Mapping[str, float], constraints: Sequence[Mapping[str, Any]] = ()) -> PrometheeV:
    """Choose the set of options with the largest sum of net flows under linear constraints.

    Parameters
    ----------
    flows
        A ranking by PROMETHEE II, or net flows by option.
    constraints
        Each with `coefficients` (by option, an option left out counting 0; or in the order of the options), `sense`
        ("<=", ">=" or "==") and `bound`.

    Raises
    ------
    PortfolioError
        A ranking by another method, an unknown option, a wrong length, an unknown sense, or a number that is not
        finite.

    Notes
    -----
    The sum depends on the zero of the flows, which is arbitrary; `notes` and `shifts` tell how the choice changes with
    it (Vetschera & de Almeida 2012). Where the number of options is free, compare sets of equal size.

    References
    ----------
    Brans, J.-P. & Mareschal, B. (1992). PROMETHEE V: MCDM problems with segmentation constraints. *INFOR* 30(2), 85-96.
    doi:10.1080/03155986.1992.11732186

    Vetschera, R. & de Almeida, A. T. (2012). A PROMETHEE-based approach to portfolio selection problems. *Computers &
    Operations Research* 39(5), 1010-1020. doi:10.1016/j.cor.2011.06.019

    Examples
    --------
    >>> two = {"coefficients": {"a": 1, "b": 1, "c": 1}, "sense": ">=", "bound": 2}
    >>> chosen = promethee_v({"a": 0.5, "b": -0.1, "c": -0.4}, [two])
    >>> chosen.options, chosen.objective, chosen.shifts[1]
    (('a', 'b'), 0.4, Shift(constant=0.4, options=('a', 'b', 'c')))
    """
    net = _net_flows(flows)
    rows = [_constraint(each, i, tuple(net)) for i, each in enumerate(constraints, start=1)]
    problem = zero_one_problem(list(net.values()), rows, options=tuple(net))
    portfolio = optimise(problem, within=0, best=1)
    if portfolio.value is None:
        return PrometheeV(net, portfolio, (), True, ())
    # All sets that reach the sum are equal optima of the same problem without values.
    floor = {"coefficients": list(net.values()), "sense": ">=", "bound": portfolio.value - _TIE}
    reaching = best_sets(zero_one_problem([0] * len(net), [*rows, floor], options=tuple(net)))
    tied = (portfolio.options, *(c.options for c in reaching.found if c.options != portfolio.options))
    return PrometheeV(net, portfolio, tied, reaching.complete, _shifts(problem, Candidate(tied[0], portfolio.value)))


def _net_flows(flows: Ranking | Mapping[str, float]) -> FrozenDict[str, float]:
    if isinstance(flows, Ranking):
        if flows.recipe.method_id != "promethee_ii":
            raise PortfolioError(f"the ranking is by {flows.recipe.method_id!r}; expected one by 'promethee_ii'")
        return FrozenDict(zip(flows.options.ids, flows.scores.tolist(), strict=True))
    if not isinstance(flows, Mapping) or not flows:
        raise PortfolioError(f"the flows are {flows!r}; expected a ranking by PROMETHEE II, or net flows by option")
    return FrozenDict(flows)


def _constraint(given: Mapping[str, Any], i: int, options: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise PortfolioError(f"constraint {i} is {given!r}; expected coefficients, sense and bound by name")
    known = ("coefficients", "sense", "bound")
    for name in [*known, *given]:
        if name not in given or name not in known:
            what = f"has no {name!r}" if name in known else f"has {name!r}{nearest(str(name), known)}"
            raise PortfolioError(f"constraint {i} {what}; expected coefficients, sense and bound")
    coefficients = given["coefficients"]
    if isinstance(coefficients, Mapping):
        for option in coefficients:
            if option not in options:
                raise PortfolioError(f"constraint {i} names {option!r}, no option{nearest(str(option), options)}")
        coefficients = [coefficients.get(o, 0) for o in options]
    return {**given, "coefficients": coefficients}


def _shifts(problem: PortfolioProblem, choice: Candidate) -> tuple[Shift, ...]:
    """Follow the best set as a constant is added to all values: an upper envelope of straight lines."""

    def best(constant: Fraction) -> Candidate:
        moved = {o: b + constant for o, b in problem.benefits.items()}
        shifted = PortfolioProblem(problem.options, moved, problem.uses, problem.limits)
        found = best_sets(shifted).found[0].options
        return Candidate(found, problem.value(found))

    def between(left: Candidate, right: Candidate) -> list[tuple[Fraction, Candidate]]:
        """Return the changes from the set that is best on the left to the one on the right."""
        more = len(right.options) - len(left.options)
        if more <= 0:
            return []
        meet = (left.value - right.value) / more
        middle = best(meet)
        gain = middle.value + meet * len(middle.options) - (left.value + meet * len(left.options))
        if gain <= _TIE:
            return [(meet, right)]
        return [*between(left, middle), *between(middle, right)]

    changes = between(choice, best(_LARGEST_SHIFT))
    return (Shift(0.0, choice.options), *(Shift(max(float(at), 0.0), c.options) for at, c in changes))
