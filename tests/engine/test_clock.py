"""Time running on: what interrupts an action and what does not, waiting, timeouts, and states that open later."""

import pytest

from ccdrill.engine.step import pass_time
from tests.engine.playing import Play

WORK = """
flags: {known: false}
start: desk
states:
  desk: {STATE, CHOICES, TIMEOUT}
  press: {STATE, choices: {answer: {text: Answer, takes: 5m}}}
  late: {STATE, opens: 1h, marks: [certainty], choices: {go: {text: Go, takes: 5m}}}
injects:
"""


def desk(choices: str, *injects: str, timeout: str = "facts: []") -> Play:
    """A desk with choices, and messages one a line."""
    state = f"choices: {{{choices}}}" + ("" if timeout == "facts: []" else f", timeout: {{{timeout}}}")
    body = WORK.replace("CHOICES, TIMEOUT", state)
    lines = "".join(f"  {inject}\n" for inject in injects)
    return Play(body + lines if injects else body.replace("injects:\n", ""))


def test_injects_arrive_while_an_action_is_under_way_and_before_it_is_completed():
    play = desk("act: {text: Act, takes: 10m}", "b: {text: B, at: 9m}", "a: {text: A, at: 3m}")
    assert play.choose("act").log[1:] == ["3m arrived a", "9m arrived b", "10m chosen desk/act"]


def test_an_inject_at_the_second_at_which_an_action_is_completed_comes_after_it():
    play = desk("act: {text: Act, takes: 10m, does: [divert]}", "news: {text: News, at: 10m}")
    assert play.choose("act").log[1:] == ["10m acted divert", "10m chosen desk/act", "10m arrived news"]


def test_an_inject_may_move_the_run_while_an_action_is_under_way_which_is_then_completed_there():
    play = desk("act: {text: Act, takes: 10m, does: [divert]}", "news: {text: News, at: 4m, goto: press}").choose("act")
    assert play.log[1:] == ["4m arrived news", "4m entered press", "10m acted divert", "10m chosen desk/act"]
    assert (play.situation.state, play.situation.entered) == ("press", 240)


def test_the_goto_of_a_completed_action_leads_on_from_wherever_an_inject_has_moved_the_run():
    play = desk("act: {text: Act, takes: 10m, goto: desk}", "news: {text: News, at: 4m, goto: press}").choose("act")
    assert play.log[1:] == ["4m arrived news", "4m entered press", "10m chosen desk/act", "10m entered desk"]


def test_an_inject_that_ends_the_story_leaves_the_action_under_way_undone():
    play = desk(
        "act: {text: Act, takes: 10m, set: {known: true}, marks: [certainty], does: [divert, {action: look, after: 2m}], goto: held}",
        "news: {text: News, at: 4m, goto: lost}",
        "more: {text: More, at: 4m}",
    ).choose("act")
    assert play.log[1:] == ["2m acted look", "4m arrived news", "4m entered lost"]
    assert play.now == "4m"
    assert (play.situation.flags, play.situation.moments, play.situation.used) == ({"known": False}, {}, {})


def test_an_ending_at_the_very_second_of_completion_comes_too_late_to_undo_it():
    play = desk("act: {text: Act, takes: 4m, set: {known: true}}", "news: {text: News, at: 4m, goto: lost}").choose(
        "act"
    )
    assert play.log[1:] == ["4m chosen desk/act", "4m arrived news", "4m entered lost"]
    assert play.situation.flags == {"known": True}


def test_actions_under_way_are_done_at_their_instant_though_an_inject_moves_the_run_to_a_state_that_opens_later():
    play = desk(
        "act: {text: Act, takes: 30m, does: [{action: look, after: 20m}, divert]}",
        "news: {text: News, at: 10m, goto: late}",
        "seen: {text: Seen, when: done(look)}",
    ).choose("act")
    assert play.log[1:] == [
        "10m arrived news",
        "20m acted look",
        "20m arrived seen",
        "30m acted divert",
        "30m chosen desk/act",
        "1h entered late",
        "1h marked certainty",
    ]


def test_a_completed_action_that_leads_on_gives_up_the_way_to_a_state_that_has_not_opened():
    play = desk("act: {text: Act, takes: 30m, goto: press}", "news: {text: News, at: 10m, goto: late}").choose("act")
    assert play.log[1:] == ["10m arrived news", "30m chosen desk/act", "30m entered press"]
    assert play.wait_until("2h").situation.state == "press"


def test_a_state_that_opens_on_the_way_is_entered_while_the_action_goes_on():
    play = desk("act: {text: Act, takes: 2h}", "news: {text: News, at: 10m, goto: late}").choose("act")
    assert play.log[1:] == ["10m arrived news", "1h entered late", "1h marked certainty", "2h chosen desk/act"]


def test_on_the_way_to_a_state_that_opens_later_the_clock_goes_on_with_drift_and_injects():
    play = Play(
        """
        meters: {cards: {label: Cards}}
        drift: [{meter: cards, per_hour: 60}]
        start: desk
        states:
          desk: {STATE, choices: {home: {text: Go home, takes: 5m, goto: morning}}, timeout: {after: 10m, goto: lost}}
          morning: {STATE, opens: "day 2 09:00", marks: [certainty], choices: {go: {text: Go}}}
        injects: {night: {text: Night, at: 9h}, dawn: {text: Dawn, at: "day 2 09:00"}}
        """
    ).choose("home")
    assert play.log[1:] == [
        "5m chosen desk/home",
        "9h arrived night",
        "23h entered morning",
        "23h marked certainty",
        "23h arrived dawn",
    ]
    assert play.situation.meters == {"cards": 23 * 60}


def test_a_state_that_opened_already_is_entered_at_once_and_never_back_in_time():
    play = desk("act: {text: Act, takes: 3h, goto: late}").choose("act")
    assert play.log[1:] == ["3h chosen desk/act", "3h entered late", "3h marked certainty"]


def test_what_a_decision_sets_off_is_not_kept_waiting_until_the_next_state_opens():
    play = desk(
        "act: {text: Act, takes: 5m, set: {known: true}, goto: late}",
        "at-once: {text: At once, when: known}",
        "soon: {text: Soon, when: known, after: 10m}",
    ).choose("act")
    assert play.log[1:5] == ["5m chosen desk/act", "5m arrived at-once", "15m arrived soon", "1h entered late"]


def test_an_inject_that_moves_the_run_on_its_way_to_a_state_stops_the_clock_there():
    play = desk("act: {text: Act, takes: 5m, goto: late}", "news: {text: News, at: 20m, goto: press}").choose("act")
    assert play.log[1:] == ["5m chosen desk/act", "20m arrived news", "20m entered press"]
    assert play.now == "20m"


def test_an_inject_that_sends_the_run_to_where_it_is_going_changes_nothing():
    play = desk("act: {text: Act, takes: 5m, goto: late}", "news: {text: News, at: 20m, goto: late}").choose("act")
    assert play.log[1:] == ["5m chosen desk/act", "20m arrived news", "1h entered late", "1h marked certainty"]


def test_an_inject_may_end_the_story_on_its_way_to_a_state():
    play = desk("act: {text: Act, takes: 5m, goto: late}", "news: {text: News, at: 20m, goto: lost}").choose("act")
    assert (play.situation.state, play.now) == ("lost", "20m")


def test_a_timeout_counts_from_the_entry_and_fires_on_idle_time_to_the_second():
    play = desk("act: {text: Act}", timeout="after: 30m, goto: press")
    assert play.wait_until("29m59s").situation.state == "desk"
    assert play.wait_until("30m").log[1:] == ["30m timedout desk", "30m entered press"]


def test_a_timeout_fires_at_its_second_however_long_the_wait():
    assert desk("act: {text: Act}", timeout="after: 30m, goto: press").wait_until("3h").situation.entered == 1800


def test_a_timeout_does_not_interrupt_an_action_that_leaves_its_state():
    play = desk("act: {text: Act, takes: 1h, goto: press}", timeout="after: 30m, goto: lost").choose("act")
    assert play.situation.state == "press"


def test_a_timeout_that_was_due_while_the_team_acted_and_stayed_fires_when_they_are_done():
    play = desk("act: {text: Act, takes: 1h}", "news: {text: News, at: 1h}", timeout="after: 30m, goto: press").choose(
        "act"
    )
    assert play.log[1:] == ["1h chosen desk/act", "1h arrived news", "1h timedout desk", "1h entered press"]


def test_a_timeout_that_is_due_the_second_an_action_is_done_fires_then():
    play = desk("act: {text: Act, takes: 30m}", timeout="after: 30m, goto: press").choose("act")
    assert play.log[-2:] == ["30m timedout desk", "30m entered press"]


def test_a_timeout_of_a_state_into_which_an_inject_moved_the_run_fires_when_the_action_is_done():
    play = Play(
        """
        start: desk
        states:
          desk: {STATE, choices: {act: {text: Act, takes: 1h}}}
          press: {STATE, choices: {answer: {text: Answer}}, timeout: {after: 15m, goto: lost}}
        injects: {news: {text: News, at: 10m, goto: press}}
        """
    ).choose("act")
    assert play.log[1:] == [
        "10m arrived news",
        "10m entered press",
        "1h chosen desk/act",
        "1h timedout press",
        "1h entered lost",
    ]


def test_states_that_time_out_into_each_other_at_once_still_let_time_pass():
    """The check refuses a timeout of no time; the engine must not hang on one."""
    play = Play(
        """
        start: desk
        states:
          desk: {STATE, choices: {go: {text: Go}}, timeout: {after: 0s, goto: press}}
          press: {STATE, choices: {go: {text: Go}}, timeout: {after: 0s, goto: desk}}
        """
    ).wait_until("3s")
    assert [line for line in play.log if "entered" in line][-1] == "3s entered press"


def test_a_timeout_without_a_goto_fires_once_and_is_spent():
    play = desk("act: {text: Act, takes: 50m}", timeout="after: 30m, set: {known: true}").wait_until("5h").choose("act")
    assert [line for line in play.log if "timedout" in line] == ["30m timedout desk"]
    assert play.situation.is_timeout_spent


def test_coming_back_to_a_state_starts_its_timeout_again():
    play = desk("again: {text: Again, takes: 1m, goto: desk}", timeout="after: 30m, set: {known: true}")
    play.wait_until("40m").choose("again").wait_until("2h")
    assert [line for line in play.log if "timedout" in line] == ["30m timedout desk", "1h11m timedout desk"]


def test_a_timeout_may_lead_to_a_state_that_opens_later_than_the_wait():
    play = desk("act: {text: Act}", timeout="after: 30m, goto: late").wait_until("40m")
    assert play.log[1:] == ["30m timedout desk", "1h entered late", "1h marked certainty"]
    assert play.now == "1h"
    assert play.wait_until("50m").now == "1h"


def test_an_inject_that_moves_the_run_at_the_second_of_a_timeout_comes_first():
    play = desk("act: {text: Act}", "news: {text: News, at: 30m, goto: press}", timeout="after: 30m, goto: lost")
    assert play.wait_until("1h").log[1:] == ["30m arrived news", "30m entered press"]


def test_a_timeout_that_sets_off_an_inject_is_followed_by_it():
    play = desk(
        "act: {text: Act}",
        "seen: {text: Seen, when: known, goto: press}",
        timeout="after: 30m, set: {known: true}, goto: late",
    ).wait_until("30m")
    assert play.log[1:] == ["30m timedout desk", "30m arrived seen", "30m entered press"]


def test_everything_of_one_long_wait_comes_in_its_order():
    play = desk(
        "act: {text: Act}",
        "by-time: {text: T, at: 20m, set: {known: true}}",
        "then: {text: D, when: known, after: 10m}",
        "late-hour: {text: C, when: elapsed >= 25m}",
        timeout="after: 40m, goto: late",
    ).wait_until("50m")
    assert play.log[1:] == [
        "20m arrived by-time",
        "25m arrived late-hour",
        "30m arrived then",
        "40m timedout desk",
        "1h entered late",
        "1h marked certainty",
    ]


@pytest.mark.parametrize(
    "cuts", [["10m"], ["19m59s", "20m", "20m1s"], ["30m", "40m"], ["7m", "14m", "21m", "28m", "35m"]]
)
def test_waiting_in_parts_is_waiting_at_once(cuts: list[str]):
    def waiting() -> Play:
        return desk(
            "act: {text: Act}",
            "by-time: {text: T, at: 20m, set: {known: true}}",
            "then: {text: D, when: known, after: 10m}",
            timeout="after: 40m, goto: press",
        )

    at_once, in_parts = waiting().wait_until("50m"), waiting()
    for cut in (*cuts, "50m"):
        in_parts.wait_until(cut)
    assert in_parts.log == at_once.log
    assert in_parts.situation == at_once.situation


def test_time_stands_still_after_an_ending():
    play = desk("act: {text: Act, goto: held}").choose("act")
    assert pass_time(play.program, play.movers[0], play.situation, 900).situation.now == 0
