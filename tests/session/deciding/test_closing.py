"""Whether what was agreed is done: what can be said, what stands then, and that nobody gets a proof for something else."""

import datetime as dt

import pytest

from ccdrill.model.afterwards import ActionDone, ActionReopened
from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import (
    Agree,
    AgreeAction,
    CutShort,
    MarkDone,
    NameGap,
    Reopen,
    TakeBack,
)
from ccdrill.session.run.beside import typed_names
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from tests.session.stage import Stage, card_number, kinds

DIVERT, GAP = Subject("step:divert"), Subject("gap:1")
DONE = MarkDone(about=DIVERT, day="2026-11-24", proof="Ticket 4711", checked_by="Eve Roe")
_DAY = 86_400


@pytest.fixture
def stage() -> Stage:
    """It is 23 November 2026."""
    return Stage()


@pytest.fixture
def agreed(stage: Stage) -> Session:
    """A week after an action was agreed."""
    session = stage.ended_early()
    session.handle(AgreeAction(about=DIVERT, what="Script the diversion", owner="Ann Lee", due="2026-11-28"))
    stage.clock.pass_seconds(7 * _DAY)
    return session


def closed(session: Session, about: Subject = DIVERT) -> tuple[str, ...]:
    """Day, proof and who checked; or why it is open again."""
    found, texts = session.run.afterwards.done[about], session.beside.texts
    if isinstance(found, ActionReopened):
        return (find_text(found.reason, texts),)
    return (found.day, find_text(found.proof, texts), find_text(found.by, texts))


def test_an_action_is_done_on_a_day_with_a_proof_and_whoever_checked_it(agreed: Session, stage: Stage) -> None:
    before = score_run(stage.exercise, agreed.run)
    agreed.handle(DONE)
    assert closed(agreed) == ("2026-11-24", "Ticket 4711", "Eve Roe")
    agreed.handle(MarkDone(about=DIVERT, proof="Ticket 4712"))
    assert closed(agreed) == ("2026-11-24", "Ticket 4712", "Eve Roe"), "what is not said again stays"
    assert score_run(stage.exercise, agreed.run) == before
    assert stage.resume(agreed).run.afterwards == agreed.run.afterwards
    stage.prove(agreed)


@pytest.mark.parametrize(("typed", "day"), [("", "2026-11-30"), ("today", "2026-11-30"), ("Yesterday", "2026-11-29"), ("24 Nov 2026", "2026-11-24"), ("2026-12-01", "2026-12-01")])  # fmt: skip
def test_the_day_is_today_if_none_is_named_and_may_be_that_of_another_time_zone(
    agreed: Session, stage: Stage, typed: str, day: str
) -> None:
    agreed.handle(MarkDone(about=DIVERT, day=typed))
    assert closed(agreed)[0] == day
    stage.prove(agreed)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-12-02", "lies in the future: today is 2026-11-30"),
        ("in 2 weeks", "lies in the future"),
        ("2026-11-21", "lies before the exercise, which began on 2026-11-23"),
        ("soon", "is no date"),
        ("11/12/2026", "can be read as"),
    ],
)
def test_a_day_on_which_it_can_not_have_been_done_is_refused(agreed: Session, day: str, says: str) -> None:
    before = agreed.run.seq
    with pytest.raises(NotAllowed, match=says):
        agreed.handle(MarkDone(about=DIVERT, day=day))
    assert agreed.run.seq == before


def test_a_record_may_come_from_the_last_day_that_there_is(agreed: Session, stage: Stage) -> None:
    stage.clock.pass_seconds((dt.date.max - dt.date(2026, 11, 30)).days * _DAY)
    agreed.handle(MarkDone(about=DIVERT, day="today"))
    assert closed(agreed)[0] == "9999-12-31"
    stage.prove(agreed)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (MarkDone(about=Subject("step:report"), day=""), "nothing is agreed about 'step:report'"),
        (Reopen(about=Subject("step:report"), reason="x"), "nothing is agreed about 'step:report'"),
        (MarkDone(about=DIVERT, proof="Ticket 4711"), "is not marked as done"),
        (MarkDone(about=DIVERT, checked_by="Eve"), "is not marked as done"),
        (Reopen(about=DIVERT, reason="It fell off"), "is not marked as done"),
    ],
)
def test_only_what_is_agreed_can_be_done_and_only_what_is_done_has_a_proof_or_is_reopened(
    agreed: Session, asked: Agree, says: str
) -> None:
    with pytest.raises(NotAllowed, match=says) as refused:
        agreed.handle(asked)
    assert refused.value.hint
    assert agreed.run.afterwards.done == {}


def test_what_is_done_stays_as_it_was_agreed_until_it_is_reopened(agreed: Session, stage: Stage) -> None:
    agreed.handle(NameGap(gap=1, what="Nobody knew the number"))
    agreed.handle(AgreeAction(about=GAP, what="On the wall card"))
    agreed.handle(MarkDone(about=GAP, day=""))
    agreed.handle(DONE)
    before = agreed.run.seq
    for asked in (
        AgreeAction(about=DIVERT, what="Train everybody"),
        AgreeAction(about=DIVERT, what=""),
        AgreeAction(about=DIVERT, owner="Ben"),
        AgreeAction(about=DIVERT, due="2027-01-31"),
        NameGap(gap=1, what="There was no contact"),
        NameGap(gap=1, what=""),
    ):
        with pytest.raises(NotAllowed, match="is done, and stays as it was agreed"):
            agreed.handle(asked)
    assert agreed.run.seq == before
    agreed.agree([Reopen(about=DIVERT, reason="It was removed"), AgreeAction(about=DIVERT, due="2027-01-31")])
    assert closed(agreed) == ("It was removed",)
    assert agreed.run.afterwards.actions[DIVERT].due == "2027-01-31"
    agreed.handle(MarkDone(about=DIVERT, day=""))
    assert closed(agreed) == ("2026-11-30", "", ""), "the proof was of what was reopened"
    stage.prove(agreed)


def test_nothing_is_reopened_without_a_reason(agreed: Session) -> None:
    agreed.handle(DONE)
    for reason in ("", " \n"):
        with pytest.raises(NotAllowed, match="only with a reason"):
            agreed.handle(Reopen(about=DIVERT, reason=reason))
    assert closed(agreed)[0] == "2026-11-24"


def test_what_stands_already_is_not_recorded_again_also_days_later(agreed: Session, stage: Stage) -> None:
    agreed.handle(DONE)
    stage.clock.pass_seconds(3 * _DAY)
    before = agreed.run.seq
    for asked in (DONE, MarkDone(about=DIVERT, day=""), AgreeAction(about=DIVERT, owner="Ann Lee")):
        agreed.handle(asked)
    assert agreed.run.seq == before
    agreed.handle(Reopen(about=DIVERT, reason="It was removed"))
    before = agreed.run.seq
    agreed.handle(Reopen(about=DIVERT, reason="It was removed"))
    assert agreed.run.seq == before


@pytest.mark.parametrize("about", [DIVERT, GAP])
def test_whoever_withdraws_what_is_open_again_withdraws_that_too(agreed: Session, stage: Stage, about: Subject) -> None:
    agreed.handle(NameGap(gap=1, what="Nobody knew the number"))
    agreed.handle(AgreeAction(about=about, what="Put it right"))
    agreed.handle(MarkDone(about=about, day=""))
    agreed.handle(Reopen(about=about, reason="It was not"))
    agreed.handle(NameGap(gap=1, what="") if about == GAP else AgreeAction(about=about, what=""))
    assert about not in agreed.run.afterwards.done
    stage.prove(agreed)


def test_whoever_takes_a_decision_back_withdraws_that_too(agreed: Session, stage: Stage) -> None:
    agreed.handle(DONE)
    agreed.handle(TakeBack())
    assert agreed.run.afterwards.is_empty
    agreed.handle(CutShort())
    with pytest.raises(NotAllowed, match="nothing is agreed"):
        agreed.handle(DONE)
    stage.prove(agreed)


def test_card_numbers_are_not_kept_and_texts_can_be_erased(agreed: Session, stage: Stage) -> None:
    view = agreed.handle(MarkDone(about=DIVERT, day="", proof=f"Call {card_number()}", checked_by="Eve"))
    assert "replaced" in view.notice
    assert closed(agreed)[1:] == ("Call [number removed]", "Eve")
    stage.store.erase(agreed.run.opened.run, texts=True, names=False)
    again = stage.resume(agreed)
    assert closed(again) == ("2026-11-30", "(erased)", "(erased)")
    again.handle(MarkDone(about=DIVERT, day="2026-11-29"))
    assert closed(again) == ("2026-11-29", "(erased)", "(erased)")
    stage.prove(again)


def test_whoever_checked_is_a_name(agreed: Session, stage: Stage) -> None:
    agreed.handle(DONE)
    done = agreed.run.afterwards.done[DIVERT]
    assert isinstance(done, ActionDone) and done.by is not None and done.proof is not None
    names = typed_names(stage.store.read(agreed.run.opened.run))
    assert done.by.digest in names and done.proof.digest not in names


def test_an_action_is_done_only_once_the_exercise_is_over(stage: Stage) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="the exercise is not over"):
        session.handle(DONE)
    assert kinds(session) == ["Opened"]
