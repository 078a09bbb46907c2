"""A situation that one step works on. Made for the step, thrown away after it; nothing else may keep it."""

from fractions import Fraction

from ccdrill.engine.situation import Situation
from ccdrill.model.happenings import Acted, Arrived, Chosen, Entered, Happening, Lapsed, Marked, TimedOut
from ccdrill.model.ids import ActionId, ChoiceKey, FlagName, InjectId, MeterName, MomentId, StateId


class Scratch:
    """The fields of a situation, open to change, and what happened so far in this step."""

    __slots__ = (
        "armed",
        "delivered",
        "done",
        "entered",
        "flags",
        "happenings",
        "heading",
        "is_ended",
        "is_timeout_spent",
        "meters",
        "moments",
        "now",
        "state",
        "under_way",
        "used",
    )

    def __init__(self, situation: Situation) -> None:
        """Starts where the situation stands."""
        self.state: StateId = situation.state
        self.entered = situation.entered
        self.now = situation.now
        self.meters: dict[MeterName, Fraction] = dict(situation.meters)
        self.flags: dict[FlagName, bool] = dict(situation.flags)
        self.done: dict[ActionId, int] = dict(situation.done)
        self.moments: dict[MomentId, int] = dict(situation.moments)
        self.delivered: dict[InjectId, int] = dict(situation.delivered)
        self.armed: dict[InjectId, int] = dict(situation.armed)
        self.used: dict[ChoiceKey, int] = dict(situation.used)
        self.is_timeout_spent = situation.is_timeout_spent
        self.is_ended = situation.is_ended
        self.happenings: list[Happening] = []
        self.heading: StateId | None = None
        """The state that the run is on its way to, until it opens. None again before the step ends."""
        self.under_way: list[tuple[int, ActionId]] = []
        """Actions of the choice being taken, each with the second at which it will be done, in order."""

    def frozen(self) -> Situation:
        """The situation reached."""
        return Situation(
            state=self.state,
            entered=self.entered,
            now=self.now,
            meters=dict(self.meters),
            flags=dict(self.flags),
            done=dict(self.done),
            moments=dict(self.moments),
            delivered=dict(self.delivered),
            armed=dict(self.armed),
            used=dict(self.used),
            is_timeout_spent=self.is_timeout_spent,
            is_ended=self.is_ended,
        )

    def note(self, happening: Happening) -> None:
        """Lets something happen: the one place where the book-keeping of happenings is done, live and in replay."""
        match happening:
            case Acted(action=action, t=t):
                self.done.setdefault(action, t)
            case Marked(moment=moment, t=t):
                self.moments.setdefault(moment, t)
            case Arrived(inject=inject, t=t) | Lapsed(inject=inject, t=t):
                self.delivered[inject] = t
                self.armed.pop(inject, None)
            case TimedOut():
                self.is_timeout_spent = True
            case Entered(state=state, t=t):
                self.state, self.entered, self.is_timeout_spent = state, t, False
                self.heading = None
            case Chosen(choice=choice):
                self.used[choice] = self.used.get(choice, 0) + 1
        self.happenings.append(happening)
