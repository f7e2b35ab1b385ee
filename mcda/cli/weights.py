"""`mcda weights`: what each criterion counts, where that comes from, and what it trades."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from mcda.cli import screen
from mcda.cli.choices import chosen_weights, examples, json_option, open_study, origin_in_words, study_option

if TYPE_CHECKING:
    from rich.table import Table

    from mcda.study import Study
    from mcda.weights import Weights


@click.command(epilog=examples("mcda weights", "mcda weights industry"))
@click.argument("profile", metavar="[PROFILE]", required=False)
@study_option
@json_option
def weights(profile: str | None, folder: str | None, as_json: bool) -> None:
    """Show what branches and criteria weigh, and why.

    Branch share times local share is the global share. The last column says what one more point of value on the
    criterion is worth, in units of the criterion that counts most: for additive value only.
    """
    study = open_study(folder)
    no_shares: Mapping[str, Fraction] = {}
    chosen = chosen_weights(study, profile, no_shares, scenario=None, update=None, variant=None)
    found = study.weights_for(chosen)
    if as_json:
        screen.show_json(described(found))
        return
    told = [f"{name}: {each}" for name, each in found.consistency.items()]
    parts: list[str | Table] = [origin_in_words(study), f"weights: {found.profile}", "", tree(study, found)]
    screen.show(*parts, *(["", *told] if told else []), *(f"note: {note}" for note in found.notes))


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


def tree(study: Study, found: Weights) -> Table:
    """Return the table of branch shares, local shares and global shares."""
    names = {branch.id: str(branch.name) for branch in study.branches}
    branch_shares, local = found.branch_shares, found.local
    rows, before = [], None
    for c, share in found.shares.items():
        branch = found.branches.get(c, "")
        first = [names.get(branch, branch), _per_cent(branch_shares.get(branch, 1.0))] if branch != before else ["", ""]
        rows.append(
            [*first, study.criteria[c].label, str(study.criteria[c].name), _per_cent(local[c]), _per_cent(share)]
        )
        before = branch
    return screen.table(["branch", "share", "code", "criterion", "local", "global"], rows, right=(1, 4, 5))


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _plain(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {str(key): _plain(each) for key, each in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(each) for each in data]
    return str(data) if isinstance(data, Fraction) else data
