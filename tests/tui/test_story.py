"""What the exercise screen paints for a view, line by line."""

from msgspec.structs import replace
from rich.cells import cell_len

from ccdrill.session.view import MeterView, SeatView, View
from ccdrill.tui import story
from tests.session.stage import Stage, decide


def view_with(*meters: tuple[str, str]) -> View:
    found = tuple(MeterView(label=label, value=value) for label, value in meters)
    return replace(Stage().begin().view(), marking="Confidential", meters=found)


def test_gauges_that_fit_are_told_in_full() -> None:
    gauges = story.header(view_with(("Queue", "9 min"), ("Payments not taken today", "0")), "0:00:00", 80)[1]
    assert "Queue 9 min · Payments not taken today 0" in gauges.plain


def test_where_room_is_short_labels_give_way_and_values_do_not() -> None:
    view = view_with(("Queue", "9 min"), ("Payments not taken today", "1,250"), ("Customers waiting", "41"))
    for width in range(60, 120):
        line = story.header(view, "0:00:00", width)[1].plain
        assert cell_len(line) == width
        assert [value in line for value in ("9 min", "1,250", "41")] == [True] * 3
        assert "Confidential" in line


def test_of_what_happened_the_newest_entries_are_kept_whole() -> None:
    session = Stage().begin()
    for _ in range(12):
        decide(session, "retry")
    view = session.view()
    everything = [line.plain for line in story.so_far(view, 38)]
    last = [line.plain for line in story.last_of_so_far(view, 38, 9)]
    assert len(last) <= 9
    assert last == everything[-len(last) :]
    assert last[0].startswith("Mon ")


def test_the_log_names_roles_and_who_plays_them() -> None:
    view = replace(
        Stage().begin().view(), seats=(SeatView(title="Team leader", player=""), SeatView(title="Agent", player="Ann"))
    )
    assert [line.plain for line in story.log(view, 60)][-3:] == [
        "Who plays what",
        "Team leader: nobody named",
        "Agent: Ann",
    ]
