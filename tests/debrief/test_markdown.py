"""Markdown that nobody's text can break: not its headings, lists and tables, not its reading order, and no link in it."""

import re
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ccdrill.debrief.telling.render import render
from tests.debrief.hostile import OUTSIDE, WHOLE, as_shown, read, spoilt

PIECES = (
    "\n", "\n\n", "\r\n", "\t", "    ", " ", "# ", "## It went well", "- ", "+ ", "* ", "1. ", "2) ", "> ", "---", "***", "===",
    "```", "~~~", "`", "``", "|", " | --- | ", "**", "__", "*a*", "_a_", "~~a~~", "[a](javascript:alert(1))",
    "![a](https://x.example/y.png)", "[a]: https://x.example", "[^1]", "<script>alert(1)</script>", "<!--", "-->", "<b>",
    "</td>", "<https://x.example>", "https://x.example/?a=b&c=d", "www.x.example", "&lt;", "&#60;", "&amp;copy;", "\\", "\\\\",
    "\\|", "\\`", "$x^2$", "$$", ":", "{#id}", "[ ]", "[x]", "!", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u2029",
    "\u202e", "\u2066", "\u2069", "\u200f", "\u05d0\u05d1", "\u00a0", "\u200b", "e\u0301", "\U0001f512", "a", "B7", "0",
)  # fmt: skip
"""What Markdown, HTML, terminals and writing directions make something of."""
hostile = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join) | st.text(min_size=1, max_size=40)
PLAIN = read(render(spoilt("plain words"), "markdown"))


@given(hostile.filter(as_shown))
@example("- - -")
@example("1986. A great year")
@example("5. May")
@example("ends in a backslash \\")
@example("| a | b |\n| --- | --- |")
@example("\n\n# Debrief: It went well\n\n**100** of 100.")
@example("x\n\n    code")
@example("`" * 40)
@example("&lt; and \\& and &amp;copy;")
@example("\u202ereversed")
def test_a_text_is_shown_as_it_is_and_changes_nothing_around_it(text: str) -> None:
    found = read(render(spoilt(text), "markdown"))
    assert found.skeleton == PLAIN.skeleton
    assert as_shown(text) in found.words, "the cells of a table hold nothing else"
    assert _pressed(found.words) == _pressed(piece.replace("plain words", as_shown(text)) for piece in PLAIN.words)


@given(hostile)
def test_nothing_in_it_steers_a_terminal_or_turns_a_line_around(text: str) -> None:
    document = render(spoilt(text), "markdown")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", document)


@pytest.mark.parametrize("address", ["https://x.example", "HTTP://X.EXAMPLE", "ftp://x.example", "www.x.example"])
def test_no_reader_makes_a_link_of_an_address(address: str) -> None:
    """As readers do that look for addresses by themselves: only a colon or a full stop that is escaped stops them."""
    document = render(spoilt(address), "markdown")
    assert address not in document
    assert address in read(document).words


def test_an_ending_keeps_its_paragraphs_and_nothing_else() -> None:
    told = "One.\nStill one.\n\n# Two\n \n- three\n\n\n\n---"
    found = read(render(msgspec.structs.replace(WHOLE, ending_text=told), "markdown"))
    assert {"One. Still one.", "# Two", "- three", "---"} <= set(found.words)
    assert "hr" not in {kind for kind, _, _ in found.skeleton}


def test_every_text_from_outside_is_spoilt_in_these_tests() -> None:
    """Whoever adds a field says whether its text comes from outside."""
    known = {
        "Facts": {"run", "mode", "head_count", "most_heads", "is_model", "began", "ended", "story", "rules", "seal", "is_finished", "last",
            "program", "vacant",
        },
        "Citation": {"step"},
        "Finding": {"id", "kind", "is_critical", "points", "cost", "citation", "due", "done", "events", "about", "said"},
        "AgreedAction": {"moved", "recorded", "done", "reopened"},
        "Moved": {"first", "times"},
        "Done": {"day", "recorded"},
        "Reopened": {"recorded"},
        "Said": {"disposition", "recorded"},
        "Confirmed": {"grade", "recorded"},
        "Kept": {"step", "done", "due", "is_critical", "lost"},
        "Row": {"step", "due", "done", "status", "weight", "lost"},
        "DecisionRow": {"seq", "clock", "took", "confidence", "thought", "is_taken_back", "amended", "is_written_in"},
        "Consequence": {"verdict"},
        "RatingRow": {"id", "grade", "words", "score", "exact", "findings", "not_reached", "confirmed"},
        "Truth": set(),
        "Line": {"clock"},
        "HandRow": {"clock", "is_taken_back"},
        "HintRow": {"clock", "number", "of"},
        "Improvement": {"findings", "is_critical", "points", "about", "agreed", "said"},
        "Coverage": {"steps", "how"},
        "Cited": {"id"},
        "Debrief": {
            "schema", "facts", "ending_kind", "ending_text", "kept", "unrecorded", "critical", "differed", "numbers", "ratings", "timeline",
            "decisions", "messages", "moments", "consequences", "truths", "notes", "strengths", "exercised",
            "breakdowns", "otherwise", "turning_points", "sure", "plan", "coverage", "sources", "hints", "hints_offered",
            "by_hand", "cut", "hot_wash", "feedback",
        },
        "Feedback": {"statements", "remarks"},
        "StatementRow": {"statement", "text", "counts", "answers", "middle", "spread", "recorded"},
        "Remark": {"kind", "name", "recorded"},
        "HotWash": {"doubt", "gaps", "answers"},
        "Doubt": {"decision", "clock", "sure", "recorded"},
        "MissingThing": {"about", "recorded"},
        "Answered": {"question", "asked", "answer", "recorded"},
        "Share": {"weight", "lost", "kept"},
        "Breakdown": {"by", "shares"},
        "Compared": set(),
        "Otherwise": {"score", "ending_kind", "consequences", "times", "beyond"},
        "TurningPoint": {"decision", "clock", "before", "after", "cost", "below"},
        "SureRow": {"decision", "clock", "sure", "cost"},
        "Sure": {"line", "brier", "no_brier", "rows", "unknown"},
    }  # fmt: skip
    for kind, outside in OUTSIDE.items():
        assert set(kind.__struct_fields__) == outside | known[kind.__name__]


def _pressed(pieces: Iterable[str]) -> list[str]:
    """Without blanks: where two texts meet, one of them may end in some."""
    return ["".join(piece.split()) for piece in pieces]
