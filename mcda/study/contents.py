"""What a study holds beside options and criteria: branches, profiles, changes, remarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from mcda.frozen import FrozenDict
from mcda.language import Text
from mcda.options import Score
from mcda.weights import Weights

ChangeKind = Literal["scenario", "update", "variant"]


@dataclass(frozen=True)
class Branch:
    """A branch of the objectives tree: a folder of `criteria/`."""

    id: str
    name: Text
    why: Text | None = None


@dataclass(frozen=True)
class Profile:
    """One set of priorities: whose they are, why, and the weights they give."""

    id: str
    weights: Weights
    name: Text
    voice: Text | None = None
    why: Text | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellChange:
    """What happens to one score.

    Exactly one of `add`, `times` and `value` is given; `low` and `high` go with `value`.
    """

    add: Fraction | None = None
    times: Fraction | None = None
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    evidence: tuple[str, ...] = ()
    why: Text | None = None

    @property
    def replaces(self) -> bool:
        """True where the cell gets a new score instead of a shift."""
        return self.value is not None


@dataclass(frozen=True)
class OptionChange:
    """What happens to one option, and why."""

    cells: Mapping[str, CellChange] = field(default_factory=FrozenDict)
    texts: Mapping[str, Text] = field(default_factory=FrozenDict)
    why: Text | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge:
    """Criteria read as one in a modelling test: the mean of their scores, the sum of their weights."""

    id: str
    of: tuple[str, ...]
    name: Text
    code: str = ""
    why: Text | None = None


@dataclass(frozen=True)
class Change:
    """A scenario, an update to newer facts, or a variant of the model.

    Parameters
    ----------
    everywhere
        What happens to every option.
    options
        By option, what happens to it beside that.
    value_functions
        By criterion, the points of another value function; an empty tuple means the straight line.
    merges
        Criteria read as one.
    plausibility
        Of a scenario, as the analyst sees it; illustrative.
    reference
        True for the scenario in which the base scores were given.
    """

    id: str
    kind: ChangeKind
    name: Text
    code: str = ""
    story: Text | None = None
    why: Text | None = None
    evidence: tuple[str, ...] = ()
    plausibility: Fraction | None = None
    reference: bool = False
    everywhere: OptionChange = OptionChange()
    options: Mapping[str, OptionChange] = field(default_factory=FrozenDict)
    value_functions: Mapping[str, tuple[tuple[Fraction, Fraction], ...]] = field(default_factory=FrozenDict)
    merges: tuple[Merge, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class FormerBaseline:
    """A baseline taken out of a study, kept for what changes do to it: measures carry that over."""

    id: str
    scores: Mapping[str, Score]


@dataclass(frozen=True)
class Note:
    """A remark of the analyst, with the criteria, options or variants it is about."""

    text: Text
    criteria: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    weight_above: Fraction | None = None


@dataclass(frozen=True)
class Contradiction:
    """One line of the ledger: what the source says, what the public record says, and what the study does."""

    number: int
    source: Text
    record: Text
    treatment: Text
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Collection:
    """A file of statements, with its heading."""

    id: str
    title: Text
    note: Text | None = None


@dataclass(frozen=True)
class Defaults:
    """What the study uses unless told otherwise."""

    method: str = "additive"
    weights: str = ""
    budget: Fraction | None = None


@dataclass(frozen=True)
class Remarks:
    """What the analyst says about the study as a whole; each part may be empty."""

    findings: tuple[Text, ...] = ()
    conventions: tuple[Text, ...] = ()
    options_drawn: tuple[Text, ...] = ()
    scoring_rules: tuple[Text, ...] = ()
    value_functions: tuple[Text, ...] = ()
    double_counting: tuple[Note, ...] = ()
    weights: tuple[Text, ...] = ()
    scenarios: tuple[Text, ...] = ()
    circularity: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
