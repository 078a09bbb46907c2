"""What the last outcome tells, and what it leaves to what follows."""

from ccdrill.session.deciding.commands import TakeBack, Tick
from ccdrill.session.showing.untold import as_of_outcome
from tests.builders import TINY_SCENARIO, build_exercise
from tests.session.stage import TEAM_DRILL, Stage, decide, paced

OVERNIGHT = TINY_SCENARIO.replace("  contain:\n    phase: contain\n", "  contain:\n    phase: contain\n    opens: 4h\n")
"""The second situation opens in the afternoon; a message arrives before."""


def test_before_the_first_decision_everything_is_untold() -> None:
    view = Stage().begin().view()
    assert as_of_outcome(view) is view
    assert all(line.is_untold for line in view.so_far)


def test_what_arrived_while_the_choice_was_done_is_told_with_its_outcome() -> None:
    view = decide(Stage().begin(), "retry")
    assert view.outcome is not None
    assert [one.id for one in view.outcome.messages] == ["queue-grows"]
    assert [one.is_untold for one in view.messages] == [False]


def test_what_arrived_after_it_was_done_is_left_to_the_next_situation() -> None:
    view = decide(Stage(build_exercise(scenario=OVERNIGHT)).begin(), "escalate")
    assert view.outcome is not None
    assert view.outcome.messages == ()
    assert [(one.id, one.is_untold) for one in view.messages] == [("queue-grows", True)]
    assert (view.outcome.until, view.outcome.when, view.clock) == ("Mon 10:30", "Mon 2 Mar 10:30", "Mon 14:20")


def test_as_of_the_outcome_the_next_situation_its_time_and_its_exhibits_are_not_known() -> None:
    scenario = OVERNIGHT.replace(
        "question: What happens to the nodes now?",
        "question: What happens to the nodes now?\n    exhibits: [{id: photo, kind: note, title: Photo, body: Two nodes.}]",
    )
    view = decide(Stage(build_exercise(scenario=scenario)).begin(), "escalate")
    told = as_of_outcome(view)
    assert told.clock == "Mon 10:30"
    assert [one.id for one in told.exhibits] == ["call-log"]
    assert [one.is_here for one in view.exhibits] == [False, True]
    assert [one.text for one in told.so_far] == [
        '"It asked me twice"',
        "Escalate on the security line, with the call IDs",
    ]
    assert [one.text for one in view.so_far][-1] == "Two nodes"


def test_gauges_are_told_as_of_the_outcome_and_move_with_the_message_that_moved_them() -> None:
    view = decide(Stage(build_exercise(scenario=OVERNIGHT)).begin(), "escalate")
    assert view.outcome is not None
    assert [(meter.value, meter.trend) for meter in view.outcome.gauges] == [("9 min", "")]
    assert view.outcome.meters == ()
    assert [meter.value for meter in as_of_outcome(view).meters] == ["9 min"]
    assert [(meter.value, meter.trend) for meter in view.meters] == [("14 min", "+5")]
    at_once = decide(Stage().begin(), "retry")
    assert at_once.outcome is not None
    assert [(meter.value, meter.trend) for meter in at_once.outcome.meters] == [("14 min", "+5")]


def test_what_time_brings_after_a_decision_is_untold() -> None:
    stage = paced()
    session = stage.begin()
    decide(session, "escalate")
    stage.clock.pass_seconds(1_800)
    view = session.handle(Tick())
    assert [one.id for one in view.messages if one.is_untold] == ["queue-grows"]
    assert as_of_outcome(view).messages == ()


def test_every_decision_that_stands_is_listed_with_what_is_still_open() -> None:
    session = Stage().begin()
    decide(session, "escalate", roles=("leader",), records=("ticket",), confidence=3)
    view = decide(session, "divert")
    assert [one.unanswered for one in view.decisions] == [(), ("who", "recorded", "sure")]
    assert view.outcome is not None and view.outcome.seq == view.decisions[-1].seq
    assert len(session.handle(TakeBack()).decisions) == 1


def test_a_team_that_named_nobody_still_has_its_roles() -> None:
    view = Stage(build_exercise(drill=TEAM_DRILL)).begin().view()
    assert [(seat.title, seat.player) for seat in view.seats] == [
        ("Team leader", ""),
        ("Telephony engineer", ""),
        ("Acquirer contact", ""),
    ]
    assert Stage().begin().view().seats == ()
