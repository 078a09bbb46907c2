"""Every action is reachable by a key, named in help, and the key bar fits where it is designed for."""

from pathlib import Path

import pytest

from ccdrill.session.deciding.team import Team
from ccdrill.tui.actions import Action
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.bars import keys
from ccdrill.tui.paint import REMINDER
from ccdrill.tui.screens.agree import AgreeScreen
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.briefing import BriefingScreen
from ccdrill.tui.screens.console import ConsoleScreen
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.exercise import ExerciseScreen
from ccdrill.tui.screens.help import HelpScreen
from ccdrill.tui.screens.library import LibraryScreen
from ccdrill.tui.screens.plan import PlanScreen
from ccdrill.tui.screens.practice import PracticeScreen
from ccdrill.tui.screens.results import ResultsScreen
from ccdrill.tui.screens.sitting_opening import SittingOpeningScreen
from ccdrill.tui.screens.sitting_page import SittingPageScreen
from tests.running import ROOT
from tests.tui.stage import make_house, screen_text, until_text

SCREENS = (
    LibraryScreen,
    BriefingScreen,
    ExerciseScreen,
    ConsoleScreen,
    DebriefScreen,
    PlanScreen,
    AgreeScreen,
    PracticeScreen,
    SittingOpeningScreen,
    SittingPageScreen,
    ResultsScreen,
)
FRAGILE = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+j", "ctrl+o", "ctrl+z"}
"""Keys that tmux, screen and terminals take for themselves."""


@pytest.mark.parametrize("screen", SCREENS)
def test_every_action_has_a_key_a_sentence_and_a_method(screen: type[FramedScreen]):
    for action in screen.ACTIONS:
        assert action.keys
        assert action.help.endswith(".")
        name = action.name.split("(")[0]
        assert name in ("pick", "section", "look") or hasattr(screen, f"action_{name}"), name


@pytest.mark.parametrize("screen", SCREENS)
def test_help_comes_first_and_nothing_sits_on_keys_that_others_take(screen: type[FramedScreen]):
    assert screen.ACTIONS[0].name == "help"
    for action in screen.ACTIONS:
        for key in action.keys.split(","):
            assert key not in FRAGILE
            assert not key.startswith("f1"), "function keys belong to terminals"


@pytest.mark.parametrize("screen", SCREENS)
def test_no_two_actions_share_a_key(screen: type[FramedScreen]):
    pressed = [key for action in screen.ACTIONS for key in action.keys.split(",")]
    assert len(pressed) == len(set(pressed))


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_can_be_done_that_is_not_in_the_table(screen: type[FramedScreen]):
    """A method that a key could run, and that no row names, would stand in no help."""
    classes = [one for one in screen.__mro__ if issubclass(one, FramedScreen) and one is not FramedScreen]
    own = {name.removeprefix("action_") for one in classes for name in vars(one) if name.startswith("action_")}
    assert own <= {action.name.split("(")[0] for action in screen.ACTIONS}


@pytest.mark.parametrize("screen", SCREENS)
async def test_help_names_every_key_and_says_what_it_does(screen: type[FramedScreen], tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=(120, 60)) as pilot:
        await until_text(pilot, "Drills")
        app.push_screen(HelpScreen(screen.HELP_TITLE, screen.ACTIONS))
        await until_text(pilot, f"Help: {screen.HELP_TITLE}")
        boxed = [line.split("│")[1] for line in screen_text(app).splitlines() if line.count("│") > 1]
    page = " ".join(" ".join(boxed).split())
    for action in screen.ACTIONS:
        assert f"{action.key_label} {action.help}" in page


def test_the_guide_for_facilitators_names_every_key_of_the_console() -> None:
    guide = (ROOT / "docs" / "facilitating.md").read_text(encoding="utf-8")
    keys = " ".join(line.split("|")[1] for line in guide.split("## The keys")[1].splitlines() if line.startswith("|"))
    for action in ConsoleScreen.ACTIONS:
        label = "`1` to `9`" if action.name == "pick" else action.key_label
        assert (f"`{label}`" if len(label) == 1 else label) in keys, label


async def test_the_palette_offers_all_that_can_be_done_now_by_its_key(tmp_path: Path):
    house = make_house(tmp_path)
    app = CcdrillApp(house, session=house.begin(house.exercise("tiny-drill"), Team()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "Decision 1")
        assert isinstance(app.screen, FramedScreen)
        offered = {command.title for command in app.get_system_commands(app.screen)}
        for action in app.screen.legal_actions():
            assert f"{action.title}  ({action.key_label})" in offered or action.name == "pick"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_key_bar_never_overflows_and_the_reminder_never_goes(width: int):
    actions = [Action(f"a{number}", "x", "a long label", "Help.", in_bar=True) for number in range(20)]
    line = keys(actions, width)
    assert line.cell_length <= width
    assert REMINDER in line.plain
