"""The record of where methods name different first places, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from mcda.display import html_table, text_table
from mcda.errors import McdaError, unknown
from mcda.language import Text
from mcda.methods import RankingMethod
from mcda.options import Options
from mcda.robustness._single_swaps import Swap
from mcda.robustness.agreement import Agreement, ComparisonRow, MethodPair, agreement
from mcda.robustness.question import On

if TYPE_CHECKING:
    import pandas as pd

ReasonKind = Literal["normalisation", "thresholds", "compensation", "weights_mean", "criterion", "unexplained"]
REASON_KINDS: Final[tuple[ReasonKind, ...]] = get_args(ReasonKind)


@dataclass(frozen=True)
class Variant:
    """A method in one of its normalisations.

    Parameters
    ----------
    label
        "topsis[vector]"; the id alone where the method has no choice of normalisation.
    method
        Configured.
    normalization
        The word, or None.
    """

    label: str
    method: RankingMethod
    normalization: str | None


@dataclass(frozen=True)
class Disagreement:
    """A first place that is not that of the reference, and what a single exchange makes of it.

    Parameters
    ----------
    variant, weights, scenario
        Which ranking.
    winners, reference_winners
        Who comes first in it, and in the reference under the same weights and scenario.
    kind
        The first of "normalisation", "thresholds", "compensation" and "weights_mean" of which one exchange alone makes
        the first places agree; else "criterion" where leaving one out of both does; else "unexplained".
    swap
        The exchange that does; None for "criterion" and "unexplained".
    swaps
        Every exchange tried: several may do it, each by itself.
    criterion
        The criterion whose leaving out makes both name the same first place, whatever the kind; None where none does.
        Of several, the one after which the two rankings agree most, then the one of least weight.
    criteria
        All that do so.
    compensatory, weights_mean
        Of the method: whether good scores buy back bad ones, and what a weight means to it.
    """

    variant: str
    weights: str
    scenario: str | None
    winners: tuple[str, ...]
    reference_winners: tuple[str, ...]
    kind: ReasonKind
    swap: Swap | None
    swaps: tuple[Swap, ...]
    criterion: str | None
    criteria: tuple[str, ...]
    compensatory: bool
    weights_mean: Text

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        plain = {name: getattr(self, name) for name in ("variant", "weights", "scenario", "kind", "criterion")}
        return {
            **plain,
            "winners": list(self.winners),
            "reference_winners": list(self.reference_winners),
            "swap": None if self.swap is None else asdict(self.swap),
            "swaps": [asdict(swap) for swap in self.swaps],
            "criteria": list(self.criteria),
            "compensatory": self.compensatory,
            "weights_mean": str(self.weights_mean),
        }


@dataclass(frozen=True, eq=False)
class MethodDisagreement:
    """Methods in all their normalisations, over profiles and scenarios: how far they agree and why not further.

    Parameters
    ----------
    options
        Of the study.
    on
        What the methods saw.
    reference
        The recipe of the method the others are held against.
    variants
        The methods in their normalisations.
    rows
        One for each variant, weights and scenario: a ranking, or the reason why there is none.
    disagreements
        Every first place that is not that of the reference.
    """

    options: Options
    on: On
    reference: str
    variants: tuple[Variant, ...]
    rows: tuple[ComparisonRow, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def agreement(self) -> Agreement:
        """How far the rankings agree; its pairs hold the mean Kendall correlation of any two variants."""
        return agreement(self.rows, self.options.ids)

    @property
    def problems(self) -> tuple[ComparisonRow, ...]:
        """The rows without a ranking."""
        return tuple(row for row in self.rows if row.ranking is None)

    @property
    def reasons(self) -> dict[ReasonKind, int]:
        """By kind of reason, how many disagreements about the first place have it, in the order they are tried."""
        counts = Counter(each.kind for each in self.disagreements)
        return {kind: counts[kind] for kind in REASON_KINDS if counts[kind]}

    def between(self, first: str, second: str) -> MethodPair:
        """Return how far two variants agree.

        Raises
        ------
        NameUnknownError
            No such variant.
        McdaError
            Twice the same, or one of them ranked nothing.
        """
        for label in (first, second):
            if label not in [v.label for v in self.variants]:
                raise unknown("variant", label, [v.label for v in self.variants])
        for pair in self.agreement.pairs:
            if (pair.first, pair.second) == (first, second):
                return pair
            if (pair.first, pair.second) == (second, first):
                return replace(pair, first=first, second=second)
        raise McdaError(f"{first!r} and {second!r} are not two variants that both have rankings")

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame with one row per disagreement about the first place."""
        import pandas as pd

        head = ["variant", "weights", "scenario", "winners", "reference_winners", "kind", "before", "after"]
        rows = [
            [d.variant, d.weights, d.scenario, ", ".join(d.winners), ", ".join(d.reference_winners), d.kind]
            + ([d.swap.before, d.swap.after] if d.swap else [None, None])
            + [d.criterion]
            for d in self.disagreements
        ]
        return pd.DataFrame(rows, columns=[*head, "criterion"])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        return {
            "on": self.on,
            "reference": self.reference,
            "variants": [
                {"variant": v.label, "method": v.method.id, "normalization": v.normalization} for v in self.variants
            ],
            "rows": [
                {"variant": r.method, "weights": r.weights, "scenario": r.scenario, "places": r.places}
                | ({"problem": r.problem} if r.problem else {})
                for r in self.rows
            ],
            "agreement": self.agreement.to_dict(),
            "reasons": dict(self.reasons),
            "disagreements": [each.to_dict() for each in self.disagreements],
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["variant", "weights", "scenario", "first", "in the reference", "reason", "exchange", "criterion"]
        return head, [
            [
                d.variant,
                d.weights,
                d.scenario or "–",
                ", ".join(d.winners),
                ", ".join(d.reference_winners),
                d.kind,
                f"{d.swap.before} → {d.swap.after}" if d.swap else "–",
                d.criterion or "–",
            ]
            for d in self.disagreements
        ]

    def _caption(self) -> str:
        found = self.agreement
        mean = "–" if found.kendall is None else f"{found.kendall:.2f}"
        return (
            f"{len(self.variants)} variants, {found.rankings} rankings on {self.on}, mean Kendall {mean}; "
            f"{len(self.disagreements)} first places differ from {self.reference}"
        )

    def __repr__(self) -> str:
        head, rows = self._cells()
        return "\n".join([self._caption(), *([text_table(head, rows, left=len(head))] if rows else [])])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return html_table(head, rows, caption=self._caption(), left=len(head))
