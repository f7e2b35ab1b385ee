"""`mcda check`: whether a study is sound, and everything that is wrong with it."""

import click

from mcda.cli import screen
from mcda.cli.choices import check_folder, counted, examples, json_option
from mcda.cli.failures import UNSOUND


@click.command(epilog=examples("mcda check", "mcda check my-study --json"))
@click.argument("folder", metavar="[DIR]", required=False)
@json_option
def check(folder: str | None, as_json: bool) -> int:
    """Check a study and list every fault of every file.

    One fault a line, as file:line:column: message, sorted; then the warnings, such as a text that is missing in one of
    the study's languages. Only faults make the study unsound.
    """
    from mcda.methods import ALL

    checked = check_folder(folder, methods=[method.id for method in ALL])
    if as_json:
        faults, warnings = ([fault._asdict() for fault in found] for found in (checked.faults, checked.warnings))
        screen.show_json({"faults": faults, "warnings": warnings})
        return UNSOUND if faults else 0
    warned = (f"{w.file}:{w.line}:{w.column}: warning: {w.message}" for w in checked.warnings)
    screen.show_lines([*map(str, checked.faults), *warned])
    verdict = counted(len(checked.faults), "fault") if checked.faults else "sound"
    if checked.warnings:
        verdict += f", with {counted(len(checked.warnings), 'warning')}"
    summary = f"Checked {counted(checked.files, 'file')} of {checked.folder} ({checked.origin}): {verdict}."
    if checked.faults:
        # Stdout then holds the faults and nothing else, one a line.
        screen.tell(summary)
        return UNSOUND
    screen.show_lines([summary])
    return 0
