"""A text in its room: which lines are seen, and the row that says that there are more."""

from textual.content import Content

from ccdrill.tui.pane import Pane

LINES = tuple(Content(f"line {number}") for number in range(30))
PANE = Pane(LINES, 10)


def seen(pane: Pane) -> list[str]:
    return [line.plain for line in pane.drawn(40)]


def test_a_text_that_fits_is_shown_whole_without_a_sign():
    pane = Pane(LINES[:10], 10)
    assert seen(pane) == [line.plain for line in LINES[:10]]
    assert not pane.is_more_below
    assert pane.moved("end") == pane


def test_a_text_that_does_not_fit_says_what_is_below_and_at_its_end_what_is_above():
    assert seen(PANE)[:9] == [f"line {number}" for number in range(9)]
    assert "more below" in seen(PANE)[9]
    assert seen(PANE.moved("end"))[8] == "line 29"
    assert "above" in seen(PANE.moved("end"))[9]


def test_a_page_keeps_a_line_of_the_one_before():
    assert seen(PANE.moved("pagedown"))[0] == "line 8"
    assert PANE.moved("pagedown").moved("pageup") == PANE


def test_nothing_scrolls_beyond_the_ends():
    assert PANE.moved("up") == PANE.moved("pageup") == PANE.moved("home") == PANE
    end = PANE.moved("end")
    assert end.moved("down") == end.moved("pagedown") == end
    assert end.top == 30 - 9


def test_page_after_page_every_line_is_seen():
    pane, lines = PANE, set(seen(PANE))
    while pane.is_more_below:
        pane = pane.moved("pagedown")
        lines |= set(seen(pane))
    assert {line.plain for line in LINES} <= lines


def test_another_room_keeps_the_place_as_far_as_there_are_lines():
    assert PANE.moved("down").resized(LINES, 12).top == 1
    assert PANE.moved("end").resized(LINES[:5], 10).top == 0


def test_in_a_narrow_column_the_sign_stands_without_its_line():
    (sign,) = (line.plain for line in PANE.drawn(19)[-1:])
    assert sign == "more below: Down, P"
    assert PANE.drawn(40, "Space")[-1].plain.endswith("more below: Space ──")
