"""What the console paints: in every situation of the shipped team drills it keeps to its room, and what is to be said stands whole."""

from random import Random

import pytest

from ccdrill.authoring.library import Library
from ccdrill.session import commands
from ccdrill.session.team import Team
from ccdrill.tui.backstage import Room, everything, knowing, reading, speaking
from ccdrill.tui.paint import lines_of
from ccdrill.tui.prospects import shortened
from tests.plays.scripts import DRILLS
from tests.session.stage import Stage

ROOMS = {"80x24": Room(width=80, rows=18), "100x30": Room(width=61, rows=24), "120x40": Room(width=81, rows=34)}
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


@pytest.mark.parametrize("drill", [drill for drill in DRILLS if drill.endswith("-team")])
def test_it_keeps_to_its_room_and_what_is_to_be_said_stands_whole(drill: str) -> None:
    exercise = Library(()).exercise(drill)
    for seed in range(4):
        chance, session = Random(seed), Stage(exercise).begin(Team(head_count=12))
        while not session.run.is_over:
            view, back = session.handle(commands.OpenOptions()), session.backstage()
            for size, room in ROOMS.items():
                low = Room(width=room.width, rows=room.rows - STRIP)
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
