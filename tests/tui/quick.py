"""Keys that arrive as soon as the messages before them have been worked through, and not when the process falls idle.

Textual's pilot waits twice after each key until the process uses hardly any time, which takes a twentieth of a second, and
longer on a machine where others work. It is enough that nothing is under way: tests wait for what they mean to see.

And style sheets that are read once for all apps: the same sheet means the same in each.
"""

import asyncio

import pytest
import textual.app
import textual.pilot
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

_press = Pilot.press
_parse = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}
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


def _parse_once(sheet: Stylesheet, css: str, **source: object) -> list[RuleSet]:
    """In place of Textual's own, which remembers what one app has read."""
    key = (css, *sorted(source.items()), *sorted(sheet._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(sheet, css, **source)
    return _parsed[key]


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", _let_others_run)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", _let_others_run)
    monkeypatch.setattr(Pilot, "press", _press_one_by_one)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parse_once)
