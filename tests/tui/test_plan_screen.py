"""The improvement plan on screen: its rows, sheets to fill in, and that everything is recorded at once."""

from pathlib import Path

from textual.pilot import Pilot

from ccdrill.bootstrap import House
from ccdrill.debrief.build import build_debrief
from ccdrill.model.ids import ChoiceId, ObjectiveId, RunId, Subject
from ccdrill.session.deciding import commands
from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.sheets import RatingSheet
from tests.debrief.runs import agree, erased, exercise, play_badly, record, team
from tests.session.stage import card_number
from tests.tui.stage import make_house, open_debrief, screen_text, until_text

SIZE = (80, 24)


def finished(tmp_path: Path) -> tuple[House, RunId]:
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team(name="Team B"))
    for choice in ("escalate", "power-off", "wait"):
        session.handle(commands.Decide(choice=ChoiceId(choice)))
    return house, session.run.opened.run


async def open_plan(pilot: Pilot[None]) -> None:
    await open_debrief(pilot)
    await pilot.press("a")
    await until_text(pilot, "Improvement plan:")


async def open_row(pilot: Pilot[None]) -> None:
    """The highlighted one."""
    await pilot.press("enter")
    await until_text(pilot, "By when")


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Into the highlighted line."""
    await pilot.press("enter")
    await type_in_open(pilot, text)


async def type_in_open(pilot: Pilot[None], text: str) -> None:
    """Into the line that is open."""
    await until_text(pilot, "Enter keeps it")
    pilot.app.screen.query_one("Input").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")


async def test_the_rows_are_there_and_say_that_they_are_open(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        text = screen_text(app)
        assert "Action: open" in text
        assert "Nothing is agreed yet." in text
        assert text.count("Critical. ") == sum(one.is_critical for one in house.debrief(run).plan)


async def test_a_row_is_filled_in_line_by_line_and_each_is_on_disk_at_once(tmp_path: Path):
    house, run = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        await type_in(pilot, "Script the diversion")
        await until_text(pilot, "Recorded.")
        assert house.debrief(run).plan[0].agreed is not None
        await type_in(pilot, "Ann Lee")
        await until_text(pilot, "Owner            Ann Lee")
        await type_in(pilot, "2037-01-31")
        await until_text(pilot, "2037-01-31")
        await pilot.press("down", "enter")
        await until_text(pilot, "(x) the procedure is wrong")
        await pilot.press("enter")
        await until_text(pilot, "Withdrawn.")
        assert "(x)" not in screen_text(app)
        await pilot.press("enter")
        await until_text(pilot, "(x) the procedure is wrong")
        await pilot.press("escape")
        await until_text(pilot, "Action: Script the diversion (Ann Lee, by 2037-01-31)")
        await until_text(pilot, "The player says: the procedure is wrong")
        await pilot.press("escape")
        await until_text(pilot, "How it ended")
        await pilot.press("0")
        await until_text(pilot, "What was agreed")
        await until_text(pilot, "Ann Lee, by 2037-01-31")
    found = house.debrief(run).plan[0]
    assert found.agreed is not None and found.agreed.who_and_when == "Ann Lee, by 2037-01-31"
    assert found.said is not None and found.said.disposition == "procedure-wrong"
    house.prove(run)


async def test_what_is_refused_stays_in_the_line_and_escape_leaves_it_as_it_was(tmp_path: Path):
    house, _ = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        await pilot.press("down", "enter")
        await until_text(pilot, "Say first what is to be done.")
        await pilot.press("up")
        await type_in(pilot, "Script it")
        await until_text(pilot, "Recorded.")
        await pilot.press("down")
        await type_in(pilot, "soon")
        await until_text(pilot, "'soon' is no date")
        assert app.screen.query_one("Input").value == "soon"
        await pilot.press("escape")
        await until_text(pilot, "By when          -")
        await pilot.press("escape")
        await until_text(pilot, "no date yet")


async def test_a_rating_is_confirmed_by_enter_and_changed_with_a_reason(tmp_path: Path):
    house, run = finished(tmp_path)
    proposed = house.debrief(run).ratings[0].grade
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await pilot.press("r", "enter")
        await until_text(pilot, "Evaluator")
        await pilot.press("enter")
        await until_text(pilot, f"(x) {proposed}")
        await pilot.press("home", "enter")
        await until_text(pilot, f"Why P and not {proposed}")
        await pilot.press("enter")
        await until_text(pilot, "rating is changed only with a reason")
        app.screen.query_one("Input").value = "I saw it"
        await pilot.press("enter")
        await until_text(pilot, "(x) P")
        await pilot.press("end")
        await type_in(pilot, "Eve Roe")
        await until_text(pilot, "Evaluator        Eve Roe")
        await pilot.press("escape")
        await until_text(pilot, "1 of 1 objective rated")
    confirmed = house.debrief(run).ratings[0].confirmed
    assert confirmed is not None
    assert (confirmed.grade, confirmed.reason, confirmed.by) == ("P", "I saw it", "Eve Roe")


async def test_an_evaluator_says_once_who_rates(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(exercise(), team())
    play_badly(session)
    run = session.run.opened.run
    first, second, _ = house.debrief(run).ratings
    house.agree(run, [commands.ConfirmRating(objective=ObjectiveId(first.id), grade=first.grade, evaluator="Eve Roe")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await pilot.press("r", "down", "enter")
        await until_text(pilot, "Evaluator        -")
        await pilot.press("enter")
        await until_text(pilot, "Recorded, with Eve Roe as evaluator.")
        await until_text(pilot, "Evaluator        Eve Roe")
    confirmed = house.debrief(run).ratings[1].confirmed
    assert confirmed is not None
    assert (confirmed.grade, confirmed.by) == (second.grade, "Eve Roe")


def test_what_stands_for_an_erased_name_is_nobody_who_rates() -> None:
    found = build_debrief(erased(record(agree)))
    assert [one.confirmed.by for one in found.ratings if one.confirmed is not None] == ["(erased)", ""]
    for rating in found.ratings:
        sheet = RatingSheet(found, rating)
        assert sheet.fields()[-1].proposed == ""
        asked = sheet.asked("N", "nobody tried")
        assert isinstance(asked, commands.ConfirmRating)
        assert asked.evaluator is None


async def test_what_another_terminal_agreed_meanwhile_is_shown_before_anything_replaces_it(tmp_path: Path):
    house, run = finished(tmp_path)
    about = Subject(house.debrief(run).plan[0].about)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        house.agree(run, [commands.AgreeAction(about=about, what="Train everybody")])
        await type_in(pilot, "Script it")
        await until_text(pilot, "moved on in another terminal")
        await until_text(pilot, "Action           Train everybody")
        assert app.screen.query_one("Input").value == "Script it"
        await pilot.press("enter")
        await until_text(pilot, "Action           Script it")
    house.prove(run)


async def test_a_card_number_is_taken_out_and_the_person_is_told(tmp_path: Path):
    house, _ = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        await type_in(pilot, card_number())
        await until_text(pilot, "looked like a payment card")
        await until_text(pilot, "[number removed]")


async def test_the_plan_can_be_reached_and_read_in_the_smallest_window(tmp_path: Path):
    house, _ = finished(tmp_path)
    app = CcdrillApp(house)
    async with app.run_test(size=(60, 18)) as pilot:
        await open_plan(pilot)
        await pilot.press("enter")
        await until_text(pilot, "( ) deliberate")
        await until_text(pilot, "Why              -")


async def test_a_row_that_stood_by_its_action_alone_can_be_withdrawn_on_its_sheet(tmp_path: Path):
    house, run = finished(tmp_path)
    house.agree(run, [commands.AgreeAction(about=Subject("action:retry"), what="Show it around")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await pilot.press("r", "up", "enter")
        await until_text(pilot, "Action           Show it around")
        await type_in(pilot, "")
        await until_text(pilot, "Action           -")
        await pilot.press("escape")
        await until_text(pilot, "Nothing is agreed yet.")
    assert "action:retry" not in [one.about for one in house.debrief(run).plan]


async def test_a_text_that_is_longer_than_the_window_leaves_its_bar_room(tmp_path: Path):
    house, run = finished(tmp_path)
    about = Subject(house.debrief(run).plan[0].about)
    house.agree(run, [commands.AgreeAction(about=about, what="x" * 1990)])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await pilot.press("enter")
        await until_text(pilot, "Belongs to")
        assert not [row for row in screen_text(app).splitlines() if row.startswith(" x")], "a line is wrapped once"


async def test_hostile_text_stays_text(tmp_path: Path):
    house, run = finished(tmp_path)
    about = Subject(house.debrief(run).plan[0].about)
    house.agree(run, [commands.AgreeAction(about=about, what="[@click=app.quit]press[/] [bold", owner="[red]x[/red]")])
    house.agree(run, [commands.ConfirmRating(objective=ObjectiveId("stop"), grade="P", reason="[/nope]")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await until_text(pilot, "[@click=app.quit]press[/] [bold")
        await pilot.press("enter")
        await until_text(pilot, "[red]x[/red]")


async def test_an_action_is_done_and_opened_again_line_by_line(tmp_path: Path):
    house, run = finished(tmp_path)
    about = Subject(house.debrief(run).plan[0].about)
    due = house.debrief(run).facts.began[:10]
    house.agree(run, [commands.AgreeAction(about=about, what="Script it", owner="Ann Lee", due=due)])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        await pilot.press("end")
        await type_in(pilot, "")
        await until_text(pilot, "is not marked as done")
        app.screen.query_one("Input").value = "today"
        await pilot.press("enter")
        await until_text(pilot, "Proof            -")
        await type_in(pilot, "Runbook 2.1")
        await until_text(pilot, "Proof            Runbook 2.1")
        await type_in(pilot, "Eve Roe")
        await until_text(pilot, "Checked by       Eve Roe")
        await pilot.press("home", "enter")
        await until_text(pilot, "It is done, and stays as it was agreed.")
        found = house.debrief(run).plan[0].agreed
        assert found is not None and found.done is not None
        assert (found.done.proof, found.done.by) == ("Runbook 2.1", "Eve Roe")
        await pilot.press("end", "up", "up", "enter")
        await until_text(pilot, "Why is it not done?")
        app.screen.query_one("Input").value = "It was removed"
        await pilot.press("enter")
        await until_text(pilot, "Open again.")
        await until_text(pilot, "It was removed")
        await pilot.press("escape")
        await until_text(pilot, "reopened")
    house.prove(run)


async def test_the_plan_says_what_is_overdue(tmp_path: Path):
    house, run = finished(tmp_path)
    rows = [Subject(one.about) for one in house.debrief(run).plan]
    house.agree(run, [commands.AgreeAction(about=rows[0], what="Script it", due="yesterday")])
    house.agree(run, [commands.AgreeAction(about=rows[1], what="A sign", due="yesterday")])
    house.agree(run, [commands.MarkDone(about=rows[1], day="")])
    app = CcdrillApp(house)
    async with app.run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        assert screen_text(app).count("overdue") == 1


async def test_an_empty_line_says_what_to_write_and_how(tmp_path: Path):
    house, _ = finished(tmp_path)
    async with CcdrillApp(house).run_test(size=SIZE) as pilot:
        await open_plan(pilot)
        await open_row(pilot)
        await pilot.press("enter")
        await until_text(pilot, "One thing that is done about it")
        await type_in_open(pilot, "Script the diversion")
        await pilot.press("down", "enter")
        await until_text(pilot, "A day, such as 31 Jan 2027, or: in 6 weeks")
        await type_in_open(pilot, "in 6 weeks")
        await until_text(pilot, "Recorded.")


async def test_from_the_library_to_a_row_of_the_plan_a_key_that_does_nothing_says_so(tmp_path: Path):
    house, _ = finished(tmp_path)
    async with CcdrillApp(house).run_test(size=SIZE) as pilot:
        await until_text(pilot, "Drills")
        await pilot.press("z")
        await until_text(pilot, "z does nothing here. Enter opens what is highlighted.")
        await open_debrief(pilot)
        await pilot.press("z")
        await until_text(pilot, "z does nothing here. ? tells what can be done.")
        await pilot.press("a")
        await until_text(pilot, "Improvement plan:")
        await pilot.press("z")
        await until_text(pilot, "z does nothing here. ? tells what can be done.")
        await open_row(pilot)
        await pilot.press("z")
        await until_text(pilot, "z does nothing here. Enter fills in what is highlighted.")
