"""From sound profile files to weights: points, points by branch, or judgements."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mcda.criteria import Criteria
from mcda.elicit import from_judgements, transferred
from mcda.frozen import frozen
from mcda.language import Text
from mcda.study.contents import Profile
from mcda.study.models import ProfileModel
from mcda.study.wording import Wording
from mcda.weights import Weights


def build_profiles(models: Mapping[str, ProfileModel], words: Wording, criteria: Criteria) -> dict[str, Profile]:
    """Return every profile with its weights; "equal" where the study states none."""
    found = {}
    for profile, model in sorted(models.items()):
        name = words.plain(profile) if model.name is None else words.text(model.name)
        weights = replace(_weights(model, criteria), profile=profile, name=name)
        voice, why = words.maybe(model.voice), words.maybe(model.why)
        found[profile] = Profile(profile, weights, name, voice, why, tuple(model.evidence or ()))
    if not found:
        name = Text.of({"en": "Equal weights (the study states none)", "ko": "동일 가중(연구에 가중치 없음)"})
        equal = _of_the_tree(Weights.from_points(dict.fromkeys(criteria.ids, 1)), criteria)
        found["equal"] = Profile("equal", replace(equal, profile="equal", name=name), name)
    return found


def judged_weights(written: Any) -> Weights:
    """Compute weights from the judgements of a profile file.

    Raises
    ------
    McdaError
        They make no weights; the message says why.
    """
    return from_judgements(_plain(written))


def _weights(model: ProfileModel, criteria: Criteria) -> Weights:
    if model.points is not None:
        return _of_the_tree(Weights.from_points({c: model.points[c] for c in criteria.ids}), criteria)
    given = judged_weights(model.judgements) if model.branches is None else Weights.from_points(model.branches)
    whole = given if model.within is None else _by_branch(given, model.within, criteria)
    made = _of_the_tree(whole, criteria)
    return transferred(made, criteria) if model.transfer else made


def _of_the_tree(weights: Weights, criteria: Criteria) -> Weights:
    """Return the weights in the order of the criteria, with their branches and the swings they speak of."""
    swings = {c.id: (c.scale.low, c.scale.high) for c in criteria if c.scale is not None}
    return replace(
        weights,
        fractions=frozen({c: weights.fractions[c] for c in criteria.ids}),
        branches=frozen({c.id: c.branch for c in criteria if c.branch}),
        swings=frozen({**swings, **weights.swings}),
    )


def _by_branch(branches: Weights, within: Any, criteria: Criteria) -> Weights:
    """Multiply the share of each branch with the shares inside it."""
    fractions: dict[str, Fraction] = {}
    swings: dict[str, tuple[Fraction, Fraction]] = {}
    judged: dict[str, Any] = {}
    notes = list(branches.notes)
    consistency = dict(branches.consistency)
    for branch, share in branches.fractions.items():
        inside = [c.id for c in criteria if c.branch == branch]
        local = _inside(within, branch, inside)
        fractions |= {c: share * local.fractions[c] for c in inside}
        swings |= local.swings
        notes += local.notes
        if local.judgements:
            judged[branch] = local.judgements
        if local.consistency:
            consistency[branch] = local.consistency
    made = Weights(frozen({c: fractions[c] for c in criteria.ids}), swings=frozen(swings))
    judgements = {**branches.judgements, **({"within": frozen(judged)} if judged else {})}
    return replace(
        made, judgements=frozen(judgements), consistency=frozen(consistency), notes=tuple(dict.fromkeys(notes))
    )


def _inside(within: Any, branch: str, inside: list[str]) -> Weights:
    if within == "equal":
        return Weights.from_points(dict.fromkeys(inside, 1))
    stated = within[branch]
    if "judgements" in stated:
        return judged_weights(stated["judgements"])
    return Weights.from_points({c: Fraction(str(stated[c])) for c in inside})


def _plain(written: Any) -> Any:
    """Return the values of a file as plain data: decimals as floating-point numbers, which keep what was written."""
    if isinstance(written, Mapping):
        return {key: _plain(each) for key, each in written.items()}
    if isinstance(written, list):
        return [_plain(each) for each in written]
    return float(written) if isinstance(written, Decimal) else written
