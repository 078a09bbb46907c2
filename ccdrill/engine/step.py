"""The engine's door: begin a story, decide, let time pass; and apply what was recorded, without deciding anything."""

from collections.abc import Mapping
from fractions import Fraction

from ccdrill.engine.clock import come_to_rest, idle_until
from ccdrill.engine.instant import enter
from ccdrill.engine.program import Mover, Offer, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.engine.situation import Situation
from ccdrill.model.happenings import Arrived, Lapsed
from ccdrill.model.ids import ChoiceId, FlagName, InjectId, MeterName, StateId
from ccdrill.model.outcome import Outcome
from ccdrill.model.scenario import branches_of
from ccdrill.model.value import Value


class Step(Value, frozen=True):
    """What a step came to."""

    situation: Situation
    """Where the run stands after it."""
    outcome: Outcome
    """What is recorded of it: enough to apply it again without the rules."""


def begin(program: Program, mover: Mover) -> Step:
    """The first instant: the start state is entered, and what is due at once arrives."""
    scenario = program.scenario
    scratch = Scratch(
        Situation(
            state=scenario.start,
            meters={name: meter.start for name, meter in scenario.meters.items()},
            flags=scenario.flags,
        )
    )
    enter(program, scratch, scenario.start)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def begin_at(program: Program, mover: Mover, state: StateId, now: int, given: Mapping[str, bool | Fraction]) -> Step:
    """A story that begins in another state, so many seconds after its start, with some values given: for authors who look.

    What was due by time before is taken to have arrived. `given` names flags and meters of the scenario; a meter keeps to its
    bounds as at any other time.
    """
    scenario = program.scenario
    past = {timed.id: now for timed in program.injects if timed.at is not None and timed.at < now}
    meters = {name: meter.start for name, meter in scenario.meters.items()}
    flags = dict(scenario.flags)
    for name, value in given.items():
        if isinstance(value, bool):
            flags[FlagName(name)] = value
        else:
            meters[MeterName(name)] = value
    scratch = Scratch(Situation(state=state, now=now, entered=now, meters=meters, flags=flags, delivered=past))
    enter(program, scratch, state)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def offers(program: Program, situation: Situation) -> tuple[Offer, ...]:
    """The choices that can be taken now, in the order shown; none after an ending."""
    if situation.is_ended:
        return ()
    scratch = Scratch(situation)
    return tuple(offer for offer in program.offers[situation.state] if offer.edge.guard(scratch))


def decide(program: Program, mover: Mover, situation: Situation, choice: ChoiceId) -> Step | None:
    """Takes a choice of the present state; None when it is not offered now."""
    offer = None if situation.is_ended else program.offer(situation.state, choice)
    if offer is None:
        return None
    scratch = Scratch(situation)
    fired = mover.fire(scratch, offer.edge)
    if fired is None:
        return None
    if fired.target is not None:
        enter(program, scratch, fired.target)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def improvise(program: Program, mover: Mover, situation: Situation, offer: Offer) -> Step | None:
    """Takes a choice that the scenario does not have, in the same order of things; None after an ending.

    It can always be taken, and leads to one target at most.
    """
    if situation.is_ended:
        return None
    scratch = Scratch(situation)
    mover.fire(scratch, offer.edge)
    for branch in () if scratch.is_ended else branches_of(offer.choice.goto):
        enter(program, scratch, branch.to)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def lead_on(program: Program, mover: Mover, situation: Situation, target: StateId) -> Step | None:
    """Comes to another state or ending at once, whatever leads there; None after an ending."""
    if situation.is_ended:
        return None
    scratch = Scratch(situation)
    enter(program, scratch, target)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def send(program: Program, mover: Mover, situation: Situation, inject: InjectId) -> Step | None:
    """Has an inject arrive now, whatever it waits for; None when there is no such one, and after an ending."""
    timed = program.timed(inject)
    if situation.is_ended or timed is None:
        return None
    scratch = Scratch(situation)
    scratch.note(Arrived(inject=inject, t=scratch.now))
    fired = mover.fire(scratch, timed.edge)
    if fired is not None and fired.target is not None:
        enter(program, scratch, fired.target)
    come_to_rest(program, mover, scratch)
    return _finished(program, scratch)


def hold(program: Program, situation: Situation, inject: InjectId) -> Step | None:
    """Gives an inject up; None when there is no such one that could still come by itself, and after an ending."""
    if situation.is_ended or program.timed(inject) is None or inject in situation.delivered:
        return None
    scratch = Scratch(situation)
    scratch.note(Lapsed(inject=inject, t=scratch.now))
    return _finished(program, scratch)


def pass_time(program: Program, mover: Mover, situation: Situation, until: int) -> Step:
    """Lets exercise time run on to `until` (seconds from the start) while nobody acts."""
    scratch = Scratch(situation)
    idle_until(program, mover, scratch, until)
    return _finished(program, scratch)


def apply(situation: Situation | None, outcome: Outcome) -> Situation:
    """The situation after a recorded step: asks no rule, evaluates no condition. None stands for the time before the start."""
    scratch = Scratch(situation or Situation(state=outcome.state))
    for happening in outcome.happenings:
        scratch.note(happening)
    scratch.state, scratch.now, scratch.is_ended = outcome.state, outcome.now, outcome.is_ended
    meters: Mapping[MeterName, Fraction] = outcome.meters
    flags: Mapping[FlagName, bool] = outcome.flags
    scratch.meters, scratch.flags, scratch.armed = dict(meters), dict(flags), dict(outcome.armed)
    return scratch.frozen()


def _finished(program: Program, scratch: Scratch) -> Step:
    situation = scratch.frozen()
    return Step(
        situation,
        Outcome(
            state=situation.state,
            now=situation.now,
            is_ended=situation.is_ended,
            happenings=tuple(scratch.happenings),
            meters=situation.meters,
            flags=situation.flags,
            armed=situation.armed,
            offered=tuple(offer.key for offer in offers(program, situation)),
        ),
    )
