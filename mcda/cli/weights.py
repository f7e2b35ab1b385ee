"""`mcda weights`: what each criterion counts, where that comes from, and what it trades."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from mcda.cli import screen
from mcda.cli.choices import (
    chosen_weights,
    examples,
    json_option,
    language_option,
    open_study,
    origin_in_words,
    study_option,
)
from mcda.display import shown

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.methods import EquivalentChanges
    from mcda.study import Study
    from mcda.weights import Weights


@click.command(epilog=examples("mcda weights", "mcda weights industry --trade public_cost"))
@click.argument("profile", metavar="[PROFILE]", required=False)
@study_option
@click.option(
    "--trade", metavar="CRITERION", help="Say what 1 more point of value on it is worth, in units of the others."
)
@language_option
@json_option
def weights(profile: str | None, folder: str | None, trade: str | None, language: str | None, as_json: bool) -> None:
    """Show what branches and criteria weigh, and why.

    Branch share times local share is the global share. What weights trade holds for additive value only: under other
    methods the same numbers mean something else (`mcda methods NAME`).
    """
    study = open_study(folder)
    no_shares: Mapping[str, Fraction] = {}
    chosen = chosen_weights(study, profile, no_shares, scenario=None, update=None, variant=None)
    found = study.weights_for(chosen)
    exchanges = None if trade is None else traded(study, found, trade)
    if as_json:
        told_of = {} if exchanges is None else {"trade": {"per": trade, "exchanges": _records(exchanges)}}
        screen.show_json({**described(found), **told_of})
        return
    told = [f"{name.replace('_', ' ')}: {shown(each)}" for name, each in found.consistency.items()]
    tongue = language or study.languages[0]
    how = f", from {found.judgements['method']}" if "method" in found.judgements else ""
    parts: list[str | Table] = [origin_in_words(study, tongue), f"weights: {found.profile}{how}", ""]
    parts.append(tree(study, found, tongue))
    parts += ["", *told] if told else []
    parts += [f"note: {note}" for note in found.notes]
    parts += [] if exchanges is None else ["", *trades(study, exchanges, tongue)]
    screen.show(*parts)


def traded(study: Study, found: Weights, criterion: str) -> EquivalentChanges:
    """Return what one point of value on a criterion is worth in the units of the others."""
    from mcda.methods import equivalent_changes

    return equivalent_changes(study.criteria, found, per=criterion)


def described(found: Weights) -> dict[str, Any]:
    """Return weights as plain data."""
    local = found.local
    return {
        "profile": found.profile,
        "branches": found.branch_shares,
        "criteria": [
            {"criterion": c, "branch": found.branches.get(c, ""), "local": local[c], "global": share}
            for c, share in found.shares.items()
        ],
        "judgements": _plain(found.judgements),
        "consistency": _plain(found.consistency),
        "notes": list(found.notes),
    }


def trades(study: Study, exchanges: EquivalentChanges, language: str) -> list[str | Table]:
    """Return what one point of value on a criterion is worth on each other one."""
    rows = []
    for each in exchanges.exchanges:
        other = study.criteria[each.criterion]
        change = "nothing" if each.change is None else f"{float(each.change):+.4g}"
        stretch = f"{float(each.low):g} to {float(each.high):g}"
        rows.append([other.label, other.name.get(language), change, other.unit.get(language), stretch])
        rows[-1].append("" if each.whole else "more than there is")
    per = study.criteria[exchanges.per]
    head = ["code", "criterion", "change", "unit", "from", ""]
    told = f"In additive value, 1 more point of value on {per.label} ({per.name.get(language)}) is worth as much as:"
    return [told, screen.table(head, rows, right=(2,))]


def _records(exchanges: EquivalentChanges) -> list[dict[str, Any]]:
    return [
        {
            "criterion": each.criterion,
            "low": float(each.low),
            "high": float(each.high),
            "change": None if each.change is None else float(each.change),
            "whole": each.whole,
        }
        for each in exchanges.exchanges
    ]


def tree(study: Study, found: Weights, language: str) -> Table:
    """Return the table of branch shares, local shares and global shares."""
    code = "code" if any(c.code for c in study.criteria) else "id"
    if not found.branches:
        plain_rows = [
            [study.criteria[c].label, study.criteria[c].name.get(language), _per_cent(share)]
            for c, share in found.shares.items()
        ]
        return screen.table([code, "criterion", "share"], plain_rows, right=(2,))
    names = {branch.id: branch.name.get(language) for branch in study.branches}
    branch_shares, local = found.branch_shares, found.local
    rows, before = [], None
    for c, share in found.shares.items():
        branch = found.branches.get(c, "")
        first = [names.get(branch, branch), _per_cent(branch_shares.get(branch, 1.0))] if branch != before else ["", ""]
        rows.append(
            [
                *first,
                study.criteria[c].label,
                study.criteria[c].name.get(language),
                _per_cent(local[c]),
                _per_cent(share),
            ]
        )
        before = branch
    return screen.table(["branch", "share", code, "criterion", "local", "global"], rows, right=(1, 4, 5))


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _plain(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {str(key): _plain(each) for key, each in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(each) for each in data]
    return str(data) if isinstance(data, Fraction) else data
