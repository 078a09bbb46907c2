"""Some screens with their colours, each theme once at least: what text alone can't show."""

import asyncio
import re
from pathlib import Path

import pytest

from ccdrill.bootstrap import House
from ccdrill.tui.app import CcdrillApp
from tests.decks import tiny_sitting
from tests.golden import check_golden
from tests.snapshots.pictures import GOLDEN
from tests.snapshots.test_screens import begin, house_of
from tests.tui.stage import until_text

SIZE = (80, 24)


def picture(house: House, theme: str, *keys: str, see: tuple[str, ...]) -> str:
    """The exercise as SVG, after some keys that each lead to a text."""
    return picture_of(CcdrillApp(house, session=begin(house)), theme, *keys, see=("Talk first", *see))


def picture_of(app: CcdrillApp, theme: str, *keys: str, see: tuple[str, ...]) -> str:
    """A screen as SVG, which begins with the first text, after some keys that each lead to another."""

    async def go() -> str:
        app.theme = theme
        async with app.run_test(size=SIZE) as pilot:
            await until_text(pilot, see[0])
            for key, text in zip(keys, see[1:], strict=True):
                await pilot.press(key)
                await until_text(pilot, text)
            return app.export_screenshot(title="ccdrill", simplify=True)

    return re.sub(r"terminal-\d+", "terminal", asyncio.run(go()))


@pytest.mark.parametrize(
    ("name", "theme", "keys", "see"),
    [
        ("options-dark", "dark", ("o",), ("Decision 1",)),
        ("strip-light", "light", ("o", "3", "t"), ("Decision 1", "CHOICE 3", "*t")),
        ("log-contrast", "contrast", ("l",), ("So far",)),
    ],
)
def test_a_screen_in_its_colours(name: str, theme: str, keys: tuple[str, ...], see: tuple[str, ...]) -> None:
    check_golden(GOLDEN / "80x24" / f"{name}.svg", picture(house_of(Path()), theme, *keys, see=see) + "\n")


def test_what_a_message_was_in_its_colours() -> None:
    app = CcdrillApp(house_of(Path()), sitting=tiny_sitting())
    found = picture_of(
        app,
        "light",
        "space",
        "3",
        "2",
        "enter",
        see=("Space begins", "Message 1", "How sure", "*2", "This was a phish."),
    )
    check_golden(GOLDEN / "80x24" / "practice-light.svg", found + "\n")


def test_every_theme_draws_the_same_words() -> None:
    found = {picture(house_of(Path(theme)), theme, "o", see=("Decision 1",)) for theme in ("dark", "light", "contrast")}
    words = {tuple(re.findall(r"<text[^>]*>([^<]*)</text>", svg)) for svg in found}
    assert len(found) == 3
    assert len({"".join(pieces) for pieces in words}) == 1


def test_no_picture_of_colours_is_left_over() -> None:
    kept = {path.name for size in GOLDEN.iterdir() if size.is_dir() for path in size.glob("*.svg")}
    assert kept == {"options-dark.svg", "strip-light.svg", "log-contrast.svg", "practice-light.svg"}
