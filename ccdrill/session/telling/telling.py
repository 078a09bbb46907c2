"""What happened in a run, told: messages, clock, and who plays what. Needs content only, so a debrief tells alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ccdrill.engine.calendar import calendar_of
from ccdrill.model.events import Facilitator, Seat, Seated
from ccdrill.model.exercise import Exercise
from ccdrill.model.happenings import Arrived, TimedOut
from ccdrill.model.ids import InjectId, RoleId, StateId
from ccdrill.model.procedure import Role
from ccdrill.session.run.chain import ERASED
from ccdrill.session.run.ports import KeptName
from ccdrill.session.run.run import Run, Stretch, is_vacant
from ccdrill.session.run.trace import frame_exercise
from ccdrill.session.telling.view import MessageView, SeatView
from ccdrill.session.telling.words import Wording

_VACANT = "vacant (the facilitator)"
NOBODY_NAMED = "nobody named"
"""Who plays a role of which nothing was said."""
FACILITATOR = RoleId("facilitator")
"""As what somebody leads, unless a role of the drill has that name."""
_BESIDE_THAT_ROLE = RoleId("-facilitator")
"""As what somebody leads then. No author can name a role so: ids don't begin with a hyphen."""


class Telling:
    """Puts what happened in the runs of one exercise into words."""

    def __init__(self, exercise: Exercise, ends: int = 0) -> None:
        """`ends`: the last second that is told of, where that may lie beyond the story's length."""
        self.exercise = exercise
        self.calendar = calendar_of(exercise.scenario, ends)
        self.wording = Wording(exercise.scenario, exercise.drill.names)
        self._roles: Mapping[RoleId, Role] = exercise.words.roles

    def clock(self, seconds: int) -> str:
        """The story's clock."""
        return self.calendar.at(seconds)

    def place(self, name: StateId) -> str:
        """What people call a situation or an ending."""
        scenario = self.exercise.scenario
        return self.wording.fill((scenario.states.get(name) or scenario.endings[name]).title)

    def sender(self, inject: InjectId) -> str:
        """From whom a message comes, and how."""
        return self.wording.sender(self.exercise.scenario.injects[inject])

    def messages(self, stretch: Stretch, untold: Sequence[bool] = ()) -> Iterator[MessageView]:
        """What arrived in a stretch, in order; `untold`: for each happening whether the last outcome leaves it out."""
        scenario = self.exercise.scenario
        for index, happening in enumerate(stretch.outcome.happenings):
            clock, is_untold = self.clock(happening.t), bool(untold) and untold[index]
            if isinstance(happening, Arrived):
                inject = scenario.injects[happening.inject]
                text = self.wording.fill(inject.text)
                yield MessageView(
                    id=happening.inject, clock=clock, sender=self.wording.sender(inject), text=text, is_untold=is_untold
                )
            elif isinstance(happening, TimedOut):
                timeout = scenario.states[happening.state].timeout
                text = self.wording.choose(timeout.text, stretch.after) if timeout is not None else ""
                text = text or "Nobody decided in time."
                yield MessageView(clock=clock, sender="Time runs on", text=text, is_untold=is_untold)

    def cut_short(self) -> str:
        """How an exercise ended that was ended before its ending."""
        return "You ended the exercise here" if self.exercise.drill.mode == "solo" else "Ended by the facilitator"

    def roles(self) -> tuple[RoleId, ...]:
        """Who takes part: the drill's list, or everybody whom an exercised step makes responsible."""
        return self.exercise.drill.roles or frame_exercise(self.exercise).responsible()

    def leads_as(self) -> RoleId:
        """What stands for leading, beside the roles of the drill."""
        return FACILITATOR if FACILITATOR not in self.roles() else _BESIDE_THAT_ROLE

    def leads_title(self) -> str:
        """What people call that: never what they call a role of the drill."""
        called = {self.role_title(role).casefold() for role in self.roles()}
        return "Leads the exercise" if "facilitator" in called else "Facilitator"

    def role_title(self, role: RoleId) -> str:
        """What people call a role: the procedure's own title, or the vocabulary's."""
        return self._roles[role].title if role in self._roles else role

    def seats(self, run: Run, names: Iterable[KeptName]) -> tuple[SeatView, ...]:
        """Who plays what; a vacant role is the facilitator's. `names` are those that stand beside the run."""
        known = tuple(names)
        return tuple(
            SeatView(title=self.role_title(role), player=self.player(seats, known), is_vacant=is_vacant(seats))
            for role, seats in run.seats_at().items()
        )

    def seats_over_time(self, run: Run, names: Iterable[KeptName]) -> tuple[SeatView, ...]:
        """The same, with who played before and since when. Vacant is what nobody ever played."""
        known, told = tuple(names), dict[RoleId, str]()
        ever = {seat.role for seats in run.all_seats() for seat in seats if seat.person is not None}
        for role, seats in run.seats_at(1).items():
            told[role] = self.player(seats, known)
        for entry in run.entries:
            if isinstance(entry.event, Seated):
                role = entry.event.seats[0].role
                since = f"from {self.clock(entry.t)} {self.player(entry.event.seats, known)}"
                told[role] = f"{told.get(role, NOBODY_NAMED)}; {since}"
        return tuple(
            SeatView(title=self.role_title(role), player=player, is_vacant=role not in ever)
            for role, player in told.items()
        )

    def facilitator(self, run: Run, names: Iterable[KeptName]) -> str:
        """Who leads it now; empty: nobody was named."""
        return self.player(run.facilitators[-1][1], names) if run.facilitators else ""

    def facilitator_over_time(self, run: Run, names: Iterable[KeptName]) -> str:
        """Who led it first, and who did later since when; empty: nobody was named."""
        known = tuple(names)
        first, *later = [(t, self.player(people, known)) for t, people in run.facilitators] or [(0, "")]
        return "; ".join((first[1], *(f"from {self.clock(t)} {people}" for t, people in later)))

    def player(self, seats: Iterable[Seat | Facilitator], names: Iterable[KeptName]) -> str:
        """Who sits in the seats of one role, or leads."""
        known = {kept.person: kept.name for kept in names}
        return ", ".join(known.get(seat.person, ERASED) if seat.person is not None else _VACANT for seat in seats)
