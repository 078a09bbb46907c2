"""How a session comes to be: a run begun, one gone on with, or one that is over and talked about."""

from collections.abc import Sequence

from ccdrill import __version__
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.events import Entry, Event, FacilitatorNamed, Opened, Pin
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import RunId
from ccdrill.model.machine import utc_stamp
from ccdrill.model.rules import RULES
from ccdrill.session.deciding.commands import Agree
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.team import Team, enrol
from ccdrill.session.run.chain import START, content_digest, seal_entries
from ccdrill.session.run.ledger import Ledger
from ccdrill.session.run.ports import Beside, StoredRun
from ccdrill.session.run.run import fold
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.session.stored import open_stored


def open_session(world: World, exercise: Exercise, team: Team) -> Session:
    """Begins a run: its first entries are on disk when this returns. Raises StoreError."""
    story = Story(exercise.scenario)
    step = story.begin()
    run = RunId(world.chance.token(8))
    roster = enrol(team, world.chance)
    opened = Opened(
        rules=RULES,
        ccdrill=__version__,
        run=run,
        drill=exercise.drill.id,
        team=roster.team,
        head_count=roster.head_count,
        seats=roster.seats,
        content=tuple(
            Pin(kind=one.kind, id=one.id, version=one.version, sha256=content_digest(one)) for one in exercise.contents
        ),
        outcome=step.outcome,
    )
    events: list[Event] = [opened, *([FacilitatorNamed(people=roster.facilitators)] if roster.facilitators else [])]
    utc, t = utc_stamp(world.clock.utc()), step.situation.now
    entries = [Entry(seq=seq, utc=utc, t=t, event=event) for seq, event in enumerate(events, start=1)]
    links = seal_entries(entries, START)
    beside = Beside(names=roster.names)
    world.store.create(StoredRun(run=run, contents=exercise.contents, links=links, beside=beside))
    return Session(world, exercise, Ledger(world, fold(entries), beside, links[-1].seal), story, roster.notice)


def resume_session(world: World, run_id: RunId) -> Session:
    """Goes on with a run. A paced one that was interrupted is paused first, at its last heartbeat.

    Raises UnknownName, DamagedRun, BadContent, StoreError.
    """
    stored = world.store.read(run_id)
    session = _reopen(world, stored)
    session.take_up(stored.beat)
    return session


def control_session(world: World, run_id: RunId, called: str = "ccdrill") -> Session:
    """Goes on with a run from the facilitator's console. Raises what `resume_session` does, and NotAllowed.

    A run that has no use for one is left as it is. `called`: how people start the program, for what they can do instead.
    """
    stored = world.store.read(run_id)
    session = _reopen(world, stored)
    if session.exercise.drill.mode != "team":
        raise NotAllowed(
            f"run '{run_id}' is of a drill that is played alone, without a facilitator",
            f"Begin a team drill in the other terminal first: {called} run ivr-team",
        )
    if session.run.is_over:
        raise NotAllowed(
            f"the exercise of run '{run_id}' is over",
            f"Begin another in the other terminal first, or look at its debrief: {called} debrief {run_id}",
        )
    session.take_up(stored.beat)
    return session


def agree_on(world: World, run_id: RunId, asked: Sequence[Agree], seen: str | None = None) -> tuple[bool, str]:
    """Records what people agree on a run that is over, all or nothing; one that is not over is left as it is.

    `seen`: the seal of the last event that they know, for what they ask may rest on it: a free number, a row. None: any.
    Whether any of it is new, and what they must be told about what they typed. Raises what `resume_session` and
    `Session.agree` do, and StaleRun.
    """
    session = _reopen(world, world.store.read(run_id))
    if seen not in (None, session.seal):
        raise StaleRun("the run moved on in another terminal", "Look at what is new, then do it again.")
    before = session.run.seq
    notice = session.agree(asked).notice
    return session.run.seq > before, notice


def _reopen(world: World, stored: StoredRun) -> Session:
    exercise, run = open_stored(stored)
    ledger = Ledger(world, run, stored.beside, stored.links[-1].seal)
    return Session(world, exercise, ledger, Story(exercise.scenario))
