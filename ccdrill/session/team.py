"""Who takes part: as people say it, and as a run records it (ids in the chain, names beside it)."""

from ccdrill.authoring.nearest import nearest
from ccdrill.model.errors import NotAllowed, UnknownName
from ccdrill.model.events import Seat
from ccdrill.model.exercise import Exercise
from ccdrill.model.form import MOST_HEADS
from ccdrill.model.ids import PersonId, RoleId
from ccdrill.model.machine import Chance
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Value
from ccdrill.session.chain import digest_of
from ccdrill.session.ports import KeptName
from ccdrill.session.telling import Telling
from ccdrill.session.typed import clean_name, join_notices


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


class Roster(Value, frozen=True, kw_only=True):
    """A team as a run records it."""

    team: str
    """What it calls itself."""
    head_count: int
    """How many; 0: not counted."""
    seats: tuple[Seat, ...]
    """Who plays which role, by id."""
    names: tuple[KeptName, ...]
    """Who they are."""
    notice: str
    """What the people must be told about what they typed."""


def seat_team(exercise: Exercise, seats: tuple[tuple[str, str], ...], *, name: str = "", head_count: int = 0) -> Team:
    """The team of a team drill when (role, name) pairs are all that is known: other roles of the drill are vacant.

    Without a pair nothing is known, so no role is vacant. Raises NotAllowed for a drill that is played alone, UnknownName
    for a role that nobody needs there.
    """
    if seats and exercise.drill.mode == "solo":
        raise NotAllowed(f"the drill '{exercise.drill.id}' is played alone", "Leave out who plays which role.")
    known = Telling(exercise).roles()
    for role, _ in seats:
        if role not in known:
            near = nearest(role, list(known))
            meant = f"Did you mean '{near}'? " if near is not None else ""
            raise UnknownName(f"nobody in this drill plays '{role}'", f"{meant}The roles are: {', '.join(known)}.")
    taken = {role for role, _ in seats}
    return Team(
        name=name,
        head_count=head_count,
        players=tuple((RoleId(role), player) for role, player in seats),
        vacant=tuple(role for role in known if role not in taken) if seats else (),
    )


def enrol(team: Team, chance: Chance) -> Roster:
    """The team as it is recorded: one id for a name, however many roles it plays; a role without a name is vacant."""
    called = clean_name(team.name)
    players = [(role, clean_name(name)) for role, name in team.players]
    kept = {
        name: KeptName(person=PersonId(f"p-{chance.token(8)}"), name=name, salt=chance.token(20))
        for name in dict.fromkeys(one.text for _, one in players if one.text)
    }
    return Roster(
        team=called.text,
        head_count=min(max(0, team.head_count), MOST_HEADS),
        seats=(
            *(_seat(role, kept.get(one.text)) for role, one in players),
            *(Seat(role=role) for role in team.vacant),
        ),
        names=tuple(kept.values()),
        notice=join_notices(called.notice, *(one.notice for _, one in players)),
    )


def _seat(role: RoleId, kept: KeptName | None) -> Seat:
    """The role's seat, with what seals the name of whoever plays it."""
    if kept is None:
        return Seat(role=role)
    return Seat(role=role, person=kept.person, name=TextRef(digest=digest_of(kept.name, kept.salt)))
