"""The state machine behind a program: built once, driven through slots, deciding exactly as a plain table does."""

from fractions import Fraction

import pytest

from ccdrill.engine.compile import compile_scenario
from ccdrill.engine.conditions import evaluate
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Fired
from ccdrill.engine.scratch import Scratch
from ccdrill.engine.situation import Situation
from ccdrill.model.ids import ChoiceId, StateId
from tests.engine.playing import Play, TableMover, story

FORK = """
meters: {cards: {label: Cards, start: 1}}
flags: {open: true}
start: desk
states:
  desk: {STATE, choices: {
    go: {text: Go, when: open, takes: 5m, add: {cards: 1}, goto: [{when: cards > 2, to: lost}, {when: cards > 1, to: held}, {to: desk}]},
    stay: {text: Stay, when: open, add: {cards: 1}},
    shut: {text: Shut, when: not open, goto: lost}}}
"""


@pytest.mark.parametrize(("name", "fired"), [("go", Fired(StateId("held"))), ("stay", Fired(None)), ("shut", None)])
def test_an_edge_is_fired_with_its_effect_and_its_target_by_machine_and_table_alike(name: str, fired: Fired | None):
    program = compile_scenario(story(FORK))
    situation = Situation(state=StateId("desk"), meters={"cards": Fraction(1)}, flags={"open": True})
    offer = program.offer(StateId("desk"), ChoiceId(name))
    assert offer is not None
    for mover in (MachineMover(program), TableMover(program)):
        scratch = Scratch(situation)
        assert mover.fire(scratch, offer.edge) == fired
        assert scratch.meters["cards"] == (1 if fired is None else 2)
        assert scratch.state == "desk", "firing enters nothing"


def test_an_effect_is_done_once_though_a_goto_list_asks_after_it_more_than_once():
    play = Play(FORK).choose("go")
    assert play.log == ["0s entered desk", "5m chosen desk/go", "5m entered held"]
    assert play.situation.meters == {"cards": 2}


def test_the_machine_knows_every_state_and_nothing_else():
    machine = MachineMover(compile_scenario(story(FORK)))._machine
    assert set(machine.states) == {"desk", "held", "lost"}
    assert machine.models == []
    assert set(machine.events) == {"c0", "c2"}, "an edge that leads nowhere needs no transition"


def test_two_runs_share_one_machine_without_knowing_of_each_other():
    program = compile_scenario(story(FORK))
    mover = MachineMover(program)
    offer = program.offer(StateId("desk"), ChoiceId("go"))
    assert offer is not None
    first, second = (
        Scratch(Situation(state=StateId("desk"), meters={"cards": Fraction(start)}, flags={"open": True}))
        for start in (1, 9)
    )
    assert mover.fire(first, offer.edge) == Fired(StateId("held"))
    assert mover.fire(second, offer.edge) == Fired(StateId("lost"))
    assert (first.meters, second.meters) == ({"cards": 2}, {"cards": 10})


def test_an_error_in_a_rule_is_not_swallowed():
    program = compile_scenario(story(FORK))
    offer = program.offer(StateId("desk"), ChoiceId("go"))
    assert offer is not None
    with pytest.raises(KeyError):
        MachineMover(program).fire(Scratch(Situation(state=StateId("desk"))), offer.edge)


def test_guards_answer_with_true_or_false_and_nothing_like_it():
    """The library compares what a condition returns with True: 2 or a full list would count as no."""
    program = compile_scenario(story(FORK))
    scratch = Scratch(Situation(state=StateId("desk"), meters={"cards": Fraction(1)}, flags={"open": True}))
    for offer in program.offers[StateId("desk")]:
        assert type(offer.edge.guard(scratch)) is bool
        for branch in offer.edge.branches:
            assert branch.when is None or type(evaluate(branch.when.tree, scratch, {})) is bool
