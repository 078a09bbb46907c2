"""Three themes of our own: dark, light (a projector in a lit room), high contrast. Contrast-tested: text 4.5:1, borders 3:1."""

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import Theme

DARK = Theme(
    name="dark",
    dark=True,
    primary="#7cc4ff",
    secondary="#a9bfd4",
    accent="#ffcc66",
    success="#86d993",
    warning="#ffb86b",
    error="#ff8f87",
    foreground="#e8eef4",
    background="#0f141a",
    surface="#0f141a",
    panel="#1d2733",
    variables={"muted": "#9fb1c3", "line": "#64788c", "picked": "#24405c", "footer-key-foreground": "#ffcc66"},
)
LIGHT = Theme(
    name="light",
    dark=False,
    primary="#0a58a6",
    secondary="#3d5166",
    accent="#8a4500",
    success="#1b6a2c",
    warning="#8a4500",
    error="#ad1f17",
    foreground="#11161b",
    background="#ffffff",
    surface="#ffffff",
    panel="#e9edf1",
    variables={"muted": "#4a5763", "line": "#76828d", "picked": "#cfe3f7", "footer-key-foreground": "#8a4500"},
)
CONTRAST = Theme(
    name="contrast",
    dark=True,
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    success="#00ff66",
    warning="#ffcc00",
    error="#ff9999",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={"muted": "#ffffff", "line": "#ffffff", "picked": "#000099", "footer-key-foreground": "#00ffff"},
)
THEMES = (DARK, LIGHT, CONTRAST)

_FEWER: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("256", "dark"): {"picked": "#3a3a3a"},
    ("256", "light"): {"picked": "#d7ffff"},
    ("standard", "dark"): {"picked": "#0000aa"},
    ("standard", "light"): {
        "primary": "#0000aa",
        "accent": "#0000aa",
        "success": "#000000",
        "warning": "#aa0000",
        "error": "#aa0000",
        "muted": "#000000",
        "line": "#555555",
        "picked": "#00aaaa",
        "footer-key-foreground": "#0000aa",
    },
}
"""By how many colours there are (as rich calls it) and by theme: colours whose nearest there could not be read."""


def without_colour(theme: Theme) -> Theme:
    """The same theme for NO_COLOR: as shades of grey, its colours would stand back behind the text that they are to lift."""
    text = theme.foreground
    return replace(theme, primary=text or theme.primary, accent=text, success=text, warning=text, error=text)


def in_fewer_colours(theme: Theme, colours: str) -> Theme:
    """The same theme for a terminal that takes the nearest of 256 or of 16 colours (`standard`) for each of ours."""
    instead = _FEWER.get((colours, theme.name), {})
    return replace(
        theme,
        primary=instead.get("primary", theme.primary),
        accent=instead.get("accent", theme.accent),
        success=instead.get("success", theme.success),
        warning=instead.get("warning", theme.warning),
        error=instead.get("error", theme.error),
        variables={name: instead.get(name, colour) for name, colour in theme.variables.items()},
    )
