"""Terminals at one run: who is there, by signs of life alone, and what one says to the other. None of it is recorded."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.model.errors import NotAllowed, StoreError
from ccdrill.session.attending import ALIVE, Attendance, Seen, Shows, is_attended, is_shown
from ccdrill.session.deciding.commands import CutShort, Resume, Tick, WriteNote
from ccdrill.session.opening import control_session
from ccdrill.session.run.ports import Sign
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import PACED_DRILL, TEAM_DRILL, Stage, decide, kinds, recorded
from tests.session.test_laws import EXERCISES, MOVES, move

OPTIONS = Shows(seq=1, what="options")
PACED_TEAM = PACED_DRILL.replace("mode: solo", "mode: team")


@pytest.fixture
def stage() -> Stage:
    return Stage(build_exercise(drill=TEAM_DRILL))


def posts(stage: Stage) -> tuple[Attendance, Attendance]:
    """A console and a big screen at one run."""
    session = stage.begin()
    return session.attend("console"), stage.resume(session).attend("screen")


def test_what_one_says_the_other_hears_and_nobody_hears_himself(stage: Stage) -> None:
    console, screen = posts(stage)
    assert screen.hear(Shows) is None
    assert console.say(OPTIONS)
    assert screen.hear(Shows) == OPTIONS
    assert console.hear(Seen) is None
    screen.say(Seen(what="options", page=2, is_more=True))
    assert console.hear(Seen) == Seen(what="options", page=2, is_more=True)


def test_a_run_is_shown_as_long_as_a_big_screen_says_so_whatever_a_console_says(stage: Stage) -> None:
    console, screen = posts(stage)
    run = stage.store.run_ids()[0]
    console.say(OPTIONS)
    assert not is_shown(stage.world, run)
    screen.say(Seen(what="options"))
    assert is_shown(stage.world, run)
    screen.leave()
    assert not is_shown(stage.world, run)


def test_who_gives_no_sign_for_some_seconds_is_not_there_whichever_way_the_clock_was_set(stage: Stage) -> None:
    console, screen = posts(stage)
    console.say(OPTIONS)
    stage.clock.pass_seconds(ALIVE / 1000)
    assert screen.hear(Shows) == OPTIONS
    for seconds in (0.1, -20.0):
        stage.clock.pass_seconds(seconds)
        assert screen.hear(Shows) is None
    stage.clock.pass_seconds(40)
    console.say(OPTIONS)
    assert screen.hear(Shows) == OPTIONS


def test_the_same_is_said_once_a_second_and_something_new_at_once(stage: Stage) -> None:
    console, screen = posts(stage)
    given: list[Sign] = []
    attend = stage.store.attend
    stage.store.attend = lambda run, sign, **how: given.append(sign) or attend(run, sign, **how)
    for _ in range(4):
        console.say(OPTIONS)
        stage.clock.pass_seconds(0.5)
    assert len(given) == 2
    console.say(Shows(seq=1, what="blank"))
    assert len(given) == 3
    assert screen.hear(Shows) == Shows(seq=1, what="blank")


def test_who_was_taken_over_learns_it_and_can_take_it_back(stage: Stage) -> None:
    session = stage.begin()
    first, second = session.attend("console"), stage.resume(session).attend("console")
    assert first.say(OPTIONS)
    assert not second.say(OPTIONS)
    assert second.say(OPTIONS, takes_over=True)
    stage.clock.pass_seconds(1)
    assert not first.say(OPTIONS)
    first.leave()
    assert is_attended(stage.world, session.run.opened.run), "who leaves takes away no sign but its own"
    assert first.say(OPTIONS, takes_over=True)


@pytest.mark.parametrize(
    "says",
    [
        "",
        "{",
        "null",
        '{"seq":1,"what":"story","page":1000000000}',
        '{"seq":1,"what":"dance"}',
        '{"seq":1,"what":"story","more":1}',
        "[" * 5000,
    ],
)
def test_what_can_not_be_understood_is_said_by_nobody(stage: Stage, says: str) -> None:
    console, screen = posts(stage)
    console.say(OPTIONS)
    run = stage.store.run_ids()[0]
    stage.store.signs_of[run]["console"] = msgspec.structs.replace(stage.store.signs_of[run]["console"], says=says)
    assert screen.hear(Shows) is None


def test_nothing_that_is_shown_or_said_is_recorded(stage: Stage) -> None:
    session = stage.begin()
    before = stage.store.read(session.run.opened.run)
    console, screen = session.attend("console"), session.attend("screen")
    console.say(OPTIONS, takes_over=True)
    screen.say(Seen(what="options"))
    console.leave()
    assert stage.store.read(session.run.opened.run) == before


def test_a_full_disk_is_told_and_keeps_nobody_from_leaving(stage: Stage) -> None:
    console, _ = posts(stage)
    stage.store.is_full = True
    with pytest.raises(StoreError):
        console.say(OPTIONS)
    console.leave()


def test_who_joins_a_running_clock_reads_it_and_does_not_stop_it() -> None:
    stage = Stage(build_exercise(drill=PACED_TEAM))
    first = stage.begin()
    stage.clock.pass_seconds(90)
    first.handle(Tick())
    first.attend("screen").say(Seen(what="story"))
    second = control_session(stage.world, first.run.opened.run)
    assert kinds(second) == ["Opened"]
    assert second.view().clock == first.view().clock == "Mon 10:21"
    stage.clock.pass_seconds(60)
    assert second.view().clock == first.view().clock == "Mon 10:22"
    second.handle(WriteNote(text="still running"))
    assert second.run.t == 150


def test_a_clock_that_nobody_looked_after_is_stopped_by_whoever_comes() -> None:
    stage = Stage(build_exercise(drill=PACED_TEAM))
    first = stage.begin()
    stage.clock.pass_seconds(90)
    first.handle(Tick())
    first.attend("screen").say(Seen(what="story"))
    stage.clock.pass_seconds(ALIVE / 1000 + 1)
    second = control_session(stage.world, first.run.opened.run)
    assert kinds(second) == ["Opened", "TimePassed", "Paused"]
    assert second.run.t == 90


def test_the_last_to_leave_stops_the_clock_and_nobody_before() -> None:
    stage = Stage(build_exercise(drill=PACED_TEAM))
    first = stage.begin()
    first.attend("screen").say(Seen(what="story"))
    second = control_session(stage.world, first.run.opened.run)
    second.attend("console").say(OPTIONS, takes_over=True)
    stage.clock.pass_seconds(2)
    second.leave()
    assert kinds(second) == ["Opened"]
    first.leave()
    assert kinds(first) == ["Opened", "TimePassed", "Paused"]
    second.refresh()
    second.handle(Resume())
    assert second.view().clock == "Mon 10:20"


def test_a_console_is_for_team_drills_that_are_not_over_and_leaves_the_others_as_they_are(stage: Stage) -> None:
    alone = Stage(build_exercise(drill=PACED_DRILL))
    over = stage.begin()
    over.handle(CutShort())
    for at, session, why in ((alone, alone.begin(), "played alone"), (stage, over, "is over")):
        at.clock.pass_seconds(30)
        before = at.store.read(session.run.opened.run)
        with pytest.raises(NotAllowed, match=why) as refused:
            control_session(at.world, session.run.opened.run, "ccdrill --data here")
        assert ": ccdrill --data here " in refused.value.hint
        assert at.store.read(session.run.opened.run) == before


def test_a_decision_of_one_terminal_counts_the_thought_since_it_saw_the_options(stage: Stage) -> None:
    stage = Stage(build_exercise(scenario=TINY_SCENARIO, drill=TEAM_DRILL.replace("\noptions: closed", "")))
    first = stage.begin()
    second = control_session(stage.world, first.run.opened.run)
    stage.clock.pass_seconds(12)
    decide(second, "escalate")
    assert second.run.decisions[0].entry.event.real_ms == 12_000


ALONE = ("crash", "other", "leave")
"""Moves that are about other terminals already."""


@given(
    kind=st.sampled_from(["team", "paced team"]),
    moves=st.lists(MOVES.filter(lambda one: one[0] not in ALONE), max_size=25),
)
def test_what_a_console_records_while_a_big_screen_follows_is_what_one_terminal_records(
    kind: str, moves: list[tuple[str, int]]
) -> None:
    one, two = Stage(EXERCISES[kind]), Stage(EXERCISES[kind])
    alone, led = one.begin(), two.begin()
    screen, told = led.attend("screen"), Seen(what="story")
    screen.say(told, takes_over=True)
    console = control_session(two.world, led.run.opened.run)
    leading = console.attend("console")
    for name, number in moves:
        leading.say(Shows(seq=console.run.seq, what="story"), takes_over=True)
        shows = screen.hear(Shows)
        assert shows is not None
        led.refresh()
        assert led.run.seq == shows.seq
        assert led.view().title == console.view().title
        console.backstage()
        console.score_if_ended()
        screen.say(told, takes_over=True)
        for stage, session in ((one, alone), (two, console)):
            with suppress(NotAllowed):
                move(stage, session, name, number)
    assert recorded(console) == recorded(alone)
    two.prove(console)
