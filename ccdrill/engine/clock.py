"""Exercise time running on: drift and actions under way between instants, and what is due at each of them.

Instants are whole seconds, and conditions are asked at them; only drift knows what lies between two of them.
"""

from collections.abc import Iterator

from ccdrill.engine.drift import move_meters, next_change
from ccdrill.engine.instant import arrive, expire, settle
from ccdrill.engine.program import Mover, Program
from ccdrill.engine.scratch import Scratch
from ccdrill.model.happenings import Acted


def act_until(program: Program, mover: Mover, scratch: Scratch, until: int) -> None:
    """Runs the clock on to `until` while an action is under way, and stops there before what is due at that instant.

    Timeouts do not interrupt it; an ending does.
    """
    while not scratch.is_ended and scratch.now < until:
        _go_on(program, scratch, until)
        if scratch.now < until:
            settle(program, mover, scratch)


def idle_until(program: Program, mover: Mover, scratch: Scratch, until: int) -> None:
    """Runs the clock on to `until` while nobody acts; beyond it when the run is on its way to a state that opens later."""
    while not scratch.is_ended and scratch.now < until:
        _go_on(program, scratch, until, is_idle=True)
        come_to_rest(program, mover, scratch)


def come_to_rest(program: Program, mover: Mover, scratch: Scratch) -> None:
    """Lets happen what is due now, until nothing is and the run stands in a state or an ending.

    At one instant: injects in file order, then the timeout. On the way to a state that opens later the clock goes on.
    """
    while not scratch.is_ended:
        settle(program, mover, scratch)
        if scratch.heading is not None:
            _go_on(program, scratch, program.opens[scratch.heading])
        elif not expire(program, mover, scratch):
            return


def _go_on(program: Program, scratch: Scratch, until: int, *, is_idle: bool = False) -> None:
    """Runs the clock on to the next instant at which anything may be due, at the latest to `until`."""
    instants = [instant for instant in _instants(program, scratch, is_idle) if instant > scratch.now]
    under_way = [when for when, _ in scratch.under_way]
    instant = min((until, *instants, *under_way))
    move_meters(program.scenario, scratch, instant - scratch.now)
    scratch.now = instant
    while scratch.under_way and scratch.under_way[0][0] <= instant:
        scratch.note(Acted(action=scratch.under_way.pop(0)[1], t=instant))
    arrive(program, scratch)


def _instants(program: Program, scratch: Scratch, is_idle: bool) -> Iterator[int]:
    """Seconds at which, as things stand, anything may be due. Some lie in the past."""
    conditions = []
    for timed in program.injects:
        if timed.id in scratch.delivered:
            continue
        if timed.at is not None:
            yield timed.at
        elif timed.inject.when is not None:
            conditions.append(timed.inject.when.tree)
        if timed.id in scratch.armed:
            yield scratch.armed[timed.id] + (timed.inject.after or 0)
    change = next_change(program.scenario, scratch, conditions)
    if change is not None:
        yield scratch.now + change
    if scratch.heading is not None:
        yield program.opens[scratch.heading]
    if is_idle and not scratch.is_timeout_spent and (expiry := program.expiries.get(scratch.state)) is not None:
        yield scratch.entered + expiry.after
