"""The key bar: help first, no key cut in half, and the way on always there, at 80 columns and at 60, in every phase."""

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from ccdrill.session.attending import What
from ccdrill.session.telling.view import EndingView, View
from ccdrill.tui import practising
from ccdrill.tui.actions import Action
from ccdrill.tui.bars import keys
from ccdrill.tui.control import Position, first_row, second_row
from ccdrill.tui.control import actions_now as actions_on_console
from ccdrill.tui.judging import Picked
from ccdrill.tui.moves import Now, Phase, actions_now
from ccdrill.tui.paint import REMINDER
from ccdrill.tui.screens.agree import AgreeScreen
from ccdrill.tui.screens.base import PRACTICE, FramedScreen
from ccdrill.tui.screens.briefing import BriefingScreen
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.library import LibraryScreen
from ccdrill.tui.screens.plan import PlanScreen
from ccdrill.tui.screens.results import ResultsScreen
from ccdrill.tui.screens.sitting_opening import SittingOpeningScreen
from ccdrill.tui.screens.sitting_page import SittingPageScreen
from ccdrill.tui.strip import Strip
from tests.decks import tiny_sitting
from tests.session.stage import Stage, decide


@dataclass(frozen=True)
class Moment:
    """One state of the exercise screen, in which as much is possible as can be."""

    name: str
    phase: Phase
    goes_on_by: str
    """The action that leads on from here."""
    is_open: bool = True
    is_combined: bool = False
    is_longer: bool = False
    strip: str = ""
    """The choice that was picked."""
    is_amending: bool = False

    @property
    def now(self) -> Now:
        """Where the screen stands."""
        session = Stage().begin()
        decide(session, "retry")
        view: View = replace(session.view(), is_options_open=self.is_open, is_paced=True, hints=("Think.",))
        if self.phase == "ending":
            view = replace(view, ending=EndingView(kind="good", title="It held", text=""), options=())
        picked = next((one for one in view.options if one.id == self.strip), None)
        strip = Strip(picked, view.prompts) if picked is not None else None
        return Now(view, self.phase, strip, self.is_amending, self.is_combined, self.is_longer)

    @property
    def bar(self) -> list[Action]:
        """What the key bar would show, if it were wide enough."""
        return [action for action in actions_now(self.now) if action.in_bar]


MOMENTS = (
    Moment("talking", "story", "options", is_open=False),
    Moment("talking, a long story", "story", "options", is_open=False, is_longer=True),
    Moment("reading", "story", "go_on"),
    Moment("reading a long story", "story", "go_on", is_longer=True),
    Moment("choosing below the story", "story", "commit", is_combined=True),
    Moment("choosing", "options", "commit"),
    Moment("deciding", "options", "commit", strip="escalate"),
    Moment("filling in", "story", "commit", strip="escalate", is_amending=True),
    Moment("reading what arrived", "meanwhile", "go_on"),
    Moment("an outcome", "outcome", "go_on"),
    Moment("a long outcome", "outcome", "go_on", is_longer=True),
    Moment("the end", "ending", "go_on"),
    Moment("a long end", "ending", "go_on", is_longer=True),
)
every_moment = pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.name)


def shown(actions: list[Action], width: int, reminder: str = REMINDER) -> list[str]:
    """The names of those that stand in the bar, each whole."""
    line = keys(actions, width, reminder).plain
    assert len(line) <= width
    assert line.rstrip().endswith(reminder)
    return [one.name for one in actions if f" {one.key_label} {one.label} " in line]


@every_moment
def test_at_80_columns_every_key_of_the_phase_is_in_the_bar(moment: Moment) -> None:
    assert shown(moment.bar, 80) == [one.name for one in moment.bar]


def test_whoever_chooses_alone_finds_the_hint_in_the_bar_and_a_room_does_not() -> None:
    choosing = Moment("choosing", "options", "commit")
    for mode, is_there in (("solo", True), ("team", False)):
        now = replace(choosing.now, view=replace(choosing.now.view, mode=mode))
        assert ("hint" in [one.name for one in actions_now(now) if one.in_bar]) is is_there
    assert "hint" not in [one.name for one in Moment("an outcome", "outcome", "go_on").bar]


@every_moment
def test_at_60_columns_help_and_the_way_on_are_in_the_bar(moment: Moment) -> None:
    names = shown(moment.bar, 60)
    assert names[0] == "help"
    assert moment.goes_on_by in names
    assert len(names) >= 3 or names == [one.name for one in moment.bar]
    if moment.is_longer:
        assert "more" in [one.label for one in moment.bar if one.name in names]


@dataclass(frozen=True)
class Judging:
    """One state of the practice screen, in which as much is possible as can be."""

    name: str
    goes_on_by: str
    """The action that leads on from here."""
    keys: str = ""
    """What was picked."""
    is_judged: bool = False

    @property
    def bar(self) -> list[Action]:
        sitting = tiny_sitting()
        if self.is_judged:
            sitting.judge("report", 3)
        picked = Picked()
        for key in self.keys:
            picked = picked.press(key, sitting.view())
        actions = practising.practice_actions(practising.Moment(sitting.view(), picked, is_longer=True))
        return [action for action in actions if action.in_bar]


JUDGING = (
    Judging("a message", "pick"),
    Judging("an answer picked", "pick", keys="1"),
    Judging("how sure picked", "commit", keys="13"),
    Judging("explained", "go_on", is_judged=True),
)
every_judging = pytest.mark.parametrize("judging", JUDGING, ids=lambda judging: judging.name)


@every_judging
def test_at_80_columns_every_key_of_practice_is_in_the_bar(judging: Judging) -> None:
    assert shown(judging.bar, 80, PRACTICE) == [one.name for one in judging.bar]


@every_judging
def test_at_60_columns_practice_keeps_help_and_the_way_on(judging: Judging) -> None:
    names = shown(judging.bar, 60, PRACTICE)
    assert names[0] == "help"
    assert judging.goes_on_by in names


@pytest.mark.parametrize(
    "screen",
    [
        LibraryScreen,
        BriefingScreen,
        DebriefScreen,
        PlanScreen,
        AgreeScreen,
        SittingOpeningScreen,
        SittingPageScreen,
        ResultsScreen,
    ],
)
def test_the_other_screens_fit_at_80_columns_and_keep_what_matters_at_60(screen: type[FramedScreen]) -> None:
    bar = [one for one in screen.ACTIONS if one.in_bar]
    reminder = "" if screen is LibraryScreen else REMINDER
    assert shown(bar, 80, reminder) == [one.name for one in bar]
    assert shown(bar, 60, reminder)[:2] == [one.name for one in bar[:2]]


@every_moment
@pytest.mark.parametrize("over", [None, "exhibit"])
def test_both_key_bars_of_the_console_fit_at_80_columns_and_always_tell_how_to_go_on_and_leave(
    moment: Moment, over: What | None
) -> None:
    at = Position(now=moment.now, over=over, is_more=moment.is_longer)
    actions = actions_on_console(at)
    bar = [one for one in actions if one.in_bar]
    assert shown(bar, 80) == [one.name for one in bar]
    wanted = {"commit", "drop"} if moment.strip else {"help", "go_on"}
    assert wanted <= {one.name for one in bar}
    assert moment.strip or "leave" in shown([*second_row(at)], 80, "")
    assert shown([*first_row(at)], 80)[: len(bar)] == [one.name for one in bar], "what is put behind them takes no room"


TALKING = {"hint", "note", "take_back", "message", "lead_on", "real_event", "facilitator", "end_early", "leave"}


@pytest.mark.parametrize(
    ("phase", "wanted"),
    [
        ("story", TALKING),
        ("options", TALKING),
        ("outcome", {"note", "take_back", "fill_in", "message", "lead_on", "real_event", "end_early", "leave"}),
        ("ending", {"note", "fill_in", "take_back", "leave"}),
    ],
)
def test_at_80_columns_the_console_of_a_team_shows_what_matters_in_each_phase(phase: Phase, wanted: set[str]) -> None:
    now = Moment("of a team", phase, "go_on").now
    at = Position(now=replace(now, view=replace(now.view, mode="team")))
    assert wanted <= set(shown([*second_row(at)], 80, ""))
    bar = [one for one in actions_on_console(at) if one.in_bar]
    assert not {one.name for one in second_row(at)} & {one.name for one in bar}, "nothing stands there twice"


@pytest.mark.parametrize("is_open", [False, True])
def test_at_80_columns_whoever_is_asked_while_people_talk_finds_the_facts(is_open: bool) -> None:
    now = Moment("of a team", "options" if is_open else "story", "go_on").now
    at = Position(now=replace(now, view=replace(now.view, mode="team", is_options_open=is_open)))
    assert "facts" in shown([*first_row(at)], 80)
    assert "facts" not in {one.name for one in second_row(at)}, "nothing stands there twice"


def test_while_an_exercise_is_stopped_both_bars_say_how_it_goes_on() -> None:
    now = Moment("stopped", "options", "go_on").now
    now = replace(now, view=replace(now.view, mode="team", is_paused=True, is_stopped=True))
    assert shown([*second_row(Position(now=now))], 80, "")[0] == "real_event"
    assert shown([*first_row(Position(now=now))], 80) == ["help"], "no question of the exercise is answered now"
    assert shown([one for one in actions_now(now) if one.in_bar], 80) == ["help", "real_event", "end_early"]
