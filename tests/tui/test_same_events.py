"""The same drill in screens and in lines is the same run: event by event, whichever front end it was played in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ccdrill.bootstrap import House
from ccdrill.session.deciding.team import seat_team
from ccdrill.session.opening import control_session, resume_session
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.session.telling.view import Asks, OptionView
from ccdrill.settings import Settings
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.deciding import DecidingScreen
from ccdrill.tui.screens.dialogs import PageDialog, TextDialog
from ccdrill.tui.screens.exercise import ExerciseScreen
from tests.builders import FakeChance, FakeClock
from tests.memory_store import MemoryStore
from tests.plain.lines_of import sit_down
from tests.plays.scripts import SCRIPTS, Script
from tests.session.stage import recorded
from tests.tui.room import Building
from tests.tui.stage import screen_text, until

SIZE = (80, 24)
ORDER: tuple[Asks, ...] = ("role", "records", "confidence")
"""In which both shipped drills ask."""


def begin(script: Script) -> Session:
    """A run of the script's drill, in memory, with a clock that stands."""
    house = House(Settings(data=Path("unused"), library=()))
    house.world = World(store=MemoryStore(), clock=FakeClock(), chance=FakeChance())
    exercise = house.exercise(script.drill)
    seats = (("telephony", "Owen Tarrant"),) if exercise.drill.mode == "team" else ()
    return house.begin(exercise, seat_team(exercise, seats, name="Team B"))


@dataclass
class Hand:
    """Plays a script on the keyboard of the screens. It knows what a line means to the plain player, and no rule."""

    pilot: Pilot[None]
    typed: Iterator[str]

    @property
    def screen(self) -> DecidingScreen:
        screen = self.pilot.app.screen
        assert isinstance(screen, DecidingScreen)
        return screen

    async def play(self) -> None:
        """To the ending."""
        while self.screen.view.ending is None:
            line = next(self.typed)
            option = next((one for one in self.screen.view.options if one.id == line), None)
            if option is not None:
                await self.take(option)
            else:
                await self.do(line)
            while self.screen.phase in ("outcome", "meanwhile"):
                left = self.screen.phase
                await self.pilot.press("space")
                await until(self.pilot, lambda left=left: self.screen.phase != left)

    async def take(self, option: OptionView) -> None:
        """The choice by its digit, its answers by their keys, then Enter."""
        if not self.screen.view.is_options_open:
            await self.pilot.press("o")
        await self.pilot.press(str(option.number))
        await until(self.pilot, lambda: self.screen.strip is not None)
        prompts = self.screen.view.prompts
        asks = tuple(prompt.asks for prompt in prompts)
        assert asks == (ORDER if len(asks) > 1 else asks)
        for place, prompt in enumerate(prompts):
            keys = {answer.id: answer.key for answer in prompt.answers}
            wanted = [keys[one] for one in next(self.typed).split()]
            await self.pilot.press(*(["tab"] if place else []), *wanted)
        decided = self.screen.view.decided
        await self.pilot.press("enter")
        await until(self.pilot, lambda: self.screen.view.decided == decided + 1)

    async def do(self, line: str) -> None:
        """A word, or the letter of an exhibit."""
        word, _, rest = line.partition(" ")
        if word == "undo":
            await self.pilot.press("u")
            await until(self.pilot, lambda: isinstance(self.pilot.app.screen, TextDialog))
            await self.pilot.press(*("space" if letter == " " else letter for letter in rest), "enter")
            await until(self.pilot, lambda: isinstance(self.pilot.app.screen, DecidingScreen))
        elif word == "hint":
            await self.look("h")
        else:
            assert len(word) == 1, f"{line!r} is nothing that this hand can do"
            await self.look(word)

    async def look(self, key: str) -> None:
        """At a page, and back."""
        await self.pilot.press(key)
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, PageDialog))
        await self.pilot.press("escape")
        await until(self.pilot, lambda: isinstance(self.pilot.app.screen, DecidingScreen))


@pytest.mark.parametrize("name", ["ivr-solo-taken-back", "ivr-team-wait-for-proof"])
async def test_the_same_script_gives_the_same_events_in_screens_and_in_lines(name: str) -> None:
    script = SCRIPTS[name]
    in_lines = sit_down(begin(script), *script.lines).session
    in_screens = begin(script)
    app = CcdrillApp(House(Settings(data=Path("unused"), library=())), session=in_screens)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await Hand(pilot, iter(script.lines)).play()
    assert in_screens.run.is_over
    assert recorded(in_screens) == recorded(in_lines)
    assert len(recorded(in_screens)) > 6


class ConsoleHand(Hand):
    """The same hand at the console: what it looks at stands on the big screen, and nothing is to be closed."""

    async def look(self, key: str) -> None:
        """At what the big screen shows."""
        before = len(self.screen.session.run.entries)
        await self.pilot.press(key)
        await until(self.pilot, lambda: len(self.screen.session.run.entries) > before)


@pytest.mark.parametrize("name", ["ivr-team-wait-for-proof", "ivr-team-worst"])
async def test_the_same_script_on_a_console_gives_the_same_events_while_a_big_screen_follows(name: str) -> None:
    script = SCRIPTS[name]
    in_lines = sit_down(begin(script), *script.lines).session
    shown = begin(script)
    house = House(Settings(data=Path("unused"), library=()))
    screen = CcdrillApp(house, session=shown)
    async with screen.run_test(size=SIZE):
        led = control_session(shown._world, shown.run.opened.run)
        console = CcdrillApp(house, session=led, is_console=True)
        async with console.run_test(size=(100, 30)) as pilot:
            await until(pilot, lambda: isinstance(console.screen, DecidingScreen))
            await ConsoleHand(pilot, iter(script.lines)).play()
            await until(pilot, lambda: "ENDING" in screen_text(console))
            await until(pilot, lambda: shown.run.seq == led.run.seq)
    assert recorded(led) == recorded(shown) == recorded(in_lines)
    assert led.run.is_over


async def test_what_a_facilitator_does_beside_the_choices_gives_the_same_events_on_a_console_and_in_lines() -> None:
    lines, desk = Building(), Building()
    in_lines = resume_session(lines.world, lines.run)
    sit_down(
        in_lines,
        *("more 10", "people +1", "options", "hands 1=6 2=7", "real", "note Fire alarm", "go"),
        *("0 They pay again", "retry", "20", "", "retry", "", "", "", "more 3", "more -1", "quit"),
    )
    async with desk.console() as console:
        await console.press("plus", see="More time")
        await console.press(*"10", "enter", see="10 more minutes")
        await console.press("j", see="Somebody joined or left")
        await console.press("plus", "1", "enter", see="13 people take part now.")
        await console.press("o", "t", see="Show of hands")
        await console.press(*"67", "enter", see="6 hands")
        await console.press("exclamation_mark", see="STOPPED")
        await console.press("n", see="It goes into the debrief.")
        await console.press(*"Fire", "space", *"alarm", "enter", see="Noted.")
        await console.press("exclamation_mark", see="RUNNING")
        await console.press("o", "0", see="What does the team do?")
        await console.press(*"They pay again", "enter", *"retry", "enter", "enter", *"20", "enter", "enter")
        await console.sees("As which choice does it move the gauges?")
        await console.press("down", "enter", see="CHOICE 0")
        await console.press("enter", see="You tell the room")
        await console.press("plus", see="More time")
        await console.press(*"3", "enter", see="3 more minutes")
        await console.press("plus", see="More time")
        await console.press(*"-1", "enter", see="1 minute of this situation taken back.")
    assert recorded(console.session) == recorded(in_lines)
    assert len(recorded(in_lines)) == 11
