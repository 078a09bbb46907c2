"""The fold: a run is its events, and nothing else is true."""

import pytest

from ccdrill.model.errors import DamagedRun
from ccdrill.model.events import Amended, Entry, Judgement, Paused, TakenBack
from ccdrill.session.deciding.commands import CutShort, OpenExhibit, TakeBack, WriteNote
from ccdrill.session.run.run import fold
from tests.session.stage import Stage, decide


def entry(seq: int, event: object) -> Entry:
    return Entry(seq=seq, utc="2026-11-23T09:00:00.000Z", t=0, event=event)


def test_folding_the_events_again_gives_the_same_run() -> None:
    session = Stage().begin()
    session.handle(OpenExhibit(exhibit=session.view().exhibits[0].id))
    decide(session, "escalate")
    session.handle(WriteNote(text="n"))
    session.handle(TakeBack())
    decide(session, "retry")
    session.handle(CutShort())
    assert fold(session.run.entries) == session.run


def test_no_events_are_no_run() -> None:
    with pytest.raises(DamagedRun):
        fold(())


def test_a_run_begins_with_its_opening_and_has_only_one() -> None:
    opening = Stage().begin().run.entries[0]
    for entries in ([entry(1, Paused())], [opening, opening]):
        with pytest.raises(DamagedRun):
            fold(entries)


@pytest.mark.parametrize(
    "event", [TakenBack(decision=1), TakenBack(decision=9), Amended(decision=1, judgement=Judgement())]
)
def test_what_refers_to_no_decision_can_not_follow(event: object) -> None:
    opening = Stage().begin().run.entries[0]
    with pytest.raises(DamagedRun, match="event 2"):
        fold([opening, entry(2, event)])


def test_what_was_offered_in_a_decision_that_was_taken_back_was_not_offered() -> None:
    session = Stage().begin()
    decide(session, "escalate")
    assert "contain/divert" in session.run.offered()
    session.handle(TakeBack())
    assert "contain/divert" not in session.run.offered()
