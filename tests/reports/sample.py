"""A small report in which every kind of block stands, and what is said in it from outside is one text."""

import re
from collections.abc import Iterator

from ccdrill.model.readable import readable
from ccdrill.reports.blocks import (
    Entry,
    Labelled,
    Line,
    Listing,
    Pairs,
    Paragraph,
    Report,
    Sheet,
    Short,
    Table,
    code,
    emphasis,
    entry,
    labelled,
    line,
    listing,
    pairs,
    paragraph,
    paragraphs,
    section,
    sheet,
    strong,
    table,
    words,
)

HOSTILE = (
    "<script>alert(1)</script>", "</style><script>alert(1)</script>", '" onload="alert(1)', "' style='x", "</title><b>", "<!--",
    "]]>", "&lt;b&gt; &amp;copy; &#60;", "{{ 7 * 7 }} {% raw %}", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>",
    "*/ } body { display: none } /*", '\\"; } @import "https://x.example"', "#panic() #sys.inputs $x^2$ *a* _b_ <label> @ref",
    "= Heading\n- list\n/ term: x", "`raw` ```typ #panic()```", '[#eval("1+1")]', "// gone /* gone */ \\ ~ ---", "a\x00b\x1b[31mc",
    "\u202egnp.exe\u2066", "\ufffe\uffff", "e\u0301 \u0141\u00f3d\u017a \u0391\u03b8\u03ae\u03bd\u03b1 \u041c\u043e\u0441\u043a\u0432\u0430",
    "w" * 300, "two words " * 30,
)  # fmt: skip
"""What HTML, style sheets, templates, Typst, XML, terminals and writing directions make something of."""


def sample(text: str = "plain words") -> Report:
    """In which every text from outside is this one."""
    return Report(
        title=words(f"Title {text}"),
        marking=words(f"EXERCISE. {text}."),
        author=words(text),
        recorded="2026-03-02 10:20 UTC",
        foot=(words(f"Run {text}"), "Seal 5ea1"),
        opening=(paragraph(strong("EXERCISE."), f" {text}."),),
        sections=(
            section("In short", [labelled([Short(text, text, (text, "last")), Short("", "bare"), Short("Below", "", (text,))])]),
            section("What happened", [pairs([("What", text), ("When", "today")]), *paragraphs(f"{text}\n\nThe end.")]),
            section(
                "Findings",
                [
                    listing([entry(strong(text), " and ", emphasis(text), ", ", code(text), below=[line(text)])], is_grave=True),
                    listing([text, "bare"]),
                ],
            ),
            section("Plan", [table(("No", "What", "Points", "Owner"), [("F1", text, "3.3", ""), ("F2", "x", "0", text)], room=1)], is_wide=True),
            section("Record", [table(("What", "It"), [(text, text)]), sheet("A   B\n" + text.replace("\n", " "))], begins_page=True),
        ),
    )  # fmt: skip


def texts(report: Report) -> Iterator[str]:
    """Everything that a reader must find in it, in order, but for what stands on every page."""
    yield report.title
    for block in report.opening:
        yield from _texts(block)
    for one in report.sections:
        yield one.title
        for block in one.blocks:
            yield from _texts(block)


def as_shown(text: str) -> str:
    """A text from outside as it should be seen."""
    return " ".join(re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "?", readable(text)).split())


def pressed(text: str) -> str:
    """Without blanks, and without the marks by which a long word is broken."""
    return "".join(text.replace("\u200b", "").split())


def joined(text: str) -> str:
    """The same without hyphens: paper parts words in narrow columns."""
    return pressed(text).replace("-", "").replace("\u00ad", "")


def _texts(block: object) -> Iterator[str]:
    match block:
        case Paragraph(line=said):
            yield _said(said)
        case Listing(entries=entries):
            for one in entries:
                yield from _entry(one)
        case Labelled(entries=shorts):
            for short in shorts:
                yield from (part for part in (short.label, short.text, *short.below) if part)
        case Pairs(rows=rows):
            yield from (cell for row in rows for cell in row)
        case Table(head=head, rows=rows):
            yield from (cell for row in (head, *rows) for cell in row if cell)
        case Sheet(lines=lines):
            yield from lines


def _entry(one: Entry) -> Iterator[str]:
    yield from (_said(said) for said in (one.line, *one.below))


def _said(said: Line) -> str:
    return "".join(span.text for span in said)
