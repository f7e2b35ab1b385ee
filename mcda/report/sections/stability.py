"""Whether the ranking holds under other weights, in other scenarios and by other methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mcda.language import LANGUAGES, Text
from mcda.plot import Group as PlotGroup
from mcda.plot import places_by_profile
from mcda.plot.numerals import numeral, percent
from mcda.ranking import Ranking
from mcda.report.blocks import (
    Block,
    Bullets,
    Column,
    Line,
    Notice,
    Paragraph,
    Picture,
    Row,
    Section,
    Strong,
    Table,
    line,
)
from mcda.report.findings import Findings
from mcda.report.teller import Teller
from mcda.report.words import Words
from mcda.robustness.agreement import ComparisonRow
from mcda.robustness.correlation import kendall_tau


def stability(found: Findings, tell: Teller) -> Section:
    """Show places under each profile, scenario and method, and say where they agree."""
    words = tell.words
    parts = (
        Section("by-profile", words("by_profile"), _places(found, tell, "profiles")),
        Section("by-scenario", words("by_scenario"), (*_stories(found, tell), *_places(found, tell, "scenarios"))),
        Section("range", words("range"), _ranges(found, tell)),
        Section("by-method", words("by_method"), _methods(found, tell)),
    )
    return Section("stability", words("stability"), _picture(found, tell), parts)


def _picture(found: Findings, tell: Teller) -> tuple[Block, ...]:
    groups = []
    for over, rows in (("profiles", found.by_profile), ("scenarios", found.by_scenario)):
        if len(rows) > 1:
            names = [_name(found, over, row) for row in rows]
            chosen = [i for i, row in enumerate(rows) if _chosen(found, over, row)]
            title = Text.of({tongue: Words(tongue)(over) for tongue in LANGUAGES})
            rankings = [row.ranking for row in rows if row.ranking is not None]
            groups.append((PlotGroup(title, tuple(names), chosen[0] if chosen else None), rankings))
    if not groups or len(found.ranking.options) < 2:
        return ()
    plot = places_by_profile(found.study.options, groups, order=found.ranking)
    return (Picture("places", plot, tell.words("places_figure")),)


def _name(found: Findings, over: str, row: ComparisonRow) -> Text:
    """Return the name of a column of the figure in both languages."""
    tellers = {tongue: Teller(found.study, tongue) for tongue in LANGUAGES}
    return Text.of(
        {
            t: each.profile(row.weights) if over == "profiles" else each.change(row.scenario)
            for t, each in tellers.items()
        }
    )


def _chosen(found: Findings, over: str, row: ComparisonRow) -> bool:
    return row.weights == found.profile if over == "profiles" else row.scenario == found.world


def _places(found: Findings, tell: Teller, over: str) -> tuple[Block, ...]:
    words = tell.words
    rows = found.by_profile if over == "profiles" else found.by_scenario
    if len(rows) < 2:
        return ()
    columns = [
        Column(
            tell.profile(row.weights) if over == "profiles" else tell.change(row.scenario),
            note=words("chosen") if _chosen(found, over, row) else "",
            side="middle",
            marked=_chosen(found, over, row),
        )
        for row in rows
    ]
    table = Table(
        words(f"places_{over}"), (Column(words("option")), *columns), _place_rows(found, tell, rows), shape="wide"
    )
    return (table,)


def _place_rows(found: Findings, tell: Teller, rows: Sequence[ComparisonRow]) -> tuple[Row, ...]:
    return tuple(Row((line(tell.option(o)), *(_place(row.places[o]) for row in rows))) for o in found.ranking.order)


def _place(place: int) -> Line:
    return line(Strong("1")) if place == 1 else line(str(place))


def _stories(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """Tell what each scenario is, before the places under it."""
    study, words = found.study, tell.words
    lines: list[Line] = []
    for change in study.scenarios.values():
        said: Line = (Strong(tell.change(change.id)),)
        story = tell.line(change.story or change.why)
        said += (": ", *story) if story else ()
        if change.plausibility is not None:
            said += (" ", words("plausibility", share=percent(change.plausibility)))
        lines.append(said)
    remarks = tuple(Paragraph(tell.line(text)) for text in study.remarks.scenarios)
    return (Bullets(tuple(lines)), *remarks) if len(lines) > 1 else ()


def _ranges(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """Best and worst place of each option over all profiles and scenarios, and who is first where."""
    words, agreement = tell.words, found.grid.agreement
    if agreement.rankings < 2:
        return ()
    worlds = {row.scenario for row in found.grid.sound}
    note = "range_note_base" if None in worlds and len(worlds) > 1 else "range_note"
    firsts = dict(agreement.winners)
    ends = {o: (best, worst) for o, best, worst in agreement.ranges}
    columns = (
        Column(words("option")),
        Column(words("place_here"), side="middle"),
        Column(words("best_place"), side="middle"),
        Column(words("worst_place"), side="middle"),
        Column(words("times_first"), side="right"),
    )
    rows = tuple(
        Row(
            (
                line(tell.option(o)),
                line(str(found.ranking.places[o])),
                line(str(ends[o][0])),
                line(str(ends[o][1])),
                line(str(firsts.get(o, 0))),
            )
        )
        for o in found.ranking.order
    )
    blocks: list[Block] = [
        Paragraph(line(words(note, count=agreement.rankings))),
        Table(words("range_table", count=agreement.rankings), columns, rows),
    ]
    return (*blocks, *_winners(found, tell))


def _winners(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """First place under each pair of profile and scenario."""
    worlds = list(dict.fromkeys(row.scenario for row in found.grid.sound))
    profiles = list(dict.fromkeys(row.weights for row in found.grid.sound))
    if len(worlds) < 2 or len(profiles) < 2:
        return ()
    at = {(row.weights, row.scenario): row for row in found.grid.sound}

    def first(profile: str, world: str | None) -> Line:
        row = at.get((profile, world))
        ranking = None if row is None else row.ranking
        return line(", ".join(tell.short_option(o) for o in ranking.winners)) if ranking is not None else ()

    columns = (Column(tell.words("profile")), *(Column(tell.change(w), side="middle") for w in worlds))
    rows = tuple(
        Row((line(tell.profile(p)), *(first(p, w) for w in worlds)), marked=p == found.profile) for p in profiles
    )
    return (Table(tell.words("winners_table"), columns, rows),)


def _methods(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """Each method's first place, how far it agrees with the chosen one, and what weights mean to it."""
    words, sound = tell.words, found.methods.sound
    if len(sound) < 2:
        return _failed(found, tell)
    meanings = dict(found.methods.weights_mean)
    columns = (
        Column(words("method")),
        Column(words("first_place")),
        Column(words("tau"), side="right"),
        Column(words("weights_mean")),
    )
    rows = tuple(
        Row(
            (
                line(tell.method(row.method)),
                line(_firsts(row.ranking, tell)),
                line(_tau(found.ranking, row)),
                line(tell.of(meanings[row.method])),
            ),
            marked=row.method == found.method.id,
        )
        for row in sound
    )
    blocks: list[Block] = [
        Notice((line(words("methods_differ")),)),
        Table(words("methods_table"), columns, rows, shape="text"),
        *_agreement(found, tell),
    ]
    return (*blocks, *_failed(found, tell))


def _failed(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """Say which methods could not be applied, and why."""
    lines = tuple(
        line(tell.words("not_applicable", method=tell.method(row.method)), " ", tell.quoted(row.problem))
        for row in found.methods.rows
        if row.ranking is None
    )
    return (Bullets(lines),) if lines else ()


def _firsts(ranking: Ranking | None, tell: Teller) -> str:
    return "" if ranking is None else tell.options(ranking.winners)


def _tau(ranking: Ranking, row: ComparisonRow) -> str:
    ids = ranking.options.ids
    tau = kendall_tau([ranking.places[o] for o in ids], [row.places[o] for o in ids])
    return "–" if tau is None else numeral(tau, 2)


def _agreement(found: Findings, tell: Teller) -> tuple[Block, ...]:
    """Say where the methods agree and where not."""
    words, agreement = tell.words, found.methods.agreement
    said: list[str] = []
    if agreement.kendall is not None and agreement.least is not None:
        said.append(words("tau_mean", mean=numeral(agreement.kendall, 2), least=numeral(agreement.least, 2)))
    count = len(found.methods.sound)
    ids = found.ranking.order
    spread: Callable[[str], int] = {o: worst - best for o, best, worst in agreement.ranges}.__getitem__
    ends = {o: (best, worst) for o, best, worst in agreement.ranges}
    same = [o for o in ids if spread(o) == 0]
    if len(same) == len(ids):
        said.append(words("all_same", all=count))
    elif same:
        said.append(words("same_place", who=tell.options(same), all=count))
    if most := [o for o in ids if spread(o) == max(map(spread, ids)) > 0]:
        listed = "; ".join(
            words("from_to", who=tell.short_option(o), best=ends[o][0], worst=ends[o][1]) for o in most[:3]
        )
        said.append(words("furthest", who=listed))
    return (Paragraph(line(" ".join(said))),) if said else ()
