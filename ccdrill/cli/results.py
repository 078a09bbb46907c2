"""The command that shows what many runs show together."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ccdrill.cli.context import Context
from ccdrill.cli.documents import file_of, put_report, say_wrote, spare_terminal
from ccdrill.cli.printing import say, say_no_runs

if TYPE_CHECKING:
    from ccdrill.bootstrap import House
    from ccdrill.results.asked import Wanted
    from ccdrill.results.gathering import Gathering

Form = Literal["text", "markdown", "json", "csv", "html", "pdf", "docx"]
_PATIENCE = 20
"""Runs that can be looked back on without saying so: it takes about a second."""


@click.command(short_help="Show what many runs show together.")
@click.option("--drill", default="", metavar="ID", help="Only runs of this drill.")
@click.option("--team", default="", metavar="NAME", help="Only runs of the team that calls itself so.")
@click.option("--since", metavar="DATE", help="Only runs from this day on (in UTC), such as 2027-01-31 or 31 Jan 2027.")
@click.option("--last", type=click.IntRange(min=1), metavar="N", help="Only the last N runs of each drill.")
@click.option(
    "--actions",
    type=click.Choice(["not-done", "overdue", "done", "all"]),
    help="Only actions that were agreed, and of these only such. csv: a line for each.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "csv", "html", "pdf", "docx"]),
    help="What to write; without it, what the end of the file's name says, or text. csv: a line for each run and step; html,"
    " pdf and docx need the extra 'reports'.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; without it, standard output.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--without-names", is_flag=True, help="Leave out the teams' names, and every text that people typed.")
@click.pass_obj
def results(  # noqa: PLR0913  # one for each option
    context: Context,
    *,
    drill: str,
    team: str,
    since: str | None,
    last: int | None,
    actions: "Wanted | None",
    form: Form | None,
    output: Path | None,
    force: bool,
    without_names: bool,
) -> None:
    """Show what many runs show together: scores over time, weak links, what came of agreed actions, what is due.

    Only runs that are over count. --since and --last narrow scores, steps, objectives, feedback and sureness; agreed actions and
    outside sources are looked for in all runs of the same drills and teams. Damaged runs are named and left out.

    \b
    ccdrill results
    ccdrill results --drill ivr-team --team "Team B" --last 5
    ccdrill results --since 2026-01-01 --output results.md
    ccdrill results --actions not-done --output open-actions.csv
    """  # noqa: D301  # click's own mark for lines that stay as they are
    from ccdrill.model.days import meant_day
    from ccdrill.results.asked import Asked
    from ccdrill.store.files import check_target

    if actions is not None and (since is not None or last is not None):
        raise click.UsageError("--actions looks in all runs, of any day: leave --since and --last out.")
    file = file_of(output)
    usual, form = (None, form) if form is not None else _meant(file)
    spare_terminal(form, file)
    house = context.house()
    today = house.world.clock.utc().date()
    day = meant_day(since, today).isoformat() if since is not None else ""
    if day > today.isoformat():
        say(f"No run can have begun since {day}: that is in the future, and today is {today} in UTC.")
    if file is not None:
        check_target(file, replace=force)  # before anybody waits
    gathering = house.gather(Asked(drill=drill, team=team, since=day, last=last or 0, actions=actions))
    if gathering.is_empty:
        say_no_runs(house.called)
    _gather(gathering)
    for one in gathering.found.unreadable:
        say(f"Left out: run {one.run}: {one.problem}")
    if gathering.is_empty and form == "text":
        return
    data = _written(house, gathering, form, without_names=without_names)
    if file is None:
        put_report(data, form)
        return
    house.save_bytes(data, file, replace=force)
    say_wrote(file, form, usual)


def _meant(file: Path | None) -> tuple[str, Form]:
    """The format that the end of the name says, or text, behind what such names end in."""
    from ccdrill.results.render import SUFFIX, format_of

    found = format_of(file.name) if file is not None else None
    return (SUFFIX[found], found) if found is not None else (".txt", "text")


def _written(house: "House", gathering: "Gathering", form: Form, *, without_names: bool) -> bytes:
    from ccdrill.results import render

    found, gathered = house.results(gathering), gathering.found
    if without_names:
        found, gathered = render.without_names(found), render.runs_without_names(gathered)
    if form != "text":
        return render.written(found, gathered, form, lambda: house.installing("reports"))
    from ccdrill.plain.results import results_lines

    return "".join(f"{line}\n" for line in results_lines(found)).encode("utf-8")


def _gather(gathering: "Gathering") -> None:
    """Says that it takes a moment, where it does, and how far it is."""
    from ccdrill.cli.bar import Bar

    takes_long, bar = gathering.lacking > _PATIENCE, Bar()
    if takes_long:
        say(f"Looking back on {gathering.lacking} runs. It is done once; the next time is quick.")
    for number in gathering:
        if takes_long:
            bar("runs", number, gathering.count)
    if takes_long:
        bar.take_away()
