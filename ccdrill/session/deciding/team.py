"""Who takes part: as people say it, and as a run records it (ids in the chain, names beside it)."""

from collections.abc import Iterable, Sequence

from ccdrill.authoring.reading.nearest import nearest
from ccdrill.model.errors import NotAllowed, UnknownName
from ccdrill.model.events import Facilitator, Seat
from ccdrill.model.exercise import Exercise
from ccdrill.model.form import MOST_HEADS
from ccdrill.model.ids import PersonId, RoleId
from ccdrill.model.machine import Chance
from ccdrill.model.text_ref import TextRef
from ccdrill.model.value import Value
from ccdrill.session.run.chain import digest_of
from ccdrill.session.run.ports import KeptName
from ccdrill.session.run.typed import clean_name, join_notices
from ccdrill.session.telling.telling import Telling


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
    facilitators: tuple[str, ...] = ()
    """Who leads it, by name; none: nothing was said of it."""


class Roster(Value, frozen=True, kw_only=True):
    """A team as a run records it."""

    team: str
    """What it calls itself."""
    head_count: int
    """How many; 0: not counted."""
    seats: tuple[Seat, ...]
    """Who plays which role, by id."""
    facilitators: tuple[Facilitator, ...]
    """Who leads it, by id; none: nothing was said of it."""
    names: tuple[KeptName, ...]
    """Who they are."""
    notice: str
    """What the people must be told about what they typed."""


def seat_team(
    exercise: Exercise,
    seats: tuple[tuple[str, str], ...],
    *,
    name: str = "",
    head_count: int = 0,
    facilitators: tuple[str, ...] = (),
) -> Team:
    """The team of a team drill when (role, name) pairs are all that is known: other roles of the drill are vacant.

    Without a pair nothing is known, so no role is vacant. `facilitators`: who leads it, by name. Raises NotAllowed for a
    drill that is played alone, UnknownName for a role that nobody needs there.
    """
    if (seats or facilitators) and exercise.drill.mode == "solo":
        what = "who plays which role" if seats else "who leads it"
        raise NotAllowed(f"the drill '{exercise.drill.id}' is played alone", f"Leave out {what}.")
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
        facilitators=facilitators,
    )


def split_names(typed: str) -> tuple[str, ...]:
    """Those who play one role together, as people type them."""
    return tuple(name.strip() for name in typed.split(",") if name.strip())


def enrol(team: Team, chance: Chance) -> Roster:
    """The team as it is recorded: one id for a name, however many roles it plays; a role without a name is vacant."""
    called = clean_name(team.name)
    players = [(role, clean_name(name)) for role, name in team.players]
    leaders = [clean_name(name) for name in team.facilitators]
    kept = _keep((one.text for one in (*(one for _, one in players), *leaders)), chance)
    return Roster(
        team=called.text,
        head_count=min(max(0, team.head_count), MOST_HEADS),
        seats=(
            *(_seat(role, kept.get(one.text)) for role, one in players),
            *(Seat(role=role) for role in team.vacant),
        ),
        facilitators=facilitators_of(kept[name] for name in dict.fromkeys(one.text for one in leaders) if name),
        names=tuple(kept.values()),
        notice=join_notices(called.notice, *(one.notice for _, one in players), *(one.notice for one in leaders)),
    )


def keep_names(
    names: Iterable[str], chance: Chance, known: Iterable[KeptName]
) -> tuple[tuple[KeptName, ...], tuple[KeptName, ...], str]:
    """Names as they are kept, those of them that are new, and what the people must be told about what they typed.

    Whoever is `known`, and sealed, keeps their id.
    """
    cleaned = [clean_name(name) for name in names]
    sealed = {one.name: one for one in known if one.salt}
    new = _keep((one.text for one in cleaned if one.text not in sealed), chance)
    kept = dict.fromkeys((sealed | new)[one.text] for one in cleaned if one.text)
    return tuple(kept), tuple(new.values()), join_notices(*(one.notice for one in cleaned))


def seats_of(role: RoleId, kept: Sequence[KeptName]) -> tuple[Seat, ...]:
    """The seats of those who play a role; of nobody: one that is vacant."""
    return tuple(_seat(role, one) for one in kept) or (_seat(role, None),)


def facilitators_of(kept: Iterable[KeptName]) -> tuple[Facilitator, ...]:
    """Those who lead, with what seals their names."""
    return tuple(Facilitator(person=one.person, name=_sealed(one)) for one in kept)


def _keep(names: Iterable[str], chance: Chance) -> dict[str, KeptName]:
    """An id and a seal for each name, once."""
    return {
        name: KeptName(person=PersonId(f"p-{chance.token(8)}"), name=name, salt=chance.token(20))
        for name in dict.fromkeys(names)
        if name
    }


def _seat(role: RoleId, kept: KeptName | None) -> Seat:
    """The role's seat, with what seals the name of whoever plays it."""
    if kept is None:
        return Seat(role=role)
    return Seat(role=role, person=kept.person, name=_sealed(kept))


def _sealed(kept: KeptName) -> TextRef:
    return TextRef(digest=digest_of(kept.name, kept.salt))
