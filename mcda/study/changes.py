"""What a scenario, an update or a variant does to a study."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from mcda.criteria import Criteria, Criterion
from mcda.errors import McdaError, unknown
from mcda.frozen import frozen
from mcda.options import Option, Options, Score
from mcda.scales import ValueFunction
from mcda.study.contents import CellChange, Change, FormerBaseline, Merge, OptionChange, Profile
from mcda.study.study import Study, clipped
from mcda.weights import Weights

Scores = dict[tuple[str, str], Score]


def under(study: Study, *, scenario: str | None = None, update: str | None = None, variant: str | None = None) -> Study:
    """Return the study as it stands under an update, a variant and a scenario, applied in this order.

    Low and high ends move with the value. What a change does to the baseline on a criterion without a role it
    also does to every option of kind "measure", unless it gives that cell a new score itself: a measure's score
    means "status quo plus this measure". Scores are cut to closed scales once, at the end.

    Raises
    ------
    McdaError
        An unknown name, or a change asked for out of order.
    """
    asked = {"update": update, "variant": variant, "scenario": scenario}
    _in_order(study, asked)
    scores: Scores = dict(study.unclipped or study.scores)
    former = study.former_baseline
    if former is not None:
        scores |= {(former.id, c): score for c, score in former.scores.items()}
    changed = study
    merges: list[Merge] = []
    for kind, name in asked.items():
        if name is None:
            continue
        change = _named(study, kind, name)
        if change is not None:
            scores = _shifted(study, scores, change)
            changed = _with_functions(_with_texts(changed, change), change)
            merges.extend(change.merges)
        changed = _marked(changed, kind, name)
    if former is not None:
        kept = frozen((c, scores.pop((former.id, c))) for c in former.scores)
        changed = replace(changed, former_baseline=FormerBaseline(former.id, kept))
    cut = {key: _clip(changed.criteria[key[1]], score) for key, score in scores.items()}
    result = replace(changed, scores=frozen(cut), unclipped=frozen(scores))
    for merge in merges:
        result = _merged(result, merge)
    return result


def _in_order(study: Study, asked: Mapping[str, str | None]) -> None:
    """Refuse a change that would have to come before one the study already stands under."""
    kinds = list(asked)
    variant = study.changes.get(study.variant or "")
    merged = variant is not None and bool(variant.merges)
    for kind, name in asked.items():
        # Criteria read as one are no longer there to be changed one by one.
        first = 0 if merged else kinds.index(kind)
        later = [k for k in kinds[first:] if getattr(study, k) is not None]
        if name is not None and later:
            raise McdaError(
                f"the study already stands under the {later[0]} {getattr(study, later[0])!r}; "
                f"ask for the {kind} {name!r} from the study as loaded, together with it"
            )


def _marked(study: Study, kind: str, name: str) -> Study:
    """Record on the study what it stands under."""
    if kind == "update":
        return replace(study, update=name)
    return replace(study, variant=name) if kind == "variant" else replace(study, scenario=name)


def _named(study: Study, kind: str, name: str) -> Change | None:
    """Find a change by its name; None for a variant that concerns portfolio rules only."""
    found = {n: c for n, c in study.changes.items() if c.kind == kind}
    if name in found:
        return found[name]
    rules = dict(study.portfolio.variants) if kind == "variant" and study.portfolio is not None else {}
    if name in rules:
        return None
    raise unknown(kind, name, [*found, *rules])


def _shifted(study: Study, scores: Mapping[tuple[str, str], Score], change: Change) -> Scores:
    after: Scores = {}
    former = study.former_baseline
    baseline = study.baseline or (former.id if former else None)
    for criterion in study.criteria:
        general = change.everywhere.cells.get(criterion.id)
        carried = Fraction(0)
        if baseline is not None and criterion.role is None:
            own = change.options.get(baseline, OptionChange()).cells.get(criterion.id)
            before = _changed(scores[baseline, criterion.id], general)
            carried = _changed(before, own).value - before.value
        if former is not None:
            own = change.options.get(former.id, OptionChange()).cells.get(criterion.id)
            after[former.id, criterion.id] = _changed(_changed(scores[former.id, criterion.id], general), own)
        for option in study.options:
            own = change.options.get(option.id, OptionChange()).cells.get(criterion.id)
            score = scores[option.id, criterion.id]
            # A new score is final: neither the shift for all options nor the baseline's moves it.
            if own is None or not own.replaces:
                score = _changed(score, general)
                if option.kind == "measure" and not option.baseline:
                    score = _changed(score, CellChange(add=carried))
            after[option.id, criterion.id] = _changed(score, own)
    return after


def _changed(score: Score, cell: CellChange | None) -> Score:
    if cell is None:
        return score
    if cell.value is not None:
        return replace(
            score,
            value=cell.value,
            low=cell.value if cell.low is None else cell.low,
            high=cell.value if cell.high is None else cell.high,
            evidence=cell.evidence or score.evidence,
            judgement=score.judgement and not cell.evidence,
            why=cell.why or score.why,
        )
    factor, step = (1 if cell.times is None else cell.times), cell.add or 0
    return replace(
        score, value=score.value * factor + step, low=score.low * factor + step, high=score.high * factor + step
    )


def _clip(criterion: Criterion, score: Score) -> Score:
    low, value, high = (clipped(criterion, each) for each in (score.low, score.value, score.high))
    return replace(score, low=low, value=value, high=high)


def _with_texts(study: Study, change: Change) -> Study:
    def renamed(option: Option) -> Option:
        texts = dict(change.options.get(option.id, OptionChange()).texts)
        name = texts.pop("name", option.name)
        return replace(option, name=name, texts=frozen({**option.texts, **texts}))

    return replace(study, options=Options(tuple(renamed(o) for o in study.options)))


def _with_functions(study: Study, change: Change) -> Study:
    def recast(criterion: Criterion) -> Criterion:
        if criterion.id not in change.value_functions:
            return criterion
        points = change.value_functions[criterion.id]
        return replace(criterion, value_function=ValueFunction(points) if points else None)

    return replace(study, criteria=Criteria(tuple(recast(c) for c in study.criteria)))


def _merged(study: Study, merge: Merge) -> Study:
    """Read several criteria as one: the mean of their scores, the sum of their weights."""
    parts = [study.criteria[c] for c in merge.of]
    one = replace(
        parts[0],
        id=merge.id,
        code=merge.code,
        name=merge.name,
        meaning=merge.why,
        evidence=tuple(dict.fromkeys(e for p in parts for e in p.evidence)),
    )
    criteria = [
        one if c.id == parts[0].id else c for c in study.criteria if c.id == parts[0].id or c.id not in merge.of
    ]
    scores = {key: score for key, score in study.scores.items() if key[1] not in merge.of}
    for option in study.options.ids:
        scores[option, merge.id] = _mean([study.scores[option, c] for c in merge.of])
    profiles = {name: _merged_profile(profile, merge) for name, profile in study.profiles.items()}
    return replace(
        study, criteria=Criteria(tuple(criteria)), scores=frozen(scores), profiles=frozen(profiles), unclipped=None
    )


def _mean(scores: list[Score]) -> Score:
    order = ("low", "medium", "high")
    known = [s.confidence for s in scores if s.confidence is not None]
    return Score(
        value=sum((s.value for s in scores), Fraction(0)) / len(scores),
        low=sum((s.low for s in scores), Fraction(0)) / len(scores),
        high=sum((s.high for s in scores), Fraction(0)) / len(scores),
        confidence=min(known, key=order.index) if known else None,
        evidence=tuple(dict.fromkeys(e for s in scores for e in s.evidence)),
        judgement=all(s.judgement for s in scores),
        size_judged=any(s.size_judged for s in scores),
    )


def _merged_profile(profile: Profile, merge: Merge) -> Profile:
    w = profile.weights
    fractions: dict[str, Fraction] = {}
    for criterion, share in w.fractions.items():
        name = merge.id if criterion in merge.of else criterion
        fractions[name] = fractions.get(name, Fraction(0)) + share
    first = merge.of[0]
    branches = {merge.id if c == first else c: b for c, b in w.branches.items() if c == first or c not in merge.of}
    swings = {merge.id if c == first else c: s for c, s in w.swings.items() if c == first or c not in merge.of}
    return replace(profile, weights=Weights(fractions, w.profile, w.name, branches, swings))
