"""What `engine/machine.py` rests on in `transitions` 0.9: each of these was found by running it (notes/engine.md).

When an upgrade fails here, read what changed before you change the engine.
"""

import logging
import sys
from collections.abc import Sequence
from typing import Any

import pytest
import transitions
from hypothesis import given
from hypothesis import strategies as st
from transitions.core import EventData, Machine, MachineError

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.step import begin, decide
from ccdrill.model.condition import Condition, FlagSet, Not
from ccdrill.model.ids import ChoiceId, FlagName, InjectId, StateId
from ccdrill.model.scenario import Branch, Choice, Ending, Inject, Scenario, State, Timeout
from ccdrill.model.units import Duration, StoryTime
from tests.engine.playing import Play
from tests.engine.strategies import BEGINS


class Context:
    """As slotted as the engine's own: the library can hang nothing on it."""

    __slots__ = ("said", "state")

    def __init__(self, state: str = "a") -> None:
        self.state = state
        self.said: list[str] = []


def say(word: str, answer: object = None) -> Any:
    """A callback that leaves a word and answers."""

    def callback(event: EventData) -> object:
        event.model.said.append(word)
        return answer

    return callback


def machine(*edges: dict[str, Any], **options: Any) -> Machine:
    built = Machine(model=None, states=["a", "b", "c"], initial="a", **{**ENGINE, **options})
    for edge in edges:
        built.add_transition(**{"trigger": "c0", "source": "a", "dest": "b", **edge})
    return built


ENGINE: dict[str, Any] = {"auto_transitions": False, "send_event": True, "queued": False}


def test_this_is_the_version_that_was_examined():
    assert transitions.__version__.startswith("0.9.")


def test_without_automatic_transitions_no_state_can_be_jumped_to():
    assert set(machine({}).events) == {"c0"}
    assert "to_b" in machine({}, auto_transitions=True).events


def test_a_trigger_can_be_driven_on_a_slotted_context_that_is_not_registered():
    built, context = machine({}), Context()
    assert built.events["c0"].trigger(context) is True
    assert context.state == "b"
    assert built.models == []


def test_one_machine_drives_many_contexts_each_in_its_own_state():
    built = machine({}, {"source": "b", "dest": "c"})
    first, second = Context("a"), Context("b")
    assert built.events["c0"].trigger(first)
    assert built.events["c0"].trigger(second)
    assert (first.state, second.state) == ("b", "c")


def test_a_guard_that_does_not_hold_is_told_by_false_and_nothing_moves():
    context = Context()
    assert machine({"conditions": [say("asked", answer=False)]}).events["c0"].trigger(context) is False
    assert (context.state, context.said) == ("a", ["asked"])


@pytest.mark.parametrize("answer", [2, "yes", [1], None])
def test_what_a_guard_answers_is_compared_with_true(answer: object):
    assert machine({"conditions": [say("asked", answer=answer)]}).events["c0"].trigger(Context()) is False


def test_a_slot_that_the_state_does_not_have_is_an_error():
    with pytest.raises(MachineError):
        machine({}).events["c0"].trigger(Context("c"))


def test_the_first_transition_whose_conditions_hold_wins_and_later_ones_are_not_asked():
    built = machine(
        {"dest": "a", "conditions": [say("first", answer=False)]},
        {"dest": "b", "conditions": [say("second", answer=True)]},
        {"dest": "c", "conditions": [say("third", answer=True)]},
    )
    context = Context()
    assert built.events["c0"].trigger(context) is True
    assert (context.state, context.said) == ("b", ["first", "second"])


def test_conditions_are_asked_in_their_order_until_one_does_not_hold():
    context = Context()
    conditions = [say("one", answer=True), say("two", answer=False), say("three", answer=True)]
    assert machine({"conditions": conditions}).events["c0"].trigger(context) is False
    assert context.said == ["one", "two"]


def test_conditions_come_before_the_befores_and_the_state_is_set_after_them():
    seen = []
    built = machine(
        {
            "conditions": [lambda event: seen.append(("condition", event.model.state)) or True],
            "before": [lambda event: seen.append(("before", event.model.state))],
            "after": [lambda event: seen.append(("after", event.model.state))],
        }
    )
    built.events["c0"].trigger(Context())
    assert seen == [("condition", "a"), ("before", "a"), ("after", "b")]


def test_a_transition_may_lead_back_to_its_own_state():
    context = Context()
    assert machine({"dest": "a"}).events["c0"].trigger(context) is True
    assert context.state == "a"


def test_a_trigger_within_a_condition_of_another_is_done_at_once():
    """So an inject may fire while the effect of a choice is running."""
    built = machine({"trigger": "i0", "dest": "c"})
    inner = Context()

    def nested(event: EventData) -> bool:
        assert built.events["i0"].trigger(inner)
        assert inner.state == "c"
        return True

    built.add_transition("c0", "a", "b", conditions=[nested])
    outer = Context()
    assert built.events["c0"].trigger(outer) is True
    assert (outer.state, inner.state) == ("b", "c")


def test_an_exception_in_a_callback_comes_through_and_nothing_is_rolled_back():
    def fail(event: EventData) -> None:
        event.model.said.append("half done")
        raise ZeroDivisionError

    context = Context()
    with pytest.raises(ZeroDivisionError):
        machine({"before": [fail]}).events["c0"].trigger(context)
    assert (context.state, context.said) == ("a", ["half done"])


def test_a_dotted_string_as_a_callback_is_imported_and_called(monkeypatch: pytest.MonkeyPatch):
    """Why no text of a file may ever become a callback. Shown with a harmless one: whether a word is a keyword."""
    monkeypatch.delitem(sys.modules, "keyword", raising=False)
    named = machine({"conditions": ["keyword.iskeyword"]}, send_event=False)
    assert named.events["c0"].trigger(Context(), "while") is True
    assert "keyword" in sys.modules


def test_a_registered_model_is_bound_to_names_which_is_why_ours_is_not():
    class Model:
        def on_enter_b(self, _: EventData) -> None:
            self.was_bound = True

    model = Model()
    built = Machine(model=model, states=["a", "b"], initial="a", **ENGINE)
    built.add_transition("c0", "a", "b")
    model.c0()
    assert model.was_bound


def test_the_library_says_nothing_unless_it_is_asked_to(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.WARNING, "transitions"):
        machine({}).events["c0"].trigger(Context())
    assert caplog.records == []


HOSTILE = (
    "os.getcwd", "os.abort", "builtins.exit", "subprocess.run", "trigger", "state", "states", "to", "to_first", "initial",
    "on_enter_first", "may_c0", "is_first", "model", "models", "events", "c0", "i0", "t", "_machine", "self", "=", "*", "__class__",
)  # fmt: skip
"""Names that mean something to the library, or would. The loader lets few of them through; here they come past it."""


def hostile_story(names: Sequence[str]) -> Scenario:
    """A way through states, choices, injects and endings that bear these names."""
    first, second, last, choice, other, inject, flag = names
    says = {"phase": "detect", "title": "os.getcwd", "question": "{trigger}", "narrative": "__import__('os').abort()"}
    is_set = FlagSet(flag=FlagName(flag))
    leads_on = Choice(
        text="os.abort",
        when=Condition(flag, is_set),
        goto=(Branch(to=StateId(last), when=Condition("os.abort", Not(term=is_set))), Branch(to=StateId(second))),
    )
    ends = Choice(text="os.abort", goto=StateId(last))
    return Scenario(
        schema="ccdrill/scenario/v1",
        id="hostile",
        title="os.abort",
        version="os.abort",
        summary="os.abort",
        begins=BEGINS,
        flags={FlagName(flag): True},
        start=StateId(first),
        states={
            StateId(first): State(
                **says,
                choices={ChoiceId(choice): leads_on, ChoiceId(other): ends},
                timeout=Timeout(after=Duration(30), goto=StateId(second)),
            ),
            StateId(second): State(**says, choices={ChoiceId(other): ends}),
        },
        injects={InjectId(inject): Inject(text="os.abort", at=StoryTime.parse("1m"), goto=StateId(last))},
        endings={StateId(last): Ending(kind="bad", title="os.abort", narrative="os.abort")},
    )


@given(st.permutations(HOSTILE).map(lambda names: names[:7]))
def test_names_that_mean_something_to_the_library_are_plain_data(names: list[str]):
    first, second, last, choice, other, inject, _ = names
    begun, later = f"0s entered {first}", [f"1m arrived {inject}", f"1m entered {last}"]
    chosen = Play(hostile_story(names)).choose(choice).wait_until("2m")
    assert chosen.log == [begun, f"0s chosen {first}/{choice}", f"0s entered {second}", *later]
    idle = Play(hostile_story(names)).wait_until("2m")
    assert idle.log == [begun, f"30s timedout {first}", f"30s entered {second}", *later]
    ended = Play(hostile_story(names)).choose(other)
    assert ended.log == [begun, f"0s chosen {first}/{other}", f"0s entered {last}"]


def test_only_callables_of_ours_and_no_name_of_a_file_reach_the_machine():
    program = compile_scenario(hostile_story(HOSTILE[:7]))
    built = MachineMover(program)._machine
    assert set(built.events) == {"c0", "c1", "i0", "t"}
    for event in built.events.values():
        for transition in (each for listed in event.transitions.values() for each in listed):
            callbacks = [*transition.before, *transition.after, *transition.prepare, *transition.conditions]
            for callback in callbacks:
                assert callable(getattr(callback, "func", callback))
    for state in built.states.values():
        assert state.on_enter == state.on_exit == []


def test_names_that_the_loader_does_let_through_play_as_plain_data():
    play = Play(
        """
        flags: {trigger: true, state: true, model: true, is_held: false}
        start: state
        states:
          state: {STATE, choices: {to: {text: os.getcwd, when: trigger and state, goto: trigger}, trigger: {text: T, goto: lost}}}
          trigger: {STATE, choices: {initial: {text: I}, may-trigger: {text: M, goto: on-enter-state}}}
          on-enter-state: {STATE, choices: {c0: {text: C, goto: held}}}
        injects: {i0: {text: T, at: 1m}, trigger: {text: T, at: 2m}}
        """
    )
    play.choose("to").choose("initial").wait_until("3m").choose("may-trigger").choose("c0")
    assert play.situation.state == "held"


def test_nothing_can_be_chosen_by_a_name_of_the_librarys_own():
    program = compile_scenario(hostile_story(["first", "second", "last", "choice", "other", "inject", "flag"]))
    mover = MachineMover(program)
    start = begin(program, mover).situation
    for name in ("c0", "c1", "i0", "t", "trigger", "to_last", "to", *HOSTILE):
        assert decide(program, mover, start, ChoiceId(name)) is None
