"""The options that several commands share, and how what a person typed becomes a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args

import click

from mcda.errors import Fault, MethodError, StudyError, WeightsError
from mcda.language import LANGUAGES

if TYPE_CHECKING:
    from mcda.methods import Method
    from mcda.study import CheckedStudy, Study
    from mcda.weights import Weights

On = Literal["values", "units"]
Command = TypeVar("Command", bound=Callable[..., Any])

_CHANGES: Final = {
    "--scenario": "A scenario to assume. [default: the scores as given]",
    "--update": "Newer facts to take in.",
    "--variant": "A variant of the model or of the portfolio's rules.",
}
_NUMBER: Final = re.compile(r"\d{1,15}(\.\d{0,15})?|\.\d{1,15}")


def examples(*commands: str) -> str:
    """Return the end of a command's help: examples, one a line."""
    return "\b\nExamples:\n" + "\n".join(f"  {command}" for command in commands)


def amount(ctx: click.Context, param: click.Parameter, given: str | None) -> Fraction | None:
    """Read a number of zero or more, exactly as it is written; for `callback=`."""
    return None if given is None else _number(given, given, ctx, param)


def amounts_by_name(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> dict[str, Fraction]:
    """Read NAME=VALUE, several times; for `callback=`."""
    return _pairs(ctx, param, given, "staff=120")


# Written out, because the help of a command must not load the methods; a test compares.
METHODS: Final = "additive, wsm, wpm, waspas, topsis, vikor, promethee_ii"


def shares_by_name(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> dict[str, Fraction]:
    """Read CRITERION=SHARE, several times, the share as a number or in per cent; for `callback=`."""
    return _pairs(ctx, param, given, "security=0.3 or security=30%")


def _pairs(ctx: click.Context, param: click.Parameter, given: Sequence[str], example: str) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for pair in given:
        name, sign, number = (part.strip() for part in pair.partition("="))
        if not (name and sign and number):
            raise click.BadParameter(f"expected {param.metavar}, such as {example}; found {pair!r}", ctx, param)
        if name in found:
            raise click.BadParameter(f"{name!r} is given twice", ctx, param)
        per_cent = number.endswith("%") and "%" in example
        size = _number(number.removesuffix("%").rstrip() if per_cent else number, pair, ctx, param)
        if size > 1 and "%" in example and not per_cent:
            raise click.BadParameter(f"{pair!r}: expected 0 to 1, or per cent: {name}={number}%", ctx, param)
        found[name] = size / 100 if per_cent else size
    return found


def _number(text: str, given: str, ctx: click.Context, param: click.Parameter) -> Fraction:
    if _NUMBER.fullmatch(text.strip()):
        return Fraction(text.strip())
    hint = "; write 1200.5, without a comma" if "," in text else ""
    raise click.BadParameter(f"{given!r} is not a number of zero or more{hint}", ctx, param)


def names(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> list[str]:
    """Read names given with commas or one by one, each once; for `callback=`."""
    found = [name.strip() for each in given for name in each.split(",")]
    if not all(found):
        raise click.BadParameter(f"a name is missing in {', '.join(map(repr, given))}", ctx, param)
    return list(dict.fromkeys(found))


def parameters(ctx: click.Context, param: click.Parameter, given: Sequence[str]) -> dict[str, Any]:
    """Read NAME=VALUE, several times; the value as JSON where it is JSON, else as a word; for `callback=`."""
    from mcda.cli.screen import read_json

    found: dict[str, Any] = {}
    for pair in given:
        name, sign, text = (part.strip() for part in pair.partition("="))
        if not (name and sign and text):
            raise click.BadParameter(f"expected {param.metavar}, such as v=0.25; found {pair!r}", ctx, param)
        if name in found:
            raise click.BadParameter(f"{name!r} is given twice", ctx, param)
        try:
            found[name] = read_json(text)
        except ValueError:
            found[name] = text
    return found


def study_option(command: Command) -> Command:
    """Add `--study`."""
    return click.option(
        "--study",
        "folder",
        type=click.Path(exists=True),
        metavar="DIR",
        help="The study's folder. [default: the nearest parent with a study.yaml, else Korea's]",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json`, and a `--debug` that may also stand behind the command."""
    command = click.option("--debug", is_flag=True, expose_value=False, hidden=True)(command)
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead.")(command)


def language_option(command: Command) -> Command:
    """Add `--lang`, the language of the study's own names."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        help="Language of the study's names. [default: the study's first]",
    )(command)


def change_options(command: Command) -> Command:
    """Add `--scenario`, `--update` and `--variant`."""
    return change_option("--scenario")(change_option("--update")(change_option("--variant")(command)))


def change_option(name: str) -> Callable[[Command], Command]:
    """Add one of `--scenario`, `--update` and `--variant`."""
    return click.option(name, metavar="ID", help=_CHANGES[name])


def on_option(command: Command) -> Command:
    """Add `--on`."""
    return click.option(
        "--on",
        type=click.Choice(get_args(On)),
        default="values",
        show_default=True,
        help="Rank on values of 0 to 100, or on the units measured.",
    )(command)


def weights_options(command: Command) -> Command:
    """Add `--weights` and `--set`."""
    command = click.option(
        "--set",
        "shares",
        metavar="CRITERION=SHARE",
        multiple=True,
        callback=shares_by_name,
        help="Give a criterion or a branch this share, as 0.3 or 30%; the others keep their proportions.",
    )(command)
    return click.option("--weights", metavar="PROFILE", help="A weight profile. [default: the study's]")(command)


def ranking_options(command: Command) -> Command:
    """Add the choices of `mcda rank`."""
    command = weights_options(change_options(on_option(command)))
    return method_option(f"One of {METHODS}; `mcda methods` lists all. [default: the study's]")(command)


def method_option(told: str) -> Callable[[Command], Command]:
    """Add `--method`."""
    return click.option("--method", metavar="NAME", help=told)


def node_option(command: Command) -> Command:
    """Add `--at`."""
    told = "Look at one branch of the objectives tree, or one criterion, alone."
    return click.option("--at", metavar="BRANCH", help=told)(command)


def parameters_option(command: Command) -> Command:
    """Add `--parameter`."""
    return click.option(
        "--parameter",
        "settings",
        metavar="NAME=VALUE",
        multiple=True,
        callback=parameters,
        help="Set a parameter of the method, such as v=0.25. [default: the method's]",
    )(command)


def configured(name: str | None, settings: Mapping[str, Any], *, verb: str, default: str) -> Method | None:
    """Return the method asked for, with its parameters; None where the study's own is asked for as it is.

    Raises
    ------
    NameUnknownError
        No such method or parameter.
    UsageError
        A parameter with a value it cannot take, or a method that answers to another command.
    """
    if name is None and not settings:
        return None
    from mcda.methods import named

    try:
        found = named(default if name is None else name, **settings)
    except MethodError as fault:
        raise click.UsageError(str(fault)) from None
    if found.verb != verb:
        raise click.UsageError(f"{found.id} does not {verb} options; use mcda {found.verb}")
    return found


def check_folder(folder: str | None, *, methods: Collection[str] = ()) -> CheckedStudy:
    """Check a study, its default method too where the methods are named; an unreadable folder is a fault."""
    from pathlib import Path

    from mcda.study import CheckedStudy, check_study

    try:
        return check_study(folder, methods=methods)
    except OSError as problem:
        where = str(folder or problem.filename or ".")
        fault = Fault(where, 1, 1, f"the folder cannot be read: {problem.strerror or problem}")
        return CheckedStudy(Path(where), "folder given" if folder else "found", None, (fault,))


def open_study(folder: str | None) -> Study:
    """Load a study.

    Raises
    ------
    StudyError
        It is unsound; with every fault.
    """
    checked = check_folder(folder)
    if checked.study is None:
        raise StudyError(checked.faults)
    return checked.study


def chosen_weights(
    study: Study,
    profile: str | None,
    shares: Mapping[str, Fraction],
    *,
    scenario: str | None,
    update: str | None,
    variant: str | None,
) -> str | Weights | None:
    """Return the profile asked for, with the shares asked for; None for the study's own choice.

    Raises
    ------
    McdaError
        An unknown name, or shares that cannot be.
    """
    if profile is not None and "," in profile and profile not in study.profiles:
        raise WeightsError(f"one profile at a time, found {profile!r}; several side by side: mcda compare --weights")
    if not shares:
        return profile
    codes = {c.code: c.id for c in study.criteria if c.code}
    for name in shares:
        if name in codes:
            raise WeightsError(f"{name!r} is a code; write the id: --set {codes[name]}=...")
    from mcda.study import under

    # A variant may read several criteria as one, and the shares speak of the criteria that are then there.
    standing = under(study, scenario=scenario, update=update, variant=variant)
    name = profile or standing.defaults.weights
    if not name:
        raise WeightsError("the study names no default weights; say which profile --set changes: --weights PROFILE")
    return standing.weights[name].with_shares({each: _as_written(share) for each, share in shares.items()})


def _as_written(share: Fraction) -> Fraction | float:
    """Return the share as a decimal where that is exact, because the recipe writes it out."""
    return float(share) if Fraction(repr(float(share))) == share else share


def origin_in_words(study: Study, language: str = "en") -> str:
    """Say which study it is and where it was found."""
    return f"{study.title.get(language)} ({study.origin})"


def counted(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun.

    >>> counted(1, "fault"), counted(2, "fault")
    ('1 fault', '2 faults')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
