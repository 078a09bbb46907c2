"""Commands that play: begin a run, go on with one."""

import sys
import time
from typing import TYPE_CHECKING

import click

from ccdrill.cli.context import Context
from ccdrill.cli.printing import fitted, say

if TYPE_CHECKING:
    from ccdrill.bootstrap import House
    from ccdrill.model.ids import RunId

_OFTEN = 0.5
"""Seconds between two looks for a big screen."""
_NOT_SHOWN = """No other terminal shows a team drill yet. The console waits until the briefing there is over.
  Ctrl+C gives up. To begin there: {called} run ivr-team
  To lead a run that nobody sees: {called} console RUN"""
"""What is said where there is nothing to lead."""


def _seat(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """ROLE=NAME to (role, name)."""
    seats = []
    for text in given:
        role, equals, name = (part.strip() for part in text.partition("="))
        if not equals or not role or not name:
            raise click.BadParameter(f"'{text}' is not ROLE=NAME, such as telephony=Ann")
        seats.append((role, name))
    return tuple(seats)


@click.command(short_help="Play a drill.")
@click.argument("drill")
@click.option("--procedure", help="Score against this procedure: a YAML file or the id of a shipped one.")
@click.option("--team", default="", help="What the team calls itself.")
@click.option("--people", "--head-count", "people", type=click.IntRange(0, 9999), default=0, help="How many take part.")
@click.option(
    "--seat",
    "seats",
    metavar="ROLE=NAME",
    multiple=True,
    callback=_seat,
    help="Who plays a role; may be given again. The other roles are then vacant.",
)
@click.option("--facilitator", "leaders", metavar="NAME", default="", help="Who leads it; several names with commas.")
@click.option("--plain", is_flag=True, help="Labelled lines instead of screens.")
@click.pass_obj
def run(
    context: Context,
    drill: str,
    procedure: str | None,
    team: str,
    people: int,
    seats: tuple[tuple[str, str], ...],
    leaders: str,
    plain: bool,
) -> None:
    """Play DRILL: an id from 'ccdrill list', or the path of a YAML file."""
    from ccdrill.front_ends import has_terminal, play_plain, run_screens
    from ccdrill.session.deciding.team import seat_team, split_names

    house = context.house(plain=plain)
    exercise = house.exercise(drill, procedure)
    members = seat_team(
        exercise,
        seats,
        name=team or house.settings.team,
        head_count=people,
        facilitators=split_names(leaders),
    )
    if house.settings.plain or not has_terminal():
        play_plain(house, house.begin(exercise, members))
    else:
        sys.exit(run_screens(house, exercise=exercise, team=members))


@click.command(short_help="Go on with a run.")
@click.argument("run_id", metavar="[RUN]", default="last")
@click.option("--plain", is_flag=True, help="Labelled lines instead of screens.")
@click.pass_obj
def resume(context: Context, run_id: str, plain: bool) -> None:
    """Go on with RUN: its id, the first characters of it, or 'last'."""
    from ccdrill.front_ends import has_terminal, play_plain, run_screens

    house = context.house(plain=plain)
    session = house.resume(house.find_run(run_id))
    if house.settings.plain or not has_terminal():
        play_plain(house, session)
    else:
        sys.exit(run_screens(house, session=session))


@click.command(short_help="Lead a team drill from a second terminal.")
@click.argument("run_id", metavar="[RUN]", required=False)
@click.option("--plain", is_flag=True, hidden=True)
@click.pass_obj
def console(context: Context, run_id: str | None, plain: bool) -> None:
    """The facilitator's private console of RUN, a team drill.

    Without RUN, of the team drill that another terminal shows; while that is at the briefing still, it waits. RUN is an id, the
    first characters of it, or 'last'. While the console is open, the other terminal follows it.
    """
    from ccdrill.front_ends import has_terminal, run_screens
    from ccdrill.model.errors import NotAllowed

    house = context.house(plain=plain)
    if house.settings.plain or not has_terminal():
        raise NotAllowed(
            "the console has screens only, no lines",
            "Open it in a terminal of its own, without --plain; in lines, one terminal has all of it: type 'help'.",
        )
    run = house.find_run(run_id) if run_id is not None else _shown_run(house)
    sys.exit(run_screens(house, session=house.control(run), is_console=True))


def _shown_run(house: "House") -> "RunId":
    """The run that another terminal shows; as long as there is none, says so and looks again."""
    run = house.shown_run()
    if run is None:
        for line in _NOT_SHOWN.format(called=house.called).split("\n"):
            say(fitted(line, "  ", sys.stderr))
    while run is None:
        time.sleep(_OFTEN)
        run = house.shown_run()
    return run
