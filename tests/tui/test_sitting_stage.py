"""How the practice screen shares its rows: what everybody should read stands whole, and the words that decide are on the screen."""

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.authoring.decoding.load import load_file
from ccdrill.authoring.reading.folders import shipped_folder
from ccdrill.model.deck import Answer, Deck
from ccdrill.practice.view import PracticeView
from ccdrill.tui.judging import Picked, core
from ccdrill.tui.paint import MEASURE
from ccdrill.tui.sitting import Room, Sharing, share
from tests.decks import tiny_deck, tiny_sitting

SHIPPED = ("floor-inbox", "desk-calls")
ROOMS = {
    "60x20": Room(60, 60, 16),
    "80x24": Room(80, 80, 20),
    "120x40": Room(78, 78, 36, 39),
    "300x90": Room(258, MEASURE, 86, 39),
}
every_room = pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)


@cache
def deck(name: str) -> Deck:
    loaded = load_file(Path(shipped_folder(), "drills", "decks", f"{name}.yaml"), Deck).loaded
    assert loaded is not None
    return loaded.model


def judged(found: Deck, name: str, answer: Answer) -> PracticeView:
    return tiny_sitting(deck=found, items=(name,)).judge(answer, 3)


def seen(shared: Sharing) -> str:
    """What stands on the screen, row by row."""
    lines = shared.upper.lines[shared.begin : shared.begin + shared.upper_rows]
    return "\n".join(line.plain for line in (*lines, *shared.lower))


def flat(text: str) -> str:
    return " ".join(text.split())


@every_room
@pytest.mark.parametrize("name", SHIPPED)
def test_the_question_stands_under_every_shipped_message_and_nothing_is_wider_than_the_window(
    name: str, room: Room
) -> None:
    for item in deck(name).items:
        view = tiny_sitting(deck=deck(name), items=(item,)).view()
        shared = share(view, Picked(), room)
        assert shared.upper_rows + len(shared.lower) <= room.rows
        assert max(line.cell_length for line in (*shared.upper.lines, *shared.lower)) <= room.width
        assert all(answer.title in seen(shared) for answer in view.answers)


@pytest.mark.parametrize("name", SHIPPED)
def test_at_80x24_all_that_can_be_looked_at_is_on_the_screen_with_the_question(name: str) -> None:
    for item in deck(name).items:
        view = tiny_sitting(deck=deck(name), items=(item,)).view()
        assert view.message is not None
        text = flat(seen(share(view, Picked(), ROOMS["80x24"])))
        assert all(flat(f"{look.letter} {look.text}, {look.asks}") in text for look in view.message.looks), item


@pytest.mark.parametrize("size", ["80x24", "120x40"])
@pytest.mark.parametrize("name", SHIPPED)
def test_what_decides_the_route_to_it_and_the_point_stand_at_once_and_the_quote_is_marked_on_the_screen(
    name: str, size: str
) -> None:
    for item, found in deck(name).items.items():
        wrong: Answer = "use" if found.kind == "phish" else "report"
        for answer in (found.right[0], wrong):
            view = judged(deck(name), item, answer)
            assert view.feedback is not None
            shared = share(view, Picked(), ROOMS[size])
            assert shared.upper_rows + len(shared.lower) <= ROOMS[size].rows
            told = flat("\n".join(line.plain for line in shared.lower))
            assert all(flat("\n".join(line.plain for line in block)) in told for block in core(view.feedback, 80)), item
            if shared.upper.decides is not None:
                assert "»" in "\n".join(seen(shared).split("\n")[: shared.upper_rows]), item


@every_room
def test_whatever_finds_no_room_beneath_is_there_to_scroll_to(room: Room) -> None:
    view = judged(deck("floor-inbox"), "mailbox-full", "use")
    shared = share(view, Picked(), room)
    text = flat("\n".join(line.plain for line in (*shared.upper.lines, *shared.lower, *shared.side)))
    feedback = view.feedback
    assert feedback is not None and feedback.decisive is not None
    for words in (
        feedback.verdict,
        feedback.next_time,
        feedback.point,
        feedback.best,
        feedback.judged,
        feedback.difficulty,
    ):
        assert flat(words) in text
    for cue in (feedback.decisive, *feedback.others):
        assert flat(cue.why) in text


def test_both_questions_are_equally_high_so_that_nothing_above_jumps() -> None:
    view = tiny_sitting().view()
    picked = Picked().press("1", view)
    heights = {len(share(view, one, ROOMS["80x24"]).lower) for one in (Picked(), picked, picked.press("3", view))}
    assert len(heights) == 1


def test_the_message_keeps_its_place_when_it_is_judged() -> None:
    sitting = tiny_sitting(deck=tiny_deck(), items=("shift-swap",))
    before = share(sitting.view(), Picked(), ROOMS["80x24"])
    after = share(sitting.judge("use", 4), Picked(), ROOMS["80x24"])
    assert after.begin == 0
    plain = [line.plain.translate({0x203A: None, 0x2039: None}) for line in after.upper.lines]
    assert [line.plain for line in before.upper.lines[:3]] == plain[:3]


def test_in_a_narrow_window_full_lines_flow_on_and_short_ones_stay() -> None:
    body = (
        "Hello,\n\nthis line of the message is as full as its author could make it, so\n"
        "that it goes on here.\nA short line\nAnother one"
    )
    name, item = next(iter(tiny_deck().items.items()))
    found = replace(tiny_deck(), items={name: replace(item, body=body, cues=())})
    text = seen(share(tiny_sitting(deck=found).view(), Picked(), Room(60, 60, 40)))
    rows = [row.strip() for row in text.split("\n")]
    assert "A short line" in rows and "Another one" in rows
    assert "could make it, so that it goes on here." in " ".join(rows)
    assert "so" not in rows
