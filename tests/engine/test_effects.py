"""What choices, injects and timeouts do to values, and when their actions are done."""

import pytest

from tests.engine.playing import Play

DESK = """
meters:
  cards: {label: Cards, start: 50, min: 0, max: 100}
  queue: {label: Queue, start: 5}
flags: {diverted: false, told: true}
start: desk
states: {desk: {STATE, choices: {act: {text: Act, CHOICE}}}}
"""


def act(choice: str, more: str = "") -> Play:
    return Play(DESK.replace("CHOICE", choice) + more).choose("act")


def test_set_gives_values_and_leaves_the_others_alone():
    play = act("set: {diverted: true, queue: 7.5}")
    assert play.situation.flags == {"diverted": True, "told": True}
    assert play.situation.meters == {"cards": 50, "queue": 7.5}


def test_add_counts_from_what_set_gave():
    assert act("add: {queue: -2}, set: {queue: 10}").situation.meters["queue"] == 8


@pytest.mark.parametrize(
    ("choice", "cards"),
    [("add: {cards: 70}", 100), ("add: {cards: -70}", 0), ("set: {cards: 300}", 100), ("set: {cards: -1}", 0)],
)
def test_a_meter_never_leaves_its_limits(choice: str, cards: int):
    assert act(choice).situation.meters["cards"] == cards


def test_a_meter_without_limits_has_none():
    assert act("add: {queue: -70}").situation.meters["queue"] == -65


def test_an_action_is_done_when_the_choice_is_unless_it_says_after():
    play = act("takes: 10m, does: [report, {action: divert, after: 4m}, {action: isolate, after: 10m}]")
    assert play.log[1:] == ["4m acted divert", "10m acted report", "10m acted isolate", "10m chosen desk/act"]
    assert play.situation.done == {"divert": 240, "report": 600, "isolate": 600}


def test_actions_under_way_are_done_in_the_order_of_their_instants():
    play = act("takes: 9m, does: [{action: b, after: 5m}, {action: a, after: 5m}, {action: c, after: 2m}]")
    assert play.log[1:4] == ["2m acted c", "5m acted b", "5m acted a"]


def test_an_action_after_no_time_is_done_at_once_and_can_be_asked_for():
    play = act("takes: 9m, does: [{action: divert, after: 0m}]", "injects: {seen: {text: Seen, when: done(divert)}}")
    assert play.log[1:3] == ["0s acted divert", "0s arrived seen"]


def test_an_action_done_on_the_way_can_stop_a_drift_at_that_instant():
    play = act(
        "takes: 10m, does: [{action: divert, after: 4m}]",
        "drift: [{meter: queue, per_hour: 60, while: not done(divert)}]",
    )
    assert play.situation.meters["queue"] == 5 + 4


def test_an_action_is_done_for_the_first_time_once():
    play = act("takes: 5m, does: [divert]").choose("act")
    assert [line for line in play.log if "acted" in line] == ["5m acted divert", "10m acted divert"]
    assert play.situation.done == {"divert": 300}


def test_injects_and_timeouts_change_values_and_mark_moments():
    play = Play(
        """
        meters: {cards: {label: Cards, start: 50, max: 60}}
        flags: {diverted: false}
        start: desk
        states:
          desk:
            {STATE, choices: {stay: {text: Stay}}, timeout: {after: 30m, set: {cards: 1}, add: {cards: 1}, marks: [certainty]}}
        injects: {news: {text: News, at: 20m, add: {cards: 50}, set: {diverted: true}, marks: [suspicion]}}
        """
    ).wait_until("25m")
    assert (play.situation.meters, play.situation.flags) == ({"cards": 60}, {"diverted": True})
    play.wait_until("1h")
    assert play.situation.meters == {"cards": 2}
    assert play.situation.moments == {"suspicion": 1200, "certainty": 1800}
