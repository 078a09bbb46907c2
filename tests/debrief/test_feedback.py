"""Participants' feedback in the report: how many, never whose, and careful where few answered."""

import pytest

from ccdrill.debrief.build import agreed_anew, build_debrief
from ccdrill.debrief.document.forms import middle, spread
from ccdrill.debrief.talking.form_answers import counts_of, remark_called, remarks_of, statement_called
from ccdrill.debrief.telling.render import render
from ccdrill.debrief.telling.short import in_short
from ccdrill.model.errors import NotAllowed, UnknownName
from ccdrill.model.form import REMARKS, STATEMENTS, Statement
from ccdrill.plain.report import debrief as plain_lines
from ccdrill.session.deciding.commands import CountStatement, WriteRemark
from ccdrill.session.session import Session
from tests.debrief.runs import debrief, erased, fill_in, play_well, record

FEW = "where fewer than 5 answered, whoever was there may tell who said what"


@pytest.mark.parametrize(
    ("counts", "median", "where"),
    [
        ((0, 0, 0, 1, 0), "4", "one answer"),
        ((0, 0, 3, 0, 0), "3", "all 3 said 3"),
        ((0, 1, 2, 5, 2), "4", "from 2 to 5; 7 of 10 said 4 or 5"),
        ((1, 0, 0, 0, 1), "between 1 and 5", "from 1 to 5; 1 of 2 said 4 or 5"),
        ((0, 2, 2, 0, 0), "between 2 and 3", "from 2 to 3; none of 4 said 4 or 5"),
        ((0, 0, 0, 3, 2), "4", "all 5 said 4 or 5"),
        ((3, 1, 1, 1, 1), "2", "from 1 to 5; 2 of 7 said 4 or 5"),
        ((9_999, 0, 0, 0, 9_999), "between 1 and 5", "from 1 to 5; 9999 of 19998 said 4 or 5"),
    ],
)
def test_the_middle_and_the_spread_are_those_of_an_order(counts: tuple[int, ...], median: str, where: str) -> None:
    assert (middle(counts), spread(counts)) == (median, where)


def test_it_stands_in_a_section_of_its_own_behind_the_notes_with_how_many_and_no_mean() -> None:
    text = render(debrief(fill_in), "markdown")
    assert text.index("\n## Notes\n") < text.index("\n## What participants said\n") < text.index("\n## Record\n")
    told = text.partition("\n## What participants said\n")[2].partition("\n## ")[0]
    assert "| Statement | Answers | Median | Spread | 1 / 2 / 3 / 4 / 5 |" in told
    row = "| The story was believable and could happen to us | 10 | 4 | from 2 to 5; 7 of 10 said 4 or 5 | 0 / 1 / 2 / 5 / 2 |"
    assert row in told
    assert "**Strengths**\n\n- We talked before we decided\n- The log\n" in told
    assert "**What must become better**\n\n- Nobody had the numbers\n" in told
    assert "Few answers" not in told
    assert "participants" not in " ".join(one.text for one in in_short(debrief(fill_in))).lower()


def test_where_few_answered_it_is_said_before_anything_else() -> None:
    def play(session: Session) -> None:
        fill_in(session)
        session.handle(CountStatement(statement="prepared", counts=(0, 0, 0, 3, 1)))

    found = debrief(play)
    assert found.feedback is not None
    assert [one.is_few for one in found.feedback.statements] == [False, True]
    text = render(found, "markdown")
    assert text.index(FEW) < text.index("| Statement | Answers |")
    assert FEW in " ".join(" ".join(plain_lines(found)).split())


def test_lines_tell_it() -> None:
    told = " ".join("\n".join(plain_lines(debrief(fill_in))).split())
    assert "WHAT PARTICIPANTS SAID (how many, never whose): - The story was believable" in told
    assert "10 answers, median 4, from 2 to 5; 7 of 10 said 4 or 5" in told
    assert "- Strengths: The log" in told


def test_without_names_the_counts_stay_and_no_word_that_was_written() -> None:
    found = build_debrief(record(fill_in).without_names())
    text = render(found, "markdown") + render(found, "json")
    assert "The log" not in text and "Nobody had" not in text
    assert "0 / 1 / 2 / 5 / 2" in text and "- (left out)" in text


def test_what_was_erased_says_so() -> None:
    found = build_debrief(erased(record(fill_in))).feedback
    assert found is not None
    assert [one.text for one in found.remarks] == ["(erased)"] * 3


def test_nothing_else_of_the_report_is_otherwise() -> None:
    before, after = debrief(play_well), debrief(fill_in)
    assert (after.numbers, after.plan, after.ratings, after.timeline) == (
        before.numbers,
        before.plan,
        before.ratings,
        before.timeline,
    )
    assert agreed_anew(before, record(fill_in)).feedback == after.feedback


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("0 1 2 5 2", (0, 1, 2, 5, 2)),
        ("01252", (0, 1, 2, 5, 2)),
        ("0,1, 2 ;5/2", (0, 1, 2, 5, 2)),
        ("0 0 12 20 1", (0, 0, 12, 20, 1)),
        ("  ", ()),
    ],
)
def test_counts_are_five_numbers_or_five_digits(typed: str, counts: tuple[int, ...]) -> None:
    for is_alone in (False, True):
        assert counts_of("built", typed, is_alone=is_alone) == CountStatement(statement="built", counts=counts)


def test_whoever_played_alone_gives_just_their_answer() -> None:
    assert counts_of("built", " 4", is_alone=True) == CountStatement(statement="built", counts=(0, 0, 0, 1, 0))
    for typed in ("0", "6", "4 5", "four"):
        with pytest.raises(NotAllowed) as refused:
            counts_of("built", typed, is_alone=True)
        assert refused.value.hint == "Give 1 (not at all) to 5 (entirely)."


@pytest.mark.parametrize(
    "typed", ["1 2 3", "5", "1 2 3 4 x", "123456", "0 0 0 0 ٣", "1 2 3 4 -5", f"1 1 1 1 {'9' * 5_000}"]
)
def test_what_are_no_counts_is_refused(typed: str) -> None:
    with pytest.raises(NotAllowed, match="does not say how many gave each answer"):
        counts_of("built", typed, is_alone=False)


def test_a_statement_is_called_by_its_name_or_its_number() -> None:
    names: list[Statement] = [statement_called(str(number)) for number in range(1, len(STATEMENTS) + 1)]
    assert names == list(STATEMENTS) == [statement_called(f" {one.upper()} ") for one in STATEMENTS]
    with pytest.raises(UnknownName) as refused:
        statement_called("beleivable")
    assert "Did you mean 'believable'?" in refused.value.hint
    for typed in ("0", "9", "", "٣"):
        with pytest.raises(UnknownName):
            statement_called(typed)


def test_remarks_go_under_numbers_that_are_free_and_the_same_words_under_their_own() -> None:
    found = debrief(fill_in)
    assert remarks_of("strength", ["The  log", "Humour", "Coffee"], found) == [
        WriteRemark(kind="strength", remark=2, text="The  log"),
        WriteRemark(kind="strength", remark=3, text="Humour"),
        WriteRemark(kind="strength", remark=4, text="Coffee"),
    ]
    assert remarks_of("other", ["The log"], found)[0].remark == 1, "another kind has its own"
    with pytest.raises(NotAllowed, match="there are 60 remarks of this kind already"):
        remarks_of("other", [f"Remark {number}" for number in range(61)], found)


@pytest.mark.parametrize("name", ["strength", "strength:0", "strength:61", "strength:x", "praise:1", "strength:٣"])
def test_what_is_no_remark_is_refused(name: str) -> None:
    with pytest.raises(NotAllowed, match="is no remark"):
        remark_called(name)
    assert {remark_called(f"{kind}:7") for kind in REMARKS} == {(kind, 7) for kind in REMARKS}
