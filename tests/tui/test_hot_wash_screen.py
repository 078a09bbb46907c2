"""The hot wash on screen: it leads from line to line, records each at once, and can be left and gone on with."""

from pathlib import Path

from textual.pilot import Pilot

from ccdrill.bootstrap import House
from ccdrill.debrief.document.hot_wash import HotWash
from ccdrill.model.ids import RunId
from ccdrill.session.deciding import commands
from ccdrill.session.deciding.team import Team
from ccdrill.tui.app import CcdrillApp
from tests.debrief.runs import exercise, play_badly, play_well, team
from tests.session.stage import card_number
from tests.tui.stage import make_house, open_debrief, screen_text, until, until_text

SIZE = (80, 24)


def finished(tmp_path: Path) -> tuple[House, RunId]:
    house = make_house(tmp_path)
    session = house.begin(exercise(), team())
    play_well(session)
    return house, session.run.opened.run


def said(house: House, run: RunId) -> HotWash:
    found = house.debrief(run).hot_wash
    assert found is not None
    return found


async def open_hot_wash(pilot: Pilot[None]) -> None:
    await open_debrief(pilot)
    await pilot.press("h")
    await until_text(pilot, "Hot wash:")


async def until_asked(pilot: Pilot[None], asked: str) -> None:
    """Waits until the open line asks for that."""
    await until_text(pilot, asked)
    await until(pilot, lambda: bool(pilot.app.screen.query_one("Input").display))


async def answer(pilot: Pilot[None], asked: str, typed: str) -> None:
    """Types into the line that is open, once it asks for that."""
    await until_asked(pilot, asked)
    pilot.app.screen.query_one("Input").value = typed  # type: ignore[attr-defined]
    await pilot.press("enter")


async def test_h_and_nine_enters_take_down_all_of_it(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await until_text(pilot, " 3  Mon 10:50, The acquirer (leaning)")
        assert app.screen.query_one("Input").value == "3", "the one of which they were least sure"
        await pilot.press("enter")
        await answer(pilot, "What was missing then?", "Nobody knew the number")
        await until(pilot, lambda: bool(said(house, run).gaps))
        await answer(pilot, "What is done about it?", "On the wall card")
        await answer(pilot, "Who sees to it?", "Ann Lee")
        await answer(pilot, "By when? A day", "2037-01-31")
        await answer(pilot, "What was missing then?", "")
        await until_text(pilot, "or only luck?")
        await answer(pilot, "went wrong in the story", "p when callers rang")
        await answer(pilot, "Would we have known at once?", "n")
        await answer(pilot, "Could we trace it, and respond?", "y")
        await until_text(pilot, "That was all.")
        await pilot.press("escape")
        await until_text(pilot, "How it ended")
        await pilot.press("0")
        await until_text(pilot, "Hot wash and what was agreed")
        await until_text(pilot, "Action: On the wall card (Ann Lee, by 2037-01-31)")
    found = said(house, run)
    assert found.doubt is not None and found.doubt.situation == "The acquirer"
    assert [one.told for one in found.answers] == ["partly, when callers rang", "no", "yes"]
    house.prove(run)


async def test_whatever_is_left_empty_stays_open_and_who_did_not_name_an_action_is_not_asked_who_does_it(
    tmp_path: Path,
):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await answer(pilot, "When were you least sure?", "")
        await answer(pilot, "What was missing then?", "A contact")
        await answer(pilot, "What is done about it?", "")
        await answer(pilot, "What was missing then?", "")
        await answer(pilot, "went wrong in the story", "")
        await until_text(pilot, "Known at once? Enter goes on, Esc stops.")
        await until_asked(pilot, "Would we have known at once?")
        await pilot.press("escape")
        await until_text(pilot, "Enter fill in")
    found = said(house, run)
    assert (found.doubt, [one.what for one in found.gaps], found.answers) == (None, ["A contact"], ())


async def test_it_is_gone_on_with_at_the_first_line_that_is_open(tmp_path: Path):
    house, run = finished(tmp_path)
    first = house.debrief(run).decisions[0].seq
    house.agree(run, [commands.NameDoubt(decision=first), commands.NameGap(gap=1, what="A contact")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await until_text(pilot, "What is done about it?")
        assert not app.screen.query_one("Input").display, "what stands is read before anything opens"
        await pilot.press("enter")
        await answer(pilot, "What is done about it?", "Ask the vendor for one")
        await until_asked(pilot, "Who sees to it?")
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is app.screen.query_one("#fields"))  # the focus follows on its own
        await pilot.press("home", "enter")
        await until_asked(pilot, "When were you least sure?")
        assert app.screen.query_one("Input").value == "1"
        await answer(pilot, "When were you least sure?", "When the press rang")
        await until_text(pilot, "Least sure when     When the press rang")
    assert said(house, run).doubt is not None
    assert house.debrief(run).plan[-1].agreed is not None


async def test_an_emptied_line_withdraws_and_leads_nowhere(tmp_path: Path):
    house, run = finished(tmp_path)
    gap = commands.AgreeAction(about="gap:1", what="Ask for one")  # type: ignore[arg-type]  # a subject
    house.agree(run, [commands.NameGap(gap=1, what="A contact"), gap])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await pilot.press("home", "down", "enter")
        await answer(pilot, "An empty line withdraws it", "")
        await until_text(pilot, "The action about it is withdrawn with it")
        assert not app.screen.query_one("Input").display
        await until_text(pilot, "What was missing    -")
    assert house.debrief(run).hot_wash is None


async def test_what_is_refused_stays_in_the_line_with_the_reason_below(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await answer(pilot, "When were you least sure?", "9")
        await until_text(pilot, "There is no decision 9")
        assert app.screen.query_one("Input").value == "9"
        await pilot.press("escape", "end", "enter")
        await answer(pilot, "Could we trace it, and respond?", "maybe")
        await until_text(pilot, "is neither yes, partly nor no")
    assert house.debrief(run).hot_wash is None


async def test_a_gap_that_another_terminal_named_meanwhile_stays_beside_one_s_own(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await answer(pilot, "When were you least sure?", "")
        house.agree(run, [commands.NameGap(gap=1, what="Theirs")])
        await answer(pilot, "What was missing then?", "Ours")
        await until_text(pilot, "moved on in another terminal")
        await until_text(pilot, "What was missing    Theirs")
        assert app.screen.query_one("Input").value == "Ours"
        await pilot.press("enter")
        await until(pilot, lambda: [one.what for one in said(house, run).gaps] == ["Theirs", "Ours"])
        await answer(pilot, "What is done about it?", "Do ours")
        await until_text(pilot, "  Action            Do ours")
    assert [one.agreed.what if one.agreed else "" for one in house.debrief(run).plan[-2:]] == ["", "Do ours"]
    house.prove(run)


async def test_a_card_number_is_taken_out_and_the_person_is_told(tmp_path: Path):
    house, _ = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await answer(pilot, "When were you least sure?", f"When {card_number()} was read out")
        await until_text(pilot, "looked like a payment card")
        await until_text(pilot, "[number removed]")


async def test_what_was_missing_is_a_row_of_the_plan_with_a_sheet_of_its_own(tmp_path: Path):
    house, run = finished(tmp_path)
    house.agree(run, [commands.NameGap(gap=2, what="[bold]A contact[/]")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("a")
        await until_text(pilot, "Missing: [bold]A contact[/]")
        await pilot.press("r", "up", "enter")
        await until_text(pilot, "the team says that this was missing")
        assert "did not follow" not in screen_text(app)
        await pilot.press("enter")
        await until_text(pilot, "Action: Enter keeps it")
        app.screen.query_one("Input").value = "Ask for one"
        await pilot.press("enter")
        await until_text(pilot, "  Action          Ask for one")
        await pilot.press("home", "enter")
        app.screen.query_one("Input").value = ""
        await pilot.press("enter")
        await until_text(pilot, "Withdrawn.")
        await pilot.press("down", "enter")
        await until_text(pilot, "Say first what was missing.")
        await pilot.press("escape", "h")
        await until_text(pilot, "When were you least sure?")
    assert house.debrief(run).hot_wash is None


async def test_all_of_it_can_be_read_in_the_smallest_window(tmp_path: Path):
    house, run = finished(tmp_path)
    gaps = [commands.NameGap(gap=number, what=f"Thing {number}: {'and so on ' * 9}") for number in range(1, 6)]
    house.agree(run, gaps)
    app = CcdrillApp(house)
    async with app.run_test(size=(60, 18)) as pilot:
        await open_hot_wash(pilot)
        await until_text(pilot, "When were you least sure?")
        await pilot.press("end")
        await until_text(pilot, "Could we trace it?")
        assert "as well" not in screen_text(app), "there is room for five"


async def test_whoever_was_not_asked_how_sure_is_proposed_no_moment(tmp_path: Path):
    house = make_house(tmp_path)
    play_badly(house.begin(exercise(), team()))
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_hot_wash(pilot)
        await until_asked(pilot, "When were you least sure?")
        assert app.screen.query_one("Input").value == ""


async def test_feedback_forms_are_taken_down_line_by_line(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("f")
        await answer(pilot, "It was well built", "00343")
        await until_asked(pilot, "The story was believable")
        await pilot.press("escape", *["down"] * 7, "enter")
        await answer(pilot, "Strengths", "The log")
        await until_text(pilot, "Strength         The log")
        await answer(pilot, "Strengths", "Humour")
        await until_text(pilot, "Strength         Humour")
        await answer(pilot, "Strengths", "")
        await until_asked(pilot, "What must become better")
        await pilot.press("escape", "up", "up", "enter")
        await answer(pilot, "Strengths", "")
        await until_text(pilot, "Withdrawn.")
        await pilot.press("home")
        await until_text(pilot, "10 answers, median 4, from 3 to 5; 7 of 10 said 4 or 5")
        await pilot.press("enter")
        await answer(pilot, "It was well built", "all of them")
        await until_text(pilot, "does not say how many gave each answer")
        await pilot.press("escape", "escape")
        await until_text(pilot, "How it ended")
        await pilot.press("0")
        await until_text(pilot, "What participants said: how many, never whose")
    found = house.debrief(run).feedback
    assert found is not None
    assert [one.counts for one in found.statements] == [(0, 0, 3, 4, 3)]
    assert [one.text for one in found.remarks] == ["The log"]
    house.prove(run)


async def test_whoever_played_alone_gives_their_answer_and_no_counts(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    play_badly(session)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("f")
        await until_text(pilot, "From 1 (not at all) to 5 (entirely).")
        await answer(pilot, "It was well built", "4")
        await until_text(pilot, "Well built       4")
    found = house.debrief(session.run.opened.run).feedback
    assert found is not None
    assert [one.counts for one in found.statements] == [(0, 0, 0, 1, 0)]


async def test_who_led_is_said_in_the_debrief_by_one_key(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("v")
        await answer(pilot, "Who led the exercise?", "Fay Roe")
        await until_text(pilot, "That was all.")
        assert "Facilitator      Fay Roe" in screen_text(app)
        await pilot.press("enter")
        await answer(pilot, "Who led the exercise?", "")
        await until_text(pilot, "Withdrawn.")
        await pilot.press("enter")
        await answer(pilot, "Who led the exercise?", "Guy")
        await until_text(pilot, "Facilitator      Guy")
    assert house.debrief(run).facts.facilitator == "Guy"
