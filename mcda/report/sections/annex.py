"""What the numbers do not say, and everything needed to make the report again."""

from __future__ import annotations

import shlex

from mcda import methods
from mcda.errors import McdaError
from mcda.plot import performance_heatmap
from mcda.plot.numerals import numeral, percent
from mcda.report.blocks import (
    Aside,
    Block,
    Bullets,
    Code,
    Column,
    Facts,
    Line,
    Notice,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
    line,
)
from mcda.report.findings import Findings
from mcda.report.teller import Teller
from mcda.scales import exact
from mcda.study.contents import Note


def double_counting(found: Findings, tell: Teller) -> Section:
    """Tell where criteria may count the same thing twice, and which profiles then deserve a second look."""
    lines = tuple(_note(found, tell, note) for note in found.study.remarks.double_counting)
    blocks: tuple[Block, ...] = (Bullets(lines),) if lines else ()
    return Section("double-counting", tell.words("double_counting"), blocks)


def _note(found: Findings, tell: Teller, note: Note) -> Line:
    words, study = tell.words, found.study
    said = tell.line(note.text)
    if note.weight_above is not None and all(c in study.criteria for c in note.criteria):
        heavy = [
            words("heavy", who=tell.profile(name), share=percent(share))
            for name, given in study.weights.items()
            if (share := sum(given.fractions[c] for c in note.criteria)) > note.weight_above
        ]
        text = words("heavier", listed=", ".join(heavy)) if heavy else words("none_heavier")
        said = (*said, " ", text)
    if note.variants:
        said = (*said, " ", words("variants"), " ", *_codes(note.variants))
    return said


def _codes(names: tuple[str, ...]) -> Line:
    parts: list[str | Code] = []
    for name in names:
        parts += [*([", "] if parts else []), Code(name)]
    return (*parts, ".")


def limits(found: Findings, tell: Teller) -> Section:
    """Say what the scores are and are not."""
    words, study = tell.words, found.study
    blocks: list[Block] = []
    if study.remarks.limits:
        above = line(words("told_above", where=words("evidence")))
        told = study.remarks.circularity
        lines = tuple(above if text in told else tell.line(text) for text in study.remarks.limits)
        blocks.append(Bullets(lines, numbered=True))
    blocks.append(Paragraph(line(words("model_limits"))))
    return Section("limits", words("limits"), tuple(blocks))


def performances(found: Findings, tell: Teller) -> Section:
    """Show the performance table as a figure and with its ranges."""
    words, study = tell.words, found.study
    blocks: list[Block] = []
    if all(c.value is not None for c in study.criteria):
        plot = performance_heatmap(study.table, ranking=found.ranking, branches=study.branches)
        blocks.append(Picture("performance", plot, words("heatmap_figure")))
    ranged = any(s.low != s.value or s.high != s.value for s in study.scores.values())
    judged = any(s.judgement for s in study.scores.values()) and any(s.evidence for s in study.scores.values())
    columns = (
        Column(words("option")),
        *(Column(tell.head(c), note=tell.unit(c), side="middle") for c in study.criteria),
    )
    rows = tuple(
        Row((line(tell.option(o)), *(_cell(found, o, c, judged) for c in study.criteria.ids)))
        for o in study.options.ids
    )
    caption = words("performance_table_ranged" if ranged else "performance_table")
    if judged:
        caption += " " + words("star")
    blocks.append(Table(caption, columns, rows, shape="wide"))
    return Section("performances", words("performances"), tuple(blocks))


def _cell(found: Findings, option: str, criterion: str, judged: bool) -> Line:
    score = found.study.scores[option, criterion]
    star = "*" if judged and score.judgement else ""
    if score.low == score.value == score.high:
        return line(f"{numeral(score.value)}{star}")
    return line(f"{numeral(score.value)}{star} ", Aside(f"{numeral(score.low)}–{numeral(score.high)}"))


def making(found: Findings, tell: Teller) -> Section:
    """Give everything needed to make the report again and to see whether it is the same."""
    words, recipe = tell.words, found.ranking.recipe
    pairs: list[tuple[str, Line]] = [
        (words("digest"), line(Code(recipe.digest))),
        (words("version"), line(Code(f"policy-mcda {recipe.version}"))),
        (words("ranking_recipe"), line(Code(str(recipe)))),
    ]
    solvers = dict.fromkeys(f"{p.solver} {p.solver_version}".strip() for p in found.portfolios)
    solvers.pop("", None)
    if solvers:
        pairs.append((words("solver"), line(Code(", ".join(solvers)))))
    command = _command(found, tell)
    if command:
        pairs.append((words("command"), line(Code(command))))
    blocks: list[Block] = [Facts(tuple(pairs))]
    if not command:
        blocks.append(Notice((line(words("no_command")),)))
    return Section("making", words("making"), tuple(blocks))


def _command(found: Findings, tell: Teller) -> str:
    """Return the command that makes this report again, in the folder of the study; "" where none can."""
    study, recipe = found.study, found.ranking.recipe
    named = {each.id: each for each in methods.ALL}.get(found.method.id)
    weights = _weights_options(found)
    if named is None or named() != found.method or weights is None or study.edits:
        return ""
    parts = ["mcda", "report", "--lang", tell.language, "--method", found.method.id, *weights]
    for kind in ("scenario", "update", "variant"):
        if name := getattr(recipe, kind):
            parts += [f"--{kind}", name]
    parts += ["--on", recipe.on] if recipe.on != "values" else []
    if found.budget is not None and found.budget != found.asked.defaults.budget:
        parts += ["--budget", str(found.budget)]
    return shlex.join(parts)


def _weights_options(found: Findings) -> list[str] | None:
    """Return the options that give these weights; None where no options do."""
    base, _, changes = found.profile.partition(" with ")
    if base not in found.study.profiles:
        return None
    pairs = [change.partition("=") for change in changes.split(", ") if change]
    try:
        given = found.study.weights[base].with_shares({name: exact(share) for name, _, share in pairs})
    except McdaError:
        return None
    if given.fractions != found.weights.fractions:
        return None
    return ["--weights", base, *(part for name, _, share in pairs for part in ("--set", f"{name}={share}"))]
