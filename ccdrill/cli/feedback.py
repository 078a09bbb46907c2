"""The command that takes down what participants put on their feedback forms, and shows it."""

from typing import TYPE_CHECKING

import click

from ccdrill.cli.agreeing import record, walk_through
from ccdrill.cli.context import Context
from ccdrill.cli.printing import fitted, put, say

if TYPE_CHECKING:
    from ccdrill.session.deciding.commands import Agree


@click.command(short_help="Take down the participants' feedback on a run.")
@click.argument("run_id", metavar="RUN")
@click.option(
    "--count",
    "counts",
    metavar="NAME=COUNTS",
    multiple=True,
    help="How many answered a statement with 1, 2, 3, 4 and 5, such as believable=0,1,2,5,2. Its number will do as well; of who played alone, the answer: believable=4.",
)
@click.option("--strength", metavar="TEXT", multiple=True, help="What was strong, as somebody wrote it.")
@click.option("--improve", metavar="TEXT", multiple=True, help="What must become better.")
@click.option("--other", metavar="TEXT", multiple=True, help="Anything else that somebody wrote.")
@click.option(
    "--change",
    metavar="NAME TEXT",
    multiple=True,
    nargs=2,
    help="Another text in place of a remark, such as strength:2; an empty one withdraws it.",
)
@click.option("--walk", is_flag=True, help="Go through the form, statement by statement.")
@click.pass_obj
def feedback(
    context: Context,
    /,
    run_id: str,
    counts: tuple[str, ...],
    strength: tuple[str, ...],
    improve: tuple[str, ...],
    other: tuple[str, ...],
    change: tuple[tuple[str, str], ...],
    walk: bool,
) -> None:
    """Show what participants said of RUN, and take down what they put on their forms, or a show of hands.

    How many gave which answer, never who; no names in what they wrote. RUN is its id, the first characters of it, or 'last'. All
    of a call is recorded, or nothing; what is said again replaces what stood, and nothing behind the '=' withdraws.

    \b
    ccdrill feedback last
    ccdrill feedback last --walk
    ccdrill feedback last --count believable=0,1,2,5,2 --count 8=0,0,1,6,3
    ccdrill feedback last --strength "We talked before we decided" --improve "Nobody had the numbers"
    """  # noqa: D301  # click's own mark for lines that stay as they are
    from ccdrill.debrief.talking.form_answers import counts_of, remark_called, remarks_of, statement_called
    from ccdrill.plain.forms import form_lines
    from ccdrill.session.deciding.commands import WriteRemark

    house = context.house()
    run = house.find_run(run_id)
    found = house.debrief(run)
    if walk:
        if counts or strength or improve or other or change:
            raise click.UsageError("--walk asks for everything: leave the other options out.")
        from ccdrill.plain.forms import Forms

        found = walk_through(house, run, found, Forms)
    asked: list[Agree] = []
    for one in counts:
        name, equals, typed = one.partition("=")
        if not equals:
            raise click.UsageError(f"'{one}' is not NAME=COUNTS, such as believable=0,1,2,5,2.")
        asked.append(counts_of(statement_called(name), typed, is_alone=found.facts.mode == "solo"))
    for name, typed in change:
        kind, number = remark_called(name)
        asked.append(WriteRemark(kind=kind, remark=number, text=typed))
    asked += remarks_of("strength", strength, found)
    asked += remarks_of("improve", improve, found)
    asked += remarks_of("other", other, found)
    if asked:
        found = record(house, run, asked, found)
    for line in form_lines(found):
        put(fitted(line, "   "))
    if not asked and not walk and found.facts.is_finished:
        say(f"Fill it in, statement by statement, with: {house.called} feedback {run} --walk")
