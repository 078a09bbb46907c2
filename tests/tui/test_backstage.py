"""What the console paints: in every situation of the shipped team drills it keeps to its room, and what is to be said stands whole."""

from random import Random

import pytest
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.team import Team
from ccdrill.tui.backstage import Room, everything, knowing, reading, speaking
from ccdrill.tui.paint import lines_of
from ccdrill.tui.prospects import choices, consequences, shortened
from tests.plays.scripts import DRILLS
from tests.session.stage import Stage

ROOMS = {
    "80x24": Room(width=80, rows=18, has_right=False),
    "100x30": Room(width=61, rows=24),
    "120x40": Room(width=81, rows=34),
}
"""What is left of a window for the left side."""
STRIP = 5
"""Rows that a decision takes."""
RIGHT = 36


@pytest.mark.parametrize("text", ["Ring them " * 9, "Ring the payment people and ask them " * 4, "Verylongword" * 9])
def test_a_choice_that_is_cut_ends_with_a_whole_word(text: str) -> None:
    for width in range(20, 60):
        lines = lines_of(text.strip(), width)
        (line,) = shortened(lines, 1, width)
        said, dots = line.plain[:-2], line.plain[-2:]
        assert dots == " …" and line.cell_length <= width
        assert set(said.split()) <= set(text.split()) or text.startswith("Verylong")


def test_what_speaks_against_a_choice_comes_first_for_what_has_no_room_is_cut() -> None:
    session = Stage(Library(()).exercise("telephony-team")).begin()
    back = session.backstage()
    (off,) = [one for one in back.prospects if one.breaks]
    row = next(line.plain for line in choices(session.view(), back, None, 80, 1) if "breaks" in line.plain)
    assert "· breaks no-cutting-blind; fulfils " in row
    said = " ".join(" ".join(line.plain for line in consequences(off, 80)).split())
    assert said.index("Not as written:") < said.index("· As written:")


@pytest.mark.parametrize("drill", [drill for drill in DRILLS if drill.endswith("-team")])
def test_it_keeps_to_its_room_and_what_is_to_be_said_stands_whole(drill: str) -> None:
    exercise = Library(()).exercise(drill)
    for seed in range(4):
        chance, session = Random(seed), Stage(exercise).begin(Team(head_count=12))
        while not session.run.is_over:
            view, back = session.handle(commands.OpenOptions()), session.backstage()
            for size, room in ROOMS.items():
                low = Room(width=room.width, rows=room.rows - STRIP, has_right=room.has_right)
                left = speaking(view, back, None, room)
                painted = [(left, room), (reading(view, back, room, is_ending=False), room)]
                painted += [(speaking(view, back, one, low), low) for one in view.options]
                painted += [(knowing(view, back, Room(width=RIGHT, rows=room.rows)), Room(width=RIGHT, rows=room.rows))]
                for lines, given in painted:
                    assert len(lines) <= given.rows
                    assert all(line.cell_length <= given.width for line in lines)
                whole = " ".join(" ".join(line.plain.split()) for line in left)
                for text in (back.notes.say, *view.talk) if size != "80x24" else ():
                    assert " ".join(text.split()) in whole.replace(" ASK ", " ").replace("  ", " ")
            told = " ".join(" ".join(line.plain.split()) for line in everything(view, back, 76))
            assert all(" ".join(text.split()) in told for text in (back.notes.say, *back.notes.watch_for))
            session.handle(commands.Decide(choice=chance.choice(view.options).id))


def test_in_a_narrow_window_what_comes_next_stands_in_a_row_on_the_left_and_in_a_wide_one_at_the_right() -> None:
    session = Stage(Library(()).exercise("telephony-team")).begin(Team(head_count=12))
    view, back = session.view(), session.backstage()
    told = {size: [line.plain for line in speaking(view, back, None, room)] for size, room in ROOMS.items()}
    (row,) = (row for row in told["80x24"] if row.startswith(" NEXT"))
    assert "18:30 Fenmarch, fraud desk, e-mail" in row
    assert row.rstrip().endswith(f"{len(back.coming) - 1} more: f")
    assert not [row for size in ("100x30", "120x40") for row in told[size] if "NEXT" in row]


def test_what_comes_next_stands_at_the_right_however_much_has_to_be_so_for_it() -> None:
    session = Stage(Library(()).exercise("telephony-team")).begin(Team(head_count=12))
    view, back = session.view(), session.backstage()
    first = replace(back.coming[0], provided=f"if then {'something is so and ' * 20}done")
    told = [line.plain for line in knowing(view, replace(back, coming=(first, *back.coming)), Room(RIGHT, 36))]
    assert told[1].startswith("· 18:30 Fenmarch")
    assert told[5].endswith(" …") and told[6] == f"  {len(back.coming)} more: f"


def test_where_nothing_is_to_come_no_row_says_so() -> None:
    session = Stage(Library(()).exercise("telephony-team")).begin(Team(head_count=12))
    view, back = session.view(), replace(session.backstage(), coming=())
    assert not [line for line in speaking(view, back, None, ROOMS["80x24"]) if "NEXT" in line.plain]
