"""Several terminals on one run: never merged, never locked, and none acts on what it has not seen."""

import pytest

from ccdrill.model.errors import StaleRun, UnknownName
from ccdrill.model.ids import Subject
from ccdrill.session.deciding.commands import AgreeAction, CutShort, NameGap, Resume, TakeBack, Tick, WriteNote
from tests.session.stage import TIMED_SCENARIO, Stage, decide, kinds, paced


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.parametrize("command", ["decide", "note", "undo", "cut"])
def test_a_command_of_a_terminal_that_missed_something_writes_nothing_and_shows_what_it_missed(
    stage: Stage, command: str
) -> None:
    first = stage.begin()
    decide(first, "escalate")
    second = stage.resume(first)
    decide(first, "divert")
    before = stage.store.read(first.run.opened.run)
    commands = {
        "decide": lambda: decide(second, "power-off"),
        "note": lambda: second.handle(WriteNote(text="late")),
        "undo": lambda: second.handle(TakeBack()),
        "cut": lambda: second.handle(CutShort()),
    }
    with pytest.raises(StaleRun):
        commands[command]()
    assert stage.store.read(first.run.opened.run) == before
    assert second.view().title == "The acquirer"
    assert second.view() == first.view()
    decide(second, "phone")
    stage.prove(second)


def test_who_agrees_on_something_without_having_seen_what_was_agreed_meanwhile_is_told_first(stage: Stage) -> None:
    first = stage.begin()
    first.handle(CutShort())
    second = stage.resume(first)
    first.handle(AgreeAction(about=Subject("step:divert"), what="Write it down", owner="Ann"))
    with pytest.raises(StaleRun):
        second.handle(AgreeAction(about=Subject("step:divert"), what="Train everybody"))
    assert second.run.afterwards.actions == first.run.afterwards.actions
    second.handle(AgreeAction(about=Subject("step:divert"), due="2027-01-31"))
    assert second.run.afterwards.actions["step:divert"].owner == first.run.afterwards.actions["step:divert"].owner
    stage.prove(second)


def test_a_gap_is_not_named_over_one_that_another_terminal_named_meanwhile(stage: Stage) -> None:
    first = stage.begin()
    first.handle(CutShort())
    second = stage.resume(first)
    first.handle(NameGap(gap=1, what="Nobody knew the number"))
    with pytest.raises(StaleRun):
        second.handle(NameGap(gap=1, what="There was no contact"))
    assert second.run.afterwards == first.run.afterwards
    stage.prove(second)


def test_refresh_takes_in_what_another_terminal_did_once(stage: Stage) -> None:
    first = stage.begin()
    second = stage.resume(first)
    decide(first, "escalate", reason="by the book")
    assert second.refresh() and not second.refresh()
    assert second.view() == first.view()
    assert second.seal == first.seal


def test_a_run_that_was_deleted_elsewhere_is_told_so(stage: Stage) -> None:
    first = stage.begin()
    stage.store.delete(first.run.opened.run)
    for call in (first.refresh, lambda: decide(first, "escalate")):
        with pytest.raises(UnknownName):
            call()


def test_both_terminals_tick_and_what_time_brought_is_recorded_once() -> None:
    stage = paced()
    first = stage.begin()
    second = stage.resume(first)
    second.handle(Resume())
    first.refresh()
    stage.clock.pass_seconds(25 * 60)
    first.handle(Tick())
    view = second.handle(Tick())
    assert view == first.view()
    assert kinds(second).count("TimePassed") == 1
    stage.prove(second)


def test_a_terminal_that_is_left_does_not_stop_the_time_of_one_that_plays_on() -> None:
    stage = paced()
    first = stage.begin()
    second = stage.resume(first)
    first.refresh()
    first.handle(Resume())
    second.refresh()
    stage.clock.pass_seconds(60)
    decide(first, "escalate")
    second.leave()
    assert kinds(first) == ["Opened", "Paused", "Resumed", "TimePassed", "Decided"]
    assert stage.store.head(first.run.opened.run) == 5


def test_a_terminal_follows_the_clock_of_the_other_after_an_undo() -> None:
    stage = paced(TIMED_SCENARIO)
    first = stage.begin()
    second = stage.resume(first)
    first.refresh()
    first.handle(Resume())
    decide(first, "escalate")
    second.refresh()
    first.handle(TakeBack())
    second.refresh()
    stage.clock.pass_seconds(60)
    assert second.view().clock == first.view().clock == "Mon 10:21"
