"""A report as Markdown: reads well as text, and in any renderer; its texts stay text there."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from ccdrill.reports.blocks import (
    Block,
    Entry,
    Labelled,
    Line,
    Listing,
    Pairs,
    Paragraph,
    Report,
    Sheet,
    Short,
    Span,
    Table,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_LINK = re.compile(r"(?i)([a-z])(:(?=//)|(?<=www)\.)")
"""Many renderers make a link of anything that looks like an address."""
_LINE_START = re.compile(r"^(?:(\d+)(?=[.)])|(?=[-+=]))")
"""What would be a list or, below a line, a heading; a day such as 2026-03-02 would not."""
_FENCES = re.compile("`+")
_MARKS = {"strong": "**", "emphasis": "*", "code": "`"}


def render_markdown(report: Report) -> str:
    """The whole report; ends with a line end."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# {_escaped(report.title)}"
    yield ""
    yield from _blocks(report.opening)
    for section in report.sections:
        yield f"## {_escaped(section.title)}"
        yield ""
        yield from _blocks(section.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)
        yield ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(line=line):
            yield _line(line)
        case Listing(entries=entries):
            for entry in entries:
                yield from _entry(entry)
        case Labelled(entries=shorts):
            for short in shorts:
                yield from _short(short)
        case Pairs(rows=pairs):
            yield from _table(("What", ""), pairs)
        case Table(head=head, rows=rows):
            yield from _table(head, rows)
        case Sheet(lines=lines):
            yield from _fenced(lines)
        case _:
            assert_never(block)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"- {_line(entry.line)}"
    yield from (f"  - {_line(line)}" for line in entry.below)


def _short(short: Short) -> Iterator[str]:
    """A line of a list behind its label; without a label it is a line as any other."""
    text = _escaped(short.text)
    yield f"- **{_escaped(short.label)}:** {text}".rstrip() if short.label else f"- {_beginning(text)}"
    yield from (f"  - {_beginning(_escaped(line))}" for line in short.below)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(' --- ' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(_escaped(cell) for cell in row)} |"


def _fenced(lines: tuple[str, ...]) -> Iterator[str]:
    """Lines as they are, between fences that no line of them can close."""
    fence = "`" * max((3, *(len(run) + 1 for line in lines for run in _FENCES.findall(line))))
    yield from (f"{fence}text", *lines, fence)


def _line(line: Line) -> str:
    return _beginning("".join(_span(span) for span in line))


def _span(span: Span) -> str:
    if span.kind == "code":
        return f"`{span.text.replace('`', '?')}`"
    mark = _MARKS.get(span.kind, "")
    return f"{mark}{_escaped(span.text)}{mark}"


def _escaped(text: str) -> str:
    """A text so that a renderer shows it as it is: no markup, no HTML, no entities, no links."""
    return _LINK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _beginning(escaped: str) -> str:
    """The same where it begins a line: no list, no heading, no rule."""
    return _LINE_START.sub(r"\1\\", escaped)
