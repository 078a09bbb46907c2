"""One running exercise: takes commands, decides with the engine, appends to the store, folds, and publishes views.

An entry is on disk before its view is: whatever was seen is not lost, whenever the process dies.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import assert_never

from ccdrill import __version__
from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import begin, decide, offers, pass_time
from ccdrill.model import events
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.events import Entry, Event, Judgement, Pin, Seat, TextRef
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import PersonId, RoleId, RunId
from ccdrill.model.privacy import REMOVED, remove_card_numbers
from ccdrill.model.value import Value
from ccdrill.session import commands
from ccdrill.session.chain import START, content_digest, keep_text, open_links, seal_entry
from ccdrill.session.pace import StoryClock
from ccdrill.session.pinned import unpin
from ccdrill.session.ports import Beside, Chance, Clock, KeptName, KeptText, Link, RunStore
from ccdrill.session.present import Presenter
from ccdrill.session.run import Run, fold
from ccdrill.session.view import View

MAX_TEXT = 2_000
"""Characters of one typed text."""


class World(Value, frozen=True, kw_only=True):
    """The ports of a session."""

    store: RunStore
    """Where runs are kept."""
    clock: Clock
    """What time it is."""
    chance: Chance
    """Names that nobody can guess."""


class Team(Value, frozen=True, kw_only=True):
    """Who takes part."""

    name: str = ""
    """What the team calls itself."""
    head_count: int = 0
    """How many; 0: not counted."""
    players: tuple[tuple[RoleId, str], ...] = ()
    """Who plays which role, by name; a role may stand here more than once."""
    vacant: tuple[RoleId, ...] = ()
    """Roles that nobody plays."""


class Session:
    """A run that is being played. Not shared between threads; several processes may hold one each on the same run."""

    def __init__(self, world: World, exercise: Exercise, run: Run, links: Sequence[Link], beside: Beside) -> None:
        """Use `open_session` or `resume_session`."""
        self.exercise = exercise
        self.run = run
        self.beside = beside
        self._world = world
        self._head = links[-1].seal
        self._program = compile_scenario(exercise.scenario)
        self._mover = MachineMover(self._program)
        self._presenter = Presenter(exercise, self._program, {kept.person: kept.name for kept in beside.names})
        self._shown_since = world.clock.monotonic()
        self._clock = StoryClock(exercise.drill.pace, world.clock)
        self._clock.set(run.t, is_running=self._runs())

    def view(self, notice: str = "") -> View:
        """The picture as it is now."""
        return self._presenter.view(self.run, self._situation_now(), self.beside.texts, notice)

    @property
    def seal(self) -> str:
        """Of the chain's last link."""
        return self._head

    def handle(self, command: commands.Command) -> View:
        """Does what is asked and returns the new picture.

        Raises NotAllowed when the exercise does not allow it now, StaleRun when another terminal was quicker; nothing is
        recorded then. Raises StoreError when it can't be recorded.
        """
        match command:
            case commands.Decide():
                return self._decide(command)
            case commands.Amend():
                return self._amend(command)
            case commands.OpenOptions():
                self._require_running()
                self._shown_since = self._world.clock.monotonic()
                return self._record(events.OptionsOpened())
            case commands.OpenExhibit(exhibit=exhibit):
                if not any(one.id == exhibit for one in self.view().exhibits):
                    raise NotAllowed(f"there is no exhibit '{exhibit}' on the table", "Pick one by its letter.")
                return (
                    self.view()
                    if exhibit in self.run.exhibits_seen
                    else self._record(events.ExhibitOpened(exhibit=exhibit))
                )
            case commands.TakeBack(reason=reason):
                return self._take_back(reason)
            case commands.CutShort(reason=reason):
                self._require_running()
                return self._with_text(reason, lambda ref: events.CutShort(reason=ref))
            case commands.WriteNote(text=text):
                if not text.strip():
                    raise NotAllowed("the note is empty", "Type it first.")
                return self._with_text(text, lambda ref: events.Noted(text=ref or TextRef(digest="")))
            case commands.Pause():
                self._require_running()
                self._tick()
                return self._record(events.Paused()) if not self.run.is_paused else self.view()
            case commands.Resume():
                return self._record(events.Resumed()) if self.run.is_paused else self.view()
            case commands.Tick():
                self._tick()
                return self.view()
            case _:
                assert_never(command)

    def leave(self) -> None:
        """Pauses a paced run before its process goes: time in which none runs does not count."""
        if self.exercise.drill.pace and self._runs():
            self._tick()
            self._record(events.Paused())

    def refresh(self) -> bool:
        """Takes in what other terminals recorded; True if there was anything."""
        if self._world.store.head(self.run.opened.run) == self.run.seq:
            return False
        stored = self._world.store.read(self.run.opened.run)
        self.run = fold(open_links(stored.links))
        self.beside = stored.beside
        self._head = stored.links[-1].seal
        self._clock.set(self.run.t, is_running=self._runs())
        return True

    def interrupt(self, beat: int | None) -> None:
        """Pauses a paced run that stopped running without being paused: time in which no process ran does not count.

        `beat` is the exercise time of the last heartbeat; what was due by then is recorded first.
        """
        if self.exercise.drill.pace == 0 or not self._runs():
            return
        until = max(self.run.t, beat or 0)
        step = pass_time(self._program, self._mover, self.run.situation, until)
        if step.outcome.happenings:
            self._record(events.TimePassed(outcome=step.outcome), t=until)
        self._record(events.Paused(why="interrupted"), t=until)

    def _decide(self, command: commands.Decide) -> View:
        self._require_running()
        if self._tick():
            raise NotAllowed("the story moved on while you were deciding", "Look at what is new, then decide.")
        situation = self._situation_now()
        offer = next((offer for offer in offers(self._program, situation) if offer.id == command.choice), None)
        if offer is None:
            raise NotAllowed(f"'{command.choice}' can't be chosen now", "Pick one of the options shown.")
        does = len(offer.choice.does)
        self._check_answers(command.answers, does)
        step = decide(self._program, self._mover, situation, command.choice)
        if step is None:
            raise NotAllowed(f"'{command.choice}' can't be chosen now", "Pick one of the options shown.")
        judgement, kept, notice = self._judgement(command.answers)
        real_ms = max(0, round((self._world.clock.monotonic() - self._shown_since) * 1000))
        decided = events.Decided(choice=offer.key, judgement=judgement, real_ms=real_ms, outcome=step.outcome)
        self._shown_since = self._world.clock.monotonic()
        return self._record(decided, kept, t=step.situation.now, notice=notice)

    def _amend(self, command: commands.Amend) -> View:
        stretch = next((one for one in self.run.decisions if one.entry.seq == command.decision), None)
        if stretch is None:
            raise NotAllowed(
                f"there is no decision {command.decision} that stands", "Pick one of the decisions so far."
            )
        self._check_answers(command.answers, None)
        judgement, kept, notice = self._judgement(command.answers)
        return self._record(events.Amended(decision=command.decision, judgement=judgement), kept, notice=notice)

    def _take_back(self, reason: str) -> View:
        if not self.run.decisions:
            raise NotAllowed("there is no decision to take back", "Decide first.")
        last = self.run.decisions[-1]
        back_at = last.before.now if last.before is not None else 0
        return self._with_text(reason, lambda ref: events.TakenBack(decision=last.entry.seq, reason=ref), t=back_at)

    def _check_answers(self, answers: commands.Answers, does: int | None) -> None:
        """Roles and records that exist, and not more roles than the choice has actions."""
        known = self._presenter.telling.roles()
        for role in answers.roles or ():
            if role not in known:
                raise NotAllowed(f"nobody here plays '{role}'", f"Name one of: {', '.join(known)}.")
        if does is not None and answers.roles is not None and len(answers.roles) > max(1, does):
            raise NotAllowed("more roles are named than this choice has actions", f"Name at most {max(1, does)}.")
        for record in answers.records or ():
            if record not in self.exercise.vocabulary.records:
                raise NotAllowed(f"there is no record '{record}'", "Pick from the list.")
        if answers.where is not None and answers.where not in self.exercise.vocabulary.places:
            raise NotAllowed(f"there is no place '{answers.where}'", "Pick from the list.")

    def _judgement(self, answers: commands.Answers) -> tuple[Judgement, Beside, str]:
        ref, kept, notice = self._keep(answers.reason or "")
        judgement = Judgement(
            roles=answers.roles, records=answers.records, where=answers.where, reason=ref, confidence=answers.confidence
        )
        return judgement, Beside(texts=kept), notice

    def _with_text(self, text: str, event: Callable[[TextRef | None], Event], t: int | None = None) -> View:
        ref, kept, notice = self._keep(text)
        return self._record(event(ref), Beside(texts=kept), t=t, notice=notice)

    def _keep(self, text: str) -> tuple[TextRef | None, tuple[KeptText, ...], str]:
        """A typed text without card numbers, to stand beside the chain, and what to tell the person."""
        cleaned, removed = remove_card_numbers(text.strip()[:MAX_TEXT])
        if not cleaned:
            return None, (), ""
        kept = keep_text(cleaned, self._world.chance.token(20))
        notice = (
            f"A number that looked like a payment card was replaced by {REMOVED}. Never type one here."
            if removed
            else ""
        )
        return TextRef(digest=kept.digest), (kept,), notice

    def _require_running(self) -> None:
        if self.run.is_over:
            raise NotAllowed("the exercise is over", "Look at the debrief.")

    def _runs(self) -> bool:
        return not self.run.is_over and not self.run.is_paused

    def _situation_now(self) -> Situation:
        """Where the run stands by the clock; without a pace, where its last entry left it."""
        now = self._clock.now()
        if not self._runs() or now <= self.run.situation.now:
            return self.run.situation
        return pass_time(self._program, self._mover, self.run.situation, now).situation

    def _tick(self) -> bool:
        """Lets exercise time come up to real time; True if anything happened that was recorded."""
        if not self._runs() or not self._clock.is_paced:
            return False
        now = self._clock.now()
        step = pass_time(self._program, self._mover, self.run.situation, now)
        if step.outcome.happenings or step.outcome.offered != self.run.stretches[-1].outcome.offered:
            self._record(events.TimePassed(outcome=step.outcome), t=step.situation.now)
            return True
        self._world.store.beat(self.run.opened.run, now)
        return False

    def _record(self, event: Event, beside: Beside | None = None, *, t: int | None = None, notice: str = "") -> View:
        """Appends one event, then folds it in. Raises StaleRun, after taking in what was missed."""
        entry = Entry(
            seq=self.run.seq + 1,
            utc=utc_label(self._world.clock.utc()),
            t=self._clock.now() if t is None else t,
            event=event,
        )
        link = seal_entry(entry, self._head)
        kept = beside or Beside()
        try:
            self._world.store.append(self.run.opened.run, self.run.seq, [link], kept)
        except StaleRun:
            self.refresh()
            raise
        self.run.take(entry)
        self.beside = Beside(texts=(*self.beside.texts, *kept.texts), names=(*self.beside.names, *kept.names))
        self._head = link.seal
        self._clock.set(self.run.t, is_running=self._runs())
        return self.view(notice)


def open_session(world: World, exercise: Exercise, team: Team) -> Session:
    """Begins a run: its first entry is on disk when this returns. Raises StoreError."""
    program = compile_scenario(exercise.scenario)
    step = begin(program, MachineMover(program))
    run = RunId(world.chance.token(8))
    people = {name: PersonId(f"p-{world.chance.token(8)}") for _, name in team.players}
    opened = events.Opened(
        rules=events.RULES,
        ccdrill=__version__,
        run=run,
        drill=exercise.drill.id,
        team=remove_card_numbers(team.name)[0],
        head_count=team.head_count,
        seats=(
            *(Seat(role=role, person=people[name]) for role, name in team.players),
            *(Seat(role=role) for role in team.vacant),
        ),
        content=tuple(
            Pin(kind=one.kind, id=one.id, version=one.version, sha256=content_digest(one)) for one in exercise.contents
        ),
        outcome=step.outcome,
    )
    entry = Entry(seq=1, utc=utc_label(world.clock.utc()), t=step.situation.now, event=opened)
    link = seal_entry(entry, START)
    beside = Beside(
        names=tuple(KeptName(person=person, name=remove_card_numbers(name)[0]) for name, person in people.items())
    )
    world.store.create(run, exercise.contents, link, beside)
    return Session(world, exercise, fold((entry,)), [link], beside)


def resume_session(world: World, run_id: RunId) -> Session:
    """Goes on with a run. A paced one that was interrupted is paused first, at its last heartbeat.

    Raises UnknownName, DamagedRun, BadContent, StoreError.
    """
    stored = world.store.read(run_id)
    run = fold(open_links(stored.links))
    session = Session(world, unpin(run.opened, stored.contents), run, stored.links, stored.beside)
    session.interrupt(stored.beat)
    return session


def utc_label(moment: dt.datetime) -> str:
    """UTC in ISO 8601 with milliseconds, as entries record it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
