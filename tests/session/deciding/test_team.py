"""Who takes part: ids in the chain, names beside it."""

import msgspec
import pytest

from ccdrill.model.errors import NotAllowed, UnknownName
from ccdrill.session.deciding.team import Team, enrol, seat_team
from ccdrill.session.run.ports import Beside
from tests.builders import FakeChance, build_exercise
from tests.session.stage import TEAM_DRILL, Stage


def test_names_stand_beside_the_chain_and_ids_in_it() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin(seat_team(stage.exercise, (("leader", "Ann"), ("telephony", "Ben")), name="Team B"))
    stored = stage.store.read(session.run.opened.run)
    assert b"Ann" not in stored.links[0].body
    assert {kept.name for kept in stored.beside.names} == {"Ann", "Ben"}
    assert [(seat.title, seat.player) for seat in session.view().seats] == [
        ("Team leader", "Ann"),
        ("Telephony engineer", "Ben"),
        ("Acquirer contact", "vacant (the facilitator)"),
    ]


def test_one_person_may_play_two_roles_and_a_role_may_be_played_by_two() -> None:
    players = (("leader", "Ann"), ("telephony", "Ann"), ("telephony", "Ben"))
    roster = enrol(Team(players=players), FakeChance())
    people = [seat.person for seat in roster.seats]
    assert people[0] == people[1] != people[2]
    assert len(roster.names) == 2


def test_a_role_without_a_name_is_vacant() -> None:
    roster = enrol(Team(players=(("leader", "  "),)), FakeChance())
    assert roster.seats[0].person is None
    assert roster.names == ()


def test_when_nobody_says_who_plays_what_no_role_is_vacant() -> None:
    team = seat_team(build_exercise(drill=TEAM_DRILL), (), name="Team B", head_count=12)
    assert (team.players, team.vacant, team.head_count) == ((), (), 12)


def test_a_role_that_nobody_needs_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownName) as refused:
        seat_team(build_exercise(drill=TEAM_DRILL), (("captain", "Ann"),))
    assert refused.value.hint == "The roles are: leader, telephony, payments."


def test_a_role_that_was_mistyped_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName) as refused:
        seat_team(build_exercise(drill=TEAM_DRILL), (("telefony", "Ann"),))
    assert refused.value.hint.startswith("Did you mean 'telephony'?")


def test_a_drill_that_is_played_alone_has_no_seats() -> None:
    with pytest.raises(NotAllowed, match="alone"):
        seat_team(build_exercise(), (("leader", "Ann"),))


def test_a_name_that_was_erased_is_told_as_erased() -> None:
    stage = Stage(build_exercise(drill=TEAM_DRILL))
    session = stage.begin(seat_team(stage.exercise, (("leader", "Ann"),)))
    run = session.run.opened.run
    stage.store.runs[run] = msgspec.structs.replace(stage.store.runs[run], beside=Beside())
    assert stage.resume(session).view().seats[0].player == "(erased)"
