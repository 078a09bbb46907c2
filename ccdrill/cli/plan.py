"""The command that shows the improvement plan of a run, and fills it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, cast

import click

from ccdrill.cli.agreeing import record, walk_through
from ccdrill.cli.context import Context
from ccdrill.cli.printing import fitted, put, say

if TYPE_CHECKING:
    from ccdrill.debrief.document.document import Debrief
    from ccdrill.model.drill import Grade
    from ccdrill.model.ids import Subject
    from ccdrill.session.deciding.commands import Agree, AgreeAction, ConfirmRating, Dispose, MarkDone, Reopen


@dataclass(frozen=True, kw_only=True)
class _Given:
    """The options as they were typed; None: not given."""

    row: str | None
    action: str | None
    owner: str | None
    due: str | None
    done: str | None
    proof: str | None
    by: str | None
    not_done: str | None
    dispose: str | None
    rate: str | None
    reason: str | None
    evaluator: str | None
    least_sure: str | None
    gap: str | None
    see: str | None
    know: str | None
    trace: str | None
    facilitator: str | None


@click.command(short_help="Show the improvement plan of a run, and fill it.")
@click.argument("run_id", metavar="RUN")
@click.option("--row", metavar="ROW", help="The row that is meant; by itself, shows it.")
@click.option("--action", metavar="TEXT", help="What is done about the row; an empty text withdraws it.")
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--due", metavar="DATE", help="By when, such as 2027-01-31, 31 Jan 2027 or 'in 6 weeks'.")
@click.option(
    "--done",
    is_flag=False,
    flag_value="",
    metavar="[DATE]",
    help="The action that is agreed about the row is done: on that day, or today. It stays as it was agreed from then on.",
)
@click.option(
    "--proof", metavar="TEXT", help="Where one sees it: a ticket, a version of a document, a card on the wall."
)
@click.option("--by", metavar="NAME", help="Who checked it.")
@click.option(
    "--not-done", metavar="REASON", help="It is not done after all, or not any more: open it again, and say why."
)
@click.option(
    "--dispose",
    metavar="ROW=ANSWER",
    help="What the team says of a row: not-followed, procedure-wrong, scenario-wrong, or deliberate (and better).",
)
@click.option("--rate", metavar="OBJECTIVE=GRADE", help="The evaluator's rating: P, S, M, U or N.")
@click.option("--reason", metavar="TEXT", help="Why: with --dispose or --rate. A rating is changed only with a reason.")
@click.option("--evaluator", metavar="NAME", help="Who rates.")
@click.option("--walk", is_flag=True, help="Go through all rows and objectives, question by question.")
@click.option(
    "--least-sure", metavar="MOMENT", help="When the team was least sure: the number of a decision, or words."
)
@click.option("--gap", metavar="TEXT", help="What was missing: a row of its own, for --action, --owner and --due.")
@click.option("--see", metavar="ANSWER", help="Could we see it? yes, partly or no, and a sentence.")
@click.option("--know", metavar="ANSWER", help="Would we have known at once?")
@click.option("--trace", metavar="ANSWER", help="Could we trace it, and respond?")
@click.option(
    "--facilitator", metavar="NAME", help="Who led it, where that was not said, or not so; an empty text withdraws it."
)
@click.option("--hot-wash", is_flag=True, help="Right after play: be asked for these five, in five minutes.")
@click.pass_obj
def plan(context: Context, /, run_id: str, walk: bool, hot_wash: bool, **given: str | None) -> None:
    """Show what RUN left to put right, and record what people agree on once it is over.

    RUN is its id, the first characters of it, or 'last'. A ROW is its number in the list, a finding of the report (F3), a step
    by its id, or a gap (gap:1). What is said again replaces what stood; what is left out stays as it is. Nothing behind the '=' withdraws.
    No score changes.

    \b
    ccdrill plan last
    ccdrill plan last --hot-wash
    ccdrill plan last --walk
    ccdrill plan last --row 2 --action "Script the diversion" --owner "Ann Lee" --due 2027-01-31
    ccdrill plan last --row 2 --done 2027-01-28 --proof "Ticket 4711" --by "Eve Roe"
    ccdrill plan last --row 2 --not-done "It was taken off the wall"
    ccdrill plan last --gap "Nobody knew the number" --action "Put it on the wall card" --owner "Ann Lee"
    ccdrill plan last --dispose 3=procedure-wrong --reason "Nobody staffs that line at night"
    ccdrill plan last --facilitator "Fay Roe"
    ccdrill plan last --rate stop-the-loss=S --reason "The desk had begun" --evaluator "Eve Roe"
    """  # noqa: D301  # click's own mark for lines that stay as they are
    from ccdrill.plain.planned import lines_about, plan_lines, wash_lines

    house = context.house()
    run = house.find_run(run_id)
    found = house.debrief(run)
    today = house.world.clock.utc().date()
    if walk or hot_wash:
        which = "--hot-wash" if hot_wash else "--walk"
        if (walk and hot_wash) or any(one is not None for one in given.values()):
            raise click.UsageError(f"{which} asks for everything: leave the other options out.")
        from ccdrill.plain.hot_wash import HotWashWalk
        from ccdrill.plain.walk import Walk

        found = walk_through(house, run, found, HotWashWalk if hot_wash else Walk)
        _show(wash_lines(found, today) if hot_wash else plan_lines(found, today))
        if hot_wash:
            say(f"The rest of the plan, question by question: {house.called} plan {run} --walk")
        return
    asked = _asked(found, _Given(**given))
    names = _named(found, given["row"], asked)
    if asked:
        found = record(house, run, asked, found)
    _show(lines_about(found, names, today) if names else plan_lines(found, today))
    if names or not found.facts.is_finished:
        return
    if found.hot_wash is None and found.facts.mode == "team":
        say(f"Right after play, write the hot wash down with: {house.called} plan {run} --hot-wash")
    if not found.facts.facilitator and found.facts.mode == "team":
        say(f"Nobody said who led it: {house.called} plan {run} --facilitator NAME")
    if found.plan:
        say(f"Fill it in, question by question, with: {house.called} plan {run} --walk")


def _asked(found: "Debrief", given: _Given) -> "list[Agree]":
    """What is to be recorded. Raises UnknownName, click.UsageError."""
    if given.reason is not None and (given.dispose is None) == (given.rate is None):
        raise click.UsageError("--reason goes with --dispose or with --rate, one of them in a call.")
    if given.evaluator is not None and given.rate is None:
        raise click.UsageError("--evaluator goes with --rate.")
    asked: list[Agree] = list(_reopened(found, given))
    asked += _washed(found, given)
    if given.facilitator is not None:
        from ccdrill.session.deciding.commands import SayWhoLed

        asked.append(SayWhoLed(who=given.facilitator))
    if any(one is not None for one in (given.action, given.owner, given.due)):
        asked.append(_action(found, given))
    if any(one is not None for one in (given.done, given.proof, given.by)):
        asked.append(_done(found, given))
    if given.dispose is not None:
        asked.append(_disposition(found, given, given.dispose))
    if given.rate is not None:
        asked.append(_rating(given, given.rate))
    return asked


def _washed(found: "Debrief", given: _Given) -> "Iterator[Agree]":
    """What is said of the hot wash. Raises UnknownName, NotAllowed, click.UsageError."""
    from ccdrill.debrief.talking.answering import answer_of, doubt_of, gap_of
    from ccdrill.session.deciding.commands import NameGap

    if given.least_sure is not None:
        yield doubt_of(given.least_sure, found)
    if given.gap is not None:
        yield NameGap(gap=gap_of(_gap(found, given.row, given.gap)), what=given.gap)
    if given.see is not None:
        yield answer_of("see", given.see)
    if given.know is not None:
        yield answer_of("know", given.know)
    if given.trace is not None:
        yield answer_of("trace", given.trace)


def _gap(found: "Debrief", row: str | None, typed: str) -> "Subject":
    """The gap that a row names, or that says so already, or the next. Raises UnknownName, NotAllowed, click.UsageError."""
    from ccdrill.debrief.talking.answering import gap_called
    from ccdrill.plain.planned import subject_of_row
    from ccdrill.session.run.afterwards import gap_subject

    if row is None:
        if not typed.strip():
            raise click.UsageError("Which gap is withdrawn? Name it with --row, such as --row gap:1.")
        return gap_subject(gap_called(typed, found))
    about = subject_of_row(found, row)
    if not about.startswith("gap:"):
        raise click.UsageError(
            f"--gap says what was missing, and '{row}' is another row: name a gap, or leave --row out."
        )
    return about


def _action(found: "Debrief", given: _Given) -> "AgreeAction":
    from ccdrill.session.deciding.commands import AgreeAction

    about = _about(found, given, "--action, --owner and --due")
    return AgreeAction(about=about, what=given.action, owner=given.owner, due=given.due)


def _done(found: "Debrief", given: _Given) -> "MarkDone":
    """Raises UnknownName, click.UsageError."""
    from ccdrill.session.deciding.commands import MarkDone

    if given.not_done is not None:
        raise click.UsageError("--not-done opens an action again: leave --done, --proof and --by out.")
    about = _about(found, given, "--done, --proof and --by")
    return MarkDone(about=about, day=given.done, proof=given.proof, checked_by=given.by)


def _reopened(found: "Debrief", given: _Given) -> "Iterator[Reopen]":
    """Comes first: what is reopened can be agreed on anew in the same call."""
    from ccdrill.session.deciding.commands import Reopen

    if given.not_done is not None:
        yield Reopen(about=_about(found, given, "--not-done"), reason=given.not_done)


def _about(found: "Debrief", given: _Given, options: str) -> "Subject":
    """The row that is named, or the gap that is. Raises UnknownName, click.UsageError."""
    from ccdrill.plain.planned import subject_of_row

    if given.row is not None:
        return subject_of_row(found, given.row)
    if given.gap is None:
        raise click.UsageError(f"{options} are about a row: name it with --row.")
    return _gap(found, None, given.gap)


def _disposition(found: "Debrief", given: _Given, typed: str) -> "Dispose":
    """`ROW=ANSWER`, or the answer alone where the row is named already."""
    from ccdrill.debrief.document.agreed import DISPOSITIONS
    from ccdrill.plain.planned import subject_of_row
    from ccdrill.session.deciding.commands import Dispose

    row, equals, answer = (part.strip() for part in typed.rpartition("="))
    if not equals and given.row is None:
        raise click.UsageError(f"'{typed}' is not ROW=ANSWER, such as 3=procedure-wrong.")
    if answer and answer not in DISPOSITIONS:
        _no_such(answer, "answer", DISPOSITIONS)
    about = subject_of_row(found, row if equals else given.row or "")
    said = next((one for one in DISPOSITIONS if one == answer), None)
    return Dispose(about=about, disposition=said, reason=given.reason)


def _rating(given: _Given, typed: str) -> "ConfirmRating":
    from ccdrill.debrief.document.document import GRADES
    from ccdrill.model.ids import ObjectiveId
    from ccdrill.session.deciding.commands import ConfirmRating

    objective, equals, grade = (part.strip() for part in typed.partition("="))
    if not equals:
        raise click.UsageError(f"'{typed}' is not OBJECTIVE=GRADE, such as stop-the-loss=S.")
    if grade and grade.upper() not in GRADES:
        _no_such(grade, "rating", [f"{one} ({words})" for one, words in GRADES.items()])
    return ConfirmRating(
        objective=ObjectiveId(objective),
        grade=cast("Grade", grade.upper()) if grade else None,
        reason=given.reason,
        evaluator=given.evaluator,
    )


def _no_such(typed: str, what: str, known: Iterable[str]) -> NoReturn:
    from ccdrill.authoring.reading.nearest import nearest

    near = nearest(typed, list(known))
    meant = f" Did you mean '{near}'?" if near is not None else ""
    raise click.UsageError(f"There is no {what} '{typed}'.{meant} Give one of: {', '.join(known)}.")


def _named(found: "Debrief", row: str | None, asked: "list[Agree]") -> set[str]:
    """Which rows and which objectives the call is about. Raises UnknownName."""
    from ccdrill.plain.planned import named, subject_of_row

    names = {named(one) for one in asked}
    return names | {subject_of_row(found, row)} if row is not None else names


def _show(lines: Iterable[str]) -> None:
    """What goes on in a second row of a terminal stands below the text."""
    for line in lines:
        blanks = len(line) - len(line.lstrip())
        put(fitted(line, " " * (blanks + 3)))
