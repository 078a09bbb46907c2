"""The facilitator's console as people see it, at the size it is designed for, a smaller and a larger one; and what it leads.

One walk is a whole exercise, from the talk to the end.
"""

import asyncio

import pytest

from tests.snapshots.pictures import GOLDEN, Album
from tests.snapshots.world import PROCEDURE, SCENARIO, TEAM_DRILL, VOCABULARY
from tests.tui.room import Building

SIZES = {"80x24": (80, 24), "100x30": (100, 30), "120x40": (120, 40)}
PICTURES = {
    *("talk", "why", "picked", "outcome", "second", "notes", "facts", "score", "log", "help", "palette", "ending"),
    *("taken-over", "counting", "hands"),
}
LED = {"story", "exhibit", "hint", "options", "hands", "outcome", "recap", "blank", "paused"}
NOTES = SCENARIO.replace(
    '      hints: ["What is the same',
    "      say: Three callers, one story, and a busy morning. You are on the floor, and it is twenty past ten.\n"
    "      watch_for: [Does somebody name the security line without looking it up?, Do they keep call IDs?]\n"
    '      hints: ["What is the same',
)


def building() -> Building:
    return Building(TEAM_DRILL, NOTES, procedure=PROCEDURE, vocabulary=VOCABULARY)


@pytest.mark.parametrize("size", SIZES)
def test_the_console(size: str) -> None:
    async def go() -> Album:
        room = building()
        async with room.screen(), room.console(SIZES[size]) as console:
            album = Album(f"console-{size}", console.pilot)
            await console.sees("big screen: SITUATION")
            await album.take("talk")
            await album.press("o", see="big screen: OPTIONS")
            await album.press("t", see="Show of hands")
            await album.take("counting")
            await album.press(*"1263", "enter", see="6 hands")
            await album.take("hands")
            await album.press("3", "t", "tab", "tab", "tab", *"As told.", see="As told.")
            await album.take("why")
            await album.press("enter", see="[As told.]")
            await album.take("picked")
            await album.press("enter", see="big screen: OUTCOME")
            await album.take("outcome")
            await album.press("space", see="big screen: SITUATION")
            await album.press("n", see="It goes into the debrief.")
            await album.press(*"Nobody knew the number.", "enter", see="Noted.")
            await album.take("second")
            await album.press("f", see="All notes")
            await album.take("notes")
            await album.press("escape", "slash", see="Search the facts")
            await album.press(*"prompt", "enter", see="Facts")
            await album.take("facts")
            await album.press("escape", "dollar_sign", see="of 100 if it ended here")
            await album.take("score")
            await album.press("l", see="Recorded")
            await album.take("log")
            await album.press("escape", "question_mark", see="Help: the console")
            await album.take("help")
            await album.press("escape", see="of 100")
            await album.take_palette("palette")
            await album.press("escape", "dollar_sign", see="big screen: SITUATION")
            async with room.console():
                room.clock.pass_seconds(1)
                await console.sees("Another console took over")
                await album.take("taken-over")
            await album.press("c", see="You have control.")
            await album.press("o", see="big screen: OPTIONS")
            await album.press("1", "enter", see="big screen: OUTCOME")
            await album.press("space", see="big screen: ENDING")
            await album.take("ending")
            return album

    asyncio.run(go()).check()


def test_the_big_screen_that_it_leads() -> None:
    """What it shows changes by itself, so each picture waits until the one before has left."""
    walk = (
        ("exhibit", ("x",), "CALL NOTES", "Talk about"),
        ("hint", ("h",), "A hint", "CALL NOTES"),
        ("options", ("o",), "three in a morning", "A hint"),
        ("hands", ("t", *"1263", "enter"), "12 of 12", "between the two desks"),
        ("outcome", ("3", "enter"), "second voice comes", "three in a morning"),
        ("paused", ("space", "p"), "PAUSED", "Decided"),
        ("recap", ("p", "r"), "So far", "PAUSED"),
        ("blank", ("b",), "EXERCISE", "So far"),
    )

    async def go() -> Album:
        room = building()
        async with room.screen() as screen, room.console() as console:
            album = Album("led-80x24", screen.pilot)
            await screen.sees("The facilitator decides.")
            await album.take("story")
            for name, pressed, comes, goes in walk:
                await console.press(*pressed)
                await screen.sees(comes)
                await screen.sees_no_more(goes)
                await album.take(name)
            return album

    asyncio.run(go()).check()


def test_every_picture_of_a_room_with_a_console_is_walked_through() -> None:
    for folder, pictures in {**{f"console-{size}": PICTURES for size in SIZES}, "led-80x24": LED}.items():
        assert {path.stem for path in (GOLDEN / folder).glob("*.txt")} == pictures
