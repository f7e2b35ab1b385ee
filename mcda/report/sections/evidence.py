"""What the scores rest on: confidence, judgement, statements, contradictions, gaps, and the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, get_args

from mcda.options import Confidence, Statement
from mcda.plot.numerals import numeral, percent
from mcda.report.blocks import (
    Block,
    Bullets,
    Column,
    Group,
    Inline,
    Line,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    line,
)
from mcda.report.findings import Findings
from mcda.report.teller import Teller

_CONFIDENCE: Final[tuple[Confidence, ...]] = get_args(Confidence)


def evidence(found: Findings, tell: Teller) -> Section:
    """Say how well the scores are supported, and by what."""
    words, study = tell.words, found.study
    stated = any(s.confidence or s.evidence or s.why for s in study.scores.values())
    blocks: list[Block] = []
    if stated:
        blocks += [Bullets(_shares(found, tell)), _by_criterion(found, tell)]
    blocks += (
        [Notice(tuple(tell.line(text) for text in study.remarks.circularity))] if study.remarks.circularity else []
    )
    parts = (
        Section("judgements", words("judgements"), _judgements(found, tell) if stated else ()),
        Section("ledger", words("ledger"), _ledger(found, tell)),
        Section("gaps", words("gaps"), (Bullets(tuple(tell.line(t) for t in study.gaps)),) if study.gaps else ()),
    )
    return Section("evidence", words("evidence"), tuple(blocks), parts)


def _shares(found: Findings, tell: Teller) -> tuple[Line, ...]:
    words, scores = tell.words, found.study.scores
    total = len(scores)
    counts = Counter(s.confidence for s in scores.values())
    stated = [
        words("confidence_share", level=words(f"confidence_{c}"), times=counts[c], share=percent(counts[c] / total))
        for c in _CONFIDENCE
        if counts[c]
    ]
    if counts[None]:
        stated.append(words("confidence_unstated", times=counts[None], share=percent(counts[None] / total)))
    judged = sum(s.judgement for s in scores.values())
    sized = sum(s.size_judged and not s.judgement for s in scores.values())
    lines = [line(words("confidence", all=numeral(total), listed="; ".join(stated)))]
    lines.append(line(words("judged", count=judged, all=numeral(total), share=percent(judged / total))))
    if sized:
        lines.append(line(words("size_judged", count=sized, share=percent(sized / total))))
    known = found.study.statements
    cited = [known[i] for i in dict.fromkeys(i for s in scores.values() for i in s.evidence) if i in known]
    if cited:
        timing = Counter(s.timing for s in cited)
        text = words("cited", count=len(cited), all=len(known))
        if timing["after"] or timing["same_time"]:
            text += " " + words("postdate", after=timing["after"], same=timing["same_time"])
        lines.append(line(text))
    return tuple(lines)


def _by_criterion(found: Findings, tell: Teller) -> Table:
    words, study = tell.words, found.study
    heads = [words(f"confidence_{c}") for c in _CONFIDENCE]
    columns = (
        Column(words("criterion")),
        *(Column(head, side="right") for head in heads),
        Column(words("judgement_head"), side="right"),
    )
    rows = []
    for c in study.criteria:
        scores = [study.scores[o, c.id] for o in study.options.ids]
        counts = Counter(s.confidence for s in scores)
        cells = [*(counts[level] for level in _CONFIDENCE), sum(s.judgement for s in scores)]
        rows.append(Row((line(tell.criterion(c.id)), *(line(str(n)) for n in cells))))
    return Table(words("confidence_table"), columns, tuple(rows))


def _judgements(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """List every score for which no evidence was found."""
    words, study = tell.words, found.study
    judged = [(key, s) for key, s in study.scores.items() if s.judgement]
    if not judged:
        return ()
    rows = tuple(
        Row((line(tell.short_option(o)), line(tell.criterion(c)), line(numeral(s.value)), tell.line(s.why)))
        for (o, c), s in judged
    )
    columns = [Column(words("option")), Column(words("criterion")), Column(words("score"), side="right")]
    if any(row.cells[3] for row in rows):
        columns.append(Column(words("reason")))
    else:
        rows = tuple(Row(row.cells[:3]) for row in rows)
    return (Table(words("judgement_table"), tuple(columns), rows, shape="text"),)


def _ledger(found: Findings, tell: Teller) -> tuple[Block, ...]:
    words = tell.words
    if not found.study.ledger:
        return ()
    columns = (
        Column(words("number"), side="middle"),
        Column(words("source_says")),
        Column(words("record_says")),
        Column(words("treatment")),
    )
    rows = tuple(
        Row((line(str(e.number)), tell.line(e.source), tell.line(e.record), tell.line(e.treatment)))
        for e in found.study.ledger
    )
    return (Table(words("ledger_table"), columns, rows, shape="text"),)


def sources(found: Findings, tell: Teller) -> Section:
    """List the public items with publisher, title, date and address."""
    words, study = tell.words, found.study
    public = [s for s in study.statements.values() if s.publisher or s.title or s.address]
    if not public:
        return Section("sources", words("sources"))
    columns = (
        Column(words("number")),
        Column(words("source")),
        Column(words("date")),
        Column(words("says")),
    )
    rows = _grouped(found, tell, public, lambda s: _public(s, tell))
    marks = words("marks") if any(s.mark for s in public) else ""
    blocks: list[Block] = [Paragraph(line(marks))] if marks else []
    return Section("sources", words("sources"), (*blocks, Table(words("sources_table"), columns, rows, shape="text")))


def _public(statement: Statement, tell: Teller) -> tuple[Line, ...]:
    title = tell.of(statement.title) or statement.address
    parts: list[Inline] = []
    if statement.publisher:
        parts += [tell.quoted(statement.publisher), ": " if title else ""]
    if statement.address:
        shown = tell.quoted(title)
        language = "" if isinstance(shown, str) else getattr(shown, "language", "")
        parts.append(Link(title, statement.address, language))
    elif title:
        parts.append(tell.quoted(title))
    reading = tell.line(statement.reading)
    caution = tell.line(statement.caution)
    return (
        line(f"{statement.id}{statement.mark}"),
        line(*parts),
        line(tell.quoted(statement.date)) if statement.date else (),
        (*reading, *([" ", "(", *caution, ")"] if caution else [])),
    )


def statements(found: Findings, tell: Teller) -> Section:
    """List the statements of the source text with their place and words."""
    words = tell.words
    own = [s for s in found.study.statements.values() if not (s.publisher or s.title or s.address)]
    if not own:
        return Section("statements", words("statements"))
    columns = (Column(words("number")), Column(words("where")), Column(words("quote")), Column(words("says")))
    rows = _grouped(found, tell, own, lambda s: _own(s, tell))
    return Section("statements", words("statements"), (Table(words("statements_table"), columns, rows, shape="text"),))


def _own(statement: Statement, tell: Teller) -> tuple[Line, ...]:
    return (
        line(f"{statement.id}{statement.mark}"),
        line(tell.quoted(statement.place)) if statement.place else (),
        line(tell.quoted(statement.quote)),
        tell.line(statement.reading),
    )


def _grouped(
    found: Findings, tell: Teller, listed: Sequence[Statement], cells: Callable[[Statement], tuple[Line, ...]]
) -> tuple[Row | Group, ...]:
    """Put statements under the headings of their collections."""
    titles = {c.id: tell.of(c.title) for c in found.study.collections}
    rows: list[Row | Group] = []
    last = None
    for statement in listed:
        if statement.collection != last and titles.get(statement.collection):
            rows.append(Group(titles[statement.collection]))
        last = statement.collection
        rows.append(Row(cells(statement), anchor=statement.id))
    return tuple(rows)
