"""The hot wash: what can be said right after play, what of it stands, and that nothing else moves."""

import pytest

from ccdrill.model.errors import NotAllowed
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import (
    Agree,
    AgreeAction,
    AnswerQuestion,
    CountStatement,
    Dispose,
    NameDoubt,
    NameGap,
    TakeBack,
)
from ccdrill.session.run.chain import find_text, open_links
from ccdrill.session.run.run import fold
from ccdrill.session.run.trace import score_run
from ccdrill.session.session import Session
from ccdrill.session.stored import prove
from tests.session.stage import Stage, card_number, kinds

GAP = Subject("gap:1")
EVERYTHING: tuple[Agree, ...] = (
    NameDoubt(decision=2),
    NameGap(gap=1, what="Nobody knew the number"),
    AgreeAction(about=GAP, what="Put it on the wall", owner="Ann Lee", due="2037-01-31"),
    AnswerQuestion(question="see", answer="partly", why="Only when a caller rang"),
)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def over(stage: Stage) -> Session:
    return stage.ended_early()


def gaps(session: Session) -> dict[int, str]:
    return {gap: find_text(named.what, session.beside.texts) for gap, named in session.run.afterwards.gaps.items()}


@pytest.mark.parametrize("asked", EVERYTHING)
def test_nothing_of_it_is_said_before_the_exercise_is_over(stage: Stage, asked: Agree) -> None:
    session = stage.begin()
    with pytest.raises(NotAllowed, match="the exercise is not over"):
        session.handle(asked)
    assert kinds(session) == ["Opened"]


def test_a_gap_and_its_action_may_be_said_in_one_breath(over: Session, stage: Stage) -> None:
    over.agree(EVERYTHING)
    assert kinds(over)[-4:] == ["DoubtNamed", "GapNamed", "ActionAgreed", "QuestionAnswered"]
    assert stage.resume(over).run.afterwards == over.run.afterwards
    stage.prove(over)


def test_an_action_about_a_gap_that_nobody_named_is_refused(over: Session) -> None:
    with pytest.raises(NotAllowed, match="there is no gap '1'") as refused:
        over.handle(AgreeAction(about=GAP, what="Put it on the wall"))
    assert refused.value.hint == "Name it first: say what was missing."


def test_what_is_said_again_replaces_what_stood_and_the_same_is_not_recorded_again(over: Session) -> None:
    over.agree(EVERYTHING)
    before = over.run.seq
    over.agree([NameDoubt(decision=2), NameGap(gap=1, what=" Nobody knew the number ")])
    over.agree([AnswerQuestion(question="see", answer="partly")])
    assert over.run.seq == before
    over.agree([NameDoubt(words="When the press rang"), NameGap(gap=1, what="Nobody had the number")])
    over.agree([AnswerQuestion(question="see", answer="no")])
    said = over.run.afterwards
    assert said.doubt is not None and said.doubt.decision is None
    assert find_text(said.doubt.words, over.beside.texts) == "When the press rang"
    assert gaps(over) == {1: "Nobody had the number"}
    assert said.answers["see"].why is None, "a sentence is of one answer"
    assert said.actions[GAP].due == "2037-01-31", "the action about the gap stays"


def test_what_is_emptied_is_withdrawn_and_a_gap_takes_its_action_with_it(over: Session, stage: Stage) -> None:
    over.agree(EVERYTHING)
    told = over.agree([NameGap(gap=1, what=" ")]).notice
    assert "The action about it is withdrawn with it" in told
    over.agree([NameDoubt(), AnswerQuestion(question="see", answer=None)])
    assert over.run.afterwards.is_empty
    stage.prove(over)


def test_a_gap_keeps_its_number_whatever_becomes_of_the_others(over: Session) -> None:
    over.agree([NameGap(gap=1, what="A number"), NameGap(gap=2, what="A contact"), NameGap(gap=1, what="")])
    assert gaps(over) == {2: "A contact"}


def test_only_a_decision_that_stands_can_be_named(over: Session) -> None:
    with pytest.raises(NotAllowed, match="there is no decision 1 that stands"):
        over.handle(NameDoubt(decision=1))
    with pytest.raises(NotAllowed, match="a decision was named, and a moment in words"):
        over.handle(NameDoubt(decision=2, words="and then"))


def test_nobody_says_of_a_gap_that_the_procedure_was_not_followed(over: Session) -> None:
    over.agree(EVERYTHING)
    with pytest.raises(NotAllowed, match="what the team itself said was missing"):
        over.handle(Dispose(about=GAP, disposition="not-followed"))


def test_there_is_room_for_a_handful_of_gaps(over: Session, stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="there is room for 5 gaps"):
        over.handle(NameGap(gap=6, what="One too many"))
    over.handle(NameGap(gap=5, what="The last of them"))
    stage.prove(over)


def test_card_numbers_are_not_kept_and_the_person_is_told(over: Session) -> None:
    for asked in (
        NameDoubt(words=f"At {card_number()}"),
        NameGap(gap=1, what=f"At {card_number()}"),
        AnswerQuestion(question="trace", answer="no", why=f"At {card_number()}"),
    ):
        assert "replaced" in over.handle(asked).notice
    assert [kept.text for kept in over.beside.texts] == ["At [number removed]"] * 3


def test_texts_can_be_erased_and_the_rest_goes_on(over: Session, stage: Stage) -> None:
    over.agree(EVERYTHING)
    stage.store.erase(over.run.opened.run, texts=True, names=False)
    again = stage.resume(over)
    assert gaps(again) == {1: "(erased)"}
    again.handle(NameGap(gap=2, what="A contact"))
    again.handle(AgreeAction(about=GAP, due="2037-02-28"))
    assert gaps(again) == {1: "(erased)", 2: "A contact"}
    stage.prove(again)


def test_the_score_stays_and_so_does_the_time(over: Session, stage: Stage) -> None:
    before, t = score_run(stage.exercise, over.run), over.run.t
    stage.clock.pass_seconds(900)
    over.agree(EVERYTHING)
    assert (score_run(stage.exercise, over.run), over.run.t) == (before, t)


def test_nothing_of_it_is_play_so_a_seal_that_was_handed_out_at_the_end_still_stands_for_all_that_was(
    over: Session, stage: Stage
) -> None:
    before = prove(stage.store.read(over.run.opened.run)).played
    over.agree(EVERYTHING)
    over.agree([CountStatement(statement="built", counts=(0, 0, 0, 0, 1))])
    assert prove(stage.store.read(over.run.opened.run)).played == before == over.run.seq - 5


def test_whoever_takes_a_decision_back_withdraws_what_was_said_of_that_end(over: Session, stage: Stage) -> None:
    over.agree(EVERYTHING)
    assert "What was agreed after the end is withdrawn" in over.handle(TakeBack()).notice
    assert over.run.afterwards.is_empty
    assert fold(open_links(stage.store.read(over.run.opened.run).links)) == over.run
    stage.prove(over)
