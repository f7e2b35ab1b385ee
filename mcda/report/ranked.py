"""The ranked report: from a study to a document, section by section."""

from __future__ import annotations

from typing import Final

from mcda.frozen import frozen
from mcda.language import to_language
from mcda.methods.method import Method
from mcda.report.blocks import Section
from mcda.report.findings import Budget, find
from mcda.report.report import Report
from mcda.report.sections.annex import double_counting, limits, making, performances
from mcda.report.sections.choices import criteria, options, recipe, weights
from mcda.report.sections.evidence import evidence, sources, statements
from mcda.report.sections.portfolio import portfolios
from mcda.report.sections.ranking import ranking
from mcda.report.sections.stability import stability
from mcda.report.sections.verdict import verdict
from mcda.report.teller import Teller
from mcda.robustness.question import On
from mcda.study import Study
from mcda.study.study import GivenWeights

_SECTIONS: Final = (
    verdict,
    options,
    criteria,
    weights,
    recipe,
    ranking,
    stability,
    portfolios,
    evidence,
    sources,
    double_counting,
    limits,
    performances,
    statements,
    making,
)
_LABELS: Final = ("contents", "skip", "to_top", "figure", "table")


def ranked_report(
    study: Study,
    *,
    language: str | None = None,
    method: str | Method | None = None,
    weights: GivenWeights | None = None,
    scenario: str | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
    budget: Budget | None = None,
) -> Report:
    """Work out all results of a study and write them down.

    Parameters
    ----------
    language
        "en" or "ko"; by default the study's first language.
    method, weights, scenario, update, variant, on
        As for a ranking; by default what the study names.
    budget
        The budget the verdict speaks of; the study's own levels are shown as well.

    Returns
    -------
    Report
        The same study and choices give the same bytes; there is no date in it.

    Raises
    ------
    McdaError
        An unknown name, or weights or a method that do not fit.

    Examples
    --------
    >>> from mcda.study import load_study
    >>> report = ranked_report(load_study(), weights="source_reading")
    >>> [section.title for section in report.sections][:3]
    ['The question and the answer', 'Options', 'Criteria']
    """
    tongue = to_language(study.languages[0] if language is None else language)
    found = find(
        study,
        method=method,
        weights=weights,
        scenario=scenario,
        update=update,
        variant=variant,
        on=on,
        budget=budget,
    )
    tell = Teller(found.study, tongue)
    made: list[Section] = [write(found, tell).pruned() for write in _SECTIONS]
    return Report(
        title=tell.of(study.title),
        subtitle=tell.words("report"),
        language=tongue,
        sections=tuple(section for section in made if not section.empty),
        labels=frozen({label: tell.words(label) for label in _LABELS}),
        notices=_notices(study, tell),
    )


def _notices(study: Study, tell: Teller) -> tuple[str, ...]:
    """Say so where the report's language is none of the study's."""
    if tell.language in study.languages:
        return ()
    names = (tell.words(f"language_{each}") if tell.words.has(f"language_{each}") else each for each in study.languages)
    return (tell.words("only_languages", languages=tell.words.all_of(names)),)
