"""The library: what can be played, gone on with, or read."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import OptionList

from ccdrill.model.ids import ChoiceId, ItemId, PersonId
from ccdrill.practice.judged import Person, digest_of
from ccdrill.session.deciding import commands
from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.paint import MEASURE
from ccdrill.tui.screens.briefing import BriefingScreen
from ccdrill.tui.screens.debrief import DebriefScreen
from ccdrill.tui.screens.dialogs import PageDialog
from ccdrill.tui.screens.exercise import ExerciseScreen
from ccdrill.tui.screens.library import LibraryScreen
from tests.builders import TINY_DRILL, TINY_SCENARIO, write_library
from tests.decks import TINY_DECK, judged, tiny_deck
from tests.tui.stage import highlight, make_house, screen_text, until, until_text

SIZE = (80, 24)


async def test_the_first_drill_is_highlighted_and_previewed(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        assert "One person alone" in screen_text(app)


async def test_of_a_folder_what_one_person_can_play_stands_before_what_takes_a_team(tmp_path: Path):
    house = make_house(tmp_path)
    ours = tmp_path / "library/drills/a-team.yaml"
    ours.write_text(TINY_DRILL.replace("id: tiny-drill", "id: a-team").replace("mode: solo", "mode: team"))
    app = CcdrillApp(house)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        listed = [Path(one.id or "").stem for one in app.screen.query_one(OptionList).options]
    names = ("tiny-drill", "a-team", "ivr-solo", "social-solo", "ivr-team")
    assert [name for name in listed if name in names] == list(names)


async def test_whoever_decides_alone_is_not_told_beforehand_what_is_wanted(tmp_path: Path):
    aimed = TINY_DRILL.replace("text: Stop the loss,", "text: Stop the loss, capability: Containment,")
    app = CcdrillApp(make_house(tmp_path, drill=aimed))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        assert "· Containment" in screen_text(app) and "Stop the loss" not in screen_text(app)
        (tmp_path / "library/drills/tiny-drill.yaml").write_text(aimed.replace("mode: solo", "mode: team"))
        await pilot.press("r")
        await until_text(pilot, "· Stop the loss")


async def test_results_of_what_was_never_played_to_its_end_are_said_to_be_none(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        await pilot.press("t")
        await until_text(pilot, "No run of it is over yet, so there are no results.")
        await pilot.press("down")
        await until(pilot, lambda: "No run of it" not in screen_text(app))


async def test_a_drill_of_the_current_folder_is_there_too_and_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write_library(tmp_path / "here")
    drill = tmp_path / "here/drills/tiny-drill.yaml"
    drill.rename(drill.with_name("ours.yaml"))
    drill.with_name("ours.yaml").write_text(TINY_DRILL.replace("id: tiny-drill\ntitle: Tiny", "id: ours\ntitle: Our"))
    monkeypatch.chdir(tmp_path / "here")
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Our drill")
        highlight(app, "ours")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen))


async def test_decks_stand_beneath_the_drills_and_enter_begins_a_sitting(tmp_path: Path):
    write_deck(tmp_path)
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Three that came in")
        text = screen_text(app)
        assert text.index("Drills") < text.index("Practice") < text.index("Three that came in")
        highlight(app, "tiny-deck")
        await until_text(pilot, "3 messages, ten at a time")
        assert "THIS IS PRACTICE" in screen_text(app)
        assert "THIS IS AN EXERCISE" not in screen_text(app)
        await pilot.press("enter")
        await until_text(pilot, "Space begins")
        await pilot.press("enter")
        await until_text(pilot, "Message 1 of ")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a")
        await pilot.press("q")
        await until_text(pilot, "1 of ")
        await pilot.press("q")
        await until_text(pilot, "Drills")


async def test_what_has_come_back_is_told_and_comes_first(tmp_path: Path):
    write_deck(tmp_path)
    house = make_house(tmp_path)
    somebody = house.judgements.enrol(Person(id=PersonId("p1")))
    for item in ("mailbox-full", "shift-swap"):
        digest = digest_of(tiny_deck().items[ItemId(item)])
        house.judgements.record(judged(person=somebody.id, item=item, digest=digest, utc="2020-01-02T09:00:00.000Z"))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "2 messages due")
        highlight(app, "tiny-deck")
        await until_text(pilot, "2 of them are due")


async def test_whoever_gives_a_name_has_what_came_back_for_them_and_sees_what_they_judged(tmp_path: Path):
    write_deck(tmp_path)
    house = make_house(tmp_path)
    rae = house.judgements.enrol(Person(id=PersonId("p1"), name="Rae"))
    digest = digest_of(tiny_deck().items[ItemId("mailbox-full")])
    house.judgements.record(judged(person=rae.id, item="mailbox-full", digest=digest, utc="2020-01-02T09:00:00.000Z"))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Three that came in")
        highlight(app, "tiny-deck")
        await until_text(pilot, "without a name; n changes")
        await pilot.press("t")
        await until_text(pilot, "Nobody has practised here without a name yet")
        await pilot.press("n")
        await until_text(pilot, "Who practises?")
        await pilot.press(*"Rae", "enter")
        await until_text(pilot, "1 message due")
        await until_text(pilot, "for Rae; n changes")
        await pilot.press("t")
        await until_text(pilot, "Practice so far of Rae")
        await pilot.press("q")
        await until_text(pilot, "Drills")
        await pilot.press("enter")
        await until_text(pilot, "Space begins")
        await pilot.press("enter")
        await until_text(pilot, "Message 1 of ")
        await pilot.press("1", "3", "enter")
        await until_text(pilot, "This was a")
        assert len(house.judgements.judged_by(rae.id)) == 2


async def test_a_deck_with_errors_says_so_and_can_not_be_begun(tmp_path: Path):
    write_deck(tmp_path, TINY_DECK.replace("version: 1.0.0", "versoin: 1.0.0"))
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "tiny-deck.yaml  (has errors)")
        highlight(app, "tiny-deck")
        await until_text(pilot, "This file has errors")
        await pilot.press("enter")
        await until_text(pilot, "This can't be played as it is")


def write_deck(folder: Path, text: str = TINY_DECK) -> None:
    deck = folder / "library" / "drills" / "decks" / "tiny-deck.yaml"
    deck.parent.mkdir(parents=True)
    deck.write_text(text, encoding="utf-8")


async def test_r_reads_the_files_again(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        drill = tmp_path / "library" / "drills" / "tiny-drill.yaml"
        drill.write_text(TINY_DRILL.replace("minutes: 5", "minutes: 7"), encoding="utf-8")
        await pilot.press("r")
        await until_text(pilot, "One person alone · 7 min")


async def test_enter_opens_the_briefing_and_escape_comes_back(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefingScreen))
        await until_text(pilot, "Only the choice is required")
        await pilot.press("escape")
        await until_text(pilot, "Drills")


async def test_space_in_the_briefing_begins_a_run_that_is_on_disk(tmp_path: Path):
    house = make_house(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        await pilot.press("enter")
        await until_text(pilot, "Only the choice is required")
        await pilot.press("space")
        await until_text(pilot, "What do you do with this call?")
        assert len(house.store.run_ids()) == 1


async def test_an_unfinished_run_goes_on_where_it_was(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    session.handle(commands.Decide(choice=ChoiceId("escalate")))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Go on with")
        highlight(app, "run:")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await until_text(pilot, "What happens to the nodes now?")
        await pilot.press("q")
        await until_text(pilot, "Go on with")


async def test_runs_that_nobody_ended_keep_no_deck_out_of_sight(tmp_path: Path):
    house = make_house(tmp_path)
    for _ in range(5):
        house.begin(house.exercise("tiny-drill"), Team())
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Go on with")
        assert "What the desk was asked" in screen_text(app)
        listing = app.screen.query_one(OptionList)
        assert sum("run:" in (one.id or "") for one in listing.options) == 5


async def test_the_time_played_goes_on_where_a_run_is_gone_on_with(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    house.world.clock.seconds += 2 * 3600
    session.handle(commands.Decide(choice=ChoiceId("escalate")))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Go on with")
        highlight(app, "run:")
        await pilot.press("enter")
        await until_text(pilot, "played 2:")


async def test_a_finished_run_opens_its_debrief(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    session.handle(commands.CutShort())
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


async def test_a_drill_with_errors_is_shown_as_such_and_explains_itself(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path, drill=TINY_DRILL.replace("minutes: 5", "minuts: 5")))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "has errors")
        await pilot.press("enter")
        await until_text(pilot, "This can't be played as it is")
        await until_text(pilot, "'minuts' is not known here")


async def test_a_long_line_with_an_error_keeps_its_caret_below_the_place(tmp_path: Path):
    overview = f"overview: {{organisation: {'A long name ' * 9}, sponser: Somebody}}\nmode: solo"
    app = CcdrillApp(make_house(tmp_path, drill=TINY_DRILL.replace("mode: solo", overview)))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "has errors")
        await pilot.press("enter")
        await until_text(pilot, "This can't be played as it is")
        rows = screen_text(app).split("\n")
        below = next(at for at, row in enumerate(rows) if "^" in row)
        assert rows[below - 1][rows[below].index("^") :].startswith("sponser")


async def test_an_unreadable_database_is_a_sentence_not_a_crash(tmp_path: Path):
    house = make_house(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "runs.sqlite3").write_bytes(b"this is no database, but long enough to look like a file" * 40)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "is damaged")


async def test_a_run_is_told_by_its_drill_its_day_and_its_score(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team(name="Team B"))
    session.handle(commands.Decide(choice=ChoiceId("escalate")))
    session.handle(commands.CutShort())
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        await pilot.press("end")
        await until_text(pilot, "Begun 23 Nov 2026, 09:00 UTC")
        text = screen_text(app)
        assert "    23 Nov 2026 09:00 · " in text
        assert "     Team B  " in text
        assert "  1 decision" in text
        assert "Played by Team B" in text


async def test_a_title_that_is_longer_than_the_list_hangs_and_nothing_stands_in_the_way_of_its_words(tmp_path: Path):
    title = "The payment line of the third floor, with the whole team"
    house = make_house(tmp_path, drill=TINY_DRILL.replace("title: Tiny drill", f"title: {title}"))
    for _ in range(9):
        house.begin(house.exercise("tiny-drill"), Team(name="A team with a name that is long, too"))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Go on with")
        listed = [row[: row.index("│")] for row in screen_text(app).split("\n") if "│" in row]
        assert "   The payment line of the third" in [row.rstrip() for row in listed]
        assert "     floor, with the whole team" in [row.rstrip(" ▁▂▃▄▅▆▇█") for row in listed]
        assert "     A team with a name that is" in [row.rstrip(" ▁▂▃▄▅▆▇█") for row in listed]


async def test_a_drill_is_previewed_with_its_procedure_by_title_and_its_topics_in_words(tmp_path: Path):
    scenario = TINY_SCENARIO.replace("summary: A payment", "topics: [ivr-payments, card-data]\nsummary: A payment")
    app = CcdrillApp(make_house(tmp_path, scenario=scenario))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "Scored against: Tiny procedure")
        assert "About IVR payments, card data" in screen_text(app)
        assert "Drill tiny-drill" in screen_text(app)


async def test_a_preview_that_is_longer_than_the_window_is_read_on_with_space(tmp_path: Path):
    long = TINY_DRILL.replace(
        "title: Tiny drill", "title: Tiny drill\nsummary: " + "Words and words. " * 60 + "The last word."
    )
    app = CcdrillApp(make_house(tmp_path, drill=long))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "more below: Space")
        while "Drill tiny-drill" not in screen_text(app):
            await pilot.press("space")
            await pilot.pause()
        await pilot.press("space")
        await until_text(pilot, "One person alone")


async def test_the_palette_names_what_can_be_done_in_words(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=(80, 40)) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        named = [command.title for command in app.get_system_commands(app.screen)]
        assert named[0] == "Open what is highlighted  (Enter)"
        assert named[-5:-3] == ["Help  (?)", "Quit ccdrill  (Ctrl+Q)"]
        assert "Colours: light" in named[-3:]
        assert not any("(1)" in title or title[0].islower() for title in named)


async def test_the_palette_lists_what_is_used_most_first_and_may_be_opened_again_at_once(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=(80, 40)) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        app.action_command_palette()
        app.screen.dismiss()
        app.action_command_palette()
        await until_text(pilot, "Colours: contrast")
        text = screen_text(app)
        assert (
            text.index("Open what is highlighted")
            < text.index("Help")
            < text.index("Quit")
            < text.index("Colours: dark")
        )


async def test_nothing_is_done_on_a_screen_that_does_not_stand_yet_or_was_left(tmp_path: Path):
    app = CcdrillApp(make_house(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drill tiny-drill")
        page = PageDialog("So far", "", lambda _: ["One"])
        app.push_screen(page)
        assert not await app.run_action("scroll_page('down')", page)
        await until_text(pilot, "So far")
        assert await app.run_action("scroll_page('down')", page)
        page.dismiss()
        assert not await app.run_action("scroll_page('down')", page)
        await page.on_event(events.Key("x", "x"))
        await pilot.pause()


async def test_a_click_only_highlights(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    session.handle(commands.CutShort())
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "Debriefs")
        row = next(index for index, line in enumerate(screen_text(app).split("\n")) if "23 Nov" in line)
        await pilot.click(offset=(8, row))
        await pilot.click(offset=(8, row))
        await until_text(pilot, "Enter opens its debrief.")
        assert isinstance(app.screen, LibraryScreen)


async def test_of_a_title_of_many_lines_the_list_has_two_and_the_preview_all(tmp_path: Path):
    title = "The payment line of the third floor, with the whole team, and everybody who is named in the plan"
    house = make_house(tmp_path, drill=TINY_DRILL.replace("title: Tiny drill", f"title: {title}"))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await until_text(pilot, "The payment line of the third")
        await pilot.press("home")
        rows = [row.split("│") for row in screen_text(app).split("\n") if "│" in row]
        listed, preview = [row[0].strip() for row in rows], " ".join(row[1].strip() for row in rows)
        first = listed.index("The payment line of the third")
        assert listed[first + 1] == "floor, with the whole team, …"
        assert listed[first + 2] != "and everybody who is named in"
        assert title in preview


async def test_the_preview_is_no_wider_than_the_eye_finds_back(tmp_path: Path):
    long = TINY_SCENARIO.replace("A payment line asks twice.", "word " * 60)
    app = CcdrillApp(make_house(tmp_path, scenario=long))
    async with app.run_test(size=(240, 50)) as pilot:
        await until_text(pilot, "word word")
        beside = [line.partition("│")[2] for line in screen_text(app).split("\n") if "word word" in line]
        assert 90 < max(len(line.strip()) for line in beside) <= MEASURE
