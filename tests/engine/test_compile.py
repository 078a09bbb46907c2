"""Which choices a state offers, in which order, and how often."""

from ccdrill.engine.compile import compile_scenario
from ccdrill.model.ids import ChoiceId, StateId
from tests.engine.playing import Play, story

BODY = """
flags: {known: false}
start: desk
states:
  desk: {STATE, choices: {first: {text: First, goto: floor}, second: {text: Second, once: true, takes: 1m}}}
  floor: {STATE, choices: {back: {text: Back, goto: desk}}}
  yard: {STATE, choices: {back: {text: Back, goto: desk}}}
anywhere:
  all: {text: All, once: true, set: {known: true}}
  some: {text: Some, in: [desk, yard]}
  late: {text: Late, when: known, goto: yard}
"""


def test_a_state_offers_its_own_choices_then_those_from_anywhere():
    assert Play(BODY).offered() == ["first", "second", "all", "some"]


def test_a_choice_from_anywhere_keeps_to_the_states_it_names():
    assert Play(BODY).choose("first").offered() == ["back", "all"]


def test_a_choice_from_anywhere_waits_for_its_condition():
    play = Play(BODY).choose("all")
    assert "late" in play.offered()
    assert play.choose("late").situation.state == "yard"


def test_a_choice_that_is_offered_once_is_gone_when_it_was_taken():
    play = Play(BODY).choose("second")
    assert "second" not in play.offered()
    assert "second" not in play.choose("first").choose("back").offered()


def test_a_choice_from_anywhere_that_is_offered_once_is_gone_everywhere():
    assert "all" not in Play(BODY).choose("all").choose("first").offered()


def test_choices_of_the_same_name_in_two_states_are_two_choices():
    play = Play(
        """
        start: desk
        states:
          desk: {STATE, choices: {call: {text: Call, once: true, goto: floor}}}
          floor: {STATE, choices: {call: {text: Call, once: true}}}
        """
    ).choose("call")
    assert play.offered() == ["call"]
    assert play.choose("call").situation.used == {"desk/call": 1, "floor/call": 1}


def test_slots_are_shared_by_all_states_and_bear_no_name_of_the_file():
    program = compile_scenario(story(BODY))
    slots = {state: [offer.edge.slot for offer in offered] for state, offered in program.offers.items()}
    assert slots == {
        "desk": ["c0", "c1", "c2", "c3", "c4"],
        "floor": ["c0", "c1", "c2"],
        "yard": ["c0", "c1", "c2", "c3"],
    }


def test_a_choice_is_found_by_its_name_in_its_state_whether_it_is_offered_now_or_not():
    program = compile_scenario(story(BODY))
    found = program.offer(StateId("desk"), ChoiceId("late"))
    assert found is not None
    assert (found.key, found.choice.text) == ("late", "Late")
    assert program.offer(StateId("floor"), ChoiceId("some")) is None
    assert program.offer(StateId("held"), ChoiceId("all")) is None
