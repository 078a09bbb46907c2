"""The command that scores an exercise that was not run in ccdrill."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, report_lines, say
from ccdrill.model.errors import BadContent, CcdrillError

if TYPE_CHECKING:
    import datetime as dt

_LISTS = ("--case", "--not-exercised", "--withheld")
_POSITIONAL = 2
_HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""What a shell opened for us, as for `<(a command)`: whoever writes to it is there."""


class _ScoreCommand(click.Command):
    """Lets the options of which there may be many take several values in a row, behind PROCEDURE and TRACE."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _one_value_each(args))


def _one_value_each(args: list[str]) -> list[str]:
    """`--withheld a b` as `--withheld a --withheld b`, where `b` can be nothing else."""
    spread: list[str] = []
    positional, is_value, last = 0, False, ""
    for argument in args:
        is_option = argument.startswith("-") and argument != "-" and not is_value
        if is_option:
            last, equals, _ = argument.partition("=")
            is_value = not equals and last.startswith("--") and last != "--help"
        elif is_value:
            is_value = False
        elif positional == _POSITIONAL and last in _LISTS:
            spread.append(last)
        else:
            positional += 1
        spread.append(argument)
    return spread


def _case(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """KEY=VALUE to (key, value)."""
    from ccdrill.model.privacy import holds_card_number

    pairs = []
    for text in given:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not key:
            raise click.BadParameter(f"'{text}' is not KEY=VALUE, such as account_data=true or jurisdiction=uk,ie")
        if holds_card_number(text):
            raise click.BadParameter("a card-shaped number can't stand in a case. Write a token such as PAN-0417.")
        pairs.append((key, value))
    return tuple(pairs)


def _begins(_: click.Context, __: click.Parameter, given: str | None) -> "dt.datetime | None":
    from ccdrill.model.units import StoryStart

    if given is None:
        return None
    try:
        return StoryStart.parse(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command(cls=_ScoreCommand, short_help="Score any exercise, also one on paper.")
@click.argument("procedure")
@click.argument("trace", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--case",
    metavar="KEY=VALUE",
    multiple=True,
    callback=_case,
    help="What the procedure's conditions ask for: true, false, a number, a word, or words with commas.",
)
@click.option(
    "--begins",
    metavar="TIME",
    callback=_begins,
    help="When it began, as 2026-03-02T10:20+00:00: for business days, and for times in words.",
)
@click.option("--scenario", help="Take case, start and what could be done from this scenario: a YAML file or an id.")
@click.option("--not-exercised", metavar="ID", multiple=True, help="A step that the exercise could not show.")
@click.option("--withheld", metavar="ID", multiple=True, help="A step that was not reached because it was ended early.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A report to read aloud, or every figure as an exact fraction.",
)
@click.pass_obj
def score(
    context: Context,
    procedure: str,
    trace: str,
    case: tuple[tuple[str, str], ...],
    begins: "dt.datetime | None",
    scenario: str | None,
    not_exercised: tuple[str, ...],
    withheld: tuple[str, ...],
    form: Literal["text", "json"],
) -> None:
    """Score what was done in any exercise, also one on paper, against PROCEDURE: a YAML file or an id.

    TRACE holds what was done: a file of JSON Lines or CSV, or - for standard input. One line an action:

    {"t": 600, "role": "telephony", "action": "divert-payment-route", "evidence": ["route-diff"], "place": "acd"}

    t counts seconds from the start. Role, evidence and place may be left out: then they are not judged. A line with "moment"
    instead of "action" says when a clock was started. --case, --not-exercised and --withheld may be given again.
    """
    from ccdrill.assessing import Account, assess
    from ccdrill.scoring.exported import export_basis, export_score

    account = Account(procedure, scenario, case, begins, not_exercised, withheld)
    found = assess(context.house().library, account, partial(_read, trace))
    for line in (*report_lines(found.warnings, sys.stderr), *found.remarks):
        say(line)
    if form == "json":
        import json

        basis = export_basis(found.frame.procedure, found.case, found.trace.begins)
        put(json.dumps({**basis, **export_score(found.score)}, indent=1))
        return
    from ccdrill.plain.scored import scored

    for line in scored(found):
        put(line)


def _read(trace: str) -> tuple[str, str]:
    """The text of the trace, and what to call it. Raises BadContent, CcdrillError."""
    from ccdrill.authoring.reading.text import read_stream

    if trace == "-":
        name = "standard input"
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None or stream.closed:
            raise CcdrillError("there is no standard input to read the trace from", "Name a file in place of -.")
        text = read_stream(stream, name)
    else:
        name = trace
        if not Path(trace).is_file() and not trace.startswith(_HANDED_OVER):
            raise CcdrillError(f"{trace} is not a regular file", "Name a file, or - to read what is piped in.")
        with Path(trace).open("rb") as file:
            text = read_stream(file, name)
    if not isinstance(text, str):
        raise BadContent((text,))
    return text, name
