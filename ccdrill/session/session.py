"""One running exercise: takes commands, asks the rules, records what comes of it, and publishes views.

An entry is on disk before its view is: whatever was seen is not lost, whenever the process dies.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress

from ccdrill.engine.situation import Situation
from ccdrill.model import events
from ccdrill.model.errors import NotAllowed, StaleRun
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import ChoiceId
from ccdrill.session.attending import Attendance, is_attended, open_until
from ccdrill.session.console.backstage import Backstage, backstage, score_if_ended
from ccdrill.session.console.desk import Desk
from ccdrill.session.console.notes import NotesView, notes_on
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.agreeing import Agreeing, require_over
from ccdrill.session.deciding.answers import check_answers, judgement_of, says_the_same
from ccdrill.session.deciding.by_hand import Hand, require_leader
from ccdrill.session.deciding.deciding import Deciding
from ccdrill.session.deciding.hands import check_hands, hands_for, standing_hands
from ccdrill.session.deciding.minutes import check_minutes
from ccdrill.session.deciding.people import check_people
from ccdrill.session.deciding.seating import take_role
from ccdrill.session.deciding.story import Story
from ccdrill.session.deciding.team import Team
from ccdrill.session.deciding.written import offered_to
from ccdrill.session.played import away_before, played_before, since, talked_before
from ccdrill.session.run.ledger import Ledger, Stamped
from ccdrill.session.run.ports import Beside, Post
from ccdrill.session.run.run import Run
from ccdrill.session.run.typed import join_notices, keep_typed
from ccdrill.session.run.world import World
from ccdrill.session.showing.present import Presenter
from ccdrill.session.telling.view import View
from ccdrill.session.timekeeper import Timekeeper

__all__ = ["Session", "Team", "World"]  # what front ends and their tests need to begin with

_NOTHING = Beside()
_WHILE_STOPPED = (
    commands.Resume,
    commands.StopForReal,
    commands.CutShort,
    commands.WriteNote,
    commands.Tick,
    *commands.Agree.__args__,
)
"""What can be asked while something real keeps people from the exercise."""
_RESTARTS_THOUGHT = (events.Decided, events.WrittenIn, events.LedOn, events.OptionsOpened, events.TakenBack)


class Session:
    """A run that is being played. Not shared between threads; several processes may hold one each on the same run."""

    def __init__(self, world: World, exercise: Exercise, ledger: Ledger, story: Story, notice: str = "") -> None:
        """Use `open_session` or `resume_session`. `notice` is told with every view until the first command."""
        self.exercise = exercise
        self._world = world
        self._story = story
        self._notice = notice
        self._deciding = Deciding(exercise, story, world.chance)
        self._time = Timekeeper(ledger, story, exercise.drill.pace, world.clock)
        self._presenter = Presenter(exercise, story)
        self._asked_by = self._last_asking()
        self._shown_since = world.clock.monotonic()
        self._attendance: Attendance | None = None

    @property
    def run(self) -> Run:
        """The run as it is recorded."""
        return self._time.run

    @property
    def beside(self) -> Beside:
        """What people typed, and who they are."""
        return self._time.ledger.beside

    @property
    def seal(self) -> str:
        """Of the chain's last link."""
        return self._time.ledger.seal

    @property
    def today(self) -> dt.date:
        """The day in UTC."""
        return self._world.clock.utc().date()

    def view(self, notice: str = "") -> View:
        """The picture as it is now. Thought begins with the first that asks anew, whichever terminal recorded why."""
        if (asked_by := self._last_asking()) != self._asked_by:
            self._asked_by, self._shown_since = asked_by, self._world.clock.monotonic()
        situation = self._time.situation(self._time.now())
        return self._presenter.view(self.run, situation, self.beside, notice or self._notice)

    def notes(self) -> NotesView | None:
        """What only the facilitator should read now; None where there is none, and when the exercise is over."""
        return notes_on(self.exercise, self.run, self._time.situation(self._time.now()))

    def backstage(self) -> Backstage:
        """What only the facilitator's console shows."""
        return backstage(self._presenter, self.run, *self._at(), self.beside)

    def desk(self) -> Desk:
        """What the facilitator can do by hand."""
        return Desk(self._presenter, self.run, *self._at(), self.beside.names)

    def score_if_ended(self) -> str:
        """The score of what was played, of 100, if the exercise ended here."""
        return score_if_ended(self._presenter, self.run, self._time.situation(self._time.now()))

    def ran_before(self) -> tuple[float, float]:
        """Real seconds for which the run was played, and its situation talked about, when it is opened here."""
        until = open_until(self._world, self.run.opened.run)
        return played_before(self.run, until), talked_before(self.run, until)

    def handle(self, command: commands.Command) -> View:
        """Does what is asked and returns the new picture.

        Raises NotAllowed when the exercise does not allow it now, StaleRun when another terminal was quicker; nothing of it
        is recorded then. Raises StoreError when it can't be recorded.
        """
        now = self._time.now()
        self._notice = ""
        self._require_not_stopped(command)
        match command:
            case commands.Decide() | commands.WriteIn():
                return self._decide(command, now)
            case commands.Amend():
                return self._amend(command, now)
            case commands.LeadOn() | commands.SendInject() | commands.HoldInject():
                return self._do_by_hand(command, now)
            case commands.TakeBack(reason=reason):
                return self._take_back(reason, now)
            case commands.CutShort(reason=reason):
                return self._cut_short(reason, now)
            case commands.WriteNote(text=text):
                return self._note(text, now)
            case commands.CountHands(hands=hands):
                return self._count_hands(hands, now)
            case commands.GiveMinutes() | commands.CountPeople() | commands.SeatRole():
                return self._put_down(command, now)
            case commands.OpenOptions():
                return self._open_options(now)
            case commands.OpenExhibit():
                return self._open_exhibit(command, now)
            case commands.TakeHint():
                return self._take_hint(now)
            case commands.Pause() | commands.StopForReal() | commands.Resume():
                self._stop_or_go(command, now)
            case commands.Tick():
                self._time.tick(now)
            case _:
                return self.agree([command])
        return self.view()

    def agree(self, asked: Sequence[commands.Agree]) -> View:
        """Records what people agree of an exercise that is over: all of it or nothing. Nothing new is not recorded.

        Raises as `handle` does.
        """
        require_over(self.run)
        now = self._time.now()
        agreeing = Agreeing(self.exercise, self.run, self.beside, self._world.chance, self.today)
        found = [agreeing.event(command) for command in asked]
        stamped: list[Stamped] = [(event, now) for event in found if event is not None]
        return self._record(stamped, now, agreeing.beside, agreeing.notice) if stamped else self.view(agreeing.notice)

    def attend(self, post: Post) -> Attendance:
        """This terminal's place at the run, from now on."""
        self._attendance = Attendance(self._world, self.run.opened.run, post)
        return self._attendance

    def leave(self) -> None:
        """Pauses a paced run before its last process goes: time in which none runs does not count. Raises StoreError."""
        terminal = ""
        if self._attendance is not None:
            terminal = self._attendance.terminal
            self._attendance.leave()
        if self._time.is_running and not is_attended(self._world, self.run.opened.run, terminal):
            try:
                self._pause(self._time.now())
            except StaleRun:
                return  # another terminal plays on

    def refresh(self) -> bool:
        """Takes in what other terminals recorded; True if there was anything. Raises UnknownName, DamagedRun, StoreError."""
        return self._time.refresh()

    def take_up(self, beat: int | None) -> None:
        """Goes on with a run where it stands. Where another terminal plays it, with its clock.

        Else a paced one that stopped running without being paused is paused: time in which no process ran does not count.
        `beat` is the exercise time of the last heartbeat; what was due by then is recorded first. Of one without a pace it
        is recorded for how long nobody had it open, and it goes on.
        """
        is_played = is_attended(self._world, self.run.opened.run)
        utc = self._world.clock.utc()
        away = 0 if is_played else away_before(self.run, open_until(self._world, self.run.opened.run), utc)
        interrupted = events.Paused(why="interrupted", away=away)
        if is_played:
            self._shown_since -= since(self.run, _RESTARTS_THOUGHT, utc)
        if self._time.is_running and is_played:
            self._time.follow(max(self.run.t, beat or 0))
        elif self._time.is_running:
            self._time.stop(interrupted, max(self.run.t, beat or 0))
        elif away:
            t = self.run.t
            with suppress(StaleRun):  # whoever was quicker recorded it
                self._time.record([(interrupted, t), (events.Resumed(), t)], t)

    def _at(self) -> tuple[Situation, list[Stamped]]:
        """Where the run stands, and by which time since its last entry."""
        now = self._time.now()
        situation = self._time.situation(now)
        return situation, self._time.passed(now) if situation != self.run.situation else []

    def _decide(self, command: commands.Decide | commands.WriteIn, now: int) -> View:
        self._require_running()
        self._require_nothing_new(now)
        self._require_options_open()
        thought = max(0, round((self._world.clock.monotonic() - self._shown_since) * 1000))
        made = self._deciding.made(command, self._time.situation(now), thought)
        return self._record([*self._time.passed(now), (made.event, made.t)], now, made.beside, made.notice)

    def _amend(self, command: commands.Amend, now: int) -> View:
        stretch = next((one for one in self.run.decisions if one.entry.seq == command.decision), None)
        if stretch is None:
            raise NotAllowed(f"there is no such decision: {command.decision}", "Pick one of the decisions so far.")
        check_answers(self.exercise, offered_to(self.exercise, self._story, stretch), command.answers)
        judgement, beside, notice = judgement_of(command.answers, self._world.chance)
        if says_the_same(stretch.judgement, self.beside.texts, judgement, beside.texts):
            return self.view(notice)
        return self._record(
            [(events.Amended(decision=command.decision, judgement=judgement), now)], now, beside, notice
        )

    def _take_back(self, reason: str, now: int) -> View:
        last = self.run.last_done
        if last is None:
            raise NotAllowed("there is no decision to take back", "Decide first.")
        back_at = last.before.now if last.before is not None else 0
        ref, beside, notice = keep_typed(reason, self._world.chance)
        if not self.run.afterwards.is_empty:
            notice = join_notices(notice, "What was agreed after the end is withdrawn with it; the log keeps it.")
        return self._record([(events.TakenBack(decision=last.entry.seq, reason=ref), back_at)], now, beside, notice)

    def _do_by_hand(self, command: commands.DoByHand, now: int) -> View:
        self._require_running()
        self._require_nothing_new(now)
        at = self._time.situation(now)
        made = Hand(self.exercise, self._story, self.run, at).made(command, self._world.chance)
        return self._record([*self._time.passed(now), (made.event, made.t)], now, made.beside, made.notice)

    def _cut_short(self, reason: str, now: int) -> View:
        self._require_running()
        self._require_nothing_new(now)
        ref, beside, notice = keep_typed(reason, self._world.chance)
        return self._record([*self._time.passed(now), (events.CutShort(reason=ref), now)], now, beside, notice)

    def _note(self, text: str, now: int) -> View:
        ref, beside, notice = keep_typed(text, self._world.chance)
        if ref is None:
            raise NotAllowed("the note is empty", "Type it first.")
        return self._record([(events.Noted(text=ref), now)], now, beside, notice)

    def _count_hands(self, counted: Mapping[ChoiceId, int], now: int) -> View:
        """A show of hands for what is offered now; the same one again is not recorded."""
        self._require_running()
        self._require_nothing_new(now)
        hands = hands_for(self.exercise.drill, self._story.offers(self._time.situation(now)), counted)
        self._require_options_open()
        check_hands(hands, self.run.head_count)
        if hands == standing_hands(self.run):
            return self.view()
        return self._record([(events.HandsCounted(hands=hands), now)], now)

    def _put_down(self, command: commands.GiveMinutes | commands.CountPeople | commands.SeatRole, now: int) -> View:
        """What the facilitator says of the room: it moves neither story nor score."""
        self._require_running()
        require_leader(self.exercise)
        self._require_nothing_new(now)
        match command:
            case commands.GiveMinutes(minutes=minutes):
                check_minutes(self.run, minutes)
                return self._record([(events.MinutesGiven(minutes=minutes), now)], now)
            case commands.CountPeople(people=people):
                check_people(self.run, people)
                return self._record([(events.PeopleCounted(people=people), now)], now)
            case commands.SeatRole():
                made = take_role(self.exercise, self.run, self.beside.names, command, now, self._world.chance)
                return self._record([(made.event, made.t)], now, made.beside, made.notice)

    def _open_options(self, now: int) -> View:
        self._require_running()
        self._time.tick(now)
        if self.run.is_over or self._is_options_open():
            return self.view()
        return self._record([(events.OptionsOpened(), now)], now)

    def _open_exhibit(self, command: commands.OpenExhibit, now: int) -> View:
        view = self.view()
        if not any(one.id == command.exhibit for one in view.exhibits):
            raise NotAllowed(f"there is no exhibit '{command.exhibit}' on the table", "Pick one by its letter.")
        if command.exhibit in self.run.exhibits_seen:
            return view
        return self._record([(events.ExhibitOpened(exhibit=command.exhibit), now)], now)

    def _take_hint(self, now: int) -> View:
        """The next one; nothing is recorded when all were taken."""
        self._require_running()
        self._time.tick(now)
        here, view = self.run.situation.state, self.view()
        if view.hints_taken == len(view.hints):
            return view
        return self._record([(events.HintTaken(state=here, hint=view.hints_taken + 1), now)], now)

    def _stop_or_go(self, command: commands.Pause | commands.StopForReal | commands.Resume, now: int) -> None:
        if isinstance(command, commands.Pause):
            self._require_running()
            self._pause(now)
        elif isinstance(command, commands.StopForReal):
            self._require_running()
            require_leader(self.exercise)
            if not self.run.is_stopped:
                self._time.stop(events.Paused(why="real-event"), now)
        elif self.run.is_paused:
            self._record([(events.Resumed(), now)], now)

    def _pause(self, now: int) -> None:
        if not self.run.is_paused:
            self._time.stop(events.Paused(), now)

    def _require_not_stopped(self, command: commands.Command) -> None:
        if self.run.is_stopped and not isinstance(command, _WHILE_STOPPED):
            raise NotAllowed(
                "the exercise is stopped, for something real has happened", "Let it go on first, or end it."
            )

    def _require_running(self) -> None:
        if self.run.is_over:
            raise NotAllowed("the exercise is over", "Look at the debrief.")

    def _require_nothing_new(self, now: int) -> None:
        if self._time.tick(now):
            raise NotAllowed("the story moved on while you were deciding", "Look at what is new, then decide.")

    def _require_options_open(self) -> None:
        if not self._is_options_open():
            raise NotAllowed("the choices are not shown yet", "Open them first.")

    def _is_options_open(self) -> bool:
        return self.run.is_options_open or self.exercise.drill.options == "open"

    def _record(self, stamped: Sequence[Stamped], seen: int, beside: Beside = _NOTHING, notice: str = "") -> View:
        self._time.record(stamped, seen, beside)
        return self.view(notice)

    def _last_asking(self) -> int:
        """The seq of the entry since which people think about what they are asked now."""
        asking = (entry.seq for entry in reversed(self.run.entries) if isinstance(entry.event, _RESTARTS_THOUGHT))
        return next(asking, 1)
