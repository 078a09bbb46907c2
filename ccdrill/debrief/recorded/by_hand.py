"""What the facilitator did to a run by hand, as a report tells it; and who kept from the team what was not played."""

from collections.abc import Iterator, Sequence

from ccdrill.debrief.document.course import HandRow
from ccdrill.model.counted import many
from ccdrill.model.events import ByHand, CutShort, Entry, Paused, Resumed, TakenBack
from ccdrill.model.exercise import Exercise
from ccdrill.session.deciding.by_hand import told_by_hand
from ccdrill.session.played import instant
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.ports import KeptText
from ccdrill.session.run.run import Run
from ccdrill.session.run.trace import led_on
from ccdrill.session.telling.telling import Telling


def done_by_hand(run: Run, telling: Telling, texts: Sequence[KeptText]) -> Iterator[HandRow]:
    """What was done, in order, with what was taken back. `texts` are what people typed."""
    undone = {entry.event.decision for entry in run.entries if isinstance(entry.event, TakenBack)}
    past = Run(run.opened)
    """As it stood then: only the fold up to it knows when it was done."""
    for at, entry in enumerate(run.entries):
        if isinstance(entry.event, Paused) and entry.event.why == "real-event":
            clock = telling.clock(past.situation.now)
            yield HandRow(clock=clock, text=f"Stopped for a real event{_until(run.entries[at:])}", reason="")
        if isinstance(entry.event, ByHand):
            yield HandRow(
                clock=telling.clock(past.situation.now),
                text=told_by_hand(telling, entry.event),
                reason=find_text(entry.event.reason, texts),
                is_taken_back=entry.seq in undone,
            )
        past.take(entry)


def _until(entries: Sequence[Entry]) -> str:
    """How it went on with a run that was stopped by the first of these entries, in words."""
    for entry in entries:
        if isinstance(entry.event, Resumed):
            minutes = round((instant(entry) - instant(entries[0])).total_seconds() / 60)
            return f", for {many(minutes, 'minute', 'minutes')}" if minutes else ", for less than a minute"
        if isinstance(entry.event, CutShort):
            return ", and ended there"
    return ""


def how_it_was_cut(exercise: Exercise, run: Run, telling: Telling) -> Iterator[str]:
    """Who did it, and when, each in a few words; nothing where all of it was played."""
    led = [one.before for one in led_on(exercise, run) if one.before is not None]
    if led:
        first = ", first" if len(led) > 1 else ""
        yield f"the facilitator led the story on by hand{first} at {telling.clock(led[0].now)}"
    if run.is_cut_short:
        who = "you ended it" if exercise.drill.mode == "solo" else "ended by the facilitator"
        yield f"{who} at {telling.clock(run.situation.now)}"
