"""Robust ordinal regression: what statements about some options say of all, whatever the value functions are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from mcda.clashes import irreducible
from mcda.display import html_table, text_table
from mcda.errors import MethodError, TableError
from mcda.frozen import FrozenDict
from mcda.robustness.ordinal_regression._compared import Compared
from mcda.robustness.ordinal_regression._compatible import Compatible, Demand
from mcda.robustness.ordinal_regression.extreme_ranks import ExtremeRanks
from mcda.robustness.ordinal_regression.model import AdditiveModel, Marginals
from mcda.robustness.ordinal_regression.relations import PreferenceRelation
from mcda.robustness.ordinal_regression.statement_reading import RegressionStatement, preference_statement
from mcda.robustness.ordinal_regression.statements import OptionStatement
from mcda.robustness.ordinal_regression.value_function import RepresentativeFunction
from mcda.robustness.question import Question
from mcda.table import PerformanceTable

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class RobustRegression:
    """All additive value functions that agree with some statements, and what they have in common.

    Everything is worked out in exact fractions; no tolerance is needed, and only equal values tie.

    Parameters
    ----------
    model
        What value functions there are.
    statements
        What they must agree with.

    References
    ----------
    Greco, S., Mousseau, V. & Słowiński, R. (2008). Ordinal regression revisited: multiple criteria ranking using a set
    of additive value functions. *European Journal of Operational Research* 191(2), 416-436.
    doi:10.1016/j.ejor.2007.08.013

    Figueira, J. R., Greco, S. & Słowiński, R. (2009). Building a set of additive value functions representing a
    reference preorder and intensities of preference: GRIP method. *European Journal of Operational Research* 195(2),
    460-486. doi:10.1016/j.ejor.2008.02.006

    Corrente, S., Greco, S. & Słowiński, R. (2012). Multiple criteria hierarchy process in robust ordinal regression.
    *Decision Support Systems* 53(3), 660-674. doi:10.1016/j.dss.2012.03.004
    """

    model: AdditiveModel
    statements: tuple[RegressionStatement, ...] = ()
    _by_node: dict[str | None, Compared] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for each in self.statements:
            self._demands(each)

    @property
    def compatible(self) -> bool:
        """True where some value function agrees with every statement."""
        return self._numbers.widest is not None

    @cached_property
    def clash(self) -> tuple[RegressionStatement, ...]:
        """Statements that no value function agrees with together, none of which can be spared; empty for compatible."""
        if self.compatible:
            return ()
        return irreducible(self.statements, lambda some: self._set_of(some).widest is None)

    @property
    def epsilon(self) -> Fraction | None:
        """The largest margin by which all strict statements can hold, of values that run from 0 to 1.

        None where there is no strict statement, so that there is nothing to keep apart, or where the statements clash.
        """
        if not any(d.strict for d in self._numbers.demands) or self._numbers.widest is None:
            return None
        return self._numbers.widest[0]

    def necessary(self, at: str | None = None) -> PreferenceRelation:
        """Return which option is at least as good as which under every value function that agrees.

        Parameters
        ----------
        at
            A branch, a criterion or a named set of criteria; None for all.

        Raises
        ------
        NameUnknownError
            There is no such node.
        MethodError
            The statements clash.
        """
        return self._at(at).necessary

    def possible(self, at: str | None = None) -> PreferenceRelation:
        """Return which option is at least as good as which under some value function that agrees; see `necessary`."""
        return self._at(at).possible

    def extreme_ranks(self, at: str | None = None) -> ExtremeRanks:
        """Return the best and the worst place that each option can take; see `necessary`."""
        return self._at(at).extreme_ranks

    @cached_property
    def representative(self) -> RepresentativeFunction:
        """A value function that keeps all strict statements, and all steps, as far from equality as can be.

        It maximises the smallest of the margins of the strict statements and of the steps of the marginal value
        functions that the statements do not force to zero. Where several do, it is one of them.

        Raises
        ------
        MethodError
            The statements clash.
        """
        numbers = self._sound()
        n = len(self.model.steps)
        units = [tuple(Fraction(int(k == j)) for j in range(n)) for k in range(n)]
        above = [Demand(unit, True) for unit in units if numbers.top(unit) > 0]
        margin, sizes = Compatible(n, [*numbers.demands, *above]).widest or (Fraction(0), ())
        curves = {}
        for c in self.model.table.criteria.ids:
            steps = [(step, x) for step, x in zip(self.model.steps, sizes, strict=True) if step.criterion == c]
            marks = [steps[0][0].worse, *(step.better for step, _ in steps)]
            curves[c] = tuple(zip(marks, accumulate((x for _, x in steps), initial=Fraction(0)), strict=True))
        options = self.model.table.options
        values = {
            o: sum((a * x for a, x in zip(self.model.line(o), sizes, strict=True)), Fraction(0)) for o in options.ids
        }
        made_by = f"robust regression, {self._kind()}"
        return RepresentativeFunction(options, margin, curves, values, made_by)

    @cached_property
    def _numbers(self) -> Compatible:
        return self._set_of(self.statements)

    def _set_of(self, statements: Sequence[RegressionStatement]) -> Compatible:
        return Compatible(len(self.model.steps), [d for each in statements for d in self._demands(each)])

    def _demands(self, statement: RegressionStatement) -> list[Demand]:
        if isinstance(statement, OptionStatement):
            terms, sense = statement.comparison()
            lines = [(self.model.compared(terms, statement.at), sense)]
        else:
            lines = [(self.model.weighed(part), "equal" if part.equal else "weak") for part in statement.conditions()]
        found = []
        for line, sense in lines:
            found.append(Demand(line, sense == "strict"))
            if sense == "equal":
                found.append(Demand(tuple(-a for a in line)))
        return found

    def _sound(self) -> Compatible:
        if not self.compatible:
            said = "; ".join(str(each) for each in self.clash)
            cannot = "This cannot hold" if len(self.clash) == 1 else "These cannot hold together"
            raise MethodError(
                f"no additive value function agrees with the statements. {cannot}: {said}. Drop or loosen "
                f"{'it' if len(self.clash) == 1 else 'one of them'}"
            )
        return self._numbers

    def _at(self, at: str | None) -> Compared:
        self.model.members(at)
        numbers = self._sound()
        if at not in self._by_node:
            options = self.model.table.options
            lines = {o: self.model.line(o, at) for o in options.ids}
            self._by_node[at] = Compared(options, lines, numbers, at=at)
        return self._by_node[at]

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with the columns option, other, necessary and possible, for all criteria.

        Raises
        ------
        MethodError
            The statements clash.
        """
        import pandas as pd

        necessary, possible, ids = self.necessary(), self.possible(), self.model.table.options.ids
        rows = [(a, b, necessary.holds(a, b), possible.holds(a, b)) for a in ids for b in ids if a != b]
        return pd.DataFrame(rows, columns=["option", "other", "necessary", "possible"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON: what was said, whether it holds together, and the relations for all criteria."""
        plain = {
            "marginals": self.model.marginals,
            "nodes": {name: list(members) for name, members in self.model.nodes.items()},
            "statements": [each.plain() for each in self.statements],
            "compatible": self.compatible,
            "clash": [each.plain() for each in self.clash],
            "epsilon": None if self.epsilon is None else float(self.epsilon),
            "exact": True,
        }
        if not self.compatible:
            return plain | {"necessary": None, "possible": None}
        return plain | {"necessary": self.necessary().to_dict(), "possible": self.possible().to_dict()}

    def _kind(self) -> str:
        kind = self.model.marginals
        return f"{kind} marginals" if isinstance(kind, str) else f"marginals of {kind} pieces"

    def _caption(self) -> str:
        if not self.compatible:
            return f"{self._kind()}; no value function agrees with all statements"
        margin = "" if self.epsilon is None else f"; largest margin {float(self.epsilon):.4g}"
        return f"{self._kind()}; compatible{margin}"

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        return ["statement", "in the clash"], [
            [str(each), "yes" if each in self.clash else ""] for each in self.statements
        ]

    def __repr__(self) -> str:
        return f"{self._caption()}\n{text_table(*self._cells(), left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._caption(), left=2)


def robust_regression(
    table: PerformanceTable | Question,
    statements: Sequence[Any] = (),
    *,
    marginals: Marginals = "general",
    nodes: Mapping[str, Sequence[str]] | None = None,
) -> RobustRegression:
    """Return what statements about some options say of all of them, whatever the additive value functions are.

    Parameters
    ----------
    table
        Performances; or a question, of which the table that its method sees is taken (its method and weights are not).
    statements
        `Preference`, `WeakPreference`, `Indifference` and `Intensity`, statements about weights, or any of them as
        plain data; see `preference_statement`. A weight is the value of a criterion's best.
    marginals
        "general", "linear", or a number of pieces; see `AdditiveModel`.
    nodes
        Named sets of criteria, beside the branches and criteria, that statements may speak of.

    Raises
    ------
    NameUnknownError
        An option, a criterion or a node that is not there.
    MethodError, WeightsError, TableError
        A statement, marginals, nodes or a table of the wrong form. Statements that clash are no error here: see
        `compatible` and `clash` of what is returned.

    Examples
    --------
    >>> table = PerformanceTable.of([[5, 0.5], [2, 0.9], [3, 0.5], [7, 0.4]], goals=["max", "max"])
    >>> found = robust_regression(table, [{"prefer": "a1", "over": "a2"}], marginals="linear")
    >>> found.necessary().by_option["a4"], found.extreme_ranks().of("a2")
    (('a1', 'a2', 'a3'), (3, 4))
    """
    if not isinstance(table, PerformanceTable | Question):
        raise TableError(f"found a {type(table).__name__}; expected a PerformanceTable or a Question")
    seen = table.seen if isinstance(table, Question) else table
    if isinstance(statements, str | bytes | Mapping | OptionStatement) or not hasattr(statements, "__iter__"):
        raise MethodError(f"statements is {statements!r}; expected a list of statements")
    said = tuple(preference_statement(each) for each in statements)
    return RobustRegression(AdditiveModel(seen, marginals, FrozenDict() if nodes is None else nodes), said)
