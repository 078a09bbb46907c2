"""How the columns of a table share a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccdrill.reports.blocks import table
from ccdrill.reports.columns import columns_of

SENTENCE = "Divert the payment route on all nodes, on the lead's order, and say so"


def shares(*head: str, rows: list[tuple[str, ...]], room: int = 0) -> list[int]:
    return [column.share for column in columns_of(table(head, rows, room=room))]


def test_the_column_that_says_most_gets_most() -> None:
    step, what, lost = shares("Step", "What", "Lost", rows=[("divert", SENTENCE, "3.3"), ("report", SENTENCE, "0")])
    assert what > 4 * step > 4 * lost


def test_what_is_short_stays_on_one_line() -> None:
    """A hundred characters or so find place on a line: a thousandth is a tenth of one."""
    rows = [("Mon 2 Mar 10:35", SENTENCE * 3, SENTENCE * 3, SENTENCE * 3)]
    assert shares("Due", "What", "By", "Why", rows=rows)[0] > 150


def test_one_long_text_takes_no_room_from_a_column_that_is_full_of_them() -> None:
    what, says = shares("What", "The team says", rows=[(SENTENCE, SENTENCE), *[(SENTENCE, "")] * 9])
    assert what > 2 * says


def test_where_many_columns_hold_sentences_the_longest_gets_most() -> None:
    """Eight columns, as in the list of events of a facilitator's handbook."""
    row = ("1", "about Mon 2 Mar 11:25", "30 min after it is done", SENTENCE[:30], SENTENCE * 3, SENTENCE, "3", "")
    found = shares(
        "No.", "Story time", "Comes if", "From", "Message", "Expected", "Objective", "Notes", rows=[row] * 9, room=1
    )
    assert max(found) == found[4] > 1.5 * found[2]


def test_a_word_without_end_takes_no_room_from_others() -> None:
    assert shares("A", "B", rows=[("w" * 900, "word")]) == shares("A", "B", rows=[("w" * 18, "word")])


def test_people_find_room_to_write() -> None:
    *_, owner, due = shares("What", "Points", "Owner", "By when", rows=[(SENTENCE, "3.3", "", "")] * 3, room=2)
    assert owner == due > 150
    who, name, date = shares("Agreed by", "Name", "Date", rows=[("Facilitator", "", "")], room=2)
    assert name == date > 2 * who


@pytest.mark.parametrize(
    ("cells", "is_figures"),
    [(["33.3", "-", ""], True), (["0%", "?"], True), (["100", "late"], False), (["", ""], False)],
)
def test_figures_are_told_from_words(cells: list[str], is_figures: bool) -> None:
    found = columns_of(table(("What", "Cost"), [("x", cell) for cell in cells]))
    assert [column.is_figures for column in found] == [False, is_figures]


def test_a_date_that_is_written_in_is_no_figure() -> None:
    assert not columns_of(table(("What", "By when"), [("x", "2027-01-31")], room=1))[1].is_figures


@given(st.lists(st.tuples(*[st.text(max_size=300)] * 4), max_size=4), st.integers(0, 3))
def test_every_column_gets_its_share_of_the_page(rows: list[tuple[str, ...]], room: int) -> None:
    found = shares("A", "Some words", "C", "D", rows=rows, room=room)
    assert min(found) > 20
    assert abs(sum(found) - 1000) <= 4
