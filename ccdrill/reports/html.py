"""A report as one HTML file (the extra `reports`): no script, nothing from elsewhere, and every text of it escaped.

How it looks stands in looks/report.html and looks/report.css.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from ccdrill.reports.blocks import Report, Section
from ccdrill.reports.columns import columns_of
from ccdrill.reports.lacking import lacking
from ccdrill.reports.looks import look

if TYPE_CHECKING:
    from jinja2 import Template

_LONG = 20
"""Characters of a word that a column need not find room for."""


def render_html(report: Report, install: Callable[[], str]) -> str:
    """The whole report; ends with a line end. Raises NoReport without the extra; `install` tells what to type then."""
    try:
        page = template()
    except ImportError:
        raise lacking("HTML", "Jinja", install) from None
    style = _style(report)
    return page.render(report=report, style=style, seal=b64encode(sha256(style.encode()).digest()).decode())


@cache
def template() -> "Template":
    """What a page looks like. Raises ImportError without the extra."""
    from jinja2 import Environment, StrictUndefined

    looks = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    looks.filters.update(columns=columns_of, anchor=_anchor, is_long=_is_long, kind=lambda block: type(block).__name__)
    return looks.from_string(look("report.html"))


def _style(report: Report) -> str:
    """The style sheet, with what stands in the margins of printed pages."""
    margins = {"MARKING": report.marking, "FOOT": " · ".join(report.foot)}
    return re.sub(r'"(MARKING|FOOT)"', lambda found: _quoted(margins[found[1]]), look("report.css"))


def _quoted(text: str) -> str:
    """A text for a style sheet, every character by its number: none of them can end it."""
    numbers = "".join(f"\\{ord(one):06x}" for one in text)
    return f'"{numbers}"'


def _is_long(text: str) -> bool:
    """Whether a word of it must be broken in a narrow column."""
    return any(len(word) > _LONG for word in text.split())


def _anchor(section: Section) -> str:
    return re.sub(r"[^a-z0-9]+", "-", section.title.casefold()).strip("-")
