"""What lies on the table, and the column that shows it: new things first, the rest by letter."""

from msgspec.structs import replace

from ccdrill.session.telling.view import ExhibitView, LineView, SeatView, View
from ccdrill.tui.side import side
from ccdrill.tui.table import side_table, table
from tests.session.stage import Stage

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVW"


def lying(seen: str = "", here: str = "", letters: str = LETTERS) -> View:
    exhibits = tuple(
        ExhibitView(
            id=letter.lower(),
            letter=letter,
            kind="log",
            title=f"Paper {letter}",
            body="",
            is_new=letter not in seen,
            is_here=letter in here,
        )
        for letter in letters
    )
    return replace(Stage().begin().view(), exhibits=exhibits)


def said(view: View, form: int = 0, *, width: int = 80) -> str:
    return " ".join(" ".join(line.plain for line in table(view, width)[form]).split())


def test_what_came_with_the_situation_is_named_and_the_rest_told_by_letter():
    view = lying(seen="ABDF", here="EFG", letters="ABCDEFG")
    assert said(view) == "New on the table: E Paper E · G Paper G · A-B, D, F seen · C not read yet"
    assert said(view, 1, width=60) == "On the table: E, G new · A-B, D, F seen · C not read yet"


def test_a_table_on_which_nothing_is_new_is_one_row():
    assert said(lying(seen="ABC", letters="ABC")) == "On the table: A-C seen"


def test_all_that_fits_in_one_row_is_named_there_too_where_no_blank_row_fits_above():
    view = lying(seen="B", here="C", letters="ABC")
    (_, below_a_blank), (alone,) = table(view, 80)
    assert alone.plain == below_a_blank.plain == " New on the table:  C Paper C · B seen · A not read yet"


def test_no_title_is_broken_that_fits_in_a_row():
    view = lying(seen="AB", here="CDE", letters="ABCDE")
    titles = {"C": "Change record, 02:10", "D": "Who answered which call", "E": "The hotline's advice"}
    named = tuple(replace(one, title=titles.get(one.letter, one.title)) for one in view.exhibits)
    rows = [line.plain for line in table(replace(view, exhibits=named), 80)[0][1:]]
    assert rows == [
        " New on the table:  C Change record, 02:10 · D Who answered which call",
        "                    E The hotline's advice · A-B seen",
    ]


def test_a_title_that_fits_in_no_row_is_wrapped():
    view = lying(here="A", letters="A")
    (exhibit,) = view.exhibits
    rows = table(replace(view, exhibits=(replace(exhibit, title="A long title " * 9),)), 80)[0][1:]
    assert len(rows) > 1
    assert all(line.cell_length <= 78 for line in rows)


def test_an_empty_table_is_not_mentioned():
    assert table(lying(letters=""), 80) == [[]]


def test_twenty_three_exhibits_take_no_more_rows_than_they_are_given():
    lines = [line.plain for line in side_table(lying(seen="ABC", here="VW"), 39, 12)]
    assert len(lines) == 12
    assert lines[1].startswith("V  Paper V") and lines[1].rstrip().endswith("new")
    assert lines[3].startswith("D  Paper D")
    assert lines[-1] == "A-C seen · L-U not read yet"


def test_a_title_in_the_column_goes_on_below_itself_and_says_whether_it_is_new_or_only_not_read_yet():
    view = lying(seen="A", here="B", letters="ABC")
    long = replace(view.exhibits[1], title="The account as your screen shows it tonight")
    lines = [
        line.plain for line in side_table(replace(view, exhibits=(view.exhibits[0], long, view.exhibits[2])), 39, 9)
    ]
    assert lines == [
        "ON THE TABLE",
        f"{'B  The account as your screen':<36}new",
        "   shows it tonight",
        f"{'C  Paper C':<33}unread",
        f"{'A  Paper A':<39}",
    ]


def test_a_title_of_two_rows_that_would_be_the_last_is_told_by_its_letter():
    view = lying(here="AB", letters="AB")
    long = replace(view.exhibits[1], title="The account as your screen shows it tonight")
    lines = [line.plain for line in side_table(replace(view, exhibits=(view.exhibits[0], long)), 39, 3)]
    assert lines == ["ON THE TABLE", f"{'A  Paper A':<36}new", "B not read yet"]


def test_the_column_has_table_first_and_roles_last_and_of_what_happened_the_newest():
    happened = tuple(LineView(clock="Mon 10:20", text=f"Event {number}", kind="message") for number in range(40))
    seats = (SeatView(title="Team leader", player="Ann"), SeatView(title="Agent", player="x", is_vacant=True))
    view = replace(lying(letters="AB"), so_far=happened, seats=seats, people=7)
    lines = [line.plain.rstrip() for line in side(view, 39, 35)]
    assert len(lines) == 35
    assert lines[0] == "ON THE TABLE"
    assert lines[-3:] == ["WHO PLAYS WHAT                 7 people", f"{'Team leader':<36}Ann", f"{'Agent':<33}vacant"]
    assert "Mon 10:20  Event 39" in lines
    assert "Mon 10:20  Event 0" not in lines
    assert any(line.startswith("SO FAR") and "l: all of it" in line for line in lines)


def test_the_column_names_who_leads_above_the_roles_where_that_was_said():
    seats = (SeatView(title="Team leader", player=""),)
    view = replace(lying(), seats=seats, facilitator="Fay Ro", facilitator_title="Facilitator")
    lines = [line.plain.rstrip() for line in side(view, 39, 35)]
    assert lines[-3:] == ["WHO PLAYS WHAT", f"{'Facilitator':<33}Fay Ro", "Team leader"]
    assert [line.plain.rstrip() for line in side(replace(view, facilitator=""), 39, 35)][-2:] == [
        f"{'WHO PLAYS WHAT':<27}nobody named",
        "Team leader",
    ]


def test_a_column_that_is_too_short_leaves_the_roles_to_another_key():
    seats = tuple(SeatView(title=f"Role {number}", player="") for number in range(20))
    lines = [line.plain for line in side(replace(lying(letters="A"), seats=seats), 39, 20)]
    assert not any("WHO" in line for line in lines)
