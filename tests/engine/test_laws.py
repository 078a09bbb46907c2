"""What holds for every story and everything that can be done in it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ccdrill.engine import clock
from ccdrill.engine.compile import compile_scenario, improvised
from ccdrill.engine.instant import expire, settle
from ccdrill.engine.machine import MachineMover
from ccdrill.engine.program import Mover, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.engine.situation import Situation
from ccdrill.engine.step import Step, apply, begin, decide, improvise, offers, pass_time
from ccdrill.model.happenings import Arrived, Chosen, Lapsed, Marked
from ccdrill.model.scenario import Scenario
from tests.engine.playing import TableMover
from tests.engine.strategies import Command, commands, scenarios

thorough = settings(max_examples=5 * settings.default.max_examples)
"""Stories are cheap to draw and to play."""
Taken = tuple[Situation | None, Step]
"""A step, with where it began."""


def play(program: Program, mover: Mover, what: list[Command]) -> Iterator[Taken]:
    """Begins, then does whatever of the commands can be done."""
    step = begin(program, mover)
    yield None, step
    for kind, number in what:
        before = step.situation
        offered = offers(program, before)
        if kind == "wait":
            step = pass_time(program, mover, before, before.now + number)
        elif offered:
            found = decide(program, mover, before, offered[number % len(offered)].id)
            assert found is not None
            step = found
        else:
            continue
        yield before, step


@thorough
@given(scenarios(), commands)
def test_every_play_keeps_the_laws(scenario: Scenario, what: list[Command]):
    """One play for all laws that look at nothing else: to draw it and to play it is most of the work."""
    program = compile_scenario(scenario)
    steps = list(play(program, MachineMover(program), what))
    the_machine_and_a_plain_table_take_every_step_alike(program, steps, what)
    what_was_recorded_replays_to_where_the_run_stands(steps)
    a_step_ends_when_nothing_is_due_any_more(program, steps)
    the_clock_never_runs_back_and_happenings_stand_in_its_order(steps)
    meters_stay_within_their_limits(scenario, steps)
    an_inject_comes_once_and_a_moment_happens_once(steps)
    an_ending_ends_it(program, steps)
    what_a_choice_says_can_be_written_in_as_well(program, steps)


def the_machine_and_a_plain_table_take_every_step_alike(program: Program, steps: list[Taken], what: list[Command]):
    assert steps == list(play(program, TableMover(program), what))


def what_was_recorded_replays_to_where_the_run_stands(steps: list[Taken]):
    replayed = None
    for _, step in steps:
        replayed = apply(replayed, step.outcome)
        assert replayed == step.situation


def a_step_ends_when_nothing_is_due_any_more(program: Program, steps: list[Taken]):
    """Asked of what is due at an instant: `pass_time` to the present second would look at nothing."""
    for _, step in steps:
        scratch = Scratch(step.situation)
        settle(program, TableMover(program), scratch)
        assert not expire(program, TableMover(program), scratch)
        assert not scratch.happenings
        assert scratch.frozen() == step.situation


def the_clock_never_runs_back_and_happenings_stand_in_its_order(steps: list[Taken]):
    for before, step in steps:
        start = before.now if before is not None else 0
        times = [happening.t for happening in step.outcome.happenings]
        assert [start, *times, step.situation.now] == sorted([start, *times, step.situation.now])


def meters_stay_within_their_limits(scenario: Scenario, steps: list[Taken]):
    for _, step in steps:
        for name, value in step.situation.meters.items():
            meter = scenario.meters[name]
            assert meter.min is None or value >= meter.min
            assert meter.max is None or value <= meter.max


def an_inject_comes_once_and_a_moment_happens_once(steps: list[Taken]):
    happenings = [one for _, step in steps for one in step.outcome.happenings]
    assert not any(step.situation.armed.keys() & step.situation.delivered.keys() for _, step in steps)
    came = [one.inject for one in happenings if isinstance(one, Arrived | Lapsed)]
    marked = [one.moment for one in happenings if isinstance(one, Marked)]
    assert len(came) == len(set(came))
    assert len(marked) == len(set(marked))


def an_ending_ends_it(program: Program, steps: list[Taken]):
    for _, step in steps:
        assert step.situation.is_ended == (step.situation.state in program.scenario.endings)
        if step.situation.is_ended:
            later = pass_time(program, TableMover(program), step.situation, step.situation.now + 60)
            assert later.situation == step.situation
            assert not step.outcome.offered


def what_a_choice_says_can_be_written_in_as_well(program: Program, steps: list[Taken]) -> None:
    """Whoever writes in what a choice says, to the one place where that leads, comes to where the choice comes to."""
    mover = MachineMover(program)
    for situation in (step.situation for _, step in steps):
        for offer in offers(program, situation):
            if isinstance(offer.choice.goto, tuple):
                continue
            taken = decide(program, mover, situation, offer.id)
            written = improvise(program, mover, situation, improvised(offer.choice))
            assert taken is not None
            assert written is not None
            assert _but_for_its_name(written) == _but_for_its_name(taken)


def _but_for_its_name(step: Step) -> object:
    """All that a step came to, whatever the choice is called."""
    found = [replace(one, choice="it") if isinstance(one, Chosen) else one for one in step.outcome.happenings]
    return replace(step.outcome, happenings=tuple(found), offered=()), replace(step.situation, used={})


@thorough
@given(scenarios(), commands, st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_splitting_idle_time_changes_nothing(scenario: Scenario, what: list[Command], cuts: list[int]):
    program = compile_scenario(scenario)
    mover = MachineMover(program)
    *_, (_, step) = play(program, mover, what)
    start = step.situation
    instants = sorted({start.now + cut for cut in cuts})
    at_once = pass_time(program, mover, start, instants[-1])
    happenings, bit = [], start
    for instant in instants:
        part = pass_time(program, mover, bit, instant)
        happenings += part.outcome.happenings
        bit = part.situation
    assert tuple(happenings) == at_once.outcome.happenings
    assert bit == at_once.situation


@thorough
@given(scenarios(), commands)
def test_a_clock_that_stops_at_every_second_finds_nothing_more(scenario: Scenario, what: list[Command]):
    def every_second(_: Program, scratch: Scratch, __: bool) -> Iterator[int]:
        yield scratch.now + 1

    program = compile_scenario(scenario)
    leaping = list(play(program, TableMover(program), what))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_instants", every_second)
        assert list(play(program, TableMover(program), what)) == leaping
