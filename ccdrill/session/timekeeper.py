"""Exercise time of a running exercise: where the run stands by the clock, and records that the clock agrees with.

What time brings is recorded once it has come; and every entry fixes the clock anew.
"""

from collections.abc import Sequence
from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step
from ccdrill.model.errors import StaleRun
from ccdrill.model.events import Event, TimePassed
from ccdrill.model.machine import Clock
from ccdrill.session.deciding.story import Story
from ccdrill.session.pace import StoryClock
from ccdrill.session.run.ledger import Ledger, Stamped
from ccdrill.session.run.ports import Beside
from ccdrill.session.run.run import Run

_NOTHING = Beside()


class Timekeeper:
    """Records events of one run, and lets its exercise time run on in between."""

    def __init__(self, ledger: Ledger, story: Story, pace: Fraction, clock: Clock) -> None:
        """Time runs on from where the run stands, unless it is paused or over."""
        self.ledger = ledger
        self._story = story
        self._clock = StoryClock(pace, clock, self.run.t, is_running=self._may_run())

    @property
    def run(self) -> Run:
        """The run as it is recorded."""
        return self.ledger.run

    @property
    def is_running(self) -> bool:
        """Whether thinking takes exercise time now."""
        return self._clock.is_running

    def now(self) -> int:
        """Exercise time in seconds from the start."""
        return self._clock.now()

    def situation(self, now: int) -> Situation:
        """Where the run stands at `now`.

        Where its last entry left it, while time stands still or what time brought is not recorded yet: nobody sees what
        could still be lost.
        """
        step = self._pass(now)
        return self.run.situation if step is None or self._is_news(step) else step.situation

    def passed(self, now: int) -> list[Stamped]:
        """The time since the last entry, when it is to stand in the record though nothing came of it."""
        step = self._pass(now)
        return [(TimePassed(outcome=step.outcome), step.situation.now)] if step is not None else []

    def stop(self, event: Event, now: int) -> None:
        """Records the time up to `now`, and the event that stops it there, unless an ending came first."""
        passed = self.passed(now)
        step = self._pass(now)
        is_ended = step is not None and step.outcome.is_ended
        self.record(passed if is_ended else [*passed, (event, now)], now)

    def tick(self, now: int) -> bool:
        """Lets time come up to `now`; True if anything came of it: then it is recorded, here or by another terminal.

        Raises StoreError, UnknownName, DamagedRun.
        """
        step = self._pass(now)
        if step is None:
            return False
        if not self._is_news(step):
            self.ledger.beat(now)
            return False
        try:
            self.record([(TimePassed(outcome=step.outcome), step.situation.now)], now)
        except StaleRun:
            return True
        return True

    def record(self, stamped: Sequence[Stamped], seen: int, beside: Beside = _NOTHING) -> None:
        """Records events of an instant at which the clock showed `seen`, and sets the clock by the last of them.

        Raises StaleRun, after taking in what was missed, and StoreError; nothing is recorded then.
        """
        try:
            self.ledger.record(stamped, beside)
        except StaleRun:
            self._clock.set(self.run.t, is_running=self._may_run())
            raise
        self._clock.keep(seen, self.run.t, is_running=self._may_run())

    def follow(self, t: int) -> None:
        """Takes up the clock of another terminal, which shows `t`."""
        self._clock.set(t, is_running=self._may_run())

    def refresh(self) -> bool:
        """Takes in what other terminals recorded; True if there was anything. Raises UnknownName, DamagedRun, StoreError."""
        if not self.ledger.refresh():
            return False
        self._clock.set(self.run.t, is_running=self._may_run())
        return True

    def _pass(self, now: int) -> Step | None:
        """What the time since the last entry that moved the run comes to; None when none has passed."""
        if not self._clock.is_running or now <= self.run.situation.now:
            return None
        return self._story.pass_time(self.run.situation, now)

    def _is_news(self, step: Step) -> bool:
        """Whether the time brought anything that people could miss."""
        return bool(step.outcome.happenings) or step.outcome.offered != self.run.stretches[-1].outcome.offered

    def _may_run(self) -> bool:
        return not self.run.is_over and not self.run.is_paused
