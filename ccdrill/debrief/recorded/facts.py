"""What was played, by whom, when, and against what: the facts at the head and the foot of a debrief."""

from ccdrill.debrief.document.course import Facts
from ccdrill.debrief.recorded.afterwards import on_one_line
from ccdrill.debrief.recorded.decisions import utc_minute
from ccdrill.debrief.recorded.recorded import RecordedRun
from ccdrill.engine.calendar import instant
from ccdrill.model.events import CutShort, Decided, Entry, LedOn, PeopleCounted, Pin, WrittenIn
from ccdrill.model.exercise import Exercise
from ccdrill.model.procedure import Source
from ccdrill.session.run.run import Run
from ccdrill.session.telling.telling import Telling


def facts_of(recorded: RecordedRun, telling: Telling) -> Facts:
    """The facts of a run as it stands."""
    exercise, run = recorded.exercise, recorded.run
    seats = telling.seats_over_time(run, recorded.beside.names)
    drill, scenario, procedure = exercise.drill, exercise.scenario, exercise.procedure
    return Facts(
        run=run.opened.run,
        drill=drill.title,
        mode=drill.mode,
        marking=drill.marking,
        scenario=f"{telling.wording.fill(scenario.title)} ({scenario.id} {scenario.version})",
        summary=telling.wording.fill(scenario.summary),
        procedure=f"{procedure.title} ({procedure.id} {procedure.version})",
        document=procedure.source.document,
        section=procedure.source.section,
        approved=_approved(procedure.source, is_model=procedure.model),
        is_model=procedure.model,
        team=run.opened.team,
        head_count=run.head_count,
        most_heads=_most_heads(run),
        seats=tuple(f"{seat.title}: {seat.player}" for seat in seats),
        vacant=sum(seat.is_vacant for seat in seats),
        facilitator=_who_led(recorded, telling),
        organisation=drill.overview.organisation,
        sponsor=drill.overview.sponsor,
        location=drill.overview.location,
        contact=drill.overview.contact,
        scope=drill.overview.scope,
        began=utc_minute(run.entries[0].utc),
        ended=utc_minute(_end(run).utc),
        last=utc_minute(run.entries[-1].utc),
        story=f"{_day(exercise, 0)} to {_day(exercise, run.situation.now)} ({exercise.scenario.begins.tzname()} throughout)",
        rules=run.opened.rules,
        program=run.opened.ccdrill,
        contents=tuple(_told(pin) for pin in run.opened.content),
        seal=recorded.seal,
        is_finished=run.is_over,
    )


def _who_led(recorded: RecordedRun, telling: Telling) -> str:
    """As it was said after the end, else while it was played; empty: nobody was named."""
    led_by = recorded.run.afterwards.led_by
    if led_by is not None:
        return on_one_line(led_by.who, recorded)
    return telling.facilitator_over_time(recorded.run, recorded.beside.names)


def _most_heads(run: Run) -> int:
    """How many there were when there were most; a count that was mended before anybody decided was a slip."""
    heads, most = run.opened.head_count, 0
    for entry in run.entries:
        match entry.event:
            case PeopleCounted(people=people):
                heads = people
            case Decided() | WrittenIn() | LedOn():
                most = max(most, heads)
            case _:
                pass
    return max(most, run.head_count)


def _told(pin: Pin) -> str:
    """A text that was played. The vocabulary has no name of its own: its id is its kind."""
    name = "" if pin.id == pin.kind else pin.id
    return " ".join(part for part in (pin.kind, name, pin.version, pin.sha256) if part)


def _end(run: Run) -> Entry:
    """With what play came to its end: answers and notes may follow for days. Of an unfinished run: the last entry."""
    if not run.is_over:
        return run.entries[-1]
    cuts = [entry for entry in run.entries if isinstance(entry.event, CutShort)]
    return cuts[-1] if run.is_cut_short else run.stretches[-1].entry


def _approved(source: Source, *, is_model: bool) -> str:
    """When and by whom, and when last reviewed. A model procedure is nobody's to approve; of others it is said."""
    by = f" by {source.approved_by}" if source.approved_by else ""
    on = f" {source.approved}" if source.approved else ""
    none = "" if is_model else "no approval is named"
    parts = [f"approved{on}{by}" if on or by else none, f"reviewed {source.reviewed}" if source.reviewed else ""]
    return ", ".join(part for part in parts if part)


def _day(exercise: Exercise, seconds: int) -> str:
    moment = instant(exercise.scenario.begins, seconds)
    return f"{moment:%d %B %Y %H:%M}".lstrip("0")
