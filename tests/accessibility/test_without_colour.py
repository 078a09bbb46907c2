"""What colour tells is told in words or in weight as well: with NO_COLOR, and to whoever sees no colours."""

import asyncio
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color

from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.themes import THEMES
from tests.snapshots.pictures import GOLDEN
from tests.snapshots.test_screens import begin, house_of
from tests.tui.stage import screen_text, until_text

SIZE = (80, 24)
names_of_themes = pytest.mark.parametrize("theme", [theme.name for theme in THEMES])


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccdrill.tui.screens.exercise.monotonic", lambda: 1000.0)


def drawn(folder: Path, theme: str) -> tuple[str, list[Segment]]:
    """A decision that is being taken: its text, and every piece of it with its style."""

    async def go() -> tuple[str, list[Segment]]:
        house = house_of(folder)
        app = CcdrillApp(house, session=begin(house))
        app.theme = theme
        async with app.run_test(size=SIZE) as pilot:
            await until_text(pilot, "Talk first")
            await pilot.press("o")
            await until_text(pilot, "Decision 1")
            await pilot.press("3", "t")
            await until_text(pilot, "*t Team leader")
            pieces = [piece for row in app.screen._compositor.render_strips() for piece in row]
            return screen_text(app), pieces

    return asyncio.run(go())


def colours(pieces: list[Segment]) -> set[Color]:
    found = [one for piece in pieces if piece.style for one in (piece.style.color, piece.style.bgcolor) if one]
    return {Color.from_rich_color(one) for one in found}


@names_of_themes
def test_with_no_color_there_are_shades_of_grey_and_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    text, pieces = drawn(tmp_path / "colour", theme)
    monkeypatch.setenv("NO_COLOR", "1")
    grey_text, grey_pieces = drawn(tmp_path / "grey", theme)
    assert grey_text == text
    assert any(len({*colour.rgb}) > 1 for colour in colours(pieces)), "there is colour to be taken away"
    assert all(max(colour.rgb) - min(colour.rgb) <= 2 for colour in colours(grey_pieces))


@names_of_themes
def test_what_is_picked_and_what_is_asked_differ_in_weight_too(tmp_path: Path, theme: str) -> None:
    _, pieces = drawn(tmp_path, theme)
    bold = "".join(piece.text for piece in pieces if piece.style and piece.style.bold)
    for words in ("Ring the security line with the call IDs", "Team leader", "[t]", "DECIDE 3", "who"):
        assert words in bold
    for words in ("Raise a ticket with telephony", "Telephony engineer", "[·]"):
        assert words not in bold


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("library", "(has errors)"),
        ("library-damaged", "Damaged run"),
        ("second-story", "not read yet|unread"),
        ("strip-recorded", "*1 Call IDs"),
        ("strip", "Still open: recorded, where, why, sure."),
        ("outcome", "(+6)"),
        ("solo-paused", "PAUSED"),
        ("solo-outcome", "Not as written:"),
        ("ending", "It ended well."),
        ("debrief", "Critical failures"),
        ("debrief-procedure", ": differed"),
        ("debrief-procedure", "not done"),
        ("debrief-decisions", "Taken back:"),
        ("practice-sure", "*4  certain"),
        ("practice-phish", "»ostrel-access.test«"),
        ("practice-phish", "This was a phish. Used as usual"),
        ("practice-honest", "\u203aasap\u2039"),
        ("practice-honest", "This was an honest message."),
        ("practice-end", "Phish used"),
    ],
)
@pytest.mark.parametrize("size", ["60x20", "80x24", "120x40"])
def test_every_state_stands_in_words_on_the_screen(size: str, picture: str, words: str) -> None:
    """A bar stands between words of which a narrow screen has one and a wide one the other."""
    text = (GOLDEN / size / f"{picture}.txt").read_text(encoding="utf-8")
    assert any(one in text for one in words.split("|"))


@pytest.mark.parametrize("size", ["60x20", "80x24", "120x40"])
def test_that_it_is_an_exercise_stands_on_every_screen_of_one(size: str) -> None:
    for picture in ("story", "options", "strip", "outcome", "ending", "solo-paused", "debrief", "briefing-team"):
        text = (GOLDEN / size / f"{picture}.txt").read_text(encoding="utf-8")
        assert text.startswith(" EXERCISE ")
        assert text.rstrip().endswith("THIS IS AN EXERCISE")


@pytest.mark.parametrize("size", ["60x20", "80x24", "120x40"])
def test_that_it_is_practice_and_no_exercise_stands_on_every_screen_of_it(size: str) -> None:
    for picture in (
        "practice",
        "practice-sure",
        "practice-phish",
        "practice-honest",
        "practice-end",
        "practice-routes",
    ):
        text = (GOLDEN / size / f"{picture}.txt").read_text(encoding="utf-8")
        assert "THIS IS PRACTICE" in text
        assert "EXERCISE" not in text
        assert text.startswith(" PRACTICE ") or picture == "practice-routes"
