"""Every screen as people see it, at the three sizes it is designed for, and below the smallest.

One walk takes the pictures of one part of the program, as a person goes through it. A cursor's blinking is not seen in text.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from ccdrill.bootstrap import House
from ccdrill.model.deck import Deck
from ccdrill.model.ids import ChoiceId, RoleId, Subject
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.team import Team, seat_team
from ccdrill.session.session import Session
from ccdrill.tui.app import CcdrillApp
from tests.builders import read
from tests.decks import tiny_sitting
from tests.snapshots.pictures import GOLDEN, SIZES, Album
from tests.snapshots.world import DECK, PROCEDURE, SCENARIO, SOLO_DRILL, TEAM_DRILL, VOCABULARY
from tests.store.rows import change
from tests.tui.stage import highlight, make_house, until_text

every_size = pytest.mark.parametrize("size", SIZES)
SEATS = (("incident-lead", "Idris Vale"), ("telephony", "Owen Tarrant"))
PICTURES = {
    *(
        "library",
        "library-run",
        "library-past",
        "library-damaged",
        "library-problem",
        "library-errors",
        "library-help",
        "library-palette",
    ),
    *("briefing-team", "briefing-roles", "briefing-typing", "briefing-solo", "briefing-help"),
    *(
        "story",
        "exhibit",
        "options",
        "strip",
        "strip-recorded",
        "strip-why",
        "outcome",
        "fill-in",
        "log",
        "hint",
        "note",
    ),
    *("second-story", "second-options", "undo", "end", "palette", "help", "ending", "ended-early"),
    *("solo-options", "solo-outcome", "solo-paused"),
    *(
        "debrief",
        "debrief-findings",
        "debrief-turned",
        "debrief-procedure",
        "debrief-decisions",
        "debrief-export",
        "debrief-help",
    ),
    *(
        "practice-opening",
        "practice",
        "practice-looked",
        "practice-sure",
        "practice-phish",
        "practice-others",
        "practice-honest",
    ),
    *("practice-end", "practice-routes", "practice-help", "library-deck"),
    *("hot-wash", "hot-wash-gap", "hot-wash-said", "debrief-washed", "feedback"),
    *("plan", "plan-row", "plan-typing", "plan-rating", "plan-why", "debrief-agreed"),
    *("results", "results-weak", "results-agreed", "results-sources", "results-export", "results-help"),
    "too-small",
}


def house_of(folder: Path, drill: str = TEAM_DRILL) -> House:
    return make_house(folder, scenario=SCENARIO, procedure=PROCEDURE, drill=drill, vocabulary=VOCABULARY)


def begin(house: House, *, team: bool = True) -> Session:
    exercise = house.exercise("tiny-drill")
    return house.begin(exercise, seat_team(exercise, SEATS, name="Team B", head_count=12) if team else Team())


def decide(session: Session, choice: str, **answers: object) -> None:
    if not session.view().is_options_open:
        session.handle(commands.OpenOptions())
    session.handle(commands.Decide(choice=ChoiceId(choice), answers=commands.Answers(**answers)))


def walk(app: CcdrillApp, size: str, steps: Callable[[Album], Awaitable[None]]) -> None:
    """Takes the pictures of a walk, then compares them all."""

    async def go() -> Album:
        async with app.run_test(size=SIZES[size]) as pilot:
            album = Album(size, pilot)
            await steps(album)
            return album

    album = asyncio.run(go())
    assert {path.stem for path in album.taken} <= PICTURES
    album.check()


@every_size
def test_the_library(size: str) -> None:
    house = house_of(Path())
    decide(begin(house), "raise-ticket")
    finished = begin(house)
    decide(finished, "escalate", roles=(RoleId("team-leader"),))
    decide(finished, "both-nodes")
    damaged = begin(house)
    change(Path("data"), "UPDATE link SET body = ? WHERE run = ?", b"{}", damaged.run.opened.run)
    broken = TEAM_DRILL.replace("minutes: 60", "minuts: 60").replace("id: tiny-drill", "id: broken")
    Path("library/drills/broken.yaml").write_text(broken, encoding="utf-8")

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "has errors")
        await album.press("down", see="A team with")
        await album.take("library")
        await album.press("question_mark", see="Help: the library")
        await album.take("library-help")
        await album.press("escape", see="has errors")
        await album.take_palette("library-palette")
        await album.press("escape", see="has errors")
        await album.press("home", see="This file has errors")
        await album.take("library-problem")
        await album.press("enter", see="This can't be played")
        await album.take("library-errors")
        await album.press("escape", "end", see="Enter opens")
        await album.take("library-past")
        await album.press("up", see="Import it again")
        await album.take("library-damaged")
        highlight(album.pilot.app, "run:")
        await until_text(album.pilot, "Enter goes on")
        await album.take("library-run")

    walk(CcdrillApp(house), size, steps)


@every_size
def test_the_briefing(size: str) -> None:
    house = house_of(Path())

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "About 60 minutes")
        await album.take("briefing-team")
        await album.go_on(see="How many people")
        await album.take("briefing-roles")
        await album.press("down", "down", "down", "enter", *"Ann", see="Ann")
        await album.take("briefing-typing")
        await album.press("escape", "question_mark", see="Help: the briefing")
        await album.take("briefing-help")

    team = Team(name="Team B", head_count=12)
    walk(CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=team), size, steps)


@every_size
def test_the_briefing_of_one_person(size: str) -> None:
    house = house_of(Path(), SOLO_DRILL)

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "About 10 minutes")
        await album.take("briefing-solo")

    walk(CcdrillApp(house, exercise=house.exercise("tiny-drill")), size, steps)


@every_size
def test_a_team_exercise(size: str) -> None:
    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Talk first")
        await album.take("story")
        await album.press("x", see="CALL NOTES")
        await album.take("exhibit")
        await album.press("escape", "o", see="Decision 1")
        await album.take("options")
        await album.press("3", "t", see="CHOICE 3")
        await album.take("strip")
        await album.press("tab", "1", see="*1 Call IDs")
        await album.take("strip-recorded")
        await album.press("tab", "tab", *"As told.", see="As told.")
        await album.take("strip-why")
        await album.press("enter", "enter", see="Decided")
        await album.take("outcome")
        await album.press("e", see="FILL IN")
        await album.take("fill-in")
        await album.press("escape", "l", see="So far")
        await album.take("log")
        await album.press("escape", "n", see="It goes into the debrief.")
        await album.take("note")
        await album.press("escape", see="Decided")
        await album.go_on(see="Two nodes")
        await album.take("second-story")
        await album.press("question_mark", see="Help: the exercise")
        await album.take("help")
        await album.press("escape", "u", see="Take the last decision back")
        await album.take("undo")
        await album.press("escape", "w", see="End the exercise here")
        await album.take("end")
        await album.press("escape", see="Talk first")
        await album.take_palette("palette")
        await album.press("escape", see="Talk first")
        await album.press("o", see="Decision 2")
        await album.take("second-options")
        await album.press("1", "enter", see="closed ports")
        await album.go_on(see="opens the debrief")
        await album.take("ending")

    house = house_of(Path())
    walk(CcdrillApp(house, session=begin(house)), size, steps)


@every_size
def test_an_exercise_that_is_ended_early(size: str) -> None:
    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Talk first")
        await album.press("h", see="A hint")
        await album.take("hint")
        await album.press("escape", "w", see="End the exercise here")
        await album.press("enter", see="Ended by the facilitator")
        await album.take("ended-early")

    house = house_of(Path())
    walk(CcdrillApp(house, session=begin(house)), size, steps)


@every_size
def test_an_exercise_of_one_person_whose_thinking_takes_time(size: str) -> None:
    async def steps(album: Album) -> None:
        await album.go_on(see="pick a choice by number")
        await album.take("solo-options")
        await album.press("p", see="PAUSED")
        await album.take("solo-paused")
        await album.press("p", "2", "4", "enter", see="What the procedure says")
        await album.take("solo-outcome")

    house = house_of(Path(), SOLO_DRILL)
    walk(CcdrillApp(house, session=begin(house, team=False)), size, steps)


@every_size
def test_the_debrief(size: str) -> None:
    house = house_of(Path())
    session = begin(house)
    decide(session, "wait-and-see")
    session.handle(commands.TakeBack(reason="Three is enough."))
    decide(session, "retry", roles=(RoleId("telephony"),), confidence=1)
    decide(session, "escalate", roles=(RoleId("team-leader"),), records=("ticket",), where="floor", confidence=3)
    session.handle(commands.WriteNote(text="Nobody knew the number of the security line."))
    decide(session, "switch-off", roles=(RoleId("telephony"),), reason="So that nothing more can leave.")

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Drills")
        await album.press("end", "enter", see="How it ended")
        await album.take("debrief")
        for digit, name in (("3", "findings"), ("6", "turned"), ("7", "procedure"), ("8", "decisions")):
            await album.press(digit, see=f" {digit}  ")
            await album.take(f"debrief-{name}")
        await album.press("x", see="Export the debrief")
        album.pilot.app.screen.query_one(Input).value = "/home/dana/debrief-of-team-b.md"
        await album.take("debrief-export")
        await album.press("escape", "question_mark", see="Help: the debrief")
        await album.take("debrief-help")

    walk(CcdrillApp(house), size, steps)


@every_size
def test_the_plan(size: str) -> None:
    house = house_of(Path())
    session = begin(house)
    for choice in ("retry", "escalate", "switch-off"):
        decide(session, choice)

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Drills")
        await album.press("end", "enter", see="How it ended")
        await album.press("a", see="Nothing is agreed yet.")
        await album.press("enter", "enter", see="Enter keeps it")
        album.pilot.app.screen.query_one(Input).value = "A sign on both racks, and a word about it in the induction"
        await album.take("plan-typing")
        await album.press("enter", see="Recorded.")
        await album.press("enter", see="Owner: Enter keeps it")
        album.pilot.app.screen.query_one(Input).value = "Idris Vale"
        await album.press("enter", see="Recorded.")
        await album.press("down", "down", "enter", see="(x)")
        await album.take("plan-row")
        await album.press("escape", see="(Idris Vale, no date yet)")
        await album.take("plan")
        await album.press("r", "enter", see="Evaluator")
        await album.take("plan-rating")
        await album.press("home", "enter", see="Why P and not")
        await album.take("plan-why")
        await album.press("escape", "escape", "escape", "0", see="What was agreed")
        await album.take("debrief-agreed")

    walk(CcdrillApp(house), size, steps)


@every_size
def test_the_hot_wash(size: str) -> None:
    house = house_of(Path())
    session = begin(house)
    for choice, sure in (("retry", 3), ("escalate", 2), ("switch-off", 4)):
        decide(session, choice, confidence=sure)

    async def answer(album: Album, asked: str, typed: str) -> None:
        await until_text(album.pilot, asked)
        album.pilot.app.screen.query_one(Input).value = typed
        await album.pilot.press("enter")

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Drills")
        await album.press("end", "enter", see="How it ended")
        await album.press("h", see="Least sure when: Enter goes on")
        await album.take("hot-wash")
        await album.pilot.press("enter")
        await answer(album, "What was missing then?", "Nobody knew the number of the security line at night")
        await until_text(album.pilot, "What is done about it?")
        album.pilot.app.screen.query_one(Input).value = "A card with it on every desk"
        await album.take("hot-wash-gap")
        await album.pilot.press("enter")
        await answer(album, "Who sees to it?", "Idris Vale")
        for asked, typed in (
            ("By when? A day", ""),
            ("What was missing then?", ""),
            ("Could we see it?", "p only when callers rang"),
        ):
            await answer(album, asked, typed)
        await answer(album, "Would we have known at once?", "no log says it")
        await answer(album, "Could we trace it, and respond?", "y")
        await until_text(album.pilot, "That was all.")
        await album.take("hot-wash-said")
        await album.press("escape", "0", see="Hot wash and what was agreed")
        await album.take("debrief-washed")
        await album.press("f", see="Feedback:")
        await answer(album, "It was well built", "00343")
        await until_text(album.pilot, "The story was believable")
        await album.take("feedback")

    walk(CcdrillApp(house), size, steps)


@every_size
def test_practice(size: str) -> None:
    async def steps(album: Album) -> None:
        await until_text(album.pilot, "before it begins")
        await album.take("practice-opening")
        await album.press("end", "space", see="Message 1 of 2")
        await album.take("practice")
        await album.press("a", "c", see="signin.ostrel-access.test")
        await album.take("practice-looked")
        await album.press("3", "4", see="*4  certain")
        await album.take("practice-sure")
        await album.press("enter", see="This was a phish.")
        await album.take("practice-phish")
        await album.press("end", see="You said")
        await album.take("practice-others")
        await album.press("k", see="Ring ext. 4100 yourself.")
        await album.take("practice-routes")
        await album.press("escape", "question_mark", see="Help: practice")
        await album.take("practice-help")
        await album.press("escape", "space", see="Message 2 of 2")
        await album.press("1", "2", "enter", see="This was an honest message.")
        await album.take("practice-honest")
        await album.press("space", see="2 of 2 judged")
        await album.take("practice-end")

    walk(CcdrillApp(house_of(Path()), sitting=tiny_sitting(deck=read(DECK, Deck))), size, steps)


@every_size
def test_a_deck_in_the_library(size: str) -> None:
    house = house_of(Path())
    deck = Path("library/drills/decks/tiny-deck.yaml")
    deck.parent.mkdir()
    deck.write_text(DECK, encoding="utf-8")

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "What came in while")
        highlight(album.pilot.app, "tiny-deck")
        await until_text(album.pilot, "2 messages, ten")
        await album.take("library-deck")

    walk(CcdrillApp(house), size, steps)


@every_size
def test_results_over_time(size: str) -> None:
    house = house_of(Path())
    for choices in (("retry", "escalate", "switch-off"), ("escalate", "switch-off"), ("escalate", "both-nodes")):
        session = begin(house)
        for choice in choices:
            decide(session, choice, confidence=3)
        about, what = Subject("rule:x1-power-off"), "A sign on both racks, and a word about it in the induction"
        if "retry" in choices:
            session.handle(commands.AgreeAction(about=about, what=what, owner="Idris Vale", due="2026-12-31"))
        house.world.clock.seconds += 60 * 24 * 3600

    async def steps(album: Album) -> None:
        await until_text(album.pilot, "Drills")
        await album.press("t", see="What is counted")
        await album.take("results")
        for digit, name in (("4", "weak"), ("8", "agreed"), ("0", "sources")):
            await album.press(digit, see=f" {digit}  ")
            await album.take(f"results-{name}")
        await album.press("x", see="Export the results")
        album.pilot.app.screen.query_one(Input).value = "/home/dana/results-of-the-year.csv"
        await album.take("results-export")
        await album.press("escape", "question_mark", see="Help: results over time")
        await album.take("results-help")

    walk(CcdrillApp(house), size, steps)


def test_a_window_that_is_too_small() -> None:
    async def go() -> Album:
        house = house_of(Path())
        async with CcdrillApp(house, session=begin(house)).run_test(size=(59, 17)) as pilot:
            album = Album("59x17", pilot)
            await until_text(pilot, "ccdrill needs")
            await album.take("too-small")
            return album

    asyncio.run(go()).check()


def test_every_picture_is_of_a_screen_that_is_walked_through() -> None:
    for size in SIZES:
        assert {path.stem for path in (GOLDEN / size).glob("*.txt")} == PICTURES - {"too-small"}
