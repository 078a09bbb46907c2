"""How the screens start: whole at the first frame, drawn and styled once; and what lies beneath the first one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from ccdrill.bootstrap import House
from ccdrill.session.session import Team
from ccdrill.settings import Settings
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.briefing import BriefingScreen
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.exercise import ExerciseScreen
from ccdrill.tui.screens.library import LibraryScreen
from ccdrill.tui.screens.sitting_opening import SittingOpeningScreen
from ccdrill.tui.themes import LIGHT
from tests.builders import TINY_DRILL, write_library
from tests.decks import tiny_sitting
from tests.running import run_program
from tests.tui.stage import make_house, screen_text, until, until_text

SIZE = (80, 24)
Open = Callable[[House], CcdrillApp]


def at_the_library(house: House) -> CcdrillApp:
    return CcdrillApp(house)


def at_the_briefing(house: House) -> CcdrillApp:
    return CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team())


def in_a_session(house: House) -> CcdrillApp:
    return CcdrillApp(house, session=house.begin(house.exercise("tiny-drill"), Team()))


def in_a_sitting(house: House) -> CcdrillApp:
    return CcdrillApp(house, sitting=tiny_sitting())


WHOLE = [
    (at_the_library, LibraryScreen, ("  Tiny drill", "One person alone", "Drill tiny-drill", "Enter open")),
    (at_the_briefing, BriefingScreen, ("briefing", "With each decision you may be asked", "begin")),
    (in_a_session, ExerciseScreen, ("What do you do with this call?", " 1  ", " 2  ", "pick")),
    (in_a_sitting, SittingOpeningScreen, ("before it begins", "3 messages", "on this machine", "begin")),
]


async def ready(app: CcdrillApp, size: tuple[int, int] = SIZE) -> str:
    """What stands on the screen when the app says that it is ready."""
    seen: list[str] = []
    app.when_ready = lambda: seen.append(screen_text(app))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: bool(seen))
    return seen[0]


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize(("start", "kind", "words"), WHOLE)
async def test_the_first_screen_is_whole_when_it_is_ready(
    tmp_path: Path, start: Open, kind: type[FramedScreen], words: tuple[str, ...], size: tuple[int, int]
):
    text = await ready(start(make_house(tmp_path)), size)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("size", [SIZE, (120, 40)])
@pytest.mark.parametrize(("start", "kind", "words"), WHOLE)
async def test_the_first_screen_is_drawn_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: Open,
    kind: type[FramedScreen],
    words: tuple[str, ...],
    size: tuple[int, int],
):
    drawn: list[FramedScreen] = []
    draw = kind.draw
    monkeypatch.setattr(kind, "draw", lambda screen: (drawn.append(screen), draw(screen)))
    await ready(start(make_house(tmp_path)), size)
    assert len(drawn) == 1


@pytest.mark.parametrize(("start", "kind", "words"), WHOLE)
async def test_the_first_screen_is_styled_without_reading_the_style_sheets_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Open, kind: type[FramedScreen], words: tuple[str, ...]
):
    read_again: list[Stylesheet] = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(Stylesheet, "reparse", lambda sheet: (read_again.append(sheet), reparse(sheet)))
    await ready(start(make_house(tmp_path)))
    assert read_again == []


def test_the_library_shows_decks_without_loading_what_only_practice_needs(tmp_path: Path):
    write_library(tmp_path / "library")
    (tmp_path / "settings.toml").write_text('library = ["library"]\n')
    program = """
import sys
from ccdrill.bootstrap import House
from ccdrill.settings import Flags, read_settings
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.screens import library
library.AFTER_PAINTING = 3600  # on a busy machine what is asked after the first frame might be asked before we look
app = CcdrillApp(House(read_settings(Flags())))
def ready():
    rows = app.screen._compositor.render_strips()
    print("".join(segment.text for row in rows for segment in row))
    print(*sorted(sys.modules))
    app.exit()
app.when_ready = ready
app.run(headless=True, size=(80, 24))
"""
    done = run_program(tmp_path, program=("-c", program))
    shown, loaded = done.stdout.decode().strip().split("\n")
    assert "What came in on the floor" in shown
    practising = (
        "fsrs",
        "ccdrill.practice",
        "ccdrill.practising",
        "ccdrill.store.judgements",
        "ccdrill.tui.screens.practice",
    )
    assert [name for name in loaded.split() if name.startswith(practising)] == []


async def test_no_list_has_the_focus_that_is_not_shown(tmp_path: Path):
    app = in_a_session(make_house(tmp_path, drill=TINY_DRILL.replace("mode: solo", "mode: team\noptions: closed")))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "o opens the options")
        assert app.focused is None
        await pilot.press("question_mark")
        await until_text(pilot, "Help: the exercise")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        assert app.focused is None
        await pilot.press("o")
        await until_text(pilot, "What do you do with this call?")
        assert app.focused is not None


async def test_the_theme_that_is_set_colours_the_first_screen_and_can_be_changed(tmp_path: Path):
    folder = write_library(tmp_path / "library")
    app = CcdrillApp(House(Settings(data=tmp_path / "data", library=(folder,), theme="light")))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        assert app.screen.styles.background == Color.parse(LIGHT.background or "")
        app.theme = "contrast"
        await until(pilot, lambda: app.screen.styles.background == Color.parse("#000000"))


async def test_the_preview_is_wrapped_for_the_window_as_it_is_now(tmp_path: Path):
    fresh = await ready(CcdrillApp(make_house(tmp_path / "one")))
    app = CcdrillApp(make_house(tmp_path / "other"))
    async with app.run_test(size=(140, 40)) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        await pilot.resize_terminal(40, 10)
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.resize_terminal(*SIZE)
        await until(pilot, lambda: screen_text(app) == fresh)


async def test_whoever_leaves_a_session_that_came_first_leaves_ccdrill(tmp_path: Path):
    app = in_a_session(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_nobody_comes_back_to_a_briefing_or_an_exercise_that_is_over(tmp_path: Path):
    app = at_the_briefing(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Only the choice is required")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await until_text(pilot, "What do you do with this call?")
        await pilot.press("w")
        await until_text(pilot, "End the exercise here")
        await pilot.press("enter")
        await until_text(pilot, "The end")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_code == 0
