"""The engine's door: a decision step by step, the first instant, replay."""

from fractions import Fraction

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.step import apply, begin, decide, hold, pass_time
from ccdrill.model.ids import ChoiceId, InjectId
from ccdrill.model.scenario import Scenario
from tests.builders import TINY_SCENARIO, read
from tests.engine.playing import Play

ROAD = """
meters: {cards: {label: Cards, start: 100}}
flags: {diverted: false}
drift: [{meter: cards, per_hour: 60, while: not diverted}]
start: desk
states:
  desk: {STATE, choices: {
    divert: {text: Divert, does: [divert], takes: 10m, set: {diverted: true}, goto: after},
    look: {text: Look, takes: 5m},
    careful: {text: Look twice, when: GUARD, takes: 5m}}}
  after: {STATE, choices: {close: {text: Close, goto: held}}}
"""


def road_with(guard: str = "true") -> Play:
    return Play(ROAD.replace("GUARD", guard))


def test_a_choice_whose_guard_does_not_hold_can_not_be_taken():
    road = road_with("cards >= 105")
    assert road.offered() == ["divert", "look"]
    assert decide(road.program, road.movers[0], road.situation, ChoiceId("careful")) is None
    assert road.choose("look").offered() == ["divert", "look", "careful"]


def test_a_guard_is_asked_when_the_choice_is_made_not_when_it_is_completed():
    road = road_with("elapsed < 4m").choose("careful")
    assert road.log[-1] == "5m chosen desk/careful"


@pytest.mark.parametrize("name", ["close", "desk/divert", "state", "trigger", ""])
def test_what_the_state_does_not_offer_can_not_be_taken(name: str):
    road = road_with()
    assert decide(road.program, road.movers[0], road.situation, ChoiceId(name)) is None


def test_nothing_can_be_chosen_after_an_ending():
    road = road_with().choose("divert").choose("close")
    assert road.situation.is_ended
    assert road.offered() == []
    assert decide(road.program, road.movers[0], road.situation, ChoiceId("close")) is None


def test_drift_runs_on_under_the_old_values_while_the_action_takes_its_time():
    road = road_with().choose("divert")
    assert road.situation.meters == {"cards": 110}
    assert road.situation.flags == {"diverted": True}
    assert road.wait_until("2h").situation.meters == {"cards": 110}


def test_the_tiny_story_comes_to_its_numbers():
    tiny = Play(read(TINY_SCENARIO, Scenario)).choose("escalate").choose("divert")
    assert tiny.situation.meters == {"cards_exposed": 370 + 60, "queue": 14}


def test_a_decision_first_takes_its_time_then_acts_then_moves():
    assert road_with().choose("divert").log == [
        "0s entered desk",
        "10m acted divert",
        "10m chosen desk/divert",
        "10m entered after",
    ]


def test_without_a_goto_the_run_stays_where_it_was_entered():
    road = road_with().choose("look")
    assert (road.situation.state, road.situation.entered, road.now) == ("desk", 0, "5m")


def test_the_first_target_whose_condition_holds_after_the_effects_is_taken():
    fork = """
    meters: {cards: {label: Cards, start: 10}}
    start: desk
    states:
      desk: {STATE, choices: {
        add: {text: Add, add: {cards: 5}, goto: [{when: cards > 20, to: lost}, {when: cards > 10, to: held}, {to: desk}]},
        none: {text: None, goto: [{when: cards > 20, to: lost}, {when: cards > 10, to: held}, {to: desk}]}}}
    """
    assert Play(fork).choose("add").situation.state == "held"
    assert Play(fork).choose("none").log[-2:] == ["0s chosen desk/none", "0s entered desk"]


def test_a_choice_that_leads_back_to_its_own_state_enters_it_again():
    again = Play(
        """
        start: desk
        states: {desk: {STATE, marks: [suspicion], choices: {again: {text: Again, takes: 5m, goto: desk}}}}
        """
    ).choose("again")
    assert again.log == ["0s entered desk", "0s marked suspicion", "5m chosen desk/again", "5m entered desk"]
    assert again.situation.entered == 300


def test_a_moment_happens_once_whoever_marks_it_first():
    marks = Play(
        """
        start: desk
        states:
          desk: {STATE, choices: {tell: {text: Tell, takes: 5m, marks: [certainty], goto: after}}}
          after: {STATE, marks: [certainty, suspicion], choices: {tell: {text: Tell, marks: [suspicion]}}}
        injects: {news: {text: News, at: 7m, marks: [certainty]}}
        """
    )
    marks.choose("tell").wait_until("9m").choose("tell")
    assert marks.situation.moments == {"certainty": 300, "suspicion": 300}
    assert [line for line in marks.log if "marked" in line] == ["5m marked certainty", "5m marked suspicion"]


def test_what_a_decision_marks_happens_when_it_is_completed():
    marks = Play(
        """
        start: desk
        states: {desk: {STATE, choices: {tell: {text: Tell, takes: 5m, does: [tell], marks: [certainty]}}}}
        """
    ).choose("tell")
    assert marks.log[1:] == ["5m acted tell", "5m marked certainty", "5m chosen desk/tell"]


def test_the_story_begins_by_entering_its_first_state_then_what_is_due_at_once():
    start = Play(
        """
        start: desk
        states: {desk: {STATE, marks: [suspicion], choices: {wait: {text: Wait}}}}
        injects: {second: {text: Second, at: 0s}, never: {text: Never, at: 0s, when: elapsed > 0s}, third: {text: T, when: elapsed < 1s}}
        """
    )
    assert start.log == [
        "0s entered desk",
        "0s marked suspicion",
        "0s arrived second",
        "0s lapsed never",
        "0s arrived third",
    ]


def test_a_story_whose_first_state_opens_late_begins_then():
    late = Play(
        """
        meters: {cards: {label: Cards}}
        drift: [{meter: cards, per_hour: 60}]
        start: desk
        states: {desk: {STATE, opens: 20m, marks: [suspicion], choices: {wait: {text: Wait}}}}
        injects: {early: {text: Early, at: 0s}, mid: {text: Mid, at: 10m}, with: {text: With, at: 20m}}
        """
    )
    assert late.log == [
        "0s arrived early",
        "10m arrived mid",
        "20m entered desk",
        "20m marked suspicion",
        "20m arrived with",
    ]
    assert late.situation.meters == {"cards": 20}


def test_an_inject_at_the_first_instant_may_move_or_end_the_story():
    body = """
    start: desk
    states: {desk: {STATE, choices: {wait: {text: Wait}}}, other: {STATE, choices: {wait: {text: Wait}}}}
    injects: {news: {text: News, at: 0s, goto: TARGET}}
    """
    assert Play(body.replace("TARGET", "other")).log == ["0s entered desk", "0s arrived news", "0s entered other"]
    assert Play(body.replace("TARGET", "lost")).situation.is_ended


def test_meters_are_exact_however_long_they_run():
    thirds = Play(
        """
        meters: {cards: {label: Cards, start: 0.1}}
        drift: [{meter: cards, per_hour: 7}]
        start: desk
        states: {desk: {STATE, choices: {wait: {text: Wait, takes: 1s}}}}
        """
    )
    for _ in range(10):
        thirds.choose("wait")
    assert thirds.situation.meters == {"cards": Fraction(1, 10) + Fraction(70, 3600)}


def test_a_step_is_applied_again_without_asking_any_rule():
    road = road_with()
    step = decide(road.program, road.movers[0], road.situation, ChoiceId("divert"))
    assert step is not None
    assert apply(road.situation, step.outcome) == step.situation
    start = begin(road.program, road.movers[0])
    assert apply(None, start.outcome) == start.situation


def test_time_that_has_passed_does_not_pass_again():
    road = road_with().choose("look")
    step = pass_time(road.program, MachineMover(road.program), road.situation, 60)
    assert step.situation == road.situation
    assert not step.outcome.happenings


def test_what_has_come_or_was_given_up_can_not_be_given_up_any_more():
    program = compile_scenario(read(TINY_SCENARIO, Scenario))
    message, before = InjectId("queue-grows"), begin(program, MachineMover(program)).situation
    held = hold(program, before, message)
    assert held is not None
    for after in (held, pass_time(program, MachineMover(program), before, 1200)):
        assert hold(program, after.situation, message) is None
    assert hold(program, before, InjectId("nothing")) is None
