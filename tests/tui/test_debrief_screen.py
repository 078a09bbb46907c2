"""The debrief on screen: words first, sections to jump to, a file on disk."""

import sys
from pathlib import Path

import pytest

from ccdrill.model.ids import ChoiceId
from ccdrill.session.deciding import commands
from ccdrill.session.session import Team
from ccdrill.tui.app import CcdrillApp
from tests.tui.stage import make_house, open_debrief, screen_text, until, until_text

SIZE = (80, 24)


def finished(tmp_path: Path) -> tuple[CcdrillApp, str]:
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    for choice in ("escalate", "power-off", "wait"):
        session.handle(commands.Decide(choice=ChoiceId(choice)))
    return CcdrillApp(house), session.run.opened.run


async def test_words_come_before_the_number(tmp_path: Path):
    app, _ = finished(tmp_path)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_debrief(pilot)
        text = screen_text(app)
        order = [
            text.index(title)
            for title in ("What went as written", "Critical failures", "What else differed", "The number")
        ]
        assert order == sorted(order)


async def test_a_digit_jumps_to_its_section(tmp_path: Path):
    app, _ = finished(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("5")
        await until_text(pilot, "of 100")
        assert screen_text(app).split("\n")[2].strip().startswith("5  The number")


async def test_the_key_bar_offers_more_only_while_there_is_more(tmp_path: Path):
    app, _ = finished(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        assert "Space more" in screen_text(app)
        await pilot.press("end")
        await until(pilot, lambda: "Space more" not in screen_text(app))
        await pilot.press("up")
        await until_text(pilot, "Space more")


async def test_notes_and_reasons_are_on_the_screen_too(tmp_path: Path):
    house = make_house(tmp_path)
    session = house.begin(house.exercise("tiny-drill"), Team())
    session.handle(commands.WriteNote(text="Nobody knew the number."))
    session.handle(commands.Decide(choice=ChoiceId("retry")))
    session.handle(commands.TakeBack(reason="It costs a card each time."))
    session.handle(commands.CutShort(reason="The hour is over."))
    app = CcdrillApp(house)
    async with app.run_test(size=(80, 140)) as pilot:
        await open_debrief(pilot)
        for typed in ("Nobody knew the number.", "It costs a card each time.", "The hour is over."):
            await until_text(pilot, typed)


@pytest.mark.parametrize(
    ("name", "start"), [("out.json", b"{"), ("out.txt", b"# Debrief"), ("out.html", b"<!DOCTYPE html>"), ("out.PDF", b"%PDF")]
)  # fmt: skip
async def test_export_writes_what_the_name_ends_in_and_says_where(tmp_path: Path, name: str, start: bytes):
    app, _ = finished(tmp_path)
    target = tmp_path / name
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("x")
        await until_text(pilot, "Export the debrief")
        app.screen.query_one("Input").value = str(target)
        await pilot.press("enter")
        await until_text(pilot, "Wrote")
    assert target.read_bytes().startswith(start)


async def test_export_says_what_to_install_for_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    app, _ = finished(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await open_debrief(pilot)
        await pilot.press("x")
        await until_text(pilot, "Export the debrief")
        app.screen.query_one("Input").value = str(tmp_path / "out.docx")
        await pilot.press("enter")
        await until_text(pilot, "pip install ccdrill[reports]")
    assert not (tmp_path / "out.docx").exists()


async def test_a_debrief_that_is_written_again_is_offered_a_name_that_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    app, run = finished(tmp_path)
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        for number in ("", "-2", "-3"):
            await pilot.press("x")
            await until_text(pilot, "Export the debrief")
            await pilot.press("enter")
            await until(pilot, lambda name=f"debrief-{run}{number}.md": (tmp_path / name).is_file())


@pytest.mark.parametrize(
    ("typed", "words"),
    [("out.md", "Press x again, and name another."), ("~nobody-of-that-name/x.md", "can't be written")],
)
async def test_export_keeps_what_is_there_and_tells_why_it_wrote_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, words: str
):
    app, _ = finished(tmp_path)
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "out.md"
    target.write_text("mine", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("x")
        await until_text(pilot, "Export the debrief")
        app.screen.query_one("Input").value = typed
        await pilot.press("enter")
        await until_text(pilot, words)
    assert target.read_text(encoding="utf-8") == "mine"


async def test_a_page_that_begins_in_the_midst_of_a_section_says_which_at_the_top(tmp_path: Path):
    app, _ = finished(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await open_debrief(pilot)
        await pilot.press("5")
        await until_text(pilot, "5  The number")
        assert "continued" not in screen_text(app)
        await pilot.press("down")
        await until_text(pilot, "5  The number, continued ──")
        await pilot.press("up")
        await until(pilot, lambda: "continued" not in screen_text(app))


async def test_beside_a_wide_page_the_sections_that_are_on_it_stand_out(tmp_path: Path):
    app, _ = finished(tmp_path)
    async with app.run_test(size=(120, 24)) as pilot:
        await open_debrief(pilot)
        first, last = "How it ended", "What it came to"
        await until(pilot, lambda: first in bold(app) and last not in bold(app))
        await pilot.press("end")
        await until(pilot, lambda: first not in bold(app) and last in bold(app))


def bold(app: CcdrillApp) -> str:
    """What stands out beside the page."""
    rows = app.screen._compositor.render_strips()
    return "".join(
        piece.text for row in rows for piece in row.crop(91, 120) if piece.style is not None and piece.style.bold
    )
