"""How the exercise screen shares its rows; and that everything shipped fits the screen that it is written for."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from ccdrill.bootstrap import House
from ccdrill.model.exercise import Exercise
from ccdrill.session.deciding.commands import Decide, OpenOptions
from ccdrill.session.showing.untold import as_of_outcome
from ccdrill.session.telling.view import MessageView, View
from ccdrill.settings import Settings
from ccdrill.tui.stage import Room, Stage, is_crowded, set_stage
from ccdrill.tui.story import option
from tests.plays.scripts import DRILLS
from tests.session.stage import TEAM_DRILL, build_exercise
from tests.session.stage import Stage as Played

FULL = Room(80, 20, has_side=False)
"""80x24 without the frame."""
STRIP = 6
"""Rows of the strip of a team that is asked who, what is on record, and how sure it is."""


@cache
def shipped(drill: str) -> Exercise:
    return House(Settings(data=Path("unused"))).exercise(drill)


def walk(drill: str, seed: int) -> Iterator[tuple[View, View | None]]:
    """The pictures of a random play: each situation, with the picture of the outcome after it."""
    chance = random.Random(seed)
    session = Played(shipped(drill)).begin()
    while (view := session.view()).ending is None:
        session.handle(OpenOptions())
        after = session.handle(Decide(choice=chance.choice(view.options).id))
        yield view, after
    yield view, None


def texts(stage: Stage) -> str:
    return "\n".join(line.plain for line in (*stage.upper, *stage.lower))


def news_of(view: View) -> tuple[MessageView, ...]:
    return tuple(one for one in view.messages if one.is_untold)


@pytest.mark.parametrize("drill", DRILLS)
def test_everything_shipped_fits_80x24(drill: str):
    """Each situation whole with its questions and its table, and each choice while it is decided."""
    for seed in range(8):
        for view, after in walk(drill, seed):
            if after is None:
                assert not set_stage(view, (), "ending", FULL).overflows
                continue
            news = () if is_crowded(view, news_of(view), FULL) else news_of(view)
            stage = set_stage(view, news, "story", FULL)
            assert not stage.overflows, view.title
            assert all(question.split()[0] in texts(stage) for question in view.talk), view.title
            assert not view.exhibits or "able:" in texts(stage), view.title
            room = replace(FULL, rows=FULL.rows - STRIP)
            deciding = set_stage(replace(view, is_options_open=True), (), "options", room)
            assert "for more" not in texts(deciding), view.title
            assert view.question.split()[0] in texts(deciding)


def test_a_situation_that_fits_has_the_table_at_the_bottom_and_the_talk_under_the_story():
    view = Played(build_exercise(drill=TEAM_DRILL)).begin().view()
    stage = set_stage(view, (), "story", FULL)
    assert [line.plain.strip() for line in stage.upper[-2:]] == ["Talk about", "· What do you know?"]
    assert [line.plain.strip() for line in stage.lower] == ["", "New on the table:  A Call log"]
    assert stage.upper_rows + len(stage.lower) == FULL.rows


def test_a_situation_that_does_not_fit_scrolls_above_talk_and_table():
    view = Played(build_exercise(drill=TEAM_DRILL)).begin().view()
    stage = set_stage(replace(view, narrative="words " * 400), (), "story", FULL)
    assert stage.overflows
    assert [line.plain.strip() for line in stage.lower] == [
        "Talk about",
        "· What do you know?",
        "New on the table:  A Call log",
    ]


def test_what_to_talk_about_stays_when_the_options_open_as_long_as_there_is_room():
    session = Played(build_exercise(drill=TEAM_DRILL)).begin()
    view = session.handle(OpenOptions())
    combined = set_stage(view, (), "options", FULL)
    assert combined.is_combined
    assert "What do you know?" in texts(combined)
    long = replace(view, narrative="words " * 170)
    assert "What do you know?" in texts(set_stage(long, (), "story", replace(FULL, has_side=True)))
    assert "What do you know?" not in texts(set_stage(replace(view, narrative="words " * 230), (), "story", FULL))


def test_with_a_column_beside_it_the_story_leaves_the_table_out():
    view = Played(build_exercise(drill=TEAM_DRILL)).begin().view()
    assert "table" not in texts(set_stage(view, (), "story", replace(FULL, has_side=True)))


def test_in_a_very_wide_window_running_text_keeps_to_a_measure_that_can_be_read():
    view, after = next(walk("ivr-team", 1))
    room = Room(160, 50, has_side=True)
    assert after is not None
    for shown, phase in ((view, "story"), (after, "outcome")):
        stage = set_stage(shown, (), phase, room)
        assert 90 < max(line.cell_length for line in stage.upper) <= 100
    long = replace(view.options[0], text="A choice in many words " * 7)
    assert 90 < max(line.cell_length for line in option(long, 160)) <= 100
    assert max(line.cell_length for line in option(long, 60)) <= 60


def test_open_options_stand_with_the_story_and_with_air_as_long_as_there_is_room():
    view = Played().begin().view()
    roomy = set_stage(view, (), "story", FULL)
    assert roomy.is_combined and roomy.is_spaced
    tight = set_stage(view, (), "story", replace(FULL, rows=8))
    assert tight.is_combined and not tight.is_spaced
    assert not set_stage(view, (), "story", replace(FULL, rows=6)).shows_options
    assert set_stage(view, (), "options", replace(FULL, rows=6)).shows_options


def test_the_story_above_options_shrinks_to_title_and_last_message_then_to_nothing():
    message = MessageView(clock="Mon 10:40", sender="Floor", text="The queue is long.")
    view = replace(Played().begin().view(), narrative="words " * 400, messages=(message,))
    heights = [len(set_stage(view, (), "options", replace(FULL, rows=rows)).upper) for rows in (12, 9, 8, 7, 5, 4)]
    assert heights == [3, 3, 2, 2, 1, 0]
    starved = set_stage(view, (), "options", replace(FULL, rows=3))
    assert "2 choices, Up and Down for more" in texts(starved)


def test_the_last_message_of_a_team_stays_where_it_is_when_a_choice_is_picked():
    """Or makes room for the options, where both have none."""
    message = MessageView(clock="Mon 10:40", sender="Floor", text="The queue is long.")
    view = replace(Played().begin().view(), narrative="words " * 400, messages=(message,))
    for rows in range(STRIP + 2, 24):
        picked = replace(FULL, rows=rows - STRIP)
        before, after = (
            [line.plain for line in set_stage(view, (), "options", room).upper]
            for room in (replace(FULL, rows=rows, taken=STRIP), picked)
        )
        assert before == after or len(after) < 2, rows


def test_only_messages_that_leave_no_room_are_told_before_the_situation():
    view = Played(build_exercise(drill=TEAM_DRILL)).begin().view()
    short = MessageView(clock="Mon 10:40", sender="Floor", text="The queue is long.")
    assert not is_crowded(view, (), FULL)
    assert not is_crowded(view, (short,), FULL)
    assert is_crowded(view, (short,) * 7, FULL)


def test_an_outcome_is_told_as_of_its_own_time():
    for view, after in walk("ivr-team", 3):
        if after is None or after.outcome is None:
            continue
        told = as_of_outcome(after)
        assert told.clock == after.outcome.until
        assert not any(one.is_untold for one in (*told.messages, *told.exhibits, *told.so_far))
        assert len(told.exhibits) == len(view.exhibits)
