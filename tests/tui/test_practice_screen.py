"""Practice on screen: four keys for a message, looking as often as one likes, and nothing recorded but by Enter."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Static

from ccdrill.model.deck import Deck
from ccdrill.practice.sitting import Sitting
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.judging import Picked
from ccdrill.tui.screens.dialogs import PageDialog
from ccdrill.tui.screens.practice import PracticeScreen
from ccdrill.tui.screens.sitting_page import SittingPageScreen
from tests.builders import FakeClock
from tests.decks import MemoryJudgements, tiny_deck, tiny_sitting
from tests.tui.stage import make_house, screen_text, until, until_text

SIZE = (80, 24)
HOSTILE = "[@click=app.quit]Click[/] [/nope] \x1b[31mred\x07 語語語 \ue000"


def practise(folder: Path, sitting: Sitting) -> CcdrillApp:
    return CcdrillApp(make_house(folder), sitting=sitting)


async def begin(pilot: Pilot[None]) -> None:
    """Goes on from what is told before the first message."""
    await until_text(pilot, "before it begins")
    await pilot.press("end", "space")
    await until(pilot, lambda: isinstance(pilot.app.screen, PracticeScreen))


def screen_of(pilot: Pilot[None]) -> PracticeScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


async def test_four_keys_judge_a_message_and_bring_the_next(tmp_path: Path) -> None:
    sitting = tiny_sitting()
    async with practise(tmp_path, sitting).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a phish.")
        await pilot.press("space")
        await until_text(pilot, "Message 2 of 3")
    assert [(one.answer, one.sure) for one in sitting.judged] == [("report", 3)]


async def test_before_the_first_message_it_is_told_who_one_is_in_it_what_is_asked_and_what_is_kept(
    tmp_path: Path,
) -> None:
    clock = FakeClock()
    sitting = tiny_sitting(clock=clock)
    app = practise(tmp_path, sitting)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Two e-mails and a text message.")
        text = " ".join(screen_text(app).split())
        for words in ("3 messages, a few minutes", "how sure you are", "on this machine, under the name Rae"):
            assert words in text
        clock.pass_seconds(600)
        await begin(pilot)
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a phish.")
    assert [one.seconds for one in sitting.judged] == [0]


async def test_who_goes_back_before_it_begins_is_out(tmp_path: Path) -> None:
    app = practise(tmp_path, tiny_sitting())
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Space begins")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_a_sitting_from_the_first_message_to_the_page_at_the_end(tmp_path: Path) -> None:
    sitting = tiny_sitting()
    app = practise(tmp_path, sitting)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        for keys in ("13", "34", "21"):
            await until_text(pilot, "What do you do with it?")
            await pilot.press(*keys, "enter")
            await until_text(pilot, "Take along")
            await pilot.press("space")
        await until_text(pilot, "3 of 3 judged")
        assert isinstance(app.screen, SittingPageScreen)
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert [one.answer for one in sitting.judged] == ["report", "use", "verify"]


async def test_nothing_is_recorded_before_enter_and_esc_takes_the_answer_back(tmp_path: Path) -> None:
    store = MemoryJudgements()
    async with practise(tmp_path, tiny_sitting(store)).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("enter")
        await until_text(pilot, "Pick what you do with it: 1 to 4.")
        await pilot.press("4")
        await until_text(pilot, "Your answer: Leave it: junk, no report")
        await pilot.press("enter")
        await until_text(pilot, "How sure are you? 1 to 4.")
        await pilot.press("2")
        await until_text(pilot, "*2  leaning")
        await pilot.press("4")
        await until_text(pilot, "*4  certain")
        assert "*2" not in screen_text(pilot.app)
        await pilot.press("escape")
        await until_text(pilot, "What do you do with it?")
        assert store.judgements == []
        await pilot.press("2", "1", "enter")
        await until_text(pilot, "This was a phish.")
    assert [(one.answer, one.sure) for one in store.judgements] == [("verify", 1)]


async def test_letters_look_closer_and_what_was_looked_at_is_recorded(tmp_path: Path) -> None:
    sitting = tiny_sitting()
    async with practise(tmp_path, sitting).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        assert "ostrel-mail.test" not in screen_text(pilot.app)
        await pilot.press("a")
        await until_text(pilot, "admin@ostrel-mail.test")
        await pilot.press("1", "c")  # also when an answer is picked
        await until_text(pilot, "https://ostrel-mail.test/login")
        await pilot.press("z")
        await until_text(pilot, "There is nothing to look at under 'z'")
        await pilot.press("4", "enter")
        await until_text(pilot, "not looked at")
    assert sitting.judged[0].looked == ("sender", "link-1")


async def test_a_message_without_anything_to_look_at_says_so(tmp_path: Path) -> None:
    deck = replace(tiny_deck(), items={name: replace(one, links=()) for name, one in tiny_deck().items.items()})
    async with practise(tmp_path, tiny_sitting(deck=deck, items=("shift-changed",))).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 1")
        await pilot.press("a")
        await until_text(pilot, "This message shows all that there is.")


async def test_what_decides_is_told_and_marked_in_the_message(tmp_path: Path) -> None:
    async with practise(tmp_path, tiny_sitting()).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("3", "4", "enter")
        await until_text(pilot, "What decides Look-alike domain »ostrel-mail.test«")
        text = screen_text(pilot.app)
        assert "admin@»ostrel-mail.test«" in text
        assert "\u203aDear Customer\u2039" in text


async def test_a_key_of_a_message_that_is_judged_says_that_it_is(tmp_path: Path) -> None:
    sitting = tiny_sitting()
    async with practise(tmp_path, sitting).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a phish.")
        for key, words in (("enter", "It is judged"), ("2", "It is judged"), ("a", "All that looking tells")):
            await pilot.press(key)
            await until_text(pilot, words)
    assert len(sitting.judged) == 1


async def test_the_known_routes_are_a_key_away_at_any_time_and_beside_the_message_on_a_wide_screen(
    tmp_path: Path,
) -> None:
    app = practise(tmp_path, tiny_sitting())
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        assert "The roster app" not in screen_text(app)
        for judged in (False, True):
            if judged:
                await pilot.press("1", "3", "enter")
                await until_text(pilot, "This was a phish.")
            await pilot.press("k")
            await until_text(pilot, "The roster app that you open yourself")
            assert "THIS IS PRACTICE" in screen_text(app)
            await pilot.press("k")
            await until(pilot, lambda: not isinstance(app.screen, PageDialog))
        await pilot.press("space")
        await until_text(pilot, "Message 2 of 3")
        await pilot.resize_terminal(120, 40)
        await until_text(pilot, "THE ROUTES THAT YOU KNOW")


async def test_on_a_wide_screen_the_other_red_flags_stand_beside(tmp_path: Path) -> None:
    async with practise(tmp_path, tiny_sitting()).run_test(size=(120, 40)) as pilot:
        await begin(pilot)
        await until_text(pilot, "THE ROUTES THAT YOU KNOW")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "│ Other red flags")
        assert "more below" not in screen_text(pilot.app)


async def test_who_leaves_before_anything_is_judged_is_out_at_once(tmp_path: Path) -> None:
    app = practise(tmp_path, tiny_sitting())
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_esc_leaves_no_message_that_is_under_way_nor_one_that_was_judged(tmp_path: Path) -> None:
    async with practise(tmp_path, tiny_sitting()).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("4", "escape", "escape")
        await until_text(pilot, "Nothing is picked. q leaves; what was judged is kept.")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a phish.")
        await pilot.press("escape")
        await until_text(pilot, "Nothing is picked. q leaves; what was judged is kept.")
        assert "This was a phish." in screen_text(pilot.app)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_who_leaves_later_sees_what_it_came_to_and_nothing_is_asked(tmp_path: Path, key: str) -> None:
    sitting = tiny_sitting()
    app = practise(tmp_path, sitting)
    async with app.run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a phish.")
        await pilot.press("q")
        await until_text(pilot, "1 of 3 judged")
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)
    assert len(sitting.judged) == 1


async def test_a_judgement_that_can_not_be_recorded_is_not_explained_and_can_be_tried_again(tmp_path: Path) -> None:
    store = MemoryJudgements()
    async with practise(tmp_path, tiny_sitting(store)).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        store.is_full = True
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "The disk is full. Make room.")
        assert "This was a phish." not in screen_text(pilot.app)
        store.is_full = False
        await pilot.press("enter")
        await until_text(pilot, "This was a phish.")
    assert len(store.judgements) == 1


async def test_the_notice_of_a_name_is_told_first(tmp_path: Path) -> None:
    app = CcdrillApp(make_house(tmp_path), sitting=tiny_sitting(), notice="A name was shortened.")
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "A name was shortened.")
        assert "Three that came in · Rae" in screen_text(app)


async def test_a_resize_while_reading_keeps_the_place_and_what_was_picked(tmp_path: Path) -> None:
    async with practise(tmp_path, tiny_sitting()).run_test(size=(60, 20)) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("2", "4")
        await until_text(pilot, "*4  certain")
        await pilot.resize_terminal(120, 40)
        await until_text(pilot, "THE ROUTES THAT YOU KNOW")
        assert "*4  certain" in screen_text(pilot.app)
        await pilot.resize_terminal(60, 20)
        await pilot.press("enter")
        await until_text(pilot, "more below: Down, PgDn")
        await pilot.press("pagedown")
        await until(pilot, lambda: screen_of(pilot).text.top > 0)
        top = screen_of(pilot).text.top
        await pilot.resize_terminal(62, 20)
        await until(pilot, lambda: screen_of(pilot).size.width == 62)
        assert screen_of(pilot).text.top == top
        await pilot.resize_terminal(40, 10)
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.resize_terminal(*SIZE)
        await until_text(pilot, "This was a phish.")


async def test_in_a_window_that_is_too_small_nothing_is_judged(tmp_path: Path) -> None:
    async with practise(tmp_path, tiny_sitting()).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.resize_terminal(40, 10)
        await until_text(pilot, "ccdrill needs 60 columns")
        await pilot.press("1", "3", "enter", "space", "q")
        await pilot.resize_terminal(*SIZE)
        await until_text(pilot, "Message 1 of 3")
        assert screen_of(pilot).picked == Picked()
        assert not screen_of(pilot).sitting.judged


async def test_space_reads_on_in_a_message_that_is_too_long_and_judges_nothing(tmp_path: Path) -> None:
    long = {name: replace(one, body="line\n" * 40 + "the last") for name, one in tiny_deck().items.items()}
    sitting = tiny_sitting(deck=replace(tiny_deck(), items=long))
    async with practise(tmp_path, sitting).run_test(size=SIZE) as pilot:
        await begin(pilot)
        await until_text(pilot, "Space more")
        await pilot.press("space", "space", "space")
        await until_text(pilot, "the last")
        assert "1  Report it" in screen_text(pilot.app)
        await pilot.press("space")
        await until_text(pilot, "Your mailbox is full")
    assert not sitting.judged


def hostile() -> Deck:
    """Every text of it tries to be more than text."""

    def worse(text: str) -> str:
        return f"{text} {HOSTILE}"

    items = {
        name: replace(
            one,
            from_=replace(one.from_, name=worse(one.from_.name)),
            subject=worse(one.subject),
            body=worse(one.body),
            note=HOSTILE,
            links=tuple(replace(link, text=HOSTILE, to=worse(link.to)) for link in one.links),
            cues=tuple(replace(cue, why=worse(cue.why), quote=cue.quote) for cue in one.cues),
            point=HOSTILE,
        )
        for name, one in tiny_deck().items.items()
    }
    routes = tuple(replace(one, what=worse(one.what), how=worse(one.how)) for one in tiny_deck().routes)
    return replace(tiny_deck(), title=worse("Title"), items=items, routes=routes)


@pytest.mark.parametrize("size", [(60, 20), SIZE, (120, 40)])
async def test_hostile_texts_are_shown_as_they_are_and_do_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    app = practise(tmp_path, tiny_sitting(deck=hostile()))
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        widgets = {type(one) for one in app.screen.walk_children()}
        for keys in ("", "c", "k", "k", "13", "enter"):
            await pilot.press(*([keys] if keys == "enter" else keys))
            text = screen_text(app)
            assert "\x1b" not in text and "\x07" not in text
            assert max(map(len, text.split("\n"))) <= size[0]
        await until_text(pilot, "This was a phish.")
        assert "[@click=app.quit]Click[/]" in " ".join(screen_text(app).split())
        assert {type(one) for one in app.screen.walk_children()} == widgets
        assert app.screen.query(Static)


async def test_every_key_of_the_page_at_the_end_reads_on_or_closes(tmp_path: Path) -> None:
    sitting = tiny_sitting(clock=FakeClock())
    app = practise(tmp_path, sitting)
    async with app.run_test(size=(60, 20)) as pilot:
        await begin(pilot)
        await until_text(pilot, "Message 1 of 3")
        await pilot.press("3", "4", "enter")
        await until_text(pilot, "This was a phish.")
        await pilot.press("q")
        await until_text(pilot, "Space more")
        for _ in range(10):
            await pilot.press("space")
        await until_text(pilot, "no proof of how")
        assert "Space more" not in screen_text(app)
        await pilot.press("home")
        await until_text(pilot, "What you caught")
