"""A room with two terminals on one run, in memory: the big screen and the facilitator's console, each an app of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from ccdrill.bootstrap import House
from ccdrill.model.ids import RunId
from ccdrill.session.deciding.team import Team
from ccdrill.session.opening import control_session, open_session, resume_session
from ccdrill.session.run.world import World
from ccdrill.session.session import Session
from ccdrill.settings import Settings
from ccdrill.tui.app import CcdrillApp
from tests.builders import TINY_SCENARIO, FakeChance, FakeClock, build_exercise
from tests.memory_store import MemoryStore
from tests.session.stage import TEAM_DRILL
from tests.tui.stage import screen_text, until, until_text

PROJECTOR, DESK = (80, 24), (100, 30)


@dataclass
class Seat:
    """One terminal, and who sits at it."""

    pilot: Pilot[None]
    session: Session

    @property
    def text(self) -> str:
        return screen_text(self.pilot.app)

    @property
    def words(self) -> str:
        """The same as running text, the left side before the right one."""
        rows = [row.partition("│") for row in self.text.split("\n")]
        return " ".join(" ".join([row[0] for row in rows] + [row[2] for row in rows]).split())

    async def press(self, *keys: str, see: str = "") -> None:
        await self.pilot.press(*keys)
        if see:
            await self.sees(see)

    async def sees(self, text: str) -> None:
        await until_text(self.pilot, text)

    async def sees_no_more(self, text: str) -> None:
        await until(self.pilot, lambda: text not in self.text)


class Building:
    """One store and one clock; terminals open on its only run."""

    def __init__(self, drill: str = TEAM_DRILL, scenario: str = TINY_SCENARIO, **texts: str) -> None:
        self.store, self.clock = MemoryStore(), FakeClock()
        self.world = World(store=self.store, clock=self.clock, chance=FakeChance())
        exercise = build_exercise(scenario=scenario, drill=drill, **texts)
        self.run: RunId = open_session(self.world, exercise, Team(name="Team B", head_count=12)).run.opened.run

    @asynccontextmanager
    async def screen(self, size: tuple[int, int] = PROJECTOR) -> AsyncIterator[Seat]:
        """The big screen."""
        async with self._open(resume_session(self.world, self.run), size, is_console=False) as seat:
            yield seat

    @asynccontextmanager
    async def console(self, size: tuple[int, int] = DESK) -> AsyncIterator[Seat]:
        """The facilitator's console."""
        async with self._open(control_session(self.world, self.run), size, is_console=True) as seat:
            yield seat

    @asynccontextmanager
    async def _open(self, session: Session, size: tuple[int, int], *, is_console: bool) -> AsyncIterator[Seat]:
        house = House(Settings(data=Path("unused"), library=()))
        app = CcdrillApp(house, session=session, is_console=is_console)
        async with app.run_test(size=size) as pilot:
            seat = Seat(pilot, session)
            await seat.sees("EXERCISE CONTROL" if is_console else "played")
            yield seat
