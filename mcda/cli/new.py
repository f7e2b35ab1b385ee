"""`mcda new`: the beginning of a study of one's own."""

from pathlib import Path
from shlex import quote
from typing import Final

import click

from mcda.cli import screen
from mcda.cli.choices import examples, json_option, open_study

KOREA: Final = "korea"


def free_folder(ctx: click.Context, param: click.Parameter, given: Path) -> Path:
    """Refuse a folder that holds something already; for `callback=`."""
    if given.is_dir() and any(given.iterdir()):
        raise click.BadParameter(f"the folder {str(given)!r} is not empty; name another one", ctx, param)
    return given


def study_to_copy(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    """Refuse a source that is not there; for `callback=`."""
    if given is not None and given != KOREA and not Path(given).exists():
        raise click.BadParameter(f"there is no folder {given!r}; expected {KOREA!r} or a study's folder", ctx, param)
    return given


@click.command(epilog=examples("mcda new my-study", "mcda new my-korea --from korea"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), callback=free_folder)
@click.option(
    "--from", "source", metavar="korea|DIR", callback=study_to_copy, help="Copy this study instead of a skeleton."
)
@json_option
def new(folder: Path, source: str | None, as_json: bool) -> None:
    """Start a study in a new folder.

    Without --from it is a small commented skeleton that is sound as it stands; with --from, a copy to change. Nothing
    that exists is overwritten.
    """
    from mcda.study.files import bundled
    from mcda.study.skeleton import new_study

    study = None if source is None else open_study(str(bundled()) if source == KOREA else source)
    made = new_study(folder, source=study)
    if as_json:
        screen.show_json({"folder": str(made)})
    else:
        screen.show_lines([f"A new study is in {made}", f"Next, edit its files; then: mcda check {quote(str(folder))}"])
