"""From sound files to the frozen `Study`."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from mcda.criteria import Criteria, Criterion
from mcda.frozen import frozen
from mcda.language import Text
from mcda.options import Option, Options, Score, Statement
from mcda.scales import Scale, Thresholds, ValueFunction, exact, to_goal
from mcda.study.build_changes import build_change
from mcda.study.build_portfolio import build_portfolio
from mcda.study.build_weights import build_profiles
from mcda.study.contents import Branch, Collection, Contradiction, Defaults, Note, Remarks
from mcda.study.models import CriterionModel, OptionModel, ScoreModel, StudyModel
from mcda.study.models_evidence import StatementModel
from mcda.study.parse import M, Parsed
from mcda.study.parts import Parts
from mcda.study.study import Study
from mcda.study.wording import Wording

_TEXTS = tuple(
    name for name in OptionModel.model_fields
    if name not in {"name", "code", "kind", "baseline", "evidence", "resources", "scores"}
)  # fmt: skip


def build(parts: Parts, folder: Path, origin: str, digest: str) -> Study:
    """Make the study from files that passed every check."""
    words = Wording(parts.languages[0])
    model = _sound(parts.study)
    branches = _branches(parts, words)
    criteria = _criteria(parts, words, [branch.id for branch in branches])
    options = _options(parts, words)
    profiles = build_profiles({name: _sound(each) for name, each in parts.profiles.items()}, words, criteria)
    return Study(
        folder=folder,
        origin=origin,
        title=words.text(model.title),
        question=words.text(model.question),
        languages=tuple(model.languages),
        defaults=Defaults(
            model.default.method,
            model.default.weights or next(iter(profiles)),
            model.default.budget,
        ),
        criteria=criteria,
        options=options,
        scores=frozen(
            ((o, c), _score(_sound(parts.options[o]).scores[c], words)) for o in options.ids for c in criteria.ids
        ),
        profiles=frozen(profiles),
        digest=digest,
        decision_maker=words.maybe(model.decision_maker),
        as_of=words.maybe(model.as_of),
        horizon=words.maybe(model.horizon),
        objective=words.maybe(model.objective),
        source=None if model.source is None else words.text(model.source.title),
        source_note=None if model.source is None else words.maybe(model.source.note),
        branches=branches,
        changes=frozen((n, build_change(n, _sound(p), words)) for n, p in sorted(parts.changes.items())),
        statements=_statements(parts, words, options),
        collections=tuple(
            Collection(name, words.text(_sound(p).title), words.maybe(_sound(p).note))
            for name, p in parts.statements.items()
        ),
        ledger=_ledger(parts, words),
        gaps=() if parts.gaps is None else words.all(_sound(parts.gaps).gaps),
        portfolio=None if parts.portfolio is None else build_portfolio(_sound(parts.portfolio), words),
        remarks=_remarks(model, words),
    )


def _sound(parsed: Parsed[M] | None) -> M:
    if parsed is None or parsed.model is None:
        raise AssertionError("a study is built from sound files only; crosscheck comes first")
    return parsed.model


def natural(name: str) -> list[tuple[int, int | str]]:
    """Return a sort key by which O2 stands before O10."""
    return [(0, int(piece)) if piece.isdigit() else (1, piece) for piece in re.findall(r"\d+|\D+", name)]


def _branches(parts: Parts, words: Wording) -> tuple[Branch, ...]:
    found = []
    for branch in parts.branch_ids:
        parsed = parts.branches.get(branch)
        if parsed is None or parsed.model is None:
            found.append((1000, Branch(branch, words.plain(branch.replace("_", " ").capitalize()))))
        else:
            name, why = words.text(parsed.model.name), words.maybe(parsed.model.why)
            found.append((parsed.model.order, Branch(branch, name, why)))
    return tuple(branch for _, branch in sorted(found, key=lambda each: (each[0], each[1].id)))


def _criteria(parts: Parts, words: Wording, branches: list[str]) -> Criteria:
    made = [_criterion(name, _sound(p), parts.branch_of[name], words) for name, p in parts.criteria.items()]
    place = {branch: i for i, branch in enumerate([*branches, ""])}
    return Criteria(tuple(sorted(made, key=lambda c: (place[c.branch], natural(c.label), c.id))))


def _criterion(name: str, model: CriterionModel, branch: str, words: Wording) -> Criterion:
    anchors = sorted((exact(number), words.text(meaning)) for number, meaning in model.scale.anchors.items())
    limits = model.thresholds
    return Criterion(
        id=name,
        goal=to_goal(model.goal),
        name=words.text(model.name),
        code=model.code or "",
        unit=words.maybe(model.unit) or Text.of(""),
        meaning=words.maybe(model.meaning),
        measured=words.maybe(model.measured),
        scale=Scale(model.scale.low, model.scale.high, model.scale.level, model.scale.open, tuple(anchors)),
        value_function=curve(model.value_function),
        thresholds=Thresholds()
        if limits is None
        else Thresholds(limits.indifference, limits.preference, limits.veto, limits.on),
        branch=branch,
        role=model.role,
        evidence=tuple(model.evidence or ()),
        note=words.maybe(model.note or model.why),
    )


def curve(points: list[list[Fraction]] | None) -> ValueFunction | None:
    """Return the value function through these points; None for the straight line over the scale."""
    return ValueFunction(tuple((x, y) for x, y in points)) if points else None


def _options(parts: Parts, words: Wording) -> Options:
    made = []
    for name, parsed in parts.options.items():
        model = _sound(parsed)
        texts = {key: words.text(text) for key in _TEXTS if (text := getattr(model, key)) is not None}
        made.append(
            Option(
                id=name,
                name=words.text(model.name),
                code=model.code or "",
                kind=model.kind or "",
                baseline=model.baseline,
                resources=frozen(model.resources),
                evidence=tuple(model.evidence or ()),
                texts=frozen(texts),
            )
        )
    return Options(tuple(sorted(made, key=lambda o: (natural(o.label), o.id))))


def _score(model: ScoreModel, words: Wording) -> Score:
    return Score(
        value=model.value,
        low=model.value if model.low is None else model.low,
        high=model.value if model.high is None else model.high,
        confidence=model.confidence,
        evidence=tuple(model.evidence),
        judgement=not model.evidence,
        size_judged=model.size == "judgement",
        why=words.maybe(model.why),
    )


def _statements(parts: Parts, words: Wording, options: Options) -> Mapping[str, Statement]:
    found = {}
    for collection, parsed in parts.statements.items():
        for number, model in _sound(parsed).statements.items():
            found[number] = _statement(number, model, collection, words, options.ids)
    return frozen(sorted(found.items(), key=lambda each: natural(each[0])))


def _statement(
    number: str, model: StatementModel, collection: str, words: Wording, options: Iterable[str]
) -> Statement:
    signs = dict.fromkeys(options, model.signs["all"]) if "all" in model.signs else {}
    signs |= {option: sign for option, sign in model.signs.items() if option != "all"}
    return Statement(
        id=number,
        quote=model.quote,
        reading=words.text(model.reading or model.fact or {}),
        place=model.place or "",
        publisher=model.publisher or "",
        title=words.maybe(model.title),
        date=model.date or "",
        address=model.address or "",
        signs=frozen(signs),
        criteria=tuple(model.criteria),
        options=tuple(model.options),
        scenarios=tuple(model.scenarios),
        remark=words.maybe(model.remark),
        caution=words.maybe(model.caution),
        timing=model.timing,
        background=model.background,
        collection=collection,
    )


def _ledger(parts: Parts, words: Wording) -> tuple[Contradiction, ...]:
    entries = () if parts.ledger is None else _sound(parts.ledger).contradictions
    return tuple(
        Contradiction(i, words.text(e.source), words.text(e.record), words.text(e.treatment), tuple(e.evidence or ()))
        for i, e in enumerate(entries, 1)
    )


def _remarks(model: StudyModel, words: Wording) -> Remarks:
    return Remarks(
        findings=words.all(model.findings),
        conventions=words.all(model.conventions),
        options_drawn=words.all(model.options_drawn),
        scoring_rules=words.all(model.scoring_rules),
        value_functions=words.all(model.value_functions),
        double_counting=tuple(
            Note(words.text(n.text), tuple(n.criteria), tuple(n.options), tuple(n.variants), n.weight_above)
            for n in model.double_counting
        ),
        weights=words.all(model.weights),
        scenarios=words.all(model.scenarios),
        circularity=words.all(model.circularity),
        limits=words.all(model.limits),
    )
