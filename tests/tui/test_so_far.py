"""What the screens paint of what happened so far, and of who plays what."""

from msgspec.structs import replace

from ccdrill.session.telling.view import LineView, SeatView
from ccdrill.tui import so_far
from tests.session.stage import Stage, decide


def test_of_what_happened_the_newest_entries_are_kept_whole() -> None:
    session = Stage().begin()
    for _ in range(12):
        decide(session, "retry")
    view = session.view()
    everything, is_whole = so_far.last(view, 38, 1000)
    assert is_whole
    last, is_whole = so_far.last(view, 38, 9)
    assert not is_whole
    assert len(last) <= 9
    assert [line.plain for line in last] == [line.plain for line in everything[-len(last) :]]
    assert last[0].plain.startswith("Mon ")


def test_the_column_shortens_long_messages_and_says_so_and_the_log_has_every_word() -> None:
    letter = " ".join(f"word-{number}" for number in range(60))
    view = replace(Stage().begin().view(), so_far=(LineView(clock="Mon 10:20", text=letter, kind="message"),))
    short, is_whole = so_far.last(view, 38, 1000)
    assert not is_whole
    assert len(short) < 8
    reminder = " ".join(line.plain.strip() for line in short).removeprefix("Mon 10:20").strip()
    assert reminder.endswith(" ...")
    assert 90 <= len(reminder) <= 100
    assert "".join(line.plain for line in so_far.log(view, 60)).count("word-") == 60


def test_in_a_narrow_column_a_dated_time_stands_above_what_happened() -> None:
    one = LineView(clock="Fri 6 Mar 12:00", text="A review on Friday with the floor in it", kind="decision")
    view = replace(Stage().begin().view(), so_far=(one,))
    lines, _ = so_far.last(view, 39, 10)
    assert [line.plain for line in lines] == [
        "Fri 6 Mar 12:00",
        "  You: A review on Friday with the",
        "    floor in it",
    ]
    lines, _ = so_far.last(view, 60, 10)
    assert lines[0].plain == "Fri 6 Mar 12:00  You: A review on Friday with the floor in"


def test_a_time_above_what_happened_stands_once_for_all_of_its_minute_also_where_the_column_begins_in_it() -> None:
    entries = (("10:20", "Third caller"), ("10:20", "Rang security"), ("10:32", "Four on a call"), ("10:32", "Idris"))
    happened = tuple(LineView(clock=f"Mon 2 Mar {at}", text=text, kind="message") for at, text in entries)
    view = replace(Stage().begin().view(), so_far=happened)
    whole = ["Mon 2 Mar 10:20", "  Third caller", "  Rang security"]
    newest = ["Mon 2 Mar 10:32", "  Four on a call", "  Idris"]
    assert [line.plain for line in so_far.last(view, 39, 6)[0]] == [*whole, *newest]
    assert [line.plain for line in so_far.log(view, 39)][-6:] == [*whole, *newest]
    assert [line.plain for line in so_far.last(view, 39, 5)[0]] == ["Mon 2 Mar 10:20", "  Rang security", *newest]
    assert [line.plain for line in so_far.last(view, 39, 4)[0]] == newest
    assert [line.plain for line in so_far.last(view, 60, 4)[0]][1] == "Mon 2 Mar 10:20  Rang security"


def test_the_log_names_roles_and_who_plays_them_and_those_that_nobody_plays_together() -> None:
    vacant = [
        SeatView(title=title, player="vacant (the facilitator)", is_vacant=True) for title in ("Legal", "Telephony")
    ]
    open_ = SeatView(title="Team leader", player="")
    view = replace(Stage().begin().view(), seats=(vacant[0], open_, SeatView(title="Agent", player="Ann"), vacant[1]))
    assert [line.plain for line in so_far.log(view, 60)][:6] == [
        "Who plays what",
        "Agent: Ann",
        "Vacant (the facilitator): Legal, Telephony",
        "Nobody named: Team leader",
        "",
        "What happened",
    ]
