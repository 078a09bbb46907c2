"""The formats of a debrief, by name."""

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from ccdrill.debrief.document import Debrief
from ccdrill.debrief.told import told
from ccdrill.reports.markdown import render_markdown

Format = Literal["markdown", "json"]
SUFFIX: Mapping[Format, str] = {"markdown": ".md", "json": ".json"}
"""The usual ending of a file of that format."""


def render_json(debrief: Debrief) -> str:
    """Every field by its name; numbers that must stay exact are fractions in text."""
    return msgspec.json.format(msgspec.json.encode(debrief), indent=2).decode("utf-8") + "\n"


RENDERERS: Mapping[Format, Callable[[Debrief], str]] = {
    "markdown": lambda debrief: render_markdown(told(debrief)),
    "json": render_json,
}


def render(debrief: Debrief, form: Format) -> str:
    """The debrief in that format, with LF line ends."""
    return RENDERERS[form](debrief)
