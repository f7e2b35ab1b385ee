"""`mcda verify`: whether the methods give the numbers of the papers."""

from collections.abc import Sequence

import click

from mcda.cli import screen
from mcda.cli.choices import examples, json_option
from mcda.cli.failures import UNSOUND


@click.command(epilog=examples("mcda verify", "mcda verify my-cases/topsis-by-hand.json"))
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True))
@json_option
def verify(paths: Sequence[str], as_json: bool) -> int:
    """Check the methods against published reference cases.

    Prints each case, its method and its largest error. PATH is a case file or a folder of them; by default the cases
    that come with the package. A case that asks for something not known here is unsupported, never passed. One failed
    case makes the exit code 1.
    """
    from mcda.verify import verify as run_cases

    with screen.working("Running the reference cases"):
        found = run_cases(list(paths) or None)
    if as_json:
        screen.show_json(found.to_dict())
        return UNSOUND if found.failed else 0
    known = [case for case in found.cases if case.status != "unsupported"]
    rows = [
        [case.status, case.id, case.method, "" if case.error is None else f"{case.error:.1e}", case.message]
        for case in known
    ]
    if rows:
        failures = any(row[-1] for row in rows)
        head = ["status", "case", "method", "largest error", *(["why"] if failures else [])]
        screen.show(screen.table(head, rows if failures else [row[:-1] for row in rows], right=(3,)))
    unknown = [case for case in found.cases if case.status == "unsupported"]
    if unknown:
        screen.show("", "Unsupported:", *(f"  {case.id}: {case.message}" for case in unknown))
    screen.show("", f"{found.passed} passed, {found.failed} failed, {found.unsupported} unsupported.")
    return UNSOUND if found.failed else 0
