"""Words that are marked: by signs and by weight, across line ends, and nothing that a text brings along looks like a mark."""

from ccdrill.tui.marks import DECISIVE, Mark, marked, painted, row_that_decides
from ccdrill.tui.paint import STRONG, wrap


def shown(text: str, *marks: Mark, width: int = 60) -> str:
    return "\n".join(line.plain for line in painted(wrap(marked(text, marks), width)))


def test_what_decides_has_double_signs_and_the_others_single_ones() -> None:
    text = shown(
        "Dear Customer, look at ostrel-mail.test", Mark("ostrel-mail.test", True), Mark("Dear Customer", False)
    )
    assert text == "\u203aDear Customer\u2039, look at »ostrel-mail.test«"


def test_words_are_found_however_the_text_breaks_its_lines_and_wherever_they_stand() -> None:
    assert shown("pay at\nonce, or pay at once", Mark("pay at once", False)) == (
        "\u203apay at once\u2039, or \u203apay at once\u2039"
    )


def test_of_words_that_overlap_those_of_the_earlier_mark_are_marked() -> None:
    assert shown("closed in 24 hours", Mark("24 hours", True), Mark("closed in 24", False)) == "closed in »24 hours«"


def test_a_mark_goes_on_in_the_next_row_and_its_weight_with_it() -> None:
    rows = wrap(marked("one two three four five", (Mark("two three four", True),)), 11)
    lines = painted(rows)
    assert [line.plain for line in lines] == ["one »two", "three four«", "five"]
    weights = [{str(span.style) for span in line.spans if span.style} for line in lines]
    assert weights == [{DECISIVE}, {DECISIVE}, set()]
    assert row_that_decides(rows) == 0
    assert row_that_decides(wrap(marked("one", ()), 11)) is None


def test_other_words_are_strong_and_what_follows_is_as_before() -> None:
    [line] = painted(wrap(marked("a b c", (Mark("b", False),)), 20))
    assert {line.plain[span.start : span.end] for span in line.spans if span.style == STRONG} == {
        "\u203a",
        "b",
        "\u2039",
    }


def test_a_text_can_not_bring_the_signs_of_marks_along_nor_can_empty_words_mark() -> None:
    text = "a \ue000forged\ue002 \ue001mark\ue003"
    assert shown(text, Mark("", True), Mark(" ", False)) == "a ?forged? ?mark?"


def test_words_are_words_and_no_pattern() -> None:
    assert shown("a.c abc", Mark("a.c", True)) == "»a.c« abc"
