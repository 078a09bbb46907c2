"""A role that changes hands while an exercise runs: what can be said of it, what is recorded, and what may be picked from.

What was decided before stays with whoever played the role then. Who leads the exercise is said in the same way.
"""

from collections.abc import Iterable, Sequence

from ccdrill.model.errors import NotAllowed
from ccdrill.model.events import Facilitator, FacilitatorNamed, Seat, Seated
from ccdrill.model.exercise import Exercise
from ccdrill.model.ids import RoleId
from ccdrill.model.machine import Chance
from ccdrill.model.value import Value
from ccdrill.session.deciding.commands import SeatRole
from ccdrill.session.deciding.deciding import Made
from ccdrill.session.deciding.team import facilitators_of, keep_names, seats_of
from ccdrill.session.run.ports import Beside, KeptName
from ccdrill.session.run.run import Run
from ccdrill.session.telling.naming import name_one_of
from ccdrill.session.telling.telling import NOBODY_NAMED, Telling


class RoleView(Value, frozen=True, kw_only=True):
    """A role that can change hands."""

    id: RoleId
    """Its name in the drill."""
    title: str
    """What people call it."""
    about: str
    """Who plays it now."""

    @property
    def told(self) -> str:
        """That it is so from now on, in a few words."""
        return told_seat(self.title, self.about)


def roles_to_take(telling: Telling, run: Run, names: Iterable[KeptName]) -> tuple[RoleView, ...]:
    """The roles of the drill, in its order, with who plays each now; last, who leads."""
    seated, kept = run.seats_at(), tuple(names)
    roles = tuple(
        RoleView(
            id=role,
            title=telling.role_title(role),
            about=telling.player(seated[role], kept) if role in seated else NOBODY_NAMED,
        )
        for role in telling.roles()
    )
    leads = RoleView(
        id=telling.leads_as(), title=telling.leads_title(), about=telling.facilitator(run, kept) or NOBODY_NAMED
    )
    return (*roles, leads)


def take_role(
    exercise: Exercise, run: Run, names: Iterable[KeptName], asked: SeatRole, now: int, chance: Chance
) -> Made:
    """What is to be recorded of it; whoever plays another role keeps their id. Raises NotAllowed."""
    kept, new, notice = keep_names(asked.players, chance, names)
    event: Seated | FacilitatorNamed
    if asked.role == Telling(exercise).leads_as():
        event = FacilitatorNamed(people=facilitators_of(kept))
        check_facilitators(run, event.people)
    else:
        event = Seated(seats=seats_of(asked.role, kept))
        check_seated(exercise, run, event.seats)
    return Made(event=event, t=now, beside=Beside(names=new), notice=notice)


def check_seated(exercise: Exercise, run: Run, seats: Sequence[Seat]) -> None:
    """Raises NotAllowed for seats that nobody can take, or that are taken so already."""
    roles = {seat.role for seat in seats}
    people = [seat.person for seat in seats]
    if len(roles) != 1 or len(set(people)) != len(people) or (None in people and len(people) > 1):
        raise NotAllowed("a role is played by somebody or by nobody", "Say who plays one role from now on.")
    role = roles.pop()
    check_role(role, Telling(exercise).roles())
    if [seat.person for seat in run.seats_at().get(role, ())] == people:
        raise NotAllowed("that role is played so already", "Say who plays it from now on.")


def check_facilitators(run: Run, people: Sequence[Facilitator]) -> None:
    """Raises NotAllowed for nobody, for one who is named twice, and for those who lead already."""
    named = [one.person for one in people]
    if not named or len(set(named)) != len(named):
        raise NotAllowed("somebody leads every exercise", "Say who leads it from now on.")
    if run.facilitators and [one.person for one in run.facilitators[-1][1]] == named:
        raise NotAllowed("it is led so already", "Say who leads it from now on.")


def check_role(role: RoleId, known: Sequence[RoleId]) -> None:
    """Raises NotAllowed for a role that is not among those `known`."""
    if role not in known:
        raise NotAllowed(
            f"nobody in this drill plays '{role}'", name_one_of(role, known, f"Name one of: {', '.join(known)}.")
        )


def told_seat(title: str, player: str) -> str:
    """Who plays a role from now on, in a few words."""
    return f"{title}: {player} from now on."
