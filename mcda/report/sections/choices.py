"""What could be done and what it is judged by: options, criteria, weights, and the recipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mcda.criteria import Criterion
from mcda.language import Text
from mcda.plot.numerals import numeral
from mcda.report.blocks import (
    Block,
    Bullets,
    Code,
    Column,
    Facts,
    Group,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    line,
)
from mcda.report.findings import Findings
from mcda.report.teller import Teller, sentences
from mcda.weights import Weights

_TEXTS: Final = ("summary", "action", "prerequisites", "time_to_effect", "risk", "recommended")


def options(found: Findings, tell: Teller) -> Section:
    """List the options; where the study says more of them than a name, one part for each."""
    study, words = found.study, tell.words
    intro = tuple(Paragraph(tell.line(text)) for text in study.remarks.options_drawn)
    if any(name in option.texts for option in study.options for name in _TEXTS):
        parts = tuple(_option(found, tell, o) for o in study.options.ids)
        return Section("options", words("options"), intro, parts)
    kinds = bool(study.options.kinds)
    rows = tuple(
        Row(
            (
                line(o.code or o.id),
                line(tell.of(o.name) or o.id, f" ({words('baseline')})" if o.baseline else ""),
                *((line(tell.kind(o.kind)),) if kinds else ()),
            )
        )
        for o in study.options
    )
    columns = (Column(words("code")), Column(words("option")), *((Column(words("kind")),) if kinds else ()))
    return Section(
        "options",
        words("options"),
        (
            *intro,
            Table(words("options_table"), columns, rows, head_column=1),
        ),
    )


def _option(found: Findings, tell: Teller, option: str) -> Section:
    study, words = found.study, tell.words
    each = study.options[option]
    pairs: list[tuple[str, Line]] = []
    if each.kind or each.baseline:
        kind = tell.kind(each.kind) if each.kind else ""
        both = ", ".join(part for part in (kind, words("baseline_long") if each.baseline else "") if part)
        pairs.append((words("kind"), line(both)))
    pairs += [(words(f"option_{name}"), tell.line(each.texts[name])) for name in _TEXTS if name in each.texts]
    return Section(f"option-{option.replace('_', '-')}", tell.option(option), (Facts(tuple(pairs)),) if pairs else ())


def criteria(found: Findings, tell: Teller) -> Section:
    """List the criteria by branch, with direction, unit, ends of the scale and meaning."""
    study, words = found.study, tell.words
    branches = {b.id: b for b in study.branches}
    has_meaning = any(c.meaning or c.note for c in study.criteria)
    rows: list[Row | Group] = []
    last = None
    for c in study.criteria:
        if c.branch in branches and c.branch != last:
            rows.append(Group(tell.of(branches[c.branch].name)))
        last = c.branch
        rows.append(Row(_criterion(c, tell, has_meaning)))
    columns = [Column(words("code")), Column(words("criterion")), Column(words("direction")), Column(words("unit"))]
    columns += [Column(words("scale"))] + ([Column(words("meaning"))] if has_meaning else [])
    table = Table(words("criteria_table"), tuple(columns), tuple(rows), head_column=1, shape="text")
    return Section("criteria", words("criteria"), (table,))


def _criterion(criterion: Criterion, tell: Teller, has_meaning: bool) -> tuple[Line, ...]:
    words = tell.words
    unit = dict.fromkeys((tell.unit(criterion), tell.of(criterion.measured)))
    role = words(f"role_{criterion.role}") if criterion.role else ""
    meaning = sentences(tell.line(criterion.meaning), _begun(tell.line(criterion.note)), _begun(line(role)))
    return (
        line(criterion.label),
        line(tell.criterion_name(criterion)),
        line(criterion.goal.arrow, " ", words(f"goal_{criterion.goal.value}")),
        line("; ".join(part for part in unit if part)),
        _scale(criterion, tell),
        *((meaning,) if has_meaning else ()),
    )


def _begun(said: Line) -> Line:
    """Return a line that begins with a capital letter, as a sentence does."""
    first, *rest = said or ("",)
    return line(first[:1].upper() + first[1:] if isinstance(first, str) else first, *rest)


def _scale(criterion: Criterion, tell: Teller) -> Line:
    scale = criterion.scale
    if scale is None:
        return ()
    ends: list[Line] = []
    for end in (scale.low, scale.high):
        meaning = [text for level, text in scale.anchors if level == end]
        ends.append((numeral(end), *((": ", *tell.line(meaning[0])) if meaning else ())))
    return (*ends[0], " – " if len(ends[0]) == len(ends[1]) == 1 else "; ", *ends[1])


def weights(found: Findings, tell: Teller) -> Section:
    """Show all profiles side by side, the chosen one marked, and whose they are."""
    study, words = found.study, tell.words
    rows_of = [(name, profile.weights) for name, profile in study.profiles.items()]
    if found.profile not in study.profiles or study.weights[found.profile] != found.weights:
        rows_of.insert(0, (found.profile, found.weights))
    columns = [Column(words("code")), Column(words("criterion"))]
    columns += [
        Column(tell.profile(name), note=words("chosen") if name == found.profile else "", side="right",
               marked=name == found.profile)
        for name, _ in rows_of
    ]  # fmt: skip
    rows = tuple(
        Row(
            (
                line(c.label),
                line(tell.criterion_name(c)),
                *(line(_share(given, c.id)) for _, given in rows_of),
            )
        )
        for c in study.criteria
    )
    table = Table(
        words("weights_table"), tuple(columns), rows, head_column=1, shape="wide" if len(rows_of) > 3 else "narrow"
    )
    blocks: list[Block] = [Paragraph(tell.line(text)) for text in study.remarks.weights]
    blocks += [table, Paragraph(line(words("weights_mean_swing")))]
    voices = []
    for profile in study.profiles.values():
        said = sentences(tell.line(profile.voice), tell.line(profile.why))
        if said:
            voices.append((tell.of(profile.name), said))
    parts = (Section("voices", words("voices"), (Facts(tuple(voices)),)),) if voices else ()
    return Section("weights", words("weights"), tuple(blocks), parts)


def _share(given: Weights, criterion: str) -> str:
    """Return a share with as many decimals as the others of its profile."""
    whole = all((100 * share).denominator == 1 for share in given.fractions.values())
    return f"{numeral(100 * given.fractions[criterion], 0 if whole else 1)}%"


def recipe(found: Findings, tell: Teller) -> Section:
    """Say how the ranking was made: method, parameters, table, changes."""
    study, words, about = found.study, tell.words, found.method.about
    title: Line = (tell.of(about.name), ": ", tell.of(about.summary))
    pairs: list[tuple[str, Line]] = [
        (words("method"), title),
        (words("weights_mean"), line(tell.of(about.weights_mean))),
        (words("compensation"), line(words("compensates" if about.compensatory else "does_not_compensate"))),
        *([] if repr(found.method).endswith("()") else [(words("parameters"), line(Code(repr(found.method))))]),
        (words("weights"), line(tell.profile(found.profile))),
        *([(words("judged_by"), line(Code(way)))] if (way := found.weights.judgements.get("method")) else []),
        (words("table_used"), line(words(f"on_{found.ranking.recipe.on}"))),
    ]
    changes = [
        words(f"stands_{kind}", name=(tell.variant if kind == "variant" else tell.change)(name))
        for kind in ("update", "variant", "scenario")
        if (name := getattr(study, kind)) is not None
    ]
    bound = found.ranking.recipe.bound
    if bound and len(set(bound.values())) == 1:
        pairs.insert(4, (words("bound_to"), line(Code(next(iter(bound.values()))))))
    pairs.append((words("changes"), line(" ".join(changes) or words("no_changes"))))
    pairs.append((words("reference"), line(tell.quoted(about.reference), f" doi:{about.doi}")))
    blocks: list[Block] = [Facts(tuple(pairs)), *_bound(bound, tell)]
    blocks += [Paragraph(line(note)) for note in _notes(found, tell)]
    blocks += [Paragraph(tell.note(note)) for note in found.ranking.notes if getattr(note, "about", "") not in _TOLD]
    parts = (
        Section("scoring-rules", words("scoring_rules"), _bullets(tell, study.remarks.scoring_rules)),
        Section("value-functions", words("value_functions"), _bullets(tell, study.remarks.value_functions)),
        Section("conventions", words("conventions"), _bullets(tell, study.remarks.conventions)),
    )
    return Section("recipe", words("recipe"), tuple(blocks), parts)


def _bound(bound: Mapping[str, str], tell: Teller) -> tuple[Block, ...]:
    """Show what the method took from each criterion, where that differs between them."""
    if len(set(bound.values())) < 2:
        return ()
    columns = (Column(tell.words("criterion")), Column(tell.words("parameters")))
    rows = tuple(Row((line(tell.criterion(c)), line(Code(what)))) for c, what in bound.items())
    return (Table(tell.words("bound_table"), columns, rows),)


def _bullets(tell: Teller, texts: Sequence[Text]) -> tuple[Block, ...]:
    lines = tuple(tell.line(text) for text in texts)
    return (Bullets(lines),) if lines else ()


# Notes that the report tells in its own words.
_TOLD: Final = ("scales", "study")


def _notes(found: Findings, tell: Teller) -> list[str]:
    """Say what the method needs and the scales do not give."""
    ranks = {"ordinal": 0, "interval": 1, "ratio": 2}
    table = found.study.values if found.ranking.recipe.on == "values" else found.study.table
    low = [c.label for c in table.criteria if c.scale is not None and ranks[c.scale.level] < ranks[found.method.level]]
    if not low:
        return []
    which = tell.words("all_criteria") if len(low) == len(table.criteria) else ", ".join(low)
    level = tell.words(f"level_{found.method.level}")
    return [tell.words("level_note", method=tell.of(found.method.about.name), level=level, which=which)]
