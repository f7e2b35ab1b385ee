"""`mcda methods`: what methods there are, and what each is known for."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from mcda.cli import screen
from mcda.cli.choices import examples, json_option
from mcda.errors import unknown
from mcda.language import LANGUAGES

if TYPE_CHECKING:
    from mcda.methods import Method


@click.command(epilog=examples("mcda methods", "mcda methods topsis", "mcda methods topsis --lang ko"))
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language.")
@json_option
def methods(name: str | None, language: str, as_json: bool) -> None:
    """List the methods, or tell what one is known for."""
    from mcda.methods import ALL

    by_id = {method.id: method for method in ALL}
    if name is not None and name not in by_id:
        raise unknown("method", name, by_id)
    told = [described(method, language) for method in ALL if name in (None, method.id)]
    if as_json:
        screen.show_json({"methods": told})
    elif name is None:
        rows = [[each["id"], each["verb"], each["family"], each["summary"]] for each in told]
        screen.show(screen.table(["method", "verb", "family", "what comes first"], rows))
    else:
        screen.show(*_page(told[0]))


def described(method: type[Method], language: str) -> dict[str, Any]:
    """Return what a method says about itself, as plain data."""
    about = method.about
    return {
        "id": method.id,
        "name": about.name.get(language),
        "verb": method.verb,
        "family": about.family,
        "summary": about.summary.get(language),
        "weights_mean": about.weights_mean.get(language),
        "level": about.level,
        "compensatory": about.compensatory,
        "uses_weights": method.uses_weights,
        "parameters": [field.name for field in fields(method)],
        "breaks": {breach.property: breach.why.get(language) for breach in about.breaks},
        "reference": about.reference,
        "doi": about.doi,
    }


def _page(told: dict[str, Any]) -> list[str]:
    return [
        f"{told['name']} ({told['id']}, mcda {told['verb']})",
        "",
        told["summary"],
        f"Weights: {told['weights_mean']}",
        f"Scales: {told['level']} or better. Compensates: {'yes' if told['compensatory'] else 'no'}.",
        f"Parameters: {', '.join(told['parameters']) or 'none'}",
        *(f"Breaks {name.replace('_', ' ')}: {why}" for name, why in told["breaks"].items()),
        "",
        f"{told['reference']} doi:{told['doi']}",
    ]
