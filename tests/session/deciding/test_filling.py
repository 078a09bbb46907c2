"""Feedback forms: what can be taken down once an exercise is over, what of it stands, and that nothing else moves."""

import pytest

from ccdrill.model.errors import NotAllowed
from ccdrill.session.deciding.commands import Agree, CountStatement, TakeBack, WriteRemark
from ccdrill.session.run.chain import find_text
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from tests.session.stage import Stage, card_number, kinds

COUNTED = CountStatement(statement="believable", counts=(0, 1, 2, 5, 2))
WRITTEN = WriteRemark(kind="strength", remark=1, text="We talked before we decided")


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def over(stage: Stage) -> Session:
    return stage.ended_early()


def remarks(session: Session) -> dict[tuple[str, int], str]:
    found = session.run.afterwards.remarks.items()
    return {key: find_text(one.text, session.beside.texts) for key, one in found}


@pytest.mark.parametrize("asked", [COUNTED, WRITTEN])
def test_nothing_is_taken_down_before_the_exercise_is_over(stage: Stage, asked: Agree) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="the exercise is not over"):
        session.handle(asked)
    assert kinds(session) == ["Opened"]


def test_counts_and_remarks_stand_and_change_no_score(over: Session, stage: Stage) -> None:
    before = score_run(stage.exercise, over.run)
    over.agree([COUNTED, WRITTEN])
    assert over.run.afterwards.statements["believable"].counts == (0, 1, 2, 5, 2)
    assert remarks(over) == {("strength", 1): "We talked before we decided"}
    assert score_run(stage.exercise, over.run) == before
    assert stage.resume(over).run.afterwards == over.run.afterwards
    stage.prove(over)


def test_what_is_said_again_replaces_what_stood_and_the_same_is_not_recorded_again(over: Session) -> None:
    over.agree([COUNTED, WRITTEN])
    before = over.run.seq
    over.agree([COUNTED, WRITTEN])
    assert over.run.seq == before
    over.agree([CountStatement(statement="believable", counts=(0, 0, 0, 0, 1))])
    over.agree([WriteRemark(kind="strength", remark=1, text="The log")])
    assert over.run.afterwards.statements["believable"].counts == (0, 0, 0, 0, 1)
    assert remarks(over) == {("strength", 1): "The log"}


@pytest.mark.parametrize("nobody", [(), (0, 0, 0, 0, 0)])
def test_what_is_emptied_is_withdrawn(over: Session, stage: Stage, nobody: tuple[int, ...]) -> None:
    over.agree([COUNTED, WRITTEN])
    over.agree(
        [CountStatement(statement="believable", counts=nobody), WriteRemark(kind="strength", remark=1, text=" ")]
    )
    assert over.run.afterwards.is_empty
    stage.prove(over)


@pytest.mark.parametrize("counts", [(1, 2, 3), (1, 2, 3, 4, 5, 6), (0, 0, 0, 0, -1), (0, 0, 0, 0, 10_000)])
def test_what_are_no_counts_of_five_answers_is_refused(over: Session, counts: tuple[int, ...]) -> None:
    with pytest.raises(NotAllowed) as refused:
        over.handle(CountStatement(statement="believable", counts=counts))
    assert "Give how many answered 1, 2, 3, 4 and 5" in refused.value.hint
    assert over.run.afterwards.is_empty


def test_there_is_room_for_so_many_remarks(over: Session, stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="there is room for 60 remarks of a kind"):
        over.handle(WriteRemark(kind="other", remark=61, text="One too many"))
    over.handle(WriteRemark(kind="other", remark=60, text="The last"))
    stage.prove(over)


def test_card_numbers_are_not_kept_and_the_person_is_told(over: Session) -> None:
    told = over.handle(WriteRemark(kind="improve", remark=1, text=f"Not {card_number()}")).notice
    assert "replaced" in told and remarks(over) == {("improve", 1): "Not [number removed]"}


def test_texts_can_be_erased_and_the_counts_stay(over: Session, stage: Stage) -> None:
    over.agree([COUNTED, WRITTEN])
    stage.store.erase(over.run.opened.run, texts=True, names=False)
    again = stage.resume(over)
    assert remarks(again) == {("strength", 1): "(erased)"}
    assert again.run.afterwards.statements["believable"].counts == (0, 1, 2, 5, 2)
    stage.prove(again)


def test_it_goes_with_the_end_that_it_is_about(over: Session, stage: Stage) -> None:
    over.agree([COUNTED, WRITTEN])
    over.handle(TakeBack())
    assert over.run.afterwards.is_empty
    stage.prove(over)
