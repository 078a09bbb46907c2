"""Keys that arrive as soon as the messages before them have been worked through, and not when the process falls idle.

Textual's pilot waits twice after each key until the process uses hardly any time, which takes a twentieth of a second, and
longer on a machine where others work. It is enough that nothing is under way: tests wait for what they mean to see.
"""

import asyncio

import pytest
import textual.app
import textual.pilot
from textual.pilot import Pilot

_press = Pilot.press
_BRIEFLY = 0.002


async def _let_others_run(min_sleep: float = 0, max_sleep: float = 0) -> None:
    """In place of Textual's `wait_for_idle`."""
    await asyncio.sleep(_BRIEFLY)


async def _press_one_by_one(pilot: Pilot[None], *keys: str) -> None:
    """Each key when the screen has taken in the one before, and what came of it."""
    for key in keys:
        await _press(pilot, key)
        await pilot._wait_for_screen()
        await pilot._wait_for_screen()


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", _let_others_run)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", _let_others_run)
    monkeypatch.setattr(Pilot, "press", _press_one_by_one)
