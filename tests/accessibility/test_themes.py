"""What people must be able to read: contrast of every pair of colours that screens use (WCAG 2.2, 1.4.3 and 1.4.11)."""

from pathlib import Path

import pytest
from rich.color import Color as Painted
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from ccdrill.session.deciding.team import Team
from ccdrill.tui.app import CcdrillApp
from ccdrill.tui.themes import THEMES, in_fewer_colours, without_colour
from ccdrill.tui.typed_line import TypedLine
from tests.builders import TINY_DRILL
from tests.tui.stage import make_house, until_text

TEXT = 4.5
GRAPHICS = 3.0


def luminance(color: Color) -> float:
    """Relative luminance, as WCAG defines it."""
    channels = [part / 255 for part in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_colour_is_readable_on_the_background(theme: Theme):
    background = theme.background or ""
    colours = {
        "foreground": theme.foreground,
        "primary": theme.primary,
        "accent": theme.accent,
        "success": theme.success,
        "warning": theme.warning,
        "error": theme.error,
        "muted": theme.variables["muted"],
    }
    for name, colour in colours.items():
        assert contrast(colour or "", background) >= TEXT, name


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_is_picked_stays_readable(theme: Theme):
    picked = theme.variables["picked"]
    for colour in (theme.foreground, theme.accent, theme.variables["muted"]):
        assert contrast(colour or "", picked) >= TEXT


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_and_borders_can_be_seen(theme: Theme):
    for colour in (theme.variables["line"], theme.primary):
        assert contrast(colour, theme.background or "") >= GRAPHICS


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_without_colour_what_is_to_be_met_first_is_no_paler_than_the_text(theme: Theme):
    grey = without_colour(theme)
    for colour in (grey.primary, grey.accent, grey.success, grey.warning, grey.error):
        assert luminance(Color.parse(colour or "")) == luminance(Color.parse(theme.foreground or ""))


VGA = "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
TERMINALS = {"256 colours": ("256", ""), "16, console": ("standard", VGA), "16, xterm": ("standard", XTERM)}


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_terminal_with_fewer_colours_shows_what_can_be_read_too(theme: Theme, terminal: str):
    """It takes the nearest that it has: what it shows for each of ours is what people read."""
    system, palette = TERMINALS[terminal]

    def shown(colour: str | None) -> str:
        depth = ColorSystem.STANDARD if system == "standard" else ColorSystem.EIGHT_BIT
        nearest = Painted.parse(colour or "").downgrade(depth)
        return f"#{palette.split()[nearest.number or 0]}" if palette else nearest.get_truecolor().hex

    fitted = in_fewer_colours(theme, system)
    muted, picked = fitted.variables["muted"], fitted.variables["picked"]
    for colour in (fitted.foreground, fitted.primary, fitted.accent, fitted.success, fitted.error, muted):
        assert contrast(shown(colour), shown(fitted.background)) >= TEXT, colour
    for colour in (fitted.foreground, fitted.accent, muted):
        assert contrast(shown(colour), shown(picked)) >= TEXT, colour
    assert shown(picked) != shown(fitted.background), "what is picked has a colour of its own"


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_an_empty_line_asks_for_is_readable_where_it_is_typed(theme: Theme, tmp_path: Path):
    house = make_house(tmp_path, drill=TINY_DRILL.replace("mode: solo", "mode: team"))
    app = CcdrillApp(house, exercise=house.exercise("tiny-drill"), team=Team())
    app.theme = theme.name
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "who plays what")
        await pilot.press("space", "down", "enter")
        await until_text(pilot, "Team; Enter when done")
        line = app.screen.query_one(TypedLine)
        background = line.styles.background
        painted = background + line.get_component_styles("input--placeholder").color  # it may be paler than its colour
        assert contrast(painted.hex6, background.hex6) >= TEXT
