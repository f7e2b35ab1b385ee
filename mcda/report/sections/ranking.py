"""The ranking: scores, places and contributions, over all options and within each kind."""

from __future__ import annotations

from typing import Final

import numpy as np

from mcda.plot import ranked_contributions
from mcda.plot.numerals import decimals_for, numeral
from mcda.report.blocks import Block, Column, Line, Notice, Paragraph, Picture, Row, Section, Strong, Table, line
from mcda.report.findings import Findings
from mcda.report.sections.verdict import score_decimals
from mcda.report.teller import Teller
from mcda.scales import Floats

_MOST_COLUMNS: Final = 15


def ranking(found: Findings, tell: Teller) -> Section:
    """Show the figure, the table of the ranking, and the ranking within each kind of option."""
    words = tell.words
    profile = found.study.profiles.get(found.profile)
    plot = ranked_contributions(
        found.ranking,
        criteria=found.study.criteria,
        branches=found.study.branches,
        profile=None if profile is None else profile.name,
    )
    blocks: list[Block] = []
    if len(found.ranking.options) > 1:
        blocks.append(Picture("ranking", plot, words("ranking_figure")))
    blocks.append(_table(found, tell))
    if found.ranking.contributions is not None:
        blocks.append(Paragraph(line(words("contributions_note"))))
    blocks += _details(found, tell)
    return Section("ranking", words("ranking"), tuple(blocks), _within(found, tell))


def _table(found: Findings, tell: Teller) -> Table:
    ranking, words = found.ranking, tell.words
    digits = score_decimals(ranking)
    needing = any(ranking.needs.get(o) for o in ranking.options.ids)
    heads, parts = _parts(found, tell)
    columns = [
        Column(words("place"), side="middle"),
        Column(words("option")),
        Column(words("score"), side="right"),
        *(Column(head, side="right") for head in heads),
        *([Column(words("needs"))] if needing else []),
    ]
    fine = 1
    if parts is not None and parts.size:
        fine = decimals_for([float(abs(parts).max())], least=1 if abs(parts).max() >= 1 else 3)
    rows = []
    for option in ranking.order:
        at = ranking.options.ids.index(option)
        amounts = [] if parts is None else [line(numeral(float(x), fine)) for x in parts[at]]
        cells: list[Line] = [
            line(Strong(str(ranking.places[option]))),
            line(tell.option(option)),
            line(numeral(ranking.score(option), digits)),
            *amounts,
            *([line(tell.needs(ranking, option))] if needing else []),
        ]
        rows.append(Row(tuple(cells), marked=ranking.places[option] == 1))
    return Table(
        words("ranking_table"), tuple(columns), tuple(rows), head_column=1, shape="wide" if heads else "narrow"
    )


def _parts(found: Findings, tell: Teller) -> tuple[list[str], Floats | None]:
    """Return what each column of contributions is of, and the numbers: by branch where criteria are too many."""
    given, study = found.ranking.contributions, found.study
    if given is None:
        return [], None
    branches = [b for b in study.branches if any(c.branch == b.id for c in study.criteria)]
    known = {b.id for b in branches}
    if len(study.criteria) <= _MOST_COLUMNS or len(branches) < 2 or any(c.branch not in known for c in study.criteria):
        return [c.label for c in study.criteria], given
    sums = [given[:, [c.branch == b.id for c in study.criteria]].sum(axis=1) for b in branches]
    return [tell.of(b.name) or b.id for b in branches], np.stack(sums, axis=1)


def _within(found: Findings, tell: Teller) -> tuple[Section, ...]:
    """Rank each kind of option among themselves: a posture and a measure are different kinds of choice."""
    kinds = found.ranking.options.kinds
    if len(kinds) < 2:
        return ()
    words = tell.words
    digits = score_decimals(found.ranking)
    blocks: list[Block] = [Paragraph(line(words("within_note")))]
    for kind in kinds:
        inside = found.ranking.within(kind)
        rows = tuple(
            Row(
                (
                    line(Strong(str(inside.places[o]))),
                    line(tell.option(o)),
                    line(numeral(inside.score(o), digits)),
                    line(str(found.ranking.places[o])),
                    line(tell.needs(found.ranking, o)),
                ),
                marked=inside.places[o] == 1,
            )
            for o in inside.order
        )
        needing = any(row.cells[-1] for row in rows)
        columns = [
            Column(words("place"), side="middle"),
            Column(words("option")),
            Column(words("score"), side="right"),
            Column(words("place_overall"), side="middle"),
            Column(words("needs")),
        ]
        if not needing:
            columns.pop()
            rows = tuple(Row(row.cells[:-1], marked=row.marked) for row in rows)
        blocks.append(Table(words("within_table", kind=tell.kind(kind)), tuple(columns), rows, head_column=1))
    return (Section("within-kinds", words("within"), tuple(blocks)),)


def _details(found: Findings, tell: Teller) -> list[Block]:
    """Tell what a method finds beside its scores, where a reader must know it."""
    words, details = tell.words, found.ranking.details
    lines: list[Line] = []
    if "compromise_set" in details:
        lines.append(line(words("compromise_set", who=tell.options(details["compromise_set"]))))
        lines += [
            line(words(name if details[name] else f"no_{name}"))
            for name in ("acceptable_advantage", "acceptable_stability")
            if name in details
        ]
    return [Notice(tuple(lines))] if lines else []
