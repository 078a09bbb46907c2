"""A role changes hands while an exercise runs: names stand beside the chain, and what was decided before stays as it was."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ccdrill.debrief.build import debrief_session
from ccdrill.model.errors import DamagedRun, NotAllowed
from ccdrill.model.events import Facilitator, FacilitatorNamed, Seat, Seated
from ccdrill.model.ids import PersonId, RecordId, RoleId, RunId
from ccdrill.session.deciding.commands import (
    Amend,
    Answers,
    CutShort,
    OpenOptions,
    SayWhoLed,
    SeatRole,
    TakeBack,
)
from ccdrill.session.deciding.team import seat_team
from ccdrill.session.replay import replay
from ccdrill.session.run.beside import check_beside, typed_names, unproved
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from ccdrill.session.telling.telling import FACILITATOR
from ccdrill.session.telling.words import who_lines
from tests.builders import TINY_PROCEDURE, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, card_number, decide, kinds

LEADER, TELEPHONY, PAYMENTS = RoleId("leader"), RoleId("telephony"), RoleId("payments")
RECORDS = (RecordId("ticket"), RecordId("call-ids"))


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


@pytest.fixture
def session(stage: Stage) -> Session:
    session = stage.begin(seat_team(stage.exercise, (("leader", "Ann"), ("telephony", "Ben"))))
    session.handle(OpenOptions())
    return session


def players(session: Session) -> list[tuple[str, str, bool]]:
    return [(seat.title, seat.player, seat.is_vacant) for seat in session.view().seats]


def test_whoever_comes_late_takes_a_vacant_role_and_both_terminals_know(stage: Stage, session: Session) -> None:
    other = stage.resume(session)
    session.handle(SeatRole(role=PAYMENTS, players=("Cat",)))
    other.refresh()
    for one in (session, other):
        assert players(one)[2] == ("Acquirer contact", "Cat", False)
    assert session.backstage().journal[-1].text == "Acquirer contact: Cat from now on."
    stage.prove(session)


def test_the_name_stands_beside_the_chain_and_is_erased_as_any_other(stage: Stage, session: Session) -> None:
    session.handle(SeatRole(role=PAYMENTS, players=("Cat",)))
    stored = stage.store.read(RunId(session.run.opened.run))
    assert b"Cat" not in b"".join(link.body for link in stored.links)
    assert {kept.name for kept in stored.beside.names} == {"Ann", "Ben", "Cat"}
    erased = replace(stored.beside, names=())
    check_beside(session.run, erased)
    assert unproved(session.run, erased) == ("3 of 3 names erased or missing",)


def test_one_who_plays_a_role_already_keeps_the_id_and_several_may_share_one(session: Session) -> None:
    session.handle(SeatRole(role=PAYMENTS, players=("Ann", "Dan", " Ann ")))
    seats = session.run.seats_at()
    assert seats[PAYMENTS][0].person == seats[LEADER][0].person
    assert players(session)[2][1] == "Ann, Dan"
    assert len(session.beside.names) == 3


def test_a_role_that_somebody_leaves_is_vacant_from_then_on(stage: Stage, session: Session) -> None:
    session.handle(SeatRole(role=TELEPHONY))
    assert players(session)[1] == ("Telephony engineer", "vacant (the facilitator)", True)
    stage.prove(session)


def test_what_a_vacant_role_did_is_not_judged_whoever_takes_it_over_later_nor_what_somebody_did_who_left(
    stage: Stage, session: Session
) -> None:
    """Payments may not escalate. While the role is vacant that costs nothing, and once somebody plays it, it does."""
    decide(session, "escalate", roles=(PAYMENTS,), records=RECORDS)
    free = score_run(stage.exercise, session.run).score
    session.handle(SeatRole(role=PAYMENTS, players=("Cat",)))
    assert score_run(stage.exercise, session.run).score == free
    session.handle(TakeBack())
    decide(session, "escalate", roles=(PAYMENTS,), records=RECORDS)
    judged = score_run(stage.exercise, session.run).score
    assert judged < free
    session.handle(SeatRole(role=PAYMENTS))
    decided = session.run.decisions[-1].entry.seq
    session.handle(Amend(decision=decided, answers=Answers(roles=(PAYMENTS,), records=RECORDS, confidence=2)))
    assert score_run(stage.exercise, session.run).score == judged
    stage.prove(session)


def test_an_undo_sends_nobody_away_and_the_debrief_says_who_played_since_when(session: Session) -> None:
    decide(session, "escalate")
    session.handle(SeatRole(role=PAYMENTS, players=("Cat",)))
    session.handle(SeatRole(role=TELEPHONY, players=("Dan",)))
    session.handle(TakeBack())
    session.handle(CutShort())
    facts = debrief_session(session).facts
    assert facts.seats == (
        "Team leader: Ann",
        "Telephony engineer: Ben; from Mon 10:30 Dan",
        "Acquirer contact: vacant (the facilitator); from Mon 10:30 Cat",
    )
    assert facts.vacant == 0


def test_where_nobody_was_named_the_other_roles_stay_unnamed_not_vacant_and_where_they_were(stage: Stage) -> None:
    session = stage.begin()
    session.handle(SeatRole(role=TELEPHONY, players=("Ben",)))
    assert players(session) == [
        ("Team leader", "", False),
        ("Telephony engineer", "Ben", False),
        ("Acquirer contact", "", False),
    ]
    session.handle(CutShort())
    assert debrief_session(session).facts.seats == ("Telephony engineer: nobody named; from Mon 10:20 Ben",)


def test_a_card_number_in_a_name_is_not_kept(session: Session) -> None:
    view = session.handle(SeatRole(role=PAYMENTS, players=(f"Cat {card_number()}",)))
    assert "payment card" in view.notice
    assert view.seats[2].player == "Cat [number removed]"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (SeatRole(role=RoleId("telefony"), players=("Cat",)), "nobody in this drill plays 'telefony'"),
        (SeatRole(role=LEADER, players=("Ann",)), "played so already"),
        (SeatRole(role=PAYMENTS), "played so already"),
        (SeatRole(role=FACILITATOR), "somebody leads every exercise"),
    ],
)
def test_what_can_not_be_or_is_so_already_is_refused_and_not_recorded(
    session: Session, asked: SeatRole, why: str
) -> None:
    with pytest.raises(NotAllowed, match=why):
        session.handle(asked)
    assert kinds(session) == ["Opened", "OptionsOpened"]


def test_who_leads_is_said_at_the_beginning_and_beside_the_chain_as_any_name(stage: Stage) -> None:
    team = seat_team(stage.exercise, (("leader", "Ann"),), facilitators=("Fay", "Ann"))
    session = stage.begin(team)
    assert kinds(session) == ["Opened", "FacilitatorNamed"]
    assert session.view().facilitator == "Fay, Ann"
    stored = stage.store.read(RunId(session.run.opened.run))
    assert b"Fay" not in b"".join(link.body for link in stored.links)
    assert {kept.name for kept in stored.beside.names} == {"Ann", "Fay"}
    check_beside(session.run, replace(stored.beside, names=()))
    renamed = tuple(replace(kept, name="Eve") if kept.name == "Fay" else kept for kept in stored.beside.names)
    with pytest.raises(DamagedRun, match="name of somebody who takes part was changed"):
        check_beside(session.run, replace(stored.beside, names=renamed))
    stage.prove(session)


def test_who_leads_may_change_or_be_said_late_moves_no_score_and_stands_in_the_debrief(
    stage: Stage, session: Session
) -> None:
    decide(session, "escalate")
    before = score_run(stage.exercise, session.run).score
    for name in ("Fay", "Guy"):
        session.handle(SeatRole(role=FACILITATOR, players=(name,)))
        assert session.backstage().journal[-1].text == f"Facilitator: {name} from now on."
    assert session.desk().roles()[-1].about == "Guy"
    assert score_run(stage.exercise, session.run).score == before
    session.handle(CutShort())
    facts = debrief_session(session).facts
    assert facts.facilitator == "Fay; from Mon 10:30 Guy"
    assert facts.vacant == 1
    stage.prove(session)


def test_who_led_can_be_said_after_the_end_in_place_of_what_was_said_before_and_is_withdrawn_again(
    stage: Stage, session: Session
) -> None:
    session.handle(SeatRole(role=FACILITATOR, players=("Fay",)))
    decide(session, "escalate")
    session.handle(CutShort())
    before = score_run(stage.exercise, session.run)
    for _ in range(2):
        session.handle(SayWhoLed(who=" Guy  Roe, Fay "))
        assert debrief_session(session).facts.facilitator == "Guy Roe, Fay"
    assert kinds(session)[-2:] == ["CutShort", "LedBy"]
    assert score_run(stage.exercise, session.run) == before
    stored = stage.store.read(RunId(session.run.opened.run))
    assert b"Guy" not in b"".join(link.body for link in stored.links)
    assert {one.text for one in stored.beside.texts if one.digest in typed_names(stored)} == {"Guy Roe, Fay"}
    session.handle(SayWhoLed(who=""))
    assert debrief_session(session).facts.facilitator == "Fay"
    with pytest.raises(NotAllowed, match="somebody leads every exercise"):
        session.handle(SayWhoLed(who=""))
    stage.prove(session)


def test_who_led_is_not_said_so_before_the_end_nor_of_whoever_plays_alone(session: Session) -> None:
    for one in (session, Stage().ended_early()):
        with pytest.raises(NotAllowed):
            one.handle(SayWhoLed(who="Fay"))


def test_where_nobody_said_who_leads_nothing_is_recorded_and_the_debrief_says_nothing(session: Session) -> None:
    assert kinds(session) == ["Opened", "OptionsOpened"]
    session.handle(CutShort())
    assert debrief_session(session).facts.facilitator == ""


def test_a_role_that_is_called_facilitator_is_that_role_and_who_leads_can_be_said_beside_it() -> None:
    procedure = f"{TINY_PROCEDURE}roles:\n  facilitator: {{title: Facilitator}}\n"
    drill = TEAM_DRILL + "roles: [leader, facilitator]\n"
    stage = Stage(build_exercise(procedure=procedure, drill=drill))
    session = stage.begin()
    session.handle(SeatRole(role=FACILITATOR, players=("Fay",)))
    assert players(session)[1] == ("Facilitator", "Fay", False)
    assert session.view().facilitator == ""
    leads = session.desk().roles()[-1]
    assert (leads.title, leads.about) == ("Leads the exercise", "nobody named")
    session.handle(SeatRole(role=leads.id, players=("Guy",)))
    assert players(session)[1] == ("Facilitator", "Fay", False)
    assert session.backstage().journal[-1].text == "Leads the exercise: Guy from now on."
    assert who_lines(session.view())[:2] == ["Leads the exercise: Guy", "Facilitator: Fay"]
    stage.prove(session)


def test_nobody_takes_a_role_over_after_the_end_nor_where_somebody_plays_alone(session: Session) -> None:
    session.handle(CutShort())
    for one in (session, Stage().begin()):
        with pytest.raises(NotAllowed):
            one.handle(SeatRole(role=PAYMENTS, players=("Cat",)))


@pytest.mark.parametrize(
    "forge",
    [
        lambda seats: (replace(seats[0], role=RoleId("captain")),),
        lambda seats: (*seats, Seat(role=PAYMENTS)),
        lambda seats: (*seats, replace(seats[0], role=LEADER, person=PersonId("p-else"))),
        lambda seats: (*seats, *seats),
        lambda _: (Seat(role=PAYMENTS),),
    ],
)
def test_a_run_in_which_nobody_could_have_sat_down_so_is_no_run(
    stage: Stage, session: Session, forge: Callable[[tuple[Seat, ...]], tuple[Seat, ...]]
) -> None:
    session.handle(SeatRole(role=PAYMENTS, players=("Cat",)))
    entry = session.run.entries[-1]
    assert isinstance(entry.event, Seated)
    forged = replace(entry, event=Seated(seats=forge(entry.event.seats)))
    with pytest.raises(DamagedRun):
        replay(stage.exercise, fold([*session.run.entries[:-1], forged]))


@pytest.mark.parametrize("forge", [lambda _: (), lambda people: (*people, *people)])
def test_a_run_that_nobody_could_have_led_so_is_no_run(
    stage: Stage, session: Session, forge: Callable[[tuple[Facilitator, ...]], tuple[Facilitator, ...]]
) -> None:
    session.handle(SeatRole(role=FACILITATOR, players=("Fay",)))
    entry = session.run.entries[-1]
    assert isinstance(entry.event, FacilitatorNamed)
    forged = replace(entry, event=FacilitatorNamed(people=forge(entry.event.people)))
    with pytest.raises(DamagedRun):
        replay(stage.exercise, fold([*session.run.entries[:-1], forged]))
