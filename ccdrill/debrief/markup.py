"""Markdown's building blocks: sections, tables, and outside text that stays text in any renderer."""

import re
from collections.abc import Iterable, Iterator

from ccdrill.model.readable import readable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINK = re.compile(r"(?i)([a-z])(:(?=//)|(?<=www)\.)")
"""Many renderers make a link of anything that looks like an address."""
_LINE_START = re.compile(r"^(\d*)([-+=.)])")


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading of the second level over lines."""
    yield f"## {title}"
    yield ""
    yield from lines
    yield ""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table; its cells are outside text."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(text(cell) for cell in row)} |"


def text(outside: str) -> str:
    """Outside text on one line, so that a renderer shows it as it is: no markup, no HTML, no entities, no links."""
    line = _SPECIAL.sub(r"\\\1", " ".join(readable(outside).split()))
    return _LINK.sub(r"\1\\\2", line)


def block(outside: str) -> str:
    """The same where it begins a line: no list, no heading, no rule."""
    return _LINE_START.sub(r"\1\\\2", text(outside))


def labelled(label: str, words: str, below: Iterable[str]) -> Iterator[str]:
    """A line of a list behind its label, and what belongs below it; without a label it is a line as any other."""
    yield f"- **{text(label)}:** {text(words)}".rstrip() if label else f"- {block(words)}"
    yield from (f"  - {block(line)}" for line in below)


def paragraphs(outside: str) -> Iterator[str]:
    """Outside text of several paragraphs."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", outside.strip())):
        if number:
            yield ""
        yield block(paragraph)
