"""Messages: when they are due, what disarms them, and their order at one second."""

import pytest

from tests.engine.playing import Play


def floor(injects: str, more: str = "") -> Play:
    """A floor where flags can be switched and time can be spent."""
    return Play(
        f"""
        meters: {{cards: {{label: Cards, start: 0}}, queue: {{label: Queue, start: 0}}}}
        flags: {{known: false, told: false}}
        start: floor
        states:
          floor: {{STATE, choices: {{
            know: {{text: Know, takes: 1m, set: {{known: true}}}},
            forget: {{text: Forget, takes: 1m, set: {{known: false}}}},
            flicker: {{text: Flicker, set: {{known: false}}, goto: floor}},
            wait: {{text: Wait, takes: 10m}}}}}}
        injects: {{{injects}}}
        """
        + more
    )


def arrivals(play: Play) -> list[str]:
    return [line for line in play.log if "arrived" in line or "lapsed" in line]


def test_an_inject_by_time_arrives_once_to_the_second():
    play = floor("news: {text: News, at: 10m}")
    assert arrivals(play.wait_until("9m59s")) == []
    assert arrivals(play.wait_until("10m").wait_until("2h")) == ["10m arrived news"]


def test_a_time_of_a_story_day_is_local_time():
    play = floor("next-day: {text: Next day, at: 'day 2 09:30'}, today: {text: Today, at: 'day 1 10:05'}")
    assert arrivals(play.wait_until("30h")) == ["5m arrived today", "23h30m arrived next-day"]


def test_a_time_before_the_story_began_is_its_first_instant():
    assert arrivals(floor("early: {text: Early, at: 'day 1 09:00'}")) == ["0s arrived early"]


def test_a_condition_beside_a_time_is_asked_then_and_never_again():
    asked = "news: {text: News, at: 10m, when: known}"
    assert arrivals(floor(asked).choose("know").wait_until("1h")) == ["10m arrived news"]
    assert arrivals(floor(asked).wait_until("10m").choose("know").wait_until("1h")) == ["10m lapsed news"]


def test_a_condition_beside_a_time_sees_what_earlier_messages_of_that_second_did():
    play = floor("first: {text: F, at: 10m, set: {known: true}}, second: {text: S, at: 10m, when: known}")
    assert arrivals(play.wait_until("10m")) == ["10m arrived first", "10m arrived second"]
    play = floor("second: {text: S, at: 10m, when: known}, first: {text: F, at: 10m, set: {known: true}}")
    assert arrivals(play.wait_until("10m")) == ["10m lapsed second", "10m arrived first"]


def test_an_inject_by_condition_arrives_when_a_decision_makes_it_true():
    assert arrivals(floor("news: {text: News, when: known}").choose("wait").choose("know")) == ["11m arrived news"]


def test_an_inject_by_condition_arrives_when_an_action_is_done():
    acting = """
    start: floor
    states: {floor: {STATE, choices: {act: {text: Act, takes: 10m, does: [{action: call, after: 3m}, {action: note, after: 8m}]}}}}
    injects: {seen: {text: Seen, when: done(call), after: 2m}, both: {text: Both, when: done(call) and done(note)}}
    """
    assert arrivals(Play(acting).choose("act")) == ["5m arrived seen", "8m arrived both"]


def test_an_inject_by_condition_arrives_when_a_moment_happens():
    play = floor(
        "first: {text: F, at: 5m, marks: [certainty]}, second: {text: S, when: happened(certainty), after: 1m}"
    )
    assert arrivals(play.wait_until("1h")) == ["5m arrived first", "6m arrived second"]


def test_an_inject_by_condition_arrives_at_the_first_whole_second_at_which_drift_has_made_it_true():
    drift = "drift: [{meter: cards, per_hour: 7}]"  # reaches 1 after 514 2/7 seconds
    play = floor("news: {text: News, when: cards >= 1}, later: {text: Later, when: cards >= 1, after: 10s}", drift)
    assert arrivals(play.wait_until("1h")) == ["8m35s arrived news", "8m45s arrived later"]


@pytest.mark.parametrize(
    ("condition", "at"),
    [("cards >= 1", "10m"), ("cards > 1", "10m1s"), ("cards == 1", "10m"), ("not cards < 1", "10m")],
)
def test_equality_counts_at_the_second_at_which_a_meter_reaches_a_number_exactly(condition: str, at: str):
    play = floor(f"news: {{text: News, when: {condition}}}", "drift: [{meter: cards, per_hour: 6}]")
    assert arrivals(play.wait_until("1h")) == [f"{at} arrived news"]


def test_an_inject_waits_for_a_meter_that_only_begins_to_move_later():
    drift = "drift: [{meter: cards, per_hour: 60, while: elapsed >= 20m or queue >= 1}, {meter: queue, per_hour: 7}]"
    play = floor("news: {text: News, when: cards >= 5}", drift)  # the queue is 1 after 8 minutes and 34 2/7 seconds
    assert arrivals(play.wait_until("1h")) == ["13m35s arrived news"]


@pytest.mark.parametrize(
    ("condition", "at"),
    [("elapsed >= 10m", "10m"), ("elapsed > 10m", "10m1s"), ("elapsed == 10m", "10m"), ("not elapsed <= 10m", "10m1s")],
)
def test_an_inject_may_wait_for_a_span(condition: str, at: str):
    assert arrivals(floor(f"news: {{text: News, when: {condition}}}").wait_until("1h")) == [f"{at} arrived news"]


def test_a_delay_counts_from_when_the_condition_became_true():
    play = floor("news: {text: News, when: known, after: 30m}").wait_until("5m").choose("know")
    assert arrivals(play.wait_until("35m59s")) == []
    assert arrivals(play.wait_until("36m")) == ["36m arrived news"]


def test_a_condition_that_holds_from_the_start_counts_from_the_start():
    assert arrivals(floor("news: {text: News, when: not known, after: 30m}").wait_until("1h")) == ["30m arrived news"]


def test_a_condition_that_did_not_hold_throughout_starts_its_delay_again():
    play = floor("news: {text: News, when: known, after: 30m}").choose("know").wait_until("20m").choose("forget")
    assert arrivals(play.wait_until("1h")) == []
    assert arrivals(play.choose("know").wait_until("3h")) == ["1h31m arrived news"]


def test_a_condition_that_drift_undoes_in_between_starts_its_delay_again():
    drift = "drift: [{meter: cards, per_hour: 60, while: not known}, {meter: queue, per_hour: -60, while: queue > 0}]"
    play = floor(
        "calm: {text: Calm, when: queue == 0 and cards >= 10, after: 30m}, push: {text: Push, at: 20m, add: {queue: 5}}",
        drift,
    )
    assert arrivals(play.wait_until("2h")) == ["20m arrived push", "55m arrived calm"]


def test_another_message_of_the_same_second_can_undo_a_condition():
    known = "undo: {text: Undo, at: 31m, set: {known: false}}, news: {text: News, when: known, after: 30m}"
    assert arrivals(floor(known).choose("know").wait_until("2h")) == ["31m arrived undo"]
    first = "news: {text: News, when: known, after: 30m}, undo: {text: Undo, at: 31m, set: {known: false}}"
    assert arrivals(floor(first).choose("know").wait_until("2h")) == ["31m arrived news", "31m arrived undo"]


def test_a_condition_undone_and_made_again_within_one_second_starts_its_delay_again():
    play = floor(
        "undo: {text: U, at: 10m, set: {known: false}}, redo: {text: R, at: 10m, set: {known: true}}, "
        "news: {text: News, when: known, after: 30m}"
    )
    assert arrivals(play.choose("know").wait_until("2h"))[-1] == "40m arrived news"


def test_a_decision_that_undoes_a_condition_at_the_last_second_is_in_time():
    play = floor("news: {text: News, when: known, after: 10m}").choose("know").wait_until("10m").choose("forget")
    assert arrivals(play.wait_until("1h")) == []


def test_messages_of_one_second_come_in_file_order():
    play = floor("b: {text: B, at: 10m}, c: {text: C, when: elapsed >= 10m}, a: {text: A, at: 10m}")
    assert arrivals(play.wait_until("10m")) == ["10m arrived b", "10m arrived c", "10m arrived a"]


def test_a_message_set_off_by_a_later_one_comes_before_those_that_stand_below_it():
    play = floor(
        "after: {text: After, when: told}, first: {text: F, at: 10m, set: {told: true}}, last: {text: L, at: 10m}"
    )
    assert arrivals(play.wait_until("10m")) == ["10m arrived first", "10m arrived after", "10m arrived last"]


def test_messages_set_each_other_off_at_one_second_until_none_is_due():
    play = floor(
        "three: {text: T, when: cards == 2, add: {cards: 1}}, two: {text: T, when: cards == 1, add: {cards: 1}}, "
        "one: {text: O, at: 10m, add: {cards: 1}}"
    )
    assert arrivals(play.wait_until("1h")) == ["10m arrived one", "10m arrived two", "10m arrived three"]
    assert play.situation.meters["cards"] == 3


def test_a_message_may_pick_where_it_leads_by_what_it_changed():
    play = floor("news: {text: News, at: 10m, add: {cards: 1}, goto: [{when: cards > 0, to: held}, {to: lost}]}")
    assert play.wait_until("1h").situation.state == "held"


def test_nothing_arrives_after_an_ending():
    play = floor("end: {text: End, at: 10m, goto: lost}, news: {text: News, at: 10m}, later: {text: L, at: 11m}")
    assert arrivals(play.wait_until("1h")) == ["10m arrived end"]
