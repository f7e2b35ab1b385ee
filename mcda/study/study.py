"""A study: one question with its options, criteria, scores, evidence, weights, scenarios and rules."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from mcda.criteria import Criteria, Criterion
from mcda.display import html_table, text_table
from mcda.elicit import check_swings
from mcda.errors import McdaError, unknown
from mcda.frozen import FrozenDict, frozen
from mcda.language import Text
from mcda.options import Options, Score, Statement
from mcda.scales import exact
from mcda.study.contents import (
    Branch,
    Change,
    ChangeKind,
    Collection,
    Contradiction,
    Defaults,
    FormerBaseline,
    Profile,
    Remarks,
)
from mcda.study.rules import AtLeast, AtMost, Needs, PortfolioRules, Rule
from mcda.table import PerformanceTable, value_table
from mcda.weights import Weights

T = TypeVar("T")
GivenWeights = str | Weights | Mapping[str, float] | Sequence[float]


@dataclass(frozen=True, eq=False)
class Study:
    """A study folder, loaded and checked; frozen.

    Use `mcda.load_study` to get one. `table` holds performances in units, `values` the same on 0 to 100;
    `weights` maps profile ids to `Weights`.

    Examples
    --------
    >>> import mcda
    >>> study = mcda.load_study()
    >>> study.table.shape, study.weights["balanced"].shares["public_cost"]
    ((13, 12), 0.1)
    """

    folder: Path
    origin: str
    title: Text
    question: Text
    languages: tuple[str, ...]
    defaults: Defaults
    criteria: Criteria
    options: Options
    scores: Mapping[tuple[str, str], Score]
    profiles: Mapping[str, Profile]
    digest: str
    decision_maker: Text | None = None
    as_of: Text | None = None
    horizon: Text | None = None
    objective: Text | None = None
    source: Text | None = None
    source_note: Text | None = None
    branches: tuple[Branch, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=FrozenDict)
    statements: Mapping[str, Statement] = field(default_factory=FrozenDict)
    collections: tuple[Collection, ...] = ()
    ledger: tuple[Contradiction, ...] = ()
    gaps: tuple[Text, ...] = ()
    portfolio: PortfolioRules | None = None
    remarks: Remarks = field(default_factory=Remarks)
    update: str | None = None
    variant: str | None = None
    scenario: str | None = None
    edits: tuple[str, ...] = ()
    unclipped: Mapping[tuple[str, str], Score] | None = None
    former_baseline: FormerBaseline | None = None

    @cached_property
    def table(self) -> PerformanceTable:
        """Performances in each criterion's unit, shape (n_options, n_criteria)."""
        rows = [[float(self.scores[o, c].value) for c in self.criteria.ids] for o in self.options.ids]
        return PerformanceTable(self.options, self.criteria, np.array(rows))

    @cached_property
    def values(self) -> PerformanceTable:
        """The table on values of 0 to 100, through the value functions."""
        return value_table(self.table)

    @property
    def weights(self) -> Mapping[str, Weights]:
        """Weights by profile id."""
        return _Named("weight profile", {name: p.weights for name, p in self.profiles.items()})

    @property
    def scenarios(self) -> Mapping[str, Change]:
        """Scenarios by id."""
        return self._changes("scenario")

    @property
    def updates(self) -> Mapping[str, Change]:
        """Updates (newer facts) by id."""
        return self._changes("update")

    @property
    def variants(self) -> Mapping[str, Change]:
        """Variants of the model (tests) by id; variants of portfolio rules are in `portfolio.variants`."""
        return self._changes("variant")

    @property
    def reference(self) -> Change | None:
        """The scenario in which the base scores were given, if the study names one."""
        return next((c for c in self.scenarios.values() if c.reference), None)

    @property
    def baseline(self) -> str | None:
        """The id of the option that means "do nothing new"."""
        option = self.options.baseline
        return None if option is None else option.id

    @property
    def needs(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """By option, the groups of which it needs one each, under the rules in force."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {}
        for rule in self.rules:
            if isinstance(rule, Needs):
                found[rule.option] = (*found.get(rule.option, ()), rule.any_of)
        return frozen(found)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The portfolio rules in force under the variant the study stands in."""
        return () if self.portfolio is None else tuple(r for r in self.portfolio.rules if r.holds(self.variant))

    def weights_for(self, given: GivenWeights | None) -> Weights:
        """Return the weights meant: a profile by id, numbers in order or by criterion; None for the default profile.

        Raises
        ------
        NameUnknownError
            Not a profile of the study.
        WeightsError
            Weights that do not fit its criteria, or speak of ranges that its criteria no longer have.
        """
        profile = self.defaults.weights if given is None else given
        found = Weights.for_criteria(self.weights[profile] if isinstance(profile, str) else profile, self.criteria)
        check_swings(found, self.criteria)
        branches = {c.id: c.branch for c in self.criteria if c.branch}
        return replace(found, branches=branches) if branches and not found.branches else found

    def with_score(
        self,
        option: str,
        criterion: str,
        value: Fraction | int | float,
        *,
        low: Fraction | int | float | None = None,
        high: Fraction | int | float | None = None,
    ) -> Study:
        """Return a copy in which one score is different; its range moves along unless given.

        Raises
        ------
        McdaError
            An unknown name, or a value outside the criterion's scale.
        """
        self.options[option]
        new, column = exact(value), self.criteria[criterion]
        scale, old = column.scale, self.scores[option, criterion]
        if scale is not None and not scale.open and not scale.low <= new <= scale.high:
            raise McdaError(
                f"{float(new):g} is outside the scale of {criterion!r}, {float(scale.low):g} to {float(scale.high):g}"
            )
        ends = [
            exact(given) if given is not None else clipped(column, end + new - old.value)
            for given, end in ((low, old.low), (high, old.high))
        ]
        if not ends[0] <= new <= ends[1]:
            raise McdaError(
                f"expected low <= value <= high, found {float(ends[0]):g}, {float(new):g}, {float(ends[1]):g}"
            )
        score = replace(old, value=new, low=ends[0], high=ends[1])
        fields: dict[str, Any] = {"scores": frozen({**self.scores, (option, criterion): score})}
        if self.unclipped is not None:
            fields["unclipped"] = frozen({**self.unclipped, (option, criterion): score})
        return self._edited(fields, f"{option}.{criterion} = {value}")

    def without(self, option: str) -> Study:
        """Return a copy without one option; rules and changes that name it shrink with it.

        What needs the option, and nothing else would do, can then no longer be chosen in a portfolio. A baseline that
        is taken out still carries over to measures what a change does to it: their scores mean "status quo plus this".
        """
        gone = self.options[option]
        kept = tuple(o for o in self.options if o.id != option)
        if not kept:
            raise McdaError(f"{option!r} is the last option; a study needs at least one")
        uncut = self.scores if self.unclipped is None else self.unclipped
        fields: dict[str, Any] = {
            "options": Options(kept),
            "scores": _scores_without(self.scores, option),
            "unclipped": None if self.unclipped is None else _scores_without(uncut, option),
            "portfolio": _without(self.portfolio, option),
        }
        if gone.baseline:
            scores = frozen((c, score) for (o, c), score in uncut.items() if o == option)
            fields["former_baseline"] = FormerBaseline(option, scores)
        else:
            fields["changes"] = frozen(
                (name, replace(c, options=frozen((o, x) for o, x in c.options.items() if o != option)))
                for name, c in self.changes.items()
            )
        return self._edited(fields, f"without {option}")

    def _changes(self, kind: ChangeKind) -> Mapping[str, Change]:
        return _Named(kind, {name: c for name, c in self.changes.items() if c.kind == kind})

    def _edited(self, fields: dict[str, Any], edit: str) -> Study:
        digest = hashlib.sha256(f"{self.digest}\n{edit}".encode()).hexdigest()
        return replace(self, **fields, digest=digest, edits=(*self.edits, edit))

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["option", "", *(f"{c.goal.arrow} {c.label}" for c in self.criteria)]
        rows = [
            [o.id, o.code, *(f"{float(self.scores[o.id, c].value):g}" for c in self.criteria.ids)] for o in self.options
        ]
        return head, rows

    def _head(self) -> str:
        under = ", ".join(x for x in (self.update, self.variant, self.scenario) if x)
        counts = f"{len(self.options)} options, {len(self.criteria)} criteria, {len(self.profiles)} profiles"
        return f"{self.title} ({counts}{', under ' + under if under else ''}; {self.origin})"

    def __repr__(self) -> str:
        return f"{self._head()}\n{text_table(*self._cells(), left=2)}"

    def _repr_html_(self) -> str:
        return html_table(*self._cells(), caption=self._head(), left=2)


class _Named(FrozenDict[str, T]):
    """A mapping that answers a name it does not have with the nearest one it has."""

    kind: str

    def __init__(self, kind: str, items: Mapping[str, T]) -> None:
        super().__init__(items)
        object.__setattr__(self, "kind", kind)

    def __missing__(self, name: str) -> T:
        raise unknown(self.kind, name, self)

    def __reduce__(self) -> tuple[type, tuple[str, dict[str, T]]]:  # type: ignore[override]  # one argument more
        return (type(self), (self.kind, dict(self)))


def _scores_without(scores: Mapping[tuple[str, str], Score], option: str) -> Mapping[tuple[str, str], Score]:
    return frozen((key, score) for key, score in scores.items() if key[0] != option)


def clipped(criterion: Criterion, score: Fraction) -> Fraction:
    """Cut a score to its criterion's scale, where it has a closed one."""
    return score if criterion.scale is None else criterion.scale.clip(score)


def _without(portfolio: PortfolioRules | None, option: str) -> PortfolioRules | None:
    if portfolio is None:
        return None
    rules: list[Rule] = []
    for rule in portfolio.rules:
        if isinstance(rule, Needs):
            if rule.option != option:
                rules.append(replace(rule, any_of=tuple(o for o in rule.any_of if o != option)))
        elif isinstance(rule, AtMost | AtLeast):
            rules.append(replace(rule, of=tuple(o for o in rule.of if o != option)))
    return replace(
        portfolio,
        rules=tuple(rules),
        synergies=tuple(s for s in portfolio.synergies if option not in s.of),
        external=tuple(e for e in portfolio.external if e.option != option),
    )
