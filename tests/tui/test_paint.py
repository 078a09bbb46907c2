"""Lines for a width: nothing wider, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ccdrill.tui.paint import lines_of, page, rule, spread, told, wrap

texts = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf", "Zl", "Zp"]), max_size=300
)


@given(texts, st.integers(8, 120))
def test_no_line_is_wider_than_asked(text: str, width: int):
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=7), max_size=40), st.integers(8, 60))
def test_no_word_is_lost_or_cut_that_fits(words: list[str], width: int):
    assert " ".join(wrap(" ".join(words), width)).split() == words


def test_single_line_ends_are_spaces_and_empty_lines_stay():
    assert wrap("one\ntwo\n\nthree", 20) == ["one two", "", "three"]


def test_indented_lines_keep_their_shape():
    assert wrap("a table:\n  1  2\n  3  4", 20) == ["a table:", "  1  2", "  3  4"]


@given(texts, texts, st.integers(20, 120))
def test_two_ends_never_overflow_unless_the_right_one_does(left: str, right: str, width: int):
    line = spread(left, right[: width // 2], width)
    assert line.cell_length <= max(width, cell_len(right[: width // 2]) + 2)


@given(texts, st.integers(20, 120))
def test_a_rule_is_exactly_as_wide_as_the_screen(words: str, width: int):
    assert rule(width, words[:90], words[90:]).cell_length == width


def test_a_hanging_indent_takes_its_place_from_the_text():
    lines = lines_of("one two three four five", 14, indent="    ", first="  · ")
    assert [line.plain for line in lines] == ["  · one two", "    three four", "    five"]


@given(texts, st.integers(8, 80))
def test_a_sheet_keeps_its_lines_and_loses_no_letter(text: str, width: int):
    lines = page(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_row_of_a_sheet_that_is_too_wide_is_cut_between_words():
    assert page("  09:05  bill payment, asked twice", 20) == ["  09:05  bill", "payment, asked twice"]
    assert page("as it is\n  even here", 20) == ["as it is", "  even here"]
    assert page("abcdefghijkl", 8) == ["abcdefgh", "ijkl"]


def test_an_instant_of_the_story_is_not_broken():
    text = "It was due by Mon 2 Mar 10:45, and was done (Tue 13:05)."
    for width in range(16, 60):
        assert [one for one in wrap(text, width) if "Mon 2 Mar 10:45," in one]
        assert [one for one in wrap(text, width) if "(Tue 13:05)." in one]
        assert " ".join(wrap(text, width)) == text
    assert wrap("Mon 2 Mar 10:45", 9) == ["Mon 2 Mar", "10:45"]


def test_what_an_item_is_about_stands_out_also_where_it_goes_on_in_a_second_line():
    subject = "whether the hosted line is safe to use"
    for width in (20, 30, 80):
        lines = told(subject, "It runs at the gateway: nothing is shared.", width)
        bold = " ".join(line.plain[span.start : span.end].strip() for line in lines for span in line.spans)
        assert bold == f"{subject}:"
        assert lines[0].plain.startswith("· whether")


def test_what_is_wrapped_steers_no_terminal_and_turns_no_line() -> None:
    hostile = "one\x1b[31m two\x07 \u202ethree"
    for rows in (wrap(hostile, 40), page(hostile, 40)):
        assert rows == ["one?[31m two? ?three"]


@given(texts, st.integers(-200, 7))
def test_where_there_is_hardly_a_column_a_page_comes_to_its_end_all_the_same(text: str, width: int):
    assert page(text, width) == page(text, 8)
