"""`mcda report`: the ranked report of a study, as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

import click

from mcda.cli import screen
from mcda.cli.choices import (
    On,
    amount,
    chosen_weights,
    examples,
    json_option,
    language_option,
    names,
    open_study,
    ranking_options,
    study_option,
)

FORMATS: Final = ("html", "md")


def formats(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> list[str]:
    """Read the formats asked for; for `callback=`."""
    asked = names(ctx, param, given)
    for name in asked:
        if name not in FORMATS:
            there_are = ", ".join(FORMATS)
            raise click.BadParameter(f"{name!r} is not a format of a report; there are: {there_are}", ctx, param)
    return asked or list(FORMATS)


@click.command(
    epilog=examples(
        "mcda report",
        "mcda report --lang ko --format html --output pages",
        "mcda report --weights industry --budget 400",
    )
)
@study_option
@language_option
@click.option(
    "--format",
    "wanted",
    multiple=True,
    callback=formats,
    metavar="html,md",
    help="Formats to write. [default: html,md]",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("report"),
    metavar="DIR",
    help="Folder to write to; made where it is missing. [default: report]",
)
@ranking_options
@click.option("--budget", callback=amount, metavar="AMOUNT", help="The portfolio's budget. [default: the study's]")
@json_option
def report(
    folder: str | None,
    language: str | None,
    wanted: Sequence[str],
    output: Path,
    method: str | None,
    weights: str | None,
    shares: Mapping[str, Fraction],
    scenario: str | None,
    update: str | None,
    variant: str | None,
    on: On,
    budget: Fraction | None,
    as_json: bool,
) -> None:
    """Write the ranked report, as a page and as Markdown.

    It holds the ranking, what moves it, the portfolio, and what all of it rests on. The page is one file that opens
    anywhere. The same study gives the same bytes.
    """
    from mcda.analysis import ranked_report
    from mcda.writing import make_folder

    study = open_study(folder)
    tongue = language or study.languages[0]
    given = chosen_weights(study, weights, shares, scenario=scenario, update=update, variant=variant)
    files = [output / f"report_{tongue}.{ending}" for ending in wanted]
    with screen.working("Writing the report"):
        made = ranked_report(
            study,
            language=tongue,
            method=method,
            weights=given,
            scenario=scenario,
            update=update,
            variant=variant,
            on=on,
            budget=budget,
        )
        make_folder(output)
        for file in files:
            made.save(file)
    for notice in made.notices:
        screen.tell(f"warning: {notice}")
    if as_json:
        screen.show_json({"files": [str(file) for file in files]})
    else:
        screen.show_lines([str(file) for file in files])
