"""What lines look like: labelled, wrapped, and nothing but text."""

import re
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.bootstrap import House
from ccdrill.debrief.build import debrief_session
from ccdrill.model.ids import InjectId
from ccdrill.model.readable import readable
from ccdrill.plain import lines
from ccdrill.plain.leaving import AnswersEnded
from ccdrill.plain.play import play
from ccdrill.plain.readable import spoken
from ccdrill.session.deciding.team import Team
from ccdrill.session.run.chain import START, seal
from ccdrill.session.run.ports import Link
from ccdrill.session.run.world import World
from ccdrill.session.telling.view import MessageView
from ccdrill.settings import Settings
from tests.builders import FakeChance, FakeClock
from tests.memory_store import MemoryStore
from tests.plain.lines_of import Played, play_all, sit_down
from tests.plays.scripts import DRILLS
from tests.session.stage import Stage

BOXES = re.compile("[\u2500-\u259f\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize("drill", DRILLS)
def test_every_shipped_drill_is_told_without_escape_codes_boxes_or_long_lines(drill: str, tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path / "data"))
    house.world = World(store=MemoryStore(), clock=FakeClock(), chance=FakeChance())
    played = Played(house.begin(house.exercise(drill), Team(name="Team B")))
    with pytest.raises(AnswersEnded):
        _play_first_choices(played)
    assert not BOXES.search(played.text)
    assert max(len(line) for line in played.text.split("\n")) <= 110


def test_an_id_stays_whole_at_the_end_of_a_line() -> None:
    play = " > ".join(["a-place-of-its-own/take-it-from-there"] * 6)
    for written in (lines.folded(play), lines.listed(play), lines.wrapped(play, "  ")):
        assert written.split() == play.split()
        assert max(len(line) for line in written.split("\n")) <= lines.WIDTH


def _play_first_choices(played: Played) -> None:
    """Takes the first choice of every situation, a few times; reads every exhibit, hint and log on its way."""
    typed = ["help", "log", "hint", *"ABCDEFGH", *["options", "1", "", "", "", "", ""] * 6]
    play(played.session, (f"{one}\n" for one in typed), played.lines.append, lambda: debrief_session(played.session))
    raise AnswersEnded("it came to its end")


def test_every_line_that_asks_says_what_is_asked_and_how_to_answer() -> None:
    played = play_all(Stage(), "2", "", "", "", "quit")
    for line in (
        "WHO: who acts. Answer with one key; an empty line leaves it open. t: Team leader",
        "RECORDED: what is on record afterwards. Answer with up to 2 keys, with spaces between; an empty line",
        "SURE: how sure you are. Answer with one key; an empty line leaves it open. 1: a guess",
    ):
        assert line in played.flat
    assert "ANSWER: the number of your choice, 1 to 2." in played.flat


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        ("┌──┐\n│ x│\n└──┘", "+--+\n| x|\n+--+"),
        ("\x1b[31mred\x1b[0m", "?[31mred?[0m"),
        ("a\tb\nc", "a\tb\nc"),
        ("é “quoted” 日本", "é “quoted” 日本"),
        ("abc\u202egnp.exe", "abc?gnp.exe"),
        ("\ud800", "?"),
        ("\r\x00\x7f\x85\x9b", "?????"),
    ],
)
def test_only_text_reaches_a_screen_reader(drawn: str, told: str) -> None:
    assert spoken(drawn) == told


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\r\ud800\u202e")), max_size=80))
def test_nothing_readable_steers_a_terminal(text: str) -> None:
    told = readable(text)
    assert len(told) == len(text)
    told.encode("utf-8")
    assert all(character in "\n\t" or unicodedata.category(character) != "Cc" for character in told)


def test_a_name_from_elsewhere_does_not_steer_the_terminal() -> None:
    stage = Stage()
    session = stage.begin(Team(name="Team B"))
    run = session.run.opened.run
    body = stage.store.runs[run].links[0].body.replace(b"Team B", b"\\u001b[2JB")
    forged = Link(seq=1, body=body, seal=seal(START, body))
    stage.store.runs[run] = msgspec.structs.replace(stage.store.runs[run], links=(forged,))
    assert "TEAM: ?[2JB" in sit_down(stage.resume(session), "quit").text


def test_paragraphs_are_wrapped_and_indented_lines_stay_as_they_are() -> None:
    told = lines.wrapped("one " * 30 + "\n\n  09:05  first\n  09:48  second\n")
    first, second = told.split("\n\n")
    assert all(len(line) <= lines.WIDTH for line in first.split("\n"))
    assert second == "  09:05  first\n  09:48  second"


def test_a_letter_of_several_lines_keeps_its_paragraphs() -> None:
    letter = MessageView(id=InjectId("l"), clock="Mon 10:20", sender="Bank, letter", text="Dear all,\n\nplease ring.\n")
    assert list(lines.messages((letter,))) == ["MESSAGE, Mon 10:20, Bank, letter:", "  Dear all,\n\n  please ring."]
