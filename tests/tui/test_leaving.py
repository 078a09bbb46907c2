"""However ccdrill is left, and whatever keys come late: no bug is reported, and the way out is taken."""

import os
import signal
from pathlib import Path

import pytest

from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.choices import ChoiceList
from tests.tui.stage import make_house, until, until_text

posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


def in_a_session(folder: Path) -> CcdrillApp:
    house = make_house(folder)
    return CcdrillApp(house, session=house.begin(house.exercise("tiny-drill"), Team()))


@posix
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
async def test_whoever_asks_the_process_to_end_ends_the_screens(tmp_path: Path, asked: signal.Signals):
    app = in_a_session(tmp_path)
    async with app.run_test() as pilot:
        signal.raise_signal(asked)
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0


async def test_ctrl_c_leaves_nothing_and_tells_what_does(tmp_path: Path):
    app = in_a_session(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "played 0:00")
        await pilot.press("ctrl+c")
        await until_text(pilot, "Ctrl+Q leaves ccdrill; everything so far is kept.")
        assert app.is_running


@posix
async def test_whoever_stops_the_process_interrupts_nothing_and_only_once(tmp_path: Path):
    done: list[str] = []
    before = {
        asked: signal.signal(asked, lambda *_, name=name: done.append(name))
        for asked, name in ((signal.SIGTSTP, "stopped"), (signal.SIGCONT, "drawn"))
    }
    app = in_a_session(tmp_path)
    try:
        async with app.run_test() as pilot:
            await pilot.pause()
            signal.raise_signal(signal.SIGTSTP)
            assert done == [], "whatever was under way goes on to its end"
            signal.raise_signal(signal.SIGTSTP)
            await until(pilot, lambda: done == ["stopped"])
            signal.raise_signal(signal.SIGCONT)
            await until(pilot, lambda: done == ["stopped", "drawn"])
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGTSTP)
            await until(pilot, lambda: not app.is_running)
    finally:
        for asked, kept in before.items():
            signal.signal(asked, kept)
    assert done == ["stopped", "drawn"]


async def test_a_page_key_in_a_list_that_was_never_drawn_does_nothing():
    choices = ChoiceList()
    choices.show([("one", []), ("two", [])], None, 3)
    choices.action_page_down()
    choices.action_page_up()
    assert choices.highlighted == 0


async def test_a_screen_that_opens_while_somebody_leaves_draws_nothing(tmp_path: Path):
    app = in_a_session(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen
        app.exit()
        await screen.query("*").remove()
        screen.on_screen_resume()
        screen.on_mount()
