"""Every action is reachable by a key, named in help, and the key bar fits where it is designed for."""

import pytest

from ccdrill.tui.actions import Action
from ccdrill.tui.bars import REMINDER, keys
from ccdrill.tui.screens.base import FramedScreen
from ccdrill.tui.screens.briefing import BriefingScreen
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.exercise import ExerciseScreen
from ccdrill.tui.screens.library import LibraryScreen

SCREENS = (LibraryScreen, BriefingScreen, ExerciseScreen, DebriefScreen)
FRAGILE = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+j", "ctrl+o", "ctrl+z"}
"""Keys that tmux, screen and terminals take for themselves."""


@pytest.mark.parametrize("screen", SCREENS)
def test_every_action_has_a_key_a_sentence_and_a_method(screen: type[FramedScreen]):
    for action in screen.ACTIONS:
        assert action.keys
        assert action.help.endswith(".")
        name = action.name.split("(")[0]
        assert name in ("pick", "section") or hasattr(screen, f"action_{name}"), name


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


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_key_bar_never_overflows_and_the_reminder_never_goes(width: int):
    actions = [Action(f"a{number}", "x", "a long label", "Help.", in_bar=True) for number in range(20)]
    line = keys(actions, width)
    assert line.cell_length <= width
    assert REMINDER in line.plain


@pytest.mark.parametrize("screen", SCREENS)
def test_at_80_columns_five_keys_fit(screen: type[FramedScreen]):
    first_five = [action for action in screen.ACTIONS if action.in_bar][:4]
    line = keys(first_five, 80)
    assert all(action.label in line.plain for action in first_five)
