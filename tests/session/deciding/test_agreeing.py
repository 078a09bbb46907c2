"""What people agree once an exercise is over: what can be said, what of it stands, and that nothing else moves."""

import pytest

from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import ObjectiveId, Subject
from ccdrill.session.deciding.commands import (
    Agree,
    AgreeAction,
    ConfirmRating,
    CutShort,
    Dispose,
    TakeBack,
    WriteNote,
)
from ccdrill.session.played import played_before
from ccdrill.session.run.chain import find_text, open_links
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from tests.session.stage import Stage, card_number, kinds, paced

DIVERT = Subject("step:divert")
POWER = Subject("rule:no-power-off")
STOP = ObjectiveId("stop")
WHOLE = AgreeAction(about=DIVERT, what="Script the diversion", owner="Ann Lee", due="2027-01-31")


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def over(stage: Stage) -> Session:
    """Ended early, with a critical step left out: U is proposed."""
    return stage.ended_early()


def action(session: Session, about: str = DIVERT) -> tuple[str, str, str]:
    """What is agreed about something, in words."""
    found = session.run.afterwards.actions[Subject(about)]
    texts = session.beside.texts
    return find_text(found.what, texts), find_text(found.owner, texts), found.due or ""


@pytest.mark.parametrize(
    "asked",
    [WHOLE, ConfirmRating(objective=STOP, grade="U"), Dispose(about=DIVERT, disposition="deliberate")],
)
def test_nothing_is_agreed_before_the_exercise_is_over(stage: Stage, asked: Agree) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="the exercise is not over"):
        session.handle(asked)
    assert kinds(session) == ["Opened"]


def test_an_action_is_what_who_and_by_when_and_a_later_word_changes_what_it_says(over: Session, stage: Stage) -> None:
    over.handle(WHOLE)
    assert action(over) == ("Script the diversion", "Ann Lee", "2027-01-31")
    over.handle(AgreeAction(about=DIVERT, owner=" Ben \n Roe "))
    assert action(over) == ("Script the diversion", "Ben Roe", "2027-01-31")
    over.handle(AgreeAction(about=DIVERT, due=""))
    assert action(over) == ("Script the diversion", "Ben Roe", "")
    assert stage.resume(over).run.afterwards.actions == over.run.afterwards.actions
    stage.prove(over)


def test_what_stands_already_is_not_recorded_again(over: Session) -> None:
    over.handle(WHOLE)
    over.handle(Dispose(about=DIVERT, disposition="procedure-wrong", reason="No such screen"))
    over.handle(ConfirmRating(objective=STOP, grade="U", evaluator="Eve"))
    before = over.run.seq
    for asked in (
        WHOLE,
        AgreeAction(about=DIVERT),
        Dispose(about=DIVERT, disposition="procedure-wrong", reason=" No such screen"),
        Dispose(about=DIVERT, disposition="procedure-wrong"),
        ConfirmRating(objective=STOP, grade="U", evaluator="Eve"),
        AgreeAction(about=POWER, what=""),
        Dispose(about=POWER, disposition=None),
    ):
        over.handle(asked)
    assert over.run.seq == before


def test_an_empty_action_withdraws_the_row(over: Session, stage: Stage) -> None:
    over.handle(WHOLE)
    over.handle(AgreeAction(about=DIVERT, what=" "))
    assert over.run.afterwards.actions == {}
    assert kinds(over)[-2:] == ["ActionAgreed", "ActionAgreed"], "the log keeps what was withdrawn"
    stage.prove(over)


@pytest.mark.parametrize("what", ["not-followed", " Deliberate "])
def test_what_a_team_says_of_a_row_is_no_action(over: Session, what: str) -> None:
    with pytest.raises(NotAllowed, match="is what a team says of a row, and no action"):
        over.handle(AgreeAction(about=DIVERT, what=what))
    over.handle(AgreeAction(about=DIVERT, what=f"{what}: train it"))
    assert action(over)[0] == f"{what}: train it".strip()


@pytest.mark.parametrize("fields", [{"owner": "Ann"}, {"due": "2027-01-31"}, {"what": "", "owner": "Ann"}])
def test_an_owner_or_a_date_alone_is_no_action(over: Session, fields: dict[str, str]) -> None:
    with pytest.raises(NotAllowed, match="needs an action"):
        over.handle(AgreeAction(about=DIVERT, **fields))


@pytest.mark.parametrize(
    "due",
    ["tomorrow", "2027-02-30", "20270131", "31 Jan 27", "31.13.2027", "2027-W04-7", "٢٠٢٧-01-31", "2027-01-31\x00"],
)
def test_what_is_no_date_is_refused(over: Session, due: str) -> None:
    with pytest.raises(NotAllowed, match="is no date"):
        over.handle(AgreeAction(about=DIVERT, what="Script it", due=due))
    assert over.run.afterwards.actions == {}


def test_a_day_before_the_exercise_is_refused_but_not_the_day_itself_wherever_it_was_held(over: Session) -> None:
    began = over.run.entries[0].utc[:10]
    over.handle(AgreeAction(about=DIVERT, what="Script it", due=began))
    with pytest.raises(NotAllowed, match="lies before the exercise"):
        over.handle(AgreeAction(about=DIVERT, due="2019-12-31"))


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ("step:divrt", "there is no step 'divrt'"),
        ("rule:power", "there is no prohibition 'power'"),
        ("action:sing", "there is no action 'sing'"),
        ("F3", "there is no subject"),
    ],
)
def test_what_nobody_knows_can_not_be_agreed_on(over: Session, about: str, says: str) -> None:
    for asked in (
        AgreeAction(about=Subject(about), what="x"),
        Dispose(about=Subject(about), disposition="deliberate"),
    ):
        with pytest.raises(NotAllowed, match=says) as refused:
            over.handle(asked)
        assert refused.value.hint


def test_a_near_name_is_offered(over: Session) -> None:
    with pytest.raises(NotAllowed) as refused:
        over.handle(AgreeAction(about=Subject("step:divrt"), what="x"))
    assert refused.value.hint == "Did you mean 'divert'?"


def test_what_went_well_can_be_agreed_on_too(over: Session) -> None:
    over.handle(AgreeAction(about=Subject("step:report"), what="Keep it on the wall card"))
    assert action(over, "step:report")[0] == "Keep it on the wall card"


def test_a_rating_is_confirmed_as_it_is_and_changed_only_with_a_reason(over: Session, stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="U is proposed for 'stop', and S differs"):
        over.handle(ConfirmRating(objective=STOP, grade="S", evaluator="Eve"))
    over.handle(ConfirmRating(objective=STOP, grade="U", evaluator="Eve"))
    assert over.run.afterwards.ratings[STOP].grade == "U" and over.run.afterwards.ratings[STOP].reason is None
    over.handle(ConfirmRating(objective=STOP, grade="S", reason="The desk had begun", evaluator="Eve"))
    found = over.run.afterwards.ratings[STOP]
    assert (found.grade, find_text(found.reason, over.beside.texts)) == ("S", "The desk had begun")
    over.handle(ConfirmRating(objective=STOP, grade="S", evaluator="Eve Roe"))
    assert over.run.afterwards.ratings[STOP].reason == found.reason, "the reason of the same grade stands"
    with pytest.raises(NotAllowed):
        over.handle(ConfirmRating(objective=STOP, grade="P"))
    over.handle(ConfirmRating(objective=STOP, grade=None))
    assert over.run.afterwards.ratings == {}
    stage.prove(over)


def test_nobody_rates_what_was_no_objective(over: Session) -> None:
    with pytest.raises(NotAllowed, match="no objective 'stpo'") as refused:
        over.handle(ConfirmRating(objective=ObjectiveId("stpo"), grade="P"))
    assert refused.value.hint == "Did you mean 'stop'?"


def test_another_answer_does_not_inherit_the_reason(over: Session) -> None:
    over.handle(Dispose(about=DIVERT, disposition="procedure-wrong", reason="No such screen"))
    over.handle(Dispose(about=DIVERT, disposition="deliberate"))
    assert over.run.afterwards.dispositions[DIVERT].reason is None


def test_all_of_what_is_asked_at_once_is_recorded_or_nothing(over: Session) -> None:
    before = over.run.seq
    with pytest.raises(NotAllowed):
        over.agree([WHOLE, ConfirmRating(objective=STOP, grade="P")])
    assert over.run.seq == before
    over.agree([WHOLE, ConfirmRating(objective=STOP, grade="U")])
    assert kinds(over)[before:] == ["ActionAgreed", "RatingConfirmed"]


def test_card_numbers_are_not_kept_and_the_person_is_told(over: Session) -> None:
    view = over.handle(AgreeAction(about=DIVERT, what=f"Call {card_number()}", owner=f"Ann {card_number()}"))
    assert action(over)[:2] == ("Call [number removed]", "Ann [number removed]")
    assert "replaced" in view.notice
    assert all(card_number() not in kept.text for kept in over.beside.texts)


def test_texts_can_be_erased_and_the_rest_goes_on(over: Session, stage: Stage) -> None:
    over.handle(WHOLE)
    stage.store.erase(over.run.opened.run, texts=True, names=False)
    again = stage.resume(over)
    assert action(again) == ("(erased)", "(erased)", "2027-01-31")
    again.handle(AgreeAction(about=DIVERT, due="2027-02-28"))
    assert action(again) == ("(erased)", "(erased)", "2027-02-28")
    stage.prove(again)


def test_the_score_stays_and_so_does_the_time(over: Session, stage: Stage) -> None:
    before, t = score_run(stage.exercise, over.run), over.run.t
    stage.clock.pass_seconds(7 * 86_400)
    over.handle(WHOLE)
    over.handle(ConfirmRating(objective=STOP, grade="P", reason="By my own eyes"))
    over.handle(Dispose(about=DIVERT, disposition="deliberate"))
    assert score_run(stage.exercise, over.run) == before
    assert over.run.t == t


def test_talk_after_the_end_is_not_time_played(over: Session, stage: Stage) -> None:
    before = played_before(over.run)
    stage.clock.pass_seconds(900)
    over.handle(WHOLE)
    assert played_before(over.run) == before


def test_whoever_takes_a_decision_back_withdraws_what_was_agreed_of_that_end(over: Session, stage: Stage) -> None:
    """A plan is about one end: the next one may have lost other things. The log keeps it; notes stay."""
    over.handle(WHOLE)
    over.handle(ConfirmRating(objective=STOP, grade="U"))
    over.handle(Dispose(about=DIVERT, disposition="deliberate"))
    over.handle(WriteNote(text="We go on after all."))
    told = over.handle(TakeBack()).notice
    assert "What was agreed after the end is withdrawn" in told
    run = over.run
    assert not run.is_over
    assert (run.afterwards.actions, run.afterwards.ratings, run.afterwards.dispositions) == ({}, {}, {})
    with pytest.raises(NotAllowed):
        over.handle(WHOLE)
    over.handle(CutShort())
    over.handle(WHOLE)
    assert action(over)[1] == "Ann Lee"
    assert fold(open_links(stage.store.read(run.opened.run).links)) == over.run
    stage.prove(over)


def test_a_paced_run_that_is_over_can_be_agreed_on_by_another_process() -> None:
    stage = paced()
    session = stage.begin()
    stage.clock.pass_seconds(60)
    session.handle(CutShort())
    stage.clock.pass_seconds(3600)
    again = stage.resume(session)
    again.handle(WHOLE)
    assert kinds(again)[-2:] == ["CutShort", "ActionAgreed"]
    assert again.run.t == session.run.t
    stage.prove(again)


def test_a_day_is_recorded_in_one_form_however_it_was_typed(over: Session) -> None:
    for typed, day in (("31 Jan 2027", "2027-01-31"), ("in 6 weeks", "2027-01-04"), ("2027-2-1", "2027-02-01")):
        over.handle(AgreeAction(about=DIVERT, what="Script it", due=typed))
        assert over.run.afterwards.actions[DIVERT].due == day
    with pytest.raises(NotAllowed, match="can be read as 1 Feb and as 2 Jan"):
        over.handle(AgreeAction(about=DIVERT, due="01/02/2027"))
