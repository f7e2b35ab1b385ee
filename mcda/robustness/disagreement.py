"""Where methods name different first places, and what it is that they disagree about: found by experiment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, get_args

from mcda.errors import McdaError, MethodError, unknown
from mcda.methods import COMMON, Method, RankingMethod
from mcda.normalize import NORMALIZATIONS
from mcda.robustness._disagreements import (
    REASON_KINDS,
    Disagreement,
    MethodDisagreement,
    ReasonKind,
    Variant,
)
from mcda.robustness._single_swaps import Standing, Swap, SwapKind, firsts, normalization_field, swaps
from mcda.robustness.agreement import ComparisonRow
from mcda.robustness.correlation import kendall_tau
from mcda.robustness.question import On, Question, as_ranking_method, ask_standing, check_on
from mcda.study import Study, under
from mcda.study.study import GivenWeights

__all__ = [
    "REASON_KINDS",
    "Disagreement",
    "MethodDisagreement",
    "ReasonKind",
    "Swap",
    "SwapKind",
    "Variant",
    "method_disagreement",
]

_ORDER: Final[tuple[SwapKind, ...]] = get_args(SwapKind)


def method_disagreement(
    study: Study,
    *,
    methods: Sequence[str | Method] | None = None,
    normalizations: Sequence[str] | None = None,
    weights: Sequence[GivenWeights] | None = None,
    scenarios: Sequence[str | None] | None = None,
    reference: str | Method | None = None,
    update: str | None = None,
    variant: str | None = None,
    on: On = "values",
) -> MethodDisagreement:
    """Rank a study by every method in every normalisation, and find out why first places differ.

    Two rankings agree about the first place when the same options share it. Where a variant and the reference do not
    agree, the ranking is made again with one ingredient exchanged at a time: another normalisation or the ends of the
    scales among the options; no thresholds or a preference straight over the whole scale; a weighted sum in place of
    the method's own way; weights rescaled to whole scales. Then every criterion with a weight is left out of both, one
    at a time. What makes the first places agree is the reason; that an exchange does so says what is enough, not that
    nothing else would be.

    Parameters
    ----------
    methods
        By default `mcda.methods.COMMON`.
    normalizations
        Only these, where a method has a choice; by default all it declares. A method without a choice is ranked as it
        is. What a table cannot feed leaves its reason, and the others go on.
    weights, scenarios
        By default all profiles, and the scores as they stand; None in the list stands for these.
    reference
        The method to hold the others against; by default the one the study names.
    update, variant
        Ids of changes to apply, in the order update, variant, scenario.
    on
        "values" or "units".

    Raises
    ------
    McdaError
        An unknown name, an empty list, a name listed twice, or a reference that cannot rank the study.

    Examples
    --------
    >>> import mcda
    >>> found = method_disagreement(mcda.load_study(), methods=["vikor"], weights=["treasury"])
    >>> [(d.variant, d.winners, d.kind, d.swap.after) for d in found.disagreements]
    [('vikor', ('exchanges',), 'normalisation', 'scale_ends')]
    """
    check_on(on)
    variants, refused = _variants(_listed("methods", methods, [m.id for m in COMMON]), normalizations)
    profiles = _listed("weights", weights, list(study.profiles))
    worlds = _listed("scenarios", scenarios, [None])
    names = _names(profiles)
    held = as_ranking_method(study.defaults.method if reference is None else reference)
    cases = [
        (name, scenario, ask_standing(standing, held, given, on, None))
        for scenario, standing in [(s, under(study, scenario=s, update=update, variant=variant)) for s in worlds]
        for name, given in zip(names, profiles, strict=True)
    ]
    rows = [_row(one, case) for one in variants for case in cases]
    rows += [ComparisonRow(label, n, s, None, why) for label, why in refused for n, s, _ in cases]
    found: list[Disagreement] = []
    for k, case in enumerate(cases):
        found += _of_case(case, [(one, rows[len(cases) * i + k]) for i, one in enumerate(variants)])
    position = {one.label: i for i, one in enumerate(variants)}
    found.sort(key=lambda d: position[d.variant])
    return MethodDisagreement(study.options, on, repr(held), tuple(variants), tuple(rows), tuple(found))


Case = tuple[str, str | None, Question]


def _row(one: Variant, case: Case) -> ComparisonRow:
    name, scenario, question = case
    try:
        return ComparisonRow(one.label, name, scenario, question.with_method(one.method).ranking)
    except MethodError as problem:
        return ComparisonRow(one.label, name, scenario, None, str(problem))


def _of_case(case: Case, ranked: Sequence[tuple[Variant, ComparisonRow]]) -> list[Disagreement]:
    """Return the disagreements under one weighting and scenario."""
    name, scenario, question = case
    wanted = question.ranking.winners
    standing = Standing(question.ranker, question.seen, question.shares, len(question.options))
    fewer: dict[str, tuple[int, ...] | None] = {}
    found = []
    for one, row in ranked:
        if row.ranking is None or set(row.ranking.winners) == set(wanted):
            continue
        theirs = standing._replace(method=one.method)
        tried = swaps(theirs, frozenset(question.options.index(o) for o in wanted))
        swap = next((s for kind in _ORDER for s in tried if s.kind == kind and s.agrees), None)
        criteria = _criteria(standing, theirs, fewer)
        left: ReasonKind = "criterion" if criteria else "unexplained"
        about = one.method.about
        found.append(
            Disagreement(
                variant=one.label,
                weights=name,
                scenario=scenario,
                winners=row.ranking.winners,
                reference_winners=wanted,
                kind=left if swap is None else swap.kind,
                swap=swap,
                swaps=tried,
                criterion=criteria[0] if criteria else None,
                criteria=criteria,
                compensatory=about.compensatory,
                weights_mean=about.weights_mean,
            )
        )
    return found


def _criteria(ours: Standing, theirs: Standing, fewer: dict[str, tuple[int, ...] | None]) -> tuple[str, ...]:
    """Return the criteria without which both agree about the first place, the most telling first.

    `fewer` holds the places of ours without each criterion, once worked out; None where it could not be.
    """
    found = []
    ids = ours.table.criteria.ids
    for j, criterion in enumerate(ids):
        if ours.shares[j] == 0 or ours.shares[j] == ours.shares.sum():
            continue
        if criterion not in fewer:
            fewer[criterion] = _without(ours, criterion)
        a, b = fewer[criterion], _without(theirs, criterion)
        if a is not None and b is not None and firsts(a) == firsts(b):
            tau = kendall_tau(a, b)
            found.append((-1.0 if tau is None else tau, -float(ours.shares[j]), -j, criterion))
    return tuple(each[-1] for each in sorted(found, reverse=True))


def _without(standing: Standing, criterion: str) -> tuple[int, ...] | None:
    try:
        return standing.without(criterion).places()
    except McdaError:
        return None


def _variants(
    methods: Sequence[str | Method], normalizations: Sequence[str] | None
) -> tuple[list[Variant], list[tuple[str, str]]]:
    """Return every method in every normalisation, and the methods that take none of those asked for, with why."""
    chosen = [as_ranking_method(m) for m in methods]
    _no_repeats("methods", [repr(m) for m in chosen])
    wanted = None if normalizations is None else _listed("normalizations", normalizations, [])
    declared = {m: normalization_field(type(m)) for m in chosen}
    known = dict.fromkeys([*NORMALIZATIONS, *(word for field in declared.values() if field for word in field[1])])
    for word in wanted or ():
        if word not in known:
            raise unknown("normalisation", word, known)
    found: list[Variant] = []
    refused: list[tuple[str, str]] = []
    ids = [m.id for m in chosen]
    for method in chosen:
        label = repr(method) if ids.count(method.id) > 1 else method.id
        field = declared[method]
        if field is None:
            found.append(Variant(label, method, None))
            continue
        words = [word for word in field[1] if wanted is None or word in wanted]
        found += [Variant(f"{label}[{word}]", _in(method, field[0], word), word) for word in words]
        if not words:
            refused.append((label, f"{method.id} takes none of these normalisations; it has {', '.join(field[1])}"))
    return found, refused


def _in(method: RankingMethod, field: str, word: str) -> RankingMethod:
    changed: Any = {field: word}
    return replace(method, **changed)


def _listed(name: str, given: Sequence[Any] | None, default: Sequence[Any]) -> list[Any]:
    if isinstance(given, str):
        raise McdaError(f"{name} is one string, {given!r}; expected a list, such as [{given!r}]")
    found = list(default if given is None else given)
    if not found:
        raise McdaError(f"nothing to compare: the list of {name} is empty")
    _no_repeats(name, [each for each in found if each is None or isinstance(each, str)])
    return found


def _no_repeats(what: str, given: Sequence[str | None]) -> None:
    """Refuse a name listed twice: the same ranking would count twice as agreement."""
    twice = [name for name in given if given.count(name) > 1]
    if twice:
        raise McdaError(f"{twice[0]!r} stands twice among the {what}; name it once")


def _names(profiles: Sequence[GivenWeights]) -> list[str]:
    """Name every weighting; those without a profile, or with one that stands twice, get a number."""
    found = [w if isinstance(w, str) else getattr(w, "profile", "") or "given" for w in profiles]
    return [f"{name} {found[: i + 1].count(name)}" if found.count(name) > 1 else name for i, name in enumerate(found)]
