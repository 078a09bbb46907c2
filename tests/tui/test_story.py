"""What the exercise screen paints for a view, line by line."""

from msgspec.structs import replace
from rich.cells import cell_len

from ccdrill.session.telling.view import MessageView, MeterView, View
from ccdrill.tui import story
from ccdrill.tui.paint import MUTED, STRONG
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import Stage, decide


def view_with(*meters: tuple[str, str]) -> View:
    found = tuple(MeterView(label=label, value=value) for label, value in meters)
    return replace(Stage().begin().view(), marking="Confidential", meters=found)


def test_gauges_that_fit_are_told_in_full() -> None:
    gauges = story.header(view_with(("Queue", "9 min"), ("Payments not taken today", "0")), 0, 80)[1]
    assert "Queue 9 min · Payments not taken today 0" in gauges.plain


def test_where_room_is_short_labels_give_way_and_values_do_not() -> None:
    view = view_with(("Queue", "9 min"), ("Payments not taken today", "1,250"), ("Customers waiting", "41"))
    for width in range(60, 120):
        line = story.header(view, 0, width)[1].plain
        assert cell_len(line) == width
        assert [value in line for value in ("9 min", "1,250", "41")] == [True] * 3
        assert "Confidential" in line


def test_the_header_tells_the_day_in_one_form_from_the_first_to_the_last() -> None:
    scenario = TINY_SCENARIO.replace("takes: 20m", "takes: 5d")
    session = Stage(build_exercise(scenario=scenario)).begin()
    found = [story.header(session.view(), 0, 80)[0].plain.split("story ")[1].split("  ")[0]]
    for _ in range(2):
        decide(session, "retry")
        found.append(story.header(session.view(), 0, 80)[0].plain.split("story ")[1].split("  ")[0])
    assert found == ["Mon 2 Mar 10:20", "Sat 7 Mar 10:20", "Thu 12 Mar 10:20"]


def test_the_time_played_is_labelled_at_every_width_and_the_story_s_clock_where_there_is_room() -> None:
    view = replace(Stage().begin().view(), scenario="The line that asked twice", team="Team B")
    said = {width: story.header(view, 430.9, width)[0].plain for width in (100, 84, 80, 78)}
    assert said[100].endswith("story Mon 2 Mar 10:20   played 0:07:10 ")
    assert said[84].endswith("story Mon 2 Mar 10:20  played 7 min ")
    assert said[78].endswith("  Mon 2 Mar 10:20  played 7 min ")
    assert all("The line that asked twice · Team B" in line for line in said.values())


def test_the_name_of_a_team_never_reads_on_into_the_clocks() -> None:
    view = replace(Stage().begin().view(), scenario="The box in the corner", team="Blue")
    for width in range(60, 121):
        head = story.header(view, 0, width)[0].plain
        named, _, _ = head.partition("Mon 2 Mar")
        assert named.removesuffix("story ").endswith("  ")


def test_messages_tell_the_time_in_one_form_from_the_first_day_to_the_last() -> None:
    short, long = (
        Stage(build_exercise(scenario=TINY_SCENARIO.replace("takes: 20m", takes))).begin()
        for takes in ("takes: 20m", "takes: 5d")
    )
    assert [line.clock for line in decide(short, "retry").so_far] == ["Mon 10:20", "Mon 10:20", "Mon 10:40"]
    decide(long, "retry")
    clocks = [line.clock for line in decide(long, "retry").so_far]
    assert clocks == ["Mon 2 Mar 10:20", "Mon 2 Mar 10:20", "Mon 2 Mar 10:40", "Sat 7 Mar 10:20"]
    assert long.view().clock == "Thu 12 Mar 10:20"


def test_of_a_message_the_sender_stands_out_and_its_time_stands_back() -> None:
    sender = "The operations manager of the other site, who has never rung before"
    message = MessageView(clock="Mon 2 Mar 10:40", sender=sender, text="Is the line all right?")
    for width in (40, 60, 100):
        lines = story.meanwhile((message,), width)[2:]
        told = dict.fromkeys((STRONG, MUTED), "")
        for line in lines:
            for span in line.spans:
                if span.style in told:
                    told[str(span.style)] += line.plain[span.start : span.end].replace(" ", "")
        assert told[MUTED] == "Mon2Mar10:40"
        assert told[STRONG] == f"{sender}:".replace(" ", "")
