"""What may still be done from where a run stands."""

from ccdrill.engine.situation import Situation
from ccdrill.model.scenario import Scenario
from ccdrill.session.showing.ahead import actions_ahead, changes_ahead
from tests.builders import TINY_SCENARIO, read

STORY = read(TINY_SCENARIO, Scenario)


def at(state: str, scenario: Scenario = STORY, **more: object) -> set[str]:
    return set(actions_ahead(scenario, Situation(state=state, **more)))


def test_every_way_that_leads_on_is_followed() -> None:
    assert at("third-caller") >= {"escalate", "divert", "tell-acquirer"}
    assert at("contain") == {"power-off", "divert", "isolate", "tell-acquirer"}
    assert at("tell") == {"tell-acquirer"}
    assert at("held", is_ended=True) == set()


def test_timeouts_and_injects_lead_on_too() -> None:
    timed = TINY_SCENARIO.replace(
        "    facilitator: {say: The clock runs since the first call.}\n",
        "    timeout: {after: 30m, goto: contain}\n",
    )
    assert at("tell", read(timed, Scenario)) == at("contain")
    told = TINY_SCENARIO.replace("add: {queue: 5}}", "goto: contain}")
    assert at("tell", read(told, Scenario)) == at("contain")
    assert at("tell", read(told, Scenario), delivered={"queue-grows": 1200}) == {"tell-acquirer"}


def test_what_can_be_taken_once_and_was_is_not_ahead_and_a_choice_for_anywhere_is_where_it_is_offered() -> None:
    late = read(
        TINY_SCENARIO.replace(
            "injects:", "anywhere:\n  late: {in: [tell], once: true, text: At last, does: [divert]}\ninjects:"
        ),
        Scenario,
    )
    assert at("tell", late) == {"tell-acquirer", "divert"}
    assert at("tell", late, used={"late": 1}) == {"tell-acquirer"}


def test_what_may_change_is_what_choices_timeouts_and_messages_ahead_change() -> None:
    timed = TINY_SCENARIO.replace(
        "    facilitator: {say: The clock runs since the first call.}\n",
        "    timeout: {after: 30m, set: {route_diverted: true}, marks: [suspicion], goto: late}\n",
    )
    at_last = changes_ahead(read(timed, Scenario), Situation(state="tell", flags={"route_diverted": False}))
    assert at_last.flags == {("route_diverted", True)}
    assert at_last.moments == {"suspicion"}
    assert changes_ahead(STORY, Situation(state="tell", flags={"route_diverted": False})).flags == set()
    assert ("route_diverted", True) in changes_ahead(
        STORY, Situation(state="contain", flags={"route_diverted": False})
    ).flags
    assert changes_ahead(STORY, Situation(state="held", is_ended=True)).actions == set()


def test_what_only_a_message_changes_that_can_not_come_itself_does_not_change() -> None:
    waits = TINY_SCENARIO.replace(
        "injects:\n",
        "injects:\n  first: {text: One, when: route_diverted, set: {warned: true}}\n"
        "  second: {text: Two, when: warned, marks: [suspicion]}\n",
    ).replace("flags: {", "flags: {warned: false, ")
    story = read(waits, Scenario)
    flags = {"route_diverted": False, "warned": False}
    assert ("warned", True) in changes_ahead(story, Situation(state="contain", flags=flags)).flags
    late = changes_ahead(story, Situation(state="tell", flags=flags))
    assert late.flags == set()
    assert late.moments == set()
