"""Reports as authors read them: golden texts for the slips that everybody makes."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.authoring.library.library import Library
from ccdrill.authoring.reading.excerpt import columns
from ccdrill.authoring.telling.causes import settled
from ccdrill.authoring.telling.report import report
from ccdrill.checking import Checker
from ccdrill.model.diagnostics import Cause, Diagnostic
from tests.authoring.test_corpus import good
from tests.builders import TINY_VOCABULARY, write_library

Check = Callable[..., str]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks the good scenario with words replaced, and gives the report."""
    kinds = {kind: good(kind) for kind in ("scenario", "procedure", "drill")}
    folder = write_library(tmp_path, vocabulary=TINY_VOCABULARY, **kinds)

    def run(*slips: tuple[str, str]) -> str:
        text = kinds["scenario"]
        for words, slip in slips:
            assert words in text
            text = text.replace(words, slip, 1)
        (folder / "scenarios/tiny.yaml").write_text(text, encoding="utf-8")
        found = Checker(Library((folder,))).check(folder / "scenarios/tiny.yaml")
        return "\n".join(report(found)).replace(f"{folder}/scenarios/", "").replace(f"{folder}\\scenarios\\", "")

    return run


def text_of(block: str) -> str:
    return dedent(block).strip("\n")


def test_several_slips_in_one_file_are_told_together(check: Check):
    told = check(
        ("phase: detect", "phase: detekt"),
        ("takes: 10m", "take: 10m\n        when: not divertd or queue > 20"),
        ("goto: held", "goto: hold"),
        ("narrative: The line is clean.", "narrative: 'The line of {organisation} is clean.'"),
    )
    assert told == text_of("""
        tiny.yaml:16:12: 'detekt' is not one of the values known here. Did you mean 'detect'? Write one of: analyse, contain, declare, detect, eradicate, learn, notify, prepare, recover. [wrong-value]
           16 |     phase: detekt
                           ^^^^^^
        tiny.yaml:25:9: 'take' is not known here. Did you mean 'takes'? [unknown-key]
           25 |         take: 10m
                        ^^^^
        tiny.yaml:26:19: there is no flag 'divertd'. Did you mean 'diverted'? [unknown-flag]
           26 |         when: not divertd or queue > 20
                                  ^^^^^^^
        tiny.yaml:27:15: there is no state 'hold'. Did you mean 'held'? [unknown-state]
           27 |         goto: hold
                              ^^^^
        tiny.yaml:35:62: there is no name 'organisation'. Declare it under names. [unknown-name]
           35 |   held: {kind: good, title: It held, narrative: 'The line of {organisation} is clean.'}
                                                                             ^^^^^^^^^^^^^^
    """)


def test_a_missing_quote_is_told_where_it_was_opened(check: Check):
    told = check(("title: A call", 'title: "A call'), ("question: What now?", 'question: "What now?"'))
    assert told == text_of("""
        tiny.yaml:17:12: the quote that opens here is closed only 1 line below. Close it with the same kind of quote. Inside '...' write an apostrophe twice: ''. [yaml-syntax]
           17 |     title: "A call
                           ^
    """)


def test_a_comma_in_a_text_is_told_as_what_it_is(check: Check):
    told = check(("narrative: The line is clean.", "narrative: The line is clean, and quiet"))
    assert told == text_of("""
        tiny.yaml:34:68: 'and quiet' stands alone here, without a colon and a value. If it belongs to the text before it, put the whole text in quotes: a comma ends a text inside { }. [stray-comma]
           34 |   held: {kind: good, title: It held, narrative: The line is clean, and quiet}
                                                                                   ^^^^^^^^^
    """)


def test_a_time_without_its_unit_and_a_meter_asked_like_a_flag(check: Check):
    told = check(("takes: 10m", "takes: 10\n        when: queue"))
    assert told == text_of("""
        tiny.yaml:25:16: 10 has no unit. Write 10m for minutes or 10h for hours. [wrong-value]
           25 |         takes: 10
                               ^^
        tiny.yaml:26:15: 'queue' is a meter. Compare it, as in queue > 0. [bad-condition]
           26 |         when: queue
                              ^^^^^
    """)


def test_a_clean_file_is_no_report(check: Check):
    assert check() == ""


def diagnostic(**changes: object) -> Diagnostic:
    kept = {"code": "code", "message": "it is wrong", "cure": "Mend it.", "file": "a.yaml", "line": 2, "column": 1}
    return Diagnostic(**{**kept, **changes})


def test_a_problem_of_a_whole_file_has_no_line_to_show():
    assert list(report([diagnostic(line=0, column=0)])) == ["a.yaml: it is wrong. Mend it. [code]"]


def test_a_warning_says_that_it_is_one():
    assert list(report([diagnostic(severity="warning", line=0)])) == ["a.yaml: warning: it is wrong. Mend it. [code]"]


def test_the_caret_keeps_to_its_column_under_wide_letters_and_tabs():
    assert list(report([diagnostic(column=8, width=2, source="日本: x\t:ab")]))[1:] == [
        "    2 | 日本: x :ab",
        "                 ^^",
    ]


def test_a_long_line_is_cut_around_the_place():
    lines = list(report([diagnostic(column=5001, width=3, source="x" * 5000 + "abc" + "y" * 5000)]))
    assert lines[1].startswith("    2 | ...xxx") and lines[1].endswith("yyy...")
    assert len(lines[1]) == 160
    assert lines[1][lines[2].index("^") : lines[2].index("^") + 3] == "abc"


@pytest.mark.parametrize(
    ("column", "source", "shown", "caret"),
    [
        (3, "ab" + "c" * 60, "ab" + "c" * 24 + "...", "  ^^"),
        (61, "a" * 60 + "bc", "..." + "a" * 24 + "bc", " " * 27 + "^^"),
        (31, "a" * 30 + "bc" + "d" * 30, "..." + "a" * 12 + "bc" + "d" * 12 + "...", " " * 15 + "^^"),
        (31, "電" * 30 + "bc" + "d" * 30, "..." + "電" * 8 + "bc" + "d" * 8 + "...", " " * 19 + "^^"),
    ],
)
def test_what_is_cut_away_is_marked_on_its_side(column: int, source: str, shown: str, caret: str):
    one = diagnostic(column=column, width=2, source=source)
    assert list(report([one], 40))[1:] == [f"    2 | {shown}", f"        {caret}"]


@given(
    source=st.text(alphabet="a \u3042\u0301\t", min_size=1, max_size=300).filter(str.strip),
    widest=st.integers(40, 200),
    data=st.data(),
)
def test_a_line_and_its_caret_keep_to_one_row_each(source: str, widest: int, data: st.DataObject):
    column = data.draw(st.integers(1, len(source.rstrip())))
    width = data.draw(st.integers(1, len(source.rstrip()) - column + 1))
    text, caret = list(report([diagnostic(column=column, width=width, source=source)], widest))[1:]
    assert columns(text) <= widest and columns(caret) <= widest
    before = caret[: caret.index("^")]
    assert any(columns(text[:at]) == len(before) for at in range(len(text)))


def test_what_is_said_of_a_line_is_folded_by_whoever_shows_it():
    one = diagnostic(play=("first", "second"), source="abc")
    assert list(report([one], fold=lambda text, indent: f"{indent}|{text}")) == [
        "  |a.yaml:2:1: it is wrong. Mend it. [code]",
        "    2 | abc",
        "        ^",
        "      |   |      | shown by: first > second",
    ]


def test_nothing_in_a_report_can_drive_a_terminal():
    hostile = diagnostic(file="a\x1b[2J.yaml", source="x\x1b]0;title\x07\u202ey", column=1)
    assert all(line.isprintable() for line in report([hostile]))


DEAD, LATE = (
    Diagnostic(code=code, message=message, cure="Mend it.", file="story.yaml", line=line, column=3, severity=severity)
    for code, message, line, severity in (
        ("dead-choice", "never chosen", 4, "warning"),
        ("dead-inject", "never arrives", 9, "note"),
    )
)
CHOICE, MESSAGE = (Cause(code=one.code, file=one.file, line=one.line, column=one.column) for one in (DEAD, LATE))


def following(severity: str, *because: Cause) -> Diagnostic:
    return Diagnostic(
        code="step-out-of-reach",
        message="out of reach",
        cure="Let it be done.",
        file="plan.yaml",
        line=2,
        column=1,
        severity=severity,
        play=("hall/door",),
        because=because,
    )


def test_what_follows_is_told_with_its_cause_wherever_that_stands():
    assert list(report([following("warning", CHOICE), LATE, DEAD])) == [
        "story.yaml:9:3: note: never arrives. Mend it. [dead-inject]",
        "story.yaml:4:3: warning: never chosen. Mend it. [dead-choice]",
        "      | because of this: plan.yaml:2:1: warning: out of reach [step-out-of-reach]",
        "      |   shown by: hall/door",
    ]


def test_what_follows_from_several_names_them_all():
    beside = replace(DEAD, column=30)
    on_one_line = replace(CHOICE, column=30)
    assert list(report([LATE, DEAD, beside, following("warning", MESSAGE, CHOICE, on_one_line)]))[2] == (
        "      | because of this: plan.yaml:2:1: warning: out of reach [step-out-of-reach], "
        "together with story.yaml:9:3 [dead-inject] and story.yaml:4:30 [dead-choice]"
    )


def test_what_is_told_of_several_drills_follows_where_it_does_in_each_of_them():
    everywhere = (DEAD, LATE, following("warning", CHOICE), following("warning", MESSAGE))
    assert settled(everywhere) == (DEAD, LATE, following("warning", CHOICE, MESSAGE))
    assert settled((DEAD, following("warning", CHOICE), following("warning"))) == (DEAD, following("warning"))


@pytest.mark.parametrize(("severity", "because"), [("warning", MESSAGE), ("error", CHOICE)])
def test_what_follows_from_something_milder_stands_by_itself_and_names_it(severity: str, because: Cause):
    told = list(report([LATE, DEAD, following(severity, because)]))
    assert told[2].startswith("plan.yaml:2:1: ") and told[2].endswith(
        "out of reach. Let it be done. [step-out-of-reach]"
    )
    assert told[-1] == f"      | this follows from story.yaml:{because.line}:3 [{because.code}]"
