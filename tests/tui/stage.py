"""A stage for screen tests: a house on a temporary folder with a still clock, and what a person would read on the screen."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import OptionList

from ccdrill.bootstrap import House
from ccdrill.session.session import World
from ccdrill.settings import Settings
from ccdrill.tui.app import CcdrillApp
from tests.builders import FakeChance, FakeClock, write_library

PATIENCE = 30.0
"""Seconds after which what never came true is a failure."""


def make_house(folder: Path, **texts: str) -> House:
    """Everything wired, with the tiny library and a clock that stands."""
    house = House(Settings(data=folder / "data", library=(write_library(folder / "library", **texts),)))
    house.world = World(store=house.store, clock=FakeClock(), chance=FakeChance())
    return house


def screen_text(app: CcdrillApp) -> str:
    """What stands on the screen, row by row, without trailing blanks."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row).rstrip() for row in rows)


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Waits for a meaning, not for a time."""
    given_up = monotonic() + PATIENCE
    while monotonic() < given_up:
        await pilot.pause()
        if condition():
            return
    raise AssertionError(f"it never came true; the screen says:\n{screen_text(pilot.app)}")


async def until_text(pilot: Pilot[None], text: str) -> None:
    """Waits until a text stands on the screen."""
    await until(pilot, lambda: text in screen_text(pilot.app))


async def open_debrief(pilot: Pilot[None]) -> None:
    """From the library, of the run that was played last."""
    await until_text(pilot, "Drills")
    await pilot.press("end")
    await until_text(pilot, "Debriefs")
    await pilot.press("enter")
    await until_text(pilot, "How it ended")


def highlight(app: CcdrillApp, name: str) -> None:
    """What has that name in the list."""
    listing = app.screen.query_one(OptionList)
    listing.highlighted = next(place for place, one in enumerate(listing.options) if name in (one.id or ""))
