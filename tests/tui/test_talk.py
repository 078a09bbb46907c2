"""How long a situation has been talked about: a plan is kept to by talk, not by pauses, nor by reading what came before."""

import pytest
from msgspec.structs import replace

from ccdrill.session.deciding.commands import Decide, LeadOn, OpenOptions, Pause, Resume, TakeBack
from ccdrill.session.session import Session
from ccdrill.tui.moves import Now, Phase, actions_now
from ccdrill.tui.status import status_words
from ccdrill.tui.talk import Talk
from tests.builders import build_exercise
from tests.session.stage import TEAM_DRILL, Stage


class Room:
    """A session whose talk is timed, at a phase of the screen."""

    def __init__(self) -> None:
        self.session: Session = Stage(build_exercise(drill=TEAM_DRILL)).begin()
        self.seconds = 0.0
        self.talk = Talk(lambda: self.seconds)

    def talked(self, phase: Phase, seconds: float = 0.0, *, is_read_again: bool = False) -> float:
        """So many seconds later."""
        self.seconds += seconds
        return self.talk.read(replace(self.now(phase), is_read_again=is_read_again))

    def now(self, phase: Phase) -> Now:
        """Where the screen stands."""
        return Now(
            view=self.session.view(), phase=phase, strip=None, is_amending=False, is_combined=False, is_more_below=False
        )


def test_it_stands_still_in_a_pause() -> None:
    room = Room()
    assert [room.talked("story"), room.talked("story", 60)] == [0, 60]
    room.session.handle(Pause())
    assert [room.talked("story"), room.talked("story", 300)] == [60, 60]
    room.session.handle(Resume())
    assert room.talked("story", 5) == 65


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(55, "3:05 left of 4 min"), (240, "0:00 left of 4 min"), (241, "0:01 over the 4 min")],
)
def test_the_status_line_says_how_it_keeps_to_the_plan(seconds: float, told: str) -> None:
    room = Room()
    assert status_words(room.now("story"), seconds)[1] == told


def test_its_key_is_in_the_bar_once_the_questions_have_made_room_for_the_options() -> None:
    room = Room()

    def in_bar() -> bool:
        return any(one.name == "talk" and one.in_bar for one in actions_now(room.now("story")))

    assert not in_bar()
    room.session.handle(OpenOptions())
    assert in_bar()


def test_it_begins_anew_with_each_situation_once_the_outcome_was_read() -> None:
    room = Room()
    room.talked("story")
    room.session.handle(OpenOptions())
    assert room.talked("options", 90) == 90
    room.session.handle(Decide(choice="escalate"))
    room.talked("outcome", 1)
    room.talked("outcome", 40)
    assert [room.talked("story"), room.talked("story", 7)] == [0, 7]
    assert [room.talked("outcome", 3, is_read_again=True), room.talked("story")] == [10, 10]


def test_it_begins_anew_where_the_facilitator_leads_to_and_where_a_decision_is_taken_back() -> None:
    room = Room()
    room.talked("story")
    assert room.talked("story", 30) == 30
    room.session.handle(LeadOn(to="contain", reason="time"))
    assert [room.talked("story"), room.talked("story", 4)] == [0, 4]
    room.session.handle(TakeBack(reason=""))
    assert room.talked("story") == 0


def test_it_goes_on_from_what_was_talked_before_it_was_opened_here() -> None:
    room = Room()
    room.talk = Talk(lambda: room.seconds, 200)
    assert [room.talked("story"), room.talked("story", 15)] == [200, 215]
    room.session.handle(LeadOn(to="contain", reason="time"))
    assert room.talked("story", 9) == 0
