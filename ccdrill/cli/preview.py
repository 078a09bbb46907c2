"""The command with which an author tries a scenario out."""

import sys

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import put, report_lines

_EVERY = 0.5
"""Seconds between two looks at a file that is watched."""


@click.command(short_help="Try a scenario out from any state, unrecorded.")
@click.argument("scenario")
@click.option("--at", metavar="STATE", help="Begin in this state.")
@click.option(
    "--set", "given", multiple=True, metavar="NAME=VALUE", help="A flag or meter to begin with; may be repeated."
)
@click.option("--time", metavar="TIME", help="Begin so long after the start of the story: 2h, or 'day 2 09:00'.")
@click.option(
    "--watch",
    is_flag=True,
    help="Read the file and its vocabulary again whenever one is saved, and go on where you were; wait for a file that has "
    "errors to be mended.",
)
@click.pass_obj
def preview(
    context: Context, scenario: str, at: str | None, given: tuple[str, ...], time: str | None, *, watch: bool
) -> None:
    """Try SCENARIO (or a drill's) out, in plain lines, from any state: also what people don't see. Nothing is recorded.

    Type a choice's number or id; '?' lists what else can be typed. Answers can be piped in, one a line.
    """
    from ccdrill.front_ends import has_terminal
    from ccdrill.plain.preview import PROMPT, play_trial, wait_for_one
    from ccdrill.plain.typed import typed_lines
    from ccdrill.previewing import Trial, start_from
    from ccdrill.rehearsing import scenario_file
    from ccdrill.watching import WatchedScenario

    house = context.house()
    file = WatchedScenario(house.settings.library, scenario_file(house.library, scenario), report_lines)
    answers = typed_lines(sys.stdin, every=_EVERY if watch else None)
    found = wait_for_one(file.changed, answers, put) if watch and file.is_there() else file.read()
    if found is None:
        return
    trial = Trial(found, start_from(found, at, given, time))
    is_watched = has_terminal()
    play_trial(
        trial, answers, put, file.changed if watch else None, lambda: put(PROMPT, end="") if is_watched else None
    )
