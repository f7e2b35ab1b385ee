"""Many rankings of one study side by side: methods x weights x scenarios, and how far they agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from mcda.display import html_table, text_table
from mcda.errors import McdaError, MethodError
from mcda.language import Text, plain
from mcda.methods import COMMON, Method, RankingMethod
from mcda.options import Options
from mcda.robustness.agreement import Agreement, ComparisonRow, agreement
from mcda.robustness.agreement_words import agreement_in_words, meanings_in_words
from mcda.robustness.question import On, as_ranking_method
from mcda.robustness.study_ranking import rank_study
from mcda.study import Study
from mcda.study.study import GivenWeights

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Comparison:
    """One table of places, methods x weights x scenarios.

    Parameters
    ----------
    options
        In the order of the study.
    rows
        One for each combination, methods slowest.
    weights_mean
        By method id, what weights mean to it: the same numbers ask different questions of different methods.
    """

    options: Options
    rows: tuple[ComparisonRow, ...]
    weights_mean: tuple[tuple[str, Text], ...]

    @property
    def sound(self) -> tuple[ComparisonRow, ...]:
        """The rows that hold a ranking."""
        return tuple(row for row in self.rows if row.ranking is not None)

    @property
    def agreement(self) -> Agreement:
        """How far the rankings agree."""
        return agreement(self.rows, self.options.ids)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know beside the rankings, each once, with the method and weights it belongs to.

        What scales a method needs stands with the method (`weights_mean`, `mcda methods`) and is left out.
        """
        held: dict[str, list[str]] = {}
        for row in self.sound:
            for note in row.ranking.notes if row.ranking is not None else ():
                if getattr(note, "about", "") != "scales":
                    held.setdefault(note, []).append(f"{row.method}, {row.weights}")
        return tuple(
            note if len(rows) == len(self.sound) else f"{'; '.join(dict.fromkeys(rows))}: {note}"
            for note, rows in held.items()
        )

    def in_words(self) -> list[str]:
        """Say where the rankings agree, where not, what weights mean to each method, and what else; a line each."""
        labels = {o.id: o.label for o in self.options}
        notes = [f"note: {note}" for note in self.notes]
        words = [*agreement_in_words(self.rows, labels), "", *meanings_in_words(self.weights_mean)]
        return [*words, *(["", *notes] if notes else [])]

    def where(self, keep: Callable[[ComparisonRow], bool]) -> Comparison:
        """Return the comparison of the rows that pass a test."""
        return Comparison(self.options, tuple(row for row in self.rows if keep(row)), self.weights_mean)

    def to_frame(self) -> pd.DataFrame:
        """Return a DataFrame: method, weights, scenario, then one column of places per option."""
        import pandas as pd

        rows = [[r.method, r.weights, r.scenario, *(r.places.get(o) for o in self.options.ids)] for r in self.rows]
        return pd.DataFrame(rows, columns=["method", "weights", "scenario", *self.options.ids])

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        rows = []
        for row in self.rows:
            told = {"problem": row.problem} if row.problem else {}
            rows.append(
                {
                    "method": row.method,
                    "weights": row.weights,
                    "scenario": row.scenario,
                    "places": row.places,
                    **told,
                }
            )
        return {
            "rows": rows,
            "agreement": self.agreement.to_dict(),
            "weights_mean": {method: str(meaning) for method, meaning in self.weights_mean},
            "notes": list(self.notes),
        }

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        head = ["method", "weights", "scenario", *(o.label for o in self.options)]
        rows = [
            [r.method, r.weights, r.scenario or "–", *(str(r.places.get(o, "–")) for o in self.options.ids)]
            for r in self.rows
        ]
        return head, rows

    def __repr__(self) -> str:
        return "\n".join([text_table(*self._cells(), left=3), "", *self.in_words()])

    def _repr_html_(self) -> str:
        words = "<br>".join(escape(plain(line)) for line in self.in_words())
        return f"{html_table(*self._cells(), left=3)}<p>{words}</p>"


def compare_study(
    study: Study,
    *,
    methods: Sequence[str | Method] | None = None,
    weights: Sequence[GivenWeights] | None = None,
    scenarios: Sequence[str | None] | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
) -> Comparison:
    """Rank a study in every combination; a method that cannot be applied leaves its reason, and the others go on.

    Parameters
    ----------
    methods, weights, scenarios
        By default `mcda.methods.COMMON`, all profiles, and all scenarios (the base scores where the study has none).

    Raises
    ------
    McdaError
        An unknown name, or an empty list.
    """
    for name, listed in (("methods", methods), ("weights", weights), ("scenarios", scenarios)):
        if isinstance(listed, str):
            raise McdaError(f"{name} is one string, {listed!r}; expected a list, such as [{listed!r}]")
    chosen = [as_ranking_method(m) for m in (methods if methods is not None else [m.id for m in COMMON])]
    profiles: list[GivenWeights] = list(weights) if weights is not None else list(study.profiles)
    worlds: list[str | None] = list(scenarios) if scenarios is not None else [*study.scenarios] or [None]
    _no_repeats("methods", [repr(m) for m in chosen])
    _no_repeats("weights", [w for w in profiles if isinstance(w, str)])
    _no_repeats("scenarios", worlds)
    for name, count in (("methods", len(chosen)), ("weights", len(profiles)), ("scenarios", len(worlds))):
        if not count:
            raise McdaError(f"nothing to compare: the list of {name} is empty")
    ids = [m.id for m in chosen]
    labels = {m: repr(m) if ids.count(m.id) > 1 else m.id for m in chosen}
    names = _names(profiles)
    rows = [
        _row(study, labels[method], name, method, given, scenario, update, variant, on)
        for method in chosen
        for name, given in zip(names, profiles, strict=True)
        for scenario in worlds
    ]
    meanings = dict.fromkeys((m.id, m.about.weights_mean) for m in chosen)
    return Comparison(study.options, tuple(rows), tuple(meanings))


def _names(profiles: Sequence[GivenWeights]) -> list[str]:
    """Name every weighting; those without a profile, or with one that stands twice, get a number."""
    found = [w if isinstance(w, str) else getattr(w, "profile", "") or "given" for w in profiles]
    return [f"{name} {found[: i + 1].count(name)}" if found.count(name) > 1 else name for i, name in enumerate(found)]


def _no_repeats(what: str, given: Sequence[str | None]) -> None:
    """Refuse a name listed twice: the same ranking would count twice as agreement."""
    twice = [name for name in given if given.count(name) > 1]
    if twice:
        raise McdaError(f"{twice[0]!r} stands twice among the {what}; name it once")


def _row(
    study: Study,
    label: str,
    name: str,
    method: RankingMethod,
    weights: GivenWeights,
    scenario: str | None,
    update: str | None,
    variant: str | None,
    on: On,
) -> ComparisonRow:
    try:
        ranking = rank_study(
            study, method=method, weights=weights, scenario=scenario, update=update, variant=variant, on=on
        )
    except MethodError as problem:
        return ComparisonRow(label, name, scenario, None, str(problem))
    return ComparisonRow(label, name, scenario, ranking)
