"""What may still be done from where a run stands."""

from ccdrill.engine.situation import Situation
from ccdrill.model.scenario import Scenario
from ccdrill.session.showing.ahead import actions_ahead
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
